//! Columns that stand in each other's place, and what is left when all other halves have found theirs.

use super::candidates::Candidate;
use super::links::{Link, REACH};
use super::{Edge, FOLLOWS, Loose, joint};
use crate::document::{Document, Role};

/// The odds, as a natural logarithm, below which two halves do not fit each other.
const UNLIKE: f32 = -1.0;

/// The odds that the edges of two halves must have together where no word tells, and how far the second-best pair must
/// be behind.
const LIKELY: f32 = 1.0;
const AHEAD: f32 = 0.7;

/// The odds that the first block of a section must have of being a second half.
const CUT_OFF: f32 = 0.5;

/// The other links of swaps of which one link is known. Where A goes on past B, at C, the head of B belongs to an open
/// end near by; where C goes on before itself, at the head of B, what stands before B goes on inside C.
pub fn complete(
    document: &Document,
    candidates: &[Candidate],
    links: &[Link],
    is_tail: &dyn Fn(usize) -> bool,
    is_head: &dyn Fn(usize) -> bool,
) -> Vec<Link> {
    let free = |candidate: &&Candidate| candidate.is_text && !is_tail(candidate.tail);
    let mut found: Vec<Link> = Vec::new();
    for link in links {
        let best = if link.head > link.tail {
            let own = candidates.iter().find(|candidate| candidate.tail == link.tail);
            let Some(head) = own.and_then(|own| own.head).filter(|&head| !is_head(head)) else { continue };
            let near = |c: &&Candidate| c.tail != head && c.tail.abs_diff(head) <= REACH;
            best(document, candidates.iter().filter(free).filter(near).map(|c| (c, head)))
        } else {
            let before = candidates.iter().filter(free).find(|candidate| candidate.head == Some(link.head));
            let Some(before) = before else { continue };
            let bodies = document.blocks().iter().enumerate().take(link.tail + 1).skip(link.head + 1);
            let heads = bodies.filter(|(at, block)| block.is(Role::Body) && !is_head(*at));
            best(document, heads.take(REACH).map(|(head, _)| (before, head)))
        };
        found.extend(best.filter(|new| found.iter().all(|old| old.tail != new.tail && old.head != new.head)));
    }
    found
}

/// The pair that fits best by its edges, where it fits well and no other does nearly as well.
fn best<'c>(document: &Document, pairs: impl Iterator<Item = (&'c Candidate, usize)>) -> Option<Link> {
    let model = &*joint::MODEL;
    let odds = |candidate: &Candidate, head: usize| {
        let features = model.features(text(document, candidate.tail), text(document, head));
        let edges = candidate.alone + joint::weigh(&model.head, &features);
        edges + joint::weigh(&model.matched, &features)
    };
    let mut fits: Vec<(f32, Link)> = pairs
        .map(|(candidate, head)| {
            (odds(candidate, head), Link { tail: candidate.tail, head, probability: FOLLOWS, second: None })
        })
        .collect();
    fits.sort_by(|a, b| b.0.total_cmp(&a.0));
    let second = fits.get(1).map_or(f32::NEG_INFINITY, |(odds, _)| *odds);
    fits.first().filter(|(odds, _)| *odds >= LIKELY && odds - second >= AHEAD).map(|(_, link)| *link)
}

/// Links like one that is known: where a section was read before its own beginning, its first block is the second half
/// of a paragraph further down; the first blocks of the sections after it and the open ends after its own, where they
/// are as many, go together in order.
pub fn in_order(
    document: &Document,
    candidates: &[Candidate],
    links: &[Link],
    prior: f32,
    is_tail: &dyn Fn(usize) -> bool,
    is_head: &dyn Fn(usize) -> bool,
) -> Vec<Link> {
    let blocks = document.blocks();
    let opens_section = |at: usize| {
        let above = at.checked_sub(1).and_then(|above| blocks.get(above));
        above.is_some_and(|block| matches!(block.role, Role::Subhead | Role::Headline))
    };
    let known = links.iter().filter(|link| link.head < link.tail && opens_section(link.head));
    let Some(known) = known.max_by_key(|link| link.tail) else { return Vec::new() };
    let is_cut_off = |at: &usize| {
        let features = || joint::MODEL.features("", text(document, *at));
        blocks.get(*at).is_some_and(|block| block.is(Role::Body))
            && !is_head(*at)
            && opens_section(*at)
            && joint::weigh(&joint::MODEL.head, &features()) >= CUT_OFF
    };
    let heads: Vec<usize> = (known.head + 1..known.tail).filter(is_cut_off).collect();
    let open = |c: &&Candidate| c.is_text && c.tail > known.tail && c.alone + prior >= 0.0;
    let open = candidates.iter().filter(open).filter(|c| c.tail <= known.tail + REACH && !is_tail(c.tail));
    let tails: Vec<usize> = open.map(|candidate| candidate.tail).collect();
    if tails.len() != heads.len() {
        return Vec::new();
    }
    tails
        .into_iter()
        .zip(heads)
        .map(|(tail, head)| Link { tail, head, probability: FOLLOWS, second: None })
        .collect()
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
    (near && fits).then_some(Link { tail, head, probability: FOLLOWS, second: None })
}

fn text<'d>(document: &'d Document, number: usize) -> &'d str {
    document.blocks().get(number).map_or("", |block| document.slice(block.span))
}
