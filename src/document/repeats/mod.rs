//! What stands in a text twice: blocks that are read twice, and long passages inside of different blocks.
//!
//! Three stages, each over what the one before left: prints of all blocks ([`scan`]), common text around equal
//! fingerprints ([`shared`]), and the judgement which blocks are copies and which copy stays ([`judge`]). Time is linear
//! in the text but for a sort of one fingerprint in about seven characters.

mod compare;
mod fold;
mod judge;
mod keep;
mod scan;
mod shared;
mod winnow;

use super::Document;
use crate::source::Span;

pub use keep::Reason;

/// The repetitions of a document.
#[derive(Debug, Clone, Default)]
pub struct Repeats {
    /// In the order of the file.
    copies: Vec<Copied>,
    passages: Vec<Passage>,
}

/// A block that stands in the text a second time and is to go, because another block says the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    /// The number of the block in [`Document::blocks`].
    pub block: usize,
    /// The number of the block that stays.
    pub kept: usize,
    pub likeness: Likeness,
    /// How many blocks in a row are doubled together, at least 1.
    pub run: usize,
    /// Why this one is to go and not the other.
    pub reason: Reason,
}

/// How a copy is like the block that stays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Likeness {
    /// The same up to white space, width and punctuation.
    Exact,
    /// So many characters differ.
    Near { differing: usize, figures_differ: bool },
    /// The copy is a part of the other, which stands there.
    Within { place: Span },
}

/// A long passage that stands inside two blocks, each of which also says something of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    pub earlier: Span,
    pub later: Span,
    /// Characters, without white space and punctuation.
    pub length: usize,
}

impl Repeats {
    /// The blocks that are copies of others, in the order of the file.
    pub fn copies(&self) -> &[Copied] {
        &self.copies
    }

    /// What the block with this number is a copy of, if of any.
    pub fn copy(&self, block: usize) -> Option<&Copied> {
        let at = self.copies.binary_search_by_key(&block, |copied| copied.block).ok()?;
        self.copies.get(at)
    }

    /// Whether every block up to this one, it included, is a copy.
    pub fn leads(&self, block: usize) -> bool {
        self.copies.get(block).is_some_and(|copied| copied.block == block)
    }

    /// The passages that stand in two blocks, in the order of the later places.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }
}

pub fn find(document: &Document) -> Repeats {
    let (text, blocks) = (document.text(), document.blocks());
    let (prints, fingerprints) = scan::scan(text, blocks);
    let shared = shared::shared(text, blocks, &fingerprints);
    judge::judge(text, blocks, &prints, &shared)
}
