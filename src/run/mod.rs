//! One run over files: walk, read, check or repair, each file on its own.

mod outcome;

use std::path::{Path, PathBuf};

pub use outcome::{Failure, FileResult, Outcome, RepairCount, RuleCount, Skipped, Summary};

use ignore::WalkBuilder;

use crate::source::{Source, decode};

/// The files that the paths stand for: a file is itself, a folder every text file under it that no ignore file names.
pub fn walk(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = WalkBuilder::new(path).build().filter_map(Result::ok);
            let texts = entries.map(ignore::DirEntry::into_path).filter(|p| p.is_file() && is_text(p));
            files.extend(texts);
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    files.dedup();
    files
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "txt" || e == "text" || e == "md")
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Decode(#[from] decode::DecodeError),
}

/// Reads and decodes a file.
///
/// # Errors
/// [`ReadError`] where it cannot be read or is no text.
pub fn read(path: &Path) -> Result<Source, ReadError> {
    Ok(decode::decode(path, &std::fs::read(path)?)?)
}
