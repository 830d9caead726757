//! What newspapers print around their articles: the wording of `rules/data/furniture.toml`, ready for comparison.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::lang::chars::is_han;
use crate::lang::wordings::Wordings;

/// Characters of the longest names of newspapers and of pages.
pub const LONGEST_MASTHEAD: usize = 9;
const LONGEST_BANNER: usize = 8;

/// The wording of page furniture.
pub static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let written: Written =
        toml::from_str(include_str!("../../../rules/data/furniture.toml")).unwrap_or_default();
    Phrases::new(&written)
});

pub struct Phrases {
    pub credits: Labels,
    pub imprint: Labels,
    pub invitations: Wordings,
    pub cues: Wordings,
    /// The endings of newspapers' names by their last character.
    mastheads: FxHashMap<char, Vec<Vec<char>>>,
    banners: FxHashSet<Vec<char>>,
    /// First characters of banners.
    banner_openings: FxHashSet<char>,
    topics: FxHashSet<[char; 2]>,
    kinds: FxHashSet<[char; 2]>,
    pub givers: Vec<Vec<char>>,
    pub credit_lines: FxHashSet<Vec<char>>,
    pub caption_tails: Vec<Vec<char>>,
    /// Last characters of `credit_lines` and `caption_tails`.
    pub caption_closings: FxHashSet<char>,
    /// What opens a caption, by its first character.
    pub caption_heads: FxHashMap<char, Vec<String>>,
}

impl Phrases {
    fn new(written: &Written) -> Self {
        Self {
            credits: Labels::new(&written.credit),
            imprint: Labels::new(&written.imprint),
            invitations: Wordings::new(&written.invitation.phrases),
            cues: Wordings::new(&written.invitation.cues),
            mastheads: grouped(spelled(&written.masthead.endings), |ending| ending.last().copied()),
            banner_openings: (written.banner.names.iter().chain(&written.banner.topics))
                .filter_map(|name| name.chars().next())
                .collect(),
            banners: spelled(&written.banner.names).into_iter().collect(),
            topics: pairs(&written.banner.topics),
            kinds: pairs(&written.banner.kinds),
            givers: spelled(&written.caption.givers),
            credit_lines: spelled(&written.caption.whole).into_iter().collect(),
            caption_tails: spelled(&written.caption.tails),
            caption_closings: (written.caption.whole.iter().chain(&written.caption.tails))
                .filter_map(|tail| tail.chars().next_back())
                .collect(),
            caption_heads: grouped(written.caption.heads.clone(), |head| head.chars().next()),
        }
    }

    /// Whether these characters are the name of a newspaper.
    pub fn is_masthead(&self, name: &[char]) -> bool {
        let endings = name.last().and_then(|last| self.mastheads.get(last));
        name.len() <= LONGEST_MASTHEAD
            && endings.into_iter().flatten().any(|ending| name.len() > ending.len() && name.ends_with(ending))
    }

    /// The length of the longest name of a page that `text` begins with.
    pub fn banner_at(&self, text: &[char]) -> Option<usize> {
        if !self.banner_openings.contains(text.first()?) {
            return None;
        }
        let han = text.iter().take(LONGEST_BANNER).take_while(|c| is_han(**c)).count();
        (2..=han).rev().find(|&end| text.get(..end).is_some_and(|name| self.is_banner(name)))
    }

    /// Whether the words are the name of a page: one of the list, or a topic and a kind of page.
    fn is_banner(&self, name: &[char]) -> bool {
        match name {
            &[a, b, c, d] if self.topics.contains(&[a, b]) && self.kinds.contains(&[c, d]) => true,
            _ => self.banners.contains(name),
        }
    }
}

/// Labels such as 责任编辑, each with what it is worth alone.
pub struct Labels {
    /// Longest first, so that 责任编辑 is not read as 责编 or 编辑.
    all: Vec<(Vec<char>, bool)>,
    /// Places in `all` by the labels' first characters, and by their second ones.
    openings: [FxHashMap<char, Vec<usize>>; 2],
}

