//! The logistic models that weigh what speaks for a character being misread.
//!
//! The weights are in `rules/data/suspects.tsv`; `cargo xtask suspects` learns them from lines that OCR misread, and from
//! sound articles with and without such misreadings put in.

use std::sync::LazyLock;

use super::{FEATURES, Features};
use crate::document::evidence;

/// The models of `rules/data/suspects.tsv`.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_str!("../../../rules/data/suspects.tsv")));

/// What each feature weighs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Model {
    /// That the character is misread.
    pub wrong: Features,
    /// That the best candidate was printed, where it is.
    pub right: Features,
    /// The share of misread characters among the proposals that `wrong` was learnt from.
    pub share: f32,
}

impl Model {
    fn parse(table: &str) -> Self {
        let mut model = Self::default();
        for (kind, name, value) in evidence::rows(table) {
            match kind {
                "wrong" => evidence::set(&mut model.wrong, &FEATURES, name, value),
                "right" => evidence::set(&mut model.right, &FEATURES, name, value),
                "share" => model.share = value,
                _ => {}
            }
        }
        model
    }
}
