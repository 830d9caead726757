//! Which findings of a file a person sees one by one, and which are summed up.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Phase, Safety, Severity};
use crate::document::Document;

/// So many findings of one rule in one file are still shown one by one.
const EACH: usize = 3;

/// What a person is shown.
pub enum Item<'d> {
    One(&'d Diagnostic),
    /// All findings of a rule in the file that need no reading, in their order.
    Many(Vec<&'d Diagnostic>),
}

/// Puts together the findings of a file that nobody has to read one by one: past [`EACH`] of one rule, those that a safe fix
/// mends on the spot (half-width marks on every line) and those that are only for information. Joined paragraphs are
/// worth a look each. With `each` nothing is summed up.
pub fn items(found: &[Diagnostic], each: bool) -> Vec<Item<'_>> {
    let mut by_rule: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in found.iter().filter(|d| !each && is_routine(d)) {
        by_rule.entry(&diagnostic.rule.code).or_default().push(diagnostic);
    }
    by_rule.retain(|_, group| group.len() > EACH);
    let mut items = Vec::new();
    for diagnostic in found {
        let code = diagnostic.rule.code.as_str();
        match by_rule.get_mut(code).filter(|_| is_routine(diagnostic)) {
            None => items.push(Item::One(diagnostic)),
            // The group stands where its first finding does.
            Some(group) if !group.is_empty() => items.push(Item::Many(std::mem::take(group))),
            Some(_) => {}
        }
    }
    items
}

fn is_routine(diagnostic: &Diagnostic) -> bool {
    let mended = diagnostic.usable_fix(Safety::Safe).is_some_and(|fix| fix.phase != Phase::Flow);
    mended || diagnostic.severity == Severity::Info
}

/// The severity of a group is that of its worst finding.
pub fn severity(group: &[&Diagnostic]) -> Severity {
    group.iter().map(|d| d.severity).max().unwrap_or(Severity::Info)
}

/// How many changes the fixes of a group make, those of at least the given safety.
pub fn changes(group: &[&Diagnostic], least: Safety) -> usize {
    group.iter().filter_map(|d| d.usable_fix(least)).map(|fix| fix.edits.len()).sum()
}

/// The lines on which the findings stand, as in `3, 5–9, 12`, cut where there are many.
pub fn lines(document: &Document<'_>, group: &[&Diagnostic]) -> String {
    let numbers = group.iter().map(|d| document.index().line_of(d.span.start()) + 1);
    line_list(numbers)
}

/// Line numbers in rising order, as in `3, 5–9, 12`.
pub fn line_list(numbers: impl Iterator<Item = usize>) -> String {
    const MOST: usize = 12;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if number == *last || number == *last + 1 => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let show = |&(first, last): &(usize, usize)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    let mut list = runs.iter().take(MOST).map(show).collect::<Vec<_>>().join(", ");
    if runs.len() > MOST {
        list.push_str(", …");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::line_list;

    #[test]
    fn runs_of_lines() {
        assert_eq!(line_list([3, 5, 5, 6, 7, 9, 10].into_iter()), "3, 5–7, 9, 10");
        assert_eq!(line_list((0..20).map(|n| n * 2)), "0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, …");
        assert_eq!(line_list([].into_iter()), "");
    }
}
