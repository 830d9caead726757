//! Rebuilds rules/data/joins.tsv: what paragraphs begin and end with, and what each sign of a cut weighs.

#![allow(clippy::indexing_slicing, clippy::cast_precision_loss, clippy::cast_possible_truncation)]

use std::collections::HashMap;
use std::fmt::Write;
use std::io::BufRead;
use std::path::Path;

use anyhow::Context;
use zzlint::document::evidence;
use zzlint::document::flow::edges;
use zzlint::document::flow::joint::{FEATURES, Features, Key, Model, Table, weigh};
use zzlint::document::flow::sides::{self, Head, Tail};
use zzlint::lang::lexicon;
use zzlint::lang::model::{Model as Language, ModelFile};

use crate::chance::Chance;

/// Characters inside words that were counted less often say nothing, nor do those that speak less clearly.
const LEAST_COUNT: f32 = 20.0;
const LEAST_LOG_RATIO: f32 = 0.5;

/// What two characters say is believed over what the outer one says as if it had been seen so often before.
const KNOWN: f32 = 4.0;
/// Every so-manyth article is left out when the language model is trained.
const LEFT_OUT: usize = 10;
/// How often each of those is cut.
const ROUNDS: usize = 3;

/// Two characters are kept where they say so much more than the outer one.
const LEAST_GAIN: f32 = 0.7;

/// Learns from a file with an article a line, as JSON with a list `paras`, and from a file of a language model
/// that was trained without every [`LEFT_OUT`]th of these articles: on those all is weighed, on the others the tables
/// are learnt.
///
/// # Errors
/// Where a file cannot be read or the table cannot be written.
pub fn run(articles: &str, language: &str) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let articles = read(articles)?;
    let mut chance = Chance::new();
    let (first, second): (Vec<_>, Vec<_>) =
        articles.into_iter().enumerate().partition(|(at, _)| at % LEFT_OUT != 0);
    let language = ModelFile::read(Path::new(language)).with_context(|| language.to_owned())?.model;
    let mut model = Model::default();
    let mut counts = Counts::default();
    first.iter().for_each(|(_, paragraphs)| counts.add(paragraphs));
    model.openings = counts.openings.table();
    model.endings = counts.endings.table();
    let learnt: Vec<Pair> = first.iter().flat_map(|(_, paragraphs)| pairs(paragraphs, &mut chance)).collect();
    let in_word = |pair: &Pair| {
        let inside = || lexicon::straddling_gain(&pair.tail, &pair.head).is_some_and(|gain| gain > 0.0);
        (pair.kind == Kind::Cut).then(inside)
    };
    model.inner_heads = ratios(&learnt, &[1], |pair, length| Key::new(pair.head.chars(), length), in_word);
    model.inner_tails =
        ratios(&learnt, &[1], |pair, length| Key::new(pair.tail.chars().rev(), length), in_word);
    let weighed: Vec<Pair> =
        second.iter().flat_map(|(_, paragraphs)| rounds(paragraphs, &mut chance)).collect();
    let rows: Vec<(Features, Kind)> =
        weighed.iter().map(|pair| (values(&model, language, pair), pair.kind)).collect();
    let both = [&FEATURES[..16], &["goes-on", "sentence-ends"]].concat();
    model.cut = fit("cut", &rows, &both, Kind::Whole);
    let together = [
        "bias",
        "left-open-and-closes",
        "cut-in-word",
        "word-across-loses",
        "no-word-across",
        "quotes-differ",
        "head-inside-word",
        "tail-inside-word",
        "tail-comma",
        "tail-enumeration",
        "together",
    ];
    model.matched = fit("match", &rows, &together, Kind::Mismatch);
    model.tail = fit(
        "tail",
        &rows,
        &[
            "bias",
            "tail-comma",
            "tail-enumeration",
            "tail-semicolon",
            "tail-left-open",
            "tail-ending",
            "sentence-ends",
        ],
        Kind::Whole,
    );
    model.head = fit(
        "head",
        &rows,
        &["bias", "head-closes", "head-mark", "head-opening", "head-short-end", "head-no-mark", "begins"],
        Kind::Whole,
    );
    let mut table = String::new();
    for (kind, weights) in
        [("cut", model.cut), ("match", model.matched), ("tail", model.tail), ("head", model.head)]
    {
        for (name, weight) in FEATURES.iter().zip(weights).filter(|(_, weight)| *weight != 0.0) {
            writeln!(table, "{kind}\t{name}\t{weight:.3}")?;
        }
    }
    let tables = [
        ("opening", &model.openings),
        ("ending", &model.endings),
        ("inner-head", &model.inner_heads),
        ("inner-tail", &model.inner_tails),
    ];
    for (kind, values) in tables {
        let mut values: Vec<_> = values.iter().collect();
        values.sort_by(|a, b| a.0.cmp(b.0));
        for (name, value) in values {
            writeln!(table, "{kind}\t{name}\t{value:.2}")?;
        }
    }
    std::fs::write(root.join("rules/data/joins.tsv"), table)?;
    Ok(())
}

