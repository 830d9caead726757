//! Columns of print that a text holds side by side, line by line, and the order in which their lines stood in print.
//!
//! Found from the lines alone, below blocks and their roles: [`grid`] cuts lines into cells, [`stacks`] puts cells that
//! stood below each other in print into columns, [`order`] reads the columns. Empty for a text whose lines are whole.

mod grid;
mod order;
mod stacks;
mod threads;

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Document, Line};
use crate::lang::marks;
use crate::source::Span;
use stacks::Stack;

/// The mixes of a document, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    pub mixes: Vec<Mix>,
}

/// Lines that hold several columns of print beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mix {
    /// The numbers of its lines, from 0.
    pub lines: Range<usize>,
    /// Its text, in the order of print. No two overlap, and only white space is outside of them.
    pub segments: Vec<Segment>,
    /// How many columns of running text it holds.
    pub columns: usize,
}

/// A line of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Its bytes, with the white space that sets the first line of a paragraph in.
    pub span: Span,
    /// The number of the line of the file that it stands on.
    pub line: usize,
    /// Whether it goes on in the column of the segment before, right below it.
    pub goes_on: bool,
}

impl Columns {
    /// Whether a line is part of a mix.
    pub fn holds(&self, line: usize) -> bool {
        let after = self.mixes.partition_point(|mix| mix.lines.start <= line);
        after.checked_sub(1).and_then(|at| self.mixes.get(at)).is_some_and(|mix| mix.lines.contains(&line))
    }

    pub fn is_empty(&self) -> bool {
        self.mixes.is_empty()
    }
}

/// Characters of a line that is too long for a row of a page.
const LONGEST: usize = 400;
/// Lines that are looked at together, at most; pages are shorter.
const MOST_LINES: usize = 600;
/// Stacks that are put in order, at most; pages have fewer.
const MOST_STACKS: usize = 160;
/// A page that is a mix has at least so many lines with a gap inside.
const FEWEST_GAPS: usize = 4;
/// Bytes of the shortest line of a column, and how many such lines a page of them has.
const SHORTEST: usize = 24;
const FEWEST_SHORT: usize = 12;
/// Rows in which two columns must stand beside each other.
const FEWEST_ROWS: usize = 3;

/// What is mixed in a document.
pub fn find(document: &Document) -> Columns {
    let lines = document.lines();
    let mut mixes = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let length = page(document, rest);
        let page = rest.get(..length).unwrap_or_default();
        mixes.extend(placed(document, page, start).or_else(|| threaded(document, page, start)));
        start += length.max(1);
    }
    Columns { mixes }
}

/// How many lines belong to the page that begins with the first: up to a form feed or a line that no page holds.
fn page(document: &Document, lines: &[Line]) -> usize {
    let ends = |line: &&Line| line.span.len() > 3 * LONGEST || document.slice(line.span).starts_with('\x0c');
    let end = lines.iter().skip(1).take(MOST_LINES).position(|line| ends(&line));
    end.map_or(lines.len().min(MOST_LINES), |end| end + 1)
}

/// Columns whose places show in the gaps between them.
fn placed(document: &Document, lines: &[Line], first: usize) -> Option<Mix> {
    let two_spaces = memchr::memmem::Finder::new("  ");
    let has_gap = |line: &&Line| two_spaces.find(document.slice(line.trimmed).as_bytes()).is_some();
    let long = |line: &Line| line.span.len() > 3 * LONGEST;
    if lines.iter().any(long) || lines.iter().filter(has_gap).nth(FEWEST_GAPS - 1).is_none() {
        return None;
    }
    let rows = grid::rows(document, lines, first);
    let stacks = stacks::stacks(document, &rows);
    let prose: Vec<&Stack> = stacks.iter().filter(|stack| stack.is_prose(document)).collect();
    let side_by_side = prose.iter().filter(|a| prose.iter().any(|b| are_beside(a, b))).count();
    if stacks.len() > MOST_STACKS || side_by_side < 2 {
        return None;
    }
    let order = order::order(&stacks);
    let mut segments = Vec::new();
    let mut above: Option<&Stack> = None;
    for stack in order.iter().filter_map(|number| stacks.get(*number)) {
        let below = above.is_some_and(|above| {
            !above.is_heading()
                && !stack.is_heading()
                && above.left.abs_diff(stack.left) <= grid::INDENT
                && above.last() < stack.first()
        });
        for (at, (row, cell)) in stack.cells.iter().enumerate() {
            let line = rows.get(*row).map_or(first, |row| row.line);
            let span = stacks::with_indent(document, stack, *cell);
            segments.push(Segment { span, line, goes_on: at > 0 || below });
        }
        above = Some(stack);
    }
    Some(Mix { lines: first..first + lines.len(), segments, columns: side_by_side })
}

/// Columns of which only the words tell.
fn threaded(document: &Document, lines: &[Line], first: usize) -> Option<Mix> {
    let filled = lines.iter().filter(|line| !line.is_blank());
    let (all, short) = filled.fold((0, 0), |(all, short), line| {
        (all + 1, short + usize::from((SHORTEST..=LONGEST).contains(&line.trimmed.len())))
    });
    if short < FEWEST_SHORT || short * 5 < all * 3 || are_parted(document, lines) {
        return None;
    }
    let rows = grid::rows(document, lines, first);
    let threads = threads::threads(document, &rows)?;
    let mut segments = Vec::new();
    for thread in threads {
        let pieces = thread.iter().enumerate();
        segments.extend(pieces.map(|(at, (line, span))| Segment {
            span: *span,
            line: *line,
            goes_on: at > 0,
        }));
    }
    Some(Mix { lines: first..first + lines.len(), segments, columns: 2 })
}

/// Whether blank lines part the paragraphs: then whatever read the page told its columns apart.
fn are_parted(document: &Document, lines: &[Line]) -> bool {
    let ends = lines.windows(2).filter_map(|pair| match pair {
        [line, next] if marks::is_closed(document.slice(line.trimmed)) => Some(next.is_blank()),
        _ => None,
    });
    let (all, blank) = ends.fold((0, 0), |(all, blank), parted| (all + 1, blank + usize::from(parted)));
    blank * 3 >= all * 2
}

/// Whether two stacks stand beside each other in many rows.
fn are_beside(a: &Stack, b: &Stack) -> bool {
    let rows: FxHashSet<usize> = a.cells.iter().map(|(row, _)| *row).collect();
    a.left != b.left && b.cells.iter().filter(|(row, _)| rows.contains(row)).count() >= FEWEST_ROWS
}

#[cfg(test)]
mod tests;
