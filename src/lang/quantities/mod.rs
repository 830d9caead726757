//! The figures of a text: each number with its scale (万, 亿), its unit and where it stands.

mod decimal;
mod units;

use std::ops::Range;

pub use decimal::Decimal;
pub use units::{Dimension, Unit, at_start as unit_at};

use crate::source::Span;

/// A number and what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// From the first figure to the end of the unit: 1563万人.
    pub span: Span,
    /// The figures alone: 1563.
    pub figures: Span,
    pub number: Decimal,
    /// The power of ten that 万, 亿 and the like stand for.
    pub scale: u8,
    pub unit: Option<&'static Unit>,
    /// Whether it is one end of a range or a part of a code, a date or an ordinal: such a number is not reckoned with.
    pub is_label: bool,
}

impl Quantity {
    /// The value in the base unit of its dimension.
    pub fn value(&self) -> f64 {
        self.value_of(self.number)
    }

    /// The value that another number would have in its place.
    pub fn value_of(&self, number: Decimal) -> f64 {
        number.value() * self.step()
    }

    /// How far the value may lie from what was rounded to it.
    pub fn rounding(&self) -> f64 {
        self.number.rounding() * self.step()
    }

    fn step(&self) -> f64 {
        10f64.powi(i32::from(self.scale)) * self.unit.map_or(1.0, |unit| unit.factor)
    }

    /// What it measures; none for a bare number and for one that only names.
    pub fn dimension(&self) -> Option<Dimension> {
        self.unit.filter(|_| !self.is_label).map(|unit| unit.dimension)
    }

    pub fn is(&self, dimension: Dimension) -> bool {
        self.dimension() == Some(dimension)
    }

    /// Whether the two can be added and compared.
    pub fn compares(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (self.unit, other.unit) else { return false };
        !self.is_label
            && !other.is_label
            && one.dimension == two.dimension
            && match one.dimension {
                Dimension::Date => false,
                Dimension::Count | Dimension::Currency => one.name == two.name,
                _ => true,
            }
    }

    /// The whole numbers with their lost point put back that a test lets pass, the largest first.
    pub fn readings(&self, plausible: impl Fn(f64) -> bool) -> Vec<Decimal> {
        let readings = (1..=4).filter_map(|places| self.number.with_point(places));
        readings.filter(|&number| plausible(self.value_of(number))).collect()
    }
}

/// The quantities of a text in its order.
#[derive(Debug, Default)]
pub struct Quantities {
    all: Vec<Quantity>,
    /// The runs of them that stand in one sentence each.
    sentences: Vec<Range<usize>>,
}

impl Quantities {
    pub fn all(&self) -> &[Quantity] {
        &self.all
    }

    /// The quantities of each sentence that has any.
    pub fn sentences(&self) -> impl Iterator<Item = &[Quantity]> {
        self.sentences.iter().filter_map(|run| self.all.get(run.clone()))
    }
}

/// How many bytes two quantities of one sentence may stand apart.
const REACH: usize = 150;

/// The quantities of a text in Arabic figures. Linear in the text.
pub fn read(text: &str) -> Quantities {
    let bytes = text.as_bytes();
    let (mut all, mut sentences): (Vec<Quantity>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        let start = at + found;
        at = start + number_length(bytes.get(start..).unwrap_or(&[]));
        let Some(quantity) = quantity(text, start, at) else { continue };
        at = quantity.span.end();
        let number = all.len();
        let gap = all.last().map_or(start, |last: &Quantity| last.span.end())..start;
        match sentences.last_mut().filter(|_| !text.get(gap).is_some_and(ends_sentence)) {
            Some(run) => run.end = number + 1,
            None => sentences.push(number..number + 1),
        }
        all.push(quantity);
    }
    Quantities { all, sentences }
}

/// Whether a gap holds the end of a sentence: 。；！？ or their ASCII halves, or the end of a line.
fn ends_sentence(gap: &str) -> bool {
    let bytes = gap.as_bytes();
    let ends = |at: usize, last: u8| match last {
        b'\n' | b';' | b'!' | b'?' => true,
        // All of them but 。 begin with EF BC. Bytes cost a third of what characters do, and every gap is looked at.
        0x82 => bytes.get(..=at).is_some_and(|head| head.ends_with("。".as_bytes())),
        0x81 | 0x9B | 0x9F => bytes.get(at.saturating_sub(2)..at) == Some(&[0xEF, 0xBC]),
        _ => false,
    };
    gap.len() > REACH || bytes.iter().enumerate().any(|(at, &byte)| ends(at, byte))
}

