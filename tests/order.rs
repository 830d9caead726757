//! The reading order of the three hand-labelled seeds against `tests/gold/order_*.json`.
//!
//! A join is two lines of one paragraph, the second going on with the first. Followers are the last line of a paragraph
//! and the first of the next one in the same article.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use zzlint::config::{Selection, Settings};
use zzlint::order;
use zzlint::rules::RuleSet;
use zzlint::source::Source;

#[derive(Debug, Deserialize)]
struct Gold {
    articles: Vec<GoldArticle>,
    furniture: Vec<u32>,
    missing: Vec<u32>,
}

#[derive(Debug, Deserialize)]
struct GoldArticle {
    body: Vec<Vec<u32>>,
}

type Pairs = BTreeSet<(u32, u32)>;

fn joins(bodies: &[&Vec<Vec<u32>>]) -> Pairs {
    let paragraphs = bodies.iter().flat_map(|body| body.iter());
    paragraphs.flat_map(|lines| lines.windows(2).map(|pair| (pair[0], pair[1]))).collect()
}

fn followers(bodies: &[&Vec<Vec<u32>>]) -> Pairs {
    let pairs = bodies.iter().flat_map(|body| body.windows(2));
    pairs.filter_map(|pair| Some((*pair[0].last()?, *pair[1].first()?))).collect()
}

/// The order found for the seed of a number, and the labelled one.
fn of_seed(number: &str) -> (order::Order, Gold) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = fs::read_to_string(root.join(format!("tests/gold/order_{number}.json"))).unwrap();
    let is_seed = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(number);
    let path =
        fs::read_dir(root.join("seeds")).unwrap().map(|entry| entry.unwrap().path()).find(is_seed).unwrap();
    let source = Source::from_text(path.to_str().unwrap(), fs::read_to_string(&path).unwrap());
    let rules = RuleSet::built_in().unwrap();
    let settings = Settings::new(&rules, &Selection::default());
    (order::find(&rules, &source, &settings).unwrap(), serde_json::from_str(&gold).unwrap())
}

#[test]
fn the_printed_joins_are_found_and_no_other_is_made() {
    let (mut right, mut printed, mut followed, mut all) = (0, 0, 0, 0);
    for number in ["000", "001", "003"] {
        let (found, gold) = of_seed(number);
        let found_bodies: Vec<_> = found.articles.iter().map(|article| &article.body).collect();
        let gold_bodies: Vec<_> = gold.articles.iter().map(|article| &article.body).collect();
        let (made, wanted) = (joins(&found_bodies), joins(&gold_bodies));
        let wrong: Vec<_> = made.difference(&wanted).collect();
        assert!(wrong.is_empty(), "{number}: joined, and not so printed: {wrong:?}");
        assert!(gold.missing.iter().all(|line| made.iter().all(|(tail, _)| tail != line)), "{number}");
        right += made.intersection(&wanted).count();
        printed += wanted.len();
        let (follow, wanted) = (followers(&found_bodies), followers(&gold_bodies));
        followed += follow.intersection(&wanted).count();
        all += wanted.len();
        let set_aside: BTreeSet<u32> = found.furniture.iter().copied().collect();
        assert!(gold.furniture.iter().all(|line| set_aside.contains(line)), "{number}: {set_aside:?}");
    }
    assert!(right >= 9 && printed == 9, "{right} of {printed} joins");
    assert!(followed * 100 >= all * FOLLOW, "{followed} of {all} neighbours");
}

/// Percent of neighbouring paragraphs that still follow each other. May only rise.
const FOLLOW: usize = 98;
