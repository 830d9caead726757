//! ENC007: the encoding of the file is a guess.

use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let source = cx.document().source();
    if source.charset.is_utf8() || source.bom {
        return;
    }
    let percent = (source.charset_confidence * 100.0).round();
    let report = cx.report(Span::empty(0)).arg("charset", source.charset.name()).arg("percent", percent);
    let report = report.confidence(source.charset_confidence);
    if source.round_trips { report.emit() } else { report.note("no-round-trip").emit() }
}
