//! A source and what is known of it: layers that are computed when first asked for, each from those below it.
//!
//! lines → columns that are mixed ([`columns`]) → blocks with roles ([`layout`]) → what stands twice ([`repeats`]) → the plan of the page ([`flow`]). Rules ask for layers and never guess again.

mod block;
pub mod columns;
pub mod evidence;
pub mod flow;
mod jumps;
pub mod layout;
mod lines;
mod markdown;
pub mod repeats;
mod script;
pub mod suspects;
mod unusual;

use std::cell::OnceCell;
use std::ops::Range;

pub use block::{Block, Role};
pub use columns::Columns;
pub use flow::Flow;
pub use jumps::JumpLine;
pub use lines::Line;
pub use repeats::Repeats;
pub use script::Script;
pub use suspects::Suspect;
pub use unusual::Unusual;

use crate::lang::contradictions::{self, Contradiction};
use crate::lang::model::Model;
use crate::lang::mojibake::{self, Damage};
use crate::lang::quantities::{self, Quantities};
use crate::source::{LineIndex, Position, Source, Span};

/// One document while it is checked. Not shared between threads: one file is one task.
pub struct Document<'s> {
    source: &'s Source,
    model: &'static Model<'static>,
    index: OnceCell<LineIndex>,
    lines: OnceCell<Vec<Line>>,
    columns: OnceCell<Columns>,
    blocks: OnceCell<Vec<Block>>,
    repeats: OnceCell<Repeats>,
    articles: OnceCell<Vec<Range<usize>>>,
    jumps: OnceCell<Vec<JumpLine>>,
    flow: OnceCell<Flow>,
    script: OnceCell<Script>,
    suspects: OnceCell<Vec<Suspect>>,
    unusual: OnceCell<Vec<Unusual>>,
    mask: OnceCell<Vec<Span>>,
    mojibake: OnceCell<Vec<Damage>>,
    quantities: OnceCell<Quantities>,
    contradictions: OnceCell<Vec<Contradiction>>,
}

impl<'s> Document<'s> {
    /// A document that is read with the model that the binary carries.
    pub fn new(source: &'s Source) -> Self {
        Self::with_model(source, Model::embedded())
    }

    /// A document that is read with another language model.
    pub fn with_model(source: &'s Source, model: &'static Model<'static>) -> Self {
        Self {
            source,
            model,
            index: OnceCell::new(),
            lines: OnceCell::new(),
            columns: OnceCell::new(),
            blocks: OnceCell::new(),
            repeats: OnceCell::new(),
            articles: OnceCell::new(),
            jumps: OnceCell::new(),
            flow: OnceCell::new(),
            script: OnceCell::new(),
            suspects: OnceCell::new(),
            unusual: OnceCell::new(),
            mask: OnceCell::new(),
            mojibake: OnceCell::new(),
            quantities: OnceCell::new(),
            contradictions: OnceCell::new(),
        }
    }

    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// The language model that all layers ask.
    pub fn model(&self) -> &'static Model<'static> {
        self.model
    }

    pub fn text(&self) -> &'s str {
        &self.source.text
    }

    /// The text of a span; empty where the span does not lie on character borders of the text.
    #[inline]
    pub fn slice(&self, span: Span) -> &'s str {
        self.text().get(span.range()).unwrap_or("")
    }

    pub fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(self.text()))
    }

    /// Line and column in Unicode code points, from 1.
    pub fn position(&self, byte: usize) -> Position {
        self.index().position(self.text(), byte)
    }

    /// All lines, blank ones too.
    pub fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| lines::lines(self.text()))
    }

    /// The line that holds a byte.
    pub fn line_at(&self, byte: usize) -> Option<&Line> {
        self.lines().get(self.index().line_of(byte))
    }

    /// The columns that stand side by side in the lines.
    pub fn columns(&self) -> &Columns {
        self.columns.get_or_init(|| columns::find(self))
    }

    /// The paragraph-like runs of lines, each with its role, in the order of the file.
    pub fn blocks(&self) -> &[Block] {
        self.blocks.get_or_init(|| layout::blocks(self))
    }

    /// The block that holds a byte; none for a byte between blocks.
    pub fn block_at(&self, byte: usize) -> Option<&Block> {
        let blocks = self.blocks();
        let after = blocks.partition_point(|block| block.span.start() <= byte);
        blocks.get(after.checked_sub(1)?).filter(|block| byte <= block.span.end())
    }

    /// What stands in the text twice.
    pub fn repeats(&self) -> &Repeats {
        self.repeats.get_or_init(|| repeats::find(self))
    }

    /// The runs of blocks that are one article each, in the order of the file.
    pub fn articles(&self) -> &[Range<usize>] {
        self.articles.get_or_init(|| flow::articles::articles(self))
    }

    /// The article that a block is part of.
    pub fn article_of(&self, block: usize) -> Option<&Range<usize>> {
        let articles = self.articles();
        articles.get(articles.partition_point(|run| run.end <= block))
    }

    /// The lines that say on which page an article goes on or began, in the order of the file.
    pub fn jumps(&self) -> &[JumpLine] {
        self.jumps.get_or_init(|| jumps::find(self))
    }

    /// The plan of the page.
    pub fn flow(&self) -> &Flow {
        self.flow.get_or_init(|| flow::plan(self))
    }

    /// What is no text, in order: the markup of a Markdown file. Findings that touch it are dropped.
    pub fn mask(&self) -> &[Span] {
        self.mask.get_or_init(|| {
            let markdown = markdown::is_markdown(&self.source.path);
            if markdown { markdown::mask(self.text()) } else { Vec::new() }
        })
    }

    /// The script the text is written in.
    pub fn script(&self) -> Script {
        *self.script.get_or_init(|| script::of(self.text()))
    }

    /// The characters that are probably misread, in the order of the text.
    pub fn suspects(&self) -> &[Suspect] {
        self.suspects.get_or_init(|| suspects::find(self))
    }

    /// The characters that an ordinary newspaper does not use, in the order of the text.
    pub fn unusual(&self) -> &[Unusual] {
        self.unusual.get_or_init(|| unusual::unusual(self.text()))
    }

    /// Text whose bytes were read in the wrong encoding, in the order of the text.
    pub fn mojibake(&self) -> &[Damage] {
        self.mojibake.get_or_init(|| mojibake::find(self.text(), self.unusual()))
    }

    /// The figures of the text with their units.
    pub fn quantities(&self) -> &Quantities {
        self.quantities.get_or_init(|| quantities::read(self.text()))
    }

    /// The figures that cannot be right.
    pub fn contradictions(&self) -> &[Contradiction] {
        self.contradictions.get_or_init(|| contradictions::find(self.text(), self.quantities()))
    }

    /// Whether the byte lies within mojibake, which speaks for all characters in it.
    pub fn in_mojibake(&self, at: usize) -> bool {
        self.mojibake().iter().any(|damage| damage.span.contains(at))
    }
}
