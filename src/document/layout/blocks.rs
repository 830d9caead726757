//! Lines to blocks: each line a block of its own, but for hard-wrapped lines, which make one block together.

use super::wrap;
use crate::document::{Block, Document, Role};
use crate::source::Span;

/// The blocks of a document, all of them body text as yet.
pub fn blocks(document: &Document) -> Vec<Block> {
    let lines = document.lines();
    let goes_on = wrap::goes_on(document);
    let mut blocks: Vec<Block> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        match blocks.last_mut() {
            Some(block) if goes_on.get(at).is_some_and(|goes_on| *goes_on) => {
                block.span = Span { start: block.span.start, end: line.trimmed.end };
                block.lines.end = at + 1;
            }
            _ => blocks.push(Block { span: line.trimmed, lines: at..at + 1, role: Role::Body }),
        }
    }
    blocks
}
