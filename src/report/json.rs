//! The JSON contract, and `jsonl` with the same objects one a line.
//!
//! Findings are many, most of each is the names of its fields, and the rest are numbers and strings in which nothing has
//! to be escaped. So they are written field by field into one buffer: a third of the work of a general serialiser.

use super::Report;
use crate::diagnostic::{Alternative, Diagnostic, Edit, Elsewhere, Fix, Related};
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
    let mut out = Writer { document, path: &path, out: String::with_capacity(USUAL * diagnostics.len()) };
    for diagnostic in diagnostics {
        if !out.out.is_empty() {
            out.raw(between);
        }
        out.finding(diagnostic);
    }
    if !out.out.is_empty() {
        out.raw(end);
    }
    out.out
}

/// Writes the findings of a document.
struct Writer<'d> {
    document: &'d Document<'d>,
    /// As it is shown.
    path: &'d str,
    out: String,
}

impl Writer<'_> {
    fn finding(&mut self, diagnostic: &Diagnostic) {
        let (text, index) = (self.document.text(), self.document.index());
        let (start, utf16_start) = index.position_and_utf16(text, diagnostic.span.start());
        let (end, utf16_end) = index.position_and_utf16(text, diagnostic.span.end());
        self.raw(r#"{"schema_version":1,"code":"#);
        self.string(&diagnostic.rule.code);
        self.raw(r#","name":"#);
        self.string(&diagnostic.rule.name);
        self.raw(r#","severity":"#);
        self.string(diagnostic.severity.as_str());
        self.raw(r#","message":"#);
        self.string(&diagnostic.message);
        self.raw(r#","path":"#);
        self.string(self.path);
        self.raw(r#","location":"#);
        self.position(start);
        self.raw(r#","end_location":"#);
        self.position(end);
        self.raw(r#","bytes":"#);
        self.bytes(diagnostic.span);
        self.raw(r#","utf16":{"start":"#);
        self.position(utf16_start);
        self.raw(r#","end":"#);
        self.position(utf16_end);
        self.raw(r#"},"related":"#);
        self.list(&diagnostic.related, Self::related);
        self.raw(r#","confidence":"#);
        self.confidence(diagnostic.confidence);
        self.raw(r#","fingerprint":"#);
        self.fingerprint(diagnostic);
        self.raw(r#","fix":"#);
        match &diagnostic.fix {
            Some(fix) => self.fix(fix),
            None => self.raw("null"),
        }
        self.raw(r#","alternatives":"#);
        self.list(&diagnostic.alternatives, Self::alternative);
        self.raw(r#","url":"#);
        self.string(&diagnostic.rule.url());
        self.raw("}");
    }

    fn related(&mut self, related: &Related) {
        if let Some(place) = &related.elsewhere {
            return self.elsewhere(place, &related.message);
        }
        self.raw(r#"{"path":"#);
        self.string(self.path);
        self.raw(r#","location":"#);
        self.position(self.document.position(related.span.start()));
        self.raw(r#","end_location":"#);
        self.position(self.document.position(related.span.end()));
        self.raw(r#","bytes":"#);
        self.bytes(related.span);
        self.raw(r#","message":"#);
        self.string(&related.message);
        self.raw("}");
    }

    fn elsewhere(&mut self, place: &Elsewhere, message: &str) {
        self.raw(r#"{"path":"#);
        self.string(&place.path);
        self.raw(r#","location":"#);
        self.position(place.start);
        self.raw(r#","end_location":"#);
        self.position(place.end);
        self.raw(r#","bytes":{"start":"#);
        self.number(place.bytes.0);
        self.raw(r#","end":"#);
        self.number(place.bytes.1);
        self.raw(r#"},"message":"#);
        self.string(message);
        self.raw("}");
    }

    fn fix(&mut self, fix: &Fix) {
        self.raw(r#"{"safety":"#);
        self.string(fix.safety.as_str());
        self.raw(r#","title":"#);
        self.string(&fix.title);
        self.raw(r#","edits":"#);
        self.list(&fix.edits, Self::edit);
        self.raw("}");
    }

    fn alternative(&mut self, alternative: &Alternative) {
        self.raw(r#"{"title":"#);
        self.string(&alternative.title);
        self.raw(r#","confidence":"#);
        self.confidence(alternative.confidence);
        self.raw(r#","edits":"#);
        self.list(&alternative.edits, Self::edit);
        self.raw("}");
    }

    /// A move is written as its delete and its insert.
    fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Replace { span, content } => self.replacement(*span, content),
            Edit::Move { span, to } => {
                self.replacement(*span, "");
                self.raw(",");
                self.replacement(Span::empty(*to as usize), self.document.slice(*span));
            }
        }
    }

    fn replacement(&mut self, span: Span, content: &str) {
        self.raw(r#"{"bytes":"#);
        self.bytes(span);
        self.raw(r#","content":"#);
        self.string(content);
        self.raw("}");
    }

    fn bytes(&mut self, span: Span) {
        let source = self.document.source();
        self.raw(r#"{"start":"#);
        self.number(source.file_byte(span.start()));
        self.raw(r#","end":"#);
        self.number(source.file_byte(span.end()));
        self.raw("}");
    }

    fn position(&mut self, at: Position) {
        self.raw(r#"{"line":"#);
        self.number(at.line as usize);
        self.raw(r#","column":"#);
        self.number(at.column as usize);
        self.raw("}");
    }

    /// Code, text and eight characters on either side, so that a finding keeps its fingerprint when lines move.
    fn fingerprint(&mut self, diagnostic: &Diagnostic) {
        let (text, span) = (self.document.text(), diagnostic.span);
        let (before, after) = (text.get(..span.start()).unwrap_or(""), text.get(span.end()..).unwrap_or(""));
        let inside = self.document.slice(span);
        let mut key = String::with_capacity(inside.len() + 80);
        key.extend([diagnostic.rule.code.as_str(), "\0", inside, "\0"]);
        key.extend(before.chars().rev().filter(|c| !c.is_whitespace()).take(8));
        key.push('\0');
        key.extend(after.chars().filter(|c| !c.is_whitespace()).take(8));
        let hash = xxhash_rust::xxh3::xxh3_128(key.as_bytes());
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or_default();
        self.raw("\"");
        for byte in hash.to_be_bytes() {
            self.out.extend([digit(byte >> 4), digit(byte & 0xF)]);
        }
        self.raw("\"");
    }

    fn list<T>(&mut self, items: &[T], write: fn(&mut Self, &T)) {
        self.raw("[");
        for (number, item) in items.iter().enumerate() {
            if number > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }

    /// JSON as it is.
    #[inline]
    fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    fn number(&mut self, number: usize) {
        self.out.push_str(itoa::Buffer::new().format(number));
    }

    fn confidence(&mut self, confidence: f32) {
        match serde_json::to_string(&confidence) {
            Ok(number) => self.raw(&number),
            Err(_) => self.raw("null"),
        }
    }

    fn string(&mut self, text: &str) {
        let special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        if text.bytes().fold(false, |any, byte| any | special(byte)) {
            // A string always serialises.
            self.out.push_str(&serde_json::to_string(text).unwrap_or_default());
        } else {
            self.raw("\"");
            self.out.push_str(text);
            self.raw("\"");
        }
    }
}
