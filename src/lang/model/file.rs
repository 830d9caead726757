//! A model in a file of its own: [`MAGIC`], the xxh3-64 of what follows as u64 (little-endian), and the tables of
//! `layout.rs`. Head and tables keep the alignment that look-ups are fastest at.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::{Malformed, Model};

/// What a model file begins with.
const MAGIC: [u8; 8] = *b"zzlmfil\n";

/// A model that was read from a file, and stays in memory until the process ends.
#[derive(Debug, Clone, Copy)]
pub struct ModelFile {
    pub model: &'static Model<'static>,
    /// The xxh3-64 of its tables.
    pub hash: u64,
}

/// Why a file gives no model.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("no language model; `cargo xtask lm --output` writes one")]
    Foreign,
    #[error("the language model is damaged: its hash is {found}, and {told} was written", found = hash_text(*.found), told = hash_text(*.told))]
    Hash { told: u64, found: u64 },
    #[error("{0}")]
    Malformed(#[from] Malformed),
}

impl ModelFile {
    /// Reads a file and keeps it: what documents borrow from lives as long as the run, and a run reads each file once.
    ///
    /// # Errors
    /// [`Unusable`] where the file cannot be read, is no model, or does not have the hash that it tells.
    pub fn read(path: &Path) -> Result<Self, Unusable> {
        let bytes = std::fs::read(path)?;
        check(&bytes)?;
        let (hash, tables) = split(bytes.leak()).ok_or(Unusable::Foreign)?;
        Ok(Self { model: Box::leak(Box::new(Model::from_bytes(tables)?)), hash })
    }
}

/// Whether the bytes are those of a model file: told before any of them is kept.
fn check(bytes: &[u8]) -> Result<(), Unusable> {
    let (told, tables) = split(bytes).ok_or(Unusable::Foreign)?;
    let found = xxh3_64(tables);
    if found != told {
        return Err(Unusable::Hash { told, found });
    }
    Ok(Model::from_bytes(tables).map(drop)?)
}

/// The hash that a file tells, and its tables.
fn split(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (hash, tables) = bytes.strip_prefix(&MAGIC)?.split_first_chunk()?;
    Some((u64::from_le_bytes(*hash), tables))
}

/// The bytes of a file for the tables of a model, and their hash.
pub fn sealed(tables: &[u8]) -> (Vec<u8>, u64) {
    let hash = xxh3_64(tables);
    ([&MAGIC[..], &hash.to_le_bytes(), tables].concat(), hash)
}

/// A hash as it is written in configurations and messages: 16 hexadecimal digits.
pub fn hash_text(hash: u64) -> String {
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::super::TABLES;
    use super::*;

    #[test]
    fn what_is_sealed_is_read_again() {
        let (bytes, hash) = sealed(&TABLES.0);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&file, &bytes).unwrap();
        let read = ModelFile::read(file.path()).unwrap();
        assert_eq!((read.hash, hash_text(hash).len()), (hash, 16));
        let text =
            |model: &Model<'_>| model.text(super::super::History::START, "全面推进乡村振兴", usize::MAX);
        assert_eq!(text(read.model).to_bits(), text(Model::embedded()).to_bits());
    }

    #[test]
    fn damage_is_found() {
        let (mut bytes, _) = sealed(&TABLES.0);
        let last = bytes.len() - 1;
        assert!(matches!(check(&bytes[..last]), Err(Unusable::Hash { .. })));
        bytes[last] ^= 1;
        assert!(matches!(check(&bytes), Err(Unusable::Hash { .. })));
        assert!(matches!(check(&bytes[..12]), Err(Unusable::Foreign)));
        assert!(matches!(check(&TABLES.0), Err(Unusable::Foreign)));
        let (foreign, _) = sealed(b"text");
        assert!(matches!(check(&foreign), Err(Unusable::Malformed(Malformed::Magic))));
    }
}
