//! Where a report goes: texts in order, failures to standard error, a progress bar for long runs.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use super::args::Global;
use super::session::color_stderr;
use crate::report::Report;
use crate::run::{Failure, Summary};
use crate::source::shown;

/// Writes a report and keeps its sums.
pub struct Printer<'r> {
    report: &'r dyn Report,
    out: Box<dyn Write + 'r>,
    /// Whether a text was written to which the next must be joined.
    begun: bool,
    pub summary: Summary,
    failed: io::Result<()>,
    progress: Progress,
    color: bool,
}

impl<'r> Printer<'r> {
    /// `total` is the number of files.
    ///
    /// # Errors
    /// Where the file for the report cannot be made.
    pub fn new(
        report: &'r dyn Report,
        output_file: Option<&Path>,
        global: &Global,
        total: usize,
    ) -> anyhow::Result<Self> {
        let mut out: Box<dyn Write> = match output_file {
            Some(path) => Box::new(BufWriter::new(File::create(path).with_context(|| shown(path))?)),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        out.write_all(report.begin().as_bytes())?;
        let progress = Progress::new(total, global.quiet);
        let color = color_stderr(global.color);
        Ok(Self { report, out, begun: false, summary: Summary::default(), failed: Ok(()), progress, color })
    }

    /// The report of one file.
    pub fn text(&mut self, text: &str) -> ControlFlow<()> {
        self.progress.step();
        if text.is_empty() {
            return ControlFlow::Continue(());
        }
        let between = if self.begun { self.report.between() } else { "" };
        self.begun = true;
        let out = &mut self.out;
        let written = self.progress.pause(|| {
            out.write_all(between.as_bytes())?;
            out.write_all(text.as_bytes())
        });
        self.keep(written)
    }

    /// A text that is no part of the report's own form.
    pub fn raw(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        let written = self.out.write_all(bytes);
        self.keep(written)
    }

    pub fn failure(&mut self, failure: &Failure) -> ControlFlow<()> {
        self.summary.failures += 1;
        let line = format!("{}: {}", shown(&failure.path), failure.message);
        self.progress.pause(|| super::errors::line(&line, self.color));
        let text = self.report.failure(failure);
        if text.is_empty() { ControlFlow::Continue(()) } else { self.text(&text) }
    }

    /// A line to standard error about a file that was not spoiled by it.
    pub fn note(&mut self, path: &Path, message: &str) {
        self.progress.pause(|| super::errors::note(&format!("{}: {message}", shown(path))));
    }

    fn keep(&mut self, written: io::Result<()>) -> ControlFlow<()> {
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Err(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Writes the end of the report.
    ///
    /// # Errors
    /// Where any of the report could not be written.
    pub fn end(mut self) -> io::Result<Summary> {
        self.failed?;
        self.progress.done();
        self.summary.elapsed = self.progress.started.elapsed();
        self.out.write_all(self.report.end(&self.summary).as_bytes())?;
        self.out.flush()?;
        Ok(self.summary)
    }
}

/// A bar on standard error, once a run takes longer than a second and where somebody watches.
struct Progress {
    started: Instant,
    total: u64,
    position: u64,
    wanted: bool,
    bar: Option<ProgressBar>,
}

const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    fn new(total: usize, quiet: bool) -> Self {
        let wanted = !quiet && total > 1 && io::stderr().is_terminal();
        Self { started: Instant::now(), total: total as u64, position: 0, wanted, bar: None }
    }

    fn step(&mut self) {
        self.position += 1;
        if self.wanted && self.bar.is_none() && self.started.elapsed() > PATIENCE {
            let bar = ProgressBar::new(self.total);
            let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.position);
        }
    }

    /// Does what prints, with the bar out of the way.
    fn pause<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    fn done(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
