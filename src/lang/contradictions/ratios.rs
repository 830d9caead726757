//! What two figures that stand beside each other give: people a household, yuan a head, kilograms a mu.

use super::facts::{Crop, FACTS, Limits, Ratio, Standing};
use super::{Check, Contradiction, Sentence, contains_any, readings, shown};
use crate::lang::quantities::{Dimension, Quantity};

/// How many bytes may stand between the two.
const APART: usize = 45;

pub fn check(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    for pair in sentence.figures.windows(2) {
        let [one, two] = pair else { continue };
        if sentence.between(one, two).len() > APART {
            continue;
        }
        for ratio in &FACTS.ratios {
            for (over, under) in [(one, two), (two, one)] {
                let fits = |figure: &Quantity, dimensions: &[Dimension]| {
                    figure.dimension().is_some_and(|d| dimensions.contains(&d))
                };
                if fits(over, &ratio.over) && fits(under, &ratio.under) && speaks(sentence, pair, ratio) {
                    quotient(sentence, over, under, &ratio.limits, &ratio.unit, found);
                }
            }
        }
        if two.is(Dimension::Mass) && one.is(Dimension::Area) {
            harvest(sentence, one, two, found);
        }
    }
    price(sentence, found);
}

fn speaks(sentence: &Sentence<'_>, pair: &[Quantity], ratio: &Ratio) -> bool {
    let [one, two] = pair else { return false };
    let between = sentence.between(one, two);
    if ratio.beside {
        return between.is_empty() && one.is(Dimension::Households);
    }
    let label = sentence.label(one);
    let said = |words: &[String]| contains_any(label, words) || contains_any(between, words);
    said(&ratio.words) && !said(&ratio.unless) && !contains_any(sentence.after(two), &ratio.unless)
}

/// Reports a quotient that passes its limits: too large, and the dividend has lost its point; too small, and the
/// divisor has.
fn quotient(
    sentence: &Sentence<'_>,
    over: &Quantity,
    under: &Quantity,
    limits: &Limits,
    unit: &str,
    found: &mut Vec<Contradiction>,
) {
    let value = over.value() / under.value();
    let standing = limits.standing(value);
    if standing == Standing::Usual || !value.is_normal() {
        return;
    }
    let small = limits.told(value).starts_with('≥');
    let (figure, beside) = if small { (under, over) } else { (over, under) };
    let other = beside.value();
    let readings = readings(figure, limits, |v| if small { other / v } else { v / other });
    let (dividend, divisor) = (sentence.written(over), sentence.written(under));
    found.push(Contradiction {
        figure: *figure,
        check: Check::Ratio,
        sum: format!("{dividend} ÷ {divisor} = {}{unit}", shown(value)),
        limit: format!("{}{unit}", limits.told(value)),
        readings,
        beside: vec![beside.span],
        unusual: standing == Standing::Unusual,
    });
}

/// The crop that a sentence speaks of, where it is one alone.
fn crop(words: &str) -> Option<&'static Crop> {
    let named = |crop: &&Crop| contains_any(words, &crop.words) && !contains_any(words, &crop.unless);
    let mut crops = FACTS.crops.iter().filter(named);
    crops.next().filter(|_| crops.next().is_none())
}

fn harvest(sentence: &Sentence<'_>, area: &Quantity, mass: &Quantity, found: &mut Vec<Contradiction>) {
    let between = sentence.between(area, mass);
    let partial = [
        "增产", "亩产", "单产", "每亩", "增加", "减产", "日产", "产肥", "产能", "产值", "保持", "稳定",
        "全国",
    ];
    if !between.contains('产') || partial.iter().any(|word| between.contains(word)) {
        return;
    }
    let Some(crop) = crop(sentence.words()) else { return };
    let (label, after) = (sentence.label(area), sentence.after(area));
    let planted = label.contains(['种', '植', '栽', '播']) || label.contains("面积");
    // Of fields that were made, and of those that were added, nothing follows.
    let other = ["农田", "示范区", "新增", "增加", "比上", "比去", "比前", "比20", "较"]
        .iter()
        .any(|word| label.contains(word));
    if (planted || contains_any(after, &crop.words)) && !other {
        quotient(sentence, mass, area, &crop.harvest(), "公斤/亩", found);
    }
}

/// People × yuan a head against the harvest that it was earned with.
fn price(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    let run = sentence.figures.windows(3);
    for figures in run {
        let [mass, people, each] = figures else { continue };
        let is_harvest = mass.is(Dimension::Mass) && sentence.label(mass).contains('产');
        let earned = sentence.between(people, each).contains("人均");
        if !is_harvest || !people.is(Dimension::People) || !each.is(Dimension::Money) || !earned {
            continue;
        }
        let Some(limits) = crop(sentence.words()).map(Crop::price) else { continue };
        let value = people.value() * each.value() / mass.value();
        let standing = limits.standing(value);
        if standing == Standing::Usual || !limits.told(value).starts_with('≤') {
            continue;
        }
        let [m, p, e] = [mass, people, each].map(|figure| sentence.written(figure));
        for figure in [people, each] {
            let rest = value / figure.value();
            let readings = readings(figure, &limits, |v| v * rest);
            if readings.is_empty() {
                continue;
            }
            found.push(Contradiction {
                figure: *figure,
                check: Check::Ratio,
                sum: format!("{p} × {e} ÷ {m} = {}元/公斤", shown(value)),
                limit: format!("{}元/公斤", limits.told(value)),
                readings,
                beside: vec![mass.span],
                unusual: standing == Standing::Unusual,
            });
        }
    }
}
