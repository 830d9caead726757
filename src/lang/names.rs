//! Names of persons, as far as their wording tells.

use super::chars::is_han;
use crate::source::Span;

/// The commonest surnames, which nine of ten people bear.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// Whether a person's name may begin with this character.
pub fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// What a newspaper puts before the names of those who made an article.
const CREDITS: [&str; 9] = ["记者", "通讯员", "特约员", "实习生", "摄影", "作者", "编辑", "校对", "责编"];

/// How many characters a row of names may have behind such a word.
const ROW: usize = 12;

/// Whether a text ends in a row of names that a word like 记者 opens: only names and what parts them stand between.
pub fn ends_in_credits(text: &str) -> bool {
    let row = text.char_indices().rev().take(ROW + 1).take_while(|(_, c)| is_of_row(*c)).last();
    let row = row.and_then(|(at, _)| text.get(at..)).unwrap_or("");
    CREDITS.iter().any(|credit| row.contains(credit))
}

/// The names of persons in such rows, each with a border on either side: 李静 in `记者 李静 摄`.
pub fn credited(text: &str) -> Vec<Span> {
    let opened = CREDITS.iter().flat_map(|credit| text.match_indices(credit));
    let mut names: Vec<Span> = opened.flat_map(|(at, credit)| row(text, at + credit.len())).collect();
    names.sort();
    names.dedup();
    names
}

/// The names that a row begins with.
fn row(text: &str, start: usize) -> Vec<Span> {
    let mut names = Vec::new();
    let mut from = start;
    let end =
        text.get(start..).unwrap_or("").char_indices().nth(ROW).map_or(text.len(), |(at, _)| start + at);
    while let Some(rest) = text.get(from..).filter(|_| from < end) {
        let parting: usize =
            rest.chars().take_while(|c| is_of_row(*c) && !is_han(*c) && *c != '\n').map(char::len_utf8).sum();
        let name = rest.get(parting..).unwrap_or("");
        let name: String = name.chars().take_while(|c| is_han(*c)).take(ROW).collect();
        let fits = matches!(name.chars().count(), 2 | 3) && name.chars().next().is_some_and(is_surname);
        if !fits {
            break;
        }
        let span = Span::new(from + parting, from + parting + name.len());
        from = span.end();
        names.push(span);
    }
    names
}

fn is_of_row(c: char) -> bool {
    is_han(c) || c.is_whitespace() || matches!(c, '、' | '/' | '／' | '·' | '：' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_row_have_borders() {
        let text = "记者 李静 田力行摄影 通讯员谭冬阳、王宇）记者李静说，记者了解到";
        let names: Vec<&str> =
            credited(text).into_iter().map(|span| text.get(span.range()).unwrap()).collect();
        assert_eq!(names, ["李静", "谭冬阳", "王宇", "李静说"]);
    }

    #[test]
    fn rows_of_names() {
        assert!(ends_in_credits("（记者 张三 通讯员 李") && ends_in_credits("本报记者/欧阳"));
        assert!(!ends_in_credits("记者了解到，这一") && !ends_in_credits("村民李"));
        assert!(is_surname('李') && !is_surname('的'));
    }
}
