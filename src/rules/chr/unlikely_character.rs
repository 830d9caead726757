//! CHR003: a character that hardly stood there in print, by the language model and what confirms it.

use crate::diagnostic::{Edit, Safety};
use crate::document::Suspect;
use crate::rules::Context;
use crate::source::Span;

/// How sure, 0 to 1, a confirmed candidate must be for a fix that may be written, and any candidate for being put first.
const WRITTEN: f32 = 0.9;
const PROPOSED: f32 = 0.4;
/// A candidate less likely than this is not shown.
const WORTH_SAYING: f32 = 0.01;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let least: f32 = cx.option("probability").unwrap_or(1.0);
    for suspect in document.suspects().iter().filter(|suspect| suspect.probability >= least) {
        if document.in_mojibake(suspect.span.start()) {
            continue;
        }
        report(cx, suspect);
    }
}

fn report(cx: &mut Context<'_>, suspect: &Suspect) {
    let &Suspect { span, character, probability, ref candidates, confirmed } = suspect;
    let Some((&(best, right), others)) = candidates.split_first() else { return };
    let edits = |printed: char| vec![Edit::replace(character, printed)];
    let slice = |from, to| cx.document().slice(Span::new(from, to));
    let read = slice(span.start(), span.end()).to_owned();
    let (head, tail) = (slice(span.start(), character.start()), slice(character.end(), span.end()));
    let printed = |c: char| format!("{head}{c}{tail}");
    let titles: Vec<String> = others.iter().map(|&(c, _)| printed(c)).collect();
    let best_text = printed(best);
    let written = confirmed && probability * right >= WRITTEN;
    let report = cx.report(span).arg("read", read).arg("printed", &best_text).confidence(probability);
    let mut report = if written {
        report.fix("fix", edits(best)).safety(Safety::Unsafe).note("confirmed").help("written")
    } else if right >= PROPOSED {
        report.fix("fix", edits(best)).safety(Safety::Suggest)
    } else {
        let title = best_text.clone();
        report.message("open").alternative(title, right, edits(best))
    };
    for (&(printed, share), title) in
        others.iter().zip(titles).filter(|((_, share), _)| *share >= WORTH_SAYING)
    {
        report = report.alternative(title, share, edits(printed));
    }
    report.emit();
}
