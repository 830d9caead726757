//! What the files of a run say of each other, by file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::facts::{self, Mark};
use crate::document::Document;
use crate::source::Span;

/// The verdicts on all files of a run; files with none are not in it.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    files: FxHashMap<PathBuf, Verdicts>,
}

/// The verdicts on one file.
#[derive(Debug, Clone, Default)]
pub struct Verdicts {
    /// The hash of the text that they are of.
    text: u64,
    list: Vec<Verdict>,
}

/// What became of one jump line.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub mark: Arc<Mark>,
    pub judged: Judged,
}

#[derive(Debug, Clone)]
pub enum Judged {
    /// The other half was found.
    Linked {
        partner: Partner,
        /// 0 to 1.
        probability: f32,
        /// What a repair moves, where it may.
        moved: Option<Arc<Moved>>,
    },
    /// Several could be the other half; this is the likeliest.
    Ambiguous { partner: Partner, probability: f32 },
    /// This file of the run holds the page, and no file that does has the other half.
    Missing { path: PathBuf },
}

/// The second half of an article as a repair moves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub text: String,
    /// The numbers of the blocks that leave: the text, and a headline that only says again that of the first half.
    pub blocks: Vec<usize>,
}

/// The other half, and the file that holds it.
#[derive(Debug, Clone)]
pub struct Partner {
    pub path: PathBuf,
    pub mark: Arc<Mark>,
}

impl Verdict {
    /// What a repair moves, where it may.
    pub fn moved(&self) -> Option<&Moved> {
        match &self.judged {
            Judged::Linked { moved, .. } => moved.as_deref(),
            _ => None,
        }
    }
}

impl Batch {
    pub fn add(&mut self, path: &Path, text: u64, verdict: Verdict) {
        let file = self.files.entry(path.to_owned()).or_default();
        file.text = text;
        file.list.push(verdict);
        file.list.sort_by_key(|verdict| verdict.mark.span);
    }

    /// The verdicts on a file.
    pub fn of(&self, path: &Path) -> Option<&Verdicts> {
        self.files.get(path)
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Verdicts {
    pub fn list(&self) -> &[Verdict] {
        &self.list
    }

    /// The verdicts that hold for a document of the file, each with the place of its jump line there.
    ///
    /// In the text that was judged these are all. In one that a repair has changed since, they are those that no repair
    /// follows, as the lines that were followed are gone; lines that read the same stay in their order.
    pub fn on<'v>(&'v self, document: &Document<'_>) -> Vec<(&'v Verdict, Span)> {
        if facts::hash(document.text()) == self.text {
            return self.list.iter().map(|verdict| (verdict, verdict.mark.span)).collect();
        }
        let mut open: Vec<&Verdict> = self.list.iter().filter(|verdict| verdict.moved().is_none()).collect();
        let mut still = Vec::new();
        for found in document.jumps() {
            let text = document.slice(found.span);
            if let Some(at) = open.iter().position(|verdict| verdict.mark.text == text) {
                still.push((open.remove(at), found.span));
            }
        }
        still
    }

    /// Whether the places of the verdicts are those of a document.
    pub fn is_of(&self, document: &Document<'_>) -> bool {
        facts::hash(document.text()) == self.text
    }
}
