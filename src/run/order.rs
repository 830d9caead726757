//! Work on many threads, results in order.

use std::ops::ControlFlow;

use rayon::prelude::*;

/// Files that each thread is given at once; their results are held until all are there.
const SHARE: usize = 64;

/// Does `work` on each item, on `jobs` threads (0: one for each processor), and hands the results to `sink` in the
/// order of the items. Holds the results of a few hundred items at most; stops when `sink` breaks. One item, or one
/// job, starts no thread.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
) {
    if items.len() < 2 || jobs == 1 {
        let _ = items.iter().try_for_each(|item| sink(work(item)));
        return;
    }
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(jobs.min(items.len())).build() else {
        let _ = items.iter().try_for_each(|item| sink(work(item)));
        return;
    };
    for share in items.chunks(SHARE * pool.current_num_threads()) {
        let done: Vec<R> = pool.install(|| share.par_iter().with_max_len(1).map(&work).collect());
        if done.into_iter().try_for_each(&mut sink).is_break() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_the_order_of_the_items_until_told_to_stop() {
        let items: Vec<usize> = (0..1000).collect();
        let mut seen = Vec::new();
        let keep = |item| {
            seen.push(item);
            if item == 700 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        in_order(&items, 3, |item| *item, keep);
        assert_eq!(seen, (0..=700).collect::<Vec<_>>());
    }
}
