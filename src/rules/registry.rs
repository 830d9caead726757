//! Written by `cargo xtask sync`; do not edit.

use super::Check;

#[path = "chr/rejected_word.rs"]
pub mod chr_rejected_word;
#[path = "dup/duplicate_paragraph.rs"]
pub mod dup_duplicate_paragraph;
#[path = "dup/near_duplicate.rs"]
pub mod dup_near_duplicate;
#[path = "dup/repeated_passage.rs"]
pub mod dup_repeated_passage;
#[path = "fmt/blank_run.rs"]
pub mod fmt_blank_run;
#[path = "num/impossible_date.rs"]
pub mod num_impossible_date;
#[path = "pun/half_width_mark.rs"]
pub mod pun_half_width_mark;
#[path = "pun/wrong_mark.rs"]
pub mod pun_wrong_mark;

/// The built-in of each rule that has one, by code.
#[rustfmt::skip]
pub static BUILT_INS: &[(&str, Check)] = &[
    ("CHR006", chr_rejected_word::check),
    ("DUP001", dup_duplicate_paragraph::check),
    ("DUP002", dup_near_duplicate::check),
    ("DUP003", dup_repeated_passage::check),
    ("FMT001", fmt_blank_run::check),
    ("NUM004", num_impossible_date::check),
    ("PUN001", pun_half_width_mark::check),
    ("PUN003", pun_wrong_mark::check),
];
