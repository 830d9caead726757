//! Which text of one file goes on in which of another.
//!
//! Two jump lines belong together where each names the page of the other, as far as the pages are known, and where what
//! they stand for does: titles, the wordings that both texts share, and the language model's view of the place where
//! they meet. Of all pairs of an issue those are made that together are likeliest
//! ([`crate::document::flow::assignment`]).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::{Facts, Mark};
use super::verdicts::{Batch, Judged, Moved, Partner, Verdict};
use crate::document::evidence;
use crate::document::flow::assignment::{Chosen, Edge, assign};
use crate::document::flow::edges::{self, End};
use crate::document::flow::joint::{self, MODEL};
use crate::document::flow::sides::{Head, Tail, features};
use crate::document::layout::pages::Way;
use crate::lang::model::Model;

/// A pair is told from this probability on, and brought together from the other.
const LIKELY: f32 = 0.8;
const CERTAIN: f32 = 0.9;

/// No pair of smaller odds, as a natural logarithm, has a say.
const LEAST: f32 = -3.0;

/// What speaks for a pair, as natural logarithms of odds: that both pages are known and agree, that none is known, that
/// a title is that of the other half, that it is another.
const PAGES_AGREE: f32 = 2.5;
const NO_PAGES: f32 = -2.0;
const SAME_TITLE: f32 = 4.0;
const OTHER_TITLE: f32 = -3.0;

/// How much of a title the other must hold to be the same, and below how much it is another: 0 to 1.
const SAME: f32 = 0.5;
const OTHER: f32 = 0.15;

/// What the shared wordings say: nothing shared, and how much of their sum is one of odds, up to a most.
const NOTHING_SHARED: f32 = -1.0;
const SHARED: f32 = 6.0;
const MOST_SHARED: f32 = 5.0;

/// No more than this comes of the place where the halves meet.
const MOST_MEETING: f32 = 3.0;

/// A jump line by its file and its number there.
type Place = (usize, usize);

/// Judges the jump lines of all files of a run. `may_move` tells whether the settings of both files, the first of which
/// is given text, let a repair bring halves together.
pub fn judge(files: &[Facts], may_move: &dyn Fn(&Path, &Path) -> bool) -> Batch {
    let issues = Issues::new(files);
    let outs = places(files, Way::On);
    let ins = places(files, Way::From);
    let numbers: FxHashMap<Place, usize> =
        ins.iter().enumerate().map(|(number, place)| (*place, number)).collect();
    let mut edges = Vec::new();
    for (left, out) in outs.iter().enumerate() {
        for other in issues.with_marks(out.0) {
            let marks = files.get(other).map_or(&[][..], |file| &file.marks);
            for at in (0..marks.len()).map(|at| (other, at)) {
                let odds = numbers.get(&at).and_then(|_| odds(files, *out, at));
                if let (Some(&right), Some(odds)) = (numbers.get(&at), odds.filter(|odds| *odds >= LEAST)) {
                    edges.push(Edge { left, right, odds });
                }
            }
        }
    }
    let chosen = assign(&edges);
    let mut judge = Judge {
        files,
        may_move,
        outs: &outs,
        ins: &ins,
        gives: FxHashMap::default(),
        batch: Batch::default(),
    };
    let mut settled = (FxHashSet::default(), FxHashSet::default());
    for chosen in chosen.iter().filter(|chosen| chosen.probability >= LIKELY) {
        settled.0.insert(chosen.edge.left);
        settled.1.insert(chosen.edge.right);
        judge.link(chosen);
    }
    // What went to another no longer competes.
    edges.retain(|edge| !settled.0.contains(&edge.left) && !settled.1.contains(&edge.right));
    edges.sort_by(|a, b| a.odds.total_cmp(&b.odds));
    let of_outs: FxHashMap<usize, &Edge> = edges.iter().map(|edge| (edge.left, edge)).collect();
    let of_ins: FxHashMap<usize, &Edge> = edges.iter().map(|edge| (edge.right, edge)).collect();
    for (left, out) in outs.iter().enumerate().filter(|(left, _)| !settled.0.contains(left)) {
        let best = of_outs.get(&left);
        judge.unlinked(&issues, *out, best.and_then(|edge| Some((edge.odds, *ins.get(edge.right)?))));
    }
    for (right, into) in ins.iter().enumerate().filter(|(right, _)| !settled.1.contains(right)) {
        let best = of_ins.get(&right);
        judge.unlinked(&issues, *into, best.and_then(|edge| Some((edge.odds, *outs.get(edge.left)?))));
    }
    judge.batch
}

fn places(files: &[Facts], way: Way) -> Vec<Place> {
    let of = |(file, facts): (usize, &Facts)| {
        let marks = facts.marks.iter().enumerate();
        marks.filter(move |(_, mark)| mark.way == way).map(move |(at, _)| (file, at)).collect::<Vec<_>>()
    };
    files.iter().enumerate().flat_map(of).collect()
}

