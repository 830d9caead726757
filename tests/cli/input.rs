//! What is taken in: folders, long, many and bad files.

use std::fs;

use crate::{BLANKS, Folder, MENDED};

#[test]
fn bad_input() {
    let folder = Folder::new(&[("empty.txt", ""), ("blank.txt", "\n\n\n\n")]);
    folder.run("check .").code(0);
    folder.run("fix . --write --unsafe").code(0);
    folder.put("cut.txt", &"甲乙丙".as_bytes()[..7]);
    folder.put("wide.txt", b"\xFF\xFE\x00\xD8\x41\x00");
    folder.put("bom.txt", "甲。\u{FEFF}乙。\n");
    for name in ["cut.txt", "wide.txt", "bom.txt"] {
        let before = fs::read(folder.path().join(name)).unwrap();
        let run = folder.run(&format!("check {name}"));
        assert!(run.code.is_some_and(|code| code <= 2), "{run:?}");
        assert!(!run.err.contains("broke down"), "{run:?}");
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), before);
    }
}

#[test]
fn one_long_line() {
    let folder = Folder::new(&[]);
    folder.put("long.txt", "他们在村里修了一条路，".repeat(60_000));
    let run = folder.run("check long.txt --select FMT,PUN001");
    assert_eq!(run.code, Some(0), "{}", run.err);
}

#[test]
fn many_files_in_the_order_of_their_paths() {
    let folder = Folder::new(&[]);
    for number in 0..600 {
        folder.put(&format!("d{}/f{number}.txt", number % 7), BLANKS);
    }
    let run = folder.run("check . --select FMT001 --output-format json -j 3").code(0);
    let findings: Vec<serde_json::Value> = serde_json::from_str(&run.out).unwrap();
    let paths: Vec<&str> = findings.iter().map(|finding| finding["path"].as_str().unwrap()).collect();
    assert_eq!(paths.len(), 600);
    assert!(paths.is_sorted(), "{paths:?}");
    assert_eq!(folder.run("check . --select FMT001 --output-format json -j 1").out, run.out);
}

#[test]
fn a_hundred_thousand_files_of_one_line() {
    let folder = Folder::new(&[]);
    for part in 0..100 {
        let part = folder.path().join(format!("d{part:02}"));
        std::fs::create_dir(&part).unwrap();
        (0..1000).for_each(|number| std::fs::write(part.join(format!("{number:03}.txt")), "甲。\n").unwrap());
    }
    folder.put("d50/500.txt", BLANKS);
    let run = folder.run("check . --output-format jsonl").code(0);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(
        matches!(lines.as_slice(), [one, sum] if one.contains("d50/500.txt") && sum.contains("100000")),
        "{run:?}"
    );
}

#[test]
fn what_a_walk_takes_in() {
    let folder = Folder::new(&[
        ("a.txt", MENDED),
        ("b.md", MENDED),
        ("c.csv", MENDED),
        (".hidden.txt", MENDED),
        ("git/d.txt", MENDED),
        ("own/e.txt", MENDED),
        ("raw/f.txt", MENDED),
        (".gitignore", "git/\n"),
        (".zzlintignore", "own/\n"),
        ("zzlint.toml", "exclude = [\"raw/\"]\n"),
    ]);
    let files = |line: &str| folder.run(line).code(0).out.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(files("files ."), ["a.txt", "b.md"]);
    assert_eq!(files("files . --no-respect-gitignore"), ["a.txt", "b.md", "git/d.txt"]);
    assert_eq!(files("files . --isolated"), ["a.txt", "b.md", "raw/f.txt"]);
    assert_eq!(files("files . --extend-exclude a.*"), ["b.md"]);
    assert_eq!(files("files . --config include=['*.csv']"), ["c.csv"]);
    // What is named is checked, whatever it is, and once.
    assert_eq!(files("files raw/f.txt c.csv raw/f.txt"), ["c.csv", "raw/f.txt"]);
    assert_eq!(files("files a.txt raw/f.txt --force-exclude"), ["a.txt"]);
    assert_eq!(files("files */[a-e].txt"), ["git/d.txt", "own/e.txt"]);
    folder.run("check raw/f.txt --force-exclude").code(0);
}

#[test]
fn markup_in_markdown_is_no_text() {
    let text = "---\ntitle: 甲\n\n\n\nx: y\n---\n正文。\n\n```\n甲\n\n\n\n乙\n```\n";
    let folder = Folder::new(&[("a.md", text), ("a.txt", text)]);
    folder.run("check a.md --select FMT --fail-on info").code(0);
    folder.run("fix a.md --select FMT --write").code(0);
    assert_eq!(folder.get("a.md"), text);
    folder.run("check a.txt --select FMT --fail-on info").code(1);
}
