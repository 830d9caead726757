//! Tasks of the project: `cargo xtask sync | gazetteer | lexicon | glyphs`.

#[cfg(feature = "docs")]
mod docs;
mod gazetteer;
mod glyphs;
mod lexicon;
mod sync;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("sync") => sync::run(),
        #[cfg(feature = "docs")]
        Some("docs") => docs::run(),
        Some("gazetteer") => gazetteer::run(),
        Some("lexicon") => lexicon::run(),
        Some("glyphs") => glyphs::run(),
        _ => anyhow::bail!("usage: cargo xtask sync | gazetteer | lexicon | glyphs"),
    }
}
