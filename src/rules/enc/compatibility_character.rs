//! ENC006: characters that Unicode has for the sake of other sets, where text has the ordinary ones.

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::lang::compatibility::{narrow, ordinary};
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let single = document.unusual().iter().filter(|u| !document.in_mojibake(u.at));
    let odd: Vec<(Span, String)> =
        single.filter_map(|u| Some((Span::new(u.at, u.at + u.char.len_utf8()), ordinary(u.char)?))).collect();
    report(cx, "main", &odd);
    report(cx, "full-width", &wide_runs(document));
}

/// One finding a line, at its first such character, with all of the line's edits.
fn report(cx: &mut Context<'_>, key: &str, found: &[(Span, String)]) {
    let document = cx.document();
    let line_of = |span: Span| document.index().line_of(span.start());
    for line in found.chunk_by(|(a, _), (b, _)| line_of(*a) == line_of(*b)) {
        let Some((span, right)) = line.first() else { continue };
        let edits = line.iter().map(|(span, right)| Edit::replace(*span, right)).collect();
        let report = cx.report(*span).message(key).arg("wrong", document.slice(*span)).arg("right", right);
        report.arg("count", line.len()).fix("fix", edits).emit();
    }
}

/// Full-width numbers and words, with the point or the thousands' comma inside a number.
fn wide_runs(document: &Document) -> Vec<(Span, String)> {
    let text = document.text();
    let mut runs: Vec<(Span, String)> = Vec::new();
    for (at, c) in document.unusual().iter().filter_map(|u| Some((u.at, narrow(u.char)?))) {
        let span = Span::new(at, at + 3);
        let last = runs.last_mut().and_then(|(run, content)| {
            let between = text.get(run.end()..at)?;
            let digits = content.ends_with(|c: char| c.is_ascii_digit()) && c.is_ascii_digit();
            let join = match between {
                "" => Some(""),
                "．" if digits => Some("."),
                "，" if digits && is_thousands(text.get(at..)?) => Some(","),
                _ => None,
            };
            Some((run, content, join?))
        });
        match last {
            Some((run, content, join)) => {
                *run = run.cover(span);
                content.push_str(join);
                content.push(c);
            }
            None => runs.push((span, c.to_string())),
        }
    }
    runs
}

/// Whether exactly three full-width digits stand here.
fn is_thousands(text: &str) -> bool {
    text.chars().take_while(|c| ('０'..='９').contains(c)).take(4).count() == 3
}
