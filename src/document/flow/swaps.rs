//! Columns that stand in each other's place, and what is left when all other halves have found theirs.

use super::candidates::{Candidate, Next, within};
use super::links::{Link, Linked, REACH};
use super::sides::Sides;
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
    sides: &Sides<'_>,
    document: &Document,
    candidates: &[Candidate],
    next: &Next,
    linked: &Linked,
) -> Vec<Link> {
    let free = |candidate: &&Candidate| candidate.is_text && !linked.is_tail(candidate.tail);
    let near = |block: usize| within(candidates, block.saturating_sub(REACH)..=block + REACH);
    let mut found: Vec<Link> = Vec::new();
    let mut taken = Linked::default();
    for link in &linked.links {
        let best = if link.head > link.tail {
            let Some(head) = next.after(link.tail).filter(|&head| !linked.is_head(head)) else { continue };
            let tails = near(head).iter().filter(free).filter(|candidate| candidate.tail != head);
            best(sides, tails.map(|candidate| (candidate, head)))
        } else {
            let before = next.before(link.head).iter().flat_map(|&tail| within(candidates, tail..=tail));
            let Some(before) = before.into_iter().find(free) else { continue };
            let bodies = document.blocks().iter().enumerate().take(link.tail + 1).skip(link.head + 1);
            let heads = bodies.filter(|(at, block)| block.is(Role::Body) && !linked.is_head(*at));
            best(sides, heads.take(REACH).map(|(head, _)| (before, head)))
        };
        let is_new = |new: &Link| !taken.is_tail(new.tail) && !taken.is_head(new.head);
        if let Some(new) = best.filter(is_new) {
            taken.join(new.tail, new.head);
            found.push(new);
        }
    }
    found
}

/// The pair that fits best by its edges, where it fits well and no other does nearly as well.
fn best<'c>(sides: &Sides<'_>, pairs: impl Iterator<Item = (&'c Candidate, usize)>) -> Option<Link> {
    let odds = |candidate: &Candidate, head: usize| {
        let features = sides.features(candidate.tail, head);
        candidate.alone + sides.head_odds(head) + joint::weigh(&joint::MODEL.matched, &features)
    };
    let (mut first, mut second) = (None, f32::NEG_INFINITY);
    for (candidate, head) in pairs {
        if !sides.may_meet(candidate.tail, head) {
            continue;
        }
        let odds = odds(candidate, head);
        match first {
            Some((best, _)) if odds <= best => second = second.max(odds),
            _ => {
                second = first.map_or(second, |(best, _)| second.max(best));
                let (tail, probability) = (candidate.tail, FOLLOWS);
                first = Some((odds, Link { tail, head, probability, second: None }));
            }
        }
    }
    first.filter(|(odds, _)| *odds >= LIKELY && odds - second >= AHEAD).map(|(_, link)| link)
}

/// Links like one that is known: where a section was read before its own beginning, its first block is the second half
/// of a paragraph further down; the first blocks of the sections after it and the open ends after its own, where they
/// are as many, go together in order.
pub fn in_order(
    sides: &Sides<'_>,
    document: &Document,
    candidates: &[Candidate],
    linked: &Linked,
    prior: f32,
) -> Vec<Link> {
    let blocks = document.blocks();
    let opens_section = |at: usize| {
        let above = at.checked_sub(1).and_then(|above| blocks.get(above));
        above.is_some_and(|block| block.role.is_heading())
    };
    let known = linked.links.iter().filter(|link| link.head < link.tail && opens_section(link.head));
    let Some(known) = known.max_by_key(|link| link.tail) else { return Vec::new() };
    let is_cut_off = |at: &usize| {
        blocks.get(*at).is_some_and(|block| block.is(Role::Body))
            && !linked.is_head(*at)
            && opens_section(*at)
            && sides.head_odds(*at) >= CUT_OFF
    };
    let heads: Vec<usize> = (known.head + 1..known.tail).filter(is_cut_off).collect();
    let open = |c: &&Candidate| c.is_text && c.alone + prior >= 0.0 && !linked.is_tail(c.tail);
    let open = within(candidates, known.tail + 1..=known.tail + REACH).iter().filter(open);
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
pub fn left_over(sides: &Sides<'_>, loose: &[Loose]) -> Option<Link> {
    let only = |edge: Edge| {
        let mut found = loose.iter().filter(|loose| loose.edge == edge);
        found.next().filter(|_| found.next().is_none()).map(|loose| loose.block)
    };
    let (tail, head) = (only(Edge::Tail)?, only(Edge::Head)?);
    let fits = joint::weigh(&joint::MODEL.matched, &sides.features(tail, head)) >= UNLIKE;
    let near = head.abs_diff(tail) <= REACH && head != tail && head != tail + 1;
    (near && fits && sides.may_meet(tail, head)).then_some(Link {
        tail,
        head,
        probability: FOLLOWS,
        second: None,
    })
}
