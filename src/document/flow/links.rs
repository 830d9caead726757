//! Halves of one paragraph that do not stand one after the other, because columns were read out of order.

use rustc_hash::FxHashSet;

use super::{Candidate, Displaced, Edge, Loose, joint, page};
use crate::document::{Document, Role};
use crate::lang::lexicon::{self, Unfinished};

/// A block that breaks off inside a word, and the only one nearby that ends the word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The number of the block that breaks off.
    pub tail: usize,
    /// The number of the block that goes on with it.
    pub head: usize,
    /// Bits by which the word across the cut beats a border there.
    gain: f32,
}

/// Bits by which a word across the cut must beat a border there, and where what stands after the tail goes on with
/// another block.
const CLEAR: f32 = 6.5;
const CLEAR_ENOUGH: f32 = 5.0;

/// Bits by which the second-best partner of either half must be behind.
const AHEAD: f32 = 3.0;

/// The other half is looked for among as many blocks before and after.
const REACH: usize = 60;

/// The odds, as natural logarithms, that either edge must have of being a cut.
const TAIL: f32 = 0.0;
const HEAD: f32 = 0.0;

/// A tail whose next block is less likely its other half has its half elsewhere.
const UNLIKELY: f32 = 0.3;

/// The odds, as a natural logarithm, below which two halves do not fit each other.
const UNLIKE: f32 = -1.0;

/// How much the second-best tail must be behind where no word tells, in logarithms of odds.
const BETTER: f32 = 0.7;

/// The links of a page whose open ends are trusted to the odds `prior`. `is_copy` tells blocks that say again what
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
        let goes_on = candidate(link.tail).map_or(0.0, |c| c.matched * page::probability(c.cut + prior));
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

/// The tails that go on with what stands behind the tail of a link, for its own other half stands elsewhere: the other
/// half of a swap of columns. `is_tail` tells the tails that are joined.
pub fn swapped(
    document: &Document,
    candidates: &[Candidate],
    links: &[Link],
    loose: &[Loose],
    is_tail: &dyn Fn(usize) -> bool,
) -> Vec<Link> {
    let passed = candidates.iter().filter(|c| links.iter().any(|l| l.tail == c.tail && l.head > l.tail));
    let passed = passed.filter_map(|candidate| candidate.head);
    let is_loose = |head: &usize| loose.iter().any(|l| l.edge == Edge::Head && l.block == *head);
    let mut found: Vec<Link> = Vec::new();
    for head in passed.filter(is_loose) {
        let text_of_head = text(document, head);
        let near = candidates.iter().map(|candidate| candidate.tail).filter(|&tail| {
            tail != head && tail.abs_diff(head) <= REACH && !is_tail(tail)
        });
        let mut fits: Vec<(f32, usize)> = near
            .map(|tail| {
                let text = text(document, tail);
                let odds = joint::weigh(&joint::MODEL.tail, &joint::MODEL.features(text, ""));
                let matched = joint::weigh(&joint::MODEL.matched, &joint::MODEL.features(text, text_of_head));
                (odds + matched, tail)
            })
            .collect();
        fits.sort_by(|a, b| b.0.total_cmp(&a.0));
        let second = fits.get(1).map_or(f32::NEG_INFINITY, |(odds, _)| *odds);
        if let Some(&(odds, tail)) = fits.first()
            && odds >= UNLIKE
            && odds - second >= BETTER
            && found.iter().all(|link| link.tail != tail)
        {
            found.push(Link { tail, head, gain: 0.0 });
        }
    }
    found
}

/// The last tail and the last head without a partner, where one of each is left: they are each other's.
pub fn left_over(document: &Document, loose: &[Loose]) -> Option<Link> {
    let only = |edge: Edge| {
        let mut found = loose.iter().filter(|loose| loose.edge == edge);
        found.next().filter(|_| found.next().is_none()).map(|loose| loose.block)
    };
    let (tail, head) = (only(Edge::Tail)?, only(Edge::Head)?);
    let features = joint::MODEL.features(text(document, tail), text(document, head));
    let fits = joint::weigh(&joint::MODEL.matched, &features) >= UNLIKE;
    let near = head.abs_diff(tail) <= REACH && head != tail && head != tail + 1;
    (near && fits).then_some(Link { tail, head, gain: 0.0 })
}

/// What brings the head of a link to its tail. Where two columns were swapped, two links show it: A breaks off and goes
/// on at the head of C, past B; and C breaks off and goes on at the head of B, or B goes on behind C. Then all of C
/// moves. One link alone moves one block.
pub fn displaced(link: &Link, links: &[Link], candidates: &[Candidate]) -> Displaced {
    let next = |tail: usize| candidates.iter().find(|c| c.tail == tail).and_then(|c| c.head);
    let swaps = |upper: &Link, lower: &Link| {
        upper.head > upper.tail && lower.tail >= upper.head && next(upper.tail) == Some(lower.head)
    };
    if links.iter().any(|upper| swaps(upper, link)) {
        return Displaced::BySwap;
    }
    let lower = links.iter().find(|lower| swaps(link, lower)).map(|lower| lower.tail);
    let behind = || {
        let last = links.iter().find(|other| next(other.tail) == Some(link.head) && other.head > link.head);
        last.map(|other| other.head.saturating_sub(1)).filter(|_| link.head > link.tail)
    };
    Displaced::Until(lower.or_else(behind).unwrap_or(link.head))
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
    for candidate in candidates {
        let tail = text(document, candidate.tail);
        if joint::weigh(&joint::MODEL.tail, &joint::MODEL.features(tail, "")) + prior < TAIL {
            continue;
        }
        let unfinished = Unfinished::new(tail);
        if unfinished.is_empty() {
            continue;
        }
        let heads = heads.get_or_insert_with(|| cut_off(document, is_copy));
        let from = heads.partition_point(|head| head + REACH < candidate.tail);
        let near = heads.iter().skip(from).take_while(|head| **head <= candidate.tail + REACH);
        for &head in near.filter(|head| **head != candidate.tail) {
            let after = text(document, head);
            if !unfinished.ends_in(after) {
                continue;
            }
            let gain = lexicon::straddling_gain(tail, after).unwrap_or(0.0);
            if gain >= CLEAR_ENOUGH - AHEAD {
                fitting.push(Link { tail: candidate.tail, head, gain });
            }
        }
    }
    fitting
}

/// The blocks that begin as the second half of a paragraph does.
fn cut_off(document: &Document, is_copy: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let blocks = document.blocks().iter().enumerate();
    let bodies = blocks.filter(|(number, block)| block.is(Role::Body) && !is_copy(*number));
    let cut_off = bodies.filter(|(_, block)| {
        let text = document.slice(block.span);
        joint::weigh(&joint::MODEL.head, &joint::MODEL.features("", text)) >= HEAD
    });
    cut_off.map(|(number, _)| number).collect()
}

fn text<'d>(document: &'d Document, number: usize) -> &'d str {
    document.blocks().get(number).map_or("", |block| document.slice(block.span))
}
