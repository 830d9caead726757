//! The words of the reports themselves, in both languages. What a rule says is in its card.

use crate::diagnostic::{Lang, Safety, Severity};

/// Picks the text of a language.
fn pick<T>(lang: Lang, en: T, zh: T) -> T {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// What a list of lines has between its numbers.
const LIST: [char; 2] = [',', '–'];

fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => pick(lang, "error", "错误"),
        Severity::Warning => pick(lang, "warning", "警告"),
        Severity::Info => pick(lang, "info", "提示"),
    }
}

/// What stands between a header and its message.
pub fn colon(lang: Lang) -> &'static str {
    pick(lang, ": ", "：")
}

pub fn why(lang: Lang, note: &str) -> String {
    pick(lang, format!("why: {note}"), format!("原因：{note}"))
}

pub fn help(lang: Lang, help: &str) -> String {
    pick(lang, format!("help: {help}"), format!("建议：{help}"))
}

/// A candidate that only a person may choose. `title` says what it would do.
pub fn candidate(lang: Lang, title: &str, confidence: f32) -> String {
    let percent = confidence * 100.0;
    pick(lang, format!("candidate: {title} ({percent:.0}%)"), format!("候选：{title}（{percent:.0}%）"))
}

/// The places of a finding that there is no room to show.
pub fn more_places(lang: Lang, count: usize, lines: &str) -> String {
    let (places, on) =
        (plural(count, "place", "places"), if lines.contains(LIST) { "lines" } else { "line" });
    pick(
        lang,
        format!("also: {count} more {places}, on {on} {lines}"),
        format!("另有 {count} 处，在第 {lines} 行"),
    )
}

/// A label on the first line of a place that goes on over others.
pub fn to_line(lang: Lang, label: &str, line: u32) -> String {
    match (lang, label) {
        (Lang::En, "") => format!("to line {line}"),
        (Lang::En, _) => format!("{label} (to line {line})"),
        (Lang::Zh, "") => format!("至第 {line} 行"),
        (Lang::Zh, _) => format!("{label}（至第 {line} 行）"),
    }
}

/// The header over all findings of a rule in a file. `what` is the rule's summary.
pub fn summed_up(lang: Lang, what: &str, findings: usize) -> String {
    pick(lang, format!("{what}: {findings} findings in this file"), format!("{what}：本文件共 {findings} 处"))
}

/// The lines that findings stand on, under such a header.
pub fn on_lines(lang: Lang, lines: &str) -> String {
    pick(lang, format!("lines: {lines}"), format!("所在行：{lines}"))
}

/// What mends findings that were summed up.
pub fn mends(lang: Lang, changes: usize) -> String {
    let noun = plural(changes, "change", "changes");
    pick(
        lang,
        format!("help: `zzlint fix --write` makes {changes} {noun}; -v shows each finding"),
        format!("建议：`zzlint fix --write` 共改 {changes} 处；-v 逐条显示"),
    )
}

/// The help of findings that were summed up and that no safe fix mends.
pub fn each_with_verbose(lang: Lang, help: &str) -> String {
    pick(lang, format!("{help}; -v shows each finding"), format!("{help}；-v 逐条显示"))
}

/// The first line of an outline of a page, behind the path.
pub fn order_sums(lang: Lang, articles: usize, joined: usize, moved: usize) -> String {
    let noun = plural(articles, "article", "articles");
    pick(
        lang,
        format!("{articles} {noun}; {joined} joined (+), {moved} moved (↑)"),
        format!("{articles} 篇文章；拼接 {joined} 处（+），移动 {moved} 处（↑）"),
    )
}

pub fn order_article(lang: Lang, number: usize) -> String {
    pick(lang, format!("Article {number}"), format!("文章 {number}"))
}

/// What a block of an outline is.
pub fn order_kind(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "headline" => pick(lang, "headline", "标题"),
        "byline" => pick(lang, "byline", "署名"),
        _ => pick(lang, "caption", "图注"),
    }
}

/// How often a word of an archive stands in it.
pub fn words_count(lang: Lang, count: u32, files: u32) -> String {
    let noun = plural(files as usize, "file", "files");
    pick(lang, format!("{count} in {files} {noun}"), format!("{files} 个文件 {count} 处"))
}

/// What stands above the words that are probably misread.
pub fn words_misread(lang: Lang) -> &'static str {
    pick(
        lang,
        "Probably misread each time; check before accepting:",
        "以下多半是反复出现的误识，采纳前请核对：",
    )
}

/// How many of the occurrences are doubted, and what may have been printed.
pub fn words_doubt(lang: Lang, doubts: u32, meant: Option<&str>) -> String {
    let meant =
        meant.map(|meant| pick(lang, format!(": {meant}?"), format!("：{meant}？"))).unwrap_or_default();
    pick(lang, format!("{doubts} doubted{meant}"), format!("{doubts} 处存疑{meant}"))
}

/// What stands behind a block whose other half is not in the file.
pub fn order_breaks_off(lang: Lang) -> &'static str {
    pick(lang, " ← breaks off", " ← 至此中断")
}

/// What stands before a list of lines that are in no article.
pub fn order_aside(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "furniture" => pick(lang, "page furniture: lines ", "版面杂项：第 "),
        "duplicates" => pick(lang, "duplicates (line = the line that stays): ", "重复行（行 = 保留行）："),
        "lost" => pick(lang, "a character seems to be lost at: lines ", "接合处似缺一字：第 "),
        _ => pick(lang, "without their other half: lines ", "缺另一半：第 "),
    }
}

/// The tag of a fix in the one-line format.
pub fn fix_tag(lang: Lang, safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => pick(lang, "[safe fix]", "[可安全修复]"),
        Safety::Unsafe => pick(lang, "[unsafe fix]", "[修复需 --unsafe]"),
        Safety::Suggest => pick(lang, "[suggestion]", "[有候选]"),
    }
}

/// Where a line of a diff went.
pub fn moved_to(lang: Lang, line: usize) -> String {
    pick(lang, format!("moved to line {line}:"), format!("移至第 {line} 行："))
}

/// Where a line of a diff was.
pub fn moved_from(lang: Lang, line: usize) -> String {
    pick(lang, format!("moved here from line {line}:"), format!("自第 {line} 行移来："))
}
