//! ZZL003: a text that the rules on language do not know.

use crate::document::Script;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let key = match cx.document().script() {
        Script::Simplified => return,
        Script::Traditional => "main",
        Script::Vertical => "vertical",
        Script::Other => "other",
    };
    cx.report(Span::empty(0)).message(key).emit();
}
