//! FLW006: the lines of one paragraph, each ended where the print's line ended.

use crate::diagnostic::{Edit, Safety};
use crate::document::{Block, Document, Line, Role};
use crate::lang::continuity;
use crate::lang::marks::is_closed;
use crate::rules::Context;
use crate::source::Span;

/// A paragraph is joined safely where each line breaks off and the language model says this of the next, as a natural
/// logarithm of odds. Where columns are mixed unseen, or a paragraph may end with a full line, it says less.
const CERTAIN: f32 = 4.0;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let lines = document.lines();
    let blocks = document.blocks();
    for (number, block) in blocks.iter().enumerate().filter(|(_, block)| block.lines.len() > 1) {
        let Some(wrapped) = lines.get(block.lines.clone()) else { continue };
        let (mut edits, mut certain) = (Vec::new(), true);
        // Once its lines are one, what parts it from its neighbours is a blank line.
        let newline =
            if document.slice(wrapped.first().map_or(block.span, |line| line.full)).ends_with("\r\n") {
                "\r\n"
            } else {
                "\n"
            };
        let part = |above: &Block, below: &Block| {
            let gap = Span::new(above.span.end(), below.span.start());
            let ends = !(above.is(Role::Body) && below.is(Role::Body))
                || is_closed(document.slice(above.span))
                || is_set_in(document, below);
            (above.lines.end == below.lines.start && ends).then(|| Edit::replace(gap, newline.repeat(2)))
        };
        let above =
            number.checked_sub(1).and_then(|above| blocks.get(above)).filter(|above| above.lines.len() == 1);
        edits.extend(above.and_then(|above| part(above, block)));
        edits.extend(blocks.get(number + 1).and_then(|below| part(block, below)));
        let wrapped: Vec<&Line> = wrapped.iter().filter(|line| !line.is_blank()).collect();
        for pair in wrapped.windows(2) {
            let &[upper, lower] = pair else { continue };
            let (above, below) = (document.slice(upper.trimmed), document.slice(lower.trimmed));
            // Between Han characters a line end stands for nothing; between Latin words for a space.
            let is_latin = |c: char| c.is_ascii_alphanumeric();
            let parted = above.ends_with(is_latin) && below.starts_with(is_latin);
            let space = if parted { " " } else { "" };
            let gap = Span::new(upper.trimmed.end(), lower.trimmed.start());
            certain &= upper.full.end == lower.full.start
                && !is_closed(above)
                && continuity::gain(document.model(), above, below) >= CERTAIN;
            edits.push(Edit::replace(gap, space));
        }
        let first = wrapped.first().map_or(block.span, |line| line.trimmed);
        cx.report(first)
            .arg("count", wrapped.len())
            .related(block.span, "paragraph")
            .fix("fix", edits)
            .safety(if certain { Safety::Safe } else { Safety::Unsafe })
            .emit();
    }
}

/// Whether white space sets the block's first line in.
fn is_set_in(document: &Document, block: &Block) -> bool {
    document.lines().get(block.lines.start).is_some_and(|line| line.trimmed.start > line.span.start)
}
