//! Articles that go on in another file of the run.

use serde_json::Value;

use crate::Folder;

const FIRST: &str = "山城小镇办起书屋 村民农闲有了去处\n\n江城日报全媒体记者/赵明\n\n\
                     昨天上午，樟霞村的农家书屋里坐满了人。村支书谭冬阳介绍，书屋藏书三千多册，樟霞村的孩子们放学以后都爱到这里写作业，接下来书屋还要";
const SECOND: &str = "添置一批新书，请老师来辅导功课。\n\n谭冬阳说，樟霞村还打算把书屋的后院改成小广场，让大家晚上有地方跳舞。";
const OTHER: &str = "全县秋粮丰收在望 农机手们加班加点\n\n连日来，各地抓紧收割早稻，农机手们加班加点，全县的秋粮面积比去年多一成。\n";

const A: &str = "in/2024-03-18_01.txt";
const B: &str = "in/2024-03-18_08.txt";
const RULES: &str = "--isolated --select FLW008,FUR006";

fn issue() -> Folder {
    Folder::new(&[
        (A, &format!("{FIRST}\n\n▶▶下转08版\n")),
        (B, &format!("{OTHER}\n◀◀上接01版\n\n{SECOND}\n")),
        ("in/2024-03-18_05.txt", OTHER),
    ])
}

fn findings(folder: &Folder, line: &str) -> Vec<Value> {
    serde_json::from_str(&folder.run(line).out).unwrap()
}

#[test]
fn check_names_the_other_file() {
    let folder = issue();
    let found = findings(&folder, "check in --isolated --select FLW008 --output-format json");
    let told: Vec<_> = found
        .iter()
        .map(|finding| {
            let line = &finding["related"][0]["location"]["line"];
            (
                finding["path"].as_str(),
                finding["severity"].as_str(),
                finding["related"][0]["path"].as_str(),
                line.as_u64(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [(Some(A), Some("warning"), Some(B), Some(7)), (Some(B), Some("info"), Some(A), Some(5))]
    );
    let full = folder.run("check in --isolated --select FLW008 --lang en").code(1);
    full.prints("┌─ in/2024-03-18_01.txt:7:1").prints("┌─ in/2024-03-18_08.txt:7:1").prints("goes on here");
    folder
        .run("check in --isolated --select FLW008 --lang zh")
        .prints("文章续于 in/2024-03-18_08.txt 第 7 行");
    let reversed =
        findings(&folder, &format!("check {B} {A} --jobs 1 --isolated --select FLW008 --output-format json"));
    assert_eq!(reversed, found, "in any order, on any number of threads");
    assert!(
        findings(&folder, &format!("check {A} --isolated --select FLW008 --output-format json")).is_empty()
    );
    let piped = folder.pipe("check - --isolated --select FLW008 --output-format json", folder.get(A));
    assert!(piped.codes().is_empty(), "{piped:?}");
}

#[test]
fn the_halves_are_brought_together() {
    let folder = issue();
    let (first, second) = (folder.get(A), folder.get(B));
    folder.run(&format!("fix in {RULES} --lang en")).code(1);
    folder.run(&format!("fix in --write {RULES}")).code(1);
    folder
        .run(&format!("fix in --unsafe {RULES} --lang en"))
        .code(1)
        .prints("下转08版-]")
        .prints("+添置一批新书");
    assert_eq!(
        (folder.get(A), folder.get(B)),
        (first.clone(), second.clone()),
        "nothing is written without both"
    );
    folder.run(&format!("fix in --unsafe --output-dir out --removed gone.jsonl {RULES}")).code(0);
    assert_eq!((folder.get(A), folder.get(B)), (first, second));
    let whole = format!("{FIRST}{SECOND}\n");
    assert_eq!(folder.get("out/in/2024-03-18_01.txt"), whole);
    assert_eq!(folder.get("out/in/2024-03-18_08.txt"), OTHER);
    let gone = folder.get("gone.jsonl");
    let rows: Vec<Value> = gone.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    let moved = rows.iter().find(|row| row["kind"] == "moved").unwrap();
    assert_eq!((moved["path"].as_str(), moved["to"].as_str()), (Some(B), Some(A)));
    assert!(moved["text"].as_str().unwrap().contains(SECOND));
    assert!(rows.iter().any(|row| row["path"] == A && row["text"].as_str().unwrap().contains("下转08版")));
    folder.run(&format!("fix in --write --unsafe {RULES}")).code(0);
    assert_eq!((folder.get(A), folder.get(B)), (whole, OTHER.to_owned()));
    folder.run(&format!("fix in --unsafe {RULES}")).code(0);
}

#[test]
fn every_rule_together_gives_the_same_at_once_and_in_two_steps() {
    let (at_once, stepwise) = (issue(), issue());
    at_once.run("fix in --write --unsafe --isolated --preview");
    stepwise.run("fix in --write --isolated --preview");
    stepwise.run("fix in --write --unsafe --isolated --preview");
    for path in [A, B] {
        assert_eq!(at_once.get(path), stepwise.get(path));
    }
    assert!(at_once.get(A).contains("接下来书屋还要添置一批新书"), "{}", at_once.get(A));
    assert!(!at_once.get(B).contains("谭冬阳"), "{}", at_once.get(B));
}

#[test]
fn a_file_that_cannot_be_written_keeps_the_other_as_it_is() {
    for locked in [A, B] {
        let folder = issue();
        let (first, second) = (folder.get(A), folder.get(B));
        let path = folder.path().join(locked);
        let mut mode = std::fs::metadata(&path).unwrap().permissions();
        mode.set_readonly(true);
        std::fs::set_permissions(&path, mode).unwrap();
        let run = folder.run(&format!("fix in --write --unsafe {RULES}")).code(2);
        run.says("read-only").says("text moves between this file and");
        assert_eq!((folder.get(A), folder.get(B)), (first, second), "{locked} is read-only");
    }
}

#[test]
fn what_no_repair_follows_keeps_its_jump_line() {
    let folder = issue();
    folder.put(B, OTHER);
    let before = folder.get(A);
    folder
        .run(&format!("fix in --write --unsafe {RULES} --lang en"))
        .code(1)
        .prints("does not have the rest");
    assert_eq!(folder.get(A), before);
    std::fs::remove_file(folder.path().join(B)).unwrap();
    folder.run(&format!("fix in --write --unsafe {RULES}")).code(0);
    assert_eq!(folder.get(A), format!("{FIRST}\n"), "page 8 is not in the run: the line is furniture");
}

/// GBK has no room for a character of the second half.
#[test]
fn a_charset_without_room_leaves_the_halves_where_they_are() {
    let folder = issue();
    let first = folder.get(A);
    let (gbk, ..) = encoding_rs::GBK.encode(&first);
    folder.put(A, &gbk);
    folder.put(B, format!("{OTHER}\n◀◀上接01版\n\n{}\n", SECOND.replace("小广场", "小广场😀")));
    folder.run(&format!("fix in --write --unsafe {RULES}")).code(1);
    assert!(folder.get(B).contains("小广场😀"));
}

/// What a pipe gives is gone once it was read.
#[cfg(unix)]
#[test]
fn a_pipe_is_read_once() {
    let folder = issue();
    let pipe = folder.path().join("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = folder.command("check pipe.txt in --isolated --select FLW008 --output-format json");
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let child = command.spawn().unwrap();
    std::fs::write(&pipe, OTHER).unwrap();
    let run = crate::Run::from(child.wait_with_output().unwrap()).code(1);
    assert_eq!(run.codes(), ["FLW008", "FLW008"]);
}
