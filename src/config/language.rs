//! The language models that configurations name, each read once.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::error::ConfigError;
use super::layer::Merged;
use crate::lang::model::{Model, ModelFile, hash_text};
use crate::source::shown;

/// The model files of a run that were read, by their paths.
#[derive(Default)]
pub struct Models(Mutex<HashMap<PathBuf, ModelFile>>);

impl Models {
    /// The model that a configuration names, or the one that the binary carries.
    ///
    /// # Errors
    /// [`ConfigError`] where its file cannot be read, is no model, or is not the one that was meant.
    pub fn of(&self, merged: &Merged) -> Result<&'static Model<'static>, ConfigError> {
        let language = &merged.raw.language;
        let at = |key: &str, message: String| merged.error_at(ConfigError::new(message), &["language", key]);
        let Some(path) = &language.model else {
            return match &language.model_hash {
                Some(_) => Err(at("model-hash", "`model-hash` without a `model`".to_owned())),
                None => Ok(Model::embedded()),
            };
        };
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match read.get(path) {
            Some(file) => *file,
            None => {
                let file = ModelFile::read(path);
                let file = file.map_err(|error| at("model", format!("{}: {error}", shown(path))))?;
                read.insert(path.clone(), file);
                file
            }
        };
        let found = hash_text(file.hash);
        match &language.model_hash {
            Some(wanted) if !wanted.eq_ignore_ascii_case(&found) => {
                let message = format!("{}: another model than was meant: its hash is {found}", shown(path));
                Err(at("model-hash", message))
            }
            _ => Ok(file.model),
        }
    }
}
