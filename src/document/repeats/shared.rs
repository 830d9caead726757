//! Fingerprints that stand in two blocks, extended to all that the two have in common around them.

use super::fold::fold;
use super::scan::Fingerprint;
use super::winnow::GRAM;
use crate::document::Block;
use crate::source::Span;

/// A text that stands in two blocks, the same up to folding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    pub earlier: Span,
    pub later: Span,
    /// Folded characters.
    pub length: u32,
}

/// What two blocks have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The numbers of the blocks.
    pub earlier: usize,
    pub later: usize,
    /// In the order of the later block.
    pub segments: Vec<Segment>,
}

impl Shared {
    /// Folded characters.
    pub fn length(&self) -> u32 {
        self.segments.iter().map(|segment| segment.length).sum()
    }
}

/// Characters that extending may look at, for each byte of the text. Prose needs far less than one; only a text made
/// for it could need more, and is then compared in part.
const WORK: usize = 8;

/// What pairs of blocks share. Each occurrence of a fingerprint is paired with the one before it in another block, so
/// that a passage that stands n times gives n - 1 pairs.
pub fn shared(text: &str, blocks: &[Block], fingerprints: &[Fingerprint]) -> Vec<Shared> {
    let block_of = |at: usize| blocks.partition_point(|block| block.span.start() <= at).checked_sub(1);
    let mut pairs: Vec<Pair> = Vec::new();
    for group in fingerprints.chunk_by(|a, b| a.hash() == b.hash()).filter(|group| group.len() > 1) {
        let mut last: Option<(usize, usize)> = None;
        let mut elsewhere: Option<(usize, usize)> = None;
        for fingerprint in group {
            let Some(block) = block_of(fingerprint.at()) else { continue };
            if last.is_some_and(|(before, _)| before != block) {
                elsewhere = last;
            }
            if let Some((earlier, earlier_at)) = elsewhere {
                pairs.push(Pair { later: block, earlier, at: fingerprint.at(), earlier_at });
            }
            last = Some((block, fingerprint.at()));
        }
    }
    pairs.sort_unstable();
    let mut work = text.len().saturating_mul(WORK).max(1 << 16);
    let mut found: Vec<Shared> = Vec::new();
    for pair in pairs {
        let same = |s: &&mut Shared| s.later == pair.later && s.earlier == pair.earlier;
        let known = found.last_mut().filter(same);
        // Pairs of two blocks come in the order of the later one, so the last few segments are those that may cover.
        let covers = |s: &Segment| s.later.contains(pair.at) && s.earlier.contains(pair.earlier_at);
        if known.as_ref().is_some_and(|s| s.segments.iter().rev().take(8).any(covers)) {
            continue;
        }
        let (Some(a), Some(b)) = (blocks.get(pair.earlier), blocks.get(pair.later)) else { continue };
        let segment = extend(text, a.span, b.span, pair.earlier_at, pair.at);
        work = work.saturating_sub(segment.length as usize + 1);
        if work == 0 {
            break;
        }
        // Fewer characters than a gram: two grams that only share a hash.
        if (segment.length as usize) < GRAM {
            continue;
        }
        match known {
            Some(shared) => shared.segments.push(segment),
            None => found.push(Shared { earlier: pair.earlier, later: pair.later, segments: vec![segment] }),
        }
    }
    found
}

/// A fingerprint at two places. Sorted by blocks, then by its place in the later one.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    later: usize,
    earlier: usize,
    at: usize,
    earlier_at: usize,
}

/// The longest common text around two places, inside of their blocks.
fn extend(text: &str, a: Span, b: Span, at_a: usize, at_b: usize) -> Segment {
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or("");
    let counted = |(at, c): (usize, char)| fold(c).map(|folded| (folded, at, at + c.len_utf8()));
    let mut segment = Segment { earlier: Span::empty(at_a), later: Span::empty(at_b), length: 0 };
    let ahead = slice(at_a, a.end()).char_indices().filter_map(counted);
    for (x, y) in ahead.zip(slice(at_b, b.end()).char_indices().filter_map(counted)) {
        if x.0 != y.0 {
            break;
        }
        segment.earlier = Span::new(at_a, at_a + x.2);
        segment.later = Span::new(at_b, at_b + y.2);
        segment.length += 1;
    }
    let back = slice(a.start(), at_a).char_indices().rev().filter_map(counted);
    for (x, y) in back.zip(slice(b.start(), at_b).char_indices().rev().filter_map(counted)) {
        if x.0 != y.0 {
            break;
        }
        segment.earlier = Span::new(a.start() + x.1, segment.earlier.end());
        segment.later = Span::new(b.start() + y.1, segment.later.end());
        segment.length += 1;
    }
    segment
}
