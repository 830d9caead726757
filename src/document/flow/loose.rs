//! Edges of paragraphs whose other half is not where it should be.

use super::edges::{self, End};
use super::{joint, page};
use crate::document::{Document, Role};
use crate::lang::lexicon;

/// An edge that was cut and that nothing joins.
#[derive(Debug, Clone, PartialEq)]
pub struct Loose {
    /// The number of the block.
    pub block: usize,
    pub edge: Edge,
    /// 0 to 1.
    pub probability: f32,
    /// For a tail, the only block whose head ends the word that the tail breaks off in.
    pub elsewhere: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The block breaks off.
    Tail,
    /// The block begins in the middle of a sentence.
    Head,
}

/// Loose edges are reported from this probability on.
const LIKELY_TAIL: f32 = 0.88;
const LIKELY_HEAD: f32 = 0.65;

/// A shorter tail could be a heading.
const LONG: usize = 26;

/// The odds, as a natural logarithm, that a block which follows no cut begins in the middle of a sentence.
const HEADS: f32 = -3.0;

/// Bits by which a word across the cut must beat a border there, for halves that do not stand one after the other.
const CLEAR: f32 = 5.0;

/// The other half is looked for among as many blocks before and after.
const REACH: usize = 60;

/// What is known of a page when loose edges are looked for.
pub struct Known<'f> {
    /// The blocks that end open, by number.
    pub open: &'f [usize],
    /// Whether a block is the tail, or the head, of a join.
    pub is_tail: &'f dyn Fn(usize) -> bool,
    pub is_head: &'f dyn Fn(usize) -> bool,
    /// Whether a block says again what another said.
    pub is_copy: &'f dyn Fn(usize) -> bool,
    /// The odds that an open end is a cut.
    pub prior: f32,
}

pub fn find(document: &Document, known: &Known<'_>) -> Vec<Loose> {
    let heads: Vec<(usize, f32)> = heads(document, known);
    let mut loose: Vec<Loose> = Vec::new();
    for &block in known.open.iter().filter(|&&block| !(known.is_tail)(block)) {
        let text = text(document, block);
        let odds = joint::weigh(&joint::MODEL.tail, &joint::MODEL.features(text, ""));
        let probability = page::probability(odds + known.prior);
        loose.push(Loose {
            block,
            edge: Edge::Tail,
            probability,
            elsewhere: elsewhere(document, block, &heads),
        });
    }
    // A head that two tails could go on with tells of neither.
    let wanted: Vec<usize> = loose.iter().filter_map(|tail| tail.elsewhere).collect();
    for tail in &mut loose {
        tail.elsewhere =
            tail.elsewhere.filter(|head| wanted.iter().filter(|other| *other == head).count() == 1);
        if tail.elsewhere.is_some() {
            tail.probability = tail.probability.max(0.95);
        }
    }
    loose.retain(|tail| {
        tail.probability >= LIKELY_TAIL && text(document, tail.block).chars().nth(LONG).is_some()
    });
    let found: Vec<usize> = loose.iter().filter_map(|tail| tail.elsewhere).collect();
    for (block, odds) in heads {
        let probability = page::probability(odds + HEADS);
        if probability >= LIKELY_HEAD && !found.contains(&block) {
            loose.push(Loose { block, edge: Edge::Head, probability, elsewhere: None });
        }
    }
    loose.sort_by_key(|edge| edge.block);
    loose
}

/// The blocks that could be second halves, with the evidence for it.
fn heads(document: &Document, known: &Known<'_>) -> Vec<(usize, f32)> {
    let mut heads = Vec::new();
    for (number, block) in document.blocks().iter().enumerate() {
        let is_text = block.is(Role::Body) || edges::end(document.slice(block.span)) == End::Stop;
        if !is_text || (known.is_head)(number) || (known.is_copy)(number) || block.role.is_furniture() {
            continue;
        }
        let text = document.slice(block.span);
        heads.push((number, joint::weigh(&joint::MODEL.head, &joint::MODEL.features("", text))));
    }
    heads
}

/// The only block nearby that ends the word in which the tail breaks off.
fn elsewhere(document: &Document, tail: usize, heads: &[(usize, f32)]) -> Option<usize> {
    let ends_word = |head: usize| {
        let gain = lexicon::straddling_gain(text(document, tail), text(document, head));
        gain.is_some_and(|gain| gain >= CLEAR)
    };
    let near =
        heads.iter().filter(|(head, odds)| head.abs_diff(tail) <= REACH && *head != tail && *odds > 0.0);
    let mut fitting = near.map(|(head, _)| *head).filter(|&head| ends_word(head));
    fitting.next().filter(|_| fitting.next().is_none())
}

fn text<'d>(document: &'d Document, number: usize) -> &'d str {
    document.blocks().get(number).map_or("", |block| document.slice(block.span))
}
