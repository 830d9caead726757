//! Cells to stacks: what stands one below the other in a column of print.

use unicode_width::UnicodeWidthStr;

use super::grid::{Cell, INDENT, PLAY, Row};
use crate::document::Document;
use crate::document::flow::edges::{self, End};
use crate::document::layout;
use crate::document::lines::NARROWEST;
use crate::lang::lexicon::breaks_word;
use crate::source::Span;

/// A column goes on past as many rows in which it has nothing: lines of its neighbours on other baselines.
const SKIPPED: usize = 3;
/// A column of running text has so many lines.
const FEWEST_LINES: usize = 4;
/// Lines of a headline, at most.
const MOST_HEADING: usize = 3;
/// Its last lines tell where it stands.
const RECENT: usize = 7;
/// A cell goes on with a column that it shares so much with, unless it shares as much as the second figure with another.
const SAME: f32 = 0.5;
const OTHER: f32 = 0.3;
/// Lines of a column that are looked at for words that go on in the next line.
const MOST_COMPARED: usize = 60;

/// Cells below each other, by the number of their row; rows count from 0 and leave blank lines out.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    pub cells: Vec<(usize, Cell)>,
    pub left: usize,
    /// The end of its widest cell.
    pub right: usize,
    /// How far to the right nothing else stands beside it: for headings, which part what is above from what is below.
    pub reach: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A headline, a subhead or a byline.
    Heading {
        byline: bool,
    },
}

impl Stack {
    fn new(row: usize, cell: Cell, kind: Kind, reach: usize) -> Self {
        Self { cells: vec![(row, cell)], left: cell.start, right: cell.end, reach, kind }
    }

    pub fn first(&self) -> usize {
        self.cells.first().map_or(0, |(row, _)| *row)
    }

    pub fn last(&self) -> usize {
        self.cells.last().map_or(0, |(row, _)| *row)
    }

    pub fn is_heading(&self) -> bool {
        self.kind != Kind::Text
    }

    fn last_cell(&self) -> Option<Cell> {
        self.cells.last().map(|(_, cell)| *cell)
    }

    fn push(&mut self, row: usize, cell: Cell, reach: usize) {
        self.cells.push((row, cell));
        self.fit();
        self.reach = self.reach.min(reach);
    }

    /// Finds where it stands from its last cells.
    fn fit(&mut self) {
        let recent = || self.cells.iter().rev().take(RECENT).map(|(_, cell)| cell);
        let mut starts: Vec<usize> = recent().map(|cell| cell.start).collect();
        starts.sort_unstable();
        self.left = starts.get(starts.len().saturating_sub(1) / 2).copied().unwrap_or(self.left);
        self.right = self.left + recent().map(|cell| cell.end - cell.start).max().unwrap_or(0);
    }

    fn width(&self) -> usize {
        self.right - self.left
    }

    /// How much of the cell or of the column, whichever is narrower, the two share; from 0 to 1.
    fn share(&self, cell: Cell) -> f32 {
        let shared = self.right.min(cell.end).saturating_sub(self.left.max(cell.start));
        #[allow(clippy::cast_precision_loss)]
        let share = shared as f32 / self.width().min(cell.end - cell.start).max(1) as f32;
        share
    }

    /// Whether its lines are running text that was set in a column: full lines that break off anywhere.
    pub fn is_prose(&self, document: &Document) -> bool {
        if self.is_heading() || self.cells.len() < FEWEST_LINES {
            return false;
        }
        let texts: Vec<&str> = self.cells.iter().map(|(_, cell)| document.slice(cell.span)).collect();
        let widths: Vec<usize> = texts.iter().map(|text| text.width()).collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let full = widths.iter().filter(|width| **width * 5 >= widest * 4).count();
        if widest < NARROWEST || full * 5 < texts.len() * 3 {
            return false;
        }
        let open = texts.iter().filter(|text| edges::end(text) == End::Open).count();
        let pairs = || texts.iter().zip(texts.iter().skip(1)).take(MOST_COMPARED);
        let in_word = pairs().filter(|(upper, lower)| breaks_word(upper, lower)).count();
        open * 2 >= texts.len() && in_word > 0 && in_word * 10 >= pairs().count()
    }
}

/// Whether a line is a byline, and not the credit of a picture.
fn is_byline(text: &str) -> bool {
    layout::is_byline(text) && !text.ends_with(['摄', '图'])
}

/// Whether a line is a heading, and not the first line of a column.
fn is_plain_heading(text: &str) -> bool {
    layout::is_surely_heading(text) && !text.contains(['，', '、', ','])
}

