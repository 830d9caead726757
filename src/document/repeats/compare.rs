//! How far two texts differ.

/// The Levenshtein distance of two texts, or `None` where it is above `limit`.
///
/// Furthest-reaching points on diagonals (Ukkonen, "Algorithms for approximate string matching", 1985; Myers 1986):
/// time O(limit² + length), so that equal stretches cost one look.
pub fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let width = 2 * limit + 3;
    let diagonal = |k: usize| k as isize - limit as isize - 1; // of b's place less a's
    let goal = b.len() as isize - a.len() as isize;
    if goal.unsigned_abs() > limit {
        return None;
    }
    // reach[k] is the furthest place in `a` on diagonal k with so many edits; -1 where there is none.
    let mut reach = vec![-1_isize; width];
    for edits in 0..=limit {
        let mut next = vec![-1_isize; width];
        let lowest = limit + 1 - edits;
        for k in lowest..=limit + 1 + edits {
            let last = |k: Option<usize>| k.and_then(|k| reach.get(k)).copied().unwrap_or(-1);
            let start = if edits == 0 {
                0
            } else {
                let (insert, delete) = (last(k.checked_sub(1)), last(Some(k + 1)));
                let grown = |reached: isize| if reached < 0 { -1 } else { reached + 1 };
                insert.max(grown(last(Some(k)))).max(grown(delete))
            };
            let shift = diagonal(k);
            let mut i = start.min(a.len() as isize).min(b.len() as isize - shift);
            let mut j = i + shift;
            if start < 0 || i < 0 || j < 0 {
                continue;
            }
            let same = a.get(i as usize..).unwrap_or(&[]).iter().zip(b.get(j as usize..).unwrap_or(&[]));
            let run = same.take_while(|(x, y)| x == y).count() as isize;
            (i, j) = (i + run, j + run);
            if shift == goal && i == a.len() as isize && j == b.len() as isize {
                return Some(edits);
            }
            if let Some(place) = next.get_mut(k) {
                *place = i;
            }
        }
        reach = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str, limit: usize) -> Option<usize> {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), limit)
    }

    #[test]
    fn distances() {
        assert_eq!(of("", "", 0), Some(0));
        assert_eq!(of("近期某某银行", "据了解某某银行", 5), Some(3));
        assert_eq!(of("甲乙丙", "甲乙", 1), Some(1));
        assert_eq!(of("甲乙", "甲乙丙", 1), Some(1));
        assert_eq!(of("甲乙丙丁", "戊己庚辛", 3), None);
        assert_eq!(of("kitten", "sitting", 4), Some(3));
    }

    #[test]
    fn agrees_with_the_textbook() {
        let words = ["", "甲", "甲乙甲", "乙甲乙甲", "丙甲乙丙", "甲甲甲甲甲", "乙丙丁甲乙"];
        for a in words {
            for b in words {
                assert_eq!(of(a, b, 6), Some(strsim::levenshtein(a, b)), "{a} {b}");
            }
        }
    }
}
