//! PUN003: marks that no printed text has: doubled ones, dashes and ellipses of other characters, brackets whose halves
//! differ.

use memchr::memmem;

use crate::diagnostic::{Edit, Safety};
use crate::lang::chars::is_han;
use crate::lang::marks::{marks, partner};
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    runs_and_pairs(cx);
    misread_dashes(cx);
    ascii_dashes(cx);
    ascii_ellipses(cx);
}

/// Marks of which only one can stand in a place, the weaker first: of two, the stronger is kept.
const SINGLE: [char; 5] = ['、', '，', '；', '：', '。'];

fn runs_and_pairs(cx: &mut Context<'_>) {
    let text = cx.document().text();
    let mut run: Vec<(usize, char)> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut line_end = 0;
    for (at, mark) in marks(text) {
        if at >= line_end {
            line_end = text
                .as_bytes()
                .get(at..)
                .and_then(|rest| memchr::memchr(b'\n', rest))
                .map_or(text.len(), |n| at + n);
            open.clear();
        }
        if run.last().is_some_and(|(last, c)| last + c.len_utf8() != at) || !is_single(mark) {
            report_run(cx, &run);
            run.clear();
        }
        if is_single(mark) {
            run.push((at, mark));
            continue;
        }
        match partner(mark) {
            Some((_, true)) => open.push((at, mark)),
            Some((other, false)) => {
                if let Some((from, opening)) = open.pop() {
                    report_pair(cx, (from, opening), (at, mark), other);
                }
            }
            None => {}
        }
    }
    report_run(cx, &run);
}

fn is_single(mark: char) -> bool {
    SINGLE.contains(&mark)
}

/// Two or more marks of which one would do. Equal ones are one mark seen twice; of different ones the stronger is
/// likely; 。。。 stands for an ellipsis.
fn report_run(cx: &mut Context<'_>, run: &[(usize, char)]) {
    let &[(start, first), .., (last, end)] = run else { return };
    let span = Span::new(start, last + end.len_utf8());
    let text = cx.document().slice(span);
    let equal = run.iter().all(|&(_, c)| c == first);
    let strength = |c: char| SINGLE.iter().position(|&s| s == c);
    let kept = match run.len() {
        3.. if equal && first == '。' => "……".to_owned(),
        _ => run.iter().map(|&(_, c)| c).max_by_key(|&c| strength(c)).unwrap_or(first).to_string(),
    };
    let safety = if equal && run.len() == 2 { Safety::Safe } else { Safety::Unsafe };
    let report = cx.report(span).arg("text", text).arg("replacement", &kept);
    report.message("doubled").fix("fix", vec![Edit::replace(span, kept)]).safety(safety).emit();
}

/// A pair such as 《…〉, of one kind but for the size, or 《…）, of two kinds: there a person decides.
fn report_pair(cx: &mut Context<'_>, opening: (usize, char), closing: (usize, char), expected: char) {
    let ((from, open), (at, close)) = (opening, closing);
    let bracket = |c: char| matches!(c, '《' | '》' | '〈' | '〉' | '（' | '）' | '【' | '】' | '〔' | '〕');
    if open == expected || !bracket(open) || !bracket(close) {
        return;
    }
    let title = |c: char| matches!(c, '《' | '》' | '〈' | '〉');
    let (first, last) = (Span::new(from, from + open.len_utf8()), Span::new(at, at + close.len_utf8()));
    let inside = cx.document().slice(Span::new(first.end(), last.start()));
    let (wrong, right, safety) = match (open, close) {
        // What holds a bracket itself, as in 《议程〈草案)》, lost more than a half.
        _ if inside.contains(|c| bracket(c) || matches!(c, '(' | ')')) => {
            (last, partner(open).map_or(close, |(other, _)| other), Safety::Suggest)
        }
        ('〈', '》') => (first, '《', Safety::Safe),
        ('《', '〉') => (last, '》', Safety::Safe),
        // A date, a time or a credit stands in round brackets; a title does not begin so.
        _ if title(open) && begins_a_note(cx.document().text(), first.end()) => {
            (first, expected, Safety::Suggest)
        }
        _ => (last, partner(open).map_or(close, |(other, _)| other), Safety::Suggest),
    };
    let pair = format!("{open}…{close}");
    let report = cx.report(wrong).arg("text", pair).arg("replacement", right);
    let report = report.related(if wrong == last { first } else { last }, "half").message("pair");
    report.fix("fix", vec![Edit::replace(wrong, right)]).safety(safety).emit();
}

fn begins_a_note(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    rest.starts_with(|c: char| c.is_ascii_digit())
        || ["记者", "通讯员", "新华社", "图"].iter().any(|w| rest.starts_with(w))
}

