//! Findings to output, one file a format.

pub mod json;

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
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    pub lang: Lang,
    pub color: bool,
    /// Findings alone, without the summary.
    pub quiet: bool,
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
pub fn report(format: Format, _options: Options) -> Box<dyn Report> {
    match format {
        Format::Jsonl => Box::new(json::Jsonl),
        Format::Full | Format::Concise | Format::Json | Format::Github => Box::new(json::Json),
    }
}
pub mod page;
