//! Where an article goes on: ▶▶下转08版, （上接第一版）. What such a line says is read by [`super::pages`].

use std::ops::Range;

use super::pages::{self, Way};
use super::shape::{fold, is_numeral};

/// Bytes at the end of a text in which a jump line may stand.
const REACH: usize = 48;

/// The same of one that names the article, too.
const REACH_WITH_TITLE: usize = 240;

/// The bytes of the jump line that `text` ends with; it may be all of the text.
pub fn at_end(text: &str) -> Option<Range<usize>> {
    bare(text).or_else(|| with_title(text))
}

/// The bytes of the jump line in brackets or behind arrows that `text` begins with, before the text that it stands for:
/// （上接第一版）.
pub fn at_start(text: &str) -> Option<Range<usize>> {
    let from = text.len() - text.trim_start().len();
    let near = text.get(from..text.floor_char_boundary(text.len().min(from + REACH_WITH_TITLE)))?;
    if !near.starts_with(|c| is_opening(fold(c)) || is_arrow(c)) {
        return None;
    }
    let (jump, end) = pages::read(near)?;
    (jump.way == Way::From).then_some(from..from + end)
}

/// （下转A8版 春耕时节备耕忙）
fn with_title(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_end();
    if !trimmed.ends_with(|c| is_closing(fold(c))) {
        return None;
    }
    let near = trimmed.ceil_char_boundary(trimmed.len().saturating_sub(REACH_WITH_TITLE));
    let openings = trimmed.get(near..)?.char_indices().filter(|(_, c)| is_opening(fold(*c)));
    // A title may have brackets of its own.
    openings.map(|(at, _)| near + at).find_map(|from| {
        let (jump, end) = pages::read(trimmed.get(from..)?)?;
        let whole = jump.way != Way::See && jump.title.is_some() && from + end == trimmed.len();
        whole.then_some(from..text.len())
    })
}

fn bare(text: &str) -> Option<Range<usize>> {
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
    drop_while(&mut left, |c| is_opening(c) || c == ' ' || is_arrow(c));
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
    is_closing(c) || c == ' ' || is_arrow(c)
}

pub fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '【')
}

pub fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '】')
}

pub fn is_arrow(c: char) -> bool {
    matches!(
        c,
        '>' | '<'
            | '▲'
            | '▶'
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
    use super::{at_end, at_start};

    #[test]
    fn whole_lines_and_tails() {
        let found = |text: &'static str| at_end(text).and_then(|range| text.get(range));
        assert_eq!(found("▶▶下转08版"), Some("▶▶下转08版"));
        assert_eq!(found("（上接第一版）"), Some("（上接第一版）"));
        assert_eq!(found("(下转A5版)"), Some("(下转A5版)"));
        assert_eq!(found("各方交叉任职。▶▶下转08版"), Some("▶▶下转08版"));
        assert_eq!(found("（相关报道见02版）"), Some("（相关报道见02版）"));
        assert_eq!(found("（下转A8版 春耕时节备耕忙）"), Some("（下转A8版 春耕时节备耕忙）"));
        assert_eq!(found("（三版的内容已经转到八版）"), None);
        assert_eq!(found("这本书印到第三版"), None);
        assert_eq!(found("详情可见第2版"), None);
    }

    #[test]
    fn lines_before_the_text() {
        let found = |text: &'static str| at_start(text).and_then(|range| text.get(range));
        assert_eq!(found("（上接第一版）各地抓紧备耕。"), Some("（上接第一版）"));
        assert_eq!(found("◀◀上接01版 各地抓紧备耕。"), Some("◀◀上接01版"));
        assert_eq!(found("（上接A1版《春耕时节备耕忙》）各地"), Some("（上接A1版《春耕时节备耕忙》）"));
        assert_eq!(found("上接第一版的报道"), None);
        assert_eq!(found("（详见第二版）各地抓紧备耕。"), None);
    }
}
