//! Which page of which issue a file holds.

use std::path::Path;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::document::layout::pages::{PageNumber, alone, own};
use crate::document::{Document, Role};

/// Where a file belongs, as far as is known.
///
/// The file's name is trusted first, as whoever filed the page gave it; then the folders, the nearest first; then what
/// is printed on the page, which may be misread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The folder of the issue: that of the file, without folders that only name pages.
    pub folder: String,
    /// The date of the issue, as YYYYMMDD.
    pub date: Option<u32>,
    /// The pages that the file holds, in the order in which they are named.
    pub pages: Vec<PageNumber>,
}

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let parts =
        r"(?:^|[^0-9])((?:19|20)[0-9]{2})[-_.年]?(0?[1-9]|1[0-2])[-_.月]?(3[01]|[12][0-9]|0?[1-9])(?:日|号)?";
    Regex::new(parts).ok()
});

/// What may name a page in a name that is known to be of a newspaper, as it has a date: 08, A08, 第8版, p8.
static AFTER_DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[-_ .]*(?:第|[Pp]age[-_]?|[Pp][-_]?)?([A-Z])?[-_]?([0-9]{1,2})(?:版|[-_. ]|$)").ok()
});

static BEFORE_DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[-_. ])第?([A-Z])?([0-9]{1,2})版?[-_. ]*$").ok());

/// What names a page in any name: 08版, A08, page-8. A bare number may number anything.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^0-9A-Za-z])第?([A-Z])?([0-9]{1,2})版|^([A-Z])([0-9]{2})(?:[-_. ]|$)|^(?:[Pp]age|[Pp])[-_]?()([0-9]{1,2})(?:[-_. ]|$)").ok()
});

impl Place {
    /// The place that a path tells.
    pub fn of_path(path: &Path) -> Self {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let mut folders: Vec<String> = path
            .parent()
            .map(|parent| {
                parent.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
            })
            .unwrap_or_default();
        let in_name = date(&stem);
        let of_folders = folders.iter().rev().find_map(|folder| date(folder)).map(|(date, _)| date);
        let split = of_folders.or_else(|| split_date(&folders));
        let known = in_name.is_some() || split.is_some();
        let mut pages: Vec<PageNumber> = match &in_name {
            Some((_, around)) => around_date(&stem, around.clone()).or_else(|| named(&stem)),
            None => if known { first(&AFTER_DATE, &stem) } else { None }.or_else(|| named(&stem)),
        }
        .into_iter()
        .collect();
        // 2022-08-19/08版/03.txt: the folder names the page, and the file an article.
        while let Some(page) = folders.last().and_then(|last| folder_page(last, known)) {
            pages = vec![page];
            folders.pop();
        }
        Self { folder: folders.join("/"), date: in_name.map(|(date, _)| date).or(split), pages }
    }

    /// The place of a document: what its path leaves open is read from the furniture of the page.
    pub fn of(document: &Document<'_>) -> Self {
        let mut place = Self::of_path(&document.source().path);
        if place.date.is_some() && !place.pages.is_empty() {
            return place;
        }
        let furniture = document.blocks().iter().filter(|block| {
            matches!(block.role, Role::PageNumber | Role::Masthead | Role::DateLine | Role::SectionBanner)
        });
        let named = !place.pages.is_empty();
        for block in furniture {
            let line = document.slice(block.span);
            if place.date.is_none() && block.is(Role::DateLine) {
                place.date = date(line).map(|(date, _)| date);
            }
            let page = own(line).or_else(|| if block.is(Role::PageNumber) { alone(line) } else { None });
            if let Some(page) = page.filter(|page| !named && !place.pages.contains(page)) {
                place.pages.push(page);
            }
        }
        place
    }

    /// Whether two files may be pages of one issue.
    pub fn is_same_issue(&self, other: &Self) -> bool {
        self.folder == other.folder && self.date.zip(other.date).is_none_or(|(one, two)| one == two)
    }

