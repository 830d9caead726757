//! A text as read: its bytes decoded, and all that is needed to write it back as it was.

pub mod decode;
pub mod encode;
mod guess;
mod line_index;
mod span;

use std::path::{Path, PathBuf};

pub use decode::DecodeError;
pub use encode::EncodeError;
pub use line_index::{LineIndex, Position};
pub use span::Span;

/// The encoding of a file, by its WHATWG name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset(pub &'static encoding_rs::Encoding);

impl Charset {
    pub fn is_utf8(self) -> bool {
        self.0 == encoding_rs::UTF_8
    }

    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// A text as read.
#[derive(Debug, Clone)]
pub struct Source {
    pub path: PathBuf,
    /// The decoded text without its BOM. Line ends are as they were. A byte that did not decode stands as the
    /// stand-in character that [`decode::stand_in`] gives it.
    pub text: String,
    pub charset: Charset,
    /// How sure the encoding is, 0 to 1: 1 for UTF-8 and whatever a BOM names.
    pub charset_confidence: f32,
    /// Whether the file begins with a byte order mark.
    pub bom: bool,
    /// Offsets in `text` of the bytes that did not decode, in order.
    pub undecoded: Vec<u32>,
    /// Whether encoding the text gives the file's bytes again. Where it does not, the file is only ever checked.
    pub round_trips: bool,
    /// xxh3-128 of the file's bytes.
    pub hash: u128,
}

impl Source {
    /// A source that is UTF-8 already: standard input, a test, an editor's buffer.
    pub fn from_text(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        let hash = xxhash_rust::xxh3::xxh3_128(text.as_bytes());
        Self {
            path: path.into(),
            text,
            charset: Charset(encoding_rs::UTF_8),
            charset_confidence: 1.0,
            bom: false,
            undecoded: Vec::new(),
            round_trips: true,
            hash,
        }
    }

    /// The same file with another text.
    pub fn with_text(self, text: String) -> Self {
        let stand_ins = text.char_indices().filter(|(_, c)| decode::undecoded_byte(*c).is_some());
        let undecoded = if self.undecoded.is_empty() {
            Vec::new()
        } else {
            stand_ins.filter_map(|(at, _)| u32::try_from(at).ok()).collect()
        };
        Self { text, undecoded, ..self }
    }

    /// Whether the character stands for a byte that did not decode. Where all decoded, a file's own character
    /// at such a code point is itself.
    pub fn is_stand_in(&self, c: char) -> bool {
        !self.undecoded.is_empty() && decode::undecoded_byte(c).is_some()
    }

    /// The path as given, with `/`, as reports show it.
    pub fn shown_path(&self) -> String {
        shown(&self.path)
    }

    /// The place of a byte of `text` in the file, for a file in UTF-8; else the byte itself.
    /// A BOM adds its three bytes, and a stand-in of four bytes is one byte in the file.
    pub fn file_byte(&self, byte: usize) -> usize {
        if !self.charset.is_utf8() {
            return byte;
        }
        let stand_ins = self.undecoded.partition_point(|&at| (at as usize) < byte);
        byte + if self.bom { 3 } else { 0 } - 3 * stand_ins
    }
}

/// A path with `/` between its parts and a visible stand-in for what is no UTF-8.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests;
