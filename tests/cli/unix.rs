//! Links, permissions and names of Unix.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;

use std::fs;
use std::io::Write;

use crate::{BLANKS, Folder, MENDED, Run};

#[test]
fn a_loop_of_links_is_a_failure() {
    let folder = Folder::new(&[("d/a.txt", BLANKS)]);
    symlink(folder.path().join("d"), folder.path().join("d/loop")).unwrap();
    let run = folder.run("check . --output-format json").code(2).says("loop");
    assert_eq!(run.codes(), ["FMT001"], "the rest is checked");
    symlink("self", folder.path().join("self")).unwrap();
    folder.run("check self").code(2);
}

#[test]
fn a_linked_file_is_checked_once_and_mended_where_it_lies() {
    let folder = Folder::new(&[("a.txt", BLANKS)]);
    symlink("a.txt", folder.path().join("b.txt")).unwrap();
    let run = folder.run("check . --output-format json").code(0);
    assert_eq!(run.codes(), ["FMT001"]);
    folder.run("fix b.txt --write").code(0);
    assert!(fs::symlink_metadata(folder.path().join("b.txt")).unwrap().is_symlink());
    assert_eq!(folder.get("a.txt"), MENDED);
    symlink("gone", folder.path().join("c.txt")).unwrap();
    folder.run("check .").code(2).says("c.txt");
}

#[test]
fn a_path_that_is_no_utf8() {
    let folder = Folder::new(&[]);
    let name = std::ffi::OsStr::from_bytes(b"\xB0\xA1.txt");
    if fs::write(folder.path().join(name), BLANKS).is_err() {
        println!("skipped: the file system has names in UTF-8 alone");
        return;
    }
    assert_eq!(folder.run("check . --output-format json").code(0).codes(), ["FMT001"]);
    folder.run("fix . --write").code(0);
    assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), MENDED);
}

#[test]
fn a_file_that_may_not_be_written_is_left_alone() {
    let folder = Folder::new(&[("a.txt", BLANKS)]);
    fs::set_permissions(folder.path().join("a.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    folder.run("fix a.txt --write").code(2).says("read-only");
    assert_eq!(folder.get("a.txt"), BLANKS);
}

#[test]
fn a_folder_without_permission_is_a_failure() {
    let folder = Folder::new(&[("a.txt", BLANKS), ("shut/b.txt", BLANKS)]);
    let shut = folder.path().join("shut");
    let mode =
        |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&shut, 0o000);
    let line = "check . --output-format json";
    let run = if fs::read_dir(&shut).is_ok() {
        // The superuser may read everything: somebody else has to try, with a program that they may run.
        mode(folder.path(), 0o755);
        let program = folder.path().join("zzlint");
        fs::copy(env!("CARGO_BIN_EXE_zzlint"), &program).unwrap();
        mode(&program, 0o755);
        let mut command = std::process::Command::new(program);
        command.args(line.split(' ')).current_dir(folder.path()).uid(65534).gid(65534);
        Run::of(&mut command)
    } else {
        folder.run(line)
    };
    assert_eq!(run.code(2).says("shut").codes(), ["FMT001"], "the rest is checked");
    mode(&shut, 0o755);
}

#[test]
fn a_file_that_vanishes_before_its_turn_is_a_failure() {
    let folder = Folder::new(&[("d/y.txt", BLANKS), ("d/z.txt", BLANKS)]);
    let pipe = folder.path().join("a.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = folder.command("check a.txt d -j 1 --select FMT001 --output-format json");
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let child = command.spawn().unwrap();
    // Opens once the other end is read from: all paths are known then, and d/y.txt comes next.
    let mut open = fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    fs::remove_file(folder.path().join("d/y.txt")).unwrap();
    open.write_all(MENDED.as_bytes()).unwrap();
    drop(open);
    let run = Run::from(child.wait_with_output().unwrap()).code(2).says("d/y.txt: ");
    assert_eq!(run.codes(), ["FMT001"], "the rest is checked");
}

#[test]
fn an_interrupt_ends_with_130_and_leaves_nothing_behind() {
    use std::io::Read;
    use std::process::Stdio;
    let folder = Folder::new(&[("a.txt", BLANKS)]);
    // The repair waits for standard input, which never ends.
    let mut command = folder.command("fix - --select FMT");
    command.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // `wait` would close it, and the end of the input would race with the signal.
    let open = child.stdin.take();
    let id = child.id().to_string();
    wait_for_handler(&mut child);
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(open);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the text and .git");
}

/// Waits until a process catches SIGINT; where the system does not tell, for as long as a start may take.
fn wait_for_handler(child: &mut std::process::Child) {
    let pause = std::time::Duration::from_millis(10);
    if !std::path::Path::new("/proc/self/status").exists() {
        return std::thread::sleep(200 * pause);
    }
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        if u64::from_str_radix(caught.trim(), 16).unwrap() & 2 != 0 {
            return;
        }
        std::thread::sleep(pause);
    }
    panic!("the process ended before it waited");
}
