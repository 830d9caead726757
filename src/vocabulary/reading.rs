//! What is read of one file: its runs of Han characters with the borders of words, and where rules doubt it.

use rustc_hash::FxHasher;
use std::hash::Hasher;

use super::LONGEST;
use crate::diagnostic::{Diagnostic, Edit};
use crate::document::Document;
use crate::lang::chars::is_han;
use crate::lang::{lexicon, names};
use crate::source::{Position, Span};

/// The rule that reports the words of the reject list: nobody will accept those.
const REJECTED: &str = "CHR006";
/// The rule that convicts names by the gazetteer.
const CONVICTED: &str = "CHR001";

/// A place where a rule doubts what is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    pub span: Span,
    /// What the rule would put there, as replacements; empty where it does not know.
    edits: Vec<(Span, String)>,
    /// Whether the rule is certain that something else is meant.
    pub convicted: bool,
}

/// The doubts among the findings of a file.
pub fn doubts(findings: &[Diagnostic]) -> Vec<Doubt> {
    let doubting = |finding: &&Diagnostic| finding.rule.group() == "CHR" && finding.rule.code != REJECTED;
    let doubt = |finding: &Diagnostic| {
        let fix = finding.fix.as_ref().map(|fix| &fix.edits);
        let edits = fix.or_else(|| finding.alternatives.first().map(|other| &other.edits));
        let edits = edits.into_iter().flatten().filter_map(|edit| match edit {
            Edit::Replace { span, content } => Some((*span, content.clone())),
            Edit::Move { .. } => None,
        });
        let convicted = finding.rule.code == CONVICTED;
        Doubt { span: finding.span, edits: edits.collect(), convicted }
    };
    findings.iter().filter(doubting).map(doubt).collect()
}

impl Doubt {
    /// What a wording that holds the doubt would read, where the rule knows.
    pub fn meant(&self, wording: &str, at: Span) -> Option<String> {
        let mut meant = wording.to_owned();
        for (span, text) in self.edits.iter().rev() {
            let (from, to) = (span.start().checked_sub(at.start())?, span.end().checked_sub(at.start())?);
            meant.get(from..to)?;
            meant.replace_range(from..to, text);
        }
        (meant != wording).then_some(meant)
    }
}

/// The text of a file as wordings are taken from it.
#[derive(Debug, Default)]
pub struct Reading {
    runs: Vec<Run>,
    /// The names of those who made the articles.
    pub credited: Vec<Span>,
}

/// Han characters in a row.
#[derive(Debug)]
struct Run {
    /// Byte at which it starts, and its line and column.
    start: usize,
    place: Position,
    text: Vec<char>,
    /// Where words begin, in characters, and the end of the last.
    borders: Vec<usize>,
}

/// Words in a row, as they stand in a text.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'r> {
    pub key: u64,
    /// Words of the segmentation.
    pub words: usize,
    /// Bytes in the file.
    pub span: Span,
    pub place: Position,
    pub text: &'r [char],
    /// Where words begin in the wording, in characters, and the end of the last.
    pub borders: &'r [usize],
    first: usize,
    /// The characters on either side, if they are Han.
    pub before: Option<char>,
    pub after: Option<char>,
}

impl Reading {
    /// Leaves out what is no text: markup and mojibake.
    pub fn of(document: &Document) -> Self {
        let text = document.text();
        let mask = document.mask();
        let mut runs = Vec::new();
        let mut rest = text;
        while let Some(from) = rest.find(is_han) {
            let start = text.len() - rest.len() + from;
            let tail = text.get(start..).unwrap_or("");
            let length = tail.find(|c| !is_han(c)).unwrap_or(tail.len());
            rest = tail.get(length..).unwrap_or("");
            let span = Span::new(start, start + length);
            let masked = mask.get(mask.partition_point(|masked| masked.end <= span.start));
            if masked.is_none_or(|masked| !masked.overlaps(span)) && !document.in_mojibake(start) {
                let text: Vec<char> = tail.get(..length).unwrap_or("").chars().collect();
                let borders = std::iter::once(0).chain(lexicon::ends(&text)).collect();
                runs.push(Run { start, place: document.position(start), text, borders });
            }
        }
        Self { runs, credited: names::credited(text) }
    }

    /// Every row of words of [`LONGEST`] characters at most.
    pub fn wordings(&self) -> impl Iterator<Item = Wording<'_>> {
        self.runs.iter().flat_map(Run::wordings)
    }
}

impl Run {
    fn wordings(&self) -> impl Iterator<Item = Wording<'_>> {
        let mut byte = self.start;
        (0..self.borders.len()).flat_map(move |first| {
            let from = self.borders.get(first).copied().unwrap_or(0);
            let start = byte;
            let word = from..self.borders.get(first + 1).copied().unwrap_or(from);
            byte += self.text.get(word).unwrap_or(&[]).iter().map(|c| c.len_utf8()).sum::<usize>();
            let last = (first + 1..self.borders.len())
                .take_while(move |last| self.borders.get(*last).is_some_and(|to| to - from <= LONGEST));
            last.filter_map(move |last| self.wording(first, last, start))
        })
    }

    fn wording(&self, first: usize, last: usize, start: usize) -> Option<Wording<'_>> {
        let borders = self.borders.get(first..=last)?;
        let (from, to) = (*borders.first()?, *borders.last()?);
        let text = self.text.get(from..to)?;
        let mut place = self.place;
        place.column += u32::try_from(from).ok()?;
        Some(Wording {
            key: key(text),
            words: last - first,
            span: Span::new(start, start + text.iter().map(|c| c.len_utf8()).sum::<usize>()),
            place,
            text,
            borders,
            first: from,
            before: from.checked_sub(1).and_then(|at| self.text.get(at)).copied(),
            after: self.text.get(to).copied(),
        })
    }
}

impl<'r> Wording<'r> {
    /// Those of its words that are one character.
    pub fn singles(self) -> impl Iterator<Item = char> + 'r {
        let single = move |[from, to]: &[usize; 2]| {
            (to - from == 1).then(|| self.text.get(from - self.first).copied()).flatten()
        };
        self.borders.array_windows().filter_map(single)
    }

    /// The two parts of the wording at each border of words in it.
    pub fn parts(self) -> impl Iterator<Item = (u64, u64)> + 'r {
        let inner = self.borders.iter().take(self.words).skip(1);
        inner.filter_map(move |border| {
            let (head, tail) = self.text.split_at_checked(border - self.first)?;
            Some((key(head), key(tail)))
        })
    }
}

/// What a wording goes by: a hash of 64 bits, under which two of some millions hardly ever meet.
pub fn key(text: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    text.iter().for_each(|c| hasher.write_u32(u32::from(*c)));
    hasher.finish()
}
