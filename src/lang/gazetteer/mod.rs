//! The places of China: provinces, prefectures, counties, towns and villages, each with the one it lies in.
//!
//! The table is that of rules/data/gazetteer.bin.zst, which build.rs unpacks; its form is told in xtask/src/gazetteer.rs.
//! It is searched as it lies in the binary, so that asking for one name costs no load step.

mod former;
mod table;
mod units;
pub mod villages;

pub use former::{is_former_town, is_former_village};

use std::hash::Hasher;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashSet, FxHasher};
use table::{Columns, partition};

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
static LEVELS: LazyLock<[Columns; 4]> = LazyLock::new(|| {
    let mut rest = TABLE;
    std::array::from_fn(|_| Columns::take(&mut rest))
});

/// A level of administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    Province,
    Prefecture,
    /// Districts, counties, banners and county-level cities.
    County,
    /// Towns, townships and street offices.
    Town,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::Province, Self::Prefecture, Self::County, Self::Town];

    fn columns(self) -> &'static Columns {
        let [province, prefecture, county, town] = &*LEVELS;
        match self {
            Self::Province => province,
            Self::Prefecture => prefecture,
            Self::County => county,
            Self::Town => town,
        }
    }

    fn above(self) -> Option<Self> {
        match self {
            Self::Province => None,
            Self::Prefecture => Some(Self::Province),
            Self::County => Some(Self::Prefecture),
            Self::Town => Some(Self::County),
        }
    }

    fn below(self) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.above() == Some(self))
    }
}

/// A place. Places of one name are different places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub level: Level,
    number: u32,
}

impl Place {
    /// The name in full: 渌口区, 恩施土家族苗族自治州.
    pub fn name(self) -> &'static str {
        self.level.columns().name(self.number)
    }

    /// The name without what kind of place it is: 渌口, 恩施. Empty where nothing would be left (市辖区).
    pub fn stem(self) -> &'static str {
        stem(self.name())
    }

    /// The place it lies in. A municipality, and a province that governs counties itself, is its own prefecture.
    pub fn parent(self) -> Option<Self> {
        let level = self.level.above()?;
        Some(Self { level, number: self.level.columns().parent(self.number)? })
    }

    /// The places of the next level that lie in it.
    pub fn children(self) -> impl Iterator<Item = Self> {
        self.level.below().into_iter().flat_map(move |level| {
            let columns = level.columns();
            let children = columns.range(|at| columns.parent(columns.by_parent(at)).cmp(&Some(self.number)));
            children.map(move |at| Self { level, number: columns.by_parent(at) })
        })
    }
}

/// What the name of a place tells of its kind, the longest first.
const KINDS: [&str; 13] = [
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "街道",
    "地区",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "盟",
];

/// The peoples that autonomous places are named after.
const PEOPLES: &str = "壮族 回族 维吾尔 蒙古族 蒙古 藏族 苗族 彝族 土家族 布依族 侗族 白族 傣族 \
    景颇族 傈僳族 哈尼族 朝鲜族 羌族 哈萨克族 哈萨克 柯尔克孜 瑶族 畲族 黎族 满族 \
    水族 佤族 拉祜族 布朗族 纳西族 普米族 怒族 独龙族 仡佬族 毛南族 仫佬族 土族 \
    撒拉族 东乡族 保安族 各族";

fn stem(name: &str) -> &str {
    let bare = KINDS.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name);
    if !name.contains("自治") {
        return name.strip_suffix('镇').or_else(|| name.strip_suffix('乡')).unwrap_or(bare);
    }
    let mut stem = bare;
    // A name that is nothing but a people (东乡族自治县) keeps it.
    while let Some(shorter) = PEOPLES.split(' ').find_map(|p| stem.strip_suffix(p)).filter(|s| !s.is_empty())
    {
        stem = shorter;
    }
    stem
}

/// All places of a level, in the order of their names.
pub fn all(level: Level) -> impl Iterator<Item = Place> {
    (0..level.columns().count).map(move |number| Place { level, number })
}

/// The places of a level that have exactly this name.
pub fn find(level: Level, name: &str) -> impl Iterator<Item = Place> {
    let columns = level.columns();
    columns.range(|at| columns.name_bytes(at).cmp(name.as_bytes())).map(move |number| Place { level, number })
}

/// Whether anything of this name lies anywhere, at any level, now or before it was renamed; a stem is enough for a
/// place of an autonomous people (城步县 for 城步苗族自治县) and for one whose kind has changed.
pub fn exists(name: &str) -> bool {
    Level::ALL.into_iter().any(|level| find(level, name).next().is_some()) || is_former(name) || {
        let stem = stem(name);
        stem.chars().nth(1).is_some() && is_stem(stem)
    }
}

