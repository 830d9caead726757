//! FMT002: white space at the end of a line.

use crate::diagnostic::Edit;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    // Two spaces at the end of a line are a line break in Markdown.
    if document.source().path.extension().is_some_and(|e| e == "md" || e == "markdown") {
        return;
    }
    let lines = document.lines();
    for (number, line) in lines.iter().enumerate() {
        let end = if line.is_blank() { line.span.start() } else { line.trimmed.end() };
        if end == line.span.end() {
            continue;
        }
        // FMT001 speaks of the lines of a blank run.
        let blank = |n: Option<usize>| n.and_then(|n| lines.get(n)).is_some_and(|line| line.is_blank());
        if line.is_blank() && (blank(number.checked_sub(1)) || blank(Some(number + 1))) {
            continue;
        }
        let span = Span::new(end, line.span.end());
        let count = document.slice(span).chars().count();
        cx.report(span).arg("count", count).fix("fix", vec![Edit::delete(span)]).emit();
    }
}
