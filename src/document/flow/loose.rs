//! Edges of paragraphs whose other half is not where it should be.

use super::candidates::{Candidate, Next};
use super::edges::{self, End};
use super::jumps;
use super::links::Linked;
use super::sides::Sides;
use crate::document::{Document, Role, evidence};

/// An edge that was cut and that nothing joins.
#[derive(Debug, Clone, PartialEq)]
pub struct Loose {
    /// The number of the block.
    pub block: usize,
    pub edge: Edge,
    /// 0 to 1.
    pub probability: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The block breaks off.
    Tail,
    /// The block begins in the middle of a sentence.
    Head,
}

/// Loose edges are reported from this probability on.
const LIKELY_TAIL: f32 = 0.9;
const LIKELY_HEAD: f32 = 0.82;

/// Of loose edges below this probability nothing is known.
const POSSIBLE: f32 = 0.6;

impl Loose {
    /// Whether the edge is sure enough to be reported.
    pub fn is_likely(&self) -> bool {
        self.probability >= if self.edge == Edge::Tail { LIKELY_TAIL } else { LIKELY_HEAD }
    }
}

/// A shorter tail could be a heading.
const LONG: usize = 26;

/// The odds, as a natural logarithm, that a block which follows no cut begins in the middle of a sentence.
const HEADS: f32 = -3.0;

/// What a mark adds to them with which no paragraph begins.
const PAUSE: f32 = 4.0;

/// What is known of a page when loose edges are looked for.
pub struct Known<'f> {
    pub candidates: &'f [Candidate],
    pub linked: &'f Linked,
    pub next: &'f Next,
    /// Whether a block says again what another said.
    pub is_copy: &'f dyn Fn(usize) -> bool,
    /// The odds that an open end is a cut.
    pub prior: f32,
}

impl Known<'_> {
    /// Whether the tail before a block goes on elsewhere, past it.
    fn is_passed(&self, block: usize) -> bool {
        self.next.before(block).iter().any(|&tail| self.linked.is_tail(tail))
    }
}

/// The loose edges that are possible, in the order of the file.
pub fn find(sides: &Sides<'_>, document: &Document, known: &Known<'_>) -> Vec<Loose> {
    let mut loose: Vec<Loose> = Vec::new();
    // A jump line says where the other half is.
    let open = known.candidates.iter().filter(|c| c.is_text && !known.linked.is_tail(c.tail));
    let open = open.filter(|c| !jumps::leaves(document, c.tail));
    for &Candidate { tail: block, alone, .. } in open {
        let probability = evidence::probability(alone + known.prior);
        if probability >= POSSIBLE && sides.text(block).chars().nth(LONG).is_some() {
            loose.push(Loose { block, edge: Edge::Tail, probability });
        }
    }
    for (block, odds) in heads(sides, document, known) {
        let mark = if edges::begins_with_pause(sides.text(block)) { PAUSE } else { 0.0 };
        let odds = odds + mark + if known.is_passed(block) { 0.0 } else { HEADS };
        let probability = evidence::probability(odds);
        if probability >= POSSIBLE {
            loose.push(Loose { block, edge: Edge::Head, probability });
        }
    }
    loose.sort_by_key(|edge| edge.block);
    loose
}

/// The blocks that could be second halves, with the evidence for it.
fn heads(sides: &Sides<'_>, document: &Document, known: &Known<'_>) -> Vec<(usize, f32)> {
    let mut heads = Vec::new();
    for (number, block) in document.blocks().iter().enumerate() {
        let is_text = block.is(Role::Body) || edges::end(document.slice(block.span)) == End::Stop;
        let is_known = known.linked.is_head(number) || jumps::arrives(document, number);
        if !is_text || is_known || (known.is_copy)(number) || block.role.is_furniture() {
            continue;
        }
        let odds = sides.head_odds(number);
        if odds > 0.0 {
            heads.push((number, odds));
        }
    }
    heads
}
