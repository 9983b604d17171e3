//! Rows that differ between two editions, cell by cell.
//!
//! In: two references, and the keys of what they answer differently. Out: the rows of those
//! answers that were added, removed or changed. Rows are paired by id, and what is left by what
//! they are about. Only the groups that differ are looked at, however large the tables are.

use crate::reference::asked::Question;
use crate::reference::{Entity, EntityId, Fact, FactValue, Property, PropertyId, RANKS, Reference};
use rustc_hash::FxHashSet;
use serde::Serialize;

/// A row that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The row's id.
    pub row: String,
    /// "Population, Norland".
    pub about: String,
    /// The subject's id.
    pub subject: String,
    /// The property's id.
    pub property: String,
    /// "added", "removed" or "changed".
    pub kind: &'static str,
    /// The cells that differ; of a row that was added or removed those that tell what it says.
    pub cells: Vec<Cell>,
}

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its column.
    pub column: &'static str,
    /// What stood there.
    pub old: String,
    /// What stands there.
    pub new: String,
}

/// A row with what its cells say.
struct Row {
    id: String,
    cells: Vec<(&'static str, String)>,
}

/// Cells that tell what a row says.
const SPEAKING: [&str; 3] = ["value", "as_of", "valid"];
/// Cells that tell rows of one group apart that have no id.
const TELLING: [&str; 4] = ["object", "as_of", "valid", "definition"];

/// The rows that differ in the groups with these keys, by what they are about.
pub fn changes(old: &Reference, new: &Reference, keys: &[u64]) -> Vec<Change> {
    let keys: FxHashSet<u64> = keys.iter().copied().collect();
    let mut changes = Vec::new();
    for (subject, property) in groups(old, &keys) {
        let after = same(old, new, subject, property);
        let after_rows = after.map_or_else(Vec::new, |(s, p)| rows(new, s, p));
        let about = About::of(old, subject, property);
        pair_up(rows(old, subject, property), after_rows, &about, &mut changes);
    }
    for (subject, property) in groups(new, &keys) {
        let before = same(new, old, subject, property);
        if before.is_none_or(|(s, p)| old.facts_of(s, p).is_empty()) {
            pair_up(Vec::new(), rows(new, subject, property), &About::of(new, subject, property), &mut changes);
        }
    }
    changes.sort_by(|a, b| (&a.about, &a.row).cmp(&(&b.about, &b.row)));
    changes
}

/// The groups of rows with these keys.
fn groups(reference: &Reference, keys: &FxHashSet<u64>) -> Vec<(EntityId, PropertyId)> {
    let subjects = (0..reference.entities().len() as u32).map(EntityId);
    let all = subjects.flat_map(|subject| reference.property_ids_of(subject).map(move |property| (subject, property)));
    all.filter(|(subject, property)| keys.contains(&reference.key(Question::Rows(*subject, *property)))).collect()
}

/// The same subject and property in another edition.
fn same(here: &Reference, there: &Reference, subject: EntityId, property: PropertyId) -> Option<(EntityId, PropertyId)> {
    let entity = place(there.entities().len(), |at| there.entity(EntityId(at)).id, here.entity(subject).id)?;
    let property = place(there.properties().len(), |at| there.property(PropertyId(at)).id.as_str(), &here.property(property).id)?;
    Some((EntityId(entity), PropertyId(property)))
}

/// The place of an id in a list that is sorted by ids.
fn place<'t>(length: usize, id: impl Fn(u32) -> &'t str, wanted: &str) -> Option<u32> {
    let (mut low, mut high) = (0, length as u32);
    while low < high {
        let middle = low + (high - low) / 2;
        match id(middle).cmp(wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// What a group of rows is about.
struct About {
    words: String,
    subject: String,
    property: String,
}

impl About {
    fn of(reference: &Reference, subject: EntityId, property: PropertyId) -> Self {
        let (entity, property): (Entity<'_>, &Property) = (reference.entity(subject), reference.property(property));
        About { words: format!("{}, {}", property.label, entity.name), subject: entity.id.to_owned(), property: property.id.clone() }
    }
}

fn rows(reference: &Reference, subject: EntityId, property: PropertyId) -> Vec<Row> {
    reference.facts_of(subject, property).map(|fact| row(reference, &fact)).collect()
}

fn row(reference: &Reference, fact: &Fact) -> Row {
    let texts = reference.texts(fact);
    let object = fact.object.map_or("", |object| reference.entity(object).name).to_owned();
    let is_name = fact.value == FactValue::Name;
    let unit = if texts.unit.is_empty() || matches!(fact.value, FactValue::Date(_)) { String::new() } else { format!(" {}", texts.unit) };
    let cells = vec![
        ("value", if is_name { object.clone() } else { format!("{}{unit}", texts.value) }),
        ("object", if is_name { String::new() } else { object }),
        ("as_of", texts.as_of.to_owned()),
        ("valid", fact.valid.map_or_else(String::new, |w| w.to_string())),
        ("definition", texts.definition.to_owned()),
        ("rank", RANKS.iter().find(|r| r.1 == fact.rank).map_or("", |r| r.0).to_owned()),
        ("tolerance", fact.tolerance.map_or_else(String::new, |t| t.normalize().to_string())),
        ("superseded", if fact.superseded { "yes".to_owned() } else { String::new() }),
        ("supersedes", texts.supersedes.to_owned()),
        ("published", texts.published.to_owned()),
        ("retrieved", texts.retrieved.to_owned()),
        ("source", texts.source.to_owned()),
        ("source_url", texts.source_url.to_owned()),
        ("note", texts.note.to_owned()),
    ];
    Row { id: texts.id.to_owned(), cells }
}

impl Row {
    fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|c| c.0 == column).map_or("", |c| &c.1)
    }

    fn telling(&self) -> [&str; 4] {
        TELLING.map(|column| self.cell(column))
    }
}

/// Pairs the rows of a group and tells of what differs.
fn pair_up(old: Vec<Row>, new: Vec<Row>, about: &About, changes: &mut Vec<Change>) {
    let mut after: Vec<Option<Row>> = new.into_iter().map(Some).collect();
    let mut left = Vec::new();
    let take = |after: &mut Vec<Option<Row>>, before: &Row, same: &dyn Fn(&Row, &Row) -> bool| {
        let at = after.iter().position(|row| row.as_ref().is_some_and(|row| same(before, row)))?;
        after[at].take()
    };
    for before in old {
        match take(&mut after, &before, &|a, b| !a.id.is_empty() && a.id == b.id) {
            Some(row) => changes.extend(changed(&before, &row, about)),
            None => left.push(before),
        }
    }
    for before in left {
        match take(&mut after, &before, &|a, b| a.telling() == b.telling()) {
            Some(row) => changes.extend(changed(&before, &row, about)),
            None => changes.push(whole(&before, about, "removed")),
        }
    }
    changes.extend(after.into_iter().flatten().map(|row| whole(&row, about, "added")));
}

fn changed(old: &Row, new: &Row, about: &About) -> Option<Change> {
    let differing = old.cells.iter().zip(&new.cells).filter(|(a, b)| a.1 != b.1);
    let cells: Vec<Cell> = differing.map(|(a, b)| Cell { column: a.0, old: a.1.clone(), new: b.1.clone() }).collect();
    (!cells.is_empty() || old.id != new.id).then(|| about.change(&new.id, "changed", cells))
}

fn whole(row: &Row, about: &About, kind: &'static str) -> Change {
    let said = SPEAKING.into_iter().filter(|column| !row.cell(column).is_empty()).map(|column| {
        let (text, none) = (row.cell(column).to_owned(), String::new());
        let (old, new) = if kind == "added" { (none, text) } else { (text, none) };
        Cell { column, old, new }
    });
    about.change(&row.id, kind, said.collect())
}

impl About {
    fn change(&self, row: &str, kind: &'static str, cells: Vec<Cell>) -> Change {
        let About { words, subject, property } = self;
        Change { row: row.to_owned(), about: words.clone(), subject: subject.clone(), property: property.clone(), kind, cells }
    }
}

impl Change {
    /// What changed, in words: "value 100 people → 120 people; as of 2020 → 2021".
    pub fn words(&self) -> String {
        let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
        let cells = self.cells.iter().map(|cell| match self.kind {
            "added" => format!("{} {}", cell.column, cell.new),
            "removed" => format!("{} {}", cell.column, cell.old),
            _ => format!("{} {} → {}", cell.column, shown(&cell.old), shown(&cell.new)),
        });
        let cells = cells.collect::<Vec<_>>().join("; ");
        if self.kind == "changed" { cells } else { format!("{}: {cells}", self.kind) }
    }
}
