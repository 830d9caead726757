//! FLW002: a paragraph that goes on in a block that stands elsewhere.

use crate::document::flow::Displaced;
use crate::rules::Context;
use crate::rules::halves::{edits, first_characters, last_characters, note_lost, percent, second_line};

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let blocks = document.blocks();
    for join in &document.flow().joins {
        let (Some(tail), Some(head)) = (blocks.get(join.tail), blocks.get(join.head)) else { continue };
        let Some(displaced) = join.displaced else { continue };
        let (last, first) = (last_characters(document, tail), first_characters(document, head));
        let line = document.position(first.start()).line;
        let report = cx.report(last).arg("lines", line.abs_diff(document.position(last.start()).line));
        let report = report.message(if join.head > join.tail { "main" } else { "above" });
        let report = match &join.word {
            Some((before, after)) => {
                report.arg("before", before).arg("after", after).label("in").note("only")
            }
            None => report.label("off").note("left-over"),
        };
        let report = report.related(first, "head").confidence(join.probability).arg("sure", percent(join));
        let report = note_lost(report, join);
        let report = match second_line(document, join) {
            Some(line) => report.arg("second", line).note("second"),
            None => report.note("sure"),
        };
        let report = match displaced {
            Displaced::BySwap => report.note("swap"),
            Displaced::Head { last } if last > join.head => {
                report.arg("blocks", last - join.head + 1).fix("fix-run", edits(document, join))
            }
            Displaced::Head { .. } => report.fix("fix", edits(document, join)),
            Displaced::Tail { first } => {
                let report = report.arg("blocks", join.tail - first + 1).note("under-heading");
                report.fix("fix-lead", edits(document, join))
            }
        };
        report.emit();
    }
}
