//! Every character that a repair removed, inserted or moved, each owned by a finding.

use rustc_hash::FxHashMap;

use super::FixError;
use super::plan::{Accepted, codes};
use crate::diagnostic::Edit;
use crate::document::Document;

/// The changes of a repair, in the order in which they were made.
#[derive(Debug, Clone, Default)]
pub struct Account {
    pub changes: Vec<Change>,
}

/// A piece of text that a repair removed, inserted or moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The code of the rule.
    pub code: String,
    pub kind: ChangeKind,
    /// The line, from 1, in the file as it was read. For text that an earlier pass put in, that of the text before it.
    pub line: u32,
    /// The pass, from 1.
    pub pass: u32,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Removed,
    Inserted,
    Moved,
}

/// Adds a pass to the account, once it is shown to explain the change of text. `line` gives the line in the file of a
/// byte of the text before.
///
/// # Errors
/// [`FixError::Unaccounted`] where the characters before, less those removed, plus those inserted, are not those after.
pub fn record(
    account: &mut Account,
    before: &Document,
    accepted: &[Accepted<'_>],
    after: &str,
    line: impl Fn(usize) -> u32,
) -> Result<(), FixError> {
    let pass = account.changes.last().map_or(1, |change| change.pass + 1);
    let mut balance: FxHashMap<char, i64> = FxHashMap::default();
    count(&mut balance, before.text(), 1);
    count(&mut balance, after, -1);
    for Accepted { diagnostic, fix } in accepted {
        let mut add = |kind, at: usize, text: &str| {
            if !text.is_empty() {
                let line = line(at);
                let (code, text) = (diagnostic.rule.code.clone(), text.to_owned());
                account.changes.push(Change { code, kind, line, pass, text });
            }
        };
        for edit in &fix.edits {
            match edit {
                Edit::Replace { span, content } => {
                    let gone = before.slice(*span);
                    count(&mut balance, gone, -1);
                    count(&mut balance, content, 1);
                    add(ChangeKind::Removed, span.start(), gone);
                    add(ChangeKind::Inserted, span.start(), content);
                }
                Edit::Move { span, .. } => add(ChangeKind::Moved, span.start(), before.slice(*span)),
            }
        }
    }
    match balance.into_iter().filter(|(_, left)| *left != 0).map(|(c, _)| c).min() {
        Some(character) => Err(FixError::Unaccounted { codes: codes(accepted), character }),
        None => Ok(()),
    }
}

fn count(balance: &mut FxHashMap<char, i64>, text: &str, by: i64) {
    for c in text.chars() {
        *balance.entry(c).or_default() += by;
    }
}
