//! DUP003: a long passage that stands inside two different paragraphs.

use crate::diagnostic::Edit;
use crate::rules::Context;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for passage in document.repeats().passages() {
        cx.report(passage.later)
            .arg("line", document.position(passage.earlier.start()).line)
            .arg("length", passage.length)
            .related(passage.earlier, "other")
            .confidence(0.9)
            .fix("fix", vec![Edit::delete(passage.later)])
            .emit();
    }
}
