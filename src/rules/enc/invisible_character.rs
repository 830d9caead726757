//! ENC005: characters that a reader does not see and a search stumbles over.

use crate::diagnostic::{Edit, Lang};
use crate::document::{Document, Unusual};
use crate::lang::invisible::{Invisible, invisible, name};
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let found: Vec<&Unusual> = document.unusual().iter().filter(|u| is_damage(document, u)).collect();
    for line in found.chunk_by(|a, b| document.index().line_of(a.at) == document.index().line_of(b.at)) {
        let Some(first) = line.first() else { continue };
        let mut names: Vec<String> = line.iter().map(|u| described(u.char, cx.settings().lang)).collect();
        names.dedup();
        names.truncate(4);
        let edits = line.iter().map(|u| Edit::replace(span(u), replacement(document, u))).collect();
        let separator = if cx.settings().lang == Lang::En { ", " } else { "、" };
        let report = cx.report(span(first)).arg("count", line.len()).arg("names", names.join(separator));
        report.message(if line.len() == 1 { "main" } else { "many" }).fix("fix", edits).emit();
    }
}

fn span(u: &Unusual) -> Span {
    Span::new(u.at, u.at + u.char.len_utf8())
}

fn described(c: char, lang: Lang) -> String {
    let code = format!("U+{:04X}", u32::from(c));
    match name(c) {
        Some((en, zh)) => format!("{code} {}", if lang == Lang::En { en } else { zh }),
        None => code,
    }
}

/// Invisible, and not where it has work to do: joining emoji, joining or ordering letters of scripts that need it.
fn is_damage(document: &Document, u: &Unusual) -> bool {
    let Some(kind) = invisible(u.char) else { return false };
    let text = document.text();
    let before = || text.get(..u.at).and_then(|t| t.chars().next_back());
    let after = || text.get(u.at + u.char.len_utf8()..).and_then(|t| t.chars().next());
    let works = match u.char {
        '\u{200C}' | '\u{200D}' => [before(), after()].into_iter().flatten().any(joins),
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            document.line_at(u.at).is_some_and(|line| document.slice(line.span).chars().any(is_right_to_left))
        }
        // Tags spell out the flag that they follow.
        '\u{E0020}'..='\u{E007F}' => {
            before().is_some_and(|c| c == '🏴' || ('\u{E0020}'..='\u{E007F}').contains(&c))
        }
        _ => false,
    };
    // Half of the bytes of mojibake are control characters or soft hyphens.
    let of_mojibake = (kind == Invisible::Control || u.char == '\u{AD}') && document.in_mojibake(u.at);
    !works && !of_mojibake
}

/// Emoji and their selectors, and letters of Arabic, the Indic scripts and Mongolian.
fn joins(c: char) -> bool {
    is_right_to_left(c)
        || matches!(c, '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') && c != '\u{61C}'
}

/// A break inside a line becomes a line end like the file's others; whatever else goes.
fn replacement(document: &Document, u: &Unusual) -> &'static str {
    let Some(line) = document.line_at(u.at) else { return "" };
    let inside = line.trimmed.start() < u.at && u.at < line.trimmed.end();
    if invisible(u.char) != Some(Invisible::Break) || !inside {
        return "";
    }
    if document.text().contains("\r\n") { "\r\n" } else { "\n" }
}
