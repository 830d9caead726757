//! What towns and villages were called before they were merged or renamed: rules/data/former-names.txt.zst.
//!
//! A line for each county: its name, its former towns, and the names without their kind of its former villages, parted
//! by tabs, the names by spaces. Of the villages only those are kept that are one character off a village that the town
//! has now, and so might be taken for a misreading of its name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::gazetteer::Raw;
use crate::villages;

/// The lists of one year.
pub struct Places<'p> {
    pub counties: &'p [Raw],
    pub towns: &'p [Raw],
    /// Each with the code of its town.
    pub villages: &'p [Raw],
}

/// A former name in a county of today.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Former {
    county: String,
    village: bool,
    name: String,
}

/// The names that counties had in them `then`, and have no more.
pub fn names(then: &Places<'_>, now: &Places<'_>) -> Vec<Former> {
    let (towns, villages) = (Towns::new(now), Villages::new(now));
    let names: HashMap<&str, &str> =
        now.counties.iter().map(|raw| (raw.code.as_str(), raw.name.as_str())).collect();
    let mut old: BTreeMap<&str, Vec<&Raw>> = BTreeMap::new();
    for town in then.towns {
        old.entry(county(&town.code)).or_default().push(town);
    }
    let mut former = Vec::new();
    let mut successors: HashMap<&str, &str> = HashMap::new();
    for (&code, list) in &old {
        let Some(successor) = towns.successor(code, list) else { continue };
        successors.insert(code, successor);
        let Some(county) = names.get(successor) else { continue };
        for town in list {
            let name = plain(&town.name);
            if !towns.has(successor, stem(&name)) && stem(&name) != name {
                former.push(Former { county: (*county).to_owned(), village: false, name });
            }
        }
    }
    let old: HashMap<&str, &str> =
        then.towns.iter().map(|raw| (raw.code.as_str(), raw.name.as_str())).collect();
    for village in then.villages {
        let Some(&successor) = successors.get(county(&village.parent)) else { continue };
        let (name, _) = villages::split(&village.name);
        let town = old.get(village.parent.as_str()).map_or("", |town| stem(town));
        if let Some(county) = names.get(successor)
            && villages.lacks_and_resembles(successor, town, name)
        {
            former.push(Former { county: (*county).to_owned(), village: true, name: name.to_owned() });
        }
    }
    former
}

/// The lines of the table, in the order of the counties' names.
pub fn table(names: &BTreeSet<Former>) -> String {
    let mut lines: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
    for Former { county, village, name } in names {
        let [towns, villages] = lines.entry(county).or_default();
        if *village { villages.push(name) } else { towns.push(name) }
    }
    let line = |(county, [towns, villages]): (&str, [Vec<&str>; 2])| {
        format!("{county}\t{}\t{}\n", towns.join(" "), villages.join(" "))
    };
    lines.into_iter().map(line).collect()
}

/// The stems of the towns of each county.
struct Towns<'p>(HashMap<&'p str, HashSet<&'p str>>);

impl<'p> Towns<'p> {
    fn new(now: &Places<'p>) -> Self {
        let mut towns: HashMap<&str, HashSet<&str>> = HashMap::new();
        for town in now.towns {
            towns.entry(county(&town.code)).or_default().insert(stem(&town.name));
        }
        Self(towns)
    }

    fn has(&self, county: &str, stem: &str) -> bool {
        self.0.get(county).is_some_and(|stems| stems.contains(stem))
    }

    /// The county of today that a former one became: itself, or that of its prefecture which has most of its towns.
    fn successor(&self, code: &str, towns: &[&Raw]) -> Option<&'p str> {
        if let Some((&same, _)) = self.0.get_key_value(code) {
            return Some(same);
        }
        let near = self.0.iter().filter(|(other, _)| other.get(..4) == code.get(..4));
        let shared =
            |stems: &HashSet<&str>| towns.iter().filter(|town| stems.contains(stem(&town.name))).count();
        let best = near.map(|(&other, stems)| (shared(stems), other)).max()?;
        Some(best.1).filter(|_| best.0 > 0)
    }
}

/// The stems of the villages of each county, with the stem of their town.
struct Villages<'p>(HashMap<&'p str, HashMap<&'p str, Vec<&'p str>>>);

impl<'p> Villages<'p> {
    fn new(now: &Places<'p>) -> Self {
        let towns: HashMap<&str, &str> =
            now.towns.iter().map(|raw| (raw.code.as_str(), raw.name.as_str())).collect();
        let mut villages: HashMap<&str, HashMap<&str, Vec<&str>>> = HashMap::new();
        for village in now.villages {
            let town = towns.get(village.parent.as_str()).map_or("", |town| stem(town));
            let county = villages.entry(county(&village.parent)).or_default();
            county.entry(town).or_default().push(villages::split(&village.name).0);
        }
        Self(villages)
    }

    /// Whether a county has no village of a name, and one of its towns has one that is one character off.
    fn lacks_and_resembles(&self, county: &str, town: &str, name: &str) -> bool {
        let Some(towns) = self.0.get(county) else { return false };
        let off = |other: &&str| {
            let differing = name.chars().zip(other.chars()).filter(|(a, b)| a != b).count();
            differing == 1 && name.chars().count() == other.chars().count()
        };
        towns.get(town).is_some_and(|villages| villages.iter().any(off))
            && !towns.values().flatten().any(|other| *other == name)
    }
}

/// The code of the county that a town's code begins with.
fn county(code: &str) -> &str {
    code.get(..6).unwrap_or(code)
}

/// A town's name as people write it: its 街道, where the list has 街道办事处.
fn plain(name: &str) -> String {
    let bare = ["街道办事处", "办事处"].iter().find_map(|end| name.strip_suffix(end));
    bare.map_or_else(|| name.to_owned(), |bare| format!("{bare}街道"))
}

fn stem(name: &str) -> &str {
    let ends = ["街道办事处", "办事处", "街道", "镇", "乡"];
    ends.iter().find_map(|end| name.strip_suffix(end)).filter(|stem| !stem.is_empty()).unwrap_or(name)
}
