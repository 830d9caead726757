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
pub mod pages;
mod phrases;
mod pinyin;
mod shape;
mod wrap;

pub use heading::opens_article;
pub use wrap::is_alone;

use super::{Block, Document};

/// The blocks of a document in the order of the file, with their roles.
pub fn blocks(document: &Document) -> Vec<Block> {
    let mut blocks = blocks::blocks(document);
    page::assign(document, &mut blocks);
    blocks
}

/// Whether a line names the authors of an article and says nothing else.
pub fn is_byline(text: &str) -> bool {
    if text.len() > shape::SHORT {
        return false;
    }
    let mut line = Vec::new();
    shape::folded(text, &mut line);
    byline::is_byline(&line)
}

/// Whether a line could be a headline or a subhead.
pub fn is_like_heading(text: &str) -> bool {
    heading_likeness(text) != heading::Likeness::None
}

/// Whether a line is a headline or a subhead, and hardly the end of a paragraph.
pub fn is_surely_heading(text: &str) -> bool {
    heading_likeness(text) == heading::Likeness::Strong
}

fn heading_likeness(text: &str) -> heading::Likeness {
    if text.len() > shape::SHORT {
        return heading::Likeness::None;
    }
    let mut line = Vec::new();
    shape::folded(text, &mut line);
    heading::likeness(&line)
}

#[cfg(test)]
mod tests;
