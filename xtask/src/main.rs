//! Tasks of the project: `cargo xtask sync`, and with `--features data`, `learn` or `lm` those that
//! rebuild rules/data/; with `plant`, one that measures.

#[cfg(any(feature = "learn", feature = "lm", feature = "plant"))]
mod chance;
#[cfg(feature = "docs")]
mod docs;
#[cfg(feature = "data")]
mod former;
#[cfg(feature = "data")]
mod gazetteer;
#[cfg(feature = "data")]
mod glyphs;
#[cfg(feature = "learn")]
mod joins;
mod lexicon;
#[cfg(feature = "lm")]
mod lm;
#[cfg(feature = "learn")]
mod logistic;
#[cfg(feature = "plant")]
mod plant;
#[cfg(feature = "learn")]
mod suspects;
mod sync;
#[cfg(feature = "data")]
mod villages;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("sync") => sync::run(),
        #[cfg(feature = "docs")]
        Some("docs") => docs::run(),
        #[cfg(feature = "data")]
        Some("gazetteer") => gazetteer::run(),
        Some("lexicon") => lexicon::run(),
        #[cfg(feature = "data")]
        Some("glyphs") => glyphs::run(),
        #[cfg(feature = "learn")]
        Some("joins") => match arguments.as_slice() {
            [_, articles, language] => joins::run(articles, language),
            _ => anyhow::bail!("joins needs the articles and a language model"),
        },
        #[cfg(feature = "learn")]
        Some("suspects") => match arguments.as_slice() {
            [_, articles, language, lines @ ..] => suspects::run(articles, language, lines),
            _ => anyhow::bail!("suspects needs the articles, a language model and lines of OCR"),
        },
        #[cfg(feature = "plant")]
        Some("plant") => match arguments.as_slice() {
            [_, articles] => plant::run(articles),
            _ => anyhow::bail!("plant needs a file with an article a line"),
        },
        #[cfg(feature = "lm")]
        Some("lm") => lm::run(&arguments),
        _ => anyhow::bail!(
            "usage: cargo xtask sync\n       cargo run -p xtask --features data -- gazetteer | lexicon | glyphs\n       \
             cargo run -p xtask --features learn --release -- joins ARTICLES MODEL | suspects ARTICLES MODEL LINES…\n       \
             cargo run -p xtask --features lm --release -- lm --help\n       \
             cargo run -p xtask --features plant --release -- plant ARTICLES"
        ),
    }
}
