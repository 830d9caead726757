//! Writes what follows from the cards and is committed: src/rules/registry.rs and docs/rules/.
//! `tests/house.rs` fails when either is stale.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

/// Writes the generated files.
///
/// # Errors
/// Where a file cannot be read or written, or a built-in has no card.
pub fn run() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let target = root.join("src/rules/registry.rs");
    let fresh = registry(root)?;
    if !fs::read_to_string(&target).is_ok_and(|old| old == fresh) {
        fs::write(&target, fresh).with_context(|| target.display().to_string())?;
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let docs = ["run", "--quiet", "--package", "xtask", "--features", "docs", "--", "docs"];
    let status = Command::new(cargo).args(docs).current_dir(root).status().context("cargo cannot be run")?;
    ensure!(status.success(), "the pages of the rules were not written");
    Ok(())
}

/// The text of the registry: a module line and a table row for each `src/rules/<group>/<name>.rs`.
fn registry(root: &Path) -> anyhow::Result<String> {
    let mut modules = String::new();
    let mut rows = Vec::new();
    for group in sorted(&root.join("src/rules"), |path| path.is_dir() && !path.ends_with("engines"))? {
        for file in sorted(&group, |path| path.extension().is_some_and(|e| e == "rs"))? {
            let (group, stem) = (name(&group)?, name(&file.with_extension(""))?);
            let card = root.join("rules").join(&group).join(format!("{}.toml", stem.replace('_', "-")));
            let card = fs::read_to_string(&card)
                .with_context(|| format!("{} has no card {}", file.display(), card.display()))?;
            let code = card.lines().find_map(|line| line.strip_prefix("code = \"")?.strip_suffix('"'));
            let code = code.with_context(|| format!("the card of {group}/{stem} has no code"))?;
            writeln!(modules, "#[path = \"{group}/{stem}.rs\"]\npub mod {group}_{stem};")?;
            rows.push((code.to_owned(), format!("{group}_{stem}")));
        }
    }
    rows.sort();
    let mut text = String::from("//! Written by `cargo xtask sync`; do not edit.\n\nuse super::Check;\n\n");
    write!(text, "{modules}\n/// The built-in of each rule that has one, by code.\n")?;
    text.push_str("#[rustfmt::skip]\npub static BUILT_INS: &[(&str, Check)] = &[\n");
    for (code, module) in rows {
        writeln!(text, "    (\"{code}\", {module}::check),")?;
    }
    text.push_str("];\n");
    Ok(text)
}

fn sorted(folder: &Path, keep: impl Fn(&Path) -> bool) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| keep(path));
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> anyhow::Result<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    Ok(name.with_context(|| format!("{} has no name", path.display()))?.to_owned())
}
