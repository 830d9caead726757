//! Which characters stand side by side in print.
//!
//! The pairs are those that the language model kept, of its commonest symbols: two tables of bits, by the first and by
//! the second of a pair, so that all characters that fit between two others are one
//! intersection of two rows.

use std::sync::LazyLock;

use super::model::{Model, Symbol};

/// How many symbols have rows: those of the smallest numbers, which are the commonest. All that a page may have lost and
/// that a reader could name are among them.
const SYMBOLS: usize = 4096;
/// Words of bits in a row.
const ROW: usize = SYMBOLS / 64;

static PAIRS: LazyLock<Pairs> = LazyLock::new(|| Pairs::of(Model::embedded()));

/// The natural logarithm of the probability that the second of a pair follows the first, from which on the pair is common.
const COMMON: f32 = -8.0;

struct Pairs {
    /// By the number of the first symbol: all second ones.
    all: Vec<u64>,
    /// By the number of the first symbol: the second ones of common pairs.
    after: Vec<u64>,
    /// By the number of the second symbol: the first ones of common pairs.
    before: Vec<u64>,
    /// The character of each number; none for symbols that are no Han.
    characters: Vec<Option<char>>,
}

impl Pairs {
    fn of(model: &Model) -> Self {
        let mut pairs = Self {
            all: vec![0; SYMBOLS * ROW],
            after: vec![0; SYMBOLS * ROW],
            before: vec![0; SYMBOLS * ROW],
            characters: vec![None; SYMBOLS],
        };
        for c in '\u{4E00}'..='\u{9FFF}' {
            if let Some(slot) = number(c).and_then(|number| pairs.characters.get_mut(number)) {
                *slot = Some(c);
            }
        }
        for (first, second, log) in model.pairs() {
            let (first, second) = (usize::from(first), usize::from(second));
            if first >= SYMBOLS || second >= SYMBOLS {
                continue;
            }
            set(&mut pairs.all, first, second);
            if log >= COMMON {
                set(&mut pairs.after, first, second);
                set(&mut pairs.before, second, first);
            }
        }
        pairs
    }
}

fn set(table: &mut [u64], row: usize, bit: usize) {
    if let Some(word) = table.get_mut(row * ROW + bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

fn row(table: &[u64], number: usize) -> &[u64] {
    table.get(number * ROW..(number + 1) * ROW).unwrap_or(&[])
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
        PAIRS.all.get(first * ROW + second / 64).is_some_and(|word| word >> (second % 64) & 1 == 1)
    }
}

/// The Han characters that commonly stand after the one and before the other; an end that is `None` is open. The
/// commonest first. Nothing fits where both ends are open or one is rare.
pub fn between(previous: Option<Member>, next: Option<Member>) -> impl Iterator<Item = char> {
    let pairs = &*PAIRS;
    let side = |table: &'static [u64], end: Option<Member>| match end {
        Some(Member(Some(number))) => Some(row(table, number)),
        Some(Member(None)) => Some(&[][..]),
        None => None,
    };
    let (after, before) = (side(&pairs.after, previous), side(&pairs.before, next));
    let word = move |at: usize| match (after, before) {
        (Some(after), Some(before)) => after.get(at).zip(before.get(at)).map_or(0, |(a, b)| a & b),
        (Some(row), None) | (None, Some(row)) => row.get(at).copied().unwrap_or(0),
        (None, None) => 0,
    };
    let numbers = (0..ROW).flat_map(move |at| {
        let mut word = word(at);
        std::iter::from_fn(move || {
            let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
            word &= word - 1;
            Some(at * 64 + bit)
        })
    });
    numbers.filter_map(|number| pairs.characters.get(number).copied().flatten())
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
