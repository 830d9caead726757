//! Numbered sections and their order.

use rustc_hash::{FxHashMap, FxHashSet};

use super::edges::{self, End};
use crate::document::{Block, Document, Role};

/// A heading with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// The number of the heading's block.
    pub block: usize,
    pub style: Style,
    pub number: u32,
}

/// How a number is written: sections of one article are written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// 1 or 1. or 1、
    Arabic,
    /// 一、
    Han,
    /// （一）
    Bracketed,
    /// 一是, 第一，, 首先: paragraphs that count, without a heading.
    Words,
}

/// Sections that stand before what they should follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disorder {
    /// What should come first.
    pub first: Vec<Section>,
    /// What should follow and stands before it.
    pub before: Vec<Section>,
    /// The headline between them, where the sections stand before that of their own article.
    pub headline: Option<usize>,
}

/// The longest heading, in characters.
const LONGEST: usize = 40;

/// The numbered headings of a document in the order of the file.
pub fn sections(document: &Document) -> Vec<Section> {
    let blocks = document.blocks();
    let heading = |(at, block): (usize, &Block)| {
        let text = document.slice(block.span);
        let (style, number, rest) = numbered(text)?;
        if rest.is_empty() {
            // A number alone is one with the heading in the next block.
            blocks.get(at + 1).filter(|next| is_heading(document, next))?;
        } else if !is_heading(document, block) {
            return None;
        }
        Some(Section { block: at, style, number })
    };
    blocks.iter().enumerate().filter_map(heading).collect()
}

/// The numbers of sections that stand alone, each before the block of its heading; only where the page has other
/// sections whose number and heading stand together, for a number alone can be that of the page.
pub fn bare_numbers(document: &Document, sections: &[Section]) -> Vec<usize> {
    let blocks = document.blocks();
    let rest = |section: &Section| {
        let text = blocks.get(section.block).map_or("", |block| document.slice(block.span));
        numbered(text).is_some_and(|(_, _, rest)| !rest.is_empty())
    };
    let bare = sections.iter().filter(|section| !rest(section));
    let full: FxHashSet<(Style, u32)> =
        sections.iter().filter(|section| rest(section)).map(|s| (s.style, s.number)).collect();
    let has_like = |bare: &&Section| {
        full.contains(&(bare.style, bare.number + 1)) || full.contains(&(bare.style, bare.number - 1))
    };
    bare.filter(has_like).map(|section| section.block).collect()
}

/// Sections that stand out of order.
///
/// The headings of one style fall into runs that count up by one. A run that does not begin with 1 belongs behind the
/// run that ends before its number; where that stands later in the file, the two are out of order. A headline between
/// two sections that count on, with none before the first, stands behind sections of its own article.
pub fn disorders(document: &Document, sections: &[Section]) -> Vec<Disorder> {
    let is_article = |block: &Block| matches!(block.role, Role::Headline | Role::Byline);
    let article = document.blocks().iter().position(is_article);
    let mut found = Vec::new();
    for style in [Style::Arabic, Style::Han, Style::Bracketed] {
        let alike: Vec<Section> = sections.iter().copied().filter(|section| section.style == style).collect();
        let runs: Vec<&[Section]> = alike.chunk_by(|a, b| a.number + 1 == b.number).collect();
        // The runs that count from 1, under their last numbers.
        let mut whole: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, run) in runs.iter().enumerate() {
            if let (Some(Section { number: 1, .. }), Some(last)) = (run.first(), run.last()) {
                whole.entry(last.number).or_default().push(at);
            }
        }
        let later = |number: u32, at: usize| {
            let whole = whole.get(&number)?;
            runs.get(*whole.get(whole.partition_point(|&other| other <= at))?)
        };
        // The numbers that earlier runs ended with.
        let mut ended: FxHashSet<u32> = FxHashSet::default();
        for (at, run) in runs.iter().enumerate() {
            let (Some(start), Some(last)) = (run.first(), run.last()) else { continue };
            if article.is_none_or(|article| article >= start.block) {
                found.extend(headline_inside(document, run));
            }
            // A later run that ends right before this one's number, unless an earlier one does, too.
            if start.number > 1 && !ended.contains(&(start.number - 1)) {
                let disorder = |first: &&[Section]| Disorder {
                    first: first.to_vec(),
                    before: run.to_vec(),
                    headline: None,
                };
                found.extend(later(start.number - 1, at).map(disorder));
            }
            ended.insert(last.number);
        }
    }
    found
}

