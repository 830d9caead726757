//! Exit codes, and what is said on the way.

use std::process::Stdio;

use crate::{BLANKS, Folder, MENDED, Run};

#[test]
fn check_ends_with_0_or_1_by_severity() {
    let folder = Folder::new(&[("a.txt", BLANKS), ("clean/b.txt", MENDED)]);
    folder.run("check clean").code(0);
    folder.run("check .").code(0);
    for format in ["full", "concise", "json", "jsonl", "github"] {
        folder.run(&format!("check . --fail-on info --output-format {format}")).code(1);
        folder.run(&format!("check . --fail-on info --exit-zero --output-format {format}")).code(0);
        folder.run(&format!("check . --fail-on warning --output-format {format}")).code(0);
    }
    folder.run("check . --config severity.FMT001=warning").code(1);
    folder.run("check . --config severity.FMT=error --fail-on error").code(1);
    folder.run("check . --config severity.FMT=warning --fail-on error").code(0);
    folder.run("check . --fail-on info --statistics").code(1);
}

#[test]
fn failures_end_with_2_and_the_rest_goes_on() {
    let folder = Folder::new(&[("a.txt", BLANKS), ("n.txt", "甲\0乙")]);
    let run = folder.run("check a.txt n.txt gone.txt --output-format json --exit-zero").code(2);
    assert_eq!(run.codes(), ["FMT001"]);
    run.says("n.txt: the file has a NUL byte").says("gone.txt: ");
    let run = folder.run("check a.txt gone.txt --output-format jsonl").code(2);
    run.prints(r#""type":"error""#).prints(r#""type":"summary""#);
    // Walked, a binary file is skipped and counted.
    folder.run("check . -v").code(0).says("1 binary");
}

#[test]
fn no_file_is_a_failure() {
    let folder = Folder::new(&[("a.csv", BLANKS)]);
    folder.run("check .").code(2).says("no file to check; 1 skipped");
    folder.run("check").code(2);
    folder.run("check *.txt").code(2).says("*.txt: no file matches this pattern");
    folder.run("files .").code(2);
    folder.run("fix . --write").code(2);
    folder.run("check a.csv --fail-on info").code(1);
}

#[test]
fn usage_errors_teach() {
    let folder = Folder::new(&[("a.txt", BLANKS)]);
    folder.run("a.txt").code(2).says("zzlint check a.txt");
    folder.run("check FMT001").code(2).says("--select FMT001");
    folder.run("check a.txt --select FMT0001").code(2).says("did you mean `FMT001`?");
    folder.run("check a.txt --ignore blank-rnu").code(2).says("did you mean `blank-run`?");
    folder.run("check a.txt --config prevew=true").code(2).says("did you mean `preview`?");
    folder.run("check a.txt --config no.toml").code(2).says("no such file");
    folder.run("rule a.txt").code(2).says("zzlint check a.txt");
    folder.run("rule FMT").code(2).says("its rules are FMT001");
    folder.run("fix a.txt --removed r.jsonl").code(2).says("--write");
    folder.run("check - a.txt").code(2).says("stands alone");
}

#[test]
fn standard_input() {
    let folder = Folder::new(&[("zzlint.toml", "[per-file-ignores]\n\"raw/*\" = [\"FMT\"]\n")]);
    let run = folder.pipe("check - --fail-on info --output-format json", BLANKS).code(1);
    assert_eq!(run.codes(), ["FMT001"]);
    folder.pipe("check --stdin-filename raw/a.txt --fail-on info", BLANKS).code(0);
    assert_eq!(folder.pipe("fix -", BLANKS).code(0).out, MENDED);
    assert_eq!(folder.pipe("fix -", MENDED).code(0).out, MENDED);
    assert_eq!(folder.pipe("fix -", "").code(0).out, "");
    assert_eq!(folder.pipe("fix - --removed gone.jsonl", BLANKS).code(0).out, MENDED);
    folder.pipe("check -", "甲\0乙").code(2);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::new(&[]);
    for number in 0..300 {
        folder.put(&format!("f{number}.txt"), BLANKS);
    }
    let mut command = folder.command("check . --select FMT001 --fail-on info --output-format jsonl");
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn machine_formats_are_english_unless_told() {
    let folder = Folder::new(&[("a.txt", BLANKS), ("zzlint.toml", "lang = \"zh\"\n")]);
    folder.run("check a.txt --output-format json").prints("blank lines in a row");
    folder.run("check a.txt --output-format json --lang zh").prints("空行");
    let run =
        Run::of(folder.command("check a.txt --output-format json --isolated").env("LC_ALL", "zh_CN.UTF-8"));
    run.prints("blank lines in a row");
}

#[test]
fn commands_that_tell() {
    let folder = Folder::new(&[]);
    let rules: Vec<serde_json::Value> =
        serde_json::from_str(&folder.run("rule --all --output-format json").code(0).out).unwrap();
    let blank = rules.iter().find(|rule| rule["code"] == "FMT001").unwrap();
    assert_eq!(blank["safety"], "safe");
    assert_eq!(blank["status"], "stable");
    assert!(blank["summary"]["zh"].is_string());
    folder.run("explain fmt001 --lang zh").code(0).prints("连续空行");
    folder.run("init").code(0);
    folder.run("init").code(2).says("exists already");
    folder.run("config").code(0).prints("fail-on = \"warning\"  # default");
    folder.put("zzlint.toml", "# 一\nlang = \"zh\"\n");
    folder.run("config lang").code(0).prints("zzlint.toml:2");
    folder.run("config lang --config lang=en").code(0).prints("lang = \"en\"  # command line");
    folder.run("config lnag").code(2).says("did you mean `lang`?");
    folder.run("completions bash").code(0).prints("zzlint");
    folder.run("man").code(0).prints(".TH zzlint");
}
