//! Lines to blocks, and what each block is on the page.

use super::{Block, Document, Role};

/// The blocks of a document in the order of the file.
pub fn blocks(document: &Document) -> Vec<Block> {
    document
        .lines()
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_blank())
        .map(|(at, line)| Block { span: line.trimmed, lines: at..at + 1, role: Role::Body })
        .collect()
}
