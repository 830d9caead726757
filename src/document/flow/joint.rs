//! Whether two pieces of text were one paragraph: what speaks for it at the tail of the first and the head of the
//! second, weighed by logistic models.
//!
//! The weights and the tables of edges are in `rules/data/joins.tsv`. They were learnt from news articles that were cut
//! at places where a line can end. Against them stood, for *cut*, neighbouring paragraphs whose last 。 was taken away
//! as OCR does; for *match*, halves of two different paragraphs. Half of either lost quotes. How often a page loses
//! its 。 is in no model: the page tells.

use std::fmt::{self, Write};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::edges::{self, End};
use crate::lang::lexicon;
use crate::lang::model::{History, Model as Language};

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

/// A head of fewer characters that ends with 。 and has no other mark is more often the rest of a paragraph than one of
/// its own.
const SHORT_HEAD: usize = 9;

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
    /// Reads lines of kind, name and value, separated by tabs; what does not parse is left out.
    pub fn parse(table: &str) -> Self {
        let mut model = Self::default();
        for line in table.lines() {
            let mut fields = line.split('\t');
            let (Some(kind), Some(name), Some(value)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let Ok(value) = value.parse() else { continue };
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
            let weight = FEATURES.iter().position(|feature| *feature == name);
            if let Some(weight) = weight.and_then(|at| weights.get_mut(at)) {
                *weight = value;
            }
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

    /// What there is to weigh, with the language model of the binary.
    pub fn features(&self, tail: &str, head: &str) -> Features {
        self.features_by(Language::embedded(), tail, head)
    }

    /// What there is to weigh.
    pub fn features_by(&self, language: &Language<'_>, tail: &str, head: &str) -> Features {
        let gain = lexicon::straddling_gain(tail, head);
        let fluency = Fluency::new(language, tail, head);
        let (open, closed) = (edges::left_open(tail), edges::closes(head));
        let is = |yes: bool| f32::from(u8::from(yes));
        let end = edges::end(tail);
        let apart = gain.is_none_or(|gain| gain <= 0.0);
        let digits = tail.ends_with(|c: char| c.is_ascii_alphanumeric())
            && head.starts_with(|c: char| c.is_ascii_alphanumeric() || UNITS.contains(c));
        let marked = edges::has_inner_mark(head) || edges::end(head) == End::Stop;
        let inner = |table: &Table, edge: Option<char>| {
            edge.and_then(|c| table.get(&Key::spelt(std::iter::once(c)))).copied().unwrap_or(0.0)
        };
        [
            1.0,
            is(end == End::Comma),
            is(end == End::Enumeration),
            is(end == End::Semicolon),
            is(end == End::Colon),
            is(open.is_some()),
            is(closed.is_some()),
            is(open.is_some() && open == closed),
            gain.map_or(0.0, |gain| gain.clamp(0.0, 20.0) / 10.0),
            gain.map_or(0.0, |gain| gain.clamp(-20.0, 0.0) / 10.0),
            is(edges::begins_with_mark(head)),
            value(&self.openings, head.chars()),
            value(&self.endings, edges::words(tail).chars().rev()),
            is(digits),
            is(is_rest(head)),
            is(!marked),
            is(gain.is_none()),
            is(open.is_some() != closed.is_some()),
            if apart { inner(&self.inner_heads, head.chars().next()) } else { 0.0 },
            if apart { inner(&self.inner_tails, tail.chars().next_back()) } else { 0.0 },
            fluency.goes_on,
            fluency.together,
            fluency.sentence_ends,
            fluency.begins,
        ]
    }
}

/// Characters of a head that the language model reads: what follows tells little of what stands before.
const READ: usize = 8;

/// No single sign of the language model counts for more, in natural logarithms: one misread character makes any text
/// unlikely.
const MOST: f32 = 12.0;

/// What the language model says of a cut, each a difference of natural logarithms, a tenth of it.
struct Fluency {
    /// How much likelier the head is after the tail than at the beginning of a paragraph.
    goes_on: f32,
    /// How much likelier it is after the tail than anywhere.
    together: f32,
    /// How likely 。 is after the tail.
    sentence_ends: f32,
    /// How much likelier the head is at the beginning of a paragraph than anywhere.
    begins: f32,
}

impl Fluency {
    fn new(language: &Language<'_>, tail: &str, head: &str) -> Self {
        let tenth = |log: f32| log.clamp(-MOST, MOST) / 10.0;
        let anywhere = language.text(History::NONE, head, READ);
        let beginning = language.text(History::START, head, READ);
        let begins = if head.is_empty() { 0.0 } else { tenth(beginning - anywhere) };
        if tail.is_empty() {
            return Self { goes_on: 0.0, together: 0.0, sentence_ends: 0.0, begins };
        }
        let after = language.text(History::after(tail), head, READ);
        let ends = language.log_probability(History::after(edges::words(tail)), '。');
        Self {
            goes_on: tenth(after - beginning),
            together: tenth(after - anywhere),
            sentence_ends: tenth(ends),
            begins,
        }
    }
}

/// The evidence in natural logarithms of odds: 0 where it says nothing either way.
pub fn weigh(weights: &Features, values: &Features) -> f32 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

/// Whether a head is a few words and a full stop.
fn is_rest(head: &str) -> bool {
    head.chars().take(SHORT_HEAD).count() < SHORT_HEAD
        && head.ends_with(['。', '.', '”'])
        && edges::end(head) == End::Stop
        && !edges::has_inner_mark(head)
}

/// What a figure goes on with.
const UNITS: &str = "年月日时分万亿千百元个多余名人位家种项次％%.";

/// The value of the first two characters, or else of the first, read outwards from the edge.
fn value(table: &Table, edge: impl Iterator<Item = char>) -> f32 {
    let two = Key::new(edge, 2);
    table.get(&two).or_else(|| table.get(&two.first())).copied().unwrap_or(0.0)
}
