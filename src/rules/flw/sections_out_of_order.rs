//! FLW004: numbered sections that stand before what they should follow.

use crate::document::flow::sections::{Section, Style};
use crate::document::flow::{Disorder, moves};
use crate::rules::{Context, moved};
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let span = |block: usize| document.blocks().get(block).map_or(Span::default(), |block| block.span);
    for disorder in &document.flow().disorders {
        let Disorder { first, before, headline } = disorder;
        let numbers = |sections: &[Section]| {
            sections.iter().map(|section| section.number.to_string()).collect::<Vec<_>>().join(", ")
        };
        let at = match headline {
            Some(_) => before.first(),
            None => first.first(),
        };
        let Some(at) = at else { continue };
        let report = cx.report(span(at.block)).arg("first", numbers(first)).arg("before", numbers(before));
        let mut report = match headline {
            Some(headline) => report.message("headline").note("counts-on").related(span(*headline), "title"),
            None if at.style == Style::Words => report.message("words").note("series"),
            None => report.note("order"),
        };
        for section in before.iter().filter(|section| *section != at) {
            report = report.related(span(section.block), "section");
        }
        if let Some(run) = moves::reordered(document, disorder) {
            report = report.arg("blocks", run.run.clone().count()).fix("fix", moved::edits(document, &run));
        }
        report.emit();
    }
}