/// The stacks of a page.
pub fn stacks(document: &Document, rows: &[Row]) -> Vec<Stack> {
    let mut building = Building { document, stacks: Vec::new(), open: Vec::new() };
    for (number, row) in rows.iter().enumerate() {
        building.part_headings(row);
        building.close_below_headings(number, row);
        let placed: Vec<usize> =
            (0..row.cells.len()).filter_map(|at| building.place(number, row, at)).collect();
        building.close(number, row, &placed);
    }
    let mut stacks = building.stacks;
    settle_headings(document, &mut stacks);
    stacks
}

struct Building<'d> {
    document: &'d Document<'d>,
    stacks: Vec<Stack>,
    /// The numbers of the stacks that can go on.
    open: Vec<usize>,
}

impl Building<'_> {
    /// Puts a cell into the stack that it goes on with, or into a new one. Returns the stack's number.
    fn place(&mut self, number: usize, row: &Row, at: usize) -> Option<usize> {
        let cell = *row.cells.get(at)?;
        let reach = row.cells.get(at + 1).map_or(usize::MAX, |next| next.start);
        let onto = self.onto(cell);
        let stack = onto.and_then(|onto| self.stacks.get(onto));
        let kind = self.kind(stack, cell);
        let opens = layout::opens_article(self.document.slice(cell.span));
        let goes_on = !opens && stack.is_some_and(|stack| stack.is_heading() == (kind != Kind::Text));
        match onto.filter(|_| goes_on) {
            Some(onto) => {
                let stack = self.stacks.get_mut(onto)?;
                stack.push(number, cell, reach);
                if kind == (Kind::Heading { byline: true }) {
                    stack.kind = kind;
                }
                Some(onto)
            }
            None => {
                if let Some(onto) = onto {
                    self.open.retain(|open| *open != onto);
                }
                self.stacks.push(Stack::new(number, cell, kind, reach));
                self.open.push(self.stacks.len() - 1);
                Some(self.stacks.len() - 1)
            }
        }
    }

    /// The open stack that has the cell below it; none where it stands below several.
    fn onto(&self, cell: Cell) -> Option<usize> {
        let share = |open: usize| self.stacks.get(open).map_or(0.0, |stack| stack.share(cell));
        let mut below: Vec<(usize, f32)> = self.open.iter().map(|&open| (open, share(open))).collect();
        below.sort_by(|a, b| b.1.total_cmp(&a.1));
        match below.as_slice() {
            [(best, share), rest @ ..] if *share >= SAME => {
                rest.first().is_none_or(|(_, second)| *second < OTHER).then_some(*best)
            }
            _ => None,
        }
    }

    /// What a cell is that may go on with `stack`.
    fn kind(&self, stack: Option<&Stack>, cell: Cell) -> Kind {
        let text = self.document.slice(cell.span);
        if layout::opens_article(text) {
            return Kind::Text;
        }
        if is_byline(text) {
            return Kind::Heading { byline: true };
        }
        let Some(stack) = stack else {
            return if is_plain_heading(text) { Kind::Heading { byline: false } } else { Kind::Text };
        };
        let above = stack.last_cell().map_or("", |cell| self.document.slice(cell.span));
        if let Kind::Heading { byline } = stack.kind {
            let heading = !byline && is_plain_heading(text);
            return if heading { Kind::Heading { byline: false } } else { Kind::Text };
        }
        let closed = edges::end(above) == End::Stop;
        let short = cell.end + 2 * PLAY < stack.right;
        let heading = short && if closed { layout::is_like_heading(text) } else { is_plain_heading(text) };
        if heading { Kind::Heading { byline: false } } else { Kind::Text }
    }

    /// Parts a headline from the column above it, where a byline or the opening of an article shows what it is.
    fn part_headings(&mut self, row: &Row) {
        for cell in &row.cells {
            let text = self.document.slice(cell.span);
            if !layout::opens_article(text) && !is_byline(text) {
                continue;
            }
            let Some(stack) = self.onto(*cell).and_then(|onto| self.stacks.get_mut(onto)) else { continue };
            if stack.is_heading() {
                continue;
            }
            let is_heading = |(at, (_, cell)): &(usize, &(usize, Cell))| {
                let text = self.document.slice(cell.span);
                let short = cell.end + 2 * PLAY < stack.right || stack.cells.len() <= MOST_HEADING;
                edges::end(text) == End::Open && (short || (*at == 0 && layout::is_surely_heading(text)))
            };
            let above = stack.cells.iter().rev().take(MOST_HEADING).enumerate();
            let headings = above.take_while(is_heading).count();
            let kept = stack.cells.len() - headings;
            let headings = stack.cells.split_off(kept);
            let kind = Kind::Heading { byline: false };
            if stack.cells.is_empty() {
                stack.cells = headings;
                stack.kind = kind;
            } else if let Some((first, rest)) = headings.split_first() {
                let reach = stack.reach;
                let mut heading = Stack::new(first.0, first.1, kind, reach);
                for (row, cell) in rest {
                    heading.push(*row, *cell, reach);
                }
                self.stacks.push(heading);
                self.open.push(self.stacks.len() - 1);
            }
        }
    }

    /// Closes the columns that stand to the right of a headline which opens an article, and have nothing beside it.
    fn close_below_headings(&mut self, number: usize, row: &Row) {
        let opens_below = |heading: &Stack| {
            let mut below = row.cells.iter().filter(|cell| heading.left.abs_diff(cell.start) <= INDENT);
            below.any(|cell| layout::opens_article(self.document.slice(cell.span)))
        };
        let headings = self.open.iter().filter_map(|open| self.stacks.get(*open)).filter(|stack| {
            stack.is_heading()
                && stack.last() + 1 == number
                && (stack.cells.len() > 1
                    || stack.kind == (Kind::Heading { byline: true })
                    || opens_below(stack))
        });
        let areas: Vec<(usize, usize, usize)> =
            headings.map(|heading| (heading.left, heading.reach, heading.first())).collect();
        self.open.retain(|open| {
            let Some(stack) = self.stacks.get(*open) else { return false };
            !areas.iter().any(|(left, reach, first)| {
                stack.left > *left && stack.left < *reach && stack.last() < *first
            })
        });
    }

    /// Closes what a row has put something else below, and what has had nothing for long.
    fn close(&mut self, number: usize, row: &Row, placed: &[usize]) {
        self.open.retain(|open| {
            let Some(stack) = self.stacks.get(*open) else { return false };
            let covered = |cell: &Cell| stack.share(*cell) >= OTHER;
            placed.contains(open) || (stack.last() + SKIPPED >= number && !row.cells.iter().any(covered))
        });
    }
}

