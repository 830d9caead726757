//! Where values come from: files and flags as layers, laid over one another, with the origin of each value kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::error::ConfigError;
use super::raw::{GROWING, Raw};

/// Values from one place.
#[derive(Debug, Clone)]
pub struct Layer {
    pub origin: Origin,
    pub table: toml::Table,
}

/// Where a value was set.
#[derive(Debug, Clone)]
pub enum Origin {
    File(Arc<File>),
    /// On the command line.
    Flag,
}

/// A configuration file as read.
#[derive(Debug)]
pub struct File {
    pub path: PathBuf,
    pub text: String,
}

impl File {
    /// The bytes of the value at a path of keys and list places; of its nearest parent that stands in the file else.
    pub fn locate(&self, keys: &[&str]) -> Option<std::ops::Range<usize>> {
        let root = DeTable::parse(&self.text).ok()?;
        let mut found = None;
        let mut at: Option<&DeValue<'_>> = None;
        for key in keys {
            let next = match at {
                None => root.get_ref().get(*key),
                Some(DeValue::Table(table)) => table.get(*key),
                Some(DeValue::Array(array)) => key.parse::<usize>().ok().and_then(|n| array.get(n)),
                Some(_) => None,
            };
            let Some(next) = next else { break };
            found = Some(next.span());
            at = Some(next.get_ref());
        }
        found
    }

    /// The line, from 1, where a key is set.
    pub fn line(&self, keys: &[&str]) -> Option<usize> {
        let span = self.locate(keys)?;
        Some(self.text.get(..span.start)?.matches('\n').count() + 1)
    }
}

/// All layers as one, with the origins of each top-level key in the order in which they were laid.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    pub raw: Raw,
    pub table: toml::Table,
    pub origins: BTreeMap<String, Vec<Origin>>,
}

impl Merged {
    /// Lays the layers over one another, the last on top.
    ///
    /// A layer that selects rules begins afresh: what layers below it select, extend and ignore is dropped. What a
    /// layer selects further is no longer ignored by one below it. A layer that names a model drops the hash of another one
    /// with it.
    ///
    /// # Errors
    /// [`ConfigError`] where the whole has a value of the wrong type, which no layer of a file has.
    pub fn of(layers: &[Layer]) -> Result<Self, ConfigError> {
        let mut merged = Self::default();
        for layer in layers {
            if layer.table.contains_key("select") {
                for key in ["select", "extend-select", "ignore"] {
                    merged.table.remove(key);
                    merged.origins.remove(key);
                }
            }
            if let (Some(toml::Value::Array(more)), Some(toml::Value::Array(ignored))) =
                (layer.table.get("extend-select"), merged.table.get_mut("ignore"))
            {
                ignored.retain(|key| !more.contains(key));
            }
            if layer.table.get("language").is_some_and(|language| language.get("model").is_some()) {
                merged.table.remove("language");
                merged.origins.remove("language");
            }
            for (key, value) in &layer.table {
                let grew = lay(&mut merged.table, key, value);
                let origins = merged.origins.entry(key.clone()).or_default();
                if !grew {
                    origins.clear();
                }
                origins.push(layer.origin.clone());
            }
        }
        merged.raw = Raw::deserialize_from(&merged.table)?;
        Ok(merged)
    }

    /// The error at the place where a key was set last.
    pub fn error_at(&self, error: ConfigError, keys: &[&str]) -> ConfigError {
        let Some(origins) = keys.first().and_then(|key| self.origins.get(*key)) else { return error };
        // A list that grew over several layers has its own places in each: look for the value itself.
        let value = keys.iter().try_fold(None, |at: Option<&toml::Value>, key| {
            let next = match at {
                None => self.table.get(*key),
                Some(toml::Value::Array(array)) => key.parse::<usize>().ok().and_then(|n| array.get(n)),
                Some(other) => other.get(*key),
            };
            next.map(Some)
        });
        for origin in origins.iter().rev() {
            let Origin::File(file) = origin else { continue };
            let quoted = value.flatten().and_then(toml::Value::as_str).map(|text| format!("\"{text}\""));
            let inside = file.locate(keys.get(..1).unwrap_or(keys));
            let by_text = quoted.and_then(|quoted| {
                let start = inside.clone()?.start;
                let found = file.text.get(inside?)?.find(&quoted)?;
                Some(start + found..start + found + quoted.len())
            });
            if let Some(span) = by_text.or_else(|| file.locate(keys)) {
                return error.at(&file.path, &file.text, span);
            }
        }
        error
    }
}

impl Raw {
    fn deserialize_from(table: &toml::Table) -> Result<Self, ConfigError> {
        table.clone().try_into().map_err(|error: toml::de::Error| ConfigError::new(error.message()))
    }
}

/// Lays a value over what is there; true where it was added to it.
fn lay(table: &mut toml::Table, key: &str, value: &toml::Value) -> bool {
    match (table.get_mut(key), value) {
        (Some(toml::Value::Array(old)), toml::Value::Array(new)) if GROWING.contains(&key) => {
            old.extend(new.iter().cloned());
            true
        }
        (Some(toml::Value::Table(old)), toml::Value::Table(new)) => {
            for (key, value) in new {
                lay(old, key, value);
            }
            true
        }
        _ => {
            table.insert(key.to_owned(), value.clone());
            false
        }
    }
}

