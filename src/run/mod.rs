//! One run over files: walk, read, check or repair, write, each file on its own.

mod guard;
mod order;
mod outcome;
mod walk;
pub mod write;

use std::path::Path;

pub use guard::{guarded, words};
pub use order::in_order;
pub use outcome::{Failure, Outcome, RepairCount, RuleCount, Skipped, Summary};
pub use walk::{Walk, WalkOptions, Walked, expand_glob, walk};

use crate::source::{Source, decode};

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
