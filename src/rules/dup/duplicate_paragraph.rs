//! DUP001: a paragraph that stands in the text a second time.

use crate::document::repeats::Likeness;
use crate::rules::{Context, removal};

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for copied in document.repeats().copies().iter().filter(|copied| copied.likeness == Likeness::Exact) {
        let Some((block, kept)) = removal::places(document, copied) else { continue };
        let report = cx.report(block.span).arg("line", document.position(kept.span.start()).line);
        let report = report.arg("run", copied.run).related(kept.span, "kept");
        let report = report.note(removal::reason(copied)).confidence(0.99);
        let report = if copied.run > 1 { report.note("run") } else { report };
        report.fix("fix", vec![removal::edit(document, copied.block)]).emit();
    }
}
