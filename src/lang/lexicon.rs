//! The words of Chinese and how common each is: jieba's dictionary as a finite-state transducer that is queried where
//! it lies in the binary (crate `fst`: no load step, shared prefixes and endings).

use std::sync::LazyLock;

use fst::Map;
use fst::raw::{CompiledAddr, Fst, Node, Output};

/// The table that `cargo xtask` built: a word in UTF-8 → half-steps of the binary logarithm of its count.
static WORDS: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(&include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"))[..]).ok());

/// Binary logarithm of the sum of all counts, 60,101,964.
const LOG_TOTAL: f32 = 25.84;

/// What a character costs, in bits, that begins no known word: as a word that was counted half a time.
const UNKNOWN: f32 = LOG_TOTAL + 1.0;

/// The longest run of characters, before or after a cut, that is searched for a word across it. The longest words of
/// the list that newspapers use have 7 characters or so (中华人民共和国).
const REACH: usize = 6;

/// Whether the text is a word of the list.
pub fn is_word(text: &str) -> bool {
    WORDS.as_ref().is_some_and(|words| words.contains_key(text))
}

/// How often jieba's corpus of 60 million words has the word, to within a fifth; `None` for what is no word.
pub fn frequency(word: &str) -> Option<u32> {
    let steps = WORDS.as_ref()?.get(word)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(log_count(steps).exp2().round() as u32)
}

fn log_count(steps: u64) -> f32 {
    f32::from(u8::try_from(steps).unwrap_or(u8::MAX)) / 2.0
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
    for (at, _) in before.char_indices().rev().take(REACH) {
        let Some(tail) = before.get(at..) else { continue };
        for (length, _) in words_at(tail, after) {
            let found = Straddle { before: tail.len(), after: length.saturating_sub(tail.len()) };
            let longer = best.is_none_or(|b| found.before + found.after > b.before + b.after);
            if found.after > 0 && longer {
                best = Some(found);
            }
        }
    }
    best
}

/// The words that a text may break off in: what was read of each at the end of the text.
#[derive(Debug, Clone)]
pub struct Unfinished(Vec<CompiledAddr>);

impl Unfinished {
    /// Looks at the last [`REACH`] characters.
    pub fn new(before: &str) -> Self {
        let Some(words) = WORDS.as_ref().map(Map::as_fst) else { return Self(Vec::new()) };
        let read = |(at, _)| {
            let text = before.get(at..)?.as_bytes();
            let (node, rest) = match pair(text) {
                Some(start) => {
                    (words.node(*STARTS.get(start).filter(|&&node| node != NONE)?), text.get(2..)?)
                }
                None => (words.root(), text),
            };
            Some(rest.iter().try_fold(node, |node, &byte| follow(words, node, byte))?.addr())
        };
        Self(before.char_indices().rev().take(REACH).filter_map(read).collect())
    }

    /// Whether the text breaks off in no word, so that nothing ends one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the words ends in a text that follows, within its first [`REACH`] characters.
    pub fn ends_in(&self, after: &str) -> bool {
        let Some(words) = WORDS.as_ref().map(Map::as_fst) else { return false };
        let to = after.char_indices().nth(REACH).map_or(after.len(), |(at, _)| at);
        self.0.iter().any(|&start| {
            let mut node = words.node(start);
            for byte in after.bytes().take(to) {
                let Some(next) = follow(words, node, byte) else { return false };
                if next.is_final() {
                    return true;
                }
                node = next;
            }
            false
        })
    }
}

/// The states of the list after the first two bytes of a character of three, where most looks into it begin.
static STARTS: LazyLock<Vec<CompiledAddr>> = LazyLock::new(|| {
    let Some(words) = WORDS.as_ref().map(Map::as_fst) else { return Vec::new() };
    let mut starts = vec![NONE; 16 * 64];
    for lead in words.root().transitions() {
        for second in words.node(lead.addr).transitions() {
            if let Some(start) = pair(&[lead.inp, second.inp]).and_then(|at| starts.get_mut(at)) {
                *start = second.addr;
            }
        }
    }
    starts
});

/// No state has this address.
const NONE: CompiledAddr = CompiledAddr::MAX;

/// The place in [`STARTS`] of the first two bytes of a character of three.
fn pair(bytes: &[u8]) -> Option<usize> {
    let &[lead @ 0xE0..=0xEF, second @ 0x80..=0xBF, ..] = bytes else { return None };
    Some(usize::from(lead - 0xE0) * 64 + usize::from(second - 0x80))
}

fn follow<'f>(words: &'f Fst<&'static [u8]>, node: Node<'f>, byte: u8) -> Option<Node<'f>> {
    Some(words.node(node.transition_addr(node.find_input(byte)?)))
}

