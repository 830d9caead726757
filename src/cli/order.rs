//! `zzlint order`: the order in which a page was printed.

use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;

use super::args::{Global, OrderArgs, OutputArgs, TextOrJson};
use super::check::{load, nothing};
use super::errors;
use super::session::{Session, color_stderr, read_standard_input, standard_input};
use crate::config::Profile;
use crate::document::Document;
use crate::order::{self, Order};
use crate::report::outline::outline;
use crate::run::{Failure, Outcome, guarded, in_order};
use crate::source::{Source, decode, shown};

/// The order of one file of several, as JSON.
#[derive(Serialize)]
struct OfFile {
    path: String,
    #[serde(flatten)]
    order: Order,
}

/// A file in the order found, and its outline where people read it.
struct Found {
    path: PathBuf,
    order: Order,
    outline: String,
}

pub fn run(args: OrderArgs, global: &Global) -> anyhow::Result<Outcome> {
    let human = args.output_format == TextOrJson::Text;
    let session = Session::new(global, &args.rules.into(), &args.files.walk, human)?;
    let options = session.report_options(&OutputArgs::default());
    let find = |source: &Source, profile: &Profile| {
        let settings = profile.settings_for(&source.path);
        let order = order::find(&profile.rules, source, &settings).map_err(|error| error.to_string())?;
        let document = Document::with_model(source, settings.model);
        let outline = if human { outline(&document, &order, &options) } else { String::new() };
        Ok(Found { path: source.path.clone(), order, outline })
    };
    let mut found = Vec::new();
    let mut failures = Vec::new();
    if let Some(name) = standard_input(&args.files)? {
        let bytes = read_standard_input()?;
        let profile = session.resolver.for_file(&name)?;
        let source = || decode::decode(&name, &bytes).map_err(|error| error.to_string());
        match guarded(&name, || find(&source()?, &profile)) {
            Ok(order) => found.push(order),
            Err(failure) => failures.push(failure),
        }
    } else {
        let walk = session.walk(&args.files, None)?;
        if let Some(outcome) = nothing(&walk, &session) {
            return Ok(outcome);
        }
        failures = walk.failures;
        let one = |file: &crate::run::Walked| match load(&session, file) {
            Ok(Some((source, profile))) => Some(guarded(&file.path, || find(&source, &profile))),
            Ok(None) => None,
            Err(failure) => Some(Err(failure)),
        };
        in_order(&walk.files, args.files.walk.jobs, one, |done| {
            match done {
                Some(Ok(order)) => found.push(order),
                Some(Err(failure)) => failures.push(failure),
                None => {}
            }
            std::ops::ControlFlow::Continue(())
        });
    }
    write(found, human)?;
    for Failure { path, message } in &failures {
        errors::line(&format!("{}: {message}", shown(path)), color_stderr(global.color));
    }
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

/// One file is one object, several are an array of objects that name their paths.
fn write(mut found: Vec<Found>, human: bool) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if human {
        let outlines: Vec<&str> = found.iter().map(|found| found.outline.as_str()).collect();
        out.write_all(outlines.join("\n").as_bytes())?;
    } else if let [only] = found.as_slice() {
        writeln!(out, "{}", serde_json::to_string(&only.order)?)?;
    } else {
        let all: Vec<OfFile> =
            found.drain(..).map(|found| OfFile { path: shown(&found.path), order: found.order }).collect();
        writeln!(out, "{}", serde_json::to_string(&all)?)?;
    }
    Ok(out.flush()?)
}
