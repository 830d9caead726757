//! Findings to output, one file a format.

pub mod json;
