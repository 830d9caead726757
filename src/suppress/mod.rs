//! Findings that are not reported: those inside accepted words, those in what is no text, and those of rules that yield
//! to others.

use std::sync::Arc;

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Edit};
use crate::document::Document;
use crate::rules::Card;
use crate::source::Span;

/// Drops the findings that the settings or the form of the document silence, with their fixes.
pub fn apply(document: &Document<'_>, settings: &Settings, found: &mut Vec<Diagnostic>) {
    if found.is_empty() {
        return;
    }
    let accept = &settings.words.accept;
    if !accept.is_empty() {
        let accepted = Accepted::new(accept.find(document.text()).collect());
        found.retain(|diagnostic| !inside(diagnostic, &accepted));
    }
    let mask = document.mask();
    if !mask.is_empty() {
        found.retain(|diagnostic| !touches(diagnostic, mask));
    }
    let known = Known::of(found);
    found.retain(|diagnostic| diagnostic.rule.yields_to.is_empty() || !known.better(diagnostic));
}

/// The places of findings that others may yield to, in order.
struct Known(Vec<(Span, Arc<Card>)>);

impl Known {
    fn of(found: &[Diagnostic]) -> Self {
        if found.iter().all(|diagnostic| diagnostic.rule.yields_to.is_empty()) {
            return Self(Vec::new());
        }
        let mut known: Vec<_> = found.iter().map(|other| (other.span, Arc::clone(&other.rule))).collect();
        known.sort_by_key(|(span, _)| *span);
        Self(known)
    }

    /// Whether a rule that the finding's own yields to has one at the same place.
    fn better(&self, diagnostic: &Diagnostic) -> bool {
        let Diagnostic { span, rule, .. } = diagnostic;
        let yields = |other: &Card| {
            other.code != rule.code
                && rule.yields_to.iter().any(|to| *to == other.code || to == other.group())
        };
        // Findings are short, so that one that begins far before the place does not reach it.
        let after = self.0.partition_point(|(other, _)| other.start < span.end);
        let near = self.0.get(..after).unwrap_or(&[]).iter().rev();
        let mut near = near.take_while(|(other, _)| other.start() + FARTHEST > span.start());
        near.any(|(other, card)| other.overlaps(*span) && yields(card))
    }
}

/// How many bytes a finding may have that another yields to.
const FARTHEST: usize = 4096;

/// Where accepted words stand.
struct Accepted {
    /// By their starts; the end of each is that of the farthest reaching up to it.
    words: Vec<Span>,
}

impl Accepted {
    fn new(mut words: Vec<Span>) -> Self {
        words.sort();
        let mut reach = 0;
        for word in &mut words {
            reach = word.end.max(reach);
            word.end = reach;
        }
        Self { words }
    }

    /// Whether one word covers the span.
    fn cover(&self, span: Span) -> bool {
        let before = self.words.partition_point(|word| word.start <= span.start);
        before.checked_sub(1).and_then(|last| self.words.get(last)).is_some_and(|word| span.end <= word.end)
    }
}

/// Whether all of a finding, or all that its fix would change, lies in accepted words.
fn inside(diagnostic: &Diagnostic, accepted: &Accepted) -> bool {
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    let mut edits = edits.map(Edit::span).filter(|span| !span.is_empty()).peekable();
    (!diagnostic.span.is_empty() && accepted.cover(diagnostic.span))
        || (edits.peek().is_some() && edits.all(|span| accepted.cover(span)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_must_cover_all() {
        let accepted = Accepted::new(vec![Span::new(4, 6), Span::new(0, 9), Span::new(8, 12)]);
        assert!(accepted.cover(Span::new(5, 9)));
        assert!(accepted.cover(Span::new(8, 12)));
        assert!(!accepted.cover(Span::new(5, 10)), "two words that overlap are not one");
        assert!(!accepted.cover(Span::new(12, 13)));
    }
}
