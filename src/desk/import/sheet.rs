//! CSV as others write it: any delimiter, a preamble before the header, ragged ends.

/// A table of texts with their lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Column names.
    pub header: Vec<String>,
    /// The rows behind it, with their 1-based lines.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Rows before the header, which say where the table is from.
    pub preamble: Vec<Vec<String>>,
    /// What stands between cells.
    pub delimiter: u8,
}

/// Delimiters that are tried.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows among which the header is looked for.
const HEAD: usize = 20;

impl Sheet {
    /// Reads a table; none if there is no row with two cells.
    pub fn read(text: &str, delimiter: Option<u8>, header_line: Option<u32>) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let delimiter = delimiter.or_else(|| DELIMITERS.into_iter().max_by_key(|d| (consistency(text, *d), *d == b',')))?;
        let mut rows = records(text, delimiter);
        let filled = |row: &(u32, Vec<String>)| row.1.iter().filter(|c| !c.is_empty()).count();
        let widest = rows.iter().take(HEAD).map(filled).max().filter(|w| *w > 1)?;
        // a header names most columns; a preamble fills few
        let at = match header_line {
            Some(line) => rows.iter().position(|r| r.0 == line)?,
            None => rows.iter().position(|r| filled(r) * 3 >= widest * 2)?,
        };
        let header = rows[at].1.clone();
        let preamble = rows.drain(..=at).take(at).map(|r| r.1).collect();
        Some(Sheet { header, rows, preamble, delimiter })
    }

    /// A column by its name, without regard to capitals and white space.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| plain(h) == plain(name))
    }

    /// The cells of a column, without white space around them.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.1.get(column).map_or("", |c| c.trim()))
    }
}

/// A header in lower case, with single blanks for underscores and runs of white space.
pub fn plain(header: &str) -> String {
    header.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How many of the first rows have as many cells as most have, if that is more than one.
fn consistency(text: &str, delimiter: u8) -> usize {
    let widths: Vec<usize> = records(text.get(..text.floor_char_boundary(20_000)).unwrap_or(text), delimiter).iter().take(HEAD).map(|r| r.1.len()).collect();
    widths.iter().filter(|w| **w > 1).map(|w| widths.iter().filter(|o| *o == w).count() * w).max().unwrap_or(0)
}

fn records(text: &str, delimiter: u8) -> Vec<(u32, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let rows = reader.records().filter_map(Result::ok);
    let rows = rows.map(|r| (r.position().map_or(0, |p| p.line() as u32), r.iter().map(|c| c.trim().to_owned()).collect::<Vec<_>>()));
    rows.filter(|r| r.1.iter().any(|c| !c.is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use super::Sheet;

    #[test]
    fn a_header_is_found_behind_a_preamble() {
        let text = "\u{feff}\"Data Source\",\"Bank\",\n\n\"Updated\",\"2024-01-01\",\n\n\"Country Name\",\"Code\",\"2020\",\"2021\"\n\"Chad\",\"TCD\",\"1\",\n";
        let sheet = Sheet::read(text, None, None).unwrap();
        assert_eq!(sheet.header, ["Country Name", "Code", "2020", "2021"]);
        assert_eq!(sheet.rows, [(6, ["Chad", "TCD", "1", ""].map(str::to_owned).to_vec())]);
        assert_eq!(sheet.preamble.len(), 2);
    }

    #[test]
    fn delimiters_are_told_by_the_rows() {
        let sheet = Sheet::read("country;value\nChad;1,5\nMali;2,5\n", None, None).unwrap();
        assert_eq!((sheet.delimiter, sheet.header), (b';', vec!["country".to_owned(), "value".to_owned()]));
        assert_eq!(Sheet::read("one word\nanother\n", None, None), None);
    }
}
