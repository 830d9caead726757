//! Roles on the five seed documents, as read by a person, and on typeset pages beside the project, as printed.

#![allow(clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::document::{Document, Role};
use crate::source::Source;

/// The least likeness of a block to what was printed that tells its kind.
const LIKE: f64 = 0.6;
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The lines of a seed that are not body text, as `line role`; banners of which a reader may doubt are left out.
fn roles(seed: &str) -> String {
    let folder = fs::read_dir(Path::new(ROOT).join("seeds")).unwrap();
    let named = |path: &Path| path.file_name().unwrap().to_str().unwrap().starts_with(seed);
    let path = folder.map(|entry| entry.unwrap().path()).find(|path| named(path)).unwrap();
    let source = Source::from_text("seed.txt", fs::read_to_string(path).unwrap());
    let document = Document::new(&source);
    let blocks = document.blocks().iter().filter(|block| !block.is(Role::Body));
    let heading = |role| matches!(role, Role::Headline | Role::Subhead);
    let told = |role: Role| if heading(role) { "heading".to_owned() } else { format!("{role:?}") };
    blocks
        .map(|block| format!("{} {}", block.lines.start + 1, told(block.role)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn expect(seed: &str, expected: &[(&str, &[usize])]) {
    let mut lines: Vec<(usize, &str)> =
        expected.iter().flat_map(|(role, lines)| lines.iter().map(move |line| (*line, *role))).collect();
    lines.sort_unstable();
    let expected: Vec<String> = lines.iter().map(|(line, role)| format!("{line} {role}")).collect();
    let expected = expected.join("\n");
    assert_eq!(roles(seed), expected, "{seed}");
}

#[test]
fn seed_000() {
    expect(
        "000",
        &[
            ("heading", &[3, 37, 61, 87, 111, 119, 127, 141, 143]),
            ("PageNumber", &[5]),
            ("Masthead", &[7]),
            ("SectionBanner", &[9, 11, 109]),
            ("EditorCredit", &[15, 17, 18]),
            ("DateLine", &[16]),
            ("Caption", &[22, 26, 163]),
            ("Byline", &[28, 29, 139, 145]),
        ],
    );
}

#[test]
fn seed_001() {
    expect(
        "001",
        &[
            ("SectionBanner", &[3, 5]),
            ("EditorCredit", &[9]),
            ("DateLine", &[10]),
            ("heading", &[12, 22, 30, 66, 84, 86]),
            ("Byline", &[68]),
            ("Ornament", &[70, 82]),
            ("Caption", &[106, 110, 112, 116]),
        ],
    );
}

#[test]
fn seed_002() {
    expect(
        "002",
        &[
            ("heading", &[3, 5, 18, 35, 47, 59, 71, 85, 105, 121, 127, 133, 139, 149, 157, 161]),
            ("Byline", &[9, 10]),
            ("Caption", &[30, 31, 113, 119, 125, 131, 137, 143, 147, 153, 165, 169]),
            ("SectionBanner", &[99, 101]),
            ("EditorCredit", &[103]),
            ("Advertisement", &[107, 109]),
        ],
    );
}

#[test]
fn seed_003() {
    expect(
        "003",
        &[
            ("Caption", &[5, 7, 63, 67, 71]),
            ("heading", &[9, 29, 45, 47, 51, 73, 104]),
            ("Byline", &[49]),
            ("Masthead", &[97]),
            ("DateLine", &[99]),
            ("EditorCredit", &[100, 101, 102]),
        ],
    );
}

#[test]
fn seed_004() {
    expect(
        "004",
        &[
            ("heading", &[3, 5, 19, 21, 45, 63, 75, 93, 116, 118, 150, 152, 153, 162, 182]),
            ("Byline", &[27, 120, 155, 156]),
            ("Caption", &[91]),
            ("Advertisement", &[113, 114]),
        ],
    );
}

/// Which share of the characters two texts have in common, by pairs of neighbours, white space and width aside.
fn likeness(a: &[(char, char)], b: &[(char, char)]) -> f64 {
    // Texts of such different lengths are no likeness that counts.
    if 2.0 * (a.len().min(b.len()) as f64) < LIKE * (a.len() + b.len()) as f64 {
        return 0.0;
    }
    let mut left = b.to_vec();
    let common = a
        .iter()
        .filter(|pair| left.iter().position(|p| p == *pair).map(|at| left.swap_remove(at)).is_some())
        .count();
    2.0 * common as f64 / (a.len() + b.len()) as f64
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let squeezed: Vec<char> = std::iter::once('^')
        .chain(text.chars().filter(|c| !c.is_whitespace()).map(super::shape::fold))
        .chain(['$'])
        .collect();
    squeezed.windows(2).map(|w| (w[0], w[1])).collect()
}

/// What was printed → what the layer says → how many blocks, over pages whose number leaves `parity` when halved.
fn confusion(
    channel: &str,
    parity: Option<usize>,
    show: &[&str],
) -> Option<BTreeMap<(String, String), usize>> {
    let folder = Path::new(ROOT).join("../shared/pages");
    if !folder.is_dir() {
        println!("skipped: {} is absent", folder.display());
        return None;
    }
    let mut table = BTreeMap::new();
    for number in 0..44 {
        if parity.is_some_and(|p| number % 2 != p) {
            continue;
        }
        let page = folder.join(format!("p{number:03}"));
        let truth: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(page.join("truth.json")).unwrap()).unwrap();
        let elements: Vec<(String, Vec<(char, char)>)> = truth["elements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| {
                let text = e["text"].as_str().unwrap();
                (e["kind"].as_str().unwrap().to_owned(), pairs(text))
            })
            .collect();
        let source =
            Source::from_text("page.txt", fs::read_to_string(page.join(format!("{channel}.txt"))).unwrap());
        let document = Document::new(&source);
        for block in document.blocks() {
            let text = document.slice(block.span);
            let own = pairs(text);
            let best = elements
                .iter()
                .map(|(kind, pairs)| (likeness(&own, pairs), kind))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap();
            // What resembles nothing as a whole is a piece of a paragraph.
            let kind = if best.0 >= LIKE { best.1.as_str() } else { "para" };
            let role = serde_json::to_value(block.role).unwrap().as_str().unwrap().to_owned();
            let role = if block.role.is_furniture() { "FURNITURE".to_owned() } else { role };
            let pair = format!("{kind}>{role}");
            if show.iter().any(|s| pair == *s || pair.starts_with(s) && s.ends_with('>')) {
                println!(
                    "p{number:03}:{} {pair} {}",
                    block.lines.start + 1,
                    text.chars().take(60).collect::<String>()
                );
            }
            *table.entry((kind.to_owned(), role)).or_insert(0) += 1;
        }
    }
    Some(table)
}

/// What was printed as furniture and is read so, what is called furniture and was none, and so on.
fn rates(table: &BTreeMap<(String, String), usize>, kinds: &[&str], roles: &[&str]) -> (f64, f64) {
    let sum = |by: &dyn Fn(&str, &str) -> bool| -> usize {
        table.iter().filter(|((kind, role), _)| by(kind, role)).map(|(_, count)| count).sum()
    };
    let right = sum(&|kind, role| kinds.contains(&kind) && roles.contains(&role)) as f64;
    let printed = sum(&|kind, _| kinds.contains(&kind)) as f64;
    let called = sum(&|_, role| roles.contains(&role)) as f64;
    (right / printed, right / called)
}

#[test]
fn pages() {
    let channel = std::env::var("CHANNEL").unwrap_or("vlm".into());
    let show = std::env::var("SHOW").unwrap_or_default();
    let show: Vec<&str> = show.split_whitespace().collect();
    let parity = std::env::var("PARITY").ok().map(|p| p.parse().unwrap());
    let Some(table) = confusion(&channel, parity, &show) else { return };
    for ((kind, role), count) in &table {
        println!("{kind:<10}{role:<16}{count:>6}");
    }
    let floors: [(&[&str], &[&str], f64, f64); 4] = [
        (&["furn", "jump"], &["FURNITURE"], 0.98, 0.98),
        (&["byline", "sign"], &["byline"], 0.95, 0.95),
        (&["caption"], &["caption"], 0.85, 0.92),
        (&["headline", "subhead", "eyebrow", "subtitle"], &["headline", "subhead"], 0.93, 0.8),
    ];
    for (kinds, roles, least_recall, least_precision) in floors {
        let (recall, precision) = rates(&table, kinds, roles);
        println!("{roles:?}: recall {recall:.3}, precision {precision:.3}");
        assert!(channel != "vlm" || (recall >= least_recall && precision >= least_precision), "{kinds:?}");
    }
}
