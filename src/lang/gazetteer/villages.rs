//! The villages and communities of China, each with the town it lies in: 619,000, asked where they lie in the binary.

use std::cmp::Ordering;
use std::ops::Range;

use super::table::partition;
use super::units::{CHARACTER, KIND, KINDS, LAST};
use super::{Level, Place};

/// Its form is told in [`super::units`].
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/villages.bin"));

/// A village, a community or whatever else is governed like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Village {
    /// The first unit of its name.
    start: u32,
}

impl Village {
    fn units(self) -> impl Iterator<Item = u16> + Clone {
        let mut more = true;
        let units = (self.start..).map(unit);
        units.take_while(move |unit| std::mem::replace(&mut more, unit & LAST == 0))
    }

    /// The characters of the name without its kind: 樟霞.
    pub fn stem(self) -> impl Iterator<Item = char> + Clone {
        self.units().filter_map(|unit| character(unit & CHARACTER))
    }

    /// The name as people write it: 樟霞村.
    pub fn name(self) -> String {
        let kind = self.units().last().map_or(0, |unit| usize::from((unit & KIND) >> 13));
        self.stem().chain(KINDS.get(kind).into_iter().flat_map(|kind| kind.chars())).collect()
    }

    /// The town it lies in.
    pub fn town(self) -> Place {
        let columns = Level::Town.columns();
        let after = partition(0, columns.count, |at| first_unit(at) <= self.start);
        Place { level: Level::Town, number: columns.by_parent(after.saturating_sub(1)) }
    }
}

/// The villages of a town; none for a place of another level.
pub fn of(town: Place) -> impl Iterator<Item = Village> {
    let columns = Level::Town.columns();
    let key = |number| (columns.parent(number), number);
    let places = columns.range(|at| key(columns.by_parent(at)).cmp(&key(town.number)));
    let places = if town.level == Level::Town { places } else { 0..0 };
    places.flat_map(|at| starts(first_unit(at)..first_unit(at + 1))).map(|start| Village { start })
}

/// The villages whose names without their kind are this, anywhere.
pub fn named(stem: &str) -> impl Iterator<Item = Village> {
    let units: Option<Vec<u16>> = stem.chars().map(number).collect();
    // A character that no village has.
    let units = units.unwrap_or_default();
    let compare = |at: u32| {
        Village { start: sorted(at) }.units().map(|unit| unit & CHARACTER).cmp(units.iter().copied())
    };
    let first = partition(0, names(), |at| compare(at) == Ordering::Less);
    let last = partition(first, names(), |at| compare(at) == Ordering::Equal);
    (first..last).map(|at| Village { start: sorted(at) })
}

/// The first units of the names that lie in a range of units.
fn starts(range: Range<u32>) -> impl Iterator<Item = u32> {
    let mut first = true;
    range.filter(move |&at| std::mem::replace(&mut first, unit(at) & LAST != 0))
}

fn word(at: u32) -> u32 {
    TABLE
        .get(4 * at as usize..)
        .and_then(|rest| rest.first_chunk())
        .map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn characters() -> u32 {
    word(0)
}

fn names() -> u32 {
    word(3)
}

fn character(number: u16) -> Option<char> {
    char::from_u32(word(4 + u32::from(number)))
}

/// The place of a character in the list.
fn number(c: char) -> Option<u16> {
    let at = partition(0, characters(), |at| word(4 + at) < u32::from(c));
    (word(4 + at) == u32::from(c)).then(|| u16::try_from(at).ok())?
}

/// The first unit of the town at a place of the column `by_parent`.
fn first_unit(at: u32) -> u32 {
    word(4 + characters() + at)
}

/// The first byte of the names in order.
fn names_at() -> usize {
    4 * (4 + characters() + word(1) + 1) as usize
}

/// The first unit of the name at a place of the names in order.
fn sorted(at: u32) -> u32 {
    let bytes = TABLE.get(names_at() + 3 * at as usize..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |&[low, middle, high]| u32::from_le_bytes([low, middle, high, 0]))
}

fn unit(at: u32) -> u16 {
    let from = names_at() + 3 * names() as usize + 2 * at as usize;
    TABLE.get(from..).and_then(|rest| rest.first_chunk()).map_or(LAST, |bytes| u16::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    #[test]
    fn villages_lie_in_their_towns() {
        let found: Vec<Village> = named("樟霞").filter(|village| village.town().name() == "仙庾镇").collect();
        let [village] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(village.town().parent().map(Place::name), Some("荷塘区"));
        assert_eq!(village.name(), "樟霞村");
        let villages: Vec<String> = find(Level::Town, "虎踞镇").flat_map(of).map(Village::name).collect();
        assert_eq!(villages.len(), 23, "{villages:?}");
        assert!(villages.contains(&"西屏村".to_owned()) && villages.contains(&"虎踞社区".to_owned()));
        assert_eq!(named("魑魅").count() + named("").count() + named("A村").count(), 0);
        assert!(of(find(Level::County, "茶陵县").next().unwrap()).next().is_none());
    }

    #[test]
    fn every_village_is_found_by_its_name() {
        let mut count = 0;
        for town in super::super::all(Level::Town) {
            for village in of(town) {
                count += 1;
                if count % 50 == 0 {
                    let stem: String = village.stem().collect();
                    assert_eq!(village.town(), town);
                    assert!(named(&stem).any(|found| found == village), "{stem}");
                }
            }
        }
        assert_eq!(count, names() as usize);
    }
}
