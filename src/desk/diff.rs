//! What a new edition of tables changes, in values.
//!
//! In: two references. Out: rows that were added, removed and revised, the latter with
//! the change in percent or days, and what became of entities and properties. Rows are
//! paired by id, and what is left by what they are about; the order of rows and files is
//! of no account.

mod render;

use super::words::{RowView, number, value, view};
use crate::reference::package::Role;
use crate::reference::{Fact, FactValue, Reference};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that changed.
#[derive(Debug, Default, Serialize)]
pub struct Diff {
    /// What was compared: the packages of each side.
    pub old: Vec<String>,
    /// The new ones.
    pub new: Vec<String>,
    /// Rows that only the new tables have.
    pub added: Vec<Row>,
    /// Rows that only the old ones have.
    pub removed: Vec<Row>,
    /// Rows with another value, the greatest change first.
    pub revised: Vec<Revision>,
    /// Rows with the same value and other cells that differ.
    pub edited: Vec<Edit>,
    /// Rows that are the same.
    pub same: usize,
    /// Entities.
    pub entities: Declared,
    /// Properties.
    pub properties: Declared,
}

/// A row, and what it is about.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// "Population, Chad".
    pub about: String,
    /// The row.
    #[serde(flatten)]
    pub row: RowView,
}

/// A row with another value.
#[derive(Debug, Serialize)]
pub struct Revision {
    /// "Population, Chad".
    pub about: String,
    /// As it was.
    pub old: RowView,
    /// As it is.
    pub new: RowView,
    /// The change in percent of the old value, for numbers other than zero in one unit.
    pub change_percent: Option<f64>,
    /// The change in days, for dates.
    pub change_days: Option<i64>,
}

/// A row whose value is the same.
#[derive(Debug, Serialize)]
pub struct Edit {
    /// "Population, Chad".
    pub about: String,
    /// The row as it is.
    pub row: RowView,
    /// Column, old cell, new cell.
    pub cells: Vec<(String, String, String)>,
}

/// What became of the entities, or of the properties.
#[derive(Debug, Default, Serialize)]
pub struct Declared {
    /// Ids that are new.
    pub added: Vec<String>,
    /// Ids that are gone.
    pub removed: Vec<String>,
    /// Ids with cells that differ: column, old cell, new cell.
    pub edited: BTreeMap<String, Vec<(String, String, String)>>,
}

impl Diff {
    /// True if nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.revised.is_empty()
            && self.edited.is_empty()
            && self.entities.is_empty()
            && self.properties.is_empty()
    }
}

impl Declared {
    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.edited.is_empty()
    }
}

/// Compares two references.
pub fn diff(old: &Reference, new: &Reference) -> Diff {
    let mut diff = Diff { old: old.packages.clone(), new: new.packages.clone(), ..Diff::default() };
    let (mut before, mut after) = (keyed(old, id_of), keyed(new, id_of));
    let mut rest = (Vec::new(), Vec::new());
    pair_up(&mut before, &mut after, &mut rest, |a, b| diff.pair(old, new, a, b));
    // rows without an id, or with another one, are told by what they are about
    let (mut before, mut after) = (keyed_facts(old, rest.0, content_of), keyed_facts(new, rest.1, content_of));
    let mut rest = (Vec::new(), Vec::new());
    pair_up(&mut before, &mut after, &mut rest, |a, b| diff.pair(old, new, a, b));
    diff.removed = rest.0.iter().map(|f| row(old, f)).collect();
    diff.added = rest.1.iter().map(|f| row(new, f)).collect();
    let size = |r: &Revision| r.change_percent.map_or(0.0, f64::abs);
    diff.revised.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| (&a.about, &a.new.id).cmp(&(&b.about, &b.new.id))));
    diff.edited.sort_by(|a, b| (&a.about, &a.row.id).cmp(&(&b.about, &b.row.id)));
    for list in [&mut diff.added, &mut diff.removed] {
        list.sort_by(|a, b| (&a.about, &a.row.id, &a.row.when).cmp(&(&b.about, &b.row.id, &b.row.when)));
    }
    diff.entities = declared(old, new, Role::Entities);
    diff.properties = declared(old, new, Role::Properties);
    diff
}

/// Facts by a key; several may share one.
type Keyed = BTreeMap<String, Vec<Fact>>;

fn keyed(reference: &Reference, key: fn(&Reference, &Fact) -> String) -> Keyed {
    keyed_facts(reference, reference.facts().collect(), key)
}

fn keyed_facts(reference: &Reference, facts: Vec<Fact>, key: fn(&Reference, &Fact) -> String) -> Keyed {
    let mut keyed = Keyed::new();
    for fact in facts {
        keyed.entry(key(reference, &fact)).or_default().push(fact);
    }
    keyed
}

