//! Windows of text around the places of a finding.
//!
//! A paragraph of a newspaper is one line of some hundred characters, so a place is shown in a window of its line, cut
//! on grapheme borders, with stand-ins for whatever would not show. codespan sees a small text of such windows, and
//! the true lines and columns through [`Files`]. A place in another file is an excerpt of its own.

use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::visible;
use crate::diagnostic::Elsewhere;
use crate::document::Document;
use crate::source::{Position, Source, Span};

/// A place to show and what to write under it.
#[derive(Debug, Clone)]
pub struct Place {
    pub span: Span,
    pub message: String,
}

/// A place as shown: its bytes in the excerpt's own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub range: Range<usize>,
    pub message: String,
    /// Whether it is the finding's own place and not a related one.
    pub primary: bool,
}

/// The windows of one finding.
#[derive(Debug)]
pub struct Excerpt {
    path: String,
    at: Position,
    text: String,
    lines: Vec<ShownLine>,
    pub marks: Vec<Mark>,
}

#[derive(Debug)]
struct ShownLine {
    /// What codespan takes for the line's number from 0. Numbers more than two apart put a break between windows.
    index: usize,
    /// The line's true number, from 1.
    number: usize,
    range: Range<usize>,
}

/// Places on one line that are shown together.
struct Window {
    line: usize,
    cover: Span,
    /// The part of each place that lies on the line, its message, and its number.
    parts: Vec<(Span, String, usize)>,
}

/// What is left of the width for context, where a place is as wide as the window itself.
const LEAST_CONTEXT: usize = 16;

impl Excerpt {
    /// The windows of `places`, of which the first is the finding's own; `width` is that of the terminal. `goes_on`
    /// words the message of a place that goes on to a later line, which it is given.
    pub fn new(
        document: &Document<'_>,
        path: &str,
        places: &[Place],
        width: usize,
        goes_on: impl Fn(&str, u32) -> String,
    ) -> Self {
        let at = document.position(places.first().map_or(0, |place| place.span.start()));
        Self::from_line(document, path, places, width, goes_on, at, 0)
    }

    /// The window of a place in another file.
    pub fn elsewhere(place: &Elsewhere, path: &str, message: &str, width: usize) -> Self {
        let source = Source::from_text("", place.line.as_str());
        let places = [Place { span: place.in_line, message: message.to_owned() }];
        let above = (place.start.line as usize).saturating_sub(1);
        let goes_on = |label: &str, _| label.to_owned();
        let mut excerpt =
            Self::from_line(&Document::new(&source), path, &places, width, goes_on, place.start, above);
        excerpt.marks.iter_mut().for_each(|mark| mark.primary = false);
        excerpt
    }

    /// `above` lines of the file stand before the document.
    fn from_line(
        document: &Document<'_>,
        path: &str,
        places: &[Place],
        width: usize,
        goes_on: impl Fn(&str, u32) -> String,
        at: Position,
        above: usize,
    ) -> Self {
        let mut excerpt =
            Self { path: path.to_owned(), at, text: String::new(), lines: Vec::new(), marks: Vec::new() };
        let last = places.iter().map(|place| document.index().line_of(place.span.start()) + 1).max();
        let gutter = (above + last.unwrap_or(1)).ilog10() as usize + 4;
        let budget = width.saturating_sub(gutter).max(40);
        for window in windows(document, places, budget, goes_on) {
            excerpt.add(document, &window, budget, above);
        }
        excerpt
    }

