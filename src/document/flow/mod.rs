//! The one plan of the page: which blocks are pieces of one paragraph, and what stands out of order.
//! All FLW rules explain parts of it; none makes a plan of its own.

pub mod edges;
pub mod joint;
pub mod page;

use edges::End;
use rustc_hash::FxHashSet;

use super::{Block, Document, Role};
use crate::lang::lexicon;

/// What was found out about the order of a page's blocks.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// Paragraphs that were cut, in the order of their tails.
    pub joins: Vec<Join>,
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
}

impl Join {
    /// Whether only blank lines are between the two.
    pub fn is_neighbour(&self) -> bool {
        self.tail + 1 == self.head
    }
}

/// A join is reported from this probability on. The probabilities are cautious: on measured pages 93 of 100 joins at
/// 0.65 or more are right, and all of 77 at 0.95 or more.
const LIKELY: f32 = 0.65;

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
    let candidates = candidates(document);
    let evidence: Vec<f32> = candidates.iter().map(|(_, evidence)| *evidence).collect();
    let prior = page::prior(&evidence, closed(document), page::is_page(document));
    let mut joins = Vec::new();
    for (mut join, evidence) in candidates {
        join.probability *= page::probability(evidence + prior);
        if join.probability >= LIKELY {
            join.word = cut_word(document, &join);
            joins.push(join);
        }
    }
    Flow { joins }
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

/// Each block that ends open with the next block of text, and the evidence that they belong together.
pub fn candidates(document: &Document) -> Vec<(Join, f32)> {
    let mut candidates = Vec::new();
    let copies = copies(document);
    for (number, block) in document.blocks().iter().enumerate() {
        let tail = document.slice(block.span);
        // After a colon a list or a speech follows, in paragraphs of its own.
        let closed = matches!(edges::end(tail), End::Stop | End::Colon);
        let heading = matches!(block.role, Role::Headline | Role::Subhead);
        if closed || !(block.is(Role::Body) && is_running_text(tail) || heading) || copies.contains(&number) {
            continue;
        }
        let Some((next, between)) = next_text(document.blocks(), number) else { continue };
        let head = document.blocks().get(next).map_or("", |block| document.slice(block.span));
        // The first line of a column can look like a heading, and only a word that it breaks off in tells.
        if copies.contains(&next) || (heading && (next > number + 1 || !breaks_word(tail, head))) {
            continue;
        }
        let features = joint::MODEL.features(tail, head);
        let cut = joint::weigh(&joint::MODEL.cut, &features);
        let matched = page::probability(joint::weigh(&joint::MODEL.matched, &features) + NEIGHBOURS + between);
        candidates.push((Join { tail: number, head: next, probability: matched, word: None }, cut));
    }
    candidates
}

/// The numbers of the blocks that say again what an earlier block said: the column that they belong to is the first's.
fn copies(document: &Document) -> FxHashSet<usize> {
    let mut seen = FxHashSet::default();
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
    edges::has_inner_mark(tail) || matches!(edges::end(tail), End::Comma | End::Enumeration) || tail.chars().nth(LONG).is_some()
}

/// The word that the cut runs through, where a word across it is likelier than a border.
fn cut_word(document: &Document, join: &Join) -> Option<(String, String)> {
    let text = |number: usize| document.blocks().get(number).map_or("", |block| document.slice(block.span));
    let (tail, head) = (text(join.tail), text(join.head));
    lexicon::straddling_gain(tail, head).filter(|&gain| gain > 0.0)?;
    let word = lexicon::straddling(tail, head)?;
    let before = tail.get(tail.len().checked_sub(word.before)?..)?;
    Some((before.to_owned(), head.get(..word.after)?.to_owned()))
}
