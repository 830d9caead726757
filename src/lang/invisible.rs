//! Characters that a reader does not see.

/// What an invisible or control character is, and what takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invisible {
    /// Has no effect in a text without right-to-left or Indic letters.
    Format,
    /// A control character without a meaning in text.
    Control,
    /// Begins a new line or page in some programs: form feed, vertical tab, U+0085, U+2028, U+2029.
    Break,
}

/// What the character is, if a reader does not see it. Tabs and line ends are not meant, nor are variation selectors.
pub fn invisible(c: char) -> Option<Invisible> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Invisible::Break),
        c if c.is_control() => Some(Invisible::Control),
        // U+FFFE is a byte order mark read the wrong way round.
        '\u{FFFE}' | '\u{FFFF}' | '\u{FFF9}'..='\u{FFFB}' => Some(Invisible::Control),
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' => Some(Invisible::Format),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => {
            Some(Invisible::Format)
        }
        '\u{E0000}'..='\u{E007F}' => Some(Invisible::Format),
        _ => None,
    }
}

/// The usual name of an invisible character in English and in Chinese.
pub fn name(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        '\u{B}' => ("vertical tab", "纵向制表符"),
        '\u{C}' => ("form feed", "换页符"),
        '\u{7F}' => ("delete", "删除符"),
        '\u{85}' => ("next line", "下一行"),
        '\u{AD}' => ("soft hyphen", "软连字符"),
        '\u{200B}' => ("zero-width space", "零宽空格"),
        '\u{200C}' => ("zero-width non-joiner", "零宽不连字"),
        '\u{200D}' => ("zero-width joiner", "零宽连字"),
        '\u{200E}' | '\u{200F}' | '\u{61C}' => ("direction mark", "方向标记"),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => ("direction control", "方向控制符"),
        '\u{2028}' => ("line separator", "行分隔符"),
        '\u{2029}' => ("paragraph separator", "段分隔符"),
        '\u{2060}' => ("word joiner", "词连接符"),
        '\u{FEFF}' => ("byte order mark", "字节顺序标记"),
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => ("Hangul filler", "谚文填充符"),
        c if c.is_control() => ("control character", "控制字符"),
        _ => return None,
    })
}
