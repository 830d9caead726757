//! PUN002: a quote or bracket without its other half.
//!
//! Quotes and brackets pair inside a paragraph first. What is left over pairs across blocks, because a paragraph that is
//! cut at a column's end goes on in another block, and a quotation of several paragraphs opens in each and closes in the
//! last. Only what surely has no partner is reported.

use crate::diagnostic::{Edit, Safety};
use crate::document::{Block, Document, Role};
use crate::lang::chars::is_han;
use crate::lang::marks::{is_closed, marks, partner};
use crate::rules::Context;
use crate::source::Span;

/// How many blocks a whole paragraph's open quote may wait for its other half.
const NEAR: usize = 3;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    for block in document.blocks() {
        let text = document.slice(block.span);
        if text.len() <= 4 && text.chars().count() == 1 && text.starts_with(is_half) {
            orphan(cx, block.span, text);
        }
    }
    // What is but halves says nothing of pairs.
    let speaks =
        |block: &&Block| !block.role.is_furniture() && !document.slice(block.span).chars().all(is_half);
    let blocks: Vec<&Block> = document.blocks().iter().filter(speaks).collect();
    let mut loose = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let text = document.slice(block.span);
        loose.extend(left_over(text).into_iter().map(|(at, mark)| Loose {
            at: block.span.start() + at,
            mark,
            block: number,
            settled: false,
            waits: false,
        }));
    }
    pair_across_blocks(document, &blocks, &mut loose);
    for half in loose.iter().filter(|half| !half.settled) {
        let Some((other, opens)) = partner(half.mark) else { continue };
        let key = if opens { "main" } else { "closing" };
        // As it stands: a half-width bracket was paired by its full-width form.
        let Some(shown) = document.text().get(half.at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        let span = Span::new(half.at, half.at + shown.len_utf8());
        cx.report(span).arg("text", shown).arg("other", other).message(key).emit();
    }
}

fn is_half(c: char) -> bool {
    partner(c).is_some()
}

/// A line that is nothing but one mark.
fn orphan(cx: &mut Context<'_>, span: Span, text: &str) {
    let report = cx.report(span).arg("text", text).message("orphan");
    report.fix("fix", vec![Edit::delete(span)]).safety(Safety::Suggest).emit();
}

/// A half that found no partner inside its block.
struct Loose {
    /// Byte in the text.
    at: usize,
    mark: char,
    /// Number of its block among those that are not furniture.
    block: usize,
    settled: bool,
    /// It opens at a cut, and its other half was not found.
    waits: bool,
}

/// How many halves may stay open inside a pair.
const DEEP: usize = 8;

/// The halves, with their bytes, that have no partner inside the text of one block.
fn left_over(text: &str) -> Vec<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut loose = Vec::new();
    let bytes = text.as_bytes();
    let round = |at: usize| (at, if bytes.get(at) == Some(&b'(') { '（' } else { '）' });
    let mut found: Vec<(usize, char)> = memchr::memchr2_iter(b'(', b')', bytes).map(round).collect();
    let wide = found.is_empty();
    found.extend(marks(text).filter(|&(_, mark)| partner(mark).is_some()));
    if !wide {
        found.sort_unstable();
    }
    for (at, mark) in found {
        let Some((other, opens)) = partner(mark) else { continue };
        if opens {
            if !is_apostrophe(text, at, mark) {
                open.push((at, mark));
            }
            continue;
        }
        // The nearest partner; what was opened after it was never closed. A bracket of another kind on top of the
        // stack is its misread half, which is another rule's to report.
        let near = open.len().saturating_sub(DEEP);
        let partner_at =
            open.iter().skip(near).rposition(|&(_, mark)| mark == other).map(|depth| near + depth);
        match partner_at {
            Some(depth) => {
                loose.extend(open.drain(depth + 1..));
                open.pop();
            }
            None if open.last().is_some_and(|&(_, top)| is_bracket(top) && is_bracket(mark)) => {
                open.pop();
            }
            None if is_apostrophe(text, at, mark) || numbers_a_list(text, at, mark) => {}
            None => loose.push((at, mark)),
        }
    }
    loose.append(&mut open);
    loose.sort_unstable();
    loose
}

fn is_bracket(mark: char) -> bool {
    !matches!(mark, '“' | '”' | '‘' | '’')
}

/// Whether a single quote is an apostrophe or stands for the first figures of a year.
fn is_apostrophe(text: &str, at: usize, mark: char) -> bool {
    let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + mark.len_utf8()..).unwrap_or(""));
    let latin = |c: char| c.is_alphanumeric() && !is_han(c);
    matches!(mark, '‘' | '’') && (before.ends_with(latin) || after.starts_with(latin))
}

/// Whether a bracket closes the number of a list: `1）`, `一）`.
fn numbers_a_list(text: &str, at: usize, mark: char) -> bool {
    let before = text.get(..at).unwrap_or("");
    let number = |c: &char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(*c);
    let digits = before.chars().rev().take(3).take_while(number).count();
    mark == '）' && (1..=2).contains(&digits) && !before.chars().rev().nth(digits).is_some_and(is_han)
}

/// Settles what pairs across blocks, and what may: an open half at a cut whose other half is lost with the text.
fn pair_across_blocks(document: &Document, blocks: &[&Block], loose: &mut [Loose]) {
    let closed: Vec<bool> = blocks.iter().map(|block| is_whole(document, block)).collect();
    let cut = |block: usize| !closed.get(block).copied().unwrap_or(true);
    for number in 0..loose.len() {
        let Some(&Loose { mark, block, settled: false, .. }) = loose.get(number) else { continue };
        let Some((other, true)) = partner(mark) else { continue };
        let reach = if cut(block) { usize::MAX } else { NEAR };
        let mut later = loose.iter_mut().skip(number + 1).take(MANY);
        let found =
            later.find(|l| !l.settled && l.mark == other && l.block > block && l.block - block <= reach);
        let paired = found.map(|half| half.settled = true).is_some();
        let goes_on = blocks.get(block + 1).is_some_and(|next| document.slice(next.span).starts_with(mark));
        if let Some(half) = loose.get_mut(number) {
            half.settled = paired || goes_on || cut(block);
            half.waits = !paired && !goes_on && cut(block);
        }
    }
    // A cut paragraph's other half may stand before it.
    let waiting: Vec<char> =
        loose.iter().filter(|l| l.waits).filter_map(|l| partner(l.mark).map(|p| p.0)).collect();
    for half in loose.iter_mut().filter(|half| !half.settled) {
        half.settled = waiting.contains(&half.mark);
    }
}

/// How many left-over halves are looked at for a partner: a text with more is damaged beyond pairing.
const MANY: usize = 64;

/// Whether a block is a whole paragraph, ended by a mark. A heading is none: it may go on in the next line.
fn is_whole(document: &Document, block: &Block) -> bool {
    block.is(Role::Body) && is_closed(document.slice(block.span))
}
