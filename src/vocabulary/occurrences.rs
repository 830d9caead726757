//! Where the wordings stand that may be terms, and what stands beside them.

use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::counts::Counts;
use super::reading::{Doubt, Reading, Wording};
use crate::config::Words;
use crate::lang::model::{History, Model};
use crate::lang::names::is_surname;
use crate::lang::{gazetteer, lexicon};
use crate::source::{Position, Span};

/// Characters that begin no name and no term, for they belong to what stands before, and such as end none. Words of
/// grammar and what counts: a small closed class.
const NO_BEGINNING: &str = "的了是在和与及或也都就还又而并但被把将让给对从以于着过得地们等这那其此该各每某几第之所不没有个说要能可会到为由至很更最已再向来去做使至且则因若如跟比按经当自我你他她它您\
    年月日时号点名位条项元岁次只种件家户届期版亿万两多另据";
const NO_END: &str = "的了是在和与及或也都就还又而并但被把将让给对从以于着过得们等这那其此该各每某几第之所不没有个说要能可为由至很更最已再向使且则因若如跟比按经当我你他她它您\
    一二三四五六七八九十百千万亿两多";

/// Words of grammar that stand in no name, not even in its middle.
const GRAMMAR: &str = "的了是在和与及或着把被而并但也就都还让从以等其此该各每这那我你他她它们对称好很更最";

/// How many nats likelier a wording must be in the archive than the language model has it: what the model expects
/// is no news to any rule.
const NEWS: f32 = 2.5;

/// Words from which on an archive tells what stands together by chance; a smaller one is taken to have as many.
const CHANCE: f32 = 10_000.0;

/// Distinct characters beside a wording that are counted each by itself.
const NEIGHBOURS: usize = 64;

/// Where a wording stands for the first time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub path: Arc<PathBuf>,
    pub position: Position,
}

/// What is known of one wording.
#[derive(Debug)]
pub struct Occurrence {
    pub text: String,
    /// Least mutual information of its two parts, in nats, over all borders of words in it.
    pub cohesion: f32,
    /// By the language model, of the least likely character behind the first, in nats.
    pub surprise: f32,
    pub count: u32,
    pub files: u32,
    last_file: usize,
    pub place: Place,
    pub before: Neighbours,
    pub after: Neighbours,
    /// How often a rule doubts it, whether for certain, and what it would read then.
    pub doubts: u32,
    pub convicted: bool,
    pub meant: Option<String>,
    /// How often it stands in a row of those who made an article.
    pub credits: u32,
}

/// The wordings that may be terms.
#[derive(Default)]
pub struct Occurrences {
    /// `None` for a wording that cannot be one.
    wordings: FxHashMap<u64, Option<Box<Occurrence>>>,
    files: usize,
}

impl Occurrences {
    /// Takes in the wordings of a file that the archive has `least` times or more.
    pub fn add(
        &mut self,
        path: &Path,
        reading: &Reading,
        doubts: &[Doubt],
        words: &Words,
        counts: &Counts,
        least: u32,
    ) {
        self.files += 1;
        let path = Arc::new(path.to_owned());
        for wording in reading.wordings().filter(is_unknown) {
            let count = counts.of(wording.key);
            if count < least {
                continue;
            }
            let slot = match self.wordings.entry(wording.key) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(candidate(&wording, count, counts, words).map(|text| {
                    let place = Place { path: Arc::clone(&path), position: wording.place };
                    Box::new(Occurrence::new(
                        text,
                        cohesion(&wording, count, counts),
                        surprise(wording.text),
                        place,
                    ))
                })),
            };
            if let Some(occurrence) = slot {
                occurrence.add(&wording, reading, doubts, self.files);
            }
        }
    }

    /// What is known of all of them.
    pub fn into_list(self) -> Vec<Occurrence> {
        self.wordings.into_values().flatten().map(|occurrence| *occurrence).collect()
    }
}

/// The text of a wording that may be a term: not one that is built like none, nor what is known or expected.
fn candidate(wording: &Wording<'_>, count: u32, counts: &Counts, words: &Words) -> Option<String> {
    let (first, last) = (*wording.text.first()?, *wording.text.last()?);
    let grammar = wording.singles().any(|c| GRAMMAR.contains(c));
    if grammar || NO_BEGINNING.contains(first) || NO_END.contains(last) {
        return None;
    }
    let text: String = wording.text.iter().collect();
    // An accepted word with others beside it is no further term.
    if [&words.accept, &words.reject].into_iter().any(|list| list.find(&text).next().is_some())
        || lexicon::is_word(&text)
    {
        return None;
    }
    #[allow(clippy::cast_precision_loss)]
    let here = (count as f32 / counts.words()).ln();
    let expected = Model::embedded().text(History::NONE, &text, wording.text.len());
    (here - expected >= NEWS && !gazetteer::is_place(&text)).then_some(text)
}

