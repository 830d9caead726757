//! Plants one error of each kind in clean articles, and counts what zzlint finds of them: recall by kind, and how many
//! of the findings that the error brought about stand where it is.

use std::collections::BTreeSet;

use anyhow::Context;
use zzlint::config::{Selection, Settings};
use zzlint::document::Document;
use zzlint::lang::gazetteer::{self, Level};
use zzlint::lang::{chars, glyphs};
use zzlint::rules::RuleSet;
use zzlint::source::{Source, Span};

use crate::chance::Chance;

/// How many articles each kind is planted in.
const ARTICLES: usize = 500;

/// A text with an error, and where it stands.
struct Planted {
    text: String,
    place: Span,
}

/// A kind of error: its name, the groups of rules that are to find it, and how it is made.
struct Kind {
    name: &'static str,
    groups: &'static [&'static str],
    plant: fn(&str, &mut Chance) -> Option<Planted>,
}

const KINDS: [Kind; 6] = [
    Kind { name: "lost decimal point", groups: &["NUM"], plant: lost_point },
    Kind { name: "figure ten times too large", groups: &["NUM"], plant: magnitude },
    Kind { name: "letter for a digit", groups: &["NUM"], plant: letter },
    Kind { name: "misread county", groups: &["CHR"], plant: county },
    Kind { name: "misread character", groups: &["CHR"], plant: character },
    Kind { name: "dropped character", groups: &["CHR"], plant: dropped },
];

/// Prints recall and precision by kind.
///
/// # Errors
/// Where the articles cannot be read, or the rules not be built.
pub fn run(articles: &str) -> anyhow::Result<()> {
    let articles = read(articles)?;
    let rules = RuleSet::built_in()?;
    let settings = Settings::new(&rules, &Selection::default());
    println!("{:<28}{:>9}{:>8}{:>8}{:>11}", "kind", "planted", "found", "recall", "precision");
    for kind in &KINDS {
        let mut chance = Chance::new();
        let (mut planted, mut found, mut elsewhere) = (0, 0, 0);
        for article in &articles {
            let Some(error) = (kind.plant)(article, &mut chance) else { continue };
            planted += 1;
            let before = findings(&rules, &settings, article, kind);
            let after = findings(&rules, &settings, &error.text, kind);
            let touches = |span: &Span| span.start <= error.place.end && error.place.start <= span.end;
            found += usize::from(after.iter().any(|(_, span)| touches(span)));
            let texts: BTreeSet<&str> = before.iter().map(|(text, _)| text.as_str()).collect();
            let new = after.iter().filter(|(text, span)| !touches(span) && !texts.contains(text.as_str()));
            elsewhere += new.count() + before.len();
            if planted == ARTICLES {
                break;
            }
        }
        let share = |of: usize| found as f64 / of.max(1) as f64;
        println!(
            "{:<28}{planted:>9}{found:>8}{:>8.3}{:>11.3}",
            kind.name,
            share(planted),
            share(found + elsewhere)
        );
    }
    Ok(())
}

/// The texts and places of what the rules of a kind find.
fn findings(rules: &RuleSet, settings: &Settings, text: &str, kind: &Kind) -> Vec<(String, Span)> {
    let source = Source::from_text("article.txt", text);
    let document = Document::new(&source);
    let found = rules.check(&document, settings);
    let of_kind = found.iter().filter(|d| kind.groups.iter().any(|group| d.rule.code.starts_with(group)));
    of_kind.map(|d| (document.slice(d.span).to_owned(), d.span)).collect()
}

/// The articles of a file with one a line, as JSON with a `title` and a list `paras`.
fn read(path: &str) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let article = |line: &str| -> anyhow::Result<String> {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let title = article.get("title").and_then(serde_json::Value::as_str).unwrap_or("");
        let paragraphs = article.get("paras").and_then(serde_json::Value::as_array).context("no paras")?;
        let parts = std::iter::once(title).chain(paragraphs.iter().filter_map(serde_json::Value::as_str));
        Ok(parts.collect::<Vec<&str>>().join("\n\n") + "\n")
    };
    text.lines().map(article).collect()
}

fn replaced(text: &str, span: Span, content: &str) -> Option<Planted> {
    let (head, tail) = (text.get(..span.start())?, text.get(span.end()..)?);
    let place = Span::new(span.start(), span.start() + content.len());
    Some(Planted { text: [head, content, tail].concat(), place })
}

fn one<T>(mut candidates: Vec<T>, chance: &mut Chance) -> Option<T> {
    if candidates.is_empty() { None } else { Some(candidates.swap_remove(chance.below(candidates.len()))) }
}

/// The numbers of a text that a test on their figures lets pass.
fn numbers(text: &str, fits: impl Fn(&str) -> bool) -> Vec<Span> {
    let source = Source::from_text("article.txt", text);
    let document = Document::new(&source);
    let counted = document.quantities().all().iter().filter(|q| q.dimension().is_some());
    counted.map(|q| q.figures).filter(|&span| fits(document.slice(span))).collect()
}

fn lost_point(text: &str, chance: &mut Chance) -> Option<Planted> {
    let span = one(numbers(text, |figures| figures.contains('.') && !figures.starts_with("0.")), chance)?;
    replaced(text, span, &text.get(span.range())?.replace('.', ""))
}

fn magnitude(text: &str, chance: &mut Chance) -> Option<Planted> {
    let span = one(numbers(text, |figures| !figures.contains(['.', ',']) && figures.len() != 4), chance)?;
    replaced(text, span, &[text.get(span.range())?, "0"].concat())
}

fn letter(text: &str, chance: &mut Chance) -> Option<Planted> {
    let span = one(numbers(text, |figures| figures.len() > 1 && figures.contains(['0', '1'])), chance)?;
    let figures = text.get(span.range())?;
    let at = figures.rfind(['0', '1'])?;
    let read = if figures.get(at..)?.starts_with('0') { "O" } else { "l" };
    replaced(text, Span::new(span.start() + at, span.start() + at + 1), read)
}

/// One of the three characters that look most like `c`.
fn alike(c: char, chance: &mut Chance) -> Option<String> {
    one(glyphs::neighbours(c).take(3).collect(), chance).map(String::from)
}

fn county(text: &str, chance: &mut Chance) -> Option<Planted> {
    let ends = text.match_indices(['县', '区', '市']).map(|(at, kind)| at + kind.len());
    let named = ends.filter_map(|end| {
        let name = gazetteer::longest_ending(Level::County, text.get(..end)?)?;
        (name.chars().count() > 2).then(|| end - name.len())
    });
    let start = one(named.collect(), chance)?;
    let c = text.get(start..)?.chars().next()?;
    replaced(text, Span::new(start, start + c.len_utf8()), &alike(c, chance)?)
}

/// The Han characters of a text.
fn characters(text: &str) -> Vec<(usize, char)> {
    text.char_indices().filter(|&(_, c)| chars::is_han(c)).collect()
}

fn character(text: &str, chance: &mut Chance) -> Option<Planted> {
    let (at, c) = one(characters(text), chance)?;
    replaced(text, Span::new(at, at + c.len_utf8()), &alike(c, chance)?)
}

fn dropped(text: &str, chance: &mut Chance) -> Option<Planted> {
    let (at, c) = one(characters(text), chance)?;
    replaced(text, Span::new(at, at + c.len_utf8()), "")
}
