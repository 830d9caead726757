//! Which encoding a file without a BOM is in.
//!
//! Not chardetng: it must choose among all encodings of the Web and needs more text than a headline to tell GBK from
//! Big5. Here three are possible, and how much of a reading is common Chinese tells them apart within a few characters.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

use super::decode::{read_as, undecoded_byte};
use crate::lang::chars::is_han;
use crate::lang::hanzi::{is_common, is_common_traditional};

/// Bytes that are looked at, from the first that is not ASCII.
const SAMPLE: usize = 1 << 16;
/// Least merit of a guess, where correct text has 0.9 and more, and a wrong reading of Chinese less than 0.3.
const LEAST_MERIT: f32 = 0.4;

/// The text of a file that is UTF-8 through and through, and not by accident.
pub fn utf8(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok().filter(|text| !accidental_utf8(text))
}

/// The encoding of a file that [`utf8`] does not know, and how sure it is (0 to 1); none where nothing reads like text.
pub fn encoding(bytes: &[u8]) -> Option<(&'static Encoding, f32)> {
    if std::str::from_utf8(bytes).is_ok() {
        return Some((GB18030, 0.6));
    }
    let sample = sample(bytes);
    let mut merits = [UTF_8, GB18030, BIG5].map(|encoding| (encoding, merit(encoding, sample)));
    // Stable: of equals the first stays first.
    merits.sort_by(|(_, a), (_, b)| b.value.total_cmp(&a.value));
    let [(best, merit), (_, second), _] = merits;
    if best == UTF_8 {
        return Some((UTF_8, 1.0));
    }
    if merit.value < LEAST_MERIT {
        return None;
    }
    let margin = merit.value - second.value.max(-1.0);
    let confidence = merit.value * (1.0 - 0.5 * (-margin * merit.count as f32 / 4.0).exp());
    Some((best, confidence.clamp(0.0, 0.99)))
}

/// What follows from the first byte that is not ASCII: always the first half of a character, if it is text.
fn sample(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let rest = bytes.get(first..).unwrap_or(&[]);
    match rest.get(..SAMPLE) {
        // A line end is never half of a character.
        Some(head) => memchr::memrchr(b'\n', head).and_then(|end| head.get(..=end)).unwrap_or(head),
        None => rest,
    }
}

/// How much a reading is like text.
struct Merit {
    /// 1 where every character is common, less the more rare, odd or undecodable ones there are.
    value: f32,
    /// How many characters and bytes that are not ASCII were judged.
    count: usize,
}

fn merit(encoding: &'static Encoding, sample: &[u8]) -> Merit {
    let reading = read_as(encoding, sample);
    let judged = reading.text.chars().filter(|c| !c.is_ascii());
    let (mut sum, mut count) = (0.0, 0);
    for c in judged {
        count += 1;
        sum += match c {
            c if undecoded_byte(c).is_some() => -3.0,
            // Three bytes that fit are no accident, whatever the character.
            _ if encoding == UTF_8 => 1.0,
            c if is_common(c) || is_common_traditional(c) => 1.0,
            c if is_han(c) => -0.5,
            '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' | '\u{2010}'..='\u{2026}' | '·' => 1.0,
            '\u{E000}'..='\u{F8FF}' | '\u{3100}'..='\u{312F}' => -2.0,
            _ => -1.0,
        };
    }
    Merit { value: if count == 0 { 0.0 } else { sum / count as f32 }, count }
}

/// Whether valid UTF-8 is rather a few characters of GBK whose bytes fit by accident, as those of 一些 do: nothing but
/// two-byte characters from several alphabets at once, no Latin among them, and each a common one in GBK.
fn accidental_utf8(text: &str) -> bool {
    let odd = |c: char| !c.is_ascii() && !('\u{100}'..='\u{7FF}').contains(&c);
    if text.len() > 64 || text.is_ascii() || text.chars().any(|c| odd(c) || c.is_ascii_alphabetic()) {
        return false;
    }
    let leads = || text.bytes().filter(|b| *b >= 0xC4);
    let one_alphabet = [0xCE..=0xCF, 0xD0..=0xD1, 0xD7..=0xD7, 0xD8..=0xD9]
        .iter()
        .any(|of| leads().all(|b| of.contains(&b)));
    let gbk = read_as(GB18030, text.as_bytes());
    leads().count() >= 2 && !one_alphabet && gbk.text.chars().all(|c| c.is_ascii() || is_common(c))
}