/// Whether the segmentation has no word for a part of the wording: two characters in a row stand alone, or one behind
/// which a given name may follow. What is made of known words and one character between them is doubted by no rule.
fn is_unknown(wording: &Wording<'_>) -> bool {
    let alone = || wording.borders.array_windows().map(|[a, b]| b - a == 1);
    let name = wording.text.len() == 3 && alone().next() == Some(true);
    let row = alone().zip(alone().skip(1)).any(|(one, next)| one && next);
    row || (name && wording.text.first().is_some_and(|c| is_surname(*c)))
}

/// By how many nats the two parts of a wording stand together more often than by chance, at the border where they do
/// least: pointwise mutual information.
#[allow(clippy::cast_precision_loss)]
fn cohesion(wording: &Wording<'_>, count: u32, counts: &Counts) -> f32 {
    let chance = |(head, tail): (u64, u64)| {
        let of = |key| counts.of(key).max(count) as f32;
        (count as f32 * counts.words().max(CHANCE) / (of(head) * of(tail))).ln()
    };
    wording.parts().map(chance).fold(f32::INFINITY, f32::min)
}

/// How little the language model expects of the characters of a wording behind its first, in nats: what it knows is
/// doubted by no rule.
fn surprise(text: &[char]) -> f32 {
    let model = Model::embedded();
    let mut history = History::NONE;
    let surprises = text.iter().map(|c| {
        let surprise = -model.log_probability(history, *c);
        history = history.push(*c);
        surprise
    });
    surprises.skip(1).fold(0.0, f32::max)
}

impl Occurrence {
    fn new(text: String, cohesion: f32, surprise: f32, place: Place) -> Self {
        Self {
            text,
            cohesion,
            surprise,
            count: 0,
            files: 0,
            last_file: 0,
            place,
            before: Neighbours::default(),
            after: Neighbours::default(),
            doubts: 0,
            convicted: false,
            meant: None,
            credits: 0,
        }
    }

    fn add(&mut self, wording: &Wording<'_>, reading: &Reading, doubts: &[Doubt], file: usize) {
        self.count += 1;
        self.files += u32::from(self.last_file != file);
        self.last_file = file;
        self.before.add(wording.before);
        self.after.add(wording.after);
        self.credits += u32::from(reading.credited.binary_search(&wording.span).is_ok());
        if let Some(doubt) = doubt_in(wording.span, doubts) {
            self.doubts += 1;
            self.convicted |= doubt.convicted;
            self.meant = self.meant.take().or_else(|| doubt.meant(&self.text, wording.span));
        }
    }
}

/// The first doubt of a file that lies in a span; the doubts are in the order of the text.
fn doubt_in(span: Span, doubts: &[Doubt]) -> Option<&Doubt> {
    let from = doubts.partition_point(|doubt| doubt.span.start < span.start);
    doubts.get(from).filter(|doubt| doubt.span.end <= span.end)
}

/// The characters on one side of a wording, each with its count.
#[derive(Debug, Default)]
pub struct Neighbours {
    counts: Vec<(char, u32)>,
    /// Borders of text, and characters past [`NEIGHBOURS`]: each is one of its kind.
    others: u32,
}

impl Neighbours {
    fn add(&mut self, neighbour: Option<char>) {
        let Some(c) = neighbour else {
            self.others += 1;
            return;
        };
        if let Some((_, count)) = self.counts.iter_mut().find(|(known, _)| *known == c) {
            *count += 1;
        } else if self.counts.len() < NEIGHBOURS {
            self.counts.push((c, 1));
        } else {
            self.others += 1;
        }
    }

    /// The entropy of what stands on the side, in nats: 0 where it is always one character.
    #[allow(clippy::cast_precision_loss)]
    pub fn entropy(&self) -> f32 {
        let total = (self.others + self.counts.iter().map(|(_, count)| count).sum::<u32>()) as f32;
        let bits = |count: u32| count as f32 / total * (total / count as f32).ln();
        self.counts.iter().map(|(_, count)| bits(*count)).sum::<f32>()
            + self.others as f32 / total.max(1.0) * total.max(1.0).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::Neighbours;

    #[test]
    fn borders_and_many_characters_are_variety() {
        let side = |text: &str| {
            let mut side = Neighbours::default();
            text.chars().for_each(|c| side.add((c != ' ').then_some(c)));
            side.entropy()
        };
        assert!(side("说说说说") < 0.01 && side("说在的是") > 1.3 && side("    ") > 1.3);
    }
}
