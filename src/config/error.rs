//! What is wrong with a configuration, and where.

use std::ops::Range;
use std::path::PathBuf;

/// A configuration that cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct ConfigError {
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    pub at: Option<Box<Place>>,
}

/// A place in a file of TOML.
#[derive(Debug, Clone)]
pub struct Place {
    pub path: PathBuf,
    pub text: String,
    /// Bytes of `text`; empty where the place is the file as a whole.
    pub span: Range<usize>,
}

impl ConfigError {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, at: None }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With the name that was probably meant, where one is near.
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(word, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    pub fn at(mut self, path: impl Into<PathBuf>, text: &str, span: Range<usize>) -> Self {
        self.at = Some(Box::new(Place { path: path.into(), text: text.to_owned(), span }));
        self
    }

    /// What the TOML reader says, with a suggestion where a key or a value has an unknown name.
    pub fn from_toml(error: &toml::de::Error, path: impl Into<PathBuf>, text: &str) -> Self {
        // serde's words: unknown field `selct`, expected one of `extend`, `select`, …
        let message = error.message();
        let mut names = message.split('`').skip(1).step_by(2);
        let made = match (names.next(), message.strip_prefix("unknown ")) {
            (Some(unknown), Some(rest)) => {
                let kind = if rest.starts_with("field") { "key" } else { "value" };
                let known: Vec<&str> = names.collect();
                let error = Self::new(format!("unknown {kind} `{unknown}`"));
                match nearest(unknown, known.iter().copied()) {
                    Some(near) => error.help(format!("did you mean `{near}`?")),
                    None => error.help(format!("known: {}", known.join(", "))),
                }
            }
            _ => Self::new(message.trim_end()),
        };
        made.at(path, text, error.span().unwrap_or(0..0))
    }
}

/// The known word most like a mistyped one; capitals do not count.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let rated =
        known.into_iter().map(|known| (strsim::damerau_levenshtein(&word, &known.to_lowercase()), known));
    let (distance, near) = rated.min_by_key(|(distance, _)| *distance)?;
    (distance <= (word.chars().count() / 3).max(1)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(nearest("pum001", ["PUN001", "FLW001"]), Some("PUN001"));
        assert_eq!(nearest("selct", ["select", "severity"]), Some("select"));
        assert_eq!(nearest("colour", ["select", "severity"]), None);
    }
}
