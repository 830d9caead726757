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

/// A page with section 2 before section 1, and the second half of a paragraph above its first.
const SHUFFLED: &str = "责任编辑 赵明\n\n2 修好路\n\n昨天上午，全县召开会议，部署今年的工作。\n\n\
                        山村里的新变化 乡亲们的新日子\n\n江城日报全媒体记者/钱进\n\n1 建好房\n\n去年以来，镇里修了路。\n";

/// A paragraph that was cut, and lost 心 there.
const LOST: &str = "江城日报全媒体记者/赵明\n通讯员/钱进\n\n今年开春，村里的合作社又添了三台插秧机，育秧大棚里一派忙碌。\n\n\
                    镇里的干部走村入户，宣讲“坚持以人民为中\n\n的发展思想”，听取村民的意见。\n";

#[test]
fn a_character_lost_at_a_join_is_told_and_not_written() {
    let folder = Folder::new(&[("a.txt", LOST)]);
    let check = folder.run("check --isolated --lang en a.txt");
    assert!(check.out.contains("one character seems to be missing at the join (perhaps 心"), "{}", check.out);
    folder.run("fix --isolated --write a.txt");
    assert_eq!(folder.get("a.txt"), LOST, "such a join is not safe");
    let json = folder.run("order --isolated --output-format json a.txt");
    assert!(json.out.contains("\"lost\":[{\"between\":[6,8],\"candidates\":[\"心\""), "{}", json.out);
    let outline = folder.run("order --isolated --lang en a.txt");
    assert!(outline.out.contains("a character seems to be lost at: lines 6+8 (心"), "{}", outline.out);
    folder.run("fix --isolated --write --unsafe a.txt");
    assert!(folder.get("a.txt").contains("以人民为中的发展思想"), "nothing is made up");
}

#[test]
fn the_order_of_a_page_as_an_outline_and_as_json() {
    let folder = Folder::new(&[("a.txt", SHUFFLED), ("b.txt", "甲。\n")]);
    let json = folder.run("order --isolated --output-format json a.txt");
    assert_eq!(json.code, Some(0), "{json:?}");
    assert_eq!(
        json.out,
        "{\"articles\":[{\"headline\":[7],\"byline\":[9],\"body\":[[11],[13],[3],[5]],\"captions\":[]}],\
         \"furniture\":[1],\"duplicates\":[],\"missing\":[],\"lost\":[]}\n"
    );
    let outline = folder.run("order --isolated --lang en a.txt");
    assert!(outline.out.starts_with("a.txt: 1 article; 0 joined (+), 1 moved (↑)\n"), "{}", outline.out);
    assert!(outline.out.contains("         3 ↑ 2 修好路\n"), "{}", outline.out);
    let many = folder.run("order --isolated --output-format json .");
    assert!(many.out.starts_with("[{\"path\":"), "{}", many.out);
    let missing = folder.run("order --isolated nothing.txt");
    assert_eq!(missing.code, Some(2), "{missing:?}");
    assert!(missing.err.contains("nothing.txt"), "{missing:?}");
}
