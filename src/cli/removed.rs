//! `--removed`: a record of every piece of text that a repair took out.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

use crate::fix::{Account, ChangeKind};
use crate::source::shown;

/// The file of the record. Runs add to it.
pub struct Removed {
    file: File,
}

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    code: &'a str,
    kind: &'static str,
    /// For text that moved to another file, that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// From 1, in the file as it was read.
    line: u32,
    text: &'a str,
}

impl Removed {
    /// # Errors
    /// Where the file cannot be opened.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path);
        Ok(Self { file: file.with_context(|| shown(path))? })
    }

    /// Adds what was taken out of a file. A piece that only moved is still there, and so is not in the record; one that
    /// moved to another file is, with the file. `destinations` gives that for each change.
    ///
    /// # Errors
    /// Where the record cannot be written.
    pub fn add(
        &mut self,
        path: &Path,
        account: &Account,
        destinations: &[Option<PathBuf>],
    ) -> io::Result<()> {
        let path = shown(path);
        let mut rows = String::new();
        let changes = account.changes.iter().zip(destinations);
        for (change, to) in changes.filter(|(change, _)| change.kind == ChangeKind::Removed) {
            let row = Row {
                path: &path,
                code: &change.code,
                kind: if to.is_some() { "moved" } else { "removed" },
                to: to.as_deref().map(shown),
                line: change.line,
                text: &change.text,
            };
            rows.push_str(&serde_json::to_string(&row)?);
            rows.push('\n');
        }
        self.file.write_all(rows.as_bytes())
    }
}
