//! Characters that were hardly printed so: each improbable where it stands, while another that fits is not.
//!
//! Passages → proposals (what stands there, what may have been printed) → features → odds. A proposal by itself is
//! weak: the language model finds every rare name improbable. What makes a suspect of it is learnt ([`weights`]), from
//! real misreadings and from sound text, and how many misreadings the rest of the document shows ([`prevalence`]).

pub mod features;
mod passage;
mod prevalence;
mod proposals;
pub mod weights;

pub use features::{FEATURES, Features};
pub use passage::Passage;
pub use proposals::{Candidate, Proposal};

use super::{Document, evidence};
use crate::source::Span;

/// Natural logarithm of odds below which a proposal is not looked at further: nothing lifts it from there.
const HOPELESS: f32 = -2.5;

/// A place where a character is probably misread.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suspect {
    /// The character, or where a neighbour may be the misread one the run that holds both: three characters at most.
    pub span: Span,
    /// The character of the span that is most likely misread.
    pub character: Span,
    /// The probability that something else was printed in the span, 0 to 1.
    pub probability: f32,
    /// What may have been printed for the character, the likeliest first, each with the probability that it was if
    /// something else was printed.
    pub candidates: Vec<(char, f32)>,
    /// Whether the lexicon or the document's own words speak for the first candidate, besides the model.
    pub confirmed: bool,
}

/// A proposal with what speaks for and against it.
pub struct Weighed {
    pub span: Span,
    pub proposal: Proposal,
    pub values: Features,
}

/// The suspects of a document in the order of the text.
pub fn find(document: &Document) -> Vec<Suspect> {
    let weighed = weighed(document, HOPELESS);
    let odds: Vec<f32> = weighed.iter().map(|w| evidence::weigh(&weights::MODEL.wrong, &w.values)).collect();
    let shift = prevalence::shift(prevalence::share(&odds));
    let suspects = weighed.into_iter().zip(odds).map(|(weighed, odds)| {
        let probability = evidence::probability(odds + shift);
        let Weighed { span, proposal, values } = weighed;
        let right = evidence::probability(evidence::weigh(&weights::MODEL.right, &values));
        let confirmed = features::confirmed(&values);
        Suspect { span, character: span, probability, candidates: proposal.ranked(right), confirmed }
    });
    merge(suspects.collect())
}

/// All proposals of a document with their features, in the order of the text. What is costly to know is left out of those
/// whose odds are below `least` without it.
pub fn weighed(document: &Document, least: f32) -> Vec<Weighed> {
    let mut found = Vec::new();
    for block in document.blocks() {
        let passage = Passage::new(document, block.span);
        for proposal in proposals::proposals(&passage) {
            let values = features::values(&passage, &proposal, least);
            found.push(Weighed { span: passage.span(proposal.index), proposal, values });
        }
    }
    found
}

/// How near to each other, in bytes, two characters blame each other: two Han.
const NEAR: usize = 6;
/// A neighbour is a suspect, too, that has at least this share of the stronger one's probability.
const RIVAL: f32 = 0.2;

/// A misread character makes its neighbours improbable, too: of suspects within two characters of each other one remains,
/// the likeliest, with a span that holds its rivals. Either explains the other, so that both may be right.
fn merge(suspects: Vec<Suspect>) -> Vec<Suspect> {
    let mut merged: Vec<Suspect> = Vec::new();
    for suspect in suspects {
        match merged.last_mut() {
            Some(last) if last.character.start() + NEAR >= suspect.span.start() => last.absorb(suspect),
            _ => merged.push(suspect),
        }
    }
    merged
}

impl Suspect {
    fn absorb(&mut self, other: Self) {
        let (mut strong, weak) = if other.probability > self.probability {
            (other, std::mem::take(self))
        } else {
            (std::mem::take(self), other)
        };
        if weak.probability >= RIVAL * strong.probability {
            let either = 1.0 - (1.0 - strong.probability) * (1.0 - weak.probability);
            let share = strong.probability / either.max(f32::MIN_POSITIVE);
            strong.candidates.iter_mut().for_each(|(_, right)| *right *= share);
            strong.probability = either;
            let (start, end) = (
                strong.character.start().min(weak.character.start()),
                strong.character.end().max(weak.character.end()),
            );
            strong.span = Span::new(start, end);
        }
        *self = strong;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suspect(at: usize, probability: f32) -> Suspect {
        let span = Span::new(at, at + 3);
        let candidates = vec![('服', 0.9)];
        Suspect { span, character: span, probability, candidates, confirmed: false }
    }

    #[test]
    fn neighbours_are_one_suspect() {
        let merged = merge(vec![suspect(0, 0.8), suspect(3, 0.4), suspect(30, 0.5)]);
        let spans: Vec<(Span, Span)> = merged.iter().map(|s| (s.span, s.character)).collect();
        assert_eq!(spans, [(Span::new(0, 6), Span::new(0, 3)), (Span::new(30, 33), Span::new(30, 33))]);
        // Either may be the misread one: 1 − 0.2 × 0.6.
        assert!((merged[0].probability - 0.88).abs() < 1e-6);
        assert!(merged[0].candidates[0].1 < 0.9);
        // One far weaker says nothing.
        let merged = merge(vec![suspect(0, 0.1), suspect(6, 0.9)]);
        assert_eq!((merged.len(), merged[0].span), (1, Span::new(6, 9)));
    }

    #[test]
    fn what_was_read_stands_over_wrapped_lines() {
        let text = "政府将加强公共\n腊务体系建设，让群众办事更方便，为企业发展营造良好环境。\n";
        let source = crate::source::Source::from_text("a.txt", text);
        let document = Document::new(&source);
        let found =
            document.suspects().iter().max_by(|a, b| a.probability.total_cmp(&b.probability)).unwrap();
        assert_eq!(document.slice(found.character), "腊");
        assert_eq!(found.candidates[0].0, '服');
    }
}
