//! Whether two pieces of text were one paragraph: what speaks for it at the tail of the first and the head of the
//! second, weighed by a logistic model.
//!
//! The weights and the openings and endings of paragraphs are in `rules/data/joins.tsv`. They were learnt from news
//! articles that were cut at places where a line can end, against neighbouring paragraphs whose last 。 was taken away
//! as OCR does; half of either with quotes lost. How often a page loses its 。 is not in the model: the page tells.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::edges::{self, End};
use crate::lang::lexicon;

/// The names of the features, in their order.
pub const FEATURES: [&str; 15] = [
    "bias",
    "tail-comma",
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
];

/// The values of [`FEATURES`] for a tail and a head.
pub type Features = [f32; FEATURES.len()];

/// The model of `rules/data/joins.tsv`.
pub static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(include_str!("../../../rules/data/joins.tsv")));

/// A head of fewer characters that ends with an end mark is the rest of a paragraph more often than one of its own.
const SHORT_HEAD: usize = 12;

/// What paragraphs begin and end with, and what each feature weighs.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// One or two characters at the head → natural logarithm of how much likelier they begin a paragraph than stand
    /// after a cut.
    pub openings: FxHashMap<String, f32>,
    /// One or two characters at the tail → how much likelier they end a paragraph, its mark left out, than stand
    /// before a cut.
    pub endings: FxHashMap<String, f32>,
    pub weights: Features,
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
            match kind {
                "opening" => drop(model.openings.insert(name.to_owned(), value)),
                "ending" => drop(model.endings.insert(name.to_owned(), value)),
                _ => {
                    let weight = FEATURES.iter().position(|feature| *feature == name);
                    if let Some(weight) = weight.and_then(|at| model.weights.get_mut(at)) {
                        *weight = value;
                    }
                }
            }
        }
        model
    }

    /// The evidence that the two were one paragraph, in natural logarithms of odds: 0 where it says nothing either
    /// way, for as many cut paragraphs as paragraphs that lost their end mark.
    pub fn evidence(&self, tail: &str, head: &str) -> f32 {
        self.features(tail, head).iter().zip(self.weights).map(|(value, weight)| value * weight).sum()
    }

    /// What there is to weigh; `tail` does not end with an end mark.
    pub fn features(&self, tail: &str, head: &str) -> Features {
        let gain = lexicon::straddling_gain(tail, head);
        let (open, closed) = (edges::left_open(tail), edges::closes(head));
        let is = |yes: bool| f32::from(u8::from(yes));
        let end = edges::end(tail);
        let digits = tail.ends_with(|c: char| c.is_ascii_alphanumeric())
            && head.starts_with(|c: char| c.is_ascii_alphanumeric() || UNITS.contains(c));
        let marked = edges::has_inner_mark(head) || edges::end(head) == End::Stop;
        [
            1.0,
            is(end == End::Comma),
            is(end == End::Semicolon),
            is(end == End::Colon),
            is(open.is_some()),
            is(closed.is_some()),
            is(open.is_some() && open == closed),
            gain.map_or(0.0, |gain| gain.clamp(0.0, 20.0) / 10.0),
            gain.map_or(0.0, |gain| gain.clamp(-20.0, 0.0) / 10.0),
            is(edges::begins_with_mark(head)),
            value(&self.openings, head.chars()),
            value(&self.endings, tail.chars().rev()),
            is(digits),
            is(head.chars().count() < SHORT_HEAD && edges::end(head) == End::Stop),
            is(!marked),
        ]
    }
}

/// What a figure goes on with.
const UNITS: &str = "年月日时分万亿千百元个多余名人位家种项次％%.";

/// The value of the first two characters, or else of the first, read outwards from the edge.
fn value(table: &FxHashMap<String, f32>, edge: impl Iterator<Item = char>) -> f32 {
    let two = key(edge, 2);
    let one = two.chars().next().map(String::from).unwrap_or_default();
    table.get(&two).or_else(|| table.get(&one)).copied().unwrap_or(0.0)
}

/// The first characters of an edge as the tables spell them: figures as 0, Latin letters as A, marks full-width.
pub fn key(edge: impl Iterator<Item = char>, length: usize) -> String {
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
    edge.filter(|c| !c.is_whitespace()).take(length).map(fold).collect()
}
