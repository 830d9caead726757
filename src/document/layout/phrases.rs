//! What newspapers print around their articles: the wording of `rules/data/furniture.toml`, ready for comparison.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The wording of page furniture.
pub static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let written: Written =
        toml::from_str(include_str!("../../../rules/data/furniture.toml")).unwrap_or_default();
    Phrases::new(&written)
});

pub struct Phrases {
    pub credits: Labels,
    pub imprint: Labels,
    pub invitations: Vec<Vec<char>>,
    pub cues: Vec<String>,
    pub mastheads: Vec<Vec<char>>,
    pub banners: FxHashSet<Vec<char>>,
    topics: FxHashSet<[char; 2]>,
    kinds: FxHashSet<[char; 2]>,
    pub givers: Vec<Vec<char>>,
    pub credit_lines: FxHashSet<Vec<char>>,
    pub caption_tails: Vec<Vec<char>>,
    pub caption_heads: Vec<String>,
}

impl Phrases {
    fn new(written: &Written) -> Self {
        Self {
            credits: Labels::new(&written.credit),
            imprint: Labels::new(&written.imprint),
            invitations: spelled(&written.invitation.phrases),
            cues: written.invitation.cues.clone(),
            mastheads: spelled(&written.masthead.endings),
            banners: spelled(&written.banner.names).into_iter().collect(),
            topics: pairs(&written.banner.topics),
            kinds: pairs(&written.banner.kinds),
            givers: spelled(&written.caption.givers),
            credit_lines: spelled(&written.caption.whole).into_iter().collect(),
            caption_tails: spelled(&written.caption.tails),
            caption_heads: written.caption.heads.clone(),
        }
    }

    /// Whether the words are the name of a page: one of the list, or a topic and a kind of page.
    pub fn is_banner(&self, name: &[char]) -> bool {
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
}

impl Labels {
    fn new(written: &WrittenLabels) -> Self {
        let sure = spelled(&written.sure).into_iter().map(|label| (label, true));
        let other = spelled(&written.other).into_iter().map(|label| (label, false));
        let mut all: Vec<_> = sure.chain(other).collect();
        all.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
        Self { all }
    }

    /// The length of the label that `text` begins with, and whether nothing but furniture bears it.
    pub fn at(&self, text: &[char]) -> Option<(usize, bool)> {
        self.all.iter().find(|(label, _)| text.starts_with(label)).map(|(label, sure)| (label.len(), *sure))
    }

    /// As [`Labels::at`], with one character of a sure label of four or more misread.
    pub fn misread_at(&self, text: &[char]) -> Option<usize> {
        let alike = |label: &[char]| {
            text.get(..label.len())
                .is_some_and(|read| read.iter().zip(label).filter(|(a, b)| a != b).count() <= 1)
        };
        self.all
            .iter()
            .find(|(label, sure)| *sure && label.len() >= 4 && alike(label))
            .map(|(label, _)| label.len())
    }
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
