//! What zzlint.toml sets, and how a wrong one is shown.

use crate::{BLANKS, Folder, MENDED};

#[test]
fn nearest_configuration_of_each_file() {
    let strict = "fail-on = \"info\"\n";
    let folder = Folder::new(&[("a/zzlint.toml", strict), ("a/b/1.txt", BLANKS), ("c/2.txt", BLANKS)]);
    folder.run("check c").code(0);
    folder.run("check a").code(1);
    folder.run("check a --isolated").code(0);
    folder.run("check a --fail-on error").code(0);
    folder.run("check c --config a/zzlint.toml").code(1);
    folder.put("a/b/.zzlint.toml", "");
    folder.run("check a").code(0);
    folder.put("a/b/.zzlint.toml", "extend = \"../zzlint.toml\"\n");
    folder.run("check a").code(1);
    folder.put("a/b/zzlint.toml", "");
    folder.run("check a").code(2).says("two configuration files");
}

#[test]
fn what_a_configuration_sets() {
    let folder = Folder::new(&[("a.txt", BLANKS), ("old/b.txt", BLANKS)]);
    let codes = |config: &str, file: &str| {
        folder.put("zzlint.toml", config);
        let run = folder.run(&format!("check {file} --output-format json --exit-zero"));
        assert_eq!(run.code, Some(0), "{config}: {}", run.err);
        run.codes()
    };
    assert_eq!(codes("", "a.txt"), ["FMT001"]);
    assert!(codes("ignore = ['FMT']", "a.txt").is_empty());
    assert!(codes("select = ['PUN']", "a.txt").is_empty());
    assert_eq!(codes("select = ['PUN']\nextend-select = ['blank-run']", "a.txt"), ["FMT001"]);
    assert_eq!(
        codes("ignore = ['FMT']\n[[overrides]]\nfiles = ['old/*']\nextend-select = ['FMT']", "old/b.txt"),
        ["FMT001"]
    );
    assert!(codes("[per-file-ignores]\n'old' = ['FMT001']", "old/b.txt").is_empty());
    assert_eq!(codes("[per-file-ignores]\n'old' = ['FMT001']", "a.txt"), ["FMT001"]);
    assert!(codes("accept = [\"。\\n\\n\\n\\n乙\"]", "a.txt").is_empty());
    folder.put("words.txt", "# 地名\n乙。 # 好\n");
    assert_eq!(codes("reject-files = ['words.txt']", "a.txt"), ["FMT001", "CHR006"]);
    assert_eq!(codes("reject = ['甲', '乙']\naccept = ['甲。']", "a.txt"), ["FMT001", "CHR006"]);
    // Unsafe, the fix waits for --unsafe.
    folder.put("zzlint.toml", "extend-unsafe-fixes = ['FMT001']");
    folder.run("fix a.txt --write").code(0);
    assert_eq!(folder.get("a.txt"), BLANKS);
    folder.run("fix a.txt --write --unsafe").code(0);
    assert_eq!(folder.get("a.txt"), MENDED);
}

#[test]
fn a_wrong_configuration_is_shown_at_its_place() {
    let folder = Folder::new(&[("a.txt", BLANKS)]);
    let wrong = |config: &str| {
        folder.put("zzlint.toml", config);
        folder.run("check a.txt").code(2).err
    };
    let shown = wrong("lang = \"zh\"\nselct = ['PUN']\n");
    assert!(shown.contains("zzlint.toml:2:1") && shown.contains("did you mean `select`?"), "{shown}");
    let shown = wrong("select = [\n  'PUN',\n  \"FMT01\",\n]\n");
    assert!(shown.contains("zzlint.toml:3:3") && shown.contains("did you mean `FMT001`?"), "{shown}");
    let shown = wrong("fail-on = 'eror'\n");
    assert!(shown.contains("zzlint.toml:1:11") && shown.contains("did you mean `error`?"), "{shown}");
    let shown = wrong("[options.FMT001]\nmax = 3\n");
    assert!(shown.contains("zzlint.toml:2:") && shown.contains("has no option `max`"), "{shown}");
    let shown = wrong("exclude = ['a[']\n");
    assert!(shown.contains("zzlint.toml:1:"), "{shown}");
    let shown = wrong("required-version = '>=99'\n");
    assert!(shown.contains("zzlint.toml:1:") && shown.contains(">=99 is required"), "{shown}");
    assert!(wrong("preview = \n").contains("zzlint.toml:1:"));
    assert!(wrong("[[overrides]]\nfiles = ['*']\nignore = ['XYZ']").contains("unknown rule `XYZ`"));
}

#[test]
fn packs() {
    let card = r#"
code = "XYZ001"
name = "our-word"
status = "stable"
severity = "warning"
precision = "exact"
summary = { en = "our word", zh = "自定" }
why = { en = "why", zh = "因" }
help = { en = "help", zh = "助" }
messages = { main = { en = "found", zh = "发现" } }
match = { engine = "pattern", anchors = ["甲"], pattern = "甲" }
"#;
    let folder = Folder::new(&[("a.txt", MENDED), ("zzlint.toml", "packs = [\"rules/*.toml\"]\n")]);
    folder.run("check a.txt").code(2).says("no rule card at").says("zzlint.toml:1:");
    folder.put("rules/our-word.toml", card);
    assert_eq!(folder.run("check a.txt --output-format json").code(1).codes(), ["XYZ001"]);
    folder.run("rule our-word").code(0).prints("our word");
    folder.run("check a.txt --ignore XYZ").code(0);
    for (from, to, says) in [
        ("severity = \"warning\"", "severity = \"wrning\"", "did you mean `warning`?"),
        ("name =", "nme =", "did you mean `name`?"),
        ("XYZ001", "FMT001", "the group FMT is zzlint's own"),
        ("XYZ001", "XY1", "is no rule code"),
        ("pattern = \"甲\"", "pattern = \"甲(\"", "XYZ001"),
        ("match =", "#match =", "has no [match]"),
    ] {
        folder.put("rules/our-word.toml", card.replace(from, to));
        folder.run("check a.txt").code(2).says("our-word.toml:").says(says);
    }
}
