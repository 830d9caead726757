//! Finds, explains and repairs what OCR and PDF extraction do to Chinese newspaper articles.
//!
//! Data flow one way: paths → [`config`] → [`run`] (walk, read) → [`source`] → [`document`] → [`rules`] →
//! [`diagnostic`] → [`report`], for files that are judged together also [`batch`], for a repair [`fix`], and for the reading order of a page [`order`],
//! for the words of an archive [`vocabulary`]. The library builds without the command line
//! (`default-features = false`).

pub mod batch;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod fix;
pub mod lang;
pub mod order;
pub mod report;
pub mod rules;
pub mod run;
pub mod source;
pub mod suppress;
pub mod vocabulary;

#[cfg(feature = "cli")]
pub mod cli;
