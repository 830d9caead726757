//! Files replaced whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::source::EncodeError;

/// Why a file was not written. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("not written: {0}")]
    Encode(#[from] EncodeError),
    #[error("not written: the file is read-only")]
    ReadOnly,
    #[error("not written: the file changed after it was read")]
    Changed,
    #[error("not written: this is the original itself")]
    Original,
    #[error("not written: text moves between this file and {with}, which {why}")]
    Together { with: String, why: &'static str },
}

/// The temporary files that stand now; `None` once the process is being interrupted.
static TEMPORARY: Mutex<Option<Vec<PathBuf>>> = Mutex::new(Some(Vec::new()));

/// Removes the temporary files and lets no more come up. For the handler of an interrupt, which ends the process next.
pub fn clean_up() {
    let files = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner).take();
    for file in files.into_iter().flatten() {
        let _ = fs::remove_file(file);
    }
}

/// Replaces the file at `path`, or that a link there leads to, by `bytes`, if its content still has the hash `hash`
/// (xxh3-128). The new file is written beside the old one and takes its place at once, with its mode and owner.
///
/// # Errors
/// [`WriteError`]; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8], hash: u128) -> Result<(), WriteError> {
    let target = fs::canonicalize(path)?;
    let old = fs::metadata(&target)?;
    if old.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    put(&target, bytes, Some(&old), || unchanged(&target, hash))
}

/// Whether [`replace`] would have anything against it, as far as can be told without writing.
///
/// # Errors
/// [`WriteError`], as it would be.
pub fn may_replace(path: &Path, hash: u128) -> Result<(), WriteError> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    unchanged(path, hash)
}

fn unchanged(path: &Path, hash: u128) -> Result<(), WriteError> {
    match xxhash_rust::xxh3::xxh3_128(&fs::read(path)?) == hash {
        true => Ok(()),
        false => Err(WriteError::Changed),
    }
}

/// Writes a new file, with the folders that lead to it. A file that stands there is replaced.
///
/// # Errors
/// [`WriteError`]; what stood there is then as it was.
pub fn create(path: &Path, bytes: &[u8], original: &Path) -> Result<(), WriteError> {
    let same = fs::canonicalize(path).ok().zip(fs::canonicalize(original).ok());
    if same.is_some_and(|(new, old)| new == old) {
        return Err(WriteError::Original);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mode = fs::metadata(original).ok();
    put(path, bytes, mode.as_ref(), || Ok(()))
}

fn put(
    target: &Path,
    bytes: &[u8],
    like: Option<&fs::Metadata>,
    last_check: impl FnOnce() -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = {
        let mut standing = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
        let interrupted = || std::io::Error::from(std::io::ErrorKind::Interrupted);
        let standing = standing.as_mut().ok_or_else(interrupted)?;
        let file = tempfile::Builder::new().prefix(".zzlint-").suffix(".tmp").tempfile_in(folder)?;
        standing.push(file.path().to_owned());
        file
    };
    let temporary = file.path().to_owned();
    let done = (|| {
        file.write_all(bytes)?;
        if let Some(like) = like {
            file.as_file().set_permissions(like.permissions())?;
            keep_owner(file.as_file(), like);
        }
        last_check()?;
        file.persist(target).map_err(|error| error.error)?;
        Ok(())
    })();
    if let Some(standing) = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        standing.retain(|path| *path != temporary);
    }
    done
}

/// Gives the new file to the owner of the old one, where this process may do that.
#[cfg(unix)]
fn keep_owner(file: &fs::File, like: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let made = file.metadata().map(|made| (made.uid(), made.gid()));
    if made.is_ok_and(|made| made != (like.uid(), like.gid())) {
        let _ = fchown(file, Some(like.uid()), Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_file: &fs::File, _like: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(text: &str) -> u128 {
        xxhash_rust::xxh3::xxh3_128(text.as_bytes())
    }

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "乙").unwrap();
        assert!(matches!(replace(&path, "丙".as_bytes(), hash("甲")), Err(WriteError::Changed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "乙");
        replace(&path, "丙".as_bytes(), hash("乙")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "丙");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no temporary file is left");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_modes_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&path, "甲").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o604)).unwrap();
        symlink(&path, &link).unwrap();
        replace(&link, "乙".as_bytes(), hash("甲")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "乙");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o604);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(replace(&path, b"x", hash("乙")), Err(WriteError::ReadOnly)));
    }

    #[test]
    fn an_output_never_overwrites_its_original() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "甲").unwrap();
        assert!(matches!(create(&path, b"x", &path), Err(WriteError::Original)));
        create(&folder.path().join("b/c.txt"), b"x", &path).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("b/c.txt")).unwrap(), "x");
    }
}
