//! What the reports look like, judged by eye.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod diff;
mod full;
mod json;
mod lines;

use std::sync::Arc;

use super::{Format, Options, report};
use crate::diagnostic::{Diagnostic, Edit, Fix, Phase, Safety, Severity};
use crate::document::Document;
use crate::rules::Card;
use crate::run::Summary;
use crate::source::{Source, Span};

fn card(code: &str, name: &str) -> Arc<Card> {
    let card = format!(
        r#"
        code = "{code}"
        name = "{name}"
        status = "stable"
        severity = "warning"
        precision = "a test"
        summary = {{ en = "half-width mark in Chinese text", zh = "中文里的半角标点" }}
        why = {{ en = "Chinese text is set with full-width marks.", zh = "中文用全角标点。" }}
        help = {{ en = "see the page image", zh = "请对照版面图像" }}
        messages = {{}}
        "#
    );
    Arc::new(toml::from_str(&card).unwrap())
}

fn finding(code: &str, span: Span, message: &str) -> Diagnostic {
    Diagnostic {
        rule: card(code, "a-rule"),
        severity: Severity::Warning,
        span,
        message: message.to_owned(),
        label: String::new(),
        related: Vec::new(),
        notes: Vec::new(),
        help: "see the page image".to_owned(),
        confidence: 1.0,
        fix: None,
        alternatives: Vec::new(),
    }
}

fn fix(safety: Safety, edits: Vec<Edit>) -> Option<Fix> {
    Some(Fix { title: "mend it".to_owned(), safety, phase: Phase::Wording, edits })
}

/// The span of the `nth` place of `what` in the text, from 0.
fn nth(text: &str, what: &str, nth: usize) -> Span {
    let (at, _) = text.match_indices(what).nth(nth).unwrap();
    Span::new(at, at + what.len())
}

fn at(text: &str, what: &str) -> Span {
    nth(text, what, 0)
}

fn shown(format: Format, options: Options, source: &Source, found: &[Diagnostic]) -> String {
    let report = report(format, options);
    let mut text = report.begin() + &report.file(&Document::new(source), found);
    text.push_str(&report.end(&Summary::default()));
    text
}

fn full(text: &str, found: &[Diagnostic]) -> String {
    let options = Options { quiet: true, width: 80, ..Options::default() };
    shown(Format::Full, options, &Source::from_text("pages/01.txt", text), found)
}
