//! Errors to standard error: what is wrong with a configuration stands at its place in the file.

use std::io::Write;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term;

use crate::config::ConfigError;
use crate::source::shown;

/// One line. Standard error that cannot be written is nothing that anybody could be told.
pub fn line(message: &str, color: bool) {
    let head = if color { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
    let _ = writeln!(std::io::stderr(), "{head}: {message}");
}

/// One line about what is no error.
pub fn note(message: &str) {
    let _ = writeln!(std::io::stderr(), "note: {message}");
}

/// An error that ends the run.
pub fn print(error: &anyhow::Error, color: bool) {
    match error.downcast_ref::<ConfigError>() {
        Some(error) => config(error, color),
        None => line(&format!("{error:#}"), color),
    }
}

fn config(error: &ConfigError, color: bool) {
    let help = error.help.iter().map(|help| format!("help: {help}"));
    let mut diagnostic = Diagnostic::error().with_message(&error.message).with_notes(help.collect());
    let file = match &error.at {
        Some(place) => {
            diagnostic = diagnostic.with_label(Label::primary((), place.span.clone()));
            SimpleFile::new(shown(&place.path), place.text.as_str())
        }
        None => SimpleFile::new(String::new(), ""),
    };
    let text = term::emit_into_string(&term::Config::default(), &file, &diagnostic);
    match text {
        Ok(text) if !color => drop(write!(std::io::stderr(), "{text}")),
        _ => line(&error.to_string(), color),
    }
}
