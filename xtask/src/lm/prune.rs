//! Which n-grams are worth their place.
//!
//! Each is judged by what the text would lose in log probability without it (relative entropy, Stolcke 1998), with the
//! counts of the smoothing itself as the weight of its context: that is how often the model gets there.

use super::estimate::{Estimate, recount, smooth};
use super::grams::{Grams, ORDER, Vocabulary};

/// What a context costs, as so many n-grams: about as many bytes of the packed table.
const CONTEXT: f64 = 0.9;

/// Estimates a model of at most `size` n-grams, or a little less.
pub fn to_size(grams: &[Grams], vocabulary: &Vocabulary, whole: &[Estimate], size: usize) -> Vec<Estimate> {
    let (mut low, mut high) = (1e-3_f64, 1e3_f64);
    let mut best = pruned(grams, vocabulary, whole, 0.0);
    if kept(&best) <= size {
        return best;
    }
    while high / low > 1.002 {
        let middle = (low * high).sqrt();
        let model = pruned(grams, vocabulary, whole, middle);
        if kept(&model) <= size {
            best = model;
            high = middle;
        } else {
            low = middle;
        }
    }
    best
}

/// How many n-grams a model holds.
pub fn kept(model: &[Estimate]) -> usize {
    model.iter().flat_map(|estimate| &estimate.kept).filter(|&&kept| kept).count()
}

/// The model without the n-grams that lose the text less than `least`, from the longest on.
fn pruned(grams: &[Grams], vocabulary: &Vocabulary, whole: &[Estimate], least: f64) -> Vec<Estimate> {
    let mut model = whole.to_vec();
    for at in (1..ORDER).rev() {
        for shorter in (0..at).rev() {
            if at + 1 < ORDER {
                recount(grams, vocabulary, &mut model, shorter);
            }
        }
        for shorter in 0..=at {
            smooth(grams, vocabulary, &mut model, shorter);
        }
        let keep = worthy(grams, &model, at, least);
        model[at].kept = keep;
        recount(grams, vocabulary, &mut model, at - 1);
    }
    for at in 0..ORDER {
        smooth(grams, vocabulary, &mut model, at);
    }
    model
}

/// Which n-grams at a place of the list are worth `least`.
fn worthy(grams: &[Grams], model: &[Estimate], at: usize, least: f64) -> Vec<bool> {
    let (grams, this, shorter) = (&grams[at], &model[at], &model[at - 1]);
    let backed = |gram: usize| shorter.probability[grams.shorter[gram] as usize];
    // What is left to symbols that the context has not: 1 less all that it has.
    let mut rest = vec![1.0_f64; this.total.len()];
    for (gram, &context) in grams.context.iter().enumerate() {
        rest[context as usize] -= this.probability[gram];
    }
    let loss = |gram: usize| {
        let context = grams.context[gram] as usize;
        let (total, weight, own) = (this.total[context], this.weight[context], this.probability[gram]);
        let heavier = weight + (f64::from(this.count[gram]) - this.discount(this.count[gram])) / total;
        let here = own * (own / (heavier * backed(gram))).ln();
        total * (here + rest[context].max(0.0) * (weight / heavier).ln())
    };
    let losses: Vec<f64> = (0..grams.keys.len()).map(loss).collect();
    // A context is worth having for what its n-grams together are worth beyond their own places.
    let mut surplus = vec![0.0_f64; this.total.len()];
    for (&loss, &context) in losses.iter().zip(&grams.context) {
        surplus[context as usize] += (loss - least).max(0.0);
    }
    let dear = if at == 1 { 0.0 } else { CONTEXT * least };
    let worthy = |(&loss, &context): (&f64, &u32)| loss > least && surplus[context as usize] > dear;
    losses.iter().zip(&grams.context).map(worthy).collect()
}
