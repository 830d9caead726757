//! Which script a text is written in.

/// The script of a text, as far as the rules need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Simplified Chinese, or too little text to tell.
    Simplified,
    Traditional,
    /// Text in which Han characters are a small part.
    Other,
}

pub fn of(_text: &str) -> Script {
    Script::Simplified
}
