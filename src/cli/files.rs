//! `zzlint files`: what would be checked.

use std::io::Write;

use super::args::{FilesArgs, Global};
use super::check::nothing;
use super::session::{Session, color_stderr};
use crate::run::Outcome;
use crate::source::shown;

pub fn run(args: FilesArgs, global: &Global) -> anyhow::Result<Outcome> {
    let session = Session::new(global, &args.rules.into(), &args.files.walk, true)?;
    let mut walk = session.walk(&args.files, None)?;
    // A file that is named and is not there would fail.
    for file in walk.files.iter().filter(|file| file.named) {
        if let Err(error) = std::fs::metadata(&file.path) {
            walk.failures.push(crate::run::Failure { path: file.path.clone(), message: error.to_string() });
        }
    }
    walk.files.retain(|file| !walk.failures.iter().any(|failure| failure.path == file.path));
    if let Some(outcome) = nothing(&walk, &session) {
        return Ok(outcome);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in &walk.files {
        writeln!(out, "{}", shown(&file.path))?;
    }
    out.flush()?;
    for failure in &walk.failures {
        super::errors::line(
            &format!("{}: {}", shown(&failure.path), failure.message),
            color_stderr(global.color),
        );
    }
    if global.verbose > 0 {
        eprintln!(
            "{} files; {} not included, {} excluded",
            walk.files.len(),
            walk.skipped.not_included,
            walk.skipped.excluded
        );
    }
    Ok(if walk.failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}
