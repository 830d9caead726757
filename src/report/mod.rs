//! Findings to output, one file a format.

#[cfg(feature = "cli")]
pub mod closing;
#[cfg(feature = "cli")]
mod concise;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
mod excerpt;
#[cfg(feature = "cli")]
mod full;
#[cfg(feature = "cli")]
mod github;
#[cfg(feature = "cli")]
mod inline;
pub mod json;
#[cfg(feature = "cli")]
pub mod outline;
#[cfg(feature = "cli")]
pub mod statistics;
#[cfg(feature = "cli")]
pub mod style;
#[cfg(feature = "cli")]
mod sums;
pub mod table;
#[cfg(all(test, feature = "cli"))]
mod tests;
pub mod text;
pub mod visible;

use crate::diagnostic::{Diagnostic, Lang};
use crate::document::Document;
use crate::run::{Failure, Summary};

/// A format of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// A window of the text around each finding, with why and what to do.
    #[default]
    Full,
    /// One line a finding.
    Concise,
    /// One array.
    Json,
    /// The same objects one a line, then the files that failed and a summary.
    Jsonl,
    /// Workflow commands of GitHub Actions.
    Github,
}

impl Format {
    /// Whether people read it, in their own language and in colour.
    pub fn is_human(self) -> bool {
        matches!(self, Self::Full | Self::Concise)
    }
}

/// How a report is written.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub lang: Lang,
    pub color: bool,
    /// Findings alone, without the summary.
    pub quiet: bool,
    /// Every finding by itself, where a person would be shown a sum.
    pub each: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { lang: Lang::En, color: false, quiet: false, each: false, width: 100 }
    }
}

/// Writes a report, file by file.
///
/// [`Report::file`] is called on the thread that checked the file; what it gives is written in the order of the
/// paths. Whoever drives it puts [`Report::between`] between the files' texts that are not empty.
pub trait Report: Sync {
    fn begin(&self) -> String {
        String::new()
    }

    /// The findings of one file.
    fn file(&self, document: &Document<'_>, diagnostics: &[Diagnostic]) -> String;

    /// A file that failed, where the format has a place for it; standard error has it in any case.
    fn failure(&self, _failure: &Failure) -> String {
        String::new()
    }

    fn between(&self) -> &'static str {
        ""
    }

    fn end(&self, _summary: &Summary) -> String {
        String::new()
    }
}

/// The writer of a format.
#[cfg(feature = "cli")]
pub fn report(format: Format, options: Options) -> Box<dyn Report> {
    match format {
        Format::Full => Box::new(full::Full { options }),
        Format::Concise => Box::new(concise::Concise { options }),
        Format::Json => Box::new(json::Json),
        Format::Jsonl => Box::new(json::Jsonl),
        Format::Github => Box::new(github::Github::default()),
    }
}
pub mod page;
