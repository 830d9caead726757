//! Which wordings are proposed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::counts::Counts;
use super::occurrences::{Occurrence, Occurrences, Place};
use super::reading::key;
use crate::lang::names::is_surname;
use crate::lang::{gazetteer, glyphs, lexicon};

/// How often a term must recur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recurrence {
    /// Occurrences in the archive.
    pub count: u32,
    /// Files with an occurrence.
    pub files: u32,
}

/// A name or term that the archive uses and the lexicon lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub text: String,
    pub count: u32,
    pub files: u32,
    /// The first occurrence.
    pub place: Place,
    /// How many of the occurrences a rule doubts.
    pub doubts: u32,
    /// What the rule would read in its place, where it knows.
    pub meant: Option<String>,
    /// Whether what the rule would read is a known word or place, or stands in the archive more often: then the term is
    /// more likely an error that recurs.
    pub misread: bool,
}

/// The least cohesion of a term, in nats: what stands together by chance has 0.
const COHESION: f32 = 4.0;

/// How little the language model must expect of a term, in nats: that of two characters, of each further one, and of what
/// is built like the name of a person.
const SURPRISE: f32 = 4.5;
const SURPRISE_MORE: f32 = 0.4;
const SURPRISE_NAME: f32 = 3.0;

/// The least entropy of the neighbours on either side of a term, in nats.
const VARIETY: f32 = 0.9;

/// A wording is a piece of a longer one where that has this share of its occurrences.
const PIECE: f32 = 0.6;

/// A wording is a misreading of one that looks like it and is as many times as frequent.
const MISREAD: u32 = 8;

/// One of so many occurrences of a misreading is doubted at least.
const DOUBTED: u32 = 3;

impl Occurrences {
    /// The terms, the most frequent first; what is probably misread behind the others.
    pub fn terms(self, counts: &Counts, least: Recurrence) -> Vec<Term> {
        let recurring = |one: &Occurrence| one.count >= least.count && one.files >= least.files;
        let all: Vec<Occurrence> = self.into_list().into_iter().filter(recurring).collect();
        let mut whole: Vec<&Occurrence> = all.iter().filter(|one| has_borders(one)).collect();
        drop_pieces(&mut whole);
        drop_extended(&mut whole);
        whole.retain(|one| is_news(one));
        let mut terms: Vec<Term> =
            whole.into_iter().map(|one| Term::of(one, is_misread(one, counts))).collect();
        terms.sort_by(|a, b| {
            a.misread
                .cmp(&b.misread)
                .then(b.count.cmp(&a.count))
                .then(b.files.cmp(&a.files))
                .then(a.text.cmp(&b.text))
        });
        terms
    }
}

impl Term {
    fn of(one: &Occurrence, misread: bool) -> Self {
        Self {
            text: one.text.clone(),
            count: one.count,
            files: one.files,
            place: one.place.clone(),
            doubts: one.doubts,
            meant: one.meant.clone(),
            misread,
        }
    }
}

/// Whether a wording holds together and has borders on both sides. The row of names it stands in gives a name both.
fn has_borders(one: &Occurrence) -> bool {
    let varied = one.before.entropy().min(one.after.entropy()) >= VARIETY;
    one.credits > 1 || (varied && one.cohesion >= COHESION)
}

/// Whether a wording is more likely an error that recurs than a name: a rule convicts it, a rule doubts it and what the
/// rule would read is known, or one that looks like it is much more frequent in the archive.
fn is_misread(one: &Occurrence, counts: &Counts) -> bool {
    let of = |text: &str| counts.of(key(&text.chars().collect::<Vec<char>>()));
    let known = |meant: &str| lexicon::is_word(meant) || gazetteer::is_place(meant) || of(meant) >= one.count;
    let doubted = DOUBTED * one.doubts >= one.count && one.meant.as_deref().is_some_and(known);
    let resembles = || {
        one.text.char_indices().any(|(at, c)| {
            let more = |printed: char| {
                let mut other = one.text.clone();
                other.replace_range(at..at + c.len_utf8(), printed.encode_utf8(&mut [0; 4]));
                of(&other) >= MISREAD * one.count
            };
            glyphs::neighbours(c).filter(|printed| glyphs::is_mutual(c, *printed)).any(more)
        })
    };
    let rarer = || one.meant.as_deref().is_some_and(|meant| of(meant) >= MISREAD * one.count);
    one.convicted || doubted || rarer() || resembles()
}

