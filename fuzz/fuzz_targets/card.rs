//! Any text as a user's card: it is refused with a reason or it runs.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zzlint::config::{Selection, Settings};
use zzlint::document::Document;
use zzlint::rules::RuleSet;
use zzlint::source::Source;

fuzz_target!(|text: &str| {
    let Ok(card) = toml::from_str::<zzlint::rules::Card>(text) else { return };
    let Ok(rules) = RuleSet::with_packs(vec![card]) else { return };
    let settings = Settings::new(&rules, &Selection { preview: true, ..Selection::default() });
    let source = Source::from_text("fuzz.txt", "今年以来，全市农村供电O改造 and 二O二三年取得成效。\n04\n\n\n甲");
    rules.check(&Document::new(&source), &settings);
});
