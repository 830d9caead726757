//! Which lines go on with the paragraph of the line before: those of a text that was broken where the print's lines end.
//!
//! A column of print has one width. A line that fills it goes on in the next, unless that is set in or is a heading or
//! the like; a shorter line closes its paragraph. Each run of lines between blank ones has its own width.

use unicode_width::UnicodeWidthStr;

use super::shape::is_end_mark;
use super::{byline, caption, furniture, heading, jump, shape};
use crate::document::flow::edges;
use crate::document::lines::{NARROWEST, WIDEST};
use crate::document::{Document, Line};
use crate::lang::continuity;
use crate::lang::lexicon::breaks_word;
use crate::source::Span;

/// Columns by which full lines of one column of print differ.
const PLAY: usize = 3;
/// Columns by which the first line of a paragraph is set in.
const INDENT: usize = 4;
/// A file is hard-wrapped where so many pairs of neighbouring lines look it, and so large a share of all pairs.
const FEWEST_PAIRS: usize = 4;
const LEAST_SHARE: f64 = 0.25;
/// In so many of a hundred such pairs at least, a word goes on in the next line.
const LEAST_IN_WORD: usize = 10;
/// Pairs that are looked at for such words.
const MOST_COMPARED: usize = 200;
/// A run of fewer lines does not tell its own width: those before it and after it do.
const FEWEST_LINES: usize = 3;
const NEAR: usize = 8;
/// Blank lines that may stand between two lines of a paragraph.
const MOST_BLANK: usize = 2;
/// Of a hundred lines so many are set in where the page sets its paragraphs in.
const LEAST_INDENTED: usize = 5;

/// What the language model must say for a line that ends with its mark to go on in the next: that a full line ends so by
/// chance is half as likely in the middle of a paragraph as at its end.
const CLOSED_GAIN: f32 = 1.0;
/// What it must say for a line to go on past a blank one.
const BLANK_GAIN: f32 = 4.0;

/// A line that is not blank.
struct Row<'d> {
    /// The number of the line.
    number: usize,
    text: &'d str,
    /// Its width in display columns.
    width: usize,
    /// Whether white space sets it in.
    indented: bool,
    /// Whether the lines stand mixed with those of other columns.
    mixed: bool,
    /// The width of its column.
    column: usize,
}

/// For each line of the document, whether it goes on from the line before; empty where the text is not hard-wrapped.
pub fn goes_on(document: &Document) -> Vec<bool> {
    let lines = document.lines();
    if !is_wrapped(document, lines) {
        return Vec::new();
    }
    let mut rows = rows(document, lines);
    measure(&mut rows);
    let habits = Habits { indents: indents(&rows), parted: parted(&rows) };
    let mut goes_on = vec![false; lines.len()];
    for (at, pair) in rows.windows(2).enumerate() {
        if let [upper, lower] = pair
            && continues(document, upper, lower, rows.get(at + 2), habits)
            && let Some(slot) = goes_on.get_mut(lower.number)
        {
            *slot = true;
        }
    }
    goes_on
}

/// Whether so many neighbouring lines look like pieces of one paragraph that the text was broken where print was.
fn is_wrapped(document: &Document, lines: &[Line]) -> bool {
    let (mut pairs, mut alike, mut in_word) = (0_usize, 0_usize, 0_usize);
    for pair in lines.windows(2) {
        let [upper, lower] = pair else { continue };
        if upper.is_blank() || lower.is_blank() {
            continue;
        }
        pairs += 1;
        if upper.trimmed.len() > 3 * WIDEST
            || lower.trimmed.len() > 3 * WIDEST
            || upper.trimmed.len() < NARROWEST
        {
            continue;
        }
        let (above, below) = (document.slice(upper.trimmed), document.slice(lower.trimmed));
        let wide = above.width();
        let full = (NARROWEST..=WIDEST).contains(&wide) && below.width().abs_diff(wide) <= PLAY;
        if full && !is_closed(above) {
            alike += 1;
            in_word += usize::from(alike <= MOST_COMPARED && breaks_word(above, below));
        }
    }
    #[allow(clippy::cast_precision_loss)]
    let share = alike as f64 >= LEAST_SHARE * pairs as f64;
    alike >= FEWEST_PAIRS && share && in_word * 100 >= LEAST_IN_WORD * alike.min(MOST_COMPARED)
}

fn rows<'d>(document: &Document<'d>, lines: &[Line]) -> Vec<Row<'d>> {
    let text = lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
    text.map(|(number, line)| {
        let text = document.slice(line.trimmed);
        let width = if line.trimmed.len() > 3 * WIDEST { usize::MAX } else { text.width() };
        let mixed = document.columns().holds(number);
        Row { number, text, width, indented: is_indented(document, line), mixed, column: 0 }
    })
    .collect()
}

