//! Byte offsets to lines and columns, in the units that reports need.

use unicode_width::UnicodeWidthStr;

/// A place in a text: line and column count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// Where each line of a text starts, and how many characters come before each stretch of it.
///
/// Lines end at `\n` or `\r\n` and nowhere else: not at `\f`, `\v`, U+0085 or U+2028. The stretches keep a column in
/// a line of 20 MB as cheap as in any other.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// What comes before each stretch of [`STRETCH`] bytes.
    before: Vec<Count>,
}

/// Short enough that its characters are counted in a byte, as vectors of bytes are what processors count fastest.
const STRETCH: usize = 128;

/// Lengths of a piece of text in two units.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    chars: u32,
    utf16: u32,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', bytes).map(|at| number(at + 1)));
        let mut total = Count::default();
        let before = std::iter::once(bytes).flat_map(|b| b.chunks(STRETCH)).map(|stretch| {
            let here = total;
            let more = count(stretch);
            total = Count { chars: total.chars + more.chars, utf16: total.utf16 + more.utf16 };
            here
        });
        let before = before.collect();
        Self { starts, before }
    }

    /// How many lines there are; a text that ends in a line end has an empty last one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The number, from 0, of the line that holds the byte.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= byte).saturating_sub(1)
    }

    /// The byte at which line `line` (from 0) starts; past the last line, that of the last.
    pub fn line_start(&self, line: usize) -> usize {
        self.starts.get(line).or(self.starts.last()).copied().unwrap_or(0) as usize
    }

    /// Line and column in Unicode code points.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        self.place(byte, |start| self.count(text, byte).chars - self.count(text, start).chars)
    }

    /// Line and column in UTF-16 code units.
    pub fn utf16(&self, text: &str, byte: usize) -> Position {
        self.place(byte, |start| self.count(text, byte).utf16 - self.count(text, start).utf16)
    }

    /// Line and column in Unicode code points, and in UTF-16 code units.
    pub fn position_and_utf16(&self, text: &str, byte: usize) -> (Position, Position) {
        let line = self.line_of(byte);
        let (start, here) = (self.count(text, self.line_start(line)), self.count(text, byte));
        let at = |column: u32| Position { line: number(line + 1), column: column + 1 };
        (at(here.chars - start.chars), at(here.utf16 - start.utf16))
    }

    /// Line and column in terminal cells: a Han character takes two. Costs the length of the line.
    pub fn display(&self, text: &str, byte: usize) -> Position {
        self.place(byte, |start| number(text.get(start..byte.min(text.len())).unwrap_or("").width()))
    }

    /// What comes before a byte.
    fn count(&self, text: &str, byte: usize) -> Count {
        let byte = byte.min(text.len());
        let known = self.before.get(byte / STRETCH).copied().unwrap_or_else(|| {
            // The end of a text whose length is a multiple of the stretch.
            let last = self.before.last().copied().unwrap_or_default();
            let more = count(text.as_bytes().get(text.len().saturating_sub(STRETCH)..).unwrap_or(&[]));
            if self.before.is_empty() {
                last
            } else {
                Count { chars: last.chars + more.chars, utf16: last.utf16 + more.utf16 }
            }
        });
        let rest = count(text.as_bytes().get(byte / STRETCH * STRETCH..byte).unwrap_or(&[]));
        Count { chars: known.chars + rest.chars, utf16: known.utf16 + rest.utf16 }
    }

    fn place(&self, byte: usize, columns: impl Fn(usize) -> u32) -> Position {
        let line = self.line_of(byte);
        Position { line: number(line + 1), column: columns(self.line_start(line)) + 1 }
    }
}

/// Every byte of a stretch that begins a character counts one, and one more in UTF-16 where the character has four
/// bytes.
fn count(stretch: &[u8]) -> Count {
    let (mut chars, mut astral) = (0u8, 0u8);
    for &byte in stretch {
        chars = chars.wrapping_add(u8::from(byte & 0xC0 != 0x80));
        astral = astral.wrapping_add(u8::from(byte >= 0xF0));
    }
    let chars = u32::from(chars);
    Count { chars, utf16: chars + u32::from(astral) }
}

/// Sources of 4 GiB and more are refused on reading.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_each_unit() {
        let text = "一\r\n𠮷a乡\u{2028}";
        let index = LineIndex::new(text);
        let at = text.find('乡').unwrap();
        assert_eq!(index.position(text, at), Position { line: 2, column: 3 });
        assert_eq!(index.utf16(text, at), Position { line: 2, column: 4 });
        assert_eq!(index.display(text, at), Position { line: 2, column: 4 });
        assert_eq!(index.line_count(), 2);
    }

    #[test]
    fn the_end_of_a_text_has_a_place() {
        let text = "一\n";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, text.len()), Position { line: 2, column: 1 });
        assert_eq!(LineIndex::new("").position("", 0), Position { line: 1, column: 1 });
    }

    #[test]
    fn long_lines_count_the_same() {
        let text = "乡a𠮷".repeat(400);
        let index = LineIndex::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.position(&text, byte).column as usize, chars + 1);
            let both = (index.position(&text, byte), index.utf16(&text, byte));
            assert_eq!(index.position_and_utf16(&text, byte), both);
        }
        assert_eq!(index.position(&text, text.len()).column, 1201);
        let full = "a".repeat(STRETCH);
        assert_eq!(LineIndex::new(&full).utf16(&full, STRETCH).column as usize, STRETCH + 1);
    }
}
