//! Packs what the binary embeds: the rule cards as one JSON array, and each compressed table of `rules/data/` unpacked.
//!
//! TOML costs 60 µs a card to parse and JSON a tenth of that, so the cards change form here and not at every start.
//! Cards are not judged here: `rules::card` says what a card may hold, and a test reads every one of them.

use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

#[path = "src/lang/model/packing.rs"]
#[allow(dead_code)]
mod packing;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/lang/model/packing.rs");
    fs::write(out.join("cards.json"), serde_json::to_string(&cards(Path::new("rules"))?)?)?;
    for file in files(Path::new("rules/data"), "zst")? {
        let mut raw = Vec::new();
        ruzstd::decoding::StreamingDecoder::new(fs::File::open(&file)?)?.read_to_end(&mut raw)?;
        let raw = packing::unpack(&raw).unwrap_or(raw);
        fs::write(out.join(file.file_stem().ok_or("a data file without a name")?), raw)?;
    }
    Ok(())
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
