//! The columns of a model, read where they lie. All numbers are little-endian; nothing is aligned.
//!
//! A model is [`MAGIC`], the natural logarithm as f32 of how many characters the unknown symbol stands for, the number of
//! each symbol as u16 × 65,536 (by [`Symbol::code`]; 0 is the unknown one), and then one level for each length of
//! context, from 0 to [`REACH`].
//!
//! A level is: its contexts as u32, its entries as u32, two codebooks of f32 × 256 (back-off weights, then
//! probabilities, both as natural logarithms), and the columns of [`Level`] in their order. A context is written from
//! its last symbol to its oldest, so that the contexts that extend one of the level before lie together, sorted by the
//! symbol they add. The entries of a context are the symbols that were kept as its continuations, sorted. The entries
//! of the empty context and the contexts of one symbol are all symbols, each at the place of its number.

use super::history::REACH;
use super::symbols::Symbol;

/// What a model begins with.
pub const MAGIC: [u8; 8] = *b"zzlm\0\0\x01\n";

/// A file that is no model, or only a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("not a language model of this version")]
    Magic,
    #[error("the language model breaks off")]
    Short,
    #[error("the language model is longer than its columns")]
    Long,
}

/// All columns of a model.
#[derive(Debug, Clone, Copy, Default)]
pub struct Columns<'d> {
    pub log_unknown: f32,
    numbers: &'d [[u8; 2]],
    pub levels: [Level<'d>; REACH + 1],
}

/// The contexts of one length.
#[derive(Debug, Clone, Copy, Default)]
pub struct Level<'d> {
    weight_book: &'d [[u8; 4]],
    probability_book: &'d [[u8; 4]],
    /// The oldest symbol of each context.
    oldest: &'d [[u8; 2]],
    /// The back-off weight of each context.
    weight: &'d [u8],
    /// The first context of the next level that extends each one; none at the last level.
    longer: &'d [[u8; 4]],
    /// The first entry of each context.
    entry: &'d [[u8; 4]],
    /// The symbol of each entry.
    symbol: &'d [[u8; 2]],
    /// The probability of each entry.
    probability: &'d [u8],
}

impl<'d> Columns<'d> {
    /// Finds the columns; touches only their heads.
    pub fn read(bytes: &'d [u8]) -> Result<Self, Malformed> {
        let mut rest = bytes.strip_prefix(&MAGIC).ok_or(Malformed::Magic)?;
        let log_unknown = f32::from_le_bytes(*array(&mut rest)?);
        let numbers = column(&mut rest, 1 << 16)?;
        let mut levels = [Level::default(); REACH + 1];
        for (length, level) in levels.iter_mut().enumerate() {
            *level = Level::read(&mut rest, length < REACH)?;
        }
        rest.is_empty().then_some(Self { log_unknown, numbers, levels }).ok_or(Malformed::Long)
    }

    /// The number of a symbol; that of the unknown one where training had none for it.
    #[inline]
    pub fn number(&self, symbol: Symbol) -> u16 {
        self.numbers.get(usize::from(symbol.code())).map_or(0, |bytes| u16::from_le_bytes(*bytes))
    }

    /// The symbols that were kept as continuations of one symbol: the numbers of both, and the natural logarithm of the
    /// probability.
    pub fn pairs(&self) -> impl Iterator<Item = (u16, u16, f32)> {
        let [_, pairs, ..] = self.levels;
        let spans = (0..=u16::MAX).map_while(move |first| Some((first, span(pairs.entry, first.into())?)));
        spans.flat_map(move |(first, (from, to))| {
            (from..to).filter_map(move |at| {
                let second = u16::from_le_bytes(*pairs.symbol.get(at as usize)?);
                Some((first, second, pairs.probability_at(at)?))
            })
        })
    }
}

