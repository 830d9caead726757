//! Which of two copies stays.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::fold::folded;
use crate::document::{Block, Role};

/// Why one of two copies is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is a part of the other.
    Part,
    /// The text around the other speaks of the same things.
    Context,
    /// It stands at the end of the file, where page readers leave what they read twice.
    AtEnd,
    /// It comes second.
    Second,
}

/// Blocks of the neighbourhood on either side.
const NEIGHBOURS: usize = 2;
/// Blocks on either side that are looked through for them.
const REACH: usize = 10;
/// Pairs of characters that the better neighbourhood has in common with the copies, at least.
const SHARED_LEAST: usize = 12;

/// Which of two equal runs of blocks is to go: whether the later one, and why.
///
/// A run that does not belong where it stands shares no words with what stands around it, so where one neighbourhood
/// shares at least three times as many pairs of characters as the other, it is the home of the run.
pub fn later_goes(
    text: &str,
    blocks: &[Block],
    earlier: Range<usize>,
    later: Range<usize>,
) -> (bool, Reason) {
    let mut own = FxHashSet::default();
    for block in blocks.get(earlier.clone()).unwrap_or(&[]) {
        own.extend(pairs(text, block));
    }
    let around = |run: &Range<usize>| {
        let mut kin = FxHashSet::default();
        let neighbour = |at: &usize| {
            !earlier.contains(at) && !later.contains(at) && blocks.get(*at).is_some_and(|b| b.is(Role::Body))
        };
        let before = (0..run.start).rev().take(REACH).filter(neighbour).take(NEIGHBOURS);
        let after = (run.end..blocks.len()).take(REACH).filter(neighbour).take(NEIGHBOURS);
        for block in before.chain(after).filter_map(|at| blocks.get(at)) {
            let mut all = 0;
            let shared = pairs(text, block).inspect(|_| all += 1).filter(|pair| own.contains(pair));
            let shared: Vec<_> = shared.collect();
            // Not a neighbour but a further copy.
            if shared.len() * 2 <= all {
                kin.extend(shared);
            }
        }
        kin.len()
    };
    let at_end = |run: &Range<usize>| {
        blocks.get(run.end..).unwrap_or(&[]).iter().all(|block| block.role.is_furniture())
    };
    let (here, there) = (around(&earlier), around(&later));
    if here >= SHARED_LEAST && here >= 3 * there {
        (true, Reason::Context)
    } else if there >= SHARED_LEAST && there >= 3 * here {
        (false, Reason::Context)
    } else if at_end(&later) {
        (true, Reason::AtEnd)
    } else {
        (true, Reason::Second)
    }
}

/// Blocks longer than this are looked at up to here.
const CHARACTERS: usize = 2_000;

/// The neighbouring characters of a block, two and two.
fn pairs<'t>(text: &'t str, block: &Block) -> impl Iterator<Item = (char, char)> + 't {
    let mut characters = folded(text.get(block.span.range()).unwrap_or(""));
    let mut last = characters.next();
    characters.map_while(move |c| Some((last.replace(c)?, c))).take(CHARACTERS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, repeats::Copied};
    use crate::source::Source;

    fn copies(text: &str) -> Vec<Copied> {
        let source = Source::from_text("example.txt", text);
        Document::new(&source).repeats().copies().to_vec()
    }

    const BEFORE: &str = "县水利站的技术员带着仪器来到堤上，逐段查看渗水点。";
    const TWICE: &str = "技术员把渗水点记进本子里，再用仪器测出水位，交给县水利站的值班员。";
    const AFTER: &str = "值班员按水位高低排出次序，县水利站连夜派人到堤上堵住渗水点。";
    const OTHER: &str = "烘焙比赛进入决赛，十二名学生现场做出三十多款点心。";

    #[test]
    fn the_copy_among_its_kin_stays_though_it_comes_second() {
        let more = "评委由三位老师傅担任，他们看重火候，也看重收拾案台的习惯。";
        let text = [OTHER, TWICE, more, "赛后，点心送往养老院。", BEFORE, TWICE, AFTER].join("\n\n");
        let found = copies(&text);
        assert_eq!(
            found.iter().map(|c| (c.block, c.kept, c.reason)).collect::<Vec<_>>(),
            [(1, 5, Reason::Context)]
        );
    }

    #[test]
    fn else_the_copy_at_the_end_goes_and_else_the_second() {
        let plain = "春耕时节，各村忙着育秧，田里到处是插秧机的响声。";
        let at_end = copies(&[OTHER, plain, BEFORE, plain].join("\n\n"));
        assert_eq!(at_end.first().map(|c| (c.block, c.reason)), Some((3, Reason::AtEnd)));
        let second = copies(&[OTHER, plain, BEFORE, plain, AFTER].join("\n\n"));
        assert_eq!(second.first().map(|c| (c.block, c.reason)), Some((3, Reason::Second)));
    }
}
