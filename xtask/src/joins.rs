//! Rebuilds rules/data/joins.tsv: what paragraphs begin and end with, and what each sign of a cut weighs.

use std::collections::HashMap;
use std::fmt::Write;
use std::io::BufRead;
use std::path::Path;

use anyhow::Context;
use zzlint::document::flow::edges;
use zzlint::document::flow::joint::{FEATURES, Features, Model, key};

/// Openings and endings that were counted less often say nothing, nor do those that speak less clearly.
const LEAST_COUNT: f32 = 20.0;
const LEAST_LOG_RATIO: f32 = 0.5;

/// Learns from a file with an article a line, as JSON with a list `paras`.
///
/// # Errors
/// Where the file cannot be read or the table cannot be written.
pub fn run(articles: &str) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let articles = read(articles)?;
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    // The tables are learnt on half of the articles and weighed on the others.
    let (first, second): (Vec<_>, Vec<_>) = articles.into_iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let mut model = Model::default();
    let learnt: Vec<Pair> = first.iter().flat_map(|(_, paragraphs)| pairs(paragraphs, &mut chance)).collect();
    model.openings = ratios(&learnt, |pair, length| key(pair.head.chars(), length));
    model.endings = ratios(&learnt, |pair, length| key(pair.tail.chars().rev(), length));
    let weighed: Vec<Pair> = second.iter().flat_map(|(_, paragraphs)| pairs(paragraphs, &mut chance)).collect();
    let rows: Vec<(Features, bool)> =
        weighed.iter().map(|pair| (model.features(&pair.tail, &pair.head), pair.cut)).collect();
    model.weights = fit(&rows);
    report(&model, &rows);
    let mut table = String::new();
    for (name, weight) in FEATURES.iter().zip(model.weights) {
        writeln!(table, "weight\t{name}\t{weight:.3}")?;
    }
    for (kind, values) in [("opening", &model.openings), ("ending", &model.endings)] {
        let mut values: Vec<_> = values.iter().collect();
        values.sort_by(|a, b| a.0.cmp(b.0));
        for (name, value) in values {
            writeln!(table, "{kind}\t{name}\t{value:.2}")?;
        }
    }
    std::fs::write(root.join("rules/data/joins.tsv"), table)?;
    Ok(())
}

fn read(path: &str) -> anyhow::Result<Vec<Vec<String>>> {
    let file = std::io::BufReader::new(std::fs::File::open(path).with_context(|| path.to_owned())?);
    let article = |line: std::io::Result<String>| -> anyhow::Result<Vec<String>> {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let paragraphs = article.get("paras").and_then(serde_json::Value::as_array).context("no paras")?;
        Ok(paragraphs.iter().filter_map(|p| p.as_str().map(str::to_owned)).collect())
    };
    file.lines().map(article).collect()
}

/// Two pieces of text, and whether they are the halves of one paragraph.
struct Pair {
    tail: String,
    head: String,
    cut: bool,
}

/// Each paragraph cut in two once, and each with the paragraph after it, its end mark lost.
fn pairs(paragraphs: &[String], chance: &mut Chance) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for paragraph in paragraphs {
        if let Some((tail, head)) = cut(paragraph, chance) {
            let noisy = chance.below(2) == 0;
            pairs.push(Pair { tail: blur(tail, noisy, chance), head: blur(head, noisy, chance), cut: true });
        }
    }
    for (one, next) in paragraphs.iter().zip(paragraphs.iter().skip(1)) {
        let is_end = |c: char| edges::is_stop(c) || c == '”';
        let bare = one.trim_end_matches(is_end);
        // What ends without a mark in print is a heading, and roles tell those apart.
        if bare.len() == one.len() || bare.chars().count() < 15 {
            continue;
        }
        let noisy = chance.below(2) == 0;
        let mut tail = blur(bare, noisy, chance);
        // Of the end marks that OCR loses, some are read as another mark.
        match chance.below(16) {
            0 => tail.push('，'),
            1 => tail.push('、'),
            _ => {}
        }
        pairs.push(Pair { tail, head: blur(next, noisy, chance), cut: false });
    }
    pairs
}