impl<'d> Level<'d> {
    fn read(rest: &mut &'d [u8], extended: bool) -> Result<Self, Malformed> {
        let contexts = u32::from_le_bytes(*array(rest)?) as usize;
        let entries = u32::from_le_bytes(*array(rest)?) as usize;
        let starts = contexts.checked_add(1).ok_or(Malformed::Short)?;
        Ok(Self {
            weight_book: column(rest, 256)?,
            probability_book: column(rest, 256)?,
            oldest: column(rest, contexts)?,
            weight: cut(rest, contexts)?,
            longer: column(rest, if extended { starts } else { 0 })?,
            entry: column(rest, starts)?,
            symbol: column(rest, entries)?,
            probability: cut(rest, entries)?,
        })
    }

    /// The context of the next level, `next`, that extends a context by an older symbol.
    #[inline]
    pub fn extend(&self, context: u32, older: u16, next: &Level) -> Option<u32> {
        find(next.oldest, span(self.longer, context)?, older)
    }

    /// Natural logarithm of the probability of a symbol after a context, where it was kept.
    #[inline]
    pub fn probability(&self, context: u32, symbol: u16) -> Option<f32> {
        let at = find(self.symbol, span(self.entry, context)?, symbol)?;
        self.probability_at(at)
    }

    /// The probability of the entry at a place, whatever its context.
    #[inline]
    pub fn probability_at(&self, at: u32) -> Option<f32> {
        float(self.probability_book, *self.probability.get(at as usize)?)
    }

    /// Natural logarithm of what a context leaves to its back-off.
    #[inline]
    pub fn weight(&self, context: u32) -> f32 {
        let code = self.weight.get(context as usize);
        code.and_then(|&code| float(self.weight_book, code)).unwrap_or(0.0)
    }
}

/// What belongs to the `at`-th of those whose first parts are given.
#[inline]
fn span(starts: &[[u8; 4]], at: u32) -> Option<(u32, u32)> {
    let first = starts.get(at as usize..)?.first_chunk::<2>()?;
    let [from, to] = first.map(u32::from_le_bytes);
    Some((from, to))
}

/// The place of a number in the sorted span of a column.
///
/// Most spans are short: counting what is smaller needs no branch for a processor to guess wrong, so only of longer ones
/// the right piece is searched for first.
#[inline]
fn find(column: &[[u8; 2]], (from, to): (u32, u32), wanted: u16) -> Option<u32> {
    const PIECE: usize = 16;
    let span = column.get(from as usize..to as usize)?;
    // Common symbols have small numbers, and no number stands behind the place that it counts.
    let span = span.get(..=usize::from(wanted)).unwrap_or(span);
    let (pieces, rest) = span.as_chunks::<PIECE>();
    let number = |bytes: &[u8; 2]| u16::from_le_bytes(*bytes);
    let starts_before = |piece: &[[u8; 2]]| piece.first().is_some_and(|first| number(first) <= wanted);
    let (before, piece) = if pieces.is_empty() || starts_before(rest) {
        (pieces.len(), rest)
    } else {
        let at = pieces.partition_point(|piece| starts_before(piece)).checked_sub(1)?;
        (at, pieces.get(at)?.as_slice())
    };
    let smaller = piece.iter().filter(|bytes| number(bytes) < wanted).count();
    let at = from as usize + before * PIECE + smaller;
    (number(piece.get(smaller)?) == wanted).then_some(u32::try_from(at).ok()?)
}

#[inline]
fn float(book: &[[u8; 4]], code: u8) -> Option<f32> {
    book.get(usize::from(code)).map(|bytes| f32::from_le_bytes(*bytes))
}

fn array<'d, const N: usize>(rest: &mut &'d [u8]) -> Result<&'d [u8; N], Malformed> {
    let (array, after) = rest.split_first_chunk().ok_or(Malformed::Short)?;
    *rest = after;
    Ok(array)
}

fn cut<'d>(rest: &mut &'d [u8], length: usize) -> Result<&'d [u8], Malformed> {
    let (part, after) = rest.split_at_checked(length).ok_or(Malformed::Short)?;
    *rest = after;
    Ok(part)
}

fn column<'d, const N: usize>(rest: &mut &'d [u8], length: usize) -> Result<&'d [[u8; N]], Malformed> {
    let part = cut(rest, length.checked_mul(N).ok_or(Malformed::Short)?)?;
    Ok(part.as_chunks().0)
}
