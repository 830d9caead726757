//! ENC004: characters without a meaning of their own, which only one font or one vendor's table knows.

use crate::document::Unusual;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let private = |u: &&Unusual| is_private(u.char) && !document.source().is_stand_in(u.char);
    let found: Vec<&Unusual> = document.unusual().iter().filter(private).collect();
    for run in found.chunk_by(|a, b| a.at + a.char.len_utf8() == b.at) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if document.in_mojibake(first.at) {
            continue;
        }
        let codes: Vec<String> = run.iter().take(6).map(|u| format!("U+{:04X}", u32::from(u.char))).collect();
        let span = Span::new(first.at, last.at + last.char.len_utf8());
        cx.report(span).arg("count", run.len()).arg("codes", codes.join(" ")).emit();
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
