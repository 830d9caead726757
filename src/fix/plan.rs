//! Which fixes one pass applies.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::source::{Charset, Span};

/// A finding whose fix was chosen.
#[derive(Debug, Clone, Copy)]
pub struct Accepted<'d> {
    pub diagnostic: &'d Diagnostic,
    pub fix: &'d Fix,
}

/// The fixes of the earliest phase that has any, by position and then code, leaving out each that touches one before it
/// and each that the encoding has no room for.
pub fn choose(found: &[Diagnostic], least: Safety, charset: Charset) -> Vec<Accepted<'_>> {
    let usable = |diagnostic| {
        let fix = Diagnostic::usable_fix(diagnostic, least)?;
        lacking(fix, charset).is_none().then_some(Accepted { diagnostic, fix })
    };
    let mut fixes: Vec<Accepted<'_>> = found.iter().filter_map(usable).collect();
    let Some(phase) = fixes.iter().map(|accepted| accepted.fix.phase).min() else { return fixes };
    fixes.retain(|accepted| accepted.fix.phase == phase);
    fixes.sort_by(|a, b| {
        (first(a.fix), &a.diagnostic.rule.code).cmp(&(first(b.fix), &b.diagnostic.rule.code))
    });
    let mut taken = Taken::default();
    fixes.retain(|accepted| taken.take(accepted.fix));
    fixes
}

/// The first character of a fix that the encoding lacks.
pub fn lacking(fix: &Fix, charset: Charset) -> Option<char> {
    fix.edits.iter().find_map(|edit| match edit {
        Edit::Replace { content, .. } => charset.lacks(content),
        Edit::Move { .. } => None,
    })
}

/// The codes of the chosen fixes, once each.
pub fn codes(accepted: &[Accepted<'_>]) -> String {
    let codes: BTreeSet<&str> = accepted.iter().map(|a| a.diagnostic.rule.code.as_str()).collect();
    codes.into_iter().collect::<Vec<_>>().join(", ")
}

fn first(fix: &Fix) -> Option<Span> {
    fix.edits.iter().map(Edit::span).min()
}

/// The places that accepted fixes touch. A place touches another where they share a byte, or where one is an
/// insertion at the other's border: then the order of the two would be a guess.
#[derive(Default)]
struct Taken {
    spans: std::collections::BTreeMap<u32, u32>,
}

impl Taken {
    fn take(&mut self, fix: &Fix) -> bool {
        let places: Vec<Span> = fix.edits.iter().flat_map(places).collect();
        if places.iter().any(|&place| self.touches(place)) {
            return false;
        }
        for place in places {
            let end = self.spans.entry(place.start).or_insert(place.end);
            *end = place.end.max(*end);
        }
        true
    }

    /// Accepted places do not overlap, so only the last that starts at or before the end can reach in.
    fn touches(&self, place: Span) -> bool {
        let mut before = self.spans.range(..=place.end).rev();
        before.next().is_some_and(|(&start, &end)| {
            let point = place.is_empty() || start == end;
            if point {
                place.start <= end && start <= place.end
            } else {
                place.start < end && start < place.end
            }
        }) || before
            .next()
            .is_some_and(|(_, &end)| place.start < end || (place.is_empty() && place.start == end))
    }
}

fn places(edit: &Edit) -> Vec<Span> {
    match edit {
        Edit::Replace { span, .. } => vec![*span],
        Edit::Move { span, to } => vec![*span, Span { start: *to, end: *to }],
    }
}
