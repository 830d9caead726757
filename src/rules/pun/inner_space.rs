//! PUN004: a space inside running Chinese text. Headlines, names and credits keep theirs.

use crate::diagnostic::Edit;
use crate::document::Role;
use crate::lang::chars::is_han;
use crate::lang::lexicon::straddling_gain;
use crate::lang::marks::partner;
use crate::rules::Context;
use crate::source::Span;

/// How many bits likelier a word across the space must be than a border.
const GAIN: f32 = 12.0;
/// How many characters in a row, each between spaces, are text set apart by an engine.
const SPACED: usize = 5;

pub fn check(cx: &mut Context<'_>) {
    let document = cx.document();
    let mixed = document.columns();
    for (number, line) in document.lines().iter().enumerate() {
        // A space there is the gap between two columns.
        if mixed.holds(number) {
            continue;
        }
        let text = document.slice(line.trimmed);
        if memchr::memchr(b' ', text.as_bytes()).is_none() || is_credit(text) {
            continue;
        }
        let role = document.block_at(line.trimmed.start()).map(|block| block.role);
        let mut found = match role {
            Some(Role::Body) if is_running_text(text) => inside_text(text),
            Some(Role::Body | Role::Headline | Role::Subhead) => Vec::new(),
            _ => continue,
        };
        found.extend(after_colon(text));
        found.sort_unstable();
        let Some(&first) = found.first() else { continue };
        let edits = found.iter().map(|space| Edit::delete(space.shift(line.trimmed.start()))).collect();
        cx.report(first.shift(line.trimmed.start()))
            .arg("count", found.len())
            .message(if found.len() == 1 { "main" } else { "several" })
            .fix("fix", edits)
            .emit();
    }
}

/// Words of bylines and credits, in which spaces part the names.
fn is_credit(text: &str) -> bool {
    const WORDS: [&str; 8] = ["记者", "通讯员", "编辑", "校对", "版式", "摄影", "供图", "电话"];
    text.len() < 240 && WORDS.iter().any(|word| text.contains(word))
}

/// A heading has no clauses, and a list of names no long ones.
fn is_running_text(text: &str) -> bool {
    let han = text.chars().filter(|&c| is_han(c)).take(21).count();
    han > 20 && text.contains(['，', '。', '；', ','])
}

/// Single spaces between Han characters that part a word, or that part every character from the next. What stands in
/// quotes or brackets is a title, a slogan or a credit, and keeps its spaces.
fn inside_text(text: &str) -> Vec<Span> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    let mut apart: Vec<Span> = Vec::new();
    let mut apart_till = 0;
    for (at, c) in text.char_indices() {
        match partner(c) {
            Some((_, true)) => depth += 1,
            Some((_, false)) => depth = depth.saturating_sub(1),
            None => {}
        }
        let (Some(before), Some(after)) = (text.get(..at), text.get(at + c.len_utf8()..)) else { continue };
        let between = before.ends_with(is_han) && after.starts_with(is_han);
        if c != ' ' || !between {
            continue;
        }
        let span = Span::new(at, at + 1);
        if depth == 0 && straddling_gain(before, after).is_some_and(|gain| gain > GAIN) {
            found.push(span);
        }
        // The space that ends the character which the last one began.
        if at != apart_till {
            settle(&mut apart, &mut found);
        }
        apart.push(span);
        apart_till = at + 1 + after.chars().next().map_or(0, char::len_utf8);
    }
    settle(&mut apart, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// Takes in a run of spaces that part single characters, where it is long enough.
fn settle(apart: &mut Vec<Span>, found: &mut Vec<Span>) {
    if apart.len() >= SPACED {
        found.append(apart);
    }
    apart.clear();
}

/// A full-width colon holds its own space.
fn after_colon(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, colon) in text.match_indices('：') {
        let start = at + colon.len();
        let rest = text.get(start..).unwrap_or("");
        let spaces = rest.bytes().take_while(|&b| b == b' ').count();
        let follows = rest
            .get(spaces..)
            .is_some_and(|rest| rest.starts_with(|c: char| is_han(c) || partner(c).is_some()));
        if spaces == 1 && follows {
            found.push(Span::new(start, start + spaces));
        }
    }
    found
}
