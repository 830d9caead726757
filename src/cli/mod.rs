//! The command line: one file a command.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use rayon::prelude::*;

use crate::config::{Selection, Settings};
use crate::diagnostic::Safety;
use crate::document::Document;
use crate::fix;
use crate::report::json::Finding;
use crate::rules::RuleSet;
use crate::run;
use crate::source::encode;

#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(Shared),
    Fix {
        #[command(flatten)]
        shared: Shared,
        #[arg(long)]
        write: bool,
        #[arg(long = "unsafe")]
        unsafe_fixes: bool,
    },
}

#[derive(Args)]
struct Shared {
    paths: Vec<PathBuf>,
    #[arg(long)]
    isolated: bool,
    #[arg(long)]
    output_format: Option<String>,
    #[arg(long)]
    exit_zero: bool,
    #[arg(long, value_delimiter = ',')]
    select: Vec<String>,
    #[arg(long, value_delimiter = ',')]
    ignore: Vec<String>,
    #[arg(long)]
    preview: bool,
}

/// Runs the command line.
pub fn main() -> ExitCode {
    match run_cli() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("zzlint: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run_cli() -> anyhow::Result<ExitCode> {
    let rules = RuleSet::built_in()?;
    match Cli::parse().command {
        Command::Check(shared) => {
            let settings = settings(&rules, &shared);
            let files = run::walk(&shared.paths);
            let texts: Vec<Result<Vec<String>, String>> = files
                .par_iter()
                .map(|path| {
                    let source = run::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
                    let document = Document::new(&source);
                    let shown = source.shown_path();
                    let found = rules.check(&document, &settings);
                    found
                        .iter()
                        .map(|d| serde_json::to_string(&Finding::new(&document, &shown, d)))
                        .collect::<Result<_, _>>()
                        .map_err(|e| e.to_string())
                })
                .collect();
            let mut all = Vec::new();
            for text in texts {
                match text {
                    Ok(findings) => all.extend(findings),
                    Err(error) => eprintln!("zzlint: {error}"),
                }
            }
            let mut out = std::io::stdout().lock();
            writeln!(out, "[{}]", all.join(",\n"))?;
            Ok(ExitCode::from(u8::from(!all.is_empty() && !shared.exit_zero)))
        }
        Command::Fix { shared, write, unsafe_fixes } => {
            let settings = settings(&rules, &shared);
            let level = if unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
            for path in run::walk(&shared.paths) {
                let source = run::read(&path)?;
                let repair = fix::repair(&rules, &source, &settings, level)?;
                if write && repair.source.text != source.text {
                    std::fs::write(&path, encode::encode(&source, &repair.source.text)?)?;
                }
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn settings(rules: &RuleSet, shared: &Shared) -> Settings {
    let selection = Selection {
        select: shared.select.clone(),
        ignore: shared.ignore.clone(),
        preview: shared.preview,
        ..Selection::default()
    };
    Settings::new(rules, &selection)
}
