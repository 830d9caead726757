//! The diff of a repair, for people.
//!
//! A paragraph is one line, so a line that changed is shown once, with what goes and what comes marked inside it and
//! the unchanged stretches cut to …, as in a word diff. Lines are matched by their Han characters: a paragraph whose
//! marks were widened is still the same paragraph, and one that was joined shows the line ends that went.

use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::time::{Duration, Instant};

use rustc_hash::{FxHashMap, FxHasher};
use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::inline::{self, Piece, Pieces};
use super::style::{self, Styles};
use super::visible::visible;
use super::{Options, text};
use crate::lang::chars::is_han;
use crate::source::Source;

/// Past this time a diff gets coarser, never wrong.
const PATIENCE: Duration = Duration::from_secs(2);
/// More graphemes than these on either side are shown as removed and inserted as a whole.
const MOST_GRAPHEMES: usize = 20_000;
/// A line with fewer Han characters is not looked for elsewhere.
const LEAST_MOVED: usize = 8;

/// What becomes of a stretch of lines.
enum Change {
    /// Lines of the old text and what stands in their place, as one passage.
    Rewritten {
        old: Range<usize>,
        new: Range<usize>,
    },
    /// A line, in both texts, that stands elsewhere now.
    MovedAway {
        old: usize,
        new: usize,
    },
    MovedHere {
        old: usize,
        new: usize,
    },
}

/// The changes from the text of a source to its repair; empty where the two are the same.
pub fn diff(source: &Source, repaired: &str, options: Options) -> String {
    let old: Vec<&str> = source.text.split_inclusive('\n').collect();
    let new: Vec<&str> = repaired.split_inclusive('\n').collect();
    let changes = changes(&old, &new);
    if changes.is_empty() {
        return String::new();
    }
    let styles = Styles::new(options.color);
    let gutter = old.len().max(new.len()).max(1).ilog10() as usize + 1;
    let mut view = View { styles, options, gutter, out: String::new(), last: None };
    let path = source.shown_path();
    let start = format!("{:gutter$} {} ", "", styles.paint(style::frame(), "┌─"));
    // Writing into a string never fails.
    let _ = writeln!(view.out, "{start}{}", styles.paint(style::bold(), visible(&path)));
    let deadline = Instant::now() + PATIENCE;
    for change in changes {
        match change {
            Change::Rewritten { old: from, new: to } => {
                let (was, is) = (passage(&old, from.clone()), passage(&new, to));
                view.rewritten(from.start, &was, &is, deadline);
            }
            Change::MovedAway { old: at, new: to } => {
                let note = text::moved_to(options.lang, to + 1);
                view.moved(Some(at), &note, old.get(at).copied().unwrap_or(""), style::removed());
            }
            Change::MovedHere { old: from, new: at } => {
                let note = text::moved_from(options.lang, from + 1);
                view.moved(None, &note, new.get(at).copied().unwrap_or(""), style::inserted());
                if let (Some(was), Some(is)) = (old.get(from), new.get(at))
                    && was != is
                {
                    view.rewritten(from, was, is, deadline);
                }
            }
        }
    }
    view.out.push('\n');
    view.out
}

fn passage(lines: &[&str], range: Range<usize>) -> String {
    lines.get(range).unwrap_or(&[]).concat()
}

/// Both without the line end that they share.
fn without_same_end<'t>(old: &'t str, new: &'t str) -> (&'t str, &'t str) {
    for end in ["\r\n", "\n"] {
        if let (Some(bare_old), Some(bare_new)) = (old.strip_suffix(end), new.strip_suffix(end)) {
            return (bare_old, bare_new);
        }
    }
    (old, new)
}

/// The Han characters of a text, by which it is known again when its marks were changed; the text itself where it has
/// none.
fn key(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut any = false;
    for c in text.chars().filter(|&c| is_han(c)) {
        c.hash(&mut hasher);
        any = true;
    }
    if !any {
        text.trim().hash(&mut hasher);
    }
    hasher.finish()
}

fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let keys = |lines: &[&str]| lines.iter().map(|line| key(line)).collect::<Vec<_>>();
    let (old_keys, new_keys) = (keys(old), keys(new));
    let deadline = Some(Instant::now() + PATIENCE);
    let ops = capture_diff_slices_deadline(Algorithm::Patience, &old_keys, &new_keys, deadline);
    let moved = moved(&ops, old, (&old_keys, &new_keys));
    let back: FxHashMap<usize, usize> = moved.iter().map(|(&from, &to)| (to, from)).collect();
    let mut changes: Vec<Change> = Vec::new();
    for op in ops {
        let (tag, from, to) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            let pairs = from.zip(to).filter(|&(a, b)| old.get(a) != new.get(b));
            changes.extend(pairs.map(|(a, b)| Change::Rewritten { old: a..a + 1, new: b..b + 1 }));
            continue;
        }
        for at in from.clone().filter(|at| moved.contains_key(at)) {
            changes.push(Change::MovedAway { old: at, new: moved.get(&at).copied().unwrap_or(at) });
        }
        for at in to.clone().filter(|at| back.contains_key(at)) {
            changes.push(Change::MovedHere { old: back.get(&at).copied().unwrap_or(at), new: at });
        }
        // What moved is no part of the passage around it.
        let mut rest_new = runs(to, |at| back.contains_key(&at)).into_iter();
        let rest_old = runs(from.clone(), |at| moved.contains_key(&at));
        for old in rest_old {
            let new = rest_new.next().unwrap_or(0..0);
            changes.push(Change::Rewritten { old, new });
        }
        changes.extend(rest_new.map(|new| Change::Rewritten { old: from.start..from.start, new }));
    }
    changes
}

