//! PUN005: quotes in corner style 「」 in a text of “ ”, or the other way round.

use memchr::memmem;

use crate::diagnostic::Edit;
use crate::lang::marks::marks;
use crate::rules::Context;
use crate::source::Span;

/// How often the text's own style must stand for each quotation in the other.
const MAJORITY: usize = 3;

pub fn check(cx: &mut Context<'_>) {
    let text = cx.document().text();
    let corners =
        memmem::find_iter(text.as_bytes(), "「").count() + memmem::find_iter(text.as_bytes(), "『").count();
    if corners == 0 {
        return;
    }
    let curly = memmem::find_iter(text.as_bytes(), "“").count();
    let (from, to, few, many) = if curly >= corners {
        (['「', '」', '『', '』'], ['“', '”', '‘', '’'], corners, curly)
    } else {
        (['“', '”', '‘', '’'], ['「', '」', '『', '』'], curly, corners)
    };
    if few * MAJORITY > many {
        return;
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut depth = 0_usize;
    for (at, mark) in marks(text) {
        // A quotation of the majority around one of the minority makes that an inner one.
        if to.first() == Some(&mark) {
            depth += 1;
        } else if to.get(1) == Some(&mark) {
            depth = depth.saturating_sub(1);
        }
        let Some(kind) = from.iter().position(|&m| m == mark) else { continue };
        if kind.is_multiple_of(2) {
            open.push((at, mark));
            continue;
        }
        let Some((start, opening)) = open.pop() else { continue };
        let span = Span::new(start, at + mark.len_utf8());
        let whole = cx.document().slice(span);
        if from.get(kind - 1) != Some(&opening) || whole.contains('\n') {
            open.clear();
            continue;
        }
        let level = if open.is_empty() && depth == 0 { 0 } else { 2 };
        let (Some(&left), Some(&right)) = (to.get(level), to.get(level + 1)) else { continue };
        let first = Span::new(start, start + opening.len_utf8());
        let last = Span::new(at, span.end());
        cx.report(span)
            .arg("text", whole)
            .arg("pair", format!("{left}{right}"))
            .fix("fix", vec![Edit::replace(first, left), Edit::replace(last, right)])
            .emit();
    }
}
