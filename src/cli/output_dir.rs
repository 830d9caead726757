//! `--output-dir`: where each repaired file goes.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::config::ConfigError;
use crate::run::Walked;
use crate::source::shown;

/// The place of each file under `folder`: its path from the working folder; for a file elsewhere, its path from the
/// folder above the argument that led to it.
///
/// # Errors
/// [`ConfigError`] where two files would go to one place.
pub fn targets(
    folder: &Path,
    files: &[Walked],
    arguments: &[PathBuf],
    cwd: &Path,
) -> Result<BTreeMap<PathBuf, PathBuf>, ConfigError> {
    let mut from: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut targets = BTreeMap::new();
    for file in files {
        let target = folder.join(inside(&file.path, arguments, cwd));
        if let Some(other) = from.insert(target.clone(), &file.path) {
            let message = format!(
                "{} and {} would both be written to {}",
                shown(other),
                shown(&file.path),
                shown(&target)
            );
            return Err(ConfigError::new(message).help("repair them in separate runs"));
        }
        targets.insert(file.path.clone(), target);
    }
    Ok(targets)
}

fn inside(path: &Path, arguments: &[PathBuf], cwd: &Path) -> PathBuf {
    let near = path.strip_prefix(cwd).unwrap_or(path);
    let plain =
        |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if plain(near) {
        return near.to_owned();
    }
    let argument = arguments.iter().find(|argument| path.starts_with(argument));
    let above = argument.and_then(|argument| argument.parent());
    let rest = above.and_then(|above| path.strip_prefix(above).ok()).filter(|rest| plain(rest));
    rest.map_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default(), Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_kept_and_never_left() {
        let cwd = Path::new("/home/here");
        let at = |path: &str, argument: &str| {
            inside(Path::new(path), &[PathBuf::from(argument)], cwd).to_string_lossy().into_owned()
        };
        assert_eq!(at("a/b.txt", "a"), "a/b.txt");
        assert_eq!(at("/home/here/a/b.txt", "/home/here"), "a/b.txt");
        assert_eq!(at("/data/a/b.txt", "/data/a"), "a/b.txt");
        assert_eq!(at("../a/b.txt", "../a"), "a/b.txt");
        assert_eq!(at("../b.txt", "../b.txt"), "b.txt");
    }

    #[test]
    fn two_files_never_share_a_place() {
        let files = ["/x/a/b.txt", "/y/a/b.txt"].map(|path| Walked { path: path.into(), named: true });
        let arguments = ["/x/a", "/y/a"].map(PathBuf::from);
        assert!(targets(Path::new("out"), &files, &arguments, Path::new("/w")).is_err());
    }
}
