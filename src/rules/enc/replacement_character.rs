//! ENC003: U+FFFD, which a program wrote where it could not read.

use crate::document::Unusual;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let found: Vec<&Unusual> =
        document.unusual().iter().filter(|u| u.char == char::REPLACEMENT_CHARACTER).collect();
    for run in found.chunk_by(|a, b| a.at + a.char.len_utf8() == b.at) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if !document.in_mojibake(first.at) {
            cx.report(Span::new(first.at, last.at + last.char.len_utf8())).arg("count", run.len()).emit();
        }
    }
}
