//! Findings that are not reported: those inside accepted words, and those in what is no text.

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Edit};
use crate::document::Document;
use crate::source::Span;

/// Drops the findings that the settings or the form of the document silence, with their fixes.
pub fn apply(document: &Document<'_>, settings: &Settings, found: &mut Vec<Diagnostic>) {
    if found.is_empty() {
        return;
    }
    let accept = &settings.words.accept;
    if !accept.is_empty() {
        let accepted: Vec<Span> = accept.find(document.text()).collect();
        found.retain(|diagnostic| !inside(diagnostic, &accepted));
    }
    let mask = document.mask();
    if !mask.is_empty() {
        found.retain(|diagnostic| !touches(diagnostic, mask));
    }
}

/// Whether all of a finding, or all that its fix would change, lies in accepted words.
fn inside(diagnostic: &Diagnostic, accepted: &[Span]) -> bool {
    let covered = |span: Span| accepted.iter().any(|word| word.covers(span));
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    let mut edits = edits.map(Edit::span).filter(|span| !span.is_empty()).peekable();
    (!diagnostic.span.is_empty() && covered(diagnostic.span))
        || (edits.peek().is_some() && edits.all(covered))
}

/// Whether a finding or its fix shares a byte with what is no text.
fn touches(diagnostic: &Diagnostic, mask: &[Span]) -> bool {
    let hit = |span: Span| {
        let before = mask.partition_point(|masked| masked.end <= span.start);
        mask.get(before).is_some_and(|masked| masked.overlaps(span))
    };
    hit(diagnostic.span)
        || diagnostic.fix.iter().flat_map(|fix| &fix.edits).any(|edit| match edit {
            Edit::Replace { span, .. } => hit(*span),
            Edit::Move { span, to } => hit(*span) || hit(Span { start: *to, end: *to }),
        })
}
