//! The command line from outside: exit codes, bad input, configuration, writing.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used)]

mod batch;
mod configuration;
mod encodings;
mod gate;
mod input;
mod model;
mod repair;
#[cfg(unix)]
mod unix;
mod words;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Three blank lines in a row: one finding of FMT001, severity info, with a safe fix.
const BLANKS: &str = "甲。\n\n\n\n乙。\n";
const MENDED: &str = "甲。\n\n乙。\n";

/// A folder that no configuration above it reaches.
struct Folder(TempDir);

#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path().join(".git")).unwrap();
        for (name, text) in files {
            folder.put(name, text);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zzlint"));
        command.args(line.split_whitespace()).current_dir(self.path());
        command.env("LC_ALL", "C").env("LANG", "C").env_remove("LANGUAGE").stdin(Stdio::null());
        command
    }

    fn run(&self, line: &str) -> Run {
        Run::of(&mut self.command(line))
    }

    fn pipe(&self, line: &str, input: impl AsRef<[u8]>) -> Run {
        let mut command = self.command(line);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
        Run::from(child.wait_with_output().unwrap())
    }
}

impl Run {
    fn of(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    #[track_caller]
    fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "{text:?} is not in {self:#?}");
        self
    }

    #[track_caller]
    fn prints(self, text: &str) -> Self {
        assert!(self.out.contains(text), "{text:?} is not in {self:#?}");
        self
    }

    /// The codes of the findings, from JSON.
    #[track_caller]
    fn codes(&self) -> Vec<String> {
        let findings: Vec<serde_json::Value> = serde_json::from_str(&self.out).unwrap();
        findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}
