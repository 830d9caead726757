//! How far the page as a whole lets a missing end mark be trusted.
//!
//! On PDF text a paragraph without its end mark was cut; OCR drops a quarter of all 。, and then most were not. A page
//! does not say which it is, but its open ends do together: each has evidence of its own, and the share of cuts among
//! them is what makes all of that evidence likeliest (expectation and maximisation, a few rounds).

use crate::document::evidence::probability;
use crate::document::{Block, Document, Role};

/// As many blocks that only a page has (furniture, captions, bylines) are evidence of one.
const EVIDENCE: usize = 2;

/// The share of paragraphs that a column break cuts is about this on measured pages: as if it had been seen on so many.
const CUT: (f32, f32) = (0.12, 20.0);

/// The share of end marks that were lost differs from nothing to a half: what is known beforehand is worth little.
const LOST: (f32, f32) = (0.1, 3.0);

/// In a text that shows nothing of a page, the odds of a cut are as much smaller.
const ARTICLE: f32 = 0.01;

/// Whether the text has what a page has and an article alone has not.
pub fn is_page(document: &Document) -> bool {
    let of_a_page = |b: &&Block| b.role.is_furniture() || matches!(b.role, Role::Caption | Role::Byline);
    document.blocks().iter().filter(of_a_page).nth(EVIDENCE - 1).is_some()
}

/// The odds, as a natural logarithm, that an open end of this page is a cut, from the evidence for each of them and
/// the number of blocks that end with their mark.
pub fn prior(evidence: &[f32], closed: usize, is_page: bool) -> f32 {
    let (open, closed) = (count(evidence.len()), count(closed));
    let mut odds = 0.0_f32;
    for _ in 0..6 {
        let cuts: f32 = evidence.iter().map(|e| probability(e + odds)).sum();
        let cut = share(cuts, open + closed, CUT);
        let lost = share(open - cuts, open - cuts + closed, LOST);
        odds = (cut / ((1.0 - cut) * lost)).ln();
    }
    odds + if is_page { 0.0 } else { ARTICLE.ln() }
}

/// `some` of `all`, and what was known before.
fn share(some: f32, all: f32, (known, weight): (f32, f32)) -> f32 {
    (some + known * weight) / (all + weight)
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_lost_marks_asks_for_more() {
        let lost = prior(&[-3.0, -2.5, -4.0, -3.0, 0.5], 10, true);
        let cut = prior(&[3.0, 2.5, 4.0, 3.0, 0.5], 30, true);
        assert!(lost < -1.0 && cut > 1.0, "{lost} {cut}");
        assert!(prior(&[3.0, 2.5], 9, false) < prior(&[3.0, 2.5], 9, true) - 4.0);
    }
}
