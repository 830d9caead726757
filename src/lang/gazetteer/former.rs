//! What the towns and villages of a county were called in 2015, 2016 or 2019, and are no longer.

use std::cmp::Ordering;

use super::Place;

/// A line for each county, in the order of their names: the name, its former towns and its former villages, parted by
/// tabs, the names by spaces. Made by xtask/src/former.rs.
static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/former-names.txt"));

/// The former towns and villages of the counties of a name.
fn names(county: &str) -> Option<(&'static str, &'static str)> {
    let mut rest = TABLE;
    while !rest.is_empty() {
        let middle = rest.floor_char_boundary(rest.len() / 2);
        let start = rest.get(..middle)?.rfind('\n').map_or(0, |end| end + 1);
        let (before, line) = rest.split_at_checked(start)?;
        let (line, after) = line.split_once('\n')?;
        let (name, names) = line.split_once('\t')?;
        rest = match name.cmp(county) {
            Ordering::Less => after,
            Ordering::Equal => return names.split_once('\t'),
            Ordering::Greater => before,
        };
    }
    None
}

/// Whether a county had a town of this name.
pub fn is_former_town(county: Place, name: &str) -> bool {
    names(county.name()).is_some_and(|(towns, _)| towns.split(' ').any(|town| town == name))
}

/// Whether a county had a village of this name, given without its kind. Of all that it had, those are known that are
/// one character off a village that is there now.
pub fn is_former_village(county: Place, stem: &str) -> bool {
    names(county.name()).is_some_and(|(_, villages)| villages.split(' ').any(|village| village == stem))
}

#[cfg(test)]
mod tests {
    use super::super::{Level, find};
    use super::*;

    #[test]
    fn every_county_is_found() {
        for line in TABLE.lines() {
            let (county, listed) = line.split_once('\t').unwrap();
            assert_eq!(names(county), listed.split_once('\t'), "{county}");
        }
        assert_eq!(names("溁口区"), None);
    }

    #[test]
    fn towns_that_were_merged() {
        let county = find(Level::County, "茶陵县").next().unwrap();
        assert!(is_former_town(county, "潞水镇") && !is_former_town(county, "虎踞镇"));
        let county = find(Level::County, "渌口区").next().unwrap();
        assert!(is_former_town(county, "王十万乡") && !is_former_town(county, "岳峰镇"));
        assert!(!is_former_village(county, "虎啸"));
    }
}
