//! The columns of a model as training writes them and the project keeps them; [`super::indexing`] makes tables of them.
//! All numbers are little-endian; nothing is aligned.
//!
//! A model is [`MAGIC`], the natural logarithm as f32 of how many characters the unknown symbol stands for, the number of
//! each symbol as u16 × 65,536 (by `Symbol::code`; 0 is the unknown one), and then one level for each length of
//! context, from 0 to [`REACH`].
//!
//! A level is: its contexts as u32, its entries as u32, two codebooks of f32 × 256 (back-off weights, then
//! probabilities, both as natural logarithms), and the columns of [`Level`] in their order. A context is written from
//! its last symbol to its oldest, so that the contexts that extend one of the level before lie together, sorted by the
//! symbol they add. The entries of a context are the symbols that were kept as its continuations, sorted. The entries
//! of the empty context and the contexts of one symbol are all symbols, each at the place of its number.

/// How many characters before a place the model looks at.
pub const REACH: usize = 3;

/// What the columns of a model begin with.
pub const MAGIC: [u8; 8] = *b"zzlm\0\0\x01\n";

/// All columns of a model.
#[derive(Debug, Clone)]
pub struct Columns<'d> {
    pub log_unknown: &'d [u8; 4],
    /// The number of each symbol.
    pub numbers: &'d [u8],
    /// By the length of the contexts.
    pub levels: Vec<Level<'d>>,
}

/// The contexts of one length.
#[derive(Debug, Clone, Copy)]
pub struct Level<'d> {
    pub weight_book: &'d [[u8; 4]],
    pub probability_book: &'d [[u8; 4]],
    /// The oldest symbol of each context.
    pub oldest: &'d [[u8; 2]],
    /// The back-off weight of each context.
    pub weight: &'d [u8],
    /// The first context of the next level that extends each one; none at the last level.
    pub longer: &'d [[u8; 4]],
    /// The first entry of each context.
    pub entry: &'d [[u8; 4]],
    /// The symbol of each entry.
    pub symbol: &'d [[u8; 2]],
    /// The probability of each entry.
    pub probability: &'d [u8],
}

impl<'d> Columns<'d> {
    /// Finds the columns; `None` for what is no model, or more or less than one.
    pub fn read(bytes: &'d [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(&MAGIC)?;
        let (log_unknown, after) = rest.split_first_chunk()?;
        rest = after;
        let numbers = cut(&mut rest, 2 << 16)?;
        let levels =
            (0..=REACH).map(|length| Level::read(&mut rest, length < REACH)).collect::<Option<_>>()?;
        rest.is_empty().then_some(Self { log_unknown, numbers, levels })
    }
}

impl<'d> Level<'d> {
    fn read(rest: &mut &'d [u8], extended: bool) -> Option<Self> {
        let contexts = count(rest)?;
        let entries = count(rest)?;
        let starts = contexts.checked_add(1)?;
        Some(Self {
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
}

/// What belongs to each of those whose first parts are given.
pub fn spans(starts: &[[u8; 4]]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let number = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes) as usize;
    starts.iter().zip(starts.iter().skip(1)).map(move |(from, to)| number(from)..number(to))
}

fn count(rest: &mut &[u8]) -> Option<usize> {
    let (bytes, after) = rest.split_first_chunk()?;
    *rest = after;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

fn cut<'d>(rest: &mut &'d [u8], length: usize) -> Option<&'d [u8]> {
    let (part, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(part)
}

fn column<'d, const N: usize>(rest: &mut &'d [u8], length: usize) -> Option<&'d [[u8; N]]> {
    Some(cut(rest, length.checked_mul(N)?)?.as_chunks().0)
}
