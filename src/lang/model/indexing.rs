//! Makes of the columns of a model the tables in which a look-up finds each n-gram at once. build.rs, which shares this
//! file, does so for the model that the binary carries.

use super::columns::{Columns, Level, REACH, spans};
use super::layout::{ALIGNMENT, Codes, MAGIC, NO_NUMBER, NUMBER_BITS};
use super::perfect;

/// What there is of each n-gram of one length: its key and its codes.
type Grams = Vec<(u64, Codes)>;

/// The tables of a model whose columns are given; `None` for what is no model, for one of more symbols or codes than a
/// slot has bits for, and where [`perfect::build`] finds no place for an n-gram.
pub fn index(columns: &[u8]) -> Option<Vec<u8>> {
    let columns = Columns::read(columns)?;
    let [single, pairs, triples, quadruples] = grams(&columns)?;
    let mut done = MAGIC.to_vec();
    done.extend(columns.log_unknown);
    done.extend(columns.numbers);
    for level in &columns.levels {
        book(&mut done, level.weight_book);
        book(&mut done, level.probability_book);
    }
    done.extend(u32::try_from(single.len()).ok()?.to_le_bytes());
    done.extend(single.iter().flat_map(|(_, codes)| [codes.probability, codes.weight]));
    for grams in [pairs, triples, quadruples] {
        let slots: Vec<(u64, u64)> = grams.iter().map(|&(key, codes)| (key, codes.slot(key))).collect();
        let (pilots, slots) = perfect::build(&slots)?;
        done.extend(u32::try_from(pilots.len()).ok()?.to_le_bytes());
        done.extend(u32::try_from(slots.len()).ok()?.to_le_bytes());
        done.extend(pilots);
        done.resize(done.len().next_multiple_of(ALIGNMENT), 0);
        done.extend(slots.into_iter().flat_map(u64::to_le_bytes));
    }
    Some(done)
}

/// The n-grams of each length, from one symbol on.
fn grams(columns: &Columns) -> Option<[Grams; REACH + 1]> {
    let mut grams: [Grams; REACH + 1] = Default::default();
    // The contexts of the level, as keys.
    let mut contexts = vec![0];
    for (length, level) in columns.levels.iter().enumerate() {
        if let Some(shorter) = length.checked_sub(1) {
            let grams = grams.get_mut(shorter)?;
            for (&key, code) in contexts.iter().zip(level.weight) {
                grams.push((key, Codes { weight: code.checked_add(1)?, ..Codes::NONE }));
            }
        }
        let grams = grams.get_mut(length)?;
        for (&context, entries) in contexts.iter().zip(spans(level.entry)) {
            let codes = level.probability.get(entries.clone())?;
            // The entries of the empty context are all symbols in their order, too.
            for (symbol, code) in level.symbol.get(entries)?.iter().zip(codes) {
                let key = context << NUMBER_BITS | number(*symbol)?;
                grams.push((key, Codes { probability: code.checked_add(1)?, ..Codes::NONE }));
            }
        }
        contexts = match columns.levels.get(length + 1) {
            Some(next) => longer(&contexts, level, next, length)?,
            None => Vec::new(),
        };
    }
    grams.iter_mut().for_each(merge);
    Some(grams)
}

/// The contexts of the next level.
fn longer(contexts: &[u64], level: &Level, next: &Level, length: usize) -> Option<Vec<u64>> {
    let mut longer = Vec::with_capacity(next.oldest.len());
    for (context, span) in contexts.iter().zip(spans(level.longer)) {
        for &oldest in next.oldest.get(span)? {
            longer.push(number(oldest)? << (length as u32 * NUMBER_BITS) | context);
        }
    }
    Some(longer)
}

/// What is told of an n-gram at two places, as a context and as an entry, is told at one.
fn merge(grams: &mut Grams) {
    grams.sort_by_key(|&(key, _)| key);
    grams.dedup_by(|(key, codes), (kept, before)| {
        let same = key == kept;
        if same {
            before.probability |= codes.probability;
            before.weight |= codes.weight;
        }
        same
    });
}

fn number(bytes: [u8; 2]) -> Option<u64> {
    Some(u64::from(u16::from_le_bytes(bytes))).filter(|&number| number < NO_NUMBER)
}

/// The codebook with 0.0 before all, for what is not there; a code of 255 is none of any n-gram.
fn book(done: &mut Vec<u8>, book: &[[u8; 4]]) {
    done.extend(0.0_f32.to_le_bytes());
    done.extend(book.iter().take(255).flatten());
}
