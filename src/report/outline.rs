//! The reading order of a page as an outline for people: articles, their blocks, what was joined and what was moved.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Options, text, visible};
use crate::document::Document;
use crate::order::{Article, Lost, Order};

/// The columns that the numbers of a block's lines have.
const NUMBERS: usize = 10;

/// Writes the outline. `read` is the file as it was read, `order` its order.
pub fn outline(read: &Document, order: &Order, options: &Options) -> String {
    let mut outline = Outline { read, order, options, before: 0, joined: 0, moved: 0, text: String::new() };
    for (number, article) in order.articles.iter().enumerate() {
        outline.article(number + 1, article);
    }
    outline.aside();
    let path = crate::source::shown(&read.source().path);
    let sums = text::order_sums(options.lang, order.articles.len(), outline.joined, outline.moved);
    format!("{path}: {sums}\n{}", outline.text)
}

struct Outline<'o> {
    read: &'o Document<'o>,
    order: &'o Order,
    options: &'o Options,
    /// The line that the last block ended with.
    before: u32,
    joined: usize,
    moved: usize,
    text: String,
}

impl Outline<'_> {
    fn article(&mut self, number: usize, article: &Article) {
        let lang = self.options.lang;
        self.text.push_str(&format!("\n{}\n", text::order_article(lang, number)));
        for (lines, kind) in [(&article.headline, "headline"), (&article.byline, "byline")] {
            for line in lines {
                self.row(&[*line], text::order_kind(lang, kind));
            }
        }
        for paragraph in &article.body {
            self.row(paragraph, "");
        }
        for line in &article.captions {
            self.row(&[*line], text::order_kind(lang, "caption"));
        }
    }

    /// One block: its lines, what happened to it, and how it begins and goes on.
    fn row(&mut self, lines: &[u32], kind: &str) {
        let (Some(&first), Some(&last)) = (lines.first(), lines.last()) else { return };
        let numbers = numbers(lines);
        let joined = lines.windows(2).any(|pair| matches!(pair, [a, b] if a.abs_diff(*b) != 1));
        let moved = first < self.before;
        self.joined += usize::from(lines.len() > 1);
        self.moved += usize::from(moved);
        self.before = last;
        let broken = self.order.missing.contains(&last);
        let mark = match (moved, joined || lines.len() > 1) {
            (true, _) => '↑',
            (false, true) => '+',
            (false, false) => ' ',
        };
        let pad = " ".repeat(NUMBERS.saturating_sub(numbers.width()));
        let kind = if kind.is_empty() { String::new() } else { format!("[{kind}] ") };
        let room = self.options.width.saturating_sub(NUMBERS + 4 + kind.width());
        let end = if broken { text::order_breaks_off(self.options.lang) } else { "" };
        let shown = self.shown(lines, room.saturating_sub(end.width()));
        self.text.push_str(&format!("{pad}{numbers} {mark} {kind}{shown}{end}\n"));
    }

    /// The beginning of a block's text, and where it was joined the words around the first join.
    fn shown(&self, lines: &[u32], room: usize) -> String {
        let line = |number: u32| {
            let line = self.read.lines().get(number as usize - 1);
            line.map_or("", |line| self.read.slice(line.trimmed))
        };
        let first = lines.first().map_or("", |&first| line(first));
        match lines {
            [_, second, ..] => {
                let tail: String = last_columns(first, room / 2);
                let cut = if tail.len() < first.len() { "…" } else { "" };
                format!("{cut}{tail}|{}", start(line(*second), room - (room / 2).min(room)))
            }
            _ => start(first, room),
        }
    }

    /// What belongs to no article.
    fn aside(&mut self) {
        let lang = self.options.lang;
        let duplicates: Vec<String> =
            self.order.duplicates.iter().map(|[copy, kept]| format!("{copy} = {kept}")).collect();
        let lost = self.order.lost.iter().map(|Lost { between: [tail, head], candidates }| {
            let candidates: Vec<String> = candidates.iter().map(char::to_string).collect();
            format!("{tail}+{head} ({})", candidates.join("/"))
        });
        let lost: Vec<String> = lost.collect();
        let lists = [
            ("furniture", numbers_of(&self.order.furniture)),
            ("duplicates", duplicates.join(", ")),
            ("missing", numbers_of(&self.order.missing)),
            ("lost", lost.join(", ")),
        ];
        let rows: Vec<String> = lists
            .iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(kind, list)| format!("{}{list}\n", text::order_aside(lang, kind)))
            .collect();
        if !rows.is_empty() {
            self.text.push_str(&format!("\n{}", rows.concat()));
        }
    }
}

/// 48+14, and 3–9 for lines that stand one after the other.
fn numbers(lines: &[u32]) -> String {
    let runs = lines.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        [one] => one.to_string(),
        [] => String::new(),
    });
    let runs: Vec<String> = runs.collect();
    match runs.as_slice() {
        [first, second, _, ..] => format!("{first}+{second}+…"),
        all => all.join("+"),
    }
}

fn numbers_of(lines: &[u32]) -> String {
    lines.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

/// The beginning of a text in so many columns.
fn start(text: &str, room: usize) -> String {
    let mut columns = 0;
    let mut shown = String::new();
    for c in text.chars() {
        columns += c.width().unwrap_or(1);
        if columns >= room {
            shown.push('…');
            break;
        }
        shown.push(c);
    }
    visible::visible(&shown).into_owned()
}

/// The end of a text in so many columns.
fn last_columns(text: &str, room: usize) -> String {
    let mut columns = 0;
    let fits = |c: &char| {
        columns += c.width().unwrap_or(1);
        columns < room
    };
    let back: Vec<char> = text.chars().rev().take_while(fits).collect();
    visible::visible(&back.into_iter().rev().collect::<String>()).into_owned()
}
