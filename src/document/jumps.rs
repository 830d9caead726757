//! Where the text of a document goes on in another, or comes from one: its jump lines, and the paragraphs that they are of.

use std::ops::Range;

use super::layout::jump;
use super::layout::pages::{self, Jump, Way};
use super::{Block, Document, Role};
use crate::source::Span;

/// A jump line that says where the document's own text goes on or comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JumpLine {
    /// The number of the block that holds it.
    pub block: usize,
    pub jump: Jump,
    pub span: Span,
    /// Whether it is all of its block.
    pub alone: bool,
    /// The number of the paragraph that breaks off before it, or goes on behind it.
    pub paragraph: Option<usize>,
}

/// The paragraph is looked for among as many blocks.
const NEAR: usize = 8;

/// The jump lines of a document, in its order.
pub fn find(document: &Document<'_>) -> Vec<JumpLine> {
    let blocks = document.blocks();
    let mut found = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let text = document.slice(block.span);
        let mut add = |range: Range<usize>| {
            let alone = range == (0..text.len());
            let read = text.get(range.clone()).and_then(pages::read);
            let Some((jump, _)) = read.filter(|(jump, _)| jump.way != Way::See) else { return };
            let paragraph = match (alone, jump.way) {
                (false, _) => Some(number),
                (true, Way::From) => next_text(blocks, number),
                (true, _) => last_text(blocks, number),
            };
            let span = Span::new(range.start, range.end).shift(block.span.start());
            found.push(JumpLine { block: number, jump, span, alone, paragraph });
        };
        match block.role {
            Role::JumpLine => add(0..text.len()),
            role if role.is_furniture() => {}
            _ => {
                jump::at_start(text).into_iter().for_each(&mut add);
                jump::at_end(text).filter(|range| range.start > 0).into_iter().for_each(&mut add);
            }
        }
    }
    found
}

/// The paragraph before a jump line, past pictures and furniture.
fn last_text(blocks: &[Block], line: usize) -> Option<usize> {
    let passed = |at: &usize| {
        blocks.get(*at).is_some_and(|block| block.role.is_furniture() || block.is(Role::Caption))
    };
    let last = (line.saturating_sub(NEAR)..line).rev().find(|at| !passed(at))?;
    blocks.get(last).filter(|block| block.is(Role::Body)).map(|_| last)
}

/// The paragraph behind a jump line, past headlines, authors, pictures and furniture.
fn next_text(blocks: &[Block], line: usize) -> Option<usize> {
    let mut near = line + 1..(line + 1 + NEAR).min(blocks.len());
    near.find(|at| blocks.get(*at).is_some_and(|block| block.is(Role::Body)))
}
