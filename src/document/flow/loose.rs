//! Edges of paragraphs whose other half is not where it should be.

use rustc_hash::{FxHashMap, FxHashSet};

use super::edges::{self, End};
use super::{joint, page};
use crate::document::{Document, Role};
use crate::lang::lexicon::{self, Unfinished};

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
    let mut wanted: FxHashMap<usize, u32> = FxHashMap::default();
    for head in loose.iter().filter_map(|tail| tail.elsewhere) {
        *wanted.entry(head).or_default() += 1;
    }
    for tail in &mut loose {
        tail.elsewhere = tail.elsewhere.filter(|head| wanted.get(head) == Some(&1));
        if tail.elsewhere.is_some() {
            tail.probability = tail.probability.max(0.95);
        }
    }
    loose.retain(|tail| {
        tail.probability >= LIKELY_TAIL && text(document, tail.block).chars().nth(LONG).is_some()
    });
    let found: FxHashSet<usize> = loose.iter().filter_map(|tail| tail.elsewhere).collect();
    for (block, odds) in heads {
        let probability = page::probability(odds + HEADS);
        if probability >= LIKELY_HEAD && !found.contains(&block) {
            loose.push(Loose { block, edge: Edge::Head, probability, elsewhere: None });
        }
    }
    loose.sort_by_key(|edge| edge.block);
    loose
}

/// The blocks that could be second halves, with the evidence for it, where there is any. In the order of the file.
fn heads(document: &Document, known: &Known<'_>) -> Vec<(usize, f32)> {
    let mut heads = Vec::new();
    for (number, block) in document.blocks().iter().enumerate() {
        let is_text = block.is(Role::Body) || edges::end(document.slice(block.span)) == End::Stop;
        if !is_text || (known.is_head)(number) || (known.is_copy)(number) || block.role.is_furniture() {
            continue;
        }
        let text = document.slice(block.span);
        let odds = joint::weigh(&joint::MODEL.head, &joint::MODEL.features("", text));
        if odds > 0.0 {
            heads.push((number, odds));
        }
    }
    heads
}

/// The only block nearby that ends the word in which the tail breaks off.
fn elsewhere(document: &Document, tail: usize, heads: &[(usize, f32)]) -> Option<usize> {
    let before = text(document, tail);
    let unfinished = Unfinished::new(before);
    if unfinished.is_empty() {
        return None;
    }
    let ends_word = |head: usize| {
        let after = text(document, head);
        let clear = |gain: f32| gain >= CLEAR;
        unfinished.ends_in(after) && lexicon::straddling_gain(before, after).is_some_and(clear)
    };
    let from = heads.partition_point(|(head, _)| head + REACH < tail);
    let near = heads.iter().skip(from).map(|(head, _)| *head).take_while(|head| *head <= tail + REACH);
    let mut fitting = near.filter(|&head| head != tail && ends_word(head));
    fitting.next().filter(|_| fitting.next().is_none())
}

fn text<'d>(document: &'d Document, number: usize) -> &'d str {
    document.blocks().get(number).map_or("", |block| document.slice(block.span))
}
