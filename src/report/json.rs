//! The JSON contract, and `jsonl` with the same objects one a line.

use serde::Serialize;

use super::Report;
use crate::diagnostic::{Diagnostic, Edit, Related};
use crate::document::Document;
use crate::run::{Failure, Summary};
use crate::source::{Position, Span, shown};

/// One array of findings.
pub struct Json;

impl Report for Json {
    fn begin(&self) -> String {
        "[".to_owned()
    }

    fn file(&self, document: &Document<'_>, diagnostics: &[Diagnostic]) -> String {
        objects(document, diagnostics, ",\n", "")
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, _summary: &Summary) -> String {
        "]\n".to_owned()
    }
}

/// The same objects one a line.
pub struct Jsonl;

impl Report for Jsonl {
    fn file(&self, document: &Document<'_>, diagnostics: &[Diagnostic]) -> String {
        objects(document, diagnostics, "\n", "\n")
    }

    fn failure(&self, failure: &Failure) -> String {
        let object = serde_json::json!({
            "type": "error",
            "path": shown(&failure.path),
            "message": failure.message,
        });
        format!("{object}\n")
    }

    fn end(&self, summary: &Summary) -> String {
        let object = serde_json::json!({
            "type": "summary",
            "files": summary.checked,
            "failed": summary.failures,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
            "safe_fixes": summary.safe_fixes,
            "unsafe_fixes": summary.unsafe_fixes,
            "suggestions": summary.suggestions,
        });
        format!("{object}\n")
    }
}

/// About the bytes of a finding.
const USUAL: usize = 800;

/// An object for each finding, with `between` between them, and `end` behind the last.
fn objects(document: &Document<'_>, diagnostics: &[Diagnostic], between: &str, end: &str) -> String {
    let path = document.source().shown_path();
    let mut out = Vec::with_capacity(USUAL * diagnostics.len());
    for diagnostic in diagnostics {
        if !out.is_empty() {
            out.extend_from_slice(between.as_bytes());
        }
        // Strings, numbers and lists of them always serialise, and into memory they are always written.
        let _ = serde_json::to_writer(&mut out, &Finding::new(document, &path, diagnostic));
    }
    if !out.is_empty() {
        out.extend_from_slice(end.as_bytes());
    }
    String::from_utf8(out).unwrap_or_default()
}

#[derive(Serialize)]
pub struct Finding<'a> {
    schema_version: u32,
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a str,
    path: &'a str,
    location: PositionOut,
    end_location: PositionOut,
    bytes: Bytes,
    utf16: Range,
    related: Vec<RelatedPlace<'a>>,
    confidence: f32,
    fingerprint: String,
    fix: Option<FixOut<'a>>,
    alternatives: Vec<AlternativeOut<'a>>,
    url: String,
}

#[derive(Serialize)]
struct PositionOut {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Range {
    start: PositionOut,
    end: PositionOut,
}

#[derive(Serialize)]
struct Bytes {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct RelatedPlace<'a> {
    path: &'a str,
    location: PositionOut,
    end_location: PositionOut,
    bytes: Bytes,
    message: &'a str,
}

#[derive(Serialize)]
struct FixOut<'a> {
    safety: &'a str,
    title: &'a str,
    edits: Vec<EditOut<'a>>,
}

#[derive(Serialize)]
struct AlternativeOut<'a> {
    title: &'a str,
    confidence: f32,
    edits: Vec<EditOut<'a>>,
}

#[derive(Serialize)]
struct EditOut<'a> {
    bytes: Bytes,
    content: &'a str,
}

impl<'a> Finding<'a> {
    /// The JSON form of a finding. `path` is the document's, as it is shown.
    pub fn new(document: &'a Document<'a>, path: &'a str, diagnostic: &'a Diagnostic) -> Self {
        let (text, index) = (document.text(), document.index());
        let related = |r: &'a Related| RelatedPlace {
            path,
            location: document.position(r.span.start()).into(),
            end_location: document.position(r.span.end()).into(),
            bytes: bytes(document, r.span),
            message: &r.message,
        };
        let (start, utf16_start) = index.position_and_utf16(text, diagnostic.span.start());
        let (end, utf16_end) = index.position_and_utf16(text, diagnostic.span.end());
        Self {
            schema_version: 1,
            code: &diagnostic.rule.code,
            name: &diagnostic.rule.name,
            severity: diagnostic.severity.as_str(),
            message: &diagnostic.message,
            path,
            location: start.into(),
            end_location: end.into(),
            bytes: bytes(document, diagnostic.span),
            utf16: Range { start: utf16_start.into(), end: utf16_end.into() },
            related: diagnostic.related.iter().map(related).collect(),
            confidence: diagnostic.confidence,
            fingerprint: fingerprint(document, diagnostic),
            fix: diagnostic.fix.as_ref().map(|fix| FixOut {
                safety: fix.safety.as_str(),
                title: &fix.title,
                edits: edits(document, &fix.edits),
            }),
            alternatives: diagnostic
                .alternatives
                .iter()
                .map(|a| AlternativeOut {
                    title: &a.title,
                    confidence: a.confidence,
                    edits: edits(document, &a.edits),
                })
                .collect(),
            url: diagnostic.rule.url(),
        }
    }
}

/// A move is written as its delete and its insert.
fn edits<'a>(document: &'a Document<'a>, edits: &'a [Edit]) -> Vec<EditOut<'a>> {
    let mut out = Vec::new();
    for edit in edits {
        match edit {
            Edit::Replace { span, content } => out.push(EditOut { bytes: bytes(document, *span), content }),
            Edit::Move { span, to } => {
                out.push(EditOut { bytes: bytes(document, *span), content: "" });
                let there = bytes(document, Span::empty(*to as usize));
                out.push(EditOut { bytes: there, content: document.slice(*span) });
            }
        }
    }
    out
}

fn bytes(document: &Document, span: Span) -> Bytes {
    let source = document.source();
    Bytes { start: source.file_byte(span.start()), end: source.file_byte(span.end()) }
}

/// Code, text and eight characters on either side, so that a finding keeps its fingerprint when lines move.
fn fingerprint(document: &Document, diagnostic: &Diagnostic) -> String {
    let text = document.text();
    let before = text.get(..diagnostic.span.start()).unwrap_or("");
    let after = text.get(diagnostic.span.end()..).unwrap_or("");
    let mut key = format!("{}\0{}\0", diagnostic.rule.code, document.slice(diagnostic.span));
    key.extend(before.chars().rev().filter(|c| !c.is_whitespace()).take(8));
    key.push('\0');
    key.extend(after.chars().filter(|c| !c.is_whitespace()).take(8));
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(key.as_bytes()))
}

impl From<Position> for PositionOut {
    fn from(at: Position) -> Self {
        Self { line: at.line, column: at.column }
    }
}
