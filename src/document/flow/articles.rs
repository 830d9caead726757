//! The articles of a page, as its blocks stand: each begins with its headline, or where it opens as articles do.

use std::ops::Range;

use crate::document::layout::opens_article;
use crate::document::{Block, Document, Role};

/// The runs of blocks that are one article each, in the order of the file. They hold every block: what stands before
/// the first headline is a run of its own.
pub fn articles(document: &Document) -> Vec<Range<usize>> {
    let blocks = document.blocks();
    let mut starts = vec![0];
    // The last block that was of an article, and what it was.
    let mut last: Option<(usize, Role)> = None;
    for (at, block) in blocks.iter().enumerate() {
        if !is_of_article(block) {
            continue;
        }
        let begins = match (last, block.role) {
            (None, _) | (Some((_, Role::Headline)), Role::Headline) => false,
            // 本报记者 … above the headline: an author who was read first.
            (Some((before, Role::Byline)), Role::Headline) => {
                starts.last() != Some(&before) && !is_signature(document, blocks.get(before))
            }
            (Some(_), Role::Headline) => true,
            (Some((before, Role::Body | Role::Byline)), Role::Byline) => {
                let closed = blocks.get(before).is_some_and(|block| block.is(Role::Body))
                    || is_signature(document, blocks.get(before));
                closed && !is_signature(document, Some(block)) && next_is_headline(blocks, at)
            }
            (Some((_, Role::Body)), Role::Body) => opens_article(document.slice(block.span)),
            _ => false,
        };
        if begins {
            starts.push(at);
        }
        last = Some((at, block.role));
    }
    let ends = starts.iter().copied().skip(1).chain([blocks.len()]);
    starts.iter().zip(ends).map(|(&start, end)| start..end).filter(|run| !run.is_empty()).collect()
}

/// Whether the block is of an article's own text: no furniture, and no picture.
fn is_of_article(block: &Block) -> bool {
    !block.role.is_furniture() && !block.is(Role::Caption)
}

fn next_is_headline(blocks: &[Block], at: usize) -> bool {
    blocks
        .iter()
        .skip(at + 1)
        .find(|block| is_of_article(block))
        .is_some_and(|block| block.is(Role::Headline))
}

/// （本报记者 赵明）: names in brackets close an article.
fn is_signature(document: &Document, block: Option<&Block>) -> bool {
    block.is_some_and(|block| document.slice(block.span).starts_with(['（', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn headlines_bylines_and_openings_begin_articles() {
        let text = "责任编辑 周正\n\n山城小镇办起书屋\n\n本报记者 赵明\n\n上午，书屋里坐满了人。\n\n（本报记者 钱进）\n\n\
                    本报记者 孙立\n\n青山村村民齐心协力修通致富路\n\n昨天，村口的路通车了。\n\n本报讯（记者 李红）今天，桥也通车了。\n\n大家都说好。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::new(&source);
        let first =
            |run: &Range<usize>| document.slice(document.blocks()[run.start].span).chars().take(4).collect();
        let starts: Vec<String> = articles(&document).iter().map(first).collect();
        assert_eq!(starts, ["责任编辑", "本报记者", "本报讯（"]);
        assert_eq!(articles(&document).iter().map(Range::len).sum::<usize>(), document.blocks().len());
    }
}
