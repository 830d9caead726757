//! A passage as its characters, white space left out: lines that are wrapped are read on.

use std::cell::OnceCell;

use crate::document::Document;
use crate::lang::lexicon;
use crate::lang::model::Model;
use crate::lang::pairs::Member;
use crate::source::Span;

/// The characters of a block.
pub struct Passage<'d> {
    /// The whole text, which holds the passage.
    pub text: &'d str,
    /// What its characters are weighed by.
    pub model: &'d Model<'d>,
    characters: Vec<char>,
    /// The first byte of each character in the text, and the end of the last.
    starts: Vec<usize>,
    members: OnceCell<Vec<Member>>,
}

impl<'d> Passage<'d> {
    pub fn new(document: &'d Document, span: Span) -> Self {
        let shown = document.slice(span).char_indices().filter(|(_, c)| !c.is_whitespace());
        let (mut starts, characters): (Vec<usize>, Vec<char>) =
            shown.map(|(at, c)| (span.start() + at, c)).unzip();
        starts.push(span.end());
        Self { text: document.text(), model: document.model(), characters, starts, members: OnceCell::new() }
    }

    pub fn characters(&self) -> &[char] {
        &self.characters
    }

    /// The characters as the tables of pairs know them.
    pub fn members(&self) -> &[Member] {
        self.members.get_or_init(|| self.characters.iter().map(|&c| Member::of(c)).collect())
    }

    pub fn get(&self, index: usize) -> Option<char> {
        self.characters.get(index).copied()
    }

    /// The character so many before another.
    pub fn before(&self, index: usize, distance: usize) -> Option<char> {
        self.get(index.checked_sub(distance)?)
    }

    /// A character with up to five before and behind it, another put in its place, and its number among them.
    pub fn window(&self, index: usize, character: char) -> (Vec<char>, usize) {
        let start = index.saturating_sub(lexicon::REACH - 1);
        let end = self.characters.len().min(index + lexicon::REACH);
        let mut window = self.characters.get(start..end).unwrap_or(&[]).to_vec();
        if let Some(slot) = window.get_mut(index - start) {
            *slot = character;
        }
        (window, index - start)
    }

    /// The longest word that holds a character, were it this one: as [`lexicon::covering`].
    pub fn word(&self, index: usize, character: char) -> Option<(usize, f32)> {
        let (window, at) = self.window(index, character);
        lexicon::covering(&window, at)
    }

    /// The place of a character in the text.
    pub fn span(&self, index: usize) -> Span {
        let start = self.starts.get(index).copied().unwrap_or(0);
        Span::new(start, start + self.get(index).map_or(0, char::len_utf8))
    }

    /// How many characters stand behind one.
    pub fn following(&self, index: usize) -> usize {
        self.characters.len().saturating_sub(index + 1)
    }

    /// The passage behind a character.
    pub fn rest(&self, index: usize) -> &'d str {
        let end = self.starts.last().copied().unwrap_or(0);
        self.text.get(self.span(index).end()..end).unwrap_or("")
    }

    /// The passage before a character.
    pub fn head(&self, index: usize) -> &'d str {
        let start = self.starts.first().copied().unwrap_or(0);
        self.text.get(start..self.span(index).start()).unwrap_or("")
    }
}
