//! FLW003: half a paragraph whose other half is not where it should be.

use crate::document::flow::{Edge, Loose};
use crate::rules::Context;
use crate::rules::halves::{first_characters, last_characters};

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let blocks = document.blocks();
    for Loose { block, edge, probability } in &document.flow().loose {
        let Some(block) = blocks.get(*block) else { continue };
        let open = match edge {
            Edge::Tail => last_characters(document, block),
            Edge::Head => first_characters(document, block),
        };
        let report = cx.report(open).arg("text", document.slice(open)).confidence(*probability);
        let report = match edge {
            Edge::Tail => report.label("off").note("open"),
            Edge::Head => report.message("head").label("middle").note("begins"),
        };
        report.emit();
    }
}
