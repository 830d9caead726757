//! Text whose bytes were read in the wrong encoding, and what it was.
//!
//! A reading is believed where it proves itself: every character gives back its byte, the bytes are whole characters of
//! the other encoding, and those are common Chinese where the characters as they stand are not. The search starts from
//! the unusual characters of a text alone, so that clean text costs nothing, and takes time linear in the line.

mod gbk;
mod latin;

use crate::document::Unusual;
use crate::lang::hanzi::{is_common, is_simplified_set, leads_utf8};
use crate::source::Span;

/// How bytes became what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Path {
    /// 中国 → ä¸­å›½
    Utf8AsLatin,
    /// 中国 → ÖÐ¹ú
    GbkAsLatin,
    /// 新闻 → 鏂伴椈
    Utf8AsGbk,
    /// Two or more of these, one after the other.
    Twice,
    /// U+FFFD read as GBK or Latin-1: 锟斤拷, ï¿½. What it replaced was lost before.
    Replaced,
    /// Memory that was never written: 烫烫烫, 屯屯屯.
    Filler,
}

/// Mojibake of one kind in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Damage {
    /// From the first damaged character to the last.
    pub span: Span,
    pub path: Path,
    /// What stands at each damaged stretch, and what it was; empty where bytes are lost.
    pub repairs: Vec<(Span, String)>,
    /// Whether the repair is beyond doubt.
    pub certain: bool,
}

/// A damaged stretch without intact ASCII in it.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    span: Span,
    /// What it was; `None` where bytes are lost.
    text: Option<String>,
    path: Path,
}

/// How often a text may have been read wrongly one time after the other.
const DEPTH: usize = 3;

/// All mojibake of a text, in order. `unusual` are the text's unusual characters.
pub fn find(text: &str, unusual: &[Unusual]) -> Vec<Damage> {
    let mut found = Vec::new();
    let mut rest = unusual
        .iter()
        .filter(|u| latin::byte(u.char).is_some() || leads_utf8(u.char) || gbk::is_twice(u.char))
        .peekable();
    while let Some(first) = rest.next() {
        let bytes = text.as_bytes();
        let (before, after) = bytes.split_at(first.at);
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', after).map_or(bytes.len(), |at| first.at + at);
        while rest.next_if(|u| u.at < end).is_some() {}
        let line = text.get(start..end).unwrap_or("");
        found.extend(in_line(line, DEPTH).into_iter().map(|damage| damage.shift(start)));
    }
    found.extend(fillers(text));
    found.sort_by_key(|damage| damage.span);
    found
}

impl Damage {
    /// The damaged stretches; where bytes are lost, all from the first to the last.
    fn stretches(&self) -> impl Iterator<Item = Span> {
        let all = Some(self.span).filter(|_| self.repairs.is_empty());
        self.repairs.iter().map(|(span, _)| *span).chain(all)
    }

    /// Whether a stretch of one overlaps a stretch of the other. Both lists are in order.
    fn touches(&self, other: &Self) -> bool {
        let mut theirs = other.stretches().peekable();
        self.stretches().any(|mine| {
            while theirs.next_if(|span| span.end <= mine.start).is_some() {}
            theirs.peek().is_some_and(|span| span.overlaps(mine))
        })
    }

    fn shift(mut self, by: usize) -> Self {
        self.span = self.span.shift(by);
        for (span, _) in &mut self.repairs {
            *span = span.shift(by);
        }
        self
    }
}

/// The mojibake of a line: of each kind the stretches that can be repaired, and those that cannot.
fn in_line(line: &str, depth: usize) -> Vec<Damage> {
    let judged = |pieces: Vec<Piece>| {
        let (whole, lost): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|p| p.text.is_some());
        (repairable(line, whole, depth), damage(&lost, false))
    };
    // What is UTF-8 looks like GBK here and there, and the other way round: the reading that explains more is right.
    let readings = [latin::utf8_pieces(line), latin::gbk_pieces(line)].map(judged);
    let explained =
        |damage: &Option<Damage>| damage.iter().flat_map(|d| &d.repairs).map(|(span, _)| span.len()).sum();
    let [as_utf8, as_gbk] = readings;
    let more: usize = explained(&as_gbk.0);
    let latin = if more > explained(&as_utf8.0) { as_gbk } else { as_utf8 };
    let others = [gbk::pieces(line), gbk::twice_pieces(line)].map(judged);
    let all = std::iter::once(latin).chain(others).flat_map(|(whole, lost)| whole.into_iter().chain(lost));
    let mut found: Vec<Damage> = Vec::new();
    for damage in all {
        if !found.iter().any(|other| other.touches(&damage)) {
            found.push(damage);
        }
    }
    found
}

fn damage(pieces: &[Piece], certain: bool) -> Option<Damage> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let repairs = pieces.iter().filter_map(|p| Some((p.span, p.text.clone()?))).collect();
    Some(Damage { span: first.span.cover(last.span), path: first.path, repairs, certain })
}

