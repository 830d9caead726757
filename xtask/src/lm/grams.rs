//! The n-grams of the training text and how often each was seen.

use rustc_hash::FxHashMap;
use zzlint::lang::model::REACH;
use zzlint::lang::model::symbols::{Symbol, read};

/// The longest n-grams.
pub const ORDER: usize = REACH + 1;

/// The numbers of the symbols of an n-gram, 16 bits each, the first highest.
pub type Key = u64;
const BITS: u32 = 16;

/// The symbols that were seen often enough to be known, the commonest first.
pub struct Vocabulary {
    /// The symbols by their number. The first is the unknown one, the last the start of a paragraph, which never
    /// follows.
    pub symbols: Vec<Symbol>,
    numbers: FxHashMap<Symbol, u16>,
}

/// Symbols seen less often are unknown, so that the model learns what stands around those.
const LEAST_COUNT: u32 = 2;

impl Vocabulary {
    /// Counts the symbols of the paragraphs.
    pub fn new<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Self {
        let mut counts: FxHashMap<Symbol, u32> = FxHashMap::default();
        for paragraph in paragraphs {
            for symbol in read(paragraph, Symbol::START).chain([Symbol::END]) {
                *counts.entry(symbol).or_default() += 1;
            }
        }
        counts.remove(&Symbol::UNKNOWN);
        let mut known: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= LEAST_COUNT).collect();
        known.sort_by_key(|&(symbol, count)| (std::cmp::Reverse(count), symbol));
        let mut symbols = vec![Symbol::UNKNOWN];
        symbols.extend(known.into_iter().map(|(symbol, _)| symbol));
        symbols.push(Symbol::START);
        let numbers = symbols.iter().zip(0..).map(|(&symbol, number)| (symbol, number)).collect();
        Self { symbols, numbers }
    }

    /// How many symbols can follow.
    pub fn following(&self) -> usize {
        self.symbols.len() - 1
    }

    pub fn start(&self) -> u16 {
        self.following() as u16
    }

    fn number(&self, symbol: Symbol) -> u16 {
        self.numbers.get(&symbol).copied().unwrap_or(0)
    }
}

/// The n-grams of one length, sorted.
#[derive(Default)]
pub struct Grams {
    pub keys: Vec<Key>,
    /// How often each was seen.
    pub seen: Vec<u32>,
    /// For each, the place of the n-gram without its last symbol among those one shorter.
    pub context: Vec<u32>,
    /// For each, the place of the n-gram without its first symbol among those one shorter.
    pub shorter: Vec<u32>,
}

/// The n-grams of the paragraphs, by length: those of one symbol first, which are the whole vocabulary.
pub fn count<'t>(vocabulary: &Vocabulary, paragraphs: impl Iterator<Item = &'t str>) -> Vec<Grams> {
    let mut keys: [Vec<Key>; ORDER] = Default::default();
    // Every symbol is there once more than it was seen, to have its place.
    keys[0] = (0..vocabulary.symbols.len() as Key).collect();
    for paragraph in paragraphs {
        let mut key = Key::from(vocabulary.start());
        let symbols = read(paragraph, Symbol::START).chain([Symbol::END]);
        for (before, symbol) in (1..).zip(symbols) {
            key = key << BITS | Key::from(vocabulary.number(symbol));
            for (length, keys) in (1..=ORDER).zip(&mut keys).take(before + 1) {
                keys.push(last(key, length));
            }
        }
    }
    let mut all: Vec<Grams> = Vec::new();
    for (length, mut keys) in (1..).zip(keys) {
        keys.sort_unstable();
        let mut grams = Grams::default();
        for run in keys.chunk_by(|a, b| a == b) {
            grams.keys.push(run[0]);
            grams.seen.push(run.len() as u32 - u32::from(length == 1));
        }
        if let Some(before) = all.last() {
            let place = |key: Key| before.keys.partition_point(|&other| other < key) as u32;
            grams.context = grams.keys.iter().map(|&key| place(key >> BITS)).collect();
            grams.shorter = grams.keys.iter().map(|&key| place(last(key, length - 1))).collect();
        }
        all.push(grams);
    }
    all
}

/// The n-gram of the last symbols of another.
fn last(key: Key, length: usize) -> Key {
    key & (Key::MAX >> (Key::BITS - BITS * length as u32))
}

/// The symbols of an n-gram, the last first.
pub fn backwards(mut key: Key, length: usize) -> impl Iterator<Item = u16> {
    (0..length).map(move |_| {
        let number = key as u16;
        key >>= BITS;
        number
    })
}

/// The first symbol of an n-gram.
pub fn first(key: Key, length: usize) -> u16 {
    (key >> (BITS * (length as u32 - 1))) as u16
}
