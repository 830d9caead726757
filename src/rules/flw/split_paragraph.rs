//! FLW001: a paragraph that goes on in the next block of text.

use crate::diagnostic::{Edit, Safety};
use crate::document::Block;
use crate::document::flow::edges::{self, End};
use crate::rules::Context;
use crate::rules::halves::{edits, first_characters, last_characters, note_lost, percent, second_line};
use crate::source::Span;

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
    for join in document.flow().joins.iter().filter(|join| join.displaced.is_none()) {
        let (Some(tail), Some(head)) = (blocks.get(join.tail), blocks.get(join.head)) else { continue };
        let (last, first) = (last_characters(document, tail), first_characters(document, head));
        let safe = join.is_neighbour() && join.probability >= CERTAIN && join.lost.is_empty();
        let passed = join.head.saturating_sub(join.tail + 1);
        let report = cx
            .report(last)
            .arg("tail", document.slice(last))
            .arg("head", document.slice(first))
            .arg("passed", passed)
            .related(first, "head");
        let report = match &join.word {
            Some((before, after)) => {
                report.arg("before", before).arg("after", after).message("word").label("in").note("in-word")
            }
            None => report.label("off").note(why(document.slice(tail.span), document.slice(head.span))),
        };
        let report = if passed > 0 { report.note("passed") } else { report };
        let report = note_lost(report, join);
        let report = match second_line(document, join) {
            Some(line) => report.arg("sure", percent(join)).arg("second", line).note("second"),
            None => report,
        };
        report
            .confidence(join.probability)
            .fix(if passed > 0 { "fix-past" } else { "fix" }, edits(document, join))
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
