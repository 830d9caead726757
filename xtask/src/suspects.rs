//! Rebuilds rules/data/suspects.tsv: what each feature of a suspect weighs.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::Context;
use zzlint::document::Document;
use zzlint::document::suspects::{self, FEATURES, Features, Weighed};
use zzlint::lang::chars::is_han;
use zzlint::lang::model::{Model, ModelFile};
use zzlint::source::Source;

use crate::chance::Chance;
use crate::{joins, logistic};

/// Lines of real OCR are read in documents of so many; every other document is learnt from, the rest is for counting.
const LINES: usize = 200;
/// Every so-manyth article is left out when the language model is trained. Half of those get misreadings put in.
const LEFT_OUT: usize = 10;
/// Of a thousand characters so many are misread, another number in each article.
const RATES: [usize; 4] = [3, 10, 20, 40];
/// Precision of the weights around 0.
const SHRINK: f64 = 3.0;

/// A document as read, and as printed: of one length in characters.
struct Pair {
    read: String,
    printed: Vec<char>,
}

/// Learns from a file with an article a line, as JSON with a list `paras`; from a file of a language model that was
/// trained without every [`LEFT_OUT`]th of these; and from files of lines `misread TAB printed`.
///
/// # Errors
/// Where a file cannot be read or the table cannot be written.
pub fn run(articles: &str, language: &str, lines: &[String]) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let language = ModelFile::read(Path::new(language)).with_context(|| language.to_owned())?.model;
    let mut real = Vec::new();
    for path in lines {
        real.extend(documents(&std::fs::read_to_string(path).with_context(|| path.clone())?));
    }
    let confusions = confusions(&real);
    let mut rows: Vec<(Weighed, char)> = Vec::new();
    real.iter().for_each(|pair| weigh(pair, Model::embedded(), &mut rows));
    println!("{} proposals in {} documents of lines", rows.len(), real.len());
    let mut chance = Chance::new();
    for (at, paragraphs) in joins::read(articles)?.into_iter().enumerate() {
        if at % LEFT_OUT == 0 {
            let text = paragraphs.join("\n\n");
            let spoil = at % (2 * LEFT_OUT) == 0;
            let read = if spoil { misread(&text, &confusions, &mut chance) } else { text.clone() };
            weigh(&Pair { read, printed: text.chars().collect() }, language, &mut rows);
        }
    }
    write(root, &rows)
}

/// The documents to learn from.
fn documents(lines: &str) -> Vec<Pair> {
    let pairs: Vec<(&str, &str)> = lines.lines().filter_map(|line| line.split_once('\t')).collect();
    let same = |(read, printed): &&(&str, &str)| read.chars().count() == printed.chars().count();
    let pairs: Vec<&(&str, &str)> = pairs.iter().filter(same).collect();
    let join = |side: &dyn Fn(&(&str, &str)) -> String, part: &[&(&str, &str)]| {
        part.iter().map(|pair| side(pair)).collect::<Vec<_>>().join("\n\n")
    };
    let document = |part: &[&(&str, &str)]| Pair {
        read: join(&|pair| pair.0.to_owned(), part),
        printed: join(&|pair| pair.1.to_owned(), part).chars().collect(),
    };
    pairs.chunks(LINES).step_by(2).map(document).collect()
}

/// What each printed character was read as, once for each time.
fn confusions(pairs: &[Pair]) -> BTreeMap<char, Vec<char>> {
    let mut confusions: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for pair in pairs {
        for (read, &printed) in pair.read.chars().zip(&pair.printed) {
            if read != printed && is_han(read) && is_han(printed) {
                confusions.entry(printed).or_default().push(read);
            }
        }
    }
    confusions
}

/// The text with misreadings put in, four of five as real ones were.
fn misread(text: &str, confusions: &BTreeMap<char, Vec<char>>, chance: &mut Chance) -> String {
    let any: Vec<char> = confusions.values().flatten().copied().collect();
    let pick = |from: &[char], chance: &mut Chance| from.get(chance.below(from.len())).copied();
    let rate = RATES.get(chance.below(RATES.len())).copied().unwrap_or(0);
    let read = |c: char| {
        if !is_han(c) || chance.below(1000) >= rate {
            return c;
        }
        let known = confusions.get(&c).filter(|_| chance.below(5) > 0);
        known.and_then(|known| pick(known, chance)).or_else(|| pick(&any, chance)).unwrap_or(c)
    };
    text.chars().map(read).collect()
}

/// The proposals of a document, each with what was printed there.
fn weigh(pair: &Pair, language: &'static Model<'static>, rows: &mut Vec<(Weighed, char)>) {
    let source = Source::from_text("article.txt", &pair.read);
    let document = Document::with_model(&source, language);
    let mut printed: BTreeMap<usize, char> = BTreeMap::new();
    for ((at, _), &c) in pair.read.char_indices().zip(&pair.printed) {
        printed.insert(at, c);
    }
    for weighed in suspects::weighed(&document, f32::NEG_INFINITY) {
        if let Some(&printed) = printed.get(&weighed.span.start()) {
            rows.push((weighed, printed));
        }
    }
}

fn write(root: &Path, rows: &[(Weighed, char)]) -> anyhow::Result<()> {
    let wrong: Vec<(Features, bool)> =
        rows.iter().map(|(weighed, printed)| (weighed.values, weighed.proposal.read != *printed)).collect();
    let misread = rows.iter().filter(|(weighed, printed)| weighed.proposal.read != *printed);
    let right: Vec<(Features, bool)> = misread
        .map(|(weighed, printed)| {
            (weighed.values, weighed.proposal.candidates.first().is_some_and(|c| c.printed == *printed))
        })
        .collect();
    let share =
        |rows: &[(Features, bool)]| rows.iter().filter(|(_, is)| *is).count() as f32 / rows.len() as f32;
    println!(
        "{} proposals, {:.3} misread; of those {:.3} propose what was printed",
        wrong.len(),
        share(&wrong),
        share(&right)
    );
    let mut table = String::from("# What each feature of a suspect weighs: cargo xtask suspects.\n");
    writeln!(table, "share\tmisread\t{:.4}", share(&wrong))?;
    for (kind, weights) in
        [("wrong", logistic::fit(&wrong, SHRINK)), ("right", logistic::fit(&right, SHRINK))]
    {
        for (name, weight) in FEATURES.iter().zip(weights) {
            println!("{kind}\t{name:<24}{weight:>8.3}");
            writeln!(table, "{kind}\t{name}\t{weight:.4}")?;
        }
    }
    std::fs::write(root.join("rules/data/suspects.tsv"), table)?;
    Ok(())
}
