//! One configuration made ready for use: its rules, what of a folder it takes in, and the settings for each path.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::error::ConfigError;
use super::globs::Globs;
use super::language::Models;
use super::layer::{Merged, Origin};
use super::raw::INCLUDE;
use super::resolve::{self, Extra};
use super::settings::Settings;
use super::words::{self, WordList, Words};
use crate::diagnostic::{Lang, Severity};
use crate::rules::RuleSet;

/// A configuration for the files under a folder.
pub struct Profile {
    pub rules: Arc<RuleSet>,
    pub merged: Merged,
    /// The file it comes from; none where only defaults and flags hold.
    pub file: Option<PathBuf>,
    include: Globs,
    exclude: Vec<Globs>,
    /// One for each of the overrides, then one for each of the per-file-ignores.
    scopes: Vec<Globs>,
    base: Settings,
    cwd: PathBuf,
    /// Settings by the scopes that hold.
    ready: Mutex<HashMap<Vec<usize>, Arc<Settings>>>,
}

/// What a profile is made of.
pub struct Parts<'p> {
    pub merged: Merged,
    pub file: Option<PathBuf>,
    /// The folder that the globs of the file are relative to.
    pub root: &'p Path,
    /// The folder that the globs of the command line are relative to.
    pub cwd: &'p Path,
    pub built_in: &'p Arc<RuleSet>,
    pub models: &'p Models,
    /// The language of messages, where the command line or the format decides it.
    pub lang: Option<Lang>,
    /// The language where nothing decides it.
    pub fallback: fn() -> Lang,
}

impl Profile {
    /// # Errors
    /// [`ConfigError`] where a name, a glob, a word list, a pack or the language model is wrong.
    pub fn new(parts: Parts<'_>) -> Result<Self, ConfigError> {
        let Parts { merged, file, root, cwd, built_in, models, lang, fallback } = parts;
        let rules = if merged.raw.packs.is_empty() {
            Arc::clone(built_in)
        } else {
            Arc::new(super::packs::load(&merged, built_in)?)
        };
        resolve::validate(&merged, &rules)?;
        let raw = &merged.raw;
        let globs = |list: &[String], keys: &[&str]| {
            // A glob typed on the command line is relative to where it was typed.
            let last = keys.first().and_then(|key| merged.origins.get(*key)?.last());
            let at = if matches!(last, Some(Origin::Flag)) { cwd } else { root };
            Globs::new(at, list).map_err(|(number, error)| {
                merged.error_at(ConfigError::new(error.to_string()), &[keys, &[&number.to_string()]].concat())
            })
        };
        let include = match &raw.include {
            Some(list) => globs(list, &["include"])?,
            None => globs(&INCLUDE.map(str::to_owned), &[])?,
        };
        let mut exclude =
            vec![globs(&raw.exclude, &["exclude"])?, globs(&raw.extend_exclude, &["extend-exclude"])?];
        if root != cwd && merged.origins.get("extend-exclude").is_some_and(|o| o.len() > 1) {
            exclude.push(
                Globs::new(root, &raw.extend_exclude).map_err(|(_, e)| ConfigError::new(e.to_string()))?,
            );
        }
        let mut scopes = Vec::new();
        for (number, group) in raw.overrides.iter().enumerate() {
            scopes.push(globs(&group.files, &["overrides", &number.to_string(), "files"])?);
        }
        for glob in raw.per_file_ignores.keys() {
            scopes.push(globs(std::slice::from_ref(glob), &["per-file-ignores", glob])?);
        }
        let mut base = Settings::new(&rules, &super::Selection::default());
        base.lang = lang.or(raw.lang).unwrap_or_else(fallback);
        base.fail_on = raw.fail_on.unwrap_or(Severity::Warning);
        base.furniture = raw.furniture;
        base.words = Arc::new(word_lists(&merged)?);
        base.model = models.of(&merged)?;
        Ok(Self {
            cwd: cwd.to_owned(),
            include,
            exclude,
            scopes,
            base,
            ready: Mutex::default(),
            rules,
            file,
            merged,
        })
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.base.lang
    }

    /// The settings for a path.
    pub fn settings_for(&self, path: &Path) -> Arc<Settings> {
        let path = if path.is_absolute() { path.to_owned() } else { self.cwd.join(path) };
        let path = path.as_path();
        let holds = |(number, globs): (usize, &Globs)| globs.covers(path).then_some(number);
        let holding: Vec<usize> = self.scopes.iter().enumerate().filter_map(holds).collect();
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let made = ready.entry(holding).or_insert_with_key(|holding| {
            let raw = &self.merged.raw;
            let ignores: Vec<&Vec<String>> = raw.per_file_ignores.values().collect();
            let mut extra = Extra::default();
            for &number in holding {
                match raw.overrides.get(number) {
                    Some(group) => extra.overrides.push(group),
                    None => {
                        let list = ignores.get(number - raw.overrides.len()).copied();
                        extra.ignores.extend(list.into_iter().flatten().map(String::as_str));
                    }
                }
            }
            Arc::new(resolve::settings(&self.base, &self.merged, &self.rules, &extra))
        });
        Arc::clone(made)
    }

    /// Whether a walk takes a file in.
    pub fn includes(&self, file: &Path) -> bool {
        self.include.matches(file)
    }

    /// Whether a walk leaves a file or folder out.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.iter().any(|globs| globs.matches(path))
    }

    /// Whether a path or a folder above it is left out.
    pub fn excludes_under(&self, path: &Path) -> bool {
        self.exclude.iter().any(|globs| globs.covers(path))
    }
}

fn word_lists(merged: &Merged) -> Result<Words, ConfigError> {
    let raw = &merged.raw;
    let list = |inline: &[String], files: &[PathBuf], key: &str| {
        let mut all = inline.to_vec();
        for (number, path) in files.iter().enumerate() {
            let text = std::fs::read_to_string(path).map_err(|error| {
                let error = ConfigError::new(format!("{key}: {}: {error}", crate::source::shown(path)));
                merged.error_at(error, &[key, &number.to_string()])
            })?;
            all.extend(words::parse(&text));
        }
        Ok(WordList::new(all))
    };
    Ok(Words {
        accept: list(&raw.accept, &raw.accept_files, "accept-files")?,
        reject: list(&raw.reject, &raw.reject_files, "reject-files")?,
    })
}
