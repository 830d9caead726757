//! Findings on the three hand-labelled seeds against `tests/gold/`, with floors that may only rise.
//!
//! How a finding is judged: a label is found when a finding of its rule groups touches its span (for FLW, FUR, DUP and
//! FMT its line is enough, and for FLW and DUP a related place too); a finding is right when it touches a label of its
//! group. A trap, a place that looks wrong and is right, is sprung when a finding of the group it looks like touches it.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use zzlint::config::{Selection, Settings};
use zzlint::diagnostic::{Diagnostic, Edit};
use zzlint::document::Document;
use zzlint::rules::RuleSet;
use zzlint::source::{Source, Span};

#[derive(Debug, Deserialize)]
struct Label {
    file: String,
    line: u32,
    col: u32,
    text: String,
    category: String,
    sure: f32,
    #[serde(default)]
    looks_like: String,
}

/// The rule codes, by their beginnings, that may report a category of labels.
fn groups(category: &str) -> &'static [&'static str] {
    match category {
        "furniture" | "jump-line" | "caption" => &["FUR"],
        "dup-paragraph" | "dup-phrase" => &["DUP"],
        "broken-paragraph" | "column-order" | "orphan-fragment" | "article-order" => &["FLW"],
        "ocr-char" => &["CHR", "ENC"],
        "inconsistent-name" | "foreign-leak" => &["CHR"],
        "lost-decimal" | "number-unit" => &["NUM"],
        "width" => &["PUN001"],
        "quote" | "punct" => &["PUN00"],
        "blank" => &["FMT", "PUN004"],
        _ => &[],
    }
}

fn may_report(category: &str, finding: &Found) -> bool {
    groups(category).iter().any(|code| finding.code.starts_with(code))
}

/// A finding with its places in lines and columns.
struct Found {
    code: String,
    places: Vec<Place>,
    edits: Vec<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    start: (u32, u32),
    end: (u32, u32),
}

fn place(document: &Document, span: Span) -> Place {
    let (start, end) = (document.position(span.start()), document.position(span.end()));
    Place { start: (start.line, start.column), end: (end.line, end.column) }
}

fn found(document: &Document, diagnostic: &Diagnostic) -> Found {
    let code = diagnostic.rule.code.clone();
    let mut places = vec![place(document, diagnostic.span)];
    if code.starts_with("FLW") || code.starts_with("DUP") {
        places.extend(diagnostic.related.iter().map(|related| place(document, related.span)));
    }
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(Edit::span);
    Found { code, edits: edits.map(|span| place(document, span)).collect(), places }
}

fn touches(label: &Label, finding: &Found, with_related: bool) -> bool {
    let block = ["FLW", "FUR", "DUP", "FMT"].iter().any(|group| finding.code.starts_with(group));
    let chars = label.text.chars().count() as u32;
    let last = label.line + label.text.matches('\n').count() as u32;
    finding.places.iter().take(if with_related { usize::MAX } else { 1 }).any(|place| {
        let to = place.end.0 - u32::from(place.end.1 == 1 && place.end.0 > place.start.0);
        let lines_allowed = if block { 25 } else { 1 };
        if to - place.start.0 + 1 > lines_allowed || place.start.0 > last || label.line > to {
            return false;
        }
        block
            || (place.end.1.saturating_sub(place.start.1) <= 40.max(3 * chars)
                && place.start.1 < label.col + chars.max(1)
                && label.col < place.end.1.max(place.start.1 + 1))
    })
}

fn sprung(trap: &Label, finding: &Found) -> bool {
    if !may_report(&trap.looks_like, finding) {
        return false;
    }
    if finding.code != "PUN001" {
        return touches(trap, finding, false);
    }
    let end = trap.col + trap.text.chars().count() as u32;
    finding.edits.iter().any(|e| e.start.0 == trap.line && e.start.1 < end && trap.col < e.end.1)
}

