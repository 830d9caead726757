//! Which blocks are copies of which, and which passages stand in two of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::compare::distance;
use super::fold::{figures, folded};
use super::keep::{self, Reason};
use super::scan::Print;
use super::shared::{Segment, Shared};
use super::{Copied, Likeness, Passage, Repeats};
use crate::document::{Block, Role};
use crate::source::Span;

/// A block that weighs less is only a copy as part of a run: 16 Han characters. Headings, captions and set phrases that
/// rightly stand twice are shorter.
const LONG: u32 = 32;
/// A block of less weight that stands more than [`OFTEN`] times is a form of words (a slogan, a running line).
const FORM: u32 = 80;
const OFTEN: u32 = 3;
/// A near copy of less weight is one formal sentence said twice.
const NEAR: u32 = 80;
/// Characters of a passage that both blocks begin or end with, at least. Shorter ones are formulas of the language.
const EDGE_PASSAGE: u32 = 80;
/// Characters of a passage elsewhere, at least.
const INNER_PASSAGE: u32 = 100;
/// Characters that each block has beside the passage, at least: a caption with its credit has fewer.
const OWN: u32 = 15;
/// A block of less weight that has no stop is a headline, or so little of a paragraph that it may be one.
const HEADING: u32 = 120;
/// Short blocks that a run takes in on either side.
const GROW: usize = 8;
/// Edits that are looked for in two long blocks; beyond them they are not near.
const MOST_EDITS: usize = 200;

pub fn judge(text: &str, blocks: &[Block], prints: &[Print], shared: &[Shared]) -> Repeats {
    let judge = Judge { text, blocks, prints };
    let mut links = judge.exact();
    let mut passages: Vec<(usize, usize, Segment)> = Vec::new();
    for shared in shared {
        match judge.link(shared) {
            Some(link) => links.push(link),
            None => passages.extend(judge.passage(shared).map(|s| (shared.earlier, shared.later, s))),
        }
    }
    links.sort_by_key(|link| (link.later, link.rank(), std::cmp::Reverse(link.earlier)));
    let copies = judge.copies(&links);
    let gone = |block: usize| copies.contains_key(&block);
    passages.retain(|(earlier, later, _)| !gone(*earlier) && !gone(*later));
    passages.sort_by_key(|(_, _, segment)| (segment.later, segment.earlier));
    let mut copies: Vec<Copied> = copies.into_values().collect();
    copies.sort_by_key(|copied| copied.block);
    let passage = |(_, _, s): (usize, usize, Segment)| Passage {
        earlier: s.earlier,
        later: s.later,
        length: s.length as usize,
    };
    Repeats { copies, passages: passages.into_iter().map(passage).collect() }
}

/// Two blocks that say the same.
#[derive(Debug, Clone, Copy)]
struct Link {
    earlier: usize,
    later: usize,
    likeness: Likeness,
    /// For a part: whether the earlier block is a part of the later one.
    earlier_is_part: bool,
    /// Too little on its own: it counts in a run with others.
    weak: bool,
}

impl Link {
    /// Of several links of a block the closest counts.
    fn rank(&self) -> u8 {
        match self.likeness {
            Likeness::Exact => 0,
            Likeness::Near { .. } => 1,
            Likeness::Within { .. } => 2,
        }
    }
}

struct Judge<'t> {
    text: &'t str,
    blocks: &'t [Block],
    prints: &'t [Print],
}

