//! Files between which text moves: they are written together or not at all.

use std::path::{Path, PathBuf};

use super::fix::Repaired;
use super::survey::RULE;
use crate::batch::{Batch, Judged, Moved, Partner, Verdict, units};
use crate::document::layout::pages::Way;
use crate::fix::{Account, Change, ChangeKind};
use crate::run::write::WriteError;
use crate::run::{Failure, Walked};
use crate::source::shown;

/// The files of a run in units; in each, a file that is given text stands before the one that gives it. Where no text
/// moves, each file is a unit.
pub fn group(files: &[Walked], batch: &Batch, moving: bool) -> Vec<Vec<Walked>> {
    if !moving || batch.is_empty() {
        return files.iter().map(|file| vec![file.clone()]).collect();
    }
    let paths: Vec<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    let members = |unit: Vec<usize>| unit.into_iter().filter_map(|at| files.get(at).cloned()).collect();
    units(&paths, batch).into_iter().map(members).collect()
}

/// What keeps a unit from being written: of one of its files, its own failure or that its half of a move is not there.
/// `may_write` tells whether a file can be written.
pub fn obstacle(
    done: &[Result<Repaired, Failure>],
    batch: &Batch,
    may_write: impl Fn(&Repaired) -> Result<(), WriteError>,
) -> Option<Obstacle> {
    for file in done {
        let why = match file {
            Err(failure) => return Some(Obstacle { path: failure.path.clone(), own: None, why: "failed" }),
            Ok(repaired) if !moved_both_ways(repaired, done, batch) => "has only its half of the move",
            Ok(repaired) => match may_write(repaired) {
                Ok(()) => continue,
                Err(error) => {
                    let own = Some(error.to_string());
                    return Some(Obstacle { path: repaired.path.clone(), own, why: "cannot be written" });
                }
            },
        };
        return file.as_ref().ok().map(|repaired| Obstacle { path: repaired.path.clone(), own: None, why });
    }
    None
}

/// A file for whose sake its unit is not written.
pub struct Obstacle {
    pub path: PathBuf,
    /// Its own failure, where it is not on record yet.
    own: Option<String>,
    why: &'static str,
}

impl Obstacle {
    /// The failure of a file of the unit.
    pub fn failure(&self, path: &Path) -> Failure {
        let together = || WriteError::Together { with: shown(&self.path), why: self.why };
        let message = match &self.own {
            Some(own) if path == self.path => own.clone(),
            _ => together().to_string(),
        };
        Failure { path: path.to_owned(), message }
    }

    /// That a file could not be written after all.
    pub fn unwritten(path: &Path) -> Self {
        Self { path: path.to_owned(), own: None, why: "could not be written" }
    }
}

/// Whether each text that a file was given is gone from where it stood, and each that it gave has arrived.
fn moved_both_ways(file: &Repaired, done: &[Result<Repaired, Failure>], batch: &Batch) -> bool {
    let list = batch.of(&file.path).map_or(&[][..], |verdicts| verdicts.list());
    list.iter().filter_map(|verdict| Some((verdict.mark.way, partner(verdict)?))).all(
        |(way, (partner, moved))| {
            let other = done.iter().flatten().find(|other| other.path == partner.path);
            let other = other.is_some_and(|other| has_moved(&other.account, partner.mark.way, moved));
            has_moved(&file.account, way, moved) == other
        },
    )
}

/// The other half of a jump line that a repair follows.
fn partner(verdict: &Verdict) -> Option<(&Partner, &Moved)> {
    match &verdict.judged {
        Judged::Linked { partner, moved: Some(moved), .. } => Some((partner, moved)),
        _ => None,
    }
}

/// Whether an account tells that a text went away, or came, at a jump line of that way.
fn has_moved(account: &Account, way: Way, moved: &Moved) -> bool {
    let kind = if way == Way::From { ChangeKind::Removed } else { ChangeKind::Inserted };
    account.changes.iter().any(|change| change.kind == kind && holds(&change.text, moved))
}

fn holds(text: &str, moved: &Moved) -> bool {
    text.replace("\r\n", "\n").contains(&moved.text.replace("\r\n", "\n"))
}

/// For each change of an account, where the text went, if it went to another file.
pub fn destinations(path: &Path, account: &Account, batch: &Batch) -> Vec<Option<PathBuf>> {
    let list = batch.of(path).map_or(&[][..], |verdicts| verdicts.list());
    let given = || list.iter().filter(|verdict| verdict.mark.way == Way::From).filter_map(partner);
    let to = |change: &Change| {
        let taken_out = change.kind == ChangeKind::Removed && change.code == RULE;
        let went = given().find(|(_, moved)| taken_out && holds(&change.text, moved));
        went.map(|(partner, _)| partner.path.clone())
    };
    account.changes.iter().map(to).collect()
}
