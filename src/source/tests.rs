//! Bytes to text and back.

use std::path::Path;

use encoding_rs::{BIG5, GB18030, GBK};
use proptest::prelude::*;

use super::*;
use decode::{decode, stand_in};
use encode::{encode, in_utf8};

const NEWS: &str =
    "本报讯 记者从市农业农村局获悉，今年全市早稻喜获丰收，平均亩产达到486公斤。\n“种粮有奔头！”村民说。\n";

fn read(bytes: &[u8]) -> Source {
    let source = decode(Path::new("a.txt"), bytes).unwrap();
    assert_eq!(encode(&source, &source.text).unwrap(), bytes, "the bytes come back");
    assert!(source.round_trips);
    source
}

fn fails(bytes: &[u8]) -> DecodeError {
    decode(Path::new("a.txt"), bytes).unwrap_err()
}

fn legacy(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    encode::bytes_of(encoding, text).unwrap()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn utf8_with_and_without_a_bom() {
    let source = read(NEWS.as_bytes());
    assert_eq!((source.text.as_str(), source.charset.name(), source.bom), (NEWS, "UTF-8", false));
    let source = read(format!("\u{FEFF}{NEWS}").as_bytes());
    assert_eq!((source.text.as_str(), source.bom, source.charset_confidence), (NEWS, true, 1.0));
    assert_eq!(
        encode(&in_utf8(&source).unwrap(), "甲").unwrap(),
        "\u{FEFF}甲".as_bytes(),
        "it is UTF-8 as it is"
    );
}

#[test]
fn little_text_is_utf8() {
    for text in ["", "\n", "GDP up 5.2%\n", "甲", "\u{FEFF}"] {
        assert!(read(text.as_bytes()).charset.is_utf8(), "{text:?}");
    }
}

#[test]
fn utf16_both_ways() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let source = read(&utf16("𠮷日\r\n报", unit));
        assert_eq!((source.text.as_str(), source.bom), ("𠮷日\r\n报", true));
        assert_eq!(encode(&source, "月报").unwrap(), utf16("月报", unit));
    }
}

#[test]
fn a_lone_surrogate_keeps_its_bytes() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let mut bytes = utf16("日报今日头版", unit);
        bytes.extend(unit(0xDC00));
        bytes.extend(unit(0xD800));
        bytes.extend(unit(0x62A5));
        let source = read(&bytes);
        assert_eq!(source.undecoded.len(), 4);
        assert!(source.text.starts_with('日') && source.text.ends_with('报'));
        let edited = format!("今{}", source.text);
        assert_eq!(encode(&source, &edited).unwrap()[4..], bytes[2..]);
    }
    let mut odd = utf16("日报", u16::to_le_bytes);
    odd.push(b'x');
    assert_eq!(read(&odd).text, format!("日报{}", stand_in(b'x')));
}

#[test]
fn gbk_and_big5_are_told_apart() {
    let traditional = "本報訊 記者從縣政府獲悉，今年農業豐收，鄉親們都說：「種糧有希望！」\n";
    for (encoding, text, name) in [
        (GBK, NEWS, "GBK"),
        (GBK, "中国", "GBK"),
        (GBK, "新闻联播\n", "GBK"),
        (GBK, "2023年9月15日\r\n", "GBK"),
        (GBK, "渌口区朱镕基 GDP", "GBK"),
        (GBK, traditional, "GBK"),
        (GB18030, "㵲阳河水位上涨，沿岸村民转移。", "gb18030"),
        (BIG5, traditional, "Big5"),
        (BIG5, "台灣新聞", "Big5"),
    ] {
        let source = read(&legacy(encoding, text));
        assert_eq!((source.text.as_str(), source.charset.name()), (text, name));
        assert!(source.charset_confidence < 1.0);
    }
}

#[test]
fn confidence_grows_with_the_text() {
    let [short, long] = ["中国", NEWS].map(|text| read(&legacy(GBK, text)).charset_confidence);
    assert!(short < 0.9 && long > 0.95, "{short} {long}");
}

#[test]
fn gbk_that_is_valid_utf8_by_accident() {
    let bytes = legacy(GBK, "一些");
    assert!(std::str::from_utf8(&bytes).is_ok());
    assert_eq!(read(&bytes).text, "一些");
    for utf8 in ["на Москву", "και", "ÖÐ¹ú", "£¬£¬", "café", "涓浗鏂伴椈"] {
        assert_eq!(read(utf8.as_bytes()).text, utf8, "what is valid UTF-8 stays UTF-8");
    }
}

#[test]
fn bad_bytes_stand_for_themselves() {
    let mut bytes = NEWS.as_bytes().to_vec();
    bytes.insert(3, 0xFF);
    let source = read(&bytes);
    assert_eq!(source.undecoded, [3]);
    assert_eq!(source.text.chars().nth(1), Some(stand_in(0xFF)));
    assert_eq!(source.file_byte(7), 4);
    assert_eq!(encode(&in_utf8(&source).unwrap(), &source.text).unwrap(), bytes, "it is UTF-8 as it is");
    // After an edit before it, the byte is still the byte.
    let edited = format!("新{}", source.text);
    assert_eq!(encode(&source, &edited).unwrap()[6..], bytes[3..]);
}

