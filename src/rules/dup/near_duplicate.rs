//! DUP002: a paragraph that stands in the text a second time with small differences, or as a part of another.

use crate::diagnostic::Safety;
use crate::document::repeats::Likeness;
use crate::rules::{Context, removal};

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for copied in document.repeats().copies() {
        let Some((block, kept)) = removal::places(document, copied) else { continue };
        let report = cx.report(block.span).arg("line", document.position(kept.span.start()).line);
        let report = report.arg("run", copied.run);
        let edits = vec![removal::edit(document, copied.block)];
        let report = match copied.likeness {
            Likeness::Exact => continue,
            Likeness::Within { place } => {
                report.message("part").related(place, "whole").note("part-why").fix("fix", edits)
            }
            Likeness::Near { differing, figures_differ } => {
                let report = report.arg("differing", differing).related(kept.span, "kept");
                let report = report.note(removal::reason(copied)).fix("fix", edits);
                if figures_differ {
                    report.note("figures").help("look").safety(Safety::Suggest).confidence(0.8)
                } else {
                    report.confidence(0.95)
                }
            }
        };
        report.emit();
    }
}
