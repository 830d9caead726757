//! Workflow commands, closing lines, statistics.

use insta::assert_snapshot;

use super::{at, finding, fix};
use crate::diagnostic::{Edit, Lang, Safety, Severity};
use crate::document::Document;
use crate::report::{Format, Options, closing, report, statistics};
use crate::run::{Failure, RepairCount, Summary};
use crate::source::{Source, Span};

#[test]
fn workflow_commands() {
    let text = "甲,乙\n丙\n丁\n";
    let mut both = finding("DUP001", at(text, "丙\n丁"), "100% the same\nas before");
    both.severity = Severity::Error;
    let first = finding("PUN001", at(text, ","), "half-width mark: ','");
    let second = finding("PUN001", at(text, "丁"), "second");
    let mut info = finding("FMT002", at(text, "丁"), "an aside");
    info.severity = Severity::Info;
    let found = [first, both, second, info];
    let (one, two) = (Source::from_text("a,b:c.txt", text), Source::from_text("0.txt", text));
    let report = report(Format::Github, Options::default());
    for source in [&one, &two] {
        assert_eq!(report.file(&Document::new(source), &found), "");
    }
    assert_snapshot!(report.end(&Summary::default()), @r#"
    ::error file=0.txt,line=2,endLine=3,title=DUP001 a-rule::100%25 the same␊as before
    ::error file=a%2Cb%3Ac.txt,line=2,endLine=3,title=DUP001 a-rule::100%25 the same␊as before
    ::warning file=0.txt,line=1,col=2,endColumn=3,endLine=1,title=PUN001 a-rule::half-width mark: ','
    ::warning file=a%2Cb%3Ac.txt,line=1,col=2,endColumn=3,endLine=1,title=PUN001 a-rule::half-width mark: ','
    ::warning file=0.txt,line=3,col=1,endColumn=2,endLine=3,title=PUN001 a-rule::second
    ::warning file=a%2Cb%3Ac.txt,line=3,col=1,endColumn=2,endLine=3,title=PUN001 a-rule::second
    ::notice file=0.txt,line=3,col=1,endColumn=2,endLine=3,title=FMT002 a-rule::an aside
    ::notice file=a%2Cb%3Ac.txt,line=3,col=1,endColumn=2,endLine=3,title=FMT002 a-rule::an aside
    "#);
    let failure = Failure { path: "坏%.txt".into(), message: "no such file\r\n".to_owned() };
    assert_snapshot!(report.failure(&failure), @r#"::error file=坏%25.txt,title=zzlint::no such file␍␊"#);
}

pub(super) fn summary() -> Summary {
    let source = Source::from_text("a.txt", "甲乙丙丁");
    let mut safe = finding("PUN001", Span::new(0, 3), "");
    safe.fix = fix(Safety::Safe, vec![Edit::replace(safe.span, "，")]);
    let mut bold = finding("FUR001", Span::new(0, 3), "");
    bold.fix = fix(Safety::Unsafe, vec![Edit::delete(bold.span)]);
    let mut error = finding("CHR001", Span::new(0, 3), "");
    error.severity = Severity::Error;
    error.fix = fix(Safety::Suggest, vec![Edit::replace(error.span, "丁")]);
    let mut info = finding("FUR008", Span::new(0, 3), "");
    info.severity = Severity::Info;
    let mut summary = Summary::default();
    summary.add(&source, &[safe.clone(), safe, bold, error, info]);
    summary.add(&source, &[]);
    summary
}

#[test]
fn the_last_lines() {
    let closing = |summary: &Summary, lang| closing::closing(summary, Options { lang, ..Options::default() });
    let both = |summary: &Summary| closing(summary, Lang::En) + &closing(summary, Lang::Zh);
    assert_snapshot!(both(&summary()), @r#"
    Found 1 error, 3 warnings and 1 info in 1 of 2 files.
    2 safe fixes: `zzlint fix --write`; 1 more with --unsafe; 1 needs a person.
    检查了 2 个文件，其中 1 个有问题：错误 1 处、警告 3 处、提示 1 处。
    2 处可安全修复：`zzlint fix --write`；加 --unsafe 再修复 1 处；1 处需人工处理。
    "#);
    assert_snapshot!(both(&Summary { checked: 5, ..Summary::default() }), @r#"
    All clear: 5 files checked, nothing found.
    检查了 5 个文件，未发现问题。
    "#);
    let failed = Summary {
        checked: 1,
        failures: 1,
        unsafe_fixes: 2,
        warnings: 2,
        with_findings: 1,
        ..Summary::default()
    };
    assert_snapshot!(both(&failed), @r#"
    Found 2 warnings in 1 file. 1 file could not be checked.
    2 unsafe fixes: `zzlint fix --write --unsafe`.
    检查了 1 个文件，其中 1 个有问题：警告 2 处。有 1 个文件无法检查。
    2 处可修复，改后请核对：`zzlint fix --write --unsafe`。
    "#);
    let repair = Some(RepairCount { written: true, files: 2, changes: 223 });
    let done = Summary { checked: 2, repair, ..Summary::default() };
    assert_snapshot!(both(&done), @r#"
    Wrote 223 changes to 2 files. Nothing else was found.
    已在 2 个文件中写入 223 处修改。未发现其他问题。
    "#);
    let repair = Some(RepairCount { written: false, files: 1, changes: 1 });
    assert_snapshot!(both(&Summary { repair, ..summary() }), @r#"
    1 change in 1 file, not yet written: add `--write`. 1 error, 3 warnings and 1 info left in 1 of 2 files.
    2 safe fixes: `zzlint fix --write`; 1 more with --unsafe; 1 needs a person.
    1 个文件可修改 1 处，尚未写入：加 `--write`。另有 1 个文件还有问题：错误 1 处、警告 3 处、提示 1 处。
    2 处可安全修复：`zzlint fix --write`；加 --unsafe 再修复 1 处；1 处需人工处理。
    "#);
    let quiet = Options { quiet: true, ..Options::default() };
    assert_eq!(closing::closing(&summary(), quiet), "");
}

#[test]
fn the_table_of_rules() {
    assert_snapshot!(statistics::table(&summary(), Lang::En), @r#"
    findings  rule    safe  unsafe  what
           2  PUN001     2       -  half-width mark in Chinese text
           1  CHR001     -       -  half-width mark in Chinese text
           1  FUR001     -       1  half-width mark in Chinese text
           1  FUR008     -       -  half-width mark in Chinese text
    "#);
    assert_snapshot!(statistics::table(&summary(), Lang::Zh), @r#"
    处数  规则    可安全修复  需 --unsafe  内容
       2  PUN001           2            -  中文里的半角标点
       1  CHR001           -            -  中文里的半角标点
       1  FUR001           -            1  中文里的半角标点
       1  FUR008           -            -  中文里的半角标点
    "#);
}
