//! PUN001: half-width marks in Chinese text. One finding a line, at the first of them, with all the line's edits.

use std::cell::OnceCell;

use crate::diagnostic::Edit;
use crate::lang::chars::{is_full_mark, is_han};
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let mut candidates = candidates(document.text().as_bytes()).peekable();
    let mut here = Vec::new();
    while let Some(&at) = candidates.peek() {
        let Some(line) = document.line_at(at) else { return };
        here.clear();
        while let Some(at) = candidates.next_if(|&at| at < line.full.end()) {
            here.push(at - line.full.start());
        }
        let edits = Line::new(document.slice(line.span)).edits(&here);
        let Some(&(first, wide)) = edits.first() else { continue };
        let at = |offset: usize| Span::new(offset, offset + 1).shift(line.span.start());
        let fixes = edits.iter().map(|&(offset, wide)| Edit::replace(at(offset), wide)).collect();
        cx.report(at(first))
            .arg("text", document.slice(at(first)))
            .arg("wide", wide)
            .arg("count", edits.len())
            .message(if edits.len() == 1 { "main" } else { "several" })
            .fix("fix", fixes)
            .emit();
    }
}

/// The places of all candidates. A stretch without any is passed over as a whole, which the compiler does in a few
/// instructions.
fn candidates(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const STRETCH: usize = 32;
    let stretches = bytes.chunks(STRETCH).enumerate();
    let near = |b: u8| b.wrapping_sub(b'!') <= b'.' - b'!' || b.wrapping_sub(b':') <= b'?' - b':';
    let some = stretches.filter(move |(_, stretch)| stretch.iter().fold(false, |any, &b| any | near(b)));
    some.flat_map(|(number, stretch)| {
        let places = stretch.iter().enumerate().filter(|(_, b)| is_candidate(**b));
        places.map(move |(at, _)| number * STRETCH + at)
    })
}

#[inline]
fn is_candidate(byte: u8) -> bool {
    matches!(byte, b',' | b':' | b';' | b'!' | b'?' | b'(' | b')' | b'.' | b'"' | b'\'')
}

/// A half-width mark, by its byte in the line, and what stands for it in Chinese text.
type Widened = (usize, char);

struct Line<'t> {
    text: &'t str,
    /// Whether Han characters outnumber Latin letters.
    chinese: OnceCell<bool>,
}

