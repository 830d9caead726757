//! Banners in Latin letters: XIANG CUN ZHEN XING under 乡村振兴.

use pinyin::ToPinyin;

/// Whether capital letters spell Chinese words in pinyin, or nearly: OCR loses spaces and a letter here and there.
pub fn spells(letters: &[char], name: &[char]) -> bool {
    let read: String =
        letters.iter().filter(|c| c.is_ascii_alphabetic()).map(char::to_ascii_lowercase).collect();
    let mut expected = String::new();
    for &c in name {
        let Some(sound) = c.to_pinyin() else { return false };
        expected.push_str(&sound.plain().replace('ü', "v"));
    }
    read.len().abs_diff(expected.len()) <= 2 && strsim::levenshtein(&read, &expected) <= read.len() / 8
}

/// Whether capital letters begin with the sounds of a name, two characters of it or more and at least half, and go on in
/// English.
pub fn begins(letters: &[char], name: &[char]) -> bool {
    let read: String =
        letters.iter().filter(|c| c.is_ascii_alphabetic()).map(char::to_ascii_lowercase).collect();
    let mut left = read.as_str();
    let mut matched = 0;
    for &c in name {
        let Some(sound) = c.to_pinyin() else { break };
        let Some(rest) = left.strip_prefix(sound.plain()) else { break };
        left = rest;
        matched += 1;
    }
    matched >= 2 && matched * 2 >= name.len()
}

/// Whether capital letters can be read as two or more syllables of pinyin.
pub fn is_pinyin(letters: &[char]) -> bool {
    let letters: Vec<u8> = letters
        .iter()
        .filter(|c| c.is_ascii_alphabetic())
        .filter_map(|c| u8::try_from(c.to_ascii_lowercase()).ok())
        .collect();
    // reach[i]: the most syllables that the first i letters make, if they make any.
    let mut reach: Vec<Option<usize>> = vec![None; letters.len() + 1];
    if let Some(first) = reach.first_mut() {
        *first = Some(0);
    }
    for at in 0..letters.len() {
        let Some(Some(syllables)) = reach.get(at).copied() else { continue };
        for end in at + 1..=letters.len().min(at + 6) {
            if letters.get(at..end).is_some_and(is_syllable)
                && let Some(slot) = reach.get_mut(end)
            {
                *slot = (*slot).max(Some(syllables + 1));
            }
        }
    }
    reach.last().copied().flatten().is_some_and(|syllables| syllables >= 2)
}

fn is_syllable(letters: &[u8]) -> bool {
    const INITIALS: [&str; 23] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z",
        "c", "s", "y", "w",
    ];
    const FINALS: [&str; 33] = [
        "a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "ve", "er", "an", "en",
        "in", "un", "ang", "eng", "ing", "ong", "ia", "ua", "uo", "iao", "ian", "uan", "iang", "uang",
        "iong",
    ];
    let Ok(text) = std::str::from_utf8(letters) else { return false };
    let rest = INITIALS.iter().find_map(|initial| text.strip_prefix(initial)).unwrap_or(text);
    FINALS.contains(&rest) || rest == "uai"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spell(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn banners_and_their_pinyin() {
        assert!(spells(&spell("XIANG CUN ZHEN XING"), &spell("乡村振兴")));
        assert!(spells(&spell("ZONGHEXIN WEN"), &spell("综合新闻")));
        assert!(!spells(&spell("YAO WEN"), &spell("时事")));
        assert!(begins(&spell("YUN XI VIDEO"), &spell("云溪视频")));
        assert!(is_pinyin(&spell("JING JISHIYE")));
        assert!(!is_pinyin(&spell("FIRST-CLASS GLOBAL BANKING")));
    }
}
