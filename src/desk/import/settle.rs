//! From the words of a source to rows of facts: names become ids, cells become values.

use super::figures::{Decimal as Mark, detect, plain};
use super::known::Known;
use super::mapping::{Mapping, PropertyMapping};
use super::{Record, Source};
use crate::lexicon::Lexicon;
use crate::measure::when::When;
use crate::problem::{Problem, Severity};
use crate::reference::ValueKind;
use crate::text::chars::unaccented;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A row of facts, by column.
pub type NewRow = BTreeMap<&'static str, String>;

/// What an import comes to.
#[derive(Debug, Default)]
pub struct Settled {
    /// The rows, by id.
    pub rows: Vec<NewRow>,
    /// Ids of the entities that the rows name, with name and code as the source has them.
    pub entities: BTreeMap<String, (String, String)>,
    /// Ids of the properties, with label and unit.
    pub properties: BTreeMap<String, (String, String)>,
    /// Cells that mean that there is no value.
    pub missing: usize,
}

/// Cells that mean "no value" in most tables.
const MISSING: [&str; 12] = ["", "..", "...", ":", "-", "–", "—", "n/a", "na", "nan", "null", "n.a."];

/// Turns records into rows; what the mapping does not say of a property is noted in it.
pub fn settle(source: &Source, mapping: &mut Mapping, records: Vec<Record>, known: &Known, lexicon: &Lexicon, problems: &mut Vec<Problem>) -> Settled {
    let mark = decimal(source, mapping, &records, problems);
    let mut settled = Settled::default();
    let mut settler = Settler { source, mapping, known, lexicon, mark, problems, ids: BTreeSet::new() };
    for record in records {
        settler.settle(&record, &mut settled);
    }
    settled.rows.sort_by(|a, b| a["id"].cmp(&b["id"]));
    settled
}

/// The decimal mark, as the mapping or the cells say.
fn decimal(source: &Source, mapping: &mut Mapping, records: &[Record], problems: &mut Vec<Problem>) -> Mark {
    match mapping.decimal.as_str() {
        "," => return Mark::Comma,
        "." => return Mark::Point,
        _ => {}
    }
    let cells = || records.iter().flat_map(|r| &r.cells).filter(|c| c.0.starts_with("value")).map(|c| c.1.as_str());
    let (mark, doubtful) = detect(cells());
    if doubtful {
        let example = cells().find(|c| c.contains(',')).unwrap_or("");
        problems.push(
            Problem::warning(&source.file, "the commas may be decimal marks or set off thousands; they were read as thousands")
                .expected("\"decimal\": \",\" or \".\" in the mapping", example),
        );
    }
    if mark == Mark::Comma {
        ",".clone_into(&mut mapping.decimal);
    }
    mark
}

struct Settler<'s> {
    source: &'s Source,
    mapping: &'s mut Mapping,
    known: &'s Known,
    lexicon: &'s Lexicon,
    mark: Mark,
    problems: &'s mut Vec<Problem>,
    ids: BTreeSet<String>,
}

