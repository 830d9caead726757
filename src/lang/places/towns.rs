//! Misread names of towns and villages: 渌口区岳峰镇, where 渌口区 has a 古岳峰镇.
//!
//! Villages and towns are merged and renamed every year, and a paper may be of any: that a name is in no list says
//! nothing. A name is convicted only right after the county or the town it lies in, where one of their places is
//! nearly called so; and a town's by the village after it, which lies in another town of the county alone.

use std::sync::LazyLock;

use super::slip::Slip;
use super::{Evidence, Meant, Misread, Window, last};
use crate::lang::gazetteer::villages::{self, Village};
use crate::lang::gazetteer::{self, Level, Place};
use crate::lang::wordings::Wordings;
use crate::lang::{chars, lexicon};
use crate::source::Span;

/// The most characters of a town's or a village's name without its kind.
const LONGEST: usize = 5;

/// How often jieba's corpus has a word that is taken for one, and not for a village: 全镇部分村.
const COMMON: u32 = 50;

/// The misread names of towns and villages. `counties` are the misread names of counties, in the order of the text.
pub fn misread(text: &str, counties: &[Misread]) -> Vec<Misread> {
    let mut found = Vec::new();
    for (at, kind) in kinds(text) {
        let Some((before, after)) = text.split_at_checked(at) else { continue };
        let village = after.get(kind.len()..).and_then(|rest| village(rest, at + kind.len()));
        let address = match county(before, counties) {
            Some((counties, stem)) => Address { text, counties, stem, kind, village },
            None if village.is_some() => {
                let stem = Span::new(at, at);
                Address { text, counties: Vec::new(), stem, kind, village }
            }
            None => continue,
        };
        found.extend(address.judge());
    }
    found
}

/// The offsets of what towns are called after, with it.
fn kinds(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    const ALL: [&str; 3] = ["镇", "乡", "街道"];
    static KINDS: LazyLock<Wordings> = LazyLock::new(|| Wordings::new(&ALL.map(String::from)));
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + KINDS.find(text.get(from..)?)?;
        let kind = ALL.into_iter().find(|kind| text.get(at..).is_some_and(|rest| rest.starts_with(kind)))?;
        from = at + kind.len();
        Some((at, kind))
    })
}

/// The counties whose name, right or misread, ends up to [`LONGEST`] characters before the end of a text, and what
/// stands between.
fn county(before: &str, misread: &[Misread]) -> Option<(Vec<Place>, Span)> {
    let mut tails =
        before.char_indices().rev().take(LONGEST + 1).take_while(|&(_, c)| chars::is_han(c)).skip(1);
    tails.find_map(|(at, c)| {
        if !"县区市旗".contains(c) {
            return None;
        }
        let end = at + c.len_utf8();
        let stem = Span::new(end, before.len());
        let after = misread.partition_point(|misread| misread.span.start() < end);
        let convicted = after.checked_sub(1).and_then(|last| misread.get(last));
        if let Some(Misread { meant: Meant::Place(place), span, .. }) = convicted
            && place.level == Level::County
            && (span.end() == at || span.end() == end)
        {
            return Some((vec![*place], stem));
        }
        let name = gazetteer::longest_ending(Level::County, before.get(..end)?)?;
        Some((gazetteer::find(Level::County, name).collect(), stem))
    })
}

/// The name of a village, without its kind, that a text begins with; `offset` is where the text begins.
fn village(rest: &str, offset: usize) -> Option<Span> {
    let mut han = rest.char_indices().take(LONGEST + 1).take_while(|&(_, c)| chars::is_han(c)).skip(2);
    let end = han.find_map(|(at, c)| {
        let tail = rest.get(at..)?;
        let goes_on = tail.chars().nth(1).is_some_and(|next| "民庄级里镇落子干规务".contains(next));
        ((c == '村' && !goes_on) || tail.starts_with("社区")).then_some(at)
    })?;
    Some(Span::new(offset, offset + end))
}

