//! NUM004: dates and times of day that no calendar and no clock has.

use memchr::memmem;

use crate::diagnostic::Edit;
use crate::rules::Context;
use crate::source::Span;

pub fn check(cx: &mut Context<'_>) {
    dates(cx);
    times(cx);
}

/// Words that make the day one of the lunar calendar, whose months differ.
const LUNAR: [&str; 6] = ["农历", "阴历", "旧历", "夏历", "藏历", "伊历"];
/// How many bytes before a date are searched for them.
const LUNAR_REACH: usize = 36;

/// The first whole century that the calendar knows: earlier years are not reckoned with.
const GREGORIAN: u32 = 1600;

fn dates(cx: &mut Context<'_>) {
    let text = cx.document().text();
    for at in memmem::find_iter(text.as_bytes(), "月") {
        let Some(date) = Date::around(text, at) else { continue };
        if is_lunar(text, date.start) {
            continue;
        }
        let place = Span::new(date.start, date.end);
        if !(1..=12).contains(&date.month) {
            if date.year.is_some() || date.day.is_some() {
                cx.report(place).arg("text", slice(text, place)).message("month").emit();
            }
            continue;
        }
        let Some(day) = date.day else { continue };
        let longest = days_in(date.month, date.year);
        if !(1..=longest).contains(&day) {
            let report = cx.report(place).arg("text", slice(text, place)).arg("month", date.month);
            report.arg("days", longest).message("main").emit();
        } else if let (Some(year), Some((named, span))) = (date.year, weekday_after(text, date.end)) {
            let right = weekday(year, date.month, day);
            if right != named {
                let right = WEEKDAYS.get(right).copied().unwrap_or('?');
                let report = cx
                    .report(span)
                    .arg("text", slice(text, place))
                    .arg("weekday", right)
                    .arg("found", slice(text, span))
                    .message("weekday");
                // Of an absurd year it is the year that is misread.
                if (1900..2100).contains(&year) {
                    report.fix("fix", vec![Edit::replace(last_char(text, span), right)]).emit();
                } else {
                    report.emit();
                }
            }
        }
    }
}

/// What of a date is written out in Arabic figures: `2022年8月19日`, `8月19日`, `2022年8月`.
struct Date {
    start: usize,
    end: usize,
    year: Option<u32>,
    month: u32,
    day: Option<u32>,
}

impl Date {
    /// The date whose 月 stands at `at`.
    fn around(text: &str, at: usize) -> Option<Self> {
        let (mut start, month) = number_before(text, at, 2)?;
        let year = strip_end(text, start, "年").and_then(|end| number_before(text, end, 4));
        let year = year.filter(|&(from, _)| strip_end(text, start, "年").is_some_and(|end| end - from == 4));
        let year = year.filter(|&(_, year)| year >= GREGORIAN);
        if let Some((from, _)) = year {
            start = from;
        }
        let after = at + "月".len();
        let day = number_after(text, after, 2).and_then(|(end, day)| {
            let rest = text.get(end..)?;
            rest.starts_with(['日', '号']).then_some((end + "日".len(), day))
        });
        let end = day.map_or(after, |(end, _)| end);
        Some(Self { start, end, year: year.map(|y| y.1), month, day: day.map(|d| d.1) })
    }
}

/// The clock: 25时30分, 12时75分, and 25:30 or 12:75 after words that make it a time and no ratio.
fn times(cx: &mut Context<'_>) {
    let text = cx.document().text();
    for at in memmem::find_iter(text.as_bytes(), "时") {
        let Some((start, hour)) = number_before(text, at, 2) else { continue };
        let minute = number_after(text, at + "时".len(), 2)
            .filter(|&(end, _)| text.get(end..).is_some_and(|rest| rest.starts_with('分')));
        let of_a_day = text.get(..start).is_some_and(|head| head.ends_with(['日', '号']));
        let end = minute.map_or(at, |m| m.0) + "时".len();
        let wrong = (hour > 24 && of_a_day) || minute.is_some_and(|(_, m)| m > 59 || (hour > 24 && of_a_day));
        if wrong {
            let place = Span::new(start, end);
            cx.report(place).arg("text", slice(text, place)).message("time").emit();
        }
    }
    for at in memchr::memchr_iter(b':', text.as_bytes()).chain(memmem::find_iter(text.as_bytes(), "：")) {
        let width = if text.as_bytes().get(at) == Some(&b':') { 1 } else { "：".len() };
        let Some((start, hour)) = number_before(text, at, 2) else { continue };
        let Some((end, minute)) = number_after(text, at + width, 2) else { continue };
        let names_a_time = |head: &str| TIMES.iter().any(|word| head.ends_with(word));
        if end - at - width == 2 && (hour > 24 || minute > 59) && text.get(..start).is_some_and(names_a_time)
        {
            let place = Span::new(start, end);
            cx.report(place).arg("text", slice(text, place)).message("time").emit();
        }
    }
}

