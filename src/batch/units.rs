//! Which files a repair writes together.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::verdicts::{Batch, Judged};
use crate::document::layout::pages::Way;

/// The files, by their numbers, in groups between which no text moves. In a group each file that is given text stands
/// before the one that gives it, and the groups are in the order of their first files.
pub fn units(paths: &[&Path], batch: &Batch) -> Vec<Vec<usize>> {
    let number: FxHashMap<&Path, usize> = paths.iter().enumerate().map(|(at, path)| (*path, at)).collect();
    let mut givers: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let mut receivers: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (receiver, path) in paths.iter().enumerate() {
        for giver in gives_to(batch, path).filter_map(|giver| number.get(giver).copied()) {
            givers.entry(receiver).or_default().push(giver);
            receivers.entry(giver).or_default().push(receiver);
        }
    }
    let mut taken = vec![false; paths.len()];
    let mut units = Vec::new();
    for first in 0..paths.len() {
        if taken.get(first).copied().unwrap_or(true) {
            continue;
        }
        let (mut members, mut open) = (Vec::new(), vec![first]);
        while let Some(next) = open.pop() {
            if let Some(seen) = taken.get_mut(next).filter(|seen| !**seen) {
                *seen = true;
                members.push(next);
                open.extend([&givers, &receivers].iter().filter_map(|by| by.get(&next)).flatten());
            }
        }
        members.sort_unstable();
        units.push(receivers_first(members, &receivers));
    }
    units
}

/// The files that give text to a file.
pub fn gives_to<'b>(batch: &'b Batch, path: &Path) -> impl Iterator<Item = &'b Path> {
    let list = batch.of(path).map_or(&[][..], |verdicts| verdicts.list());
    list.iter().filter(|verdict| verdict.mark.way == Way::On).filter_map(|verdict| match &verdict.judged {
        Judged::Linked { partner, moved: Some(_), .. } => Some(partner.path.as_path()),
        _ => None,
    })
}

/// No file gives text in a circle: [`super::links`] sees to that.
fn receivers_first(mut members: Vec<usize>, receivers: &FxHashMap<usize, Vec<usize>>) -> Vec<usize> {
    let mut ordered: Vec<usize> = Vec::with_capacity(members.len());
    while !members.is_empty() {
        let ready = |member: &usize| {
            receivers.get(member).into_iter().flatten().all(|receiver| ordered.contains(receiver))
        };
        let next = members.iter().position(ready).unwrap_or(0);
        ordered.push(members.remove(next));
    }
    ordered
}
