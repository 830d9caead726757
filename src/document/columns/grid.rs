//! Lines as rows of cells: pieces of text parted by gaps, each at its place across the page.

use std::cell::OnceCell;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::document::lines::NARROWEST;
use crate::document::{Document, Line, layout};
use crate::lang::characters::characters;
use crate::lang::chars::is_han;
use crate::source::Span;

/// Spaces in a row that part two cells. A single one parts words, too.
const GAP: usize = 2;
/// Rows above and below a row that tell the width of its columns.
const NEAR: usize = 6;
/// So many of them must agree.
const FEWEST_ROWS: usize = 4;
/// Half-widths by which full lines of one column differ.
pub const PLAY: usize = 2;
/// Half-widths by which the first line of a paragraph is set in, at most.
pub const INDENT: usize = 6;
/// Half-widths of the room between columns of which a single space is left, at most.
const WIDEST_ROOM: usize = 9;
/// A tab reaches the next column that this divides.
const TAB: usize = 8;

/// A piece of a line. `start` and `end` are half-widths from the left of the page: a Han character is two wide, a Latin
/// one about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub span: Span,
    pub start: usize,
    pub end: usize,
}

impl Cell {
    /// In half-widths.
    pub fn width(&self) -> usize {
        self.end - self.start
    }
}

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number of the line.
    pub line: usize,
    pub cells: Vec<Cell>,
    /// Whether a cell has a single space inside.
    spaced: bool,
}

/// How the spaces of a gap give the place of the cell after it. `pdftotext -layout` counts characters, each as wide as
/// any other, so that a place is twice the characters before it; an editor or a typist counts display columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Characters,
    Columns,
}

/// The rows of some lines, in the measure in which their cells stand one below the other.
pub fn rows(document: &Document, lines: &[Line], first: usize) -> Vec<Row> {
    let read = |measure| -> Vec<Row> {
        let numbered = lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
        numbered.map(|(at, line)| row(document, line, first + at, measure)).collect()
    };
    let mut rows = read(Measure::Characters);
    if rows.iter().any(|row| row.cells.len() > 1) {
        let columns = read(Measure::Columns);
        // Rows of Han alone stand below each other in either measure: only a clear lead speaks for display columns.
        if 2 * aligned(&columns) > 3 * aligned(&rows) {
            rows = columns;
        }
    }
    part_at_single_spaces(document, &mut rows);
    rows
}

fn row(document: &Document, line: &Line, number: usize, measure: Measure) -> Row {
    let mut row = Row { line: number, cells: Vec::with_capacity(1), spaced: false };
    let mut cell: Option<Cell> = None;
    let (mut before, mut columns, mut blanks) = (0, 0, GAP);
    for (offset, c) in characters(document.slice(line.span)) {
        // Nearly all characters are Han: what they are is told fast.
        let is_han = is_han(c);
        let width = match c {
            _ if is_han => 2,
            '\t' => TAB - columns % TAB,
            _ => c.width().unwrap_or(0),
        };
        if !is_han && c.is_whitespace() {
            blanks += if matches!(c, '\t' | '\u{3000}') { GAP } else { 1 };
            before += if c == '\t' { width } else { 1 };
        } else {
            let byte = line.span.start() + offset;
            let next = byte + c.len_utf8();
            match &mut cell {
                Some(cell) if blanks < GAP => {
                    cell.span = Span::new(cell.span.start(), next);
                    cell.end += blanks + width;
                    row.spaced |= blanks > 0;
                }
                _ => {
                    row.cells.extend(cell);
                    let start = if measure == Measure::Characters { 2 * before } else { columns };
                    cell = Some(Cell { span: Span::new(byte, next), start, end: start + width });
                }
            }
            blanks = 0;
            before += 1;
        }
        columns += width;
    }
    row.cells.extend(cell);
    row
}

/// How many cells that are not the first of their row begin below another such cell.
fn aligned(rows: &[Row]) -> usize {
    let inner = |row: &Row| row.cells.iter().skip(1).map(|cell| cell.start).collect::<Vec<_>>();
    let starts: Vec<Vec<usize>> = rows.iter().map(inner).collect();
    let below = starts.iter().zip(starts.iter().skip(1));
    below.map(|(upper, lower)| lower.iter().filter(|start| upper.contains(start)).count()).sum()
}

