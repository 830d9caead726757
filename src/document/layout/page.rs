//! Roles from the whole page: what each block says of itself, believed as far as the others bear it out.

use rustc_hash::FxHashSet;

use super::furniture::{self, Proof};
use super::heading::{self, Likeness};
use super::phrases::{LONGEST_MASTHEAD, PHRASES};
use super::shape::{SHORT, fold, folded};
use super::{byline, caption, jump, notice};
use crate::document::{Block, Document, Role};

/// What a block is by its own wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guess {
    Text,
    Heading(Likeness),
    /// Capital letters alone.
    Capitals,
    Is(Role),
    Maybe(Role, Proof),
}

/// Namings of newspapers that are looked at: a page names its own often.
const MOST_PAPERS: usize = 200;

/// Gives each block its role.
pub fn assign(document: &Document, blocks: &mut [Block]) {
    let mut page = Page::new(document, blocks);
    page.spell_banners();
    page.believe();
    page.find_mastheads();
    page.believe();
    page.find_captions();
    page.find_authors();
    page.write();
}

pub(super) struct Page<'d, 'b> {
    document: &'d Document<'d>,
    pub(super) blocks: &'b mut [Block],
    pub(super) guesses: Vec<Guess>,
}

impl<'d, 'b> Page<'d, 'b> {
    fn new(document: &'d Document<'d>, blocks: &'b mut [Block]) -> Self {
        let mut line = Vec::new();
        let guesses = blocks.iter().map(|block| guess(document.slice(block.span), &mut line)).collect();
        Self { document, blocks, guesses }
    }