/// The files of each issue.
struct Issues<'f> {
    files: &'f [Facts],
    /// By folder, then by date.
    by: FxHashMap<&'f str, FxHashMap<Option<u32>, Vec<usize>>>,
}

impl<'f> Issues<'f> {
    fn new(files: &'f [Facts]) -> Self {
        let mut by: FxHashMap<&str, FxHashMap<Option<u32>, Vec<usize>>> = FxHashMap::default();
        for (number, file) in files.iter().enumerate() {
            by.entry(&file.place.folder).or_default().entry(file.place.date).or_default().push(number);
        }
        Self { files, by }
    }

    /// The other files that may be pages of the issue of a file, in their order.
    fn others(&self, file: usize) -> Vec<usize> {
        let Some(place) = self.files.get(file).map(|file| &file.place) else { return Vec::new() };
        let dates = self.by.get(place.folder.as_str()).into_iter().flatten();
        let fits = |date: Option<u32>| date.zip(place.date).is_none_or(|(one, two)| one == two);
        let mut others: Vec<usize> =
            dates.filter(|(date, _)| fits(**date)).flat_map(|(_, files)| files.clone()).collect();
        others.retain(|other| *other != file);
        others.sort_unstable();
        others
    }

    /// Those of them that have jump lines.
    fn with_marks(&self, file: usize) -> Vec<usize> {
        let mut others = self.others(file);
        others.retain(|other| self.files.get(*other).is_some_and(|file| !file.marks.is_empty()));
        others
    }

    /// The file that holds the page that a jump line names, where that is certain: files without a date are one issue
    /// only where each page is there once.
    fn holder(&self, (file, at): Place) -> Option<usize> {
        let own = self.files.get(file)?;
        let page = own.marks.get(at)?.page;
        let holds = |other: &usize| {
            self.files.get(*other).is_some_and(|other| {
                other.place.holds(page) == Some(true)
                    && (own.place.date.is_none() || other.place.date == own.place.date)
            })
        };
        let mut holders = self.others(file).into_iter().filter(holds);
        let first = holders.next()?;
        (own.place.date.is_some() || holders.next().is_none()).then_some(first)
    }
}

/// How likely two jump lines belong together, as a natural logarithm of odds; none where they cannot.
fn odds(files: &[Facts], out: Place, into: Place) -> Option<f32> {
    let (first, second) = (files.get(out.0)?, files.get(into.0)?);
    let (from, to) = (first.marks.get(out.1)?, second.marks.get(into.1)?);
    let pages = match (second.place.holds(from.page), first.place.holds(to.page)) {
        (Some(false), _) | (_, Some(false)) => return None,
        (Some(true), Some(true)) => PAGES_AGREE,
        (None, None) => NO_PAGES,
        _ => 0.0,
    };
    let told = pages + titles(from, to) + shared(from, to);
    // The language model has the last word, where it could still turn the scale.
    (told + MOST_MEETING >= LEAST).then(|| told + meeting(first.model, &from.edge, &to.edge))
}

/// What the titles say that the lines name, and the headlines.
fn titles(from: &Mark, to: &Mark) -> f32 {
    let named = |title: &Option<String>, others: [&Option<String>; 2]| {
        let title = title.as_deref()?;
        let others = others.into_iter().flatten();
        others.map(|other| held(title, other).max(held(other, title))).max_by(f32::total_cmp)
    };
    let found =
        [named(&from.title, [&to.title, &to.headline]), named(&to.title, [&from.title, &from.headline])];
    if let Some(most) = found.into_iter().flatten().max_by(f32::total_cmp) {
        return if most >= SAME {
            SAME_TITLE
        } else if most < OTHER {
            OTHER_TITLE
        } else {
            0.0
        };
    }
    // A second half often has a short headline of its own making.
    let same = named(&from.headline, [&to.headline, &None]).is_some_and(|held| held >= SAME);
    if same { SAME_TITLE } else { 0.0 }
}

/// How many of the pairs of characters of a title another holds: 0 to 1.
fn held(title: &str, other: &str) -> f32 {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        chars.iter().copied().zip(chars.iter().copied().skip(1)).collect()
    };
    let (title, other) = (pairs(title), pairs(other));
    let both = title.iter().filter(|pair| other.contains(pair)).count();
    if title.is_empty() { 0.0 } else { both as f32 / title.len() as f32 }
}

/// What the place says where the halves meet.
fn meeting(language: &Model<'_>, tail: &str, head: &str) -> f32 {
    let (left, right) = (Tail::new(&MODEL, language, tail), Head::new(&MODEL, language, head));
    if is_whole(tail) {
        // Paragraph follows on paragraph: the second is none that was cut.
        return (-right.odds()).clamp(-MOST_MEETING, 0.0);
    }
    if edges::digits_meet(tail, head) {
        return -MOST_MEETING;
    }
    joint::weigh(&MODEL.matched, &features(language, &left, &right)).clamp(-MOST_MEETING, MOST_MEETING)
}

