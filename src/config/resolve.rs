//! A merged configuration to the settings of its rules, with every name and type checked against the cards.

use std::collections::BTreeMap;

use super::error::ConfigError;
use super::layer::Merged;
use super::raw::Override;
use super::settings::{EXACT, RuleSettings, Selection, Settings, specificity};
use crate::diagnostic::{Safety, Severity};
use crate::rules::{Card, RuleSet};

/// Checks all names that the configuration gives: selectors, rules and their options.
///
/// # Errors
/// [`ConfigError`] at the first that means nothing.
pub fn validate(merged: &Merged, rules: &RuleSet) -> Result<(), ConfigError> {
    let raw = &merged.raw;
    let lists = [
        ("select", &raw.select),
        ("extend-select", &raw.extend_select),
        ("ignore", &raw.ignore),
        ("extend-safe-fixes", &raw.extend_safe_fixes),
        ("extend-unsafe-fixes", &raw.extend_unsafe_fixes),
    ];
    for (key, list) in lists {
        selectors(merged, rules, &[key], list)?;
    }
    for (glob, list) in &raw.per_file_ignores {
        selectors(merged, rules, &["per-file-ignores", glob], list)?;
    }
    let named = |keys: &[&str], names: Vec<&str>| -> Result<(), ConfigError> {
        for name in names {
            selector(rules, name).map_err(|error| merged.error_at(error, &[keys, &[name]].concat()))?;
        }
        Ok(())
    };
    named(&["severity"], raw.severity.keys().map(String::as_str).collect())?;
    options(merged, rules, &["options"], &raw.options)?;
    for (number, group) in raw.overrides.iter().enumerate() {
        let number = number.to_string();
        let keys = |key| ["overrides", number.as_str(), key];
        selectors(merged, rules, &keys("select"), &group.select)?;
        selectors(merged, rules, &keys("extend-select"), &group.extend_select)?;
        selectors(merged, rules, &keys("ignore"), &group.ignore)?;
        named(&keys("severity"), group.severity.keys().map(String::as_str).collect())?;
        options(merged, rules, &keys("options"), &group.options)?;
    }
    Ok(())
}

fn selectors(merged: &Merged, rules: &RuleSet, keys: &[&str], list: &[String]) -> Result<(), ConfigError> {
    for (number, name) in list.iter().enumerate() {
        selector(rules, name)
            .map_err(|error| merged.error_at(error, &[keys, &[number.to_string().as_str()]].concat()))?;
    }
    Ok(())
}

/// Whether a selector means a rule: a code, a name, a group or `ALL`.
///
/// # Errors
/// [`ConfigError`] with what was probably meant.
pub fn selector(rules: &RuleSet, name: &str) -> Result<(), ConfigError> {
    let cards = || rules.rules().iter().map(|rule| &*rule.card);
    if cards().any(|card| specificity(name, card) > 0) {
        return Ok(());
    }
    let known = cards().flat_map(|card| [card.code.as_str(), card.name.as_str(), card.group()]);
    let error = ConfigError::new(format!("unknown rule `{name}`")).did_you_mean(name, known.chain(["ALL"]));
    Err(if error.help.is_some() { error } else { error.help("`zzlint rule --all` lists the rules") })
}

