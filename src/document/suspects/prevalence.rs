//! How many of a document's suspects are misread, told from all of them together.

use super::weights;
use crate::document::evidence;

/// The share of misread characters among the proposals of a sound document, and how many proposals that knowledge counts
/// for beside those of the document.
const USUAL: f32 = 0.03;
const WORTH: f32 = 20.0;
/// Rounds until the share no longer moves.
const ROUNDS: usize = 30;

/// The share of misread characters among the proposals of a document, estimated from their odds by expectation and
/// maximisation (Saerens, Latinne and Decaestecker, 2002).
pub fn share(odds: &[f32]) -> f32 {
    #[allow(clippy::cast_precision_loss)]
    let count = odds.len() as f32;
    let mut share = USUAL;
    for _ in 0..ROUNDS {
        let shift = shift(share);
        let expected: f32 = odds.iter().map(|odds| evidence::probability(odds + shift)).sum();
        share = (expected + WORTH * USUAL) / (count + WORTH);
    }
    share
}

/// What to add to the odds of each proposal of a document with this share, as a natural logarithm: the odds were learnt
/// where it was [`weights::Model::share`].
pub fn shift(share: f32) -> f32 {
    evidence::odds(share) - evidence::odds(weights::MODEL.share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_suspect_counts_for_more_among_many() {
        let sound = [vec![2.0], vec![-4.0; 200]].concat();
        let damaged = [vec![2.0; 60], vec![-4.0; 140]].concat();
        assert!(share(&sound) < 0.03 && share(&damaged) > 0.2, "{} {}", share(&sound), share(&damaged));
        let probability = |odds: &[f32]| evidence::probability(2.0 + shift(share(odds)));
        assert!(probability(&sound) < 0.3 && probability(&damaged) > 0.7);
    }

    #[test]
    fn a_document_without_proposals_is_taken_for_sound() {
        assert!((share(&[]) - USUAL).abs() < 1e-6);
    }
}
