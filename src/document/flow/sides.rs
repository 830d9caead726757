//! The two sides of a place where a paragraph may have been cut: what speaks for a cut at a tail, at a head, and in both
//! together. What concerns one side is found once for it.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::edges::{self, End};
use super::joint::{FEATURES, Features, Key, MODEL, Model, Table, weigh};
use super::topics::Topics;
use super::{jumps, series};
use crate::document::Document;
use crate::lang::lexicon::{self, Unfinished};
use crate::lang::model::{self, History, Model as Language, REACH, Symbol};

/// A head of fewer characters that ends with 。 and has no other mark is more often the rest of a paragraph than one of
/// its own.
const SHORT_HEAD: usize = 9;

/// Characters of a head that the language model reads: what stands before them makes no difference to those that follow.
const READ: usize = REACH;

/// No single sign of the language model counts for more, in natural logarithms: one misread character makes any text
/// unlikely.
const MOST: f32 = 12.0;

/// The end of a text that may have been cut off there.
#[derive(Debug, Clone, Copy)]
pub struct Tail<'t> {
    text: &'t str,
    end: End,
    /// The mark that it leaves open.
    open: Option<char>,
    /// How much likelier such an end closes a paragraph.
    ending: f32,
    /// How likely 。 is to follow, as a natural logarithm.
    stop: f32,
    /// How much likelier its last character stands before a cut inside a word.
    inner: f32,
    /// Whether it ends with a figure or a letter.
    figure: bool,
    /// The words that it may break off in.
    unfinished: Unfinished,
    history: History,
}

/// The beginning of a text that may have been cut off there.
#[derive(Debug, Clone, Copy)]
pub struct Head<'t> {
    text: &'t str,
    /// The mark that it closes.
    closes: Option<char>,
    /// How much likelier such a beginning opens a paragraph.
    opening: f32,
    first: First,
    /// How much likelier its first character stands behind a cut inside a word.
    inner: f32,
    /// Whether it begins with a mark that nothing begins with.
    mark: bool,
    /// Whether it is a few words and a full stop.
    rest: bool,
    /// Whether it has a mark of running text.
    marked: bool,
}

/// Natural logarithms of the likelihood of the first characters of a text, anywhere and at the beginning of a paragraph.
#[derive(Debug, Clone, Copy)]
struct First {
    anywhere: f32,
    beginning: f32,
}

impl First {
    fn new(language: &Language<'_>, text: &str) -> Self {
        let anywhere = language.text(History::NONE, text, READ);
        Self { anywhere, beginning: language.text(History::START, text, READ) }
    }
}

/// What a side says that a cut has only one of.
static NO_TAIL: Tail<'static> = Tail {
    text: "",
    end: End::Open,
    open: None,
    ending: 0.0,
    stop: 0.0,
    inner: 0.0,
    figure: false,
    unfinished: Unfinished::NONE,
    history: History::NONE,
};
const NO_HEAD: Head<'static> = Head {
    text: "",
    closes: None,
    opening: 0.0,
    first: First { anywhere: 0.0, beginning: 0.0 },
    inner: 0.0,
    mark: false,
    rest: false,
    marked: false,
};

