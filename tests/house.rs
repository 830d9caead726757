//! The house rules: what is generated is fresh, every card is whole, every table has its source, no file grows too long.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use zzlint::report::page;
use zzlint::rules::{Card, RuleSet};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn cards() -> Vec<Card> {
    RuleSet::built_in().unwrap().rules().iter().map(|rule| (*rule.card).clone()).collect()
}

#[test]
fn the_pages_of_the_rules_are_fresh() {
    let folder = root().join("docs/rules");
    let cards = cards();
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let stale = "is stale: run `cargo xtask sync`";
    assert!(read("README.md") == page::index(cards.iter()), "docs/rules/README.md {stale}");
    for card in &cards {
        let name = format!("{}.md", card.name);
        assert!(read(&name) == page::document(card), "docs/rules/{name} {stale}");
    }
    assert_eq!(files(&folder, "md").len(), cards.len() + 1, "a page without a rule: run `cargo xtask sync`");
}

#[test]
fn every_built_in_and_its_card_share_a_path() {
    let stem =
        |path: &Path, base: &Path| path.strip_prefix(base).unwrap().with_extension("").display().to_string();
    let (cards, code) = (root().join("rules"), root().join("src/rules"));
    let mut built_ins = BTreeSet::new();
    for path in files(&cards, "toml").iter().filter(|path| path.parent() != Some(&cards.join("data"))) {
        let card: Card = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let place = format!("{}/{}", card.group().to_lowercase(), card.name);
        assert_eq!(stem(path, &cards), place, "a card lies at rules/<group>/<name>.toml");
        if card.matcher.is_none() {
            built_ins.insert(place.replace('-', "_"));
        }
    }
    let groups: Vec<PathBuf> = fs::read_dir(&code).unwrap().map(|entry| entry.unwrap().path()).collect();
    let groups = groups.iter().filter(|path| path.is_dir() && !path.ends_with("engines"));
    let algorithms = groups.flat_map(|group| files(group, "rs")).map(|path| stem(&path, &code)).collect();
    assert_eq!(
        built_ins, algorithms,
        "a built-in is rules/<group>/<name>.toml and src/rules/<group>/<name>.rs"
    );
}

#[test]
fn every_card_is_whole() {
    for card in cards() {
        let code = &card.code;
        let (letters, digits) = code.split_at(3);
        assert!(letters.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
        assert!(digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{code}");
        assert!(card.messages.contains_key("main"), "{code} has no messages.main");
        let texts = [&card.summary, &card.why, &card.help].into_iter().chain(card.messages.values());
        for text in texts.chain(card.options.values().map(|option| &option.doc)) {
            assert!(
                !text.en.trim().is_empty() && !text.zh.trim().is_empty(),
                "{code}: a text lacks a language"
            );
            let holes = |text: &str| -> BTreeSet<String> {
                text.split('{')
                    .skip(1)
                    .filter_map(|s| s.split_once('}'))
                    .map(|(name, _)| name.to_owned())
                    .collect()
            };
            assert_eq!(holes(&text.en), holes(&text.zh), "{code}: the languages say different things");
        }
        let bad = card.examples.iter().filter(|example| example.bad.is_some()).count();
        assert!(
            bad > 0 && bad < card.examples.len(),
            "{code} needs an example that is bad and one that is good"
        );
        assert!(!card.precision.trim().is_empty(), "{code} does not state its precision");
    }
}

#[test]
fn every_table_has_its_source() {
    let data = root().join("rules/data");
    let sources: toml::Table = fs::read_to_string(data.join("SOURCES.toml")).unwrap().parse().unwrap();
    let listed: Vec<&toml::Table> = sources
        .get("source")
        .map(|list| list.as_array().unwrap().iter().map(|source| source.as_table().unwrap()).collect())
        .unwrap_or_default();
    for source in &listed {
        for key in ["file", "from", "date", "licence", "made-by", "facts"] {
            assert!(
                source.get(key).is_some_and(toml::Value::is_str),
                "SOURCES.toml: {key} is missing in {source:?}"
            );
        }
    }
    let named: BTreeSet<&str> = listed.iter().map(|source| source["file"].as_str().unwrap()).collect();
    let mut there = BTreeSet::new();
    let mut size = 0;
    for entry in fs::read_dir(&data).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if name != "SOURCES.toml" {
            size += entry.metadata().unwrap().len();
            there.insert(name);
        }
    }
    assert_eq!(there.iter().map(String::as_str).collect::<BTreeSet<_>>(), named);
    assert!(size <= 9 << 20, "rules/data holds {size} bytes; 9 MiB is what a crate may carry");
}

#[test]
fn no_file_grows_too_long() {
    let sources = ["src", "xtask/src", "tests"].iter().flat_map(|folder| files(&root().join(folder), "rs"));
    for path in sources.filter(|path| !path.ends_with("src/rules/registry.rs")) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines: where is its seam?", path.display());
    }
}

/// What the README shows of the program is what the program says.
#[test]
fn the_readme_shows_real_findings() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let shown = readme
        .split_once("$ zzlint check seeds/\n")
        .and_then(|(_, rest)| rest.split_once("\n```"))
        .unwrap()
        .0;
    let arguments = ["check", "seeds/", "--isolated", "--color", "never", "--lang", "en"];
    let run =
        Command::new(env!("CARGO_BIN_EXE_zzlint")).args(arguments).current_dir(root()).output().unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    for finding in shown.split("\n\n") {
        assert!(said.contains(finding), "the program no longer says:\n{finding}");
    }
}
