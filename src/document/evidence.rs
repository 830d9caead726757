//! Evidence as natural logarithms of odds: what features weigh together, and the tables in which learnt weights are kept.

/// The probability that odds stand for.
pub fn probability(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// The odds that a probability stands for; those of certainty are kept finite.
pub fn odds(probability: f32) -> f32 {
    (probability / (1.0 - probability).max(f32::EPSILON)).ln()
}

/// The evidence of features together: 0 where it says nothing either way.
pub fn weigh<const N: usize>(weights: &[f32; N], values: &[f32; N]) -> f32 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

/// The lines of a table: kind, name and value, separated by tabs. What does not parse is left out.
pub fn rows(table: &str) -> impl Iterator<Item = (&str, &str, f32)> {
    table.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?.parse().ok()?))
    })
}

/// Sets the weight of a feature by its name, where there is one of this name.
pub fn set<const N: usize>(weights: &mut [f32; N], features: &[&str; N], name: &str, value: f32) {
    let at = features.iter().position(|feature| *feature == name);
    if let Some(weight) = at.and_then(|at| weights.get_mut(at)) {
        *weight = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_give_weights_by_name() {
        let mut weights = [0.0; 2];
        for (kind, name, value) in rows("# a remark\nwrong\tbias\t-1.5\nwrong\tnone\t1\nwrong\tgain\tx\n") {
            assert_eq!(kind, "wrong");
            set(&mut weights, &["bias", "gain"], name, value);
        }
        assert_eq!(weights, [-1.5, 0.0]);
        assert!((weigh(&weights, &[2.0, 9.0]) + 3.0).abs() < 1e-6);
        assert!((probability(0.0) - 0.5).abs() < 1e-6 && probability(-3.0) < 0.05);
    }
}
