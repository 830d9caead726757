//! For people: each finding with a window of its text, why, and what to do.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{self as codespan, LabelStyle};
use codespan_reporting::term::{self, Config, WriteStyle};
use rustc_hash::FxHashSet;

use super::excerpt::{Excerpt, Excerpts, Place};
use super::style::{self, Styles};
use super::sums::{self, Item};
use super::visible::visible;
use super::{Options, Report, closing, text};
use crate::diagnostic::{Diagnostic, Edit, Safety, Severity};
use crate::document::Document;
use crate::run::Summary;
use crate::source::Span;

/// Related places past this many are only counted.
const MOST_RELATED: usize = 4;
/// A replacement up to so many characters is shown where the wrong text stands.
const SHORT: usize = 24;

pub struct Full {
    pub options: Options,
}

impl Report for Full {
    fn file(&self, document: &Document<'_>, diagnostics: &[Diagnostic]) -> String {
        let mut page = Page {
            document,
            path: visible(&document.source().shown_path()).into_owned(),
            options: self.options,
            explained: FxHashSet::default(),
            out: Vec::new(),
        };
        for item in sums::items(diagnostics, self.options.each) {
            match item {
                Item::One(diagnostic) => page.one(diagnostic),
                Item::Many(group) => page.many(&group),
            }
        }
        String::from_utf8_lossy(&page.out).into_owned()
    }

    fn end(&self, summary: &Summary) -> String {
        closing::closing(summary, self.options)
    }
}

/// The findings of one file on their way to text.
struct Page<'d> {
    document: &'d Document<'d>,
    path: String,
    options: Options,
    /// The rules whose reason was given on this page.
    explained: FxHashSet<&'d str>,
    out: Vec<u8>,
}

impl<'d> Page<'d> {
    fn one(&mut self, diagnostic: &'d Diagnostic) {
        let lang = self.options.lang;
        let mut notes: Vec<String> = diagnostic.notes.iter().map(|note| text::why(lang, note)).collect();
        let first = self.explained.insert(&diagnostic.rule.code);
        if notes.is_empty() && first {
            notes.push(text::why(lang, diagnostic.rule.why.get(lang)));
        }
        if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.safety == Safety::Suggest) {
            notes.push(text::candidate(lang, &fix.title, diagnostic.confidence));
        }
        let others = diagnostic.alternatives.iter();
        notes.extend(others.map(|other| text::candidate(lang, &other.title, other.confidence)));
        let rest = diagnostic.related.get(MOST_RELATED..).unwrap_or(&[]);
        if !rest.is_empty() {
            let lines = rest.iter().map(|place| self.document.index().line_of(place.span.start()) + 1);
            notes.push(text::more_places(lang, rest.len(), &sums::line_list(lines)));
        }
        if !diagnostic.help.is_empty() {
            notes.push(text::help(lang, &diagnostic.help));
        }
        self.write(diagnostic.severity, &diagnostic.rule.code, &diagnostic.message, diagnostic, notes);
    }

    /// A group is shown by its first finding.
    fn many(&mut self, group: &[&'d Diagnostic]) {
        let (Some(first), lang) = (group.first(), self.options.lang) else { return };
        let card = &first.rule;
        let mut notes = vec![text::on_lines(lang, &sums::lines(self.document, group))];
        if self.explained.insert(&card.code) {
            notes.push(text::why(lang, card.why.get(lang)));
        }
        notes.push(match sums::changes(group, Safety::Safe) {
            0 => text::help(lang, &text::each_with_verbose(lang, &first.help)),
            changes => text::mends(lang, changes),
        });
        let message = text::summed_up(lang, card.summary.get(lang), group.len());
        self.write(sums::severity(group), &card.code, &message, first, notes);
    }

    fn write(
        &mut self,
        severity: Severity,
        code: &str,
        message: &str,
        shown: &Diagnostic,
        notes: Vec<String>,
    ) {
        let styles = Styles::new(self.options.color);
        let head = format!("{}[{}]", text::severity(self.options.lang, severity), visible(code));
        let message = format!("{}{}", text::colon(self.options.lang), visible(message));
        // Writing into memory never fails.
        let _ = write!(
            self.out,
            "{}{}",
            styles.paint(style::header(severity), head),
            styles.paint(style::bold(), message)
        );
        let mut places = vec![Place { span: shown.span, message: label(shown) }];
        let related = || shown.related.iter().take(MOST_RELATED);
        let here = related().filter(|place| place.elsewhere.is_none());
        places.extend(here.map(|place| Place { span: place.span, message: place.message.clone() }));
        let goes_on = |label: &str, line| text::to_line(self.options.lang, label, line);
        let width = self.options.width;
        let own = Excerpt::new(self.document, &self.path, &places, width, goes_on);
        let others = related().filter_map(|place| {
            let elsewhere = place.elsewhere.as_deref()?;
            Some(Excerpt::elsewhere(elsewhere, &visible(&elsewhere.path), &place.message, width))
        });
        let excerpts = Excerpts(std::iter::once(own).chain(others).collect());
        let marks = excerpts
            .0
            .iter()
            .enumerate()
            .flat_map(|(file, excerpt)| excerpt.marks.iter().map(move |mark| (file, mark)));
        let labels = marks.map(|(file, mark)| {
            let style = if mark.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
            codespan::Label::new(style, file, mark.range.clone()).with_message(&mark.message)
        });
        let report = codespan::Diagnostic::new(codespan::Severity::Note)
            .with_labels(labels.collect())
            .with_notes(notes.iter().map(|note| visible(note).into_owned()).collect());
        let mut painter = Painter { out: &mut self.out, styles, severity, in_header: false };
        let _ = term::emit_to_write_style(&mut painter, &Config::default(), &excerpts, &report);
    }
}

/// What stands under the finding: its own label, or what the fix puts there.
fn label(diagnostic: &Diagnostic) -> String {
    if !diagnostic.label.is_empty() {
        return diagnostic.label.clone();
    }
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    let put = edits.filter_map(|edit| match edit {
        Edit::Replace { span, content } if is_at(*span, diagnostic.span) => Some(content),
        _ => None,
    });
    let put = put.map(String::as_str).next().unwrap_or("");
    if put.trim().is_empty() || put.chars().count() > SHORT { String::new() } else { format!("→ {put}") }
}

fn is_at(edit: Span, finding: Span) -> bool {
    edit == finding && !edit.is_empty()
}

/// Writes what codespan draws in zzlint's colours. The header is left out: codespan has its words in English alone,
/// and none for information.
struct Painter<'o> {
    out: &'o mut Vec<u8>,
    styles: Styles,
    severity: Severity,
    in_header: bool,
}

impl Painter<'_> {
    fn set(&mut self, style: anstyle::Style) -> io::Result<()> {
        write!(self.out, "{}", self.styles.style(style))
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.in_header {
            self.out.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, _: codespan::Severity) -> io::Result<()> {
        self.in_header = true;
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.set(style::frame())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.set(style::frame())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.set(style::frame())
    }

    fn set_label(&mut self, _: codespan::Severity, label: LabelStyle) -> io::Result<()> {
        self.set(match label {
            LabelStyle::Primary => style::mark(self.severity),
            LabelStyle::Secondary => style::frame(),
        })
    }

    fn reset(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.in_header) || !self.styles.is_color() {
            return Ok(());
        }
        write!(self.out, "{}", anstyle::Reset)
    }
}
