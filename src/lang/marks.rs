//! Marks of Chinese punctuation in a text, found without looking at the characters between them.

use memchr::memchr3;

/// The marks of a text that are not ASCII, with their bytes. In UTF-8 Han characters begin with the bytes E4 to E9 and
/// the marks with E2 (“ ” ‘ ’ — …), E3 (。、《》「」) and EF (，：；？！（）), so that a search for three bytes meets little
/// else.
pub fn marks(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + memchr3(0xE2, 0xE3, 0xEF, bytes.get(from..)?)?;
        from = at + 3;
        let mark = text.get(at..at + 3)?.chars().next()?;
        Some((at, mark))
    })
}

/// The other half of a quote or bracket, and whether the given one opens.
pub fn partner(mark: char) -> Option<(char, bool)> {
    Some(match mark {
        '“' => ('”', true),
        '‘' => ('’', true),
        '（' => ('）', true),
        '《' => ('》', true),
        '〈' => ('〉', true),
        '「' => ('」', true),
        '『' => ('』', true),
        '【' => ('】', true),
        '〔' => ('〕', true),
        '［' => ('］', true),
        '”' => ('“', false),
        '’' => ('‘', false),
        '）' => ('（', false),
        '》' => ('《', false),
        '〉' => ('〈', false),
        '」' => ('「', false),
        '』' => ('『', false),
        '】' => ('【', false),
        '〕' => ('〔', false),
        '］' => ('［', false),
        _ => return None,
    })
}

/// A mark that ends a sentence.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…')
}

/// Whether a text ends as a whole paragraph does: with 。！？… or a colon, closing quotes and brackets left aside.
pub fn is_closed(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| {
        c.is_whitespace() || partner(c).is_some_and(|(_, opens)| !opens) || matches!(c, '"' | ')')
    });
    let last = bare.chars().next_back();
    last.is_some_and(|c| ends_sentence(c) || matches!(c, '：' | ':' | '；' | ';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_among_han() {
        let found: Vec<char> = marks("甲，“乙”—丙。a,1（丁）…").map(|(_, c)| c).collect();
        assert_eq!(found, ['，', '“', '”', '—', '。', '（', '）', '…']);
    }

    #[test]
    fn paragraphs_end_closed() {
        assert!(is_closed("他说：“好。”") && is_closed("如下：") && is_closed("好（完。）  "));
        assert!(!is_closed("他说：“好，") && !is_closed("以“乡"));
    }
}
