//! Words that a team accepts or rejects.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::source::Span;

/// The word lists of a configuration.
#[derive(Debug, Default)]
pub struct Words {
    /// A finding inside one of these is silent.
    pub accept: WordList,
    /// Each of these is a finding.
    pub reject: WordList,
}

/// A list of words, made searchable when first used.
#[derive(Debug, Default)]
pub struct WordList {
    words: Vec<String>,
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl WordList {
    pub fn new(mut words: Vec<String>) -> Self {
        words.retain(|word| !word.is_empty());
        words.sort();
        words.dedup();
        Self { words, automaton: OnceLock::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where the words stand in a text, those inside others too, by their ends.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Span> + 'a {
        let automaton = self.automaton.get_or_init(|| {
            // More patterns than fit an automaton would need a list of gigabytes.
            (!self.words.is_empty()).then(|| AhoCorasick::new(&self.words).ok()).flatten()
        });
        let found = automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(text));
        found.map(|word| Span::new(word.start(), word.end()))
    }
}

/// The words of a list as a file has them: one a line, `#` begins a comment.
pub fn parse(text: &str) -> impl Iterator<Item = String> + '_ {
    let lines = text.trim_start_matches('\u{FEFF}').lines();
    lines.map(|line| line.split('#').next().unwrap_or("").trim().to_owned()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_a_line() {
        let words: Vec<String> = parse("\u{FEFF}# 村名\n沔渡\n\n  把集村  # 查过地图\n").collect();
        assert_eq!(words, ["沔渡", "把集村"]);
    }

    #[test]
    fn words_inside_words_are_found() {
        let list = WordList::new(vec!["江大桥".into(), "长江大桥".into()]);
        let found: Vec<_> = list.find("长江大桥").map(Span::range).collect();
        assert_eq!(found, [0..12, 3..12]);
        assert_eq!(WordList::default().find("甲").count(), 0);
    }
}
