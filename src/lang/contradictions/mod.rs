//! Figures that cannot be right: arithmetic against the figures beside them, and plain bounds kept as data.
//!
//! One check is one file. Each convicts a figure with a sum that the reader can follow; where the figure is whole and a
//! point put back into it makes the sum come out, that is what was lost.

mod bounds;
mod changes;
mod echoes;
mod facts;
mod parts;
mod population;
mod ratios;
mod style;

use crate::lang::quantities::{Decimal, Dimension, Quantities, Quantity};
use crate::source::Span;
use facts::{Limits, Standing};

/// A figure that cannot be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    pub figure: Quantity,
    pub check: Check,
    /// The sum: 7.8万吨 ÷ 96万亩 = 81.25公斤/亩.
    pub sum: String,
    /// What it should come to: ≥ 100公斤/亩.
    pub limit: String,
    /// The figure with its point put back, the likeliest first; none where no point makes the sum come out.
    pub readings: Vec<Decimal>,
    /// The other figures of the sum.
    pub beside: Vec<Span>,
    /// Whether it is possible, though seldom: it counts only near figures that have lost their points.
    unusual: bool,
}

/// Which check convicted a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// A plain bound.
    Bound,
    /// The quotient of two figures.
    Ratio,
    /// From A to B, with a verb that goes the other way.
    Direction,
    /// A part that is more than its whole.
    Part,
    /// Figures that stand in a sum which does not come out.
    Sum,
    /// More people than live there.
    Population,
    /// The same figures stand elsewhere, of the same thing and with a point.
    Echo,
    /// The percentages around it all have decimals, and it alone is whole and large.
    Style,
}

impl Check {
    pub fn name(self) -> &'static str {
        match self {
            Self::Bound => "bound",
            Self::Ratio => "ratio",
            Self::Direction => "direction",
            Self::Part => "part",
            Self::Sum => "sum",
            Self::Population => "population",
            Self::Echo => "echo",
            Self::Style => "style",
        }
    }
}

/// How many bytes apart figures stand whose lost points speak for each other: a page.
const PAGE: usize = 30_000;
/// How many lost points make the next one likelier.
const PROVED: usize = 2;

/// The contradictions among a text's quantities, in the order of the text; at most one for each figure.
pub fn find(text: &str, quantities: &Quantities) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut population = population::Populations::new(text);
    let mut counted = Vec::new();
    for sentence in quantities.sentences() {
        counted.clear();
        counted.extend(sentence.iter().filter(|q| q.dimension().is_some_and(|d| d != Dimension::Date)));
        if counted.is_empty() {
            continue;
        }
        let sentence = Sentence { text, figures: &counted };
        bounds::check(&sentence, &mut found);
        population.check(&sentence, &mut found);
        if counted.len() > 1 {
            ratios::check(&sentence, &mut found);
            changes::check(&sentence, &mut found);
            parts::check(&sentence, &mut found);
        }
    }
    echoes::check(text, quantities.all(), &mut found);
    style::check(text, quantities.all(), &mut found);
    settle(found)
}

/// Drops what is merely unusual where the page has not lost its points, and all but the best proof of each figure.
fn settle(mut found: Vec<Contradiction>) -> Vec<Contradiction> {
    let proved = found.iter().filter(|c| !c.unusual && c.check != Check::Style && !c.readings.is_empty());
    let proved: Vec<usize> = proved.map(|c| c.figure.span.start()).collect();
    let near = |at: usize| proved.iter().filter(|&&other| other.abs_diff(at) < PAGE).count();
    found.retain(|c| !c.unusual || (!c.readings.is_empty() && near(c.figure.span.start()) >= PROVED));
    found.sort_by_key(|c| (c.figure.span, c.readings.is_empty(), c.unusual));
    found.dedup_by_key(|c| c.figure.span);
    found
}

/// A sentence's figures, without those of dates.
struct Sentence<'t> {
    text: &'t str,
    figures: &'t [Quantity],
}

/// How many bytes before a sentence's first figure belong to its words.
const HEAD: usize = 90;

