//! What `fix` shows and writes.

use crate::{BLANKS, Folder, MENDED};

#[test]
fn fix_shows_and_writes() {
    let folder = Folder::new(&[("a.txt", BLANKS), ("b.txt", MENDED)]);
    folder.run("fix .").code(1);
    assert_eq!(folder.get("a.txt"), BLANKS, "a diff writes nothing");
    folder.run("fix . --exit-zero").code(0);
    folder.run("fix . --write").code(0);
    assert_eq!(folder.get("a.txt"), MENDED);
    folder.run("fix .").code(0);
    folder.put("c.txt", BLANKS);
    folder.run("fix . --write gone.txt").code(2);
    assert_eq!(folder.get("c.txt"), MENDED, "one file's failure does not keep another from repair");
    folder.put("a.txt", BLANKS);
    folder.run("check a.txt --fix").code(0);
    assert_eq!(folder.get("a.txt"), MENDED);
}

#[test]
fn fix_writes_elsewhere() {
    let folder = Folder::new(&[("p/a.txt", BLANKS), ("p/q/b.txt", MENDED)]);
    folder.run("fix p --output-dir out --removed gone.jsonl").code(0);
    assert_eq!(folder.get("p/a.txt"), BLANKS);
    assert_eq!(folder.get("out/p/a.txt"), MENDED);
    assert_eq!(folder.get("out/p/q/b.txt"), MENDED, "what needs no repair is part of the batch, too");
    let row: serde_json::Value = serde_json::from_str(folder.get("gone.jsonl").trim()).unwrap();
    assert_eq!((row["path"].as_str(), row["code"].as_str()), (Some("p/a.txt"), Some("FMT001")));
    assert_eq!((row["line"].as_u64(), row["text"].as_str()), (Some(3), Some("\n\n")));
    folder.run("fix p --output-dir .").code(2).says("original itself");
    assert_eq!(folder.get("p/a.txt"), BLANKS);
    assert_eq!(folder.run("fix p/a.txt --stdout").code(0).out, MENDED);
    folder.run("fix p --stdout").code(2).says("--output-dir");
}
