//! The one plan of the page: which blocks are pieces of one paragraph, and what stands out of order.
//! All FLW rules explain parts of it; none makes a plan of its own.

pub mod edges;
pub mod joint;
pub mod links;
pub mod loose;
pub mod page;
pub mod sections;

use edges::End;
use links::Link;
pub use loose::{Edge, Loose};
use rustc_hash::FxHashSet;
pub use sections::Disorder;

use super::{Block, Document, Role};
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
    /// The word that the cut runs through, as (before, after).
    pub word: Option<(String, String)>,
    /// Where the head stands out of order, what would bring it to its tail.
    pub displaced: Option<Displaced>,
}

/// How a half that stands out of order comes to its other half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Displaced {
    /// The blocks from the head to this one move up or down behind the tail.
    Until(usize),
    /// Another displaced half, when it moves, brings these together.
    BySwap,
}

impl Join {
    /// Whether only blank lines are between the two.
    pub fn is_neighbour(&self) -> bool {
        self.tail + 1 == self.head
    }
}

/// A join is reported from this probability on. On 44 measured pages 116 of 126 joins at 0.65 or more
/// are right; of those of neighbours at 0.95 or more, which are safe, 55 of 56.
const LIKELY: f32 = 0.65;

/// Of links that bring halves together which stand apart, so many are right.
const LINKED: f32 = 0.95;

/// The other half is looked for among as many blocks: more captions and furniture do not stand in one place.
const WINDOW: usize = 12;

/// The odds, as a natural logarithm, that of two pieces that were both cut and stand one after the other the second
/// goes on with the first: the columns of a page are seldom out of order.
const NEIGHBOURS: f32 = 2.2;

/// What it costs a join, in logarithms of odds, that a heading stands between, for no column break puts it there.
const HEADING_BETWEEN: f32 = -2.0;

/// Bits by which a word across a cut must beat a border there to be evidence alone.
const CLEAR: f32 = 5.0;

/// A block of as many characters is running text, whatever it holds.
const LONG: usize = 26;

pub fn plan(document: &Document) -> Flow {
    let copies = copies(document);
    let candidates = candidates(document, &copies);
    let is_page = page::is_page(document);
    let evidence: Vec<f32> = candidates.iter().map(|candidate| candidate.cut).collect();
    let prior = page::prior(&evidence, closed(document), is_page);
    let mut links = if is_page {
        links::find(document, &candidates, &|block| copies.contains(&block), prior)
    } else {
        Vec::new()
    };
    let mut joins = joins(document, &candidates, &links, prior);
    let mut loose =
        if is_page { loose_edges(document, &candidates, &copies, &joins, &links, prior) } else { Vec::new() };
    let is_tail =
        |tail| joins.iter().any(|join| join.tail == tail) || links.iter().any(|link| link.tail == tail);
    let mut more = links::swapped(document, &candidates, &links, &loose, &is_tail);
    let is_free = |edge: &Loose, more: &[Link]| {
        more.iter().all(|link| edge.block != link.tail && edge.block != link.head)
    };
    loose.retain(|edge| is_free(edge, &more));
    more.extend(links::left_over(document, &loose));
    loose.retain(|edge| is_free(edge, &more));
    links.extend(more);
    loose.retain(Loose::is_likely);
    for link in &links {
        let word = cut_word(document, link.tail, link.head);
        let displaced = Some(links::displaced(link, &links, &candidates));
        joins.push(Join { tail: link.tail, head: link.head, probability: LINKED, word, displaced });
    }
    joins.sort_by_key(|join| join.tail);
    let sections = sections::sections(document);
    Flow {
        bare_numbers: sections::bare_numbers(document, &sections),
        disorders: sections::disorders(document, &sections),
        joins,
        loose,
    }
}

/// The joins with the next block of text. Where columns were read out of order, it is not the tail's own.
fn joins(document: &Document, candidates: &[Candidate], links: &[Link], prior: f32) -> Vec<Join> {
    let mut joins = Vec::new();
    for candidate in candidates {
        let tail = candidate.tail;
        let is_free = |head: &usize| links.iter().all(|link| link.head != *head && link.tail != tail);
        let Some(head) = candidate.head.filter(is_free) else { continue };
        let probability = candidate.matched * page::probability(candidate.cut + prior);
        if probability >= LIKELY {
            let word = cut_word(document, tail, head);
            joins.push(Join { tail, head, probability, word, displaced: None });
        }
    }
    joins
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
    let open: Vec<usize> = candidates.iter().map(|candidate| candidate.tail).collect();
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

/// A block that ends open, with what might go on with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub tail: usize,
    /// The next block of text.
    pub head: Option<usize>,
    /// The evidence that the end is a cut, as a natural logarithm of odds; that of the tail alone where nothing follows.
    pub cut: f32,
    /// How likely the two belong together if both were cut, 0 to 1.
    pub matched: f32,
}

/// Each block that ends open.
pub fn candidates(document: &Document, copies: &FxHashSet<usize>) -> Vec<Candidate> {
    let blocks = document.blocks();
    let model = &*joint::MODEL;
    let mut candidates = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let tail = document.slice(block.span);
        // After a colon a list or a speech follows, in paragraphs of its own.
        let closed = matches!(edges::end(tail), End::Stop | End::Colon);
        let heading = matches!(block.role, Role::Headline | Role::Subhead);
        if closed || !(block.is(Role::Body) && is_running_text(tail) || heading) || copies.contains(&number) {
            continue;
        }
        let next = next_text(blocks, number).filter(|(next, _)| !copies.contains(next));
        let head = next.and_then(|(next, _)| blocks.get(next)).map_or("", |block| document.slice(block.span));
        // The first line of a column can look like a heading, and only a word that it breaks off in tells.
        if heading && (next.is_none_or(|(next, _)| next > number + 1) || !breaks_word(tail, head)) {
            continue;
        }
        let features = model.features(tail, head);
        let (cut, matched) = match next {
            Some((_, cost)) => {
                let odds = joint::weigh(&model.matched, &features) + NEIGHBOURS + cost;
                (joint::weigh(&model.cut, &features), page::probability(odds))
            }
            None => (joint::weigh(&model.tail, &features), 0.0),
        };
        candidates.push(Candidate { tail: number, head: next.map(|(next, _)| next), cut, matched });
    }
    candidates
}

/// Whether a word across the cut is far likelier than a border there.
fn breaks_word(tail: &str, head: &str) -> bool {
    lexicon::straddling_gain(tail, head).is_some_and(|gain| gain >= CLEAR)
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

/// The next block of text after a block, past captions, furniture and headings, and what these cost a join.
fn next_text(blocks: &[Block], number: usize) -> Option<(usize, f32)> {
    let mut cost = 0.0_f32;
    for (at, block) in blocks.iter().enumerate().skip(number + 1).take(WINDOW) {
        match block.role {
            Role::Body => return Some((at, cost)),
            Role::Headline | Role::Subhead | Role::Byline => cost = HEADING_BETWEEN,
            _ => {}
        }
    }
    None
}

/// Whether the block is text that can break off: headings are what an open end is confused with.
fn is_running_text(tail: &str) -> bool {
    edges::has_inner_mark(tail)
        || matches!(edges::end(tail), End::Comma | End::Enumeration)
        || tail.chars().nth(LONG).is_some()
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
