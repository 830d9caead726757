//! Files in other encodings, and bytes that are in none.

use std::fs;

use encoding_rs::{BIG5, GBK};

use crate::{BLANKS, Folder, MENDED};

const NEWS: &str = "今年早稻喜获丰收，全市平均亩产达到四百八十六公斤，比去年增产一成。\n\n\n\n";
const NEWS_MENDED: &str = "今年早稻喜获丰收，全市平均亩产达到四百八十六公斤，比去年增产一成。\n\n";

fn gbk(text: &str) -> Vec<u8> {
    GBK.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

impl Folder {
    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap()
    }
}

#[test]
fn gbk_stays_gbk_and_keeps_its_bad_bytes() {
    let folder = Folder::new(&[]);
    folder.put("a.txt", [gbk(NEWS), b"\xFF \xC4\n".to_vec()].concat());
    let run = folder.run("check a.txt --select ENC,FMT --output-format json").code(1);
    assert_eq!(run.codes(), ["ENC007", "FMT001", "ENC001", "ENC001"]);
    folder.run("fix a.txt --write").code(1);
    assert_eq!(folder.bytes("a.txt"), [gbk(NEWS_MENDED), b"\xFF \xC4\n".to_vec()].concat());
}

#[test]
fn a_fix_that_the_encoding_has_no_room_for_is_left_out() {
    let folder = Folder::new(&[]);
    // A line in UTF-8 among lines in GBK, whose 㵲 GBK has not.
    let line = "㵲水两岸的早稻获得大丰收";
    let file = |news: &str| [gbk(news), line.as_bytes().to_vec(), b"\n".to_vec(), gbk(NEWS_MENDED)].concat();
    folder.put("a.txt", file(NEWS));
    folder.put("b.txt", BLANKS);
    let run = folder.run("fix . --write --unsafe --select ENC,FMT").code(1);
    let run = run.says("note: a.txt: ENC002 in line 3 left out: GBK has no '㵲' (U+3D72)");
    run.prints("ENC002");
    assert_eq!(folder.bytes("a.txt"), file(NEWS_MENDED), "the other fix is made");
    assert_eq!(folder.get("b.txt"), MENDED);
    folder.run("fix a.txt --write --unsafe --select ENC002 --to-utf8").code(0);
    assert_eq!(folder.get("a.txt"), format!("{NEWS_MENDED}{line}\n{NEWS_MENDED}"));
}

#[test]
fn a_file_that_does_not_come_back_is_refused() {
    let mut bytes = BIG5.encode("台灣新聞報導\n\n\n\n").0.into_owned();
    // 十 has a second code in Big5, which is never written.
    bytes.extend([0xA2, 0xCC, b'\n']);
    let folder = Folder::new(&[]);
    folder.put("a.txt", &bytes);
    folder.run("check a.txt --select FMT").code(0).prints("FMT001");
    for command in ["fix a.txt", "fix a.txt --write", "fix a.txt --stdout", "fix a.txt --select PUN"] {
        folder.run(command).code(2).says("Big5").says("--to-utf8");
        assert_eq!(folder.bytes("a.txt"), bytes);
    }
    folder.run("fix a.txt --write --to-utf8 --select FMT").code(0);
    assert_eq!(folder.get("a.txt"), "台灣新聞報導\n\n十\n");
}

#[test]
fn conversion_on_request() {
    let folder = Folder::new(&[("utf8.txt", MENDED)]);
    let files = [("gbk.txt", gbk(NEWS_MENDED), "GBK"), ("utf16.txt", utf16(NEWS_MENDED), "UTF-16LE")];
    for (name, bytes, charset) in &files {
        folder.put(name, bytes);
        let note = format!("note: {name}: from {charset} to UTF-8");
        folder.run(&format!("fix {name} --to-utf8")).code(1).says(&note);
        assert_eq!(&folder.bytes(name), bytes, "a diff writes nothing");
        folder.run(&format!("fix {name} --to-utf8 --write")).code(0).says(&note);
        assert_eq!(folder.get(name), NEWS_MENDED);
    }
    assert_eq!(folder.run("fix . --to-utf8 --write").code(0).err, "", "all is done");
    let bad = [gbk(NEWS), b"\xFF\n".to_vec()].concat();
    folder.put("bad.txt", &bad);
    folder.run("fix bad.txt --to-utf8 --write").code(2).says("1 bytes that are no GBK");
    assert_eq!(folder.bytes("bad.txt"), bad);
}

#[test]
fn cut_characters_and_lone_surrogates_stay() {
    let folder = Folder::new(&[]);
    let utf8 = |news: &str| [news.as_bytes(), &"收".as_bytes()[..2]].concat();
    let wide = |news: &str| [utf16(news), vec![0x00, 0xD8, 0x41, 0x00]].concat();
    for file in [utf8, wide] as [fn(&str) -> Vec<u8>; 2] {
        folder.put("a.txt", file(NEWS));
        let run = folder.run("check a.txt --select ENC,FMT --output-format json").code(1);
        assert_eq!(run.codes(), ["FMT001", "ENC001"]);
        folder.run("fix a.txt --write --select ENC,FMT").code(1);
        assert_eq!(folder.bytes("a.txt"), file(NEWS_MENDED));
    }
}

#[test]
fn a_mark_of_order_in_the_middle_is_taken_out_and_the_first_kept() {
    let folder = Folder::new(&[]);
    folder.put("a.txt", "\u{FEFF}今年早稻\u{FEFF}喜获丰收。\n");
    folder.run("check a.txt").code(1).prints("ENC005");
    folder.run("fix a.txt --write").code(0);
    assert_eq!(folder.get("a.txt"), "\u{FEFF}今年早稻喜获丰收。\n");
}
