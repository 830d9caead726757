//! Bytes to text.

use std::path::Path;

use super::{Charset, Source};

#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    #[error("the file has a NUL byte and no UTF-16 byte order mark: it is not text")]
    Binary,
    #[error("no encoding decodes the file: tried UTF-8, GB18030 and Big5")]
    Unknown,
    #[error("the file has 4 GiB or more")]
    TooLarge,
}

/// First of the 256 characters that stand for bytes which did not decode. They lie at the very end of the last
/// private-use plane, where no text has characters of its own.
const STAND_IN: u32 = 0x10_FE00;

/// The character that stands for an undecodable byte.
pub fn stand_in(byte: u8) -> char {
    char::from_u32(STAND_IN + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The byte that a stand-in stands for.
pub fn undecoded_byte(c: char) -> Option<u8> {
    u32::from(c).checked_sub(STAND_IN).and_then(|byte| u8::try_from(byte).ok())
}

/// Decodes the bytes of a file.
///
/// # Errors
/// [`DecodeError`] where the bytes are not text in an encoding that zzlint reads.
pub fn decode(path: &Path, bytes: &[u8]) -> Result<Source, DecodeError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(DecodeError::TooLarge);
    }
    let (bom, body) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(body) => (true, body),
        None => (false, bytes),
    };
    let text = std::str::from_utf8(body).map_err(|_| DecodeError::Unknown)?;
    Ok(Source {
        bom,
        hash: xxhash_rust::xxh3::xxh3_128(bytes),
        charset: Charset(encoding_rs::UTF_8),
        ..Source::from_text(path, text)
    })
}
