//! Lines to blocks: each line a block of its own, but for hard-wrapped lines, which make one block together.

use unicode_width::UnicodeWidthStr;

use super::heading;
use super::shape::{folded, is_end_mark};
use crate::document::{Block, Document, Line, Role};
use crate::source::Span;

/// Display columns of the narrowest and the widest line that is taken for a wrapped one.
const NARROWEST: usize = 20;
const WIDEST: usize = 130;
/// Columns by which full lines of one column of print differ.
const PLAY: usize = 3;
/// A file is hard-wrapped where so many pairs of neighbouring lines look it, and so large a share of all pairs.
const FEWEST_PAIRS: usize = 4;
const LEAST_SHARE: f64 = 0.25;

/// The blocks of a document, all of them body text as yet.
pub fn blocks(document: &Document) -> Vec<Block> {
    let lines = document.lines();
    let joins = joins(document, lines);
    let mut blocks: Vec<Block> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        match blocks.last_mut() {
            Some(block) if joins.get(at).is_some_and(|joined| *joined) => {
                block.span = Span { start: block.span.start, end: line.trimmed.end };
                block.lines.end = at + 1;
            }
            _ => blocks.push(Block { span: line.trimmed, lines: at..at + 1, role: Role::Body }),
        }
    }
    blocks
}

/// For each line, whether it goes on from the line before; empty where the file is not hard-wrapped.
fn joins(document: &Document, lines: &[Line]) -> Vec<bool> {
    let mut joins = vec![false; lines.len()];
    let (mut pairs, mut alike) = (0usize, 0usize);
    for (at, pair) in lines.windows(2).enumerate() {
        let [upper, lower] = pair else { continue };
        if upper.is_blank() || lower.is_blank() {
            continue;
        }
        pairs += 1;
        let goes_on = goes_on(document, upper, lower, lines.get(at + 2));
        alike += usize::from(goes_on);
        if let Some(join) = joins.get_mut(at + 1) {
            *join = goes_on;
        }
    }
    #[allow(clippy::cast_precision_loss)]
    let wrapped = alike >= FEWEST_PAIRS && alike as f64 >= LEAST_SHARE * pairs as f64;
    if wrapped { joins } else { Vec::new() }
}

fn goes_on(document: &Document, upper: &Line, lower: &Line, after: Option<&Line>) -> bool {
    if upper.trimmed.len() > 3 * WIDEST || lower.trimmed.len() > 3 * WIDEST || upper.trimmed.len() < NARROWEST
    {
        return false;
    }
    let (above, below) = (document.slice(upper.trimmed), document.slice(lower.trimmed));
    if above.ends_with(is_end_mark)
        || above.ends_with(['”', '）', ')', '：', ':'])
        || is_indented(document, lower)
    {
        return false;
    }
    let (wide, next) = (above.width(), below.width());
    if !(NARROWEST..=WIDEST).contains(&wide) || next > wide + PLAY {
        return false;
    }
    // A line that is shorter than the one above closes its paragraph: with a mark, or before a gap or an indent.
    let closes = next + PLAY >= wide
        || below.ends_with(is_end_mark)
        || below.ends_with(['”', '）', ')'])
        || after.is_none_or(|line| line.is_blank() || is_indented(document, line));
    closes && !is_alone(above) && !is_alone(below)
}

fn is_indented(document: &Document, line: &Line) -> bool {
    let lead = document.slice(Span { start: line.span.start, end: line.trimmed.start });
    lead.chars().map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum::<usize>() >= 2
}

/// Whether a line has a role of its own whatever stands around it.
fn is_alone(text: &str) -> bool {
    let mut line = Vec::new();
    folded(text, &mut line);
    super::furniture::read(&line).is_some()
        || super::byline::is_byline(&line)
        || super::caption::is_caption(text)
        || super::jump::at_end(text).is_some_and(|range| range.start == 0)
        || (heading::is_numbered(&line) && heading::likeness(&line) == heading::Likeness::Strong)
}
