//! Headlines that stand behind the beginning of their own article.

use rustc_hash::FxHashSet;

use super::moves::{Move, pairs};
use super::sections;
use super::sides::Sides;
use crate::document::layout::opens_article;
use crate::document::{Document, Role};

/// A headline, with the bylines under it, and what it should stand before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// The block of the headline's first line.
    pub headline: usize,
    /// Its lines and bylines, which go before the first paragraph of the article.
    pub moved: Move,
    /// Whether that paragraph opens an article in so many words (本报讯).
    pub opens: bool,
}

/// No headline stands behind more paragraphs of its article.
const PARAGRAPHS: usize = 8;

/// The blocks, furniture and captions among them, that a headline is looked for in.
const REACH: usize = 30;

/// Pairs of characters that a headline must have in common with the paragraphs before it where their first opens an
/// article, and where it only leads the file.
const SHARED_WITH_OPENING: usize = 2;
const SHARED: usize = 3;

/// The headlines that come late: an article begins without one, a headline stands behind its first paragraphs, and the
/// two speak of the same. `halves` are the blocks that are joined to others.
pub fn late(sides: &Sides<'_>, document: &Document, halves: &FxHashSet<usize>) -> Vec<Late> {
    let blocks = document.blocks();
    let of_article = |at: &usize| {
        blocks.get(*at).is_some_and(|block| !block.role.is_furniture() && !block.is(Role::Caption))
    };
    let starts = document.articles().iter().cloned().enumerate().filter_map(|(number, mut run)| {
        let first = run.find(of_article)?;
        (number == 0 || opens_article(sides.text(first))).then_some(first)
    });
    let is_headless = |first: &usize| blocks.get(*first).is_some_and(|block| block.is(Role::Body));
    let behind = |first: usize| {
        let rest: Vec<usize> = (first..blocks.len()).take(REACH).filter(of_article).collect();
        of_article_at(sides, document, &rest, halves)
    };
    starts.filter(is_headless).filter_map(behind).collect()
}

/// The late headline of the article that begins with the first of these blocks; none of them is furniture.
fn of_article_at(
    sides: &Sides<'_>,
    document: &Document,
    own: &[usize],
    halves: &FxHashSet<usize>,
) -> Option<Late> {
    let role = |at: usize| document.blocks().get(at).map(|block| block.role);
    let is_body = |at: &&usize| role(**at) == Some(Role::Body);
    let &first = own.first()?;
    let opens = opens_article(sides.text(first));
    if !opens && (halves.contains(&first) || sides.head_odds(first) > 0.0) {
        return None;
    }
    let bodies = own.iter().take_while(is_body).count();
    let behind = own.get(bodies..)?;
    // The lines of the headline and the bylines around them: what stands between belongs to the page.
    let of_heading =
        |at: &&usize| matches!(role(**at), Some(role) if role.is_heading() || role == Role::Byline);
    let heading: Vec<usize> = behind.iter().take_while(of_heading).copied().collect();
    let (&start, &last) = (heading.first()?, heading.last()?);
    let is_line = |at: &&usize| role(**at).is_some_and(Role::is_heading);
    let &headline = heading.iter().find(is_line)?;
    let numbered = heading.iter().any(|&at| sections::numbered(sides.text(at)).is_some());
    let next = behind.get(heading.len());
    let goes_on = next.is_none_or(|next| is_body(&next) && !opens_article(sides.text(*next)));
    let again = own.get(1..bodies)?.iter().any(|&at| opens_article(sides.text(at)));
    let like_text = |at: &usize| halves.contains(at) || is_long(sides.text(*at));
    if bodies > PARAGRAPHS || numbered || again || !goes_on || heading.iter().any(like_text) {
        return None;
    }
    let words: FxHashSet<[char; 2]> = own.iter().take(bodies).flat_map(|&at| pairs(sides.text(at))).collect();
    let shared = heading.iter().filter(is_line).flat_map(|&at| pairs(sides.text(at)));
    let shared = shared.filter(|pair| words.contains(pair)).collect::<FxHashSet<_>>().len();
    let enough = if opens { SHARED_WITH_OPENING } else { SHARED };
    (shared >= enough).then_some(Late { headline, moved: Move { run: start..=last, before: first }, opens })
}

/// A line of more characters without a gap could be a paragraph that lost its 。.
const LONG: usize = 24;

fn is_long(line: &str) -> bool {
    line.chars().nth(LONG).is_some() && !line.contains([' ', '\u{3000}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn moves(text: &str) -> Vec<Move> {
        let source = Source::from_text("a.txt", text);
        let document = Document::new(&source);
        let found = late(&Sides::new(&document), &document, &FxHashSet::default());
        found.into_iter().map(|late| late.moved).collect()
    }

    const FIRST: &str = "江城举办龙舟赛\n\n本报讯（记者 赵明）昨日，江城举办龙舟赛，二十支队伍参加。\n\n";

    #[test]
    fn a_headline_behind_the_opening_of_its_article() {
        let opening = "本报讯（记者 钱进）昨日，三百名村民在晒谷场上听了一堂茶叶栽培课。\n\n";
        let rest = "讲课的是县里的农技员孙立，他讲了三个小时。\n";
        let headline = "村民学种茶叶忙\n\n";
        let late = format!("{FIRST}{opening}{headline}{rest}");
        assert_eq!(moves(&late), [Move { run: 3..=3, before: 2 }]);
        assert_eq!(moves(&format!("{FIRST}{headline}{opening}{rest}")), []);
        // The next article's own.
        assert_eq!(moves(&format!("{FIRST}{opening}{headline}{opening}{rest}")), []);
        // It speaks of something else.
        assert_eq!(moves(&format!("{FIRST}{opening}全市房价稳中有降\n\n{rest}")), []);
    }
}