    fn add(&mut self, document: &Document<'_>, window: &Window, budget: usize, above: usize) {
        let number = above + window.line + 1;
        let index = self.lines.last().map_or(0, |before| {
            if before.number + 1 == number { before.index + 1 } else { before.index + 3 }
        });
        let start = self.text.len();
        let shown = cut(document, window, budget);
        let mut borders: Vec<usize> = vec![shown.start(), shown.end()];
        borders.extend(window.parts.iter().flat_map(|(span, ..)| [span.start(), span.end()]));
        borders.retain(|&border| border <= shown.end());
        borders.sort_unstable();
        borders.dedup();
        let line = line_of(document, window.line);
        if shown.start() > line.start() {
            self.text.push('…');
        }
        // A place that ends outside of the window ends with it.
        let mut at: Vec<(usize, usize)> = Vec::with_capacity(borders.len());
        for (from, to) in borders.iter().zip(borders.iter().skip(1)) {
            at.push((*from, self.text.len()));
            let piece = document.slice(Span::new(*from, *to));
            piece.graphemes(true).for_each(|cluster| visible::push(&mut self.text, cluster));
        }
        let end = self.text.len();
        let place = |byte: usize| at.iter().find(|(from, _)| *from == byte).map_or(end, |(_, there)| *there);
        for (span, message, which) in &window.parts {
            let range = place(span.start())..place(span.end());
            self.marks.push(Mark { range, message: message.clone(), primary: *which == 0 });
        }
        if shown.end() < content_end(document, line) {
            self.text.push('…');
        }
        self.lines.push(ShownLine { index, number, range: start..self.text.len() });
        self.text.push('\n');
    }
}

/// A line with its end.
fn line_of(document: &Document<'_>, line: usize) -> Span {
    let index = document.index();
    let next = line + 1;
    let end = if next < index.line_count() { index.line_start(next) } else { document.text().len() };
    Span::new(index.line_start(line), end)
}

fn content_end(document: &Document<'_>, line: Span) -> usize {
    let text = document.slice(line);
    let bare = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    line.start() + bare.len()
}

/// Places on one line share a window where all of them fit into it.
fn windows(
    document: &Document<'_>,
    places: &[Place],
    budget: usize,
    goes_on: impl Fn(&str, u32) -> String,
) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for (which, place) in places.iter().enumerate() {
        let line = document.index().line_of(place.span.start());
        let full = line_of(document, line);
        let mut part = Span::new(place.span.start(), place.span.end().min(full.end()));
        // The line's end is shown only where it is all there is to show.
        let content_end = content_end(document, full);
        if part.start() < content_end {
            part = Span::new(part.start(), part.end().min(content_end));
        }
        let message = visible::visible(&place.message);
        let message = if place.span.end() > full.end() {
            let last = document.index().line_of(place.span.end() - 1) + 1;
            goes_on(&message, u32::try_from(last).unwrap_or(u32::MAX))
        } else {
            message.into_owned()
        };
        let fits = |cover: Span| measure(document.slice(cover), budget - LEAST_CONTEXT).is_some();
        let shared = windows.iter_mut().find(|w| w.line == line && fits(w.cover.cover(part)));
        match shared {
            Some(window) => {
                window.cover = window.cover.cover(part);
                window.parts.push((part, message, which));
            }
            None => windows.push(Window { line, cover: part, parts: vec![(part, message, which)] }),
        }
    }
    windows
}

/// What of the line is shown: the places, and before and after them as much as fits, with room for the message
/// behind the carets.
fn cut(document: &Document<'_>, window: &Window, budget: usize) -> Span {
    // An ellipsis at either end.
    let budget = budget - 2;
    let line = line_of(document, window.line);
    let cover = window.cover;
    let end = content_end(document, line).max(cover.end());
    let before = document.slice(Span::new(line.start(), cover.start()));
    let after = document.slice(Span::new(cover.end(), end));
    let Some(wide) = measure(document.slice(cover), budget - LEAST_CONTEXT / 2) else {
        let start = cover.start() - fitting_end(before, LEAST_CONTEXT / 2).0;
        let room = budget - LEAST_CONTEXT / 2;
        let text = document.slice(cover);
        let bytes = match fitting_start(text, room).0 {
            // A cluster of many characters may be wider than the window: it is cut within.
            0 => fitting(characters(text).take(room), room).0,
            bytes => bytes,
        };
        return Span::new(start, cover.start() + bytes);
    };
    let spare = budget - wide;
    let last = window.parts.iter().max_by_key(|(span, ..)| span.end());
    let message = last.map_or(0, |(_, message, _)| message.width() + 1);
    let after_wish = message.clamp(spare * 2 / 5, spare * 3 / 4);
    let after_width = fitting_start(after, after_wish).1;
    let (left, left_width) = fitting_end(before, spare - after_width.max(message.min(after_wish)));
    let (right, _) = fitting_start(after, spare - left_width);
    Span::new(cover.start() - left, cover.end() + right)
}

