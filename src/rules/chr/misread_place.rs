//! CHR001: the name of a county that no place has, one character off one that the text speaks of.

use crate::diagnostic::Edit;
use crate::lang::gazetteer::{Level, Place};
use crate::lang::places::{self, Evidence, Misread};
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for Misread { span, right, place, evidence } in places::misread(document.text()) {
        let wrong = document.slice(span).to_owned();
        let edits = edits(span, &wrong, &right);
        let city = place.level == Level::Prefecture;
        let prefecture = if city { place.name() } else { place.parent().map_or("", Place::name) };
        let report = cx.report(span).arg("wrong", &wrong).arg("right", &right).arg("place", place.name());
        let report = report.arg("city", prefecture).fix("fix", edits);
        let report = if city { report.message("city") } else { report };
        match evidence {
            Evidence::Glyph { wrong, right } => {
                report.arg("misread", wrong).arg("printed", right).note("alike").confidence(0.97)
            }
            Evidence::Unique => report.note("unique").confidence(0.9),
            Evidence::Carried { from } => report.related(from, "convicted").confidence(0.9),
        }
        .emit();
    }
}

/// The characters that differ, each an edit.
fn edits(span: Span, wrong: &str, right: &str) -> Vec<Edit> {
    let pairs = wrong.char_indices().zip(right.chars()).filter(|((_, old), new)| old != new);
    let edit = |((at, old), new): ((usize, char), char)| {
        let start = span.start() + at;
        Edit::replace(Span::new(start, start + old.len_utf8()), new)
    };
    pairs.map(edit).collect()
}
