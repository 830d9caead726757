//! The logistic models that weigh what speaks for a character being misread.
//!
//! The weights are in `rules/data/suspects.tsv`; `cargo xtask suspects` learns them from lines that OCR misread, and from
//! sound articles with and without such misreadings put in.

use std::sync::LazyLock;

use super::{FEATURES, Features};

/// The models of `rules/data/suspects.tsv`.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_str!("../../../rules/data/suspects.tsv")));

/// What each feature weighs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Model {
    /// That the character is misread.
    pub wrong: Weights,
    /// That the best candidate was printed, where it is.
    pub right: Weights,
    /// The share of misread characters among the proposals that `wrong` was learnt from.
    pub share: f32,
}

/// A weight for each feature.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weights(pub Features);

impl Weights {
    /// The evidence as a natural logarithm of odds.
    pub fn weigh(&self, values: &Features) -> f32 {
        self.0.iter().zip(values).map(|(weight, value)| weight * value).sum()
    }
}

/// The probability that a natural logarithm of odds stands for.
pub fn probability(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

impl Model {
    /// Reads lines of kind, name and value, separated by tabs; what does not parse is left out.
    fn parse(table: &str) -> Self {
        let mut model = Self::default();
        for line in table.lines() {
            let mut fields = line.split('\t');
            let (Some(kind), Some(name), Some(value)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let Ok(value) = value.parse() else { continue };
            let weights = match kind {
                "wrong" => &mut model.wrong,
                "right" => &mut model.right,
                "share" => {
                    model.share = value;
                    continue;
                }
                _ => continue,
            };
            let at = FEATURES.iter().position(|feature| *feature == name);
            if let Some(weight) = at.and_then(|at| weights.0.get_mut(at)) {
                *weight = value;
            }
        }
        model
    }
}
