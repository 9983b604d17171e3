//! How a table is written: delimiter, style of numbers, what stands for nothing.
//!
//! In: what a package declares, and the text. Out: what holds; what is not declared is told
//! by the text itself. It refuses to know what the columns mean.

use super::number::Style;
use memchr::memchr2;

/// What is known of a table's form before its rows are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// What stands between cells; none: told by the header.
    pub delimiter: Option<u8>,
    /// How numbers are written; none: told by the cells.
    pub style: Option<Style>,
    /// Cells that count as empty.
    pub missing: Vec<String>,
}

/// Delimiters that tables have, the likeliest first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// The delimiter under which the header has most of the columns that are wanted, and most columns at all.
pub fn delimiter(text: &str, wanted: &[&str]) -> u8 {
    let line = &text[..memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())];
    let score = |delimiter: u8| {
        let cells = super::table::fields(line, delimiter);
        (cells.iter().filter(|cell| wanted.contains(&cell.trim())).count(), cells.len())
    };
    // of equals the last is taken: the likeliest
    DELIMITERS.into_iter().rev().max_by_key(|&d| score(d)).unwrap_or(b',')
}

/// A delimiter's name for people.
pub fn delimiter_name(delimiter: u8) -> &'static str {
    match delimiter {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        b'|' => "bar",
        _ => "another",
    }
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_delimiter_is_the_one_that_gives_the_columns() {
        let wanted = ["subject", "property", "source"];
        for (header, found) in [
            ("subject,property,value,source\n", b','),
            ("subject;property;\"value, in km\";source\r\n", b';'),
            ("subject\tproperty\tvalue\tsource", b'\t'),
            ("a|b|c\n", b'|'),
            ("subject\n", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(header, &wanted), found, "{header:?}");
        }
    }
}