pub fn read(path: &str) -> anyhow::Result<Vec<Vec<String>>> {
    let file = std::io::BufReader::new(std::fs::File::open(path).with_context(|| path.to_owned())?);
    let article = |line: std::io::Result<String>| -> anyhow::Result<Vec<String>> {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let paragraphs = article.get("paras").and_then(serde_json::Value::as_array).context("no paras")?;
        Ok(paragraphs.iter().filter_map(|p| p.as_str().map(str::to_owned)).collect())
    };
    file.lines().map(article).collect()
}

/// What there is to weigh of a pair.
fn values(model: &Model, language: &Language<'_>, pair: &Pair) -> Features {
    let (tail, head) = (Tail::new(model, language, &pair.tail), Head::new(model, language, &pair.head));
    sides::features(language, &tail, &head)
}

/// The pairs of an article, a few times over with other cuts.
fn rounds(paragraphs: &[String], chance: &mut Chance) -> Vec<Pair> {
    (0..ROUNDS).flat_map(|_| pairs(paragraphs, chance)).collect()
}

/// How two pieces of text come to stand one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The halves of one paragraph.
    Cut,
    /// Two paragraphs, the first without its end mark.
    Whole,
    /// Halves of two paragraphs.
    Mismatch,
}

struct Pair {
    tail: String,
    head: String,
    kind: Kind,
}

/// Each paragraph cut in two once, and each with the paragraph after it, its end mark lost.
fn pairs(paragraphs: &[String], chance: &mut Chance) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for paragraph in paragraphs {
        if let Some((tail, head)) = cut(paragraph, chance) {
            let noisy = chance.below(2) == 0;
            let (tail, head) = (blur(tail, noisy, chance), blur(head, noisy, chance));
            let last = pairs.last().map(|pair: &Pair| pair.head.clone());
            pairs.extend(last.map(|head| Pair { tail: tail.clone(), head, kind: Kind::Mismatch }));
            pairs.push(Pair { tail, head, kind: Kind::Cut });
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
        match chance.below(64) {
            0..=3 => tail.push('，'),
            4 => tail.push('、'),
            _ => {}
        }
        pairs.push(Pair { tail, head: blur(next, noisy, chance), kind: Kind::Whole });
    }
    pairs
}

/// Cuts a paragraph where a line can end: seldom before a mark that closes, not after one that opens. A cut
/// behind an end mark is no use, for nothing at the tail tells of it.
fn cut<'p>(paragraph: &'p str, chance: &mut Chance) -> Option<(&'p str, &'p str)> {
    let places: Vec<usize> = paragraph.char_indices().map(|(at, _)| at).skip(8).collect();
    for _ in 0..8 {
        let (tail, head) = paragraph.split_at_checked(*places.get(chance.below(places.len().max(1)))?)?;
        let whole = edges::end(tail) == edges::End::Stop;
        let marked = edges::begins_with_mark(head) && chance.below(10) > 0;
        if can_part(tail, head) && !whole && !marked {
            return Some((tail, head));
        }
    }
    None
}

/// Loses a quarter of the quotes and misreads one character of 64, as OCR does.
fn blur(text: &str, noisy: bool, chance: &mut Chance) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut read = |&c: &char| match c {
        '“' | '”' if noisy && chance.below(4) == 0 => None,
        _ if noisy && chance.below(64) == 0 => characters.get(chance.below(characters.len())).copied(),
        _ => Some(c),
    };
    characters.iter().filter_map(&mut read).collect()
}

/// What stands at the edges of whole paragraphs, and around all the places where one could be cut.
#[derive(Default)]
struct Counts {
    openings: Edges,
    endings: Edges,
}

/// One or two characters at an edge → how often there is a cut, how often none.
#[derive(Default)]
struct Edges {
    counts: HashMap<Key, [f32; 2]>,
    totals: [f32; 2],
}

impl Counts {
    fn add(&mut self, paragraphs: &[String]) {
        for paragraph in paragraphs {
            self.openings.add(true, paragraph.chars());
            let mut last = ' ';
            for (at, c) in paragraph.char_indices() {
                let (tail, head) = paragraph.split_at(at);
                // A sentence ends as a paragraph does, and there are five times as many.
                if edges::is_stop(c) && !edges::is_stop(last) {
                    self.endings.add(true, edges::words(tail).chars().rev());
                } else if !edges::is_stop(last) && can_part(tail, head) && !edges::begins_with_mark(head) {
                    self.openings.add(false, head.chars());
                    self.endings.add(false, edges::words(tail).chars().rev());
                }
                last = c;
            }
        }
    }
}

impl Edges {
    fn add(&mut self, whole: bool, edge: impl Iterator<Item = char> + Clone) {
        self.totals[usize::from(whole)] += 1.0;
        for length in [1, 2] {
            self.counts.entry(Key::new(edge.clone(), length)).or_default()[usize::from(whole)] += 1.0;
        }
    }

