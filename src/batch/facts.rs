//! What one file contributes: small, owned, and taken from its document alone.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::place::Place;
use super::words::Words;
use crate::diagnostic::Elsewhere;
use crate::document::layout::pages::{Jump, PageNumber, Way};
use crate::document::{Block, Document, JumpLine, Role};
use crate::lang::model::Model;
use crate::source::{Charset, Span};

/// What the rules across files may ask of a file.
#[derive(Debug, Clone)]
pub struct Facts {
    pub path: PathBuf,
    /// xxh3-64 of the text that the places are of.
    pub text: u64,
    pub charset: Charset,
    pub place: Place,
    /// The language model that its document is read with.
    pub model: &'static Model<'static>,
    /// Whether all of it is text: no markup stands between.
    pub plain: bool,
    /// Where its articles go on or come from, in the order of the file.
    pub marks: Vec<Arc<Mark>>,
}

/// A jump line, with the text that it stands for.
#[derive(Debug, Clone)]
pub struct Mark {
    /// [`Way::On`] or [`Way::From`].
    pub way: Way,
    pub page: PageNumber,
    /// The title that the line names.
    pub title: Option<String>,
    /// The headline of the article.
    pub headline: Option<String>,
    /// The line as it stands.
    pub text: String,
    pub span: Span,
    /// The characters that meet the other half: the last before a jump, the first behind one.
    pub edge: String,
    /// The edge as a report on the other file shows it.
    pub shown: Elsewhere,
    pub blocks: Blocks,
    pub words: Words,
    /// The text that goes on here, for [`Way::From`]: from the edge to the end of the article.
    pub body: String,
    /// For [`Way::From`]: what stands under each heading inside of that text, which may be an article of its own.
    pub sections: Vec<Section>,
    /// Whether that text goes on once more on another page.
    pub goes_on: bool,
}

/// What stands under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The number of the block that is the heading.
    pub heading: usize,
    /// The bytes of the body before it.
    pub before: usize,
    pub words: Words,
}

/// The numbers of the blocks that a jump line concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocks {
    /// The line; the same as the edge where it stands in the paragraph itself.
    pub mark: usize,
    /// The paragraph that breaks off or goes on.
    pub edge: usize,
    /// For [`Way::From`]: the headline above.
    pub headline: Option<usize>,
    /// For [`Way::From`]: those of the text that goes on here.
    pub run: Range<usize>,
}

/// The characters of an edge that are kept: as far as open quotes are looked for, and a few more.
const EDGE: usize = 72;

/// Bytes before 版 within which a jump line begins.
const BEFORE: usize = 40;

/// Whether a text may hold a jump line at all: told without any layer of it.
pub fn may_jump(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), "版").any(|at| {
        let before = text.get(text.ceil_char_boundary(at.saturating_sub(BEFORE))..at).unwrap_or("");
        before.contains(['转', '接'])
    })
}

/// The hash by which facts and verdicts know a text again.
pub fn hash(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes())
}

impl Facts {
    pub fn of(document: &Document<'_>) -> Self {
        let source = document.source();
        let marks = if may_jump(&source.text) { marks(document) } else { Vec::new() };
        Self {
            path: source.path.clone(),
            text: hash(&source.text),
            charset: source.charset,
            place: Place::of(document),
            model: document.model(),
            plain: document.mask().is_empty(),
            marks: marks.into_iter().map(Arc::new).collect(),
        }
    }
}

fn marks(document: &Document<'_>) -> Vec<Mark> {
    let found = document.jumps();
    let mark = |(at, this): (usize, &JumpLine)| match this.jump.way {
        Way::On => jump_out(document, this, found.get(..at).unwrap_or(&[])),
        Way::From => jump_in(document, this, found.get(at + 1..).unwrap_or(&[])),
        Way::See => None,
    };
    found.iter().enumerate().filter_map(mark).collect()
}

/// The text that breaks off before a jump line; `earlier` are the jump lines before it, where other articles end or go on.
fn jump_out(document: &Document<'_>, found: &JumpLine, earlier: &[JumpLine]) -> Option<Mark> {
    let blocks = document.blocks();
    let edge = found.paragraph?;
    let block = blocks.get(edge)?;
    let end = if found.alone { block.span.end() } else { found.span.start() };
    let text = document.slice(Span::new(block.span.start(), end)).trim_end();
    let from = text.char_indices().rev().take(EDGE).last().map_or(0, |(at, _)| at);
    let last = earlier
        .iter()
        .rev()
        .find(|line| line.block < edge || (line.block == edge && line.jump.way == Way::From));
    let before = last.map_or(0, |line| if line.block == edge { edge } else { line.block + 1 });
    let article = document.article_of(edge)?.start.max(before)..edge + 1;
    let whole = Span::new(blocks.get(article.start)?.span.start(), block.span.start() + text.len());
    let edge_span = Span::new(block.span.start() + from, block.span.start() + text.len());
    let place = Blocks { mark: found.block, edge, headline: None, run: 0..0 };
    let headline = headline(document, article);
    (!text.is_empty()).then(|| mark(document, found, headline, edge_span, whole, place))
}

