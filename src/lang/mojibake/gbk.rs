//! Chinese in UTF-8 that was read as GBK.

use std::sync::LazyLock;

use encoding_rs::GBK;

use super::{Path, Piece};
use crate::lang::chars::is_han;
use crate::lang::hanzi::{CharSet, leads_utf8, rows};
use crate::source::Span;

/// The characters whose bytes in GBK are a character of Latin-1 in UTF-8.
static TWICE: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(rows(GBK, 0xC2..=0xC3, 0x80..=0xBF)));

/// Whether the character may be a letter of mojibake that was read as GBK in its turn (脰脨鹿煤 for ÖÐ¹ú for 中国).
pub fn is_twice(c: char) -> bool {
    TWICE.contains(c)
}

/// The bytes of a character in GBK; none for ASCII and for what GBK lacks.
fn bytes(c: char) -> Option<Vec<u8>> {
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = GBK.encode(c.encode_utf8(&mut buffer));
    (!unmappable && !c.is_ascii()).then(|| bytes.into_owned())
}

/// How far a stretch reads as UTF-8.
struct Reading {
    /// Of the whole characters: where they end in the line, and their bytes.
    whole: usize,
    bytes: Vec<u8>,
    /// Where a character ends whose last bytes were lost; `whole` if none does.
    lost: usize,
    /// What stands for the lost bytes.
    mark: char,
}

/// The stretches of the line that are whole characters of UTF-8, byte for byte, and those of which a byte is lost.
pub fn pieces(line: &str) -> Vec<Piece> {
    let mut found: Vec<(Piece, bool)> = Vec::new();
    let mut done = 0;
    let mut chars = 0;
    for (start, first) in line.char_indices().filter(|(_, c)| leads_utf8(*c)) {
        if start < done {
            continue;
        }
        let reading = read(line, start);
        let text = String::from_utf8(reading.bytes).unwrap_or_default();
        let count = text.chars().filter(|c| !c.is_ascii()).count();
        chars += count;
        let replaced = text.contains('\u{FFFD}');
        let end = reading.whole.max(reading.lost);
        done = end.max(start + 1);
        let cut = reading.lost > reading.whole;
        // 锛 ， 銆 。 鈥 “ stand at the end of most damaged clauses, where the last byte is lost.
        let sure = count > 1 || replaced || (cut && reading.mark == '\u{FFFD}' && "锛銆鈥".contains(first));
        if cut || replaced || count > 0 {
            let path = if replaced { Path::Replaced } else { Path::Utf8AsGbk };
            let text = Some(text).filter(|_| !cut && !replaced);
            found.push((Piece { span: Span::new(start, end), text, path }, sure));
        }
    }
    let sure = found.iter().any(|(_, sure)| *sure);
    let enough = found.len() > 2 || (found.len() > 1 && (chars > 0 || line.contains('\u{FFFD}')));
    found.retain(|(_, is_sure)| *is_sure || sure || enough);
    found.into_iter().map(|(piece, _)| piece).collect()
}

/// Reads the line from `start` on for as long as the bytes of its characters are UTF-8.
fn read(line: &str, start: usize) -> Reading {
    let mut reading = Reading { whole: start, bytes: Vec::new(), lost: start, mark: ' ' };
    let (mut all, mut pending) = (Vec::new(), 0);
    let mut rest = line.get(start..).unwrap_or("").char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let at = start + at;
        let more = match c {
            // Both A2E3 and 80 are €: E9 9D A2 E3 80 81 for 面、 is 闈€€ and more.
            '€' if pending == 1 && rest.peek().is_some_and(|(_, c)| *c == '€') => Some(vec![0xA2, 0xE3]),
            c => bytes(c),
        };
        let Some(more) = more else {
            if pending > 0 && matches!(c, '\u{FFFD}' | '?') {
                (reading.lost, reading.mark) = (at + c.len_utf8(), c);
            }
            return reading;
        };
        for byte in more {
            let Some(left) = step(pending, byte) else { return reading };
            pending = left;
            all.push(byte);
        }
        if pending == 0 {
            reading.whole = at + c.len_utf8();
            reading.bytes.append(&mut all);
        }
    }
    reading
}

/// How many bytes a character still wants after this one; none where the byte cannot stand here.
fn step(pending: u8, byte: u8) -> Option<u8> {
    match (pending, byte) {
        (1.., 0x80..=0xBF) => Some(pending - 1),
        (0, 0..=0x7F) => Some(0),
        (0, 0xC2 | 0xC3) => Some(1),
        (0, 0xE2..=0xEF) => Some(2),
        _ => None,
    }
}

/// The stretches of the line that are letters of Latin-1 in UTF-8 read as GBK.
pub fn twice_pieces(line: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut rest = line.char_indices().peekable();
    let (mut before, mut longest) = (' ', 0);
    while let Some((start, first)) = rest.next() {
        if !is_twice(first) {
            before = first;
            continue;
        }
        let (mut latin, mut end, mut count) = (bytes(first).unwrap_or_default(), start + first.len_utf8(), 1);
        while let Some((at, c)) = rest.next_if(|(_, c)| is_twice(*c)) {
            latin.extend(bytes(c).unwrap_or_default());
            end = at + c.len_utf8();
            count += 1;
        }
        // Beside other Han a pair of these is what it looks like.
        let beside_han = is_han(before) || rest.peek().is_some_and(|(_, c)| is_han(*c));
        if count > 3 || (count > 1 && !beside_han) {
            longest = longest.max(count);
            let text = String::from_utf8(latin).ok();
            found.push(Piece { span: Span::new(start, end), text, path: Path::Twice });
        }
    }
    found.retain(|piece| longest > 3 && piece.text.is_some());
    found
}
