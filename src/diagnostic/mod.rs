//! What a rule found, and how to mend it.

use std::sync::Arc;

use crate::document::Document;
use crate::rules::card::Card;
pub use crate::rules::card::{Lang, Phase, Safety, Severity};
use crate::source::{Position, Span};

/// A finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    pub rule: Arc<Card>,
    pub severity: Severity,
    /// Where it stands; DESIGN: "Where a diagnostic stands" gives each rule's place.
    pub span: Span,
    pub message: String,
    /// What to write at the span itself, where the message does not say it already; may be empty.
    pub label: String,
    /// Other places that belong to it: the kept copy of a duplicate, the other half of a paragraph.
    pub related: Vec<Related>,
    /// Why the rule thinks so.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: String,
    /// 0 to 1.
    pub confidence: f32,
    pub fix: Option<Fix>,
    /// Further candidates, best first, each a fix of safety `Suggest`.
    pub alternatives: Vec<Alternative>,
}

impl Diagnostic {
    /// The fix, where it is at least as safe as `least` and changes anything.
    pub fn usable_fix(&self, least: Safety) -> Option<&Fix> {
        self.fix.as_ref().filter(|fix| fix.safety >= least.max(Safety::Unsafe) && !fix.edits.is_empty())
    }
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// In the text of the file itself; empty where the place is in another file.
    pub span: Span,
    pub message: String,
    /// The place, where it is in another file.
    pub elsewhere: Option<Box<Elsewhere>>,
}

/// A place in another file, with all that a report shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// As reports show it.
    pub path: String,
    /// Bytes in the file ([`crate::source::Source::file_byte`]), half open.
    pub bytes: (usize, usize),
    pub start: Position,
    pub end: Position,
    /// The text of the line that it begins on.
    pub line: String,
    /// The place in that line.
    pub in_line: Span,
}

impl Elsewhere {
    pub fn of(document: &Document<'_>, span: Span) -> Self {
        let line = document.line_at(span.start()).map_or(span, |line| line.span);
        let inside = |byte: usize| byte.clamp(line.start(), line.end()) - line.start();
        let source = document.source();
        Self {
            path: source.shown_path(),
            bytes: (source.file_byte(span.start()), source.file_byte(span.end())),
            start: document.position(span.start()),
            end: document.position(span.end()),
            line: document.slice(line).to_owned(),
            in_line: Span::new(inside(span.start()), inside(span.end())),
        }
    }
}

/// A repair: edits that are applied all or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub title: String,
    pub safety: Safety,
    pub phase: Phase,
    /// Sorted by the place where they put text; those of one place in the order in which their texts stand there. None
    /// overlaps another.
    pub edits: Vec<Edit>,
}

/// A change of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    Replace {
        span: Span,
        content: String,
    },
    /// The text of `span` is taken out and put in at `to`, which lies outside of it.
    Move {
        span: Span,
        to: u32,
    },
}

impl Edit {
    pub fn replace(span: Span, content: impl Into<String>) -> Self {
        Self::Replace { span, content: content.into() }
    }

    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    pub fn insert(at: usize, content: impl Into<String>) -> Self {
        Self::replace(Span::empty(at), content)
    }

    /// Where the edit puts text, as an empty span where it takes none away there.
    pub fn place(&self) -> Span {
        match self {
            Self::Replace { span, .. } => *span,
            Self::Move { to, .. } => Span { start: *to, end: *to },
        }
    }

    /// Where the edit takes text away.
    pub fn span(&self) -> Span {
        match self {
            Self::Replace { span, .. } | Self::Move { span, .. } => *span,
        }
    }
}

/// A candidate that only a person may choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    pub title: String,
    /// 0 to 1.
    pub confidence: f32,
    pub edits: Vec<Edit>,
}
