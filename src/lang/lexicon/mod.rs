//! The words of Chinese and how common each is: jieba's dictionary as a table that build.rs lays out and that is asked
//! where it lies in the binary, without a load step.

mod layout;

use layout::{Entry, Key};

/// See [`layout`]; the words are those of rules/data/words.fst.zst.
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// Binary logarithm of the sum of all counts, 60,101,964.
const LOG_TOTAL: f32 = 25.84;

/// What a character costs, in bits, that begins no known word: as a word that was counted half a time.
const UNKNOWN: f32 = LOG_TOTAL + 1.0;

/// The longest run of characters, before or after a cut, that is searched for a word across it. The longest words of
/// the list that newspapers use have 7 characters or so (中华人民共和国).
pub const REACH: usize = 6;

/// What the table has of a text; none where no word begins with it.
#[inline]
fn entry(key: Key) -> Option<Entry> {
    let slots = TABLE.len() / 4;
    let (mut at, bits) = key.place(slots);
    loop {
        let slot = u32::from_le_bytes(*TABLE.get(4 * at..)?.first_chunk()?);
        if slot == layout::FREE {
            return None;
        }
        if let Some(entry) = layout::unpack(slot, bits) {
            return Some(entry);
        }
        at = (at + 1) & (slots - 1);
    }
}

fn steps(word: &str) -> Option<u8> {
    match entry(word.chars().fold(Key::default(), Key::then))? {
        Entry::Word(steps) => Some(steps),
        Entry::Beginning => None,
    }
}

/// Whether the text is a word of the list.
pub fn is_word(text: &str) -> bool {
    steps(text).is_some()
}

/// How often jieba's corpus of 60 million words has the word, to within a fifth; `None` for what is no word.
pub fn frequency(word: &str) -> Option<u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(log_count(steps(word)?).exp2().round() as u32)
}

fn log_count(steps: u8) -> f32 {
    f32::from(steps) / 2.0
}

/// The words that a text begins with: how many characters each has, and its frequency in half-steps.
#[inline]
fn words_at(text: impl Iterator<Item = char>) -> impl Iterator<Item = (usize, u8)> {
    let keys = text.scan(Key::default(), |key, c| {
        *key = key.then(c);
        Some(*key)
    });
    let entries = keys.map_while(entry).enumerate();
    entries.filter_map(|(at, entry)| match entry {
        Entry::Word(steps) => Some((at + 1, steps)),
        Entry::Beginning => None,
    })
}

/// A word that a cut runs through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Straddle {
    /// Bytes of the word before the cut.
    pub before: usize,
    /// Bytes of the word after the cut.
    pub after: usize,
}

/// The longest word that starts in `before` and ends in `after`: 振|兴局 is cut in 振兴. Linear in neither text; looks
/// at [`REACH`] characters on either side.
pub fn straddling(before: &str, after: &str) -> Option<Straddle> {
    let mut best: Option<Straddle> = None;
    for (back, (at, _)) in before.char_indices().rev().take(REACH).enumerate() {
        let Some(tail) = before.get(at..) else { continue };
        let crossing = |&(length, _): &(usize, u8)| length > back + 1;
        let Some((length, _)) = words_at(tail.chars().chain(after.chars())).filter(crossing).last() else {
            continue;
        };
        let after = after.chars().take(length - back - 1).map(char::len_utf8).sum();
        let found = Straddle { before: tail.len(), after };
        if best.is_none_or(|best| found.before + found.after > best.before + best.after) {
            best = Some(found);
        }
    }
    best
}

/// The words that a text may break off in: what was read of each at the end of the text.
#[derive(Debug, Clone, Copy)]
pub struct Unfinished {
    read: [Option<Key>; REACH],
}

impl Unfinished {
    /// Looks at the last [`REACH`] characters.
    pub fn new(before: &str) -> Self {
        let mut read = [None; REACH];
        for (slot, (at, _)) in read.iter_mut().zip(before.char_indices().rev()) {
            let key = before.get(at..).map(|tail| tail.chars().fold(Key::default(), Key::then));
            *slot = key.filter(|&key| entry(key).is_some());
        }
        Self { read }
    }

    /// That of a text without characters.
    pub const NONE: Self = Self { read: [None; REACH] };

    /// Whether the text breaks off in no word, so that nothing ends one.
    pub fn is_empty(&self) -> bool {
        self.read == [None; REACH]
    }

    /// Whether one of the words ends in a text that follows, within its first [`REACH`] characters.
    pub fn ends_in(&self, after: &str) -> bool {
        self.read.iter().flatten().any(|&start| {
            let mut key = start;
            for c in after.chars().take(REACH) {
                key = key.then(c);
                match entry(key) {
                    Some(Entry::Word(_)) => return true,
                    Some(Entry::Beginning) => {}
                    None => return false,
                }
            }
            false
        })
    }
}

/// Whether a word goes on from one text to the next, rather than ending between them.
pub fn breaks_word(before: &str, after: &str) -> bool {
    straddling_gain(before, after).is_some_and(|gain| gain > 0.0)
}

