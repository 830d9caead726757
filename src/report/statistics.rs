//! The table of `--statistics`: how often each rule spoke.

use std::cmp::Reverse;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::visible::visible;
use super::{Format, Options, Report, closing};
use crate::diagnostic::{Diagnostic, Lang};
use crate::document::Document;
use crate::run::{RuleCount, Summary};

/// Sums in place of findings: a table for people, one JSON array for machines.
pub struct Statistics {
    pub format: Format,
    pub options: Options,
}

impl Report for Statistics {
    fn file(&self, _document: &Document<'_>, _diagnostics: &[Diagnostic]) -> String {
        String::new()
    }

    fn end(&self, summary: &Summary) -> String {
        match (self.format.is_human(), summary.rules.is_empty()) {
            (false, _) => json(summary),
            (true, true) => closing::closing(summary, self.options),
            (true, false) => {
                table(summary, self.options.lang) + "\n" + &closing::closing(summary, self.options)
            }
        }
    }
}

/// A line for each rule that spoke, the most frequent first: findings, code, how many of them a safe and an unsafe fix
/// mends, and what the rule is about.
pub(super) fn table(summary: &Summary, lang: Lang) -> String {
    let head = match lang {
        Lang::En => ["findings", "rule", "safe", "unsafe", "what"],
        Lang::Zh => ["处数", "规则", "可安全修复", "需 --unsafe", "内容"],
    };
    let mut rows = vec![head.map(str::to_owned)];
    for count in by_frequency(summary) {
        let number = |n: usize| if n == 0 { "-".to_owned() } else { n.to_string() };
        rows.push([
            number(count.findings),
            visible(&count.card.code).into_owned(),
            number(count.safe_fixes),
            number(count.unsafe_fixes),
            visible(count.card.summary.get(lang)).into_owned(),
        ]);
    }
    let widths: Vec<usize> = (0..head.len())
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    let mut table = String::new();
    for row in &rows {
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(width - cell.width());
            // Writing into a string never fails.
            let _ = match at {
                4 => writeln!(table, "{cell}"),
                1 => write!(table, "{cell}{pad}  "),
                _ => write!(table, "{pad}{cell}  "),
            };
        }
    }
    table
}

/// The same as one JSON array.
fn json(summary: &Summary) -> String {
    let rows: Vec<serde_json::Value> = by_frequency(summary)
        .iter()
        .map(|count| {
            serde_json::json!({
                "code": count.card.code,
                "name": count.card.name,
                "findings": count.findings,
                "safe_fixes": count.safe_fixes,
                "unsafe_fixes": count.unsafe_fixes,
            })
        })
        .collect();
    format!("{}\n", serde_json::Value::from(rows))
}

fn by_frequency(summary: &Summary) -> Vec<&RuleCount> {
    let mut counts: Vec<&RuleCount> = summary.rules.values().collect();
    // Stable: rules that spoke equally often stay in the order of their codes.
    counts.sort_by_key(|count| Reverse(count.findings));
    counts
}
