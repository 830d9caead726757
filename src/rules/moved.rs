//! The edits that put a run of blocks before another block, with the blank lines that part them.

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::document::flow::Move;
use crate::source::Span;

/// The run takes the blank lines before it along, so that nothing is lost and nothing new comes in; where it goes to the
/// beginning of the file, they part it from what stood there.
pub fn edits(document: &Document, moved: &Move) -> Vec<Edit> {
    let block = |number: usize| document.blocks().get(number);
    let parts = (
        block(*moved.run.start()),
        block(*moved.run.end()),
        block(moved.before),
        moved.run.start().checked_sub(1).and_then(block),
    );
    let (Some(first), Some(last), Some(before), Some(above)) = parts else { return Vec::new() };
    let gap = Span::new(above.span.end(), first.span.start());
    match moved.before.checked_sub(1).and_then(block) {
        Some(place) => {
            vec![Edit::Move { span: Span::new(gap.start(), last.span.end()), to: place.span.end }]
        }
        None => vec![
            Edit::Move { span: Span::new(first.span.start(), last.span.end()), to: before.span.start },
            Edit::Move { span: gap, to: before.span.start },
        ],
    }
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// The text after the move, its edits applied one after the other at their places.
    fn moved(text: &str, run: std::ops::RangeInclusive<usize>, before: usize) -> String {
        let source = Source::from_text("a.txt", text);
        let document = Document::new(&source);
        let (mut at, mut put, mut gone) = (0, String::new(), Vec::new());
        for edit in edits(&document, &Move { run, before }) {
            let Edit::Move { span, to } = edit else { unreachable!() };
            (at, gone) = (to as usize, [gone, vec![span.range()]].concat());
            put.push_str(&text[span.range()]);
        }
        let kept = |(place, c): (usize, char)| (!gone.iter().any(|span| span.contains(&place))).then_some(c);
        let before: String =
            text.char_indices().take_while(|(place, _)| *place < at).filter_map(kept).collect();
        let after: String =
            text.char_indices().skip_while(|(place, _)| *place < at).filter_map(kept).collect();
        before + &put + &after
    }

    #[test]
    fn runs_go_before_a_block_with_their_blank_lines() {
        let text = "甲。\n\n乙。\n\n丙。\n\n丁。\n";
        assert_eq!(moved(text, 2..=3, 1), "甲。\n\n丙。\n\n丁。\n\n乙。\n");
        assert_eq!(moved(text, 2..=2, 0), "丙。\n\n甲。\n\n乙。\n\n丁。\n");
        assert_eq!(moved(text, 1..=3, 0), "乙。\n\n丙。\n\n丁。\n\n甲。\n");
    }
}
