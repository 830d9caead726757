//! A rule's page: what `zzlint rule CODE` prints and `docs/rules/` holds.

use std::fmt::Write;

use crate::diagnostic::{Lang, Safety};
use crate::rules::Card;
use crate::rules::card::{Example, Status};

/// The page of a rule as Markdown, in one language.
pub fn markdown(card: &Card, lang: Lang) -> String {
    let words = words(lang);
    let mut page = format!("# {} · {}\n\n{}\n\n", card.code, card.name, card.summary.get(lang));
    let _ = writeln!(page, "{}\n", facts(card, lang));
    let _ = writeln!(page, "## {}\n\n{}\n", words.why, card.why.get(lang));
    let _ = writeln!(page, "## {}\n\n{}\n", words.help, card.help.get(lang));
    if !card.options.is_empty() {
        let _ = writeln!(page, "## {}\n", words.options);
        for (key, option) in &card.options {
            let _ = writeln!(page, "- `{key} = {}`: {}", option.default, option.doc.get(lang));
        }
        page.push('\n');
    }
    let (good, bad): (Vec<&Example>, Vec<&Example>) = card.examples.iter().partition(|e| e.bad.is_none());
    if !bad.is_empty() {
        let _ = writeln!(page, "## {}\n", words.finds);
        bad.iter().for_each(|example| push_example(&mut page, example, words.becomes));
    }
    if !good.is_empty() {
        let _ = writeln!(page, "## {}\n", words.leaves);
        good.iter().for_each(|example| push_example(&mut page, example, words.becomes));
    }
    let _ = writeln!(page, "## {}\n\n{}", words.precision, card.precision);
    page
}

/// The file `docs/rules/<name>.md`: the page in both languages.
pub fn document(card: &Card) -> String {
    format!("{}\n---\n\n{}", markdown(card, Lang::En), markdown(card, Lang::Zh))
}

/// The file `docs/rules/README.md`: all rules in a table.
pub fn index<'c>(cards: impl Iterator<Item = &'c Card>) -> String {
    let mut index = String::from(
        "# Rules\n\nWritten by `cargo xtask sync` from the cards in `rules/`. \
         Severity, then whether there is a fix: safe, unsafe (with `--unsafe`) or only suggested.\n\n\
         | code | name | severity | fix | what it finds | 报告什么 |\n|---|---|---|---|---|---|\n",
    );
    for card in cards {
        let fix = card.safety.map_or("", Safety::as_str);
        let preview = if card.status == Status::Preview { " (preview)" } else { "" };
        let (code, name, severity) = (&card.code, &card.name, card.severity.as_str());
        let (en, zh) = (&card.summary.en, &card.summary.zh);
        let _ =
            writeln!(index, "| [{code}]({name}.md) | {name}{preview} | {severity} | {fix} | {en} | {zh} |");
    }
    index
}

/// Severity, status and safety in one line.
fn facts(card: &Card, lang: Lang) -> String {
    let words = words(lang);
    let status = match card.status {
        Status::Stable => words.stable,
        Status::Preview => words.preview,
    };
    let fix = match card.safety {
        None => words.no_fix,
        Some(Safety::Suggest) => words.suggest,
        Some(Safety::Unsafe) => words.unsafe_fix,
        Some(Safety::Safe) => words.safe_fix,
    };
    format!("`{}` · {status} · {fix}", card.severity.as_str())
}

/// An example as a block that shows what cannot be seen: invisible characters stand as their code points.
fn push_example(page: &mut String, example: &Example, becomes: &str) {
    if let Some(note) = &example.note {
        let _ = writeln!(page, "{note}:\n");
    }
    let text = example.bad.as_ref().or(example.good.as_ref()).map_or("", String::as_str);
    push_file(page, example.path.as_deref(), text);
    example.others.iter().for_each(|(path, text)| push_file(page, Some(path), text));
    if let Some(fixed) = &example.fixed {
        let _ = writeln!(page, "{becomes}\n");
        push_file(page, example.path.as_deref(), fixed);
        example.fixed_others.iter().for_each(|(path, text)| push_file(page, Some(path), text));
    }
}

/// A text, under the name of its file where that matters.
fn push_file(page: &mut String, path: Option<&str>, text: &str) {
    if let Some(path) = path {
        let _ = writeln!(page, "`{path}`:\n");
    }
    push_block(page, text);
}

fn push_block(page: &mut String, text: &str) {
    page.push_str("```text\n");
    for c in text.trim_end_matches('\n').chars() {
        match c {
            '\n' | '\u{3000}' => page.push(c),
            c if c.is_control() || is_invisible(c) => {
                let _ = write!(page, "‹U+{:04X}›", u32::from(c));
            }
            c => page.push(c),
        }
    }
    page.push_str("\n```\n\n");
}

fn is_invisible(c: char) -> bool {
    use unicode_width::UnicodeWidthChar;
    c.width() == Some(0) || matches!(c, '\u{A0}' | '\u{AD}' | '\u{E000}'..='\u{F8FF}')
}

struct Words {
    why: &'static str,
    help: &'static str,
    options: &'static str,
    finds: &'static str,
    leaves: &'static str,
    becomes: &'static str,
    precision: &'static str,
    stable: &'static str,
    preview: &'static str,
    no_fix: &'static str,
    suggest: &'static str,
    unsafe_fix: &'static str,
    safe_fix: &'static str,
}

fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &Words {
            why: "Why it matters",
            help: "What to do",
            options: "Options",
            finds: "What it finds",
            leaves: "What it leaves alone",
            becomes: "becomes",
            precision: "Precision",
            stable: "on by default",
            preview: "needs `--preview`",
            no_fix: "no fix",
            suggest: "suggests, never writes",
            unsafe_fix: "fix with `--unsafe`",
            safe_fix: "safe fix",
        },
        Lang::Zh => &Words {
            why: "为什么",
            help: "怎么办",
            options: "选项",
            finds: "报告什么",
            leaves: "不报告什么",
            becomes: "改为",
            precision: "准确率",
            stable: "默认启用",
            preview: "需加 `--preview`",
            no_fix: "无修复",
            suggest: "只给建议，从不写入",
            unsafe_fix: "修复需加 `--unsafe`",
            safe_fix: "安全修复",
        },
    }
}
