//! Trains rules/data/model.bin.zst, the language model of `lang::model`, or another model of the same form.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation
)]

mod codebook;
mod corpus;
mod estimate;
mod grams;
mod judge;
mod prune;
mod table;

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::builder::TypedValueParser;
use clap::{Parser, value_parser};
use zzlint::lang::model::{Model, hash_text, indexing, packing, sealed};

/// Trains a language model of Chinese characters
#[derive(Parser)]
#[command(name = "lm")]
struct Arguments {
    /// Articles, one a line, as JSON with a list `paras`; may be packed with xz
    #[arg(required_unless_present = "newspaper_only")]
    articles: Option<PathBuf>,
    /// Train on the People's Daily of January 1998 alone; the articles are for the report
    #[arg(long)]
    newspaper_only: bool,
    /// The most n-grams that are kept
    #[arg(long, default_value_t = 1_700_000)]
    size: usize,
    /// Values that stand for all probabilities of n-grams of one length, at most 255
    #[arg(long, default_value_t = 64, value_parser = codes())]
    codes: usize,
    /// Values that stand for all back-off weights of contexts of one length, at most 255
    #[arg(long, default_value_t = 16, value_parser = codes())]
    weight_codes: usize,
    /// Leave out every so-manyth article and report on those
    #[arg(long)]
    leave_out: Option<usize>,
    /// More articles to report on
    #[arg(long)]
    test: Option<PathBuf>,
    /// Where the model goes: as a file for `zzlint --model`, or if the name ends in .zst in the form that the project keeps;
    /// the project's own table where nothing is said
    #[arg(long)]
    output: Option<PathBuf>,
}

/// How many values a code of one byte can stand for: 0 is for what is not there.
fn codes() -> impl TypedValueParser<Value = usize> {
    value_parser!(u8).range(1..).map(usize::from)
}

/// # Errors
/// Where a text cannot be read or the model cannot be written.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let given = Arguments::parse_from(arguments);
    let articles = given.articles.as_deref().map(corpus::articles).transpose()?.unwrap_or_default();
    let is_left_out = |at: usize| given.leave_out.is_some_and(|every| at.is_multiple_of(every));
    let (left_out, mut learnt): (Vec<_>, Vec<_>) =
        articles.into_iter().enumerate().partition(|&(at, _)| is_left_out(at));
    if given.newspaper_only {
        learnt.clear();
    }
    let newspaper = corpus::newspaper()?;
    let paragraphs =
        || learnt.iter().flat_map(|(_, paragraphs)| paragraphs).chain(&newspaper).map(String::as_str);
    let vocabulary = grams::Vocabulary::new(paragraphs());
    let grams = grams::count(&vocabulary, paragraphs());
    let seen: Vec<usize> = grams.iter().map(|grams| grams.keys.len()).collect();
    println!("{} symbols; n-grams seen {seen:?}", vocabulary.symbols.len());
    let whole = estimate::unpruned(&grams, &vocabulary);
    let model = prune::to_size(&grams, &vocabulary, &whole, given.size);
    let kept: Vec<usize> = model.iter().map(|level| prune::kept(std::slice::from_ref(level))).collect();
    let table = table::write(&grams, &vocabulary, &model, (given.weight_codes, given.codes));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let output = given.output.unwrap_or_else(|| root.join("rules/data/model.bin.zst"));
    let packed =
        zstd::encode_all(packing::pack(&table).context("not of the form that is packed")?.as_slice(), 22)?;
    let compress = output.extension().is_some_and(|extension| extension == "zst");
    let tables = indexing::index(&table).context("not of the form that tables are made of")?;
    let (file, hash) = sealed(&tables);
    std::fs::write(&output, if compress { &packed } else { &file })?;
    println!("n-grams kept {kept:?}: {} bytes in memory, packed {}", tables.len(), packed.len());
    println!("model-hash = \"{}\"", hash_text(hash));
    let model = Model::from_bytes(&tables)?;
    let left_out: Vec<Vec<String>> = left_out.into_iter().map(|(_, paragraphs)| paragraphs).collect();
    if !left_out.is_empty() {
        judge::report("articles left out", &model, &left_out);
    }
    if let Some(test) = given.test {
        judge::report("test articles", &model, &corpus::articles(&test)?);
    }
    Ok(())
}
