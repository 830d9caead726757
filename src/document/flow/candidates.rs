//! The blocks that end open, and what the next block of text says of each.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use super::edges::{self, End};
use super::sides::Sides;
use super::{joint, jumps};
use crate::document::layout::opens_article;
use crate::document::{Document, Role, evidence};

/// The other half is looked for among as many blocks: more captions and furniture do not stand in one place.
const WINDOW: usize = 12;

/// The odds, as a natural logarithm, that of two pieces that were both cut and stand one after the other the second
/// goes on with the first: the columns of a page are seldom out of order.
const NEIGHBOURS: f32 = 3.0;

/// What a heading between two pieces takes from the odds that they belong together.
const HEADING_BETWEEN: f32 = -2.5;

/// What a picture between two pieces adds to the odds of a cut.
const PICTURE_BETWEEN: f32 = 1.0;

/// What it takes from the odds of a cut that the block could be a heading.
const LIKE_HEADING: f32 = 3.0;

/// The same of a block that by its place and its shape is one; and what must speak for a cut before such a block is
/// taken for the other half.
const HEADING: f32 = 4.0;

/// What it takes from the odds of a cut that what follows begins with a date, as many a paragraph does.
const DATED: f32 = 1.5;

/// The odds, as a natural logarithm, that what follows a piece that was cut is its other half, though it looks like a
/// paragraph of its own.
const THERE: f32 = 3.3;

/// What the odds that all these give are short of what was counted: of the pairs with odds between 1 : 4 and 1 : 1, 7 of 8
/// were right on the even-numbered of 44 pages, and 4 of 7 on the others.
const MEASURED: f32 = 0.9;

/// Bits by which a word across a cut must beat a border there to be evidence alone.
const CLEAR: f32 = 5.0;

/// A block of as many characters is running text, whatever it holds.
const LONG: usize = 26;

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
    /// What it takes from the odds of a cut that the block could be a heading.
    pub fn as_text(&self) -> f32 {
        if self.is_text { 0.0 } else { -LIKE_HEADING }
    }

    /// How likely the two are halves of one paragraph, given the odds `prior` of a cut: rather than two paragraphs, or
    /// two of which only the first was cut.
    pub fn probability(&self, prior: f32) -> f32 {
        let (both, first) = (self.cut + prior, self.alone + prior - THERE);
        let told = self.matched / (1.0 + (-both).exp() + (first - both).exp());
        evidence::probability(evidence::odds(told) + MEASURED)
    }
}

/// Which block of text comes next after each open end.
#[derive(Debug, Clone, Default)]
pub struct Next {
    after: FxHashMap<usize, usize>,
    before: FxHashMap<usize, Vec<usize>>,
}

impl Next {
    pub fn new(candidates: &[Candidate]) -> Self {
        let mut next = Self::default();
        for (tail, head) in candidates.iter().filter_map(|c| Some((c.tail, c.head?))) {
            next.after.insert(tail, head);
            next.before.entry(head).or_default().push(tail);
        }
        next
    }

    /// The next block of text after an open end.
    pub fn after(&self, tail: usize) -> Option<usize> {
        self.after.get(&tail).copied()
    }

    /// The open ends that have this block as their next one.
    pub fn before(&self, head: usize) -> &[usize] {
        self.before.get(&head).map_or(&[], Vec::as_slice)
    }
}

/// The candidates whose tails lie in a range of blocks; `candidates` are in the order of their tails.
pub fn within(candidates: &[Candidate], blocks: RangeInclusive<usize>) -> &[Candidate] {
    let from = candidates.partition_point(|candidate| candidate.tail < *blocks.start());
    let to = candidates.partition_point(|candidate| candidate.tail <= *blocks.end());
    candidates.get(from..to).unwrap_or(&[])
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
pub fn candidates(document: &Document, sides: &Sides<'_>, is_copy: &dyn Fn(usize) -> bool) -> Vec<Candidate> {
    let blocks = document.blocks();
    let model = &*joint::MODEL;
    let mut candidates = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let tail = document.slice(block.span);
        // After a colon a list or a speech follows, in paragraphs of its own.
        let closed = matches!(edges::end(tail), End::Stop | End::Colon);
        let heading = block.role.is_heading();
        if closed || !(block.is(Role::Body) || heading) || is_copy(number) {
            continue;
        }
        let is_text = !heading && is_running_text(tail);
        let shaped = is_text.then(|| shaped_like_heading(document, sides, number)).flatten();
        let next = shaped.map(|next| (next, Between::Nothing)).or_else(|| next_text(document, number));
        let next = next.filter(|(next, _)| !is_copy(*next) && sides.may_meet(number, *next));
        // The first line of a column can look like a heading; it goes on right after.
        let next = next.filter(|(next, _)| is_text || *next == number + 1);
        if !is_text && next.is_none() {
            continue;
        }
        let head = next.and_then(|(next, _)| blocks.get(next)).map_or("", |block| document.slice(block.span));
        let alone = sides.tail_odds(number);
        let (mut cut, matched) = match next {
            Some((next, between)) => {
                let features = sides.features(number, next);
                let jump = jumps::between(document, number, next).unwrap_or_default();
                let odds = joint::weigh(&model.matched, &features) + NEIGHBOURS + between.matched() + jump;
                (joint::weigh(&model.cut, &features) + between.cut(), evidence::probability(odds))
            }
            None => (alone, 0.0),
        };
        // Whether a word across the cut is far likelier than a border there.
        let in_word = next.and_then(|(next, _)| sides.gain(number, next)).is_some_and(|gain| gain >= CLEAR);
        if !is_text && !in_word {
            cut -= if heading { HEADING } else { LIKE_HEADING };
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

/// The block right after an open end that has the shape of a heading, and goes on with it all the same: the rest of a
/// paragraph, its 。 lost.
fn shaped_like_heading(document: &Document, sides: &Sides<'_>, number: usize) -> Option<usize> {
    let next = number + 1;
    document.blocks().get(next).filter(|block| block.role.is_heading())?;
    let goes_on = joint::weigh(&joint::MODEL.cut, &sides.features(number, next));
    (goes_on >= HEADING).then_some(next)
}

/// Whether the block is text that can break off: headings are what an open end is confused with.
fn is_running_text(tail: &str) -> bool {
    edges::has_inner_mark(tail)
        || matches!(edges::end(tail), End::Comma | End::Enumeration)
        || tail.chars().nth(LONG).is_some()
}
