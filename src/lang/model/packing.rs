//! Turns the columns of a model into ones that compress better, and back. The committed table is packed; build.rs, which
//! shares this file, unpacks it into the form that `columns.rs` tells.
//!
//! Numbers are written as steps from the one before, those of a context from 0 anew, for they are sorted. Of numbers of
//! several bytes all first bytes are written, then all second ones, and so on. Heads, codebooks, weights and
//! probabilities stay as they are.

/// What a packed model begins with, and what a model in memory does.
pub const PACKED: [u8; 8] = *b"zzlm\0\0\x01+";
const PLAIN: [u8; 8] = *b"zzlm\0\0\x01\n";

/// Bytes of what stands before the levels, and of the two codebooks of a level.
const HEAD: usize = 4 + 2 * (1 << 16);
const BOOKS: usize = 2 * 4 * 256;

/// Packs a model as it lies in memory; `None` for what is no model.
pub fn pack(model: &[u8]) -> Option<Vec<u8>> {
    Turn { rest: model.strip_prefix(&PLAIN)?, done: PACKED.to_vec(), packs: true }.all()
}

/// A packed model as it lies in memory; `None` for what is no packed model.
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    Turn { rest: packed.strip_prefix(&PACKED)?, done: PLAIN.to_vec(), packs: false }.all()
}

/// One form being turned into the other.
struct Turn<'b> {
    rest: &'b [u8],
    done: Vec<u8>,
    packs: bool,
}

impl<'b> Turn<'b> {
    fn all(mut self) -> Option<Vec<u8>> {
        self.copy(HEAD)?;
        let mut runs = vec![0];
        while !self.rest.is_empty() {
            runs = self.level(&runs)?;
        }
        Some(self.done)
    }

    /// Turns a level whose contexts start anew at the given places; gives those places for the next.
    fn level(&mut self, runs: &[u32]) -> Option<Vec<u32>> {
        let contexts = self.number()?;
        let entries = self.number()?;
        self.copy(BOOKS)?;
        self.column::<2>(contexts, runs)?;
        self.copy(contexts)?;
        // Only the last level ends right after its entries.
        let left = (contexts + 1) * 4 + entries * 3;
        let longer = if self.rest.len() > left { self.column::<4>(contexts + 1, &[0])? } else { Vec::new() };
        let starts = self.column::<4>(contexts + 1, &[0])?;
        self.column::<2>(entries, &starts)?;
        self.copy(entries)?;
        Some(longer)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.copy(4)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    fn copy(&mut self, length: usize) -> Option<&'b [u8]> {
        let (part, after) = self.rest.split_at_checked(length)?;
        self.done.extend(part);
        self.rest = after;
        Some(part)
    }

    /// Turns a column of numbers of so many bytes that start anew at the given places; gives the numbers.
    fn column<const BYTES: usize>(&mut self, length: usize, runs: &[u32]) -> Option<Vec<u32>> {
        let (part, after) = self.rest.split_at_checked(length.checked_mul(BYTES)?)?;
        self.rest = after;
        let mut anew = vec![false; length];
        for &run in runs {
            if let Some(anew) = anew.get_mut(usize::try_from(run).ok()?) {
                *anew = true;
            }
        }
        let given = if self.packs { from_rows::<BYTES>(part) } else { from_planes::<BYTES>(part, length) };
        let mut turned = Vec::with_capacity(length);
        let mut before = 0_u32;
        for (&number, anew) in given.iter().zip(anew) {
            let start = if anew { 0 } else { before };
            let other = if self.packs { number.wrapping_sub(start) } else { number.wrapping_add(start) };
            before = if self.packs { number } else { other };
            turned.push(other);
        }
        if self.packs {
            (0..BYTES).for_each(|byte| {
                self.done.extend(turned.iter().filter_map(|n| n.to_le_bytes().get(byte).copied()))
            });
            Some(given)
        } else {
            self.done.extend(turned.iter().flat_map(|number| number.to_le_bytes().into_iter().take(BYTES)));
            Some(turned)
        }
    }
}

/// Numbers whose bytes lie side by side.
fn from_rows<const BYTES: usize>(part: &[u8]) -> Vec<u32> {
    part.chunks_exact(BYTES)
        .map(|row| row.iter().rev().fold(0, |n, &byte| n << 8 | u32::from(byte)))
        .collect()
}

/// Numbers whose first bytes lie before all second ones.
fn from_planes<const BYTES: usize>(part: &[u8], length: usize) -> Vec<u32> {
    let mut numbers = vec![0; length];
    for (plane, shift) in part.chunks_exact(length.max(1)).take(BYTES).zip((0..).step_by(8)) {
        numbers.iter_mut().zip(plane).for_each(|(n, &byte)| *n |= u32::from(byte) << shift);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let plain: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/model.bin"));
        let packed = pack(plain).unwrap();
        assert!(packed.len() == plain.len() && packed != plain);
        assert!(unpack(&packed).unwrap() == plain);
    }

    #[test]
    fn what_is_no_model_is_refused() {
        assert!(pack(b"").is_none() && unpack(b"zzlm").is_none() && unpack(&PLAIN).is_none());
        let cut = pack(include_bytes!(concat!(env!("OUT_DIR"), "/model.bin"))).unwrap();
        assert!(unpack(&cut[..cut.len() - 1]).is_none());
    }
}