fn options(
    merged: &Merged,
    rules: &RuleSet,
    keys: &[&str],
    tables: &BTreeMap<String, toml::Table>,
) -> Result<(), ConfigError> {
    for (name, table) in tables {
        let at = |error, more: &[&str]| merged.error_at(error, &[keys, &[name.as_str()], more].concat());
        let card = cards_named(rules, name).next();
        let Some(card) = card else {
            let known =
                rules.rules().iter().flat_map(|rule| [rule.card.code.as_str(), rule.card.name.as_str()]);
            return Err(at(
                ConfigError::new(format!("unknown rule `{name}`")).did_you_mean(name, known),
                &[],
            ));
        };
        for (key, value) in table {
            let Some(option) = card.options.get(key) else {
                let error = ConfigError::new(format!("{} has no option `{key}`", card.code));
                let known: Vec<&str> = card.options.keys().map(String::as_str).collect();
                let error = match super::error::nearest(key, known.iter().copied()) {
                    Some(near) => error.help(format!("did you mean `{near}`?")),
                    None if known.is_empty() => error.help("the rule has no options"),
                    None => error.help(format!("its options: {}", known.join(", "))),
                };
                return Err(at(error, &[key]));
            };
            if !option.default.same_type(value) {
                let (wanted, got) = (option.default.type_str(), value.type_str());
                let error =
                    ConfigError::new(format!("{}: `{key}` is of type {wanted}, not {got}", card.code));
                return Err(at(error.help(format!("the default is {}", option.default)), &[key]));
            }
        }
    }
    Ok(())
}

fn cards_named<'r>(rules: &'r RuleSet, name: &'r str) -> impl Iterator<Item = &'r Card> {
    rules.rules().iter().map(|rule| &*rule.card).filter(move |card| specificity(name, card) == EXACT)
}

/// What holds for one file beyond the configuration as a whole.
#[derive(Debug, Default)]
pub struct Extra<'m> {
    pub overrides: Vec<&'m Override>,
    /// From `per-file-ignores`.
    pub ignores: Vec<&'m str>,
}

/// The settings of all rules. What does not depend on rules is left as in `base`.
pub fn settings(base: &Settings, merged: &Merged, rules: &RuleSet, extra: &Extra<'_>) -> Settings {
    let raw = &merged.raw;
    let mut selection = Selection {
        select: raw.select.clone(),
        extend_select: raw.extend_select.clone(),
        ignore: raw.ignore.clone(),
        preview: raw.preview,
    };
    for group in &extra.overrides {
        if !group.select.is_empty() {
            let select = group.select.clone();
            selection = Selection { select, preview: raw.preview, ..Selection::default() };
        }
        selection.ignore.retain(|key| !group.extend_select.contains(key));
        selection.extend_select.extend(group.extend_select.iter().cloned());
        selection.ignore.extend(group.ignore.iter().cloned());
    }
    let ignored = |card: &Card| extra.ignores.iter().any(|key| specificity(key, card) > 0);
    let states = rules.rules().iter().map(|rule| {
        let card = &*rule.card;
        let severities = extra.overrides.iter().rev().map(|group| &group.severity).chain([&raw.severity]);
        let mut options = toml::Table::new();
        for tables in std::iter::once(&raw.options).chain(extra.overrides.iter().map(|group| &group.options))
        {
            let mine = tables.iter().filter(|(name, _)| specificity(name, card) == EXACT);
            options.extend(mine.flat_map(|(_, table)| table.clone()));
        }
        RuleSettings {
            enabled: selection.wants(card) && !ignored(card),
            severity: severities.into_iter().find_map(|table| severity(table, card)),
            promoted: promoted(&raw.extend_safe_fixes, &raw.extend_unsafe_fixes, card),
            options,
        }
    });
    Settings { rules: states.collect(), ..base.clone() }
}

/// The severity that the most specific selector gives.
fn severity(table: &BTreeMap<String, Severity>, card: &Card) -> Option<Severity> {
    let rated = table.iter().map(|(key, severity)| (specificity(key, card), severity));
    rated.filter(|(rate, _)| *rate > 0).max_by_key(|(rate, _)| *rate).map(|(_, severity)| *severity)
}

/// The more specific of the two lists wins, and the cautious one a tie.
fn promoted(safe: &[String], unsafe_: &[String], card: &Card) -> Option<Safety> {
    let by = |keys: &[String]| keys.iter().map(|key| specificity(key, card)).max().unwrap_or(0);
    match (by(safe), by(unsafe_)) {
        (0, 0) => None,
        (safe, unsafe_) if safe > unsafe_ => Some(Safety::Safe),
        _ => Some(Safety::Unsafe),
    }
}
