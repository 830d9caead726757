//! The fingerprints of a block, chosen while its characters are read.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003): of
//! each [`WINDOW`] neighbouring grams of [`GRAM`] characters the one with the least hash. Two texts that share
//! `WINDOW + GRAM - 1` characters share a fingerprint.

use super::scan::Fingerprint;

/// Characters of a gram.
pub const GRAM: usize = 10;
/// Grams of a window.
pub const WINDOW: usize = 16;
/// Any odd number would do; this is the golden ratio's.
pub const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
/// What a character still counts for in the polynomial when it leaves the gram.
const OUT: u64 = BASE.wrapping_pow(GRAM as u32);
/// Characters that are remembered: those of a window's grams, made up to a power of two.
const RING: usize = (WINDOW + GRAM).next_power_of_two();

/// Takes one character after the other and gives the fingerprints, each gram once.
pub struct Winnow<'r> {
    /// Apart from the rest, which so can be held in registers.
    recent: &'r mut Ring,
    /// Characters taken.
    count: usize,
    /// The polynomial of the last characters, modulo 2⁶⁴.
    rolling: u64,
    /// The least hash of the window, and the number of the last character of its gram.
    least: u64,
    chosen: usize,
}

/// The last characters taken, each at its number.
pub type Ring = [Taken; RING];

/// A character that was taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct Taken {
    character: char,
    /// The byte at which it stands.
    place: u32,
    /// Of the gram that ends with it.
    hash: u64,
}

impl<'r> Winnow<'r> {
    /// Begins a text; what the ring still holds of another does not matter.
    pub fn new(recent: &'r mut Ring) -> Self {
        Self { recent, count: 0, rolling: 0, least: u64::MAX, chosen: 0 }
    }

    #[inline]
    pub fn take(&mut self, character: char, place: u32) -> Option<Fingerprint> {
        let at = self.count;
        self.count += 1;
        self.rolling = self.rolling.wrapping_mul(BASE).wrapping_add(u64::from(character));
        if let Some(out) = at.checked_sub(GRAM) {
            self.rolling = self.rolling.wrapping_sub(u64::from(self.at(out).character).wrapping_mul(OUT));
        }
        // The high bits of a product are those that all characters reach.
        let hash = (self.rolling ^ self.rolling >> 29).wrapping_mul(BASE);
        if let Some(slot) = self.recent.get_mut(at % RING) {
            *slot = Taken { character, place, hash };
        }
        const FULL: usize = GRAM + WINDOW - 2;
        if at < FULL {
            return None;
        }
        if at == FULL || at == self.chosen + WINDOW {
            // The least left the window. Of equals the latest is taken: it stays longest.
            (self.least, self.chosen) = (u64::MAX, at);
            for gram in (at + 1 - WINDOW..=at).rev() {
                let hash = self.at(gram).hash;
                if hash < self.least {
                    (self.least, self.chosen) = (hash, gram);
                }
            }
        } else if hash < self.least {
            (self.least, self.chosen) = (hash, at);
        } else {
            return None;
        }
        Some(Fingerprint::new(self.least, self.at(self.chosen + 1 - GRAM).place))
    }

    #[inline]
    fn at(&self, number: usize) -> Taken {
        self.recent.get(number % RING).copied().unwrap_or_default()
    }
}
