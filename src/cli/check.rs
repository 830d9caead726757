//! `zzlint check`: reports what is wrong.

use std::path::Path;

use super::args::{CheckArgs, FixArgs, Global, OutputArgs, Repairing};
use super::printer::Printer;
use super::session::{Session, read_standard_input, standard_input};
use super::survey::{Stage, survey};
use crate::batch::Verdicts;
use crate::config::Profile;
use crate::document::Document;
use crate::report::{self, Format, Report, statistics};
use crate::run::{self, Failure, Outcome, Summary, Walk, Walked, guarded, in_order};
use crate::source::{Source, decode};

/// What came of one file.
pub enum Done {
    Checked(Box<(String, Summary)>),
    Failed(Failure),
    /// Not text, and not named.
    Binary,
}

pub fn run(args: CheckArgs, global: &Global) -> anyhow::Result<Outcome> {
    if args.fix || args.diff {
        let how = Repairing { write: args.fix, unsafe_fixes: args.unsafe_fixes, ..Repairing::default() };
        let CheckArgs { files, rules, output, .. } = args;
        return super::fix::run(FixArgs { files, how, rules, output }, global);
    }
    let format = args.output.output_format.unwrap_or_default();
    let session = Session::new(global, &args.rules, &args.files.walk, format.is_human())?;
    let report = writer(format, &args.output, &session);
    if let Some(name) = standard_input(&args.files)? {
        let mut printer = Printer::new(&*report, args.output.output_file.as_deref(), global, 1)?;
        let bytes = read_standard_input()?;
        let profile = session.resolver.for_file(&name)?;
        let source = || decode::decode(&name, &bytes).map_err(|error| error.to_string());
        let _ = take(&mut printer, of(guarded(&name, || Ok(check(&source()?, &profile, None, &*report)))));
        return Ok(outcome(&printer.end()?, args.output.exit_zero));
    }
    let walk = session.walk(&args.files, None)?;
    if let Some(outcome) = nothing(&walk, &session) {
        return Ok(outcome);
    }
    let output_file = args.output.output_file.as_deref();
    let mut printer = Printer::new(&*report, output_file, global, walk.files.len())?;
    printer.summary.skipped = walk.skipped;
    for failure in &walk.failures {
        if printer.failure(failure).is_break() {
            break;
        }
    }
    let survey = survey(&session, &walk.files, args.files.walk.jobs, Stage::Read);
    let one = |file: &Walked| match load(&session, file) {
        Ok(Some((source, profile))) => {
            of(guarded(&file.path, || Ok(check(&source, &profile, survey.batch.of(&file.path), &*report))))
        }
        Ok(None) => Done::Binary,
        Err(mut failure) => {
            session.teach(&mut failure);
            Done::Failed(failure)
        }
    };
    in_order(&walk.files, args.files.walk.jobs, one, |done| take(&mut printer, done));
    let summary = printer.end()?;
    verbose(&summary, &session);
    Ok(outcome(&summary, args.output.exit_zero))
}

/// The writer of the findings, or of the table that stands in their place.
pub fn writer(format: Format, output: &OutputArgs, session: &Session) -> Box<dyn Report> {
    let options = session.report_options(output);
    if output.statistics {
        Box::new(statistics::Statistics { format, options })
    } else {
        report::report(format, options)
    }
}

/// Reads a file and finds its settings; `None` for a file that is no text and that nobody named.
///
/// # Errors
/// [`Failure`] where it cannot be read.
pub fn load(session: &Session, file: &Walked) -> Result<Option<(Source, std::sync::Arc<Profile>)>, Failure> {
    let fail = |message: String| Failure { path: file.path.clone(), message };
    let profile = session.resolver.for_file(&file.path).map_err(|error| fail(error.to_string()))?;
    match guarded(&file.path, || Ok(run::read(&file.path)))? {
        Ok(source) => Ok(Some((source, profile))),
        Err(run::ReadError::Decode(decode::DecodeError::Binary)) if !file.named => Ok(None),
        Err(error) => Err(fail(error.to_string())),
    }
}

/// Checks a text; its report and its sums.
fn check(
    source: &Source,
    profile: &Profile,
    verdicts: Option<&Verdicts>,
    report: &dyn Report,
) -> (String, Summary) {
    let settings = profile.settings_for(&source.path);
    let document = Document::with_model(source, settings.model);
    let found = profile.rules.check_in_batch(&document, &settings, verdicts);
    let mut summary = Summary::default();
    summary.add(source, &found);
    summary.failing = found.iter().filter(|finding| finding.severity >= settings.fail_on).count();
    (report.file(&document, &found), summary)
}

fn of(done: Result<(String, Summary), Failure>) -> Done {
    match done {
        Ok(done) => Done::Checked(Box::new(done)),
        Err(failure) => Done::Failed(failure),
    }
}

fn take(printer: &mut Printer<'_>, done: Done) -> std::ops::ControlFlow<()> {
    match done {
        Done::Checked(done) => {
            printer.summary.merge(done.1);
            printer.text(&done.0)
        }
        Done::Failed(failure) => printer.failure(&failure),
        Done::Binary => {
            printer.summary.skipped.binary += 1;
            printer.text("")
        }
    }
}

/// How a run that matched no file ends; says why.
pub fn nothing(walk: &Walk, session: &Session) -> Option<Outcome> {
    if !walk.files.is_empty() || !walk.failures.is_empty() {
        return None;
    }
    let skipped = walk.skipped;
    if walk.forced_out > 0 && skipped.not_included == 0 {
        // As when pre-commit names files that the configuration leaves out.
        return Some(Outcome::Clean);
    }
    let mut message = "no file to check".to_owned();
    let profile = session.resolver.for_folder(session.resolver.cwd());
    let include = profile.ok().and_then(|profile| profile.merged.raw.include.clone());
    let include = include.map_or_else(|| crate::config::INCLUDE.join(", "), |list| list.join(", "));
    if skipped.not_included > 0 {
        message.push_str(&format!("; {} skipped, which are none of {include}", skipped.not_included));
    }
    if skipped.excluded > 0 {
        message.push_str(&format!("; {} excluded", skipped.excluded));
    }
    super::errors::line(&message, false);
    Some(Outcome::Failed)
}

/// Failed before anything, then findings.
pub fn outcome(summary: &Summary, exit_zero: bool) -> Outcome {
    match (summary.failures, summary.failing) {
        (1.., _) => Outcome::Failed,
        (0, 1..) if !exit_zero => Outcome::Findings,
        _ if summary.checked == 0 => Outcome::Failed,
        _ => Outcome::Clean,
    }
}

/// What `-v` says of a run.
pub fn verbose(summary: &Summary, session: &Session) {
    if session.global.verbose == 0 {
        return;
    }
    for file in session.resolver.files() {
        eprintln!("configuration: {}", shown(file.as_deref()));
    }
    let skipped = summary.skipped;
    eprintln!(
        "{} checked, {} failed; skipped: {} not included, {} excluded, {} binary; {:.3} s, {:.1} MB",
        summary.checked,
        summary.failures,
        skipped.not_included,
        skipped.excluded,
        skipped.binary,
        summary.elapsed.as_secs_f64(),
        summary.bytes as f64 / 1e6
    );
}

fn shown(file: Option<&Path>) -> String {
    file.map_or_else(|| "none".to_owned(), crate::source::shown)
}
