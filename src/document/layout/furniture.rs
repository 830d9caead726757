//! Lines that are page furniture by their own wording: 责任编辑 甲某 校对 乙某, 2024年3月18日 星期一, 第15版.
//!
//! A line is furniture only where it can be read from end to end as pieces of furniture. One word that is none, and it
//! is text.

use super::phrases::{LONGEST_MASTHEAD, PHRASES};
use super::shape::is_numeral;
use crate::document::Role;
use crate::lang::chars::is_han;

/// What a line reads as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub role: Role,
    pub proof: Proof,
}

/// What else must stand on the page before a reading is believed, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Nothing: no article is worded so.
    Wording,
    /// Other furniture anywhere on the page.
    Page,
    /// Other furniture right before or after.
    Neighbour,
}

/// A piece of a line.
struct Piece {
    role: Role,
    proof: Proof,
    /// The place behind it.
    end: usize,
}

/// Lines of more characters are read only where they begin with a label.
pub const LONG: usize = 64;

/// Reads a line of folded characters (see [`super::shape::fold`]) from end to end.
pub fn read(line: &[char]) -> Option<Reading> {
    let mut best: Option<Reading> = None;
    let mut credits = 0;
    let mut at = 0;
    while at < line.len() {
        let rest = line.get(at..)?;
        if is_separator(*rest.first()?) {
            at += 1;
            continue;
        }
        if at == 0
            && line.len() > LONG
            && PHRASES.imprint.at(rest).is_none()
            && PHRASES.credits.at(rest).is_none()
        {
            return None;
        }
        let Some(piece) = piece(rest, best.is_some()) else {
            // A single sign between pieces is an icon that was read as a character.
            if best.is_some() && rest.get(1).is_none_or(|c| is_separator(*c)) {
                at += 1;
                continue;
            }
            return None;
        };
        credits += usize::from(piece.role == Role::EditorCredit);
        at += piece.end;
        let better = best.is_none_or(|b| (piece.proof, rank(piece.role)) < (b.proof, rank(b.role)));
        if better {
            best = Some(Reading { role: piece.role, proof: piece.proof });
        }
    }
    if let Some(reading) = &mut best
        && credits >= 2
    {
        reading.proof = Proof::Wording;
    }
    best
}

/// Of pieces with the same proof, the one that names the line.
fn rank(role: Role) -> u8 {
    match role {
        Role::Masthead => 0,
        Role::DateLine => 1,
        Role::EditorCredit => 2,
        Role::PageNumber => 4,
        _ => 3,
    }
}

fn piece(text: &[char], inside: bool) -> Option<Piece> {
    let made = |role, proof, end| Some(Piece { role, proof, end });
    if let Some((end, weekday)) = date(text) {
        return made(Role::DateLine, if weekday { Proof::Wording } else { Proof::Neighbour }, end);
    }
    if let Some(end) = weekday(text).or_else(|| lunar(text)) {
        return made(Role::DateLine, Proof::Neighbour, end);
    }
    if let Some((end, proof)) = credit(text) {
        return made(Role::EditorCredit, proof, end);
    }
    if let Some((end, proof)) = imprint(text) {
        return made(Role::Masthead, proof, end);
    }
    if let Some((end, proof)) = page_number(text) {
        return made(Role::PageNumber, proof, end);
    }
    if let Some((end, proof)) = issue(text) {
        return made(Role::Masthead, proof, end);
    }
    if let Some(end) = masthead(text) {
        return made(Role::Masthead, Proof::Page, end);
    }
    if let Some(end) = PHRASES.banner_at(text) {
        let whole = !inside && text.get(end..).is_some_and(<[char]>::is_empty);
        return made(Role::SectionBanner, if whole { Proof::Page } else { Proof::Neighbour }, end);
    }
    if inside {
        let end = phone(text).or_else(|| capitals(text))?;
        return made(Role::Masthead, Proof::Neighbour, end);
    }
    None
}

pub fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '|'
            | '丨'
            | '·'
            | '•'
            | ','
            | ';'
            | '、'
            | '/'
            | '-'
            | '—'
            | '('
            | ')'
            | '【'
            | '】'
            | '['
            | ']'
            | '■'
            | '●'
            | '◆'
            | '▲'
    )
}

