//! Engine `lexicon`: wrong forms with the right ones, and the longer words that rightly hold a wrong form.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::diagnostic::Edit;
use crate::rules::Context;
use crate::rules::card::LexiconMatch;
use crate::source::Span;

/// The tables that a card may name: `wrong TAB right TAB longer words`, the last column optional, `#` begins a remark.
static TABLES: &[(&str, &[&str])] = &[(
    "misreadings",
    &[
        include_str!("../../../rules/data/misreadings.tsv"),
        include_str!(concat!(env!("OUT_DIR"), "/misreadings-made.tsv")),
    ],
)];

/// A declarative card's entries. They are read when the first text is checked.
pub struct LexiconEngine {
    own: Vec<Entry>,
    tables: &'static [&'static str],
    index: OnceLock<Index>,
}

#[derive(Debug, Clone)]
struct Entry {
    wrong: Cow<'static, str>,
    right: Cow<'static, str>,
    /// The longer words, with a space between them.
    unless: Cow<'static, str>,
}

/// The entries by a pair of neighbouring characters of their wrong forms, one of them a wrong character: right text
/// hardly ever has such a pair.
///
/// Pairs that no entry has are told by one bit of a table that stays in the cache: a text is read once, at a cost that
/// does not grow with the number of entries, and no automaton is built.
struct Index {
    /// Sorted by pair.
    entries: Vec<Keyed>,
    filter: Vec<u64>,
}

struct Keyed {
    pair: Pair,
    /// Where the pair begins in the wrong form, in bytes.
    offset: usize,
    entry: Entry,
}

impl LexiconEngine {
    /// # Errors
    /// What is wrong with the entries.
    pub fn new(wanted: &LexiconMatch) -> Result<Self, String> {
        let tables = match &wanted.table {
            None => &[][..],
            Some(name) => {
                let known = TABLES.iter().find(|(known, _)| known == name);
                known.map(|(_, texts)| *texts).ok_or_else(|| format!("`table`: no table {name:?}"))?
            }
        };
        let mut own = Vec::with_capacity(wanted.entries.len());
        for entry in &wanted.entries {
            if entry.wrong.chars().nth(1).is_none() {
                return Err(format!("`wrong`: {:?} needs two characters or more", entry.wrong));
            }
            if entry.wrong == entry.right {
                return Err(format!("`right`: {:?} is the wrong form", entry.right));
            }
            own.push(Entry {
                wrong: entry.wrong.clone().into(),
                right: entry.right.clone().into(),
                unless: entry.unless.join(" ").into(),
            });
        }
        Ok(Self { own, tables, index: OnceLock::new() })
    }

    pub fn check(&self, cx: &mut Context<'_>) {
        let index = self.index.get_or_init(|| Index::new(&self.own, self.tables));
        let text = cx.document().text();
        let mut done = 0;
        let mut at = 0;
        while let Some((pair, width)) = pair_at(text.as_bytes(), at) {
            if index.may_hold(pair)
                && let Some((start, entry)) = index.entry(text, at, pair)
                && start >= done
            {
                let span = Span::new(start, start + entry.wrong.len());
                done = span.end();
                let report = cx.report(span).arg("text", &entry.wrong).arg("replacement", &entry.right);
                report.confidence(0.95).fix("fix", edits(span, entry)).emit();
            }
            at += width;
        }
    }
}

/// The bytes of two neighbouring characters, the first byte the lowest.
type Pair = u64;

/// The pair that begins with the character at a byte, and how many bytes that character has; none at the end of the
/// text. Behind the last character stands nothing, as if it were a NUL.
#[inline]
fn pair_at(text: &[u8], at: usize) -> Option<(Pair, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let word = match rest.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    };
    // Both of three bytes, as nearly all are.
    if word & 0xF000_00F0 == 0xE000_00E0 {
        return Some((word & 0xFFFF_FFFF_FFFF, 3));
    }
    let width = |lead: u64| lead.to_le_bytes().first().map_or(1, |lead| lead.leading_ones().max(1));
    let first = width(word);
    let both = first + width(word >> (8 * first));
    Some((word & u64::MAX >> (64 - 8 * both), first as usize))
}

