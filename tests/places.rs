//! Misread names of places, made by machine. Of counties: for counties all over China, sentences that name the city and
//! its other counties, with one character of one name replaced by one that looks like it. Of towns and villages: one slip
//! in an address.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use zzlint::lang::gazetteer::{self, Level, Place, villages};
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

/// An address: a county, a town's stem and kind, a village in full.
struct Address {
    county: &'static str,
    town: (&'static str, &'static str),
    village: (String, &'static str),
}

impl Address {
    fn text(&self, town: &str, village: &str) -> String {
        let Self { county, town: (_, kind), village: (_, end) } = self;
        format!("7月3日，记者在{county}{town}{kind}{village}{end}看到，早稻已经收割。\n")
    }
}

/// Every 37th town of the land with one of its villages, where their names are plain.
fn addresses() -> Vec<Address> {
    let address = |town: Place| {
        let county = town.parent()?.name();
        let kind = ["镇", "乡", "街道"].into_iter().find(|kind| town.name().ends_with(kind))?;
        let stem = town.name().strip_suffix(kind)?;
        let plain = |stem: &str| (2..=3).contains(&stem.chars().count());
        let names = villages::of(town).map(|village| (village.stem().collect::<String>(), village.name()));
        let mut names = names.filter(|(stem, name)| plain(stem) && *name == format!("{stem}村"));
        let village = names.next()?.0;
        plain(stem).then_some(Address { county, town: (stem, kind), village: (village, "村") })
    };
    gazetteer::all(Level::Town).step_by(37).filter_map(address).collect()
}

/// Whether the repair of a text gives the right one; nothing where nothing is found.
fn repaired(text: &str, right: &str) -> Option<bool> {
    let found = places::misread(text);
    let mut repaired = text.to_owned();
    for one in found.iter().rev() {
        repaired.replace_range(one.span.range(), &one.right);
    }
    (!found.is_empty()).then(|| repaired == right)
}

#[test]
fn a_slip_in_a_town_or_a_village_is_put_right() {
    let addresses = addresses();
    let swap = |stem: &str, number: usize| {
        let mut characters: Vec<char> = stem.chars().collect();
        let at = number % characters.len();
        characters[at] = glyphs::neighbours(characters[at]).nth(number % 8)?;
        Some(characters.into_iter().collect::<String>())
    };
    let double = |stem: &str| stem.chars().next().map(|first| format!("{first}{stem}"));
    let drop = |stem: &str| stem.chars().nth(2).map(|_| stem.chars().skip(1).collect::<String>());
    let mut counts = [(0, 0, 0); 5];
    for (number, address) in addresses.iter().enumerate() {
        let (town, village) = (address.town.0, address.village.0.as_str());
        let right = address.text(town, village);
        assert_eq!(repaired(&right, &right), None, "{right}");
        let towns = [swap(town, number), double(town), drop(town)].map(|t| Some(address.text(&t?, village)));
        let lower = [swap(village, number), double(village)].map(|v| Some(address.text(town, &v?)));
        for (count, text) in counts.iter_mut().zip(towns.into_iter().chain(lower)) {
            let Some(text) = text else { continue };
            count.0 += 1;
            match repaired(&text, &right) {
                Some(true) => count.1 += 1,
                Some(false) => count.2 += 1,
                None => {}
            }
        }
    }
    println!("asked, put right, put wrong, of {} towns: {counts:?}", addresses.len());
    assert!(addresses.len() > 500, "{}", addresses.len());
    for (floor, (asked, right, wrong)) in [0.85, 0.9, 0.6, 0.85, 0.85].into_iter().zip(counts) {
        assert!(f64::from(right) > floor * f64::from(asked), "{right} of {asked}");
        assert!(wrong * 40 <= right, "{wrong} wrong, {right} right");
    }
}
