//! Characters as the readings of a line see them.

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
    into.extend(text.chars().map(fold));
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
    let count = |mark: char| chars.iter().filter(|c| **c == mark).count();
    // OCR reads ” as “ and the other way round: a pair is a pair.
    let quotes = chars.iter().filter(|c| matches!(c, '“' | '”')).count();
    quotes % 2 == 0
        && [('‘', '’'), ('(', ')'), ('《', '》'), ('「', '」'), ('【', '】')]
            .iter()
            .all(|(a, b)| count(*a) == count(*b))
}
