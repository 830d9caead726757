//! What of a Markdown file is no text: front matter, code, links' targets, tags and comments.
//!
//! A scanner of lines and marks, not a parser of Markdown: it need only never take an article's text for markup, and
//! an article in Markdown has headings, paragraphs, pictures and links.

use std::path::Path;

use crate::source::Span;

pub fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

/// The spans that are no text, in order, none touching another.
pub fn mask(text: &str) -> Vec<Span> {
    let mut mask = Vec::new();
    let mut at = 0;
    let mut fence: Option<(usize, &str)> = None;
    let mut front = text.starts_with("---\n") || text.starts_with("---\r\n");
    let front_ends = text.lines().skip(1).any(|line| matches!(line.trim_end(), "---" | "..."));
    front &= front_ends;
    let mut prose = 0..0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let (start, end) = (at, at + line.len());
        at = end;
        let bare = line.trim();
        if front {
            front = number == 0 || !matches!(bare, "---" | "...");
            mask.push(Span::new(start, end));
            prose = end..end;
        } else if let Some((opened, mark)) = fence {
            if bare.starts_with(mark) && bare.trim_start_matches(mark.get(..1).unwrap_or("")).is_empty() {
                mask.push(Span::new(opened, end));
                fence = None;
                prose = end..end;
            }
        } else if let Some(mark) = fence_mark(line) {
            inline(text, prose.clone(), &mut mask);
            fence = Some((start, mark));
        } else {
            prose.end = end;
        }
    }
    match fence {
        // A fence that nothing closes runs to the end.
        Some((opened, _)) => mask.push(Span::new(opened, text.len())),
        None => inline(text, prose, &mut mask),
    }
    mask
}

/// The marks that open a block of code.
fn fence_mark(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches(' ');
    let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = bare.chars().take_while(|c| *c == mark).count();
    let rest = bare.get(length..)?;
    (line.len() - bare.len() < 4 && length >= 3 && !(mark == '`' && rest.contains('`')))
        .then(|| bare.get(..length))?
}

/// Marks inside paragraphs.
fn inline(text: &str, range: std::ops::Range<usize>, mask: &mut Vec<Span>) {
    let end = range.end;
    let mut at = range.start;
    while let Some(found) = text.get(at..end).and_then(|rest| rest.find(['`', '<', ']'])) {
        let start = at + found;
        let Some(rest) = text.get(start..end) else { return };
        let length = if rest.starts_with('`') {
            code(rest)
        } else if rest.starts_with('<') {
            tag(rest)
        } else {
            target(rest)
        };
        match length {
            Some(length) => {
                mask.push(Span::new(start, start + length));
                at = start + length;
            }
            None => at = start + rest.bytes().take_while(|b| *b == b'`').count().max(1),
        }
    }
}

/// `code`, to the same number of marks in the same paragraph.
fn code(rest: &str) -> Option<usize> {
    let marks = rest.bytes().take_while(|b| *b == b'`').count();
    let paragraph = rest.find("\n\n").and_then(|end| rest.get(..end)).unwrap_or(rest);
    let mut at = marks;
    while let Some(found) = paragraph.get(at..)?.find('`') {
        let run = paragraph.get(at + found..)?.bytes().take_while(|b| *b == b'`').count();
        at += found + run;
        if run == marks {
            return Some(at);
        }
    }
    None
}

/// A tag, a comment, or an address in angle brackets; `a < b` is none of them.
fn tag(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| end + 3);
    }
    let first = rest.chars().nth(1)?;
    if !(first.is_ascii_alphabetic() || first == '/') {
        return None;
    }
    let end = rest.find('>')? + 1;
    rest.get(..end).filter(|tag| !tag.contains('\n')).map(str::len)
}

/// `](target)` of a link or a picture, and `]: target` of a definition.
fn target(rest: &str) -> Option<usize> {
    let line = rest.lines().next()?;
    if line.starts_with("](") {
        let mut depth = 0_usize;
        for (at, c) in line.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if c == ')' && depth == 0 {
                return Some(at + 1);
            }
        }
        return None;
    }
    let address = line.strip_prefix("]: ")?.trim_start();
    (address.starts_with("http") || address.starts_with('/') || address.starts_with('<'))
        .then_some(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> Vec<&str> {
        mask(text).into_iter().map(|span| text.get(span.range()).unwrap()).collect()
    }

    #[test]
    fn markup_is_no_text() {
        assert_eq!(masked("---\ntitle: 甲,乙\n---\n正文,好\n").concat(), "---\ntitle: 甲,乙\n---\n");
        assert_eq!(masked("正文\n\n---\n\n正文\n"), [""; 0]);
        assert_eq!(masked("一\n```txt\n二,三\n```\n四\n"), ["```txt\n二,三\n```\n"]);
        assert_eq!(masked("一\n~~~\n二"), ["~~~\n二"]);
        assert_eq!(masked("用 `a,b` 和 ``c`d`` 写"), ["`a,b`", "``c`d``"]);
        assert_eq!(masked("见[这里,那里](http://a.cn/(b),c)。"), ["](http://a.cn/(b),c)"]);
        assert_eq!(masked("[1]: https://a.cn/甲,乙\n"), ["]: https://a.cn/甲,乙"]);
        assert_eq!(masked("甲<br/>乙<!-- 丙\n丁 -->戊"), ["<br/>", "<!-- 丙\n丁 -->"]);
    }

    #[test]
    fn text_is_no_markup() {
        for text in ["3 < 5,甲]乙", "甲`乙\n\n丙`丁", "[注]: 本报讯", "<甲>乙", "甲<b\n乙>"] {
            assert_eq!(masked(text), [""; 0], "{text}");
        }
    }
}
