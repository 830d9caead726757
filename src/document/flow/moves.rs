//! What has to move so that displaced halves, sections and headlines stand where they were printed.

use std::ops::RangeInclusive;

use rustc_hash::FxHashSet;

use super::candidates::Candidate;
use super::links::Link;
use super::{Disorder, Loose, articles};
use crate::document::{Document, Role};
use crate::lang::chars::is_han;

/// Blocks that move together, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub run: RangeInclusive<usize>,
    /// The block before which they go.
    pub before: usize,
}

/// How a half that stands out of order comes to its other half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Displaced {
    /// The blocks from the head to this one move behind the tail.
    Head { last: usize },
    /// The blocks from this one to the tail move before the head: it opens a column, and what led to it stands below.
    Tail { first: usize },
    /// Another displaced half, when it moves, brings these together.
    BySwap,
}

/// No more blocks than these come with a displaced head.
const FOLLOWERS: usize = 8;

/// What brings the head of a link to its tail.
///
/// Where two columns were swapped, two links show it: A breaks off and goes on at the head of C, past B; and C breaks off
/// and goes on at the head of B, or B goes on behind C. Then all of C moves. Where the head stands right under a heading
/// that was read with the wrong column, what led to it moves there: its run begins behind the last open end before it.
/// Else the head moves, and with it what follows and speaks of the same.
pub fn displaced(
    document: &Document,
    link: &Link,
    links: &[Link],
    candidates: &[Candidate],
    loose: &[Loose],
) -> Displaced {
    let next = |tail: usize| candidates.iter().find(|c| c.tail == tail).and_then(|c| c.head);
    let swaps = |upper: &Link, lower: &Link| {
        upper.head > upper.tail && lower.tail >= upper.head && next(upper.tail) == Some(lower.head)
    };
    if links.iter().any(|upper| swaps(upper, link)) {
        return Displaced::BySwap;
    }
    if let Some(lower) = links.iter().find(|lower| swaps(link, lower)) {
        return Displaced::Head { last: lower.tail };
    }
    let behind = links.iter().find(|other| next(other.tail) == Some(link.head) && other.head > link.head);
    if let Some(other) = behind.filter(|_| link.head > link.tail) {
        return Displaced::Head { last: other.head.saturating_sub(1) };
    }
    if link.head < link.tail
        && is_under_heading(document, link.head)
        && let Some(first) = run_start(document, link, links, loose)
    {
        return Displaced::Tail { first };
    }
    Displaced::Head { last: link.head + followers(document, link, links) }
}

fn is_under_heading(document: &Document, block: usize) -> bool {
    let above = block.checked_sub(1).and_then(|above| document.blocks().get(above));
    above.is_some_and(|above| matches!(above.role, Role::Subhead | Role::Headline))
}

/// The first block of the run that ends with the tail of a link and stands below its head: what follows the last block
/// between the two that breaks off.
fn run_start(document: &Document, link: &Link, links: &[Link], loose: &[Loose]) -> Option<usize> {
    let open = loose.iter().filter(|edge| edge.edge == super::Edge::Tail).map(|edge| edge.block);
    let cut = links.iter().map(|link| link.tail).chain(open);
    let last = cut.filter(|end| (link.head..link.tail).contains(end)).max()?;
    let blocks = document.blocks().iter().enumerate().take(link.tail + 1).skip(last + 1);
    let mut of_run = blocks.filter(|(_, block)| !block.role.is_furniture() && !block.is(Role::Caption));
    of_run.next().filter(|(_, block)| block.is(Role::Body)).map(|(first, _)| first)
}

/// How many blocks behind the head came with it: all up to the end of an article that is not the tail's own, where each
/// shares more words with what stands before the tail than with what stands before the head.
fn followers(document: &Document, link: &Link, links: &[Link]) -> usize {
    let blocks = document.blocks();
    let article = articles::articles(document).into_iter().find(|run| run.contains(&link.head));
    let Some(article) = article.filter(|run| !run.contains(&link.tail)) else { return 0 };
    let last = (link.head..article.end).rfind(|&at| blocks.get(at).is_some_and(|block| block.is(Role::Body)));
    let count = last.map_or(0, |last| last - link.head);
    let is_cut = |at: usize| links.iter().any(|link| link.tail == at || link.head == at);
    let (here, there) = (words_before(document, link.head), words_before(document, link.tail + 1));
    let came = |at: usize| {
        let Some(block) = blocks.get(at).filter(|block| block.is(Role::Body) && !is_cut(at)) else {
            return false;
        };
        let own = pairs(document.slice(block.span));
        let shared = |words: &FxHashSet<[char; 2]>| own.intersection(words).count();
        shared(&there) > shared(&here)
    };
    if count <= FOLLOWERS && (link.head + 1..=link.head + count).all(came) { count } else { 0 }
}

/// The pairs of Han of the two blocks of body text before a block.
fn words_before(document: &Document, block: usize) -> FxHashSet<[char; 2]> {
    let blocks = document.blocks().iter().take(block).rev().take(FOLLOWERS);
    let bodies = blocks.filter(|block| block.is(Role::Body)).take(2);
    bodies.flat_map(|block| pairs(document.slice(block.span))).collect()
}

/// The pairs of neighbouring Han of a text.
pub fn pairs(text: &str) -> FxHashSet<[char; 2]> {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(a, b)| is_han(*a) && is_han(*b)).map(|(a, b)| [a, b]).collect()
}

/// What brings sections into the order of their numbers.
pub fn reordered(document: &Document, disorder: &Disorder) -> Option<Move> {
    let articles = articles::articles(document);
    let article_of = |block: usize| articles.iter().find(|run| run.contains(&block));
    let first_before = disorder.before.first()?.block;
    match disorder.headline {
        // The headline with what leads up to the next section goes before the sections that stand above it.
        Some(headline) => {
            let start = article_of(headline)?.start.max(first_before + 1);
            let last = last_of_text(document, disorder.first.first()?.block)?;
            (start..=last).contains(&headline).then_some(Move { run: start..=last, before: first_before })
        }
        // The sections, with the headline of their article, go before those that should follow.
        None => {
            let first = disorder.first.first()?.block;
            let own = article_of(first)?;
            let start = if own.contains(&first_before) { first } else { own.start };
            let end = article_of(disorder.first.last()?.block)?.end;
            let last = last_of_text(document, end)?;
            (first_before < start && start <= last)
                .then_some(Move { run: start..=last, before: first_before })
        }
    }
}

/// The last block of text before a block.
fn last_of_text(document: &Document, end: usize) -> Option<usize> {
    let is_text = |role| matches!(role, Role::Body | Role::Subhead | Role::Byline | Role::Headline);
    document.blocks().iter().take(end).rposition(|block| is_text(block.role))
}