/// A line that is as wide as the text below it, or goes on in it, is no heading; and a heading reaches no farther than to
/// a column that runs on beside it.
fn settle_headings(document: &Document, stacks: &mut Vec<Stack>) {
    let width = |stack: &Stack| {
        stack.cells.iter().map(|(_, cell)| document.slice(cell.span).width()).max().unwrap_or(0)
    };
    let text = |cell: Option<&(usize, Cell)>| cell.map_or("", |(_, cell)| document.slice(cell.span));
    for at in 0..stacks.len() {
        let Some(stack) = stacks.get(at).filter(|stack| stack.kind == Kind::Heading { byline: false }) else {
            continue;
        };
        let below = stacks.iter().position(|below| {
            below.first() > stack.last()
                && below.first() <= stack.last() + 2
                && below.left.abs_diff(stack.left) <= INDENT
        });
        let Some((number, below)) = below.and_then(|at| Some((at, stacks.get(at)?))) else { continue };
        let same = width(stack).abs_diff(width(below)) <= PLAY
            || breaks_word(text(stack.cells.last()), text(below.cells.first()));
        if !below.is_heading() && same && !layout::opens_article(text(below.cells.first())) {
            let cells = stack.cells.clone();
            if let Some(below) = stacks.get_mut(number) {
                below.cells.splice(0..0, cells);
                below.fit();
            }
            if let Some(stack) = stacks.get_mut(at) {
                stack.cells.clear();
            }
        }
    }
    stacks.retain(|stack| !stack.cells.is_empty());
    let shapes: Vec<Stack> = stacks.to_vec();
    for stack in stacks.iter_mut() {
        if !stack.is_heading() {
            stack.reach = stack.right;
            continue;
        }
        let (first, last) = (stack.first(), stack.last());
        let runs_beside =
            |other: &&Stack| other.left >= stack.right && other.first() < first && other.last() > last;
        let beside = shapes.iter().filter(runs_beside).map(|other| other.left).min();
        stack.reach = stack.reach.min(beside.unwrap_or(usize::MAX)).max(stack.right);
    }
}

/// The span of a cell with the spaces that set it in from the left edge of its column.
pub fn with_indent(document: &Document, stack: &Stack, cell: Cell) -> Span {
    let before = document.text().get(..cell.span.start()).unwrap_or("");
    let spaces = before.chars().rev().take_while(|c| c.is_whitespace() && *c != '\n' && *c != '\r');
    let taken: usize = spaces.take(cell.start.saturating_sub(stack.left) / 2).map(char::len_utf8).sum();
    Span::new(cell.span.start() - taken, cell.span.end())
}
