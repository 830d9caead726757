//! How a name may have come to be another: by one character taken for another, left out or read twice.

use pinyin::ToPinyin;

use super::CLOSE;
use crate::lang::glyphs;

/// Characters that tell places of one name apart: 上塘 is not misread for 下塘, however much they look alike.
const TELLING: &str = "上下前后左右东西南北中内外里大小新老旧古高低一二三四五六七八九十两双甲乙丙丁";

/// What happened to a name, at one of its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Two characters that look alike or sound alike.
    Substituted { wrong: char, right: char },
    /// A character before the last is missing.
    Dropped,
    /// A character stands twice.
    Doubled,
}

impl Slip {
    /// What makes `wrong` of `right`; `None` where it is more than one slip, or none.
    pub fn between(wrong: &str, right: impl Iterator<Item = char> + Clone) -> Option<Self> {
        let (found, meant) = (wrong.chars().count(), right.clone().count());
        // What both begin with, and what they end with after that.
        let head = wrong.chars().zip(right.clone()).take_while(|(a, b)| a == b).count();
        let rest = |skip| wrong.chars().skip(head + skip);
        let right = right.skip(head);
        if found == meant {
            let (wrong, meant) = (rest(0).next()?, right.clone().next()?);
            let alike = rest(1).eq(right.skip(1)) && are_alike(wrong, meant);
            alike.then_some(Self::Substituted { wrong, right: meant })
        } else if found + 1 == meant {
            (head < found && rest(0).eq(right.skip(1))).then_some(Self::Dropped)
        } else if found == meant + 1 {
            // What differs first is the second of the two.
            let twice = head > 0 && wrong.chars().nth(head) == wrong.chars().nth(head - 1);
            (twice && rest(1).eq(right)).then_some(Self::Doubled)
        } else {
            None
        }
    }

    /// Whether it is of a kind that print and OCR make, and nobody who spells a name in his own way.
    pub fn is_of_print(self) -> bool {
        match self {
            Self::Substituted { wrong, right } => {
                glyphs::likeness(wrong, right).is_some_and(|rank| rank < CLOSE)
            }
            Self::Dropped => false,
            Self::Doubled => true,
        }
    }
}

/// Whether two characters are taken for each other: by who reads them off the page, or by who types what he hears.
pub fn are_alike(a: char, b: char) -> bool {
    let telling = TELLING.contains(a) && TELLING.contains(b);
    !telling && (glyphs::likeness(a, b).is_some() || sound_alike(a, b))
}

fn sound_alike(a: char, b: char) -> bool {
    matches!((a.to_pinyin(), b.to_pinyin()), (Some(a), Some(b)) if a.plain() == b.plain())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_and_more() {
        let between = |wrong, right: &'static str| Slip::between(wrong, right.chars());
        assert_eq!(between("西坪", "西屏"), Some(Slip::Substituted { wrong: '坪', right: '屏' }));
        assert_eq!(between("岳峰", "古岳峰"), Some(Slip::Dropped));
        assert_eq!(between("古峰", "古岳峰"), Some(Slip::Dropped));
        assert_eq!(between("虎虎踞", "虎踞"), Some(Slip::Doubled));
        assert_eq!(between("虎踞踞", "虎踞"), Some(Slip::Doubled));
        let none =
            [("西坪", "西坪"), ("上塘", "下塘"), ("古岳", "古岳峰"), ("新虎踞", "虎踞"), ("山鹿", "仙庾")];
        assert!(none.into_iter().all(|(wrong, right)| between(wrong, right).is_none()));
    }
}
