//! Engine `lexicon`: wrong forms with the right ones, and the longer words that rightly hold a wrong form.

use crate::rules::Context;
use crate::rules::card::LexiconMatch;

pub struct LexiconEngine {}

impl LexiconEngine {
    /// # Errors
    /// What is wrong with the entries.
    pub fn new(_wanted: &LexiconMatch) -> Result<Self, String> {
        Ok(Self {})
    }

    pub fn check(&self, _cx: &mut Context<'_>) {}
}