/// How much likelier, in bits, the characters around a cut are with a word across it than with a border there.
///
/// Both readings are the best segmentation into words of the list, each word at its own frequency (the unigram model
/// of jieba), over [`REACH`] characters on either side. Positive where a word across the cut wins; `None` where no word
/// lies across it.
pub fn straddling_gain(before: &str, after: &str) -> Option<f32> {
    let from = before.char_indices().rev().take(REACH).last().map(|(at, _)| at)?;
    let to = after.char_indices().nth(REACH).map_or(after.len(), |(at, _)| at);
    let (before, after) = (before.get(from..)?, after.get(..to)?);
    if after.is_empty() || !Unfinished::new(before).ends_in(after) {
        return None;
    }
    let apart = cost(before, "", None) + cost("", after, None);
    let across = cost(before, after, Some(before.len()));
    across.is_finite().then_some(apart - across)
}

/// The bits of the best segmentation of the two texts, read as one; with `through`, of the best that has no border at
/// that byte (infinite where there is none).
fn cost(first: &str, second: &str, through: Option<usize>) -> f32 {
    let total = first.len() + second.len();
    let mut best = vec![f32::INFINITY; total + 1];
    if let Some(start) = best.first_mut() {
        *start = 0.0;
    }
    let starts = first.char_indices().map(|(at, c)| (at, c.len_utf8()));
    let starts = starts.chain(second.char_indices().map(|(at, c)| (first.len() + at, c.len_utf8())));
    for (at, width) in starts {
        let Some(&so_far) = best.get(at) else { continue };
        if so_far.is_infinite() || through == Some(at) {
            continue;
        }
        let mut reach = |end: usize, bits: f32| {
            if let Some(cell) = best.get_mut(end) {
                *cell = cell.min(so_far + bits);
            }
        };
        reach(at + width, UNKNOWN);
        let (head, tail) = match first.get(at..) {
            Some(rest) if at < first.len() => (rest, second),
            _ => (second.get(at - first.len()..).unwrap_or(""), ""),
        };
        for (length, steps) in words_at(head, tail) {
            reach(at + length, LOG_TOTAL - log_count(steps));
        }
    }
    best.last().copied().unwrap_or(f32::INFINITY)
}

/// The words that the two texts, read as one, begin with: length in bytes and frequency in half-steps.
fn words_at<'t>(first: &'t str, second: &'t str) -> impl Iterator<Item = (usize, u64)> + 't {
    let words: Option<&'static Fst<&'static [u8]>> = WORDS.as_ref().map(Map::as_fst);
    let mut state: Option<(Node<'static>, Output)> = words.map(|words| (words.root(), Output::zero()));
    first
        .bytes()
        .chain(second.bytes())
        .enumerate()
        .map_while(move |(at, byte)| {
            let (node, output) = state.take()?;
            let step = node.transition(node.find_input(byte)?);
            let (node, output) = (words?.node(step.addr), output.cat(step.out));
            state = Some((node, output));
            Some(node.is_final().then(|| (at + 1, output.cat(node.final_output()).value())))
        })
        .flatten()
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
