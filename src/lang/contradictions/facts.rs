//! The facts of rules/data/plausible.toml.

use std::sync::LazyLock;

use serde::Deserialize;

use super::shown;
use crate::lang::quantities::Dimension;

#[derive(Deserialize, Default)]
pub struct Facts {
    #[serde(rename = "bound")]
    pub bounds: Vec<Bound>,
    #[serde(rename = "ratio")]
    pub ratios: Vec<Ratio>,
    #[serde(rename = "crop")]
    pub crops: Vec<Crop>,
    pub change: Change,
}

/// What a figure can be, by the words before it or behind it.
#[derive(Deserialize)]
pub struct Bound {
    pub dimension: Dimension,
    /// Words of which one stands before the figure; where there are none here and none behind, it is always bound.
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(flatten)]
    pub limits: Limits,
}

/// What one figure divided by another can be.
#[derive(Deserialize)]
pub struct Ratio {
    pub over: Vec<Dimension>,
    pub under: Vec<Dimension>,
    pub unit: String,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    /// Whether the two stand side by side, without a word between them.
    #[serde(default)]
    pub beside: bool,
    #[serde(flatten)]
    pub limits: Limits,
}

/// What a crop bears (kilograms a mu) and fetches (yuan a kilogram).
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Crop {
    pub words: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(rename = "yield")]
    harvest: [f64; 2],
    usual: [f64; 2],
    price: [f64; 2],
    usual_price: Option<[f64; 2]>,
}

impl Crop {
    /// Kilograms a mu.
    pub fn harvest(&self) -> Limits {
        Limits { low: Some(self.harvest[0]), high: Some(self.harvest[1]), usual: Some(self.usual) }
    }

    /// Yuan a kilogram.
    pub fn price(&self) -> Limits {
        Limits { low: Some(self.price[0]), high: Some(self.price[1]), usual: self.usual_price }
    }
}

/// Verbs that say which way a figure went.
#[derive(Deserialize, Default)]
pub struct Change {
    pub up: Vec<String>,
    pub down: Vec<String>,
    /// What grows better by growing less.
    pub inverse: Vec<String>,
}

#[derive(Deserialize, Clone, Copy)]
pub struct Limits {
    low: Option<f64>,
    high: Option<f64>,
    usual: Option<[f64; 2]>,
}

/// How a value stands to its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Usual,
    /// Possible, but seldom.
    Unusual,
    Impossible,
}

impl Limits {
    pub fn standing(&self, value: f64) -> Standing {
        if self.low.is_some_and(|low| value < low) || self.high.is_some_and(|high| value > high) {
            Standing::Impossible
        } else if self.usual.is_some_and(|[low, high]| value < low || value > high) {
            Standing::Unusual
        } else {
            Standing::Usual
        }
    }

    pub fn is_usual(&self, value: f64) -> bool {
        self.standing(value) == Standing::Usual
    }

    /// The limits that a value passes, as a reader would be told them.
    pub fn told(&self, value: f64) -> String {
        let (mut low, mut high) = (self.low, self.high);
        if self.standing(value) != Standing::Impossible {
            (low, high) = (self.usual.map(|u| u[0]), self.usual.map(|u| u[1]));
        }
        match (low, high) {
            (Some(low), _) if value < low => format!("≥ {}", shown(low)),
            (_, Some(high)) => format!("≤ {}", shown(high)),
            (Some(low), None) => format!("≥ {}", shown(low)),
            (None, None) => String::new(),
        }
    }
}

pub static FACTS: LazyLock<Facts> =
    LazyLock::new(|| toml::from_str(include_str!("../../../rules/data/plausible.toml")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_facts_parse() {
        let facts: Facts = toml::from_str(include_str!("../../../rules/data/plausible.toml")).unwrap();
        assert!(!facts.bounds.is_empty() && !facts.crops.is_empty());
        for limits in facts.bounds.iter().map(|b| b.limits).chain(facts.ratios.iter().map(|r| r.limits)) {
            let [low, high] = limits.usual.unwrap_or([0.0, 0.0]);
            assert!(limits.low.is_none_or(|l| limits.usual.is_none() || l <= low));
            assert!(limits.high.is_none_or(|h| high <= h));
        }
    }
}
