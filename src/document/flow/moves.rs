//! What has to move so that displaced halves, sections and headlines stand where they were printed.

use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::Next;
use super::links::Link;
use super::sections::Style;
use super::{Disorder, Loose};
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

/// What is known of a page when displaced halves are to move.
pub struct Moves<'f, 'd> {
    document: &'d Document<'d>,
    next: &'f Next,
    by_tail: FxHashMap<usize, &'f Link>,
    by_head: FxHashMap<usize, &'f Link>,
    /// The blocks that break off and do not go on with the next one, in order.
    cuts: Vec<usize>,
}

impl<'f, 'd> Moves<'f, 'd> {
    pub fn new(document: &'d Document<'d>, links: &'f [Link], next: &'f Next, loose: &[Loose]) -> Self {
        let open = loose.iter().filter(|edge| edge.edge == super::Edge::Tail).map(|edge| edge.block);
        let mut cuts: Vec<usize> = links.iter().map(|link| link.tail).chain(open).collect();
        cuts.sort_unstable();
        Self {
            document,
            next,
            by_tail: links.iter().map(|link| (link.tail, link)).collect(),
            by_head: links.iter().map(|link| (link.head, link)).collect(),
            cuts,
        }
    }

    /// What brings the head of a link to its tail.
    ///
    /// Where two columns were swapped, two links show it: A breaks off and goes on at the head of C, past B; and C breaks
    /// off and goes on at the head of B, or B goes on behind C. Then all of C moves. Where the head stands right under a
    /// heading that was read with the wrong column, what led to it moves there: its run begins behind the last open end
    /// before it. Else the head moves, and with it what follows and speaks of the same.
    pub fn displaced(&self, link: &Link) -> Displaced {
        let passing = || self.next.before(link.head).iter().filter_map(|tail| self.by_tail.get(tail));
        let swaps = |upper: &Link, lower: &Link| upper.head > upper.tail && lower.tail >= upper.head;
        if passing().any(|upper| swaps(upper, link)) {
            return Displaced::BySwap;
        }
        let passed = self.next.after(link.tail).and_then(|next| self.by_head.get(&next));
        if let Some(lower) = passed.filter(|lower| swaps(link, lower)) {
            return Displaced::Head { last: lower.tail };
        }
        if let Some(other) = passing().find(|other| other.head > link.head && link.head > link.tail) {
            return Displaced::Head { last: other.head.saturating_sub(1) };
        }
        if link.head < link.tail
            && self.is_under_heading(link.head)
            && let Some(first) = self.run_start(link)
        {
            return Displaced::Tail { first };
        }
        Displaced::Head { last: link.head + self.followers(link) }
    }

    fn is_under_heading(&self, block: usize) -> bool {
        let above = block.checked_sub(1).and_then(|above| self.document.blocks().get(above));
        above.is_some_and(|above| above.role.is_heading())
    }

    /// The first block of the run that ends with the tail of a link and stands below its head: what follows the last
    /// block between the two that breaks off.
    fn run_start(&self, link: &Link) -> Option<usize> {
        let before = self.cuts.partition_point(|cut| *cut < link.tail).checked_sub(1)?;
        let last = self.cuts.get(before).copied().filter(|cut| *cut >= link.head)?;
        let blocks = self.document.blocks().iter().enumerate().take(link.tail + 1).skip(last + 1);
        let mut of_run = blocks.filter(|(_, block)| !block.role.is_furniture() && !block.is(Role::Caption));
        of_run.next().filter(|(_, block)| block.is(Role::Body)).map(|(first, _)| first)
    }

    /// How many blocks behind the head came with it: all up to the end of an article that is not the tail's own, where
    /// each shares more words with what stands before the tail than with what stands before the head.
    fn followers(&self, link: &Link) -> usize {
        let blocks = self.document.blocks();
        let article = self.document.article_of(link.head).filter(|run| !run.contains(&link.tail));
        let Some(article) = article else { return 0 };
        let is_body = |at: &usize| blocks.get(*at).is_some_and(|block| block.is(Role::Body));
        let last = (link.head..article.end).rfind(is_body);
        let count = last.map_or(0, |last| last - link.head);
        if count == 0 || count > FOLLOWERS {
            return 0;
        }
        let is_cut = |at: usize| self.by_tail.contains_key(&at) || self.by_head.contains_key(&at);
        let (here, there) =
            (words_before(self.document, link.head), words_before(self.document, link.tail + 1));
        let came = |at: usize| {
            let Some(block) = blocks.get(at).filter(|block| block.is(Role::Body) && !is_cut(at)) else {
                return false;
            };
            let own = pairs(self.document.slice(block.span));
            let shared = |words: &FxHashSet<[char; 2]>| own.intersection(words).count();
            shared(&there) > shared(&here)
        };
        if (link.head + 1..=link.head + count).all(came) { count } else { 0 }
    }
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
    let first_before = disorder.before.first()?.block;
    // What follows a paragraph that counts is no part of it.
    if let ([start, ..], [.., last]) = (disorder.first.as_slice(), disorder.first.as_slice())
        && start.style == Style::Words
    {
        return Some(Move { run: start.block..=last.block, before: first_before });
    }
    match disorder.headline {
        // The headline with what leads up to the next section goes before the sections that stand above it.
        Some(headline) => {
            let start = document.article_of(headline)?.start.max(first_before + 1);
            let last = last_of_text(document, disorder.first.first()?.block)?;
            (start..=last).contains(&headline).then_some(Move { run: start..=last, before: first_before })
        }
        // The sections, with the headline of their article, go before those that should follow.
        None => {
            let first = disorder.first.first()?.block;
            let own = document.article_of(first)?;
            let start = if own.contains(&first_before) { first } else { own.start };
            let end = document.article_of(disorder.first.last()?.block)?.end;
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
