//! Misread names of counties and cities: a name that no place has, one character off a county that the text speaks of.
//!
//! Whether a name is in the list says little by itself (right 2 times of 100). What convicts is the closed set of the
//! counties of a prefecture that the text names, one of which the name misses by a character that looks alike.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{CLOSE, Evidence, Meant, Misread, Window, last};
use crate::lang::gazetteer::{self, Level, Place};
use crate::lang::wordings::Wordings;
use crate::lang::{chars, glyphs, lexicon};
use crate::source::Span;

/// How often jieba's corpus has a word that a name may be read as.
const COMMON: u32 = 50;

/// The misread names of counties and prefectures in a text, in its order. Linear in the text.
pub fn misread(text: &str) -> Vec<Misread> {
    let mut found: Vec<Misread> = suspects(text).filter_map(|suspect| suspect.convict(text)).collect();
    // A name convicted under two readings of its length counts once.
    found.dedup_by(|next, first| next.span.overlaps(first.span));
    found
}

/// A name that no place has.
struct Suspect<'t> {
    /// The bytes of the name without its kind.
    stem: Span,
    kind: &'t str,
}

/// The names in 区, 县 and 市 that may be misread: all that are no place's and no word's, each with its stem read as
/// two, three and one characters long.
fn suspects(text: &str) -> impl Iterator<Item = Suspect<'_>> {
    let places = kinds(text).filter_map(|at| {
        let (head, rest) = text.split_at_checked(at)?;
        let kind = rest.get(..3)?;
        let passes = !continues(rest.get(3..)?, kind) && !is_known(text.get(..at + 3)?, kind);
        // 溁口城区 stands for 溁口区, too.
        passes.then(|| (head.strip_suffix('城').unwrap_or(head), kind))
    });
    places.flat_map(|(head, kind)| {
        [2usize, 3, 1].into_iter().filter_map(move |length| {
            let (start, _) = head.char_indices().rev().nth(length - 1)?;
            let stem = head.get(start..)?;
            stem.chars().all(chars::is_han).then(|| Suspect { stem: Span::new(start, head.len()), kind })
        })
    })
}

/// The offsets of 区, 县 and 市.
fn kinds(text: &str) -> impl Iterator<Item = usize> {
    static KINDS: LazyLock<Wordings> = LazyLock::new(|| Wordings::new(&["区", "县", "市"].map(String::from)));
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + KINDS.find(text.get(from..)?)?;
        from = at + 3;
        Some(at)
    })
}

/// Whether the text ends in the name of a place, or in a word that merely looks like one. Names of one character are
/// left to [`is_common`]: 东区 is a county, and 东湖区 is not it.
fn is_known(text: &str, kind: &str) -> bool {
    let mut tails = text.char_indices().rev().skip(2).take(3).filter_map(|(at, _)| text.get(at..));
    let known = |tail: &str| {
        NO_PLACES.contains(tail)
            || gazetteer::is_name(Level::County, tail)
            || (kind == "市" && gazetteer::is_name(Level::Prefecture, tail))
    };
    tails.any(known) || text.strip_suffix(kind).is_some_and(|text| text.ends_with("自治"))
}

/// Whether a text that a name may be read as, 山区 in 萧山区, is something by itself.
fn is_common(text: &str) -> bool {
    NO_PLACES.contains(text)
        || lexicon::frequency(text) >= Some(COMMON)
        || gazetteer::is_name(Level::County, text)
}

static NO_PLACES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| include_str!("../../../rules/data/not-places.txt").lines().collect());

/// Whether the kind begins another word: 区域, 市场, 县域.
fn continues(rest: &str, kind: &str) -> bool {
    let words = match kind {
        "区" => "域间块位分别划隔段",
        "市" => "场民值面价容井政",
        _ => "域",
    };
    rest.chars().next().is_some_and(|c| words.contains(c))
}

/// A place that a suspect may be, with what speaks for it.
struct Candidate {
    place: Place,
    wrong: char,
    right: char,
    rank: Option<usize>,
    support: Support,
}

