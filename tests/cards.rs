//! Every example of every card is a test of its own, named after the rule and what the example shows.

#![allow(clippy::expect_used)]

use libtest_mimic::{Arguments, Failed, Trial};
use zzlint::batch::links::judge;
use zzlint::batch::{Batch, Facts};
use zzlint::config::{Selection, Settings};
use zzlint::diagnostic::Safety;
use zzlint::document::Document;
use zzlint::fix::repair_in_batch;
use zzlint::rules::RuleSet;
use zzlint::rules::card::{Card, Example};
use zzlint::source::decode::decode;
use zzlint::source::encode::encode;
use zzlint::source::{Charset, Source};

fn main() {
    let arguments = Arguments::from_args();
    let rules = RuleSet::built_in().expect("the cards are right");
    let mut trials = Vec::new();
    for rule in rules.rules() {
        for (at, example) in rule.card.examples.iter().enumerate() {
            let (code, example) = (rule.card.code.clone(), example.clone());
            let name = format!(
                "{}::{}_{}",
                rule.card.name,
                if example.bad.is_some() { "bad" } else { "good" },
                at + 1
            );
            trials.push(Trial::test(name, move || try_example(&RuleSet::built_in()?, &code, &example)));
        }
    }
    trials.push(Trial::test("docs::worked_example", worked_example));
    libtest_mimic::run(&arguments, trials).exit();
}

/// The card that docs/adding-a-rule.md builds up is loaded as a user's would be, and its examples hold.
fn worked_example() -> Result<(), Failed> {
    let guide = include_str!("../docs/adding-a-rule.md");
    let card = guide.split_once("```toml\n").and_then(|(_, rest)| rest.split_once("```")).ok_or("no card")?.0;
    let card: Card = toml::from_str(card)?;
    let rules = RuleSet::with_packs(vec![card.clone()])?;
    card.examples.iter().try_for_each(|example| try_example(&rules, &card.code, example))
}

fn try_example(rules: &RuleSet, code: &str, example: &Example) -> Result<(), Failed> {
    let selection = Selection { select: vec![code.to_owned()], preview: true, ..Selection::default() };
    let mut settings = Settings::new(rules, &selection);
    let number = rules.rules().iter().position(|rule| rule.card.code == code).ok_or("no such rule")?;
    settings.rule_mut(number).ok_or("no such rule")?.options = example.options.clone();
    let settings = settings;
    let others: Vec<Source> =
        example.others.iter().map(|(path, text)| Source::from_text(path, text.as_str())).collect();
    let batch = |source: &Source, others: &[Source]| {
        let all = others.iter().chain([source]).map(|source| Facts::of(&Document::new(source)));
        judge(&all.collect::<Vec<_>>(), &|_, _| true)
    };
    let mend = |source: &Source, batch: &Batch| {
        let repaired = repair_in_batch(rules, source, &settings, Safety::Unsafe, batch.of(&source.path));
        repaired.map(|repaired| repaired.source)
    };
    let findings = |text: &str| {
        let source = source_of(example, text);
        let batch = batch(&source, &others);
        let found = rules.check_in_batch(&Document::new(&source), &settings, batch.of(&source.path));
        found.iter().map(|d| format!("{:?} {}", d.span.range(), d.message)).collect::<Vec<_>>()
    };
    match (&example.bad, &example.good) {
        (Some(bad), None) => {
            let (found, expected) = (findings(bad), example.findings.unwrap_or(1));
            if found.len() != expected {
                return Err(format!("{expected} findings expected in {bad:?}, got {found:#?}").into());
            }
            let Some(fixed) = &example.fixed else { return Ok(()) };
            let source = source_of(example, bad);
            let first = batch(&source, &others);
            let repaired = mend(&source, &first)?;
            if repaired.text != *fixed {
                return Err(format!("repaired to {:?}, not {fixed:?}", repaired.text).into());
            }
            let others =
                others.iter().map(|other| mend(other, &first)).collect::<Result<Vec<Source>, _>>()?;
            for other in &others {
                let path = other.shown_path();
                let expected = example.fixed_others.get(&path).or_else(|| example.others.get(&path));
                if Some(&other.text) != expected {
                    return Err(format!("{path} repaired to {:?}, not {expected:?}", other.text).into());
                }
            }
            let again = mend(&repaired, &batch(&repaired, &others))?;
            if again.text != *fixed {
                return Err(format!("a second repair changes it again: {:?}", again.text).into());
            }
            Ok(())
        }
        (None, Some(good)) => match findings(good) {
            found if found.is_empty() => Ok(()),
            found => Err(format!("nothing expected in {good:?}, got {found:#?}").into()),
        },
        _ => Err("an example has either `bad` or `good`".into()),
    }
}

/// The text as read from a file in the example's encoding.
fn source_of(example: &Example, text: &str) -> Source {
    let source = Source::from_text(example.path.as_deref().unwrap_or("example.txt"), text);
    let Some(charset) = &example.charset else { return source };
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).expect("a known encoding");
    let as_file = Source { charset: Charset(encoding), undecoded: vec![0], ..source };
    let bytes = encode(&as_file, text).expect("the text has a form in the encoding");
    decode(&as_file.path, &bytes).expect("the file is text")
}
