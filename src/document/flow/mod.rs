//! The one plan of the page: which blocks are pieces of one paragraph, and what stands out of order.
//! All FLW rules explain parts of it; none makes a plan of its own.

pub mod edges;
pub mod joint;
pub mod links;
pub mod loose;
pub mod page;
pub mod sections;
pub mod swaps;

use edges::End;
use links::Link;
pub use loose::{Edge, Loose};
use rustc_hash::FxHashSet;
pub use sections::Disorder;

use super::layout::opens_article;
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

/// A join is reported from this probability on. On 44 measured pages 133 of 138 joins are right that reach it; of those
/// of neighbours at 0.95 or more, which are safe, 55 of 55.
const LIKELY: f32 = 0.55;

/// Of links that bring halves together which stand apart, about so many are right: 20 of 21 on the same pages.
const LINKED: f32 = 0.95;

/// The other half is looked for among as many blocks: more captions and furniture do not stand in one place.
const WINDOW: usize = 12;

/// The odds, as a natural logarithm, that of two pieces that were both cut and stand one after the other the second
/// goes on with the first: the columns of a page are seldom out of order.
const NEIGHBOURS: f32 = 2.5;

/// What a heading between two pieces takes from the odds that they belong together.
const HEADING_BETWEEN: f32 = -2.5;

/// What a picture between two pieces adds to the odds of a cut.
const PICTURE_BETWEEN: f32 = 1.0;

/// What it takes from the odds of a cut that the block could be a heading.
const LIKE_HEADING: f32 = 3.0;

/// What it takes from the odds of a cut that what follows begins with a date, as many a paragraph does.
const DATED: f32 = 1.5;

/// The odds, as a natural logarithm, that what follows a piece that was cut is its other half, though it looks like a
/// paragraph of its own.
const THERE: f32 = 3.3;

/// Bits by which a word across a cut must beat a border there to be evidence alone.
const CLEAR: f32 = 5.0;

/// A block of as many characters is running text, whatever it holds.
const LONG: usize = 26;

pub fn plan(document: &Document) -> Flow {
    if !document.columns().is_empty() {
        return Flow::default();
    }
    let copies = copies(document);
    let candidates = candidates(document, &copies);
    let is_page = page::is_page(document);
    let text = candidates.iter().filter(|candidate| candidate.is_text);
    let evidence: Vec<f32> = text.map(|candidate| candidate.cut).collect();
    let prior = page::prior(&evidence, closed(document), is_page);
    let mut links = if is_page {
        links::find(document, &candidates, &|block| copies.contains(&block), prior)
    } else {
        Vec::new()
    };
    let mut joins = joins(document, &candidates, &links, prior);
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
    loose.retain(Loose::is_likely);
    for link in &links {
        let word = (link.gain > 0.0).then(|| cut_word(document, link.tail, link.head)).flatten();
        let displaced = Some(swaps::displaced(link, &links, &candidates));
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

/// The joins with the next block of text. Where columns were read out of order, it is not the tail's own.
fn joins(document: &Document, candidates: &[Candidate], links: &[Link], prior: f32) -> Vec<Join> {
    let mut joins = Vec::new();
    for candidate in candidates {
        let tail = candidate.tail;
        let is_free = |head: &usize| links.iter().all(|link| link.head != *head && link.tail != tail);
        let Some(head) = candidate.head.filter(is_free) else { continue };
        let probability = candidate.probability(prior);
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

/// A block that ends open, with what might go on with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub tail: usize,
    /// The next block of text.
    pub head: Option<usize>,
    /// The evidence that the end is a cut, as a natural logarithm of odds; that of the tail alone where nothing follows.
    pub cut: f32,
    /// The evidence of the tail alone.
    pub alone: f32,
    /// How likely the two belong together if both were cut, 0 to 1.
    pub matched: f32,
    /// Whether the block is running text; else it could be a heading.
    pub is_text: bool,
}

impl Candidate {
    /// How likely the two are halves of one paragraph, given the odds `prior` of a cut: rather than two paragraphs, or
    /// two of which only the first was cut.
    pub fn probability(&self, prior: f32) -> f32 {
        let (both, first) = (self.cut + prior, self.alone + prior - THERE);
        self.matched / (1.0 + (-both).exp() + (first - both).exp())
    }
}

/// What stands between a tail and the next block of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Nothing,
    Picture,
    Heading,
}

impl Between {
    /// What it adds to the evidence of a cut: a picture breaks off what runs around it.
    fn cut(self) -> f32 {
        if self == Self::Picture { PICTURE_BETWEEN } else { 0.0 }
    }

    /// What it adds to the odds that two cut pieces belong together: no column break puts a heading there.
    fn matched(self) -> f32 {
        if self == Self::Heading { HEADING_BETWEEN } else { 0.0 }
    }
}

/// Each block that ends open, and may go on with the next block of text.
pub fn candidates(document: &Document, copies: &FxHashSet<usize>) -> Vec<Candidate> {
    let blocks = document.blocks();
    let model = &*joint::MODEL;
    let mut candidates = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let tail = document.slice(block.span);
        // After a colon a list or a speech follows, in paragraphs of its own.
        let closed = matches!(edges::end(tail), End::Stop | End::Colon);
        let heading = matches!(block.role, Role::Headline | Role::Subhead);
        if closed || !(block.is(Role::Body) || heading) || copies.contains(&number) {
            continue;
        }
        let is_text = !heading && is_running_text(tail);
        let next = next_text(document, number).filter(|(next, _)| !copies.contains(next));
        // The first line of a column can look like a heading; it goes on right after.
        let next = next.filter(|(next, _)| is_text || *next == number + 1);
        if !is_text && next.is_none() {
            continue;
        }
        let head = next.and_then(|(next, _)| blocks.get(next)).map_or("", |block| document.slice(block.span));
        let features = model.features(tail, head);
        let alone = joint::weigh(&model.tail, &features);
        let (mut cut, matched) = match next {
            Some((_, between)) => {
                let odds = joint::weigh(&model.matched, &features) + NEIGHBOURS + between.matched();
                (joint::weigh(&model.cut, &features) + between.cut(), page::probability(odds))
            }
            None => (alone, 0.0),
        };
        let in_word = breaks_word(tail, head);
        if !is_text && !in_word {
            if heading {
                continue;
            }
            cut -= LIKE_HEADING;
        }
        if !in_word && edges::begins_with_date(head) {
            cut -= DATED;
        }
        candidates.push(Candidate {
            tail: number,
            head: next.map(|(next, _)| next),
            cut,
            alone,
            matched,
            is_text,
        });
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

/// The next block of text after a block, past captions, furniture and headings, and what of these stands between;
/// none where that opens an article.
fn next_text(document: &Document, number: usize) -> Option<(usize, Between)> {
    let blocks = document.blocks();
    let mut between = Between::Nothing;
    for (at, block) in blocks.iter().enumerate().skip(number + 1).take(WINDOW) {
        match block.role {
            Role::Body => {
                return (!opens_article(document.slice(block.span))).then_some((at, between));
            }
            Role::Headline | Role::Subhead | Role::Byline => between = Between::Heading,
            Role::Caption if between == Between::Nothing => between = Between::Picture,
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
