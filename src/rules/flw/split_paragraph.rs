//! FLW001: a paragraph that goes on in the next block of text.

use crate::diagnostic::{Edit, Safety};
use crate::document::flow::Join;
use crate::document::flow::edges::{self, End};
use crate::document::{Block, Document};
use crate::rules::Context;
use crate::source::Span;

/// As many characters at either edge are shown.
const SHOWN: usize = 8;

/// A join of neighbours is safe from this probability on.
const CERTAIN: f32 = 0.95;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let blocks = document.blocks();
    for &number in &document.flow().bare_numbers {
        if let (Some(bare), Some(heading)) = (blocks.get(number), blocks.get(number + 1)) {
            report_number(cx, bare, heading);
        }
    }
    for join in &document.flow().joins {
        let (Some(tail), Some(head)) = (blocks.get(join.tail), blocks.get(join.head)) else { continue };
        let (last, first) = (last_characters(document, tail), first_characters(document, head));
        let safe = join.is_neighbour() && join.probability >= CERTAIN;
        let passed = join.head.saturating_sub(join.tail + 1);
        let report = cx
            .report(last)
            .arg("tail", document.slice(last))
            .arg("head", document.slice(first))
            .arg("passed", passed)
            .related(first, "head");
        let report = match &join.word {
            Some((before, after)) => {
                report.arg("before", before).arg("after", after).message("word").note("in-word")
            }
            None => report.note(why(document.slice(tail.span), document.slice(head.span))),
        };
        let report = if passed > 0 { report.note("passed") } else { report };
        report
            .confidence(join.probability)
            .fix("fix", edits(document, join, tail, head))
            .safety(if safe { Safety::Safe } else { Safety::Unsafe })
            .emit();
    }
}

/// The number of a section that stands alone before its heading.
fn report_number(cx: &mut Context<'_>, number: &Block, heading: &Block) {
    let document = cx.document();
    let gap = Span::new(number.span.end(), heading.span.start());
    cx.report(number.span)
        .message("number")
        .arg("number", document.slice(number.span))
        .related(first_characters(document, heading), "heading")
        .note("sections")
        .fix("fix-number", vec![Edit::replace(gap, " ")])
        .emit();
}

/// The key of the note that says what speaks for the join.
fn why(tail: &str, head: &str) -> &'static str {
    if edges::left_open(tail).is_some() && edges::left_open(tail) == edges::closes(head) {
        "quote"
    } else if matches!(edges::end(tail), End::Comma | End::Enumeration) {
        "comma"
    } else if edges::begins_with_mark(head) {
        "mark"
    } else {
        "open"
    }
}

/// The edits that bring the head up to the tail. What stood between follows the joined paragraph.
fn edits(document: &Document, join: &Join, tail: &Block, head: &Block) -> Vec<Edit> {
    let space = if letters_meet(document.slice(tail.span), document.slice(head.span)) { " " } else { "" };
    if join.is_neighbour() {
        return vec![Edit::replace(Span::new(tail.span.end(), head.span.start()), space)];
    }
    let before_head = join.head.checked_sub(1).and_then(|at| document.blocks().get(at));
    let from = before_head.map_or(head.span.start(), |block| block.span.end());
    let mut edits = vec![
        Edit::Move { span: head.span, to: tail.span.end },
        Edit::delete(Span::new(from, head.span.start())),
    ];
    if !space.is_empty() {
        edits.insert(0, Edit::insert(tail.span.end(), space));
    }
    edits
}

/// Whether two Latin words meet, which a space parted at the end of the line.
fn letters_meet(tail: &str, head: &str) -> bool {
    tail.ends_with(|c: char| c.is_ascii_alphabetic()) && head.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn last_characters(document: &Document, block: &Block) -> Span {
    let text = document.slice(block.span);
    let from = text.char_indices().rev().take(SHOWN).last().map_or(0, |(at, _)| at);
    Span::new(block.span.start() + from, block.span.end())
}

fn first_characters(document: &Document, block: &Block) -> Span {
    let text = document.slice(block.span);
    let to = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    Span::new(block.span.start(), block.span.start() + to)
}
