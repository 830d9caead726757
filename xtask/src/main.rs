//! Tasks of the project: `cargo xtask sync [--check] | gazetteer | lexicon | glyphs`.

mod gazetteer;
mod glyphs;
mod lexicon;
mod sync;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("sync") => sync::run(arguments.iter().any(|a| a == "--check")),
        Some("gazetteer") => gazetteer::run(),
        Some("lexicon") => lexicon::run(),
        Some("glyphs") => glyphs::run(),
        _ => anyhow::bail!("usage: cargo xtask sync [--check] | gazetteer | lexicon | glyphs"),
    }
}
