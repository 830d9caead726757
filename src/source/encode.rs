//! Text to bytes, in the encoding it came in.

use encoding_rs::{EncoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::decode::{read_as, undecoded_byte};
use super::{Charset, Source};

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    #[error("{charset} has no {character:?} (U+{:04X})", u32::from(*character))]
    Unmappable { charset: &'static str, character: char },
    #[error(
        "the file uses codes of {charset} that do not come back when it is written: it can only be checked; \
         --to-utf8 converts it"
    )]
    NoRoundTrip { charset: &'static str },
    #[error(
        "a change next to bytes that are no {charset} would give them a meaning that the file does not have"
    )]
    Merged { charset: &'static str },
    #[error("the file has {count} bytes that are no {charset}, and UTF-8 has no place for them")]
    Undecoded { charset: &'static str, count: usize },
}

/// The bytes of `text` in the encoding, and with the BOM, of `source`. Stand-ins become the bytes they stand for.
///
/// # Errors
/// [`EncodeError`] where the encoding lacks a character (nothing is ever written as a numeric entity), where the file
/// cannot be written as it was, or where a change would turn undecodable bytes into characters.
pub fn encode(source: &Source, text: &str) -> Result<Vec<u8>, EncodeError> {
    writable(source)?;
    let encoding = source.charset.0;
    let mut bytes = if source.bom { bom(encoding).to_vec() } else { Vec::new() };
    let start = bytes.len();
    if source.undecoded.is_empty() {
        append(encoding, text, &mut bytes)?;
        return Ok(bytes);
    }
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if let Some(byte) = undecoded_byte(c) {
            append(encoding, text.get(from..at).unwrap_or(""), &mut bytes)?;
            bytes.push(byte);
            from = at + c.len_utf8();
        }
    }
    append(encoding, text.get(from..).unwrap_or(""), &mut bytes)?;
    // A stray first half that a repair brought next to another byte would now be read as one character with it.
    if read_as(encoding, bytes.get(start..).unwrap_or(&[])).text == text {
        Ok(bytes)
    } else {
        Err(EncodeError::Merged { charset: encoding.name() })
    }
}

/// The file as it is once converted to UTF-8, without a BOM; one that is UTF-8 stays as it is.
///
/// # Errors
/// [`EncodeError::Undecoded`] where another encoding has bytes that did not decode.
pub fn in_utf8(source: &Source) -> Result<Source, EncodeError> {
    let utf8 = Source { charset: Charset(UTF_8), bom: false, round_trips: true, ..source.clone() };
    match source.undecoded.len() {
        _ if source.charset.is_utf8() => Ok(source.clone()),
        0 => Ok(Source { charset_confidence: 1.0, ..utf8 }),
        count => Err(EncodeError::Undecoded { charset: source.charset.name(), count }),
    }
}

/// Whether a file can be written at all, to be asked before it is repaired.
///
/// # Errors
/// [`EncodeError::NoRoundTrip`] where writing the file unchanged would change its bytes.
pub fn writable(source: &Source) -> Result<(), EncodeError> {
    if source.round_trips { Ok(()) } else { Err(EncodeError::NoRoundTrip { charset: source.charset.name() }) }
}

impl Charset {
    /// The first character of `text` that the encoding lacks: a fix that brings one is refused.
    pub fn lacks(self, text: &str) -> Option<char> {
        if text.is_ascii() || [UTF_8, UTF_16LE, UTF_16BE].contains(&self.0) {
            return None;
        }
        match bytes_of(self.0, text) {
            Err(EncodeError::Unmappable { character, .. }) => Some(character),
            _ => None,
        }
    }
}

/// The byte order mark of an encoding; none for one that has none.
pub(super) fn bom(encoding: &Encoding) -> &'static [u8] {
    match encoding {
        e if e == UTF_8 => b"\xEF\xBB\xBF",
        e if e == UTF_16LE => b"\xFF\xFE",
        e if e == UTF_16BE => b"\xFE\xFF",
        e if e == GB18030 => b"\x84\x31\x95\x33",
        _ => b"",
    }
}

/// The bytes of a text without stand-ins and without a BOM.
pub(super) fn bytes_of(encoding: &'static Encoding, text: &str) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::with_capacity(text.len());
    append(encoding, text, &mut bytes)?;
    Ok(bytes)
}

fn append(encoding: &'static Encoding, text: &str, bytes: &mut Vec<u8>) -> Result<(), EncodeError> {
    // encoding_rs writes UTF-8 where it is asked for UTF-16.
    if encoding == UTF_8 {
        bytes.extend_from_slice(text.as_bytes());
    } else if encoding == UTF_16LE {
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    } else if encoding == UTF_16BE {
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    } else {
        append_legacy(encoding, text, bytes)?;
    }
    Ok(())
}

fn append_legacy(encoding: &'static Encoding, text: &str, bytes: &mut Vec<u8>) -> Result<(), EncodeError> {
    let mut encoder = encoding.new_encoder();
    let mut rest = text;
    loop {
        let room = encoder.max_buffer_length_from_utf8_without_replacement(rest.len()).unwrap_or(rest.len());
        bytes.reserve(room);
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, bytes, true);
        rest = rest.get(read..).unwrap_or("");
        match result {
            EncoderResult::InputEmpty => return Ok(()),
            EncoderResult::OutputFull => {}
            EncoderResult::Unmappable(character) => {
                return Err(EncodeError::Unmappable { charset: encoding.name(), character });
            }
        }
    }
}
