//! Words under a picture, known by their own wording: a credit at the end, 图为, an arrow at the start.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::phrases::PHRASES;
use super::shape::{fold, tail};
use crate::lang::chars::is_han;

/// Bytes of the longest caption.
const LONGEST: usize = 900;
/// Characters at the end of a block in which a credit stands.
const TAIL: usize = 30;

/// Whether a block is a caption or a credit for a picture by its own wording.
pub fn is_caption(text: &str) -> bool {
    text.len() <= LONGEST
        && (has_head(text) || names_picture(text) || has_credit(text) || is_source_line(text))
}

fn has_head(text: &str) -> bool {
    let bare =
        text.trim_start_matches(['▲', '△', '▼', '▽', '◀', '▶', '◄', '►', '↑', '↓', '←', '→', '↗', '↖']);
    if bare.len() < text.len() && bare.len() >= 15 {
        return true;
    }
    let heads = bare.chars().next().and_then(|first| PHRASES.caption_heads.get(&first));
    heads.into_iter().flatten().any(|head| {
        bare.strip_prefix(head.as_str())
            .is_some_and(|rest| head == "图为" || rest.starts_with(['为', '：', ':', ' ', '\u{3000}', '是']))
    })
}

/// ，图为… in the middle.
fn names_picture(text: &str) -> bool {
    static WORD: LazyLock<Finder> = LazyLock::new(|| Finder::new("图为"));
    WORD.find_iter(text.as_bytes()).any(|at| {
        text.get(..at).is_some_and(|before| before.ends_with(['，', ',', '。', '；', ';', ' ', '）', ')']))
    })
}

/// 本报记者 甲乙 摄, （资料图片）, 受访者供图 at the end.
fn has_credit(text: &str) -> bool {
    if !may_close_with_credit(text) {
        return false;
    }
    let mut end = tail(text, TAIL);
    // （资料图片）, one character misread
    if let [.., '(', a, b, c, d, ')'] = end.as_slice()
        && [a, b, c, d].into_iter().zip(['资', '料', '图', '片']).filter(|(a, b)| **a == *b).count() >= 3
    {
        return true;
    }
    while end.last().is_some_and(|c| closes(*c)) {
        end.pop();
    }
    if PHRASES.credit_lines.contains(&end) || PHRASES.caption_tails.iter().any(|tail| end.ends_with(tail)) {
        return true;
    }
    let is_reporter = |text: &[char]| {
        text.windows(2).any(|w| matches!(w, ['记', '者' | '老' | '音'] | ['本', '报'] | ['讯', '员']))
    };
    match end.as_slice() {
        // 供 and a misread 图
        [before @ .., '供', _] => before.len() >= 2 && given(before),
        [before @ .., '摄', '影'] | [before @ .., '摄'] => {
            let squeezed: Vec<char> = before.iter().copied().skip(before.len().saturating_sub(14)).collect();
            let name = squeezed.iter().rev().skip_while(|c| **c == ' ').take_while(|c| is_han(**c)).count();
            let last = squeezed.iter().rev().find(|c| **c != ' ');
            let verb = last.is_some_and(|c| "拍航录跟抓统摇".contains(*c));
            !verb && ((2..=4).contains(&name) || is_reporter(&squeezed)) && last.is_some_and(|c| is_han(*c))
        }
        [before @ .., '图' | '发'] => {
            let squeezed = before.get(before.len().saturating_sub(10)..).unwrap_or_default();
            squeezed.windows(2).any(|w| matches!(w, ['记', '者'] | ['讯', '员']))
                && squeezed.last() != Some(&'视')
        }
        _ => false,
    }
}

/// Whether the last character allows of a credit, which it does not in nearly all paragraphs.
fn may_close_with_credit(text: &str) -> bool {
    let mut back = text.chars().rev().take(TAIL).map(fold).peekable();
    if back.peek() == Some(&')') {
        return true;
    }
    let mut back = back.skip_while(|c| closes(*c));
    let last = back.next();
    last.is_some_and(|c| matches!(c, '摄' | '影' | '图' | '发') || PHRASES.caption_closings.contains(&c))
        || back.next() == Some('供')
}

/// What may stand behind a credit.
fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '】' | '。' | '.' | ' ')
}

/// Whether the words before 供图 name somebody who gives pictures.
fn given(before: &[char]) -> bool {
    let trimmed: Vec<char> = before.iter().copied().filter(|c| *c != ' ').collect();
    PHRASES.givers.iter().any(|giver| {
        trimmed.ends_with(giver)
            || (2..=4).any(|name| {
                trimmed.get(..trimmed.len().saturating_sub(name)).is_some_and(|rest| rest.ends_with(giver))
            })
    })
}

/// 图片/某某 文字、视频/某某
fn is_source_line(text: &str) -> bool {
    if text.len() > 150 {
        return false;
    }
    let (mut rest, mut seen) = (text, 0);
    while let Some(after) = strip_medium(rest) {
        seen += 1;
        rest = after.trim_start_matches(['、', ',', '，', ' ']);
    }
    seen > 0 && rest.starts_with(['/', '／', '：', ':']) && !rest.contains(['。', '？', '！'])
        || text.starts_with("图片来源")
        || text.starts_with("图/")
        || text.starts_with("图源")
}

/// What follows the name of a medium that `text` begins with.
fn strip_medium(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let medium = matches!(
        (chars.next()?, chars.next()?),
        ('图' | '照', '片') | ('视' | '音', '频') | ('文', '字') | ('摄', '影') | ('制', '图') | ('海', '报')
    );
    medium.then_some(chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_caption;

    #[test]
    fn credits_and_openings() {
        for text in [
            "工人在车间里赶制订单。本报记者 赵甲乙 摄",
            "工人在车间里赶制订单，赵甲乙摄",
            "▲工人在车间里赶制今年的订单",
            "村口的桥修好了。受访者供图",
            "村口的桥修好了,受访者供围",
            "村口的桥修好了。（资料图片）",
            "去年七月，全市现场会召开，图为与会人员参观。",
            "视频截图",
            "村口的桥修好了：（资科图片）",
            "通讯员 供图",
            "图片/某某医院 文字、视频/某某微博",
        ] {
            assert!(is_caption(text), "{text}");
        }
        for text in [
            "这部纪录片由当地青年历时三年拍摄",
            "他企图为自己辩解。",
            "新的规划图为发展指明了方向。",
            "▲上接01版",
            "剧组在横店补拍，导演说他不满意。",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
