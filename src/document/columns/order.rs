//! The order in which the stacks of a page are read.
//!
//! T. M. Breuel, "High performance document layout analysis" (2003): of two pieces whose widths overlap the upper is
//! read first; of two beside each other the left, unless a third parts them that overlaps both and stands between.
//! What these two rules leave open is settled from the top left.

use super::stacks::Stack;

/// The numbers of the stacks in the order in which they are read.
pub fn order(stacks: &[Stack]) -> Vec<usize> {
    let boxes: Vec<Area> = stacks.iter().map(Area::of).collect();
    let before: Vec<Vec<usize>> = boxes
        .iter()
        .map(|area| {
            let first = boxes.iter().enumerate().filter(|(_, other)| is_before(&boxes, other, area));
            first.map(|(number, _)| number).collect()
        })
        .collect();
    let mut by_place: Vec<usize> = (0..stacks.len()).collect();
    by_place.sort_by_key(|&number| boxes.get(number).map(|area| (area.top, area.left)));
    let mut visit = Visit { before: &before, seen: vec![false; stacks.len()], order: Vec::new() };
    for number in by_place {
        visit.visit(number);
    }
    visit.order
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Area {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

impl Area {
    fn of(stack: &Stack) -> Self {
        Self { left: stack.left, right: stack.reach, top: stack.first(), bottom: stack.last() }
    }

    fn shares_width(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right
    }
}

fn is_before(areas: &[Area], a: &Area, b: &Area) -> bool {
    if a.shares_width(*b) {
        return a.top < b.top || (a.top == b.top && a.left < b.left);
    }
    let (top, bottom) = (a.top.min(b.top), a.top.max(b.top));
    let parts = |c: &Area| c.top > top && c.top < bottom && c.shares_width(*a) && c.shares_width(*b);
    a.right <= b.left && !areas.iter().any(parts)
}

/// A walk that puts each stack after those that come before it. Where they come before each other, the first met wins.
struct Visit<'b> {
    before: &'b [Vec<usize>],
    seen: Vec<bool>,
    order: Vec<usize>,
}

impl Visit<'_> {
    fn visit(&mut self, number: usize) {
        match self.seen.get_mut(number) {
            Some(seen) if !*seen => *seen = true,
            _ => return,
        }
        for &first in self.before.get(number).into_iter().flatten() {
            self.visit(first);
        }
        self.order.push(number);
    }
}
