//! CHR001: the name of a place that lies nowhere, or not where the text has it, nearly that of one that does.

use crate::diagnostic::Edit;
use crate::lang::gazetteer::{Level, Place};
use crate::lang::places::{self, Evidence, Meant, Misread};
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for misread in places::misread(document.text()) {
        let Misread { span, right, meant, evidence, .. } = misread;
        let wrong = document.slice(span).to_owned();
        let edits = edits(span, &wrong, &right);
        let name = meant.name();
        let within = meant.within().map_or("", Place::name);
        let report = cx.report(span).arg("wrong", &wrong).arg("right", &right).arg("place", &name);
        let report = report.arg("within", within).fix("fix", edits);
        let report = match (meant.within(), meant) {
            (None, _) => report.message("city"),
            (Some(_), Meant::Place(place)) if place.level <= Level::County => report,
            _ => report.message("lower"),
        };
        match evidence {
            Evidence::Glyph { wrong, right } => {
                report.arg("misread", wrong).arg("printed", right).note("alike").confidence(0.97)
            }
            Evidence::Unique => report.note("unique").confidence(0.9),
            Evidence::Sister => report.note("sister").confidence(0.9),
            Evidence::Child { village } => report.related(village, "child").confidence(0.97),
            Evidence::Carried { from } => report.related(from, "convicted").confidence(0.9),
        }
        .emit();
    }
}

/// The characters that differ: each an edit where nothing was lost or doubled.
fn edits(span: Span, wrong: &str, right: &str) -> Vec<Edit> {
    if wrong.chars().count() != right.chars().count() {
        return vec![change(span, wrong, right)];
    }
    let pairs = wrong.char_indices().zip(right.chars()).filter(|((_, old), new)| old != new);
    let edit = |((at, old), new): ((usize, char), char)| {
        let start = span.start() + at;
        Edit::replace(Span::new(start, start + old.len_utf8()), new)
    };
    pairs.map(edit).collect()
}

/// What stands between the beginning and the end that both have.
fn change(span: Span, wrong: &str, right: &str) -> Edit {
    let same = wrong.chars().zip(right.chars()).take_while(|(a, b)| a == b);
    let head: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (wrong.get(head..).unwrap_or(""), right.get(head..).unwrap_or(""));
    let same = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let new = new.get(..new.len() - tail).unwrap_or("");
    Edit::replace(Span::new(span.start() + head, span.end() - tail), new)
}
