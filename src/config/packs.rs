//! Users' own rule cards, loaded at run time.

use std::path::{Path, PathBuf};

use super::error::ConfigError;
use super::layer::{File, Merged};
use crate::rules::{Card, RuleError, RuleSet};

/// zzlint's own rules and those of the configuration's packs.
///
/// # Errors
/// [`ConfigError`] at the place in the card that is wrong, or at the glob that names no card.
pub fn load(merged: &Merged, built_in: &RuleSet) -> Result<RuleSet, ConfigError> {
    let mut files = Vec::new();
    let mut cards = Vec::new();
    for (number, glob) in merged.raw.packs.iter().enumerate() {
        let number = number.to_string();
        let found = expand(Path::new(glob)).map_err(|error| {
            merged.error_at(ConfigError::new(format!("packs: {error}")), &["packs", &number])
        })?;
        if found.is_empty() {
            let error = ConfigError::new(format!("packs: no rule card at {glob}"));
            return Err(merged.error_at(error, &["packs", &number]));
        }
        for path in found {
            let text = std::fs::read_to_string(&path)
                .map_err(|error| ConfigError::new(format!("{}: {error}", crate::source::shown(&path))))?;
            let card: Card =
                toml::from_str(&text).map_err(|error| ConfigError::from_toml(&error, &path, &text))?;
            let file = File { path, text };
            judge(&card, built_in).map_err(|(error, key)| at(error, &file, key))?;
            files.push((card.code.clone(), card.name.clone(), file));
            cards.push(card);
        }
    }
    RuleSet::with_packs(cards).map_err(|error| {
        let of = |code: &str| files.iter().rev().find(|(c, _, _)| c == code).map(|(_, _, file)| file);
        let (file, key) = match &error {
            RuleError::SameCode { code } => (of(code), "code"),
            RuleError::SameName { name } => {
                (files.iter().rev().find(|(_, n, _)| n == name).map(|(_, _, file)| file), "name")
            }
            RuleError::NoMatcher { code } => (of(code), "code"),
            RuleError::Matcher { code, .. } => (of(code), "match"),
        };
        let wrong = ConfigError::new(error.to_string());
        match file {
            Some(file) => at(wrong, file, key),
            None => wrong,
        }
    })
}

fn at(error: ConfigError, file: &File, key: &str) -> ConfigError {
    error.at(&file.path, &file.text, file.locate(&[key]).unwrap_or(0..0))
}

/// What a card must hold beyond the types of its keys; with the key that is wrong.
fn judge(card: &Card, built_in: &RuleSet) -> Result<(), (ConfigError, &'static str)> {
    let bytes = card.code.as_bytes();
    let (letters, digits) = bytes.split_at(bytes.len().min(3));
    if letters.len() != 3
        || digits.len() != 3
        || !letters.iter().all(u8::is_ascii_uppercase)
        || !digits.iter().all(u8::is_ascii_digit)
    {
        let error = ConfigError::new(format!("`{}` is no rule code", card.code));
        return Err((error.help("three capital letters and three digits, as in `XYZ001`"), "code"));
    }
    if built_in.rules().iter().any(|rule| rule.card.group() == card.group()) {
        let error = ConfigError::new(format!("the group {} is zzlint's own", card.group()));
        return Err((error.help("give a pack's rules a group of their own"), "code"));
    }
    if card.matcher.is_none() {
        let error = ConfigError::new(format!("{}: the card has no [match]", card.code));
        return Err((
            error.help("say what the rule looks for: engine = \"role\", \"pattern\" or \"lexicon\""),
            "code",
        ));
    }
    if !card.messages.contains_key("main") {
        let error = ConfigError::new(format!("{}: the card has no [messages.main]", card.code));
        return Err((error, "messages"));
    }
    Ok(())
}

/// The files that a path or a glob names, sorted.
///
/// # Errors
/// Where the glob is none, or its folder cannot be read.
fn expand(glob: &Path) -> Result<Vec<PathBuf>, String> {
    if glob.is_file() {
        return Ok(vec![glob.to_owned()]);
    }
    let expanded = crate::run::expand_glob(glob).map_err(|error| error.to_string())?;
    Ok(expanded.into_iter().filter(|path| path.is_file()).collect())
}
