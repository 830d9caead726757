//! Bytes to text.

use std::path::Path;

use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::encode::{self, bytes_of};
use super::{Charset, Source, guess};

#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    #[error("the file has a NUL byte and no UTF-16 byte order mark: it is not text")]
    Binary,
    #[error("the file is in UTF-32: convert it to UTF-8")]
    Utf32,
    #[error("no encoding decodes the file: tried UTF-8, GB18030 and Big5")]
    Unknown,
    #[error("{bad} of the file's {all} bytes are no {charset}: too many to be damage in a text")]
    TooManyBad { charset: &'static str, bad: usize, all: usize },
    #[error("the file has 4 GiB or more")]
    TooLarge,
}

/// A file may have one bad byte in this many …
const BAD_SHARE: usize = 1000;
/// … and any file this many, so that a short article whose last character is cut is read all the same.
const BAD_ALWAYS: usize = 8;

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

/// Decodes the bytes of a file: by its BOM, else as UTF-8, else in the encoding that reads most like Chinese.
///
/// # Errors
/// [`DecodeError`] where the bytes are not text in an encoding that zzlint reads, or where more than one byte in a
/// thousand, and more than eight, do not decode.
pub fn decode(path: &Path, bytes: &[u8]) -> Result<Source, DecodeError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(DecodeError::TooLarge);
    }
    let (reading, confidence) = read(bytes)?;
    let bad = reading.undecoded.len();
    let mostly_bad = || 2 * bad > reading.text.chars().count();
    if bad > 0 && (bad > BAD_ALWAYS.max(bytes.len() / BAD_SHARE) || mostly_bad()) {
        return Err(DecodeError::TooManyBad { charset: reading.encoding.name(), bad, all: bytes.len() });
    }
    if u32::try_from(reading.text.len()).is_err() {
        return Err(DecodeError::TooLarge);
    }
    let source = Source {
        path: path.to_path_buf(),
        text: reading.text,
        charset: Charset(reading.encoding),
        charset_confidence: confidence,
        bom: reading.bom,
        undecoded: reading.undecoded,
        round_trips: true,
        hash: xxhash_rust::xxh3::xxh3_128(bytes),
    };
    Ok(with_proven_round_trip(source, bytes))
}

/// The bytes read in one encoding.
pub(super) struct Reading {
    pub encoding: &'static Encoding,
    pub bom: bool,
    pub text: String,
    /// Offsets in `text` of the stand-ins.
    pub undecoded: Vec<u32>,
}

/// The best reading, and how sure its encoding is.
fn read(bytes: &[u8]) -> Result<(Reading, f32), DecodeError> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(DecodeError::Utf32);
    }
    for encoding in [UTF_8, UTF_16LE, UTF_16BE, GB18030] {
        let Some(body) = bytes.strip_prefix(encode::bom(encoding)) else { continue };
        if encoding == UTF_8 && body.contains(&0) {
            return Err(DecodeError::Binary);
        }
        return Ok((Reading { bom: true, ..read_as(encoding, body) }, 1.0));
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(DecodeError::Binary);
    }
    if let Some(text) = guess::utf8(bytes) {
        let text = text.to_owned();
        return Ok((Reading { encoding: UTF_8, bom: false, text, undecoded: Vec::new() }, 1.0));
    }
    let (encoding, confidence) = guess::encoding(bytes).ok_or(DecodeError::Unknown)?;
    Ok((read_as(encoding, bytes), confidence))
}

/// Reads the bytes, which have no BOM, in an encoding. Every byte that does not decode becomes its stand-in.
pub(super) fn read_as(encoding: &'static Encoding, bytes: &[u8]) -> Reading {
    let mut reading = Reading { encoding, bom: false, text: String::new(), undecoded: Vec::new() };
    if encoding == UTF_8 {
        reading.text.reserve(bytes.len());
        for chunk in bytes.utf8_chunks() {
            reading.text.push_str(chunk.valid());
            reading.push_undecoded(chunk.invalid());
        }
    } else {
        reading.read_legacy(bytes);
    }
    reading.shield();
    reading
}

impl Reading {
    fn push_undecoded(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.undecoded.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            self.text.push(stand_in(byte));
        }
    }

    fn read_legacy(&mut self, bytes: &[u8]) {
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let mut done = 0;
        loop {
            let rest = bytes.get(done..).unwrap_or(&[]);
            let room = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len());
            self.text.reserve(room);
            let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut self.text, true);
            done += read;
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => {
                    // The decoder has read `after` bytes beyond the bad ones and gives their text next.
                    let end = done.saturating_sub(usize::from(after));
                    let bad = bytes.get(end.saturating_sub(usize::from(length))..end);
                    self.push_undecoded(bad.unwrap_or(&[]));
                }
            }
        }
    }

    /// Among stand-ins, a character that the file itself has at a stand-in's code point is kept as its raw bytes.
    fn shield(&mut self) {
        let real = |at: usize, c| undecoded_byte(c).is_some() && !self.is_undecoded(at);
        if self.undecoded.is_empty() || !self.text.char_indices().any(|(at, c)| real(at, c)) {
            return;
        }
        let mut shielded =
            Reading { encoding: self.encoding, bom: self.bom, text: String::new(), undecoded: Vec::new() };
        for (at, c) in self.text.char_indices() {
            match undecoded_byte(c) {
                Some(byte) if self.is_undecoded(at) => shielded.push_undecoded(&[byte]),
                Some(_) => {
                    let raw = bytes_of(self.encoding, c.encode_utf8(&mut [0; 4])).unwrap_or_default();
                    shielded.push_undecoded(&raw);
                }
                None => shielded.text.push(c),
            }
        }
        *self = shielded;
    }

    fn is_undecoded(&self, at: usize) -> bool {
        u32::try_from(at).is_ok_and(|at| self.undecoded.binary_search(&at).is_ok())
    }
}

/// Tests that the source gives the file's bytes again. A file in GB18030 that needs none of its four-byte codes is
/// called GBK, which is what nearly all of them are.
fn with_proven_round_trip(mut source: Source, bytes: &[u8]) -> Source {
    if source.charset.is_utf8() {
        return source;
    }
    let gives_again = |source: &Source| encode::encode(source, &source.text).is_ok_and(|b| b == bytes);
    if source.charset.0 == GB18030 && !source.bom {
        source.charset = Charset(GBK);
        if gives_again(&source) {
            return source;
        }
        source.charset = Charset(GB18030);
    }
    source.round_trips = gives_again(&source);
    source
}
