//! ENC001: bytes that are no characters of the file's encoding.

use crate::rules::Context;
use crate::source::{Span, decode};

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let source = document.source();
    // A stand-in has four bytes.
    for run in source.undecoded.chunk_by(|a, b| a + 4 == *b) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let span = Span { start: *first, end: last + 4 };
        let bytes = document.slice(span).chars().filter_map(decode::undecoded_byte);
        let hex: Vec<String> = bytes.map(|byte| format!("{byte:02X}")).collect();
        cx.report(span).arg("bytes", hex.join(" ")).arg("charset", source.charset.name()).emit();
    }
}
