//! What lines say of pages: which page it is (第08版), and where an article goes on or comes from (下转08版, 上接01版).

use std::fmt::{self, Write};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::jump::{is_arrow, is_closing, is_opening};
use super::shape::{fold, is_numeral};

/// The number of a page as newspapers print it: 8, A08.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PageNumber {
    /// The letter of the section.
    pub section: Option<char>,
    pub number: u8,
}

impl PageNumber {
    /// Whether both may be the same page: a section that one leaves out speaks against nothing.
    pub fn agrees(self, other: Self) -> bool {
        let section = self.section.zip(other.section);
        self.number == other.number && section.is_none_or(|(one, two)| one == two)
    }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.section.map_or(Ok(()), |section| f.write_char(section))?;
        if self.section.is_some() { write!(f, "{:02}", self.number) } else { write!(f, "{}", self.number) }
    }
}

/// Which way a jump line sends its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// 下转: the text goes on there.
    On,
    /// 上接: the text began there.
    From,
    /// 详见: something else can be read there.
    See,
}

/// What a jump line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    pub way: Way,
    pub page: PageNumber,
    /// The bytes of the title that it names.
    pub title: Option<Range<usize>>,
}

/// The words of jump lines; of two that both fit the longer stands first.
const WORDS: [(&str, Way); 14] = [
    ("相关报道详见", Way::See),
    ("相关报道见", Way::See),
    ("详细内容见", Way::See),
    ("更多报道见", Way::See),
    ("上紧接", Way::From),
    ("上接", Way::From),
    ("紧接", Way::On),
    ("下转", Way::On),
    ("下接", Way::On),
    ("接转", Way::On),
    ("详见", Way::See),
    ("转", Way::On),
    ("接", Way::From),
    ("见", Way::See),
];

/// Reads the jump line at the beginning of a text; what it says and the byte behind it. A title is read only between
/// brackets.
pub fn read(text: &str) -> Option<(Jump, usize)> {
    let mut at = skip(text, 0, |c| is_arrow(c) || is_opening(c) || c == ' ');
    let bracketed = text.get(..at)?.contains(|c| is_opening(fold(c)));
    let (word, way) =
        WORDS.iter().find(|(word, _)| text.get(at..).is_some_and(|rest| rest.starts_with(word)))?;
    at = skip(text, at + word.len(), |c| c == ' ');
    let (page, behind) = ordinal(text, at)?;
    at = skip(text, behind, |c| c == ' ');
    if !bracketed {
        return Some((Jump { way: *way, page, title: None }, skip_back(text, skip(text, at, is_arrow))));
    }
    let rest = text.get(at..)?;
    let mut depth = 0;
    let closing = rest.char_indices().find(|(_, c)| {
        let closes = is_closing(fold(*c)) && depth == 0;
        depth += i32::from(is_opening(fold(*c))) - i32::from(is_closing(fold(*c)));
        closes
    })?;
    let named = rest.get(..closing.0)?;
    let title = named.trim_matches(|c: char| c.is_whitespace() || "《》“”\"：:·，,—-".contains(c));
    let from = at + named.find(title)?;
    let title = (!title.is_empty()).then_some(from..from + title.len());
    let end = skip(text, at + closing.0 + closing.1.len_utf8(), is_arrow);
    Some((Jump { way: *way, page, title }, end))
}

