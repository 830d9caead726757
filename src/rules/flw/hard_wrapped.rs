//! FLW006: the lines of one paragraph, each ended where the print's line ended.

use crate::diagnostic::Edit;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let lines = document.lines();
    for block in document.blocks().iter().filter(|block| block.lines.len() > 1) {
        let Some(wrapped) = lines.get(block.lines.clone()) else { continue };
        let mut edits = Vec::new();
        for pair in wrapped.windows(2) {
            let [upper, lower] = pair else { continue };
            let (above, below) = (document.slice(upper.trimmed), document.slice(lower.trimmed));
            // Between Han characters a line end stands for nothing; between Latin words for a space.
            let is_latin = |c: char| c.is_ascii_alphanumeric();
            let parted = above.ends_with(is_latin) && below.starts_with(is_latin);
            let space = if parted { " " } else { "" };
            edits.push(Edit::replace(Span::new(upper.trimmed.end(), lower.trimmed.start()), space));
        }
        let first = wrapped.first().map_or(block.span, |line| line.trimmed);
        cx.report(first)
            .arg("count", wrapped.len())
            .related(block.span, "paragraph")
            .fix("fix", edits)
            .emit();
    }
}
