//! Halves of one paragraph that do not stand one after the other, because columns were read out of order.

use rustc_hash::FxHashSet;

use super::{Candidate, joint};
use crate::document::{Document, Role};
use crate::lang::lexicon::{self, Unfinished};

/// A block that breaks off, and one that stands elsewhere and goes on with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The number of the block that breaks off.
    pub tail: usize,
    /// The number of the block that goes on with it.
    pub head: usize,
    /// Bits by which the word across the cut beats a border there; 0 where no word tells.
    pub gain: f32,
}

/// Bits by which a word across the cut must beat a border there, and where what stands after the tail goes on with
/// another block.
const CLEAR: f32 = 6.5;
const CLEAR_ENOUGH: f32 = 5.0;

/// Bits by which the second-best partner of either half must be behind.
const AHEAD: f32 = 3.0;

/// The other half is looked for among as many blocks before and after.
pub const REACH: usize = 60;

/// The odds, as natural logarithms, that either edge must have of being a cut, and what both must have together with
/// half of the bits.
const TAIL: f32 = -2.0;
const HEAD: f32 = -0.5;
const TOGETHER: f32 = 4.0;

/// A tail whose next block is less likely its other half has its half elsewhere.
const UNLIKELY: f32 = 0.3;

/// The links that words tell of, of a page whose open ends are trusted to the odds `prior`. `is_copy` tells blocks that say again what
/// another said.
pub fn find(
    document: &Document,
    candidates: &[Candidate],
    is_copy: &dyn Fn(usize) -> bool,
    prior: f32,
) -> Vec<Link> {
    let mut open = fitting(document, candidates, is_copy, prior);
    open.sort_by(|a, b| b.gain.total_cmp(&a.gain).then(a.tail.cmp(&b.tail)));
    let candidate = |tail: usize| candidates.iter().find(|c| c.tail == tail);
    let (mut tails, mut heads) = (FxHashSet::default(), FxHashSet::default());
    let mut links = Vec::new();
    // The clearest first: what it takes is no longer there for the others.
    for link in &open {
        if tails.contains(&link.tail) || heads.contains(&link.head) {
            continue;
        }
        let after = candidate(link.tail).and_then(|c| c.head);
        let goes_on = candidate(link.tail).map_or(0.0, |candidate| candidate.probability(prior));
        let is_open = goes_on < UNLIKELY || after.is_some_and(|after| heads.contains(&after));
        let least = if is_open { CLEAR_ENOUGH } else { CLEAR };
        let rivals = |other: &&Link| {
            (other.tail == link.tail) != (other.head == link.head)
                && other.gain > link.gain - AHEAD
                && !tails.contains(&other.tail)
                && !heads.contains(&other.head)
        };
        if link.gain < least || open.iter().any(|other| rivals(&other)) {
            continue;
        }
        tails.insert(link.tail);
        heads.insert(link.head);
        if after != Some(link.head) {
            links.push(*link);
        }
    }
    links
}

/// Each open end with each block that ends the word in which it breaks off.
fn fitting(
    document: &Document,
    candidates: &[Candidate],
    is_copy: &dyn Fn(usize) -> bool,
    prior: f32,
) -> Vec<Link> {
    let mut fitting = Vec::new();
    let mut heads = None;
    for candidate in candidates.iter().filter(|c| c.is_text && c.alone + prior >= TAIL) {
        let tail = text(document, candidate.tail);
        let unfinished = Unfinished::new(tail);
        if unfinished.is_empty() {
            continue;
        }
        let heads = heads.get_or_insert_with(|| cut_off(document, is_copy));
        let from = heads.partition_point(|(head, _)| head + REACH < candidate.tail);
        let near = heads.iter().skip(from).take_while(|(head, _)| *head <= candidate.tail + REACH);
        for &(head, odds) in near.filter(|(head, _)| *head != candidate.tail) {
            let after = text(document, head);
            if !unfinished.ends_in(after) {
                continue;
            }
            let gain = lexicon::straddling_gain(tail, after).unwrap_or(0.0);
            let together = candidate.alone + prior + odds + gain / 2.0;
            if gain >= CLEAR_ENOUGH - AHEAD && together >= TOGETHER {
                fitting.push(Link { tail: candidate.tail, head, gain });
            }
        }
    }
    fitting
}

/// The blocks that begin as the second half of a paragraph does, with the odds that they are one.
fn cut_off(document: &Document, is_copy: &dyn Fn(usize) -> bool) -> Vec<(usize, f32)> {
    let blocks = document.blocks().iter().enumerate();
    let bodies = blocks.filter(|(number, block)| block.is(Role::Body) && !is_copy(*number));
    let odds = bodies.map(|(number, block)| {
        let features = joint::MODEL.features("", document.slice(block.span));
        (number, joint::weigh(&joint::MODEL.head, &features))
    });
    odds.filter(|(_, odds)| *odds >= HEAD).collect()
}

fn text<'d>(document: &'d Document, number: usize) -> &'d str {
    document.blocks().get(number).map_or("", |block| document.slice(block.span))
}