/// 第08版, A08版, 七版: the number, and the byte behind it.
fn ordinal(text: &str, from: usize) -> Option<(PageNumber, usize)> {
    let at = skip(text, from, |c| c == '第' || c == ' ');
    let section = text.get(at..)?.chars().next().map(fold).filter(char::is_ascii_uppercase);
    let at = at
        + section
            .map_or(0, |_| text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let end = skip(text, at, |c| c.is_ascii_digit() || is_numeral(c) || c == 'O');
    let number = number(text.get(at..end)?)?;
    let mark = skip(text, end, |c| c == ' ');
    text.get(mark..)?.starts_with('版').then_some((PageNumber { section, number }, mark + '版'.len_utf8()))
}

/// 8, 08, 十二.
fn number(figures: &str) -> Option<u8> {
    let folded: String = figures.chars().map(fold).map(|c| if c == 'O' { '0' } else { c }).collect();
    if let Ok(number) = folded.parse() {
        return (1..=99).contains(&number).then_some(number);
    }
    let digit =
        |c: char| "零一二三四五六七八九".chars().position(|d| d == c).and_then(|d| u8::try_from(d).ok());
    let (tens, ones) = match folded.split_once('十') {
        Some((tens, ones)) => (if tens.is_empty() { 1 } else { digit(single(tens)?)? }, ones),
        None => (0, folded.as_str()),
    };
    Some(tens * 10 + if ones.is_empty() { 0 } else { digit(single(ones)?)? })
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The pages that a line of furniture names as its own: 第08版, A08, 七版. How many pages there are (今日8版, 共16版) is
/// none of them.
pub fn own(line: &str) -> Option<PageNumber> {
    let is_figure = |c: char| fold(c).is_ascii_alphanumeric() || is_numeral(c);
    // The character right before, and the last that is no space.
    let (mut before, mut last) = (' ', ' ');
    for (at, c) in line.char_indices() {
        let starts = c == '第' || (is_figure(c) && before != '第' && before != '-' && !is_figure(before));
        let counts = matches!(last, '日' | '期' | '共' | '总');
        if starts
            && (c == '第' || !counts)
            && let Some((page, _)) = ordinal(line, at)
        {
            return Some(page);
        }
        before = c;
        last = if c.is_whitespace() { last } else { c };
    }
    None
}

/// A line that is the number of a page and nothing else: 08, A08, 第八版.
pub fn alone(line: &str) -> Option<PageNumber> {
    let line = line.trim();
    let bare = line.trim_end_matches('版');
    let (page, end) = ordinal(&format!("{bare}版"), 0)?;
    (end == bare.len() + '版'.len_utf8()).then_some(page)
}

fn skip(text: &str, from: usize, matches: impl Fn(char) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or("");
    rest.char_indices().find(|(_, c)| !matches(fold(*c))).map_or(text.len(), |(at, _)| from + at)
}

/// The place without the white space before it.
fn skip_back(text: &str, to: usize) -> usize {
    text.get(..to).map_or(to, |before| before.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jump_lines_say_where() {
        let said = |text: &'static str| {
            let (jump, end) = read(text)?;
            Some((
                jump.way,
                jump.page.to_string(),
                jump.title.and_then(|title| text.get(title)),
                end == text.len(),
            ))
        };
        assert_eq!(said("▶▶下转08版"), Some((Way::On, "8".to_owned(), None, true)));
        assert_eq!(said("（下转第十二版）"), Some((Way::On, "12".to_owned(), None, true)));
        assert_eq!(said("（上接A1版）"), Some((Way::From, "A01".to_owned(), None, true)));
        assert_eq!(said("(下转A8版 备耕忙)"), Some((Way::On, "A08".to_owned(), Some("备耕忙"), true)));
        assert_eq!(
            said("（上接1版《备耕忙》）各地"),
            Some((Way::From, "1".to_owned(), Some("备耕忙"), false))
        );
        assert_eq!(said(">>>详见05版"), Some((Way::See, "5".to_owned(), None, true)));
        assert_eq!(said("（相关报道见02版）"), Some((Way::See, "2".to_owned(), None, true)));
        assert_eq!(said("（下转村里）"), None);
    }

    #[test]
    fn lines_say_which_page_it_is() {
        let page = |line| own(line).map(|page| page.to_string());
        assert_eq!(page("江城日报 2024年3月18日 星期一 第08版"), Some("8".to_owned()));
        assert_eq!(page("A08版 要闻"), Some("A08".to_owned()));
        assert_eq!(page("今日 16版 第二版"), Some("2".to_owned()));
        assert_eq!(page("今日8版 总第12345期"), None);
        assert_eq!(alone("A08").map(|page| page.to_string()), Some("A08".to_owned()));
        assert_eq!(alone("08").map(|page| page.to_string()), Some("8".to_owned()));
        assert_eq!(alone("2024"), None);
        assert!(PageNumber { section: None, number: 8 }.agrees(PageNumber { section: Some('A'), number: 8 }));
    }
}
