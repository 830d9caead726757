//! `zzlint words`: names and terms for the accept list.

use crate::Folder;

const FIRST: &str = "本报讯（记者 田力行）在樟霞村，村支书谭冬昕带着大家修水渠。谭冬昕说，渠修好了。\n";
const SECOND: &str = "本报讯（记者 田力行）昨天，谭冬昕来到县城。大家都认识谭冬昕。\n";

#[test]
fn names_that_recur_are_proposed_with_counts_and_a_place() {
    let folder = Folder::new(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let run = folder.run("words . --output-format json").code(0);
    let run = run
        .prints(r#"{"word":"谭冬昕","count":4,"files":2,"#)
        .prints(r#""path":"a.txt","line":1,"column":20"#);
    assert!(!run.out.contains("樟霞"), "stands once");
    let run = folder.run("words . --min-count 2 --min-files 2").code(0);
    run.prints("田力行").prints("谭冬昕");
    assert_eq!(folder.run("words . --min-files 3").code(0).out, "");
    folder.run("words . --output-format toml --lang zh").code(0).prints("    \"谭冬昕\",  # 2 个文件 4 处");
}

#[test]
fn the_list_is_a_configuration_and_is_not_proposed_again() {
    let folder = Folder::new(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let list = folder.run("words . --min-count 2 --output-format toml").code(0).out;
    folder.put("zzlint.toml", list);
    folder.run("config accept").code(0).prints("谭冬昕");
    assert_eq!(folder.run("words . --min-count 2").code(0).out, "");
}

#[test]
fn what_is_convicted_is_commented_out() {
    let text = "在株洲市溁口区，早稻已经收割。溁口区的村民说，溁口区今年好。\n";
    let folder = Folder::new(&[("a.txt", text)]);
    let run = folder.run("words . --min-count 3 --output-format toml").code(0);
    run.prints("    # \"溁口区\",  # 3 in 1 file; 3 doubted: 渌口区?");
}

#[test]
fn failures_end_with_2_and_the_rest_goes_on() {
    let folder = Folder::new(&[("a.txt", FIRST), ("b.txt", SECOND), ("n.txt", "甲\0乙")]);
    let run = folder.run("words a.txt b.txt n.txt gone.txt").code(2);
    run.prints("谭冬昕").says("n.txt: the file has a NUL byte").says("gone.txt: ");
    folder.pipe("words -", format!("{FIRST}{SECOND}")).code(0).prints("谭冬昕");
}
