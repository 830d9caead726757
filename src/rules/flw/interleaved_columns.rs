//! FLW007: columns of print that stand side by side in the lines of a text.

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::document::columns::{Mix, Segment};
use crate::rules::Context;
use crate::source::Span;

/// Further lines that are shown, at most.
const SHOWN: usize = 24;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for mix in &document.columns().mixes {
        let Some(first) = first_out_of_place(mix) else { continue };
        let mut report = cx
            .report(first.span)
            .arg("columns", mix.columns)
            .arg("lines", mix.lines.len())
            .fix("fix", edits(document, mix));
        let mixed = document.lines().iter().skip(first.line + 1).take(SHOWN);
        for line in mixed.filter(|line| !line.is_blank() && line.trimmed.start() < mix_end(document, mix)) {
            report = report.related(line.trimmed, "line");
        }
        report.emit();
    }
}

fn mix_end(document: &Document, mix: &Mix) -> usize {
    mix.lines.end.checked_sub(1).and_then(|last| document.lines().get(last)).map_or(0, |line| line.full.end())
}

/// The first segment, in the order of the file, that another one should stand before.
fn first_out_of_place(mix: &Mix) -> Option<Segment> {
    let mut slots: Vec<Segment> = mix.segments.clone();
    slots.sort_by_key(|segment| segment.span);
    slots.iter().zip(&mix.segments).find(|(slot, segment)| slot.span != segment.span).map(|(slot, _)| *slot)
}

/// Puts the first segment of print in the place of the first of the file and so on, each on a line of its own. A blank
/// line parts what stood in different columns.
fn edits(document: &Document, mix: &Mix) -> Vec<Edit> {
    let mut slots: Vec<Span> = mix.segments.iter().map(|segment| segment.span).collect();
    slots.sort_unstable();
    let windows =
        document.lines().get(mix.lines.start).is_some_and(|line| document.slice(line.full).ends_with("\r\n"));
    let newline = if windows { "\r\n" } else { "\n" };
    let blank = [newline, newline].concat();
    let mut edits = Vec::new();
    for (segment, slot) in mix.segments.iter().zip(&slots) {
        if segment.span != *slot {
            edits.push(Edit::Move { span: segment.span, to: slot.start });
        }
    }
    let gaps =
        slots.iter().zip(slots.iter().skip(1)).map(|(left, right)| Span::new(left.end(), right.start()));
    for (gap, segment) in gaps.zip(mix.segments.iter().skip(1)) {
        let parted = if segment.goes_on { newline } else { blank.as_str() };
        if document.slice(gap) != parted {
            edits.push(Edit::replace(gap, parted));
        }
    }
    edits
}
