//! How the names of villages are written: a unit of 16 bits for each character, its low 13 bits the character's place
//! in a list, the highest bit set on the last of a name, with what kind of place it is in the two between.
//!
//! rules/data/villages.bin.zst: counts u32 of the characters, the towns and the units, then the characters u32, the
//! commonest first (such numbers pack best), the number u16 of units of each town, and the units, town by town in the
//! order of the towns' column `by_parent`. All integers are little-endian.
//!
//! build.rs lays this out for searches: counts u32 of the characters, the towns, the units and the names; the characters
//! u32 in ascending order, so that names sort as their units do; the first unit u32 of each town and of the end; the
//! first unit of each name in three bytes, sorted by name; the units.

/// Set on the last unit of a name.
pub const LAST: u16 = 1 << 15;

/// The bits of a character's place in the list.
pub const CHARACTER: u16 = (1 << 13) - 1;

/// The bits of the kind, on the last unit of a name.
#[allow(dead_code, reason = "build.rs does not ask")]
pub const KIND: u16 = 3 << 13;

/// What the two bits of a kind stand for: what people write after the name, where it is not part of it.
#[allow(dead_code, reason = "build.rs does not ask")]
pub const KINDS: [&str; 4] = ["", "村", "社区", "嘎查"];
