//! Whether two pieces of text were one paragraph: the logistic models that weigh what speaks for it at the tail of the first
//! and the head of the second ([`super::sides`]).
//!
//! The weights and the tables of edges are in `rules/data/joins.tsv`. They were learnt from news articles that were cut
//! at places where a line can end. Against them stood, for *cut*, neighbouring paragraphs whose last 。 was taken away
//! as OCR does; for *match*, halves of two different paragraphs. Half of either lost quotes. How often a page loses
//! its 。 is in no model: the page tells.

use std::fmt::{self, Write};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::evidence;
pub use crate::document::evidence::weigh;

/// The names of the features, in their order.
pub const FEATURES: [&str; 24] = [
    "bias",
    "tail-comma",
    "tail-enumeration",
    "tail-semicolon",
    "tail-colon",
    "tail-left-open",
    "head-closes",
    "left-open-and-closes",
    "cut-in-word",
    "word-across-loses",
    "head-mark",
    "head-opening",
    "tail-ending",
    "digits-meet",
    "head-short-end",
    "head-no-mark",
    "no-word-across",
    "quotes-differ",
    "head-inside-word",
    "tail-inside-word",
    "goes-on",
    "together",
    "sentence-ends",
    "begins",
];

/// The values of [`FEATURES`] for a tail and a head.
pub type Features = [f32; FEATURES.len()];

/// The model of `rules/data/joins.tsv`.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_str!("../../../rules/data/joins.tsv")));

/// What the edges of paragraphs and of cuts look like, and what each feature weighs.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// One or two characters at the head → natural logarithm of how much likelier they begin a paragraph than stand
    /// after a cut.
    pub openings: Table,
    /// One or two characters at the tail, backwards → how much likelier they end a paragraph, its mark left out, than
    /// stand before a cut.
    pub endings: Table,
    /// A character at the head → how much likelier it stands after a cut inside a word than after one between words.
    pub inner_heads: Table,
    /// The same of a character at the tail.
    pub inner_tails: Table,
    /// That both were cut, and no end mark was lost.
    pub cut: Features,
    /// That two pieces that were cut belong together.
    pub matched: Features,
    /// That the tail was cut, whatever follows.
    pub tail: Features,
    /// That the head was cut off, whatever comes before.
    pub head: Features,
}

/// Characters at an edge → natural logarithm of a ratio of likelihoods.
pub type Table = FxHashMap<Key, f32>;

/// One or two characters, read outwards from the edge; none is there as NUL.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key([char; 2]);

impl Key {
    /// The first characters of an edge, so many and at most two, as the tables spell them: figures as 0, Latin letters
    /// as A, marks full-width.
    pub fn new(edge: impl Iterator<Item = char>, length: usize) -> Self {
        let fold = |c: char| match c {
            _ if c.is_ascii_digit() => '0',
            _ if c.is_ascii_alphabetic() => 'A',
            ',' => '，',
            ':' => '：',
            ';' => '；',
            '(' => '（',
            ')' => '）',
            _ => c,
        };
        Self::spelt(edge.filter(|c| !c.is_whitespace()).take(length).map(fold))
    }

    fn spelt(mut characters: impl Iterator<Item = char>) -> Self {
        Self(std::array::from_fn(|_| characters.next().unwrap_or_default()))
    }

    /// One character.
    pub fn of(c: char) -> Self {
        Self([c, '\0'])
    }

    /// The outer character alone.
    pub fn first(self) -> Self {
        let [first, _] = self.0;
        Self([first, '\0'])
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().filter(|c| **c != '\0').try_for_each(|c| f.write_char(*c))
    }
}

impl Model {
    /// Reads a table of [`evidence::rows`].
    pub fn parse(table: &str) -> Self {
        let mut model = Self::default();
        for (kind, name, value) in evidence::rows(table) {
            let weights = match kind {
                "cut" => &mut model.cut,
                "match" => &mut model.matched,
                "tail" => &mut model.tail,
                "head" => &mut model.head,
                _ => {
                    if let Some(table) = model.table(kind) {
                        table.insert(Key::spelt(name.chars()), value);
                    }
                    continue;
                }
            };
            evidence::set(weights, &FEATURES, name, value);
        }
        model
    }

    fn table(&mut self, kind: &str) -> Option<&mut Table> {
        Some(match kind {
            "opening" => &mut self.openings,
            "ending" => &mut self.endings,
            "inner-head" => &mut self.inner_heads,
            "inner-tail" => &mut self.inner_tails,
            _ => return None,
        })
    }
}
