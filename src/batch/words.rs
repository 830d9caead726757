//! Rare wordings that two texts share: names and matters that go through one article.

use rustc_hash::FxHashMap;

use crate::lang::chars::is_han;
use crate::lang::model::{History, Model};

/// Characters of a wording.
const LENGTH: usize = 3;

/// As many are kept of a text: the rarest.
const MOST: usize = 200;

/// Natural logarithm of one over the likelihood that a wording of ordinary rarity has: it counts for nothing.
const ORDINARY: f32 = 17.0;

/// The rarest wordings of a text, by their hashes, each with how much it says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words(Vec<(u64, f32)>);

impl Words {
    pub fn of(model: &Model<'_>, text: &str) -> Self {
        let mut weights: FxHashMap<u64, f32> = FxHashMap::default();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (from, to) in starts.iter().zip(starts.iter().skip(LENGTH)) {
            let Some(wording) = text.get(*from..*to).filter(|wording| wording.chars().all(is_han)) else {
                continue;
            };
            let weight = -model.text(History::NONE, wording, LENGTH) - ORDINARY;
            if weight > 0.0 {
                weights.insert(xxhash_rust::xxh3::xxh3_64(wording.as_bytes()), weight);
            }
        }
        let mut words: Vec<(u64, f32)> = weights.into_iter().collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(MOST);
        words.sort_by_key(|(hash, _)| *hash);
        Self(words)
    }

    /// How much the wordings say that both texts have.
    pub fn shared(&self, other: &Self) -> f32 {
        let in_other = |hash: &u64| other.0.binary_search_by_key(hash, |(hash, _)| *hash).is_ok();
        self.0.iter().filter(|(hash, _)| in_other(hash)).map(|(_, weight)| weight).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_one_matter_share_its_names() {
        let model = Model::embedded();
        let first = Words::of(model, "在樟霞村，村支书谭冬阳带着大家修水渠，樟霞村的稻田有了水。");
        let second = Words::of(model, "谭冬阳说，樟霞村今年还要再修一条渠。");
        let other = Words::of(model, "昨天上午，全县召开会议，部署今年的工作。");
        assert!(first.shared(&second) > first.shared(&other));
        assert!(first.shared(&other) < 0.1);
    }
}
