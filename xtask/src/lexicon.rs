//! Rebuilds rules/data/words.fst.zst: the words of jieba's dictionary and how often each was counted.

/// # Errors
/// Where the crate with the dictionary cannot be found, a line of it does not parse, or the table cannot be written.
#[cfg(feature = "data")]
pub fn run() -> anyhow::Result<()> {
    use std::collections::BTreeMap;
    use std::path::Path;

    use anyhow::Context;

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let metadata = cargo_metadata::MetadataCommand::new()
        .current_dir(root)
        .features(cargo_metadata::CargoOpt::AllFeatures)
        .exec()?;
    let package = metadata.packages.iter().find(|package| package.name == "jieba-rs");
    let package = package.context("no package jieba-rs among the dependencies of xtask")?;
    let list = package.manifest_path.with_file_name("src").join("data/dict.txt");
    let mut words = BTreeMap::new();
    for line in std::fs::read_to_string(&list).with_context(|| list.to_string())?.lines() {
        // A line is: word, count, part of speech.
        let mut fields = line.split_whitespace();
        let (Some(word), Some(count)) = (fields.next(), fields.next()) else { continue };
        let count: f64 = count.parse().with_context(|| line.to_owned())?;
        let steps = words.entry(word.to_owned()).or_insert(0);
        *steps = log_steps(count).max(*steps);
    }
    let map = fst::Map::from_iter(words.iter().map(|(word, &steps)| (word, steps)))?;
    let packed = zstd::encode_all(map.as_fst().as_bytes(), 19)?;
    std::fs::write(root.join("rules/data/words.fst.zst"), &packed)?;
    println!(
        "{} words of jieba-rs {}: {} bytes, packed {}",
        words.len(),
        package.version,
        map.as_fst().as_bytes().len(),
        packed.len()
    );
    Ok(())
}

/// Half-steps of the binary logarithm, as `lang::lexicon` reads them; 0 for a word that was counted once or never.
#[cfg(feature = "data")]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn log_steps(count: f64) -> u64 {
    (2.0 * count.max(1.0).log2()).round() as u64
}

/// # Errors
/// Always: the table is rebuilt with `cargo run -p xtask --features data -- lexicon`.
#[cfg(not(feature = "data"))]
pub fn run() -> anyhow::Result<()> {
    anyhow::bail!("needs the crates of the feature: cargo run -p xtask --features data -- lexicon")
}
