//! Settings: as written in files and on the command line, and as resolved for one path.

mod settings;

pub use settings::{RuleSettings, Selection, Settings};
