//! Misread names of places: what no place is called, or none at the spot that the text gives, beside a name that is
//! nearly the same and fits.
//!
//! Whether a name is in the list says little by itself (right 2 times of 100). What convicts is a small closed set that
//! the text itself speaks of: the counties of a prefecture ([`counties`]), the towns of the county and the villages of
//! the town that stand right before the name ([`towns`]).

mod counties;
mod slip;
mod towns;

use memchr::memmem::Finder;

use super::gazetteer::villages::Village;
use super::gazetteer::{self, Level, Place};
use super::{chars, lexicon};
use crate::source::Span;

/// How many bytes on either side of a name speak for or against it: a page of a newspaper.
const REACH: usize = 30_000;

/// The rank among a character's neighbours down to which two characters are easily taken for each other.
const CLOSE: usize = 10;

/// A misread name.
#[derive(Debug, Clone, PartialEq)]
pub struct Misread {
    /// The name without its kind (溁口 of 溁口区); with it where the name of a county has one character (收县).
    pub span: Span,
    /// What is misread wherever else it stands: the name, and its kind where that makes it one (西坪村).
    form: Span,
    /// What to put in place of the span.
    pub right: String,
    pub meant: Meant,
    pub evidence: Evidence,
}

/// The place that a misread name stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meant {
    Place(Place),
    Village(Village),
}

impl Meant {
    pub fn name(self) -> String {
        match self {
            Self::Place(place) => place.name().to_owned(),
            Self::Village(village) => village.name(),
        }
    }

    /// What it lies in; nothing for a city.
    pub fn within(self) -> Option<Place> {
        match self {
            Self::Place(place) if place.level <= Level::Prefecture => None,
            Self::Place(place) => place.parent(),
            Self::Village(village) => Some(village.town()),
        }
    }
}

/// What a misread name was convicted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// The two characters look alike, and the text names the place's prefecture or its sisters.
    Glyph { wrong: char, right: char },
    /// No other county in the land is one character off, and the text is about its prefecture.
    Unique,
    /// The county or the town that the name stands after has no other place that is nearly called so.
    Sister,
    /// The village that the name stands before lies only in the place meant.
    Child { village: Span },
    /// The same wrong form was convicted at this place.
    Carried { from: Span },
}

/// The misread names of places in a text, in its order. Linear in the text.
pub fn misread(text: &str) -> Vec<Misread> {
    let mut found = counties::misread(text);
    carry(text, &mut found);
    let mut lower = towns::misread(text, &found);
    carry(text, &mut lower);
    lower.retain(|misread| !found.iter().any(|other| other.span.overlaps(misread.span)));
    found.append(&mut lower);
    found.sort_by_key(|misread| misread.span);
    found
}

/// The text around a suspect.
struct Window<'t> {
    text: &'t str,
    /// The part before the suspect.
    before: &'t str,
}

impl<'t> Window<'t> {
    fn around(text: &'t str, at: Span) -> Self {
        let from = text.floor_char_boundary(at.start().saturating_sub(REACH));
        let to = text.floor_char_boundary(at.end() + REACH);
        Self { text: text.get(from..to).unwrap_or(""), before: text.get(from..at.start()).unwrap_or("") }
    }

    /// How often the window holds a name, up to `most`.
    fn count(&self, name: &str, most: usize) -> usize {
        if name.is_empty() { 0 } else { Finder::new(name).find_iter(self.text.as_bytes()).take(most).count() }
    }

    /// Whether the window names a year that the gazetteer knows the names of: 2015 or later.
    fn is_recent(&self) -> bool {
        let bytes = self.text.as_bytes();
        let year = |at: usize| {
            bytes.get(at..at + 4)?.iter().try_fold(0, |year, digit| match digit {
                b'0'..=b'9' => Some(10 * year + u32::from(digit - b'0')),
                _ => None,
            })
        };
        let known = |at: usize| year(at).is_some_and(|year| (2015..2100).contains(&year));
        Finder::new("年").find_iter(bytes).any(|end| end.checked_sub(4).is_some_and(known))
    }

    /// Whether the window names the county of a town, or its prefecture.
    fn speaks_of(&self, town: Place) -> bool {
        let above = std::iter::successors(town.parent(), |place| place.parent());
        let above = above.filter(|place| place.level >= Level::Prefecture);
        above.map(Place::stem).any(|stem| stem.chars().nth(1).is_some() && self.count(stem, 1) > 0)
    }
}

/// What may stand before a name and is no part of it.
const BEFORE: &str = "在到为与和从至由向对于以的了是把让给经及来去赴往";

/// Adds the other places where a convicted form stands: 溁口镇, 溁口城区, after 溁口区. A form that is a word, or that is
/// right elsewhere, is left alone; and so is a town's or a village's that stands in another county or town.
fn carry(text: &str, found: &mut Vec<Misread>) {
    let mut forms: Vec<&Misread> = Vec::new();
    for misread in found.iter() {
        let near = |other: &&Misread| other.span.end() + REACH > misread.span.start();
        let form = text.get(misread.form.range());
        if !forms.iter().rev().take_while(|o| near(o)).any(|other| text.get(other.form.range()) == form) {
            forms.push(misread);
        }
    }
    let mut carried: Vec<Misread> = Vec::new();
    for misread in forms {
        let Some(form) = text.get(misread.form.range()) else { continue };
        let whole = misread.form != misread.span;
        if lexicon::is_word(form) || (!whole && gazetteer::is_stem(form)) {
            continue;
        }
        let from = text.floor_char_boundary(misread.span.start().saturating_sub(REACH));
        let to = text.floor_char_boundary(misread.span.end() + REACH);
        let Some(window) = text.get(from..to) else { continue };
        for at in Finder::new(form).find_iter(window.as_bytes()) {
            let span = Span::new(from + at, from + at + misread.span.len());
            let before = window.get(..at).and_then(|before| before.chars().next_back());
            // 枣市镇西坪村 is another village, and so is 大西坪村.
            if whole && before.is_some_and(|c| chars::is_han(c) && !BEFORE.contains(c)) {
                continue;
            }
            if !found.iter().chain(&carried).any(|other| other.span.overlaps(span)) {
                let evidence = Evidence::Carried { from: misread.span };
                carried.push(Misread { span, form: span, evidence, ..misread.clone() });
            }
        }
    }
    found.append(&mut carried);
    found.sort_by_key(|misread| misread.span);
}

/// The last characters of a text, all of them Han.
fn last(text: &str, count: usize) -> Option<&str> {
    let (start, _) = text.char_indices().rev().nth(count.checked_sub(1)?)?;
    text.get(start..).filter(|tail| tail.chars().all(chars::is_han))
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        misread(text).into_iter().map(|m| (&text[m.span.range()], m.right)).collect()
    }

    #[test]
    fn a_name_beside_its_city_is_enough() {
        assert_eq!(found("在株洲市溁口区，早稻已经收割。"), [("溁口", "渌口".to_owned())]);
        assert_eq!(found("在溁口区，早稻已经收割。"), []);
    }

    #[test]
    fn a_name_that_exists_is_right_anywhere() {
        assert_eq!(found("株洲市的客人从宣武区、港口区和硚口区来，株洲人说，株洲欢迎你。"), []);
    }

    #[test]
    fn a_conviction_is_carried_through_the_text() {
        let text = "株洲市攸县、株洲市溁口区都已开镰。溁口镇和溁口城区也是如此。";
        assert_eq!(found(text).len(), 3);
        assert!(matches!(misread(text)[1].evidence, Evidence::Carried { .. }));
    }
}
