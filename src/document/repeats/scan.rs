//! One pass over all blocks: the hash of each, and a few fingerprints of what stands in it.
//!
//! Fingerprints are chosen by winnowing (Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document
//! fingerprinting", SIGMOD 2003): of each [`WINDOW`] neighbouring grams of [`GRAM`] characters the one with the least
//! hash. Two texts that share `WINDOW + GRAM - 1` characters share a fingerprint.

use rustc_hash::FxHashMap;

use super::fold::{fold, weight};
use crate::document::Block;

/// Characters of a gram.
pub const GRAM: usize = 10;
/// Grams of a window.
const WINDOW: usize = 16;
/// Characters that the ring keeps: a power of two above `GRAM`.
const RING: usize = 16;
/// Any odd number would do; this is the golden ratio's.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// What a block is compared by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Print {
    /// Of the folded characters; equal texts have equal hashes, and the reverse is checked.
    pub hash: u64,
    /// Folded characters.
    pub length: u32,
    /// In columns: two for a Han character, one for a letter or a figure.
    pub weight: u32,
    /// The first block of the same hash, where this is not it.
    pub first: Option<u32>,
}

/// Where a gram begins, under its hash, so that sorting brings equal grams together in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(u64);

impl Fingerprint {
    fn new(hash: u64, at: usize) -> Self {
        Self(hash & 0xFFFF_FFFF_0000_0000 | at as u64 & 0xFFFF_FFFF)
    }

    pub fn hash(self) -> u64 {
        self.0 >> 32
    }

    /// The byte.
    pub fn at(self) -> usize {
        (self.0 & 0xFFFF_FFFF) as usize
    }
}

/// The prints of all blocks, and the sorted fingerprints of those that are no exact copies.
pub fn scan(text: &str, blocks: &[Block]) -> (Vec<Print>, Vec<Fingerprint>) {
    let mut prints: Vec<Print> = Vec::with_capacity(blocks.len());
    let mut fingerprints = Vec::with_capacity(text.len() / 18);
    let mut first: FxHashMap<u64, u32> = FxHashMap::default();
    let mut winnow = Winnow::default();
    for (number, block) in blocks.iter().enumerate() {
        let before = fingerprints.len();
        let mut print = Print::default();
        winnow.clear();
        for (at, c) in text.get(block.span.range()).unwrap_or("").char_indices() {
            let Some(c) = fold(c) else { continue };
            print.hash = (print.hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(BASE);
            print.length += 1;
            print.weight += weight(c);
            fingerprints.extend(winnow.push(c, block.span.start() + at));
        }
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let known = *first.entry(print.hash).or_insert(number);
        if known != number {
            print.first = Some(known);
            fingerprints.truncate(before);
        }
        prints.push(print);
    }
    fingerprints.sort_unstable();
    (prints, fingerprints)
}

/// The grams of the last window, in a ring.
#[derive(Default)]
struct Winnow {
    /// The last characters and where they stand.
    ring: [(u64, usize); RING],
    /// The polynomial of the characters in the ring, modulo 2⁶⁴.
    rolling: u64,
    window: [(u64, usize); WINDOW],
    pushed: usize,
    /// The place in `window` of the least gram.
    least: usize,
}

impl Winnow {
    fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes in the character at byte `at`; gives the fingerprint that became known by it, if any.
    fn push(&mut self, c: char, at: usize) -> Option<Fingerprint> {
        const OUT: u64 = BASE.wrapping_pow(GRAM as u32);
        let new = u64::from(c);
        let old = self.ring.get((self.pushed + RING - GRAM) % RING)?.0;
        *self.ring.get_mut(self.pushed % RING)? = (new, at);
        self.rolling = self.rolling.wrapping_mul(BASE).wrapping_add(new).wrapping_sub(old.wrapping_mul(OUT));
        self.pushed += 1;
        let gram = self.pushed.checked_sub(GRAM)?;
        let start = self.ring.get(gram % RING)?.1;
        // The high bits of a product are those that all characters reach.
        let hash = (self.rolling ^ self.rolling >> 29).wrapping_mul(BASE);
        let place = gram % WINDOW;
        *self.window.get_mut(place)? = (hash, start);
        if gram + 1 < WINDOW {
            return None;
        }
        let least = self.window.get(self.least)?.0;
        let first = gram + 1 == WINDOW;
        if first || place == self.least {
            // The least left the window. Of equals the latest is taken: it stays longest.
            let order = (1..=WINDOW).map(|back| (place + back) % WINDOW);
            self.least = order.rev().min_by_key(|&slot| self.window.get(slot).map(|gram| gram.0))?;
        } else if hash < least {
            self.least = place;
        } else {
            return None;
        }
        let &(hash, start) = self.window.get(self.least)?;
        Some(Fingerprint::new(hash, start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;
    use crate::source::Span;

    fn prints_of(text: &str) -> (Vec<Print>, Vec<Fingerprint>) {
        let block = Block { span: Span::new(0, text.len()), lines: 0..1, role: Role::Body };
        scan(text, &[block])
    }

    /// Sixty different characters.
    fn passage() -> String {
        (0..60).filter_map(|n| char::from_u32(0x5000 + n * 37)).collect()
    }

    #[test]
    fn shared_passages_share_a_fingerprint_wherever_they_stand() {
        let shared: String = passage().chars().take(WINDOW + GRAM - 1).collect();
        let hashes = |text: &str| prints_of(text).1.iter().map(|f| f.hash()).collect::<Vec<_>>();
        let (one, other) =
            (hashes(&format!("前文，{shared}后文")), hashes(&format!("此处另有别的文字{shared}")));
        assert!(one.iter().any(|hash| other.contains(hash)));
    }

    #[test]
    fn few_fingerprints_even_of_one_character_over_and_over() {
        let many = prints_of(&"啊".repeat(16_000)).1.len();
        assert!(many <= 1_400, "{many}");
    }

    #[test]
    fn copies_know_their_first() {
        let text = "甲乙丙\n甲，乙丙\n甲乙丁";
        let spans = [Span::new(0, 9), Span::new(10, 22), Span::new(23, 32)];
        let blocks = spans.map(|span| Block { span, lines: 0..1, role: Role::Body });
        let firsts = scan(text, &blocks).0.iter().map(|print| print.first).collect::<Vec<_>>();
        assert_eq!(firsts, [None, Some(0), None]);
    }
}
