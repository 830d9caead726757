//! Which configuration holds for a path: that of the nearest folder above it that has one, up to the repository's root.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::error::ConfigError;
use super::language::Models;
use super::layer::{self, Layer, Merged};
use super::profile::{Parts, Profile};
use crate::diagnostic::Lang;
use crate::rules::RuleSet;

/// The names of a configuration file.
pub const NAMES: [&str; 2] = ["zzlint.toml", ".zzlint.toml"];

/// Gives each path its profile. Folders and files are read once.
pub struct Resolver {
    options: Options,
    built_in: Arc<RuleSet>,
    folders: Mutex<HashMap<PathBuf, Arc<Profile>>>,
    files: Mutex<HashMap<Option<PathBuf>, Arc<Profile>>>,
    models: Models,
}

/// What the command line says of configurations.
#[derive(Debug)]
pub struct Options {
    /// The folder that relative paths start from.
    pub cwd: PathBuf,
    /// Read no file.
    pub isolated: bool,
    /// The one file to read for all paths.
    pub file: Option<PathBuf>,
    /// What lies over every file: `--config KEY=VALUE`, then the flags.
    pub flags: Vec<Layer>,
    /// The language of messages, where the command line or the format decides it.
    pub lang: Option<Lang>,
    /// The language where neither that nor a file decides it.
    pub fallback: fn() -> Lang,
}

impl Resolver {
    pub fn new(built_in: RuleSet, options: Options) -> Self {
        let built_in = Arc::new(built_in);
        let (folders, files, models) = Default::default();
        Self { options, built_in, folders, files, models }
    }

    /// The configuration files in use, and `None` where a path has none.
    pub fn files(&self) -> Vec<Option<PathBuf>> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let mut files: Vec<_> = files.keys().cloned().collect();
        files.sort();
        files
    }

    pub fn cwd(&self) -> &Path {
        &self.options.cwd
    }

    /// A path from the root of the file system, without `.` and as far as can be said without asking, `..`.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        let mut whole = PathBuf::new();
        for part in self.options.cwd.join(path).components() {
            match part {
                std::path::Component::CurDir => {}
                std::path::Component::ParentDir => {
                    whole.pop();
                }
                part => whole.push(part),
            }
        }
        whole
    }

    /// The profile for a file.
    ///
    /// # Errors
    /// [`ConfigError`] where its configuration cannot be used.
    pub fn for_file(&self, file: &Path) -> Result<Arc<Profile>, ConfigError> {
        let file = self.absolute(file);
        self.for_folder(file.parent().unwrap_or(&file))
    }

    /// The profile for what lies in a folder, given from the root.
    ///
    /// # Errors
    /// [`ConfigError`] where its configuration cannot be used.
    pub fn for_folder(&self, folder: &Path) -> Result<Arc<Profile>, ConfigError> {
        if self.options.isolated || self.options.file.is_some() {
            return self.profile(self.options.file.clone().filter(|_| !self.options.isolated));
        }
        let known =
            |folder: &Path| self.folders.lock().unwrap_or_else(PoisonError::into_inner).get(folder).cloned();
        let mut passed = Vec::new();
        let mut found = None;
        for above in folder.ancestors() {
            if let Some(profile) = known(above) {
                found = Some(profile);
                break;
            }
            passed.push(above);
            if let Some(file) = config_in(above)? {
                found = Some(self.profile(Some(file))?);
                break;
            }
            if above.join(".git").exists() {
                break;
            }
        }
        let profile = match found {
            Some(profile) => profile,
            None => self.profile(None)?,
        };
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        for folder in passed {
            folders.insert(folder.to_owned(), Arc::clone(&profile));
        }
        Ok(profile)
    }

    fn profile(&self, file: Option<PathBuf>) -> Result<Arc<Profile>, ConfigError> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(profile) = files.get(&file) {
            return Ok(Arc::clone(profile));
        }
        let options = &self.options;
        let mut layers = match &file {
            Some(file) => layer::read(file)?,
            None => Vec::new(),
        };
        layers.extend(options.flags.iter().cloned());
        let root = file.as_deref().and_then(Path::parent).map(|folder| self.absolute(folder));
        let profile = Arc::new(Profile::new(Parts {
            merged: Merged::of(&layers)?,
            file: file.clone(),
            root: root.as_deref().unwrap_or(&options.cwd),
            cwd: &options.cwd,
            built_in: &self.built_in,
            models: &self.models,
            lang: options.lang,
            fallback: options.fallback,
        })?);
        files.insert(file, Arc::clone(&profile));
        Ok(profile)
    }
}

/// The configuration file of a folder.
fn config_in(folder: &Path) -> Result<Option<PathBuf>, ConfigError> {
    let mut found = NAMES.map(|name| folder.join(name)).into_iter().filter(|path| path.is_file());
    let first = found.next();
    if let (Some(first), Some(second)) = (&first, found.next()) {
        let shown = crate::source::shown;
        let message = format!("two configuration files: {} and {}", shown(first), shown(&second));
        return Err(ConfigError::new(message).help("keep one of them"));
    }
    Ok(first)
}
