//! A configuration as written: the keys of zzlint.toml, checked for name and type and nothing else.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::settings::Furniture;
use crate::diagnostic::{Lang, Severity};

/// The keys of a zzlint.toml.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Raw {
    /// Another configuration file that this one builds on.
    pub extend: Option<PathBuf>,
    /// The versions of zzlint that may read the file, as in `>=0.1, <0.3`.
    pub required_version: Option<String>,
    pub lang: Option<Lang>,
    pub select: Vec<String>,
    pub extend_select: Vec<String>,
    pub ignore: Vec<String>,
    pub preview: bool,
    /// By code, name or group.
    pub severity: BTreeMap<String, Severity>,
    pub fail_on: Option<Severity>,
    pub include: Option<Vec<String>>,
    pub exclude: Vec<String>,
    pub extend_exclude: Vec<String>,
    pub extend_safe_fixes: Vec<String>,
    pub extend_unsafe_fixes: Vec<String>,
    /// Selectors by glob.
    pub per_file_ignores: BTreeMap<String, Vec<String>>,
    /// Later ones win.
    pub overrides: Vec<Override>,
    pub accept: Vec<String>,
    pub accept_files: Vec<PathBuf>,
    pub reject: Vec<String>,
    pub reject_files: Vec<PathBuf>,
    pub furniture: Furniture,
    pub language: Language,
    /// Options of rules, by code or name.
    pub options: BTreeMap<String, toml::Table>,
    /// Globs of rule cards.
    pub packs: Vec<String>,
}

/// The language model.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Language {
    /// The file of a model, in place of the one that the binary carries.
    pub model: Option<PathBuf>,
    /// The hash that this file must have, as `cargo xtask lm` prints it.
    pub model_hash: Option<String>,
}

/// Settings for some of the files.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Override {
    /// Globs.
    pub files: Vec<String>,
    pub select: Vec<String>,
    pub extend_select: Vec<String>,
    pub ignore: Vec<String>,
    pub severity: BTreeMap<String, Severity>,
    pub options: BTreeMap<String, toml::Table>,
}

/// What a folder's walk takes in where nothing is said.
pub const INCLUDE: [&str; 3] = ["*.txt", "*.text", "*.md"];

/// Keys whose lists grow from layer to layer; every other key is replaced.
pub const GROWING: &[&str] = &[
    "extend-select",
    "ignore",
    "extend-exclude",
    "extend-safe-fixes",
    "extend-unsafe-fixes",
    "overrides",
    "accept",
    "accept-files",
    "reject",
    "reject-files",
    "packs",
];
