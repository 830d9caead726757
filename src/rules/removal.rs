//! What the rules that remove copies of blocks have in common.

use crate::diagnostic::Edit;
use crate::document::repeats::{Copied, Reason};
use crate::document::{Block, Document};
use crate::source::Span;

/// The block that goes and the block that stays.
pub fn places<'d>(document: &'d Document, copied: &Copied) -> Option<(&'d Block, &'d Block)> {
    let blocks = document.blocks();
    Some((blocks.get(copied.block)?, blocks.get(copied.kept)?))
}

/// The key of the note that says why this copy goes.
pub fn reason(copied: &Copied) -> &'static str {
    match copied.reason {
        Reason::Part => "why-part",
        Reason::Context => "why-context",
        Reason::AtEnd => "why-end",
        Reason::Second => "why-second",
    }
}

/// Removes a block with its lines and the blank lines before it. Neighbouring blocks can go together: no two of these
/// edits overlap.
pub fn edit(document: &Document, block: usize) -> Edit {
    let (blocks, lines) = (document.blocks(), document.lines());
    let Some(this) = blocks.get(block) else { return Edit::delete(Span::empty(0)) };
    let span = |line: Option<usize>| line.and_then(|line| lines.get(line)).map(|line| line.span);
    let end = span(this.lines.end.checked_sub(1)).map_or(this.span.end(), Span::end);
    if block == 0 || document.repeats().leads(block - 1) {
        let start = span(Some(this.lines.start)).map_or(this.span.start(), Span::start);
        let next = blocks.get(block + 1).and_then(|next| span(Some(next.lines.start)));
        return Edit::delete(Span::new(start, next.map_or(end, Span::start)));
    }
    let before = block.checked_sub(1).and_then(|before| blocks.get(before));
    let before = before.and_then(|before| span(before.lines.end.checked_sub(1)));
    Edit::delete(Span::new(before.map_or(0, Span::end), end))
}
