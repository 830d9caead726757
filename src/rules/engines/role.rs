//! Engine `role`: every block of the roles is a finding, and the removal of its lines the fix.
//!
//! A jump line at the end of a paragraph is a finding, too; as its line holds text, taking it out is only suggested.

use rustc_hash::FxHashMap;

use super::removal::removals;
use crate::config::Captions;
use crate::diagnostic::{Edit, Safety, Severity};
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
        let blocks = document.blocks();
        let tails = self.roles.contains(&Role::JumpLine);
        let captions = cx.settings().furniture.captions;
        let open = followed_by_hand(cx);
        let goes = |block: &Block| {
            (block.role.is_furniture() && !open.contains(&block.span))
                || (block.is(Role::Caption) && captions == Captions::Remove)
        };
        let found = |block: &Block| self.roles.contains(&block.role);
        let removals = if blocks.iter().any(found) { removals(document, goes) } else { Vec::new() };
        let mut moves = if self.roles.contains(&Role::Caption) && captions == Captions::Move {
            moves(document)
        } else {
            FxHashMap::default()
        };
        for (at, block) in blocks.iter().enumerate() {
            if !found(block) {
                if tails && !block.role.is_furniture() {
                    report_tail(cx, block);
                }
                continue;
            }
            let report = cx.report(block.span).arg("text", quoted(document.slice(block.span)));
            let caption = block.is(Role::Caption);
            if goes(block) {
                let lines = removals.get(at).copied().unwrap_or_default();
                let report = report.fix("fix", vec![Edit::delete(lines)]);
                if caption { report.severity(Severity::Warning).emit() } else { report.emit() }
            } else if let Some(edits) = moves.remove(&at) {
                report.severity(Severity::Warning).fix("move", edits).emit();
            } else {
                report.emit();
            }
        }
    }
}

/// The jump lines that name another file of the run, and that no repair follows: a person needs them to find the other
/// half.
fn followed_by_hand(cx: &Context<'_>) -> Vec<Span> {
    let Some(verdicts) = cx.verdicts() else { return Vec::new() };
    let open = verdicts.on(cx.document()).into_iter().filter(|(verdict, _)| verdict.moved().is_none());
    open.map(|(_, span)| span).collect()
}

/// For the first caption of an article that does not stand behind it, the moves of all its captions to there.
fn moves(document: &Document) -> FxHashMap<usize, Vec<Edit>> {
    let (blocks, lines) = (document.blocks(), document.lines());
    let mut moves = FxHashMap::default();
    // Without a last line end there is no place behind the last line.
    if !document.text().ends_with('\n') {
        return moves;
    }
    let start_of = |line: usize| lines.get(line).map_or(document.text().len(), |line| line.full.start());
    let headline = |at: usize| blocks.get(at).is_some_and(|block| block.is(Role::Headline));
    let mut first = 0;
    while first < blocks.len() {
        let next =
            (first + 1..blocks.len()).find(|&at| headline(at) && !headline(at - 1)).unwrap_or(blocks.len());
        let article = blocks.get(first..next).unwrap_or_default();
        let body = article.iter().rposition(|block| !block.is(Role::Caption)).unwrap_or(0);
        let to = article.last().map_or(0, |last| start_of(last.lines.end));
        let misplaced: Vec<usize> =
            (first..first + body).filter(|&at| blocks.get(at).is_some_and(|b| b.is(Role::Caption))).collect();
        let edits = misplaced.iter().filter_map(|&at| {
            let above = at.checked_sub(1).and_then(|i| blocks.get(i)).map_or(0, |block| block.lines.end);
            let block = blocks.get(at)?;
            let span = Span::new(start_of(above), start_of(block.lines.end));
            Some(Edit::Move { span, to: u32::try_from(to).ok()? })
        });
        if let Some(leader) = misplaced.first() {
            moves.insert(*leader, edits.collect());
        }
        first = next;
    }
    moves
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

fn quoted(text: &str) -> String {
    let mut quoted: String = text.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}
