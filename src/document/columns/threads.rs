//! Columns that a text mixes without saying where they stand: `pdftotext` without `-layout`, and OCR by rows.
//!
//! Each line that breaks off goes on in another: the language model tells in which. Followed from line to line these
//! make threads, paragraphs mostly. A text in which many lines go on elsewhere than in the next line is a mix.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::grid::{Cell, PLAY, Row};
use crate::document::flow::edges::{self, End};
use crate::document::lines::{NARROWEST, WIDEST};
use crate::document::{Document, layout};
use crate::lang::chars::is_han;
use crate::lang::lexicon::breaks_word;
use crate::lang::model::{History, Model};
use crate::source::Span;

/// Lines before and after a line among which it may go on.
const BEFORE: usize = 40;
const AFTER: usize = 40;
/// Lines near by that tell the width of a column.
const NEAR: usize = 8;
/// So many lines of them must have a line's width for it to be full, itself among them.
const FEWEST_FULL: usize = 3;
/// Characters of the next line that are looked at.
const LOOKED_AT: usize = 8;
/// What must speak for a link, as a natural logarithm of odds.
const LIKELY: f32 = 4.0;
/// What being the next line adds, and what being one of the next few.
const NEXT: f32 = 7.0;
const SOON: f32 = 3.0;
const FEW: usize = 8;
const BACK: f32 = -2.0;
/// A text is a mix where so many lines surely go on elsewhere, though the next line hardly goes on with them; and where
/// they are so large a share of all, in percent.
const SURE: f32 = 6.0;
const HARDLY: f32 = 1.0;
const FEWEST_ELSEWHERE: usize = 4;
const LEAST_ELSEWHERE: usize = 8;

/// At least one of so many of them must be in the middle of a word.
const LEAST_IN_WORD: usize = 6;

/// A line of a column, or a line that is no part of one.
struct Piece<'d> {
    model: &'d Model<'d>,
    span: Span,
    line: usize,
    text: &'d str,
    width: usize,
    /// Whether it can go on in another line, and whether another can go on in it.
    breaks_off: bool,
    joins: bool,
    closed: bool,
    /// Which piece of its line it is, and of how many.
    of: (usize, usize),
    history: History,
    /// Logarithm of the probability that a paragraph begins so; known when it was asked for.
    start: OnceCell<f32>,
}

impl Piece<'_> {
    fn start(&self) -> f32 {
        *self.start.get_or_init(|| self.model.text(History::START, self.text, LOOKED_AT))
    }
}

/// A link from a piece to the one that it goes on in.
struct Link {
    tail: usize,
    head: usize,
    score: f32,
}

/// The threads of a page, each as its pieces in the order of print; none where the lines stand in order.
pub fn threads(document: &Document, rows: &[Row]) -> Option<Vec<Vec<(usize, Span)>>> {
    let widths: Vec<usize> = rows.iter().flat_map(|row| &row.cells).map(Cell::width).collect();
    // Most texts have not so many lines that could go on elsewhere: the model is asked of none of them.
    if !is_enough(may_go_on(document, rows, &widths), widths.len()) {
        return None;
    }
    let pieces = pieces(document, rows, &widths);
    let pair = |tail: usize, head: usize| pieces.get(tail).zip(pieces.get(head));
    let hardly_goes_on =
        |tail: usize| pair(tail, tail + 1).is_none_or(|(tail, next)| score(tail, next) < HARDLY);
    let open =
        pieces.iter().enumerate().filter(|(_, piece)| piece.breaks_off && piece.text.ends_with(is_han));
    if !is_enough(open.filter(|(at, _)| hardly_goes_on(*at)).count(), pieces.len()) {
        return None;
    }
    let links = links(&pieces);
    let elsewhere: Vec<(&Piece, &Piece)> = links
        .iter()
        .filter(|link| link.head != link.tail + 1 && link.score >= SURE)
        .filter(|link| hardly_goes_on(link.tail))
        .filter_map(|link| pair(link.tail, link.head))
        .filter(|(tail, _)| tail.text.ends_with(is_han))
        .collect();
    // Lines that end where they should, those of verse or of a list, break no word.
    let in_word = elsewhere.iter().filter(|(tail, head)| breaks_word(tail.text, head.text)).count();
    if !is_enough(elsewhere.len(), pieces.len()) || in_word * LEAST_IN_WORD < elsewhere.len() {
        return None;
    }
    Some(follow(&pieces, &links))
}

/// Whether so many of all pieces go on elsewhere that a text is a mix.
fn is_enough(elsewhere: usize, all: usize) -> bool {
    elsewhere >= FEWEST_ELSEWHERE && elsewhere * 100 >= LEAST_ELSEWHERE * all
}

/// How many pieces are full and break off behind a Han character.
fn may_go_on(document: &Document, rows: &[Row], widths: &[usize]) -> usize {
    let cells = rows.iter().flat_map(|row| &row.cells).enumerate();
    let open = cells.filter(|(_, cell)| document.slice(cell.span).ends_with(is_han));
    open.filter(|(at, cell)| cell.width() <= WIDEST && is_full(widths, *at)).count()
}

