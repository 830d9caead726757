//! `zzlint fix`: shows the repair as a diff, or writes it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::args::{FixArgs, Global};
use super::check::{load, nothing, outcome, verbose, writer};
use super::output_dir::targets;
use super::printer::Printer;
use super::removed::Removed;
use super::session::{Session, read_standard_input, standard_input};
use super::survey::{Stage, survey};
use super::unit::{self, Obstacle};
use crate::batch::{Batch, Verdicts};
use crate::config::{ConfigError, Profile};
use crate::diagnostic::{Diagnostic, Safety};
use crate::document::Document;
use crate::fix::{Account, Refusal, repair_in_batch};
use crate::report::diff::diff;
use crate::report::{self, Format, Report};
use crate::run::write::{self, WriteError};
use crate::run::{Failure, Outcome, RepairCount, Summary, Walked, guarded, in_order};
use crate::source::{Source, decode, encode};

/// What becomes of the repaired text.
#[derive(Debug, Clone)]
enum Sink {
    /// A diff is shown.
    Diff,
    Replace,
    /// It is written to this folder.
    Folder(PathBuf),
    Stdout,
}

/// A repaired file, not yet written.
pub struct Repaired {
    pub path: PathBuf,
    /// xxh3-128 of the bytes as read.
    hash: u128,
    /// The bytes to write; `None` where nothing changed.
    changed: Option<Vec<u8>>,
    /// The bytes as read, where an unchanged file is written, too.
    same: Option<Vec<u8>>,
    pub account: Account,
    /// The diff, or the report of what remains.
    text: String,
    /// What standard error is told of it.
    notes: Vec<String>,
    summary: Summary,
}

pub fn run(args: FixArgs, global: &Global) -> anyhow::Result<Outcome> {
    let input = standard_input(&args.files)?;
    let how = &args.how;
    let sink = match (&how.output_dir, &input) {
        (Some(folder), None) => Sink::Folder(folder.clone()),
        (Some(_), Some(_)) => {
            return Err(
                ConfigError::new("--output-dir needs files; standard input goes to standard output").into()
            );
        }
        (None, Some(_)) => Sink::Stdout,
        (None, None) if how.write => Sink::Replace,
        (None, None) if how.stdout => Sink::Stdout,
        (None, None) => Sink::Diff,
    };
    if how.removed.is_some() && matches!(sink, Sink::Diff) {
        let error = ConfigError::new("--removed needs a repair that is written");
        return Err(error.help("add --write, --output-dir DIR or --stdout").into());
    }
    let format = args.output.output_format.unwrap_or(Format::Concise);
    let session = Session::new(global, &args.rules, &args.files.walk, format.is_human())?;
    let report = writer(format, &args.output, &session);
    let level = if how.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
    let work = Work {
        report: &*report,
        format,
        level,
        sink: &sink,
        to_utf8: how.to_utf8,
        options: session.report_options(&args.output),
    };
    let removed = how.removed.as_deref().map(Removed::open).transpose()?;
    let mut target = Target { sink: &sink, files: BTreeMap::new(), removed, batch: Batch::default() };
    // Text on standard output is the repaired text and nothing else.
    let shown_report: &dyn Report = if matches!(sink, Sink::Stdout) { &Silent } else { &*report };
    let output_file = args.output.output_file.as_deref();

    if let Some(name) = input {
        let mut printer = Printer::new(shown_report, output_file, global, 1)?;
        let bytes = read_standard_input()?;
        let profile = session.resolver.for_file(&name)?;
        let source = || decode::decode(&name, &bytes).map_err(|error| error.to_string());
        let done = guarded(&name, || work.repair(&source()?, &profile, None, Some(&bytes)));
        let _ = target.finish(done, &mut printer);
        return Ok(end(&printer.end()?, &sink, args.output.exit_zero));
    }
    let walk = session.walk(&args.files, how.output_dir.as_deref())?;
    if let Some(outcome) = nothing(&walk, &session) {
        return Ok(outcome);
    }
    if matches!(sink, Sink::Stdout) && walk.files.len() > 1 {
        let error = ConfigError::new(format!("--stdout prints one file, and these are {}", walk.files.len()));
        return Err(error.help("--output-dir DIR writes many").into());
    }
    if let Sink::Folder(folder) = &sink {
        target.files = targets(folder, &walk.files, &args.files.paths, session.resolver.cwd())?;
    }
    let mut printer = Printer::new(shown_report, output_file, global, walk.files.len())?;
    printer.summary.skipped = walk.skipped;
    for failure in &walk.failures {
        if printer.failure(failure).is_break() {
            break;
        }
    }
    let jobs = args.files.walk.jobs;
    let found = survey(&session, &walk.files, jobs, Stage::Settled { to_utf8: how.to_utf8 });
    let units = unit::group(&walk.files, &found.batch, how.unsafe_fixes || found.moves_safely);
    target.batch = found.batch.clone();
    let one = |file: &Walked| match load(&session, file) {
        Ok(Some((source, profile))) => {
            let verdicts = found.batch.of(&file.path);
            Some(guarded(&file.path, || work.repair(&source, &profile, verdicts, None)))
        }
        Ok(None) => None,
        Err(mut failure) => {
            session.teach(&mut failure);
            Some(Err(failure))
        }
    };
    let all = |unit: &Vec<Walked>| unit.iter().map(one).collect::<Vec<_>>();
    in_order(&units, jobs, all, |done| {
        let binary = done.iter().filter(|done| done.is_none()).count();
        printer.summary.skipped.binary += binary;
        (0..binary).try_for_each(|_| printer.text(""))?;
        target.finish_unit(done.into_iter().flatten().collect(), &mut printer)
    });
    let summary = printer.end()?;
    verbose(&summary, &session);
    Ok(end(&summary, &sink, args.output.exit_zero))
}

