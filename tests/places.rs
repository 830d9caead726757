//! Misread names of counties, made by machine: for counties all over China, sentences that name the city and its other
//! counties, with one character of one name replaced by one that looks like it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use zzlint::lang::gazetteer::{self, Level, Place};
use zzlint::lang::{glyphs, places};

/// A county, two of its sisters and the prefecture's name in short.
struct Setting {
    county: &'static str,
    sisters: Vec<&'static str>,
    city: &'static str,
}

fn settings() -> Vec<Setting> {
    let prefectures: Vec<Place> = gazetteer::all(Level::Prefecture).collect();
    let mut settings = Vec::new();
    for prefecture in prefectures {
        let counties: Vec<&str> = prefecture.children().map(Place::name).collect();
        let plain = |name: &&&str| (2..=4).contains(&name.chars().count()) && !name.contains("自治");
        let plain: Vec<&str> = counties.iter().filter(plain).copied().collect();
        if plain.len() < 4 || !prefecture.name().ends_with('市') {
            continue;
        }
        let county = plain[settings.len() % plain.len()];
        let sisters = plain.iter().filter(|name| **name != county).copied().take(2).collect();
        settings.push(Setting { county, sisters, city: prefecture.stem() });
    }
    settings
}

/// The texts of one setting, with `name` in the place of the county's name: much is said of the city, or little.
fn texts(setting: &Setting, name: &str) -> [String; 4] {
    let Setting { sisters, city, .. } = setting;
    let [a, b] = [sisters[0], sisters[1]];
    [
        format!("{city}市{name}的农技员一早就下了田。\n\n午后，他们又到了{a}。\n"),
        format!("{city}今年新修水渠三百里。\n\n{a}、{b}和{name}先后完工，{city}的灌区从此连成一片。\n"),
        format!("本报讯 {name}的图书馆昨日开门迎客。{city}市文化部门介绍，这是{city}第五座。\n"),
        format!("在{name}，老陈种了四十亩橘子。去年，{city}的客商上门收购。\n"),
    ]
}

#[test]
fn one_misread_character_is_found_and_put_right() {
    let (mut asked, mut found) = ([0usize; 4], [0usize; 4]);
    let (mut right, mut wrong) = (0usize, Vec::new());
    for (number, setting) in settings().iter().enumerate() {
        let stem: Vec<char> = setting.county.chars().collect();
        let at = number % (stem.len() - 1);
        let alike: Vec<char> = glyphs::neighbours(stem[at]).collect();
        let mut misread = stem.clone();
        misread[at] = alike[number % 8];
        let misread: String = misread.into_iter().collect();
        if gazetteer::exists(&misread) {
            continue;
        }
        for (kind, text) in texts(setting, &misread).iter().enumerate() {
            asked[kind] += 1;
            let convicted = places::misread(text);
            found[kind] += usize::from(!convicted.is_empty());
            for one in convicted {
                let repaired = text.replace(&text[one.span.range()], &one.right);
                if repaired == texts(setting, setting.county)[kind] {
                    right += 1;
                } else {
                    wrong.push(format!("{misread} for {}: {}", setting.county, one.right));
                }
            }
        }
    }
    println!("found {found:?} of {asked:?}, {right} put right, not: {wrong:#?}");
    assert!(asked[0] >= 250);
    let share = |kind: usize| found[kind] as f64 / asked[kind] as f64;
    assert!(share(0) > 0.9 && share(1) > 0.9 && share(2) > 0.7 && share(3) > 0.7, "{found:?} of {asked:?}");
    assert!(right > 30 * wrong.len(), "{wrong:#?}");
}

#[test]
fn right_names_are_left_alone() {
    let settings = settings();
    for (number, setting) in settings.iter().enumerate() {
        // A county of the city, and one from elsewhere: both exist.
        let guest = settings[(number * 7 + 1) % settings.len()].county;
        for name in [setting.county, guest] {
            for text in texts(setting, name) {
                assert!(places::misread(&text).is_empty(), "{text}{:?}", places::misread(&text));
            }
        }
    }
}
