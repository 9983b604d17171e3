//! Rows of facts as bytes.
//!
//! In: a fact and the texts of its row. Out: a record: the fact first, the texts behind it, so
//! that judging a claim reads no text. While tables are read, subject, property and object have
//! no final numbers yet and are kept apart from the rest, the *tail*.

use super::codec::{Reader, put_decimal, put_text, put_uint, put_when};
use crate::measure::interval::Interval;
use crate::measure::unit::UnitRef;
use crate::reference::{EntityId, Fact, FactId, FactValue, PropertyId, RANKS, Rank};
use rust_decimal::Decimal;

/// The row is superseded: the only bit that changes after a tail is written, in its first byte.
const SUPERSEDED: u8 = 1;
const RANK_SHIFT: u8 = 1;
const KIND_SHIFT: u8 = 3;
const LOW: u8 = 1 << 5;
const HIGH: u8 = 1 << 6;
/// Both ends are the same.
const POINT: u8 = 1 << 7;

/// Bytes of flags, before the id.
const FLAGS: usize = 2;

const NAME: u8 = 0;
const NUMBER: u8 = 1;
const DATE: u8 = 2;

/// What a row says in words, and where it stands. Numbers are places in the section of strings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Texts<'t> {
    /// The row's id.
    pub id: &'t str,
    /// The number of the unit as it is written.
    pub unit: u64,
    /// Value, low end, high end as they are written.
    pub values: [&'t str; 3],
    /// The id of the row that it revises.
    pub supersedes: &'t str,
    /// Source, its address, note, definition.
    pub shared: [u64; 4],
    /// When it was measured, published, retrieved, as it is written.
    pub times: [u64; 3],
    /// Resource, line, first byte.
    pub place: (u64, u64, u64),
}

/// Appends all of a row but its subject, property and object.
pub fn put_tail(out: &mut Vec<u8>, fact: &Fact, texts: &Texts<'_>) {
    let rank = RANKS.iter().position(|r| r.1 == fact.rank).unwrap_or(0) as u8;
    out.push(u8::from(fact.superseded) | rank << RANK_SHIFT | value_flags(&fact.value));
    out.push(u8::from(fact.tolerance.is_some()));
    put_text(out, texts.id);
    put_value(out, &fact.value);
    fact.tolerance.iter().for_each(|&t| put_decimal(out, t));
    for when in [fact.valid, fact.as_of, fact.published, fact.retrieved] {
        put_when(out, when);
    }
    let (resource, line, start) = texts.place;
    for number in [texts.unit, resource, line, start] {
        put_uint(out, number);
    }
    put_text(out, texts.supersedes);
    texts.values.iter().for_each(|value| put_text(out, value));
    texts.shared.iter().chain(&texts.times).for_each(|&number| put_uint(out, number));
}

/// Marks a tail as superseded.
pub fn supersede(tail: &mut [u8]) {
    tail[0] |= SUPERSEDED;
}

fn value_flags(value: &FactValue) -> u8 {
    match value {
        FactValue::Name => NAME << KIND_SHIFT,
        FactValue::Date(_) => DATE << KIND_SHIFT,
        FactValue::Number { range, .. } => {
            let ends = range.low.map_or(0, |_| LOW) | range.high.map_or(0, |_| HIGH);
            NUMBER << KIND_SHIFT | ends | if range.is_point() { POINT } else { 0 }
        }
    }
}

fn put_value(out: &mut Vec<u8>, value: &FactValue) {
    match value {
        FactValue::Name => {}
        FactValue::Date(when) => put_when(out, Some(*when)),
        FactValue::Number { range, step } => {
            let high = range.high.filter(|_| !range.is_point());
            range.low.iter().chain(&high).for_each(|&end| put_decimal(out, end));
            put_decimal(out, *step);
        }
    }
}

