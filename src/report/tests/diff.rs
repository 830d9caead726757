//! Repairs as a person sees them before they are written.

use std::time::Instant;

use insta::assert_snapshot;
use proptest::prelude::*;

use crate::diagnostic::Lang;
use crate::report::Options;
use crate::report::diff::diff;
use crate::source::Source;

fn plain(old: &str, new: &str) -> String {
    diff(&Source::from_text("pages/01.txt", old), new, Options { width: 80, ..Options::default() })
}

const PARA: &str =
    "据市农业农村局介绍,今年以来,全市各地因地制宜发展特色产业,新建高标准农田一千余亩,推广优良品种二十多个.";
const OTHER: &str = "近年来，镇里的年轻人陆续返乡，办起了合作社、民宿和网店，老屋场又热闹起来了。";

#[test]
fn marks_inside_long_lines() {
    let wide = PARA.replace(',', "，").replace('.', "。");
    assert_eq!(plain(PARA, PARA), "");
    assert_snapshot!(plain(&format!("甲\n{PARA}\n乙\n"), &format!("甲\n{wide}\n乙\n")), @r#"
      ┌─ pages/01.txt
    2 │ …市农业农村局介绍[-,-]{+，+}今年以来[-,-]{+，+}
      │ 全市各地因地制宜发展特色产业[-,-]{+，+}
      │ 新建高标准农田一千余亩[-,-]{+，+}推广优良品种二十多个[-.-]{+。+}
    "#);
}

#[test]
fn a_joined_paragraph() {
    let old = format!("{OTHER}市乡村振\n\n兴局相关负责人说。\n\n{PARA}\n");
    let new = format!("{OTHER}市乡村振兴局相关负责人说。\n\n{PARA}\n");
    assert_snapshot!(plain(&old, &new), @r#"
      ┌─ pages/01.txt
    1 │ …起来了。市乡村振[-⏎⏎-]兴局相关负责人说…
    "#);
}

#[test]
fn removed_and_moved_paragraphs() {
    let old = format!("{PARA}\n\n责任编辑 张三\n\n\n\n\n{OTHER}\n\n短\n\n{OTHER}\n");
    let new = format!("{PARA}\n\n短\n\n{OTHER}\n");
    assert_snapshot!(plain(&old, &new), @r#"
      ┌─ pages/01.txt
    3 │ [-责任编辑␣张三⏎⏎⏎⏎⏎-]
      ·
    8 │ [-近年来，镇里的年轻人陆续返乡，…和网店，老屋场又热闹起来了。⏎⏎-]
    "#);
    let old = format!("一、开头\n{PARA}\n二、其次说说产业\n三、然后说说生态\n四、最后说说日子\n{OTHER}\n");
    let new = format!("一、开头\n{OTHER}\n二、其次说说产业\n三、然后说说生态\n四、最后说说日子\n{PARA}\n");
    assert_snapshot!(plain(&old, &new), @r#"
      ┌─ pages/01.txt
    2 │ moved to line 6: 据市农业农村局介绍,今年以来,全市各地因地制宜发展特色产业,…
    + │ moved here from line 6: 近年来，镇里的年轻人陆续返乡，办起了合作社、民宿和…
      ·
    6 │ moved to line 2: 近年来，镇里的年轻人陆续返乡，办起了合作社、民宿和网店，…
    + │ moved here from line 2: 据市农业农村局介绍,今年以来,全市各地因地制宜发展特…
    "#);
    let source = Source::from_text("01.txt", &old);
    assert_snapshot!(diff(&source, &new, Options { lang: Lang::Zh, ..Options::default() }), @r#"
      ┌─ 01.txt
    2 │ 移至第 6 行： 据市农业农村局介绍,今年以来,全市各地因地制宜发展特色产业,新建高标准农田一千余亩,…
    + │ 自第 6 行移来： 近年来，镇里的年轻人陆续返乡，办起了合作社、民宿和网店，老屋场又热闹起来了。
      ·
    6 │ 移至第 2 行： 近年来，镇里的年轻人陆续返乡，办起了合作社、民宿和网店，老屋场又热闹起来了。
    + │ 自第 2 行移来： 据市农业农村局介绍,今年以来,全市各地因地制宜发展特色产业,新建高标准农田一千余…
    "#);
}

#[test]
fn spaces_and_what_does_not_show() {
    let old = "湖 南\u{200B}日报\r\n\u{1B}[31m红\n末尾  \n";
    let new = "湖南日报\r\n红\n末尾\n";
    assert_snapshot!(plain(old, new), @r#"
      ┌─ pages/01.txt
    1 │ 湖[-␣-]南[-‹U+200B›-]日报
    2 │ [-␛[31m-]红
    3 │ 末尾[-␣␣-]
    "#);
}

#[test]
fn colour_takes_the_place_of_brackets() {
    let source = Source::from_text("01.txt", "好,的\n");
    let text = diff(&source, "好，的\n", Options { color: true, ..Options::default() });
    assert_snapshot!(text.replace('\u{1B}', "\\e"), @r#"
      \e[36m┌─\e[0m \e[1m01.txt\e[0m
    \e[36m1 │\e[0m 好\e[9m\e[31m,\e[0m\e[1m\e[32m，\e[0m的
    "#);
}

#[test]
fn a_long_text_in_which_everything_changes_stays_quick() {
    let mut old = String::new();
    for n in 0..4000 {
        old.push_str(&format!("第{n}段,{PARA}{n}\n\n"));
    }
    let started = Instant::now();
    assert!(!plain(&old, &old.replace(',', "，").replace("\n\n", "\n")).is_empty());
    let line = old.replace('\n', "");
    assert!(!plain(&line, &line.replace(',', "，")).is_empty());
    // Seconds with the patience used up; minutes if any step were quadratic.
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn any_two_texts_can_be_shown(old in "[甲乙丙a,，。\n\r \u{200B}\u{1B}]{0,60}", new in "[甲乙丙a,，。\n\r ]{0,60}") {
        let text = plain(&old, &new);
        prop_assert_eq!(text.is_empty(), old == new);
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    }
}
