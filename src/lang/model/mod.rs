//! How likely a character is after others: n-grams of characters with interpolated modified Kneser-Ney smoothing (Chen
//! and Goodman, 1998), pruned and quantised.
//!
//! The table is that of rules/data/model.bin.zst, which build.rs unpacks; `cargo xtask lm` trains it. It is searched
//! as it lies in the binary, so that nothing is loaded and only what is asked for is touched.

mod columns;
mod history;
pub mod packing;
pub mod symbols;

use std::sync::LazyLock;

pub use columns::{MAGIC, Malformed};
pub use history::{History, REACH};
pub use symbols::Symbol;

use columns::Columns;

/// The number of the unknown symbol.
const UNKNOWN: u16 = 0;

static EMBEDDED: LazyLock<Model<'static>> = LazyLock::new(|| {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/model.bin"));
    Model::from_bytes(bytes).unwrap_or_default()
});

/// A model, borrowed from the bytes that hold it. The default one knows nothing and finds all symbols alike.
#[derive(Debug, Clone, Copy, Default)]
pub struct Model<'d> {
    columns: Columns<'d>,
}

impl Model<'static> {
    /// The model that the binary carries.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }
}

impl<'d> Model<'d> {
    /// A model from the bytes of a file that `cargo xtask lm` wrote, not compressed.
    ///
    /// # Errors
    /// Where the bytes are no model, or more or less than one. What the columns hold is not judged: a model whose
    /// numbers are broken gives wrong figures, and no panic.
    pub fn from_bytes(bytes: &'d [u8]) -> Result<Self, Malformed> {
        Ok(Self { columns: Columns::read(bytes)? })
    }

    /// Natural logarithm of the probability that the character follows; 0 for white space. A character that training
    /// did not know gets an equal share of what is left for all of those.
    #[inline]
    pub fn log_probability(&self, history: History, c: char) -> f32 {
        let symbol = Symbol::read(c, history.last());
        symbol.map_or(0.0, |symbol| Reading::after(&self.columns, history).next(symbol))
    }

    /// Natural logarithm of the probability that the paragraph ends.
    #[inline]
    pub fn log_end(&self, history: History) -> f32 {
        Reading::after(&self.columns, history).next(Symbol::END)
    }

    /// The number of a symbol: the commoner, the smaller; 0 for one that training did not know.
    pub fn number(&self, symbol: Symbol) -> u16 {
        self.columns.number(symbol)
    }

    /// The pairs of symbols, by their numbers, that the model holds a probability of, with its natural logarithm.
    pub fn pairs(&self) -> impl Iterator<Item = (u16, u16, f32)> {
        self.columns.pairs()
    }

    /// Sum of the natural logarithms of the probabilities of the first `most` characters of a text, white space not
    /// counted.
    pub fn text(&self, history: History, text: &str, most: usize) -> f32 {
        let mut reading = Reading::after(&self.columns, history);
        symbols::read(text, history.last()).take(most).map(|symbol| reading.next(symbol)).sum()
    }

    /// The same for one who asks for no sum below `least`: reads no further where it falls below, for it only falls.
    pub fn text_above(&self, history: History, text: &str, most: usize, least: f32) -> Option<f32> {
        let mut reading = Reading::after(&self.columns, history);
        let mut sum = 0.0;
        for symbol in symbols::read(text, history.last()).take(most) {
            sum += reading.next(symbol);
            if sum < least {
                return None;
            }
        }
        Some(sum)
    }
}

/// The symbols that a text begins with, where nothing or the start of a paragraph stands before it; as many as the model
/// looks at.
pub fn beginning(text: &str) -> [Symbol; REACH] {
    let mut read = symbols::read(text, Symbol::START);
    std::array::from_fn(|_| read.next().unwrap_or(Symbol::NOTHING))
}

/// Where the model stands in a text.
struct Reading<'m, 'd> {
    columns: &'m Columns<'d>,
    /// The numbers of the symbols read last, the last first.
    recent: [u16; REACH],
    /// How many of them are known.
    known: usize,
}

impl<'m, 'd> Reading<'m, 'd> {
    #[inline]
    fn after(columns: &'m Columns<'d>, history: History) -> Self {
        let mut recent = [0; REACH];
        let mut known = 0;
        for (number, symbol) in recent.iter_mut().zip(history.recent()) {
            *number = columns.number(symbol);
            known += 1;
        }
        Self { columns, recent, known }
    }

    /// Natural logarithm of the probability of the next symbol, which is then read.
    #[inline]
    fn next(&mut self, symbol: Symbol) -> f32 {
        let number = self.columns.number(symbol);
        let share = if number == UNKNOWN { self.columns.log_unknown } else { 0.0 };
        let log = self.log(number) - share;
        self.recent.copy_within(..REACH - 1, 1);
        if let Some(last) = self.recent.first_mut() {
            *last = number;
        }
        self.known = (self.known + 1).min(REACH);
        log
    }

    /// Goes to the longest context that the model has, and from there back to the longest that has the symbol.
    #[inline]
    fn log(&self, number: u16) -> f32 {
        let [none, levels @ ..] = &self.columns.levels;
        let mut recent = self.recent.iter().take(self.known);
        let mut path = [None; REACH];
        // The contexts of one symbol stand by its number, those after them are searched for.
        let mut context = recent.next().map(|&last| u32::from(last));
        for ((step, here), next) in
            path.iter_mut().zip(levels).zip(levels.iter().skip(1).map(Some).chain([None]))
        {
            *step = context;
            let longer = next.zip(context).zip(recent.next());
            context = longer.and_then(|((next, context), &older)| here.extend(context, older, next));
        }
        let mut weight = 0.0;
        for (level, context) in levels.iter().zip(path).rev() {
            let Some(context) = context else { continue };
            if let Some(log) = level.probability(context, number) {
                return weight + log;
            }
            weight += level.weight(context);
        }
        weight + none.probability_at(u32::from(number)).unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests;
