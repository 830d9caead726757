//! Chosen fixes to a new text.

use super::plan::Accepted;
use crate::diagnostic::Edit;
use crate::source::Span;

/// The text with all edits of the chosen fixes, which do not touch each other. Moves are one permutation: each text
/// goes where it goes whatever else moves.
pub fn apply(text: &str, accepted: &[Accepted<'_>]) -> String {
    let mut changes: Vec<(Span, &str)> = Vec::new();
    for edit in accepted.iter().flat_map(|accepted| &accepted.fix.edits) {
        match edit {
            Edit::Replace { span, content } => changes.push((*span, content)),
            Edit::Move { span, to } => {
                changes.push((*span, ""));
                changes.push((Span::empty(*to as usize), text.get(span.range()).unwrap_or("")));
            }
        }
    }
    // Stable, so that several texts moved to one place keep the order in which the fix names them.
    changes.sort_by_key(|(span, _)| *span);
    let mut changed = String::with_capacity(text.len());
    let mut from = 0;
    for (span, content) in changes {
        changed.push_str(text.get(from..span.start()).unwrap_or(""));
        changed.push_str(content);
        from = from.max(span.end());
    }
    changed.push_str(text.get(from..).unwrap_or(""));
    changed
}