/// Finds the width of the column that each row stands in.
fn measure(rows: &mut [Row]) {
    let mut start = 0;
    while start < rows.len() {
        let rest = rows.get(start..).unwrap_or_default();
        let breaks = rest.windows(2).position(|pair| matches!(pair, [a, b] if b.number > a.number + 1));
        let end = start + breaks.map_or(rest.len(), |at| at + 1);
        let own = end - start >= FEWEST_LINES;
        for at in start..end {
            let span = if own {
                start.max(at.saturating_sub(2 * NEAR))..end.min(at + 2 * NEAR)
            } else {
                at.saturating_sub(NEAR)..at + NEAR + 1
            };
            let near = rows.get(span.start..span.end.min(rows.len())).unwrap_or_default();
            let width = commonest(near);
            if let Some(row) = rows.get_mut(at) {
                row.column = width;
            }
        }
        start = end;
    }
}

/// The width that the most rows have; of several, the widest.
fn commonest(rows: &[Row]) -> usize {
    let widths = rows.iter().map(|row| row.width).filter(|width| (NARROWEST..=WIDEST).contains(width));
    let support = |width: usize| rows.iter().filter(|row| row.width.abs_diff(width) <= PLAY).count();
    widths.max_by_key(|width| (support(*width), *width)).unwrap_or(0)
}

/// Whether the page sets the first lines of its paragraphs in.
fn indents(rows: &[Row]) -> bool {
    let full = rows.iter().filter(|row| row.is_full());
    let (all, indented) =
        full.fold((0, 0), |(all, indented), row| (all + 1, indented + usize::from(row.indented)));
    indented >= 2 && indented * 100 >= LEAST_INDENTED * all
}

/// Whether blank lines part the paragraphs: what ends short is followed by one.
fn parted(rows: &[Row]) -> bool {
    let ends = rows.windows(2).filter_map(|pair| match pair {
        [upper, lower] if upper.column > 0 && !upper.is_full() && is_closed(upper.text) => {
            Some(lower.number > upper.number + 1)
        }
        _ => None,
    });
    let (all, blank) = ends.fold((0, 0), |(all, blank), parted| (all + 1, blank + usize::from(parted)));
    all > 0 && blank * 2 >= all
}

/// How a text shows where its paragraphs begin.
#[derive(Clone, Copy)]
struct Habits {
    /// Their first lines are set in.
    indents: bool,
    /// Blank lines part them.
    parted: bool,
}

impl Row<'_> {
    fn is_full(&self) -> bool {
        self.is_full_within(PLAY)
    }

    fn is_full_within(&self, play: usize) -> bool {
        let indent = if self.indented { INDENT } else { 0 };
        self.column > 0 && self.width <= WIDEST && self.width + indent + play >= self.column
    }
}

fn continues(document: &Document, upper: &Row, lower: &Row, after: Option<&Row>, habits: Habits) -> bool {
    let blank = lower.number - upper.number - 1;
    // Where blank lines part the paragraphs, lines without one between belong together, though OCR lost a part of one.
    let together = habits.parted && blank == 0;
    let play = if together { 3 * PLAY } else { PLAY };
    let short = !upper.is_full_within(play);
    let full = !short || (together && !is_closed(upper.text) && !super::is_surely_heading(upper.text));
    let wider = lower.width > upper.column.max(upper.width) + play && !(together && short);
    if upper.mixed || lower.mixed || !full || wider {
        return false;
    }
    if lower.indented || blank > MOST_BLANK {
        return false;
    }
    if is_alone(upper.text) || is_alone(lower.text) || super::opens_article(lower.text) {
        return false;
    }
    if blank > 0 && edges::digits_meet(upper.text, lower.text) {
        return false;
    }
    let closed = is_closed(upper.text);
    let goes_on = match (closed, blank) {
        (true, 0) if habits.indents || habits.parted => true,
        (true, 0) => continuity::gain(document.model(), upper.text, lower.text) >= CLOSED_GAIN,
        (true, _) => false,
        (false, 0) => true,
        (false, _) => {
            breaks_word(upper.text, lower.text)
                || is_comma(upper.text)
                || continuity::gain(document.model(), upper.text, lower.text) >= BLANK_GAIN
        }
    };
    // A line that is shorter than the one above closes its paragraph: with a mark, or before a gap or an indent.
    let closes = together
        || lower.is_full_within(play)
        || is_closed(lower.text)
        || after.is_none_or(|after| after.indented || after.number > lower.number + 1);
    let follows = together && !short && !closed;
    let like_heading = !lower.is_full() && !is_closed(lower.text) && super::is_surely_heading(lower.text);
    goes_on && closes && (follows || !like_heading)
}

fn is_comma(text: &str) -> bool {
    text.ends_with(['，', '、', ','])
}

fn is_closed(text: &str) -> bool {
    text.ends_with(is_end_mark) || text.ends_with(['”', '）', ')', '：', ':'])
}

fn is_indented(document: &Document, line: &Line) -> bool {
    let lead = document.slice(Span { start: line.span.start, end: line.trimmed.start });
    lead.chars().map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum::<usize>() >= 2
}

/// Whether a line has a role of its own whatever stands around it.
pub fn is_alone(text: &str) -> bool {
    let mut line = Vec::new();
    shape::folded(text, &mut line);
    furniture::read(&line).is_some()
        || byline::is_byline(&line)
        || caption::is_caption(text)
        || jump::at_end(text).is_some_and(|range| range.start == 0)
        || (heading::is_numbered(&line) && heading::likeness(&line) == heading::Likeness::Strong)
}
