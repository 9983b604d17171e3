//! What is known of a reference as a whole: few things, read at once when an index is opened.
//!
//! In: packages, files, properties, units, events, problems. Out: bytes, and the same again. Names of
//! files may begin with a mark for the place where a package lies, which only whoever opens the index knows.

use super::codec::{Reader, put_text, put_texts, put_uint};
use crate::lexicon::Lexicon;
use crate::problem::{Problem, Severity};
use crate::reference::events::Event;
use crate::reference::fault::FAULTS;
use crate::reference::properties::unit_of;
use crate::reference::{EntityId, Property, TEMPORALS, Temporal, VALUE_KINDS, ValueKind};

/// The head of an index.
#[derive(Debug, Default)]
pub struct Head {
    /// What each package is called, and its rows.
    pub packages: Vec<(String, u64)>,
    /// The files with facts.
    pub files: Vec<String>,
    /// Units as they are written.
    pub units: Vec<String>,
    /// Properties in the order of their ids.
    pub properties: Vec<Property>,
    /// Events.
    pub events: Vec<Event>,
    /// What was wrong with the tables.
    pub problems: Vec<Problem>,
}

/// Stand around the number of a place at the beginning of a file's name.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

/// The mark for a place.
pub fn mark(place: usize) -> String {
    format!("{}{place}{}", MARKS[0], MARKS[1])
}

/// A name with the place in it; `places` are as the user named them.
fn placed(name: &str, places: &[String]) -> String {
    let marked = name.strip_prefix(MARKS[0]).and_then(|rest| rest.split_once(MARKS[1]));
    let Some((number, rest)) = marked else { return name.to_owned() };
    let place = number.parse().ok().and_then(|n: usize| places.get(n)).map_or("", String::as_str);
    match rest.strip_prefix('/') {
        Some(inner) if place.is_empty() => inner.to_owned(),
        Some(inner) => format!("{}/{inner}", place.trim_end_matches('/')),
        None => format!("{place}{rest}"),
    }
}

impl Head {
    /// As bytes.
    pub fn written(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_uint(&mut out, self.packages.len() as u64);
        for (title, facts) in &self.packages {
            put_text(&mut out, title);
            put_uint(&mut out, *facts);
        }
        put_texts(&mut out, self.files.iter().map(String::as_str));
        put_texts(&mut out, self.units.iter().map(String::as_str));
        put_uint(&mut out, self.properties.len() as u64);
        self.properties.iter().for_each(|property| put_property(&mut out, property));
        put_uint(&mut out, self.events.len() as u64);
        for event in &self.events {
            put_uint(&mut out, u64::from(event.entity.0));
            put_text(&mut out, &event.kind);
            put_uint(&mut out, event.parties.len() as u64);
            event.parties.iter().for_each(|party| put_uint(&mut out, u64::from(party.0)));
        }
        put_uint(&mut out, self.problems.len() as u64);
        self.problems.iter().for_each(|problem| put_problem(&mut out, problem));
        out
    }

    /// From bytes.
    pub fn read(bytes: &[u8], places: &[String], lexicon: &Lexicon) -> Self {
        let mut reader = Reader::new(bytes);
        Head {
            packages: reader.list(|r| (placed(r.text(), places), r.uint())),
            files: reader.list(|r| placed(r.text(), places)),
            units: reader.texts(),
            properties: reader.list(|r| property(r, lexicon)),
            events: reader.list(|r| Event { entity: entity(r), kind: r.text().into(), parties: r.list(entity) }),
            problems: reader.list(|r| problem(r, places)),
        }
    }
}

fn entity(reader: &mut Reader<'_>) -> EntityId {
    EntityId(reader.uint() as u32)
}

fn put_property(out: &mut Vec<u8>, property: &Property) {
    let place = |at: Option<usize>| at.unwrap_or(0) as u8;
    out.push(place(VALUE_KINDS.iter().position(|k| k.1 == property.kind)));
    out.push(place(TEMPORALS.iter().position(|t| t.1 == property.temporal)));
    out.push(u8::from(property.symmetric) | u8::from(property.is_change) << 1);
    for text in [&property.id, &property.label, &property.aggregation, &property.written_unit] {
        put_text(out, text);
    }
    put_texts(out, property.counted.iter().map(String::as_str));
    put_texts(out, property.triggers.iter().map(String::as_str));
    put_texts(out, property.qualifiers.iter().map(|q| &**q));
}

fn property(reader: &mut Reader<'_>, lexicon: &Lexicon) -> Property {
    let kind = VALUE_KINDS.get(usize::from(reader.byte())).map_or(ValueKind::Count, |k| k.1);
    let temporal = TEMPORALS.get(usize::from(reader.byte())).map_or(Temporal::Series, |t| t.1);
    let flags = reader.byte();
    let [id, label, aggregation, written_unit] = [(); 4].map(|()| reader.text().to_owned());
    Property {
        id,
        label,
        kind,
        unit: unit_of(&written_unit, lexicon),
        written_unit,
        counted: reader.texts().pop(),
        triggers: reader.texts(),
        temporal,
        aggregation,
        symmetric: flags & 1 > 0,
        is_change: flags & 2 > 0,
        qualifiers: reader.list(|r| r.text().into()),
    }
}

const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

fn put_problem(out: &mut Vec<u8>, problem: &Problem) {
    out.push(problem.severity as u8);
    for number in [problem.line, problem.column] {
        put_uint(out, number.map_or(0, |n| u64::from(n) + 1));
    }
    for text in [problem.code.unwrap_or(""), &problem.file, &problem.message, &problem.expected, &problem.found, &problem.about] {
        put_text(out, text);
    }
}

fn problem(reader: &mut Reader<'_>, places: &[String]) -> Problem {
    let severity = SEVERITIES.get(usize::from(reader.byte())).copied().unwrap_or(Severity::Error);
    let [line, column] = [(); 2].map(|()| reader.uint().checked_sub(1).map(|n| n as u32));
    let code = reader.text();
    Problem {
        severity,
        code: FAULTS.iter().map(|rule| rule.code).find(|known| *known == code),
        file: placed(reader.text(), places),
        line,
        column,
        message: reader.text().to_owned(),
        expected: reader.text().to_owned(),
        found: reader.text().to_owned(),
        about: reader.text().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{mark, placed};

    #[test]
    fn a_place_is_as_the_user_names_it() {
        let places = [String::new(), "../desk/".to_owned(), "tables/t.csv".to_owned()];
        for (name, shown) in [
            (format!("{}/facts.csv", mark(0)), "facts.csv"),
            (format!("{}/facts.csv", mark(1)), "../desk/facts.csv"),
            (mark(2), "tables/t.csv"),
            ("World 2026".to_owned(), "World 2026"),
        ] {
            assert_eq!(placed(&name, &places), shown);
        }
    }
}
