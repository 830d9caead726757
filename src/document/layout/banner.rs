//! Lines of capital letters: the pinyin of a banner or a masthead, or a slogan.

use super::furniture::Proof;
use super::page::{Guess, Page};
use super::pinyin;
use crate::document::Role;

/// Lines of capitals that are looked at, and blocks among which their Chinese is sought: a page has a few of them, and
/// a file that is no page must not take long.
const MOST_LINES: usize = 64;
const MOST_BLOCKS: usize = 1000;

impl Page<'_, '_> {
    /// Pinyin that spells a short line of the page convicts it, and is itself explained by it.
    pub(super) fn spell_banners(&mut self) {
        let capitals: Vec<usize> = (0..self.guesses.len())
            .filter(|&at| self.guess(at) == Guess::Capitals)
            .take(MOST_LINES)
            .collect();
        for at in capitals {
            let guess = self.spell(at);
            if let Some(slot) = self.guesses.get_mut(at) {
                *slot = guess;
            }
        }
    }

    fn spell(&mut self, at: usize) -> Guess {
        let letters = self.line(at);
        let near = at.saturating_sub(2)..(at + 3).min(self.guesses.len());
        let named = (near.clone())
            .chain(0..self.guesses.len().min(MOST_BLOCKS))
            .find(|&i| self.may_be_banner(i) && pinyin::spells(&letters, &self.line(i)))
            .or_else(|| {
                near.clone().find(|&i| self.may_be_banner(i) && pinyin::begins(&letters, &self.line(i)))
            });
        if let Some(i) = named {
            let role = match self.guess(i) {
                Guess::Maybe(Role::Masthead, _) | Guess::Is(Role::Masthead) => Role::Masthead,
                _ => Role::SectionBanner,
            };
            self.set(i, role);
            return Guess::Is(role);
        }
        if pinyin::is_pinyin(&letters) {
            return Guess::Maybe(Role::SectionBanner, Proof::Page);
        }
        // English in capitals is a slogan, and so is the Chinese line right above it.
        match letters.iter().filter(|c| **c == ' ').count() {
            0 => Guess::Text,
            1 | 2 => Guess::Maybe(Role::Advertisement, Proof::Page),
            _ => {
                if let Some(above) = at.checked_sub(1)
                    && self.stands_on(above, at)
                    && matches!(self.guess(above), Guess::Heading(_))
                {
                    self.set(above, Role::Advertisement);
                }
                Guess::Is(Role::Advertisement)
            }
        }
    }

    fn may_be_banner(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| (6..=30).contains(&block.span.len()))
            && match self.guess(at) {
                Guess::Heading(_) | Guess::Maybe(..) | Guess::Text => true,
                Guess::Is(role) => matches!(role, Role::SectionBanner | Role::Masthead),
                Guess::Capitals => false,
            }
    }
}
