//! The units of rules/data/units.toml.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What is counted or measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// A part of a date, a time of day, or another number that names and does not count.
    Date,
    Money,
    Currency,
    Mass,
    Area,
    Length,
    Volume,
    Time,
    People,
    /// 人次: how often people came, which no population bounds.
    Visits,
    Households,
    Percent,
    Points,
    Temperature,
    Energy,
    Power,
    Age,
    Degree,
    Multiple,
    Count,
}

/// A unit.
#[derive(Debug, PartialEq)]
pub struct Unit {
    pub name: String,
    pub dimension: Dimension,
    /// How many of the dimension's base unit it is.
    pub factor: f64,
}

#[derive(Deserialize)]
struct Table {
    dimension: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    name: Dimension,
    units: BTreeMap<String, f64>,
}

/// The units by their first characters, the longest names first.
static UNITS: LazyLock<FxHashMap<char, Vec<Unit>>> = LazyLock::new(|| {
    let table = toml::from_str(include_str!("../../../rules/data/units.toml"));
    let table: Table = table.unwrap_or(Table { dimension: Vec::new() });
    let mut units: FxHashMap<char, Vec<Unit>> = FxHashMap::default();
    for Group { name: dimension, units: group } in table.dimension {
        for (name, factor) in group {
            if let Some(first) = name.chars().next() {
                units.entry(first).or_default().push(Unit { name, dimension, factor });
            }
        }
    }
    units.values_mut().for_each(|units| units.sort_by_key(|unit| std::cmp::Reverse(unit.name.len())));
    units
});

/// The longest unit that a text begins with.
pub fn at_start(text: &str) -> Option<&'static Unit> {
    let units = UNITS.get(&text.chars().next()?)?;
    units.iter().find(|unit| text.starts_with(&unit.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_wins() {
        let name = |text| at_start(text).map(|unit| (unit.name.as_str(), unit.dimension));
        assert_eq!(name("个百分点，"), Some(("个百分点", Dimension::Points)));
        assert_eq!(name("人次游客"), Some(("人次", Dimension::Visits)));
        assert_eq!(name("千瓦时"), Some(("千瓦时", Dimension::Energy)));
        assert_eq!(name("万元"), None);
    }
}
