//! Two halves of a paragraph: what of them is shown, and the edits that join them.

use crate::diagnostic::Edit;
use crate::document::flow::Join;
use crate::document::{Block, Document};
use crate::source::Span;

/// As many characters at either edge are shown.
const SHOWN: usize = 8;

/// The last characters of a block.
pub fn last_characters(document: &Document, block: &Block) -> Span {
    let text = document.slice(block.span);
    let from = text.char_indices().rev().take(SHOWN).last().map_or(0, |(at, _)| at);
    Span::new(block.span.start() + from, block.span.end())
}

/// The first characters of a block.
pub fn first_characters(document: &Document, block: &Block) -> Span {
    let text = document.slice(block.span);
    let to = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    Span::new(block.span.start(), block.span.start() + to)
}

/// The edits that bring the blocks from the head to block `last` to the tail. What stood between follows them.
pub fn edits(document: &Document, join: &Join, last: usize) -> Vec<Edit> {
    let block = |number: usize| document.blocks().get(number);
    let (Some(tail), Some(head), Some(end)) = (block(join.tail), block(join.head), block(last)) else {
        return Vec::new();
    };
    let space = if letters_meet(document.slice(tail.span), document.slice(head.span)) { " " } else { "" };
    if join.is_neighbour() {
        return vec![Edit::replace(Span::new(tail.span.end(), head.span.start()), space)];
    }
    let before = join.head.checked_sub(1).and_then(block);
    let moved = Span::new(head.span.start(), end.span.end());
    let mut edits = vec![Edit::Move { span: moved, to: tail.span.end }];
    edits.extend(match before {
        Some(before) => Some(Edit::delete(Span::new(before.span.end(), moved.start()))),
        // What leads the file leaves no gap before what followed it.
        None => block(last + 1).map(|next| Edit::delete(Span::new(moved.end(), next.span.start()))),
    });
    if !space.is_empty() {
        edits.insert(0, Edit::insert(tail.span.end(), space));
    }
    edits
}

/// Whether two Latin words meet, which a space parted at the end of the line.
fn letters_meet(tail: &str, head: &str) -> bool {
    tail.ends_with(|c: char| c.is_ascii_alphabetic()) && head.starts_with(|c: char| c.is_ascii_alphabetic())
}