/// Cuts a paragraph where a line can end: seldom before a mark that closes, not after one that opens. A cut
/// behind an end mark is no use, for nothing at the tail tells of it.
fn cut<'p>(paragraph: &'p str, chance: &mut Chance) -> Option<(&'p str, &'p str)> {
    let places: Vec<usize> = paragraph.char_indices().map(|(at, _)| at).skip(8).collect();
    for _ in 0..8 {
        let (tail, head) = paragraph.split_at_checked(*places.get(chance.below(places.len().max(1)))?)?;
        let last = tail.chars().next_back()?;
        let digits = last.is_ascii_alphanumeric() && head.starts_with(|c: char| c.is_ascii_alphanumeric());
        let whole = edges::end(tail) == edges::End::Stop;
        let marked = edges::begins_with_mark(head) && chance.below(10) > 0;
        if !digits && !whole && !marked && !matches!(last, '“' | '（' | '《' | '‘') {
            return Some((tail, head));
        }
    }
    None
}

/// Loses a quarter of the quotes, as OCR does.
fn blur(text: &str, noisy: bool, chance: &mut Chance) -> String {
    let lost = |c: char, chance: &mut Chance| noisy && matches!(c, '“' | '”') && chance.below(4) == 0;
    text.chars().filter(|&c| !lost(c, chance)).collect()
}

/// How much likelier the one or two characters that `edge` gives are at the edge of a paragraph than at a cut.
fn ratios(pairs: &[Pair], edge: impl Fn(&Pair, usize) -> String) -> rustc_hash::FxHashMap<String, f32> {
    let mut counts: HashMap<String, [f32; 2]> = HashMap::new();
    let mut totals = [0.0_f32; 2];
    for pair in pairs {
        let side = usize::from(pair.cut);
        if let Some(total) = totals.get_mut(side) {
            *total += 1.0;
        }
        for length in [1, 2] {
            if let Some(count) = counts.entry(edge(pair, length)).or_default().get_mut(side) {
                *count += 1.0;
            }
        }
    }
    let [whole, cut] = totals;
    let ratio = |[at_edge, at_cut]: [f32; 2]| ((at_edge + 2.0) / (at_cut + 2.0) * cut / whole).ln();
    let clear = counts.into_iter().filter(|(_, [a, b])| a + b >= LEAST_COUNT);
    clear.map(|(name, both)| (name, ratio(both))).filter(|(_, r)| r.abs() >= LEAST_LOG_RATIO).collect()
}

/// Logistic regression by gradient descent, a little shrunk towards 0.
fn fit(rows: &[(Features, bool)]) -> Features {
    let mut weights = [0.0_f32; FEATURES.len()];
    let number = rows.len().max(1) as f32;
    for step in 0..3000 {
        let mut slope = [0.0_f32; FEATURES.len()];
        for (values, cut) in rows {
            let error = probability(&weights, values) - f32::from(u8::from(*cut));
            for (s, value) in slope.iter_mut().zip(values) {
                *s += error * value;
            }
        }
        let rate = if step < 2000 { 1.0 } else { 0.3 };
        for (weight, s) in weights.iter_mut().zip(slope) {
            *weight -= rate * (s / number + 1e-5 * *weight);
        }
    }
    weights
}

fn probability(weights: &Features, values: &Features) -> f32 {
    let score: f32 = weights.iter().zip(values).map(|(w, v)| w * v).sum();
    1.0 / (1.0 + (-score).exp())
}

/// Says how well the model tells the pairs apart that it was weighed on.
fn report(model: &Model, rows: &[(Features, bool)]) {
    for (name, weight) in FEATURES.iter().zip(model.weights) {
        println!("{name:<22}{weight:>8.3}");
    }
    println!("{} openings, {} endings, {} pairs", model.openings.len(), model.endings.len(), rows.len());
    for least in [0.5, 0.8, 0.9, 0.95, 0.98] {
        let found = rows.iter().filter(|(values, _)| probability(&model.weights, values) >= least);
        let (right, wrong): (Vec<&(Features, bool)>, Vec<_>) = found.partition(|(_, cut)| *cut);
        let all = rows.iter().filter(|(_, cut)| *cut).count();
        println!(
            "at {least}: precision {:.3} recall {:.3}",
            right.len() as f32 / (right.len() + wrong.len()).max(1) as f32,
            right.len() as f32 / all.max(1) as f32
        );
    }
}

/// A small pseudo-random sequence (xorshift), the same at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end.max(1)
    }
}
