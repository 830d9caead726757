//! Written by `cargo xtask sync`; do not edit.

use super::Check;

#[path = "fmt/blank_run.rs"]
pub mod fmt_blank_run;

/// The built-in of each rule that has one, by code.
#[rustfmt::skip]
pub static BUILT_INS: &[(&str, Check)] = &[
    ("FMT001", fmt_blank_run::check),
];
