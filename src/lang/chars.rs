//! Classes of characters.

/// A Han character: the unified ideographs and their extensions, the compatibility ideographs and 〇.
#[inline]
pub fn is_han(c: char) -> bool {
    // Nearly all are of the first block.
    matches!(c, '\u{4E00}'..='\u{9FFF}')
        || matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '〇' | '\u{20000}'..='\u{323AF}')
}

/// A mark of Chinese punctuation that is full-width by nature.
pub fn is_full_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '「'
            | '」'
            | '『'
            | '』'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '—'
            | '…'
            | '·'
    )
}
