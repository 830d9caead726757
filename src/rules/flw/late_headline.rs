//! FLW005: a headline that stands behind the beginning of its article.

use crate::document::flow::Late;
use crate::rules::halves::first_characters;
use crate::rules::{Context, moved};

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let blocks = document.blocks();
    for Late { headline, moved: run, opens } in &document.flow().late {
        let (Some(line), Some(first)) = (blocks.get(*headline), blocks.get(run.before)) else { continue };
        let passed = run.run.start() - run.before;
        cx.report(line.span)
            .arg("blocks", passed)
            .related(first_characters(document, first), "first")
            .note(if *opens { "opens" } else { "leads" })
            .fix("fix", moved::edits(document, run))
            .emit();
    }
}
