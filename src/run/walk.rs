//! Which files the paths of a command line stand for.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use super::{Failure, Skipped};
use crate::config::{ConfigError, Resolver};

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// Sorted by path, each once.
    pub files: Vec<Walked>,
    /// What could not be looked at, sorted by path.
    pub failures: Vec<Failure>,
    pub skipped: Skipped,
    /// Paths of the command line that `--force-exclude` left out.
    pub forced_out: usize,
}

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Walked {
    /// As given, or as the folder was given.
    pub path: PathBuf,
    /// Whether the command line names the file itself: then it is checked whatever it is.
    pub named: bool,
}

/// How to walk.
#[derive(Debug, Clone, Copy)]
pub struct WalkOptions {
    /// Leave out what .gitignore names.
    pub gitignore: bool,
    /// Let `exclude` hold for files of the command line, too.
    pub force_exclude: bool,
}

/// The files that the paths stand for: a file is itself, a folder every file under it that `include` names and no
/// ignore file or `exclude` does, a glob what it matches. Symbolic links are followed.
///
/// # Errors
/// [`ConfigError`] where the configuration of a folder cannot be used.
pub fn walk(paths: &[PathBuf], resolver: &Arc<Resolver>, options: WalkOptions) -> Result<Walk, ConfigError> {
    let mut walk = Walk::default();
    let mut linked = false;
    for path in paths {
        let expanded = match std::fs::symlink_metadata(path) {
            Err(_) if is_glob(path) => expand_glob(path).unwrap_or_default(),
            _ => vec![path.clone()],
        };
        if expanded.is_empty() {
            walk.fail(path.clone(), "no file matches this pattern");
        }
        for path in expanded {
            if options.force_exclude && excluded_by_force(&path, resolver)? {
                walk.forced_out += 1;
                walk.skipped.excluded += 1;
            } else if path.is_dir() {
                linked |= folder(&path, resolver, options, &mut walk)?;
            } else {
                walk.files.push(Walked { path, named: true });
            }
        }
    }
    // A file that is named and walked counts as named: `true` sorts behind `false`, and the first of two stays.
    walk.files.sort_by(|a, b| a.path.cmp(&b.path).then(b.named.cmp(&a.named)));
    walk.files.dedup_by(|later, first| later.path == first.path);
    if linked || paths.len() > 1 {
        once_each(&mut walk.files);
    }
    walk.failures.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(walk)
}

impl Walk {
    fn fail(&mut self, path: PathBuf, message: impl Into<String>) {
        self.failures.push(Failure { path, message: message.into() });
    }
}

fn excluded_by_force(path: &Path, resolver: &Resolver) -> Result<bool, ConfigError> {
    Ok(resolver.for_file(path)?.excludes_under(&resolver.absolute(path)))
}

/// Keeps one path of those that lead to the same file.
fn once_each(files: &mut Vec<Walked>) {
    let mut seen = HashSet::new();
    files.retain(|file| std::fs::canonicalize(&file.path).map_or(true, |real| seen.insert(real)));
}

/// Walks a folder; true where a symbolic link was followed, so that a file may have been met twice.
fn folder(
    path: &Path,
    resolver: &Arc<Resolver>,
    options: WalkOptions,
    walk: &mut Walk,
) -> Result<bool, ConfigError> {
    // The walker's filter lives as long as the walker and tells nothing but yes and no.
    let wrong: Arc<Mutex<Option<ConfigError>>> = Arc::default();
    let excluded: Arc<Mutex<usize>> = Arc::default();
    let filter = {
        let (resolver, wrong, excluded) = (Arc::clone(resolver), Arc::clone(&wrong), Arc::clone(&excluded));
        move |entry: &DirEntry| {
            let path = resolver.absolute(entry.path());
            match resolver.for_folder(path.parent().unwrap_or(&path)) {
                Ok(profile) if entry.depth() > 0 && profile.excludes(&path) => {
                    *excluded.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                    false
                }
                Ok(_) => true,
                Err(error) => {
                    wrong.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                    false
                }
            }
        }
    };
    let mut builder = WalkBuilder::new(path);
    builder.follow_links(true).add_custom_ignore_filename(".zzlintignore").filter_entry(filter);
    builder.git_ignore(options.gitignore).git_exclude(options.gitignore).parents(true);
    // What holds for one machine must not decide what a gate sees; an .ignore file is another tool's.
    builder.git_global(false).ignore(false);
    let mut linked = false;
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let (at, message) = explain(&error);
                walk.fail(at.unwrap_or(path).to_owned(), message);
                continue;
            }
        };
        linked |= entry.path_is_symlink();
        if let Some(error) = entry.error() {
            let (at, message) = explain(error);
            walk.fail(at.unwrap_or(entry.path()).to_owned(), message);
        }
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let whole = resolver.absolute(entry.path());
        if resolver.for_folder(whole.parent().unwrap_or(&whole))?.includes(&whole) {
            walk.files.push(Walked { path: plain(entry.path()), named: false });
        } else {
            walk.skipped.not_included += 1;
        }
    }
    walk.skipped.excluded += *excluded.lock().unwrap_or_else(PoisonError::into_inner);
    let found = wrong.lock().unwrap_or_else(PoisonError::into_inner).take();
    found.map_or(Ok(linked), Err)
}

/// The path without the `./` that a walk of `.` gives.
fn plain(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

/// Where a walk failed, and why, in the words of the system.
fn explain(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => {
            let (inner, message) = explain(err);
            (inner.or(Some(path)), message)
        }
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => explain(err),
        ignore::Error::Loop { ancestor, child } => {
            (Some(child), format!("symbolic link loop: leads back to {}", crate::source::shown(ancestor)))
        }
        ignore::Error::Partial(errors) => {
            errors.first().map_or((None, error.to_string()), |first| explain(first))
        }
        other => (None, other.to_string()),
    }
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The files and folders that a glob means, sorted. What lies in a folder it means is left to the walk of that folder.
///
/// # Errors
/// Where the pattern is no glob.
pub fn expand_glob(pattern: &Path) -> Result<Vec<PathBuf>, globset::Error> {
    let text = pattern.to_string_lossy();
    let matcher = globset::GlobBuilder::new(text.trim_start_matches("./"))
        .literal_separator(true)
        .build()?
        .compile_matcher();
    let parts = pattern.components().take_while(|part| !is_glob(Path::new(part)));
    let base: PathBuf = parts.collect();
    let start = if base.as_os_str().is_empty() { Path::new(".") } else { base.as_path() };
    let mut found = Vec::new();
    let entries = WalkBuilder::new(start).standard_filters(false).build();
    for entry in entries.filter_map(Result::ok) {
        let path = plain(entry.path());
        if matcher.is_match(path.strip_prefix("./").unwrap_or(&path)) {
            if path.is_dir() {
                found.retain(|inner: &PathBuf| !inner.starts_with(&path));
            }
            if !found.iter().any(|outer| path.starts_with(outer)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
