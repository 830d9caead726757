//! Perfect hash tables: each key has one slot that none of the others has, so that one look tells what there is of it.
//!
//! Hash and displace (Pagh 1999; Belazzougui, Botelho and Dietzfelbinger 2009): a key's hash says its bucket, and the
//! pilot of the bucket, with the hash, the slot. A pilot is found by trying, the largest buckets first. A slot holds
//! its key as a whole, so that nothing is taken for a key that is none. build.rs shares this file.

/// Keys to a bucket and slots to a hundred keys: of fewer slots or buckets, the last buckets find no pilot of a byte. Where
/// chance is against them they find one among more slots.
const KEYS_PER_BUCKET: usize = 3;
const SLOTS_PER_HUNDRED: [usize; 5] = [118, 120, 124, 132, 150];

/// Odd numbers with no pattern in their bits: 2⁶⁴ divided by the golden ratio, and one of MurmurHash3 (Appleby 2011).
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
const MURMUR: u64 = 0xFF51_AFD7_ED55_8CCD;

/// A key, mixed.
#[derive(Debug, Clone, Copy)]
pub struct Hash(u64);

impl Hash {
    #[inline]
    pub fn of(key: u64) -> Self {
        let mixed = key.wrapping_mul(GOLDEN);
        Self((mixed ^ (mixed >> 32)).wrapping_mul(MURMUR))
    }

    /// Its bucket of so many.
    #[inline]
    pub fn bucket(self, buckets: usize) -> usize {
        scale(self.0, buckets)
    }

    /// Its slot of so many under the pilot of its bucket.
    #[inline]
    pub fn slot(self, pilot: u8, slots: usize) -> usize {
        scale((self.0 ^ u64::from(pilot).wrapping_mul(MURMUR)).wrapping_mul(GOLDEN), slots)
    }
}

/// A number below `count` from the upper half of a mixed one.
#[inline]
fn scale(mixed: u64, count: usize) -> usize {
    (((mixed >> 32) * count as u64) >> 32) as usize
}

/// The pilots of all buckets and what each slot holds, 0 where it is free, of slots that are given with their keys;
/// `None` where a bucket finds no pilot, as where two keys are alike.
pub fn build(entries: &[(u64, u64)]) -> Option<(Vec<u8>, Vec<u64>)> {
    SLOTS_PER_HUNDRED.into_iter().find_map(|slots| place(entries, entries.len() * slots / 100 + 1))
}

/// The same, into so many slots.
fn place(entries: &[(u64, u64)], slots: usize) -> Option<(Vec<u8>, Vec<u64>)> {
    let mut buckets: Vec<Vec<(Hash, u64)>> = vec![Vec::new(); entries.len() / KEYS_PER_BUCKET + 1];
    for &(key, content) in entries {
        let hash = Hash::of(key);
        let at = hash.bucket(buckets.len());
        buckets.get_mut(at)?.push((hash, content));
    }
    let mut order: Vec<usize> = (0..buckets.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(buckets.get(at).map(Vec::len)));
    let mut pilots = vec![0; buckets.len()];
    let mut slots = vec![0; slots];
    let mut taken = vec![false; slots.len()];
    for at in order {
        let bucket = buckets.get(at)?;
        let (pilot, places) = (0..=u8::MAX).find_map(|pilot| {
            let mut places: Vec<usize> = Vec::with_capacity(bucket.len());
            for (hash, _) in bucket {
                let place = hash.slot(pilot, slots.len());
                if taken.get(place) != Some(&false) || places.contains(&place) {
                    return None;
                }
                places.push(place);
            }
            Some((pilot, places))
        })?;
        *pilots.get_mut(at)? = pilot;
        for (place, (_, content)) in places.into_iter().zip(bucket) {
            *taken.get_mut(place)? = true;
            *slots.get_mut(place)? = *content;
        }
    }
    Some((pilots, slots))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_a_slot_of_its_own() {
        let entries: Vec<(u64, u64)> = (0..20_000).map(|n| (n * n, n + 1)).collect();
        let (pilots, slots) = build(&entries).unwrap();
        for (key, content) in entries {
            let hash = Hash::of(key);
            assert_eq!(slots[hash.slot(pilots[hash.bucket(pilots.len())], slots.len())], content);
        }
    }

    #[test]
    fn keys_that_are_alike_are_refused() {
        assert!(build(&[(1, 1), (2, 2), (1, 3)]).is_none());
        assert_eq!(build(&[]), Some((vec![0], vec![0])));
    }
}
