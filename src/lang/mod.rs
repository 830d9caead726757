//! Knowledge of Chinese.

pub mod chars;