/// 一 read where a dash was printed: twice for ——, once between figures for —.
fn misread_dashes(cx: &mut Context<'_>) {
    let text = cx.document().text();
    let mut done = 0;
    for at in memmem::find_iter(text.as_bytes(), "一") {
        if at < done {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let length = rest.len() - rest.trim_start_matches('一').len();
        done = at + length;
        let (before, after) = (text.get(..at).unwrap_or(""), rest.get(length..).unwrap_or(""));
        let found = match length / "一".len() {
            1 if is_range(before, after) => Some((at, "—")),
            2 if is_long_dash(before, after) => Some((at, "——")),
            3 if before.ends_with('之') && after.starts_with(is_opening_or_han) => {
                Some((at + "一".len(), "——"))
            }
            _ => None,
        };
        if let Some((start, dash)) = found {
            let span = Span::new(start, at + length);
            let report =
                cx.report(span).arg("text", text.get(span.range()).unwrap_or("")).arg("replacement", dash);
            report.message("dash").fix("fix", vec![Edit::replace(span, dash)]).safety(Safety::Unsafe).emit();
        }
    }
}

/// 1一10月, 9月一10月
fn is_range(before: &str, after: &str) -> bool {
    let bare = before.trim_end_matches(['年', '月', '日', '%', '时']);
    let unit = before.len() - bare.len() <= "年".len();
    unit && bare.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether 一一 is a dash and not the word "one by one", which stands before a verb.
fn is_long_dash(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next() else { return false };
    let clause = |c: &char| !matches!(c, '\n' | '，' | ',' | '。' | '；' | '：' | '！' | '？');
    let mut head = before.chars().rev().take(30).take_while(clause);
    let starts_line = before.is_empty() || before.ends_with('\n');
    if matches!(next, '“' | '《') {
        return starts_line || before.ends_with(is_closing_or_han);
    }
    let ordinary = |c: char| is_han(c) && !matches!(c, '一' | '二' | '三');
    if after.chars().take(2).filter(|&c| ordinary(c)).count() < 2 || ONE_BY_ONE.contains(next) {
        return false;
    }
    let noun_before = before.ends_with(is_closing_or_han)
        && !before.ends_with([
            '唯', '统', '初', '之', '第', '十', '同', '单', '专', '其', '任', '逐', '要', '都', '已', '也',
            '后', '前', '中', '里', '上', '时', '们', '题', '况', '求',
        ]);
    starts_line || (noun_before && !head.any(|c| OF_SOMETHING.contains(c)))
}

/// First characters of the verbs and adverbs that "one by one" stands before.
const ONE_BY_ONE: &str = "翻握浮对梳打驻亲作回解列介核走落记兑登查排比告问说讲道指检看读数清分确化破呈展映入致向与为进做给送发交签审反点叫揭拆击改整实销上完过参品尝尽满找挑辨识归攻克写画录建立拜到登细认签述阐说明谈提领取消除修订补收通知约请来去过户量测试验算尝应答处理转送归还安";

/// Words before it that give "one by one" its object.
const OF_SOMETHING: &str = "把将与同向对被给为和让使跟";

fn is_closing_or_han(c: char) -> bool {
    is_han(c) || matches!(c, '”' | '》' | '）')
}

fn is_opening_or_han(c: char) -> bool {
    is_han(c) || matches!(c, '“' | '《')
}

/// `--` between Chinese characters.
fn ascii_dashes(cx: &mut Context<'_>) {
    ascii_runs(cx, b'-', 2..=4, "——", "dash");
}

/// `...` after Chinese characters.
fn ascii_ellipses(cx: &mut Context<'_>) {
    ascii_runs(cx, b'.', 3..=6, "……", "ellipsis");
}

fn ascii_runs(
    cx: &mut Context<'_>,
    byte: u8,
    lengths: std::ops::RangeInclusive<usize>,
    right: &str,
    key: &str,
) {
    let text = cx.document().text();
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memmem::find_iter(bytes, &[byte, byte]) {
        if at < done {
            continue;
        }
        let length = bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|&&b| b == byte).count());
        done = at + length;
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(done..).unwrap_or(""));
        let starts = before.is_empty() || before.ends_with('\n');
        let wide_before = before.ends_with(|c: char| is_closing_or_han(c) || matches!(c, '、' | '“'));
        let ends = after.is_empty() || after.starts_with(['\n', '\r']);
        let wide_after =
            after.starts_with(|c: char| is_opening_or_han(c) || matches!(c, '”' | '。' | '，' | '）'));
        let fits = if byte == b'-' {
            (wide_before || starts) && wide_after
        } else {
            wide_before && (wide_after || ends)
        };
        if fits && lengths.contains(&length) {
            let span = Span::new(at, done);
            let report =
                cx.report(span).arg("text", text.get(span.range()).unwrap_or("")).arg("replacement", right);
            report.message(key).fix("fix", vec![Edit::replace(span, right)]).safety(Safety::Safe).emit();
        }
    }
}
