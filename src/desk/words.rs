//! Rows in words, for people and for programs.
//!
//! In: a row. Out: its value, unit, time and source as a table shows them. It refuses to
//! judge.

use crate::measure::interval::grouped;
use crate::reference::{Fact, FactValue, RANKS, Rank, Reference};
use serde::Serialize;

/// A row as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowView {
    /// Its id.
    pub id: String,
    /// With regard to what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The value with its unit, for people.
    pub value: String,
    /// The value as the table writes it; for a range both ends.
    pub written: String,
    /// The unit as the table writes it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// When it was measured, or since when it holds.
    pub when: String,
    /// What exactly was measured.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// Whose word decides: "preferred", "ordinary", "dissent".
    pub rank: &'static str,
    /// Another row revises it.
    pub superseded: bool,
    /// Who says so.
    pub source: String,
    /// Where.
    pub source_url: String,
    /// What else is said of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// File and line.
    pub place: String,
}

/// A row as it is shown.
pub fn view(reference: &Reference, fact: &Fact) -> RowView {
    let texts = reference.texts(fact);
    RowView {
        object: object(reference, fact).map(str::to_owned),
        value: value(reference, fact),
        unit: texts.unit.to_owned(),
        when: when(fact),
        rank: rank_name(fact.rank),
        superseded: fact.superseded,
        id: texts.id.to_owned(),
        definition: texts.definition.to_owned(),
        source: texts.source.to_owned(),
        source_url: texts.source_url.to_owned(),
        note: texts.note.to_owned(),
        place: texts.place(),
        written: texts.value,
    }
}

/// The name of a row's object, where the object is not its value.
pub fn object<'r>(reference: &'r Reference, fact: &Fact) -> Option<&'r str> {
    let is_value = fact.value == FactValue::Name;
    fact.object.filter(|_| !is_value).map(|o| reference.entity(o).name)
}

/// The value of a row: a number with its unit as the table writes it, a date, a name.
pub fn value(reference: &Reference, fact: &Fact) -> String {
    match fact.value {
        FactValue::Number { range, .. } => {
            let unit = reference.row(fact).get("unit").to_owned();
            if unit.is_empty() { range.to_string() } else { format!("{range} {unit}") }
        }
        FactValue::Date(when) => when.to_string(),
        FactValue::Name => fact.object.map_or_else(String::new, |o| reference.entity(o).name.to_owned()),
    }
}

/// When a row was measured, or else when it holds; empty if it does not say.
pub fn when(fact: &Fact) -> String {
    let holds = fact.valid.map(|w| match (w.from, w.to) {
        (Some(_), None) => format!("since {}", w.to_string().trim_end_matches(" or later")),
        (None, Some(_)) => format!("until {}", w.to_string().trim_end_matches(" or earlier")),
        _ => w.to_string(),
    });
    holds.or_else(|| fact.as_of.map(|w| w.to_string())).unwrap_or_default()
}

/// The name of a rank in the tables.
pub fn rank_name(rank: Rank) -> &'static str {
    RANKS.iter().find(|r| r.1 == rank).map_or("", |r| r.0)
}

/// A row's value as one number, in the unit of its row; none for dates, names and bounds.
pub fn number(fact: &Fact) -> Option<rust_decimal::Decimal> {
    let FactValue::Number { range, .. } = fact.value else { return None };
    range.low.zip(range.high)?;
    range.representative()
}

/// A number in few characters: "19.1 million", "1,268".
pub fn short(value: rust_decimal::Decimal) -> String {
    const SCALES: [(u64, &str); 3] = [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];
    let scale = SCALES.iter().find(|(size, _)| value.abs() >= (*size).into());
    scale.map_or_else(|| grouped(value), |(size, name)| format!("{} {name}", grouped((value / rust_decimal::Decimal::from(*size)).round_dp(2))))
}

/// Columns of texts, padded so that they stand under each other; the last is not.
pub fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(|at| rows.iter().filter_map(|r| r.get(at)).map(|c| c.chars().count()).max().unwrap_or(0)).collect();
    rows.iter().fold(String::new(), |mut out, row| {
        let cells: Vec<String> = row.iter().enumerate().map(|(at, cell)| format!("{cell}{}", " ".repeat(widths[at] - cell.chars().count()))).collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{columns, short};

    #[test]
    fn numbers_are_short_where_they_are_large() {
        for (value, words) in [("19093595", "19.09 million"), ("-2500000000", "−2.5 billion"), ("1268", "1,268"), ("0.5", "0.5")] {
            assert_eq!(short(value.parse().unwrap()), words);
        }
    }

    #[test]
    fn columns_stand_under_each_other() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        assert_eq!(columns(&[row(["a", "é2", "x"]), row(["long", "", "y"])]), "a     é2  x\nlong      y\n");
    }
}
