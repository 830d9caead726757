//! Written by `cargo xtask sync`; do not edit.

use super::Check;

#[path = "chr/misread_place.rs"]
pub mod chr_misread_place;
#[path = "chr/rejected_word.rs"]
pub mod chr_rejected_word;
#[path = "chr/unlikely_character.rs"]
pub mod chr_unlikely_character;
#[path = "dup/duplicate_paragraph.rs"]
pub mod dup_duplicate_paragraph;
#[path = "dup/near_duplicate.rs"]
pub mod dup_near_duplicate;
#[path = "dup/repeated_passage.rs"]
pub mod dup_repeated_passage;
#[path = "dup/repeated_words.rs"]
pub mod dup_repeated_words;
#[path = "enc/compatibility_character.rs"]
pub mod enc_compatibility_character;
#[path = "enc/guessed_encoding.rs"]
pub mod enc_guessed_encoding;
#[path = "enc/invisible_character.rs"]
pub mod enc_invisible_character;
#[path = "enc/mojibake.rs"]
pub mod enc_mojibake;
#[path = "enc/private_use_character.rs"]
pub mod enc_private_use_character;
#[path = "enc/replacement_character.rs"]
pub mod enc_replacement_character;
#[path = "enc/undecodable_bytes.rs"]
pub mod enc_undecodable_bytes;
#[path = "flw/continued_elsewhere.rs"]
pub mod flw_continued_elsewhere;
#[path = "flw/displaced_continuation.rs"]
pub mod flw_displaced_continuation;
#[path = "flw/hard_wrapped.rs"]
pub mod flw_hard_wrapped;
#[path = "flw/interleaved_columns.rs"]
pub mod flw_interleaved_columns;
#[path = "flw/late_headline.rs"]
pub mod flw_late_headline;
#[path = "flw/orphan_fragment.rs"]
pub mod flw_orphan_fragment;
#[path = "flw/sections_out_of_order.rs"]
pub mod flw_sections_out_of_order;
#[path = "flw/split_paragraph.rs"]
pub mod flw_split_paragraph;
#[path = "fmt/blank_run.rs"]
pub mod fmt_blank_run;
#[path = "fmt/mixed_line_endings.rs"]
pub mod fmt_mixed_line_endings;
#[path = "fmt/trailing_space.rs"]
pub mod fmt_trailing_space;
#[path = "num/implausible_quantity.rs"]
pub mod num_implausible_quantity;
#[path = "num/impossible_date.rs"]
pub mod num_impossible_date;
#[path = "num/lost_decimal_point.rs"]
pub mod num_lost_decimal_point;
#[path = "num/misread_digit.rs"]
pub mod num_misread_digit;
#[path = "pun/half_width_mark.rs"]
pub mod pun_half_width_mark;
#[path = "pun/inner_space.rs"]
pub mod pun_inner_space;
#[path = "pun/mixed_quotes.rs"]
pub mod pun_mixed_quotes;
#[path = "pun/unbalanced_mark.rs"]
pub mod pun_unbalanced_mark;
#[path = "pun/wrong_mark.rs"]
pub mod pun_wrong_mark;
#[path = "zzl/unsupported_script.rs"]
pub mod zzl_unsupported_script;

/// The built-in of each rule that has one, by code.
#[rustfmt::skip]
pub static BUILT_INS: &[(&str, Check)] = &[
    ("CHR001", chr_misread_place::check),
    ("CHR003", chr_unlikely_character::check),
    ("CHR006", chr_rejected_word::check),
    ("DUP001", dup_duplicate_paragraph::check),
    ("DUP002", dup_near_duplicate::check),
    ("DUP003", dup_repeated_passage::check),
    ("DUP004", dup_repeated_words::check),
    ("ENC001", enc_undecodable_bytes::check),
    ("ENC002", enc_mojibake::check),
    ("ENC003", enc_replacement_character::check),
    ("ENC004", enc_private_use_character::check),
    ("ENC005", enc_invisible_character::check),
    ("ENC006", enc_compatibility_character::check),
    ("ENC007", enc_guessed_encoding::check),
    ("FLW001", flw_split_paragraph::check),
    ("FLW002", flw_displaced_continuation::check),
    ("FLW003", flw_orphan_fragment::check),
    ("FLW004", flw_sections_out_of_order::check),
    ("FLW005", flw_late_headline::check),
    ("FLW006", flw_hard_wrapped::check),
    ("FLW007", flw_interleaved_columns::check),
    ("FLW008", flw_continued_elsewhere::check),
    ("FMT001", fmt_blank_run::check),
    ("FMT002", fmt_trailing_space::check),
    ("FMT003", fmt_mixed_line_endings::check),
    ("NUM001", num_lost_decimal_point::check),
    ("NUM002", num_implausible_quantity::check),
    ("NUM003", num_misread_digit::check),
    ("NUM004", num_impossible_date::check),
    ("PUN001", pun_half_width_mark::check),
    ("PUN002", pun_unbalanced_mark::check),
    ("PUN003", pun_wrong_mark::check),
    ("PUN004", pun_inner_space::check),
    ("PUN005", pun_mixed_quotes::check),
    ("ZZL003", zzl_unsupported_script::check),
];
