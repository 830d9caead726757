//! Which open end goes on with which block: the next block of text, or one that stands elsewhere because columns were read
//! out of order.

use rustc_hash::FxHashSet;

use super::assignment::{Chosen, Edge, assign};
use super::candidates::{Candidate, Next};
use super::joint;
use super::sides::Sides;
use crate::document::{Document, Role, evidence};

/// A block that breaks off, and one that goes on with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The number of the block that breaks off.
    pub tail: usize,
    /// The number of the block that goes on with it.
    pub head: usize,
    /// 0 to 1.
    pub probability: f32,
    /// What else was likeliest for either half: the numbers of a tail and a head, one of them the same.
    pub second: Option<(usize, usize)>,
}

/// The links that were made, and the blocks that have a part in them or in a join with the next block.
#[derive(Debug, Clone, Default)]
pub struct Linked {
    pub links: Vec<Link>,
    tails: FxHashSet<usize>,
    heads: FxHashSet<usize>,
}

impl Linked {
    /// Notes that two blocks are joined.
    pub fn join(&mut self, tail: usize, head: usize) {
        self.tails.insert(tail);
        self.heads.insert(head);
    }

    pub fn add(&mut self, link: Link) {
        self.join(link.tail, link.head);
        self.links.push(link);
    }

    pub fn is_tail(&self, block: usize) -> bool {
        self.tails.contains(&block)
    }

    pub fn is_head(&self, block: usize) -> bool {
        self.heads.contains(&block)
    }
}

/// A tail is joined with the next block of text from this probability on, and with one that stands elsewhere from the
/// other. See the cards of FLW001 and FLW002 for what was measured.
const LIKELY: f32 = 0.5;
const LIKELY_APART: f32 = 0.6;

/// A join with the next block that is as likely is made without a look at other partners.
const SETTLED: f32 = 0.9;

/// The other half is looked for among as many blocks before and after.
pub const REACH: usize = 60;

/// The odds, as natural logarithms, that a tail and a head must have of being a cut before they are weighed together.
const TAIL: f32 = -1.0;
const HEAD: f32 = -0.5;

/// The odds, as a natural logarithm, that of two pieces that were both cut one goes on with the other, which stands
/// elsewhere; the more heads there are to choose from, the smaller.
const APART: f32 = 0.5;

/// No pair of smaller odds has a say.
const LEAST: f32 = -3.0;

/// Pairs each open end with what goes on with it. `is_copy` tells blocks that say again what another said; `prior` how far
/// open ends of the page are trusted. Only on a page are partners looked for elsewhere.
pub fn pair(
    sides: &Sides<'_>,
    document: &Document,
    candidates: &[Candidate],
    next: &Next,
    is_copy: &dyn Fn(usize) -> bool,
    prior: f32,
    is_page: bool,
) -> Vec<Link> {
    let mut edges = Vec::new();
    let mut links = Vec::new();
    let (mut tails, mut heads) = (Vec::new(), FxHashSet::default());
    for candidate in candidates {
        let probability = candidate.probability(prior);
        if let Some(head) = candidate.head {
            if probability >= SETTLED {
                links.push(Link { tail: candidate.tail, head, probability, second: None });
                heads.insert(head);
                continue;
            }
            edges.push(Edge { left: candidate.tail, right: head, odds: evidence::odds(probability) });
        }
        tails.push(candidate);
    }
    edges.retain(|edge| edge.odds >= LEAST && !heads.contains(&edge.right));
    if is_page {
        edges.extend(apart(sides, document, &tails, &|head| heads.contains(&head) || is_copy(head), prior));
    }
    links.extend(assign(&edges).into_iter().filter_map(|Chosen { edge, probability, second }| {
        let least = if next.after(edge.left) == Some(edge.right) { LIKELY } else { LIKELY_APART };
        let second = second.map(|edge| (edge.left, edge.right));
        (probability >= least).then_some(Link { tail: edge.left, head: edge.right, probability, second })
    }));
    links.sort_by_key(|link| link.tail);
    links
}

/// Each open end with each block near by that begins like a second half, and is not its next block of text.
fn apart(
    sides: &Sides<'_>,
    document: &Document,
    tails: &[&Candidate],
    is_taken: &dyn Fn(usize) -> bool,
    prior: f32,
) -> Vec<Edge> {
    let open: Vec<&&Candidate> = tails.iter().filter(|c| c.as_text() + c.alone + prior >= TAIL).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let model = &*joint::MODEL;
    let heads = cut_off(sides, document, &open, is_taken);
    let mut edges = Vec::new();
    for candidate in open {
        let from = heads.partition_point(|(head, _)| head + REACH < candidate.tail);
        let near = heads.iter().skip(from).take_while(|(head, _)| *head <= candidate.tail + REACH);
        let near = near.filter(|(head, _)| *head != candidate.tail);
        // As many of them are second halves.
        let choice = near.clone().map(|(_, odds)| evidence::probability(*odds)).sum::<f32>().max(1.0).ln();
        for &(head, _) in near.filter(|(head, _)| candidate.head != Some(*head)) {
            if !sides.may_meet(candidate.tail, head) {
                continue;
            }
            let features = sides.features(candidate.tail, head);
            let cut = joint::weigh(&model.cut, &features) + prior + candidate.as_text();
            let matched = joint::weigh(&model.matched, &features) + APART - choice;
            let odds = evidence::odds(evidence::probability(cut) * evidence::probability(matched));
            // Few pairs are likely enough to be asked what their articles say.
            if odds < LEAST {
                continue;
            }
            let odds = odds + sides.belong(candidate.tail, head);
            if odds >= LEAST {
                edges.push(Edge { left: candidate.tail, right: head, odds });
            }
        }
    }
    edges
}

/// The blocks near open ends that begin as the second half of a paragraph does, each with the odds that it is one.
fn cut_off(
    sides: &Sides<'_>,
    document: &Document,
    open: &[&&Candidate],
    is_taken: &dyn Fn(usize) -> bool,
) -> Vec<(usize, f32)> {
    let mut open = open.iter().map(|candidate| candidate.tail).peekable();
    let mut heads = Vec::new();
    let mut last = None;
    for (number, block) in document.blocks().iter().enumerate() {
        while let Some(tail) = open.next_if(|tail| *tail <= number + REACH) {
            last = Some(tail);
        }
        let is_near = last.is_some_and(|tail| number <= tail + REACH);
        if !is_near || !block.is(Role::Body) || is_taken(number) {
            continue;
        }
        let odds = sides.head_odds(number);
        if odds >= HEAD {
            heads.push((number, odds));
        }
    }
    heads
}
