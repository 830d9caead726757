//! Which of many possible pairs are made, so that together they are likeliest and nothing is in two of them.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use rustc_hash::FxHashMap;

/// Something on the left side that may go with something on the right side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    pub left: usize,
    pub right: usize,
    /// Natural logarithm of the odds that they belong together rather than to nothing.
    pub odds: f32,
}

/// An edge that was chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen {
    pub edge: Edge,
    /// That it is right, given what else either side could go with: 0 to 1.
    pub probability: f32,
    /// The best of what else either side could go with.
    pub second: Option<Edge>,
}

/// More things than these on one side, that hang together by edges, are not weighed against each other all at once:
/// of their edges only those stay that are the best of both sides.
const LARGEST: usize = 48;

/// The edges of the optimal assignment (Kuhn, 1955; Munkres, 1957), by their left sides. Edges below even odds are not
/// chosen; they still speak against others. Each group of edges that hang together is solved by itself.
pub fn assign(edges: &[Edge]) -> Vec<Chosen> {
    let mut chosen: Vec<Edge> = groups(edges).iter().flat_map(|group| solve(group)).collect();
    chosen.retain(|edge| edge.odds > 0.0);
    chosen.sort_by_key(|edge| edge.left);
    let taken_left: FxHashMap<usize, usize> = chosen.iter().map(|edge| (edge.left, edge.right)).collect();
    let taken_right: FxHashMap<usize, usize> = chosen.iter().map(|edge| (edge.right, edge.left)).collect();
    let mut by_left: FxHashMap<usize, Vec<Edge>> = FxHashMap::default();
    let mut by_right: FxHashMap<usize, Vec<Edge>> = FxHashMap::default();
    for edge in edges {
        by_left.entry(edge.left).or_default().push(*edge);
        by_right.entry(edge.right).or_default().push(*edge);
    }
    let of = |edge: Edge| {
        let left = by_left.get(&edge.left).into_iter().flatten();
        let right = by_right.get(&edge.right).into_iter().flatten();
        // What went to another no longer speaks against this one.
        let rivals =
            left.filter(|other| other.right != edge.right && !taken_right.contains_key(&other.right));
        let rivals = rivals
            .chain(right.filter(|other| other.left != edge.left && !taken_left.contains_key(&other.left)));
        let second = rivals.copied().max_by(|a, b| a.odds.total_cmp(&b.odds));
        let against = second.map_or(0.0, |other| (other.odds - edge.odds).exp());
        let probability = 1.0 / (1.0 + (-edge.odds).exp() + against);
        Chosen { edge, probability, second }
    };
    chosen.into_iter().map(of).collect()
}

/// Edges that hang together by their ends.
fn groups(edges: &[Edge]) -> Vec<Vec<Edge>> {
    let mut of_left: FxHashMap<usize, usize> = FxHashMap::default();
    let mut of_right: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<Edge>> = Vec::new();
    for edge in edges {
        let (left, right) = (of_left.get(&edge.left).copied(), of_right.get(&edge.right).copied());
        let into = match (left, right) {
            (Some(into), Some(from)) if into != from => {
                // The smaller group goes into the larger.
                let size = |group: usize| groups.get(group).map_or(0, Vec::len);
                let (into, from) = if size(into) < size(from) { (from, into) } else { (into, from) };
                let moved = groups.get_mut(from).map(std::mem::take).unwrap_or_default();
                for edge in &moved {
                    of_left.insert(edge.left, into);
                    of_right.insert(edge.right, into);
                }
                if let Some(group) = groups.get_mut(into) {
                    group.extend(moved);
                }
                into
            }
            (Some(group), _) | (None, Some(group)) => group,
            (None, None) => {
                groups.push(Vec::new());
                groups.len() - 1
            }
        };
        of_left.insert(edge.left, into);
        of_right.insert(edge.right, into);
        if let Some(group) = groups.get_mut(into) {
            group.push(*edge);
        }
    }
    groups
}

