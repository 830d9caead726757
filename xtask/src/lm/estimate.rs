//! Interpolated modified Kneser-Ney smoothing over n-grams some of which are pruned.
//!
//! Chen and Goodman (1998) with the counts of Siivola, Hirsimäki and Virpioja (On growing and pruning Kneser-Ney
//! smoothed n-gram models, 2007): an n-gram that is kept counts once for the one without its first symbol, and one
//! that is pruned counts there as often as it did itself, so that nothing that was seen is lost to the shorter ones.

use super::grams::{Grams, ORDER, Vocabulary, first};

/// What is known of the n-grams of one length. All lists run beside those of [`Grams`].
#[derive(Default, Clone)]
pub struct Estimate {
    /// How often each counts.
    pub count: Vec<u32>,
    /// Which ones have a probability of their own.
    pub kept: Vec<bool>,
    /// The probability of the last symbol after the others; of pruned ones, the one they back off to.
    pub probability: Vec<f64>,
    /// For each n-gram one shorter: how often those of this length that extend it count.
    pub total: Vec<f64>,
    /// For each n-gram one shorter: the share that it leaves to its back-off.
    pub weight: Vec<f64>,
    discounts: [f64; 4],
}

impl Estimate {
    /// What a count loses.
    pub fn discount(&self, count: u32) -> f64 {
        self.discounts[count.min(3) as usize]
    }
}

/// Counts, with nothing pruned yet.
pub fn unpruned(grams: &[Grams], vocabulary: &Vocabulary) -> Vec<Estimate> {
    let all = |grams: &Grams| Estimate { kept: vec![true; grams.keys.len()], ..Estimate::default() };
    let mut estimates: Vec<Estimate> = grams.iter().map(all).collect();
    for at in (0..ORDER).rev() {
        recount(grams, vocabulary, &mut estimates, at);
    }
    estimates
}

/// Counts the n-grams at a place of the list anew, from what is kept of those one longer.
pub fn recount(grams: &[Grams], vocabulary: &Vocabulary, estimates: &mut [Estimate], at: usize) {
    let mut count = vec![0; grams[at].keys.len()];
    match grams.get(at + 1).zip(estimates.get(at + 1)) {
        None => count.clone_from(&grams[at].seen),
        Some((longer, estimate)) => {
            for ((&shorter, &kept), &own) in longer.shorter.iter().zip(&estimate.kept).zip(&estimate.count) {
                count[shorter as usize] += if kept { 1 } else { own };
            }
            // Nothing stands before the start of a paragraph.
            for ((count, &seen), &key) in count.iter_mut().zip(&grams[at].seen).zip(&grams[at].keys) {
                if first(key, at + 1) == vocabulary.start() {
                    *count = seen;
                }
            }
        }
    }
    estimates[at].discounts = discounts(&count);
    estimates[at].count = count;
}

/// The discounts of Chen and Goodman for counts of one, two, and three or more.
fn discounts(counts: &[u32]) -> [f64; 4] {
    let mut of = [0.0_f64; 5];
    counts.iter().filter(|&&count| count < 5).for_each(|&count| of[count as usize] += 1.0);
    let share = of[1] / (of[1] + 2.0 * of[2]).max(1.0);
    let discount = |count: usize| {
        let discount = count as f64 - (count + 1) as f64 * share * of[count + 1] / of[count].max(1.0);
        discount.clamp(0.1, count as f64 - 0.1)
    };
    [0.0, discount(1), discount(2), discount(3)]
}

/// Computes the probabilities of the n-grams at a place of the list from those before.
pub fn smooth(grams: &[Grams], vocabulary: &Vocabulary, estimates: &mut [Estimate], at: usize) {
    let (before, rest) = estimates.split_at_mut(at);
    let (this, grams) = (&mut rest[0], &grams[at]);
    let context = |gram: usize| if at == 0 { 0 } else { grams.context[gram] as usize };
    let contexts = before.last().map_or(1, |before| before.kept.len());
    this.total = vec![0.0; contexts];
    let mut left = vec![0.0; contexts];
    for (gram, (&count, &kept)) in this.count.iter().zip(&this.kept).enumerate() {
        this.total[context(gram)] += f64::from(count);
        left[context(gram)] += if kept { this.discounts[count.min(3) as usize] } else { f64::from(count) };
    }
    let share = |(&left, &total): (&f64, &f64)| if total > 0.0 { left / total } else { 1.0 };
    this.weight = left.iter().zip(&this.total).map(share).collect();
    let probability = |gram: usize| {
        let context = context(gram);
        let shorter = match before.last() {
            Some(before) => before.probability[grams.shorter[gram] as usize],
            None if grams.keys[gram] == u64::from(vocabulary.start()) => return 0.0,
            None => 1.0 / vocabulary.following() as f64,
        };
        let own = f64::from(this.count[gram]) - this.discount(this.count[gram]);
        let own = if this.kept[gram] { own / this.total[context] } else { 0.0 };
        own + this.weight[context] * shorter
    };
    this.probability = (0..grams.keys.len()).map(probability).collect();
}
