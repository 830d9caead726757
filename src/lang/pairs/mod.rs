//! Which characters stand side by side in print.
//!
//! The pairs are those that the language model kept, of its commonest symbols: two tables of bits, by the first and by
//! the second of a pair, so that all characters that fit between two others are one
//! intersection of two rows.

use std::sync::LazyLock;

use super::model::columns;
use super::model::{Model, Symbol};

#[allow(dead_code, reason = "build.rs alone makes them")]
mod making;

use making::{ROW, SYMBOLS};

/// See [`making::tables`].
static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pairs.bin"));

/// The Han character of each number; none for other symbols.
static CHARACTERS: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let mut characters = vec![None; SYMBOLS];
    for c in '\u{4E00}'..='\u{9FFF}' {
        if let Some(slot) = number(c).and_then(|number| characters.get_mut(number)) {
            *slot = Some(c);
        }
    }
    characters
});

/// One of the three tables.
#[derive(Clone, Copy)]
enum Table {
    All,
    After,
    Before,
}

impl Table {
    fn row(self, number: usize) -> &'static [u8] {
        let start = (self as usize * SYMBOLS + number) * ROW;
        TABLES.get(start..start + ROW).unwrap_or(&[])
    }
}

/// The number of a character's row; none for a rare character.
fn number(c: char) -> Option<usize> {
    let number = Model::embedded().number(Symbol::read(c, Symbol::NOTHING)?);
    Some(usize::from(number)).filter(|number| (1..SYMBOLS).contains(number))
}

/// A character as the tables know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member(Option<usize>);

impl Member {
    pub fn of(c: char) -> Self {
        Self(number(c))
    }

    /// Whether the two stand side by side in print, this one first. Rare characters never do.
    #[inline]
    pub fn precedes(self, next: Self) -> bool {
        let (Some(first), Some(second)) = (self.0, next.0) else { return false };
        Table::All.row(first).get(second / 8).is_some_and(|byte| byte >> (second % 8) & 1 == 1)
    }
}

/// The Han characters that commonly stand after the one and before the other; an end that is `None` is open. The
/// commonest first. Nothing fits where both ends are open or one is rare.
pub fn between(previous: Option<Member>, next: Option<Member>) -> impl Iterator<Item = char> {
    let side = |table: Table, end: Option<Member>| match end {
        Some(Member(Some(number))) => Some(table.row(number)),
        Some(Member(None)) => Some(&[][..]),
        None => None,
    };
    let word =
        |row: &[u8], at: usize| row.as_chunks().0.get(at).map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let (after, before) = (side(Table::After, previous), side(Table::Before, next));
    let word = move |at: usize| match (after, before) {
        (Some(after), Some(before)) => word(after, at) & word(before, at),
        (Some(row), None) | (None, Some(row)) => word(row, at),
        (None, None) => 0,
    };
    let numbers = (0..ROW / 8).flat_map(move |at| {
        let mut word = word(at);
        std::iter::from_fn(move || {
            let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
            word &= word - 1;
            Some(at * 64 + bit)
        })
    });
    let characters = &*CHARACTERS;
    numbers.filter_map(|number| characters.get(number).copied().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_print() {
        let pair = |a, b| Member::of(a).precedes(Member::of(b));
        assert!(pair('乡', '村') && pair('振', '兴') && pair('，', '我'));
        assert!(!pair('腊', '务') && !pair('溁', '口') && !pair('\u{E000}', '口'));
    }

    #[test]
    fn what_fits_between() {
        let fits = |a, b| between(Some(Member::of(a)), Some(Member::of(b))).collect::<String>();
        assert!(fits('政', '服').contains('务') && fits('社', '主').contains('会'));
        assert_eq!(fits('\u{E000}', '服'), "");
        assert!(between(None, Some(Member::of('务'))).any(|c| c == '服'));
        assert_eq!(between(None, None).count(), 0);
    }
}