/// What a tail or record states; the reader stands at the first flags.
fn value(reader: &mut Reader<'_>) -> (FactValue, u8, u8) {
    let (flags, more) = (reader.byte(), reader.byte());
    reader.raw();
    let value = match flags >> KIND_SHIFT & 3 {
        NUMBER => {
            let low = (flags & LOW > 0).then(|| reader.decimal());
            let high = if flags & POINT > 0 { low } else { (flags & HIGH > 0).then(|| reader.decimal()) };
            FactValue::Number { range: Interval { low, high }, step: reader.decimal() }
        }
        DATE => reader.when().map_or(FactValue::Name, FactValue::Date),
        _ => FactValue::Name,
    };
    (value, flags, more)
}

/// What a tail states.
pub fn tail_value(tail: &[u8]) -> FactValue {
    value(&mut Reader::new(tail)).0
}

/// Where the row of a tail stands: resource and line.
pub fn tail_place(tail: &[u8]) -> (u64, u64) {
    let (_, place) = rest(&mut Reader::new(tail));
    (place.0, place.1)
}

/// The row's id in a tail.
pub fn tail_id(tail: &[u8]) -> &str {
    let mut reader = Reader::new(tail.get(FLAGS..).unwrap_or_default());
    reader.text()
}

/// The row's id in a record.
pub fn row_id(record: &[u8]) -> &str {
    let mut reader = Reader::new(record);
    head(&mut reader);
    reader.take(FLAGS);
    reader.text()
}

/// What stands between the value and the texts.
struct Rest {
    value: FactValue,
    rank: Rank,
    superseded: bool,
    tolerance: Option<Decimal>,
    times: [Option<crate::measure::when::When>; 4],
    unit: u64,
}

fn rest(reader: &mut Reader<'_>) -> (Rest, (u64, u64, u64)) {
    let (value, flags, more) = value(reader);
    let rest = Rest {
        value,
        rank: RANKS.get(usize::from(flags >> RANK_SHIFT & 3)).map_or(Rank::Preferred, |r| r.1),
        superseded: flags & SUPERSEDED > 0,
        tolerance: (more & 1 > 0).then(|| reader.decimal()),
        times: [(); 4].map(|()| reader.when()),
        unit: reader.uint(),
    };
    (rest, (reader.uint(), reader.uint(), reader.uint()))
}

/// Appends a whole record.
pub fn put_record(out: &mut Vec<u8>, subject: u32, property: u32, object: Option<u32>, tail: &[u8]) {
    for number in [u64::from(subject), u64::from(property), object.map_or(0, |o| u64::from(o) + 1)] {
        put_uint(out, number);
    }
    out.extend_from_slice(tail);
}

/// The fact of a record.
pub fn fact(record: &[u8], id: FactId, units: &[Option<UnitRef>]) -> Fact {
    let mut reader = Reader::new(record);
    let [subject, property, object] = head(&mut reader);
    let (rest, _) = rest(&mut reader);
    let [valid, as_of, published, retrieved] = rest.times;
    Fact {
        subject: EntityId(subject as u32),
        property: PropertyId(property as u32),
        object: object.checked_sub(1).map(|o| EntityId(o as u32)),
        value: rest.value,
        unit: units.get(rest.unit as usize).cloned().flatten(),
        valid,
        as_of,
        published,
        retrieved,
        rank: rest.rank,
        tolerance: rest.tolerance,
        superseded: rest.superseded,
        id,
    }
}

fn head(reader: &mut Reader<'_>) -> [u64; 3] {
    [(); 3].map(|()| reader.uint())
}

/// The texts of a record.
pub fn texts(record: &[u8]) -> Texts<'_> {
    let mut reader = Reader::new(record);
    head(&mut reader);
    let mut behind_flags = reader;
    behind_flags.take(FLAGS);
    let (rest, place) = rest(&mut reader);
    Texts {
        unit: rest.unit,
        place,
        id: behind_flags.text(),
        supersedes: reader.text(),
        values: [(); 3].map(|()| reader.text()),
        shared: [(); 4].map(|()| reader.uint()),
        times: [(); 3].map(|()| reader.uint()),
    }
}
