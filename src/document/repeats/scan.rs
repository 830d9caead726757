//! One pass over all blocks: the hash of each, and a few fingerprints of what stands in it.

use rustc_hash::FxHashMap;

use super::fold::{fold, weight};
use super::winnow::{BASE, Ring, Winnow};
use crate::document::Block;
use crate::lang::characters::characters;
use crate::source::Span;

/// What a block is compared by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Print {
    /// Of the folded characters; equal texts have equal hashes, and the reverse is checked.
    pub hash: u64,
    /// Folded characters.
    pub length: u32,
    /// In columns: two for a Han character, one for a letter or a figure.
    pub weight: u32,
    /// The first block of the same hash, where this is not it.
    pub first: Option<u32>,
}

/// Where a gram begins, under its hash, so that sorting brings equal grams together in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(u64);

impl Fingerprint {
    pub fn new(hash: u64, at: u32) -> Self {
        Self(hash & 0xFFFF_FFFF_0000_0000 | u64::from(at))
    }

    pub fn hash(self) -> u64 {
        self.0 >> 32
    }

    /// The byte.
    pub fn at(self) -> usize {
        (self.0 & 0xFFFF_FFFF) as usize
    }
}

/// The prints of all blocks, and the sorted fingerprints that stand in them more than once; exact copies have none.
pub fn scan(text: &str, blocks: &[Block]) -> (Vec<Print>, Vec<Fingerprint>) {
    let mut prints: Vec<Print> = Vec::with_capacity(blocks.len());
    let mut fingerprints = Vec::with_capacity(text.len() / 24);
    let mut first: FxHashMap<u64, u32> = FxHashMap::default();
    first.reserve(blocks.len());
    let mut ring = Ring::default();
    for (number, block) in (0..).zip(blocks) {
        let own = fingerprints.len();
        let mut winnow = Winnow::new(&mut ring);
        let mut print = read(text, block.span, |c, place| {
            if let Some(fingerprint) = winnow.take(c, place) {
                fingerprints.push(fingerprint);
            }
        });
        let known = *first.entry(print.hash).or_insert(number);
        if known != number {
            print.first = Some(known);
            fingerprints.truncate(own);
        }
        prints.push(print);
    }
    keep_repeated(&mut fingerprints);
    fingerprints.sort_unstable();
    (prints, fingerprints)
}

/// The print of a block; each of its characters that counts, folded, is handed on with its byte in the text.
#[inline]
fn read(text: &str, span: Span, mut take: impl FnMut(char, u32)) -> Print {
    let mut print = Print::default();
    let words = text.get(span.range()).unwrap_or("");
    for (at, c) in characters(words) {
        let Some(c) = fold(c) else { continue };
        print.hash = (print.hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(BASE);
        print.weight += weight(c);
        print.length += 1;
        take(c, span.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)));
    }
    print
}

/// Drops fingerprints whose hash no other has: most do not have to be sorted. A few stay that only share some bits.
fn keep_repeated(fingerprints: &mut Vec<Fingerprint>) {
    const WORD: usize = 64;
    // So many bits that about one in eight is set.
    let bits = (fingerprints.len() * 8).next_power_of_two().max(WORD);
    let (mut once, mut twice) = (vec![0_u64; bits / WORD], vec![0_u64; bits / WORD]);
    let slot = |fingerprint: &Fingerprint| {
        let bit = fingerprint.hash() as usize & (bits - 1);
        (bit / WORD, 1_u64 << (bit % WORD))
    };
    for fingerprint in fingerprints.iter() {
        let (word, bit) = slot(fingerprint);
        if let (Some(once), Some(twice)) = (once.get_mut(word), twice.get_mut(word)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }
    fingerprints.retain(|fingerprint| {
        let (word, bit) = slot(fingerprint);
        twice.get(word).is_some_and(|twice| twice & bit != 0)
    });
}

#[cfg(test)]
mod tests {
    use super::super::winnow::{GRAM, WINDOW};
    use super::*;
    use crate::document::Role;
    use crate::source::Span;

    /// Each text is a block.
    fn prints_of(texts: &[&str]) -> (Vec<Print>, Vec<Fingerprint>) {
        let mut blocks: Vec<Block> = Vec::new();
        for text in texts {
            let start = blocks.last().map_or(0, |block| block.span.end());
            let span = Span::new(start, start + text.len());
            blocks.push(Block { span, lines: 0..1, role: Role::Body });
        }
        scan(&texts.concat(), &blocks)
    }

    /// Sixty different characters.
    fn passage() -> String {
        (0..60).filter_map(|n| char::from_u32(0x5000 + n * 37)).collect()
    }

    #[test]
    fn shared_passages_share_a_fingerprint_wherever_they_stand() {
        let shared: String = passage().chars().take(WINDOW + GRAM - 1).collect();
        let (one, other) = (format!("前文，{shared}后文"), format!("此处另有别的文字{shared}"));
        let found = prints_of(&[&one, &other]).1;
        let twice = |pair: &[Fingerprint]| matches!(pair, [a, b] if a.hash() == b.hash());
        let at = found.windows(2).find(|pair| twice(pair)).expect("a fingerprint of both");
        let [earlier, later] = [0, 1].map(|n| at[n].at());
        assert_eq!(later - earlier, one.len() + "此处另有别的文字".len() - "前文，".len());
    }

    #[test]
    fn what_stands_once_leaves_no_fingerprint() {
        assert_eq!(prints_of(&[&passage()]).1, []);
    }

    #[test]
    fn few_fingerprints_even_of_one_character_over_and_over() {
        let many = prints_of(&[&"啊".repeat(16_000)]).1.len();
        assert!((1..=1_400).contains(&many), "{many}");
    }

    #[test]
    fn copies_know_their_first() {
        let firsts = prints_of(&["甲乙丙", "甲，乙丙", "甲乙丁"]).0;
        assert_eq!(firsts.iter().map(|print| print.first).collect::<Vec<_>>(), [None, Some(0), None]);
    }
}
