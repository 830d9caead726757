//! Logarithms as codes of one byte.

/// Up to 255 values that stand for many.
pub struct Codebook {
    values: Vec<f64>,
}

impl Codebook {
    /// At most so many values, and 255, that lie closest to the given ones (Lloyd's algorithm from equal shares).
    pub fn new(mut given: Vec<f64>, codes: usize) -> Self {
        let codes = codes.clamp(1, 255);
        given.sort_by(f64::total_cmp);
        let mut values: Vec<f64> = given.clone();
        values.dedup();
        if values.len() > codes {
            let share = |code: usize| given[(2 * code + 1) * given.len() / (2 * codes)];
            values = (0..codes).map(share).collect();
            values.dedup();
            for _ in 0..100 {
                values = means(&given, &values);
            }
        }
        values.reverse();
        Self { values }
    }

    /// The code of the closest value.
    pub fn code(&self, value: f64) -> u8 {
        let after = self.values.partition_point(|&other| other > value);
        let distance =
            |code: &usize| (self.values.get(*code).copied().unwrap_or(f64::INFINITY) - value).abs();
        let closest = if after > 0 && distance(&(after - 1)) <= distance(&after) { after - 1 } else { after };
        closest.min(self.values.len() - 1) as u8
    }

    /// The book as it is written: 256 numbers.
    pub fn bytes(&self) -> impl Iterator<Item = u8> {
        let values = self.values.iter().copied().chain(std::iter::repeat(0.0)).take(256);
        values.flat_map(|value| (value as f32).to_le_bytes())
    }
}

/// The means of the given values that lie closest to each value. Both are sorted.
fn means(given: &[f64], values: &[f64]) -> Vec<f64> {
    let mut from = 0;
    let mut means = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let border = values.get(at + 1).map_or(f64::INFINITY, |next| f64::midpoint(*value, *next));
        let to = from + given[from..].partition_point(|&v| v < border);
        if to > from {
            means.push(given[from..to].iter().sum::<f64>() / (to - from) as f64);
        }
        from = to;
    }
    means
}
