//! What a run makes of its files: the data that every report is written from.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::rules::Card;
use crate::source::Source;

/// A file that was not checked, or not written, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub path: PathBuf,
    pub message: String,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing at or above the severity that fails.
    Clean,
    Findings,
    /// A file could not be read, or the run could not be made.
    Failed,
}

impl Outcome {
    /// The exit code of the process, the same in every format.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// The figures of a run, for the last line of a report and for `--statistics`.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Files that were checked, those without findings too.
    pub checked: usize,
    /// Files with at least one finding.
    pub with_findings: usize,
    pub failures: usize,
    pub skipped: Skipped,
    /// Findings by severity. After a repair: those that remain.
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Findings at or above the severity that fails, each by the settings of its own file.
    pub failing: usize,
    /// Findings whose fix is safe, unsafe, or for a person to choose.
    pub safe_fixes: usize,
    pub unsafe_fixes: usize,
    pub suggestions: usize,
    /// Errors and warnings that no fix mends: a person must look.
    pub by_hand: usize,
    /// By code.
    pub rules: BTreeMap<String, RuleCount>,
    /// What `fix` did, or without `--write` would do; `None` for `check`.
    pub repair: Option<RepairCount>,
    /// Bytes of text as UTF-8.
    pub bytes: u64,
    pub elapsed: Duration,
}

/// What a walk left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Files that no `include` pattern names.
    pub not_included: usize,
    /// Files and folders that `exclude` or `extend-exclude` names.
    pub excluded: usize,
    /// Files whose content is binary.
    pub binary: usize,
}

/// How often a rule spoke.
#[derive(Debug, Clone)]
pub struct RuleCount {
    pub card: Arc<Card>,
    pub findings: usize,
    pub safe_fixes: usize,
    pub unsafe_fixes: usize,
}

/// What a repair changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RepairCount {
    /// Whether the files were written.
    pub written: bool,
    pub files: usize,
    /// Pieces of text that were removed, inserted or moved.
    pub changes: usize,
}

impl Summary {
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// Takes a checked file in.
    pub fn add(&mut self, source: &Source, diagnostics: &[Diagnostic]) {
        self.checked += 1;
        self.bytes += source.text.len() as u64;
        self.with_findings += usize::from(!diagnostics.is_empty());
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            let safety = diagnostic.fix.as_ref().map(|fix| fix.safety);
            let [safe, unsafe_, suggested] =
                [Safety::Safe, Safety::Unsafe, Safety::Suggest].map(|kind| usize::from(safety == Some(kind)));
            self.safe_fixes += safe;
            self.unsafe_fixes += unsafe_;
            self.suggestions += suggested;
            let mended = diagnostic.usable_fix(Safety::Unsafe).is_some();
            self.by_hand += usize::from(!mended && diagnostic.severity >= Severity::Warning);
            let card = &diagnostic.rule;
            let empty = || RuleCount { card: Arc::clone(card), findings: 0, safe_fixes: 0, unsafe_fixes: 0 };
            let count = self.rules.entry(card.code.clone()).or_insert_with(empty);
            count.findings += 1;
            count.safe_fixes += safe;
            count.unsafe_fixes += unsafe_;
        }
    }

    /// Takes the figures of other files in.
    pub fn merge(&mut self, other: Summary) {
        self.checked += other.checked;
        self.with_findings += other.with_findings;
        self.failures += other.failures;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.failing += other.failing;
        self.safe_fixes += other.safe_fixes;
        self.unsafe_fixes += other.unsafe_fixes;
        self.suggestions += other.suggestions;
        self.by_hand += other.by_hand;
        self.bytes += other.bytes;
        for (code, more) in other.rules {
            match self.rules.entry(code) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(more);
                }
                std::collections::btree_map::Entry::Occupied(mut entry) => {
                    let count = entry.get_mut();
                    count.findings += more.findings;
                    count.safe_fixes += more.safe_fixes;
                    count.unsafe_fixes += more.unsafe_fixes;
                }
            }
        }
        if let Some(more) = other.repair {
            let count = self.repair.get_or_insert_default();
            count.written |= more.written;
            count.files += more.files;
            count.changes += more.changes;
        }
    }
}
