//! What a figure can be by itself: no air is 385 ℃ warm, and no rate passes the whole.

use super::facts::{Bound, FACTS, Standing};
use super::{Check, Contradiction, Sentence, contains_any, readings};
use crate::lang::quantities::Quantity;

pub fn check(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    for figure in sentence.figures {
        for bound in FACTS.bounds.iter().filter(|bound| figure.is(bound.dimension)) {
            let standing = bound.limits.standing(figure.value());
            let Some(what) = (standing != Standing::Usual).then(|| names(sentence, figure, bound)).flatten()
            else {
                continue;
            };
            let readings = readings(figure, &bound.limits, |v| v);
            // An index may pass the hundred, and a city be older than its people: without words that say what is
            // counted, only a figure that a lost point explains is convicted.
            if what.is_empty() && readings.is_empty() {
                continue;
            }
            let what = if what.is_empty() { figure.unit.map_or("", |unit| unit.name.as_str()) } else { what };
            let limit = bound.limits.told(figure.value());
            let base = base(figure);
            found.push(Contradiction {
                figure: *figure,
                check: Check::Bound,
                sum: what.to_owned(),
                limit: format!("{limit}{base}"),
                readings,
                beside: Vec::new(),
                unusual: standing == Standing::Unusual,
            });
        }
    }
}

/// The word by which a figure is under a bound.
fn names<'b>(sentence: &Sentence<'_>, figure: &Quantity, bound: &'b Bound) -> Option<&'b str> {
    // 由25公里缩短至15公里: the second figure has the label of the first.
    let first = sentence.figures.iter().position(|f| f == figure)?.checked_sub(1);
    let first = first.and_then(|at| sentence.figures.get(at)).filter(|first| first.compares(figure));
    let mut label = sentence.label(figure);
    if let Some(first) = first.filter(|first| is_step(sentence.between(first, figure))) {
        label = sentence.label(first);
    }
    let after = sentence.after(figure);
    if bound.words.is_empty() && bound.after.is_empty() {
        // What a bound without words must not speak of may stand anywhere before it: 分别增长222%、131%.
        let said = contains_any(sentence.before(figure), &bound.unless) || contains_any(after, &bound.unless);
        return (!said).then_some("");
    }
    if contains_any(label, &bound.unless) || contains_any(after, &bound.unless) {
        return None;
    }
    let before = bound.words.iter().find(|word| label.contains(word.as_str()));
    before.or_else(|| bound.after.iter().find(|word| after.starts_with(word.as_str()))).map(String::as_str)
}

/// Whether the words between two figures lead from one to the other.
fn is_step(between: &str) -> bool {
    between.len() <= 30 && between.ends_with(['至', '到', '为'])
}

fn base(figure: &Quantity) -> &'static str {
    use crate::lang::quantities::Dimension::{
        Age, Degree, Households, Length, Money, People, Percent, Points, Temperature, Time,
    };
    match figure.dimension() {
        Some(Length) => "公里",
        Some(Temperature) => "℃",
        Some(Percent) => "%",
        Some(Age) => "岁",
        Some(Degree) => "级",
        Some(Money) => "元",
        Some(People) => "人",
        Some(Households) => "户",
        Some(Points) => "个百分点",
        Some(Time) => "小时",
        _ => "",
    }
}
