//! DUP004: a word or phrase that was read twice in a row.
//!
//! Doubling is common in Chinese (层层, 一项一项) and arises where words meet (供电所|所长, 南苏丹|苏丹), so only three kinds
//! are reported: function words that are never doubled, words doubled where no other word reaches across the borders of
//! the pair, and set phrases with their first character doubled.

use crate::diagnostic::{Edit, Safety};
use crate::lang::chars::is_han;
use crate::lang::lexicon::{frequency, is_word, straddling};
use crate::rules::Context;
use crate::source::Span;

/// The longest phrase that is looked for, in characters.
const LONGEST: usize = 10;
/// Function words that stood doubled nowhere in five million characters of clean articles.
const NEVER: &str = "与因这他已给则其被而是如让将还或我及再们又着使从把该也但并就";
/// Function words that are doubled only where two words meet, so never at the beginning of a clause.
const NOT_FIRST: &str = "在由于的了至向";
/// What may be said twice in a row to mean each or many: 一步一步, 大片大片.
const EACH: &str = "一二三四五六七八九十百千万几每逐半两大小成好多许很非真太越";
/// Rarer words are mostly parts of foreign names (比奥比奥).
const COMMON: u32 = 30;
/// Set phrases of which a doubled first character is part of no word before it.
const SET: [&str; 1] = ["大胜利召开"];

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let text = document.text();
    // For each distance, how many characters in a row equal the one so far before them.
    let mut equal = [0_u32; LONGEST];
    let mut last = ['\0'; LONGEST];
    for (at, c) in text.char_indices() {
        if !is_han(c) {
            (equal, last) = ([0; LONGEST], ['\0'; LONGEST]);
            continue;
        }
        let mut any = 0;
        for (count, before) in equal.iter_mut().zip(&last) {
            *count = if *before == c { *count + 1 } else { 0 };
            any |= *count;
        }
        last.copy_within(..LONGEST - 1, 1);
        if let Some(first) = last.first_mut() {
            *first = c;
        }
        if any == 0 {
            continue;
        }
        // The shortest: a phrase doubled twice is a doubled phrase of twice the length, too.
        let doubled = (1..).zip(&equal).find(|(length, count)| *length == **count);
        let Some((length, _)) = doubled else { continue };
        let end = at + c.len_utf8();
        let Some(found) = Doubled::new(text, end, length as usize) else { continue };
        if found.is_wrong() {
            found.report(cx);
        }
    }
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
        if SET.iter().any(|phrase| phrase.strip_prefix(one).is_some_and(|rest| self.after.starts_with(rest)))
        {
            return true;
        }
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