/// Whether a rule may doubt the wording: one does, or the language model does not expect it.
fn is_news(one: &Occurrence) -> bool {
    let length = one.text.chars().count();
    let name = length < 4 && one.text.chars().next().is_some_and(is_surname);
    #[allow(clippy::cast_precision_loss)]
    let least = if name { SURPRISE_NAME } else { SURPRISE + SURPRISE_MORE * length.saturating_sub(2) as f32 };
    one.doubts > 0 || one.surprise >= least
}

/// Drops the wordings that are another and known words before or behind it: it is enough to accept the other.
fn drop_extended(terms: &mut Vec<&Occurrence>) {
    let texts: FxHashSet<&str> = terms.iter().map(|term| term.text.as_str()).collect();
    let known = |rest: &str| {
        let rest: Vec<char> = rest.chars().collect();
        let ends = lexicon::ends(&rest);
        let starts = std::iter::once(&0).chain(&ends);
        rest.len() > 1 && ends.iter().zip(starts).all(|(end, start)| end - start > 1)
    };
    let extended = |text: &str| {
        text.char_indices().skip(1).any(|(at, _)| {
            text.split_at_checked(at).is_some_and(|(head, tail)| {
                (texts.contains(head) && known(tail)) || (texts.contains(tail) && known(head))
            })
        })
    };
    terms.retain(|term| !extended(&term.text));
}

/// Drops the wordings that hardly stand outside of a longer one.
fn drop_pieces(terms: &mut Vec<&Occurrence>) {
    // The most frequent term that holds a wording.
    let mut within: FxHashMap<&str, u32> = FxHashMap::default();
    for term in terms.iter() {
        for (from, _) in term.text.char_indices() {
            let ends = term.text.char_indices().map(|(to, c)| to + c.len_utf8()).filter(|to| *to > from);
            for piece in ends.filter_map(|to| term.text.get(from..to)).filter(|piece| *piece != term.text) {
                let most = within.entry(piece).or_default();
                *most = term.count.max(*most);
            }
        }
    }
    #[allow(clippy::cast_precision_loss)]
    terms.retain(|term| {
        within.get(term.text.as_str()).is_none_or(|longer| (*longer as f32) < PIECE * term.count as f32)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Words;
    use crate::document::Document;
    use crate::source::decode::decode;
    use crate::vocabulary::Reading;

    fn terms(text: &str, accept: &[&str]) -> Vec<(String, u32)> {
        let source = decode("a.txt".as_ref(), text.as_bytes()).unwrap();
        let reading = Reading::of(&Document::new(&source));
        let (mut counts, mut occurrences) = (Counts::default(), Occurrences::default());
        counts.add(&reading);
        let accept = crate::config::WordList::new(accept.iter().map(|word| (*word).to_owned()).collect());
        let words = Words { accept, ..Words::default() };
        occurrences.add("a.txt".as_ref(), &reading, &[], &words, &counts, 3);
        let terms = occurrences.terms(&counts, Recurrence { count: 3, files: 1 });
        terms.into_iter().map(|term| (term.text, term.count)).collect()
    }

    const TEXT: &str = "村支书谭冬昕说，谭冬昕来了。谭冬昕表示，谭冬昕表示，谭冬昕表示。大家认识谭冬昕。乡村振兴。乡村振兴。乡村振兴。";

    #[test]
    fn the_whole_name_alone_is_a_term() {
        assert_eq!(terms(TEXT, &[]), [("谭冬昕".to_owned(), 6)]);
    }

    #[test]
    fn what_is_accepted_is_not_proposed() {
        assert_eq!(terms(TEXT, &["谭冬昕"]), []);
    }
}
