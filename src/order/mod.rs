//! The reading order of a page, for people who assemble articles: what a repair by the rules of flow makes of the text,
//! told in lines of the file as it was read.
//!
//! There is one plan of a page: it is applied here as `fix --unsafe` applies it, and read off the result.

use std::ops::Range;

use serde::Serialize;

use crate::config::{Selection, Settings};
use crate::diagnostic::Safety;
use crate::document::flow::{Edge, Join, jumps};
use crate::document::{Document, Role};
use crate::fix::{FixError, Origins, repair};
use crate::rules::RuleSet;
use crate::source::{Source, Span};

/// The order in which a page was printed. All lines count from 1, in the file as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Order {
    pub articles: Vec<Article>,
    /// Lines that belong to the page and to no article.
    pub furniture: Vec<u32>,
    /// Lines that say again what another line says, each with the line that stays.
    pub duplicates: Vec<[u32; 2]>,
    /// Lines that break off, and whose other half is not in the file.
    pub missing: Vec<u32>,
    /// Joins at which a character seems to be lost.
    pub lost: Vec<Lost>,
}

/// A join at which a character seems to be lost: it is named and not written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// The line that breaks off, and the one that goes on with it.
    pub between: [u32; 2],
    /// What may have stood there, the likeliest first.
    pub candidates: Vec<char>,
}

/// An article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Article {
    pub headline: Vec<u32>,
    pub byline: Vec<u32>,
    /// Each paragraph and each heading inside the article: its lines in the order in which they join.
    pub body: Vec<Vec<u32>>,
    pub captions: Vec<u32>,
}

/// Finds the reading order. `settings` are those of the file, and tell its accepted words.
///
/// # Errors
/// [`FixError`] where the plan does not settle.
pub fn find(rules: &RuleSet, source: &Source, settings: &Settings) -> Result<Order, FixError> {
    let by_flow = Selection { select: vec!["FLW".to_owned()], ..Selection::default() };
    let mut by_flow = Settings::new(rules, &by_flow);
    by_flow.words = settings.words.clone();
    by_flow.model = settings.model;
    let repaired = repair(rules, source, &by_flow, Safety::Unsafe)?;
    let document = Document::with_model(&repaired.source, settings.model);
    let read = Document::with_model(source, settings.model);
    let lines = Lines { origins: &repaired.origins, read: &read };
    let mut order = Order::default();
    for run in document.articles().iter().cloned() {
        let article = article(&document, run, &lines, &mut order);
        if article != Article::default() {
            order.articles.push(article);
        }
    }
    let loose =
        document.flow().loose.iter().filter(|loose| loose.edge == Edge::Tail).map(|loose| loose.block);
    let on_other_pages = (0..document.blocks().len()).filter(|&block| jumps::breaks_off(&document, block));
    for block in loose.chain(on_other_pages) {
        let span = document.blocks().get(block).map_or(Span::default(), |block| block.span);
        order.missing.extend(lines.of(span).last());
    }
    order.missing.sort_unstable();
    order.lost = read.flow().joins.iter().filter_map(|join| lost(&read, join)).collect();
    order.furniture.sort_unstable();
    Ok(order)
}

/// The article that a run of blocks is; what of it belongs to none goes to the order.
fn article(document: &Document, run: Range<usize>, lines: &Lines<'_>, order: &mut Order) -> Article {
    let mut article = Article::default();
    for (number, block) in document.blocks().iter().enumerate().take(run.end).skip(run.start) {
        let of_block = lines.of(block.span);
        if let Some(copied) = document.repeats().copy(number) {
            let kept = document.blocks().get(copied.kept).map_or(Vec::new(), |kept| lines.of(kept.span));
            order.duplicates.extend(of_block.iter().zip(kept).map(|(&copy, kept)| [copy, kept]));
            continue;
        }
        match block.role {
            Role::Headline => article.headline.extend(of_block),
            Role::Byline => article.byline.extend(of_block),
            Role::Caption => article.captions.extend(of_block),
            Role::Body | Role::Subhead => article.body.push(of_block),
            _ => order.furniture.extend(of_block),
        }
    }
    article
}

/// Where a character seems to be lost at a join.
fn lost(read: &Document, join: &Join) -> Option<Lost> {
    let (tail, head) = (read.blocks().get(join.tail)?, read.blocks().get(join.head)?);
    let between = [read.position(tail.span.end()).line, read.position(head.span.start()).line];
    (!join.lost.is_empty()).then(|| Lost { between, candidates: join.lost.clone() })
}

/// Where text of the repaired page stood.
struct Lines<'o> {
    origins: &'o Origins,
    /// The file as it was read.
    read: &'o Document<'o>,
}

impl Lines<'_> {
    /// The lines that a span of the repaired text was made of, in its order.
    fn of(&self, span: Span) -> Vec<u32> {
        let mut lines: Vec<u32> = Vec::new();
        for piece in self.origins.of_span(span) {
            let text = self.read.slice(piece);
            let lead = text.len() - text.trim_start().len();
            if text.trim().is_empty() {
                continue;
            }
            let first = self.read.position(piece.start() + lead).line;
            let last = self.read.position(piece.start() + text.trim_end().len()).line;
            for line in first..=last {
                let is_text = self.read.lines().get(line as usize - 1).is_some_and(|line| !line.is_blank());
                if is_text && lines.last() != Some(&line) {
                    lines.push(line);
                }
            }
        }
        lines
    }
}