/// A town's name in a text, with what stands around it.
struct Address<'t> {
    text: &'t str,
    /// The places that the county's name right before may stand for; none where there is none.
    counties: Vec<Place>,
    /// The bytes of the town's name without its kind; empty, at its end, where no county shows its beginning.
    stem: Span,
    kind: &'static str,
    /// The bytes of the name of the village right after, without its kind.
    village: Option<Span>,
}

impl Address<'_> {
    fn judge(&self) -> Option<Misread> {
        let towns = self.towns();
        match (towns.is_empty(), self.counties.is_empty()) {
            (false, _) => self.judge_village(&towns),
            (true, false) => self.judge_town(),
            (true, true) => self.judge_alone(),
        }
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The towns that the name may stand for as it is: those of the counties, whatever kind they are of now; without a
    /// county those that the text speaks of.
    fn towns(&self) -> Vec<Place> {
        if self.counties.is_empty() {
            let end = self.stem.end() + self.kind.len();
            let name = self.text.get(..end).and_then(|text| gazetteer::longest_ending(Level::Town, text));
            let Some(name) = name.filter(|name| name.chars().nth(2).is_some()) else { return Vec::new() };
            return gazetteer::find(Level::Town, name).collect();
        }
        let stem = self.slice(self.stem);
        let long = stem.chars().nth(1).is_some();
        // 三宝乡 is 三宝彝族乡.
        let known = |town: &Place| town.stem() == stem || (long && town.name().starts_with(stem));
        self.sisters().filter(known).collect()
    }

    /// All towns of the counties.
    fn sisters(&self) -> impl Iterator<Item = Place> {
        self.counties.iter().flat_map(|county| county.children())
    }

    /// A village that none of the towns has, nor any other town of their counties, where one of theirs is nearly called
    /// so.
    fn judge_village(&self, towns: &[Place]) -> Option<Misread> {
        let span = self.village?;
        let wrong = self.slice(span);
        if towns.iter().copied().flat_map(villages::of).any(|village| is(village, wrong)) || !is_name(wrong) {
            return None;
        }
        let villages = towns.iter().copied().flat_map(villages::of);
        // People leave out a character of a village's name more often than print does.
        let slips = villages.filter_map(|village| Some((village, Slip::between(wrong, village.stem())?)));
        let (right, slip) =
            only(slips.filter(|&(_, slip)| slip != Slip::Dropped), |(village, _)| stem_of(village))?;
        let county = county_of(right);
        let window = Window::around(self.text, span);
        if villages::named(wrong).any(|village| county_of(village) == county)
            || gazetteer::is_former_village(county, wrong)
            || county.children().any(|town| town.stem() == wrong)
            || (self.counties.is_empty() && !window.speaks_of(right.town()))
            || !(slip.is_of_print() || window.is_recent())
        {
            return None;
        }
        Some(self.misread(span, stem_of(right), Meant::Village(right), Evidence::Sister))
    }

    /// A town that none of the counties has.
    fn judge_town(&self) -> Option<Misread> {
        let wrong = self.slice(self.stem);
        if !is_name(wrong) {
            return None;
        }
        let name = [wrong, self.kind].concat();
        if self.counties.iter().any(|&county| gazetteer::is_former_town(county, &name)) {
            return None;
        }
        let recent = || Window::around(self.text, self.stem).is_recent();
        let sisters = self.sisters().filter(|town| town.name().ends_with(self.kind));
        let slips = sisters.filter_map(|town| Some((town, Slip::between(wrong, town.stem().chars())?)));
        let slips: Vec<(Place, Slip)> = slips.collect();
        if let (Some(town), Some(village)) = (self.town_of_village(), self.village)
            && town.name().ends_with(self.kind)
        {
            // A name of which nothing is left is told by its length alone, where it is that of no place at all.
            let unlike =
                || slips.is_empty() && has_length_of(wrong, town) && !gazetteer::is_place(&name) && recent();
            if slips.iter().any(|&(slipped, _)| slipped == town) || unlike() {
                let evidence = Evidence::Child { village };
                return Some(self.misread(self.stem, town.stem().to_owned(), Meant::Place(town), evidence));
            }
        }
        // A village called like the town may have been its seat.
        let seat = || villages::named(wrong).any(|village| self.counties.contains(&county_of(village)));
        if gazetteer::exists(&name) || seat() {
            return None;
        }
        let (right, slip) = only(slips.into_iter(), |(town, _)| town)?;
        let evidence = Evidence::Sister;
        let sure = slip.is_of_print() || recent();
        sure.then(|| self.misread(self.stem, right.stem().to_owned(), Meant::Place(right), evidence))
    }

    /// The town in which the village after the name lies, where that is one of the counties' alone.
    fn town_of_village(&self) -> Option<Place> {
        let village = self.slice(self.village?);
        let holds = |town: &Place| villages::of(*town).any(|other| is(other, village));
        only(self.sisters().filter(holds), |town| town)
    }

    /// A town that is nowhere, after no county, before a village of a town that is nearly called so and whose county
    /// the text speaks of.
    fn judge_alone(&self) -> Option<Misread> {
        let village = self.village?;
        let before = self.text.get(..self.stem.end())?;
        let near = |town: &Place| {
            let length = town.stem().chars().count();
            let wrong = last(before, length)?;
            let name = [wrong, self.kind].concat();
            let slip = length > 1 && is_name(wrong) && Slip::between(wrong, town.stem().chars()).is_some();
            let slip = slip && town.name().ends_with(self.kind) && !gazetteer::is_place(&name);
            slip.then(|| Span::new(self.stem.end() - wrong.len(), self.stem.end()))
        };
        let window = Window::around(self.text, village);
        let towns = villages::named(self.slice(village)).map(Village::town);
        let towns = towns.filter_map(|town| Some((town, near(&town)?)));
        let (right, span) = only(towns.filter(|&(town, _)| window.speaks_of(town)), |(town, _)| town)?;
        Some(self.misread(span, right.stem().to_owned(), Meant::Place(right), Evidence::Child { village }))
    }

    fn misread(&self, span: Span, right: String, meant: Meant, evidence: Evidence) -> Misread {
        let kind = match meant {
            Meant::Place(_) => self.kind,
            Meant::Village(_) if self.text.get(span.end()..).is_some_and(|rest| rest.starts_with('村')) => {
                "村"
            }
            Meant::Village(_) => "社区",
        };
        Misread { span, form: Span::new(span.start(), span.end() + kind.len()), right, meant, evidence }
    }
}

fn stem_of(village: Village) -> String {
    village.stem().collect()
}

fn county_of(village: Village) -> Place {
    let town = village.town();
    town.parent().unwrap_or(town)
}

/// Whether a village is what the text calls so without its kind: 新村 may be told from its 村, or not.
fn is(village: Village, stem: &str) -> bool {
    village.stem().eq(stem.chars()) || village.stem().eq(stem.chars().chain(['村']))
}

/// Whether a text may be a name, and is no word of everyday: 部分, 全县.
fn is_name(stem: &str) -> bool {
    stem.chars().nth(1).is_some() && lexicon::frequency(stem).is_none_or(|count| count < COMMON)
}

fn has_length_of(wrong: &str, town: Place) -> bool {
    wrong.chars().count() == town.stem().chars().count()
}

/// What all candidates have in common by `key`, where that is one.
fn only<T, K: PartialEq>(mut candidates: impl Iterator<Item = T>, key: impl Fn(T) -> K) -> Option<T>
where
    T: Copy,
{
    let first = candidates.next()?;
    let same = key(first);
    candidates.all(|other| key(other) == same).then_some(first)
}