/// The stretches of a range without the lines that are out.
fn runs(range: Range<usize>, out: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in range.filter(|&at| !out(at)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Lines that were taken out in one place and put in, whole, in another: old number to new.
fn moved(
    ops: &[similar::DiffOp],
    old: &[&str],
    (old_keys, new_keys): (&[u64], &[u64]),
) -> FxHashMap<usize, usize> {
    let mut put: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for op in ops.iter().filter(|op| op.tag() != DiffTag::Equal) {
        for at in op.new_range() {
            put.entry(new_keys.get(at).copied().unwrap_or(0)).or_default().push(at);
        }
    }
    let mut moved = FxHashMap::default();
    for op in ops.iter().filter(|op| op.tag() != DiffTag::Equal) {
        for at in op.old_range() {
            let long = old
                .get(at)
                .is_some_and(|line| line.chars().filter(|&c| is_han(c)).nth(LEAST_MOVED).is_some());
            let there = old_keys.get(at).and_then(|key| put.get_mut(key));
            if let Some(places) = there.filter(|places| long && !places.is_empty()) {
                moved.insert(at, places.remove(0));
            }
        }
    }
    moved
}

/// Passage to pieces: clause by clause first, which is linear in all but the clauses that differ, and then grapheme by
/// grapheme.
fn refine(pieces: &mut Pieces, old: &str, new: &str, deadline: Instant) {
    let (old, new) = (clauses(old), clauses(new));
    let keys = |clauses: &[&str]| clauses.iter().map(|clause| key(clause)).collect::<Vec<_>>();
    let ops = capture_diff_slices_deadline(Algorithm::Myers, &keys(&old), &keys(&new), Some(deadline));
    for op in ops {
        let (tag, from, to) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            for (a, b) in from.zip(to) {
                let (was, is) = (old.get(a).copied().unwrap_or(""), new.get(b).copied().unwrap_or(""));
                graphemes(pieces, was, is, deadline);
            }
        } else {
            graphemes(pieces, &passage(&old, from), &passage(&new, to), deadline);
        }
    }
}

fn graphemes(pieces: &mut Pieces, old: &str, new: &str, deadline: Instant) {
    if old == new {
        return pieces.push(Piece::Kept, old);
    }
    let split = |text: &'_ str| text.graphemes(true).map(str::to_owned).collect::<Vec<String>>();
    let (old, new) = (split(old), split(new));
    let text = |clusters: &[String], range: Range<usize>| clusters.get(range).unwrap_or(&[]).concat();
    if old.len().max(new.len()) > MOST_GRAPHEMES {
        pieces.push(Piece::Removed, &text(&old, 0..old.len()));
        return pieces.push(Piece::Inserted, &text(&new, 0..new.len()));
    }
    for op in capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(deadline)) {
        let (tag, from, to) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            pieces.push(Piece::Kept, &text(&old, from));
        } else {
            pieces.push(Piece::Removed, &text(&old, from));
            pieces.push(Piece::Inserted, &text(&new, to));
        }
    }
}

/// Text up to and with each mark that ends a clause, and each line end by itself.
fn clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        clauses.extend(bare.split_inclusive(['，', '。', '！', '？', '；', ',', ';', '!', '?']));
        if bare.len() < line.len() {
            clauses.push(line.get(bare.len()..).unwrap_or(""));
        }
    }
    clauses
}

/// The diff of one file on its way to text.
struct View {
    styles: Styles,
    options: Options,
    /// Columns of a line number.
    gutter: usize,
    out: String,
    /// The old line, from 0, that was shown last.
    last: Option<usize>,
}

impl View {
    fn rewritten(&mut self, line: usize, old: &str, new: &str, deadline: Instant) {
        let mut pieces = Pieces::default();
        let (old, new) = without_same_end(old, new);
        refine(&mut pieces, old, new, deadline);
        let width = self.options.width.saturating_sub(self.gutter + 3).max(40);
        for (breaks, row) in pieces.rows(width, self.styles) {
            self.row(line + breaks, &row);
        }
    }

    /// A line that stands elsewhere, by its beginning. `line` is its place in the old text, where this is it.
    fn moved(&mut self, line: Option<usize>, note: &str, text: &str, style: anstyle::Style) {
        let width = self.options.width.saturating_sub(self.gutter + note.width() + 5).max(20);
        let row = format!("{} {}", self.styles.paint(style, note), inline::head(text.trim(), width));
        match line {
            Some(line) => self.row(line, &row),
            None => self.plus(&row),
        }
    }

    /// A row that is nowhere in the old text.
    fn plus(&mut self, row: &str) {
        let gutter = self.gutter;
        let number = self.styles.paint(style::frame(), format!("{:>gutter$} │", "+"));
        let _ = writeln!(self.out, "{number} {row}");
    }

    /// Numbers are those of the old text: of the file as it lies on the disk.
    fn row(&mut self, line: usize, row: &str) {
        let gutter = self.gutter;
        let number = if self.last == Some(line) { String::new() } else { (line + 1).to_string() };
        if self.last.is_some_and(|last| line > last + 1 || line < last) {
            let _ = writeln!(self.out, "{:gutter$} {}", "", self.styles.paint(style::frame(), "·"));
        }
        self.last = Some(line);
        let number = self.styles.paint(style::frame(), format!("{number:>gutter$} │"));
        let _ = writeln!(self.out, "{number} {row}");
    }
}
