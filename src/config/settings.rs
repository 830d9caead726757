//! Settings as resolved for one path: all that a rule or a report may ask for.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::words::Words;
use crate::diagnostic::{Lang, Safety, Severity};
use crate::lang::model::Model;
use crate::rules::RuleSet;
use crate::rules::card::Status;

/// The settings for one path.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The language of messages.
    pub lang: Lang,
    /// The least severity that makes a run fail.
    pub fail_on: Severity,
    pub furniture: Furniture,
    pub words: Arc<Words>,
    /// The language model that documents are read with.
    pub model: &'static Model<'static>,
    pub(super) rules: Vec<RuleSettings>,
}

/// What becomes of page furniture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Furniture {
    pub captions: Captions,
}

/// What becomes of captions and photo credits in running text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Captions {
    /// They are reported and stay.
    #[default]
    Keep,
    /// They go behind the paragraph they cut.
    Move,
    Remove,
}

/// The settings of one rule for one path.
#[derive(Debug, Clone, Default)]
pub struct RuleSettings {
    pub enabled: bool,
    /// Set by the user; wins over the card and over what the rule says of one finding.
    pub severity: Option<Severity>,
    /// Set by `extend-safe-fixes` or `extend-unsafe-fixes`.
    pub promoted: Option<Safety>,
    pub options: toml::Table,
}

impl RuleSettings {
    /// The safety of a fix that was declared `declared`. A suggestion stays one: it is a person's choice.
    pub fn safety(&self, declared: Safety) -> Safety {
        match self.promoted {
            Some(promoted) if declared > Safety::Suggest => promoted,
            _ => declared,
        }
    }
}

/// Which rules are wanted, by code, group (`PUN`), name, or `ALL`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these; empty means every stable rule, and with `preview` every rule.
    pub select: Vec<String>,
    pub extend_select: Vec<String>,
    pub ignore: Vec<String>,
    /// Preview rules too, where they are selected by group, by `ALL` or by default.
    pub preview: bool,
}

impl Selection {
    pub(super) fn wants(&self, card: &crate::rules::Card) -> bool {
        let stable = card.status == Status::Stable || self.preview;
        let by = |keys: &[String]| keys.iter().map(|key| specificity(key, card)).max().unwrap_or(0);
        let wanted = by(&self.select).max(by(&self.extend_select));
        let named = wanted == EXACT;
        let selected = if self.select.is_empty() { wanted.max(1) } else { wanted };
        // The more specific of two selectors wins, and `ignore` wins a tie, as in ruff.
        (stable || named) && selected > by(&self.ignore)
    }
}

pub(super) const EXACT: u8 = 3;

/// 3 for a code or a name, 2 for a group, 1 for `ALL`, 0 where the key does not mean the rule.
pub(super) fn specificity(key: &str, card: &crate::rules::Card) -> u8 {
    if key.eq_ignore_ascii_case(&card.code) || key == card.name {
        EXACT
    } else if key.eq_ignore_ascii_case(card.group()) {
        2
    } else {
        u8::from(key.eq_ignore_ascii_case("ALL"))
    }
}

impl Settings {
    /// The settings that `selection` makes of the defaults.
    pub fn new(rules: &RuleSet, selection: &Selection) -> Self {
        let enabled = |card| RuleSettings { enabled: selection.wants(card), ..RuleSettings::default() };
        Self {
            lang: Lang::En,
            fail_on: Severity::Warning,
            furniture: Furniture::default(),
            words: Arc::default(),
            model: Model::embedded(),
            rules: rules.rules().iter().map(|rule| enabled(&rule.card)).collect(),
        }
    }

    /// The settings of the rule with this number in the rule set.
    pub fn rule(&self, number: usize) -> Option<&RuleSettings> {
        self.rules.get(number)
    }

    pub fn rule_mut(&mut self, number: usize) -> Option<&mut RuleSettings> {
        self.rules.get_mut(number)
    }
}
