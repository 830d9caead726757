//! The names and terms of an archive that the lexicon does not know: what a team may put on its accept list.
//!
//! Each file is read twice, and no more is held of it than what was doubted in it. First all wordings are counted
//! ([`counts`]), then those that may be terms are looked at where they stand ([`occurrences`]), and what recurs, holds
//! together and has neighbours of many kinds is a term ([`choice`]). A wording is some words of the lexicon's best
//! segmentation in a row, one of them a single character at least: for a name that the lexicon lacks falls to
//! characters, and what is made of known words alone is doubted by no rule.

mod choice;
mod counts;
mod occurrences;
mod reading;

pub use choice::{Recurrence, Term};
pub use counts::Counts;
pub use occurrences::{Occurrences, Place};
pub use reading::{Doubt, Reading, doubts};

/// The longest wording that is counted, in characters.
const LONGEST: usize = 6;