#[test]
fn a_cut_last_character_is_kept() {
    for cut in 1..3 {
        let bytes = &"今年早稻喜获丰收".as_bytes()[..24 - cut];
        let source = read(bytes);
        assert_eq!((source.charset.name(), source.undecoded.len()), ("UTF-8", 3 - cut));
    }
    let gbk = legacy(GBK, "今年早稻喜获丰收");
    let source = read(&gbk[..15]);
    assert_eq!((source.charset.name(), source.undecoded.len()), ("GBK", 1));
}

#[test]
fn bad_bytes_of_a_two_byte_encoding_survive_edits() {
    let mut bytes = legacy(GBK, NEWS);
    bytes.extend(b"\xFF \xC4\n");
    let source = read(&bytes);
    assert_eq!(source.undecoded.len(), 2);
    let edited = source.text.replace("今年", "去年");
    let written = encode(&source, &edited).unwrap();
    assert!(written.ends_with(b"\xFF \xC4\n"));
    assert_eq!(in_utf8(&source).unwrap_err(), EncodeError::Undecoded { charset: "GBK", count: 2 });
    // Taking the line end away would leave a first half that swallows what follows.
    let merged = format!("{}丰", source.text.trim_end());
    assert_eq!(encode(&source, &merged), Err(EncodeError::Merged { charset: "GBK" }));
}

#[test]
fn own_characters_at_the_stand_ins_are_not_corrupted() {
    let own = format!("{NEWS}{}", stand_in(0x41));
    let source = read(own.as_bytes());
    assert!(source.undecoded.is_empty());
    assert_eq!(encode(&source, &format!("新{own}")).unwrap(), format!("新{own}").as_bytes());
    let mut bytes = own.clone().into_bytes();
    bytes.push(0xFF);
    assert_eq!(read(&bytes).undecoded.len(), 5, "the four bytes of the file's own, and the bad one");
    let mut gb = legacy(GB18030, &own);
    gb.extend(b"\xFF\n");
    assert_eq!(read(&gb).undecoded.len(), 5);
}

#[test]
fn what_is_no_text_is_refused() {
    assert!(matches!(fails(b"a\0b"), DecodeError::Binary));
    assert!(matches!(fails(b"\xEF\xBB\xBFa\0b"), DecodeError::Binary));
    assert!(matches!(fails(b"\xFF\xFE\0\0a\0\0\0"), DecodeError::Utf32));
    let noise: Vec<u8> = (1..=200u8).rev().cycle().take(4000).collect();
    assert!(matches!(fails(&noise), DecodeError::TooManyBad { .. } | DecodeError::Unknown));
    let mut half = NEWS.repeat(20).into_bytes();
    half.extend(legacy(GBK, &NEWS.repeat(20)));
    assert!(matches!(fails(&half), DecodeError::TooManyBad { .. } | DecodeError::Unknown));
}

#[test]
fn a_file_that_does_not_come_back_is_only_checked() {
    // 0xA2CC and 0xA451 of Big5 are the same character, and only the second is written.
    let mut bytes = legacy(BIG5, "台灣新聞報導");
    bytes.extend([0xA2, 0xCC]);
    let source = decode(Path::new("a.txt"), &bytes).unwrap();
    assert!(!source.round_trips);
    assert_eq!(encode(&source, "台"), Err(EncodeError::NoRoundTrip { charset: "Big5" }));
    assert_eq!(encode(&in_utf8(&source).unwrap(), "台").unwrap(), "台".as_bytes());
}

#[test]
fn what_the_encoding_lacks_is_not_written() {
    let source = read(&legacy(GBK, NEWS));
    let lacking = EncodeError::Unmappable { charset: "GBK", character: '㵲' };
    assert_eq!(encode(&source, "㵲阳河"), Err(lacking));
    assert_eq!(source.charset.lacks("阳河㵲"), Some('㵲'));
    assert_eq!(source.charset.lacks("阳河"), None);
}

proptest! {
    #[test]
    fn whatever_is_read_is_written_again(bytes in prop::collection::vec(any::<u8>(), 0..60), text in "[一-龥，。a-z\n]{0,40}") {
        let mut file = text.into_bytes();
        file.extend(bytes);
        for start in [&b""[..], b"\xFF\xFE", b"\xEF\xBB\xBF"] {
            let file = [start, &file].concat();
            if let Ok(source) = decode(Path::new("a.txt"), &file) && source.round_trips {
                prop_assert_eq!(encode(&source, &source.text), Ok(file));
            }
        }
    }

    #[test]
    fn utf8_always_reads_as_itself(text in "\\PC{0,40}[一-龥]{1,3}") {
        let source = decode(Path::new("a.txt"), text.as_bytes()).unwrap();
        prop_assert_eq!(source.text, text);
    }
}
