//! Which characters look alike in print.
//!
//! The table is that of rules/data/glyphs.bin.zst, which build.rs unpacks; how it is made is told in xtask/src/glyphs.rs.

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/glyphs.bin"));

/// The rank, from 0, of the closer of the two among the other's neighbours; `None` where neither is in the other's list.
pub fn likeness(a: char, b: char) -> Option<usize> {
    let rank = |of, wanted| neighbours(of).position(|c| c == wanted);
    match (rank(a, b), rank(b, a)) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Whether each of the two is among the other's neighbours.
pub fn is_mutual(a: char, b: char) -> bool {
    neighbours(a).any(|c| c == b) && neighbours(b).any(|c| c == a)
}

/// The characters that look most like `c`, the closest first; none for a character that the table lacks.
pub fn neighbours(c: char) -> impl Iterator<Item = char> {
    let (count, each) = (word(0), word(1));
    let row = find(c, count).map_or(0..0, |row| {
        let start = 8 + 4 * count + 2 * each * row;
        start..start + 2 * each
    });
    let places = TABLE.get(row).unwrap_or(&[]).chunks_exact(2);
    places.filter_map(|place| character(usize::from(u16::from_le_bytes(*place.first_chunk()?))))
}

/// The row of a character: the characters are in ascending order.
fn find(c: char, count: usize) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if character(middle)? < c {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (character(low) == Some(c)).then_some(low)
}

fn character(row: usize) -> Option<char> {
    char::from_u32(u32::try_from(word(2 + row)).ok()?)
}

fn word(at: usize) -> usize {
    let bytes = TABLE.get(4 * at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_and_unlike() {
        assert_eq!(neighbours('己').take(2).collect::<String>(), "已巳");
        assert!(likeness('溁', '渌').is_some_and(|rank| rank < 10));
        assert_eq!(likeness('溁', '渌'), likeness('渌', '溁'));
        assert!(
            likeness('浏', '渌').is_none() && likeness('一', '渌').is_none() && likeness('a', '渌').is_none()
        );
        assert_eq!(neighbours('未').count(), 20);
    }
}
