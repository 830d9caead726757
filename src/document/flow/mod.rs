//! The one plan of the page: which blocks are pieces of one paragraph, and what stands out of order.
//! All FLW rules explain parts of it; none makes a plan of its own.

pub mod articles;
mod assignment;
pub mod candidates;
pub mod edges;
pub mod headlines;
pub mod joint;
pub mod links;
pub mod loose;
pub mod moves;
pub mod page;
pub mod sections;
pub mod swaps;

use candidates::Candidate;
use edges::End;
pub use headlines::Late;
use links::Link;
pub use loose::{Edge, Loose};
pub use moves::{Displaced, Move};
use rustc_hash::{FxHashMap, FxHashSet};
pub use sections::Disorder;

use super::{Document, Role};
use crate::lang::lexicon;

/// What was found out about the order of a page's blocks.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// Paragraphs that were cut, in the order of their tails.
    pub joins: Vec<Join>,
    /// Cut edges that nothing joins, in the order of the file.
    pub loose: Vec<Loose>,
    /// Blocks that hold the number of a section alone, its heading in the next block.
    pub bare_numbers: Vec<usize>,
    /// Numbered sections that are out of order.
    pub disorders: Vec<Disorder>,
    /// Headlines that stand behind the beginning of their article.
    pub late: Vec<Late>,
}

/// Two blocks that are pieces of one paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    /// The number of the block that breaks off.
    pub tail: usize,
    /// The number of the block that goes on with it.
    pub head: usize,
    /// 0 to 1.
    pub probability: f32,
    /// What else was likeliest for either half: the numbers of a tail and a head, one of them the same.
    pub second: Option<(usize, usize)>,
    /// The word that the cut runs through, as (before, after).
    pub word: Option<(String, String)>,
    /// Where the head stands out of order, what would bring it to its tail.
    pub displaced: Option<Displaced>,
}

impl Join {
    /// Whether only blank lines are between the two.
    pub fn is_neighbour(&self) -> bool {
        self.tail + 1 == self.head
    }
}

/// Halves that stand apart, and that only the halves around them tell to be one, are right about as often: 20 of 21 on 44
/// measured pages.
const FOLLOWS: f32 = 0.9;

pub fn plan(document: &Document) -> Flow {
    let copies = copies(document);
    let candidates = candidates::candidates(document, &copies);
    let is_page = page::is_page(document);
    let text = candidates.iter().filter(|candidate| candidate.is_text);
    let evidence: Vec<f32> = text.map(|candidate| candidate.cut).collect();
    let prior = page::prior(&evidence, closed(document), is_page);
    let is_copy = |block: usize| copies.contains(&block);
    let pairs = links::pair(document, &candidates, &is_copy, prior, is_page);
    let next: FxHashMap<usize, usize> = candidates.iter().filter_map(|c| Some((c.tail, c.head?))).collect();
    let (nexts, mut links): (Vec<Link>, Vec<Link>) =
        pairs.into_iter().partition(|link| next.get(&link.tail) == Some(&link.head));
    let mut joins: Vec<Join> = nexts.iter().map(|link| join(document, link, None)).collect();
    let mut loose =
        if is_page { loose_edges(document, &candidates, &copies, &joins, &links, prior) } else { Vec::new() };
    add_links(document, &candidates, &joins, &mut links, prior);
    let is_free = |edge: &Loose, links: &[Link]| {
        links.iter().all(|link| edge.block != link.tail && edge.block != link.head)
    };
    loose.retain(|edge| is_free(edge, &links));
    if let Some(link) = swaps::left_over(document, &loose) {
        links.push(link);
        add_links(document, &candidates, &joins, &mut links, prior);
        loose.retain(|edge| is_free(edge, &links));
    }
    for link in &links {
        let displaced = moves::displaced(document, link, &links, &candidates, &loose);
        joins.push(join(document, link, Some(displaced)));
    }
    joins.sort_by_key(|join| join.tail);
    loose.retain(Loose::is_likely);
    let sections = sections::sections(document);
    let is_text = |block: usize| {
        document
            .blocks()
            .get(block)
            .is_some_and(|block| !matches!(block.role, Role::Headline | Role::Subhead))
    };
    let is_half =
        |block| joins.iter().any(|join| join.head == block || (join.tail == block && is_text(join.head)));
    let late = if is_page { headlines::late(document, &is_half) } else { Vec::new() };
    Flow {
        late,
        bare_numbers: sections::bare_numbers(document, &sections),
        disorders: sections::disorders(document, &sections),
        joins,
        loose,
    }
}

