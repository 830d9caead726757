//! How many of a document's suspects are misread, told from all of them together.

use super::weights;

/// The share of misread characters among the proposals of a sound document, and how many proposals that knowledge counts
/// for beside those of the document.
const USUAL: f32 = 0.03;
const WORTH: f32 = 20.0;
/// Rounds until the share no longer moves.
const ROUNDS: usize = 30;

/// What to add to the odds of each proposal, as a natural logarithm: the odds were learnt where the share of misread
/// ones was [`weights::Model::share`], and this document has its own, which is estimated from the odds by expectation
/// and maximisation (Saerens, Latinne and Decaestecker, 2002).
pub fn shift(odds: &[f32]) -> f32 {
    let learnt = log_odds(weights::MODEL.share);
    let mut share = USUAL;
    for _ in 0..ROUNDS {
        let shift = log_odds(share) - learnt;
        let expected: f32 = odds.iter().map(|odds| weights::probability(odds + shift)).sum();
        #[allow(clippy::cast_precision_loss)]
        let count = odds.len() as f32;
        share = (expected + WORTH * USUAL) / (count + WORTH);
    }
    log_odds(share) - learnt
}

fn log_odds(share: f32) -> f32 {
    (share / (1.0 - share)).ln()
}