/// What stands right before a time of day.
const TIMES: [&str; 10] = ["上午", "下午", "中午", "早上", "晚上", "凌晨", "傍晚", "时间", "日晚", "日早"];

const WEEKDAYS: [char; 7] = ['日', '一', '二', '三', '四', '五', '六'];

/// The weekday that follows a date, 0 for Sunday, and where it stands.
fn weekday_after(text: &str, end: usize) -> Option<(usize, Span)> {
    let rest = text.get(end..)?;
    let bare = rest.trim_start_matches([' ', '\u{3000}', '(', '（', ',', '，']);
    let gap = rest.len() - bare.len();
    let name = bare.strip_prefix("星期").or_else(|| bare.strip_prefix('周'))?;
    let c = name.chars().next()?;
    let number = WEEKDAYS.iter().position(|&w| w == if c == '天' { '日' } else { c })?;
    let length = bare.len() - name.len() + c.len_utf8();
    Some((number, Span::new(end + gap, end + gap + length)))
}

/// 0 for Sunday. The days since 1 March of year 0, counted in 400-year eras (H. Hinnant, "chrono-compatible low-level
/// date algorithms"); a day of that count is a Wednesday where it divides by seven.
fn weekday(year: u32, month: u32, day: u32) -> usize {
    let year = if month <= 2 { year - 1 } else { year };
    let months = (month + 9) % 12;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * months + 2) / 5 + day - 1;
    (days as usize + 3) % 7
}

fn days_in(month: u32, year: Option<u32>) -> u32 {
    let leap = |y: u32| y.is_multiple_of(4) && (!y.is_multiple_of(100) || y.is_multiple_of(400));
    match month {
        2 if year.is_none_or(leap) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_lunar(text: &str, start: usize) -> bool {
    let head = text.as_bytes().get(start.saturating_sub(LUNAR_REACH)..start).unwrap_or(&[]);
    LUNAR.iter().any(|word| memmem::find(head, word.as_bytes()).is_some())
}

/// The whole number of at most `digits` figures that ends at `end`, and its start. None where it is a part of a longer
/// number, a decimal or a range.
fn number_before(text: &str, end: usize, digits: usize) -> Option<(usize, u32)> {
    let head = text.get(..end)?;
    let start = head.bytes().rev().take(digits + 1).take_while(u8::is_ascii_digit).count();
    let start = end - start;
    if head.get(..start)?.ends_with(['.', '·', '-', '/', ':', '：', '—', '~', '～']) {
        return None;
    }
    let number = head.get(start..)?;
    (number.len() <= digits).then(|| number.parse().ok().map(|value| (start, value)))?
}

/// The number of at most `digits` figures that starts at `start`, and its end.
fn number_after(text: &str, start: usize, digits: usize) -> Option<(usize, u32)> {
    let rest = text.get(start..)?;
    let length = rest.bytes().take(digits + 1).take_while(u8::is_ascii_digit).count();
    let number = rest.get(..length).filter(|number| number.len() <= digits)?;
    number.parse().ok().map(|value| (start + length, value))
}

fn strip_end(text: &str, end: usize, suffix: &str) -> Option<usize> {
    text.get(..end)?.strip_suffix(suffix).map(str::len)
}

fn last_char(text: &str, span: Span) -> Span {
    let last = slice(text, span).chars().next_back().map_or(0, char::len_utf8);
    Span::new(span.end() - last, span.end())
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_weekdays() {
        let friday = 5;
        assert_eq!(weekday(2022, 8, 19), friday);
        assert_eq!(weekday(2023, 3, 3), friday);
        assert_eq!(weekday(2000, 2, 29), 2);
        assert_eq!(weekday(1949, 10, 1), 6);
        assert_eq!(weekday(2026, 1, 1), 4);
        assert_eq!(weekday(1900, 3, 1), 4);
    }

    #[test]
    fn months_have_their_days() {
        assert_eq!([days_in(2, Some(2023)), days_in(2, Some(2024)), days_in(2, None)], [28, 29, 29]);
        assert_eq!([days_in(2, Some(1900)), days_in(2, Some(2000)), days_in(11, None)], [28, 29, 30]);
    }
}
