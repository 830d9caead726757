//! Chosen fixes to a new text.

use super::origin::Part;
use super::plan::Accepted;
use crate::diagnostic::Edit;
use crate::source::Span;

/// What the text is made of after all edits of the chosen fixes, which do not touch each other. Moves are one
/// permutation: each text goes where it goes whatever else moves.
pub fn parts<'a>(text: &str, accepted: &[Accepted<'a>]) -> Vec<Part<'a>> {
    let mut changes: Vec<(Span, Part<'a>)> = Vec::new();
    for edit in accepted.iter().flat_map(|accepted| &accepted.fix.edits) {
        match edit {
            Edit::Replace { span, content } => changes.push((*span, Part::New(content))),
            Edit::Move { span, to } => {
                changes.push((*span, Part::New("")));
                changes.push((Span::empty(*to as usize), Part::Kept(*span)));
            }
        }
    }
    // Stable, so that several texts moved to one place keep the order in which the fix names them.
    changes.sort_by_key(|(span, _)| *span);
    let mut parts = Vec::with_capacity(2 * changes.len() + 1);
    let mut from = 0;
    for (span, part) in changes {
        parts.push(Part::Kept(Span::new(from, span.start())));
        parts.push(part);
        from = from.max(span.end());
    }
    parts.push(Part::Kept(Span::new(from, text.len())));
    parts
}

/// The text that the parts make.
pub fn apply<'t>(text: &'t str, parts: &[Part<'t>]) -> String {
    let piece = |part: &Part<'t>| match *part {
        Part::Kept(span) => text.get(span.range()).unwrap_or(""),
        Part::New(content) => content,
    };
    parts.iter().map(piece).collect()
}
