//! Engine `pattern`: a regular expression, tried only on lines that hold one of its literals.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::{Captures, Regex};

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::lang::wordings::Wordings;
use crate::rules::Context;
use crate::rules::card::PatternMatch;
use crate::source::Span;

/// A declarative card's expressions. Reading one costs microseconds and compiling it up to a millisecond, so all are
/// read when the card is loaded and compiled when a text first holds an anchor.
pub struct PatternEngine {
    anchors: Wordings,
    pattern: Expression,
    unless: Option<Expression>,
    near: Option<Expression>,
    replace: Option<String>,
    words: BTreeMap<String, String>,
}

impl PatternEngine {
    /// # Errors
    /// What is wrong with the anchors or with an expression.
    pub fn new(wanted: &PatternMatch) -> Result<Self, String> {
        if wanted.anchors.is_empty() || wanted.anchors.iter().any(String::is_empty) {
            return Err("`anchors` needs at least one literal, and none may be empty".to_owned());
        }
        if wanted.replace.is_some() && !wanted.words.is_empty() {
            return Err("`replace` and `words` exclude each other".to_owned());
        }
        Ok(Self {
            anchors: Wordings::new(&wanted.anchors),
            pattern: Expression::new("pattern", &wanted.pattern)?,
            unless: wanted.unless.as_deref().map(|text| Expression::new("unless", text)).transpose()?,
            near: wanted.near.as_deref().map(|text| Expression::new("near", text)).transpose()?,
            replace: wanted.replace.clone(),
            words: wanted.words.clone(),
        })
    }

    pub fn check(&self, cx: &mut Context<'_>) {
        let document = cx.document();
        let mut done = 0;
        while let Some(hit) = document.text().get(done..).and_then(|rest| self.anchors.find(rest)) {
            let Some(line) = document.line_at(done + hit) else { return };
            self.check_line(cx, document, line.span);
            done = line.full.end();
        }
    }

    fn check_line(&self, cx: &mut Context<'_>, document: &Document, place: Span) {
        let line = document.slice(place);
        if self.near.as_ref().is_some_and(|near| !near.compiled().is_match(line)) {
            return;
        }
        let mut excepted: Option<Vec<Span>> = None;
        for captures in self.pattern.compiled().captures_iter(line) {
            let Some(at) = captures.name("at").or_else(|| captures.get(0)) else { continue };
            let found = Span::from(at.range());
            if let Some(unless) = &self.unless {
                let spans = excepted.get_or_insert_with(|| unless.spans(line));
                if spans.iter().any(|span| span.overlaps(found)) {
                    continue;
                }
            }
            let replacement = self.replacement(&captures, at.as_str());
            let span = found.shift(place.start());
            let unsure = replacement.is_none() && cx.has_message("unsure");
            let mut report = cx.report(span).arg("text", at.as_str().trim());
            if unsure {
                report = report.message("unsure");
            }
            if let Some(replacement) = replacement {
                report = report.arg("replacement", &replacement);
                report = report.fix("fix", vec![Edit::replace(span, replacement)]);
            }
            report.emit();
        }
    }

    fn replacement(&self, captures: &Captures, text: &str) -> Option<String> {
        match &self.replace {
            Some(template) => {
                let mut filled = String::new();
                captures.expand(template, &mut filled);
                Some(filled)
            }
            None => self.words.get(text.trim().to_lowercase().as_str()).cloned(),
        }
    }
}

/// An expression that is known to be right and compiled when first needed.
struct Expression {
    text: String,
    compiled: OnceLock<Regex>,
}

impl Expression {
    /// # Errors
    /// What is wrong with the expression `key`, over several lines.
    fn new(key: &str, text: &str) -> Result<Self, String> {
        regex_syntax::parse(text).map_err(|error| format!("`{key}`: {error}"))?;
        Ok(Self { text: text.to_owned(), compiled: OnceLock::new() })
    }

    /// # Panics
    /// Where an expression that reads well is too large to compile. A run catches that and fails: the rule must not
    /// fall silent.
    fn compiled(&self) -> &Regex {
        self.compiled.get_or_init(|| match Regex::new(&self.text) {
            Ok(regex) => regex,
            Err(error) => panic!("the expression cannot be compiled: {error}"),
        })
    }

