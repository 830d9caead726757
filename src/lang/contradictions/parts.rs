//! Wholes and their parts: 其中, 占, and the mean of many.

use super::{Check, Contradiction, Sentence, mended, shown};
use crate::lang::quantities::{Decimal, Dimension, Quantity};

pub fn check(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    among(sentence, found);
    mean(sentence, found);
    share(sentence, found);
    total(sentence, found);
}

/// Dimensions whose values add up.
fn adds_up(figure: &Quantity) -> bool {
    use Dimension::{Area, Count, Currency, Energy, Households, Length, Mass, Money, People, Visits, Volume};
    let adding = [Area, Count, Currency, Energy, Households, Length, Mass, Money, People, Visits, Volume];
    figure.dimension().is_some_and(|dimension| adding.contains(&dimension))
}

/// 共9个，其中甲县12个: a part that is more than anything before it in the sentence.
fn among(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    for (at, part) in sentence.figures.iter().enumerate().skip(1).filter(|(_, part)| adds_up(part)) {
        let Some(before) = sentence.figures.get(..at) else { continue };
        let Some(last) = before.last() else { continue };
        let Some((lead, said)) = sentence.between(last, part).split_once("其中") else { continue };
        // 每亩375公斤，其中小麦单产399公斤: the mean of all is no whole.
        let is_mean = |text: &str| text.contains(['每', '均']) || text.contains("单产");
        if is_mean(sentence.label(last)) || is_mean(said) {
            continue;
        }
        if !names_a_part(said) || lead.len() > 45 || lead.starts_with("以上") {
            continue;
        }
        if !last.compares(part)
            || before.iter().any(|whole| whole.compares(part) && whole.value() >= part.value())
        {
            continue;
        }
        let readings = part.readings(|value| value <= last.value() && value * 200.0 > last.value());
        found.push(Contradiction {
            figure: *part,
            check: Check::Part,
            sum: format!("{} > {}", sentence.written(part), sentence.written(last)),
            limit: sentence.written(last).to_owned(),
            readings,
            beside: vec![last.span],
            unusual: false,
        });
    }
}

/// Whether what stands between 其中 and a figure merely names the part: no clause, no date, and nothing that has parts
/// of its own.
fn names_a_part(said: &str) -> bool {
    let other = ["含", "包括", "涉及", "服务", "覆盖", "惠及", "带动", "达到", "共有", "辐射"];
    let said = said.trim_start_matches(['，', ',', '：', '有']);
    said.len() <= 36
        && !said.contains(|c: char| c.is_ascii_digit() || "，,：（".contains(c))
        && !other.iter().any(|word| said.contains(word))
}

/// How far a mean may be from total ÷ number.
const MEAN: f64 = 0.04;

/// What one of many has, by the word for it: the mean × the number = the total.
const MEANS: [(&[&str], &[Dimension]); 3] = [
    (&["人均", "每人"], &[Dimension::People, Dimension::Visits]),
    (&["户均", "每户"], &[Dimension::Households]),
    (&["亩均", "每亩", "亩产"], &[Dimension::Area]),
];

/// 36万人人均1.2万元，共43.2亿元: convicts where a point put back makes the only sum of a sentence come out.
fn mean(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    for each in sentence.figures.iter().filter(|each| adds_up(each)) {
        let label = sentence.label(each);
        let named = |words: &[&str]| words.iter().any(|word| label.contains(word));
        let Some((_, counted)) = MEANS.iter().find(|(words, _)| named(words)) else { continue };
        let others = |fits: &dyn Fn(&Quantity) -> bool| -> Vec<&Quantity> {
            sentence.figures.iter().filter(|f| f.span != each.span && fits(f)).collect()
        };
        let totals = others(&|total| total.compares(each));
        let numbers = others(&|number| number.dimension().is_some_and(|d| counted.contains(&d)));
        let ([total], [number]) = (totals.as_slice(), numbers.as_slice()) else { continue };
        let comes_out = |t: f64, n: f64, e: f64| (t / (n * e) - 1.0).abs() <= MEAN;
        let Some((figure, readings)) = mended([total, number, each], comes_out) else { continue };
        let (t, n) = (sentence.written(total), sentence.written(number));
        let base = if total.is(Dimension::Money) { "元" } else { "" };
        found.push(Contradiction {
            figure,
            check: Check::Sum,
            sum: format!("{t} ÷ {n} = {}{base}", shown(total.value() / number.value())),
            limit: sentence.written(each).to_owned(),
            readings,
            beside: super::others(&[total, number, each], &figure),
            unusual: false,
        });
    }
}

/// B，其中A，占p%: A ÷ B against p, where one point put back makes it come out.
fn share(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    for figures in sentence.figures.windows(3) {
        let [whole, part, percent] = figures else { continue };
        let said = sentence.between(part, percent);
        let takes = said.contains('占') && said.len() <= 36 && sentence.between(whole, part).len() <= 90;
        if !takes || !percent.is(Dimension::Percent) || !whole.compares(part) || !adds_up(whole) {
            continue;
        }
        let comes_out = |w: f64, a: f64, p: f64| (a / w * 100.0 - p).abs() <= 0.01 * p + 0.05;
        let Some((figure, readings)) = mended([whole, part, percent], comes_out) else { continue };
        let (a, w) = (sentence.written(part), sentence.written(whole));
        found.push(Contradiction {
            figure,
            check: Check::Sum,
            sum: format!("{a} ÷ {w} = {}%", shown(part.value() / whole.value() * 100.0)),
            limit: sentence.written(percent).to_owned(),
            readings,
            beside: super::others(&[whole, part, percent], &figure),
            unusual: false,
        });
    }
}

/// 共12.5亿元，其中甲8.2亿元，乙4.3亿元: parts that make up their whole to the last figure once a point is put back.
fn total(sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
    for (at, whole) in sentence.figures.iter().enumerate().filter(|(_, whole)| adds_up(whole)) {
        let parts = sentence.figures.get(at + 1..).unwrap_or(&[]);
        let parts: Vec<&Quantity> = parts.iter().take_while(|part| part.compares(whole)).collect();
        let begins = parts.first().is_some_and(|first| sentence.between(whole, first).contains("其中"));
        if parts.len() < 2 || !begins {
            continue;
        }
        let sum: f64 = parts.iter().map(|part| part.value()).sum();
        let same = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
        if same(sum, whole.value()) {
            continue;
        }
        let mut suspects: Vec<(&Quantity, Vec<Decimal>)> = vec![(whole, whole.readings(|v| same(v, sum)))];
        for part in &parts {
            let rest = whole.value() - (sum - part.value());
            suspects.push((part, part.readings(|v| same(v, rest))));
        }
        suspects.retain(|(_, readings)| !readings.is_empty());
        if let [(figure, readings)] = suspects.as_slice() {
            let written: Vec<&str> = parts.iter().map(|part| sentence.written(part)).collect();
            let unit = whole.unit.map_or("", |unit| unit.name.as_str());
            let factor = whole.unit.map_or(1.0, |unit| unit.factor);
            let beside = sentence.figures.iter().skip(at).take(parts.len() + 1).map(|f| f.span);
            found.push(Contradiction {
                figure: **figure,
                check: Check::Sum,
                sum: format!("{} = {}{unit}", written.join(" + "), shown(sum / factor)),
                limit: sentence.written(whole).to_owned(),
                readings: readings.clone(),
                beside: beside.filter(|span| *span != figure.span).collect(),
                unusual: false,
            });
        }
    }
}
