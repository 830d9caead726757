//! How often each wording stands in an archive, in bounded memory.

use rustc_hash::FxHashMap;

use super::reading::Reading;

/// Wordings that are held at most: some 60 MB.
const MOST: usize = 3_600_000;

/// Counts of wordings by lossy counting (Manku and Motwani, 2002): where too many are held, the rarest are forgotten,
/// and each that comes again later knows how many of it may have been.
pub struct Counts {
    counts: FxHashMap<u64, Count>,
    most: usize,
    /// How often the rarest were forgotten: no count is too low by more.
    forgotten: u32,
    /// Words that were read.
    words: u64,
}

#[derive(Clone, Copy)]
struct Count {
    count: u32,
    /// How many may have been forgotten.
    missed: u32,
}

impl Default for Counts {
    fn default() -> Self {
        Self::holding(MOST)
    }
}

impl Counts {
    fn holding(most: usize) -> Self {
        Self { counts: FxHashMap::default(), most, forgotten: 0, words: 0 }
    }

    /// Counts the wordings of a file.
    pub fn add(&mut self, reading: &Reading) {
        for wording in reading.wordings() {
            self.words += u64::from(wording.words == 1);
            self.count(wording.key);
        }
    }

    fn count(&mut self, key: u64) {
        let missed = self.forgotten;
        self.counts.entry(key).or_insert(Count { count: 0, missed }).count += 1;
        while self.counts.len() > self.most {
            self.forgotten += 1;
            self.counts.retain(|_, count| count.count + count.missed > self.forgotten);
        }
    }

    /// How often a wording was read; 0 for one that was forgotten.
    pub fn of(&self, key: u64) -> u32 {
        self.counts.get(&key).map_or(0, |count| count.count + count.missed)
    }

    /// All words that were read.
    #[allow(clippy::cast_precision_loss)]
    pub fn words(&self) -> f32 {
        self.words as f32
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn the_rare_are_forgotten_and_the_common_kept() {
        let mut counts = Counts::holding(100);
        for n in 0..10_000 {
            counts.count(n + 10);
            counts.count(n % 3);
        }
        assert!(counts.counts.len() <= 100);
        assert!((0..3).all(|key| counts.of(key) >= 3333));
    }
}
