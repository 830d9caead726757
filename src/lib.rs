//! Finds, explains and repairs what OCR and PDF extraction do to Chinese newspaper articles.
//!
//! Data flow one way: paths → [`config`] → [`run`] (walk, read) → [`source`] → [`document`] → [`rules`] →
//! [`diagnostic`] → [`report`], and for a repair [`fix`]. The library builds without the command line
//! (`default-features = false`).

pub mod config;
pub mod diagnostic;
pub mod document;
pub mod fix;
pub mod lang;
pub mod report;
pub mod rules;
pub mod run;
pub mod source;
pub mod suppress;

#[cfg(feature = "cli")]
pub mod cli;
