//! Settings: as written in files and on the command line, and as resolved for one path.
//!
//! file → [`Layer`] → [`Merged`] → [`Profile`] → [`Settings`]. Rules see the last only.

mod discover;
mod error;
mod globs;
mod language;
mod layer;
mod packs;
mod profile;
mod raw;
mod resolve;
mod settings;
mod words;

pub use discover::{NAMES, Options, Resolver};
pub use error::{ConfigError, Place, nearest};
pub use globs::Globs;
pub use layer::{File, Layer, Merged, Origin, inline};
pub use profile::Profile;
pub use raw::{INCLUDE, Override, Raw};
pub use resolve::selector;
pub use settings::{Captions, Furniture, RuleSettings, Selection, Settings};
pub use words::{WordList, Words};
