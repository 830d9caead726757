//! What a rule sees, and its only way to report.

use std::fmt::Display;
use std::sync::Arc;

use crate::batch::Verdicts;
use crate::config::{RuleSettings, Settings};
use crate::diagnostic::{Alternative, Diagnostic, Edit, Elsewhere, Fix, Phase, Related, Safety};
use crate::document::Document;
use crate::rules::card::Card;
use crate::source::Span;

/// One rule at work on one document.
pub struct Context<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) settings: &'a Settings,
    pub(super) rule: &'a RuleSettings,
    pub(super) card: &'a Arc<Card>,
    pub(super) verdicts: Option<&'a Verdicts>,
    pub(super) found: &'a mut Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    pub fn document(&self) -> &'a Document<'a> {
        self.document
    }

    pub fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// What the files of the run say of this one, where it was judged together with others.
    pub fn verdicts(&self) -> Option<&'a Verdicts> {
        self.verdicts
    }

    /// The value of one of the rule's options; `None` where the card has no such option or it is of another type.
    pub fn option<T: serde::de::DeserializeOwned>(&self, key: &str) -> Option<T> {
        let set = self.rule.options.get(key);
        set.or_else(|| self.card.options.get(key).map(|option| &option.default))?.clone().try_into().ok()
    }

    /// Whether the card has a text of this key.
    pub fn has_message(&self, key: &str) -> bool {
        self.card.messages.contains_key(key)
    }

    /// Begins a finding at `span`. It counts once [`Report::emit`] is called.
    pub fn report(&mut self, span: Span) -> Report<'_, 'a> {
        Report {
            span,
            message: "main",
            label: None,
            arguments: Vec::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            confidence: 1.0,
            fix: None,
            alternatives: Vec::new(),
            severity: None,
            context: self,
        }
    }
}

/// A finding in the making. Texts are named by their keys in the card's `[messages]`, and `{name}` in any of them is
/// filled from [`Report::arg`].
#[must_use = "a finding counts once `emit` is called"]
pub struct Report<'c, 'a> {
    context: &'c mut Context<'a>,
    span: Span,
    message: &'c str,
    label: Option<&'c str>,
    arguments: Vec<(&'static str, String)>,
    related: Vec<(Span, Option<Box<Elsewhere>>, &'c str)>,
    notes: Vec<&'c str>,
    help: Option<&'c str>,
    confidence: f32,
    fix: Option<PendingFix<'c>>,
    alternatives: Vec<(String, f32, Vec<Edit>)>,
    severity: Option<crate::diagnostic::Severity>,
}

struct PendingFix<'c> {
    title: &'c str,
    safety: Option<Safety>,
    phase: Option<Phase>,
    edits: Vec<Edit>,
}

impl<'c> Report<'c, '_> {
    /// The key of the message, where it is not `main`.
    pub fn message(mut self, key: &'c str) -> Self {
        self.message = key;
        self
    }

    /// What to write at the span itself, in a word or two: 「breaks off inside a word」.
    pub fn label(mut self, key: &'c str) -> Self {
        self.label = Some(key);
        self
    }

    /// What `{name}` stands for in this finding's texts.
    pub fn arg(mut self, name: &'static str, value: impl Display) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// Another place that belongs to the finding.
    pub fn related(mut self, span: Span, key: &'c str) -> Self {
        self.related.push((span, None, key));
        self
    }

    /// A place in another file that belongs to the finding.
    pub fn related_elsewhere(mut self, place: &Elsewhere, key: &'c str) -> Self {
        self.related.push((Span::empty(0), Some(Box::new(place.clone())), key));
        self
    }

    /// Why the rule thinks so.
    pub fn note(mut self, key: &'c str) -> Self {
        self.notes.push(key);
        self
    }

    /// What to do, where it is not the card's own help.
    pub fn help(mut self, key: &'c str) -> Self {
        self.help = Some(key);
        self
    }

    /// 0 to 1; 1 unless told.
    pub fn confidence(mut self, confidence: f32) -> Self {
        self.confidence = confidence;
        self
    }

    /// The severity of this finding, where it is not that of the card. What a user sets for the rule still wins.
    pub fn severity(mut self, severity: crate::diagnostic::Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// The repair, with the safety and phase of the card.
    pub fn fix(mut self, title: &'c str, edits: Vec<Edit>) -> Self {
        self.fix = Some(PendingFix { title, safety: None, phase: None, edits });
        self
    }

    /// The safety of this finding's fix, where it is not that of the card.
    pub fn safety(mut self, safety: Safety) -> Self {
        if let Some(fix) = &mut self.fix {
            fix.safety = Some(safety);
        }
        self
    }

    /// The phase of this finding's fix, where it is not that of the card.
    pub fn phase(mut self, phase: Phase) -> Self {
        if let Some(fix) = &mut self.fix {
            fix.phase = Some(phase);
        }
        self
    }

    /// A further candidate for a person; `title` is shown as it is. Add the best first.
    pub fn alternative(mut self, title: impl Into<String>, confidence: f32, edits: Vec<Edit>) -> Self {
        self.alternatives.push((title.into(), confidence, edits));
        self
    }

    /// Hands the finding in.
    pub fn emit(self) {
        let Context { settings, rule, card, .. } = *self.context;
        let text =
            |key: &str| fill(card.messages.get(key).map_or(key, |m| m.get(settings.lang)), &self.arguments);
        let fix = self.fix.map(|fix| {
            let declared = fix.safety.or(card.safety).unwrap_or(Safety::Suggest);
            let mut edits = fix.edits;
            edits.sort_by_key(Edit::place);
            let safety = rule.safety(declared);
            Fix { title: text(fix.title), safety, phase: fix.phase.unwrap_or(card.phase), edits }
        });
        let diagnostic = Diagnostic {
            rule: Arc::clone(card),
            severity: rule.severity.or(self.severity).unwrap_or(card.severity),
            span: self.span,
            message: text(self.message),
            label: self.label.map(text).unwrap_or_default(),
            related: self
                .related
                .into_iter()
                .map(|(span, elsewhere, key)| Related { span, message: text(key), elsewhere })
                .collect(),
            notes: self.notes.iter().map(|key| text(key)).collect(),
            help: self.help.map_or_else(|| fill(card.help.get(settings.lang), &self.arguments), text),
            confidence: self.confidence,
            fix,
            alternatives: self
                .alternatives
                .into_iter()
                .map(|(title, confidence, edits)| Alternative { title, confidence, edits })
                .collect(),
        };
        self.context.found.push(diagnostic);
    }
}

/// Puts the arguments into a template. An argument's own braces are left alone.
fn fill(template: &str, arguments: &[(&'static str, String)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = split_at_byte(rest, b'{') {
        filled.push_str(before);
        let known = split_at_byte(after, b'}').and_then(|(name, tail)| {
            arguments.iter().find(|(n, _)| *n == name).map(|(_, value)| (value.as_str(), tail))
        });
        match known {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// What stands before and behind the first such byte, which is ASCII.
fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = memchr::memchr(byte, text.as_bytes())?;
    text.get(..at).zip(text.get(at + 1..))
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn templates_keep_what_they_do_not_know() {
        assert_eq!(fill("「{a}」 {b} {", &[("a", "{b}".into())]), "「{b}」 {b} {");
    }
}
