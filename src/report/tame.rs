//! Text of an article or a table, made safe to show.
//!
//! In: any text. Out: the same without characters that move a cursor, turn the direction
//! of what stands around them, or may not stand in XML and JSON strings that others read.
//! It refuses to escape: every format has its own way.

use std::borrow::Cow;

/// True if a character is a control character (other than tabs and line ends), turns the
/// direction of text, or is no character at all.
pub fn is_wild(c: char) -> bool {
    match c {
        '\n' | '\t' | '\r' => false,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control() || (c as u32) & 0xfffe == 0xfffe,
    }
}

/// The text with U+FFFD in place of wild characters.
pub fn tame(text: &str) -> Cow<'_, str> {
    if text.contains(is_wild) { text.replace(is_wild, "\u{fffd}").into() } else { text.into() }
}

/// The same on one line: white space is one space.
pub fn line(text: &str) -> String {
    tame(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, cut behind `most` characters.
pub fn cut(text: &str, most: usize) -> String {
    let text = line(text);
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// True if an address leads to the web and to nothing that runs.
pub fn is_web(url: &str) -> bool {
    let begins = |scheme: &str| url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}

#[cfg(test)]
mod tests {
    use super::{cut, line, tame};

    #[test]
    fn nothing_wild_is_left_and_the_rest_stays() {
        assert_eq!(tame("a\u{1b}[31m\0b\u{202e}\u{ffff}c\u{85}\n😀"), "a\u{fffd}[31m\u{fffd}b\u{fffd}\u{fffd}c\u{fffd}\n😀");
        assert_eq!(line(" a\n\tb  c "), "a b c");
        assert_eq!(cut("café au lait", 4), "café…");
    }
}
