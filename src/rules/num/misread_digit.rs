//! NUM003: letters, strokes and marks inside figures, where a digit or a point was printed.

use crate::diagnostic::Edit;
use crate::lang::quantities::{self, Dimension, Quantity};
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    let text = cx.document().text();
    let mut reached = 0;
    for quantity in cx.document().quantities().all() {
        let Some((head, tail)) = text.split_at_checked(quantity.figures.end()) else { continue };
        let head = head.get(..quantity.figures.start()).unwrap_or("");
        if quantity.figures.start() < reached {
            continue;
        }
        if tail.starts_with(is_letter) || head.ends_with(is_letter) {
            reached = letters(cx, quantity).unwrap_or(reached);
        } else if tail.starts_with(MARKS) {
            mark(cx, quantity);
        } else if quantity.figures.len() == 1 && text.as_bytes().get(quantity.figures.start()) == Some(&b'0')
        {
            nought(cx, quantity.figures);
        }
    }
    for at in memchr::memchr2_iter(b'O', b'o', text.as_bytes()) {
        nought(cx, Span::new(at, at + 1));
    }
}

/// The digit that a letter is read for.
fn digit(letter: char) -> Option<char> {
    match letter {
        'O' | 'o' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        'B' => Some('8'),
        'S' => Some('5'),
        'Z' => Some('2'),
        _ => None,
    }
}

fn is_letter(c: char) -> bool {
    digit(c).is_some()
}

/// 2O22年, l5日, 1OO元: a run of figures and letters that a unit follows. Gives the end of the run that was reported.
fn letters(cx: &mut Context<'_>, quantity: &Quantity) -> Option<usize> {
    let text = cx.document().text();
    let part = |c: char| c.is_ascii_digit() || c == '.' || is_letter(c);
    let head = text.get(..quantity.figures.start())?;
    let start = head.trim_end_matches(part).len();
    let end = text.len() - text.get(quantity.figures.end()..)?.trim_start_matches(part).len();
    let run = text.get(start..end)?;
    let outside = |c: char| c.is_ascii_alphanumeric() || "-_/+&".contains(c);
    if head.get(..start)?.ends_with(outside) || run.len() > 12 || !followed_by_unit(text.get(end..)?, run) {
        return None;
    }
    // 4S店, B1层: letters of these shapes begin and end names, so they count between digits alone.
    let firm = run.char_indices().all(|(at, c)| {
        let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let inner = || {
            beside(run.get(..at).and_then(|head| head.chars().next_back()))
                && beside(run.get(at + 1..).and_then(|tail| tail.chars().next()))
        };
        !"BSZ".contains(c) || inner()
    });
    if !firm {
        return None;
    }
    let right: String = run.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let edits = run.char_indices().filter_map(|(at, c)| {
        Some(Edit::replace(Span::new(start + at, start + at + c.len_utf8()), digit(c)?))
    });
    let report = cx.report(Span::new(start, end)).arg("text", run).arg("replacement", &right);
    report.fix("fix", edits.collect()).emit();
    Some(end)
}

/// Whether a unit or a scale follows a run. Behind one that begins with a letter, as codes do, it must be one that
/// codes do not have.
fn followed_by_unit(rest: &str, run: &str) -> bool {
    let coded = run.starts_with(|c: char| !c.is_ascii_digit());
    if rest.starts_with(['万', '亿']) {
        return true;
    }
    let Some(unit) = quantities::unit_at(rest) else { return false };
    match unit.dimension {
        Dimension::Date => {
            ["年", "月", "日"].contains(&unit.name.as_str())
                && (!coded || run.len() <= 2 || unit.name == "年")
        }
        Dimension::Count | Dimension::Degree | Dimension::People => !coded,
        _ => true,
    }
}

/// Marks that a point, or 一 that a dash, is misread as.
const MARKS: [char; 6] = ['，', '、', '·', '。', ',', '一'];

/// 3，5万, 12·5%: a mark where the point of a decimal was; 10一20人: 一 for the dash of a range.
fn mark(cx: &mut Context<'_>, quantity: &Quantity) {
    let document = cx.document();
    let quantities = document.quantities().all();
    let at = quantities.partition_point(|other| other.figures.start() <= quantity.figures.start());
    let (Some(next), Some(c)) = (
        quantities.get(at),
        document.text().get(quantity.figures.end()..).and_then(|rest| rest.chars().next()),
    ) else {
        return;
    };
    let span = Span::new(quantity.figures.end(), quantity.figures.end() + c.len_utf8());
    if next.figures.start() != span.end() || quantity.span.end() > span.end() {
        return;
    }
    if c == '一' {
        let text = document.slice(quantity.figures.cover(next.figures));
        let report = cx.report(span).message("dash").arg("text", text).arg("replacement", "—");
        report.fix("fix", vec![Edit::replace(span, "—")]).emit();
    } else if is_decimal(cx, quantity, next, c) {
        let whole = quantity.figures.cover(next.span);
        let right =
            [document.slice(quantity.figures), ".", document.slice(Span::new(span.end(), whole.end()))]
                .concat();
        let report = cx.report(span).message("point").arg("text", document.slice(whole));
        report.arg("replacement", right).fix("fix", vec![Edit::replace(span, ".")]).emit();
    }
}

/// Whether two figures with a mark between them are one decimal and not two of a list.
fn is_decimal(cx: &Context<'_>, one: &Quantity, two: &Quantity, mark: char) -> bool {
    let document = cx.document();
    let (Some(unit), text) = (two.unit, document.text()) else { return false };
    let counts = [Dimension::Date, Dimension::Count, Dimension::Degree, Dimension::Age, Dimension::Multiple];
    let measured = two.scale > 0 || !counts.contains(&unit.dimension);
    let [a, b] = [one, two].map(|figure| document.slice(figure.figures));
    let whole = |text: &str, most: usize| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    let start = text.floor_char_boundary(one.figures.start().saturating_sub(36));
    let head = text.get(start..one.figures.start()).unwrap_or("");
    let listed = head
        .ends_with(|c: char| c == '第' || c == '、' || c.is_ascii_alphanumeric() || "“\"-—.·".contains(c))
        || head.contains("分别")
        || text.get(two.figures.end()..).is_some_and(|rest| rest.starts_with(['、', '·']));
    let next = a.parse::<u32>().ok().zip(b.parse::<u32>().ok()).is_some_and(|(a, b)| b == a + 1);
    measured && whole(a, 3) && whole(b, 2) && !listed && !(mark == '、' && next) && a != "0"
}

/// 二O二三年, 二0二三年: a letter or an Arabic nought in a year that is written in Chinese figures.
fn nought(cx: &mut Context<'_>, span: Span) {
    let text = cx.document().text();
    let chinese = |c: char| "一二三四五六七八九〇".contains(c);
    let (Some(head), Some(tail)) = (text.get(..span.start()), text.get(span.end()..)) else { return };
    let rest = tail.trim_start_matches(|c: char| chinese(c) || "Oo0".contains(c));
    if head.ends_with(chinese) && rest.starts_with('年') && rest.len() < tail.len() {
        let report = cx.report(span).message("nought").arg("text", text.get(span.range()).unwrap_or(""));
        report.arg("replacement", "〇").fix("fix", vec![Edit::replace(span, "〇")]).emit();
    }
}
