//! The columns of the table, read where they lie. Their form is told in xtask/src/gazetteer.rs.

use std::cmp::Ordering;

/// One level as it lies in the table.
pub struct Columns {
    pub count: u32,
    start: &'static [u8],
    parent: &'static [u8],
    by_end: &'static [u8],
    by_parent: &'static [u8],
    names: &'static [u8],
}

impl Columns {
    pub fn take(rest: &mut &'static [u8]) -> Self {
        let count = word(rest, 0);
        let length = word(rest, 1) as usize;
        let mut cut = |length: usize| {
            let (column, after) = rest.split_at_checked(length).unwrap_or((&[], &[]));
            *rest = after;
            column
        };
        cut(8);
        let places = count as usize;
        Self {
            count,
            start: cut(4 * (places + 1)),
            parent: cut(2 * places),
            by_end: cut(4 * places),
            by_parent: cut(4 * places),
            names: cut(length),
        }
    }

    pub fn name(&self, number: u32) -> &'static str {
        std::str::from_utf8(self.name_bytes(number)).unwrap_or("")
    }

    /// A name in UTF-8, which sorts as its characters do: for searches, which compare many.
    pub fn name_bytes(&self, number: u32) -> &'static [u8] {
        let at = number as usize;
        self.names.get(word(self.start, at) as usize..word(self.start, at + 1) as usize).unwrap_or(&[])
    }

    pub fn parent(&self, number: u32) -> Option<u32> {
        let bytes = self.parent.get(2 * number as usize..)?.first_chunk()?;
        Some(u16::from_le_bytes(*bytes)).filter(|&parent| parent != u16::MAX).map(u32::from)
    }

    pub fn by_end(&self, at: u32) -> u32 {
        word(self.by_end, at as usize)
    }

    pub fn by_parent(&self, at: u32) -> u32 {
        word(self.by_parent, at as usize)
    }

    /// The places in an order that `compare` follows for which it gives `Equal`.
    pub fn range(&self, compare: impl Fn(u32) -> Ordering) -> std::ops::Range<u32> {
        let first = partition(0, self.count, |at| compare(at) == Ordering::Less);
        first..partition(first, self.count, |at| compare(at) == Ordering::Equal)
    }
}

/// The first place from `low` to `high` for which `before` is false; it is true for all before that one.
pub fn partition(mut low: u32, mut high: u32, before: impl Fn(u32) -> bool) -> u32 {
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The `at`-th little-endian integer of a column; 0 past its end.
fn word(column: &[u8], at: usize) -> u32 {
    column.get(4 * at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
