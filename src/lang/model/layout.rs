//! How the tables in which a model is looked up lie in the binary: told once, for build.rs, which writes them, and for
//! the model, which asks them as they lie. All numbers are little-endian.
//!
//! A model is [`MAGIC`], the natural logarithm as f32 of how many characters the unknown symbol stands for, the number of
//! each symbol as u16 × 65,536 (by `Symbol::code`; 0 is the unknown one), and for each length of context, from 0 to
//! [`REACH`], two codebooks of f32 × 256: back-off weights of the contexts of this length, then probabilities after
//! them, both as natural logarithms. Code 0 stands for what is not there.
//!
//! Then come how many symbols there are as u32 and the two codes of each, and the n-grams of 2 to 4 symbols, for each
//! length a perfect hash table (`perfect.rs`): its buckets and its slots as u32, a pilot of one byte for each bucket,
//! zeros up to a multiple of [`ALIGNMENT`], and 8 bytes for each slot. So what is known of an n-gram is found at one
//! place, both how likely its last symbol is after the others and what it leaves to its back-off as a context.
//!
//! An n-gram's key is the numbers of its symbols, the last in the lowest bits. A free slot is 0, which is that of the
//! unknown symbols alone with nothing known of them.

/// What the tables of a model begin with.
pub const MAGIC: [u8; 8] = *b"zzlm\0\0\x02\n";

/// Slots begin at a multiple of so many bytes, and the model should too: then none lies across two lines of a cache.
pub const ALIGNMENT: usize = 8;

/// A symbol's bits in a key; and the number that none has, for places before the first symbol that is known.
pub const NUMBER_BITS: u32 = 14;
pub const NO_NUMBER: u64 = (1 << NUMBER_BITS) - 1;

/// The bits of the key of an n-gram of so many symbols.
pub const fn mask(symbols: usize) -> u64 {
    (1 << (symbols as u32 * NUMBER_BITS)) - 1
}

/// What is known of an n-gram; 0 where it is no context, or its last symbol was not kept after the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codes {
    pub probability: u8,
    pub weight: u8,
}

/// In a slot the probability has the lowest bits, the key the next, and the weight the highest: the longest n-grams,
/// whose keys reach there, are no contexts.
const KEY_SHIFT: u32 = 8;
const WEIGHT_SHIFT: u32 = 56;

impl Codes {
    pub const NONE: Self = Self { probability: 0, weight: 0 };

    #[inline]
    pub fn has_probability(self) -> bool {
        self.probability != 0
    }

    #[inline]
    pub fn is_context(self) -> bool {
        self.weight != 0
    }

    /// The slot that holds them under a key.
    pub fn slot(self, key: u64) -> u64 {
        u64::from(self.weight) << WEIGHT_SHIFT | key << KEY_SHIFT | u64::from(self.probability)
    }

    /// What a slot holds of a key; nothing where it is the slot of another.
    #[inline]
    pub fn of(slot: u64, key: u64, mask: u64) -> Self {
        let found = if ((slot >> KEY_SHIFT) ^ key) & mask == 0 { slot } else { 0 };
        Self { probability: found as u8, weight: (found >> WEIGHT_SHIFT) as u8 }
    }
}
