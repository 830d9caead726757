//! What every command on files begins with: the configurations, the files, the language, colour.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::args::{Color, ConfigChoice, FileArgs, Global, OutputArgs, RuleChoice, WalkArgs};
use crate::config::{ConfigError, Layer, Options, Origin, Resolver, inline};
use crate::diagnostic::{Lang, Severity};
use crate::report;
use crate::rules::RuleSet;
use crate::run::{Walk, WalkOptions, walk};

/// The configurations of a run.
pub struct Session {
    pub resolver: Arc<Resolver>,
    /// The language of what is said about the run as a whole.
    pub lang: Lang,
    pub global: Global,
}

impl Session {
    /// `human` tells whether people read what is printed, in the language of their system.
    ///
    /// # Errors
    /// Where a flag or the configuration of the working folder cannot be used.
    pub fn new(global: &Global, rules: &RuleChoice, files: &WalkArgs, human: bool) -> anyhow::Result<Self> {
        // Below what `--config` sets, which may be the hash that the model must have.
        let mut flags: Vec<Layer> = global.model.as_deref().map(model_layer).into_iter().collect();
        let mut file = None;
        for value in &rules.config {
            match value.split_once('=') {
                Some(_) if !Path::new(value).is_file() => flags.push(inline(value)?),
                _ if Path::new(value).is_file() => file = Some(PathBuf::from(value)),
                _ => {
                    let error = ConfigError::new(format!("--config {value}: no such file"));
                    return Err(error.help("a setting is written as KEY=VALUE").into());
                }
            }
        }
        flags.push(flag_layer(rules, files));
        let lang = global.lang.map(Lang::from).or((!human).then_some(Lang::En));
        let cwd = std::env::current_dir().context("the working folder")?;
        let options = Options { cwd, isolated: rules.isolated, file, flags, lang, fallback: locale };
        let resolver = Resolver::new(RuleSet::built_in()?, options);
        let lang = match lang {
            Some(lang) => lang,
            None => resolver.for_folder(resolver.cwd())?.lang(),
        };
        Ok(Self { resolver: Arc::new(resolver), lang, global: global.clone() })
    }

    /// The files that the paths stand for, less those under `leave_out`, where that is
    /// a folder inside of one of them.
    ///
    /// # Errors
    /// Where the configuration of a folder cannot be used.
    pub fn walk(&self, files: &FileArgs, leave_out: Option<&Path>) -> Result<Walk, ConfigError> {
        let options = WalkOptions {
            gitignore: !files.walk.no_respect_gitignore,
            force_exclude: files.walk.force_exclude,
        };
        let mut found = walk(&files.paths, &self.resolver, options)?;
        let absolute = |path: &Path| self.resolver.absolute(path);
        let inside = |folder: &PathBuf| !files.paths.iter().any(|path| absolute(path).starts_with(folder));
        if let Some(folder) = leave_out.map(absolute).filter(inside) {
            found.files.retain(|file| !self.resolver.absolute(&file.path).starts_with(&folder));
        }
        for failure in &mut found.failures {
            self.teach(failure);
        }
        Ok(found)
    }

    /// Adds what was probably meant to the failure of a path that does not exist.
    pub fn teach(&self, failure: &mut crate::run::Failure) {
        let text = failure.path.to_string_lossy();
        let rules = self.resolver.for_folder(self.resolver.cwd());
        if !failure.path.exists() && rules.is_ok_and(|profile| profile.rules.get(&text).is_some()) {
            failure.message.push_str(&format!(
                " (for one rule: `--select {text}`; to read about it: `zzlint rule {text}`)"
            ));
        }
    }

    pub fn report_options(&self, output: &OutputArgs) -> report::Options {
        report::Options {
            lang: self.lang,
            color: output.output_file.is_none() && color(self.global.color),
            quiet: self.global.quiet,
            each: self.global.verbose > 0,
            width: width().unwrap_or(report::Options::default().width),
        }
    }
}

/// The columns of the terminal that standard output is, as far as they are of use for a line of text.
fn width() -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(columns).clamp(60, 140))
}

/// Whether standard output gets colour: the flag, then NO_COLOR and its kin, then whether it is a terminal.
pub fn color(wanted: Color) -> bool {
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
    }
}

/// The same for standard error.
pub fn color_stderr(wanted: Color) -> bool {
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::io::stderr().is_terminal()
                && anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never
        }
    }
}

/// The language of the system, as far as zzlint speaks it.
fn locale() -> Lang {
    let locale = sys_locale::get_locale().unwrap_or_default();
    if locale.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
}

/// The flags that are settings, under their keys.
fn flag_layer(rules: &RuleChoice, files: &WalkArgs) -> Layer {
    let mut table = toml::Table::new();
    let lists = [
        ("select", &rules.select),
        ("extend-select", &rules.extend_select),
        ("ignore", &rules.ignore),
        ("exclude", &files.exclude),
        ("extend-exclude", &files.extend_exclude),
    ];
    for (key, list) in lists {
        if !list.is_empty() {
            table.insert(key.to_owned(), toml::Value::from(list.clone()));
        }
    }
    if rules.preview {
        table.insert("preview".to_owned(), toml::Value::from(true));
    }
    if let Some(severity) = rules.fail_on {
        table.insert("fail-on".to_owned(), toml::Value::from(Severity::from(severity).as_str()));
    }
    Layer { origin: Origin::Flag, table }
}

/// The flag `--model` under its key.
fn model_layer(path: &Path) -> Layer {
    let path = toml::Value::from(path.to_string_lossy().into_owned());
    let language = toml::Table::from_iter([("model".to_owned(), path)]);
    let table = toml::Table::from_iter([("language".to_owned(), language.into())]);
    Layer { origin: Origin::Flag, table }
}

impl From<ConfigChoice> for RuleChoice {
    fn from(choice: ConfigChoice) -> Self {
        Self { isolated: choice.isolated, config: choice.config, ..Self::default() }
    }
}

/// Whether standard input is what is to be read, and the name that it goes by.
///
/// # Errors
/// Where it is given beside other paths.
pub fn standard_input(files: &FileArgs) -> anyhow::Result<Option<PathBuf>> {
    let dash = files.paths.iter().any(|path| path == Path::new("-"));
    match (&files.walk.stdin_filename, dash, files.paths.len()) {
        (None, false, _) => Ok(None),
        (_, true, 2..) => {
            Err(ConfigError::new("`-` (standard input) stands alone, without other paths").into())
        }
        (Some(_), false, 1..) => {
            let error = ConfigError::new("--stdin-filename names standard input, and other paths are given");
            Err(error.help("give `-` as the only path").into())
        }
        (name, _, _) => Ok(Some(name.clone().unwrap_or_else(|| PathBuf::from("-")))),
    }
}

/// All of standard input.
///
/// # Errors
/// Where it cannot be read.
pub fn read_standard_input() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
    Ok(bytes)
}
