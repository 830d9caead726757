//! Text from an untrusted source as it may be shown: what would be invisible, or would steer the terminal, becomes a
//! visible stand-in.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::source::decode::undecoded_byte;

/// Text on one line, in characters that all show. Controls become their pictures (␊, ␛), what is invisible ‹U+200B›,
/// and bytes that did not decode ‹81›. Combining marks stay where they have a letter to stand on.
pub fn visible(text: &str) -> Cow<'_, str> {
    // Han and the marks of Chinese text take three bytes from U+3000 on, and none of those is in need of a stand-in
    // but a few; a look at each character is cheap, and segmenting is not.
    if text.chars().all(shows) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for cluster in text.graphemes(true) {
        push(&mut shown, cluster);
    }
    Cow::Owned(shown)
}

/// Adds one grapheme cluster, or a part of one, as it may be shown.
pub fn push(shown: &mut String, cluster: &str) {
    let mut based = false;
    for c in cluster.chars() {
        if shows(c) || (based && combines(c)) {
            shown.push(c);
            based = true;
        } else {
            stand_in(shown, c);
        }
    }
}

/// Whether the character takes a cell of its own and can be told from a space.
fn shows(c: char) -> bool {
    match c {
        ' '..='~' | '\u{3000}'..='\u{3163}' | '\u{3165}'..='\u{D7FF}' => {
            c.width().is_some_and(|width| width > 0)
        }
        '\u{A0}' | '\u{AD}' | '\u{115F}' | '\u{1160}' | '\u{2000}'..='\u{200F}' | '\u{2028}'..='\u{202F}' => {
            false
        }
        '\u{205F}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' => false,
        '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'.. => false,
        _ => c.width().is_some_and(|width| width > 0),
    }
}

fn combines(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..)
}

fn stand_in(shown: &mut String, c: char) {
    let code = u32::from(c);
    match c {
        '\0'..='\u{1F}' => shown.push(char::from_u32(0x2400 + code).unwrap_or('␀')),
        '\u{7F}' => shown.push('␡'),
        _ => {
            // Writing into a string never fails.
            let _ = match undecoded_byte(c) {
                Some(byte) => write!(shown, "‹{byte:02X}›"),
                None => write!(shown, "‹U+{code:04X}›"),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::decode::stand_in;

    #[test]
    fn what_shows_is_left_alone() {
        for text in ["", "株洲日报,2023年　“好”——…·①", "𠮷野家", "é", "e\u{301}"] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn what_does_not_show_gets_a_stand_in() {
        let cases = [
            ("a\u{1B}[31mb\r\n", "a␛[31mb␍␊"),
            ("\0\u{1}\t\u{7F}\u{9B}", "␀␁␉␡‹U+009B›"),
            ("渌\u{200B}口\u{FEFF}", "渌‹U+200B›口‹U+FEFF›"),
            ("\u{202E}反\u{2066}", "‹U+202E›反‹U+2066›"),
            ("软\u{AD}连\u{A0}字\u{2028}", "软‹U+00AD›连‹U+00A0›字‹U+2028›"),
            ("\u{E123}\u{FE0F}\u{E0100}", "‹U+E123›‹U+FE0F›‹U+E0100›"),
            // A mark without a letter would stand on whatever comes before it.
            ("\u{301}e", "‹U+0301›e"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(visible(&format!("坏{}字", stand_in(0x81))), "坏‹81›字");
    }

    #[test]
    fn nothing_shown_is_invisible() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let shown = visible(c.encode_utf8(&mut [0; 4])).into_owned();
            assert!(shown.chars().all(|c| c.width().is_some_and(|w| w > 0)), "{c:?} is shown as {shown:?}");
        }
    }
}