/// 2024年3月18日 星期一, 2024-03-18, 二〇二四年三月十八日: its end, and whether a day of the week closes it.
fn date(text: &[char]) -> Option<(usize, bool)> {
    let figures = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let arabic = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if arabic > 0 {
            arabic
        } else {
            rest.iter().take_while(|c| matches!(c, '〇' | '○' | '零') || is_numeral(**c)).count()
        }
    };
    let year = figures(0);
    let mark = *text.get(year)?;
    let (month_end, end) = match mark {
        '年' | '-' | '.' | '/' if (2..=5).contains(&year) => {
            let month = year + 1 + spaces(text, year + 1);
            let month_end = month + figures(month);
            let second = *text.get(month_end)?;
            let fits = if mark == '年' { second == '月' } else { second == mark && year == 4 };
            if month_end == month || month_end - month > 3 || !fits {
                return None;
            }
            let day = month_end + 1 + spaces(text, month_end + 1);
            (day, day + figures(day))
        }
        '月' if (1..=3).contains(&year) => (year + 1, year + 1 + figures(year + 1)),
        _ => return None,
    };
    if end == month_end || end - month_end > 3 {
        return None;
    }
    let closed = matches!(text.get(end), Some('日' | '曰' | '目' | '号'));
    if !closed && matches!(mark, '年' | '月') {
        return None;
    }
    let end = end + usize::from(closed);
    let gap = text.get(end..)?.iter().take_while(|c| is_separator(**c)).count();
    Some(match weekday(text.get(end + gap..)?) {
        Some(day) => (end + gap + day, true),
        None => (end, false),
    })
}

fn spaces(text: &[char], from: usize) -> usize {
    text.get(from..).unwrap_or_default().iter().take_while(|c| **c == ' ').count()
}

fn weekday(text: &[char]) -> Option<usize> {
    match text {
        ['星', '期' | '朗' | '明', day, ..] | ['礼', '拜', day, ..] if "一二三四五六日天".contains(*day) => {
            Some(3)
        }
        ['周', day, ..]
            if "一二三四五六日".contains(*day) && text.get(2).is_none_or(|c| is_separator(*c)) =>
        {
            Some(2)
        }
        // The day is the line's last character, which OCR loses first.
        ['星', '期'] => Some(2),
        _ => None,
    }
}

/// 农历癸卯年七月初三
fn lunar(text: &[char]) -> Option<usize> {
    let named = usize::from(text.starts_with(&['农', '历'])) * 2;
    let rest = text.get(named..)?;
    let cyclic = matches!(rest, [stem, branch, '年', ..] if "甲乙丙丁戊己庚辛壬癸".contains(*stem) && "子丑寅卯辰巳午未申酉戌亥".contains(*branch));
    if named == 0 && !cyclic {
        return None;
    }
    let year = usize::from(cyclic) * 3;
    let days = rest
        .get(year..)?
        .iter()
        .take_while(|c| "正冬腊闰初廿卅一二三四五六七八九十月日大小".contains(**c))
        .count();
    (year + days > 0).then_some(named + year + days)
}

/// 第15版, A02版, 08, 第七版.
fn page_number(text: &[char]) -> Option<(usize, Proof)> {
    let ordinal = usize::from(text.first() == Some(&'第'));
    let letter = usize::from(matches!(text.get(ordinal), Some('A'..='H')));
    let from = ordinal + letter;
    let rest = text.get(from..)?;
    let arabic = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let han = rest.iter().take_while(|c| is_numeral(**c)).count();
    let figures = arabic.max(if ordinal == 1 { han } else { 0 });
    if !(1..=2).contains(&figures) {
        return None;
    }
    let end = from + figures;
    if text.get(end) == Some(&'版') {
        let padded = rest.first() == Some(&'0');
        return Some((
            end + 1,
            if ordinal + letter > 0 || padded { Proof::Wording } else { Proof::Neighbour },
        ));
    }
    if ordinal == 1 || text.get(end).is_some_and(|c| !is_separator(*c) && !is_han(*c)) {
        return None;
    }
    let known = letter == 1 || rest.first() == Some(&'0');
    Some((end, if known && figures == 2 { Proof::Page } else { Proof::Neighbour }))
}

/// 今日8版, 总第12345期, 第12345期, 本期共16版.
fn issue(text: &[char]) -> Option<(usize, Proof)> {
    let figures = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let figures = rest.iter().take_while(|c| c.is_ascii_digit() || is_numeral(**c)).count();
        let closed = matches!(rest.get(figures), Some('版' | '期' | '号' | '张' | '页'));
        (figures > 0 && closed).then_some(from + figures + 1)
    };
    let (from, proof) = match text {
        ['总', '第', ..] | ['今', '日', ..] => (2, Proof::Wording),
        ['本', '期', '共', ..] => (3, Proof::Wording),
        ['本', '期', ..] => (2, Proof::Page),
        ['共' | '总', ..] => (1, Proof::Neighbour),
        ['第', ..] => (1, Proof::Page),
        _ => return None,
    };
    Some((figures(from)?, proof))
}

