//! Chinese that was read as Latin-1 or Windows-1252.

use encoding_rs::GBK;

use super::{Path, Piece, Plausibility};
use crate::source::Span;

/// What Windows-1252 has at 80–9F; where it has nothing, the control character that Latin-1 has.
const SPECIALS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
/// Those that stand in ordinary text after a letter with an accent, and so prove nothing.
const ORDINARY: &str = "“”‘’—–…•‹›€™";
/// The first two characters of “ ” … —, of 、。《》, and of full-width forms: together they are found nowhere else.
const SURE: [&str; 4] = ["â€", "ã€", "ï¼", "ï½"];

/// The byte that a character stands for in Latin-1 or Windows-1252; none for ASCII.
pub fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        0x152..=0x2122 => SPECIALS.chars().position(|s| s == c).and_then(|at| u8::try_from(0x80 + at).ok()),
        _ => None,
    }
}

/// A character with its place in the line.
type Placed = (usize, char);

/// What stands at the head of the characters.
enum Sequence {
    /// One character of UTF-8 in so many characters, and whether that is no accident.
    Whole(usize, bool),
    /// The beginning of one, and whether that is no accident.
    Broken(usize, bool),
}

/// The stretches of the line that are whole characters of UTF-8, byte for byte, and those that were.
pub fn utf8_pieces(line: &str) -> Vec<Piece> {
    let chars: Vec<Placed> = line.char_indices().collect();
    let mut found = Vec::new();
    let (mut whole, mut broken) = (0, 0);
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let (mut bytes, mut firm, mut sure, mut lost) = (Vec::new(), false, false, false);
        while let Some(sequence) = chars.get(at..).and_then(sequence) {
            let (Sequence::Whole(length, proof) | Sequence::Broken(length, proof)) = sequence;
            if let Sequence::Broken(..) = sequence {
                (lost, sure) = (true, sure || proof);
            } else {
                firm |= proof;
            }
            bytes.extend(chars.iter().skip(at).take(length).filter_map(|(_, c)| byte(*c)));
            at += length;
        }
        let end = chars.get(at).map_or(line.len(), |(at, _)| *at);
        let span = Span::new(chars.get(start).map_or(0, |(at, _)| *at), end);
        if at > start {
            let text = String::from_utf8(bytes).ok().filter(|text| !lost && !text.contains('\u{FFFD}'));
            let path = if text.is_none() && !lost { Path::Replaced } else { Path::Utf8AsLatin };
            (whole, broken) = (whole + usize::from(firm), broken + usize::from(lost));
            found.push((Piece { span, text, path }, firm || sure));
        }
        at = at.max(start + 1);
    }
    // An accented letter before a sign looks like a broken character; only company makes it one.
    found.retain(|(_, proven)| *proven || whole > 0 || broken > 2);
    found.into_iter().map(|(piece, _)| piece).collect()
}

fn sequence(chars: &[Placed]) -> Option<Sequence> {
    let mut rest = chars.iter().map(|(_, c)| *c);
    let lead_char = rest.next()?;
    let lead = byte(lead_char)?;
    let wanted = match lead {
        0xC2 | 0xC3 | 0xC5 | 0xC6 | 0xCB => 1,
        0xE2..=0xEF => 2,
        0xF0 => 3,
        _ => return None,
    };
    let tail: Vec<(char, u8)> = rest
        .clone()
        .take(wanted)
        .map_while(|c| Some((c, byte(c)?)))
        .take_while(|(_, b)| *b < 0xC0 && *b >= 0x80)
        .collect();
    let firm = tail.iter().any(|(c, _)| !ORDINARY.contains(*c));
    let sure = tail.first().is_some_and(|(c, _)| SURE.iter().any(|s| s.chars().eq([lead_char, *c])));
    if tail.len() == wanted {
        let bytes: Vec<u8> = std::iter::once(lead).chain(tail.iter().map(|(_, b)| *b)).collect();
        let decoded = std::str::from_utf8(&bytes).ok()?.chars().next()?;
        // Two characters of Latin-1 give many a letter by accident; these are what a second reading makes.
        let expected = wanted > 1 || lead <= 0xC3 || byte(decoded).is_some();
        return expected.then_some(Sequence::Whole(wanted + 1, firm || sure));
    }
    let next = rest.nth(tail.len());
    let marked = next == Some('\u{FFFD}');
    let begun = wanted > 1 && firm && !tail.is_empty();
    (sure || begun || (wanted > 1 && marked))
        .then(|| Sequence::Broken(1 + tail.len() + usize::from(marked), sure || marked && begun))
}

/// The stretches of the line that are whole characters of GBK, byte for byte, and those of which a byte is lost.
pub fn gbk_pieces(line: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = line.char_indices().peekable();
    while let Some(&(start, c)) = rest.peek() {
        let (mut bytes, mut end) = (Vec::new(), start);
        // Quotes and dashes are what they are: they are bytes of rare characters alone.
        while let Some((at, c)) = rest.next_if(|(_, c)| byte(*c).is_some() && !ORDINARY.contains(*c)) {
            bytes.extend(byte(c));
            end = at + c.len_utf8();
        }
        if bytes.is_empty() {
            rest.next();
            continue;
        }
        // The second byte of a character outside of GB 2312 may be ASCII: 镕 is éF.
        if bytes.len() % 2 == 1
            && bytes.len() > 1
            && let Some((at, c)) = rest.next_if(|(_, c)| matches!(c, '@'..='~'))
        {
            bytes.extend(u8::try_from(c));
            end = at + c.len_utf8();
        }
        if bytes.len() == 1 && c.is_alphabetic() {
            continue;
        }
        let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes).map(String::from);
        found.push(Piece { span: Span::new(start, end), text, path: Path::GbkAsLatin });
    }
    let whole = |piece: &Piece| piece.text.as_deref().map(Plausibility::of);
    found.retain(|piece| whole(piece).is_none_or(|p| p.odd == 0 || p.common >= 3 * p.odd));
    let whole: Vec<Plausibility> = found.iter().filter_map(whole).collect();
    // £¬ and ¡£ with a character before them are proof enough, as is a character beside each of three figures.
    let firm = |p: &Plausibility| p.han() > 0 && p.han() + p.marks > 1;
    let enough = whole.iter().any(firm) || whole.iter().map(Plausibility::han).sum::<usize>() >= 3;
    if enough { found } else { Vec::new() }
}
