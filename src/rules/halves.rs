//! Two halves of a paragraph: what of them is shown, and the edits that join them.

use crate::diagnostic::Edit;
use crate::document::flow::{Displaced, Join};
use crate::document::{Block, Document};
use crate::rules::Report;
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

/// The edits that join two halves. What stood between them follows.
pub fn edits(document: &Document, join: &Join) -> Vec<Edit> {
    let block = |number: usize| document.blocks().get(number);
    let (Some(tail), Some(head)) = (block(join.tail), block(join.head)) else { return Vec::new() };
    let space = if letters_meet(document.slice(tail.span), document.slice(head.span)) { " " } else { "" };
    match join.displaced {
        None if join.is_neighbour() => {
            vec![Edit::replace(Span::new(tail.span.end(), head.span.start()), space)]
        }
        Some(Displaced::Tail { first }) => lead_up(document, join, first, space),
        Some(Displaced::Head { last }) => follow(document, join, last, space),
        None | Some(Displaced::BySwap) => follow(document, join, join.head, space),
    }
}

/// Brings the blocks from the head to block `last` to the tail.
fn follow(document: &Document, join: &Join, last: usize, space: &str) -> Vec<Edit> {
    let block = |number: usize| document.blocks().get(number);
    let (Some(tail), Some(head), Some(end)) = (block(join.tail), block(join.head), block(last)) else {
        return Vec::new();
    };
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

/// Brings the blocks from block `first` to the tail before the head, with the blank lines before them.
fn lead_up(document: &Document, join: &Join, first: usize, space: &str) -> Vec<Edit> {
    let block = |number: usize| document.blocks().get(number);
    let above = |number: usize| number.checked_sub(1).and_then(block);
    let parts = (above(first), block(join.tail), above(join.head), block(join.head));
    let (Some(before), Some(tail), Some(place), Some(head)) = parts else { return Vec::new() };
    vec![
        Edit::Move { span: Span::new(before.span.end(), tail.span.end()), to: place.span.end },
        Edit::replace(Span::new(place.span.end(), head.span.start()), space),
    ]
}

/// The line of what else was likeliest for either half of a join, counting from 1.
pub fn second_line(document: &Document, join: &Join) -> Option<u32> {
    let (tail, head) = join.second?;
    let other = if tail == join.tail { head } else { tail };
    document.blocks().get(other).map(|block| document.position(block.span.start()).line)
}

/// Says where a character seems to be lost between two halves, and which it may be: a reader decides.
pub fn note_lost<'c, 'a>(report: Report<'c, 'a>, join: &Join) -> Report<'c, 'a> {
    if join.lost.is_empty() {
        return report;
    }
    let candidates: Vec<String> = join.lost.iter().map(char::to_string).collect();
    report.arg("lost", candidates.join("/")).note("lost")
}

/// How sure a join is, in percent.
pub fn percent(join: &Join) -> String {
    format!("{:.0}", (join.probability * 100.0).min(99.0))
}

/// Whether two Latin words meet, which a space parted at the end of the line.
pub fn letters_meet(tail: &str, head: &str) -> bool {
    tail.ends_with(|c: char| c.is_ascii_alphabetic()) && head.starts_with(|c: char| c.is_ascii_alphabetic())
}
