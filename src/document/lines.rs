//! The lines of a text.

use crate::source::Span;

/// The narrowest and the widest line of a column of running text, in display columns.
pub const NARROWEST: usize = 16;
pub const WIDEST: usize = 130;

/// A line of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The line without its end.
    pub span: Span,
    /// The line with its end (`\n` or `\r\n`); the last line may have none.
    pub full: Span,
    /// The line without white space (ideographic space, too) at either end; empty at the start of a blank line.
    pub trimmed: Span,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.trimmed.is_empty()
    }
}

pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    for end in ends.chain(Some(text.len())) {
        let full = text.get(start..end).unwrap_or("");
        let bare = full.strip_suffix('\n').map_or(full, |line| line.strip_suffix('\r').unwrap_or(line));
        let ahead = bare.trim_start();
        let inner = ahead.trim_end();
        let lead = if inner.is_empty() { 0 } else { bare.len() - ahead.len() };
        // What follows the last line end is a line where there is any.
        if !full.is_empty() {
            lines.push(Line {
                span: Span::new(start, start + bare.len()),
                full: Span::new(start, end),
                trimmed: Span::new(start + lead, start + lead + inner.len()),
            });
        }
        start = end;
    }
    lines
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_white_space() {
        let text = "甲\r\n\u{3000}乙 \n \n丙";
        let found = lines(text);
        let cut = |span: Span| &text[span.range()];
        assert_eq!(found.iter().map(|l| cut(l.trimmed)).collect::<Vec<_>>(), ["甲", "乙", "", "丙"]);
        assert_eq!(cut(found[0].full), "甲\r\n");
        assert_eq!(cut(found[1].span), "\u{3000}乙 ");
        assert!(found[2].is_blank());
        assert!(lines("").is_empty());
    }
}
