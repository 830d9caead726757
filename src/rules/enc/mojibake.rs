//! ENC002: text whose bytes were read in the wrong encoding.

use crate::diagnostic::{Edit, Safety};
use crate::lang::mojibake::Path;
use crate::rules::Context;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for damage in document.mojibake() {
        let was: String = damage.repairs.iter().map(|(_, text)| text.as_str()).collect();
        let report = cx
            .report(damage.span)
            .arg("was", excerpt(&was))
            .arg("text", excerpt(document.slice(damage.span)));
        let report = report.note(match damage.path {
            Path::Utf8AsLatin => "utf8-as-latin",
            Path::GbkAsLatin => "gbk-as-latin",
            Path::Utf8AsGbk => "utf8-as-gbk",
            Path::Twice => "twice",
            Path::Replaced => "replaced",
            Path::Filler => "filler",
        });
        if damage.repairs.is_empty() {
            report.message("lost").help("lost-help").emit();
            continue;
        }
        let edits = damage.repairs.iter().map(|(span, text)| Edit::replace(*span, text)).collect();
        let (safety, confidence) = if damage.certain { (Safety::Safe, 1.0) } else { (Safety::Unsafe, 0.9) };
        report.confidence(confidence).fix("fix", edits).safety(safety).emit();
    }
}

/// The first characters of a text, as much as fits a message.
fn excerpt(text: &str) -> String {
    const LENGTH: usize = 24;
    let mut shown: String = text.chars().take(LENGTH).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