/// Whether a text ends with the end of a paragraph.
pub fn is_whole(tail: &str) -> bool {
    matches!(edges::end(tail), End::Stop | End::Colon)
}

/// What the wordings say that both texts have.
fn shared(from: &Mark, to: &Mark) -> f32 {
    let shared = from.words.shared(&to.words);
    (NOTHING_SHARED + shared / SHARED).min(MOST_SHARED)
}

/// How much of wordings a section shares with an article to be of it, and up to how much it is surely another's.
const OF_ARTICLE: f32 = 25.0;
const OF_ANOTHER: f32 = 3.0;

/// What goes from the second half to the first: up to a heading under which another article begins; nothing where that
/// is not certain.
fn moved(from: &Mark, to: &Mark) -> Option<Moved> {
    let mut end = (to.body.len(), to.blocks.run.end);
    for section in &to.sections {
        let shared = section.words.shared(&from.words).max(section.words.shared(&to.words));
        let closed = to.body.get(..section.before).is_some_and(is_whole);
        if shared <= OF_ANOTHER && closed {
            end = (section.before, section.heading);
            break;
        } else if shared < OF_ARTICLE {
            return None;
        }
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let headlines = from.headline.as_deref().zip(to.headline.as_deref());
    let same = headlines.is_some_and(|(one, two)| letters(one) == letters(two));
    let headline = to.blocks.headline.filter(|_| same);
    let blocks = headline.into_iter().chain(to.blocks.run.start..end.1).collect();
    Some(Moved { text: to.body.get(..end.0)?.trim_end().to_owned(), blocks })
}

/// Writes the verdicts down.
struct Judge<'f> {
    files: &'f [Facts],
    may_move: &'f dyn Fn(&Path, &Path) -> bool,
    outs: &'f [Place],
    ins: &'f [Place],
    /// Which files each file gives text to.
    gives: FxHashMap<usize, Vec<usize>>,
    batch: Batch,
}

impl Judge<'_> {
    fn mark(&self, (file, at): Place) -> Option<(&Facts, &Arc<Mark>)> {
        let file = self.files.get(file)?;
        Some((file, file.marks.get(at)?))
    }

    fn link(&mut self, chosen: &Chosen) {
        let (Some(&out), Some(&into)) = (self.outs.get(chosen.edge.left), self.ins.get(chosen.edge.right))
        else {
            return;
        };
        let (Some((first, from)), Some((second, to))) = (self.mark(out), self.mark(into)) else { return };
        let probability = chosen.probability;
        // What goes on once more would leave its own jump line behind.
        let may_move = probability >= CERTAIN
            && !to.goes_on
            && first.plain
            && second.plain
            && (self.may_move)(&first.path, &second.path)
            && !self.leads(out.0, into.0);
        let moved = if may_move { moved(from, to) } else { None };
        let moved = moved.filter(|moved| first.charset.lacks(&moved.text).is_none()).map(Arc::new);
        let linked = |path: &PathBuf, mark: &Arc<Mark>| Judged::Linked {
            partner: Partner { path: path.clone(), mark: Arc::clone(mark) },
            probability,
            moved: moved.clone(),
        };
        let verdicts = [
            (first, Verdict { mark: Arc::clone(from), judged: linked(&second.path, to) }),
            (second, Verdict { mark: Arc::clone(to), judged: linked(&first.path, from) }),
        ];
        let verdicts = verdicts.map(|(file, verdict)| (file.path.clone(), file.text, verdict));
        if moved.is_some() {
            self.gives.entry(into.0).or_default().push(out.0);
        }
        for (path, text, verdict) in verdicts {
            self.batch.add(&path, text, verdict);
        }
    }

    /// Whether text of one file goes, by way of others, to another: none may come back from there.
    fn leads(&self, from: usize, to: usize) -> bool {
        let (mut open, mut seen) = (vec![from], FxHashSet::default());
        while let Some(next) = open.pop() {
            if next == to {
                return true;
            }
            if seen.insert(next) {
                open.extend(self.gives.get(&next).into_iter().flatten());
            }
        }
        false
    }

    /// `best` is what the jump line could belong to after all, and its odds.
    fn unlinked(&mut self, issues: &Issues<'_>, place: Place, best: Option<(f32, Place)>) {
        let Some((file, mark)) = self.mark(place) else { return };
        let judged = match best.and_then(|(odds, place)| Some((odds, self.mark(place)?))) {
            Some((odds, (partner, half))) => Judged::Ambiguous {
                partner: Partner { path: partner.path.clone(), mark: Arc::clone(half) },
                probability: evidence::probability(odds),
            },
            None => match issues.holder(place).and_then(|holder| self.files.get(holder)) {
                Some(holder) => Judged::Missing { path: holder.path.clone() },
                None => return,
            },
        };
        let (path, text, mark) = (file.path.clone(), file.text, Arc::clone(mark));
        self.batch.add(&path, text, Verdict { mark, judged });
    }
}
