//! Findings with their windows.

use insta::assert_snapshot;
use proptest::prelude::*;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{at, finding, fix, full, nth, shown};
use crate::diagnostic::{Alternative, Diagnostic, Edit, Lang, Related, Safety, Severity};
use crate::report::{Format, Options};
use crate::source::{Source, Span, decode};

const LONG: &str = "据市农业农村局介绍,今年以来,全市各地因地制宜发展特色产业,新建高标准农田,推广优良品种,带动农户增收,\
村民们的日子越过越红火,脸上的笑容也越来越多,乡亲们都说现在的政策好,干劲更足了。";

#[test]
fn two_halves_of_a_paragraph() {
    let text = format!("局负责人说,下一步还要继续努力。{LONG}\n\n{LONG}城关镇农业农村\n");
    let tail = nth(&text, "农业农村", 2);
    let mut one = finding("FLW002", tail, "paragraph breaks off, its other half stands 2 lines above");
    one.severity = Severity::Error;
    one.label = "breaks off inside a word".to_owned();
    one.related = vec![Related {
        span: at(&text, "局负责人说"),
        message: "goes on here: 「农业农村|局负责人」".to_owned(),
        elsewhere: None,
    }];
    one.notes = vec!["section 2 was read before its own beginning".to_owned()];
    assert_snapshot!(full(&text, &[one]), @r#"
    error[FLW002]: paragraph breaks off, its other half stands 2 lines above
      ┌─ pages/01.txt:3:97
      │
    3 │ …乡亲们都说现在的政策好,干劲更足了。城关镇农业农村
      │                                           ^^^^^^^^ breaks off inside a word
      ·
    1 │ 局负责人说,下一步还要继续努力。据市农业农村局介绍,今年以来,全市各地因地制…
      │ ---------- goes on here: 「农业农村|局负责人」
      │
      = why: section 2 was read before its own beginning
      = help: see the page image
    "#);
}

#[test]
fn a_place_in_the_middle_of_a_long_line() {
    let mut one = finding("CHR002", at(LONG, "高标准农田"), "「高标准农田」 is a known misreading");
    one.fix = fix(Safety::Unsafe, vec![Edit::replace(one.span, "高标淮农田")]);
    assert_snapshot!(full(LONG, &[one]), @r#"
    warning[CHR002]: 「高标准农田」 is a known misreading
      ┌─ pages/01.txt:1:33
      │
    1 │ …年以来,全市各地因地制宜发展特色产业,新建高标准农田,推广优良品种,带动农户增…
      │                                          ^^^^^^^^^^ → 高标淮农田
      │
      = why: Chinese text is set with full-width marks.
      = help: see the page image
    "#);
}

#[test]
fn places_on_one_line_share_a_window_where_they_fit() {
    let text = "在在职职工和在职职工";
    let mut one = finding("DUP004", nth(text, "在", 1), "「在」 twice");
    one.label = "again".to_owned();
    one.related = vec![Related { span: at(text, "在"), message: "first".to_owned(), elsewhere: None }];
    let mut far = finding("DUP003", at(LONG, "据市"), "twice");
    far.related = vec![Related { span: at(LONG, "干劲"), message: "and here".to_owned(), elsewhere: None }];
    assert_snapshot!(full(text, &[one]), @r#"
    warning[DUP004]: 「在」 twice
      ┌─ pages/01.txt:1:2
      │
    1 │ 在在职职工和在职职工
      │ --^^ again
      │ │   
      │ first
      │
      = why: Chinese text is set with full-width marks.
      = help: see the page image
    "#);
    assert_snapshot!(full(LONG, &[far]), @r#"
    warning[DUP003]: twice
      ┌─ pages/01.txt:1:1
      │
    1 │ 据市农业农村局介绍,今年以来,全市各地因地制宜发展特色产业,新建高标准农田,推…
      │ ^^^^
      ·
    1 │ …的日子越过越红火,脸上的笑容也越来越多,乡亲们都说现在的政策好,干劲更足了。
      │                                                               ---- and here
      │
      = why: Chinese text is set with full-width marks.
      = help: see the page image
    "#);
}

#[test]
fn what_does_not_show() {
    let text =
        format!("渌\u{200B}口区\u{1}\t的e\u{301}𠮷\u{202E}坏{}字\u{E001}。\r\n", decode::stand_in(0x81));
    let spans = ["\u{200B}", "\u{1}\t", "𠮷", "\u{202E}", "\u{10FE81}", "\r\n", "\u{301}"];
    let found: Vec<Diagnostic> =
        spans.iter().map(|what| finding("ENC005", at(&text, what), "does not\u{1B}[31m show")).collect();
    assert_snapshot!(full(&text, &found), @r#"
    warning[ENC005]: does not␛[31m show
      ┌─ pages/01.txt:1:2
      │
    1 │ 渌‹U+200B›口区␁␉的é𠮷‹U+202E›坏‹81›字‹U+E001›。
      │   ^^^^^^^^
      │
      = why: Chinese text is set with full-width marks.
      = help: see the page image

    warning[ENC005]: does not␛[31m show
      ┌─ pages/01.txt:1:5
      │
    1 │ 渌‹U+200B›口区␁␉的é𠮷‹U+202E›坏‹81›字‹U+E001›。
      │               ^^
      │
      = help: see the page image

    warning[ENC005]: does not␛[31m show
      ┌─ pages/01.txt:1:10
      │
    1 │ 渌‹U+200B›口区␁␉的é𠮷‹U+202E›坏‹81›字‹U+E001›。
      │                    ^^
      │
      = help: see the page image

    warning[ENC005]: does not␛[31m show
      ┌─ pages/01.txt:1:11
      │
    1 │ 渌‹U+200B›口区␁␉的é𠮷‹U+202E›坏‹81›字‹U+E001›。
      │                      ^^^^^^^^
      │
      = help: see the page image

    warning[ENC005]: does not␛[31m show
      ┌─ pages/01.txt:1:13
      │
    1 │ 渌‹U+200B›口区␁␉的é𠮷‹U+202E›坏‹81›字‹U+E001›。
      │                                ^^^^
      │
      = help: see the page image

    warning[ENC005]: does not␛[31m show
      ┌─ pages/01.txt:1:17
      │
    1 │ 渌‹U+200B›口区␁␉的é𠮷‹U+202E›坏‹81›字‹U+E001›。␍␊
      │                                                ^^
      │
      = help: see the page image

    warning[ENC005]: does not␛[31m show
      ┌─ pages/01.txt:1:9
      │
    1 │ 渌‹U+200B›口区␁␉的e‹U+0301›𠮷‹U+202E›坏‹81›字‹U+E001›。
      │                    ^^^^^^^^
      │
      = help: see the page image
    "#);
}

#[test]
fn places_of_several_lines() {
    let text = "甲。\n\n\n\n乙乙乙，\n乙乙。\n丙";
    let blank = finding("FMT001", Span::new(7, 10), "3 blank lines in a row");
    let block = finding("DUP001", at(text, "乙乙乙，\n乙乙。"), "a paragraph of two lines");
    let open = finding("FLW003", Span::empty(text.len()), "an open edge");
    assert_snapshot!(full(text, &[blank, block, open]), @r#"
    warning[FMT001]: 3 blank lines in a row
      ┌─ pages/01.txt:2:1
      │
    2 │ ␊
      │ ^ to line 4
      │
      = why: Chinese text is set with full-width marks.
      = help: see the page image

    warning[DUP001]: a paragraph of two lines
      ┌─ pages/01.txt:5:1
      │
    5 │ 乙乙乙，
      │ ^^^^^^^^ to line 6
      │
      = why: Chinese text is set with full-width marks.
      = help: see the page image

    warning[FLW003]: an open edge
      ┌─ pages/01.txt:7:2
      │
    7 │ 丙
      │   ^
      │
      = why: Chinese text is set with full-width marks.
      = help: see the page image
    "#);
}

#[test]
fn a_place_wider_than_the_window() {
    let text = format!("开头{LONG}");
    let one = finding("DUP001", at(&text, LONG), "the same paragraph twice");
    assert_snapshot!(full(&text, &[one]), @r#"
    warning[DUP001]: the same paragraph twice
      ┌─ pages/01.txt:1:3
      │
    1 │ 开头据市农业农村局介绍,今年以来,全市各地因地制宜发展特色产业,新建高标…
      │     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = why: Chinese text is set with full-width marks.
      = help: see the page image
    "#);
}

#[test]
fn a_suggestion_and_its_rivals() {
    let text = "荷塘区山鹿镇樟霞村";
    let mut one = finding("CHR001", at(text, "山鹿镇"), "荷塘区 has no 山鹿镇");
    one.fix = fix(Safety::Suggest, vec![Edit::replace(one.span, "仙庾镇")]);
    one.confidence = 0.82;
    one.alternatives =
        vec![Alternative { title: "仙鹿镇".to_owned(), confidence: 0.1, edits: Vec::new() }];
    one.related = (0..6)
        .map(|_| Related { span: at(text, "樟霞村"), message: String::new(), elsewhere: None })
        .collect();
    assert_snapshot!(full(text, &[one]), @r#"
    warning[CHR001]: 荷塘区 has no 山鹿镇
      ┌─ pages/01.txt:1:4
      │
    1 │ 荷塘区山鹿镇樟霞村
      │       ^^^^^^------
      │       │       
      │       → 仙庾镇
      │
      = why: Chinese text is set with full-width marks.
      = candidate: mend it (82%)
      = candidate: 仙鹿镇 (10%)
      = also: 2 more places, on line 1
      = help: see the page image
    "#);
}

#[test]
fn routine_findings_are_summed_up() {
    let text = "甲,乙\n".repeat(4) + "\n" + &"丙;丁\n".repeat(3);
    let found: Vec<Diagnostic> = text
        .match_indices([',', ';'])
        .map(|(at, mark)| {
            let mut one = finding("PUN001", Span::new(at, at + 1), "half-width mark");
            one.fix = fix(Safety::Safe, vec![Edit::replace(one.span, if mark == "," { "，" } else { "；" })]);
            one
        })
        .collect();
    assert_snapshot!(full(&text, &found), @r#"
    warning[PUN001]: half-width mark in Chinese text: 7 findings in this file
      ┌─ pages/01.txt:1:2
      │
    1 │ 甲,乙
      │   ^ → ，
      │
      = lines: 1–4, 6–8
      = why: Chinese text is set with full-width marks.
      = help: `zzlint fix --write` makes 7 changes; -v shows each finding
    "#);
    let source = Source::from_text("pages/01.txt", &text);
    let quiet = Options { quiet: true, ..Options::default() };
    assert_snapshot!(shown(Format::Concise, quiet, &source, &found), @r#"pages/01.txt:1:2: warning[PUN001] half-width mark in Chinese text: 7 findings in this file [safe fix]"#);
    let each = Options { each: true, lang: Lang::Zh, ..quiet };
    assert_snapshot!(shown(Format::Concise, each, &source, &found[..6]), @r#"
    pages/01.txt:1:2: 警告[PUN001] half-width mark [可安全修复]
    pages/01.txt:2:2: 警告[PUN001] half-width mark [可安全修复]
    pages/01.txt:3:2: 警告[PUN001] half-width mark [可安全修复]
    pages/01.txt:4:2: 警告[PUN001] half-width mark [可安全修复]
    pages/01.txt:6:2: 警告[PUN001] half-width mark [可安全修复]
    pages/01.txt:7:2: 警告[PUN001] half-width mark [可安全修复]
    "#);
}

#[test]
fn chinese() {
    let text = "株洲日报,二〇二三年\n株洲日报\n";
    let mut one = finding("PUN001", at(text, ","), "中文里的半角逗号");
    one.fix = fix(Safety::Suggest, vec![Edit::replace(one.span, "，")]);
    one.help = "请对照版面图像".to_owned();
    one.related =
        vec![Related {
            span: nth(text, "株洲日报", 1), message: "又见于此".to_owned(), elsewhere: None
        }];
    let options = Options { lang: Lang::Zh, quiet: true, ..Options::default() };
    assert_snapshot!(shown(Format::Full, options, &Source::from_text("版面/01.txt", text), &[one]), @r#"
    警告[PUN001]：中文里的半角逗号
      ┌─ 版面/01.txt:1:5
      │
    1 │ 株洲日报,二〇二三年
      │         ^ → ，
    2 │ 株洲日报
      │ -------- 又见于此
      │
      = 原因：中文用全角标点。
      = 候选：mend it（100%）
      = 建议：请对照版面图像
    "#);
}

#[test]
fn colour() {
    let text = "株洲日报,二〇二三年\n";
    let mut one = finding("PUN001", at(text, ","), "half-width mark");
    one.related = vec![Related { span: at(text, "日报"), message: "here".to_owned(), elsewhere: None }];
    let options = Options { color: true, quiet: true, ..Options::default() };
    let text = shown(Format::Full, options, &Source::from_text("01.txt", text), &[one]);
    assert_snapshot!(text.replace('\u{1B}', "\\e"), @r#"
    \e[1m\e[33mwarning[PUN001]\e[0m\e[1m: half-width mark\e[0m
      \e[36m┌─\e[0m 01.txt:1:5
      \e[36m│\e[0m
    \e[36m1\e[0m \e[36m│\e[0m 株洲日报\e[33m,\e[0m二〇二三年
      \e[36m│\e[0m     \e[36m----\e[33m^\e[0m
      \e[36m│\e[0m     \e[36m│\e[0m    
      \e[36m│\e[0m     \e[36mhere\e[0m
      \e[36m│\e[0m
      \e[36m=\e[0m why: Chinese text is set with full-width marks.
      \e[36m=\e[0m help: see the page image
    "#);
}

/// Characters that make trouble: wide, of no width, joining, controls, line ends, stand-ins.
const TROUBLE: &str =
    "[甲乙a ,，。\u{200B}\u{200D}\u{301}\t\u{1}\u{1B}\n\r𠮷👩☺\u{FE0F}\u{E000}\u{10FE81}\u{3000}🇨]{0,400}";

proptest! {
    #[test]
    fn any_place_can_be_shown(text in TROUBLE, from in any::<usize>(), to in any::<usize>(), width in 0..120usize) {
        let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (from, to) = (borders[from % borders.len()], borders[to % borders.len()]);
        let mut one = finding("ENC005", Span::new(from.min(to), from.max(to)), "m");
        one.related = vec![Related { span: Span::empty(to), message: "r".to_owned(), elsewhere: None }];
        let source = Source::from_text("a.txt", &text);
        let options = Options { quiet: true, width, ..Options::default() };
        let shown = shown(Format::Full, options, &source, &[one.clone()]);
        // Nothing reaches the terminal but what shows.
        prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
        let lines: Vec<&str> = shown.lines().collect();
        let at = lines.iter().position(|line| line.contains('^')).unwrap();
        let (above, carets) = (lines[at - 1], lines[at]);
        prop_assert!(above.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>() <= width.max(44) + 1, "{above}");
        let start = carets[..carets.find('^').unwrap()].width();
        let marks = carets.matches('^').count();
        // What stands above the carets is the finding's text as it may be shown, or the start of it.
        let (mut cell, mut marked) = (0, String::new());
        for c in above.chars() {
            // A mark of no width stands on the character before it.
            let own = if c.width() == Some(0) { cell > start } else { cell >= start };
            if own && cell < start + marks {
                marked.push(c);
            }
            cell += c.width().unwrap_or(0);
        }
        let line = text[one.span.range()].split_inclusive('\n').next().unwrap_or("");
        let line = line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        let expected = crate::report::visible::visible(line);
        if !expected.is_empty() && !line.starts_with('\u{301}') {
            prop_assert!(expected.starts_with(marked.as_str()), "{marked:?} stands for {expected:?}\n{shown}");
            prop_assert!(!marked.is_empty());
        }
    }
}
