//! Headlines and subheads, known by their shape.

use super::shape::{is_balanced, is_end_mark, is_numeral, last_open};
use crate::lang::chars::is_han;

/// Characters of the longest heading.
const LONGEST: usize = 56;

/// How much a line of folded characters looks like a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    None,
    /// It could as well be the end of a paragraph that was cut.
    Weak,
    Strong,
}

pub fn likeness(line: &[char]) -> Likeness {
    if line.len() > LONGEST {
        return Likeness::None;
    }
    let Some(last) = last_open(line) else { return Likeness::None };
    let closed = line.last().is_some_and(|c| is_end_mark(*c));
    if matches!(last, '。' | ',' | '，' | '、' | ';' | '；' | ':' | '：')
        || (closed && !matches!(last, '!' | '?'))
        || line.iter().rev().skip(1).any(|c| matches!(c, '。' | ';' | '；'))
        || line.iter().filter(|c| is_han(**c)).nth(1).is_none()
        || !is_balanced(line)
    {
        return Likeness::None;
    }
    let comma = |c: &char| matches!(c, ',' | '，');
    if "的在和与及将从为把被向由以还要是或并且等使让给于比而".contains(last) {
        return Likeness::None;
    }
    if is_numbered(line) && line.len() <= 32 {
        return Likeness::Strong;
    }
    let marks = line.iter().filter(|c| matches!(c, '、')).count();
    if opens_sentence(line) || (closed && line.len() <= 8) || (marks >= 2 && line.len() > 24) {
        return Likeness::Weak;
    }
    let mut parts = line.split(comma).map(<[char]>::len);
    match (parts.next(), parts.next(), parts.next()) {
        (_, None, _) if line.len() <= 34 || has_gap(line) => Likeness::Strong,
        // Two halves of a couplet are about as long as each other.
        (Some(a), Some(b), None)
            if a.abs_diff(b) <= if line.len() <= 16 { 3 } else { 2 } && line.len() <= 27 =>
        {
            Likeness::Strong
        }
        (_, Some(_), None) if line.len() <= 24 && closed => Likeness::Strong,
        (_, _, None) => Likeness::Weak,
        _ => Likeness::None,
    }
}

/// 困局：供电短板 — a word or two and a colon.
pub fn is_labelled(line: &[char]) -> bool {
    line.iter().take(5).skip(2).any(|c| matches!(c, ':' | '：'))
}

/// Whether the line begins as sentences of running text do, and headings hardly ever.
fn opens_sentence(line: &[char]) -> bool {
    matches!(
        line,
        ['这' | '据' | '他' | '她' | '它' | '但' | '而' | '并', ..]
            | ['因', '此', ..]
            | ['此', '外', ..]
            | ['同', '时', ..]
            | ['目', '前', ..]
            | ['今', '天', ..]
            | ['日', '前', ..]
            | ['近' | '昨', '日', ..]
            | ['其', '中', ..]
            | ['随' | '之', '后', ..]
            | ['于', '是', ..]
            | ['如', '果', ..]
            | ['虽', '然', ..]
            | ['不', '过', ..]
            | ['然', '而', ..]
            | ['另', '外', ..]
            | ['我', '们', ..]
            | ['记', '者', ..]
            | ['会', '议', ..]
    )
}

/// Whether the two lines of a headline stand side by side, a space or a dash between.
fn has_gap(line: &[char]) -> bool {
    line.windows(3).any(|w| matches!(w, [a, ' ', b] | ['—', a, b] if (is_han(*a) || *a == '—') && is_han(*b)))
}

/// 一、, （二）, 3 拓展渠道, 1. …
pub fn is_numbered(line: &[char]) -> bool {
    let line = if line.first() == Some(&'(') { line.get(1..).unwrap_or_default() } else { line };
    let figures = line.iter().take_while(|c| is_numeral(**c)).count();
    let arabic = line.iter().take_while(|c| c.is_ascii_digit()).count();
    match line.get(figures.max(arabic)) {
        Some('、' | '.' | ')') => figures > 0 || (1..=2).contains(&arabic),
        Some(' ') => arabic == 1,
        _ => false,
    }
}

/// Whether the text begins as the first paragraph of an article does: 本报讯, 据新华社电, 某城日报讯（记者.
pub fn opens_article(text: &str) -> bool {
    let end = text.char_indices().nth(24).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or_default();
    let head = head.trim_start_matches(['【', '（', '(', '■', '●']);
    [
        "本报讯",
        "本报综合",
        "据新华社",
        "新华社",
        "据央视",
        "据人民日报",
        "中新社",
        "中新网",
        "人民网",
        "本报消息",
    ]
    .iter()
    .any(|open| head.starts_with(open))
        || (head.contains('讯')
            && ["报讯", "网讯", "社讯", "台讯"].iter().any(|word| head.find(word).is_some_and(|at| at <= 24)))
        || (head.contains('报')
            && ["日报(", "日报（", "晚报(", "晚报（"].iter().any(|word| head.contains(word)))
        || (head.contains('月') && head.contains("日电"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_fragments() {
        let judge = |text: &str| likeness(&text.chars().collect::<Vec<_>>());
        assert_eq!(judge("全县卫生厕所普及率达九成多"), Likeness::Strong);
        assert_eq!(judge("党建统筹,盘活“闲”资源"), Likeness::Strong);
        assert_eq!(judge("2 拓展渠道促增收 托起的幸福更稳了"), Likeness::Strong);
        assert_eq!(judge("幸运的是,最终她准时将订单送"), Likeness::Weak);
        assert_eq!(judge("能力水平。"), Likeness::None);
        assert_eq!(judge("“从普通住户到担当业委会主"), Likeness::None);
        assert_eq!(judge("经费虽然紧巴巴,但相比过去,"), Likeness::None);
    }

    #[test]
    fn long_headlines_and_openings() {
        let judge = |text: &str| likeness(&text.chars().collect::<Vec<_>>());
        assert_eq!(
            judge("某市着力构建共建共治共享的城市基层治理新格局—— 党建引领聚合力 同心共筑幸福家园"),
            Likeness::Strong
        );
        assert_eq!(judge("出路何在?"), Likeness::Weak);
        assert_eq!(judge("这位爱笑的姑娘在困难面前也不退"), Likeness::Weak);
        assert!(opens_article("本报讯（记者 赵甲）昨日，"));
        assert!(opens_article("某城日报(全媒体记者/赵甲)1月27日,"));
        assert!(!opens_article("昨日，我市召开大会。"));
    }
}
