//! Articles that go on on another page, and those that began on one: what their jump lines say of halves.

use super::edges::{self, End};
use crate::document::layout::jump;
use crate::document::layout::pages::Way;
use crate::document::{Document, Role};

/// What it takes from the odds that a block is the second half of another on this page that a line above it says
/// 上接01版. Where columns were read out of order another block stands there, so this is no wall: on 44 pages that
/// were read with errors of order, one such half has its other half on the page.
const ARRIVED: f32 = -4.0;

/// Whether the text of a block goes on on another page.
pub fn leaves(document: &Document, block: usize) -> bool {
    is_said(document, block, Way::On)
}

/// Whether the text of a block comes from another page.
pub fn arrives(document: &Document, block: usize) -> bool {
    is_said(document, block, Way::From)
}

fn is_said(document: &Document, block: usize, way: Way) -> bool {
    document.jumps().iter().any(|line| line.jump.way == way && line.paragraph == Some(block))
}

/// What jump lines add to the odds that two blocks are halves of one paragraph, as a natural logarithm; none where
/// they forbid it. Only where the pages of an article stand in one file do both halves have theirs.
pub fn between(document: &Document, tail: usize, head: usize) -> Option<f32> {
    match (leaves(document, tail), arrives(document, head)) {
        (true, false) => None,
        (false, true) => Some(ARRIVED),
        (true, true) | (false, false) => Some(0.0),
    }
}

/// Whether a block goes on on another page in the middle of a paragraph.
pub fn breaks_off(document: &Document, block: usize) -> bool {
    let text = document.blocks().get(block).map_or("", |block| document.slice(block.span));
    let line = jump::at_end(text).map_or(text.len(), |line| line.start);
    let words = text.get(..line).unwrap_or(text).trim_end();
    let is_text = document.blocks().get(block).is_some_and(|block| block.is(Role::Body));
    is_text && leaves(document, block) && !words.is_empty() && edges::end(words) != End::Stop
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::flow::plan;
    use crate::source::Source;

    fn joins(text: &str) -> Vec<(String, String)> {
        let page = format!(
            "江城日报全媒体记者/赵明\n通讯员/钱进\n\n今年开春，村里的合作社又添了三台插秧机，育秧大棚里一派忙碌。\n\n{text}"
        );
        let source = Source::from_text("a.txt", &page);
        let document = Document::new(&source);
        let first = |block: usize| document.slice(document.blocks()[block].span).chars().take(2).collect();
        let found = plan(&document);
        assert!(found.loose.is_empty(), "{:?}", found.loose);
        found.joins.iter().map(|join| (first(join.tail), first(join.head))).collect()
    }

    const TAIL: &str = "去年以来，县里投入资金三千多万元，为山区的二十个村修通了公";
    const HEAD: &str = "路，村民运送茶叶和山货下山的时间缩短了一半。";

    #[test]
    fn what_leaves_the_page_is_joined_with_nothing_on_it() {
        let pair = [("去年".to_owned(), "路，".to_owned())];
        assert_eq!(joins(&format!("{TAIL}\n\n{HEAD}\n")), pair);
        assert_eq!(joins(&format!("{TAIL}\n\n▶▶下转08版\n\n{HEAD}\n")), []);
        assert_eq!(joins(&format!("{TAIL}▶▶下转08版\n\n{HEAD}\n")), []);
        // Only another article is pointed to.
        assert_eq!(joins(&format!("{TAIL}\n\n（相关报道见02版）\n\n{HEAD}\n")), pair);
    }

    #[test]
    fn both_pages_of_an_article_may_stand_in_one_file() {
        let pair = [("去年".to_owned(), "路，".to_owned())];
        assert_eq!(joins(&format!("{TAIL}\n\n▶▶下转08版\n\n▲上接01版\n\n{HEAD}\n")), pair);
    }

    #[test]
    fn what_began_on_another_page_is_no_second_half() {
        assert_eq!(joins(&format!("▲上接01版\n\n{HEAD}\n\n村民都说好。\n")), []);
        let tail = "去年以来，县里投入资金三千多万元，修通了二十个村的道路";
        assert_eq!(joins(&format!("{tail}\n\n▲上接01版\n\n{HEAD}\n")), []);
    }
}
