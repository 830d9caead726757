//! NUM001: a whole number that contradicts the figures beside it or a plain bound, and with a point put back does not.

use crate::diagnostic::Edit;
use crate::lang::contradictions::{Check, Contradiction};
use crate::rules::Context;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for Contradiction { figure, check, sum, limit, readings, beside, .. } in document.contradictions() {
        let Some((best, others)) = readings.split_first() else { continue };
        let text = document.slice(figure.span);
        let unit = text.get(figure.figures.len()..).unwrap_or("");
        let mut report = cx.report(figure.span).message(check.name()).arg("text", text).arg("sum", sum);
        report = report.arg("limit", limit).arg("replacement", format!("{best}{unit}"));
        for &span in beside {
            report = report.related(span, "beside");
        }
        report = report.confidence(if *check == Check::Sum { 0.95 } else { 0.85 });
        report = report.fix("fix", vec![Edit::replace(figure.figures, best.to_string())]);
        for number in others {
            let edit = Edit::replace(figure.figures, number.to_string());
            report = report.alternative(format!("{number}{unit}"), 0.3, vec![edit]);
        }
        report.emit();
    }
}
