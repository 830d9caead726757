//! Wordings that are sought anywhere in a text, all of them in one pass.

use std::sync::OnceLock;

use aho_corasick::packed::Searcher;

/// A list of literals, none of them empty. The searcher (Teddy, which compares the first bytes of all at once) is made
/// when a text is first searched.
pub struct Wordings {
    all: Vec<String>,
    searcher: OnceLock<Option<Searcher>>,
}

impl Wordings {
    pub fn new(all: &[String]) -> Self {
        Self { all: all.to_vec(), searcher: OnceLock::new() }
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    /// The byte at which the first of them stands in the text.
    pub fn find(&self, text: &str) -> Option<usize> {
        match self.searcher.get_or_init(|| Searcher::new(&self.all)) {
            Some(searcher) => searcher.find(text).map(|found| found.start()),
            // Too many for it, or a processor that cannot.
            None => self.iter().filter_map(|wording| text.find(wording)).min(),
        }
    }

    /// Whether one of them or more stand in the text.
    pub fn occur_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::Wordings;

    #[test]
    fn the_first_of_few_and_of_many() {
        let few = Wordings::new(&["来稿".into(), "热线".into()]);
        assert_eq!((few.find("欢迎来电热线"), few.find("村民")), (Some(12), None));
        let many: Vec<String> = ('\u{5000}'..'\u{5400}').map(String::from).collect();
        assert!(Wordings::new(&many).occur_in("甲\u{53FF}"));
    }
}