    /// How much likelier each edge is of a whole paragraph than of a cut one, as a natural logarithm.
    fn table(&self) -> Table {
        let [cut, whole] = self.totals;
        let ratio = |[cut_here, whole_here]: [f32; 2]| {
            let expected = cut_here * whole / cut;
            (((whole_here + 1.0) / (expected + 1.0)).ln(), whole_here + expected)
        };
        let mut table = Table::default();
        for (name, counts) in &self.counts {
            let (mut value, seen) = ratio(*counts);
            let outer = name.first();
            if outer == *name {
                if value.abs() >= LEAST_LOG_RATIO / 2.0 {
                    table.insert(*name, value);
                }
                continue;
            }
            let (known, _) = self.counts.get(&outer).map_or((0.0, 0.0), |counts| ratio(*counts));
            value = (value * seen + known * KNOWN) / (seen + KNOWN);
            if (value - known).abs() >= LEAST_GAIN {
                table.insert(*name, value);
            }
        }
        table
    }
}

/// Whether a line can end between the two.
fn can_part(tail: &str, head: &str) -> bool {
    let last = tail.chars().next_back().unwrap_or(' ');
    let digits = last.is_ascii_alphanumeric() && head.starts_with(|c: char| c.is_ascii_alphanumeric());
    !digits && !matches!(last, '“' | '（' | '《' | '‘')
}

/// How much likelier the characters that `edge` gives are where `side` is true than where it is false.
fn ratios(
    pairs: &[Pair],
    lengths: &[usize],
    edge: impl Fn(&Pair, usize) -> Key,
    side: impl Fn(&Pair) -> Option<bool>,
) -> Table {
    let mut counts: HashMap<Key, [f32; 2]> = HashMap::new();
    let mut totals = [0.0_f32; 2];
    for pair in pairs.iter().filter(|pair| pair.kind != Kind::Mismatch) {
        let Some(side) = side(pair) else { continue };
        totals[usize::from(side)] += 1.0;
        for &length in lengths {
            counts.entry(edge(pair, length)).or_default()[usize::from(side)] += 1.0;
        }
    }
    let [no, yes] = totals;
    let ratio = |[no_here, yes_here]: [f32; 2]| ((yes_here + 2.0) / (no_here + 2.0) * no / yes).ln();
    let clear = counts.into_iter().filter(|(_, [a, b])| a + b >= LEAST_COUNT);
    clear.map(|(name, both)| (name, ratio(both))).filter(|(_, r)| r.abs() >= LEAST_LOG_RATIO).collect()
}

/// Logistic regression of cuts against pairs of the other kind by gradient descent, a little shrunk towards 0. Only
/// the named features are used; the sides are weighed alike, so that the bias holds no share of theirs.
fn fit(title: &str, rows: &[(Features, Kind)], names: &[&str], other: Kind) -> Features {
    let used: Vec<bool> = FEATURES.iter().map(|name| names.contains(name)).collect();
    let masked =
        |values: &Features| -> Features { std::array::from_fn(|at| if used[at] { values[at] } else { 0.0 }) };
    let rows: Vec<(Features, bool)> = rows
        .iter()
        .filter(|(_, kind)| *kind == Kind::Cut || *kind == other)
        .map(|(values, kind)| (masked(values), *kind == Kind::Cut))
        .collect();
    let cuts = rows.iter().filter(|(_, cut)| *cut).count() as f32;
    let share = |cut: bool| if cut { 0.5 / cuts } else { 0.5 / (rows.len() as f32 - cuts) };
    let mut weights = [0.0_f32; FEATURES.len()];
    for step in 0..3000 {
        let mut slope = [0.0_f32; FEATURES.len()];
        for (values, cut) in &rows {
            let error = (probability(&weights, values) - f32::from(u8::from(*cut))) * share(*cut);
            for (s, value) in slope.iter_mut().zip(values) {
                *s += error * value;
            }
        }
        let rate = if step < 2000 { 1.0 } else { 0.3 };
        for (weight, s) in weights.iter_mut().zip(slope) {
            *weight -= rate * (s + 1e-5 * *weight);
        }
    }
    report(title, &weights, &rows);
    weights
}

fn probability(weights: &Features, values: &Features) -> f32 {
    evidence::probability(weigh(weights, values))
}

/// Says how well a model tells the pairs apart that it was weighed on.
fn report(title: &str, weights: &Features, rows: &[(Features, bool)]) {
    println!("{title}: {} pairs", rows.len());
    for (name, weight) in FEATURES.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
        println!("  {name:<22}{weight:>8.3}");
    }
    let all = rows.iter().filter(|(_, cut)| *cut).count() as f32;
    for least in [0.5, 0.8, 0.9, 0.95, 0.98] {
        let found: Vec<bool> = rows
            .iter()
            .filter(|(values, _)| probability(weights, values) >= least)
            .map(|(_, cut)| *cut)
            .collect();
        let right = found.iter().filter(|cut| **cut).count() as f32;
        println!(
            "  at {least}: precision {:.3} recall {:.3}",
            right / found.len().max(1) as f32,
            right / all
        );
    }
}
