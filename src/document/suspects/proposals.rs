//! Where a text is improbable, and what would fit there.

use super::Passage;
use crate::lang::chars::is_han;
use crate::lang::glyphs;
use crate::lang::model::{History, REACH};
use crate::lang::pairs::{self, Member};

/// A character is looked at where its own natural logarithm of probability stays below this.
const SURPRISE: f32 = -5.0;
/// And those of it and of the up to three that the model reads from it, on average, below this. Of the real misreadings
/// that are reported in the end, 19 of 20 do.
const SURPRISES: f32 = -3.8;
/// The same where the lexicon has a word that holds the character, as it has most of the rare words that are right.
const SURPRISES_IN_WORD: f32 = -4.6;
/// By how much, as a natural logarithm, a candidate that is none of the look-alikes must be likelier than what stands there.
const LEAST_GAIN: f32 = 5.0;
/// What a candidate costs, as a natural logarithm, that does not look like the character at all.
const UNLIKE: f32 = 6.0;
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

/// The improbable characters of a passage for which something better is at hand, in their order.
pub fn proposals(passage: &Passage<'_>) -> Vec<Proposal> {
    let members = passage.members();
    let mut found = Vec::new();
    for (index, (&read, &member)) in passage.characters().iter().zip(members).enumerate() {
        if !is_han(read) {
            continue;
        }
        let previous = index.checked_sub(1).and_then(|before| members.get(before)).copied();
        let next = members.get(index + 1).copied();
        // Misread characters stand beside others that never stand beside them in print, with few exceptions.
        let usual = |first: Option<Member>, second: Option<Member>| {
            first.zip(second).is_none_or(|(first, second)| first.precedes(second))
        };
        if usual(previous, Some(member)) && usual(Some(member), next) {
            continue;
        }
        found.extend(propose(passage, index, read, previous, next));
    }
    found
}

fn propose(
    passage: &Passage<'_>,
    index: usize,
    read: char,
    previous: Option<Member>,
    next: Option<Member>,
) -> Option<Proposal> {
    let model = passage.model;
    let before = (1..=REACH).rev().filter_map(|distance| passage.before(index, distance));
    let history = before.fold(History::NONE, History::push);
    let own = model.log_probability(history, read);
    if own > SURPRISE {
        return None;
    }
    let rest = passage.rest(index);
    let surprise = (own, model.text(history.push(read), rest, REACH));
    let total = surprise.0 + surprise.1;
    #[allow(clippy::cast_precision_loss)]
    let weighed = 1.0 + passage.following(index).min(REACH) as f32;
    if total > SURPRISES * weighed
        || (total > SURPRISES_IN_WORD * weighed && passage.word(index, read).is_some())
    {
        return None;
    }
    let alike: Vec<char> = glyphs::neighbours(read).collect();
    let fits = |&c: &char| {
        let member = Member::of(c);
        previous.is_some_and(|previous| previous.precedes(member))
            || next.is_some_and(|next| member.precedes(next))
    };
    let mut candidates: Vec<Candidate> = Vec::new();
    let others = pairs::between(previous, next).filter(|c| !alike.contains(c));
    for (printed, gain) in
        alike.iter().copied().filter(fits).map(|c| (c, 0.0)).chain(others.map(|c| (c, LEAST_GAIN)))
    {
        let own = model.log_probability(history, printed);
        let least = total + gain - own;
        if least >= 0.0 || printed == read {
            continue;
        }
        let Some(ahead) = model.text_above(history.push(printed), rest, REACH, least) else { continue };
        let likeness = glyphs::likeness(read, printed);
        #[allow(clippy::cast_precision_loss)]
        let cost = likeness.map_or(UNLIKE, |rank| (1.0 + rank as f32).ln());
        let score = own + ahead - total - cost;
        candidates.push(Candidate { printed, surprise: (own, ahead), likeness, score });
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates.truncate(KEPT);
    let worth = candidates.first().is_some_and(|best| best.score > 0.0);
    worth.then_some(Proposal { index, read, surprise, candidates })
}
