//! Text as it is compared: without white space, width, case and punctuation, which a second reading of the same print
//! gives differently.

use crate::lang::chars::is_han;

/// What a character counts as; `None` for one that does not count.
#[inline]
pub fn fold(c: char) -> Option<char> {
    match c {
        '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | '0'..='9' | '%' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        '\u{FF01}'..='\u{FF5E}' => {
            fold(char::from_u32(c as u32 - 0xFEE0).filter(char::is_ascii).unwrap_or(' '))
        }
        '\0'..='\u{7F}' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}' if c != '〇' => None,
        _ if c.is_alphanumeric() => Some(c),
        _ => None,
    }
}

/// The characters of a text that count, folded.
pub fn folded(text: &str) -> impl DoubleEndedIterator<Item = char> + '_ {
    text.chars().filter_map(fold)
}

/// How much a folded character weighs: a Han character as much as two letters or figures.
#[inline]
pub fn weight(c: char) -> u32 {
    if is_han(c) { 2 } else { 1 }
}

/// The figures of a text, in its order: runs of digits with their decimal points, and each Chinese numeral.
pub fn figures(text: &str) -> Vec<String> {
    let mut figures: Vec<String> = Vec::new();
    let mut point = false;
    let mut open = false;
    for c in text.chars() {
        let plain = if c == '．' { Some('.') } else { fold(c).or((c == '.').then_some('.')) };
        match plain {
            Some(digit) if digit.is_ascii_digit() => {
                match figures.last_mut().filter(|_| open) {
                    Some(last) => {
                        if point {
                            last.push('.');
                        }
                        last.push(digit);
                    }
                    None => figures.push(digit.to_string()),
                }
                (open, point) = (true, false);
            }
            Some('.') if open && !point => point = true,
            other => {
                (open, point) = (false, false);
                if let Some(numeral) = other.filter(|c| "〇零一二三四五六七八九十百千万亿两".contains(*c))
                {
                    figures.push(numeral.to_string());
                }
            }
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_readings_differ_in() {
        assert_eq!(folded("甲，Ａ1 乙。％").collect::<String>(), "甲a1乙%");
    }

    #[test]
    fn figures_keep_their_points() {
        assert_eq!(figures("增长14.3%，２．５万户。2024."), ["14.3", "2.5", "万", "2024"]);
        assert_ne!(figures("15万"), figures("1.5万"));
    }
}
