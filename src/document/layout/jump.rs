//! Where an article goes on: ▶▶下转08版, （上接第一版）.

use std::ops::Range;

use super::shape::{fold, is_numeral};

/// Where the rest of an article stands, by its jump line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jump {
    /// ▶▶下转08版: it goes on on another page.
    Out,
    /// ▲上接01版: it began on another page.
    In,
}

/// What the jump line that `text` ends with says; none where it only points to another article (详见02版).
pub fn direction(text: &str) -> Option<Jump> {
    let line = text.get(at_end(text)?)?;
    if line.contains('转') || line.contains("下接") {
        return Some(Jump::Out);
    }
    line.contains('接').then_some(Jump::In)
}

/// Bytes at the end of a text in which a jump line may stand.
const REACH: usize = 48;

/// The bytes of the jump line that `text` ends with; it may be all of the text.
pub fn at_end(text: &str) -> Option<Range<usize>> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(REACH));
    let tail = text.get(from..)?;
    if tail.chars().rev().map(fold).find(|c| !closes(*c)) != Some('版') {
        return None;
    }
    let chars: Vec<(usize, char)> = tail.char_indices().map(|(at, c)| (at, fold(c))).collect();
    let mut left = chars.as_slice();
    drop_while(&mut left, closes);
    if !take(&mut left, |c| c == '版') {
        return None;
    }
    drop_while(&mut left, |c| c == ' ');
    let figures = left.len();
    drop_while(&mut left, |c| c.is_ascii_digit() || is_numeral(c) || matches!(c, '头' | 'O'));
    if figures == left.len() || figures - left.len() > 3 {
        return None;
    }
    take(&mut left, |c| c.is_ascii_uppercase());
    take(&mut left, |c| c == '第');
    let before = left.len();
    let verbs: [(&[char], bool); 9] = [
        (&['下', '转'], false),
        (&['上', '接'], false),
        (&['下', '接'], false),
        (&['紧', '接'], false),
        (&['接', '转'], false),
        (&['详', '见'], true),
        (&['转'], true),
        (&['接'], true),
        (&['见'], true),
    ];
    let (verb, marked) = verbs.iter().find(|(verb, _)| ends_with(left, verb))?;
    left = left.get(..before - verb.len())?;
    if *marked && ends_with(left, &['道']) {
        // 相关报道见02版
        let words = left.len();
        drop_while(&mut left, |c| "相关更多报道详细内容".contains(c));
        if words - left.len() > 8 {
            return None;
        }
    }
    let bare = left.len();
    drop_while(&mut left, |c| matches!(c, '(' | '[' | '【' | ' ') || is_arrow(c));
    let opened = left.len() < bare || left.is_empty();
    if *marked && !opened {
        return None;
    }
    let start = chars.get(left.len())?.0;
    let found = tail.get(start..)?;
    let space = found.len() - found.trim_start().len();
    Some(from + start + space..text.len())
}

/// What may stand behind 版.
fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '】' | ' ') || is_arrow(c)
}

fn is_arrow(c: char) -> bool {
    matches!(
        c,
        '▲' | '▶'
            | '◀'
            | '►'
            | '◄'
            | '▼'
            | '■'
            | '●'
            | '◆'
            | '→'
            | '←'
            | '△'
            | '▷'
            | '◁'
            | '★'
    )
}

fn drop_while(left: &mut &[(usize, char)], matches: impl Fn(char) -> bool) {
    while take(left, &matches) {}
}

fn take(left: &mut &[(usize, char)], matches: impl Fn(char) -> bool) -> bool {
    match left.split_last() {
        Some(((_, c), rest)) if matches(*c) => {
            *left = rest;
            true
        }
        _ => false,
    }
}

fn ends_with(left: &[(usize, char)], word: &[char]) -> bool {
    left.len() >= word.len() && left.iter().rev().map(|(_, c)| c).zip(word.iter().rev()).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::{Jump, at_end, direction};

    #[test]
    fn jump_lines_lead_out_or_in() {
        assert_eq!(direction("各方交叉任职，▶▶下转08版"), Some(Jump::Out));
        assert_eq!(direction("（上接第一版）"), Some(Jump::In));
        assert_eq!(direction("（紧接A1版）"), Some(Jump::In));
        assert_eq!(direction("（相关报道见02版）"), None);
        assert_eq!(direction("这本书印到第三版"), None);
    }

    #[test]
    fn whole_lines_and_tails() {
        let found = |text: &'static str| at_end(text).and_then(|range| text.get(range));
        assert_eq!(found("▶▶下转08版"), Some("▶▶下转08版"));
        assert_eq!(found("（上接第一版）"), Some("（上接第一版）"));
        assert_eq!(found("(下转A5版)"), Some("(下转A5版)"));
        assert_eq!(found("各方交叉任职。▶▶下转08版"), Some("▶▶下转08版"));
        assert_eq!(found("（相关报道见02版）"), Some("（相关报道见02版）"));
        assert_eq!(found("这本书印到第三版"), None);
        assert_eq!(found("详情可见第2版"), None);
    }
}
