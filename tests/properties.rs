//! What holds for every text: repairs settle, lose nothing, and do not depend on whether the safe ones ran first.

#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use zzlint::config::{Selection, Settings};
use zzlint::diagnostic::Safety;
use zzlint::document::Document;
use zzlint::fix::repair;
use zzlint::rules::RuleSet;
use zzlint::source::Source;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in().unwrap());

fn settings() -> Settings {
    Settings::new(&RULES, &Selection { preview: true, ..Selection::default() })
}

fn repaired(text: &str, least: Safety) -> String {
    let source = Source::from_text("page.txt", text);
    repair(&RULES, &source, &settings(), least).expect("the repair settles and its account holds").source.text
}

/// Pieces that real pages are made of, damaged and sound, so that random texts reach deep into the rules.
const PIECES: &[&str] = &[
    "责任编辑 王小明\n",
    "2023年5月12日 星期五\n",
    "04\n",
    "云溪日报\n",
    "乡村振兴\n",
    "XIANG CUN ZHEN XING\n",
    "本报记者 李平 通讯员 周红\n",
    "村民在果园采摘黄桃。李平 摄\n",
    "▶▶下转08版\n",
    "1 高位推动 汇聚合力\n",
    "2 党建引领 筑牢根基\n",
    "3 聚焦发展 鼓起腰包\n",
    "今年以来,全市完善机制、强化保障,推进农村供电改造工程,取得明显成效。\n",
    "今年以来，全市完善机制、强化保障，推进农村供电改造工程，取得明显成效。\n",
    "各地因地制宜发展特色产业，带动群众增收致富，全年接待游客",
    "三十万人次，实现旅游收入一亿元。\n",
    "据介绍，该项目由市乡村振",
    "兴局牵头实施，覆盖全市所有乡镇。\n",
    "“我们的日子越过越好了。",
    "”村民高兴地说。\n",
    "\n",
    "\n\n",
    "\n\n\n\n",
    "\r\n",
    " ",
    "\u{3000}\u{3000}",
    "“",
    "”",
    "（",
    ")",
    "，，",
    "。。",
    "《乡村》",
    "ä¸\u{AD}å›½",
    "锟斤拷",
    "\u{FFFD}",
    "\u{200B}",
    "\u{E000}",
    "⽇",
    "２０２３",
    "a",
    "1,234.5",
    "12:30",
    "http://a.cn/b?c=d",
    " and ",
    "在在职",
    "\u{0}",
    "一一",
    "甲",
    "乙丙丁",
    "：",
    ";",
    "！",
    "视频截图\n",
    "（上接第一版）\n",
    "——",
    "...",
    "\t",
    "𠮷",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_repair_is_done_once(text in text()) {
        for least in [Safety::Safe, Safety::Unsafe] {
            let once = repaired(&text, least);
            prop_assert_eq!(&repaired(&once, least), &once);
        }
    }

    #[test]
    fn safe_first_and_unsafe_then_is_unsafe_at_once(text in text()) {
        prop_assert_eq!(repaired(&repaired(&text, Safety::Safe), Safety::Unsafe), repaired(&text, Safety::Unsafe));
    }

    #[test]
    fn findings_lie_inside_the_text(text in text()) {
        let source = Source::from_text("page.txt", text.as_str());
        for finding in RULES.check(&Document::new(&source), &settings()) {
            let code = &finding.rule.code;
            prop_assert!(text.get(finding.span.range()).is_some(), "{}: {:?}", code, finding.span);
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
            let spans = edits.map(|edit| edit.span()).chain(finding.related.iter().map(|related| related.span));
            for span in spans {
                prop_assert!(text.get(span.range()).is_some(), "{}: {:?}", code, span);
            }
        }
    }
}

#[test]
fn the_seeds_settle() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let safe = repaired(&text, Safety::Safe);
        let all = repaired(&text, Safety::Unsafe);
        assert_eq!(repaired(&safe, Safety::Unsafe), all);
        assert_eq!(repaired(&all, Safety::Unsafe), all);
    }
}
