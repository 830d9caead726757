//! Colours: one home for what a severity, a border or a change looks like on a terminal.

use std::fmt::Display;

use anstyle::{AnsiColor, Effects, Style};

use crate::diagnostic::Severity;

const PLAIN: Style = Style::new();
/// Line numbers, borders, places that are only related.
const FRAME: Style = AnsiColor::Cyan.on_default();

/// The styles of a report, or none where colour is off.
#[derive(Debug, Clone, Copy)]
pub struct Styles {
    color: bool,
}

impl Styles {
    pub fn new(color: bool) -> Self {
        Self { color }
    }

    pub fn is_color(self) -> bool {
        self.color
    }

    /// `text` in `style`, and back to plain after it.
    pub fn paint(self, style: Style, text: impl Display) -> String {
        let style = self.style(style);
        format!("{style}{text}{style:#}")
    }

    pub fn style(self, style: Style) -> Style {
        if self.color { style } else { PLAIN }
    }
}

pub fn frame() -> Style {
    FRAME
}

pub fn bold() -> Style {
    PLAIN.effects(Effects::BOLD)
}

pub fn dim() -> Style {
    PLAIN.effects(Effects::DIMMED)
}

/// What carets and the text above them look like.
pub fn mark(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Green,
    }
    .on_default()
}

pub fn header(severity: Severity) -> Style {
    mark(severity).effects(Effects::BOLD)
}

pub fn removed() -> Style {
    AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH)
}

pub fn inserted() -> Style {
    AnsiColor::Green.on_default().effects(Effects::BOLD)
}
