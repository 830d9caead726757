//! Whatever wrong reading a sentence went through, ENC002 brings it back; and clean text has no alarm.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing)]

use encoding_rs::{GBK, WINDOWS_1252};
use zzlint::config::{Selection, Settings};
use zzlint::diagnostic::Safety;
use zzlint::document::Document;
use zzlint::fix::repair;
use zzlint::lang::chars::is_han;
use zzlint::lang::hanzi::is_common;
use zzlint::rules::RuleSet;
use zzlint::source::Source;

const SENTENCES: [&str; 12] = [
    "全市早稻喜获丰收，平均亩产达到486公斤。",
    "本报讯（记者 王明）9月15日，市政府召开常务会议。",
    "“种粮有奔头！”村民李大爷笑着说。",
    "今年前三季度，全县生产总值同比增长5.2%，高于全省0.8个百分点。",
    "《乡村振兴促进法》实施以来，我市新建高标准农田12万亩……",
    "气温6～8℃，北风3—4级，请市民注意防寒保暖。",
    "外交部发言人就让·雅克先生来访答记者问",
    "他从GDP谈到PPI，又从Wi-Fi谈到5G。",
    "湖水清澈，岸边白鹭翩翩起舞；游客络绎不绝，流连忘返。",
    "中国",
    "责任编辑：赵敏",
    "第十四届全国运动会在西安开幕，来自各地的运动员参加了8个大项的比赛",
];

fn windows(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect()
}

fn gbk(bytes: &[u8]) -> String {
    GBK.decode_without_bom_handling(bytes).0.into_owned()
}

fn in_gbk(text: &str) -> Vec<u8> {
    GBK.encode(text).0.into_owned()
}

