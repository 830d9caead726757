//! CHR006: a word of the team's own list of wrong ones.

use crate::config::WordList;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let own = WordList::new(cx.option("words").unwrap_or_default());
    let reject = &cx.settings().words.reject;
    if reject.is_empty() && own.is_empty() {
        return;
    }
    let document = cx.document();
    let text = document.text();
    let mut last: Option<Span> = None;
    let mut found: Vec<Span> = reject.find(text).chain(own.find(text)).collect();
    // Of words that begin together or lie in one another, the longest speaks.
    found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    for span in found {
        if last.is_some_and(|last| last.covers(span)) {
            continue;
        }
        last = Some(span);
        cx.report(span).arg("word", document.slice(span)).emit();
    }
}
