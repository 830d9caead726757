//! Which script a text is written in.

use std::sync::LazyLock;

use crate::lang::characters::characters;
use crate::lang::chars::{is_full_mark, is_han};
use crate::lang::hanzi::{CharSet, is_common, is_common_traditional, is_simplified_set};

/// The script of a text, as far as the rules need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Simplified Chinese, or too little text to tell.
    Simplified,
    /// Traditional characters: from Taiwan, Hong Kong, or before 1956.
    Traditional,
    /// One character a line, as vertical columns come out of a reader that expects horizontal lines.
    Vertical,
    /// Text in which Han characters are a small part.
    Other,
}

/// Characters that are looked at, in so many places spread over the text.
const SAMPLE: usize = 2000;
const PLACES: usize = 8;
/// Fewer letters than these say nothing.
const LEAST: usize = 20;

/// Common characters that each script has for itself; the national sets hold what the two share, too.
struct Own {
    traditional: CharSet,
    simplified: CharSet,
}

static OWN: LazyLock<Own> = LazyLock::new(|| {
    let han = || '\u{4E00}'..='\u{9FFF}';
    Own {
        traditional: CharSet::new(han().filter(|&c| is_common_traditional(c) && !is_simplified_set(c))),
        simplified: CharSet::new(han().filter(|&c| is_common(c) && !is_common_traditional(c))),
    }
});

pub fn of(text: &str) -> Script {
    let (mut han, mut other, mut traditional, mut simplified, mut mojibake) = (0, 0, 0, 0, 0);
    let own: &Own = &OWN;
    for c in sample(text) {
        if !is_han(c) {
            other += usize::from(!is_full_mark(c) && c.is_alphabetic());
            continue;
        }
        han += 1;
        traditional += usize::from(own.traditional.contains(c));
        simplified += usize::from(own.simplified.contains(c));
        // What ， 。 and “ become when UTF-8 is read as GBK: a heap of rare characters, and no traditional text.
        mojibake += usize::from(matches!(c, '锛' | '銆' | '鈥' | '锟'));
    }
    if han + other < LEAST {
        Script::Simplified
    } else if han * 5 < other {
        Script::Other
    } else if traditional * 10 > han && traditional > 3 * simplified && mojibake * 50 < han {
        Script::Traditional
    } else if is_vertical(text) {
        Script::Vertical
    } else {
        Script::Simplified
    }
}

/// All characters of a short text, and of a long one those at places spread over it.
fn sample(text: &str) -> impl Iterator<Item = char> {
    let step = (text.len() / PLACES).max(SAMPLE * 3);
    (0..PLACES)
        .filter_map(move |place| {
            let start = (place * step..text.len()).find(|&at| text.is_char_boundary(at))?;
            text.get(start..).map(|rest| characters(rest).map(|(_, c)| c).take(SAMPLE.min(step / 3)))
        })
        .flatten()
}

/// Whether nearly every line that is not blank is one Han character, with a mark at most.
fn is_vertical(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(400);
    let (mut all, mut single) = (0, 0);
    for line in lines {
        all += 1;
        single += usize::from(
            line.chars().take(3).filter(|c| is_han(*c)).count() == 1 && line.chars().take(3).count() < 3,
        );
    }
    all >= LEAST && single * 10 >= all * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str = "今年以来，全市农业农村部门认真贯彻落实，早稻喜获丰收，村民们都说种粮有奔头。";
    const TRADITIONAL: &str =
        "本報訊：今年農業豐收，縣政府與鄉親們都說種糧有希望，學校亦於昨日開學，師生歡聚一堂。";

    #[test]
    fn the_two_scripts_are_told_apart() {
        assert_eq!(of(SIMPLIFIED), Script::Simplified);
        assert_eq!(of(TRADITIONAL), Script::Traditional);
        assert_eq!(of(&TRADITIONAL.repeat(2000)), Script::Traditional);
        assert_eq!(of(&format!("{}他把「學海無涯」題在門上。", SIMPLIFIED.repeat(3))), Script::Simplified);
        assert_eq!(of("學校"), Script::Simplified, "too little to tell");
        assert_eq!(of(""), Script::Simplified);
    }

    #[test]
    fn mojibake_is_not_traditional() {
        let (mojibake, _) = encoding_rs::GBK.decode_without_bom_handling(SIMPLIFIED.as_bytes());
        assert_eq!(of(&mojibake.repeat(5)), Script::Simplified);
    }

    #[test]
    fn columns_and_other_languages() {
        assert_eq!(of(&SIMPLIFIED.chars().map(|c| format!("{c}\n")).collect::<String>()), Script::Vertical);
        assert_eq!(of("The harvest was good this year, villagers said on Monday."), Script::Other);
    }
}
