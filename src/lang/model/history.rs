//! What stands before a place.

use super::columns::REACH;
use super::symbols::Symbol;

/// The characters before a place, as far as the model looks; the oldest are forgotten first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct History {
    /// The last first; [`Symbol::NOTHING`] where nothing is known.
    recent: [Symbol; REACH],
}

impl History {
    /// Nothing is known of what stands before.
    pub const NONE: Self = Self { recent: [Symbol::NOTHING; REACH] };

    /// A paragraph begins.
    pub const START: Self = Self::NONE.followed_by(Symbol::START);

    /// The end of a text. White space is skipped; the text is not taken for the start of a paragraph.
    pub fn after(text: &str) -> Self {
        let mut taken = 0;
        // One character more, for the reading of a straight quote.
        let seen = |&(_, c): &(usize, char)| {
            taken += usize::from(Symbol::read(c, Symbol::NOTHING).is_some());
            taken <= REACH + 1
        };
        let from = text.char_indices().rev().take_while(seen).last().map_or(text.len(), |(at, _)| at);
        text.get(from..).unwrap_or("").chars().fold(Self::NONE, Self::push)
    }

    /// What stands before the place after one more character.
    #[inline]
    #[must_use]
    pub fn push(self, c: char) -> Self {
        Symbol::read(c, self.last()).map_or(self, |symbol| self.followed_by(symbol))
    }

    #[inline]
    pub(super) const fn followed_by(self, symbol: Symbol) -> Self {
        let [last, second, _] = self.recent;
        Self { recent: [symbol, last, second] }
    }

    /// The symbol right before the place.
    #[inline]
    pub(super) fn last(self) -> Symbol {
        let [last, ..] = self.recent;
        last
    }

    /// The symbols before the place, the last first.
    #[inline]
    pub(super) fn recent(self) -> impl Iterator<Item = Symbol> {
        self.recent.into_iter().take_while(|&symbol| symbol != Symbol::NOTHING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_is_what_was_pushed_last() {
        let pushed = "增收。".chars().fold(History::START, History::push);
        assert_eq!(pushed, History::after("村民 增\n收。　"));
        assert_ne!(History::after("收。"), "收。".chars().fold(History::START, History::push));
        assert_eq!(History::after(" "), History::NONE);
        assert_eq!(History::NONE.push('\t'), History::NONE);
    }

    #[test]
    fn a_straight_quote_is_read_by_what_stands_before() {
        assert_eq!(History::after("他说:\"好了"), History::after("他说：“好了"));
        assert_eq!(History::after("说:\"好"), History::after("说：“好"));
    }
}
