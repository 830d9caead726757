//! FMT001: a run of blank lines where one would do.

use crate::diagnostic::Edit;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let lines = cx.document().lines();
    let mut first = 0;
    for run in lines.chunk_by(|a, b| a.is_blank() == b.is_blank()) {
        let leading = first == 0;
        first += run.len();
        let allowed = if leading { 0 } else { 1 };
        let [start, .., end] = run else { continue };
        if !start.is_blank() {
            continue;
        }
        // At the end of the file the last line end is kept by the line before; all of the run goes.
        let surplus = if first == lines.len() { Some(start) } else { run.get(allowed) };
        let Some(surplus) = surplus else { continue };
        cx.report(Span::new(start.full.start(), end.full.end()))
            .arg("count", run.len())
            .fix("fix", vec![Edit::delete(Span::new(surplus.full.start(), end.full.end()))])
            .emit();
    }
}
