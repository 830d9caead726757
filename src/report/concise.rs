//! One line a finding: `path:line:col: warning[PUN001] message [safe fix]`.

use std::fmt::Write;

use super::style::{self, Styles};
use super::sums::{self, Item};
use super::visible::visible;
use super::{Options, Report, closing, text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::run::Summary;

pub struct Concise {
    pub options: Options,
}

impl Report for Concise {
    fn file(&self, document: &Document<'_>, diagnostics: &[Diagnostic]) -> String {
        let path = document.source().shown_path();
        let mut out = String::new();
        for item in sums::items(diagnostics, self.options.each) {
            match item {
                Item::One(one) => self.line(&mut out, document, &path, one, one.severity, &one.message),
                Item::Many(group) => {
                    let Some(first) = group.first() else { continue };
                    let lang = self.options.lang;
                    let message = text::summed_up(lang, first.rule.summary.get(lang), group.len());
                    self.line(&mut out, document, &path, first, sums::severity(&group), &message);
                }
            }
        }
        out
    }

    fn end(&self, summary: &Summary) -> String {
        closing::closing(summary, self.options)
    }
}

impl Concise {
    fn line(
        &self,
        out: &mut String,
        document: &Document<'_>,
        path: &str,
        shown: &Diagnostic,
        severity: Severity,
        message: &str,
    ) {
        let (styles, lang) = (Styles::new(self.options.color), self.options.lang);
        let at = document.position(shown.span.start());
        let head = format!("{}[{}]", text::severity(lang, severity), visible(&shown.rule.code));
        let tag = shown.fix.as_ref().map_or("", |fix| text::fix_tag(lang, fix.safety));
        let tag =
            if tag.is_empty() { String::new() } else { format!(" {}", styles.paint(style::dim(), tag)) };
        // Writing into a string never fails.
        let _ = writeln!(
            out,
            "{}:{}:{}: {} {}{tag}",
            styles.paint(style::bold(), visible(path)),
            at.line,
            at.column,
            styles.paint(style::header(severity), head),
            visible(message),
        );
    }
}
