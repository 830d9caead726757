//! DUP004: a word or phrase that was read twice in a row.
//!
//! Doubling is common in Chinese (层层, 一项一项) and arises where words meet (供电所|所长, 南苏丹|苏丹), so only three kinds
//! are reported: function words that are never doubled, words doubled where no other word reaches across the borders of
//! the pair, and set phrases with their first character doubled.

use std::ops::Range;

use crate::diagnostic::{Edit, Safety};
use crate::lang::chars::is_han;
use crate::lang::lexicon::{frequency, is_word, straddling};
use crate::rules::Context;
use crate::source::Span;

/// Function words that stood doubled nowhere in five million characters of clean articles.
const NEVER: &str = "与因这他已给则其被而是如让将还或我及再们又着使从把该也但并就";
/// Function words that are doubled only where two words meet, so never at the beginning of a clause.
const NOT_FIRST: &str = "在由于的了至向";
/// What may be said twice in a row to mean each or many: 一步一步, 大片大片.
const EACH: &str = "一二三四五六七八九十百千万几每逐半两大小成好多许很非真太越";
/// Rarer words are mostly parts of foreign names (比奥比奥).
const COMMON: u32 = 30;

/// Bytes of a Han character of the basic plane. Others are too rare to stand in a word that is read twice.
const HAN: usize = 3;

pub fn check(cx: &mut Context<'_>) {
    let text = cx.document().text();
    let mut doubled: Vec<(usize, usize)> = Vec::new();
    doubled_characters(text, &mut doubled);
    // Each with the bytes from one comparison to the next: two less than the phrase has.
    doubled_phrases::<4>(text, &mut doubled);
    doubled_phrases::<7>(text, &mut doubled);
    doubled_phrases::<10>(text, &mut doubled);
    doubled_phrases::<13>(text, &mut doubled);
    doubled_phrases::<16>(text, &mut doubled);
    doubled_phrases::<19>(text, &mut doubled);
    doubled_phrases::<22>(text, &mut doubled);
    doubled_phrases::<25>(text, &mut doubled);
    doubled_phrases::<28>(text, &mut doubled);
    // Of one end the shortest: a phrase doubled twice is a doubled phrase of twice the length, too.
    doubled.sort_unstable();
    doubled.dedup_by_key(|(end, _)| *end);
    for (end, length) in doubled {
        let Some(found) = Doubled::new(text, end, length) else { continue };
        if found.is_wrong() {
            found.report(cx);
        }
    }
}

/// Texts of so many Han characters that stand twice in a row, of three in a row the first two.
struct Finder<'t> {
    text: &'t str,
    /// Characters of the text that is doubled.
    length: usize,
    /// The end of the last run that was looked at.
    looked_at: usize,
    /// Where the second copies end, in bytes, with the length.
    found: &'t mut Vec<(usize, usize)>,
}

impl Finder<'_> {
    /// Looks at the run of equal characters around a byte.
    fn look(&mut self, at: usize) {
        let period = self.length * HAN;
        if at < self.looked_at {
            return;
        }
        if let Some(same) = same_behind(self.text, at, period) {
            self.looked_at = same.end;
            if same.len() >= period {
                self.found.push((same.start + 2 * period, self.length));
            }
        }
    }
}

/// Finds doubled characters: bytes that are equal to those three behind, three in a row. A stretch that has none is
/// passed over as a whole, which the compiler does in vectors.
fn doubled_characters(text: &str, found: &mut Vec<(usize, usize)>) {
    const STRETCH: usize = 64;
    const SEEN: usize = STRETCH + 2 * HAN - 1;
    let mut finder = Finder { text, length: 1, looked_at: 0, found };
    let mut from = 0;
    while let Some(seen) = text.as_bytes().get(from..).filter(|rest| !rest.is_empty()) {
        let some = seen.first_chunk::<SEEN>().is_none_or(|seen| {
            let differ = |at: usize| seen.get(at).zip(seen.get(at + HAN)).map_or(0, |(a, b)| a ^ b);
            (0..STRETCH).fold(false, |some, at| some | (differ(at) | differ(at + 1) | differ(at + 2) == 0))
        });
        if some {
            for at in 0..STRETCH {
                if let Some([a, b, c, d, e, f]) = seen.get(at..at + 2 * HAN)
                    && (a, b, c) == (d, e, f)
                {
                    finder.look(from + at);
                }
            }
        }
        from += STRETCH;
    }
}

