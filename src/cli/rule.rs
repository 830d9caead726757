//! `zzlint rule`: what a rule is about, or all rules.

use std::io::Write;

use anstyle::{Effects, Style};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::{Global, RuleArgs, TextOrJson, WalkArgs};
use super::session::{Session, color};
use crate::config::{ConfigError, nearest};
use crate::diagnostic::Lang;
use crate::rules::card::{Bilingual, Card, Example, OptionDef, Status};
use crate::run::Outcome;

/// A rule as JSON.
#[derive(Serialize)]
struct RuleOut<'a> {
    code: &'a str,
    name: &'a str,
    group: &'a str,
    status: Status,
    severity: &'a str,
    safety: Option<&'a str>,
    summary: &'a Bilingual,
    why: &'a Bilingual,
    help: &'a Bilingual,
    precision: &'a str,
    simplified_only: bool,
    options: &'a std::collections::BTreeMap<String, OptionDef>,
    examples: &'a [Example],
    url: String,
}

impl<'a> From<&'a Card> for RuleOut<'a> {
    fn from(card: &'a Card) -> Self {
        Self {
            code: &card.code,
            name: &card.name,
            group: card.group(),
            status: card.status,
            severity: card.severity.as_str(),
            safety: card.safety.map(|safety| safety.as_str()),
            summary: &card.summary,
            why: &card.why,
            help: &card.help,
            precision: &card.precision,
            simplified_only: card.simplified_only,
            options: &card.options,
            examples: &card.examples,
            url: card.url(),
        }
    }
}

pub fn run(args: RuleArgs, global: &Global) -> anyhow::Result<Outcome> {
    let human = args.output_format == TextOrJson::Text;
    let session = Session::new(global, &args.rules.into(), &WalkArgs::default(), human)?;
    let profile = session.resolver.for_folder(session.resolver.cwd())?;
    let cards = || profile.rules.rules().iter().map(|rule| &*rule.card);
    let mut out = std::io::stdout().lock();
    let Some(wanted) = &args.rule else {
        let mut all: Vec<&Card> = cards().collect();
        all.sort_by_key(|card| &card.code);
        match args.output_format {
            TextOrJson::Json => {
                let all: Vec<RuleOut<'_>> = all.into_iter().map(RuleOut::from).collect();
                writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
            }
            TextOrJson::Text => out.write_all(list(&all, session.lang).as_bytes())?,
        }
        return Ok(Outcome::Clean);
    };
    let found = cards().find(|card| card.code.eq_ignore_ascii_case(wanted) || card.name == *wanted);
    let Some(card) = found else { return Err(unknown(wanted, cards()).into()) };
    match args.output_format {
        TextOrJson::Json => writeln!(out, "{}", serde_json::to_string_pretty(&RuleOut::from(card))?)?,
        TextOrJson::Text => out.write_all(page(card, session.lang, color(global.color)).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

fn unknown<'a>(wanted: &str, cards: impl Iterator<Item = &'a Card> + Clone) -> ConfigError {
    let error = ConfigError::new(format!("unknown rule `{wanted}`"));
    let group: Vec<&str> = cards
        .clone()
        .filter(|card| card.group().eq_ignore_ascii_case(wanted))
        .map(|card| card.code.as_str())
        .collect();
    if !group.is_empty() {
        return error.help(format!("a group: its rules are {}", group.join(", ")));
    }
    if std::path::Path::new(wanted).exists() {
        return error.help(format!("to check this path: `zzlint check {wanted}`"));
    }
    match nearest(wanted, cards.flat_map(|card| [card.code.as_str(), card.name.as_str()])) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help("`zzlint rule --all` lists the rules"),
    }
}

/// A line a rule: code, name, what its fix is, severity, summary.
fn list(cards: &[&Card], lang: Lang) -> String {
    let width = cards.iter().map(|card| card.name.width()).max().unwrap_or(0);
    let row = |card: &&Card| {
        let preview = match (card.status, lang) {
            (Status::Stable, _) => "",
            (Status::Preview, Lang::En) => " (preview)",
            (Status::Preview, Lang::Zh) => "（预览）",
        };
        let pad = " ".repeat(width - card.name.width());
        let (severity, safety) = (card.severity.as_str(), card.safety.map_or("-", |safety| safety.as_str()));
        let summary = card.summary.get(lang);
        format!("{}  {}{pad}  {severity:7}  {safety:7}  {summary}{preview}\n", card.code, card.name)
    };
    cards.iter().map(row).collect()
}

/// All that the card says of a rule.
fn page(card: &Card, lang: Lang, color: bool) -> String {
    let bold = if color { Style::new().effects(Effects::BOLD) } else { Style::new() };
    let zh = lang == Lang::Zh;
    let head = |en: &'static str, cn: &'static str| if zh { cn } else { en };
    let mut page = format!("{bold}{}{bold:#} {} — {}\n\n", card.code, card.name, card.summary.get(lang));
    let mut section =
        |title: &str, text: &str| page.push_str(&format!("{bold}{title}{bold:#}\n  {text}\n\n"));
    section(head("Why", "原因"), card.why.get(lang));
    section(head("What to do", "处理"), card.help.get(lang));
    let status = match card.status {
        Status::Stable => head("on by default", "默认启用"),
        Status::Preview => {
            head("preview: on with --preview, or where it is selected", "预览：用 --preview 或点名启用")
        }
    };
    let safety = match card.safety.map(|safety| safety.as_str()) {
        Some("safe") => head("safe fix", "可安全修复"),
        Some("unsafe") => head("unsafe fix (--unsafe)", "修复需加 --unsafe"),
        Some(_) => head("suggestions for a person", "只给建议，由人选择"),
        None => head("no fix", "不修复"),
    };
    section(head("Status", "状态"), &format!("{status}; {}; {safety}", card.severity.as_str()));
    section(head("Precision", "准确率"), &card.precision);
    if !card.options.is_empty() {
        let row = |(key, option): (&String, &OptionDef)| {
            format!("{key} = {}  # {}", option.default, option.doc.get(lang))
        };
        let rows: Vec<String> = card.options.iter().map(row).collect();
        let title = format!("{} [options.{}]", head("Options", "选项"), card.code);
        section(&title, &rows.join("\n  "));
    }
    let examples: Vec<String> = card.examples.iter().take(4).map(|shown| example(shown, zh)).collect();
    if !examples.is_empty() {
        section(head("Examples", "例子"), &examples.join("\n  "));
    }
    page.push_str(&card.url());
    page.push('\n');
    page
}

fn example(example: &Example, zh: bool) -> String {
    let quote = |text: &String| {
        text.trim_end()
            .chars()
            .flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] })
            .collect::<String>()
    };
    let names = if zh { ["误", "改", "正"] } else { ["bad", "fixed", "good"] };
    let texts = [&example.bad, &example.fixed, &example.good];
    let rows =
        names.iter().zip(texts).filter_map(|(name, text)| Some(format!("{name}: {}", quote(text.as_ref()?))));
    rows.collect::<Vec<_>>().join("\n  ")
}