impl<'t> Sentence<'t> {
    fn written(&self, figure: &Quantity) -> &'t str {
        self.text.get(figure.span.range()).unwrap_or("")
    }

    /// The text between two figures.
    fn between(&self, one: &Quantity, two: &Quantity) -> &'t str {
        self.text.get(one.span.end()..two.span.start()).unwrap_or("")
    }

    /// The clause before a figure, which says what it counts.
    fn label(&self, figure: &Quantity) -> &'t str {
        let end = figure.span.start();
        let start = self.text.floor_char_boundary(end.saturating_sub(60));
        let head = self.text.get(start..end).unwrap_or("");
        let marks = ['，', '。', '；', '：', '、', '\n', ',', ';', ':', '！', '？', '（', '）'];
        head.rsplit(marks).next().unwrap_or(head)
    }

    /// The sentence from its beginning to a figure.
    fn before(&self, figure: &Quantity) -> &'t str {
        let first = self.figures.first().unwrap_or(figure).span.start();
        let start = self.text.floor_char_boundary(first.saturating_sub(HEAD));
        let head = self.text.get(start..first).unwrap_or("");
        let start = head.rfind(['。', '；', '\n', '！', '？']).map_or(start, |at| start + at);
        self.text.get(start..figure.span.start()).unwrap_or("")
    }

    /// The sentence to its last figure, and a little behind it.
    fn words(&self) -> &'t str {
        let Some(last) = self.figures.last() else { return "" };
        let start = last.span.start() - self.before(last).len();
        self.text.get(start..self.text.floor_char_boundary(last.span.end() + 30)).unwrap_or("")
    }

    /// The text right behind a figure, in its clause.
    fn after(&self, figure: &Quantity) -> &'t str {
        let end = self.text.floor_char_boundary(figure.span.end() + 30);
        let rest = self.text.get(figure.span.end()..end).unwrap_or("");
        rest.split(['，', '。', '；', '、', '\n', ',']).next().unwrap_or(rest)
    }
}

fn contains_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// A number for a reader: at most two places, in 万 and 亿 where it is large.
fn shown(value: f64) -> String {
    let (value, scale) = match value.abs() {
        large if large >= 1e8 => (value / 1e8, "亿"),
        large if large >= 1e4 => (value / 1e4, "万"),
        _ => (value, ""),
    };
    let places = if value.abs() < 0.1 { 4 } else { 2 };
    let text = format!("{value:.places$}");
    format!("{}{scale}", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The readings of a figure that some limits let pass, those first that are usual.
fn readings(figure: &Quantity, limits: &Limits, value: impl Fn(f64) -> f64) -> Vec<Decimal> {
    let mut readings = figure.readings(|v| limits.standing(value(v)) != Standing::Impossible);
    readings.sort_by_key(|&number| !limits.is_usual(value(figure.value_of(number))));
    readings
}

/// The one figure of a sum that does not come out, which does with a point put back, and its readings. None where the
/// sum comes out, or more figures than one may be wrong.
fn mended(
    figures: [&Quantity; 3],
    comes_out: impl Fn(f64, f64, f64) -> bool,
) -> Option<(Quantity, Vec<Decimal>)> {
    let values @ [a, b, c] = figures.map(Quantity::value);
    if comes_out(a, b, c) || values.contains(&0.0) {
        return None;
    }
    let readings = [
        figures[0].readings(|a| comes_out(a, b, c)),
        figures[1].readings(|b| comes_out(a, b, c)),
        figures[2].readings(|c| comes_out(a, b, c)),
    ];
    let mut mended = figures.into_iter().zip(readings).filter(|(_, readings)| !readings.is_empty());
    let (figure, readings) = mended.next()?;
    mended.next().is_none().then_some((*figure, readings))
}

/// Where the other figures of a sum stand.
fn others(figures: &[&Quantity], figure: &Quantity) -> Vec<Span> {
    figures.iter().map(|other| other.span).filter(|span| *span != figure.span).collect()
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests;
