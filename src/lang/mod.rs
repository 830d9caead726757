//! Knowledge of Chinese.

pub mod chars;
pub mod hanzi;
pub mod lexicon;
