//! Knowledge of Chinese.

pub mod chars;
pub mod gazetteer;
pub mod glyphs;
pub mod hanzi;
pub mod lexicon;
pub mod marks;
