//! FLW003: half a paragraph whose other half is not where it should be.

use crate::document::flow::{Edge, Loose};
use crate::document::{Block, Document};
use crate::rules::Context;
use crate::source::Span;

/// As many characters at the open edge are shown.
const SHOWN: usize = 8;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let blocks = document.blocks();
    for Loose { block, edge, probability, elsewhere } in &document.flow().loose {
        let Some(block) = blocks.get(*block) else { continue };
        let open = match edge {
            Edge::Tail => last_characters(document, block),
            Edge::Head => first_characters(document, block),
        };
        let other = elsewhere.and_then(|other| blocks.get(other));
        let report = cx.report(open).arg("text", document.slice(open)).confidence(*probability);
        let report = match (edge, other) {
            (Edge::Tail, Some(other)) => {
                let head = first_characters(document, other);
                let report = report.arg("line", document.position(head.start()).line);
                report.message("elsewhere").related(head, "half").note("word").help("join")
            }
            (Edge::Tail, None) => report.note("open"),
            (Edge::Head, _) => report.message("head").note("begins"),
        };
        report.emit();
    }
}

fn last_characters(document: &Document, block: &Block) -> Span {
    let text = document.slice(block.span);
    let from = text.char_indices().rev().take(SHOWN).last().map_or(0, |(at, _)| at);
    Span::new(block.span.start() + from, block.span.end())
}

fn first_characters(document: &Document, block: &Block) -> Span {
    let text = document.slice(block.span);
    let to = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    Span::new(block.span.start(), block.span.start() + to)
}