/// Parts cells at single spaces: columns can be so near to each other that a full line leaves no more room. Then the
/// pieces of a row are as wide as the lines of the column, which those of the rows near by tell.
fn part_at_single_spaces(document: &Document, rows: &mut [Row]) {
    let starts =
        |row: &Row| row.cells.iter().map(|cell| cell.start).filter(|start| *start > 2 * GAP).collect();
    let starts: Vec<Vec<usize>> = rows.iter().map(starts).collect();
    // Of most rows nobody asks.
    let known: Vec<OnceCell<Vec<usize>>> = vec![OnceCell::new(); rows.len()];
    let widths_near = |from: usize| {
        let near = rows.iter().zip(&known).skip(from).take(2 * NEAR + 1);
        near.map(|(row, known)| known.get_or_init(|| piece_widths(document, row)))
    };
    let mut parted: Vec<(usize, Vec<Cell>)> = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| row.spaced) {
        // What is no wider than the narrowest line is whole.
        if row.cells.iter().all(|cell| cell.width() <= NARROWEST + PLAY) {
            continue;
        }
        let from = number.saturating_sub(NEAR);
        let widths = common(widths_near(from));
        if widths.is_empty() {
            continue;
        }
        let mut starts: Vec<usize> = starts.iter().skip(from).take(2 * NEAR + 1).flatten().copied().collect();
        starts.sort_unstable();
        let part = |cell: &Cell| {
            let heading = layout::is_surely_heading(document.slice(cell.span));
            let widths = widths.iter().filter(|_| !heading);
            widths
                .filter_map(|width| part(document, *cell, *width, &starts))
                .next()
                .unwrap_or_else(|| vec![*cell])
        };
        parted.push((number, row.cells.iter().flat_map(part).collect()));
    }
    for (number, cells) in parted {
        if let Some(row) = rows.get_mut(number) {
            row.cells = cells;
        }
    }
}

/// The widths of what stands between spaces, where it may be a line of a column.
fn piece_widths(document: &Document, row: &Row) -> Vec<usize> {
    if !row.spaced {
        return row.cells.iter().map(Cell::width).filter(|width| *width >= NARROWEST).collect();
    }
    let pieces = row.cells.iter().flat_map(|cell| document.slice(cell.span).split(char::is_whitespace));
    pieces.map(UnicodeWidthStr::width).filter(|width| *width >= NARROWEST).collect()
}

/// The widths, in half-widths, that several rows have, give or take [`PLAY`]; those of the most rows first.
fn common<'w>(rows: impl Iterator<Item = &'w Vec<usize>> + Clone) -> Vec<usize> {
    let mut left: Vec<(usize, usize)> = Vec::new();
    for width in rows.clone().flatten().copied() {
        let has = |row: &&Vec<usize>| row.iter().any(|other| other.abs_diff(width) <= PLAY);
        let support = rows.clone().filter(has).count();
        if support >= FEWEST_ROWS {
            left.push((support, width));
        }
    }
    left.sort_unstable_by(|a, b| b.cmp(a));
    let mut widths: Vec<usize> = Vec::new();
    for (_, width) in left {
        if widths.iter().all(|other| other.abs_diff(width) > PLAY) {
            widths.push(width);
        }
    }
    widths
}

/// The cell in pieces of about the given width, the last one of that width at most; none where it is not made of such.
fn part(document: &Document, cell: Cell, width: usize, starts: &[usize]) -> Option<Vec<Cell>> {
    let mut pieces = Vec::new();
    let mut rest = cell;
    while rest.end - rest.start > width + PLAY {
        let (piece, after) = cut(document, rest, width, starts)?;
        pieces.push(piece);
        rest = after;
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.push(rest);
    Some(pieces)
}

/// Cuts a cell at the space that is nearest to the given width. A line that is set in is shorter. What comes after it
/// begins where other rows have the next column.
fn cut(document: &Document, cell: Cell, width: usize, starts: &[usize]) -> Option<(Cell, Cell)> {
    let mut at = cell.start;
    let mut best: Option<(usize, usize, usize)> = None;
    for (offset, c) in document.slice(cell.span).char_indices() {
        let piece = at - cell.start;
        let near = piece <= width + PLAY && piece + PLAY + INDENT >= width;
        if c.is_whitespace() && near && best.is_none_or(|(distance, ..)| piece.abs_diff(width) < distance) {
            best = Some((piece.abs_diff(width), cell.span.start() + offset, at));
        }
        at += c.width().unwrap_or(0);
    }
    let (_, byte, end) = best?;
    let left = Cell { span: Span::new(cell.span.start(), byte), end, ..cell };
    let next = starts.get(starts.partition_point(|start| *start <= end)).copied();
    // The room between columns is at least as wide as a character.
    let start = next.filter(|next| *next <= end + WIDEST_ROOM).unwrap_or(end + 2);
    let right = Cell { span: Span::new(byte + 1, cell.span.end()), start, end: cell.end + start - end - 1 };
    Some((left, right))
}
