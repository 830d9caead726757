//! Look-ups per second of the language model: `cargo bench --bench model`.
//!
//! A look-up is the probability of one character. They are counted on the documents of `seeds/`, read as they stand
//! (each look-up walks to its context and back), and at places that follow one another by chance, so that little of
//! what is touched lies in the processor's nearest memory. The best of several rounds is shown: this is what the code
//! takes, and all above it is other work of the machine.

use std::hint::black_box;
use std::time::Instant;

use zzlint::lang::model::{History, Model};

const ROUNDS: usize = 15;
const LEAST_LOOKUPS: usize = 1_000_000;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            text.push_str(&std::fs::read_to_string(path)?);
        }
    }
    text.retain(|c| !c.is_whitespace());
    let characters = text.chars().count();
    let text = text.repeat(LEAST_LOOKUPS.div_ceil(characters.max(1)));
    let characters = text.chars().count();
    let model = Model::embedded();

    show("a text from start to end", characters, || model.text(History::START, &text, usize::MAX));

    let mut history = History::START;
    let mut places = Vec::with_capacity(characters);
    for c in text.chars() {
        places.push((history, c));
        history = history.push(c);
    }
    let one = |places: &[(History, char)]| -> f32 {
        places.iter().map(|&(history, c)| model.log_probability(history, c)).sum()
    };
    show("one character at a time", characters, || one(&places));

    let mut seed = 1_u64;
    places.sort_by_cached_key(|_| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        seed >> 32
    });
    show("in no order", characters, || one(&places));
    Ok(())
}

fn show(what: &str, lookups: usize, work: impl Fn() -> f32) {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    #[allow(clippy::cast_precision_loss)]
    let millions = lookups as f64 / best / 1e6;
    println!("{what:<26}{millions:>7.1} million look-ups per second ({lookups} in {:.3} s)", best);
}
