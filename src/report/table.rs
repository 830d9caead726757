//! The words of an archive as a table for people.

use unicode_width::UnicodeWidthStr;

use super::text;
use crate::diagnostic::Lang;
use crate::source::shown;
use crate::vocabulary::Term;

/// A row a term, what is probably misread under its own heading: its text, how often and in how many files it stands, where first, and what doubts it.
pub fn words(terms: &[Term], lang: Lang) -> String {
    let wide = terms.iter().map(|term| term.text.width()).max().unwrap_or(0);
    let row = |term: &Term| {
        let gap = " ".repeat(wide - term.text.width());
        let position = term.place.position;
        let place = format!("{}:{}:{}", shown(&term.place.path), position.line, position.column);
        let doubt = doubt(term, lang).map_or_else(String::new, |doubt| format!("  {doubt}"));
        format!("{}{gap}  {:>6} {:>6}  {place}{doubt}\n", term.text, term.count, term.files)
    };
    let (misread, terms): (Vec<&Term>, Vec<&Term>) = terms.iter().partition(|term| term.misread);
    let mut table: String = terms.into_iter().map(row).collect();
    if !misread.is_empty() {
        table.push_str(&format!("\n{}\n", text::words_misread(lang)));
        table.extend(misread.into_iter().map(row));
    }
    table
}

/// What is said of a term on one line: how often it stands, and what doubts it.
pub fn remark(term: &Term, lang: Lang) -> String {
    let count = text::words_count(lang, term.count, term.files);
    doubt(term, lang).map_or_else(|| count.clone(), |doubt| format!("{count}; {doubt}"))
}

fn doubt(term: &Term, lang: Lang) -> Option<String> {
    (term.doubts > 0).then(|| text::words_doubt(lang, term.doubts, term.meant.as_deref()))
}
