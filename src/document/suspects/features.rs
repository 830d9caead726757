//! What speaks for a character being misread, and what against it.

use memchr::memmem;

use super::weights;
use super::{Passage, Proposal};
use crate::document::evidence;
use crate::lang::model::History;
use crate::lang::{gazetteer, lexicon, names};

/// The names of the features, in their order. "Read" is the character that stands there, "printed" the best candidate.
pub const FEATURES: [&str; 32] = [
    "bias",
    // The language model: natural logarithms.
    "gain",
    "gain-to-8",
    "surprise",
    "surprise-ahead",
    "margin",
    "rarity-of-read",
    "rarity-of-printed",
    // Likeness of glyphs.
    "alike-closest",
    "alike-close",
    "alike",
    "alike-both",
    // The lexicon: bits, and the longest word that holds the character.
    "segmentation",
    "word-printed",
    "word-printed-length",
    "word-printed-count",
    "word-read-length",
    "word-read-count",
    // Where it stands.
    "first",
    "last",
    "after-han",
    "before-han",
    "in-credits",
    "after-surname",
    "second-after-surname",
    "place",
    // The document's own words.
    "read-pair",
    "read-triple",
    "read-quadruple",
    "printed-pair",
    "printed-triple",
    "printed-quadruple",
];

/// The values of [`FEATURES`] of a proposal.
pub type Features = [f32; FEATURES.len()];

/// How many bytes on either side are searched for the same words.
const REACH: usize = 30_000;

/// Whether something besides the model speaks for the best candidate: the lexicon, by a word of three characters or more,
/// or the document, by the same words elsewhere.
pub fn confirmed(values: &Features) -> bool {
    let value = |name: &str| FEATURES.iter().zip(values).find(|(n, _)| **n == name).map_or(0.0, |(_, v)| *v);
    value("printed-triple") > 0.0 || value("word-printed-length") >= 2.0
}

/// What there is to weigh of a proposal. The costly part is left out where the odds that the rest gives, as a natural
/// logarithm, are below `least`.
pub fn values(passage: &Passage<'_>, proposal: &Proposal, least: f32) -> Features {
    let mut values = Features::default();
    fill(&mut values, 0, &language(passage, proposal));
    fill(&mut values, 18, &place(passage, proposal));
    if evidence::weigh(&weights::MODEL.wrong, &values) >= least {
        fill(&mut values, 25, &echoes(passage, proposal));
    }
    values
}

fn fill(values: &mut Features, from: usize, part: &[f32]) {
    values.iter_mut().skip(from).zip(part).for_each(|(value, part)| *value = *part);
}

fn truth(is: bool) -> f32 {
    f32::from(u8::from(is))
}

#[allow(clippy::cast_precision_loss)]
fn language(passage: &Passage<'_>, proposal: &Proposal) -> [f32; 18] {
    let Proposal { index, read, surprise, ref candidates } = *proposal;
    let Some(best) = candidates.first() else { return [0.0; 18] };
    let second = candidates.get(1).map_or(best.score - 6.0, |second| second.score);
    let gain = best.surprise.0 + best.surprise.1 - surprise.0 - surprise.1;
    let rarity = |c| passage.model.log_probability(History::NONE, c);
    let within = |rank| truth(best.likeness.is_some_and(|likeness| likeness <= rank));
    let (window, at) = passage.window(index, read);
    let as_read = lexicon::segmentation(&window);
    let (read_length, read_count) = lexicon::covering(&window, at).unwrap_or((1, 0.0));
    let (window, _) = passage.window(index, best.printed);
    let word = lexicon::covering(&window, at);
    let (length, count) = word.unwrap_or((1, 0.0));
    [
        1.0,
        gain.min(20.0),
        gain.min(8.0),
        surprise.0,
        surprise.1,
        (best.score - second).min(6.0),
        rarity(read),
        rarity(best.printed),
        within(2),
        within(6),
        within(usize::MAX),
        truth(crate::lang::glyphs::is_mutual(read, best.printed)),
        (as_read - lexicon::segmentation(&window)).clamp(-5.0, 25.0),
        truth(word.is_some()),
        length as f32 - 1.0,
        count,
        read_length as f32 - 1.0,
        read_count,
    ]
}

