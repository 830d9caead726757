//! The villages as the table that src/lang/gazetteer/units.rs tells of.

#[path = "../../src/lang/gazetteer/units.rs"]
mod units;

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, ensure};
use units::{CHARACTER, KINDS, LAST};

/// What the list calls villages after who governs them; people do not.
const COMMITTEES: [&str; 6] = ["村民委员会", "居民委员会", "民委员会", "村委会", "居委会", "委员会"];

/// Placeholders of statistics, which no one lives in.
const NO_VILLAGE: &str = "虚拟";

/// The table of villages, each the code of its town and its name in the list; `towns` are the codes of all towns in
/// their order.
///
/// # Errors
/// Where a village lies in no town, or the table has no room.
pub fn table<'v>(
    villages: impl Iterator<Item = (&'v str, &'v str)>,
    towns: &[&str],
) -> anyhow::Result<Vec<u8>> {
    let mut named: BTreeMap<&str, Vec<(&str, usize)>> =
        towns.iter().map(|&town| (town, Vec::new())).collect();
    let mut counts: HashMap<char, usize> = HashMap::new();
    for (town, name) in villages.filter(|(_, name)| !name.contains(NO_VILLAGE)) {
        let (stem, kind) = split(name);
        named.get_mut(town).with_context(|| format!("{name} lies in no town"))?.push((stem, kind));
        stem.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    }
    let mut characters: Vec<char> = counts.keys().copied().collect();
    characters.sort_by_key(|c| (std::cmp::Reverse(counts.get(c)), *c));
    ensure!(characters.len() <= usize::from(CHARACTER), "{} characters", characters.len());
    let numbers: HashMap<char, u16> = characters.iter().copied().zip(0..).collect();

    let (mut lengths, mut all): (Vec<u16>, Vec<u16>) = (Vec::new(), Vec::new());
    for town in towns {
        let mut names: Vec<Vec<u16>> = Vec::new();
        for (stem, kind) in named.get(town).into_iter().flatten() {
            let mut units: Vec<u16> = stem.chars().filter_map(|c| numbers.get(&c).copied()).collect();
            *units.last_mut().context("a village without a name")? |= LAST | u16::try_from(*kind)? << 13;
            names.push(units);
        }
        // In this order they pack best.
        names.sort();
        names.dedup();
        lengths.push(u16::try_from(names.iter().map(Vec::len).sum::<usize>())?);
        all.extend(names.into_iter().flatten());
    }
    let counts = [characters.len(), towns.len(), all.len()];
    println!(
        "{} villages, {counts:?} characters, towns and units",
        named.values().map(Vec::len).sum::<usize>()
    );
    let mut table = Vec::new();
    for count in counts {
        table.extend(u32::try_from(count)?.to_le_bytes());
    }
    table.extend(characters.into_iter().flat_map(|c| u32::from(c).to_le_bytes()));
    table.extend(lengths.into_iter().chain(all).flat_map(u16::to_le_bytes));
    Ok(table)
}

/// The name of a village without its kind, and the kind's number: 樟霞村委会 is 樟霞, a 村. What would be left with one
/// character keeps its kind: 新村.
pub fn split(name: &str) -> (&str, usize) {
    let (bare, governed) = match COMMITTEES.iter().find_map(|end| Some((name.strip_suffix(end)?, *end))) {
        Some((bare, end)) if !bare.is_empty() => (bare, end),
        _ => (name, ""),
    };
    for (number, kind) in KINDS.iter().enumerate().skip(1) {
        if let Some(stem) = bare.strip_suffix(kind) {
            return if stem.chars().nth(1).is_some() { (stem, number) } else { (bare, 0) };
        }
    }
    match governed.chars().next() {
        Some('村') => (bare, 1),
        Some('居') => (bare, 2),
        _ => (bare, 0),
    }
}