/// How many bytes at the start of `bytes` are one number: figures, a point between figures, commas before three.
fn number_length(bytes: &[u8]) -> usize {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 1;
    loop {
        match bytes.get(at) {
            Some(b'0'..=b'9') => at += 1,
            Some(b'.') if is_digit(at + 1) => at += 1,
            Some(b',') if (1..=3).all(|n| is_digit(at + n)) && !is_digit(at + 4) => at += 1,
            _ => return at,
        }
    }
}

/// The quantity whose number stands at `start..end`; none where it is no decimal.
fn quantity(text: &str, start: usize, end: usize) -> Option<Quantity> {
    let number = Decimal::parse(text.get(start..end)?)?;
    let (mut at, mut scale, mut unit) = (end, 0, None);
    while let Some(rest) = text.get(at..) {
        unit = units::at_start(rest);
        let Some(c) = rest.chars().next().filter(|_| unit.is_none()) else { break };
        scale += match c {
            '十' => 1,
            '百' => 2,
            '千' => 3,
            '万' => 4,
            '亿' => 8,
            '余' | '多' | '来' if at < end + 9 => 0,
            _ => break,
        };
        at += c.len_utf8();
    }
    let end_of_unit = at + unit.map_or(0, |unit| unit.name.len());
    Some(Quantity {
        span: Span::new(start, end_of_unit),
        figures: Span::new(start, end),
        number,
        scale,
        unit,
        is_label: is_label(text, start, end_of_unit),
    })
}

/// Marks that tie a number to the next: a range, a ratio, a code.
const TIES: [char; 12] = ['-', '—', '~', '～', '/', ':', '：', '－', '–', '·', '+', '×'];

fn is_label(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text.get(end..).and_then(|rest| rest.chars().next());
    // 约定：12人 has its colon before what is counted, and 6900元/年 its stroke behind.
    let tied = before.is_some_and(|c| TIES.contains(&c) && c != '：' && c != ':' && c != '—');
    let dashed = text.get(..start).is_some_and(|head| {
        let bare = head.trim_end_matches('—');
        bare.len() < head.len() && bare.ends_with(|c: char| c.is_ascii_digit() || c == '%' || c == '年')
    });
    let tied_after = after.is_some_and(|c| TIES.contains(&c) && c != '：' && c != ':');
    let rest_of_number = text.get(..start).is_some_and(|head| {
        let bare = head.trim_end_matches([',', '.', ':', '：']);
        bare.len() < head.len() && bare.ends_with(|c: char| c.is_ascii_digit())
    });
    let named = rest_of_number || before.is_some_and(|c| c == '第' || c.is_ascii_alphabetic());
    tied || dashed || tied_after || named
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(&str, f64)> {
        let read = read(text);
        read.all().iter().filter(|q| !q.is_label).map(|q| (&text[q.span.range()], q.value())).collect()
    }

    #[test]
    fn scale_and_unit_count() {
        assert_eq!(
            texts("面积96万亩，产量7.8万吨，66万余户250多万人，1.05亿元"),
            [
                ("96万亩", 960_000.0),
                ("7.8万吨", 78_000_000.0),
                ("66万余户", 660_000.0),
                ("250多万人", 2_500_000.0),
                ("1.05亿元", 105_000_000.0)
            ]
        );
        assert_eq!(
            texts("用电22.67亿千瓦时，5千元"),
            [("22.67亿千瓦时", 2_267_000_000.0), ("5千元", 5000.0)]
        );
    }

    #[test]
    fn codes_ranges_and_ordinals_are_no_quantities() {
        assert_eq!(texts("第3个，A5个，10-20人，5:30，G60，2020—2022年"), [("5", 5.0)]);
        assert_eq!(texts("——10个项目"), [("10个", 10.0)]);
    }

    #[test]
    fn a_sentence_is_one_run() {
        let read = read("3人来，5人去。10人留\n20人走");
        let runs: Vec<usize> = read.sentences().map(<[Quantity]>::len).collect();
        assert_eq!(runs, [2, 1, 1]);
    }
}