impl Settler<'_> {
    fn wrong(&mut self, record: &Record, message: impl Into<String>, expected: &str, found: &str) {
        let line = record.line.max(1);
        let at = if record.at.is_empty() { String::new() } else { format!(" ({})", record.at) };
        self.problems.push(Problem::error(&self.source.file, format!("{}{at}", message.into())).at(line, 1).expected(expected, found));
    }

    fn settle(&mut self, record: &Record, settled: &mut Settled) {
        if record.subject.is_empty() && record.subject_code.is_empty() {
            return self.wrong(record, "the row has no subject and was left out", "a name", "");
        }
        let subject = self.subject(record);
        let property = self.property(record);
        if subject.is_empty() || property.id.is_empty() {
            return;
        }
        let constants = self.mapping.constants.iter().filter_map(|(name, text)| Some((column(name)?, text.clone())));
        let mut row: NewRow = constants.collect();
        row.extend(record.cells.iter().cloned());
        if !property.unit.is_empty() {
            row.insert("unit", property.unit.clone());
        }
        if !self.values(record, &property, &mut row, settled) || !self.times(record, &mut row) {
            return;
        }
        if let Some(object) = row.get("object").cloned() {
            row.insert("object", self.known.entity(&object, "").map_or(object, str::to_owned));
        }
        row.insert("subject", subject.clone());
        row.insert("property", property.id.clone());
        row.entry("source").or_insert_with(|| self.source.file.clone());
        self.provenance(record, &mut row);
        self.id(record, &mut row);
        let name = if record.subject.is_empty() { &record.subject_code } else { &record.subject };
        settled.entities.entry(subject).or_insert_with(|| (name.clone(), record.subject_code.clone()));
        settled.properties.entry(property.id).or_insert_with(|| (property.label, row.get("unit").cloned().unwrap_or_default()));
        settled.rows.push(row);
    }

    fn subject(&self, record: &Record) -> String {
        let mapped = self.mapping.subjects.get(&record.subject).cloned();
        mapped.unwrap_or_else(|| {
            let known = self.known.entity(&record.subject, &record.subject_code).map(str::to_owned);
            known.unwrap_or_else(|| slug(if record.subject.is_empty() { &record.subject_code } else { &record.subject }, '-'))
        })
    }

    fn property(&mut self, record: &Record) -> PropertyMapping {
        let constant = self.mapping.constants.get("property").cloned();
        let name = constant.unwrap_or_else(|| record.property.clone());
        if let Some(mapped) = self.mapping.properties.get(&name) {
            return PropertyMapping { label: if mapped.label.is_empty() { name } else { mapped.label.clone() }, ..mapped.clone() };
        }
        let (bare, unit) = self.unit_in_brackets(&name);
        // "Population, total" is the population
        let whole = bare.replace(',', " ").split_whitespace().filter(|w| !w.eq_ignore_ascii_case("total")).collect::<Vec<_>>().join(" ");
        let known = [&name, &bare, &slug(&bare, '_'), &whole, &slug(&whole, '_')].into_iter().find_map(|n| self.known.property(n));
        let id = known.map_or_else(|| slug(&bare, '_'), str::to_owned);
        // a source that says nothing of units is taken to mean the property's own
        let unit = if unit.is_empty() && record.cells.iter().all(|c| c.0 != "unit") { self.known.unit(&id).to_owned() } else { unit };
        let mapping = PropertyMapping { id, unit, label: name.clone(), factor: String::new() };
        self.mapping.properties.insert(name, mapping.clone());
        mapping
    }

    /// A label without the brackets that name its unit, and the unit: "Area (sq km)", "Inflation (annual %)", "GDP (current US$)".
    fn unit_in_brackets(&self, name: &str) -> (String, String) {
        let Some((head, tail)) = name.rsplit_once('(') else { return (name.to_owned(), String::new()) };
        let inside = tail.split(')').next().unwrap_or("");
        let candidates = [inside, inside.split(" of ").next().unwrap_or(""), inside.rsplit(' ').next().unwrap_or("")];
        let unit =
            candidates.iter().find_map(|c| self.lexicon.units.by_name(c.trim()).map(|u| if u.tag == "percent" { "%".to_owned() } else { c.trim().to_owned() }));
        unit.map_or_else(|| (name.to_owned(), String::new()), |unit| (head.trim().to_owned(), unit))
    }

    /// Reads the values of a row; false if there is none.
    fn values(&mut self, record: &Record, property: &PropertyMapping, row: &mut NewRow, settled: &mut Settled) -> bool {
        let kind = self.known.kind(&property.id);
        for name in ["value", "value_low", "value_high"] {
            let Some(cell) = row.get(name).cloned() else { continue };
            if MISSING.contains(&cell.to_lowercase().as_str()) || self.mapping.missing.contains(&cell) {
                settled.missing += 1;
                row.remove(name);
                continue;
            }
            let read = if kind == Some(ValueKind::Name) { Some(cell.clone()) } else { self.value(&cell, property, row) };
            let Some(value) = read else {
                let expected = "a number, an ISO date, or a text that the mapping's `missing` names";
                self.wrong(record, "the value is neither a number nor a date; the row was left out", expected, &cell);
                return false;
            };
            row.insert(name, value);
        }
        if kind == Some(ValueKind::Name)
            && let Some(name) = row.remove("value")
        {
            row.insert("object", name);
        }
        ["value", "value_low", "value_high", "object"].iter().any(|name| row.contains_key(name))
    }

    fn value(&self, cell: &str, property: &PropertyMapping, row: &mut NewRow) -> Option<String> {
        let is_date = row.get("unit").is_some_and(|u| u == "date") || self.known.kind(&property.id) == Some(ValueKind::Date);
        let number = plain(cell, self.mark).filter(|_| !is_date);
        match number {
            Some(number) if property.factor.is_empty() => Some(number),
            Some(number) => {
                let exact = number.parse().or_else(|_| Decimal::from_scientific(&number)).ok();
                Some(exact.zip(property.factor.parse::<Decimal>().ok()).and_then(|(a, b)| a.checked_mul(b))?.normalize().to_string())
            }
            None => {
                let date = edtf(cell)?;
                row.insert("unit", "date".to_owned());
                Some(date)
            }
        }
    }

    fn times(&mut self, record: &Record, row: &mut NewRow) -> bool {
        for name in ["as_of", "valid_from", "valid_to", "published", "retrieved"] {
            let Some(cell) = row.get(name).cloned() else { continue };
            match edtf(&cell) {
                Some(date) => row.insert(name, date),
                None if cell.is_empty() => row.remove(name),
                None => {
                    self.wrong(record, format!("{name} is not a date; the row was left out"), "a year, or an ISO or EDTF date", &cell);
                    return false;
                }
            };
        }
        true
    }

    /// Where in the source the row stands.
    fn provenance(&self, record: &Record, row: &mut NewRow) {
        let file = self.source.file.rsplit(['/', '\\']).next().unwrap_or(&self.source.file);
        let line = if record.line > 0 { format!(":{}", record.line) } else { String::new() };
        let at = if record.at.is_empty() { String::new() } else { format!(", {}", record.at) };
        let own = row.get("note").map_or_else(String::new, |note| format!("{note}; "));
        row.insert("note", format!("{own}{file}{line}{at}"));
    }

    fn id(&mut self, record: &Record, row: &mut NewRow) {
        let part = |name: &str| row.get(name).filter(|v| !v.is_empty()).map(|v| format!(".{}", v.replace(' ', "-"))).unwrap_or_default();
        let id = format!("{}{}{}{}{}", self.mapping.name, part("subject"), part("property"), part("object"), part("as_of"));
        let mut own = id.clone();
        let mut number = 2;
        while !self.ids.insert(own.clone()) {
            own = format!("{id}.{number}");
            number += 1;
        }
        if own != id {
            let message = format!("the source says it twice: {id} is there already, and this row became {own}");
            self.problems.push(Problem::warning(&self.source.file, message).at(record.line.max(1), 1).weighing(Severity::Warning));
        }
        row.insert("id", own);
    }
}