fn characters(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter_map(|(at, c)| text.get(at..at + c.len_utf8()))
}

/// The width of a text as shown, where it is not above `most`.
fn measure(text: &str, most: usize) -> Option<usize> {
    let (bytes, width) = fitting_start(text, most);
    (bytes == text.len()).then_some(width)
}

/// How many bytes from the start of a text fit into so many cells, and how many cells they take.
fn fitting_start(text: &str, cells: usize) -> (usize, usize) {
    let near = text.get(..text.floor_char_boundary(most_bytes(cells))).unwrap_or("");
    fitting(near.graphemes(true), cells)
}

fn fitting_end(text: &str, cells: usize) -> (usize, usize) {
    let from = text.ceil_char_boundary(text.len().saturating_sub(most_bytes(cells)));
    fitting(text.get(from..).unwrap_or("").graphemes(true).rev(), cells)
}

/// No text is looked at further than this, however many marks are heaped on its letters.
fn most_bytes(cells: usize) -> usize {
    cells * 16 + 64
}

fn fitting<'t>(clusters: impl Iterator<Item = &'t str>, cells: usize) -> (usize, usize) {
    let (mut bytes, mut width, mut shown) = (0, 0, String::new());
    for cluster in clusters {
        shown.clear();
        visible::push(&mut shown, cluster);
        // Cell by cell as codespan counts them: a cluster is as wide as its characters are together.
        let more: usize = shown.chars().map(|c| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)).sum();
        if width + more > cells {
            break;
        }
        bytes += cluster.len();
        width += more;
    }
    (bytes, width)
}

/// The excerpts of one finding: that of its own file, then those of others. codespan knows each by its number.
pub struct Excerpts(pub Vec<Excerpt>);

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, file: usize) -> Result<&'a str, Error> {
        Ok(&self.file(file)?.path)
    }

    fn source(&'a self, file: usize) -> Result<&'a str, Error> {
        Ok(&self.file(file)?.text)
    }

    fn line_index(&'a self, file: usize, byte: usize) -> Result<usize, Error> {
        let Excerpt { lines, text, .. } = self.file(file)?;
        let after = lines.partition_point(|line| line.range.start <= byte);
        let line = after.checked_sub(1).and_then(|at| lines.get(at));
        line.map(|line| line.index).ok_or(Error::IndexTooLarge { given: byte, max: text.len() })
    }

    fn line_number(&'a self, file: usize, index: usize) -> Result<usize, Error> {
        self.file(file)?.line(index).map(|line| line.number)
    }

    fn line_range(&'a self, file: usize, index: usize) -> Result<Range<usize>, Error> {
        self.file(file)?.line(index).map(|line| line.range.clone())
    }

    fn location(&'a self, file: usize, _byte: usize) -> Result<Location, Error> {
        let at = self.file(file)?.at;
        Ok(Location { line_number: at.line as usize, column_number: at.column as usize })
    }
}

impl Excerpts {
    fn file(&self, file: usize) -> Result<&Excerpt, Error> {
        self.0.get(file).ok_or(Error::FileMissing)
    }
}

impl Excerpt {
    fn line(&self, index: usize) -> Result<&ShownLine, Error> {
        let max = self.lines.last().map_or(0, |line| line.index);
        let found = self.lines.iter().find(|line| line.index == index);
        found.ok_or(Error::LineTooLarge { given: index, max })
    }
}