fn solve(edges: &[Edge]) -> Vec<Edge> {
    if edges.len() <= 1 {
        return edges.to_vec();
    }
    let number = |of: fn(&Edge) -> usize| {
        let mut all: Vec<usize> = edges.iter().map(of).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (left, right) = (number(|edge| edge.left), number(|edge| edge.right));
    if left.len().max(right.len()) > LARGEST {
        return best_of_both(edges);
    }
    // Each on the left may stay alone, in a column of its own at even odds.
    let columns = right.len() + left.len();
    let mut weights = Matrix::new(left.len(), columns, NEVER);
    for (row, _) in left.iter().enumerate() {
        if let Some(alone) = weights.get_mut((row, right.len() + row)) {
            *alone = 0;
        }
    }
    let mut named: FxHashMap<(usize, usize), Edge> = FxHashMap::default();
    for edge in edges {
        let place = (left.binary_search(&edge.left).ok(), right.binary_search(&edge.right).ok());
        let (Some(row), Some(column)) = place else { continue };
        #[allow(clippy::cast_possible_truncation)]
        let weight = (f64::from(edge.odds) * 1000.0).clamp(-1e6, 1e6) as i64;
        if let Some(cell) = weights.get_mut((row, column)).filter(|cell| **cell < weight) {
            *cell = weight;
            named.insert((row, column), *edge);
        }
    }
    let (_, pairing) = kuhn_munkres(&weights);
    pairing.iter().enumerate().filter_map(|(row, &column)| named.get(&(row, column)).copied()).collect()
}

/// What two that nothing joins are worth together: less than any edge.
const NEVER: i64 = -10_000_000;

/// The edges that are the best of their left and of their right side.
fn best_of_both(edges: &[Edge]) -> Vec<Edge> {
    let mut left: FxHashMap<usize, f32> = FxHashMap::default();
    let mut right: FxHashMap<usize, f32> = FxHashMap::default();
    for edge in edges {
        let best = |side: &mut FxHashMap<usize, f32>, key| {
            let best = side.entry(key).or_insert(f32::NEG_INFINITY);
            *best = best.max(edge.odds);
        };
        best(&mut left, edge.left);
        best(&mut right, edge.right);
    }
    let is_best = |edge: &&Edge| {
        left.get(&edge.left).is_some_and(|best| edge.odds >= *best)
            && right.get(&edge.right).is_some_and(|best| edge.odds >= *best)
    };
    edges.iter().filter(is_best).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(left: usize, right: usize, odds: f32) -> Edge {
        Edge { left, right, odds }
    }

    #[test]
    fn the_best_of_all_pairs_together() {
        // The best pair alone would leave 2 with nothing; together 1–4 and 2–3 are worth more.
        let edges = [edge(1, 3, 5.0), edge(1, 4, 4.0), edge(2, 3, 4.5)];
        let pairs: Vec<_> =
            assign(&edges).iter().map(|chosen| (chosen.edge.left, chosen.edge.right)).collect();
        assert_eq!(pairs, [(1, 4), (2, 3)]);
        assert!(assign(&[edge(1, 2, -0.5)]).is_empty(), "below even odds");
    }

    #[test]
    fn a_rival_that_is_free_makes_doubt() {
        let sure = assign(&[edge(1, 3, 4.0)]);
        assert!(sure[0].probability > 0.98 && sure[0].second.is_none());
        let doubted = assign(&[edge(1, 3, 4.0), edge(1, 4, 3.9)]);
        assert!((0.4..0.6).contains(&doubted[0].probability), "{doubted:?}");
        assert_eq!(doubted[0].second, Some(edge(1, 4, 3.9)));
        // What the rival goes with settles it.
        let settled = assign(&[edge(1, 3, 4.0), edge(1, 4, 3.9), edge(2, 4, 6.0)]);
        assert!(settled[0].probability > 0.9, "{settled:?}");
    }

    #[test]
    fn many_that_hang_together_are_paired_without_being_weighed_all_at_once() {
        let chain: Vec<Edge> = (0..2000).flat_map(|n| [edge(n, n, 3.0), edge(n, n + 1, 1.0)]).collect();
        let chosen = assign(&chain);
        assert_eq!(chosen.len(), 2000);
        assert!(chosen.iter().all(|chosen| chosen.edge.left == chosen.edge.right));
    }
}
