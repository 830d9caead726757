//! Finds n-grams in the tables of a model, which are read where they lie.

use super::columns::REACH;
use super::layout::{ALIGNMENT, Codes, MAGIC, mask};
use super::perfect::Hash;
use super::symbols::Symbol;

/// Bytes that are no model, or only a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("not a language model of this version")]
    Magic,
    #[error("the language model breaks off")]
    Short,
    #[error("the language model is longer than its tables")]
    Long,
}

/// All tables of a model.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tables<'d> {
    pub log_unknown: f32,
    /// The number of each symbol, by its code.
    numbers: &'d [[u8; 2]],
    /// By the length of the context.
    pub books: [Books<'d>; REACH + 1],
    /// The codes of each symbol, by its number.
    symbols: &'d [[u8; 2]],
    /// The n-grams of two symbols, of three, of four.
    pub grams: [Table<'d>; REACH],
}

/// What the codes of one length of context stand for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Books<'d> {
    weight: &'d [[u8; 4]],
    probability: &'d [[u8; 4]],
}

/// The n-grams of one length.
#[derive(Debug, Clone, Copy, Default)]
pub struct Table<'d> {
    pilots: &'d [u8],
    slots: &'d [[u8; 8]],
}

impl<'d> Tables<'d> {
    /// Finds the tables; touches only their heads.
    pub fn read(bytes: &'d [u8]) -> Result<Self, Malformed> {
        let mut rest = bytes.strip_prefix(&MAGIC).ok_or(Malformed::Magic)?;
        let log_unknown = f32::from_le_bytes(*array(&mut rest)?);
        let numbers = column(&mut rest, 1 << 16)?;
        let mut books = [Books::default(); REACH + 1];
        for book in &mut books {
            *book = Books { weight: column(&mut rest, 256)?, probability: column(&mut rest, 256)? };
        }
        let symbols = count(&mut rest)?;
        let symbols = column(&mut rest, symbols)?;
        let mut grams = [Table::default(); REACH];
        for table in &mut grams {
            let (buckets, slots) = (count(&mut rest)?, count(&mut rest)?);
            let pilots = cut(&mut rest, buckets)?;
            let at = bytes.len() - rest.len();
            cut(&mut rest, at.next_multiple_of(ALIGNMENT) - at)?;
            *table = Table { pilots, slots: column(&mut rest, slots)? };
        }
        rest.is_empty().then_some(Self { log_unknown, numbers, books, symbols, grams }).ok_or(Malformed::Long)
    }

    /// The number of a symbol; that of the unknown one where training had none for it.
    #[inline]
    pub fn number(&self, symbol: Symbol) -> u16 {
        self.numbers.get(usize::from(symbol.code())).map_or(0, |bytes| u16::from_le_bytes(*bytes))
    }

    /// What is known of the last symbol of a key alone.
    #[inline]
    pub fn symbol(&self, key: u64) -> Codes {
        let codes = self.symbols.get((key & mask(1)) as usize);
        codes.map_or(Codes::NONE, |&[probability, weight]| Codes { probability, weight })
    }
}

impl Table<'_> {
    /// What is known of the last symbols of a key, those under a mask.
    #[inline]
    pub fn codes(&self, key: u64, mask: u64) -> Codes {
        let hash = Hash::of(key & mask);
        let pilot = self.pilots.get(hash.bucket(self.pilots.len())).copied().unwrap_or(0);
        let slot = self.slots.get(hash.slot(pilot, self.slots.len()));
        slot.map_or(Codes::NONE, |bytes| Codes::of(u64::from_le_bytes(*bytes), key, mask))
    }

    /// The same, where it may be asked for; what is not known touches no memory.
    #[inline]
    pub fn codes_if(&self, may_be: bool, key: u64, mask: u64) -> Codes {
        if may_be { self.codes(key, mask) } else { Codes::NONE }
    }
}

impl Books<'_> {
    /// 0 where there is none.
    #[inline]
    pub fn probability(&self, codes: Codes) -> f32 {
        float(self.probability, codes.probability)
    }

    /// 0 where there is none.
    #[inline]
    pub fn weight(&self, codes: Codes) -> f32 {
        float(self.weight, codes.weight)
    }
}

#[inline]
fn float(book: &[[u8; 4]], code: u8) -> f32 {
    book.get(usize::from(code)).map_or(0.0, |bytes| f32::from_le_bytes(*bytes))
}

fn count(rest: &mut &[u8]) -> Result<usize, Malformed> {
    Ok(u32::from_le_bytes(*array(rest)?) as usize)
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
