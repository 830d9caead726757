//! Workflow commands, which GitHub Actions shows beside the lines of a pull request.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::{Mutex, PoisonError};

use super::Report;
use super::visible::visible;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::run::{Failure, Summary};
use crate::source::shown;

/// GitHub shows ten annotations of a severity for each step and drops the rest, so the worst come first, and of each
/// severity the first of every file before the second of any.
#[derive(Default)]
pub struct Github {
    annotations: Mutex<Vec<Annotation>>,
}

struct Annotation {
    severity: Severity,
    /// How many of the same severity the file has before this one.
    nth: usize,
    path: String,
    command: String,
}

impl Report for Github {
    fn file(&self, document: &Document<'_>, diagnostics: &[Diagnostic]) -> String {
        let path = document.source().shown_path();
        let mut seen = [0; 3];
        let annotations = diagnostics.iter().map(|diagnostic| {
            let nth = seen.get_mut(diagnostic.severity as usize).map_or(0, |count| {
                *count += 1;
                *count
            });
            let command = command(document, &path, diagnostic);
            Annotation { severity: diagnostic.severity, nth, path: path.clone(), command }
        });
        self.lock().extend(annotations);
        String::new()
    }

    fn failure(&self, failure: &Failure) -> String {
        let path = shown(&failure.path);
        format!("::error file={},title=zzlint::{}\n", property(&path), data(&failure.message))
    }

    fn end(&self, _summary: &Summary) -> String {
        let mut annotations = std::mem::take(&mut *self.lock());
        // Stable, so that findings of one file keep their order whichever file came first.
        annotations.sort_by(|a, b| {
            (Reverse(a.severity), a.nth, &a.path).cmp(&(Reverse(b.severity), b.nth, &b.path))
        });
        annotations.into_iter().map(|annotation| annotation.command).collect()
    }
}

impl Github {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Annotation>> {
        self.annotations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Columns count characters, and are given only within one line, as GitHub demands.
fn command(document: &Document<'_>, path: &str, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let start = document.position(diagnostic.span.start());
    let end = document.position(diagnostic.span.end());
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{level} file={},line={}{columns},endLine={},title={}::{}\n",
        property(path),
        start.line,
        end.line,
        property(&format!("{} {}", diagnostic.rule.code, diagnostic.rule.name)),
        data(&diagnostic.message),
    )
}

/// Controls show as stand-ins before the escapes that GitHub reads are put in.
fn data(text: &str) -> String {
    escape(visible(text), &['%', '\r', '\n'])
}

/// A path goes as it is but for what the command's own form forbids, so that GitHub finds the file.
fn property(text: &str) -> String {
    escape(Cow::Borrowed(text), &['%', '\r', '\n', ':', ','])
}

fn escape(text: Cow<'_, str>, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            escaped.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn nothing_in_a_text_ends_the_command() {
        assert_eq!(property("a,b:c%\r\n.txt"), "a%2Cb%3Ac%25%0D%0A.txt");
        assert_eq!(data("50% of 「12:30」\u{1B}[2J\n::error::"), "50%25 of 「12:30」␛[2J␊::error::");
    }
}
