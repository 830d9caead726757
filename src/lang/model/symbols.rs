//! What the model reads a text as. Training and look-up read alike, so all that is folded is folded here.

use crate::lang::invisible::invisible;

/// A character as the model sees it, folded: its code point in the basic plane, or one of the constants below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u16);

impl Symbol {
    /// No symbol at all: what stands before the first that is known.
    pub const NOTHING: Self = Self(0);
    /// What stands before the first character of a paragraph.
    pub const START: Self = Self(1);
    /// What stands after the last character of a paragraph.
    pub const END: Self = Self(2);
    /// A character that training saw once or never.
    pub const UNKNOWN: Self = Self(3);

    /// The symbol as a number; control characters, which no text gives, make place for the constants.
    #[inline]
    pub fn code(self) -> u16 {
        self.0
    }

    #[cfg(test)]
    pub fn coded(code: u16) -> Self {
        Self(code)
    }

    /// What a character is read as after another; `None` for white space and what a reader does not see.
    ///
    /// Digits are one symbol and so are Latin letters: which one follows is not a matter of language. Marks that have
    /// a half-width or a look-alike form are read as the usual Chinese one. A straight quote opens at the start, after
    /// a mark, and closes after all else.
    #[inline]
    pub fn read(c: char, before: Self) -> Option<Self> {
        // Nearly all characters are of these.
        if matches!(c, '\u{4E00}'..='\u{9FFF}') {
            return u16::try_from(u32::from(c)).ok().map(Self);
        }
        Self::folded(c, before)
    }

    fn folded(c: char, before: Self) -> Option<Self> {
        let folded = match c {
            '0'..='9' | '０'..='９' => '0',
            'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => 'A',
            '"' | '＂' if before.lets_open() => '“',
            '"' | '＂' | '」' | '〞' => '”',
            '「' | '〝' => '“',
            '『' => '‘',
            '』' | '\'' | '＇' => '’',
            ',' | '﹐' => '，',
            ':' | '∶' | '﹕' => '：',
            ';' | '﹔' => '；',
            '?' | '﹖' => '？',
            '!' | '﹗' => '！',
            '(' | '﹙' => '（',
            ')' | '﹚' => '）',
            '｡' => '。',
            '､' => '、',
            '<' | '＜' => '〈',
            '>' | '＞' => '〉',
            '•' | '・' | '‧' | '･' | '∙' | '⋅' => '·',
            '―' | '─' | '━' | '–' => '—',
            '－' | '‐' | '‑' | '﹣' | '−' => '-',
            '~' | '∼' | '〜' => '～',
            '⋯' => '…',
            // What is left of the full-width forms of ASCII: ％ ＋ ． ／ and the like.
            '\u{FF02}'..='\u{FF5D}' if !matches!(c, '，' | '：' | '；' | '？' | '（' | '）') => {
                char::from_u32(u32::from(c) - 0xFEE0)?
            }
            _ if c.is_whitespace() || c.is_control() || invisible(c).is_some() => return None,
            _ => c,
        };
        Some(u16::try_from(u32::from(folded)).map_or(Self::UNKNOWN, Self))
    }

    /// Whether a straight quote after this symbol opens.
    fn lets_open(self) -> bool {
        let before = char::from_u32(u32::from(self.0)).unwrap_or(' ');
        self == Self::NOTHING
            || self == Self::START
            || matches!(before, '，' | '、' | '：' | '；' | '（' | '《' | '‘' | '“' | '—')
    }
}

/// What the characters of a text are read as after a symbol.
pub fn read(text: &str, mut last: Symbol) -> impl Iterator<Item = Symbol> {
    text.chars().filter_map(move |c| Symbol::read(c, last).inspect(|&symbol| last = symbol))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let symbols = super::read(text, Symbol::START);
        symbols.filter_map(|s| char::from_u32(u32::from(s.code()))).collect()
    }

    #[test]
    fn forms_of_one_symbol_are_one() {
        assert_eq!(read("增长14.3%,Ａ股（a）"), read("增长 ２５．７％，Z股(Q)"));
        assert_eq!(read("增长14.3%。"), "增长00.0%。");
        assert_eq!(read("甲\u{3000}\t\u{200B}\u{FEFF}乙\n"), "甲乙");
        assert_eq!(read("，：；？！（）"), "，：；？！（）");
    }

    #[test]
    fn straight_quotes_open_and_close() {
        assert_eq!(read("\"甲\"乙:\"丙。\"丁"), "“甲”乙：“丙。”丁");
        assert_eq!(read("「甲『乙』」"), "“甲‘乙’”");
    }

    #[test]
    fn characters_beyond_the_basic_plane_are_unknown() {
        assert_eq!(Symbol::read('𠮷', Symbol::START), Some(Symbol::UNKNOWN));
    }
}
