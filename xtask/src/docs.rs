//! docs/rules/: a page for each card and their index, as the library renders them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use zzlint::report::page;
use zzlint::rules::RuleSet;

/// Writes the pages and removes those of rules that are gone.
///
/// # Errors
/// Where a card is wrong or a file cannot be written.
pub fn run() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project")?;
    let folder = root.join("docs/rules");
    let rules = RuleSet::built_in()?;
    let cards = || rules.rules().iter().map(|rule| &*rule.card);
    let mut pages = BTreeMap::from([(folder.join("README.md"), page::index(cards()))]);
    pages.extend(cards().map(|card| (folder.join(format!("{}.md", card.name)), page::document(card))));
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if !pages.contains_key(&path) {
            fs::remove_file(&path)?;
        }
    }
    for (path, fresh) in pages {
        if fs::read_to_string(&path).is_ok_and(|old| old == fresh) {
            continue;
        }
        fs::write(&path, fresh).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