/// A headline with its byline between two sections of a run.
fn headline_inside(document: &Document, run: &[Section]) -> Option<Disorder> {
    let blocks = document.blocks();
    let start = run.first()?.block;
    let end = run.last()?.block;
    let headline = (start + 1..end).find(|&at| {
        let is_headline = blocks.get(at).is_some_and(|block| block.is(Role::Headline));
        let of_section = run.iter().any(|section| section.block == at || section.block + 1 == at);
        let byline = blocks.iter().skip(at + 1).take(2).any(|block| block.is(Role::Byline));
        is_headline && !of_section && byline
    })?;
    let (before, first) = run.iter().partition(|section| section.block < headline);
    Some(Disorder { first, before, headline: Some(headline) })
}

fn is_heading(document: &Document, block: &Block) -> bool {
    let text = document.slice(block.span);
    matches!(block.role, Role::Headline | Role::Subhead | Role::Body)
        && text.chars().nth(LONGEST).is_none()
        && !text.contains(['。', '；', ';'])
        && !matches!(edges::end(text), End::Comma | End::Enumeration)
}

/// The number that a text begins with, and what follows it.
pub fn numbered(text: &str) -> Option<(Style, u32, &str)> {
    let bracketed = text.strip_prefix(['（', '(']);
    let inner = bracketed.unwrap_or(text);
    let length = inner.find(|c| !is_numeral(c)).unwrap_or(inner.len());
    let (digits, rest) = inner.split_at_checked(length)?;
    if bracketed.is_some() {
        let rest = rest.strip_prefix(['）', ')'])?;
        return Some((Style::Bracketed, han_number(digits)?, rest.trim_start()));
    }
    if let Some(number) = han_number(digits) {
        return Some((Style::Han, number, rest.strip_prefix('、')?.trim_start()));
    }
    let number: u32 = digits.parse().ok().filter(|number| (1..=20).contains(number))?;
    if digits.starts_with('0') {
        return None;
    }
    let after = rest.trim_start_matches([' ', '\u{3000}', '、', '.', '．']);
    (rest.is_empty() || after.len() < rest.len() && !after.starts_with(|c: char| c.is_ascii_digit()))
        .then_some((Style::Arabic, number, after))
}

fn is_numeral(c: char) -> bool {
    matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

const HAN_DIGITS: &str = "一二三四五六七八九十";

/// 一 to 二十.
fn han_number(text: &str) -> Option<u32> {
    let digit = |c: char| HAN_DIGITS.chars().zip(1..).find(|(d, _)| *d == c).map(|(_, number)| number);
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(c), None, _) => digit(c),
        (Some('十'), Some(c), None) => digit(c).filter(|&d| d < 10).map(|d| 10 + d),
        (Some('二'), Some('十'), None) => Some(20),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn disorder(text: &str) -> Vec<(Vec<u32>, Vec<u32>)> {
        let source = Source::from_text("test.txt", text);
        let document = Document::new(&source);
        let numbers = |sections: &[Section]| sections.iter().map(|s| s.number).collect::<Vec<_>>();
        let found = disorders(&document, &sections(&document));
        found.iter().map(|d| (numbers(&d.first), numbers(&d.before))).collect()
    }

    fn page(headings: &[&str]) -> String {
        headings.iter().map(|h| format!("{h}\n\n昨天上午，全县召开会议，部署今年的工作。\n\n")).collect()
    }

    #[test]
    fn numbers_of_all_styles() {
        assert_eq!(numbered("2 拓展渠道"), Some((Style::Arabic, 2, "拓展渠道")));
        assert_eq!(numbered("十二、加强领导"), Some((Style::Han, 12, "加强领导")));
        assert_eq!(numbered("（三）强化保障"), Some((Style::Bracketed, 3, "强化保障")));
        assert_eq!(numbered("1"), Some((Style::Arabic, 1, "")));
        assert_eq!(numbered("2022年工作"), None);
        assert_eq!(numbered("3.5亿元"), None);
        assert_eq!(numbered("04"), None);
        assert_eq!(numbered("一个村的变化"), None);
    }

    #[test]
    fn the_first_section_after_the_others() {
        let found = disorder(&page(&["2 种好粮", "3 修好路", "4 办好学", "1 建好房"]));
        assert_eq!(found, [(vec![1], vec![2, 3, 4])]);
        assert_eq!(disorder(&page(&["1 建好房", "2 种好粮", "1 开好会", "2 选好人"])), []);
        assert_eq!(disorder(&page(&["2 种好粮", "3 修好路"])), []);
        assert_eq!(disorder(&page(&["一、种粮", "1 建好房", "2 修好路", "二、修路"])), []);
    }
}
