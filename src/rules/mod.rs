//! The rules: what each declares (its card), what each does (a built-in or an engine), and the set that a run uses.

pub mod card;
mod context;
mod engines;
mod halves;
mod moved;
mod registry;
mod removal;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

pub use card::Card;
pub use context::{Context, Report};

use crate::batch::Verdicts;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Script};
use engines::Engines;

/// A built-in algorithm.
pub type Check = fn(&mut Context<'_>);

/// A rule, ready to run.
pub struct RuleDef {
    pub card: Arc<Card>,
    /// The built-in; `None` for a declarative rule, which its engine runs.
    check: Option<Check>,
}

/// All rules that a run knows: zzlint's own, then those of the user's packs. A rule's place is its number in
/// [`Settings`].
pub struct RuleSet {
    rules: Vec<RuleDef>,
    engines: Engines,
}

/// Why a set of rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    #[error("{code}: two rules have this code")]
    SameCode { code: String },
    #[error("{name}: two rules have this name")]
    SameName { name: String },
    #[error("{code}: the card has no [match], and no built-in has this code")]
    NoMatcher { code: String },
    #[error("{code}: {message}")]
    Matcher { code: String, message: String },
}

/// What a rule that panicked is passed on as, so that whoever catches it can name the rule.
#[derive(Debug, Clone)]
pub struct RulePanic {
    pub code: String,
    pub message: String,
}

impl RuleSet {
    /// zzlint's own rules.
    ///
    /// # Errors
    /// [`RuleError`] where a card is wrong; a test keeps that from ever being released.
    pub fn built_in() -> Result<Self, RuleError> {
        Self::with_packs(Vec::new())
    }

    /// zzlint's own rules and the cards of users' packs.
    ///
    /// # Errors
    /// [`RuleError`] where two rules share a code or a name, or a card's matcher cannot be used.
    pub fn with_packs(packs: Vec<Card>) -> Result<Self, RuleError> {
        let mut rules: Vec<RuleDef> = Vec::new();
        for card in built_in_cards().into_iter().chain(packs) {
            if rules.iter().any(|rule| rule.card.code == card.code) {
                return Err(RuleError::SameCode { code: card.code });
            }
            if rules.iter().any(|rule| rule.card.name == card.name) {
                return Err(RuleError::SameName { name: card.name });
            }
            let built_in = registry::BUILT_INS.iter().find(|(code, _)| *code == card.code);
            let check = built_in.map(|(_, check)| *check);
            if check.is_none() && card.matcher.is_none() {
                return Err(RuleError::NoMatcher { code: card.code });
            }
            rules.push(RuleDef { card: Arc::new(card), check });
        }
        let engines = Engines::new(rules.iter().map(|rule| &*rule.card))?;
        Ok(Self { rules, engines })
    }

    pub fn rules(&self) -> &[RuleDef] {
        &self.rules
    }

    /// The rule of a code or a name.
    pub fn get(&self, key: &str) -> Option<&RuleDef> {
        self.rules.iter().find(|rule| rule.card.code == key || rule.card.name == key)
    }

    /// Runs every rule that `settings` enables; the findings are sorted by place, then code.
    ///
    /// # Panics
    /// Where a rule does, with a [`RulePanic`] as payload.
    pub fn check(&self, document: &Document, settings: &Settings) -> Vec<Diagnostic> {
        self.check_in_batch(document, settings, None)
    }

    /// The same for a file of which the other files of the run say something.
    ///
    /// # Panics
    /// As [`RuleSet::check`].
    pub fn check_in_batch(
        &self,
        document: &Document,
        settings: &Settings,
        verdicts: Option<&Verdicts>,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (number, rule) in self.rules.iter().enumerate() {
            let Some(state) = settings.rule(number).filter(|state| state.enabled) else { continue };
            if rule.card.simplified_only && document.script() != Script::Simplified {
                continue;
            }
            let card = &rule.card;
            let mut context = Context { document, settings, rule: state, card, verdicts, found: &mut found };
            let run = AssertUnwindSafe(|| match rule.check {
                Some(check) => check(&mut context),
                None => self.engines.check(number, &mut context),
            });
            if let Err(payload) = catch_unwind(run) {
                let message = crate::run::words(&*payload).to_owned();
                resume_unwind(Box::new(RulePanic { code: card.code.clone(), message }));
            }
        }
        crate::suppress::apply(document, settings, &mut found);
        found.sort_by(|a, b| {
            (a.span.start, a.span.end, &a.rule.code).cmp(&(b.span.start, b.span.end, &b.rule.code))
        });
        found
    }
}

/// The cards of `rules/`, which build.rs packed. A card that does not parse is left out here and fails a test.
fn built_in_cards() -> Vec<Card> {
    let packed = include_str!(concat!(env!("OUT_DIR"), "/cards.json"));
    serde_json::from_str(packed).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_parses_and_has_its_algorithm() {
        let packed = include_str!(concat!(env!("OUT_DIR"), "/cards.json"));
        serde_json::from_str::<Vec<Card>>(packed).unwrap();
        let set = RuleSet::built_in().unwrap();
        for (code, _) in registry::BUILT_INS {
            assert!(
                set.get(code).is_some_and(|rule| rule.card.matcher.is_none()),
                "{code} has no card of its own"
            );
        }
    }
}
