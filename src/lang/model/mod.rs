//! How likely a character is after others: n-grams of characters with interpolated modified Kneser-Ney smoothing (Chen
//! and Goodman, 1998), pruned and quantised.
//!
//! The model is that of rules/data/model.bin.zst, of which build.rs makes hash tables; `cargo xtask lm` trains it. They
//! are asked as they lie in the binary, so that nothing is loaded and only what is asked for is touched. A larger one can
//! be read from a file ([`ModelFile`]).

pub mod columns;
mod file;
mod history;
pub mod indexing;
mod layout;
pub mod packing;
mod perfect;
pub mod symbols;
mod tables;

use std::sync::LazyLock;

pub use columns::REACH;
pub use file::{ModelFile, Unusable, hash_text, sealed};
pub use history::History;
pub use symbols::Symbol;
pub use tables::Malformed;

use layout::{Codes, NO_NUMBER, NUMBER_BITS, mask};
use tables::Tables;

/// The number of the unknown symbol.
const UNKNOWN: u16 = 0;

/// Bytes that begin with a line of the cache.
#[repr(C, align(64))]
struct Aligned<B: ?Sized>(B);

static TABLES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/model.tables.bin")));

static EMBEDDED: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::from_bytes(&TABLES.0).unwrap_or_default());

/// A model, borrowed from the bytes that hold it. The default one knows nothing and finds all symbols alike.
#[derive(Clone, Copy, Default)]
pub struct Model<'d> {
    tables: Tables<'d>,
}

/// Nobody reads megabytes of tables.
impl std::fmt::Debug for Model<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").finish_non_exhaustive()
    }
}

impl Model<'static> {
    /// The model that the binary carries.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }
}

impl<'d> Model<'d> {
    /// A model from the bytes that [`indexing::index`] makes. Fastest where they begin at a multiple of 8.
    ///
    /// # Errors
    /// Where the bytes are no model, or more or less than one. What the tables hold is not judged: a model whose
    /// numbers are broken gives wrong figures, and no panic.
    pub fn from_bytes(bytes: &'d [u8]) -> Result<Self, Malformed> {
        Ok(Self { tables: Tables::read(bytes)? })
    }

    /// Natural logarithm of the probability that the character follows; 0 for white space. A character that training
    /// did not know gets an equal share of what is left for all of those.
    #[inline]
    pub fn log_probability(&self, history: History, c: char) -> f32 {
        self.reading(history).read(c)
    }

    /// A reading that goes on behind a place; for one who tries several texts there, which each take a copy.
    #[inline]
    pub fn reading(&self, history: History) -> Reading<'_, 'd> {
        Reading::after(&self.tables, history)
    }

    /// Natural logarithm of the probability that the paragraph ends.
    #[inline]
    pub fn log_end(&self, history: History) -> f32 {
        Reading::after(&self.tables, history).next(Symbol::END)
    }

    /// The number of a symbol: the commoner, the smaller; 0 for one that training did not know.
    pub fn number(&self, symbol: Symbol) -> u16 {
        self.tables.number(symbol)
    }

    /// Sum of the natural logarithms of the probabilities of the first `most` characters of a text, white space not
    /// counted.
    pub fn text(&self, history: History, text: &str, most: usize) -> f32 {
        self.reading(history).text(text, most)
    }

    /// The same for one who asks for no sum below `least`: reads no further where it falls below, for it only falls.
    pub fn text_above(&self, history: History, text: &str, most: usize, least: f32) -> Option<f32> {
        self.reading(history).text_above(text, most, least)
    }
}

/// The symbols that a text begins with, where nothing or the start of a paragraph stands before it; as many as the model
/// looks at.
pub fn beginning(text: &str) -> [Symbol; REACH] {
    let mut read = symbols::read(text, Symbol::START);
    std::array::from_fn(|_| read.next().unwrap_or(Symbol::NOTHING))
}

/// Where the model stands in a text.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'m, 'd> {
    tables: &'m Tables<'d>,
    /// The key of the symbols read last, [`NO_NUMBER`] for those that are not known.
    before: u64,
    /// What is known of the last symbol, of the last two and of the last three as contexts: it is found with the
    /// probability of their last symbol.
    contexts: [Codes; REACH],
    /// The last symbol, which says how a straight quote is read.
    last: Symbol,
}

impl<'m, 'd> Reading<'m, 'd> {
    #[inline]
    fn after(tables: &'m Tables<'d>, history: History) -> Self {
        let mut before = mask(REACH);
        for (symbol, shift) in history.recent().zip((0..).step_by(NUMBER_BITS as usize)) {
            before = before & !(NO_NUMBER << shift) | u64::from(tables.number(symbol)) << shift;
        }
        let [pairs, triples, _] = &tables.grams;
        let one = tables.symbol(before);
        let two = pairs.codes_if(one.is_context(), before, mask(2));
        let three = triples.codes_if(two.is_context(), before, mask(3));
        Self { tables, before, contexts: [one, two, three], last: history.last() }
    }

    /// Reads a character: the natural logarithm of its probability, as [`Model::log_probability`].
    #[inline]
    pub fn read(&mut self, c: char) -> f32 {
        Symbol::read(c, self.last).map_or(0.0, |symbol| self.next(symbol))
    }

    /// As [`Model::text`].
    pub fn text(mut self, text: &str, most: usize) -> f32 {
        symbols::read(text, self.last).take(most).map(|symbol| self.next(symbol)).sum()
    }

    /// As [`Model::text_above`].
    pub fn text_above(mut self, text: &str, most: usize, least: f32) -> Option<f32> {
        let mut sum = 0.0;
        for symbol in symbols::read(text, self.last).take(most) {
            sum += self.next(symbol);
            if sum < least {
                return None;
            }
        }
        Some(sum)
    }

    /// Natural logarithm of the probability of the next symbol, which is then read.
    ///
    /// No n-gram is looked up where there can be none: its first symbols must be a context, or its last ones for it to be
    /// one itself. All others are asked for at once, for the processor can then wait for all of them together.
    #[inline]
    fn next(&mut self, symbol: Symbol) -> f32 {
        let Tables { books: [none, one, two, three], grams: [pairs, triples, quadruples], .. } = self.tables;
        let [last, last_two, last_three] = self.contexts;
        let number = self.tables.number(symbol);
        let key = self.before << NUMBER_BITS | u64::from(number);
        let single = self.tables.symbol(key);
        let pair = pairs.codes_if(last.is_context(), key, mask(2));
        let triple = triples.codes_if(last_two.is_context() || pair.is_context(), key, mask(3));
        let quadruple = quadruples.codes_if(last_three.is_context(), key, mask(4));
        let log = if quadruple.has_probability() {
            three.probability(quadruple)
        } else if triple.has_probability() {
            three.weight(last_three) + two.probability(triple)
        } else if pair.has_probability() {
            three.weight(last_three) + two.weight(last_two) + one.probability(pair)
        } else {
            three.weight(last_three) + two.weight(last_two) + one.weight(last) + none.probability(single)
        };
        self.before = key & mask(REACH);
        self.contexts = [single, pair, triple];
        self.last = symbol;
        log - if number == UNKNOWN { self.tables.log_unknown } else { 0.0 }
    }
}

#[cfg(test)]
mod tests;