/// Adds the links that follow from those known.
fn add_links(
    document: &Document,
    candidates: &[Candidate],
    joins: &[Join],
    links: &mut Vec<Link>,
    prior: f32,
) {
    let is_tail = |block| joins.iter().any(|j| j.tail == block) || links.iter().any(|l| l.tail == block);
    let is_head = |block| joins.iter().any(|j| j.head == block) || links.iter().any(|l| l.head == block);
    let mut more = swaps::in_order(document, candidates, links, prior, &is_tail, &is_head);
    if more.is_empty() {
        more = swaps::complete(document, candidates, links, &is_tail, &is_head);
    }
    links.extend(more);
}

fn join(document: &Document, link: &Link, displaced: Option<Displaced>) -> Join {
    let &Link { tail, head, probability, second } = link;
    Join { tail, head, probability, second, word: cut_word(document, tail, head), displaced }
}

fn loose_edges(
    document: &Document,
    candidates: &[Candidate],
    copies: &FxHashSet<usize>,
    joins: &[Join],
    links: &[Link],
    prior: f32,
) -> Vec<Loose> {
    let pairs = || joins.iter().map(|j| (j.tail, j.head)).chain(links.iter().map(|l| (l.tail, l.head)));
    let tails: FxHashSet<usize> = pairs().map(|(tail, _)| tail).collect();
    let heads: FxHashSet<usize> = pairs().map(|(_, head)| head).collect();
    let text = candidates.iter().filter(|candidate| candidate.is_text);
    let open: Vec<(usize, f32)> = text.map(|candidate| (candidate.tail, candidate.alone)).collect();
    let passed = candidates.iter().filter(|c| links.iter().any(|link| link.tail == c.tail));
    let passed: Vec<usize> = passed.filter_map(|candidate| candidate.head).collect();
    let known = loose::Known {
        open: &open,
        is_tail: &|block| tails.contains(&block),
        is_head: &|block| heads.contains(&block),
        is_copy: &|block| copies.contains(&block),
        is_passed: &|block| passed.contains(&block),
        prior,
    };
    loose::find(document, &known)
}

/// The number of text blocks that end with their mark.
pub fn closed(document: &Document) -> usize {
    let body = document.blocks().iter().filter(|block| block.is(Role::Body));
    body.filter(|block| edges::end(document.slice(block.span)) == End::Stop).count()
}

/// The numbers of the blocks that say again what an earlier block said: the column that they belong to is the first's.
pub fn copies(document: &Document) -> FxHashSet<usize> {
    let mut seen = FxHashSet::default();
    seen.reserve(document.blocks().len());
    let blocks = document.blocks().iter().enumerate();
    blocks.filter(|(_, block)| !seen.insert(document.slice(block.span))).map(|(number, _)| number).collect()
}

/// The word that the cut runs through, where a word across it is likelier than a border.
fn cut_word(document: &Document, tail: usize, head: usize) -> Option<(String, String)> {
    let text = |number: usize| document.blocks().get(number).map_or("", |block| document.slice(block.span));
    let (tail, head) = (text(tail), text(head));
    lexicon::straddling_gain(tail, head).filter(|&gain| gain > 0.0)?;
    let word = lexicon::straddling(tail, head)?;
    let before = tail.get(tail.len().checked_sub(word.before)?..)?;
    Some((before.to_owned(), head.get(..word.after)?.to_owned()))
}