/// Whether a piece is as wide as several near by, given the widths of all.
fn is_full(widths: &[usize], at: usize) -> bool {
    let Some(&width) = widths.get(at).filter(|width| **width >= NARROWEST) else { return false };
    let near = widths.iter().skip(at.saturating_sub(NEAR)).take(2 * NEAR + 1);
    near.filter(|other| **other >= NARROWEST && other.abs_diff(width) <= PLAY).count() >= FEWEST_FULL
}

fn pieces<'d>(document: &Document<'d>, rows: &[Row], widths: &[usize]) -> Vec<Piece<'d>> {
    let mut pieces: Vec<Piece> = Vec::new();
    for row in rows {
        for (at, cell) in row.cells.iter().enumerate() {
            let of = (at, row.cells.len());
            let text = document.slice(cell.span);
            let width = cell.width();
            let alone = layout::is_alone(text) || width > WIDEST;
            let opens = layout::opens_article(text);
            let closed = matches!(edges::end(text), End::Stop | End::Colon);
            let joins = !alone && !opens;
            pieces.push(Piece {
                model: document.model(),
                span: cell.span,
                line: row.line,
                text,
                width,
                breaks_off: !alone && is_full(widths, pieces.len()),
                joins,
                closed,
                of,
                history: History::after(text),
                start: OnceCell::new(),
            });
        }
    }
    pieces
}

/// How much likelier the head goes on with the tail than that it begins a paragraph.
fn score(tail: &Piece, head: &Piece) -> f32 {
    tail.model.text(tail.history, head.text, LOOKED_AT) - head.start()
}

/// The links, the likeliest first taken, each tail and each head once.
fn links(pieces: &[Piece]) -> Vec<Link> {
    let mut found = Vec::new();
    for (tail, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.breaks_off) {
        // After a full stop a paragraph may be at its end.
        let end = if piece.closed { piece.model.log_end(piece.history) + LIKELY } else { 0.0 };
        let range = tail.saturating_sub(BEFORE)..(tail + AFTER).min(pieces.len());
        for head in range.filter(|head| *head != tail) {
            let Some(other) =
                pieces.get(head).filter(|other| other.joins && other.width <= piece.width + PLAY)
            else {
                continue;
            };
            // What stands on one line stood in different columns.
            if other.line == piece.line {
                continue;
            }
            let same_place = other.of == piece.of;
            let place = match head.checked_sub(tail) {
                Some(1) if piece.of.1 == 1 => NEXT,
                Some(distance) if distance <= FEW && same_place && piece.of.1 > 1 => NEXT,
                Some(distance) if distance <= FEW => SOON,
                _ if piece.closed => continue,
                Some(_) => 0.0,
                None => BACK,
            };
            let needed = LIKELY + end - place + other.start();
            if let Some(log) = piece.model.text_above(piece.history, other.text, LOOKED_AT, needed) {
                found.push(Link { tail, head, score: log - other.start() + place - end });
            }
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.tail.cmp(&b.tail)));
    let mut taken = Taken::new(pieces.len());
    found.retain(|link| taken.take(link));
    found
}

/// Which pieces are linked, and the last piece of each thread.
struct Taken {
    next: Vec<Option<usize>>,
    before: Vec<Option<usize>>,
}

impl Taken {
    fn new(count: usize) -> Self {
        Self { next: vec![None; count], before: vec![None; count] }
    }

    fn take(&mut self, link: &Link) -> bool {
        let free = |side: &[Option<usize>], at: usize| side.get(at).is_some_and(Option::is_none);
        if !free(&self.next, link.tail) || !free(&self.before, link.head) {
            return false;
        }
        // No thread goes round.
        let mut at = link.head;
        while let Some(Some(next)) = self.next.get(at) {
            at = *next;
        }
        if at == link.tail {
            return false;
        }
        if let (Some(next), Some(before)) = (self.next.get_mut(link.tail), self.before.get_mut(link.head)) {
            *next = Some(link.head);
            *before = Some(link.tail);
        }
        true
    }
}

/// The threads in the order in which their first pieces stand.
fn follow(pieces: &[Piece], links: &[Link]) -> Vec<Vec<(usize, Span)>> {
    let next: FxHashMap<usize, usize> = links.iter().map(|link| (link.tail, link.head)).collect();
    let mut first = vec![true; pieces.len()];
    for link in links {
        if let Some(slot) = first.get_mut(link.head) {
            *slot = false;
        }
    }
    let starts = first.iter().enumerate().filter(|(_, first)| **first).map(|(at, _)| at);
    starts
        .map(|start| {
            let chain = std::iter::successors(Some(start), |at| next.get(at).copied());
            chain.filter_map(|at| pieces.get(at)).map(|piece| (piece.line, piece.span)).collect()
        })
        .collect()
}
