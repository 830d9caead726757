//! What a block looks like at its two edges: how it ends, how it begins, and what it leaves open.

use crate::lang::characters::characters;

/// How the last characters of a block end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// 。！？… with any closing quotes and brackets after it.
    Stop,
    /// ，: no paragraph ends there, but OCR reads a few 。 so.
    Comma,
    /// 、
    Enumeration,
    /// ；
    Semicolon,
    /// ：: a list or a speech follows, or the paragraph goes on.
    Colon,
    /// Any other character.
    Open,
}

/// Whether a mark ends a sentence.
pub fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '!' | '?' | '｡' | '．')
}

/// Whether a mark stands inside a sentence, at the end of a part of it.
fn is_pause(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '､' | '；' | ';' | '：' | ':')
}

/// Whether a text holds a mark that only running text has.
pub fn has_inner_mark(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next_back();
    chars.any(|c| is_stop(c) || matches!(c, '，' | ',' | '、' | '；' | ';'))
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | ')' | '》' | '〉' | '」' | '』' | '】' | '〕' | ']' | '"')
}

/// The opening partner of a closing mark.
fn opening_of(c: char) -> Option<char> {
    Some(match c {
        '”' => '“',
        '’' => '‘',
        '）' | ')' => '（',
        '》' | '〉' => '《',
        '」' => '「',
        '』' => '『',
        '】' => '【',
        _ => return None,
    })
}

/// A tail without the marks that it ends with.
pub fn words(tail: &str) -> &str {
    tail.trim_end_matches(|c| is_pause(c) || is_closing(c) || is_stop(c))
}

/// How a block ends.
pub fn end(text: &str) -> End {
    let last = text.chars().rev().find(|&c| !is_closing(c) && !c.is_whitespace());
    match last {
        Some(c) if is_stop(c) => End::Stop,
        Some('.') => dotted(text),
        Some('，' | ',') => End::Comma,
        Some('、' | '､') => End::Enumeration,
        Some('；' | ';') => End::Semicolon,
        Some('：' | ':') => End::Colon,
        _ => End::Open,
    }
}

/// A final ASCII dot is a full stop after a Han character, and part of a figure or a Latin word elsewhere.
fn dotted(text: &str) -> End {
    let before = text.trim_end_matches(|c| is_closing(c) || c == '.').chars().next_back();
    if before.is_some_and(crate::lang::chars::is_han) { End::Stop } else { End::Open }
}

/// Whether the block begins with a mark that nothing begins with.
pub fn begins_with_mark(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| {
        (is_stop(c) && c != '…')
            || is_pause(c)
            || (is_closing(c) && c != '"')
            || matches!(c, '%' | '％' | '.' | '·')
    })
}

/// Whether the block begins with a mark that stands between or behind words.
pub fn begins_with_pause(text: &str) -> bool {
    text.starts_with(|c| is_pause(c) || (is_stop(c) && c != '…'))
}

/// Whether the block begins with a day, a month and a day, or a year of four figures: 4月12日, 2022年.
pub fn begins_with_date(text: &str) -> bool {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let Some((_, rest)) = text.split_at_checked(figures) else { return false };
    match figures {
        1 | 2 => {
            let day =
                rest.strip_prefix('月').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
            day.is_some_and(|rest| rest.starts_with('日')) || rest.starts_with('日')
        }
        4 => rest.starts_with('年'),
        _ => false,
    }
}

/// Whether a figure at the end of one piece would run into one at the beginning of the other.
pub fn digits_meet(tail: &str, head: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    tail.trim_end_matches('.').ends_with(is_digit) && head.trim_start_matches('.').starts_with(is_digit)
}

/// How many characters at the edge of a block tell what it leaves open: an opened quote far back was a lost mark.
const QUOTED: usize = 60;

/// The opening mark that the tail leaves open within its last [`QUOTED`] characters.
pub fn left_open(tail: &str) -> Option<char> {
    let mut closed: Vec<char> = Vec::new();
    for c in tail.chars().rev().take(QUOTED).filter(|&c| is_mark(c)) {
        if let Some(opening) = opening_of(c) {
            closed.push(opening);
        } else if let Some(mark) = opening_mark(c) {
            match closed.iter().rposition(|&o| o == mark) {
                Some(at) => closed.truncate(at),
                None => return Some(mark),
            }
        }
    }
    None
}

/// The mark that the head closes within its first [`QUOTED`] characters without having opened it, as its opening
/// partner.
pub fn closes(head: &str) -> Option<char> {
    let mut open: Vec<char> = Vec::new();
    for c in characters(head).map(|(_, c)| c).take(QUOTED).filter(|&c| is_mark(c)) {
        if let Some(mark) = opening_mark(c) {
            open.push(mark);
        } else if let Some(mark) = opening_of(c) {
            match open.iter().rposition(|&o| o == mark) {
                Some(at) => open.truncate(at),
                None => return Some(mark),
            }
        }
    }
    None
}

/// Whether a character may open or close anything: nearly none does, and this is told fast.
fn is_mark(c: char) -> bool {
    !matches!(c, '\u{3400}'..='\u{9FFF}' | '0'..='9' | 'A'..='Z' | 'a'..='z')
}

fn opening_mark(c: char) -> Option<char> {
    match c {
        '(' => Some('（'),
        '〈' => Some('《'),
        '“' | '‘' | '（' | '《' | '「' | '『' | '【' => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_read_behind_closing_marks() {
        assert_eq!(end("他说：“好的。”"), End::Stop);
        assert_eq!(end("建设“幸福屋场”"), End::Open);
        assert_eq!(end("资金投入不足、"), End::Enumeration);
        assert_eq!(end("分三步走:"), End::Colon);
        assert_eq!(end("增长了14."), End::Open);
        assert_eq!(end("增长明显."), End::Stop);
        assert_eq!(end("（记者 王明）"), End::Open);
    }

    #[test]
    fn figures_that_would_run_into_each_other() {
        assert!(
            digits_meet("增长42.", "15万份") && digits_meet("共34", "1处") && digits_meet("增长42", ".7%")
        );
        assert!(!digits_meet("增长42.", "万份") && !digits_meet("增长", "15万份"));
    }

    #[test]
    fn what_is_open_and_what_closes_it() {
        assert_eq!(left_open("他说，以“乡"), Some('“'));
        assert_eq!(left_open("“乡镇”和《决定"), Some('《'));
        assert_eq!(left_open("“乡镇”（一）"), None);
        assert_eq!(closes("主导、村组主责”为核心，“办法”"), Some('“'));
        assert_eq!(closes("“办法”（一）"), None);
        assert!(begins_with_date("4月12日，") && begins_with_date("2022年") && begins_with_date("12日上午"));
        assert!(!begins_with_date("3556个") && !begins_with_date("4月份") && !begins_with_date("3年来"));
        assert!(begins_with_mark("，今年") && begins_with_mark("%以上") && !begins_with_mark("“今年"));
    }
}
