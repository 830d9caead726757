//! Percentages of a page that are all printed with decimals, but for one that is large and whole: 增长8.7%, 12.4%, 289%.

use super::{Check, Contradiction};
use crate::lang::quantities::{Dimension, Quantity};

/// How many bytes apart percentages stand that were written by one hand.
const NEAR: usize = 900;
/// How many decimals must stand around a whole one. In 8,854 clean articles two wholes of three figures stand among
/// three or more decimals below the hundred, and 635 decimals that would look like them without their points.
const DECIMALS: usize = 3;
/// Ratios that a newspaper prints with three figures beside others that have less.
const OTHERS: [&str; 4] = ["拨备", "充足率", "指数", "负债"];

pub fn check(text: &str, quantities: &[Quantity], found: &mut Vec<Contradiction>) {
    let percents: Vec<&Quantity> = quantities.iter().filter(|q| q.is(Dimension::Percent)).collect();
    let is_large = |q: &Quantity| q.number.is_whole() && q.number.figures() > 100;
    for (at, whole) in percents.iter().enumerate().filter(|(_, q)| is_large(q)) {
        let near = |q: &&&Quantity| q.span.start().abs_diff(whole.span.start()) < NEAR;
        let before = percents.get(..at).unwrap_or(&[]).iter().rev().take_while(near);
        let after = percents.get(at + 1..).unwrap_or(&[]).iter().take_while(near);
        let around: Vec<&Quantity> = before.chain(after).copied().filter(|q| !is_large(q)).collect();
        let head = text.floor_char_boundary(whole.span.start().saturating_sub(90));
        let label = text.get(head..whole.span.start()).unwrap_or("");
        if around.len() < DECIMALS
            || around.iter().any(|q| q.number.is_whole() || q.value() > 100.0)
            || OTHERS.iter().any(|other| label.contains(other))
        {
            continue;
        }
        // The places of its neighbours are those of its own.
        let places = |places: u8| around.iter().filter(|q| q.number.places() == places).count();
        let usual = (1..=3).max_by_key(|&n| (places(n), std::cmp::Reverse(n))).unwrap_or(1);
        let mut readings = whole.readings(|value| value <= 100.0);
        readings.sort_by_key(|number| number.places() != usual);
        if readings.is_empty() {
            continue;
        }
        let written = around.iter().take(DECIMALS).filter_map(|q| text.get(q.span.range()));
        found.push(Contradiction {
            figure: **whole,
            check: Check::Style,
            sum: written.collect::<Vec<&str>>().join("、"),
            limit: String::new(),
            readings,
            beside: Vec::new(),
            unusual: false,
        });
    }
}
