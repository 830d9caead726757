//! Engine `role`: every block of the roles is a finding, and the removal of its lines the fix.
//!
//! A jump line at the end of a paragraph is a finding, too; as its line holds text, taking it out is only suggested.

use crate::diagnostic::{Edit, Safety};
use crate::document::{Block, Document, Role, layout};
use crate::rules::Context;
use crate::rules::card::RoleMatch;
use crate::source::Span;

/// Characters of a block that a message quotes.
const QUOTED: usize = 24;

pub struct RoleEngine {
    roles: Vec<Role>,
}

impl RoleEngine {
    pub fn new(wanted: &RoleMatch) -> Self {
        Self { roles: wanted.roles.clone() }
    }

    pub fn check(&self, cx: &mut Context<'_>) {
        let document = cx.document();
        let tails = self.roles.contains(&Role::JumpLine);
        for (at, block) in document.blocks().iter().enumerate() {
            if self.roles.contains(&block.role) {
                let report = cx.report(block.span).arg("text", quoted(document.slice(block.span)));
                if block.role.is_furniture() {
                    report.fix("fix", vec![Edit::delete(lines_to_remove(document, at))]).emit();
                } else {
                    report.emit();
                }
            } else if tails && !block.role.is_furniture() {
                report_tail(cx, block);
            }
        }
    }
}

/// A jump line that hangs at the end of a paragraph.
fn report_tail(cx: &mut Context<'_>, block: &Block) {
    let document = cx.document();
    let Some(found) = layout::jump::at_end(document.slice(block.span)) else { return };
    let span = Span::new(found.start, found.end).shift(block.span.start());
    cx.report(span)
        .arg("text", document.slice(span))
        .fix("fix", vec![Edit::delete(span)])
        .safety(Safety::Suggest)
        .emit();
}

/// The lines of a furniture block with the blank lines that its removal leaves over.
///
/// Between text with blank lines on both sides, those behind it go; at the end of the file those before it go, so that
/// nothing blank is left there. Without a blank line on one side the other side's blank lines stay: they part the text.
fn lines_to_remove(document: &Document, at: usize) -> Span {
    let (blocks, lines) = (document.blocks(), document.lines());
    let Some(block) = blocks.get(at) else { return Span::empty(0) };
    let start_of = |line: usize| lines.get(line).map_or(document.text().len(), |line| line.full.start());
    let end_of = |block: &Block| {
        block.lines.end.checked_sub(1).map_or(0, |line| lines.get(line).map_or(0, |l| l.full.end()))
    };
    let (own_start, own_end) = (start_of(block.lines.start), end_of(block));
    let mut before =
        blocks.get(..at).unwrap_or_default().iter().rev().take_while(|b| b.role.is_furniture()).count();
    let after = blocks.get(at + 1..).unwrap_or_default();
    if after.iter().all(|b| b.role.is_furniture()) {
        let from = at.checked_sub(1).and_then(|i| blocks.get(i)).map_or(0, end_of);
        return Span::new(from, own_end);
    }
    // Whether the text before, furniture left out, ends with a blank line.
    let mut blank_before = false;
    loop {
        let upper = (at - before).checked_sub(1).and_then(|i| blocks.get(i)).map_or(0, |b| b.lines.end);
        let lower = blocks.get(at - before).map_or(0, |b| b.lines.start);
        blank_before |= lower > upper || at == before;
        if before == 0 || blank_before {
            break;
        }
        before -= 1;
    }
    let next = after.first().map_or(own_end, |b| start_of(b.lines.start));
    Span::new(own_start, if blank_before { next } else { own_end })
}

fn quoted(text: &str) -> String {
    let mut quoted: String = text.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}
