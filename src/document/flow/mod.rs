//! The one plan of the page: which blocks are pieces of one paragraph, and what stands out of order.
//! All FLW rules explain parts of it; none makes a plan of its own.

pub mod articles;
pub mod assignment;
pub mod candidates;
pub mod edges;
pub mod headlines;
pub mod joint;
pub mod jumps;
pub mod links;
pub mod loose;
pub mod lost;
pub mod moves;
pub mod page;
pub mod sections;
pub mod series;
pub mod sides;
pub mod swaps;
pub mod topics;

use candidates::{Candidate, Next};
use edges::End;
pub use headlines::Late;
use links::{Link, Linked};
pub use loose::{Edge, Loose};
pub use moves::{Displaced, Move};
use rustc_hash::FxHashSet;
pub use sections::Disorder;
use sides::Sides;

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
    /// Numbered sections, and paragraphs that count in words, that are out of order.
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
    /// What may have stood between the two where a character seems to be lost, the likeliest first.
    pub lost: Vec<char>,
    /// Where the head stands out of order, what would bring it to its tail.
    pub displaced: Option<Displaced>,
}

impl Join {
    /// Whether only blank lines are between the two.
    pub fn is_neighbour(&self) -> bool {
        self.tail + 1 == self.head
    }
}

/// How sure halves are that only the halves around them tell to be one. Too few to be counted: 1 of 1 on 44 pages and 2
/// of 2 on the seeds are right.
const FOLLOWS: f32 = 0.9;

pub fn plan(document: &Document) -> Flow {
    // Blocks of mixed columns are no paragraphs: the columns are parted first.
    if !document.columns().is_empty() {
        return Flow::default();
    }
    let sides = Sides::new(document);
    // What stands twice is settled first: a copy would compete with the block that stays.
    let is_copy = |block: usize| document.repeats().copy(block).is_some();
    let candidates = candidates::candidates(document, &sides, &is_copy);
    let next = Next::new(&candidates);
    let is_page = page::is_page(document);
    let text = candidates.iter().filter(|candidate| candidate.is_text);
    let evidence: Vec<f32> = text.map(|candidate| candidate.cut).collect();
    let prior = page::prior(&evidence, closed(document), is_page);
    let pairs = links::pair(&sides, document, &candidates, &next, &is_copy, prior, is_page);
    let mut joins = Vec::new();
    let mut linked = Linked::default();
    for link in pairs {
        if next.after(link.tail) == Some(link.head) {
            linked.join(link.tail, link.head);
            joins.push(join(document, &link, None));
        } else {
            linked.add(link);
        }
    }
    let mut loose = Vec::new();
    if is_page {
        let known =
            loose::Known { candidates: &candidates, linked: &linked, next: &next, is_copy: &is_copy, prior };
        loose = loose::find(&sides, document, &known);
        follow(&sides, document, &candidates, &next, &mut linked, prior);
        loose.retain(|edge| !linked.is_tail(edge.block) && !linked.is_head(edge.block));
        if let Some(link) = swaps::left_over(&sides, &loose) {
            linked.add(link);
            follow(&sides, document, &candidates, &next, &mut linked, prior);
            loose.retain(|edge| !linked.is_tail(edge.block) && !linked.is_head(edge.block));
        }
        let moves = moves::Moves::new(document, &linked.links, &next, &loose);
        joins.extend(linked.links.iter().map(|link| join(document, link, Some(moves.displaced(link)))));
        joins.sort_by_key(|join| join.tail);
        loose.retain(Loose::is_likely);
    }
    let sections = sections::sections(document);
    Flow {
        late: if is_page { headlines::late(&sides, document, &halves(document, &joins)) } else { Vec::new() },
        bare_numbers: sections::bare_numbers(document, &sections),
        disorders: [sections::disorders(document, &sections), series::disorders(document)].concat(),
        joins,
        loose,
    }
}

/// Adds the links that follow from those known.
fn follow(
    sides: &Sides<'_>,
    document: &Document,
    candidates: &[Candidate],
    next: &Next,
    linked: &mut Linked,
    prior: f32,
) {
    let mut more = swaps::in_order(sides, document, candidates, linked, prior);
    if more.is_empty() {
        more = swaps::complete(sides, document, candidates, next, linked);
    }
    more.into_iter().for_each(|link| linked.add(link));
}

/// The blocks that are halves of paragraphs: two lines of a headline are none.
fn halves(document: &Document, joins: &[Join]) -> FxHashSet<usize> {
    let is_heading = |block: usize| document.blocks().get(block).is_some_and(|block| block.role.is_heading());
    let tails = joins.iter().filter(|join| !is_heading(join.head)).map(|join| join.tail);
    tails.chain(joins.iter().map(|join| join.head)).collect()
}

fn join(document: &Document, link: &Link, displaced: Option<Displaced>) -> Join {
    let &Link { tail, head, probability, second } = link;
    let text = |number: usize| document.blocks().get(number).map_or("", |block| document.slice(block.span));
    let lost = lost::candidates(document.model(), text(tail), text(head));
    Join { tail, head, probability, second, word: cut_word(document, tail, head), lost, displaced }
}

/// The number of text blocks that end with their mark.
pub fn closed(document: &Document) -> usize {
    let body = document.blocks().iter().filter(|block| block.is(Role::Body));
    body.filter(|block| edges::end(document.slice(block.span)) == End::Stop).count()
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
