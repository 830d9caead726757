//! Logistic regression.

#![allow(clippy::indexing_slicing, clippy::cast_precision_loss, clippy::cast_possible_truncation)]

/// The weights that best tell the rows that are true from those that are not, each feature shrunk towards 0 a little once
/// all are brought to one scale: `shrink` is the precision of a normal distribution around 0. The first feature is the
/// bias, always 1, and is not shrunk. By Newton's method (iteratively reweighted least squares).
pub fn fit<const N: usize>(rows: &[([f32; N], bool)], shrink: f64) -> [f32; N] {
    let scale = deviations(rows);
    let scaled: Vec<([f64; N], f64)> = rows
        .iter()
        .map(|(values, is)| {
            (std::array::from_fn(|at| f64::from(values[at]) / scale[at]), f64::from(u8::from(*is)))
        })
        .collect();
    let mut weights = [0.0; N];
    for _ in 0..25 {
        let mut slope = [0.0; N];
        let mut curve = vec![[0.0; N]; N];
        for (values, is) in &scaled {
            let odds: f64 = weights.iter().zip(values).map(|(weight, value)| weight * value).sum();
            let chance = 1.0 / (1.0 + (-odds).exp());
            for (at, value) in values.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                slope[at] += (is - chance) * value;
                let weighed = chance * (1.0 - chance) * value;
                curve[at].iter_mut().zip(values).for_each(|(sum, other)| *sum += weighed * other);
            }
        }
        for at in 0..N {
            let shrink = if at == 0 { 1e-6 } else { shrink };
            slope[at] -= shrink * weights[at];
            curve[at][at] += shrink;
        }
        let step = solve(curve, slope);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    std::array::from_fn(|at| (weights[at] / scale[at]) as f32)
}

/// The standard deviation of each feature; 1 where it never changes.
fn deviations<const N: usize>(rows: &[([f32; N], bool)]) -> [f64; N] {
    let count = rows.len() as f64;
    std::array::from_fn(|at| {
        let mean = rows.iter().map(|(values, _)| f64::from(values[at])).sum::<f64>() / count;
        let spread =
            rows.iter().map(|(values, _)| (f64::from(values[at]) - mean).powi(2)).sum::<f64>() / count;
        if spread > 1e-12 { spread.sqrt() } else { 1.0 }
    })
}

/// Solves a system of linear equations by elimination; the matrix is symmetric and positive.
fn solve<const N: usize>(mut matrix: Vec<[f64; N]>, mut right: [f64; N]) -> [f64; N] {
    for at in 0..N {
        let pivot = matrix[at];
        for below in at + 1..N {
            let factor = matrix[below][at] / pivot[at];
            matrix[below].iter_mut().zip(pivot).skip(at).for_each(|(value, above)| *value -= factor * above);
            right[below] -= factor * right[at];
        }
    }
    let mut solved = [0.0; N];
    for at in (0..N).rev() {
        let known: f64 = (at + 1..N).map(|other| matrix[at][other] * solved[other]).sum();
        solved[at] = (right[at] - known) / matrix[at][at];
    }
    solved
}
