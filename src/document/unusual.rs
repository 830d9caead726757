//! The characters of a text that an ordinary newspaper does not use, found in one pass for all rules that judge them.

use std::sync::LazyLock;

use crate::lang::hanzi::{self, CharSet};

/// A character that is neither of GB 2312 nor of the basic Latin alphabet nor an ordinary mark, and its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unusual {
    pub at: usize,
    pub char: char,
}

/// Marks and signs besides Han and ASCII that are what they should be.
const MARKS: &str = "，。、；：？！（）《》〈〉「」『』【】〔〕〖〗“”‘’—…·～－＋％＝×±°℃‰○●△▲▼□■◆◇★☆→←↑↓▶◀§№㎡㎞㎏㎝㎜①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ〇〓〃々\u{3000}\u{A0}\t\n\r";

static ORDINARY: LazyLock<CharSet> = LazyLock::new(|| {
    let han = ('\u{4E00}'..='\u{9FFF}').filter(|&c| hanzi::is_simplified_set(c) && !hanzi::leads_utf8(c));
    CharSet::new(han.chain(' '..='~').chain(MARKS.chars()))
});

/// All unusual characters in the order of the text.
pub fn unusual(text: &str) -> Vec<Unusual> {
    let ordinary = &*ORDINARY;
    let mut found = Vec::new();
    let mut rest = text.as_bytes();
    loop {
        // Nearly all are Han or full-width marks, of three bytes, which need not be decoded.
        let (usual, width) = match *rest {
            [lead @ 0xE0..=0xEF, second, third, ..] => (ordinary.contains_bytes([lead, second, third]), 3),
            [ascii @ ..0x80, ..] => (ordinary.contains(char::from(ascii)), 1),
            [lead, ..] => (false, if lead < 0xE0 { 2 } else { 4 }),
            [] => return found,
        };
        if !usual {
            let at = text.len() - rest.len();
            let char = text.get(at..).and_then(|rest| rest.chars().next());
            found.extend(char.filter(|&c| !ordinary.contains(c)).map(|char| Unusual { at, char }));
        }
        rest = rest.get(width..).unwrap_or(&[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_has_none() {
        assert_eq!(unusual("今天（9月25日），“祝福祖国”大花果篮亮相天安门广场……6～8℃。\r\n\tGDP"), []);
    }

    #[test]
    fn each_is_found_with_its_place() {
        let found: Vec<_> = unusual("甲\u{200B}乙⽇é锛").iter().map(|u| (u.at, u.char)).collect();
        assert_eq!(found, [(3, '\u{200B}'), (9, '⽇'), (12, 'é'), (14, '锛')]);
    }
}
