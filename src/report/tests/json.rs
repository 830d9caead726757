//! The JSON contract, field by field.

use serde_json::json;

use super::{at, finding, fix, nth, shown};
use crate::diagnostic::{Alternative, Edit, Related, Safety};
use crate::document::Document;
use crate::report::{Format, Options, report};
use crate::run::Failure;
use crate::source::{Source, Span, decode};

#[test]
fn every_field_of_a_finding() {
    // Columns count characters, UTF-16 its units, and a BOM counts in the file's bytes alone.
    let text = "𠮷甲,乙\r\n丙\r\n";
    let source = Source { bom: true, ..Source::from_text("pages/01.txt", text) };
    let mut one = finding("PUN001", at(text, ","), "half-width mark");
    one.related = vec![Related { span: at(text, "丙"), message: "and here".to_owned(), elsewhere: None }];
    one.confidence = 0.97;
    let (mark, last) = (one.span, at(text, "丙"));
    one.fix = fix(Safety::Unsafe, vec![Edit::replace(mark, "，"), Edit::Move { span: last, to: 0 }]);
    one.alternatives =
        vec![Alternative { title: "drop it".to_owned(), confidence: 0.5, edits: vec![Edit::delete(mark)] }];
    let array: serde_json::Value =
        serde_json::from_str(&shown(Format::Json, Options::default(), &source, &[one])).unwrap();
    let mut object = array[0].clone();
    let fields = object.as_object_mut().unwrap();
    assert_eq!(fields.remove("fingerprint").unwrap().as_str().unwrap().len(), 32);
    let confidence = fields.remove("confidence").unwrap().as_f64().unwrap();
    assert!((confidence - 0.97).abs() < 1e-6, "{confidence}");
    assert_eq!(
        object,
        json!({
            "schema_version": 1, "code": "PUN001", "name": "a-rule", "severity": "warning",
            "message": "half-width mark", "path": "pages/01.txt",
            "location": {"line": 1, "column": 3}, "end_location": {"line": 1, "column": 4},
            "bytes": {"start": 10, "end": 11},
            "utf16": {"start": {"line": 1, "column": 4}, "end": {"line": 1, "column": 5}},
            "related": [{
                "path": "pages/01.txt", "message": "and here",
                "location": {"line": 2, "column": 1}, "end_location": {"line": 2, "column": 2},
                "bytes": {"start": 16, "end": 19}
            }],
            "fix": {"safety": "unsafe", "title": "mend it", "edits": [
                {"bytes": {"start": 10, "end": 11}, "content": "，"},
                {"bytes": {"start": 16, "end": 19}, "content": ""},
                {"bytes": {"start": 3, "end": 3}, "content": "丙"}
            ]},
            "alternatives": [{"title": "drop it", "confidence": 0.5, "edits": [
                {"bytes": {"start": 10, "end": 11}, "content": ""}
            ]}],
            "url": "https://zzlint.dev/rules/a-rule"
        })
    );
}

#[test]
fn an_undecodable_byte_is_one_byte_of_the_file() {
    let bad = decode::stand_in(0x81);
    let text = format!("甲{bad}乙{bad}丙");
    let offsets = text.match_indices(bad).map(|(at, _)| u32::try_from(at).unwrap()).collect();
    let source = Source { undecoded: offsets, ..Source::from_text("a.txt", &text) };
    let found =
        [finding("ENC001", nth(&text, &bad.to_string(), 1), ""), finding("CHR001", at(&text, "丙"), "")];
    let array: serde_json::Value =
        serde_json::from_str(&shown(Format::Json, Options::default(), &source, &found)).unwrap();
    assert_eq!(array[0]["bytes"], json!({"start": 7, "end": 8}));
    assert_eq!(array[1]["bytes"], json!({"start": 8, "end": 11}));
    assert_eq!(array[1]["location"], json!({"line": 1, "column": 5}));
}

#[test]
fn one_object_a_line() {
    let source = Source::from_text("a.txt", "甲\n乙\n");
    let found = [finding("FMT001", Span::new(0, 3), "one\ntwo"), finding("FMT001", Span::new(4, 7), "")];
    let report = report(Format::Jsonl, Options::default());
    let failure = Failure { path: "b.txt".into(), message: "no such file".to_owned() };
    let mut text = report.file(&Document::new(&source), &found);
    text.push_str(&report.failure(&failure));
    text.push_str(&report.end(&super::lines::summary()));
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    // A finding is what the array holds, and has no type.
    let array: serde_json::Value =
        serde_json::from_str(&shown(Format::Json, Options::default(), &source, &found)).unwrap();
    assert_eq!(lines[..2], array.as_array().unwrap()[..]);
    assert!(lines[0].get("type").is_none());
    assert_eq!(lines[2], json!({"type": "error", "path": "b.txt", "message": "no such file"}));
    assert_eq!(lines[3]["type"], "summary");
    assert_eq!((&lines[3]["files"], &lines[3]["warnings"]), (&json!(2), &json!(3)));
}
