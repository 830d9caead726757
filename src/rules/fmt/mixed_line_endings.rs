//! FMT003: line ends of more than one kind.

use crate::diagnostic::Edit;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let text = cx.document().text();
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return;
    }
    let ends = ends(text);
    let count = |of: &str| ends.iter().filter(|span| text.get(span.range()) == Some(of)).count();
    let (lf, crlf) = (count("\n"), count("\r\n"));
    let right = if crlf > lf { "\r\n" } else { "\n" };
    let wrong: Vec<Span> = ends.into_iter().filter(|span| text.get(span.range()) != Some(right)).collect();
    let Some(first) = wrong.first() else { return };
    let edits = wrong.iter().map(|span| Edit::replace(*span, right)).collect();
    let name = if crlf > lf { "CRLF" } else { "LF" };
    cx.report(*first).arg("count", wrong.len()).arg("kind", name).fix("fix", edits).emit();
}

/// All line ends: `\n`, `\r\n`, the `\r\r\n` that some programs make of it, and a lone `\r`.
fn ends(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut ends = Vec::new();
    let mut done = 0;
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if at < done {
            continue;
        }
        let returns = bytes.iter().skip(at).take_while(|b| **b == b'\r').count();
        let end = if bytes.get(at + returns) == Some(&b'\n') { at + returns + 1 } else { at + 1 };
        ends.push(Span::new(at, end));
        done = end;
    }
    ends
}
