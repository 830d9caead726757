//! A passage with what goes and what comes marked inside it.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::style::{self, Styles};
use super::visible;

/// What becomes of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    Kept,
    Removed,
    Inserted,
}

/// The pieces of a passage in order; neighbours of one kind are one piece.
#[derive(Debug, Default)]
pub struct Pieces(Vec<(Piece, String)>);

/// Cells of unchanged text on either side of a change.
const CONTEXT: usize = 16;
/// A removed or inserted piece wider than this is shown by both its ends.
const LONG: usize = 60;

impl Pieces {
    pub fn push(&mut self, piece: Piece, text: &str) {
        if text.is_empty() {
            return;
        }
        // Between two changes what goes stands before what comes, so that a run of both reads as one replacement.
        if piece == Piece::Removed
            && let [.., (Piece::Removed, before), (Piece::Inserted, _)] = self.0.as_mut_slice()
        {
            before.push_str(text);
            return;
        }
        match self.0.last_mut() {
            Some((last, before)) if *last == piece => before.push_str(text),
            _ => self.0.push((piece, text.to_owned())),
        }
    }

    /// Rows of at most about `width` cells, each with the number of line ends of the old text before it.
    pub fn rows(self, width: usize, styles: Styles) -> Vec<(usize, String)> {
        let mut rows =
            Rows { styles, width, rows: Vec::new(), row: String::new(), cells: 0, line: 0, row_line: 0 };
        let last = self.0.len().saturating_sub(1);
        let only = self.0.len() == 1;
        for (at, (piece, text)) in self.0.iter().enumerate() {
            match piece {
                Piece::Kept => rows.kept(text, at > 0, at < last || only),
                Piece::Removed => rows.lines(text, style::removed(), ["[-", "-]"], true),
                Piece::Inserted => rows.lines(text, style::inserted(), ["{+", "+}"], false),
            }
            if *piece == Piece::Kept {
                rows.line += text.matches('\n').count();
            }
        }
        rows.flush();
        rows.rows
    }
}

struct Rows {
    styles: Styles,
    width: usize,
    rows: Vec<(usize, String)>,
    row: String,
    cells: usize,
    /// Line ends of the old text so far, and at the start of the row.
    line: usize,
    row_line: usize,
}

impl Rows {
    /// Unchanged text: its end before a change, its start after one, and … for what lies between.
    fn kept(&mut self, text: &str, after: bool, before: bool) {
        let clusters: Vec<String> = text.graphemes(true).map(shown).collect();
        let most = CONTEXT * usize::from(after) + CONTEXT * usize::from(before);
        let all: usize = clusters.iter().map(|cluster| cluster.width()).sum();
        if all <= most + 1 {
            // A row begins with text that stays, and never between what goes and what comes for it.
            if after && before && self.cells + all + CONTEXT > self.width {
                self.flush();
                self.row_line = self.line;
            }
            return self.plain(&clusters.concat());
        }
        let take = |clusters: &mut dyn Iterator<Item = &String>| {
            let mut cells = 0;
            let fits = |cluster: &&String| {
                cells += cluster.width();
                cells <= CONTEXT
            };
            clusters.take_while(fits).cloned().collect::<Vec<String>>()
        };
        if after {
            let head = take(&mut clusters.iter()).concat();
            self.plain(&(head + "…"));
        }
        if before {
            let mut tail = take(&mut clusters.iter().rev());
            tail.reverse();
            let tail = tail.concat();
            if self.cells + tail.width() + CONTEXT > self.width {
                self.flush();
                self.row_line = self.line + text.matches('\n').count();
            }
            self.plain(&if after && self.cells > 0 { tail } else { format!("…{tail}") });
        }
    }

    /// Removed or inserted text: a row for each of its paragraphs, where it has several.
    fn lines(&mut self, text: &str, style: anstyle::Style, plain: [&str; 2], old: bool) {
        let mut paragraphs: Vec<String> = Vec::new();
        for line in text.split_inclusive('\n') {
            match paragraphs.last_mut() {
                Some(before) if line.trim().is_empty() || before.trim().is_empty() => before.push_str(line),
                _ => paragraphs.push(line.to_owned()),
            }
        }
        for (at, paragraph) in paragraphs.iter().enumerate() {
            if at > 0 {
                self.flush();
                self.row_line = self.line;
            }
            self.changed(paragraph, style, plain, !old && at == 0);
            if old {
                self.line += paragraph.matches('\n').count();
            }
        }
    }

    fn changed(&mut self, text: &str, style: anstyle::Style, plain: [&str; 2], paired: bool) {
        let clusters: Vec<String> = text.graphemes(true).map(changed).collect();
        let width: usize = clusters.iter().map(|cluster| cluster.width()).sum();
        let shown = if width <= LONG { clusters.concat() } else { ends(&clusters) };
        let cells = shown.width() + if self.styles.is_color() { 0 } else { 4 };
        if !paired && self.cells > CONTEXT * 2 && self.cells + cells > self.width {
            self.flush();
            self.row_line = self.line;
        }
        self.cells += cells;
        if self.styles.is_color() {
            self.row.push_str(&self.styles.paint(style, shown));
        } else {
            let [open, close] = plain;
            self.row.push_str(&format!("{open}{shown}{close}"));
        }
    }

    fn plain(&mut self, text: &str) {
        self.cells += text.width();
        self.row.push_str(text);
    }

    fn flush(&mut self) {
        if !self.row.is_empty() {
            self.rows.push((self.row_line, std::mem::take(&mut self.row)));
        }
        self.cells = 0;
    }
}

/// The start of a text, in at most `width` cells.
pub fn head(text: &str, width: usize) -> String {
    let mut head = String::new();
    for cluster in text.graphemes(true).map(shown) {
        if head.width() + cluster.width() >= width {
            return head + "…";
        }
        head.push_str(&cluster);
    }
    head
}

/// Both ends of a long piece.
fn ends(clusters: &[String]) -> String {
    let side = |clusters: &mut dyn Iterator<Item = &String>| {
        let mut cells = 0;
        let fits = |cluster: &&String| {
            cells += cluster.width();
            cells <= LONG / 2
        };
        clusters.take_while(fits).cloned().collect::<Vec<_>>()
    };
    let head = side(&mut clusters.iter());
    let mut tail = side(&mut clusters.iter().rev());
    tail.reverse();
    format!("{}…{}", head.concat(), tail.concat())
}

fn shown(cluster: &str) -> String {
    match cluster {
        "\n" | "\r\n" => "⏎".to_owned(),
        _ => {
            let mut text = String::new();
            visible::push(&mut text, cluster);
            text
        }
    }
}

/// In a change white space is seen, too.
fn changed(cluster: &str) -> String {
    match cluster {
        " " => "␣".to_owned(),
        "\u{3000}" => "‹U+3000›".to_owned(),
        _ => shown(cluster),
    }
}
