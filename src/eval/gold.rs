//! Gold tables: words of an article and the verdict that they must get.
//!
//! In: the text of a CSV with the columns `quote` and `verdict`, and the article's text.
//! Out: where each quote stands, and a problem with line and column for every row that
//! cannot be used.

use super::by_name;
use crate::problem::Problem;
use crate::report::finding::ClaimOut;
use crate::verdict::kind::{VERDICTS, Verdict};
use std::collections::BTreeMap;
use std::ops::Range;

/// A row of a gold table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The article's file, from the table's folder; empty: the one beside the table.
    pub article: String,
    /// Which article of a file of many.
    pub id: String,
    /// Words of the article, the number or date in brackets.
    pub quote: String,
    /// What it must get: any of these.
    pub verdicts: Vec<Verdict>,
    /// Rows of the reference, any one of which must be among the evidence.
    pub rows: Vec<String>,
    /// The line in the table.
    pub line: u32,
}

/// A gold claim that was found in its article.
#[derive(Debug, Clone)]
pub struct Gold {
    /// File and line of the table.
    pub place: String,
    /// The words.
    pub quote: String,
    /// Where they stand, in characters.
    pub chars: Range<u64>,
    /// Any of these verdicts.
    pub verdicts: Vec<Verdict>,
    /// Any of these rows.
    pub rows: Vec<String>,
}

/// Columns that a gold table must have.
const REQUIRED: [&str; 2] = ["quote", "verdict"];

/// The rows of a table, by article, in the order of their names.
pub fn read(file: &str, text: &str, problems: &mut Vec<Problem>) -> BTreeMap<(String, String), Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut articles: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    let header = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| header.iter().position(|h| h.trim() == name);
    if let Some(missing) = REQUIRED.into_iter().find(|name| column(name).is_none()) {
        let found = header.iter().collect::<Vec<_>>().join(",");
        problems.push(Problem::error(file, format!("a gold table needs the column {missing}")).at(1, 1).expected(REQUIRED.join(", "), found));
        return articles;
    }
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                problems.push(Problem::error(file, "the row cannot be read").at(line as u32, 1).expected("a row of a CSV file", error.to_string()));
                continue;
            }
        };
        let line = record.position().map_or(1, csv::Position::line) as u32;
        let cell = |name: &str| column(name).and_then(|i| record.get(i)).unwrap_or_default().trim().to_owned();
        let list = |name: &str| cell(name).split('|').map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect::<Vec<String>>();
        let names = list("verdict");
        let verdicts: Vec<Verdict> = names.iter().filter_map(|name| by_name(name)).collect();
        if verdicts.is_empty() || verdicts.len() < names.len() {
            let known = VERDICTS.map(Verdict::name).join(", ");
            problems.push(
                Problem::error(file, "the verdict is not known; the row was left out")
                    .at(line, column_of(text, line, &cell("verdict")))
                    .expected(known, cell("verdict")),
            );
            continue;
        }
        let row = Row { article: cell("article"), id: cell("id"), quote: cell("quote"), verdicts, rows: list("rows"), line };
        articles.entry((row.article.clone(), row.id.clone())).or_default().push(row);
    }
    articles
}

/// The column where a cell stands in its line, in characters from 1.
fn column_of(text: &str, line: u32, cell: &str) -> u32 {
    let line = text.lines().nth(line as usize - 1).unwrap_or_default();
    line.rfind(cell).map_or(1, |at| line[..at].chars().count() as u32 + 1)
}

/// Finds the rows' quotes in the article's text; one that does not stand there exactly once is a problem.
pub fn locate(file: &str, rows: &[Row], article: &str, problems: &mut Vec<Problem>) -> Vec<Gold> {
    let flat = article.replace(['\n', '\u{a0}'], " ");
    let mut found = Vec::new();
    for row in rows {
        match place(&flat, &row.quote) {
            Ok(chars) => {
                let place = format!("{file}:{}", row.line);
                found.push(Gold { place, quote: row.quote.clone(), chars, verdicts: row.verdicts.clone(), rows: row.rows.clone() });
            }
            Err(what) => problems.push(
                Problem::error(file, "the quote cannot be placed; the row was left out")
                    .at(row.line, 1)
                    .expected("words that stand in the article exactly once, the number or date in [brackets]", format!("{what}: {}", row.quote)),
            ),
        }
    }
    found
}

/// Where the bracketed words of a quote stand, in characters; in words what keeps them from standing somewhere.
fn place(flat: &str, quote: &str) -> Result<Range<u64>, String> {
    let brackets = quote.find('[').zip(quote.find(']')).filter(|(open, close)| open + 1 < *close);
    let (open, close) = brackets.ok_or("no brackets")?;
    let bare = quote.replace(['[', ']'], "");
    match flat.matches(&bare).count() {
        0 => return Err("nowhere".to_owned()),
        1 => {}
        times => return Err(format!("{times} times")),
    }
    let at = flat.find(&bare).unwrap_or(0);
    let chars = |text: &str| text.chars().count() as u64;
    let start = chars(&flat[..at]) + chars(&quote[..open]);
    Ok(start..start + chars(&quote[open + 1..close]))
}

impl Gold {
    /// True if a claim of the body stands on the words.
    pub fn is_at(&self, claim: &ClaimOut) -> bool {
        let [start, end] = claim.span.char.map(u64::from);
        claim.field == "text" && start < self.chars.end && self.chars.start < end
    }

    /// True if the claim has the verdict, from one of the rows.
    pub fn is_met_by(&self, claim: &ClaimOut) -> bool {
        let Some(judged) = &claim.judged else { return false };
        let by_row = self.rows.is_empty() || judged.evidence.iter().any(|e| self.rows.contains(&e.fact));
        self.verdicts.contains(&judged.verdict) && by_row
    }

    /// The verdicts, as the table has them.
    pub fn expected(&self) -> String {
        self.verdicts.iter().map(|v| v.name()).collect::<Vec<_>>().join("|")
    }
}

#[cfg(test)]
mod tests {
    use super::{locate, place, read};

    #[test]
    fn rows_are_read_by_article_and_broken_ones_are_said() {
        let mut problems = Vec::new();
        let table = "quote,verdict,rows,article\nhas [5] towns,supported,a|b,x.md\nhas [5] towns,perhaps,,x.md\n[6] towns,close|supported,,y.md\n";
        let articles = read("gold.csv", table, &mut problems);
        assert_eq!(articles.values().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
        assert_eq!((problems.len(), problems[0].line), (1, Some(3)));
        assert_eq!(articles[&("x.md".to_owned(), String::new())][0].rows, ["a", "b"]);
        read("gold.csv", "words,verdict\n", &mut problems);
        assert!(problems[1].to_string().contains("needs the column quote"), "{}", problems[1]);
    }

    #[test]
    fn quotes_stand_in_the_article_once() {
        assert_eq!(place("Ça has 5 towns.", "has [5] towns"), Ok(7..8));
        assert!(place("5 and 5", "[5]").is_err() && place("6", "[5]").is_err() && place("5", "5").is_err());
        let mut problems = Vec::new();
        let articles = read("gold.csv", "quote,verdict\nhas [5]\u{20}towns,close\nhas [9] towns,close\n", &mut problems);
        let found = locate("gold.csv", &articles[&(String::new(), String::new())], "It has 5\ntowns.", &mut problems);
        assert_eq!((found.len(), problems.len()), (1, 1));
        assert_eq!(found[0].place, "gold.csv:2");
    }
}