fn place(passage: &Passage<'_>, proposal: &Proposal) -> [f32; 7] {
    let Proposal { index, .. } = *proposal;
    let (previous, next) = (passage.before(index, 1), passage.get(index + 1));
    let is_han = |c: Option<char>| c.is_some_and(crate::lang::chars::is_han);
    [
        truth(previous.is_none()),
        truth(next.is_none()),
        truth(is_han(previous)),
        truth(is_han(next)),
        truth(names::ends_in_credits(passage.head(index))),
        truth(previous.is_some_and(names::is_surname)),
        truth(passage.before(index, 2).is_some_and(names::is_surname)),
    ]
}

fn echoes(passage: &Passage<'_>, proposal: &Proposal) -> [f32; 7] {
    let Proposal { index, read, ref candidates, .. } = *proposal;
    let Some(best) = candidates.first() else { return [0.0; 7] };
    let own = Echo::of(passage, index, read);
    let other = Echo::of(passage, index, best.printed);
    let log = |count: u32| f32::from(u8::try_from(count.min(8)).unwrap_or(8)).ln_1p();
    [
        truth(is_place(passage, index)),
        log(own.pairs),
        truth(own.triples > 0),
        truth(own.quadruples > 0),
        log(other.pairs),
        truth(other.triples > 0),
        truth(other.quadruples > 0),
    ]
}

/// Whether the name of a place, with its kind or without, holds the character.
fn is_place(passage: &Passage<'_>, index: usize) -> bool {
    let start = index.saturating_sub(3);
    let around: Vec<char> =
        passage.characters().get(start..).unwrap_or(&[]).iter().take(7).copied().collect();
    (2..=4).any(|length| {
        let names = around.windows(length).enumerate();
        let mut holding = names.filter(|(from, _)| (*from..from + length).contains(&(index - start)));
        holding.any(|(_, name)| {
            let has_kind = name.last().is_some_and(|last| "省市州县区旗镇乡村".contains(*last));
            let name: String = name.iter().collect();
            (length < 4 && gazetteer::is_stem(&name)) || (has_kind && length > 2 && gazetteer::exists(&name))
        })
    })
}

/// How often a character stands elsewhere in the text with some of the same neighbours.
#[derive(Debug, Clone, Copy, Default)]
struct Echo {
    pairs: u32,
    triples: u32,
    quadruples: u32,
}

impl Echo {
    fn of(passage: &Passage<'_>, index: usize, character: char) -> Self {
        let text = passage.text;
        let here = passage.span(index);
        let from = text.floor_char_boundary(here.start().saturating_sub(REACH));
        let to = text.floor_char_boundary(here.end() + REACH);
        let window = text.get(from..to).unwrap_or("");
        let left: Vec<char> = (1..=2).map_while(|distance| passage.before(index, distance)).collect();
        let right: Vec<char> = (1..=2).map_while(|distance| passage.get(index + distance)).collect();
        let mut echo = Self::default();
        let mut needle = [0; 4];
        let needle = character.encode_utf8(&mut needle).as_bytes();
        for at in memmem::find_iter(window.as_bytes(), needle) {
            if from + at == here.start() {
                continue;
            }
            let (before, after) =
                (window.get(..at).unwrap_or(""), window.get(at + needle.len()..).unwrap_or(""));
            let before = before.chars().rev().zip(&left).take_while(|(a, b)| a == *b).count();
            let after = after.chars().zip(&right).take_while(|(a, b)| a == *b).count();
            echo.pairs += u32::from(before + after > 0);
            echo.triples += u32::from(before + after > 1);
            echo.quadruples += u32::from(before + after > 2);
        }
        echo
    }
}
