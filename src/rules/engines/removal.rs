//! Which lines go when page furniture goes, so that what is left stands as if it had never been there.

use crate::document::{Block, Document};
use crate::source::Span;

/// For each block that `goes`, its lines with the blank lines that would be left over; an empty span for each other.
///
/// Where blank lines stand on both sides, those behind the block go; at the end of the file those before it go. Where
/// one side has none, the other side's stay: they part the text.
pub fn removals(document: &Document, goes: impl Fn(&Block) -> bool) -> Vec<Span> {
    let (blocks, lines) = (document.blocks(), document.lines());
    let start_of = |line: usize| lines.get(line).map_or(document.text().len(), |line| line.full.start());
    let kept = blocks.iter().rposition(|block| !goes(block)).map_or(0, |last| last + 1);
    // Whether what stays, up to here, ends with a blank line; so does an empty beginning.
    let mut parted = true;
    let mut above = 0;
    let mut spans = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let below = blocks.get(at + 1).map_or(lines.len(), |next| next.lines.start);
        parted |= block.lines.start > above;
        let span = if !goes(block) {
            parted = false;
            Span::empty(block.span.start())
        } else if at >= kept && kept > 0 {
            Span::new(start_of(above), start_of(block.lines.end))
        } else {
            Span::new(start_of(block.lines.start), start_of(if parted { below } else { block.lines.end }))
        };
        spans.push(span);
        above = block.lines.end;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;
    use crate::source::Source;

    /// What is left of a text when its dates go.
    fn left(text: &str) -> String {
        let source = Source::from_text("a.txt", text);
        let document = Document::new(&source);
        let mut left = text.to_owned();
        for span in removals(&document, |block| block.is(Role::DateLine)).iter().rev() {
            left.replace_range(span.range(), "");
        }
        left
    }

    #[test]
    fn no_blank_lines_are_left_over() {
        let date = "2024年3月18日 星期一";
        let cases = [
            ("甲。\n\nD\n\n乙。\n", "甲。\n\n乙。\n"),
            ("甲。\nD\n乙。\n", "甲。\n乙。\n"),
            ("甲。\nD\n\n乙。\n", "甲。\n\n乙。\n"),
            ("甲。\n\nD\n乙。\n", "甲。\n\n乙。\n"),
            ("甲。\n\nD\nD\n\n乙。\n", "甲。\n\n乙。\n"),
            ("甲。\n\nD\n\nD\n", "甲。\n"),
            ("甲。\n\nD", "甲。\n"),
            ("D\n\n甲。\n", "甲。\n"),
            ("D\n\nD\n", ""),
            ("甲。\r\n\r\nD\r\n\r\n乙。\r\n", "甲。\r\n\r\n乙。\r\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(left(&text.replace('D', date)), expected, "{text:?}");
        }
    }
}
