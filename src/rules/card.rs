//! What a rule declares about itself: one TOML file under `rules/<group>/`, or in a user's pack.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A rule as declared.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Card {
    /// Three capital letters and three digits; the letters name the group.
    pub code: String,
    /// Kebab-case, unique.
    pub name: String,
    pub status: Status,
    pub severity: Severity,
    /// What applying the rule's fix does to a reader; absent where the rule never has a fix.
    #[serde(default)]
    pub safety: Option<Safety>,
    /// When the fix is applied, relative to those of other rules.
    #[serde(default)]
    pub phase: Phase,
    /// Whether the rule knows simplified Chinese only, and so is silent on traditional or vertical text.
    #[serde(default)]
    pub simplified_only: bool,
    /// Codes and groups of rules that know better: where one of their findings shares a character with one of this rule,
    /// theirs stands alone.
    #[serde(default)]
    pub yields_to: Vec<String>,
    pub summary: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// What to do about it.
    pub help: Bilingual,
    /// The measured precision, `k of n` with what it was measured on, or why there is none.
    pub precision: String,
    /// Texts that the rule reports, by key; `{name}` is filled in. `main` is the message.
    pub messages: BTreeMap<String, Bilingual>,
    /// What a declarative rule looks for. Absent for a built-in, which has a `.rs` at the same path.
    #[serde(default, rename = "match")]
    pub matcher: Option<Matcher>,
    /// Settings of the rule with their defaults.
    #[serde(default)]
    pub options: BTreeMap<String, OptionDef>,
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

impl Card {
    /// The three letters of the code.
    pub fn group(&self) -> &str {
        self.code.get(..3).unwrap_or("")
    }

    pub fn url(&self) -> String {
        format!("https://zzlint.dev/rules/{}", self.name)
    }
}

/// A text in the two languages of the reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub en: String,
    pub zh: String,
}

impl Bilingual {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// A language of the reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Zh,
}

impl Lang {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// Whether a rule is on by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Stable,
    /// Not yet shown to be right nine times of ten; needs `--preview`.
    Preview,
}

/// How bad a finding is, from harmless to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Kept captions, form, guesses.
    Info,
    /// Damage, and furniture that a fix can remove.
    Warning,
    /// Damaged beyond doubt.
    Error,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What applying a fix does to a reader. Ordered, so that `>=` is the test of what may be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// A candidate for a person; never written.
    Suggest,
    /// Readable characters change, text moves, or text is removed.
    Unsafe,
    /// A reader reads the same words.
    Safe,
}

impl Safety {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggest => "suggest",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// When a fix is applied. Furniture and blank runs go last, because they are evidence for the other rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Text goes to another file or comes from one: places that other files name are those of the text before any
    /// other change.
    Transfer,
    Decode,
    Width,
    /// Joins and moves of blocks.
    Flow,
    #[default]
    Wording,
    Removal,
}

/// What a declarative rule looks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "engine", deny_unknown_fields, rename_all = "kebab-case")]
pub enum Matcher {
    /// Every block of one of the roles is a finding.
    Role(RoleMatch),
    /// A regular expression near a literal.
    Pattern(PatternMatch),
    /// A list of wrong forms with the right ones.
    Lexicon(LexiconMatch),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RoleMatch {
    pub roles: Vec<crate::document::Role>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternMatch {
    /// Literals, one of which is in every match: the expression is compiled only for a text that has one of them,
    /// and tried only on the lines that do.
    pub anchors: Vec<String>,
    /// The expression, in the syntax of the `regex` crate; `(?<at>…)` narrows the finding to a part of the match.
    pub pattern: String,
    /// No finding where this expression matches text that overlaps the finding.
    #[serde(default)]
    pub unless: Option<String>,
    /// Only on lines that match this expression too.
    #[serde(default)]
    pub near: Option<String>,
    /// What the finding is replaced by; `$name` stands for a group.
    #[serde(default)]
    pub replace: Option<String>,
    /// Instead of `replace`: what each finding, without white space around it and in lower case, is replaced by.
    /// A finding that is not listed has no fix, and the message `unsure` where the card has one.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LexiconMatch {
    #[serde(default)]
    pub entries: Vec<LexiconEntry>,
    /// A table of `rules/data/` with the same columns, for built-in cards.
    #[serde(default)]
    pub table: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LexiconEntry {
    pub wrong: String,
    pub right: String,
    /// Longer words that rightly hold the wrong form: 长江大桥 for 江大桥.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// A setting of a rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OptionDef {
    pub default: toml::Value,
    pub doc: Bilingual,
}

/// A text with what the rule makes of it; every example is a test.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// Text in which the rule finds something.
    #[serde(default)]
    pub bad: Option<String>,
    /// What the rule's own fixes, the unsafe ones too, make of `bad`.
    #[serde(default)]
    pub fixed: Option<String>,
    /// Text in which the rule finds nothing.
    #[serde(default)]
    pub good: Option<String>,
    /// The name of the file that holds the text, where the rule looks at it.
    #[serde(default)]
    pub path: Option<String>,
    /// The other files of the run by their names, for rules across files.
    #[serde(default)]
    pub others: BTreeMap<String, String>,
    /// What the fixes make of those that they change.
    #[serde(default)]
    pub fixed_others: BTreeMap<String, String>,
    /// How many findings `bad` has; 1 unless told.
    #[serde(default)]
    pub findings: Option<usize>,
    /// Options of the rule that the example needs.
    #[serde(default)]
    pub options: toml::Table,
    /// The encoding of the file that holds the text, UTF-8 unless told; then U+10FE00 to U+10FEFF stand for its bytes
    /// 00 to FF that are no characters.
    #[serde(default)]
    pub charset: Option<String>,
    /// What the example shows, where it does not speak for itself.
    #[serde(default)]
    pub note: Option<String>,
}
