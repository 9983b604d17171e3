//! What the tables know of a subject.
//!
//! In: a reference, a name of a subject and perhaps of a property. Out: the newest row of
//! each property, or all rows of one, with a line that draws the series. A name that
//! nothing has gets the nearest ones.

use super::words::{self, RowView, columns, short, view};
use crate::reference::{Entity, EntityId, Fact, PropertyId, Reference, Temporal};
use chrono::Datelike;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

/// Columns of a drawn series.
const WIDTH: usize = 60;
/// The blocks that draw it, from low to high.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Fewer points are not drawn.
const FEWEST: usize = 3;
/// Objects of one property that the overview shows.
const OBJECTS: usize = 3;

/// What is known.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// The subject's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Names of its people.
    pub demonyms: Vec<String>,
    /// What is said of it, property by property.
    pub properties: Vec<ShownProperty>,
}

/// What is said of one property.
#[derive(Debug, Serialize)]
pub struct ShownProperty {
    /// The property's id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// How many rows there are.
    pub rows_total: usize,
    /// The rows, by object and time: all where one property was asked for, else the newest of each object.
    pub rows: Vec<RowView>,
    /// The series, drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sparkline: Option<Sparkline>,
}

/// A series in one line.
#[derive(Debug, Serialize)]
pub struct Sparkline {
    /// The blocks.
    pub blocks: String,
    /// The first and the last time.
    pub from: String,
    /// The last.
    pub to: String,
    /// The least value and its time.
    pub least: String,
    /// The greatest.
    pub greatest: String,
}

/// All that is known of a subject, or of one of its properties.
///
/// # Errors
/// The names that are nearest, where nothing has the name.
pub fn show(reference: &Reference, subject: &str, property: Option<&str>) -> Result<Shown, String> {
    let subjects: Vec<(EntityId, Entity<'_>)> = reference.entities().enumerate().map(|(n, e)| (EntityId(n as u32), e)).collect();
    let names = |e: &(EntityId, Entity<'_>)| [e.1.id].into_iter().chain(e.1.names()).chain(e.1.demonyms()).map(str::to_owned).collect::<Vec<_>>();
    let &(id, entity) = find(&subjects, "subject", subject, names)?;
    let all: Vec<(PropertyId, Vec<Fact>)> = reference.properties_of(id).map(|(p, rows)| (p, rows.collect())).collect();
    let wanted = match property {
        None => all,
        Some(name) => {
            let names = |p: &(PropertyId, Vec<Fact>)| {
                let p = reference.property(p.0);
                [&p.id, &p.label].into_iter().chain(&p.triggers).cloned().collect::<Vec<_>>()
            };
            let &(only, _) = find(&all, &format!("property of {}", entity.name), name, names)?;
            all.into_iter().filter(|p| p.0 == only).collect()
        }
    };
    let properties = wanted.iter().map(|(p, rows)| shown(reference, *p, rows, property.is_some())).collect();
    let list = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
    Ok(Shown {
        id: entity.id.to_owned(),
        name: entity.name.to_owned(),
        kind: entity.kind.to_owned(),
        aliases: list(&mut entity.aliases()),
        demonyms: list(&mut entity.demonyms()),
        properties,
    })
}

/// The item that has a name: exactly, or without regard to capitals; else the nearest names.
fn find<'i, T>(items: &'i [T], what: &str, name: &str, names: impl Fn(&T) -> Vec<String>) -> Result<&'i T, String> {
    let wanted = name.trim().to_lowercase();
    let found =
        items.iter().find(|i| names(i).iter().any(|n| n == name)).or_else(|| items.iter().find(|i| names(i).iter().any(|n| n.to_lowercase() == wanted)));
    found.ok_or_else(|| {
        let mut near: Vec<(f64, String)> = items.iter().flat_map(&names).map(|n| (-strsim::jaro_winkler(&n.to_lowercase(), &wanted), n)).collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        near.dedup_by(|a, b| a.1.eq_ignore_ascii_case(&b.1));
        let nearest: Vec<String> = near.into_iter().take(3).map(|n| n.1).collect();
        let hint = if nearest.is_empty() { "there is none at all".to_owned() } else { format!("the nearest are {}", nearest.join(", ")) };
        format!("the tables have no {what} {name:?}; {hint}")
    })
}

fn shown(reference: &Reference, property: PropertyId, rows: &[Fact], whole: bool) -> ShownProperty {
    let described = reference.property(property);
    let newest = || rows.chunk_by(|a, b| a.object == b.object).filter_map(|g| g.iter().rev().find(|f| !f.superseded).or(g.last()));
    let is_named = |f: &&Fact| f.value == crate::reference::FactValue::Name;
    let views: Vec<RowView> = match () {
        () if whole => rows.iter().map(|f| view(reference, f)).collect(),
        // of successive holders the newest stands for all
        () if rows.iter().all(|f| is_named(&f)) => rows.iter().max_by_key(|f| f.valid.and_then(|w| w.from)).map(|f| view(reference, f)).into_iter().collect(),
        () => newest().map(|f| view(reference, f)).collect(),
    };
    let series = described.temporal == Temporal::Series && rows.iter().all(|f| f.object == rows[0].object);
    ShownProperty {
        id: described.id.clone(),
        label: described.label.clone(),
        rows_total: rows.len(),
        rows: views,
        sparkline: series.then(|| sparkline(rows)).flatten(),
    }
}

