//! How common a Han character is, as far as the old national character sets tell.
//!
//! GB 2312-80 holds the 3,755 commonest simplified characters in its first level and 3,008 rarer ones in its second;
//! Big5 holds the 5,401 commonest traditional ones in its first. All three are read out of encoding_rs when first asked
//! for (some 50 µs), so there is no table to keep.

use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GBK};

/// A set of characters of the basic plane.
pub struct CharSet {
    bits: Vec<u64>,
}

impl CharSet {
    pub fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let mut set = Self { bits: vec![0; 0x1_0000 / 64] };
        for c in chars {
            set.insert(c);
        }
        set
    }

    pub fn insert(&mut self, c: char) {
        if let Some(word) = self.bits.get_mut(u32::from(c) as usize / 64) {
            *word |= 1 << (u32::from(c) % 64);
        }
    }

    pub fn remove(&mut self, c: char) {
        if let Some(word) = self.bits.get_mut(u32::from(c) as usize / 64) {
            *word &= !(1 << (u32::from(c) % 64));
        }
    }

    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.bits.get(u32::from(c) as usize / 64).is_some_and(|word| word >> (u32::from(c) % 64) & 1 == 1)
    }

    /// The same of a character that takes three bytes, by these bytes: the last one's six bits are the place in a word.
    #[inline]
    pub fn contains_bytes(&self, [lead, second, third]: [u8; 3]) -> bool {
        let word = self.bits.get(usize::from(lead & 0xF) << 6 | usize::from(second & 0x3F));
        word.is_some_and(|word| word >> (third & 0x3F) & 1 == 1)
    }
}

/// The characters at the given lead and trail bytes of a two-byte encoding, without private-use ones.
pub fn rows(
    encoding: &'static Encoding,
    leads: std::ops::RangeInclusive<u8>,
    trails: std::ops::RangeInclusive<u8>,
) -> Vec<char> {
    let bytes: Vec<u8> = leads.flat_map(|lead| trails.clone().flat_map(move |trail| [lead, trail])).collect();
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().filter(|&c| super::chars::is_han(c)).collect()
}

static GB_LEVEL_1: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(rows(GBK, 0xB0..=0xD7, 0xA1..=0xFE)));
static GB_LEVEL_2: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(rows(GBK, 0xD8..=0xF7, 0xA1..=0xFE)));
static BIG5_LEVEL_1: LazyLock<CharSet> = LazyLock::new(|| {
    let low = rows(BIG5, 0xA4..=0xC6, 0x40..=0x7E);
    CharSet::new(low.into_iter().chain(rows(BIG5, 0xA4..=0xC5, 0xA1..=0xFE)))
});

/// Whether the character is one of the 3,755 of GB 2312's first level: 99 of 100 characters of a newspaper are.
pub fn is_common(c: char) -> bool {
    GB_LEVEL_1.contains(c)
}

/// The 3,755 characters of GB 2312's first level, in its order.
pub fn common() -> &'static [char] {
    static COMMON: LazyLock<Vec<char>> = LazyLock::new(|| rows(GBK, 0xB0..=0xD7, 0xA1..=0xFE));
    &COMMON
}

/// Whether GB 2312 has the character at all.
pub fn is_simplified_set(c: char) -> bool {
    GB_LEVEL_1.contains(c) || GB_LEVEL_2.contains(c)
}

/// Whether the character is one of the 5,401 of Big5's first level.
pub fn is_common_traditional(c: char) -> bool {
    BIG5_LEVEL_1.contains(c)
}

static UTF8_LEADS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(rows(GBK, 0xE2..=0xEF, 0x80..=0xBF)));

/// Whether the two bytes of the character in GBK begin a three-byte character of UTF-8 (锛 begins ，, 涓 begins 中): so
/// begins every stretch of Chinese in UTF-8 that was read as GBK. All of them are rare or unknown in simplified text.
pub fn leads_utf8(c: char) -> bool {
    UTF8_LEADS.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_what_the_standards_say() {
        let count = |leads, trails| rows(GBK, leads, trails).len();
        assert_eq!(count(0xB0..=0xD7, 0xA1..=0xFE), 3755);
        assert_eq!(count(0xD8..=0xF7, 0xA1..=0xFE), 3008);
        let traditional = (0x4E00..=0x9FFF).filter_map(char::from_u32).filter(|&c| is_common_traditional(c));
        assert_eq!(traditional.count(), 5401);
        assert!(is_common('国') && !is_common('國') && is_common_traditional('國'));
        assert!(!is_common('渌') && is_simplified_set('渌'));
    }
}
