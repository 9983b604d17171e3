//! CSV: one claim a row. Cells that a spreadsheet would run as a formula get an apostrophe.

use super::finding::{ArticleReport, ClaimOut, VerdictOut};
use super::row::ValueOut;
use super::scalar::{Day, Number, UnitName};
use super::{Entry, Format, Writing};
use std::borrow::Cow;

const HEADER: [&str; 22] = [
    "article",
    "line",
    "column",
    "verdict",
    "level",
    "code",
    "text",
    "sentence",
    "subject",
    "property",
    "object",
    "value",
    "value_high",
    "unit",
    "from",
    "to",
    "hedge",
    "attribution",
    "rows",
    "row_values",
    "explanation",
    "would_pass",
];

/// Rows.
pub const FORMAT: Format = Format {
    name: "csv",
    what: "one claim a row, for spreadsheets",
    sentences: true,
    texts: false,
    article: |report, _| Entry::whole(rows(report.claims.iter().map(|claim| row(report, claim)))),
    writing: Writing::Streamed { head: |_| rows([HEADER.map(Cow::Borrowed)]), between: "", tail: |_, _, _| String::new() },
};

fn row<'a>(report: &'a ArticleReport, claim: &'a ClaimOut) -> [Cow<'a, str>; HEADER.len()] {
    let judged = claim.judged.as_ref();
    let text = |value: &'a Option<String>| Cow::Borrowed(value.as_deref().unwrap_or(""));
    let number = |value: Option<Number>| Cow::Owned(value.map_or_else(String::new, |n| n.0.normalize().to_string()));
    let day = |day: Option<Day>| Cow::Owned(day.map_or_else(String::new, |d| d.to_string()));
    let of = |get: fn(&'a VerdictOut) -> Cow<'a, str>| judged.map_or(Cow::Borrowed(""), get);
    [
        Cow::Borrowed(report.id.as_deref().unwrap_or(&report.path)),
        Cow::Owned(claim.span.line.to_string()),
        Cow::Owned(claim.span.column.to_string()),
        of(|j| Cow::Borrowed(j.verdict.name())),
        of(|j| Cow::Borrowed(j.level.name())),
        of(|j| Cow::Borrowed(j.code)),
        Cow::Borrowed(&report.mentions[claim.mention].text),
        Cow::Borrowed(claim.sentence.shown.as_ref().map_or("", |s| &s.sentence)),
        text(&claim.subject),
        text(&claim.property),
        text(&claim.object),
        number(claim.value),
        number(claim.value_high),
        Cow::Borrowed(claim.unit.as_ref().map_or("", UnitName::as_str)),
        day(claim.value_from.or(claim.from)),
        day(claim.value_to.or(claim.to)),
        text(&claim.hedge),
        text(&claim.attribution),
        of(|j| Cow::Owned(j.evidence.iter().map(|e| e.fact.as_str()).collect::<Vec<_>>().join(" "))),
        of(|j| Cow::Owned(j.evidence.iter().map(|e| shown(&e.value)).collect::<Vec<_>>().join(" "))),
        of(|j| Cow::Borrowed(&*j.explanation)),
        of(|j| Cow::Borrowed(j.would_pass.as_deref().unwrap_or(""))),
    ]
}

fn shown(value: &ValueOut) -> String {
    match value {
        ValueOut::Number(n) => n.0.normalize().to_string(),
        ValueOut::Text(text) => text.clone(),
    }
}

fn rows<'a>(rows: impl IntoIterator<Item = [Cow<'a, str>; HEADER.len()]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // writing to memory does not fail
        let _ = writer.write_record(row.iter().map(|cell| tamed(cell).into_owned()));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
fn tamed(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '@', '\t', '\r']) || cell.starts_with(['+', '-']) && cell.parse::<f64>().is_err();
    if formula { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::tamed;

    #[test]
    fn formulas_are_tamed_and_numbers_are_not() {
        for (cell, tame) in [("=1+1", "'=1+1"), ("@x", "'@x"), ("-cmd", "'-cmd"), ("-5", "-5"), ("+5.5", "+5.5"), ("text", "text")] {
            assert_eq!(tamed(cell), tame);
        }
    }
}
