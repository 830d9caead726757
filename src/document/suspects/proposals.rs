//! Where a text is improbable, and what would fit there.

use super::Passage;
use crate::lang::chars::is_han;
use crate::lang::glyphs;
use crate::lang::model::{History, REACH};
use crate::lang::pairs::{self, Member};

/// A character is looked at where its own natural logarithm of probability stays below this.
const SURPRISE: f32 = -5.5;
/// And that of it and of the up to three characters that the model reads from it, on average, below this. Of the real
/// misreadings that are reported, 19 of 20 are as improbable.
const SURPRISES: f32 = -4.2;
/// The same where the lexicon has a word that holds the character, as it has most of the rare words that are right.
const SURPRISES_IN_WORD: f32 = -5.0;
/// What a candidate costs, as a natural logarithm, that does not look like the character at all.
const UNLIKE: f32 = 6.0;
/// How far a candidate may stay behind the best one, as a natural logarithm.
const BEHIND: f32 = 6.0;
/// The score, as a natural logarithm, from which on a proposal explains so many characters behind it.
const SURE: f32 = 10.0;
const EXPLAINED: usize = 2;
/// How many candidates are kept.
const KEPT: usize = 4;

/// An improbable character with what may have been printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The number of the character in its passage.
    pub index: usize,
    pub read: char,
    /// Natural logarithms of the probability of the character, and of the up to three characters after it.
    pub surprise: (f32, f32),
    /// The likeliest first; never empty.
    pub candidates: Vec<Candidate>,
}

/// What may have been printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub printed: char,
    /// As [`Proposal::surprise`].
    pub surprise: (f32, f32),
    /// The rank of the closer of the two among the other's look-alikes.
    pub likeness: Option<usize>,
    /// How much likelier it is than what stands there, less what it costs to be read as that; a natural logarithm.
    pub score: f32,
}

impl Proposal {
    /// Whether this is so surely misread that it explains why a character behind it is improbable.
    fn explains(&self, index: usize) -> bool {
        self.index + EXPLAINED >= index && self.candidates.first().is_some_and(|best| best.score >= SURE)
    }

    /// The candidates, each with the probability that it was printed if something else than what stands here was;
    /// `right` is that of the first.
    pub fn ranked(&self, right: f32) -> Vec<(char, f32)> {
        let first = self.candidates.first().map_or(0.0, |c| c.score);
        let others: f32 = self.candidates.iter().skip(1).map(|c| (c.score - first).exp()).sum();
        let share = |at: usize, c: &Candidate| {
            let rest = (c.score - first).exp() / others.max(f32::MIN_POSITIVE) * (1.0 - right);
            (c.printed, if at == 0 { right } else { rest.min(right) })
        };
        self.candidates.iter().enumerate().map(|(at, c)| share(at, c)).collect()
    }
}

/// The improbable characters of a passage for which something better is at hand, in their order.
pub fn proposals(passage: &Passage<'_>) -> Vec<Proposal> {
    let members = passage.members();
    let mut found = Vec::new();
    for (index, (&read, &member)) in passage.characters().iter().zip(members).enumerate() {
        if !is_han(read) {
            continue;
        }
        let sides = Sides {
            previous: index.checked_sub(1).and_then(|before| members.get(before)).copied(),
            next: members.get(index + 1).copied(),
        };
        // Misread characters stand beside others that they never stand beside in print, with few exceptions.
        if sides.suit(member) || found.last().is_some_and(|last: &Proposal| last.explains(index)) {
            continue;
        }
        let Some(surprise) = surprise(passage, index, read) else { continue };
        let candidates = candidates(passage, index, read, surprise, sides);
        if candidates.first().is_some_and(|best| best.score > 0.0) {
            found.push(Proposal { index, read, surprise, candidates });
        }
    }
    found
}

/// The characters next to a place.
#[derive(Debug, Clone, Copy)]
struct Sides {
    previous: Option<Member>,
    next: Option<Member>,
}

impl Sides {
    /// Whether print has the character beside both.
    fn suit(self, member: Member) -> bool {
        self.previous.is_none_or(|previous| previous.precedes(member))
            && self.next.is_none_or(|next| member.precedes(next))
    }

    /// Whether print has the character beside one of them.
    fn suit_partly(self, member: Member) -> bool {
        self.previous.is_some_and(|previous| previous.precedes(member))
            || self.next.is_some_and(|next| member.precedes(next))
    }
}

fn history(passage: &Passage<'_>, index: usize) -> History {
    let before = (1..=REACH).rev().filter_map(|distance| passage.before(index, distance));
    before.fold(History::NONE, History::push)
}

/// [`Proposal::surprise`] of a character that is improbable enough.
fn surprise(passage: &Passage<'_>, index: usize, read: char) -> Option<(f32, f32)> {
    let mut reading = passage.model.reading(history(passage, index));
    let own = reading.read(read);
    if own > SURPRISE {
        return None;
    }
    let ahead = reading.text(passage.rest(index), REACH);
    #[allow(clippy::cast_precision_loss)]
    let mean = (own + ahead) / (1.0 + passage.following(index).min(REACH) as f32);
    let improbable = mean <= SURPRISES && (mean <= SURPRISES_IN_WORD || passage.word(index, read).is_none());
    improbable.then_some((own, ahead))
}

/// What may have been printed, the likeliest first: at most [`KEPT`].
fn candidates(
    passage: &Passage<'_>,
    index: usize,
    read: char,
    surprise: (f32, f32),
    sides: Sides,
) -> Vec<Candidate> {
    let (before, rest) = (passage.model.reading(history(passage, index)), passage.rest(index));
    let total = surprise.0 + surprise.1;
    #[allow(clippy::cast_precision_loss)]
    let cost_of = |rank: usize| (1.0 + rank as f32).ln();
    let alike: Vec<char> = glyphs::neighbours(read).collect();
    let others = pairs::between(sides.previous, sides.next).filter(|c| *c != read && !alike.contains(c));
    let others = others.map(|c| (c, UNLIKE));
    let close = alike.iter().enumerate().filter(|(_, c)| sides.suit_partly(Member::of(**c)));
    let mut best = 0.0_f32;
    let mut candidates: Vec<Candidate> = Vec::new();
    for (printed, cost) in close.map(|(rank, c)| (*c, cost_of(rank))).chain(others) {
        // What is no better than what stands there says nothing, nor does what is far behind the best so far.
        let least = total + cost + (best - BEHIND).max(0.0);
        let mut reading = before;
        let own = reading.read(printed);
        if own < least {
            continue;
        }
        let Some(ahead) = reading.text_above(rest, REACH, least - own) else { continue };
        let likeness = glyphs::likeness(read, printed);
        let score = own + ahead - total - likeness.map_or(UNLIKE, cost_of);
        best = best.max(score);
        candidates.push(Candidate { printed, surprise: (own, ahead), likeness, score });
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates.truncate(KEPT);
    candidates
}