/// A label with the names that follow it.
fn credit(text: &[char]) -> Option<(usize, Proof)> {
    let (label, sure) = match PHRASES.credits.at(text) {
        Some(found) => found,
        None => (PHRASES.credits.misread_at(text)?, true),
    };
    let mut end = label;
    let (mut han, mut marked) = (0, false);
    while let Some(&c) = text.get(end) {
        if is_han(c) {
            let rest = text.get(end..)?;
            let next = PHRASES
                .credits
                .at(rest)
                .is_some_and(|(_, sure)| sure || text.get(end - 1).is_some_and(|c| *c == ' '))
                || (han > 0 && PHRASES.credits.misread_at(rest).is_some());
            let next = next || PHRASES.credits.at(rest).is_some_and(|(n, _)| rest.get(n) == Some(&':'));
            if next || date(rest).is_some() || weekday(rest).is_some() {
                break;
            }
            han += 1;
        } else if c == ':' {
            if han > 0 {
                return None;
            }
            marked = true;
        } else if is_separator(c) {
            marked |= han == 0;
        } else {
            break;
        }
        end += 1;
    }
    if !(2..=16).contains(&han) || !names(text.get(label..end)?) {
        return None;
    }
    // 责任编辑 alone may be followed by a name without a mark; 编辑 may not, nor by much of it.
    let proof = match (sure, marked) {
        (true, true) => Proof::Wording,
        (true, false) if han <= 4 || (label >= 4 && han <= 8) => Proof::Wording,
        (true, false) => Proof::Neighbour,
        (false, true) if han <= 8 => Proof::Neighbour,
        _ => return None,
    };
    Some((end, proof))
}

/// Whether words between separators are as short as names, or one run of names without spaces.
fn names(text: &[char]) -> bool {
    let mut words = text.split(|c| !is_han(*c)).filter(|word| !word.is_empty());
    words.all(|word| word.len() <= 9 && !word.iter().any(|c| "的了是在有和与将把被对就都也".contains(*c)))
}

/// A label of the imprint with what follows it, up to the next label.
fn imprint(text: &[char]) -> Option<(usize, Proof)> {
    if let ['C', 'N', rest @ ..] = text {
        let number = rest.iter().take_while(|c| c.is_ascii_digit() || " -—/".contains(**c)).count();
        return (number >= 7).then_some((2 + number, Proof::Wording));
    }
    let misread =
        || Some((PHRASES.imprint.misread_at(text).filter(|&end| text.get(end) == Some(&':'))?, true));
    let (label, sure) = PHRASES.imprint.at(text).or_else(misread)?;
    let mut end = label;
    while let Some(&c) = text.get(end) {
        let rest = text.get(end..)?;
        if matches!(c, '。' | '!' | '?' | '“') || end > label + 60 {
            return None;
        }
        if end > label + 1
            && (PHRASES.imprint.at(rest).is_some() || PHRASES.credits.at(rest).is_some_and(|(_, sure)| sure))
        {
            break;
        }
        end += 1;
    }
    let value = text.get(label..end)?;
    let digits = value.iter().filter(|c| c.is_ascii_digit()).count();
    let latin = value.iter().filter(|c| c.is_ascii_alphabetic()).count();
    let marked = value
        .first()
        .is_some_and(|c| matches!(c, ':' | ' ' | '(' | '/' | '.' | '@') || c.is_ascii_alphanumeric());
    let told = digits >= 3 || latin >= 5;
    match (sure, marked) {
        (true, true) => Some((end, if told || value.len() <= 24 { Proof::Wording } else { Proof::Page })),
        (true, false) => told.then_some((end, Proof::Page)),
        (false, _) => (marked && told).then_some((end, Proof::Page)),
    }
}

/// The name of a newspaper: 3 to 8 characters that end as such names do.
fn masthead(text: &[char]) -> Option<usize> {
    let han = text.iter().take(LONGEST_MASTHEAD).take_while(|c| is_han(**c)).count();
    (3..=han).find(|&end| text.get(..end).is_some_and(|name| PHRASES.is_masthead(name)))
}

/// 0731-28829237 or 28829237.
fn phone(text: &[char]) -> Option<usize> {
    let end = text.iter().take_while(|c| c.is_ascii_digit() || **c == '-').count();
    let digits = text.get(..end)?.iter().filter(|c| c.is_ascii_digit()).count();
    (7..=12).contains(&digits).then_some(end)
}

/// Capital letters with spaces between.
pub fn capitals(text: &[char]) -> Option<usize> {
    let end = text.iter().take_while(|c| c.is_ascii_uppercase() || matches!(c, ' ' | '-' | '\'')).count();
    (text.get(..end)?.iter().filter(|c| c.is_ascii_uppercase()).count() >= 4).then_some(end)
}