/// Whether a county's name is this character and its kind: 攸 of 攸县. There are some hundred.
pub fn is_short_stem(c: char) -> bool {
    static STEMS: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
        let names = all(Level::County).map(Place::name).filter(|name| name.chars().count() == 2);
        names.filter_map(|name| name.chars().next()).collect()
    });
    STEMS.contains(&c)
}

/// Whether some place's name without its kind is this: 渌口, 株洲, 朱亭.
pub fn is_stem(text: &str) -> bool {
    Level::ALL.into_iter().any(|level| {
        let columns = level.columns();
        // Names that begin with the text stand together.
        let begins = columns.range(|at| {
            let name = columns.name_bytes(at);
            name.get(..text.len()).unwrap_or(name).cmp(text.as_bytes())
        });
        begins.take(64).any(|at| stem(columns.name(at)) == text)
    })
}

/// Whether a text is what a place at any level is or was called, villages with them, in full or without its kind. Costs
/// some microseconds.
pub fn is_place(text: &str) -> bool {
    let ends = ["社区", "嘎查", "村"].iter().filter_map(|kind| text.strip_suffix(kind));
    exists(text) || is_stem(text) || ends.chain([text]).any(|stem| villages::named(stem).next().is_some())
}

/// Names that counties had in the years of the texts, and have no longer.
fn is_former(name: &str) -> bool {
    static FORMER: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| include_str!("../../../rules/data/former-places.txt").lines().collect());
    FORMER.contains(name)
}

/// The longest name of a level that `text` ends with.
pub fn longest_ending(level: Level, text: &str) -> Option<&'static str> {
    let columns = level.columns();
    let (mut low, mut high, mut found) = (0, columns.count, None);
    for (depth, c) in text.chars().rev().enumerate() {
        let key = |at| columns.name(columns.by_end(at)).chars().rev().nth(depth);
        let first = partition(low, high, |at| key(at) < Some(c));
        let last = partition(first, high, |at| key(at) == Some(c));
        if first == last {
            break;
        }
        (low, high) = (first, last);
        // A name that ends here stands before those that go on.
        let name = columns.name(columns.by_end(low));
        if name.chars().rev().nth(depth + 1).is_none() {
            found = Some(name);
        }
    }
    found
}

/// The places of a level whose names differ from `name` in one character, with the character's place in the name.
pub fn near(level: Level, name: &str) -> impl Iterator<Item = (Place, usize)> {
    let gaps = (0..name.chars().count()).map(move |gap| (gap, hash(name, Some(gap))));
    let found = gaps.flat_map(move |(at, gap)| Hashes::of(level).places(level, gap).map(move |p| (p, at)));
    found.filter(move |&(place, gap)| {
        let mut pairs = place.name().chars().zip(name.chars()).enumerate();
        place.name().chars().count() == name.chars().count()
            && pairs.all(|(at, (a, b))| (a == b) == (at != gap))
    })
}

/// Whether a place of the level has this name: [`find`] for those who ask at every turn.
pub fn is_name(level: Level, name: &str) -> bool {
    Hashes::of(level).places(level, hash(name, None)).any(|place| place.name() == name)
}

/// The names of a level, whole and with each character left out in turn, by their hashes: a table with open addressing
/// whose slots hold the upper half of the hash and the number of the place. Made when a level is first asked: a quarter
/// of a millisecond for the counties, some five for the towns.
struct Hashes {
    slots: Vec<u32>,
}

impl Hashes {
    const FREE: u32 = u32::MAX;

    fn of(level: Level) -> &'static Self {
        static MADE: [OnceLock<Hashes>; 4] = [const { OnceLock::new() }; 4];
        let [province, prefecture, county, town] = &MADE;
        let cell = match level {
            Level::Province => province,
            Level::Prefecture => prefecture,
            Level::County => county,
            Level::Town => town,
        };
        cell.get_or_init(|| Self::new(level.columns()))
    }

    fn new(columns: &Columns) -> Self {
        // A name has three characters or four, and more where it tells of a people.
        let slots = (8 * columns.count as usize).next_power_of_two();
        let mut table = Self { slots: vec![Self::FREE; slots] };
        for number in 0..columns.count {
            let name = columns.name(number);
            table.put(hash(name, None), number);
            (0..name.chars().count()).for_each(|gap| table.put(hash(name, Some(gap)), number));
        }
        table
    }

    fn put(&mut self, hash: u32, number: u32) {
        let free = self.probe(hash).find(|&at| self.slots.get(at) == Some(&Self::FREE));
        if let Some(slot) = free.and_then(|at| self.slots.get_mut(at)) {
            *slot = hash & 0xFFFF_0000 | number;
        }
    }

    /// The slots in which a hash may lie, in turn.
    fn probe(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let count = self.slots.len();
        (0..count).map(move |step| (hash as usize + step) & (count - 1))
    }

    /// The places of a hash, and seldom one of another.
    fn places(&self, level: Level, hash: u32) -> impl Iterator<Item = Place> {
        let slots = self.probe(hash).map_while(|at| self.slots.get(at).copied().filter(|&s| s != Self::FREE));
        slots
            .filter(move |slot| slot & 0xFFFF_0000 == hash & 0xFFFF_0000)
            .map(move |slot| Place { level, number: slot & 0xFFFF })
    }
}

