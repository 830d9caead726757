//! Lines to blocks, and what each block is on the page.
//!
//! A block's role comes from its own wording ([`furniture`], [`caption`], [`byline`], [`jump`], [`notice`]), its shape
//! ([`heading`]), its neighbours and the rest of the page ([`page`]).

mod banner;
mod blocks;
mod byline;
mod caption;
mod furniture;
mod heading;
pub mod jump;
mod notice;
mod page;
mod phrases;
mod pinyin;
mod shape;

pub use heading::opens_article;

use super::{Block, Document};

/// The blocks of a document in the order of the file, with their roles.
pub fn blocks(document: &Document) -> Vec<Block> {
    let mut blocks = blocks::blocks(document);
    page::assign(document, &mut blocks);
    blocks
}

#[cfg(test)]
mod tests;