    pub(super) fn text(&self, at: usize) -> &'d str {
        self.blocks.get(at).map_or("", |block| self.document.slice(block.span))
    }

    pub(super) fn line(&self, at: usize) -> Vec<char> {
        let mut line = Vec::new();
        folded(self.text(at), &mut line);
        line
    }

    pub(super) fn guess(&self, at: usize) -> Guess {
        self.guesses.get(at).copied().unwrap_or(Guess::Text)
    }

    pub(super) fn set(&mut self, at: usize, role: Role) {
        if let Some(guess) = self.guesses.get_mut(at) {
            *guess = Guess::Is(role);
        }
    }

    fn is_furniture(&self, at: usize) -> bool {
        matches!(self.guess(at), Guess::Is(role) if role.is_furniture() && role != Role::Ornament)
    }

    /// Whether block `upper` ends on the line right before block `lower`.
    pub(super) fn stands_on(&self, upper: usize, lower: usize) -> bool {
        match (self.blocks.get(upper), self.blocks.get(lower)) {
            (Some(upper), Some(lower)) => upper.lines.end == lower.lines.start,
            _ => false,
        }
    }

    /// Turns what may be furniture into furniture where the page or a neighbour bears it out.
    fn believe(&mut self) {
        let kinds: FxHashSet<Role> = self
            .guesses
            .iter()
            .filter_map(|guess| match guess {
                Guess::Is(role) if role.is_furniture() && *role != Role::Advertisement => Some(*role),
                Guess::Maybe(role, Proof::Page) => Some(*role),
                _ => None,
            })
            .collect();
        if kinds.len() < 2
            && !self.guesses.iter().any(|guess| matches!(guess, Guess::Is(role) if role.is_furniture()))
        {
            return;
        }
        if kinds.len() >= 2 {
            for guess in &mut self.guesses {
                if let Guess::Maybe(role, Proof::Page) = guess {
                    *guess = Guess::Is(*role);
                }
            }
        }
        for at in (0..self.guesses.len()).chain((0..self.guesses.len()).rev()) {
            if let Guess::Maybe(role, _) = self.guess(at)
                && (at.checked_sub(1).is_some_and(|i| self.is_furniture(i)) || self.is_furniture(at + 1))
            {
                self.set(at, role);
            }
        }
        self.number_page(&kinds);
    }

    /// A bare number is the page's where it is the only one of its kind on a page that has a masthead or a banner.
    fn number_page(&mut self, kinds: &FxHashSet<Role>) {
        if kinds.len() < 2 {
            return;
        }
        let bare = |guess: &Guess| matches!(guess, Guess::Maybe(Role::PageNumber, _));
        let mut numbers = self.guesses.iter().enumerate().filter(|(_, guess)| bare(guess)).map(|(at, _)| at);
        if let (Some(only), None) = (numbers.next(), numbers.next())
            && self.text(only).len() >= 2
            && !self.guesses.contains(&Guess::Is(Role::PageNumber))
        {
            self.set(only, Role::PageNumber);
        }
    }

    /// The paper's own name, which bylines and datelines give away, is its masthead where it stands alone, also with one
    /// character misread.
    fn find_mastheads(&mut self) {
        let names = (0..self.guesses.len())
            .filter(|&at| matches!(self.guess(at), Guess::Is(Role::Byline | Role::Masthead) | Guess::Text))
            .filter_map(|at| paper_of(self.text(at)))
            .take(MOST_PAPERS);
        // Each name with each of its characters left open.
        let known: FxHashSet<_> =
            names.flat_map(|name| (0..name.len()).filter_map(move |at| with_gap(&name, at))).collect();
        if known.is_empty() {
            return;
        }
        let mut line = Vec::new();
        for at in 0..self.guesses.len() {
            let candidate =
                matches!(self.guess(at), Guess::Heading(_) | Guess::Maybe(Role::Masthead, _) | Guess::Text);
            if !candidate || !self.blocks.get(at).is_some_and(|b| (9..=27).contains(&b.span.len())) {
                continue;
            }
            folded(self.text(at), &mut line);
            if (0..line.len()).filter_map(|at| with_gap(&line, at)).any(|name| known.contains(&name)) {
                self.set(at, Role::Masthead);
            }
        }
    }

    /// Captions without a credit: a sentence after the gap that a picture left, above a line of credit, or between
    /// furniture and a caption.
    fn find_captions(&mut self) {
        let gaps = self.has_picture_gaps();
        for at in 0..self.guesses.len() {
            if !matches!(self.guess(at), Guess::Text | Guess::Heading(_)) {
                continue;
            }
            let text = self.text(at);
            let sentence = text.ends_with('。') && text.len() <= 400;
            let credited = self.guess(at + 1) == Guess::Is(Role::Caption)
                && self.stands_on(at, at + 1)
                && self.text(at + 1).len() <= 60;
            let between = at.checked_sub(1).is_some_and(|i| self.is_furniture(i))
                && self.guess(at + 1) == Guess::Is(Role::Caption);
            let after_gap = gaps && sentence && self.is_after_gap(at);
            if (credited && text.len() <= 400) || (between && sentence && at < 16) || after_gap {
                self.set(at, Role::Caption);
            }
        }
    }

    /// Whether gaps as pictures leave are rare enough in the file to tell something.
    fn has_picture_gaps(&self) -> bool {
        let gaps = (0..self.blocks.len()).filter(|&at| self.is_after_gap(at)).count();
        gaps > 0 && gaps * 5 <= self.blocks.len()
    }

    /// Whether three blank lines or more stand before the block.
    fn is_after_gap(&self, at: usize) -> bool {
        let above = at.checked_sub(1).and_then(|above| self.blocks.get(above));
        matches!((above, self.blocks.get(at)), (Some(above), Some(block)) if block.lines.start - above.lines.end >= 3)
    }

    /// A name that stands alone under a heading is its author's.
    fn find_authors(&mut self) {
        let mut line = Vec::new();
        for at in 1..self.guesses.len() {
            if self.guess(at) == Guess::Heading(Likeness::Strong)
                && self.text(at).len() <= 15
                && matches!(self.guess(at - 1), Guess::Heading(_))
                && !matches!(self.guess(at + 1), Guess::Heading(_))
            {
                folded(self.text(at), &mut line);
                if byline::is_name(&line) {
                    self.set(at, Role::Byline);
                }
            }
        }
    }

    fn write(&mut self) {
        let mut line = Vec::new();
        for at in 0..self.blocks.len() {
            let role = match self.guess(at) {
                Guess::Is(role) => role,
                Guess::Heading(likeness) => {
                    folded(self.text(at), &mut line);
                    self.heading(at, likeness, &line)
                }
                Guess::Maybe(Role::SectionBanner, _) => Role::Subhead,
                Guess::Maybe(..) if self.is_section_number(at) => Role::Subhead,
                Guess::Text | Guess::Capitals | Guess::Maybe(..) => Role::Body,
            };
            if let Some(block) = self.blocks.get_mut(at) {
                block.role = role;
            }
        }
    }

    /// Whether the block is the number of a section: a figure alone, with a heading after it.
    fn is_section_number(&self, at: usize) -> bool {
        matches!(self.guess(at), Guess::Maybe(Role::PageNumber, _))
            && self.text(at).len() <= 3
            && matches!(self.guess(at + 1), Guess::Heading(_))
    }

    /// Headline or subhead: a headline has a byline or the opening of an article after it, or opens the file.
    fn heading(&self, at: usize, likeness: Likeness, line: &[char]) -> Role {
        match likeness {
            Likeness::Strong if heading::is_numbered(line) || heading::is_labelled(line) => Role::Subhead,
            Likeness::Strong if at.checked_sub(1).is_some_and(|i| self.is_section_number(i)) => Role::Subhead,
            _ if self.heads_article(at) => Role::Headline,
            Likeness::Strong if at == 0 || line.len() >= 14 => Role::Headline,
            Likeness::Strong => Role::Subhead,
            Likeness::Weak | Likeness::None => Role::Body,
        }
    }

    /// Whether a byline or the opening of an article follows, two other headings and furniture between at most.
    fn heads_article(&self, at: usize) -> bool {
        let mut next = at + 1;
        while next <= at + 3
            && (matches!(self.guess(next), Guess::Heading(_) | Guess::Is(Role::Caption) | Guess::Maybe(..))
                || self.is_furniture(next))
        {
            next += 1;
        }
        next <= at + 3
            && (self.guess(next) == Guess::Is(Role::Byline) || heading::opens_article(self.text(next)))
    }
}

