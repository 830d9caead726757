//! Where each piece of a text that was repaired in passes stood in the file.

use crate::source::Span;

/// A piece of the text of the next pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'t> {
    /// Bytes of the text before, kept or moved here.
    Kept(Span),
    New(&'t str),
}

/// The pieces of a text that come from the file, by their place in the text. What lies between them is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    at: usize,
    /// The byte in the file's text.
    from: usize,
    len: usize,
}

impl Origins {
    /// Those of the file's text itself, of so many bytes.
    pub fn new(len: usize) -> Self {
        Self { pieces: vec![Piece { at: 0, from: 0, len }] }
    }

    /// Those of the text that the parts make.
    pub fn follow(&self, parts: &[Part<'_>]) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = 0;
        for part in parts {
            match part {
                Part::New(text) => at += text.len(),
                Part::Kept(span) => {
                    for piece in self.pieces.iter().skip(self.first(span.start())) {
                        let start = piece.at.max(span.start());
                        let end = (piece.at + piece.len).min(span.end());
                        if piece.at >= span.end() {
                            break;
                        }
                        if start < end {
                            let (at, from) = (at + start - span.start(), piece.from + start - piece.at);
                            pieces.push(Piece { at, from, len: end - start });
                        }
                    }
                    at += span.len();
                }
            }
        }
        Self { pieces }
    }

    /// The byte of the file's text that stands at byte `at`; for new text, that behind the piece before it.
    pub fn of(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1);
        let piece = before.and_then(|before| self.pieces.get(before));
        piece.map_or(0, |piece| piece.from + (at - piece.at).min(piece.len))
    }

    /// The spans of the file's text that a span of the text is made of, in its order; what is new in it is left out.
    pub fn of_span(&self, span: Span) -> impl Iterator<Item = Span> {
        let pieces = self.pieces.iter().skip(self.first(span.start()));
        pieces.take_while(move |piece| piece.at < span.end()).filter_map(move |piece| {
            let start = piece.at.max(span.start());
            let end = (piece.at + piece.len).min(span.end());
            let from = piece.from + start - piece.at;
            (start < end).then(|| Span::new(from, from + end - start))
        })
    }

    /// The number of the first piece that may hold bytes from `at` on.
    fn first(&self, at: usize) -> usize {
        self.pieces.partition_point(|piece| piece.at + piece.len <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_followed_through_passes() {
        // abcdef → abXef → fabXe
        let first = Origins::new(6).follow(&[
            Part::Kept(Span::new(0, 2)),
            Part::New("X"),
            Part::Kept(Span::new(4, 6)),
        ]);
        assert_eq!([0, 1, 2, 3, 4, 5].map(|at| first.of(at)), [0, 1, 2, 4, 5, 6]);
        let second = first.follow(&[Part::Kept(Span::new(4, 5)), Part::Kept(Span::new(0, 4))]);
        assert_eq!([0, 1, 2, 3, 4].map(|at| second.of(at)), [5, 0, 1, 2, 4]);
        let made_of = |start, end| second.of_span(Span::new(start, end)).collect::<Vec<_>>();
        assert_eq!(made_of(0, 2), [Span::new(5, 6), Span::new(0, 1)]);
        assert_eq!(made_of(2, 4), [Span::new(1, 2)], "X is new");
    }
}