fn read(name: &str) -> Vec<Label> {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name)).unwrap();
    text.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The findings of every seed, by the first three characters of its file name.
fn findings() -> BTreeMap<String, Vec<Found>> {
    let rules = RuleSet::built_in().unwrap();
    let settings = Settings::new(&rules, &Selection::default());
    let seeds = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap();
    seeds
        .map(|entry| {
            let path = entry.unwrap().path();
            let source = Source::from_text(&path, fs::read_to_string(&path).unwrap());
            let document = Document::new(&source);
            let found = rules.check(&document, &settings).iter().map(|d| found(&document, d)).collect();
            (path.file_name().unwrap().to_str().unwrap().chars().take(3).collect(), found)
        })
        .collect()
}

/// Labels that one finding answers as a whole: neighbouring article-order labels (at most four lines apart) are one.
fn merged(labels: Vec<&Label>) -> Vec<Vec<&Label>> {
    let mut sorted = labels;
    sorted.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    let mut out: Vec<Vec<&Label>> = Vec::new();
    let mut run: Option<usize> = None;
    for label in sorted {
        if label.category == "article-order" {
            let near = run.filter(|&at: &usize| {
                let last: &Label = out[at].last().unwrap();
                last.file == label.file && label.line - last.line <= 4
            });
            if let Some(at) = near {
                out[at].push(label);
                continue;
            }
            run = Some(out.len());
        }
        out.push(vec![label]);
    }
    out
}

#[test]
fn recall_and_precision_hold_their_floors() {
    let (labels, findings) = (read("labels.jsonl"), findings());
    let mut recall: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let sure = labels.iter().filter(|l| l.sure >= 0.6 && !groups(&l.category).is_empty()).collect();
    for run in merged(sure) {
        let label = run[0];
        let hit = findings[&label.file].iter().any(|f| {
            may_report(&label.category, f)
                && (label.category == "width"
                    || (f.code != "PUN001" && run.iter().any(|l| touches(l, f, true))))
        });
        let count = recall.entry(&label.category).or_default();
        *count = (count.0 + u32::from(hit), count.1 + 1);
    }
    let (mut right, mut reported) = (0, 0);
    for (file, found) in &findings {
        let labels: Vec<&Label> = labels.iter().filter(|l| l.file == *file).collect();
        for finding in found.iter().filter(|_| !labels.is_empty()) {
            let answers = |l: &&&Label| may_report(&l.category, finding);
            let ok = if finding.code == "PUN001" {
                labels.iter().any(|l| l.category == "width")
            } else {
                labels.iter().filter(answers).any(|l| l.category != "width" && touches(l, finding, true))
            };
            reported += 1;
            right += u32::from(ok);
        }
    }
    println!("found of labelled by category: {recall:?}; right of reported: {right} of {reported}");
    let share = |(part, whole): (u32, u32)| f64::from(part) / f64::from(whole);
    let total = recall.values().fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
    assert!(share(total) >= 0.73, "recall {:.3}", share(total));
    assert!(share((right, reported)) >= 0.95, "precision {:.3}", share((right, reported)));
    for (category, floor) in [
        ("dup-paragraph", 1.0),
        ("width", 1.0),
        ("furniture", 0.9),
        ("broken-paragraph", 0.8),
        ("ocr-char", 0.42),
        ("lost-decimal", 0.75),
    ] {
        assert!(share(recall[category]) >= floor, "{category}: {:?} is below {floor}", recall[category]);
    }
}

#[test]
fn few_traps_are_sprung() {
    let (traps, findings) = (read("traps.jsonl"), findings());
    let hit = |trap: &&Label| findings[&trap.file].iter().any(|finding| sprung(trap, finding));
    let hits: Vec<String> =
        traps.iter().filter(hit).map(|t| format!("{}:{} 「{}」", t.file, t.line, t.text)).collect();
    assert!(hits.len() <= 4, "{hits:#?}");
}
