//! Repair: findings → plan → changed text → verified, and checked again until nothing applies.

mod account;
mod apply;
mod origin;
mod plan;

pub use account::{Account, Change, ChangeKind};

pub use origin::Origins;

use crate::batch::Verdicts;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Safety};
use crate::document::Document;
use crate::rules::RuleSet;
use crate::source::Source;

/// A pass applies the fixes of one phase at most, and a repair may open the way for another a few times over.
const MAX_PASSES: usize = 60;

/// What a repair made of a text.
#[derive(Debug)]
pub struct Repair {
    pub source: Source,
    /// Every character that was removed, inserted or moved, with the rule that did it.
    pub account: Account,
    /// Where each piece of the repaired text stood in the file.
    pub origins: Origins,
    /// The findings that remain.
    pub remaining: Vec<Diagnostic>,
    /// The fixes among theirs that were left out.
    pub refused: Vec<Refusal>,
}

/// A fix that was left out, as the encoding of the file has no room for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The code of the rule.
    pub code: String,
    /// The line in the repaired text, from 1.
    pub line: u32,
    /// The first character that is lacking.
    pub lacks: char,
}

#[derive(Debug, thiserror::Error)]
pub enum FixError {
    #[error(
        "the repair did not settle after {MAX_PASSES} passes; still changing: {codes}. Nothing was written"
    )]
    Unsettled { codes: String },
    #[error(
        "the repair by {codes} would lose or invent {character:?}, which no finding names. Nothing was written"
    )]
    Unaccounted { codes: String, character: char },
}

/// Repairs a text with all fixes of at least the given safety.
///
/// The safe fixes settle first and the unsafe ones then, so that repairing safely and afterwards unsafely gives what
/// repairing unsafely gives at once. What is returned has no applicable fix left, so repairing it again changes nothing.
///
/// # Errors
/// [`FixError`] where the repair does not settle, or where its account does not explain the change.
pub fn repair(
    rules: &RuleSet,
    source: &Source,
    settings: &Settings,
    least: Safety,
) -> Result<Repair, FixError> {
    repair_in_batch(rules, source, settings, least, None)
}

/// The same for a file of which the other files of the run say something: of its text as the safe fixes leave it, so
/// that text which moves between files moves before any other unsafe fix.
///
/// # Errors
/// As [`repair`].
pub fn repair_in_batch(
    rules: &RuleSet,
    source: &Source,
    settings: &Settings,
    least: Safety,
    verdicts: Option<&Verdicts>,
) -> Result<Repair, FixError> {
    let mut now = source.clone();
    let original = Document::with_model(source, settings.model);
    let mut origins = Origins::new(source.text.len());
    let mut account = Account::default();
    let mut level = Safety::Safe;
    for _ in 0..MAX_PASSES {
        let (next, remaining) = {
            let document = Document::with_model(&now, settings.model);
            let found = rules.check_in_batch(&document, settings, verdicts);
            let accepted = plan::choose(&found, level, source.charset);
            if accepted.is_empty() {
                (None, found)
            } else {
                let parts = apply::parts(&now.text, &accepted);
                let text = apply::apply(&now.text, &parts);
                let line = |at| original.position(origins.of(at)).line;
                account::record(&mut account, &document, &accepted, &text, line)?;
                let after = origins.follow(&parts);
                origins = after;
                (Some(text), Vec::new())
            }
        };
        match next {
            Some(text) => now = now.with_text(text),
            None if level > least => level = least,
            None => {
                let refused = refused(&Document::with_model(&now, settings.model), &remaining, least);
                return Ok(Repair { source: now, account, origins, remaining, refused });
            }
        }
    }
    let document = Document::with_model(&now, settings.model);
    let found = rules.check_in_batch(&document, settings, verdicts);
    let codes = plan::codes(&plan::choose(&found, level, source.charset));
    Err(FixError::Unsettled { codes })
}

fn refused(document: &Document<'_>, remaining: &[Diagnostic], least: Safety) -> Vec<Refusal> {
    let refusal = |found: &Diagnostic| {
        let lacks = plan::lacking(found.usable_fix(least)?, document.source().charset)?;
        let line = document.position(found.span.start()).line;
        Some(Refusal { code: found.rule.code.clone(), line, lacks })
    };
    remaining.iter().filter_map(refusal).collect()
}