/// A diff that is not empty is a finding; a file that was written is none.
fn end(summary: &Summary, sink: &Sink, exit_zero: bool) -> Outcome {
    let pending = matches!(sink, Sink::Diff) && summary.repair.is_some_and(|repair| repair.files > 0);
    match outcome(summary, exit_zero) {
        Outcome::Clean if pending && !exit_zero => Outcome::Findings,
        outcome => outcome,
    }
}

/// No report.
struct Silent;

impl Report for Silent {
    fn file(&self, _document: &Document<'_>, _diagnostics: &[Diagnostic]) -> String {
        String::new()
    }
}

/// What every file is repaired with.
struct Work<'w> {
    report: &'w dyn Report,
    format: Format,
    level: Safety,
    sink: &'w Sink,
    to_utf8: bool,
    options: report::Options,
}

impl Work<'_> {
    fn repair(
        &self,
        source: &Source,
        profile: &Profile,
        verdicts: Option<&Verdicts>,
        bytes: Option<&[u8]>,
    ) -> Result<Repaired, String> {
        let settings = profile.settings_for(&source.path);
        let refuse = |error| WriteError::Encode(error).to_string();
        let target = if self.to_utf8 {
            Cow::Owned(encode::in_utf8(source).map_err(refuse)?)
        } else {
            encode::writable(source).map_err(refuse)?;
            Cow::Borrowed(source)
        };
        let done = repair_in_batch(&profile.rules, &target, &settings, self.level, verdicts)
            .map_err(|error| error.to_string())?;
        let converted = target.charset != source.charset;
        let changed = if converted || done.source.text != source.text {
            Some(encode::encode(&done.source, &done.source.text).map_err(refuse)?)
        } else {
            None
        };
        let charset = source.charset.name();
        let left_out = done.refused.iter().map(|Refusal { code, line, lacks }| {
            format!(
                "{code} in line {line} left out: {charset} has no {lacks:?} (U+{:04X})",
                u32::from(*lacks)
            )
        });
        let notes =
            converted.then(|| format!("from {charset} to UTF-8")).into_iter().chain(left_out).collect();
        let mut summary = Summary::default();
        summary.add(&done.source, &done.remaining);
        summary.failing =
            done.remaining.iter().filter(|finding| finding.severity >= settings.fail_on).count();
        summary.repair = Some(RepairCount {
            written: !matches!(self.sink, Sink::Diff),
            files: usize::from(changed.is_some()),
            changes: done.account.changes.len(),
        });
        let text = match self.sink {
            Sink::Diff if self.format.is_human() => diff(source, &done.source.text, self.options),
            Sink::Stdout => String::new(),
            Sink::Diff | Sink::Replace | Sink::Folder(_) => {
                self.report.file(&Document::with_model(&done.source, settings.model), &done.remaining)
            }
        };
        let copies = matches!(self.sink, Sink::Folder(_) | Sink::Stdout) && changed.is_none();
        let same = match (copies, bytes) {
            (false, _) => None,
            (true, Some(bytes)) => Some(bytes.to_vec()),
            (true, None) => Some(std::fs::read(&source.path).map_err(|error| error.to_string())?),
        };
        let path = source.path.clone();
        Ok(Repaired { path, hash: source.hash, changed, same, account: done.account, text, notes, summary })
    }
}

