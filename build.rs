//! Packs what the binary embeds: the rule cards as one JSON array, each compressed table of `rules/data/` unpacked, and the
//! words, the villages and the language model as the tables in which they are looked up.
//!
//! TOML costs 60 µs a card to parse and JSON a tenth of that, so the cards change form here and not at every start.
//! Cards are not judged here: `rules::card` says what a card may hold, and a test reads every one of them.

// Of the language model.
#[path = "src/lang/model/columns.rs"]
mod columns;
#[path = "src/lang/model/indexing.rs"]
mod indexing;
#[path = "src/lang/model/layout.rs"]
#[allow(dead_code, reason = "the program reads alone")]
mod layout;
#[path = "src/lang/pairs/making.rs"]
mod making;
#[path = "src/lang/model/packing.rs"]
#[allow(dead_code, reason = "training packs alone")]
mod packing;
#[path = "src/lang/model/perfect.rs"]
mod perfect;
#[path = "src/lang/lexicon/layout.rs"]
mod slots;
#[path = "src/lang/gazetteer/units.rs"]
mod units;

use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use fst::Streamer;
use slots::{Entry, Key};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=rules");
    for shared in
        ["model/columns", "model/indexing", "model/layout", "model/packing", "model/perfect", "pairs/making"]
    {
        println!("cargo::rerun-if-changed=src/lang/{shared}.rs");
    }
    println!("cargo::rerun-if-changed=src/lang/gazetteer/units.rs");
    fs::write(out.join("cards.json"), serde_json::to_string(&cards(Path::new("rules"))?)?)?;
    for file in files(Path::new("rules/data"), "zst")? {
        let mut raw = Vec::new();
        ruzstd::decoding::StreamingDecoder::new(fs::File::open(&file)?)?.read_to_end(&mut raw)?;
        let name = file.file_stem().and_then(OsStr::to_str).ok_or("a data file without a name")?;
        match name {
            "words.fst" => fs::write(out.join("words.bin"), words(raw)?)?,
            "model.bin" => {
                let columns = packing::unpack(&raw).ok_or("model.bin.zst is no packed model")?;
                let tables = indexing::index(&columns).ok_or("model.bin.zst gives no tables")?;
                let pairs = making::tables(&columns).ok_or("model.bin.zst gives no pairs")?;
                fs::write(out.join("pairs.bin"), pairs)?;
                // Tests alone read the columns.
                fs::write(out.join(name), columns)?;
                fs::write(out.join("model.tables.bin"), tables)?;
            }
            "villages.bin" => fs::write(out.join(name), villages(&raw)?)?,
            _ => fs::write(out.join(name), raw)?,
        }
    }
    Ok(())
}

/// The words of the list (a map of crate `fst`: word → half-steps of the logarithm of its count) with all their
/// beginnings, laid out as [`slots`] tells.
fn words(list: Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>> {
    let list = fst::Map::new(list)?;
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let mut stream = list.stream();
    while let Some((word, steps)) = stream.next() {
        let word = std::str::from_utf8(word)?;
        for (end, _) in word.char_indices().skip(1) {
            entries.entry(word.get(..end).unwrap_or("").to_owned()).or_insert(Entry::Beginning);
        }
        entries.insert(word.to_owned(), Entry::Word(u8::try_from(steps)?));
    }
    let mut table = vec![slots::FREE; (entries.len() * 3 / 2).next_power_of_two()];
    for (text, entry) in entries {
        let (mut at, bits) = text.chars().fold(Key::default(), Key::then).place(table.len());
        while let Some(&slot) = table.get(at).filter(|&&slot| slot != slots::FREE) {
            if slots::unpack(slot, bits).is_some() {
                return Err(
                    format!("{text} is taken for another text; its layout.rs needs another hash").into()
                );
            }
            at = (at + 1) % table.len();
        }
        *table.get_mut(at).ok_or("a place past the table")? = slots::pack(bits, entry);
    }
    Ok(table.into_iter().flat_map(u32::to_le_bytes).collect())
}

/// The table of the villages with its names sorted, both forms as [`units`] tells.
fn villages(packed: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let (words, _) = packed.as_chunks::<4>();
    let word =
        |at: usize| words.get(at).map(|&bytes| u32::from_le_bytes(bytes)).ok_or("villages.bin is cut short");
    let (characters, towns, count) = (word(0)? as usize, word(1)? as usize, word(2)? as usize);
    let listed: Vec<u32> = (0..characters).map(|at| word(3 + at)).collect::<Result<_, _>>()?;
    let mut sorted = listed.clone();
    sorted.sort_unstable();
    let number = |c: u32| u16::try_from(sorted.partition_point(|&other| other < c));
    let numbers: Vec<u16> = listed.into_iter().map(number).collect::<Result<_, _>>()?;
    let columns = packed.get(4 * (3 + characters)..).ok_or("villages.bin has no columns")?;
    let columns: Vec<u16> =
        columns.as_chunks::<2>().0.iter().map(|&bytes| u16::from_le_bytes(bytes)).collect();
    let (lengths, all) =
        columns.split_at_checked(towns).filter(|(_, all)| all.len() == count).ok_or("villages")?;

    let renumber = |unit: &u16| {
        let number = numbers.get(usize::from(unit & units::CHARACTER));
        number.map(|number| unit & !units::CHARACTER | number).ok_or("a character past the list")
    };
    let all: Vec<u16> = all.iter().map(renumber).collect::<Result<_, _>>()?;
    let names = all.split_inclusive(|unit| unit & units::LAST != 0).scan(0, |start, name| {
        let plain: Vec<u16> = name.iter().map(|unit| unit & units::CHARACTER).collect();
        Some((plain, std::mem::replace(start, *start + u32::try_from(name.len()).ok()?)))
    });
    let mut names: Vec<(Vec<u16>, u32)> = names.collect();
    names.sort_unstable();
    let mut end = 0;
    let starts = std::iter::once(0).chain(lengths.iter().map(|&length| {
        end += u32::from(length);
        end
    }));
    let counts = [characters, towns, count, names.len()].map(u32::try_from);
    let mut table = counts.into_iter().collect::<Result<Vec<u32>, _>>()?;
    table.extend(sorted);
    table.extend(starts);
    let mut table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    for (_, start) in names {
        let [low @ .., high] = start.to_le_bytes();
        if high != 0 {
            return Err("more units of villages than three bytes can count".into());
        }
        table.extend(low);
    }
    table.extend(all.into_iter().flat_map(u16::to_le_bytes));
    Ok(table)
}

fn cards(rules: &Path) -> Result<Vec<toml::Table>, Box<dyn Error>> {
    let mut cards = Vec::new();
    for group in folders(rules)? {
        if group.ends_with("data") {
            continue;
        }
        for file in files(&group, "toml")? {
            let card = fs::read_to_string(&file)?.parse::<toml::Table>();
            cards.push(card.map_err(|e| format!("{}: {e}", file.display()))?);
        }
    }
    Ok(cards)
}

fn folders(at: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    listed(at, |path| path.is_dir())
}

fn files(at: &Path, extension: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    listed(at, |path| path.extension().is_some_and(|e| e == extension))
}

/// The entries of a folder that `keep` accepts, sorted, so that a build gives the same bytes everywhere.
fn listed(at: &Path, keep: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(at)? {
        let path = entry?.path();
        if keep(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
