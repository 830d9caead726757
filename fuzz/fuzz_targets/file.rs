//! Any bytes as a file: read, checked, repaired and encoded again. Nothing panics, the repair settles, its account holds,
//! and an untouched file comes back byte for byte.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use zzlint::config::{Selection, Settings};
use zzlint::diagnostic::Safety;
use zzlint::fix::repair;
use zzlint::rules::RuleSet;
use zzlint::source::{decode, encode};

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in().expect("the cards are right"));

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = decode::decode(Path::new("fuzz.txt"), bytes) else { return };
    if source.round_trips {
        assert_eq!(encode::encode(&source, &source.text).expect("what was read can be written"), bytes);
    }
    let selection = Selection { preview: true, ..Selection::default() };
    let settings = Settings::new(&RULES, &selection);
    for least in [Safety::Safe, Safety::Unsafe] {
        let once = repair(&RULES, &source, &settings, least).expect("the repair settles and its account holds");
        let twice = repair(&RULES, &once.source, &settings, least).expect("a second repair holds too");
        assert_eq!(once.source.text, twice.source.text);
    }
});
