//! The table of entities.

use super::Entity;
use super::table::Table;
use crate::lexicon::table::listed;
use crate::problem::Problem;

/// Reads `id, name, type, aliases, demonyms`.
pub fn read(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Entity> {
    let table = match Table::open(file, text, &["id", "name"]) {
        Ok(table) => table,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let mut entities: Vec<Entity> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    table.for_each(problems, |row, line, start, problems| {
        let Some(id) = row.new_id(line, start, &mut seen, problems) else { return };
        let list = |column: &str| listed(row.get(column)).map(str::to_owned).collect();
        entities.push(Entity {
            id: id.to_owned(),
            name: if row.get("name").is_empty() { id.to_owned() } else { row.get("name").to_owned() },
            kind: row.get("type").to_owned(),
            aliases: list("aliases"),
            demonyms: list("demonyms"),
        });
    });
    entities
}