/// A block that is not there.
static NEITHER: (Head<'static>, f32) = (NO_HEAD, 0.0);

impl<'t> Tail<'t> {
    pub fn new(model: &Model, language: &Language<'_>, text: &'t str) -> Self {
        let words = edges::words(text);
        let last = text.chars().next_back();
        Self {
            text,
            end: edges::end(text),
            open: edges::left_open(text),
            ending: value(&model.endings, words.chars().rev()),
            stop: language.log_probability(History::after(words), '。'),
            inner: inner(&model.inner_tails, last),
            figure: last.is_some_and(|c| c.is_ascii_alphanumeric()),
            unfinished: Unfinished::new(text),
            history: History::after(text),
        }
    }

    /// The odds, as a natural logarithm, that it was cut, whatever follows.
    pub fn odds(&self) -> f32 {
        weigh(&MODEL.tail, &meeting(self, &NO_HEAD, None))
    }

    /// How much likelier a word across the cut is than a border there, in bits; none where no word lies across it.
    pub fn gain(&self, head: &str) -> Option<f32> {
        // Across most cuts lies none.
        self.unfinished.ends_in(head).then(|| lexicon::straddling_gain(self.text, head)).flatten()
    }
}

impl<'t> Head<'t> {
    pub fn new(model: &Model, language: &Language<'_>, text: &'t str) -> Self {
        Self::beginning_with(First::new(language, text), model, text)
    }

    fn beginning_with(first: First, model: &Model, text: &'t str) -> Self {
        Self {
            text,
            closes: edges::closes(text),
            opening: value(&model.openings, text.chars()),
            first,
            inner: inner(&model.inner_heads, text.chars().next()),
            mark: edges::begins_with_mark(text),
            rest: is_rest(text),
            marked: edges::has_inner_mark(text) || edges::end(text) == End::Stop,
        }
    }

    /// The odds, as a natural logarithm, that it was cut off, whatever stands before.
    pub fn odds(&self) -> f32 {
        weigh(&MODEL.head, &meeting(&NO_TAIL, self, None))
    }
}

/// What there is to weigh of a tail and a head, in the order of [`FEATURES`].
pub fn features(language: &Language<'_>, tail: &Tail<'_>, head: &Head<'_>) -> Features {
    let both = !tail.text.is_empty() && !head.text.is_empty();
    meeting(tail, head, both.then(|| language.text(tail.history, head.text, READ)))
}

/// The same, where it is known how likely the head is after the tail; `None` where one of them is not there.
fn meeting(tail: &Tail<'_>, head: &Head<'_>, after: Option<f32>) -> Features {
    let gain = after.and_then(|_| tail.gain(head.text));
    let more_than = |other: f32| after.map_or(0.0, |after| tenth(after - other));
    let (goes_on, together) = (more_than(head.first.beginning), more_than(head.first.anywhere));
    let apart = gain.is_none_or(|gain| gain <= 0.0);
    let digits =
        tail.figure && head.text.starts_with(|c: char| c.is_ascii_alphanumeric() || UNITS.contains(c));
    let found = [
        1.0,
        is(tail.end == End::Comma),
        is(tail.end == End::Enumeration),
        is(tail.end == End::Semicolon),
        is(tail.end == End::Colon),
        is(tail.open.is_some()),
        is(head.closes.is_some()),
        is(tail.open.is_some() && tail.open == head.closes),
        gain.map_or(0.0, |gain| gain.clamp(0.0, 20.0) / 10.0),
        gain.map_or(0.0, |gain| gain.clamp(-20.0, 0.0) / 10.0),
        is(head.mark),
        head.opening,
        tail.ending,
        is(digits),
        is(head.rest),
        is(!head.marked),
        is(gain.is_none()),
        is(tail.open.is_some() != head.closes.is_some()),
        if apart { head.inner } else { 0.0 },
        if apart { tail.inner } else { 0.0 },
        goes_on,
        together,
        tenth(tail.stop),
        tenth(head.first.beginning - head.first.anywhere),
    ];
    debug_assert_eq!(found.len(), FEATURES.len());
    found
}

/// The value of a character at an edge.
fn inner(table: &Table, edge: Option<char>) -> f32 {
    edge.and_then(|c| table.get(&Key::of(c))).copied().unwrap_or(0.0)
}

fn is(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

fn tenth(log: f32) -> f32 {
    log.clamp(-MOST, MOST) / 10.0
}

/// The sides of a document's blocks, each found when it is first asked for.
pub struct Sides<'d> {
    document: &'d Document<'d>,
    /// Few blocks are asked for theirs.
    tails: Vec<OnceCell<Box<Tail<'d>>>>,
    heads: Vec<OnceCell<(Head<'d>, f32)>>,
    /// Most paragraphs begin as others do.
    known: RefCell<FxHashMap<[Symbol; READ], First>>,
    topics: Topics<'d>,
}

impl<'d> Sides<'d> {
    pub fn new(document: &'d Document<'d>) -> Self {
        let blocks = document.blocks().len();
        Self {
            document,
            tails: vec![OnceCell::new(); blocks],
            heads: vec![OnceCell::new(); blocks],
            known: RefCell::default(),
            topics: Topics::new(document),
        }
    }

    /// The text of a block.
    pub fn text(&self, block: usize) -> &'d str {
        self.document.blocks().get(block).map_or("", |block| self.document.slice(block.span))
    }

    fn tail(&self, block: usize) -> &Tail<'d> {
        let tail = || Box::new(Tail::new(&MODEL, self.document.model(), self.text(block)));
        self.tails.get(block).map_or(&NO_TAIL, |cell| cell.get_or_init(tail))
    }

    /// The beginning of a block, and the odds that it was cut off.
    fn head(&self, block: usize) -> &(Head<'d>, f32) {
        let head = || {
            let text = self.text(block);
            let first = || First::new(self.document.model(), text);
            let first = *self.known.borrow_mut().entry(model::beginning(text)).or_insert_with(first);
            let head = Head::beginning_with(first, &MODEL, text);
            (head, head.odds())
        };
        self.heads.get(block).map_or(&NEITHER, |cell| cell.get_or_init(head))
    }

    /// The odds, as a natural logarithm, that a block was cut at its end, whatever follows.
    pub fn tail_odds(&self, block: usize) -> f32 {
        self.tail(block).odds()
    }

    /// The odds, as a natural logarithm, that a block was cut off at its beginning, whatever stands before.
    pub fn head_odds(&self, block: usize) -> f32 {
        self.head(block).1
    }

    /// How much likelier, in bits, a word lies across the cut between two blocks than a border; none where no word does.
    pub fn gain(&self, tail: usize, head: usize) -> Option<f32> {
        self.tail(tail).gain(self.text(head))
    }

    /// Whether two blocks may be halves at all: no line of print ends in a figure, and one that two pieces made by
    /// chance would be false. What goes on on another page goes on on no other block of this one.
    pub fn may_meet(&self, tail: usize, head: usize) -> bool {
        !edges::digits_meet(self.text(tail), self.text(head))
            && jumps::between(self.document, tail, head).is_some()
    }

    /// What speaks for two blocks being of one article, as a natural logarithm of odds.
    pub fn belong(&self, tail: usize, head: usize) -> f32 {
        self.topics.belong(tail, head)
            + series::counts_on(self.text(tail), self.text(head))
            + jumps::between(self.document, tail, head).unwrap_or_default()
    }

    /// What there is to weigh of the end of one block and the beginning of another.
    pub fn features(&self, tail: usize, head: usize) -> Features {
        features(self.document.model(), self.tail(tail), &self.head(head).0)
    }
}

/// Whether a head is a few words and a full stop.
fn is_rest(head: &str) -> bool {
    head.chars().take(SHORT_HEAD).count() < SHORT_HEAD
        && head.ends_with(['。', '.', '”'])
        && edges::end(head) == End::Stop
        && !edges::has_inner_mark(head)
}

/// What a figure goes on with.
const UNITS: &str = "年月日时分万亿千百元个多余名人位家种项次％%.";

/// The value of the first two characters, or else of the first, read outwards from the edge.
fn value(table: &Table, edge: impl Iterator<Item = char>) -> f32 {
    let two = Key::new(edge, 2);
    table.get(&two).or_else(|| table.get(&two.first())).copied().unwrap_or(0.0)
}
