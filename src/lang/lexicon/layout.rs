//! How the table of words lies in the binary: told once, for build.rs, which writes it, and for the lexicon, which asks
//! it as it lies.
//!
//! A hash table with open addressing over all beginnings of words, in characters, so that one look-up a character tells
//! which words a text begins with. A slot has four bytes, little-endian: 24 bits of the hash and a value. A slot's place
//! gives further bits (20 of a million slots), so that of ten million texts that begin no word one is taken for such.

/// A text, character by character, as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Key(u64);

/// The odd number closest to 2⁶⁴ divided by the golden ratio.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

impl Key {
    /// The text with a further character.
    #[inline]
    pub fn then(self, c: char) -> Self {
        Self((self.0.rotate_left(5) ^ u64::from(c)).wrapping_mul(MIX))
    }

    /// The first of `slots`, a power of two, in which it may lie, and the bits that its slot holds.
    #[inline]
    pub fn place(self, slots: usize) -> (usize, u32) {
        let mixed = (self.0 ^ self.0 >> 29).wrapping_mul(MIX);
        ((mixed >> 40) as usize & (slots - 1), mixed as u32 >> 8)
    }
}

/// What a slot holds of a text that begins words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// It is none itself.
    Beginning,
    /// It is a word: half-steps of the binary logarithm of its count.
    Word(u8),
}

/// A slot that holds nothing.
pub const FREE: u32 = 0;

/// The slot of these bits of a hash.
#[allow(dead_code, reason = "the lexicon reads alone")]
pub fn pack(bits: u32, entry: Entry) -> u32 {
    let value = match entry {
        Entry::Beginning => 1,
        Entry::Word(steps) => u32::from(steps) + 2,
    };
    bits << 8 | value
}

/// What a slot holds, where it is that of these bits.
#[inline]
pub fn unpack(slot: u32, bits: u32) -> Option<Entry> {
    let [value, ..] = slot.to_le_bytes();
    (slot >> 8 == bits).then(|| match value.checked_sub(2) {
        Some(steps) => Entry::Word(steps),
        None => Entry::Beginning,
    })
}
