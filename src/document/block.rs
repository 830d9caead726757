//! Blocks and what they are on the page.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// A paragraph-like run of lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// From the first character to the last, white space at both ends left out.
    pub span: Span,
    /// The numbers, from 0, of its lines. More than one only where hard-wrapped lines make one paragraph.
    pub lines: Range<usize>,
    pub role: Role,
}

impl Block {
    pub fn is(&self, role: Role) -> bool {
        self.role == role
    }
}

/// What a block is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Headline,
    /// A heading inside an article, numbered or not.
    Subhead,
    Byline,
    Body,
    /// The words under a picture, or the credit for it.
    Caption,
    EditorCredit,
    Masthead,
    SectionBanner,
    DateLine,
    PageNumber,
    /// 下转08版 or 上接01版.
    JumpLine,
    Advertisement,
    /// Signs without words: a large quotation mark, a rule, a square.
    Ornament,
}

impl Role {
    /// Whether the block is a heading: of an article, or inside one.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Headline | Self::Subhead)
    }

    /// Whether the block belongs to the page and not to an article.
    pub fn is_furniture(self) -> bool {
        matches!(
            self,
            Self::EditorCredit
                | Self::Masthead
                | Self::SectionBanner
                | Self::DateLine
                | Self::PageNumber
                | Self::JumpLine
                | Self::Advertisement
                | Self::Ornament
        )
    }
}