/// Where repaired files go, and the record of what is taken out of them.
struct Target<'t> {
    sink: &'t Sink,
    /// For a folder: where each file goes.
    files: BTreeMap<PathBuf, PathBuf>,
    removed: Option<Removed>,
    /// What the files of the run say of each other.
    batch: Batch,
}

impl Target<'_> {
    /// Writes the files of a unit and their reports, all or none.
    fn finish_unit(
        &mut self,
        done: Vec<Result<Repaired, Failure>>,
        printer: &mut Printer<'_>,
    ) -> ControlFlow<()> {
        let may_write = |repaired: &Repaired| match (self.sink, &repaired.changed) {
            (Sink::Replace, Some(_)) => write::may_replace(&repaired.path, repaired.hash),
            _ => Ok(()),
        };
        let mut obstacle = match done.len() {
            ..2 => None,
            _ => unit::obstacle(&done, &self.batch, may_write),
        };
        for done in done {
            let path = done.as_ref().ok().map(|repaired| repaired.path.clone());
            let done = match (&obstacle, done) {
                (Some(obstacle), Ok(repaired)) => Err(obstacle.failure(&repaired.path)),
                (_, done) => done,
            };
            let failures = printer.summary.failures;
            self.finish(done, printer)?;
            // A file that gives text comes after the one that is given it.
            if let Some(path) = path.filter(|_| printer.summary.failures > failures && obstacle.is_none()) {
                obstacle = Some(Obstacle::unwritten(&path));
            }
        }
        ControlFlow::Continue(())
    }

    /// Writes a repaired file and its report.
    fn finish(&mut self, done: Result<Repaired, Failure>, printer: &mut Printer<'_>) -> ControlFlow<()> {
        let repaired = match done {
            Ok(repaired) => repaired,
            Err(failure) => return printer.failure(&failure),
        };
        if let Err(error) = self.write(&repaired) {
            return printer.failure(&Failure { path: repaired.path, message: error.to_string() });
        }
        for note in &repaired.notes {
            printer.note(&repaired.path, note);
        }
        printer.summary.merge(repaired.summary);
        match (self.sink, repaired.changed.or(repaired.same)) {
            (Sink::Stdout, Some(bytes)) => printer.raw(&bytes),
            _ => printer.text(&repaired.text),
        }
    }

    fn write(&mut self, repaired: &Repaired) -> Result<(), WriteError> {
        let Repaired { path, hash, changed, same, account, .. } = repaired;
        // What is removed is on record before it is gone.
        if let (Some(removed), Some(_)) = (&mut self.removed, changed) {
            removed.add(path, account, &unit::destinations(path, account, &self.batch))?;
        }
        match (self.sink, changed.as_ref().or(same.as_ref())) {
            (Sink::Replace, Some(bytes)) => write::replace(path, bytes, *hash),
            (Sink::Folder(_), Some(bytes)) => {
                let target = self.files.get(path).ok_or(WriteError::Original)?;
                write::create(target, bytes, path)
            }
            (Sink::Diff | Sink::Stdout, _) | (_, None) => Ok(()),
        }
    }
}
