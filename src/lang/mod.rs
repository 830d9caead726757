//! Knowledge of Chinese.

pub mod characters;
pub mod chars;
pub mod compatibility;
pub mod continuity;
pub mod contradictions;
pub mod gazetteer;
pub mod glyphs;
pub mod hanzi;
pub mod invisible;
pub mod lexicon;
pub mod marks;
pub mod model;
pub mod mojibake;
pub mod names;
pub mod pairs;
pub mod places;
pub mod quantities;
pub mod wordings;