/// How much likelier, in bits, the characters around a cut are with a word across it than with a border there.
///
/// Both readings are the best segmentation into words of the list, each word at its own frequency (the unigram model
/// of jieba), over [`REACH`] characters on either side. Positive where a word across the cut wins; `None` where no word
/// lies across it.
pub fn straddling_gain(before: &str, after: &str) -> Option<f32> {
    let mut window = ['\0'; 2 * REACH];
    let mut cut = 0;
    for c in before.chars().rev().take(REACH) {
        *window.get_mut(REACH - 1 - cut)? = c;
        cut += 1;
    }
    let mut end = cut;
    for (slot, c) in window.iter_mut().skip(REACH).zip(after.chars()) {
        *slot = c;
        end += 1;
    }
    let window = window.get(REACH - cut..REACH - cut + end)?;
    if cut == 0 || cut == end {
        return None;
    }
    let (mut first, mut second) = (Readings::starting(0), Readings::starting(cut));
    // Of both sides together, without a border at the cut.
    let mut across = Readings::starting(0);
    let mut crossed = false;
    for start in 0..end {
        if start == cut && !crossed {
            return None;
        }
        let words = words_at(window.get(start..)?.iter().copied());
        let words = words.map(|(length, steps)| (start + length, LOG_TOTAL - log_count(steps)));
        for (stop, bits) in std::iter::once((start + 1, UNKNOWN)).chain(words) {
            if start >= cut {
                second.extend(start, stop, bits);
            } else if stop <= cut {
                first.extend(start, stop, bits);
            } else {
                crossed = true;
            }
            if start != cut {
                across.extend(start, stop, bits);
            }
        }
    }
    Some(first.bits(cut) + second.bits(end) - across.bits(end))
}

/// The longest word of the list that holds the `at`-th of some characters, of no more than [`REACH`] on either side: how
/// many characters it has, and the natural logarithm of its count. One character alone is no word.
pub fn covering(text: &[char], at: usize) -> Option<(usize, f32)> {
    let starts = at.saturating_sub(REACH)..=at;
    let words = starts.flat_map(|start| {
        let words = words_at(text.get(start..).unwrap_or(&[]).iter().copied().take(2 * REACH));
        words.filter(move |&(length, _)| length > 1 && start + length > at)
    });
    let longest = words.max()?;
    Some((longest.0, log_count(longest.1) * std::f32::consts::LN_2))
}

/// What the best segmentation of at most `2 * REACH` characters into words costs, in bits.
pub fn segmentation(text: &[char]) -> f32 {
    let mut readings = Readings::starting(0);
    let end = text.len().min(2 * REACH);
    for start in 0..end {
        readings.extend(start, start + 1, UNKNOWN);
        for (length, steps) in words_at(text.iter().copied().take(end).skip(start)) {
            readings.extend(start, start + length, LOG_TOTAL - log_count(steps));
        }
    }
    readings.bits(end)
}

/// Where the words of the best segmentation of a text end, in characters, by the unigram model of [`segmentation`]: what
/// is no word of the list falls to single characters. Linear in the text.
pub fn ends(text: &[char]) -> Vec<usize> {
    let mut best = vec![(f32::INFINITY, 0); text.len() + 1];
    if let Some(first) = best.first_mut() {
        first.0 = 0.0;
    }
    for start in 0..text.len() {
        let before = best.get(start).map_or(f32::INFINITY, |(bits, _)| *bits);
        let words = words_at(text.iter().copied().skip(start));
        let words = words.map(|(length, steps)| (start + length, LOG_TOTAL - log_count(steps)));
        for (stop, bits) in std::iter::once((start + 1, UNKNOWN)).chain(words) {
            if let Some(slot) = best.get_mut(stop).filter(|(bits_there, _)| before + bits < *bits_there) {
                *slot = (before + bits, start);
            }
        }
    }
    let back = |end: &usize| best.get(*end).map(|(_, start)| *start).filter(|start| *start > 0);
    let mut ends: Vec<usize> = std::iter::successors(Some(text.len()).filter(|end| *end > 0), back).collect();
    ends.reverse();
    ends
}

/// The bits of the best segmentation up to each character's end; infinite where there is none.
struct Readings([f32; 2 * REACH + 1]);

impl Readings {
    fn starting(at: usize) -> Self {
        let mut bits = [f32::INFINITY; 2 * REACH + 1];
        if let Some(start) = bits.get_mut(at) {
            *start = 0.0;
        }
        Self(bits)
    }

    fn bits(&self, at: usize) -> f32 {
        self.0.get(at).copied().unwrap_or(f32::INFINITY)
    }

    /// Reads one word more. Starts must come in ascending order.
    fn extend(&mut self, start: usize, stop: usize, bits: f32) {
        let whole = self.bits(start) + bits;
        if let Some(best) = self.0.get_mut(stop) {
            *best = best.min(whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_frequencies() {
        assert!(is_word("乡村") && is_word("中华人民共和国"));
        assert!(!is_word("村乡") && !is_word(""));
        assert!(frequency("我们").unwrap() > frequency("县城").unwrap());
        assert_eq!(frequency("镇乡县"), None);
    }

    #[test]
    fn what_is_no_word_falls_to_characters() {
        let text: Vec<char> = "彭少军在乡村".chars().collect();
        assert_eq!(ends(&text), [1, 2, 3, 4, 6]);
        assert_eq!(ends(&[]), Vec::<usize>::new());
    }

    #[test]
    fn a_cut_inside_a_word_shows() {
        let cut = |before, after| straddling(before, after).map(|s| (s.before / 3, s.after / 3));
        assert_eq!(cut("全市振", "兴局负责人"), Some((1, 1)));
        assert_eq!(cut("建设社会", "主义事业"), Some((2, 2)));
        assert_eq!(cut("村民增收。", "今年以来"), None);
        assert_eq!(cut("", "今年"), None);
    }

    #[test]
    fn a_word_across_the_cut_must_beat_a_border_there() {
        // 出发 lies across both cuts, and only in the first is it what the text says.
        assert!(straddling_gain("记者从北京出", "发前往上海").unwrap() > 5.0);
        assert!(straddling_gain("这些商品大量输出", "发展势头良好").is_none_or(|gain| gain < 0.0));
        assert_eq!(straddling_gain("增收。", "今年"), None);
    }
}
