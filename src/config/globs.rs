//! Globs that hold for the files under a folder.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Globs of one configuration. One without `/` means a name at any depth, as in .gitignore; another is a path from
/// the root. A glob that means a folder means all that is in it.
#[derive(Debug, Clone)]
pub struct Globs {
    root: PathBuf,
    names: GlobSet,
    paths: GlobSet,
}

impl Globs {
    /// # Errors
    /// The number of the first glob that is none, and what is wrong with it.
    pub fn new(root: &Path, globs: &[impl AsRef<str>]) -> Result<Self, (usize, globset::Error)> {
        let (mut names, mut paths) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        for (number, glob) in globs.iter().enumerate() {
            let glob = glob.as_ref().trim_end_matches('/');
            let glob = glob.strip_prefix("./").unwrap_or(glob);
            let set = if glob.contains('/') { &mut paths } else { &mut names };
            let made = GlobBuilder::new(glob.trim_start_matches('/')).literal_separator(true).build();
            set.add(made.map_err(|error| (number, error))?);
        }
        let built = |set: GlobSetBuilder| set.build().map_err(|error| (0, error));
        Ok(Self { root: root.to_owned(), names: built(names)?, paths: built(paths)? })
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.paths.is_empty()
    }

    /// Whether a glob means the path itself.
    pub fn matches(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        path.file_name().is_some_and(|name| self.names.is_match(name))
            || (!self.paths.is_empty() && self.paths.is_match(inside))
    }

    /// Whether a glob means the path or a folder above it, up to the root.
    pub fn covers(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        !self.is_empty()
            && inside.ancestors().filter(|part| !part.as_os_str().is_empty()).any(|part| {
                part.file_name().is_some_and(|name| self.names.is_match(name)) || self.paths.is_match(part)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_any_depth_and_paths_from_the_root() {
        let globs = Globs::new(Path::new("/a"), &["*.md", "raw/*.txt", "old/"]).unwrap();
        assert!(globs.matches(Path::new("/a/b/c.md")));
        assert!(globs.matches(Path::new("/a/raw/c.txt")));
        assert!(!globs.matches(Path::new("/a/b/raw/c.txt")));
        assert!(!globs.matches(Path::new("/a/old/c.txt")));
        assert!(globs.covers(Path::new("/a/b/old/c.txt")));
        assert!(!globs.covers(Path::new("/a/b/c.txt")));
        assert_eq!(Globs::new(Path::new("/"), &["a", "b["]).unwrap_err().0, 1);
    }
}