/// The hash of a name, whole or with the character at `gap` left open.
#[allow(clippy::cast_possible_truncation)]
fn hash(name: &str, gap: Option<usize>) -> u32 {
    let mut hasher = FxHasher::default();
    for (at, c) in name.chars().enumerate() {
        hasher.write_u32(if gap == Some(at) { u32::MAX } else { u32::from(c) });
    }
    (hasher.finish() >> 16) as u32
}

/// The places of a level whose names are `name` with one character more: candidates where one was dropped.
pub fn near_dropped(level: Level, name: &str) -> Vec<Place> {
    let columns = level.columns();
    let length = name.chars().count() + 1;
    let grown = |number: &u32| {
        let other = columns.name(*number);
        let head = other.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        other.chars().count() == length && other.chars().skip(head + 1).eq(name.chars().skip(head))
    };
    (0..columns.count).filter(grown).map(|number| Place { level, number }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(places: impl Iterator<Item = Place>) -> Vec<&'static str> {
        places.map(Place::name).collect()
    }

    #[test]
    fn counties_lie_in_their_prefectures() {
        let county = find(Level::County, "渌口区").next().unwrap();
        assert_eq!(county.parent().map(Place::name), Some("株洲市"));
        assert_eq!(county.parent().and_then(Place::parent).map(Place::name), Some("湖南省"));
        let sisters = names(county.parent().unwrap().children());
        assert_eq!(sisters.len(), 9, "{sisters:?}");
        assert!(sisters.contains(&"醴陵市") && sisters.contains(&"攸县"));
        assert!(county.children().any(|town| town.name() == "朱亭镇"));
        // A municipality stands for the prefecture it does not have.
        let district = find(Level::County, "海淀区").next().unwrap();
        assert_eq!(district.parent().map(Place::name), Some("北京市"));
        assert_eq!(find(Level::County, "鼓楼区").count(), 4);
    }

    #[test]
    fn every_place_is_found_by_its_name_and_by_its_end() {
        for level in Level::ALL {
            for number in 0..level.columns().count {
                let place = Place { level, number };
                assert!(find(level, place.name()).any(|found| found == place), "{}", place.name());
                assert_eq!(longest_ending(level, place.name()), Some(place.name()));
                let Some(parent) = place.parent() else { continue };
                assert!(level != Level::County || parent.children().any(|child| child == place));
            }
        }
    }

    #[test]
    fn stems() {
        let stem_of = |level, name| find(level, name).next().unwrap().stem();
        assert_eq!(stem_of(Level::Prefecture, "恩施土家族苗族自治州"), "恩施");
        assert_eq!(stem_of(Level::County, "城步苗族自治县"), "城步");
        assert_eq!(stem_of(Level::County, "东乡族自治县"), "东乡族");
        assert_eq!(stem_of(Level::County, "攸县"), "攸");
        assert!(is_stem("株洲") && is_stem("朱亭") && is_stem("城步") && !is_stem("溁口"));
        assert!(exists("城步县") && exists("宣武区") && !exists("溁口区") && !exists("浏口区"));
    }

    #[test]
    fn one_character_off() {
        let mut found = near(Level::County, "溁口区");
        assert!(found.any(|(place, at)| place.name() == "渌口区" && at == 0));
        let found = near(Level::County, "醴凌市");
        assert_eq!(found.map(|(place, at)| (place.name(), at)).collect::<Vec<_>>(), [("醴陵市", 1)]);
        let mut cities = near(Level::Prefecture, "株州市");
        assert!(cities.any(|(place, at)| place.name() == "株洲市" && at == 1));
        assert!(near(Level::County, "渌口区").all(|(place, _)| place.name() != "渌口区"));
        assert_eq!(names(near_dropped(Level::County, "石峰").into_iter()), ["石峰区"]);
        assert!(near_dropped(Level::Town, "岳峰镇").iter().any(|town| town.name() == "古岳峰镇"));
    }

    #[test]
    fn the_longest_name_that_a_text_ends_with() {
        assert_eq!(longest_ending(Level::County, "记者来到株洲市渌口区"), Some("渌口区"));
        assert_eq!(longest_ending(Level::County, "记者来到溁口区"), None);
    }
}
