//! Characters as the readings of a line see them.

use crate::lang::characters::characters;

/// Blocks of more bytes are running text, captions at most: their ends alone are looked at.
pub const SHORT: usize = 400;

/// Full-width letters, figures and marks to their ASCII forms, so that a wording is written once.
pub fn fold(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '。' => '。',
        '．' => '.',
        '〔' | '﹝' => '(',
        '〕' | '﹞' => ')',
        '｜' => '|',
        '／' => '/',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The folded characters of a short text.
pub fn folded(text: &str, into: &mut Vec<char>) {
    into.clear();
    // Most characters take three bytes.
    into.reserve(text.len() / 2);
    into.extend(characters(text).map(|(_, c)| fold(c)));
}

/// Figures as Chinese writes them.
pub fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The folded last characters of a text, `count` at most.
pub fn tail(text: &str, count: usize) -> Vec<char> {
    let mut tail: Vec<char> = text.chars().rev().take(count).map(fold).collect();
    tail.reverse();
    tail
}

/// Whether a sentence ends with this character.
pub fn is_end_mark(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '！' | '？' | '…' | ';' | '；')
}

/// The last character of a text that is not a closing quote or bracket.
pub fn last_open(chars: &[char]) -> Option<char> {
    chars
        .iter()
        .rev()
        .copied()
        .find(|c| !matches!(c, '”' | '’' | '"' | '\'' | '」' | '』' | ')' | '）' | '】' | '》' | ' '))
}

/// Whether every bracket and quote that opens is closed.
pub fn is_balanced(chars: &[char]) -> bool {
    let (mut quotes, mut single, mut round, mut title, mut corner, mut square) = (0, 0, 0, 0, 0, 0);
    for c in chars {
        match c {
            // OCR reads ” as “ and the other way round: a pair is a pair.
            '“' | '”' => quotes += 1,
            '‘' => single += 1,
            '’' => single -= 1,
            '(' => round += 1,
            ')' => round -= 1,
            '《' => title += 1,
            '》' => title -= 1,
            '「' => corner += 1,
            '」' => corner -= 1,
            '【' => square += 1,
            '】' => square -= 1,
            _ => {}
        }
    }
    quotes % 2 == 0 && [single, round, title, corner, square] == [0; 5]
}
