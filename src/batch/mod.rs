//! Rules across articles: what each file of a run says ([`facts`]), and what the files say of each other ([`links`]).
//!
//! A run over several files first takes the [`Facts`] of each, then judges them all at once, and gives each file's rules
//! the [`Verdicts`] on it. So files are checked one by one, and no more of them is held than their facts. A further
//! rule of this kind adds a field to [`Facts`], what it is filled from to [`Facts::of`], and a judge beside [`links`].

pub mod facts;
pub mod links;
pub mod place;
mod units;
mod verdicts;
mod words;

pub use facts::{Facts, Mark};
pub use place::Place;
pub use units::units;
pub use verdicts::{Batch, Judged, Moved, Partner, Verdict, Verdicts};