/// A way of reading, and what it makes of a sentence.
type Reading = (&'static str, fn(&str) -> String);

/// Each way a sentence is read wrongly.
const READINGS: [Reading; 9] = [
    ("UTF-8 as Latin-1", |s| latin(s.as_bytes())),
    ("UTF-8 as Windows-1252", |s| windows(s.as_bytes())),
    ("GBK as Latin-1", |s| latin(&in_gbk(s))),
    ("GBK as Windows-1252", |s| windows(&in_gbk(s))),
    ("UTF-8 as GBK", |s| gbk(s.as_bytes())),
    ("UTF-8 as Latin-1, twice", |s| latin(latin(s.as_bytes()).as_bytes())),
    ("UTF-8 as Windows-1252, twice", |s| windows(windows(s.as_bytes()).as_bytes())),
    ("GBK as Latin-1, then UTF-8 as Latin-1", |s| latin(latin(&in_gbk(s)).as_bytes())),
    ("GBK as Latin-1, then UTF-8 as GBK", |s| gbk(latin(&in_gbk(s)).as_bytes())),
];

struct Rule {
    rules: RuleSet,
    settings: Settings,
}

impl Rule {
    fn new() -> Self {
        let rules = RuleSet::built_in().unwrap();
        let select = Selection { select: vec!["ENC002".to_owned()], ..Selection::default() };
        let settings = Settings::new(&rules, &select);
        Self { rules, settings }
    }

    fn findings(&self, text: &str) -> Vec<String> {
        let source = Source::from_text("a.txt", text);
        let found = self.rules.check(&Document::new(&source), &self.settings);
        found.iter().map(|d| format!("{} {:?}", d.message, text.get(d.span.range()))).collect()
    }

    fn repaired(&self, text: &str) -> String {
        repair(&self.rules, &Source::from_text("a.txt", text), &self.settings, Safety::Safe)
            .unwrap()
            .source
            .text
    }
}

/// What came of the sentences of one wrong reading.
#[derive(Default)]
struct Tally {
    whole: usize,
    repaired: usize,
    lost: usize,
    reported: usize,
}

impl Tally {
    fn add(&mut self, rule: &Rule, sentence: &str, wrong: &str) {
        if wrong.contains('\u{FFFD}') {
            self.lost += 1;
            self.reported += usize::from(!rule.findings(wrong).is_empty());
        } else {
            self.whole += 1;
            let right = rule.repaired(wrong) == sentence;
            self.repaired += usize::from(right);
            if !right && std::env::var_os("ZZLINT_SHOW_MISSES").is_some() {
                eprintln!("{wrong:?} for {sentence:?} gives {:?}", rule.repaired(wrong));
            }
        }
    }
}

#[test]
fn sentences_come_back_from_every_reading() {
    let rule = Rule::new();
    for sentence in SENTENCES {
        assert_eq!(rule.findings(sentence), [] as [String; 0]);
        for (name, read) in READINGS {
            let mut tally = Tally::default();
            tally.add(&rule, sentence, &read(sentence));
            assert_eq!(
                (tally.repaired, tally.reported),
                (tally.whole, tally.lost),
                "{name}: {sentence}: {}",
                read(sentence)
            );
        }
    }
}

#[test]
fn an_intact_part_of_the_line_stays() {
    let rule = Rule::new();
    for (name, read) in READINGS {
        let wrong = read("全市早稻喜获丰收今年");
        if !wrong.contains('\u{FFFD}') {
            let line = format!("“甲,乙”:{wrong},“丙”（丁）…\n");
            assert_eq!(rule.repaired(&line), "“甲,乙”:全市早稻喜获丰收今年,“丙”（丁）…\n", "{name}");
        }
    }
}

#[test]
fn parts_of_sentences_come_back() {
    let rule = Rule::new();
    let mut missed = Vec::new();
    for sentence in SENTENCES {
        let chars: Vec<char> = sentence.chars().collect();
        for (from, to) in (0..chars.len()).flat_map(|from| (from + 4..=chars.len()).map(move |to| (from, to)))
        {
            let part: String = chars[from..to].iter().collect();
            // Promised for four Han and more of which half are common. And · at the head of UTF-8 read as GBK is 路,
            // a character like any other.
            let han = part.chars().filter(|c| is_han(*c)).count();
            if han < 4 || part.chars().filter(|c| is_common(*c)).count() * 2 < han || part.starts_with('·') {
                continue;
            }
            for (name, read) in READINGS {
                let wrong = read(&part);
                // Where all characters look like ordinary text, nobody looks for more: 达到486公斤 is 麓茂碌陆486鹿芦陆茂.
                let ordinary = |c: char| c.is_ascii() || is_common(c);
                if !wrong.contains('\u{FFFD}')
                    && !wrong.chars().all(ordinary)
                    && rule.repaired(&wrong) != part
                {
                    missed.push(format!("{name}: {part}: {wrong}"));
                }
            }
        }
    }
    assert_eq!(missed, [] as [String; 0]);
}

/// Paragraphs of clean articles, where a folder of them lies beside the project.
fn articles() -> Option<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/clean/test.jsonl");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: {path} is not there");
        return None;
    };
    let article = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok();
    let paragraphs =
        text.lines().filter_map(article).flat_map(|a| a["paras"].as_array().cloned().unwrap_or_default());
    Some(paragraphs.filter_map(|p| p.as_str().map(str::to_owned)).collect())
}

#[test]
fn articles_are_clean_and_come_back() {
    let Some(paragraphs) = articles() else { return };
    let rule = Rule::new();
    let all = paragraphs.join("\n");
    assert_eq!(rule.findings(&all), [] as [String; 0]);
    for (name, read) in READINGS {
        let (mut paragraph, mut clause) = (Tally::default(), Tally::default());
        for text in paragraphs.iter().step_by(20) {
            paragraph.add(&rule, text, &read(text));
            for part in text.split_inclusive(['，', '。']).take(2).filter(|p| p.chars().count() > 3) {
                clause.add(&rule, part, &read(part));
            }
        }
        for (what, tally) in [("paragraphs", paragraph), ("clauses", clause)] {
            let Tally { whole, repaired, lost, reported } = tally;
            println!(
                "{name}, {what}: {repaired} of {whole} repaired; {reported} of {lost} with lost bytes reported"
            );
            assert!(repaired * 100 >= whole * 95, "{name}: {repaired} of {whole} {what} repaired");
            assert!(
                reported * 100 >= lost * 95,
                "{name}: {reported} of {lost} {what} with lost bytes reported"
            );
        }
    }
}