/// The text that goes on behind a jump line; `later` are the jump lines after it.
fn jump_in(document: &Document<'_>, found: &JumpLine, later: &[JumpLine]) -> Option<Mark> {
    let blocks = document.blocks();
    let edge = found.paragraph?;
    let end = document.article_of(edge)?.end;
    let next = later.iter().find(|next| next.block >= edge && (next.block > edge || !next.alone));
    let stop = next
        .map_or(
            end,
            |next| if next.alone || next.jump.way == Way::From { next.block } else { next.block + 1 },
        )
        .clamp(edge + 1, end);
    let kept = |block: &Block| !block.role.is_furniture() && !block.is(Role::Caption);
    let last = blocks.get(edge..stop)?.iter().rposition(kept)? + edge;
    let block = blocks.get(edge)?;
    let start = if found.alone { block.span.start() } else { found.span.end() };
    let start = start + leading_space(document.slice(Span::new(start, block.span.end())));
    let whole = Span::new(start, blocks.get(last)?.span.end());
    let text = document.slice(Span::new(start, block.span.end()));
    let to = text.char_indices().nth(EDGE).map_or(text.len(), |(at, _)| at);
    let above = headline_at(document, found.block, edge);
    let place = Blocks { mark: found.block, edge, headline: above, run: edge..last + 1 };
    let titled = above.and_then(|at| blocks.get(at)).map(|block| document.slice(block.span).to_owned());
    let goes_on =
        next.is_some_and(|next| next.jump.way == Way::On && next.block <= stop && end >= next.block);
    let mut mark = mark(document, found, titled, Span::new(start, start + to), whole, place);
    mark.body = document.slice(whole).to_owned();
    mark.sections = sections(document, &mark.blocks.run, whole);
    if let Some(first) = mark.sections.first() {
        mark.words = Words::of(document.model(), mark.body.get(..first.before).unwrap_or(""));
    }
    mark.goes_on = goes_on;
    (!text.is_empty()).then_some(mark)
}

/// What stands under each heading of a run of blocks that is the text `whole`.
fn sections(document: &Document<'_>, run: &Range<usize>, whole: Span) -> Vec<Section> {
    let blocks = document.blocks();
    let span = |at: usize| blocks.get(at).map_or(whole, |block| block.span);
    let is_heading = |at: &usize| blocks.get(*at).is_some_and(|block| block.role.is_heading());
    let headings: Vec<usize> = (run.start + 1..run.end).filter(is_heading).collect();
    let ends = headings.iter().skip(1).map(|next| span(next - 1).end()).chain([whole.end()]);
    let section = |(&heading, end): (&usize, usize)| {
        let before = heading.checked_sub(1).map_or(0, |last| span(last).end()).saturating_sub(whole.start());
        let text = document.slice(Span::new(span(heading).start(), end));
        Section { heading, before, words: Words::of(document.model(), text) }
    };
    headings.iter().zip(ends).map(section).collect()
}

fn mark(
    document: &Document<'_>,
    found: &JumpLine,
    headline: Option<String>,
    edge: Span,
    whole: Span,
    blocks: Blocks,
) -> Mark {
    let text = document.slice(found.span).to_owned();
    let title = found.jump.title.clone().and_then(|range| text.get(range)).map(str::to_owned);
    let Jump { way, page, .. } = found.jump;
    Mark {
        way,
        page,
        title,
        headline,
        span: found.span,
        edge: document.slice(edge).to_owned(),
        shown: Elsewhere::of(document, shown(document, way, edge)),
        blocks,
        words: Words::of(document.model(), document.slice(whole)),
        body: String::new(),
        sections: Vec::new(),
        goes_on: false,
        text,
    }
}

/// Characters of an edge that a report marks.
const SHOWN: usize = 8;

/// What of an edge a report marks.
fn shown(document: &Document<'_>, way: Way, edge: Span) -> Span {
    let text = document.slice(edge);
    match way {
        Way::From => {
            let to = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
            Span::new(edge.start(), edge.start() + to)
        }
        Way::On | Way::See => {
            let from = text.char_indices().rev().take(SHOWN).last().map_or(0, |(at, _)| at);
            Span::new(edge.start() + from, edge.end())
        }
    }
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The headline of an article of these blocks, all its lines.
fn headline(document: &Document<'_>, article: Range<usize>) -> Option<String> {
    let blocks = document.blocks().get(article)?;
    let lines = blocks.iter().skip_while(|block| !block.is(Role::Headline));
    let lines: Vec<&str> =
        lines.take_while(|block| block.is(Role::Headline)).map(|block| document.slice(block.span)).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// The headline that stands right above a jump line, or between it and its text.
fn headline_at(document: &Document<'_>, mark: usize, edge: usize) -> Option<usize> {
    let is = |at: &usize| document.blocks().get(*at).is_some_and(|block| block.is(Role::Headline));
    mark.checked_sub(1).filter(is).or_else(|| (mark..edge).find(is))
}