/// Finds doubled phrases. In such a text as many bytes as a phrase has equal those that far behind them, so it is enough
/// to compare three in each step that is two shorter.
fn doubled_phrases<const STEP: usize>(text: &str, found: &mut Vec<(usize, usize)>) {
    let period = STEP + HAN - 1;
    let mut finder = Finder { text, length: period / HAN, looked_at: 0, found };
    let ahead = text.as_bytes();
    let behind = ahead.get(period..).unwrap_or(&[]);
    let word = |bytes: &[u8; STEP]| bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let steps = ahead.as_chunks::<STEP>().0.iter().zip(behind.as_chunks::<STEP>().0);
    for (number, (a, b)) in steps.enumerate() {
        if (word(a) ^ word(b)) << 8 == 0 {
            finder.look(number * STEP);
        }
    }
    finder.look(behind.len() / STEP * STEP);
}

/// The bytes of the Han characters around a byte that stand again so many bytes behind.
fn same_behind(text: &str, at: usize, period: usize) -> Option<Range<usize>> {
    let han = |at: usize| text.get(at..at + HAN).filter(|c| c.starts_with(is_han));
    let same = |at: &usize| han(*at).is_some_and(|c| han(at + period) == Some(c));
    if *text.as_bytes().get(at)? < 0x80 {
        return None;
    }
    let here = text.floor_char_boundary(at);
    let ahead = (here..).step_by(HAN).take_while(same).count();
    let back = (1..).map_while(|n| here.checked_sub(n * HAN)).take_while(same).count();
    (ahead > 0).then(|| here - back * HAN..here + ahead * HAN)
}

/// A text that stands twice in a row.
struct Doubled<'t> {
    before: &'t str,
    once: &'t str,
    after: &'t str,
    /// Of both copies.
    span: Span,
}

impl<'t> Doubled<'t> {
    /// The doubled text of so many characters whose second copy ends at a byte.
    fn new(text: &'t str, end: usize, length: usize) -> Option<Self> {
        let (head, after) = (text.get(..end)?, text.get(end..)?);
        let middle = head.char_indices().rev().nth(length - 1)?.0;
        let start = head.char_indices().rev().nth(2 * length - 1)?.0;
        let (before, once) = (text.get(..start)?, text.get(middle..end)?);
        Some(Self { before, once, after, span: Span::new(start, end) })
    }

    fn is_wrong(&self) -> bool {
        let mut characters = self.once.chars();
        match (characters.next(), characters.next()) {
            (Some(one), None) => self.is_wrong_character(one),
            (Some(first), Some(_)) => !EACH.contains(first) && self.is_wrong_phrase(),
            (None, _) => false,
        }
    }

    fn is_wrong_character(&self, one: char) -> bool {
        let pair = |a: char, b: char| is_word([a, b].iter().collect::<String>().as_str());
        let previous = self.before.chars().next_back().filter(|c| is_han(*c));
        let mut following = self.after.chars();
        let next = following.next().filter(|c| is_han(*c));
        // 是是非非, and three of the same.
        let pattern =
            next.is_some() && next == following.next() || next == Some(one) || previous == Some(one);
        let Some(next) = next.filter(|_| !pattern) else { return false };
        if NEVER.contains(one) {
            let ends_word = previous.is_some_and(|previous| pair(previous, one));
            let name = one == '其' && next == '格';
            return !(name || ends_word && pair(one, next));
        }
        let opens = self.before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        NOT_FIRST.contains(one) && opens && (one == '在' || !pair(one, next))
    }

    /// Whether the phrase is one that can stand alone, and neither copy is part of a longer word.
    fn is_wrong_phrase(&self) -> bool {
        // At a border of a clause it may be a call or a verb: 国旗国旗真美丽, 讨论讨论。
        let inside = self.before.chars().next_back().is_some_and(is_han);
        let Some(next) = self.after.chars().next().filter(|c| inside && is_han(*c)) else { return false };
        let long = self.once.chars().count() >= 4;
        let goes_on = self.once.starts_with(next);
        (long || frequency(self.once).is_some_and(|times| times >= COMMON))
            && !goes_on
            && straddling(self.before, self.once).is_none()
            && straddling(self.once, self.after).is_none()
            && (!long || straddling(self.once, self.once).is_none())
    }

    fn report(&self, cx: &mut Context<'_>) {
        let twice = cx.document().slice(self.span);
        let second = Span::new(self.span.end() - self.once.len(), self.span.end());
        cx.report(self.span)
            .arg("once", self.once)
            .arg("twice", twice)
            .confidence(0.9)
            .fix("fix", vec![Edit::delete(second)])
            .safety(Safety::Suggest)
            .emit();
    }
}
