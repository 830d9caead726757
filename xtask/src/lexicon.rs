//! Rebuilds the lexicon of rules/data/ from its source.

/// # Errors
/// Where the source cannot be read or the table cannot be written.
pub fn run() -> anyhow::Result<()> {
    anyhow::bail!("not built yet")
}
