//! The diff of a repair.

use similar::TextDiff;

use crate::source::Source;

/// A unified diff from the text of a source to its repair; empty where the two are the same.
pub fn unified(source: &Source, repaired: &str, _color: bool) -> String {
    let path = source.shown_path();
    let diff = TextDiff::from_lines(source.text.as_str(), repaired);
    diff.unified_diff().context_radius(1).header(&path, &path).to_string()
}
