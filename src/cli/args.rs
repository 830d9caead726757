//! What can be typed.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::diagnostic::{Lang, Severity};
use crate::report::Format;

/// Finds, explains and repairs what OCR and PDF extraction do to Chinese newspaper articles.
#[derive(Debug, Parser)]
#[command(name = "zzlint", version, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 clean, 1 findings, 2 a file or the configuration could not be used.")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "auto|always|never"
    )]
    pub color: Color,
    /// Language of messages; machine formats are in English unless this is given
    #[arg(long, global = true, value_enum, hide_possible_values = true, value_name = "zh|en")]
    pub lang: Option<LangArg>,
    /// A language model in place of the one that the binary carries, as `cargo xtask lm --output` writes it
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub model: Option<PathBuf>,
    /// Findings alone, no summary
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say which configuration holds, what was skipped, and how long it took
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Zh,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeverityArg {
    Error,
    Warning,
    Info,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Error => Self::Error,
            SeverityArg::Warning => Self::Warning,
            SeverityArg::Info => Self::Info,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what is wrong
    Check(CheckArgs),
    /// Show the repair as a diff, or write it
    Fix(FixArgs),
    /// Show the order in which a page was printed: articles, their blocks, what is joined and moved
    Order(OrderArgs),
    /// Propose names and terms of an archive for the accept list, the most frequent first
    Words(WordsArgs),
    /// Explain a rule, or list all
    #[command(alias = "explain")]
    Rule(RuleArgs),
    /// Show the settings in force and where each was set
    Config(ConfigArgs),
    /// List the files that would be checked
    Files(FilesArgs),
    /// Write a commented zzlint.toml into this folder
    Init(InitArgs),
    /// Print the completions of a shell
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub files: FileArgs,
    #[command(flatten)]
    pub rules: RuleChoice,
    #[command(flatten)]
    pub output: OutputArgs,
    /// The same as `zzlint fix --write`
    #[arg(long, hide = true)]
    pub fix: bool,
    /// The same as `zzlint fix`
    #[arg(long, hide = true, conflicts_with = "fix")]
    pub diff: bool,
    /// With --fix or --diff, the fixes that change words, too
    #[arg(long, hide = true)]
    pub unsafe_fixes: bool,
}

#[derive(Debug, Clone, Args)]
pub struct FixArgs {
    #[command(flatten)]
    pub files: FileArgs,
    #[command(flatten)]
    pub how: Repairing,
    #[command(flatten)]
    pub rules: RuleChoice,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Repair")]
pub struct Repairing {
    /// Replace the files
    #[arg(long)]
    pub write: bool,
    /// Take in the fixes that change words, move or remove text
    #[arg(long = "unsafe")]
    pub unsafe_fixes: bool,
    /// Write the repaired files into a folder, in the same tree; the originals stay as they are
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with_all = ["write", "stdout"])]
    pub output_dir: Option<PathBuf>,
    /// Print the repaired text of one file
    #[arg(long, conflicts_with = "write")]
    pub stdout: bool,
    /// Convert the files to UTF-8
    #[arg(long)]
    pub to_utf8: bool,
    /// Add every piece of text that is removed to a file, one JSON object a line
    #[arg(long, value_name = "FILE.jsonl", value_hint = ValueHint::FilePath)]
    pub removed: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub struct FileArgs {
    /// Files, folders and globs; `-` is standard input
    #[arg(required_unless_present = "stdin_filename", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub walk: WalkArgs,
}

#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Files")]
pub struct WalkArgs {
    /// Leave these out, in place of what the configuration leaves out
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// Leave these out, too
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    pub extend_exclude: Vec<String>,
    /// Leave excluded files out even where they are named
    #[arg(long)]
    pub force_exclude: bool,
    /// Take in what .gitignore names
    #[arg(long)]
    pub no_respect_gitignore: bool,
    /// The name that standard input goes by
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
    /// Threads; 0 is one for each processor
    #[arg(short, long, default_value_t = 0, value_name = "N", hide_default_value = true)]
    pub jobs: usize,
}

#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Rules")]
pub struct RuleChoice {
    /// Only these: codes, names, groups, or ALL
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// These, too
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub extend_select: Vec<String>,
    /// Not these
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Rules that are not yet shown to be right nine times of ten, too
    #[arg(long)]
    pub preview: bool,
    /// Read no configuration file
    #[arg(long)]
    pub isolated: bool,
    /// A configuration file for all paths, or a setting that lies over all
    #[arg(long, value_name = "FILE|KEY=VALUE")]
    pub config: Vec<String>,
    /// The least severity that makes the exit code 1 [default: warning]
    #[arg(long, value_enum, hide_possible_values = true, value_name = "error|warning|info")]
    pub fail_on: Option<SeverityArg>,
}

#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// How findings are written [default: full]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub output_format: Option<Format>,
    /// Where findings are written, in place of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output_file: Option<PathBuf>,
    /// How often each rule speaks, in place of the findings
    #[arg(long)]
    pub statistics: bool,
    /// Exit with 0 where it would be 1
    #[arg(long)]
    pub exit_zero: bool,
}

#[derive(Debug, Clone, Args)]
pub struct RuleArgs {
    /// A code or a name
    #[arg(required_unless_present = "all", value_name = "CODE|NAME")]
    pub rule: Option<String>,
    /// List all rules
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,
    #[arg(long, value_enum, default_value_t)]
    pub output_format: TextOrJson,
    #[command(flatten)]
    pub rules: ConfigChoice,
}

#[derive(Debug, Clone, Args)]
pub struct ConfigArgs {
    /// One key, as in `lang` or `severity.PUN001`
    pub key: Option<String>,
    /// The file whose settings are shown, in place of those of this folder
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    pub output_format: TextOrJson,
    #[command(flatten)]
    pub rules: RuleChoice,
}

/// Which configuration is read.
#[derive(Debug, Clone, Default, Args)]
pub struct ConfigChoice {
    /// Read no configuration file
    #[arg(long)]
    pub isolated: bool,
    /// A configuration file, or a setting that lies over all
    #[arg(long, value_name = "FILE|KEY=VALUE")]
    pub config: Vec<String>,
}

#[derive(Debug, Clone, Args)]
pub struct FilesArgs {
    #[command(flatten)]
    pub files: FileArgs,
    #[command(flatten)]
    pub rules: ConfigChoice,
}

#[derive(Debug, Clone, Args)]
pub struct OrderArgs {
    #[command(flatten)]
    pub files: FileArgs,
    #[arg(long, value_enum, default_value_t)]
    pub output_format: TextOrJson,
    #[command(flatten)]
    pub rules: ConfigChoice,
}

#[derive(Debug, Clone, Args)]
pub struct WordsArgs {
    #[command(flatten)]
    pub files: FileArgs,
    /// The least number of occurrences
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub min_count: u32,
    /// The least number of files with an occurrence
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub min_files: u32,
    #[arg(long, value_enum, default_value_t)]
    pub output_format: WordsFormat,
    #[command(flatten)]
    pub rules: ConfigChoice,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum WordsFormat {
    #[default]
    Text,
    Json,
    /// As `accept = [...]` for zzlint.toml
    Toml,
}

#[derive(Debug, Clone, Args)]
pub struct InitArgs {
    /// The folder
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum TextOrJson {
    #[default]
    Text,
    Json,
}
