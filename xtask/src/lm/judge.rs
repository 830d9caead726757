//! How well a model fits text that it was not trained on.

use zzlint::lang::model::{History, Model};

use crate::chance::Chance;

/// Characters of a text before the place where it is cut, and of a head that is compared.
const LEAST_TAIL: usize = 20;
const HEAD: usize = 8;
const CUTS: usize = 10_000;
const RIVALS: usize = 20;

/// Says how many bits the model needs for a character, the ends of paragraphs among them, and how often it finds the
/// right continuation of a paragraph.
pub fn report(title: &str, model: &Model, articles: &[Vec<String>]) {
    let paragraphs: Vec<&str> = articles.iter().flatten().map(String::as_str).collect();
    let mut log = 0.0;
    let mut characters = 0;
    for paragraph in &paragraphs {
        log += f64::from(model.text(History::START, paragraph, usize::MAX));
        log += f64::from(model.log_end(paragraph.chars().fold(History::START, History::push)));
        characters += 1 + paragraph.chars().filter(|c| !c.is_whitespace()).count();
    }
    let bits = -log / std::f64::consts::LN_2 / characters as f64;
    println!(
        "{title}: {} paragraphs, {characters} characters and ends: {bits:.4} bits each, perplexity {:.2}; \
         right of {RIVALS} heads {:.3}",
        paragraphs.len(),
        bits.exp2(),
        continuations(model, &paragraphs)
    );
}

/// How often the right head, among others, gains most from the tail before it.
fn continuations(model: &Model, paragraphs: &[&str]) -> f64 {
    let mut chance = Chance::new();
    let mut cuts: Vec<(&str, &str)> = Vec::new();
    let long: Vec<&&str> = paragraphs.iter().filter(|p| p.chars().count() >= LEAST_TAIL + 2 * HEAD).collect();
    while cuts.len() < CUTS && !long.is_empty() {
        let paragraph = long[chance.below(long.len())];
        let places = paragraph.chars().count() - LEAST_TAIL - HEAD;
        let at = paragraph.char_indices().nth(LEAST_TAIL + chance.below(places)).map_or(0, |(at, _)| at);
        cuts.push(paragraph.split_at(at));
    }
    let score = |tail: &str, head: &str| {
        model.text(History::after(tail), head, HEAD) - model.text(History::START, head, HEAD)
    };
    let right = |&&(tail, head): &&(&str, &str)| {
        let own = score(tail, head);
        (1..RIVALS).all(|_| score(tail, cuts[chance.below(cuts.len())].1) < own)
    };
    cuts.iter().filter(right).count() as f64 / cuts.len().max(1) as f64
}
