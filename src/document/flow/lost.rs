//! A character that was lost where a paragraph was cut: 以“乡|主导 lacks 镇. It is told, and never written.

use crate::lang::chars::is_han;
use crate::lang::hanzi::common;
use crate::lang::lexicon;
use crate::lang::model::{History, Model, REACH};

/// How much likelier, as a natural logarithm, the beginning of the second half must be with a character before it that
/// is counted in.
const GAIN: f32 = 4.0;

/// How much less likely it must be after the first half as it stands than after anything.
const STRANGE: f32 = -2.0;

/// Characters of the second half that are read: those that the model sees the lost one from, and the one after them.
const READ: usize = REACH + 1;

/// As many candidates are named.
const NAMED: usize = 3;

/// The characters that may have stood between two halves of a paragraph, the likeliest first; none where nothing seems
/// to be missing.
///
/// The second half reads strangely after the first, no word lies across the cut, and with one common character between
/// them it reads well and a word does. See the card of FLW001 for how often that is right.
pub fn candidates(model: &Model<'_>, tail: &str, head: &str) -> Vec<char> {
    if !tail.ends_with(is_han) || !head.starts_with(is_han) || lexicon::breaks_word(tail, head) {
        return Vec::new();
    }
    let history = History::after(tail);
    let plain = model.text(history, head, READ);
    if plain - model.text(History::NONE, head, READ) > STRANGE {
        return Vec::new();
    }
    let least = plain + GAIN;
    let with = |&c: &char| {
        let first = Some(model.log_probability(history, c)).filter(|&first| first >= least)?;
        let rest = model.text_above(history.push(c), head, READ, least - first)?;
        Some((first + rest, c))
    };
    let mut likely: Vec<(f32, char)> = common().iter().filter_map(with).collect();
    likely.sort_by(|one, other| other.0.total_cmp(&one.0));
    let makes_word = |c: char| {
        lexicon::breaks_word(tail, &format!("{c}{head}")) || lexicon::breaks_word(&format!("{tail}{c}"), head)
    };
    // The likeliest must make a word: that another does is chance.
    if !likely.first().is_some_and(|&(_, c)| makes_word(c)) {
        return Vec::new();
    }
    likely.into_iter().map(|(_, c)| c).take(NAMED).collect()
}

#[cfg(test)]
mod tests {
    use super::Model;

    fn candidates(tail: &str, head: &str) -> Vec<char> {
        super::candidates(Model::embedded(), tail, head)
    }

    #[test]
    fn what_is_missing_at_a_cut() {
        assert_eq!(
            candidates("会上，各级党组织带领党员干部深入田间地，开展农业技术", "训活动").first(),
            Some(&'培')
        );
        assert_eq!(candidates("今天上午，全国人大常务委员", "在京举行第三次会议").first(), Some(&'会'));
    }

    #[test]
    fn nothing_is_missing_at_sound_cuts() {
        for (tail, head) in [
            ("各级党组织带领党员干部深入田间地", "头，帮助群众解决困难"),
            ("去年以来，县里投入资金三千多万元，为山区的二十个村修通了公", "路，村民运送茶叶"),
            ("全市粮食播种面积比去年增加", "两万亩"),
            ("目前，各项工作正在有序推进。", "记者从交通运输部了解到"),
            ("", "今天"),
        ] {
            assert_eq!(candidates(tail, head), [], "{tail}|{head}");
        }
    }
}
