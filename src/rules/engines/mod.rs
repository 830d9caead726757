//! What a declarative card can ask for.

mod lexicon;
mod pattern;
pub mod removal;
mod role;

use super::card::Matcher;
use super::{Card, Context, RuleError};

/// The matchers of all declarative rules, made ready once for a run. A rule's place is its number in the rule set.
pub struct Engines {
    ready: Vec<Option<Ready>>,
}

enum Ready {
    Role(role::RoleEngine),
    Pattern(Box<pattern::PatternEngine>),
    Lexicon(lexicon::LexiconEngine),
}

impl Engines {
    /// # Errors
    /// [`RuleError::Matcher`] where a card's matcher cannot be used.
    pub fn new<'c>(cards: impl Iterator<Item = &'c Card>) -> Result<Self, RuleError> {
        let ready = cards.map(|card| {
            let made = card.matcher.as_ref().map(|matcher| match matcher {
                Matcher::Role(role) => Ok(Ready::Role(role::RoleEngine::new(role))),
                Matcher::Pattern(pattern) => {
                    pattern::PatternEngine::new(pattern).map(|engine| Ready::Pattern(Box::new(engine)))
                }
                Matcher::Lexicon(lexicon) => lexicon::LexiconEngine::new(lexicon).map(Ready::Lexicon),
            });
            made.transpose().map_err(|message| RuleError::Matcher { code: card.code.clone(), message })
        });
        Ok(Self { ready: ready.collect::<Result<_, _>>()? })
    }

    /// Runs the matcher of rule `number`; a built-in has none.
    pub fn check(&self, number: usize, context: &mut Context<'_>) {
        match self.ready.get(number) {
            Some(Some(Ready::Role(engine))) => engine.check(context),
            Some(Some(Ready::Pattern(engine))) => engine.check(context),
            Some(Some(Ready::Lexicon(engine))) => engine.check(context),
            Some(None) | None => {}
        }
    }
}