impl Labels {
    fn new(written: &WrittenLabels) -> Self {
        let sure = spelled(&written.sure).into_iter().map(|label| (label, true));
        let other = spelled(&written.other).into_iter().map(|label| (label, false));
        let mut all: Vec<_> = sure.chain(other).collect();
        all.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
        let places = |nth: usize| {
            grouped((0..all.len()).collect(), |&at| {
                all.get(at).and_then(|(label, _)| label.get(nth).copied())
            })
        };
        let openings = [places(0), places(1)];
        Self { all, openings }
    }

    /// Whether a label begins with the character.
    pub fn open_with(&self, c: char) -> bool {
        let [first, _] = &self.openings;
        first.contains_key(&c)
    }

    /// The length of the label that `text` begins with, and whether nothing but furniture bears it.
    pub fn at(&self, text: &[char]) -> Option<(usize, bool)> {
        let [first, _] = &self.openings;
        let places = first.get(text.first()?)?;
        let mut labels = places.iter().filter_map(|&at| self.all.get(at));
        labels.find(|(label, _)| text.starts_with(label)).map(|(label, sure)| (label.len(), *sure))
    }

    /// As [`Labels::at`], with one character of a sure label of four or more misread.
    pub fn misread_at(&self, text: &[char]) -> Option<usize> {
        let alike = |label: &[char]| {
            text.get(..label.len())
                .is_some_and(|read| read.iter().zip(label).filter(|(a, b)| a != b).count() <= 1)
        };
        // Where one character is misread, the first or the second is not.
        let openings = self.openings.iter().zip(text);
        let places = openings.filter_map(|(places, c)| {
            places.get(c)?.iter().copied().find(|&at| {
                self.all.get(at).is_some_and(|(label, sure)| *sure && label.len() >= 4 && alike(label))
            })
        });
        self.all.get(places.min()?).map(|(label, _)| label.len())
    }
}

/// What is listed by its key, in the order of the list.
fn grouped<T>(list: Vec<T>, key: impl Fn(&T) -> Option<char>) -> FxHashMap<char, Vec<T>> {
    let mut groups: FxHashMap<char, Vec<T>> = FxHashMap::default();
    for item in list {
        if let Some(key) = key(&item) {
            groups.entry(key).or_default().push(item);
        }
    }
    groups
}

fn spelled(phrases: &[String]) -> Vec<Vec<char>> {
    phrases.iter().map(|phrase| phrase.chars().collect()).collect()
}

fn pairs(phrases: &[String]) -> FxHashSet<[char; 2]> {
    spelled(phrases).into_iter().filter_map(|phrase| phrase.try_into().ok()).collect()
}

#[derive(Default, Deserialize)]
struct Written {
    credit: WrittenLabels,
    imprint: WrittenLabels,
    invitation: WrittenInvitation,
    masthead: WrittenMasthead,
    banner: WrittenBanner,
    caption: WrittenCaption,
}

#[derive(Default, Deserialize)]
struct WrittenLabels {
    sure: Vec<String>,
    other: Vec<String>,
}

#[derive(Default, Deserialize)]
struct WrittenInvitation {
    phrases: Vec<String>,
    cues: Vec<String>,
}

#[derive(Default, Deserialize)]
struct WrittenMasthead {
    endings: Vec<String>,
}

#[derive(Default, Deserialize)]
struct WrittenBanner {
    names: Vec<String>,
    topics: Vec<String>,
    kinds: Vec<String>,
}

#[derive(Default, Deserialize)]
struct WrittenCaption {
    givers: Vec<String>,
    whole: Vec<String>,
    tails: Vec<String>,
    heads: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        let spell = |text: &str| text.chars().collect::<Vec<_>>();
        assert!(PHRASES.is_banner(&spell("综合新闻")));
        assert!(PHRASES.is_banner(&spell("县域视窗")));
        assert!(!PHRASES.is_banner(&spell("新春走基层")));
        assert_eq!(PHRASES.credits.at(&spell("责任编辑赵甲")), Some((4, true)));
        assert_eq!(PHRASES.credits.misread_at(&spell("贡任编辑赵甲")), Some(4));
    }
}
