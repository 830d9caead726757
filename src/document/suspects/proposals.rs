//! Where a text is improbable, and what would fit there.

use super::Passage;
use crate::lang::chars::is_han;
use crate::lang::glyphs;
use crate::lang::model::{History, REACH};
use crate::lang::pairs::{self, Member};

/// How improbable, as natural logarithms, a character must be to be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Depth {
    /// Its own probability stays below this.
    own: f32,
    /// That of it and of the up to three characters that the model reads from it, on average, stays below this.
    mean: f32,
    /// The same where the lexicon has a word that holds the character, as it has most of the rare words that are right.
    mean_in_word: f32,
}

impl Depth {
    /// Of the real misreadings that are reported where a text is full of them, 19 of 20 are as improbable.
    pub const FULL: Self = Self { own: -5.0, mean: -3.8, mean_in_word: -4.6 };
    /// In a sound text, nothing is reported that is not.
    pub const QUICK: Self = Self { own: -6.5, mean: -5.0, mean_in_word: -5.6 };
}

/// What a candidate costs, as a natural logarithm, that does not look like the character at all.
const UNLIKE: f32 = 6.0;
/// How far a candidate may stay behind the best one, as a natural logarithm.
const BEHIND: f32 = 6.0;
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

/// The improbable characters of a passage for which something better is at hand, in their order. Those that are as
/// improbable as `done` says are left out.
pub fn proposals(passage: &Passage<'_>, depth: Depth, done: Option<Depth>) -> Vec<Proposal> {
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
        if sides.suit(member) {
            continue;
        }
        let Some(surprise) = surprise(passage, index, read, depth, done) else { continue };
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
fn surprise(
    passage: &Passage<'_>,
    index: usize,
    read: char,
    depth: Depth,
    done: Option<Depth>,
) -> Option<(f32, f32)> {
    let history = history(passage, index);
    let own = passage.model.log_probability(history, read);
    if own > depth.own {
        return None;
    }
    let ahead = passage.model.text(history.push(read), passage.rest(index), REACH);
    #[allow(clippy::cast_precision_loss)]
    let mean = (own + ahead) / (1.0 + passage.following(index).min(REACH) as f32);
    let within = |depth: Depth, in_word: bool| {
        own <= depth.own && mean <= if in_word { depth.mean_in_word } else { depth.mean }
    };
    if !within(depth, false) {
        return None;
    }
    let in_word = passage.word(index, read).is_some();
    (within(depth, in_word) && !done.is_some_and(|done| within(done, in_word))).then_some((own, ahead))
}

/// What may have been printed, the likeliest first: at most [`KEPT`].
fn candidates(
    passage: &Passage<'_>,
    index: usize,
    read: char,
    surprise: (f32, f32),
    sides: Sides,
) -> Vec<Candidate> {
    let (model, history, rest) = (passage.model, history(passage, index), passage.rest(index));
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
        let own = model.log_probability(history, printed);
        if own < least {
            continue;
        }
        let Some(ahead) = model.text_above(history.push(printed), rest, REACH, least - own) else { continue };
        let likeness = glyphs::likeness(read, printed);
        let score = own + ahead - total - likeness.map_or(UNLIKE, cost_of);
        best = best.max(score);
        candidates.push(Candidate { printed, surprise: (own, ahead), likeness, score });
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates.truncate(KEPT);
    candidates
}
