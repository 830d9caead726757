//! The tables of pairs, made from the columns of the language model: told once, for build.rs, which makes them, and for
//! those who ask them.

use super::columns::{Columns, spans};

/// How many symbols have rows: those of the smallest numbers, which are the commonest. All that a page may have lost and
/// that a reader could name are among them.
pub const SYMBOLS: usize = 2048;
/// Bytes in a row of bits.
pub const ROW: usize = SYMBOLS / 8;

/// The natural logarithm of the probability that the second of a pair follows the first, from which on the pair is common.
const COMMON: f32 = -7.5;

/// Three tables of [`SYMBOLS`] rows: by the first symbol of a pair all second ones; the second ones of common pairs; and
/// by the second symbol the first ones of common pairs. A pair's bit is the one of its other symbol's number, counted
/// from the lowest bit of a byte. `None` for what is no model.
pub fn tables(columns: &[u8]) -> Option<Vec<u8>> {
    let columns = Columns::read(columns)?;
    let level = columns.levels.get(1)?;
    let mut tables = vec![0; 3 * SYMBOLS * ROW];
    let (all, common) = tables.split_at_mut(SYMBOLS * ROW);
    let (after, before) = common.split_at_mut(SYMBOLS * ROW);
    for (first, entries) in spans(level.entry).enumerate().take(SYMBOLS) {
        let codes = level.probability.get(entries.clone())?;
        for (second, code) in level.symbol.get(entries)?.iter().zip(codes) {
            let second = usize::from(u16::from_le_bytes(*second));
            if second >= SYMBOLS {
                continue;
            }
            set(all, first, second);
            if f32::from_le_bytes(*level.probability_book.get(usize::from(*code))?) >= COMMON {
                set(after, first, second);
                set(before, second, first);
            }
        }
    }
    Some(tables)
}

fn set(table: &mut [u8], row: usize, bit: usize) {
    if let Some(byte) = table.get_mut(row * ROW + bit / 8) {
        *byte |= 1 << (bit % 8);
    }
}