/// Reads a configuration file and those it extends; the last layer is the file itself.
///
/// # Errors
/// [`ConfigError`] where a file cannot be read or is wrong.
pub fn read(path: &Path) -> Result<Vec<Layer>, ConfigError> {
    let mut layers = Vec::new();
    let mut seen = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        if seen.contains(&path) {
            let shown = crate::source::shown(&path);
            return Err(ConfigError::new(format!("`extend` goes round in a circle at {shown}")));
        }
        let (layer, extend) = read_one(&path)?;
        layers.push(layer);
        seen.push(path);
        next = extend;
    }
    layers.reverse();
    Ok(layers)
}

fn read_one(path: &Path) -> Result<(Layer, Option<PathBuf>), ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| ConfigError::new(format!("{}: {error}", crate::source::shown(path))))?;
    let raw: Raw = toml::from_str(&text).map_err(|error| ConfigError::from_toml(&error, path, &text))?;
    let table: toml::Table =
        toml::from_str(&text).map_err(|error| ConfigError::from_toml(&error, path, &text))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let file = Arc::new(File { path: path.to_owned(), text });
    required_version(&raw, &file)?;
    let table = anchor(table, folder);
    Ok((Layer { origin: Origin::File(file), table }, raw.extend.map(|extend| folder.join(extend))))
}

/// Makes the paths of a file's values independent of where they are read from.
fn anchor(mut table: toml::Table, folder: &Path) -> toml::Table {
    for key in ["packs", "accept-files", "reject-files"] {
        let Some(toml::Value::Array(paths)) = table.get_mut(key) else { continue };
        for path in paths {
            if let toml::Value::String(text) = path {
                *text = folder.join(&*text).to_string_lossy().into_owned();
            }
        }
    }
    if let Some(toml::Value::Table(language)) = table.get_mut("language")
        && let Some(toml::Value::String(path)) = language.get_mut("model")
    {
        *path = folder.join(&*path).to_string_lossy().into_owned();
    }
    table
}

fn required_version(raw: &Raw, file: &File) -> Result<(), ConfigError> {
    let Some(wanted) = &raw.required_version else { return Ok(()) };
    let span = file.locate(&["required-version"]).unwrap_or(0..0);
    let here = env!("CARGO_PKG_VERSION");
    let met = semver::VersionReq::parse(wanted)
        .map_err(|error| ConfigError::new(format!("required-version: {error}")))
        .map(|wanted| semver::Version::parse(here).is_ok_and(|here| wanted.matches(&here)));
    match met {
        Ok(true) => Ok(()),
        Ok(false) => Err(ConfigError::new(format!("zzlint {wanted} is required; this is {here}"))
            .at(&file.path, &file.text, span)),
        Err(error) => Err(error.at(&file.path, &file.text, span)),
    }
}

/// A `KEY=VALUE` of the command line as a layer: TOML, where a bare word counts as a string.
///
/// # Errors
/// [`ConfigError`] where key or value is wrong.
pub fn inline(assignment: &str) -> Result<Layer, ConfigError> {
    let (key, value) = assignment.split_once('=').unwrap_or((assignment, ""));
    let quoted = format!("{} = {}", key.trim(), toml::Value::String(value.trim().to_owned()));
    let text = if toml::from_str::<toml::Table>(assignment).is_ok() { assignment } else { &quoted };
    let wrong = |error: toml::de::Error| ConfigError::from_toml(&error, "--config", text);
    toml::from_str::<Raw>(text).map_err(wrong)?;
    let table = anchor(toml::from_str(text).map_err(wrong)?, Path::new(""));
    Ok(Layer { origin: Origin::Flag, table })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(text: &str) -> Layer {
        Layer { origin: Origin::Flag, table: toml::from_str(text).unwrap() }
    }

    #[test]
    fn a_later_select_begins_afresh() {
        let merged = Merged::of(&[
            flag("select = ['PUN']\nignore = ['PUN001']\nextend-select = ['FMT']"),
            flag("select = ['PUN001']"),
        ]);
        let raw = merged.unwrap().raw;
        assert_eq!(raw.select, ["PUN001"]);
        assert!(raw.ignore.is_empty() && raw.extend_select.is_empty());
    }

    #[test]
    fn lists_grow_and_tables_join() {
        let merged = Merged::of(&[
            flag("accept = ['甲']\nignore = ['FMT']\n[severity]\nPUN = 'info'\nCHR = 'info'"),
            flag("accept = ['乙']\nextend-select = ['FMT']\n[severity]\nPUN = 'error'"),
        ]);
        let raw = merged.unwrap().raw;
        assert_eq!(raw.accept, ["甲", "乙"]);
        assert!(raw.ignore.is_empty(), "what is selected further is not ignored any more");
        assert_eq!(raw.severity.len(), 2);
        assert_eq!(raw.severity["PUN"], crate::diagnostic::Severity::Error);
    }

    #[test]
    fn a_bare_word_is_a_string() {
        assert_eq!(inline("lang=zh").unwrap().table["lang"].as_str(), Some("zh"));
        assert_eq!(inline("preview=true").unwrap().table["preview"].as_bool(), Some(true));
        let error = inline("prevew=true").unwrap_err();
        assert_eq!(error.help.as_deref(), Some("did you mean `preview`?"));
    }
}