/// The damage of whole pieces, where what they were is plausible, at once or after a further step.
fn repairable(line: &str, pieces: Vec<Piece>, depth: usize) -> Option<Damage> {
    let mut damage = damage(&pieces, true)?;
    let now: String = pieces.iter().filter_map(|p| p.text.as_deref()).collect();
    let was: String = pieces.iter().filter_map(|p| line.get(p.span.range())).collect();
    let step = Plausibility::of(&now);
    if step.is_chinese(damage.path) && damage.path != Path::Twice && Plausibility::of(&was).is_strange(&step)
    {
        damage.certain = step.is_certain(damage.path);
        return Some(damage);
    }
    if depth == 0 {
        return None;
    }
    // Between the pieces stands ASCII, which a further step leaves as it is.
    let mut middle = String::new();
    let mut from = damage.span.start();
    for piece in &pieces {
        middle.push_str(line.get(from..piece.span.start()).unwrap_or(""));
        middle.push_str(piece.text.as_deref().unwrap_or(""));
        from = piece.span.end();
    }
    let mut repaired = middle.clone();
    let further = in_line(&middle, depth - 1);
    let latin = pieces.iter().all(|p| p.path == Path::Utf8AsLatin);
    if further.is_empty() {
        // Signs and accented letters alone: Â° for °, cafÃ© for café.
        return (latin && step.is_latin()).then_some(damage);
    }
    if further.iter().any(|d| d.repairs.is_empty()) {
        return Some(Damage { path: Path::Twice, repairs: Vec::new(), certain: false, ..damage });
    }
    let certain = further.iter().all(|d| d.certain);
    let mut edits: Vec<_> = further.into_iter().flat_map(|d| d.repairs).collect();
    edits.sort_by_key(|(span, _)| *span);
    for (span, content) in edits.into_iter().rev() {
        repaired.replace_range(span.range(), &content);
    }
    let repairs = vec![(damage.span, repaired)];
    Some(Damage { path: Path::Twice, repairs, certain, ..damage })
}

/// What a text is made of.
#[derive(Debug, Default, Clone, Copy)]
struct Plausibility {
    common: usize,
    /// Han of GB 2312's second level.
    rarer: usize,
    /// Chinese marks and full-width forms.
    marks: usize,
    /// Accented letters and signs of Latin-1.
    latin: usize,
    /// Any other Han, private-use characters, and whatever else.
    odd: usize,
}

impl Plausibility {
    fn of(text: &str) -> Self {
        let mut all = Self::default();
        for c in text.chars().filter(|c| !c.is_ascii()) {
            let of = match c {
                c if is_common(c) => &mut all.common,
                c if is_simplified_set(c) => &mut all.rarer,
                '\u{3000}'..='\u{301F}' | '\u{FF01}'..='\u{FF5E}' | '\u{2010}'..='\u{2026}' | '\u{FEFF}' => {
                    &mut all.marks
                }
                '℃' | '‰' | '℉' | '①'..='⑳' | 'Ⅰ'..='Ⅻ' | '■'..='◎' | '→' | '★' | '☆' => {
                    &mut all.marks
                }
                '·' | '×' | '°' | '±' => &mut all.marks,
                '\u{A0}'..='\u{17F}' => &mut all.latin,
                _ => &mut all.odd,
            };
            *of += 1;
        }
        all
    }

    fn count(&self) -> usize {
        self.common + self.rarer + self.marks + self.latin + self.odd
    }

    fn han(&self) -> usize {
        self.common + self.rarer + self.odd
    }

    /// At least five of six Han are of the first level (of a longer text two of three), and hardly anything is odd.
    fn is_chinese(&self, path: Path) -> bool {
        let han = self.han();
        let common = self.common * 6 >= han * 5
            || (han >= 4 && self.common * 2 >= han && self.odd == 0)
            || (han >= 6 && self.common * 3 >= han * 2);
        let some = self.common + self.marks > 0;
        some && (common || self.is_structured(path)) && self.latin * 10 <= self.count() && self.odd * 8 <= han
    }

    /// Three bytes of Latin-1 that make a character of UTF-8, three times over, are no accident whatever it is.
    fn is_structured(&self, path: Path) -> bool {
        path == Path::Utf8AsLatin && self.count() > 2
    }

    fn is_certain(&self, path: Path) -> bool {
        let han = self.han();
        self.is_structured(path) || (self.odd * 20 <= han && (self.rarer == 0 || han >= 4))
    }

    fn is_latin(&self) -> bool {
        self.latin + self.marks > 0 && self.han() == 0
    }

    /// Of the wrong reading of Chinese at least two in five characters are not common Han; one in four is enough where
    /// it gives `read`, four characters and more, nearly all of them common.
    fn is_strange(&self, read: &Self) -> bool {
        let strange = self.count() - self.common;
        let proven = read.common >= 3 && read.odd == 0 && read.common * 4 >= read.count() * 3;
        strange * 5 >= self.count() * 2 || (proven && read.count() >= 4 && strange * 4 >= self.count())
    }
}

/// Runs of the characters that stand for unwritten memory (bytes CC and CD).
fn fillers(text: &str) -> Vec<Damage> {
    let mut found: Vec<Damage> = Vec::new();
    for (three, one) in [("烫烫烫", '烫'), ("屯屯屯", '屯')] {
        let mut done = 0;
        for at in memchr::memmem::find_iter(text.as_bytes(), three) {
            if at < done {
                continue;
            }
            let rest = text.get(at..).unwrap_or("");
            let run = rest.len() - rest.trim_start_matches(one).len();
            done = at + run;
            // 「烫烫烫！」 is what somebody cries out.
            let cry = run == three.len()
                && text.get(done..).unwrap_or("").starts_with(['！', '!', '，', '的', '”', '…']);
            if !cry {
                found.push(Damage {
                    span: Span::new(at, done),
                    path: Path::Filler,
                    repairs: Vec::new(),
                    certain: false,
                });
            }
        }
    }
    found
}
