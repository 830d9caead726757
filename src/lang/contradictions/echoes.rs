//! The same figures of the same thing twice on a page, once with a point: 总投资12.5亿元 and 总投资125亿元.

use rustc_hash::FxHashMap;

use super::{Check, Contradiction, PAGE};
use crate::lang::quantities::{Dimension, Quantity};

/// How many characters beside the figures must be the same on one side, and how many figures there must be.
const SAME: usize = 2;

pub fn check(text: &str, quantities: &[Quantity], found: &mut Vec<Contradiction>) {
    let counted =
        |q: &&Quantity| q.dimension().is_some_and(|d| d != Dimension::Date) && q.number.figures() >= 10;
    let mut decimals: FxHashMap<(u64, &str), Vec<&Quantity>> = FxHashMap::default();
    for decimal in quantities.iter().filter(|q| !q.number.is_whole()).filter(counted) {
        decimals.entry(key(text, decimal)).or_default().push(decimal);
    }
    if decimals.is_empty() {
        return;
    }
    for whole in quantities.iter().filter(|q| q.number.is_whole()).filter(counted) {
        let echoes = decimals.get(&key(text, whole)).map_or(&[][..], Vec::as_slice);
        let near = |echo: &&&Quantity| echo.span.start().abs_diff(whole.span.start()) < PAGE;
        let Some(echo) = echoes.iter().filter(near).find(|echo| alike(text, whole, echo)) else { continue };
        found.push(Contradiction {
            figure: *whole,
            check: Check::Echo,
            sum: text.get(echo.span.range()).unwrap_or("").to_owned(),
            limit: String::new(),
            readings: vec![echo.number],
            beside: vec![echo.span],
            unusual: false,
        });
    }
}

/// The figures, and the scale and unit behind them.
fn key<'t>(text: &'t str, quantity: &Quantity) -> (u64, &'t str) {
    (quantity.number.figures(), text.get(quantity.figures.end()..quantity.span.end()).unwrap_or(""))
}

/// Whether the two count the same thing: the words before both are the same, or those behind.
fn alike(text: &str, one: &Quantity, two: &Quantity) -> bool {
    let before =
        |q: &Quantity| text.get(..q.span.start()).unwrap_or("").chars().rev().take(SAME).collect::<String>();
    let after = |q: &Quantity| text.get(q.span.end()..).unwrap_or("").chars().take(SAME).collect::<String>();
    let says = |words: &str| words.chars().count() == SAME && words.chars().all(crate::lang::chars::is_han);
    let (a, b) = (before(one), after(one));
    (says(&a) && a == before(two)) && (one.number.figures() >= 100 || (says(&b) && b == after(two)))
        || (says(&b) && b == after(two) && one.number.figures() >= 100)
}
