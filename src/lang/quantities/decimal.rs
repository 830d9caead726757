//! Numbers as they are printed: exact, with the places behind the point.

use std::fmt::{self, Display};

/// A number written with at most fifteen figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The figures without the point.
    figures: u64,
    /// How many of them stand behind the point.
    places: u8,
}

impl Decimal {
    /// The number that a text of figures, at most one point, and commas between thousands stands for.
    pub fn parse(text: &str) -> Option<Self> {
        let (mut figures, mut places, mut behind, mut count) = (0u64, 0u8, false, 0);
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    count += 1;
                    figures = figures.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                    places += u8::from(behind);
                }
                b'.' if !behind => behind = true,
                b',' if !behind => {}
                _ => return None,
            }
        }
        (1..=15).contains(&count).then_some(Self { figures, places })
    }

    /// The figures without the point, as one number.
    pub fn figures(self) -> u64 {
        self.figures
    }

    /// How many figures stand behind the point.
    pub fn places(self) -> u8 {
        self.places
    }

    pub fn is_whole(self) -> bool {
        self.places == 0
    }

    pub fn value(self) -> f64 {
        self.figures as f64 / 10f64.powi(i32::from(self.places))
    }

    /// Half a step of the last figure: how far from the number what was rounded to it may lie.
    pub fn rounding(self) -> f64 {
        0.5 / 10f64.powi(i32::from(self.places))
    }

    /// The same figures with their point `places` from the right, where the number is whole and the point had a figure
    /// on either side, and no nought at the end.
    pub fn with_point(self, places: u8) -> Option<Self> {
        let fits = self.is_whole() && places > 0 && 10u64.checked_pow(u32::from(places))? <= self.figures;
        (fits && !self.figures.is_multiple_of(10)).then_some(Self { figures: self.figures, places })
    }
}

impl Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*}", usize::from(self.places), self.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_comes_back() {
        for text in ["0.05", "3588.74", "100", "96"] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Decimal::parse("1,234,567").unwrap().value(), 1_234_567.0);
        assert_eq!(Decimal::parse("1.2.3"), None);
        assert_eq!(Decimal::parse("1234567890123456"), None);
    }

    #[test]
    fn a_point_needs_figures_on_both_sides() {
        let point = |text: &str, places| Decimal::parse(text).unwrap().with_point(places);
        assert_eq!(point("381", 2).unwrap().to_string(), "3.81");
        assert_eq!([point("381", 3), point("38.1", 1), point("380", 1), point("381", 0)], [None; 4]);
    }
}