fn guess(text: &str, line: &mut Vec<char>) -> Guess {
    if let Some(jump) = jump::at_end(text)
        && jump.start == 0
    {
        return Guess::Is(Role::JumpLine);
    }
    if caption::is_caption(text) {
        return Guess::Is(Role::Caption);
    }
    if text.len() > SHORT || is_running(text) {
        return if notice::is_invitation(text) { Guess::Is(Role::Advertisement) } else { Guess::Text };
    }
    folded(text, line);
    if line.iter().all(|c| notice::is_ornament(*c)) {
        return Guess::Is(Role::Ornament);
    }
    if notice::asks_reader(line, text) {
        return Guess::Is(Role::Advertisement);
    }
    if let Some(reading) = furniture::read(line) {
        return match reading.proof {
            Proof::Wording => Guess::Is(reading.role),
            proof => Guess::Maybe(reading.role, proof),
        };
    }
    if furniture::capitals(line) == Some(line.len()) {
        return Guess::Capitals;
    }
    if byline::is_byline(line) {
        return Guess::Is(Role::Byline);
    }
    if notice::is_invitation(text) {
        return Guess::Is(Role::Advertisement);
    }
    match heading::likeness(line) {
        Likeness::None => Guess::Text,
        likeness => Guess::Heading(likeness),
    }
}

/// Whether a line is too long for a heading or a byline, and cannot begin a line of furniture.
fn is_running(text: &str) -> bool {
    let Some(first) = text.chars().next().map(fold) else { return false };
    text.chars().count() > furniture::LONG
        && !first.is_ascii()
        && !furniture::is_separator(first)
        && !notice::is_ornament(first)
        && !PHRASES.credits.open_with(first)
        && !PHRASES.imprint.open_with(first)
}

/// The newspaper that a text's first words name as its own: 某城日报全媒体记者, 某城日报讯.
fn paper_of(text: &str) -> Option<Vec<char>> {
    const REACH: usize = 18;
    // Most texts have no 报 near, whatever the width of their characters.
    if !text.get(..text.floor_char_boundary(4 * REACH))?.contains('报') {
        return None;
    }
    let head: Vec<char> = text.chars().take(REACH).skip_while(|c| !crate::lang::chars::is_han(*c)).collect();
    let at = head
        .windows(2)
        .position(|w| matches!(w, ['报', '讯' | '记' | '全' | '首' | '特' | '见' | '融' | '(' | '（']))?;
    let name = head.get(..=at)?;
    PHRASES.is_masthead(name).then(|| name.to_vec())
}

/// A name with the character at `at` left open, filled up to one length; none where no newspaper's name is so long.
fn with_gap(name: &[char], at: usize) -> Option<[char; LONGEST_MASTHEAD]> {
    let mut gapped = ['\0'; LONGEST_MASTHEAD];
    gapped.get_mut(..name.len())?.copy_from_slice(name);
    *gapped.get_mut(at)? = '\u{FFFF}';
    Some(gapped)
}
