//! The last lines of a report for people: what was found, and what to do next.

use super::Options;
use super::style::{self, Styles};
use crate::diagnostic::Lang;
use crate::run::Summary;

/// What was found and what to do next; nothing with `quiet`.
pub fn closing(summary: &Summary, options: Options) -> String {
    if options.quiet {
        return String::new();
    }
    let styles = Styles::new(options.color);
    let (first, next) = match options.lang {
        Lang::En => (english::found(summary), english::next(summary)),
        Lang::Zh => (chinese::found(summary), chinese::next(summary)),
    };
    let mut text = format!("{}\n", styles.paint(style::bold(), first));
    if !next.is_empty() {
        text.push_str(&next);
        text.push('\n');
    }
    text
}

mod english {
    use crate::run::Summary;

    pub fn found(summary: &Summary) -> String {
        let mut text = repaired(summary);
        let files = count(summary.checked, "file", "files");
        let kinds = [
            (summary.errors, "error", "errors"),
            (summary.warnings, "warning", "warnings"),
            (summary.infos, "info", "infos"),
        ];
        let kinds: Vec<String> =
            kinds.iter().filter(|(n, ..)| *n > 0).map(|&(n, one, many)| count(n, one, many)).collect();
        let left = summary.repair.is_some();
        let place = match (summary.with_findings, summary.checked) {
            (1, 1) => "1 file".to_owned(),
            (with, all) if with == all => format!("all of {files}"),
            (with, _) => format!("{with} of {files}"),
        };
        text.push_str(&match (join(&kinds), left, summary.checked) {
            (kinds, false, _) if !kinds.is_empty() => format!("Found {kinds} in {place}."),
            (kinds, true, _) if !kinds.is_empty() => format!("{kinds} left in {place}."),
            (_, _, 0) => "No file was checked.".to_owned(),
            (_, true, _) => "Nothing else was found.".to_owned(),
            (_, false, _) => format!("All clear: {files} checked, nothing found."),
        });
        if summary.failures > 0 {
            let failures = count(summary.failures, "file", "files");
            text.push_str(&format!(" {failures} could not be checked."));
        }
        text
    }

    fn repaired(summary: &Summary) -> String {
        let Some(repair) = summary.repair.filter(|repair| repair.changes > 0) else { return String::new() };
        let changes = count(repair.changes, "change", "changes");
        let files = count(repair.files, "file", "files");
        if repair.written {
            format!("Wrote {changes} to {files}. ")
        } else {
            format!("{changes} in {files}, not yet written: add `--write`. ")
        }
    }

    pub fn next(summary: &Summary) -> String {
        let mut steps = Vec::new();
        if summary.safe_fixes > 0 {
            steps.push(format!(
                "{}: `zzlint fix --write`",
                count(summary.safe_fixes, "safe fix", "safe fixes")
            ));
        }
        if summary.unsafe_fixes > 0 {
            steps.push(if steps.is_empty() {
                format!(
                    "{}: `zzlint fix --write --unsafe`",
                    count(summary.unsafe_fixes, "unsafe fix", "unsafe fixes")
                )
            } else {
                format!("{} more with --unsafe", summary.unsafe_fixes)
            });
        }
        if summary.by_hand > 0 {
            steps.push(format!("{} a person", count(summary.by_hand, "needs", "need")));
        }
        if steps.is_empty() { String::new() } else { steps.join("; ") + "." }
    }

    fn count(n: usize, one: &str, many: &str) -> String {
        format!("{n} {}", if n == 1 { one } else { many })
    }

    fn join(parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}

mod chinese {
    use crate::run::Summary;

    pub fn found(summary: &Summary) -> String {
        let mut text = String::new();
        if let Some(repair) = summary.repair.filter(|repair| repair.changes > 0) {
            let (files, changes) = (repair.files, repair.changes);
            text.push_str(&if repair.written {
                format!("已在 {files} 个文件中写入 {changes} 处修改。")
            } else {
                format!("{files} 个文件可修改 {changes} 处，尚未写入：加 `--write`。")
            });
        }
        let kinds = [(summary.errors, "错误"), (summary.warnings, "警告"), (summary.infos, "提示")];
        let kinds: Vec<String> =
            kinds.iter().filter(|(n, _)| *n > 0).map(|(n, kind)| format!("{kind} {n} 处")).collect();
        let (kinds, with, all) = (kinds.join("、"), summary.with_findings, summary.checked);
        text.push_str(&match (kinds.is_empty(), summary.repair.is_some(), all) {
            (false, false, _) => format!("检查了 {all} 个文件，其中 {with} 个有问题：{kinds}。"),
            (false, true, _) => format!("另有 {with} 个文件还有问题：{kinds}。"),
            (true, _, 0) => "没有检查任何文件。".to_owned(),
            (true, true, _) => "未发现其他问题。".to_owned(),
            (true, false, _) => format!("检查了 {all} 个文件，未发现问题。"),
        });
        if summary.failures > 0 {
            text.push_str(&format!("有 {} 个文件无法检查。", summary.failures));
        }
        text
    }

    pub fn next(summary: &Summary) -> String {
        let mut steps = Vec::new();
        if summary.safe_fixes > 0 {
            steps.push(format!("{} 处可安全修复：`zzlint fix --write`", summary.safe_fixes));
        }
        if summary.unsafe_fixes > 0 {
            steps.push(if steps.is_empty() {
                format!("{} 处可修复，改后请核对：`zzlint fix --write --unsafe`", summary.unsafe_fixes)
            } else {
                format!("加 --unsafe 再修复 {} 处", summary.unsafe_fixes)
            });
        }
        if summary.by_hand > 0 {
            steps.push(format!("{} 处需人工处理", summary.by_hand));
        }
        if steps.is_empty() { String::new() } else { steps.join("；") + "。" }
    }
}