/// Draws the numbers of a series, year by year; long series in as many columns as there is room for.
fn sparkline(rows: &[Fact]) -> Option<Sparkline> {
    let mut points: Vec<(chrono::NaiveDate, Decimal)> =
        rows.iter().filter(|f| !f.superseded).filter_map(|f| Some((f.as_of.or(f.valid)?.midpoint()?, words::number(f)?))).collect();
    points.sort();
    let (first, last) = (points.first()?.0, points.last()?.0);
    if points.len() < FEWEST || first.year() == last.year() {
        return None;
    }
    let (least, greatest) = (points.iter().min_by_key(|p| p.1)?, points.iter().max_by_key(|p| p.1)?);
    let label = |p: &(chrono::NaiveDate, Decimal)| format!("{} ({})", short(p.1), p.0.year());
    // a column a year, or where the years are too many, a column for as many as it takes
    let years = (last.year() - first.year()) as usize + 1;
    let count = WIDTH.min(years);
    let place = |day: chrono::NaiveDate| (day.year() - first.year()) as usize * (count - 1) / (years - 1).max(1);
    let mut cells: Vec<Vec<f64>> = vec![Vec::new(); count];
    for (day, value) in &points {
        cells[place(*day)].push(value.to_f64()?);
    }
    let (low, high) = (least.1.to_f64()?, greatest.1.to_f64()?);
    let block = |values: &Vec<f64>| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let share = if high > low { (mean - low) / (high - low) } else { 0.5 };
        BLOCKS[((share * BLOCKS.len() as f64) as usize).min(BLOCKS.len() - 1)]
    };
    let blocks = cells.iter().map(|values| if values.is_empty() { ' ' } else { block(values) }).collect();
    Some(Sparkline { blocks, from: first.year().to_string(), to: last.year().to_string(), least: label(least), greatest: label(greatest) })
}

impl Shown {
    /// As text for a terminal; of more than `most` rows the last are shown, and how many more there are is said.
    pub fn text(&self, most: usize) -> String {
        let kind = if self.kind.is_empty() { String::new() } else { format!(", {}", self.kind) };
        let mut out = format!("{} ({}{kind})\n", self.name, self.id);
        for (what, names) in [("also", &self.aliases), ("people", &self.demonyms)] {
            if !names.is_empty() {
                out.push_str(&format!("{what}: {}\n", names.join(", ")));
            }
        }
        match self.properties.as_slice() {
            [] => out.push_str("the tables have no row about it\n"),
            [only] if only.rows.len() == only.rows_total => out.push_str(&only.text(most)),
            all => out.push_str(&columns(&all.iter().map(ShownProperty::line).collect::<Vec<_>>())),
        }
        out
    }
}

impl ShownProperty {
    /// One line of the overview.
    fn line(&self) -> Vec<String> {
        let value = |row: &RowView| row.object.as_ref().map_or_else(|| row.value.clone(), |o| format!("{o} {}", row.value));
        let mut values: Vec<String> = self.rows.iter().take(OBJECTS).map(value).collect();
        if self.rows.len() > OBJECTS {
            values.push(format!("{} more", self.rows.len() - OBJECTS));
        }
        let when = self.rows.last().map_or_else(String::new, |r| r.when.clone());
        let drawn = self.sparkline.as_ref().map_or_else(String::new, |s| s.blocks.clone());
        let rows = if self.rows_total == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows_total) };
        vec![format!("  {}", self.id), values.join("; "), when, rows, drawn]
    }

    /// All rows, and the series drawn.
    fn text(&self, most: usize) -> String {
        let mut out = format!("\n{} ({})\n", self.label, self.id);
        if let Some(drawn) = &self.sparkline {
            out.push_str(&format!("  {} {} {}   least {}, greatest {}\n", drawn.from, drawn.blocks, drawn.to, drawn.least, drawn.greatest));
        }
        let hidden = self.rows.len().saturating_sub(most);
        if hidden > 0 {
            out.push_str(&format!("  {hidden} earlier rows are not shown; --all shows them\n"));
        }
        let rows: Vec<Vec<String>> = self.rows[hidden..].iter().map(RowView::cells).collect();
        out.push_str(&columns(&rows));
        out
    }
}

impl RowView {
    fn cells(&self) -> Vec<String> {
        let mut value = self.value.clone();
        for (words, is_so) in [(self.rank, self.rank != "preferred"), ("superseded", self.superseded), (&self.definition, !self.definition.is_empty())] {
            if is_so {
                value.push_str(&format!(" [{words}]"));
            }
        }
        vec![
            format!("  {}", self.object.clone().unwrap_or_default()).trim_end().to_owned() + " ",
            value,
            self.when.clone(),
            self.source.clone(),
            self.id.clone(),
            self.place.clone(),
        ]
    }
}
