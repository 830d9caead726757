//! What asks the reader to do something for the paper, and signs that only decorate.

use super::phrases::PHRASES;

/// Characters of the longest line that one phrase is enough for.
const SHORT_LINE: usize = 32;
/// Bytes of the longest paragraph that can be an invitation.
const LONGEST: usize = 700;

/// Whether a short line of folded characters asks something of the reader: 扫码关注本报客户端.
pub fn asks_reader(line: &[char], text: &str) -> bool {
    line.len() <= SHORT_LINE && !line.contains(&'。') && PHRASES.invitations.occur_in(text)
}

/// Whether a paragraph invites readers to write for the paper: two cues or more.
pub fn is_invitation(text: &str) -> bool {
    text.len() <= LONGEST
        && PHRASES.cues.occur_in(text)
        && PHRASES.cues.iter().filter(|cue| text.contains(cue)).nth(1).is_some()
}

/// Whether the sign stands for no word: alone in a block it is decoration.
pub fn is_ornament(c: char) -> bool {
    matches!(
        c,
        ' ' | '“'
            | '”'
            | '"'
            | '‘'
            | '’'
            | '「'
            | '」'
            | '『'
            | '』'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '●'
            | '○'
            | '◎'
            | '▲'
            | '△'
            | '▼'
            | '▽'
            | '▶'
            | '◀'
            | '►'
            | '◄'
            | '★'
            | '☆'
            | '※'
            | '|'
            | '_'
            | '='
            | '~'
            | '*'
            | '·'
            | '•'
            | '-'
            | '—'
            | '─'
            | '━'
            | '…'
            | '^'
            | '\''
    )
}
