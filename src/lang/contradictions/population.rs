//! How many people and households can live where the text is: the city that it speaks of, by vote, and any county.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{Check, Contradiction, PAGE, Sentence, shown};
use crate::lang::quantities::{Dimension, Quantity};

/// A prefecture without its kind, and its people by the census of 2020.
struct City {
    name: Finder<'static>,
    people: f64,
}

static CITIES: LazyLock<Vec<City>> = LazyLock::new(|| {
    let rows = include_str!("../../../rules/data/populations.tsv").lines();
    let row = |line: &'static str| {
        let (name, people) = line.split_once('\t')?;
        Some(City { name: Finder::new(name), people: people.parse::<f64>().ok()? * 1e4 })
    };
    rows.filter_map(row).collect()
});

/// How many more people may be registered in a place than live there, and be counted in its figures.
const REGISTERED: f64 = 1.5;
/// Households for each that lives in a place. The census found 2.6 people in one; those registered are more.
const HOUSEHOLDS: f64 = 0.5;
/// Households in the countryside for each that lives in a place.
const FARMS: f64 = 0.35;
/// No county has as many people.
const COUNTY: f64 = 3e6;
/// The figures below which no place is asked for.
const MANY: f64 = 2e5;
/// How often a text must name its city.
const NAMED: usize = 3;

/// What people are counted that need not live there, or more than once.
const OTHERS: [&str; 17] = [
    "游", "旅客", "客流", "观众", "粉丝", "人次", "用户", "网友", "网民", "累计", "浏览", "点击", "全国",
    "全省", "全球", "世界", "注册",
];

/// Judges the figures of people in a text.
pub struct Populations<'t> {
    text: &'t str,
    /// The page that was last asked for, by its first byte, and its city.
    page: Option<(usize, Option<(&'static str, f64)>)>,
}

impl<'t> Populations<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, page: None }
    }

    pub fn check(&mut self, sentence: &Sentence<'_>, found: &mut Vec<Contradiction>) {
        for figure in sentence.figures {
            let people = figure.is(Dimension::People);
            if !(people || figure.is(Dimension::Households)) || figure.value() < MANY {
                continue;
            }
            let label = sentence.label(figure);
            let words = format!("{label}{}", sentence.after(figure));
            if OTHERS.iter().any(|other| words.contains(other)) {
                continue;
            }
            let farms = words.contains('农');
            let share = if people { REGISTERED } else { if farms { FARMS } else { HOUSEHOLDS } };
            let Some((place, lives)) = self.place(label, figure) else { continue };
            let most = lives * share;
            if figure.value() <= most {
                continue;
            }
            let unit = if people { "万人" } else { "万户" };
            found.push(Contradiction {
                figure: *figure,
                check: Check::Population,
                sum: place.to_owned(),
                limit: format!("{}{unit}", shown(most / 1e4)),
                readings: figure.readings(|value| value <= most && value * 1000.0 > most),
                beside: Vec::new(),
                unusual: false,
            });
        }
    }

    /// The place that a figure is said of, and how many live there.
    fn place(&mut self, label: &str, figure: &Quantity) -> Option<(&'static str, f64)> {
        if label.contains("全县") || label.contains("我县") {
            return Some(("一个县", COUNTY / REGISTERED));
        }
        let says = ["全市", "我市", "本市", "全州"].iter().any(|word| label.contains(word));
        if says { self.city(figure.span.start()) } else { None }
    }

    /// The prefecture that the page around a byte names most, and twice as often as any other.
    fn city(&mut self, at: usize) -> Option<(&'static str, f64)> {
        let page = at / PAGE * PAGE;
        if let Some((_, city)) = self.page.filter(|(known, _)| *known == page) {
            return city;
        }
        let from = self.text.floor_char_boundary(page);
        let to = self.text.floor_char_boundary(page + PAGE);
        let window = self.text.get(from..to).unwrap_or("").as_bytes();
        let count = |city: &'static City| (city.name.find_iter(window).take(50).count(), city);
        let mut named: Vec<(usize, &City)> = CITIES.iter().map(count).collect();
        named.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let city = match named.as_slice() {
            [(first, city), (second, _), ..] if *first >= NAMED && *first >= 2 * second => {
                std::str::from_utf8(city.name.needle()).ok().map(|name| (name, city.people))
            }
            _ => None,
        };
        self.page = Some((page, city));
        city
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::gazetteer::{self, Level, Place};

    #[test]
    fn every_city_exists() {
        let names: Vec<&str> = gazetteer::all(Level::Prefecture)
            .chain(gazetteer::all(Level::County))
            .chain(gazetteer::all(Level::Province))
            .map(Place::name)
            .collect();
        for city in CITIES.iter() {
            let name = std::str::from_utf8(city.name.needle()).unwrap();
            let stem = name.strip_suffix('州').filter(|stem| stem.chars().count() > 1).unwrap_or(name);
            assert!(names.iter().any(|known| known.starts_with(stem)), "{name}");
        }
        assert!(CITIES.len() > 330);
    }
}