/// The column of facts that a constant fills; the subject and the property are told elsewhere.
fn column(name: &str) -> Option<&'static str> {
    super::long::fillable().find(|c| *c == name && !matches!(*c, "subject" | "subject_code" | "property"))
}

/// A date as tables of facts have it: years get four digits.
fn edtf(cell: &str) -> Option<String> {
    let cell = cell.split(" [").next().unwrap_or(cell).trim();
    if let Ok(year) = cell.parse::<i32>() {
        return Some(match year {
            0..=9999 => format!("{year:04}"),
            -9999..0 => format!("-{:04}", -year),
            _ => format!("Y{year}"),
        });
    }
    let day = cell.strip_suffix("T00:00:00Z").unwrap_or(cell);
    When::parse_edtf(day).is_ok().then(|| day.to_owned())
}

/// An id: lower-case words, with `mark` between them.
pub fn slug(name: &str, mark: char) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars().map(unaccented) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if matches!(c, '\'' | '’') {
            // "Côte d'Ivoire" is cote-divoire
        } else if !slug.is_empty() && !slug.ends_with(mark) {
            slug.push(mark);
        }
    }
    slug.trim_end_matches(mark).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{edtf, slug};

    #[test]
    fn ids_are_plain_words() {
        assert_eq!(slug("Côte d'Ivoire", '-'), "cote-divoire");
        assert_eq!(slug(" GDP per capita, PPP ", '_'), "gdp_per_capita_ppp");
    }

    #[test]
    fn years_get_four_digits() {
        for (cell, date) in [
            ("2020", Some("2020")),
            ("500", Some("0500")),
            ("-300", Some("-0300")),
            ("2020 [YR2020]", Some("2020")),
            ("1960-08-11T00:00:00Z", Some("1960-08-11")),
            ("soon", None),
        ] {
            assert_eq!(edtf(cell).as_deref(), date, "{cell}");
        }
    }
}