impl Index {
    fn new(own: &[Entry], tables: &[&'static str]) -> Self {
        let read = tables.iter().flat_map(|table| table.lines()).filter_map(Entry::read);
        let mut entries: Vec<Keyed> = own.iter().cloned().chain(read).filter_map(Entry::keyed).collect();
        entries.sort_unstable_by_key(|keyed| keyed.pair);
        let words = entries.len().next_power_of_two().max(64);
        let mut index = Self { filter: vec![0; words], entries };
        for at in 0..index.entries.len() {
            let Some(bit) = index.entries.get(at).map(|keyed| index.bit(keyed.pair)) else { continue };
            if let Some(word) = index.filter.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        index
    }

    fn bit(&self, pair: Pair) -> usize {
        // 64 bits a word, a power of two of words: high bits of a product, which all bytes reach.
        (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (self.filter.len() * 64 - 1)
    }

    #[inline]
    fn may_hold(&self, pair: Pair) -> bool {
        let bit = self.bit(pair);
        self.filter.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// The longest entry whose wrong form has its pair at a byte, not inside of a longer word that rightly holds it,
    /// with the place of the form.
    fn entry(&self, text: &str, at: usize, pair: Pair) -> Option<(usize, &Entry)> {
        let first = self.entries.partition_point(|keyed| keyed.pair < pair);
        let entries = self.entries.get(first..)?.iter().take_while(|keyed| keyed.pair == pair);
        let standing = entries.filter_map(|Keyed { offset, entry, .. }| {
            let start = at.checked_sub(*offset)?;
            let stands = text.get(start..)?.starts_with(&*entry.wrong) && !entry.is_excused(text, start);
            stands.then_some((start, entry))
        });
        standing.max_by_key(|(_, entry)| entry.wrong.len())
    }
}

impl Entry {
    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t').map(Cow::Borrowed);
        let (wrong, right) = (columns.next()?, columns.next()?);
        (!wrong.starts_with('#')).then(|| Self { wrong, right, unless: columns.next().unwrap_or_default() })
    }

    /// The entry with the pair that it is found by: the first wrong character and the one after it, or before it where
    /// it is the last.
    fn keyed(self) -> Option<Keyed> {
        let same = self.wrong.chars().zip(self.right.chars()).take_while(|(a, b)| a == b).count();
        let start = same.min(self.wrong.chars().count().checked_sub(2)?);
        let offset = self.wrong.char_indices().nth(start)?.0;
        let (pair, _) = pair_at(self.wrong.as_bytes(), offset)?;
        Some(Keyed { pair, offset, entry: self })
    }

    /// Whether a longer word stands around the wrong form at this byte.
    fn is_excused(&self, text: &str, at: usize) -> bool {
        self.unless.split_whitespace().any(|word| {
            let inside = word.match_indices(&*self.wrong);
            let mut starts = inside.filter_map(|(offset, _)| at.checked_sub(offset));
            starts.any(|start| text.get(start..).is_some_and(|rest| rest.starts_with(word)))
        })
    }
}

/// The characters that differ, each an edit; the whole form where the two are of different length.
fn edits(span: Span, entry: &Entry) -> Vec<Edit> {
    if entry.wrong.chars().count() != entry.right.chars().count() {
        return vec![Edit::replace(span, entry.right.as_ref())];
    }
    let pairs = entry.wrong.char_indices().zip(entry.right.chars()).filter(|((_, old), new)| old != new);
    let edit = |((at, old), new): ((usize, char), char)| {
        let start = span.start() + at;
        Edit::replace(Span::new(start, start + old.len_utf8()), new)
    };
    pairs.map(edit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::card::LexiconEntry;

    fn engine(entries: &[(&str, &str, &[&str])]) -> Result<LexiconEngine, String> {
        let entry = |&(wrong, right, unless): &(&str, &str, &[&str])| LexiconEntry {
            wrong: wrong.to_owned(),
            right: right.to_owned(),
            unless: unless.iter().map(|&word| word.to_owned()).collect(),
        };
        LexiconEngine::new(&LexiconMatch { entries: entries.iter().map(entry).collect(), table: None })
    }

    fn hits<'e>(index: &'e Index, text: &str) -> Vec<&'e str> {
        let pairs = text.char_indices().map(|(at, _)| (at, pair_at(text.as_bytes(), at).unwrap().0));
        let held = pairs.filter(|&(_, pair)| index.may_hold(pair));
        held.filter_map(|(at, pair)| Some(&*index.entry(text, at, pair)?.1.wrong)).collect()
    }

    #[test]
    fn pairs_of_any_width() {
        let text = "甲乙a𠮷é丙";
        let pair = |pair: &str| pair.bytes().rev().fold(0, |word, byte| word << 8 | u64::from(byte));
        let expected = ["甲乙", "乙a", "a𠮷", "𠮷é", "é丙", "丙\0"].map(pair);
        let found = text.char_indices().map(|(at, _)| pair_at(text.as_bytes(), at).unwrap());
        assert!(found.clone().map(|(pair, _)| pair).eq(expected));
        assert!(found.map(|(_, width)| width).eq(text.chars().map(char::len_utf8)));
    }

    #[test]
    fn longer_words_excuse_and_the_longest_form_wins() {
        let rows: &[(&str, &str, &[&str])] = &[
            ("江大桥", "汀大桥", &["长江大桥"]),
            ("江大", "汀大", &["江大桥"]),
            ("一座桥粱", "一座桥梁", &[]),
        ];
        let index = Index::new(&engine(rows).unwrap().own, &[]);
        assert_eq!(hits(&index, "长江大桥和江大桥"), ["江大桥"]);
        assert_eq!(hits(&index, "江大的桥"), ["江大"]);
        assert_eq!(hits(&index, "大江上的一座桥粱"), ["一座桥粱"]);
        assert!(hits(&index, "桥粱").is_empty());
    }

    #[test]
    fn entries_that_cannot_work_are_errors() {
        assert!(engine(&[("江", "汀", &[])]).is_err());
        assert!(engine(&[("江大", "江大", &[])]).is_err());
    }

    #[test]
    fn the_tables_are_whole() {
        for text in TABLES.iter().flat_map(|(_, texts)| texts.iter()) {
            let mut last = "";
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let entry = Entry::read(line).unwrap_or_else(|| panic!("{line:?}"));
                assert_ne!(entry.wrong, entry.right);
                assert_eq!(entry.wrong.chars().count(), entry.right.chars().count(), "{line:?}");
                assert!(
                    entry.unless.split(' ').all(|word| word.contains(&*entry.wrong) || word.is_empty()),
                    "{line:?}"
                );
                assert!(last < line, "{last:?} stands before {line:?}");
                last = line;
            }
        }
    }
}
