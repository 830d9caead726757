//! Knowledge of Chinese.

pub mod chars;
pub mod lexicon;
pub mod hanzi;
