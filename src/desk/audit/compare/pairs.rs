//! Rows of two files about the same thing and year.

use crate::desk::audit::view::{Desk, time, year};
use crate::reference::{EntityId, Fact, FactValue, PropertyId, Temporal, ValueKind};
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Values that are farther apart than this share of the earlier table's are off.
const APART: f64 = 0.05;
/// Percentages have to be apart by so many points as well.
const POINTS: f64 = 0.1;

/// What a value is of: property, subject, object, year.
type Key = (PropertyId, EntityId, Option<EntityId>, Option<i32>);

/// Two rows of two files.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'r> {
    /// The row of the file that has precedence.
    pub earlier: &'r Fact,
    /// The row that is held against it.
    pub later: &'r Fact,
    /// Both values, in the unit of the property.
    pub values: (f64, f64),
    /// What both round away.
    rounding: f64,
    is_percent: bool,
    /// The year of both.
    pub year: Option<i32>,
}

impl Pair<'_> {
    /// True if the two differ by more than tables do.
    pub fn is_off(&self) -> bool {
        !self.fits(self.values.1)
    }

    /// True if `value` would do in the place of the later table's.
    pub fn fits(&self, value: f64) -> bool {
        let (own, points) = (self.values.0, if self.is_percent { POINTS } else { 0.0 });
        (value - own).abs() <= (own.abs() * APART).max(points) + self.rounding
    }

    /// The later value in earlier ones; infinite where that is zero.
    pub fn ratio(&self) -> f64 {
        self.values.1 / self.values.0
    }
}

/// All pairs, and every value by what it is of.
pub struct Pairs<'r> {
    /// By property and the two files, in the order of precedence.
    all: BTreeMap<(PropertyId, &'r str, &'r str), Vec<Pair<'r>>>,
    /// By file: the only value of each thing.
    values: FxHashMap<&'r str, FxHashMap<Key, f64>>,
}

impl<'r> Pairs<'r> {
    /// Pairs everything on the desk.
    pub fn of(desk: &'r Desk<'_>) -> Self {
        let files = desk.reference.fact_files();
        let mut all: BTreeMap<_, Vec<Pair<'r>>> = BTreeMap::new();
        let mut values: FxHashMap<&str, FxHashMap<Key, f64>> = FxHashMap::default();
        if files.len() < 2 {
            return Pairs { all, values };
        }
        let order: FxHashMap<&str, usize> = files.iter().enumerate().map(|(at, file)| (*file, at)).collect();
        for group in desk.groups() {
            let mut by_key: BTreeMap<(Option<i32>, usize), Option<&'r Fact>> = BTreeMap::new();
            for fact in group.iter().filter(|f| is_compared(desk, f)) {
                let file = desk.reference.file_of(fact);
                // several rows of one file and year have no one value
                by_key.entry((time_of(desk, fact), order[file])).and_modify(|only| *only = None).or_insert(Some(fact));
            }
            let only: Vec<(Option<i32>, usize, &'r Fact)> = by_key.into_iter().filter_map(|((year, file), fact)| Some((year, file, fact?))).collect();
            for (year, file, fact) in &only {
                let value = desk.number(fact).unwrap_or(f64::NAN);
                values.entry(files[*file]).or_default().insert((fact.property, fact.subject, fact.object, *year), value);
            }
            for (at, (year, file, earlier)) in only.iter().enumerate() {
                for (_, other, later) in only[at + 1..].iter().take_while(|o| o.0 == *year) {
                    let key = (earlier.property, files[*file], files[*other]);
                    all.entry(key).or_default().extend(pair(desk, earlier, later, *year));
                }
            }
        }
        Pairs { all, values }
    }

    /// The pairs of each property and two files, by subject.
    pub fn by_tables(&self) -> impl Iterator<Item = &[Pair<'r>]> {
        self.all.values().map(Vec::as_slice)
    }

    /// A value of a file.
    pub fn value(&self, file: &str, key: Key) -> Option<f64> {
        self.values.get(file)?.get(&key).copied()
    }
}

fn is_compared(desk: &Desk<'_>, fact: &Fact) -> bool {
    matches!(fact.value, FactValue::Number { .. }) && desk.number(fact).is_some()
}

/// The year of a value of a series; what does not change has none.
fn time_of(desk: &Desk<'_>, fact: &Fact) -> Option<i32> {
    (desk.property(fact).temporal == Temporal::Series).then(|| year(fact)).flatten()
}

fn pair<'r>(desk: &Desk<'_>, earlier: &'r Fact, later: &'r Fact, year: Option<i32>) -> Option<Pair<'r>> {
    let property = desk.property(earlier);
    let is_timeless = property.temporal != Temporal::Series || (time(earlier).is_none() && time(later).is_none());
    if year.is_none() && !is_timeless {
        return None;
    }
    let half = |fact: &Fact| match fact.value {
        FactValue::Number { step, .. } => step.to_f64().unwrap_or(0.0) / 2.0,
        _ => 0.0,
    };
    let values = (desk.number(earlier)?, desk.number(later)?);
    Some(Pair { earlier, later, values, rounding: half(earlier) + half(later), is_percent: property.kind == ValueKind::Percent, year })
}
