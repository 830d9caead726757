//! FLW008: an article that goes on in another file of the run, on the page that its jump line names.

use crate::batch::links::is_whole;
use crate::batch::{Judged, Mark, Verdict};
use crate::diagnostic::{Edit, Severity};
use crate::document::layout::pages::Way;
use crate::document::{Block, Document};
use crate::rules::Context;
use crate::rules::engines::removal::removals;
use crate::rules::halves::letters_meet;
use crate::source::{Span, shown};

pub fn check(cx: &mut Context<'_>) {
    let Some(verdicts) = cx.verdicts() else { return };
    let document = cx.document();
    let is_judged = verdicts.is_of(document);
    // All that leaves at once, so that blank lines between go once.
    let leaving: Vec<usize> = verdicts.list().iter().flat_map(leaving).collect();
    let gone = if is_judged { removals_of(document, &leaving) } else { Vec::new() };
    for (verdict, span) in verdicts.on(document) {
        report(cx, verdict, span, &gone);
    }
}

fn report(cx: &mut Context<'_>, verdict: &Verdict, span: Span, gone: &[Span]) {
    let document = cx.document();
    let mark = &verdict.mark;
    let out = mark.way == Way::On;
    let sure = |probability: f32| format!("{:.0}", (probability * 100.0).min(99.0));
    let report = cx.report(span).arg("page", mark.page);
    match &verdict.judged {
        Judged::Linked { partner, probability, moved } => {
            let at = &partner.mark.shown;
            let report = report
                .message(if out { "main" } else { "from" })
                .arg("path", &at.path)
                .arg("line", at.start.line)
                .arg("sure", sure(*probability))
                .related_elsewhere(at, if out { "goes-on" } else { "began" })
                .note("sure")
                .confidence(*probability);
            let report = if out { report } else { report.severity(Severity::Info) };
            match moved {
                None => report.help("by-hand").emit(),
                Some(moved) if out => report.fix("bring", put(document, mark, &moved.text, gone)).emit(),
                Some(_) => report.fix("give", edits(gone, leaving(verdict))).emit(),
            }
        }
        Judged::Ambiguous { partner, probability } => report
            .message(if out { "unsure" } else { "unsure-from" })
            .arg("path", shown(&partner.path))
            .related_elsewhere(&partner.mark.shown, "perhaps")
            .confidence(1.0 - probability)
            .help("by-hand")
            .emit(),
        Judged::Missing { path } => {
            let report = report.message(if out { "missing" } else { "missing-from" });
            report.arg("path", shown(path)).confidence(0.9).help("by-hand").emit();
        }
    }
}

/// Puts the second half behind the first, and takes the jump line out.
fn put(document: &Document<'_>, mark: &Mark, body: &str, gone: &[Span]) -> Vec<Edit> {
    let Some(tail) = document.blocks().get(mark.blocks.edge) else { return Vec::new() };
    let line_end = if document.text().contains("\r\n") { "\r\n" } else { "\n" };
    let body = body.replace("\r\n", "\n").replace('\n', line_end);
    let between = match () {
        () if !is_whole(&mark.edge) && letters_meet(&mark.edge, &body) => " ".to_owned(),
        () if !is_whole(&mark.edge) => String::new(),
        // As paragraphs are parted in this file.
        () if document.lines().iter().any(|line| line.span.is_empty()) => line_end.repeat(2),
        () => line_end.to_owned(),
    };
    if mark.blocks.mark == mark.blocks.edge {
        let text = document.slice(Span::new(tail.span.start(), mark.span.start()));
        let from = tail.span.start() + text.trim_end().len();
        return vec![Edit::replace(Span::new(from, mark.span.end()), between + &body)];
    }
    let line = edits(gone, vec![mark.blocks.mark]);
    std::iter::once(Edit::insert(tail.span.end(), between + &body)).chain(line).collect()
}

/// The blocks that leave a file when a jump line is followed: the line, unless it stands in a paragraph that stays, and
/// at the second half what is moved.
fn leaving(verdict: &Verdict) -> Vec<usize> {
    let (Some(moved), mark) = (verdict.moved(), &verdict.mark) else { return Vec::new() };
    let line = (mark.blocks.mark != mark.blocks.edge).then_some(mark.blocks.mark);
    let text = if mark.way == Way::From { moved.blocks.as_slice() } else { &[] };
    let mut blocks: Vec<usize> = line.into_iter().chain(text.iter().copied()).collect();
    blocks.sort_unstable();
    blocks
}

/// For each block of a document its lines with the blank lines that would be left over, if it is one of those that leave.
fn removals_of(document: &Document<'_>, leaving: &[usize]) -> Vec<Span> {
    let blocks = document.blocks();
    let number = |block: &Block| blocks.partition_point(|other| other.span.start < block.span.start);
    removals(document, |block| leaving.contains(&number(block)))
}

/// The removal of blocks. What is removed side by side is one edit.
fn edits(gone: &[Span], blocks: Vec<usize>) -> Vec<Edit> {
    let mut spans: Vec<Span> = Vec::new();
    for &span in blocks.iter().filter_map(|block| gone.get(*block)) {
        match spans.last_mut() {
            Some(last) if last.end == span.start => *last = last.cover(span),
            _ => spans.push(span),
        }
    }
    spans.into_iter().map(Edit::delete).collect()
}
