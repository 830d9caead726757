//! Who wrote an article: 本报记者 甲乙 通讯员 丙丁, （记者 甲乙）, （据新华社）.

use crate::lang::chars::is_han;
use crate::lang::names;

/// Whether a line of folded characters is a byline or a signature by its own wording.
pub fn is_byline(line: &[char]) -> bool {
    if line.len() > 60 || line.iter().any(|c| matches!(c, '。' | '!' | '?' | '，' | '；' | '“' | '《'))
    {
        return false;
    }
    let bare = trim(line);
    let bracketed = line.first() == Some(&'(') && line.last() == Some(&')') && !bare.contains(&')');
    if bracketed && is_signature(bare) {
        return true;
    }
    if has_label(bare) {
        return bare.iter().any(|c| matches!(c, ':' | '/' | ' ')) && bare.len() <= 40;
    }
    reporter(bare).is_some_and(|(before, after)| {
        let outlet = bare.get(..before).unwrap_or_default();
        let names = bare.get(after..).unwrap_or_default();
        outlet.len() <= 16
            && outlet.iter().all(|c| is_han(*c) || matches!(c, ' ' | '/' | '·'))
            && names.len() <= 36
            && !names.is_empty()
            && names.iter().all(|c| {
                is_han(*c) || matches!(c, ' ' | '/' | '·' | '、' | '•' | ':' | ',' | ';' | '(' | ')')
            })
            && !names.iter().any(|c| "的了是在将把被对从们说这那就都也还".contains(*c))
            && !names.windows(2).any(|w| {
                matches!(
                    w,
                    ['获', '悉']
                        | ['采', '访']
                        | ['来', '到']
                        | ['走', '进']
                        | ['了', '解']
                        | ['手', '记']
                        | ['节']
                )
            })
    })
}

/// Whether the line is a person's name and nothing else: two or three characters that begin with a surname.
pub fn is_name(line: &[char]) -> bool {
    matches!(line.len(), 2..=3)
        && line.iter().all(|c| is_han(*c))
        && line.first().is_some_and(|c| names::is_surname(*c))
}

/// Where 记者 or 通讯员 begins and ends, one character misread.
fn reporter(line: &[char]) -> Option<(usize, usize)> {
    (0..line.len().min(17)).find_map(|at| {
        let rest = line.get(at..)?;
        let before = at.checked_sub(1).and_then(|b| line.get(b));
        match rest {
            ['记', '者', ..] if before != Some(&'名') => Some((at, at + 2)),
            ['记', '老' | '音' | '耆', '/', ..] => Some((at, at + 2)),
            ['通', '讯' | '读' | '迅', '员', ..] | ['特', '约', '员', ..] => Some((at, at + 3)),
            ['实', '习', '生', ..] => Some((at, at + 3)),
            _ => None,
        }
    })
}

/// What stands in brackets at the end of an article.
fn is_signature(inner: &[char]) -> bool {
    if names_source(inner) {
        return inner.len() <= 30;
    }
    let mut words = inner.split(|c| !is_han(*c)).filter(|word| !word.is_empty()).peekable();
    let total = inner.iter().filter(|c| is_han(**c)).count();
    words.peek().is_some()
        && total <= 9
        && words.all(|word| (2..=6).contains(&word.len()))
        && inner.iter().all(|c| is_han(*c) || *c == ' ')
}

/// 据, 新华社, 记者, … at the start.
fn names_source(inner: &[char]) -> bool {
    matches!(
        inner,
        ['据', ..]
            | ['新', '华', '社' | '网', ..]
            | ['记' | '作', '者', ..]
            | ['通', '讯', '员', ..]
            | ['本', '报', ..]
            | ['综', '合', ..]
            | ['来', '源', ..]
            | ['央', '视', ..]
            | ['人', '民', '网', ..]
            | ['中', '新', '社', ..]
    )
}

/// 作者, 撰文, 文/图, … at the start.
fn has_label(line: &[char]) -> bool {
    matches!(
        line,
        ['讲', '述', '人', ..]
            | ['口', '述', ..]
            | ['作' | '译', '者', ..]
            | ['撰', '文', ..]
            | ['采', '写', ..]
            | ['整', '理', ..]
            | ['记', '录', ..]
            | ['文', '/', ..]
            | ['图', '/', '文', ..]
            | ['文', '图', '/', ..]
            | ['文', '·', '图', ..]
    )
}

fn trim(line: &[char]) -> &[char] {
    let mark = |c: &char| {
        matches!(
            c,
            '■' | '□'
                | '●'
                | '○'
                | '◆'
                | '◎'
                | '▲'
                | ' '
                | '('
                | ')'
                | '【'
                | '】'
                | '★'
                | '—'
                | '·'
        )
    };
    let start = line.iter().take_while(|c| mark(c)).count();
    let end = line.len() - line.iter().rev().take_while(|c| mark(c)).count();
    line.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::shape::folded;
    use super::is_byline;

    #[test]
    fn bylines_and_signatures() {
        let judge = |text: &str| {
            let mut line = Vec::new();
            folded(text, &mut line);
            is_byline(&line)
        };
        for text in [
            "本报记者 赵甲 通讯员 钱乙丙",
            "某城日报全媒体记者/赵甲 钱乙",
            "■本报记者赵甲",
            "通讯员/赵甲乙 钱丙",
            "（记者 赵甲乙）",
            "（据新华社）",
            "（赵甲 钱乙丙）",
            "讲述人：市派驻某村工作队队长 赵甲",
        ] {
            assert!(judge(text), "{text}");
        }
        for text in
            ["记者：你怎么看？", "本报记者走进车间", "多名记者在现场", "（下转第3版）", "记者节的由来"]
        {
            assert!(!judge(text), "{text}");
        }
    }
}