impl Judge<'_> {
    fn slice(&self, block: usize) -> &str {
        self.blocks.get(block).and_then(|block| self.text.get(block.span.range())).unwrap_or("")
    }

    fn role(&self, block: usize) -> Option<Role> {
        self.blocks.get(block).map(|block| block.role)
    }

    fn print(&self, block: usize) -> Print {
        self.prints.get(block).copied().unwrap_or_default()
    }

    /// Text that stands once on a page. Captions repeat their article, headlines its words, furniture itself.
    fn is_body(&self, block: usize) -> bool {
        self.role(block) == Some(Role::Body)
    }

    fn same(&self, a: usize, b: usize) -> bool {
        let (x, y) = (self.print(a), self.print(b));
        x.length > 0
            && (x.hash, x.length) == (y.hash, y.length)
            && folded(self.slice(a)).eq(folded(self.slice(b)))
    }

    /// Long blocks that are equal to an earlier one.
    fn exact(&self) -> Vec<Link> {
        let mut times: FxHashMap<u32, u32> = FxHashMap::default();
        for first in self.prints.iter().filter_map(|print| print.first) {
            *times.entry(first).or_insert(1) += 1;
        }
        let mut links = Vec::new();
        for (later, print) in self.prints.iter().enumerate().filter(|(_, print)| print.weight >= LONG) {
            let Some(first) = print.first else { continue };
            let earlier = first as usize;
            let form = print.weight < FORM && times.get(&first).is_some_and(|&times| times > OFTEN);
            if form || !self.is_body(later) || !self.is_body(earlier) || !self.same(earlier, later) {
                continue;
            }
            let weak = self.is_apart(earlier) || self.is_apart(later);
            links.push(Link { weak, ..self.equal(earlier, later) });
        }
        links
    }

    /// The link of two blocks that are equal once folded. Folding drops a decimal point; then the figures tell.
    fn equal(&self, earlier: usize, later: usize) -> Link {
        let (a, b) = (self.slice(earlier), self.slice(later));
        let likeness = if a == b || figures(a) == figures(b) {
            Likeness::Exact
        } else {
            Likeness::Near { differing: 1, figures_differ: true }
        };
        Link { earlier, later, likeness, earlier_is_part: false, weak: false }
    }

    /// A headline or a caption, whatever its role. Both say again what their article says.
    fn is_apart(&self, block: usize) -> bool {
        self.is_credited(block) || self.is_clause(block)
    }

    fn is_credited(&self, block: usize) -> bool {
        let text = self.slice(block).trim_end_matches(is_closing);
        CREDITS.iter().any(|credit| text.ends_with(credit))
    }

    /// A short text without a stop: headlines are written with spaces in place of commas.
    fn is_clause(&self, block: usize) -> bool {
        let text = self.slice(block);
        self.print(block).weight < HEADING && !text.contains(is_stop) && !text.ends_with('.')
    }

    /// Whether two blocks that share some text are near copies, or one a part of the other.
    fn link(&self, shared: &Shared) -> Option<Link> {
        let (earlier, later) = (shared.earlier, shared.later);
        if !self.is_body(earlier) || !self.is_body(later) {
            return None;
        }
        let (a, b) = (self.print(earlier), self.print(later));
        let (short, long) = (a.length.min(b.length), a.length.max(b.length));
        if a.weight.min(b.weight) < LONG {
            return None;
        }
        let link = |likeness, weak| Link {
            earlier,
            later,
            likeness,
            earlier_is_part: a.length < b.length,
            weak: weak || self.is_apart(earlier) || self.is_apart(later),
        };
        if short * 10 >= long * 8 && shared.length() * 2 >= long {
            let near = self.near(earlier, later, long as usize);
            if let Some(likeness) = near {
                return Some(link(likeness, a.weight.min(b.weight) < NEAR));
            }
        }
        let much = shared.length() * 10 >= short * 9;
        much.then(|| self.within(shared, a.length < b.length)).flatten().map(|likeness| link(likeness, false))
    }

    fn near(&self, earlier: usize, later: usize, long: usize) -> Option<Likeness> {
        let characters = |block| folded(self.slice(block)).collect::<Vec<char>>();
        let figures_differ = figures(self.slice(earlier)) != figures(self.slice(later));
        // Bulletins are written after one pattern, and what differs in them are names and figures together.
        let limit = if figures_differ { (long / 50).max(2) } else { long / 10 };
        let differing = distance(&characters(earlier), &characters(later), limit.min(MOST_EDITS))?;
        Some(Likeness::Near { differing, figures_differ })
    }

    /// The shorter block as a part of the longer one. A whole sentence that stands alone as well is a caption or a
    /// quotation set apart, so the part must be cut from the other inside of a sentence.
    fn within(&self, shared: &Shared, earlier_is_part: bool) -> Option<Likeness> {
        let place = |segment: &Segment| if earlier_is_part { segment.later } else { segment.earlier };
        let place = shared.segments.iter().map(place).reduce(Span::cover)?;
        let (part, whole) =
            if earlier_is_part { (shared.earlier, shared.later) } else { (shared.later, shared.earlier) };
        let own = |segment: &Segment| if earlier_is_part { segment.earlier } else { segment.later };
        let covered = shared.segments.iter().map(own).reduce(Span::cover)?;
        let (around, inner) = (self.blocks.get(whole)?.span, self.blocks.get(part)?.span);
        // A credit at the end of a caption is no part of the article.
        let left = [inner.start()..covered.start(), covered.end()..inner.end()];
        if left.into_iter().any(|left| self.text.get(left).is_none_or(|left| folded(left).count() > 1)) {
            return None;
        }
        let before = self.text.get(around.start()..place.start())?.trim_end_matches(is_quote);
        let after = self.text.get(place.end()..around.end())?.trim_start_matches(is_quote);
        let opens = before.chars().next_back().is_none_or(is_end);
        let closes = after.chars().next().is_none_or(is_end);
        let spread = folded(self.text.get(place.range())?).count();
        let compact = spread * 10 <= self.print(part).length as usize * 12;
        (compact && !(opens && closes)).then_some(Likeness::Within { place })
    }

    /// The longest passage that two blocks share, small differences bridged, where both have words of their own.
    fn passage(&self, shared: &Shared) -> Option<Segment> {
        let both = [shared.earlier, shared.later];
        if shared.length() < EDGE_PASSAGE || both.iter().any(|&block| !self.is_body(block)) {
            return None;
        }
        let near = |a: Span, b: Span| b.start >= a.end && b.start - a.end <= 12;
        let mut best: Option<Segment> = None;
        let mut open: Option<Segment> = None;
        for &segment in &shared.segments {
            open = Some(match open {
                Some(o) if near(o.earlier, segment.earlier) && near(o.later, segment.later) => Segment {
                    earlier: o.earlier.cover(segment.earlier),
                    later: o.later.cover(segment.later),
                    length: o.length + segment.length,
                },
                _ => segment,
            });
            best = best.into_iter().chain(open).max_by_key(|segment| segment.length);
        }
        let best = best?;
        let own = both.iter().all(|&block| self.print(block).length.saturating_sub(best.length) >= OWN);
        let least = if self.at_edges(shared, best) { EDGE_PASSAGE } else { INNER_PASSAGE };
        (own && best.length >= least && !both.iter().any(|&block| self.is_apart(block))).then_some(best)
    }

    /// Whether both blocks begin with the segment, or both end with it.
    fn at_edges(&self, shared: &Shared, segment: Segment) -> bool {
        let span = |block: usize| self.blocks.get(block).map_or(Span::empty(0), |block| block.span);
        let nothing =
            |from: usize, to: usize| self.text.get(from..to).is_some_and(|s| folded(s).next().is_none());
        let (a, b) = (span(shared.earlier), span(shared.later));
        let (x, y) = (segment.earlier, segment.later);
        (nothing(a.start(), x.start()) && nothing(b.start(), y.start()))
            || (nothing(x.end(), a.end()) && nothing(y.end(), b.end()))
    }

    /// The blocks that go, by number.
    fn copies(&self, links: &[Link]) -> FxHashMap<usize, Copied> {
        let mut copies: FxHashMap<usize, Copied> = FxHashMap::default();
        let mut kept: FxHashSet<usize> = FxHashSet::default();
        for run in self.runs(links) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let part = run.iter().find(|link| matches!(link.likeness, Likeness::Within { .. }));
            let (mut later_goes, reason) = match part {
                Some(link) => (!link.earlier_is_part, Reason::Part),
                None => keep::later_goes(
                    self.text,
                    self.blocks,
                    first.earlier..last.earlier + 1,
                    first.later..last.later + 1,
                ),
            };
            // What others rest on stays.
            if !later_goes && run.iter().any(|link| kept.contains(&link.earlier)) {
                later_goes = true;
            }
            for link in &run {
                let (block, stays) =
                    if later_goes { (link.later, link.earlier) } else { (link.earlier, link.later) };
                let stays = copies.get(&stays).map_or(stays, |copied| copied.kept);
                let part = matches!(link.likeness, Likeness::Within { .. });
                if block == stays || kept.contains(&block) || (part && link.earlier_is_part == later_goes) {
                    continue;
                }
                kept.insert(stays);
                let copied = Copied { block, kept: stays, likeness: link.likeness, run: run.len(), reason };
                copies.entry(block).or_insert(copied);
            }
        }
        copies.retain(|block, _| !self.role(*block).is_some_and(Role::is_furniture));
        copies
    }

    /// Links of neighbouring blocks together, each run grown by the equal short blocks on both of its sides.
    fn runs(&self, links: &[Link]) -> Vec<Vec<Link>> {
        let mut runs: Vec<Vec<Link>> = Vec::new();
        for same_later in links.chunk_by(|a, b| a.later == b.later) {
            let last = runs.last_mut();
            let next = last.as_ref().and_then(|run| same_later.iter().find(|link| goes_on(run, link)));
            match (last, next) {
                (Some(run), Some(&link)) => {
                    run.extend(self.passed_over(run, &link));
                    run.push(link);
                }
                _ => runs.extend(same_later.first().map(|&link| vec![link])),
            }
        }
        runs.retain(|run| run.iter().any(|link| !link.weak));
        let linked: FxHashSet<usize> = links.iter().map(|link| link.later).collect();
        for run in &mut runs {
            self.grow(run, &linked);
        }
        runs
    }

    /// The short equal blocks that a run has between its last link and the next.
    fn passed_over(&self, run: &[Link], next: &Link) -> Option<Link> {
        let last = run.last()?;
        let (earlier, later) = (last.earlier + 1, last.later + 1);
        let between = earlier < next.earlier && later < next.later && self.same(earlier, later);
        between.then(|| self.equal(earlier, later))
    }

    fn grow(&self, run: &mut Vec<Link>, linked: &FxHashSet<usize>) {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return };
        let link = |earlier, later| {
            let more = !linked.contains(&later) && self.same(earlier, later);
            more.then(|| self.equal(earlier, later))
        };
        let before: Vec<Link> = (1..=GROW)
            .map_while(|by| Some((first.earlier.checked_sub(by)?, first.later.checked_sub(by)?)))
            .take_while(|&(_, later)| later > last.earlier)
            .map_while(|(earlier, later)| link(earlier, later))
            .collect();
        let floor = before.last().map_or(first.later, |link| link.later);
        let after = (1..=GROW)
            .map(|by| (last.earlier + by, last.later + by))
            .take_while(|&(earlier, _)| earlier < floor)
            .map_while(|(earlier, later)| link(earlier, later));
        run.extend(after);
        run.splice(0..0, before.into_iter().rev());
    }
}

/// Whether a link leads a run on, at most one block (a caption that stands in one of the copies) passed over.
fn goes_on(run: &[Link], link: &Link) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let step = |from: usize, to: usize| from < to && to - from <= 2;
    step(last.later, link.later) && step(last.earlier, link.earlier) && link.earlier < first.later
}

/// What the last words of a caption end in.
const CREDITS: [&str; 6] = ["摄", "供图", "图片", "制图", "截图", "摄影"];

fn is_closing(c: char) -> bool {
    is_quote(c) || matches!(c, '）' | ')' | '】' | ']' | '。' | '.')
}

/// What ends a sentence or a part of one.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '，' | '！' | '？' | '；' | ',' | '!' | '?' | ';')
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '「' | '」') || c.is_whitespace()
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '；' | ';' | '：' | ':')
}