fn id_of(reference: &Reference, fact: &Fact) -> String {
    reference.row(fact).get("id").to_owned()
}

fn content_of(reference: &Reference, fact: &Fact) -> String {
    let row = reference.row(fact);
    ["subject", "property", "object", "definition", "as_of", "valid_from", "source"].map(|column| row.get(column).to_owned()).join("\u{1f}")
}

/// Hands over the pairs that share a key other than the empty one; the rest goes to `rest`.
fn pair_up(before: &mut Keyed, after: &mut Keyed, rest: &mut (Vec<Fact>, Vec<Fact>), mut each: impl FnMut(&Fact, &Fact)) {
    for (key, old) in std::mem::take(before) {
        let mut new = if key.is_empty() { Vec::new() } else { after.remove(&key).unwrap_or_default() }.into_iter();
        for fact in old {
            match new.next() {
                Some(other) => each(&fact, &other),
                None => rest.0.push(fact),
            }
        }
        rest.1.extend(new);
    }
    rest.1.extend(std::mem::take(after).into_values().flatten());
}

impl Diff {
    fn pair(&mut self, old: &Reference, new: &Reference, before: &Fact, after: &Fact) {
        let changed = (before.value, value(old, before)) != (after.value, value(new, after));
        let cells = if changed { Vec::new() } else { edits(old, new, before, after) };
        match () {
            () if changed => self.revised.push(revision(old, new, before, after)),
            () if cells.is_empty() => self.same += 1,
            () => self.edited.push(Edit { about: about(new, after), row: view(new, after), cells }),
        }
    }
}

fn revision(old: &Reference, new: &Reference, before: &Fact, after: &Fact) -> Revision {
    let same_unit = before.unit == after.unit;
    let change_percent = number(before).zip(number(after)).filter(|_| same_unit).and_then(|(a, b)| percent(a, b));
    let days = |fact: &Fact| if let FactValue::Date(when) = fact.value { when.midpoint() } else { None };
    let change_days = days(before).zip(days(after)).map(|(a, b)| (b - a).num_days());
    Revision { about: about(new, after), old: view(old, before), new: view(new, after), change_percent, change_days }
}

fn percent(old: Decimal, new: Decimal) -> Option<f64> {
    let share = new.checked_sub(old)?.checked_div(old.abs())?.checked_mul(Decimal::ONE_HUNDRED)?;
    share.round_dp(2).try_into().ok()
}

/// The cells that differ, column by column of either side.
fn edits(old: &Reference, new: &Reference, before: &Fact, after: &Fact) -> Vec<(String, String, String)> {
    let (before, after) = (old.row(before), new.row(after));
    let columns = before.iter().map(|c| c.0).chain(after.iter().map(|c| c.0).filter(|c| !before.iter().any(|o| o.0 == *c)));
    columns.map(|c| (c.to_owned(), before.get(c).to_owned(), after.get(c).to_owned())).filter(|c| c.1 != c.2).collect()
}

fn row(reference: &Reference, fact: &Fact) -> Row {
    Row { about: about(reference, fact), row: view(reference, fact) }
}

/// "Population, Chad", "Border, Chad – Niger".
fn about(reference: &Reference, fact: &Fact) -> String {
    let object = super::words::object(reference, fact).map_or_else(String::new, |o| format!(" – {o}"));
    format!("{}, {}{object}", reference.property(fact.property).label, reference.entity(fact.subject).name)
}

fn declared(old: &Reference, new: &Reference, role: Role) -> Declared {
    let by_id = |reference: &Reference| {
        let rows = reference.declarations().into_iter().filter(|d| d.role == role);
        rows.map(|d| (d.get("id").to_owned(), d)).collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (by_id(old), by_id(new));
    let missing_in = |from: &BTreeMap<String, _>, other: &BTreeMap<String, _>| from.keys().filter(|id| !other.contains_key(*id)).cloned().collect();
    let mut declared = Declared { added: missing_in(&after, &before), removed: missing_in(&before, &after), edited: BTreeMap::new() };
    for (id, was) in &before {
        let Some(is) = after.get(id) else { continue };
        let columns = was.cells.iter().map(|c| c.0.as_str()).chain(is.cells.iter().map(|c| c.0.as_str()).filter(|c| !was.cells.iter().any(|o| o.0 == *c)));
        let cells: Vec<_> = columns.map(|c| (c.to_owned(), was.get(c).to_owned(), is.get(c).to_owned())).filter(|c| c.1 != c.2).collect();
        if !cells.is_empty() {
            declared.edited.insert(id.clone(), cells);
        }
    }
    declared
}
