//! Whether two blocks are of one article: the borders between articles, and the words that blocks share.
//!
//! A border is evidence and no wall. Where columns were read out of order, half a paragraph stands under another
//! article's headline: on 44 pages that a document model had read, 13 joins cross a border and all are right, though of
//! the pairs that fit as well by their edges few are.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::moves::pairs;
use crate::document::{Document, Role};

/// What a border between two pieces takes from the odds that they belong together, and what shared words add at most,
/// as natural logarithms. Fitted to the pairs of the even-numbered pages and to those of the others, both came out
/// between 1.2 and 2.3, and between 0.6 and 1.7; which half was left out made no difference to which helped.
const BORDER: f32 = 1.5;
const TOPIC: f32 = 1.5;

/// A pair of characters that more than one of so many blocks has tells no article from another.
const COMMON: usize = 3;

/// What two blocks share beyond this says nothing more, in natural logarithms: uncapped, articles that tell the same
/// news would be joined for it.
const MOST: f32 = 3.0;

/// The words of a page's blocks, as pairs of neighbouring Han, and how many blocks have each; found when first asked
/// for.
pub struct Topics<'d> {
    document: &'d Document<'d>,
    words: Vec<OnceCell<FxHashSet<[char; 2]>>>,
    blocks_with: OnceCell<FxHashMap<[char; 2], usize>>,
}

impl<'d> Topics<'d> {
    pub fn new(document: &'d Document<'d>) -> Self {
        let words = vec![OnceCell::new(); document.blocks().len()];
        Self { document, words, blocks_with: OnceCell::new() }
    }

    /// What speaks for two blocks being of one article, as a natural logarithm of odds.
    pub fn belong(&self, one: usize, other: usize) -> f32 {
        let border = self.document.article_of(one) != self.document.article_of(other);
        TOPIC * self.shared(one, other) - if border { BORDER } else { 0.0 }
    }

    /// How much two blocks share, 0 to 1: each pair of characters that both have counts by the logarithm of how few of
    /// the page's blocks have it (the inverse document frequency of Spärck Jones, 1972).
    fn shared(&self, one: usize, other: usize) -> f32 {
        let (Some(one), Some(other)) = (self.words(one), self.words(other)) else { return 0.0 };
        let all = self.words.len();
        let rarity = |pair: &[char; 2]| {
            let with = self.blocks_with().get(pair).copied().unwrap_or(1);
            if with.saturating_mul(COMMON) > all { 0.0 } else { log(all) - log(with) }
        };
        one.intersection(other).map(rarity).sum::<f32>().min(MOST) / MOST
    }

    fn words(&self, block: usize) -> Option<&FxHashSet<[char; 2]>> {
        let text = || self.document.blocks().get(block).map_or("", |block| self.document.slice(block.span));
        Some(self.words.get(block)?.get_or_init(|| pairs(text())))
    }

    fn blocks_with(&self) -> &FxHashMap<[char; 2], usize> {
        self.blocks_with.get_or_init(|| {
            let is_text = |role: Role| role.is_heading() || matches!(role, Role::Body | Role::Byline);
            let blocks = self.document.blocks().iter().enumerate().filter(|(_, block)| is_text(block.role));
            let mut with = FxHashMap::default();
            for pair in blocks.filter_map(|(at, _)| self.words(at)).flatten() {
                *with.entry(*pair).or_default() += 1;
            }
            with
        })
    }
}

fn log(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const PAGE: &str = "江城举办龙舟赛\n\n本报记者 赵明\n\n昨日，二十支队伍在柳叶湖上划龙舟，岸边坐满了人。\n\n\
                        村民学种茶叶忙\n\n本报记者 钱进\n\n三百名村民在晒谷场上听农技员孙立讲茶叶栽培。\n\n\
                        看龙舟的市民，柳叶湖边的民宿也住满了人。\n\n他们打算明年再种一百亩新茶。\n";

    #[test]
    fn borders_speak_against_and_words_for_it() {
        let source = Source::from_text("a.txt", PAGE);
        let document = Document::new(&source);
        assert_eq!(document.articles().len(), 2, "{:?}", document.articles());
        let topics = Topics::new(&document);
        // 柳叶湖 and 龙舟 across a border; nothing shared across it; nothing shared on this side.
        let (across, apart, beside) = (topics.belong(2, 6), topics.belong(2, 7), topics.belong(5, 7));
        assert_eq!(document.article_of(5), document.article_of(7));
        assert!((across - (TOPIC - BORDER)).abs() < 0.01, "{across}");
        assert!((apart + BORDER).abs() < 0.01, "{apart}");
        assert!(beside >= 0.0 && across > apart, "{beside}");
    }

    #[test]
    fn what_most_blocks_say_tells_nothing() {
        let text = "江城日报社今天发布消息。\n\n".repeat(9);
        let source = Source::from_text("a.txt", &text);
        let document = Document::new(&source);
        assert!(Topics::new(&document).belong(0, 8).abs() < 0.01);
    }
}
