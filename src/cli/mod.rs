//! The command line: one file a command.

mod args;
mod check;
mod config;
mod errors;
mod files;
mod fix;
mod init;
mod order;
mod output_dir;
mod printer;
mod removed;
mod rule;
mod session;
mod survey;
mod unit;
mod words;

use std::io;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use crate::run::Outcome;
use args::{Cli, Command};

/// Runs the command line. Panics are caught file by file, so their own words would only stand in the way of the report.
pub fn main() -> ExitCode {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(error),
    };
    let color = session::color_stderr(cli.global.color);
    match std::panic::catch_unwind(|| run(cli)) {
        Ok(Ok(outcome)) => ExitCode::from(outcome.code()),
        Ok(Err(error)) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            errors::print(&error, color);
            ExitCode::from(Outcome::Failed.code())
        }
        Err(payload) => {
            errors::line(&format!("zzlint broke down: {}", crate::run::words(&*payload)), color);
            ExitCode::from(Outcome::Failed.code())
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let Cli { command, global } = cli;
    match command {
        Command::Check(args) => {
            on_interrupt()?;
            check::run(args, &global)
        }
        Command::Fix(args) => {
            on_interrupt()?;
            fix::run(args, &global)
        }
        Command::Order(args) => order::run(args, &global),
        Command::Words(args) => words::run(args, &global),
        Command::Rule(args) => rule::run(args, &global),
        Command::Config(args) => config::run(args, &global),
        Command::Files(args) => files::run(args, &global),
        Command::Init(args) => init::run(args),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "zzlint", &mut text);
            io::Write::write_all(&mut io::stdout(), &text)?;
            Ok(Outcome::Clean)
        }
        Command::Man => {
            let mut text = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut text)?;
            io::Write::write_all(&mut io::stdout(), &text)?;
            Ok(Outcome::Clean)
        }
    }
}

/// On an interrupt: no temporary file is left, and the exit code is that of a shell's.
fn on_interrupt() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(|| {
        crate::run::write::clean_up();
        std::process::exit(130);
    })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}

/// What clap has to say; a path in the place of a command is told what to do with it.
fn usage(mut error: clap::Error) -> ExitCode {
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(ContextValue::String(given)) = error.get(ContextKind::InvalidSubcommand).cloned()
        && (given == "-" || std::path::Path::new(&given).exists())
    {
        let hint = format!("to check this path: zzlint check {given}");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
        error.remove(ContextKind::SuggestedSubcommand);
    }
    let code = if error.use_stderr() { Outcome::Failed.code() } else { 0 };
    let _ = error.print();
    ExitCode::from(code)
}