impl<'t> Line<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, chinese: OnceCell::new() }
    }

    /// `candidates` are the places of the line's half-width marks.
    fn edits(&self, candidates: &[usize]) -> Vec<Widened> {
        // Most lines have commas alone: the passes that follow pairs look only where there are some.
        let mark_at = |at: usize| self.text.as_bytes().get(at).copied().unwrap_or_default();
        let any = |marks: [u8; 2]| candidates.iter().any(|&at| marks.contains(&mark_at(at)));
        let mut edits = if any(*b"()") { self.brackets() } else { Vec::new() };
        if any(*b"\"'") {
            edits.extend(self.double_quotes());
            edits.extend(self.single_quotes());
        }
        edits.sort_unstable();
        let mut marks: Vec<Widened> = Vec::new();
        for &at in candidates {
            let mark = mark_at(at);
            if b"()\"'".contains(&mark) {
                continue;
            }
            let widened = |at: usize| {
                marks.last().is_some_and(|m| m.0 == at) || edits.binary_search_by_key(&at, |e| e.0).is_ok()
            };
            let (before, after) = (self.before(at), self.after(at));
            let sides = Sides {
                before,
                after,
                wide_before: self.is_wide(before) || at.checked_sub(1).is_some_and(widened),
                wide_after: self.is_wide(after) || widened(at + 1),
            };
            if let Some(wide) = self.mark(mark, at, &sides) {
                marks.push((at, wide));
            }
        }
        edits.extend(marks);
        edits.sort_unstable();
        edits
    }

    /// What the mark at `at`, which is no bracket and no quote, should be.
    fn mark(&self, mark: u8, at: usize, sides: &Sides) -> Option<char> {
        let (before, after) = (sides.before, sides.after);
        let beside = sides.wide_before || sides.wide_after;
        let between_digits = is_digit(before) && is_digit(after);
        let wide = match mark {
            b',' if beside && !between_digits => '，',
            // 14.3%,2022年
            b',' if before == Some('%') && is_digit(after) && self.is_chinese() => '，',
            b';' if beside && !between_digits => '；',
            b':' if beside && !between_digits && !matches!(after, Some(')' | '(' | '/')) => '：',
            b'!' if sides.wide_before => '！',
            b'?' if sides.wide_before => '？',
            b'.' if self.ends_sentence(at, sides) => '。',
            _ => return None,
        };
        (!self.in_address(at)).then_some(wide)
    }

    /// A point is a full stop for certain only at the end of a line of several clauses, or before the closing quote of
    /// one: between Han characters it may be the dot of a foreign name, and after a number that of a list.
    fn ends_sentence(&self, at: usize, sides: &Sides) -> bool {
        let stopped = sides.before.is_some_and(|c| is_han(c) || matches!(c, '”' | '）' | '》'));
        let ends = self.text.get(at + 1..).is_some_and(|rest| rest.trim_start_matches('”').trim().is_empty());
        let clauses = |text: &str| text.chars().any(|c| matches!(c, ',' | '，' | '。'));
        stopped && ends && self.is_chinese() && self.text.get(..at).is_some_and(clauses)
    }

    /// Pairs of brackets, of either width. Both ends of a pair are widened or neither.
    fn brackets(&self) -> Vec<Widened> {
        let mut open = Vec::new();
        let mut edits = Vec::new();
        for (at, c) in self.text.char_indices() {
            match c {
                '(' | '（' => open.push((at, c)),
                ')' | '）' => match open.pop() {
                    Some((from, opening))
                        if (opening == '(' || c == ')')
                            && self.is_chinese_bracket(from + opening.len_utf8(), at, c) =>
                    {
                        edits.extend((opening == '(').then_some((from, '（')));
                        edits.extend((c == ')').then_some((at, '）')));
                    }
                    None if c == ')' && self.closes_a_cut(at) => edits.push((at, '）')),
                    _ => {}
                },
                _ => {}
            }
        }
        // Its other half stands in another line: the paragraph is cut.
        let cut = |&(at, c): &(usize, char)| c == '(' && self.after(at).is_some_and(is_han);
        edits.extend(open.into_iter().filter(cut).map(|(at, _)| (at, '（')));
        edits
    }

    /// Whether a bracket belongs to the Chinese text: it holds Han characters, or a foreign name after Han ones, as in
    /// 世界贸易组织（WTO）. `(1)`, `(a)` and `f(x)` are left alone.
    fn is_chinese_bracket(&self, from: usize, to: usize, closing: char) -> bool {
        let Some(inside) = self.text.get(from..to) else { return false };
        if inside.chars().any(is_han) {
            return true;
        }
        let outside = self.text.get(..from).and_then(|head| head.chars().rev().skip(1).find(|&c| c != ' '));
        let after =
            self.text.get(to + closing.len_utf8()..).and_then(|tail| tail.chars().find(|&c| c != ' '));
        let name = inside.chars().filter(char::is_ascii_alphabetic).count() >= 2;
        name && self.is_wide(outside)
            && after.is_none_or(|c| self.is_wide(Some(c)) || c.is_ascii_punctuation())
    }

    /// A closing bracket whose opening one stands in another line, and not that of a list's number.
    fn closes_a_cut(&self, at: usize) -> bool {
        let head = self.text.get(..at).unwrap_or("");
        self.before(at).is_some_and(is_han) && head.trim_start().chars().nth(4).is_some()
    }

    /// Straight quotes, all of the line's or none: with an odd one out it is not known which is which. A curly quote
    /// may pair with a straight one.
    fn double_quotes(&self) -> Vec<Widened> {
        let mut edits = Vec::new();
        let mut open: Option<(usize, char)> = None;
        for (at, c) in self.text.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”')) {
            match open {
                None if c == '”' => {}
                None => open = Some((at, c)),
                Some((_, '"')) if c == '“' => return Vec::new(),
                Some(_) if c == '“' => open = Some((at, c)),
                Some((from, opening)) => {
                    open = None;
                    if opening == '"' || c == '"' {
                        let Some(chinese) = self.is_chinese_quotation(from, opening, at, c) else {
                            return Vec::new();
                        };
                        edits.extend((chinese && opening == '"').then_some((from, '“')));
                        edits.extend((chinese && c == '"').then_some((at, '”')));
                    }
                }
            }
        }
        if open.is_some_and(|(_, c)| c == '"') { Vec::new() } else { edits }
    }

    /// Whether two quotes stand around Chinese text; `None` where they cannot be a pair at all.
    fn is_chinese_quotation(&self, from: usize, opening: char, to: usize, closing: char) -> Option<bool> {
        let inside = self.text.get(from + opening.len_utf8()..to)?;
        let misread = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '。' | '、' | '；' | ';' | ':');
        if inside.is_empty() || inside.starts_with(misread) || (opening == '"' && is_digit(self.before(from)))
        {
            return None;
        }
        let after = self.text.get(to + closing.len_utf8()..)?.chars().next();
        let between = self.is_wide(self.before(from)) && self.is_wide(after);
        Some(between || inside.chars().any(is_han))
    }

    /// Straight single quotes directly around Han characters; any other may be an apostrophe.
    fn single_quotes(&self) -> Vec<Widened> {
        let mut edits = Vec::new();
        let mut open = None;
        for (at, _) in self.text.match_indices('\'') {
            let (before, after) = (self.before(at), self.after(at));
            let outer = |c: Option<char>| c.is_none_or(|c| is_han(c) || is_full_mark(c) || c == '"');
            match open {
                None if outer(before) && after.is_some_and(is_han) => open = Some(at),
                Some(from) if outer(after) && before.is_some_and(|c| is_han(c) || is_full_mark(c)) => {
                    edits.extend([(from, '‘'), (at, '’')]);
                    open = None;
                }
                _ => open = None,
            }
        }
        edits
    }

    /// Whether the mark stands inside a web or mail address, a file name or an entity such as `&nbsp;`: in a run of
    /// ASCII that it does not begin.
    fn in_address(&self, at: usize) -> bool {
        const FAR: usize = 200;
        let bytes = self.text.as_bytes();
        let head = bytes.get(at.saturating_sub(FAR)..at).unwrap_or(&[]);
        let head = head.rsplit(|b| !b.is_ascii_graphic()).next().unwrap_or(&[]);
        if head.is_empty() {
            return false;
        }
        let tail = bytes.get(at..(at + FAR).min(bytes.len())).unwrap_or(&[]);
        let tail = tail.split(|b| !b.is_ascii_graphic()).next().unwrap_or(&[]);
        let holds = |part: &[u8]| {
            memchr::memmem::find(head, part).is_some() || memchr::memmem::find(tail, part).is_some()
        };
        holds(b"://") || holds(b"www.") || holds(b"@") || (head.starts_with(b"&") && tail.starts_with(b";"))
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text.get(at + 1..)?.chars().next()
    }

    /// Whether a character makes its neighbourhood Chinese. Quotes, dashes and dots that English has too do so only in
    /// a Chinese line.
    fn is_wide(&self, c: Option<char>) -> bool {
        c.is_some_and(|c| match c {
            '“' | '”' | '‘' | '’' | '—' | '…' | '·' => self.is_chinese(),
            c => is_han(c) || is_full_mark(c),
        })
    }

    fn is_chinese(&self) -> bool {
        *self.chinese.get_or_init(|| {
            let han = self.text.chars().filter(|&c| is_han(c)).count();
            han > self.text.bytes().filter(u8::is_ascii_alphabetic).count()
        })
    }
}

/// What stands on either side of a mark.
struct Sides {
    before: Option<char>,
    after: Option<char>,
    /// A Han character, a full-width mark, or a mark that is to become one.
    wide_before: bool,
    wide_after: bool,
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}
