//! `zzlint words`: names and terms of an archive to put on the accept list.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::{Global, RuleChoice, WordsArgs, WordsFormat};
use super::check::{load, nothing};
use super::errors;
use super::session::{Session, color_stderr, read_standard_input, standard_input};
use crate::config::Profile;
use crate::document::Document;
use crate::report::{Options, table};
use crate::run::{Failure, Outcome, Walked, guarded, in_order};
use crate::source::{Source, decode, shown};
use crate::vocabulary::{self, Counts, Doubt, Occurrences, Reading, Recurrence, Term};

/// A text of the archive: a pipe gives its text only once, and so is held.
enum Text {
    File(Walked),
    Held { source: Source, profile: std::sync::Arc<Profile> },
}

impl Text {
    fn path(&self) -> &Path {
        match self {
            Self::File(file) => &file.path,
            Self::Held { source, .. } => &source.path,
        }
    }

    /// Does `take` with the text and its profile; `None` for a file that is no text and that nobody named.
    fn with<T>(
        &self,
        session: &Session,
        take: impl FnOnce(&Source, &Profile) -> T,
    ) -> Option<Result<T, Failure>> {
        let taken = |source: &Source, profile: &Profile| {
            guarded(self.path(), || Ok::<T, String>(take(source, profile)))
        };
        match self {
            Self::Held { source, profile } => Some(taken(source, profile)),
            Self::File(file) => match load(session, file) {
                Ok(found) => found.map(|(source, profile)| taken(&source, &profile)),
                Err(failure) => Some(Err(failure)),
            },
        }
    }
}

pub fn run(args: WordsArgs, global: &Global) -> anyhow::Result<Outcome> {
    let human = args.output_format == WordsFormat::Text;
    // Only what doubts a word is asked.
    let rules = RuleChoice { select: vec!["CHR".to_owned()], ..args.rules.into() };
    let session = Session::new(global, &rules, &args.files.walk, human)?;
    let mut failures = Vec::new();
    let texts: Vec<Text> = if let Some(name) = standard_input(&args.files)? {
        held(&session, &name, &mut failures)?.into_iter().collect()
    } else {
        let walk = session.walk(&args.files, None)?;
        if let Some(outcome) = nothing(&walk, &session) {
            return Ok(outcome);
        }
        failures = walk.failures;
        walk.files.into_iter().filter_map(|file| text(&session, file, &mut failures)).collect()
    };
    let least = Recurrence { count: args.min_count.max(1), files: args.min_files.max(1) };
    let terms = terms(&session, &texts, args.files.walk.jobs, least, &mut failures);
    write(&terms, args.output_format, &session)?;
    for Failure { path, message } in &failures {
        errors::line(&format!("{}: {message}", shown(path)), color_stderr(global.color));
    }
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

/// Standard input.
fn held(session: &Session, name: &Path, failures: &mut Vec<Failure>) -> anyhow::Result<Option<Text>> {
    let bytes = read_standard_input()?;
    let profile = session.resolver.for_file(name)?;
    let source = guarded(name, || decode::decode(name, &bytes).map_err(|error| error.to_string()));
    Ok(source.map_err(|failure| failures.push(failure)).ok().map(|source| Text::Held { source, profile }))
}

/// A file, or what a pipe gave.
fn text(session: &Session, file: Walked, failures: &mut Vec<Failure>) -> Option<Text> {
    if !file.path.exists() || file.path.is_file() {
        return Some(Text::File(file));
    }
    match load(session, &file) {
        Ok(found) => found.map(|(source, profile)| Text::Held { source, profile }),
        Err(failure) => {
            failures.push(failure);
            None
        }
    }
}

/// Reads the texts twice: to count all wordings, and to look at those that may be terms.
fn terms(
    session: &Session,
    texts: &[Text],
    jobs: usize,
    least: Recurrence,
    failures: &mut Vec<Failure>,
) -> Vec<Term> {
    let mut counts = Counts::default();
    let mut doubted: Vec<(&Text, Vec<Doubt>)> = Vec::new();
    let first = |text: &&'_ Text| {
        text.with(session, |source, profile| {
            let document = Document::new(source);
            let found = profile.rules.check(&document, &profile.settings_for(&source.path));
            (Reading::of(&document), vocabulary::doubts(&found))
        })
    };
    let texts: Vec<&Text> = texts.iter().collect();
    let mut rest = texts.iter();
    in_order(&texts, jobs, first, |done| {
        let text = rest.next();
        match (done, text) {
            (Some(Ok((reading, doubts))), Some(text)) => {
                counts.add(&reading);
                doubted.push((text, doubts));
            }
            (Some(Err(mut failure)), _) => {
                session.teach(&mut failure);
                failures.push(failure);
            }
            _ => {}
        }
        ControlFlow::Continue(())
    });
    let mut occurrences = Occurrences::default();
    let second = |(text, _): &(&Text, Vec<Doubt>)| {
        text.with(session, |source, profile| {
            (Reading::of(&Document::new(source)), profile.settings_for(&source.path).words.clone())
        })
    };
    let mut rest = doubted.iter();
    in_order(&doubted, jobs, second, |done| {
        match (done, rest.next()) {
            (Some(Ok((reading, words))), Some((text, doubts))) => {
                occurrences.add(text.path(), &reading, doubts, &words, &counts, least.count);
            }
            (Some(Err(failure)), _) => failures.push(failure),
            _ => {}
        }
        ControlFlow::Continue(())
    });
    occurrences.terms(&counts, least)
}

/// A term as JSON.
#[derive(Serialize)]
struct Json<'t> {
    word: &'t str,
    count: u32,
    files: u32,
    doubted: u32,
    meant: Option<&'t str>,
    misread: bool,
    path: String,
    line: u32,
    column: u32,
}

fn write(terms: &[Term], format: WordsFormat, session: &Session) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match format {
        WordsFormat::Text => {
            let options: Options = session.report_options(&super::args::OutputArgs::default());
            out.write_all(table::words(terms, options.lang).as_bytes())?;
        }
        WordsFormat::Json => {
            let list: Vec<Json<'_>> = terms.iter().map(json).collect();
            writeln!(out, "{}", serde_json::to_string(&list)?)?;
        }
        WordsFormat::Toml => {
            writeln!(out, "accept = [")?;
            for term in terms {
                let comment = table::remark(term, session.lang);
                // What is probably an error is for a person to take in.
                let off = if term.misread { "# " } else { "" };
                writeln!(out, "    {off}{},  # {comment}", toml::Value::from(term.text.as_str()))?;
            }
            writeln!(out, "]")?;
        }
    }
    Ok(out.flush()?)
}

fn json(term: &Term) -> Json<'_> {
    let path: &PathBuf = &term.place.path;
    Json {
        word: &term.text,
        count: term.count,
        files: term.files,
        doubted: term.doubts,
        meant: term.meant.as_deref(),
        misread: term.misread,
        path: shown(path),
        line: term.place.position.line,
        column: term.place.position.column,
    }
}
