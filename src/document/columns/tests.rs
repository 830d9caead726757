use super::*;
use crate::source::Source;

/// The segments of the mixes of a text, a line each, with a blank line where a new column begins.
fn read(text: &str) -> String {
    let source = Source::from_text("page.txt", text.to_owned());
    let document = Document::new(&source);
    let mut read = String::new();
    for segment in document.columns().mixes.iter().flat_map(|mix| &mix.segments) {
        read.push_str(if read.is_empty() || segment.goes_on { "" } else { "\n" });
        read.push_str(document.slice(segment.span));
        read.push('\n');
    }
    read
}

const LEFT: [&str; 6] = [
    "  今年以来，县里把修路架桥",
    "作为头等大事来抓，先后筹集资",
    "金三千多万元，修通了二十多个",
    "村的公路，架起了五座石桥，山",
    "里的茶叶和柑橘从此不愁卖不出",
    "去，村民的腰包也鼓了起来。",
];
const RIGHT: [&str; 6] = [
    "  入冬以后，各村抓紧时间整",
    "修水渠，清理塘坝，为明年春耕",
    "打下基础。镇里的农技员走村串",
    "户，把测土配方施肥的办法教给",
    "种粮大户，让大家心里更有底，",
    "合作社还统一订购了优质稻种。",
];

/// Two columns side by side, the right one from the given row on.
fn page(offset: usize) -> String {
    let rows = 0..LEFT.len().max(RIGHT.len() + offset);
    rows.map(|row| {
        let left = LEFT.get(row).copied().unwrap_or("");
        let right = row.checked_sub(offset).and_then(|row| RIGHT.get(row)).copied().unwrap_or("");
        let gap = " ".repeat(18_usize.saturating_sub(left.chars().count()));
        if right.is_empty() { format!("{left}\n") } else { format!("{left}{gap}{right}\n") }
    })
    .collect()
}

#[test]
fn columns_are_read_one_after_the_other() {
    let expected = format!("{}\n\n{}\n", LEFT.join("\n"), RIGHT.join("\n"));
    assert_eq!(read(&page(0)), expected);
    assert_eq!(read(&page(2)), expected, "columns that begin at different heights");
    assert_eq!(read(&expected), "", "what is in order is no mix");
}

#[test]
fn a_headline_over_both_comes_first() {
    let text = format!("          山村有了新变化\n{}", page(0));
    assert!(
        read(&text).starts_with("          山村有了新变化\n\n  今年以来")
            || read(&text).starts_with("山村有了新变化\n\n  今年以来")
    );
}

#[test]
fn nothing_is_lost() {
    let squeeze = |text: &str| {
        let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        characters.sort_unstable();
        characters
    };
    for text in [page(0), page(2)] {
        assert_eq!(squeeze(&read(&text)), squeeze(&text));
    }
}

#[test]
fn columns_so_near_that_one_space_parts_them() {
    let left: Vec<String> = LEFT.iter().map(|line| line.trim().to_owned()).collect();
    let rows = left.iter().zip(RIGHT.iter()).zip(LEFT.iter().skip(1).chain(RIGHT.iter().take(1)));
    let text: String = rows.map(|((a, b), c)| format!("{a} {}   {}\n", b.trim(), c.trim())).collect();
    assert!(!read(&text).contains(' '), "{}", read(&text));
}

#[test]
fn tables_and_lists_stay() {
    let prices = "大米      每斤二元八角    平稳\n面粉      每斤二元二角    上涨\n菜籽油     每斤七元五角    平稳\n猪肉      每斤十四元     下降\n鸡蛋      每斤五元      平稳\n";
    let names = "赵明    钱进    孙亮    李红霞\n周建国    吴芳    郑文    王大山\n冯春    陈小兵    褚伟    卫东\n蒋丽    沈刚    韩雪梅    杨帆\n";
    let verse = "春风吹过小村庄，    桃花开满旧池塘，\n燕子归来寻旧主，    炊烟升起近斜阳，\n一条新路通山外，    满车茶果运他乡，\n老翁笑指门前树，    道是当年手自秧。\n";
    for text in [prices, names, verse, &verse.repeat(6), &names.repeat(8), &prices.repeat(8)] {
        assert_eq!(read(text), "");
    }
}
