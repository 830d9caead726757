//! From A to B: the verb says which way it went, and 增长 p% how far.

use super::facts::FACTS;
use super::{Check, Contradiction, Sentence, contains_any, mended, others, shown};
use crate::lang::quantities::{Dimension, Quantity};

/// How many bytes may stand between A and B, and between B and what it grew by.
const APART: usize = 60;

pub fn check(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    for figures in sentence.figures.windows(3) {
        if let [total, more, growth] = figures {
            increase(sentence, [total, more, growth], found);
        }
    }
    for (at, pair) in sentence.figures.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        let Some(step) = step(sentence, from, to) else { continue };
        let wrong = if step.up { to.value() < from.value() } else { to.value() > from.value() };
        if wrong {
            direction(sentence, from, to, &step, found);
        } else if let Some(growth) = sentence.figures.get(at + 2) {
            percentage(sentence, [from, to, growth], found);
        }
    }
}

struct Step {
    verb: &'static str,
    up: bool,
}

/// The verb that leads from one figure to the other: 由25公里缩短至15公里.
fn step(sentence: &Sentence<'_>, from: &Quantity, to: &Quantity) -> Option<Step> {
    let between = sentence.between(from, to);
    let label = sentence.label(from);
    if between.len() > APART || !from.compares(to) || !label.contains(['由', '从']) || label.contains('负')
    {
        return None;
    }
    if contains_any(label, &FACTS.change.inverse) || contains_any(between, &FACTS.change.inverse) {
        return None;
    }
    // 提速 makes hours fewer, and of levels the first is the highest.
    if [Dimension::Time, Dimension::Degree, Dimension::Temperature].into_iter().any(|d| from.is(d)) {
        return None;
    }
    let leads = |verb: &&'static String| {
        between.split_once(verb.as_str()).is_some_and(|(_, rest)| {
            let rest = rest.strip_prefix('了').unwrap_or(rest);
            verb.ends_with(['至', '到']) && rest.chars().count() <= 8 || rest.starts_with(['至', '到', '为'])
        })
    };
    let change = &FACTS.change;
    let up = change.up.iter().find(leads).map(|verb| Step { verb, up: true });
    let down = change.down.iter().find(leads).map(|verb| Step { verb, up: false });
    up.xor(down)
}

fn direction(
    sentence: &Sentence<'_>,
    from: &Quantity,
    to: &Quantity,
    step: &Step,
    found: &mut Vec<Contradiction>,
) {
    let (figure, beside) = if step.up { (from, to) } else { (to, from) };
    let readings = figure.readings(|value| value < beside.value() && value * 50.0 > beside.value());
    found.push(Contradiction {
        figure: *figure,
        check: Check::Direction,
        sum: format!("{} → {}", sentence.written(from), sentence.written(to)),
        limit: step.verb.to_owned(),
        readings,
        beside: vec![beside.span],
        unusual: false,
    });
}

/// 由A增加到B，增长p%: B ÷ A − 1 against p, where one point put back makes it come out.
fn percentage(sentence: &Sentence<'_>, figures: [&Quantity; 3], found: &mut Vec<Contradiction>) {
    let [from, to, growth] = figures;
    let between = sentence.between(to, growth);
    let grows = ["增长", "增幅", "提高", "提升", "下降", "降幅", "减少", "上升", "缩短"];
    let other = ["年均", "平均", "同比", "环比", "占", "其中"];
    if !growth.is(Dimension::Percent)
        || from.is(Dimension::Percent)
        || between.len() > APART / 2
        || !grows.iter().any(|word| between.contains(word))
        || other.iter().any(|word| between.contains(word))
    {
        return;
    }
    let comes_out = |from: f64, to: f64, growth: f64| {
        let percent = (to / from - 1.0).abs() * 100.0;
        (percent - growth).abs() <= 0.03 * growth + 0.1
    };
    if let Some((figure, readings)) = mended(figures, comes_out) {
        let [a, b, _] = figures.map(Quantity::value);
        let (from, to) = (sentence.written(from), sentence.written(to));
        found.push(Contradiction {
            figure,
            check: Check::Sum,
            sum: format!("{from} → {to} = {}%", shown((b / a - 1.0) * 100.0)),
            limit: sentence.written(growth).to_owned(),
            readings,
            beside: others(&figures, &figure),
            unusual: false,
        });
    }
}

/// B，比上年增加X，增长p%: X ÷ (B − X) against p.
fn increase(sentence: &Sentence<'_>, figures: [&Quantity; 3], found: &mut Vec<Contradiction>) {
    let [total, more, growth] = figures;
    let (first, second) = (sentence.between(total, more), sentence.between(more, growth));
    let says = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let up = says(first, &["增加", "增长", "净增", "多"]);
    let down = says(first, &["减少", "下降", "少"]);
    if !growth.is(Dimension::Percent)
        || !total.compares(more)
        || !says(first, &["同比", "比上年", "比去年", "较上年", "较去年", "比20", "较20"])
        || up == down
        || first.len() > APART
        || second.len() > 24
        || !says(second, &["增长", "增幅", "下降", "降幅", "上升", "增"])
        || says(second, &["年均", "其中"])
    {
        return;
    }
    let comes_out = |total: f64, more: f64, growth: f64| {
        let before = if up { total - more } else { total + more };
        (more / before * 100.0 - growth).abs() <= 0.03 * growth + 0.1
    };
    if let Some((figure, readings)) = mended(figures, comes_out) {
        let [b, x, _] = figures.map(Quantity::value);
        let before = if up { b - x } else { b + x };
        let (total, more, sign) =
            (sentence.written(total), sentence.written(more), if up { "−" } else { "+" });
        found.push(Contradiction {
            figure,
            check: Check::Sum,
            sum: format!("{more} ÷ ({total} {sign} {more}) = {}%", shown(x / before * 100.0)),
            limit: sentence.written(growth).to_owned(),
            readings,
            beside: others(&figures, &figure),
            unusual: false,
        });
    }
}
