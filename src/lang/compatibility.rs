//! Characters that exist twice in Unicode, and the one that text is written with.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// Supplementary radicals and strokes, for which Unicode's normal forms do nothing.
static RADICALS: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let table = include_str!("../../rules/data/radicals.tsv");
    let pair =
        |line: &str| line.split_once('\t').and_then(|(a, b)| Some((a.chars().next()?, b.chars().next()?)));
    table.lines().filter_map(pair).collect()
});

/// Marks turned for vertical lines, small and half-width ones, and what they are in a horizontal line.
const MARKS: [(&str, &str); 4] = [
    (
        "︐︑︒︓︔︕︖︗︘︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗（）｛｝〔〕【】《》〈〉「」『』［］",
    ),
    ("︙︱", "…—"),
    ("﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞", "，、．；：？！（）｛｝〔〕"),
    ("｡｢｣､･", "。「」、·"),
];

/// The ordinary form of a character that is only there for the sake of other character sets: ⽇ 日, ⺠ 民, 凉 凉,
/// ︽ 《, ﬁ fi. Signs that newspapers print (㎡ ℃ № ① Ⅱ ％ ～) are none, and neither are full-width letters: a
/// whole number or word of them belongs together.
pub fn ordinary(c: char) -> Option<String> {
    match c {
        '\u{2F00}'..='\u{2FDF}' => Some(c.nfkc().collect()).filter(|s: &String| !s.contains(c)),
        '\u{2E80}'..='\u{2EFF}' | '\u{31C0}'..='\u{31EF}' => RADICALS.get(&c).map(char::to_string),
        // Twelve of these have no other form and stay.
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            Some(c.nfc().collect()).filter(|s: &String| !s.contains(c))
        }
        '\u{FB00}'..='\u{FB06}' => Some(c.nfkc().collect()),
        '\u{FE10}'..='\u{FE6F}' | '\u{FF61}'..='\u{FF65}' => MARKS.iter().find_map(|(from, to)| {
            let at = from.chars().position(|f| f == c)?;
            to.chars().nth(at).map(String::from)
        }),
        _ => None,
    }
}

/// The ASCII letter or digit of a full-width one.
pub fn narrow(c: char) -> Option<char> {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
        .then(|| char::from_u32(u32::from(c) - 0xFEE0))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_ordinary_form() {
        for (from, to) in [
            ('⽇', "日"),
            ('⺠', "民"),
            ('⻓', "长"),
            ('\u{F979}', "凉"),
            ('︽', "《"),
            ('﹄', "』"),
            ('﹐', "，"),
            ('ﬁ', "fi"),
            ('㇐', "一"),
        ] {
            assert_eq!(ordinary(from).as_deref(), Some(to), "{from}");
        }
        for c in "日㎡℃№①Ⅱ％～，﨑“".chars() {
            assert_eq!(ordinary(c), None, "{c}");
        }
        assert_eq!((narrow('２'), narrow('ｚ'), narrow('％')), (Some('2'), Some('z'), None));
        for (from, to) in MARKS {
            assert_eq!(from.chars().count(), to.chars().count());
        }
    }
}
