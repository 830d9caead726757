//! How far the page as a whole lets a missing end mark be trusted.
//!
//! On PDF text a paragraph without its end mark was cut; OCR drops a quarter of all 。, and then most were not. A page
//! does not say which it is, but its open ends do together: each has evidence of its own, and the share of cuts among
//! them is what makes all of that evidence likeliest (expectation and maximisation, a few rounds).

use crate::document::{Block, Document, Role};

/// As many blocks that only a page has (furniture, captions, bylines) are evidence of one.
const EVIDENCE: usize = 2;

/// The share of cuts starts at one half, as if so many open ends of either kind had been seen.
const SEEN: f32 = 1.0;

/// In a text that shows nothing of a page, a cut is as rare as this against an end mark that the author left out.
const ARTICLE: f32 = 0.01;

/// Whether the text has what a page has and an article alone has not.
pub fn is_page(document: &Document) -> bool {
    let of_a_page = |b: &&Block| b.role.is_furniture() || matches!(b.role, Role::Caption | Role::Byline);
    document.blocks().iter().filter(of_a_page).nth(EVIDENCE - 1).is_some()
}

/// The odds, as a natural logarithm, that an open end of this page is a cut, from the evidence for each of them.
pub fn prior(evidence: &[f32], is_page: bool) -> f32 {
    let number = f32::from(u16::try_from(evidence.len()).unwrap_or(u16::MAX));
    let mut share = 0.5_f32;
    for _ in 0..6 {
        let odds = log_odds(share);
        let cuts: f32 = evidence.iter().map(|e| probability(e + odds)).sum();
        share = (cuts + SEEN) / (number + 2.0 * SEEN);
    }
    log_odds(share) + if is_page { 0.0 } else { log_odds(ARTICLE) }
}

/// Logarithm of odds to probability.
pub fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

fn log_odds(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_lost_marks_asks_for_more() {
        let lost = prior(&[-3.0, -2.5, -4.0, -3.0, 0.5], true);
        let cut = prior(&[3.0, 2.5, 4.0, 3.0, 0.5], true);
        assert!(lost < -1.0 && cut > 1.0, "{lost} {cut}");
        assert!(prior(&[3.0, 2.5], false) < prior(&[3.0, 2.5], true) - 4.0);
        assert!(prior(&[], true).abs() < 0.01);
    }
}
