//! NUM002: a figure that contradicts those beside it or a plain bound, and that no lost point explains.

use crate::lang::contradictions::Contradiction;
use crate::rules::Context;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for Contradiction { figure, check, sum, limit, readings, beside, .. } in document.contradictions() {
        if !readings.is_empty() {
            continue;
        }
        let report = cx.report(figure.span).message(check.name()).arg("text", document.slice(figure.span));
        let report = report.arg("sum", sum).arg("limit", limit).confidence(0.7);
        beside.iter().fold(report, |report, &span| report.related(span, "beside")).emit();
    }
}
