//! `--statistics`: sums in place of findings.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::report::Report;
use crate::run::Summary;

/// One JSON array of how often each rule spoke.
pub struct Table;

impl Report for Table {
    fn file(&self, _document: &Document<'_>, _diagnostics: &[Diagnostic]) -> String {
        String::new()
    }

    fn end(&self, summary: &Summary) -> String {
        let row = |(code, count): (&String, &crate::run::RuleCount)| {
            serde_json::json!({
                "code": code,
                "name": count.card.name,
                "findings": count.findings,
                "safe_fixes": count.safe_fixes,
                "unsafe_fixes": count.unsafe_fixes,
            })
        };
        let rows: Vec<serde_json::Value> = summary.rules.iter().map(row).collect();
        format!("{}\n", serde_json::Value::from(rows))
    }
}