    fn spans(&self, line: &str) -> Vec<Span> {
        self.compiled().find_iter(line).map(|found| Span::from(found.range())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Selection, Settings};
    use crate::rules::{Card, RuleSet};
    use crate::source::Source;

    /// The findings of a card with this `[match]`, as (text, message, replacement).
    fn run(matcher: &str, text: &str) -> Vec<(String, String, Option<String>)> {
        let card = format!(
            r#"
            code = "XYZ901"
            name = "trial"
            status = "stable"
            severity = "warning"
            safety = "unsafe"
            precision = "none"
            summary = {{ en = "s", zh = "s" }}
            why = {{ en = "w", zh = "w" }}
            help = {{ en = "h", zh = "h" }}
            messages.main = {{ en = "{{text}} > {{replacement}}", zh = "" }}
            messages.fix = {{ en = "f", zh = "f" }}
            [match]
            engine = "pattern"
            {matcher}
            "#
        );
        let rules = RuleSet::with_packs(vec![toml::from_str::<Card>(&card).unwrap()]).unwrap();
        let selection = Selection { select: vec!["XYZ901".into()], ..Selection::default() };
        let source = Source::from_text("a.txt", text);
        let document = Document::new(&source);
        let found = rules.check(&document, &Settings::new(&rules, &selection));
        let shown = found.into_iter().map(|d| {
            let content = d.fix.and_then(|fix| match fix.edits.into_iter().next() {
                Some(Edit::Replace { content, .. }) => Some(content),
                _ => None,
            });
            (document.slice(d.span).to_owned(), d.message, content)
        });
        shown.collect()
    }

    fn new(matcher: &str) -> Result<PatternEngine, String> {
        PatternEngine::new(&toml::from_str(matcher).unwrap())
    }

    #[test]
    fn at_narrows_and_groups_fill_the_replacement() {
        let found = run(
            r#"anchors = ["克"]
               pattern = '(?<n>\d+)(?<at>干克(?<rest>力?))'
               replace = '千克$rest'"#,
            "重5干克。\n干克不在数后。\n重6干克力。",
        );
        let expected = [("干克", "干克 > 千克", "千克"), ("干克力", "干克力 > 千克力", "千克力")];
        let expected = expected.map(|(a, b, c)| (a.into(), b.into(), Some(c.into())));
        assert_eq!(found, expected);
    }

    #[test]
    fn unless_and_near_keep_silent() {
        let matcher = "anchors = ['江大桥']\npattern = '江大桥'\nunless = '长江大桥|珠江大桥'\nnear = '通车'";
        assert!(run(matcher, "长江大桥与珠江大桥通车。").is_empty());
        assert!(run(matcher, "江大桥合龙。\n今日通车。").is_empty());
        assert_eq!(run(matcher, "长江大桥旁的江大桥通车，江大桥不长。").len(), 2);
    }

    #[test]
    fn only_lines_with_an_anchor_are_tried() {
        let found = run(
            r#"anchors = ["甲", "丙"], pattern = '[乙丁]'"#.replace(", p", "\np").as_str(),
            "乙\n甲乙\n丙丁丁\n丁",
        );
        assert_eq!(found.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["乙", "丁", "丁"]);
    }

    #[test]
    fn words_translate_the_finding_and_leave_the_rest_to_a_person() {
        let matcher = "anchors = ['and', 'AND', 'thus']\npattern = ' (?i:and|thus) '\nwords = { and = '和' }";
        let found = run(matcher, "甲 AND 乙 thus 丙");
        assert_eq!(found[0], (" AND ".into(), "AND > 和".into(), Some("和".into())));
        assert_eq!(found[1].2, None);
    }

    #[test]
    fn a_wrong_expression_is_an_error_at_load() {
        let error = |matcher: &str| new(matcher).err().unwrap();
        assert!(error("anchors = ['a']\npattern = '(a'").contains("unclosed group"));
        assert!(error("anchors = ['a']\npattern = '\\p{Hann}'").contains("Unicode property"));
        assert!(error("anchors = ['a']\npattern = 'a'\nunless = '['").starts_with("`unless`"));
        assert!(error("anchors = []\npattern = 'a'").contains("anchors"));
        assert!(error("anchors = ['a', '']\npattern = 'a'").contains("empty"));
        assert!(
            error("anchors = ['a']\npattern = 'a'\nreplace = 'b'\nwords = { a = 'b' }").contains("exclude")
        );
    }

    #[test]
    fn the_last_line_and_windows_line_ends() {
        let found = run("anchors = ['甲']\npattern = '甲$'", "甲\r\n乙\r\n甲");
        assert_eq!(found.len(), 2);
    }
}