    /// Whether the file holds the page; none where its pages are not known.
    pub fn holds(&self, page: PageNumber) -> Option<bool> {
        (!self.pages.is_empty()).then(|| self.pages.iter().any(|own| own.agrees(page)))
    }
}

/// A date as YYYYMMDD, and where it stands.
fn date(text: &str) -> Option<(u32, std::ops::Range<usize>)> {
    let found = DATE.as_ref()?.captures(text)?;
    let figure = |number: usize| found.get(number)?.as_str().parse::<u32>().ok();
    let day = figure(1)? * 10_000 + figure(2)? * 100 + figure(3)?;
    Some((day, found.get(1)?.start()..found.get(0)?.end()))
}

/// A date whose parts are folders: 2022/08/19, 2022-08/19.
fn split_date(folders: &[String]) -> Option<u32> {
    let joined = folders.join("-");
    date(&joined).map(|(date, _)| date)
}

fn around_date(stem: &str, at: std::ops::Range<usize>) -> Option<PageNumber> {
    let behind = stem.get(at.end..).and_then(|rest| first(&AFTER_DATE, rest));
    behind.or_else(|| stem.get(..at.start).and_then(|before| first(&BEFORE_DATE, before)))
}

fn named(stem: &str) -> Option<PageNumber> {
    first(&NAMED, stem)
}

/// The page that a folder is named after. A bare number is one where the folders above it tell a date.
fn folder_page(folder: &str, dated: bool) -> Option<PageNumber> {
    if date(folder).is_some() {
        return None;
    }
    let whole = alone(folder).filter(|page| page.section.is_some() || folder.ends_with('版'));
    whole.or_else(|| if dated { None } else { named(folder) })
}

fn first(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<PageNumber> {
    let found = pattern.as_ref()?.captures(text)?;
    let group = |number| Captures::get(&found, number).map(|group| group.as_str());
    let number = (1..found.len()).rev().find_map(|number| group(number)?.parse::<u8>().ok())?;
    let section =
        (1..found.len()).find_map(|number| group(number)?.chars().next().filter(char::is_ascii_uppercase));
    (number > 0).then_some(PageNumber { section, number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn names_tell_issue_and_page() {
        let told = |path: &str| {
            let place = Place::of_path(Path::new(path));
            let pages: Vec<String> = place.pages.iter().map(ToString::to_string).collect();
            (place.folder, place.date.unwrap_or(0), pages.join(" "))
        };
        let is = |path: &str, folder: &str, date: u32, page: &str| {
            assert_eq!(told(path), (folder.to_owned(), date, page.to_owned()), "{path}");
        };
        is("in/2022-08-19_08.txt", "in", 20220819, "8");
        is("in/20220819A08.txt", "in", 20220819, "A08");
        is("in/日报20220819第8版-要闻.txt", "in", 20220819, "8");
        is("A08_20220819.txt", "", 20220819, "A08");
        is("in/2022-08-19/08版/3.txt", "in/2022-08-19", 20220819, "8");
        is("in/2022-08-19/08.txt", "in/2022-08-19", 20220819, "8");
        is("in/A08.txt", "in", 0, "A08");
        is("in/第十二期/08版.txt", "in/第十二期", 0, "8");
        is("001_e54555e43dc070e9.txt", "", 0, "");
        is("08.txt", "", 0, "");
    }

    #[test]
    fn furniture_tells_what_the_name_leaves_open() {
        let text = "江城日报 2024年3月18日 星期一 第08版 责任编辑 赵明\n\n昨天上午，全县召开会议。\n";
        let place = |path: &str| Place::of(&Document::new(&Source::from_text(path, text)));
        assert_eq!((place("a.txt").date, place("a.txt").pages.len()), (Some(20240318), 1));
        assert_eq!(place("2024-03-18_05.txt").holds(PageNumber { section: None, number: 8 }), Some(false));
        assert!(place("a.txt").is_same_issue(&place("2024-03-18_05.txt")));
        assert!(!place("a.txt").is_same_issue(&place("2024-03-19_05.txt")));
    }
}