impl Suspect<'_> {
    fn convict(&self, text: &str) -> Option<Misread> {
        let stem = text.get(self.stem.range())?;
        let name = [stem, self.kind].concat();
        let short = stem.chars().nth(1).is_none();
        let mut candidates = if short { self.alike(stem) } else { self.near(&name) };
        if candidates.is_empty()
            || NO_PLACES.contains(&*name)
            || lexicon::is_word(&name)
            || gazetteer::exists(&name)
        {
            return None;
        }
        // 库车县, before it was a city.
        let longer = |length| text.get(..self.stem.end()).and_then(|text| last(text, length));
        if short
            && [2, 3]
                .into_iter()
                .filter_map(longer)
                .any(|stem| gazetteer::exists(&[stem, self.kind].concat()))
        {
            return None;
        }
        let tail = stem.chars().next_back().map(|c| format!("{c}{}", self.kind))?;
        let weak = short || is_common(stem) || is_common(&tail);
        let window = Window::around(text, self.stem);
        candidates.retain_mut(|candidate| {
            candidate.support = Support::of(candidate, weak, &window);
            candidate.support.total() > 0
        });
        // Two that convince leave a doubt, unless one alone looks alike, or has its city beside the name.
        let mut convicted: Vec<&Candidate> = candidates.iter().filter(|c| c.convinces(weak)).collect();
        let better: [fn(&Candidate) -> bool; 2] = [|c| c.rank.is_some(), |c| c.support.beside];
        for better in better {
            if convicted.iter().any(|c| better(c)) {
                convicted.retain(|c| better(c));
            }
        }
        let (&best, others) = convicted.split_first()?;
        if others.iter().any(|other| other.place.name() != best.place.name()) {
            return None;
        }
        let evidence = match best.rank {
            Some(_) => Evidence::Glyph { wrong: best.wrong, right: best.right },
            None if best.support.beside || candidates.len() == 1 => Evidence::Unique,
            None => return None,
        };
        let bare = best.place.name().strip_suffix(self.kind)?;
        let (span, right) = if short {
            (Span::new(self.stem.start(), self.stem.end() + self.kind.len()), best.place.name())
        } else {
            (self.stem, bare)
        };
        Some(Misread { span, form: span, right: right.to_owned(), meant: Meant::Place(best.place), evidence })
    }

    /// The counties, and for 市 the prefectures, one character off the name.
    fn near(&self, name: &str) -> Vec<Candidate> {
        let levels: &[Level] =
            if self.kind == "市" { &[Level::County, Level::Prefecture] } else { &[Level::County] };
        let places = levels.iter().flat_map(|&level| gazetteer::near(level, name));
        let candidate = |(place, at): (Place, usize)| {
            let (wrong, right) = (name.chars().nth(at)?, place.name().chars().nth(at)?);
            let rank = glyphs::likeness(wrong, right);
            let candidate = Candidate { place, wrong, right, rank, support: Support::default() };
            place.name().ends_with(self.kind).then_some(candidate)
        };
        places.filter_map(candidate).collect()
    }

    /// The counties with a name of one character that looks like this one. All others are one character off, too.
    fn alike(&self, stem: &str) -> Vec<Candidate> {
        let Some(wrong) = stem.chars().next() else { return Vec::new() };
        let mut candidates = Vec::new();
        for (rank, right) in glyphs::neighbours(wrong).enumerate() {
            if !gazetteer::is_short_stem(right) {
                continue;
            }
            let name = format!("{right}{}", self.kind);
            if gazetteer::is_name(Level::County, &name) {
                let places = gazetteer::find(Level::County, &name);
                let support = Support::default();
                candidates.extend(places.map(|place| Candidate {
                    place,
                    wrong,
                    right,
                    rank: Some(rank),
                    support,
                }));
            }
        }
        candidates
    }
}

impl Candidate {
    /// Whether the text speaks for this place clearly enough. A weak name, of one character or one that may be read as
    /// other words, needs more; one whose characters do not look alike needs a text that is about its prefecture.
    fn convinces(&self, weak: bool) -> bool {
        let Support { beside, named, sisters, .. } = self.support;
        let total = self.support.total();
        match self.rank {
            Some(rank) if weak => beside || (total >= 6 && rank < CLOSE),
            Some(rank) => total >= 2 || (total >= 1 && rank < CLOSE),
            None if weak => false,
            None => beside || (!self.of_province() && named >= 3 && sisters >= 2),
        }
    }

    /// Whether the place lies straight under a province, which is named far more often than a prefecture.
    fn of_province(&self) -> bool {
        let prefecture = self.place.parent();
        prefecture.is_some_and(|p| p.parent().is_some_and(|province| province.name() == p.name()))
    }
}

/// What in the text speaks for a place.
#[derive(Debug, Clone, Copy, Default)]
struct Support {
    /// Its prefecture, or what that is short for, stands right before the name.
    beside: bool,
    /// How often the prefecture is named.
    named: usize,
    /// How many of the prefecture's other counties are named.
    sisters: usize,
    /// How often the place itself is named right.
    own: usize,
}

impl Support {
    /// What speaks for a candidate; nothing where more would not convince either.
    fn of(candidate: &Candidate, weak: bool, window: &Window<'_>) -> Self {
        let Candidate { place, rank, .. } = *candidate;
        let prefecture = if place.level == Level::Prefecture { Some(place) } else { place.parent() };
        let Some(prefecture) = prefecture else { return Self::default() };
        let names = [prefecture.name(), prefecture.stem()];
        let beside = place.level == Level::County && names.iter().any(|name| window.before.ends_with(name));
        let hopeless = if weak { rank.is_none_or(|rank| rank >= CLOSE) && !beside } else { false };
        let named = if hopeless { 0 } else { window.count(prefecture.stem(), 5) };
        if hopeless || (rank.is_none() && named == 0) {
            return Self::default();
        }
        let sisters = prefecture.children().map(Place::name);
        let sisters = sisters.filter(|name| *name != place.name() && name.chars().nth(2).is_some());
        let sisters = sisters.filter(|name| window.count(name, 1) > 0).take(5).count();
        Self { beside, named, sisters, own: window.count(place.name(), 3) }
    }

    fn total(self) -> usize {
        5 * usize::from(self.beside) + self.named + 2 * self.sisters + 2 * self.own
    }
}
