//! The table of entities.

use super::Entity;
use super::layout::Layout;
use super::table::Table;
use crate::lexicon::table::listed;
use crate::problem::Problem;

/// An entity as it is collected from tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntityRow {
    /// The id in the tables.
    pub id: String,
    /// The name in reports.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Other names, with `|` between them.
    pub aliases: String,
    /// Names of its people, likewise.
    pub demonyms: String,
}

/// Words of an office that tables write before the name of its holder.
const OFFICES: [&str; 4] = ["Minister", "President", "Chancellor", "Ministers"];

impl EntityRow {
    /// As everyone else sees it.
    pub fn view(&self) -> Entity<'_> {
        Entity { id: &self.id, name: &self.name, kind: &self.kind, aliases: self.aliases.as_bytes(), demonyms: self.demonyms.as_bytes(), short: &[] }
    }

    /// What a person of three names or more may be called for short, with `|` between them: the first or the second name, and a later one.
    /// Whoever has two family names may go by either, and whoever has two given names too.
    pub fn short_names(&self) -> String {
        if self.kind != "person" {
            return String::new();
        }
        let own = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let all: Vec<&str> = self.name.split_whitespace().filter(own).collect();
        // "Caretaker Prime Minister Ada Utopius" is called by the rest of it, and by no word of the office
        let office = all.iter().rposition(|word| OFFICES.contains(word)).map_or(0, |last| last + 1);
        let words = &all[office..];
        if words.len() < 3 {
            return if office > 0 && words.len() == 2 { words.join(" ") } else { String::new() };
        }
        let later = |given: usize| words[2..].iter().map(move |family| (given, *family));
        // of three names the second is a family name as often as the third
        let pairs = (0..2).flat_map(later).chain((words.len() == 3).then_some((0, words[1])));
        let short: Vec<String> = pairs.map(|(given, family)| format!("{} {family}", words[given])).collect();
        short.join("|")
    }

    /// Takes what another table says of the same entity: its kind if there is none yet, and names that are new.
    pub fn merge(&mut self, other: EntityRow) {
        if self.kind.is_empty() {
            self.kind = other.kind;
        }
        for (mine, theirs) in [(&mut self.aliases, other.aliases), (&mut self.demonyms, other.demonyms)] {
            let new: Vec<&str> = listed(&theirs).filter(|name| !listed(mine).any(|known| known == *name)).collect();
            for name in new {
                if !mine.is_empty() {
                    mine.push('|');
                }
                mine.push_str(name);
            }
        }
    }
}

/// Reads `id, name, type, aliases, demonyms`.
pub fn read(file: &str, text: &str, layout: &Layout, problems: &mut Vec<Problem>) -> Vec<EntityRow> {
    let table = match Table::open(file, text, &["id", "name"], layout) {
        Ok(table) => table,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let mut entities: Vec<EntityRow> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    table.for_each(problems, |row, line, start, problems| {
        let Some(id) = row.new_id(line, start, &mut seen, problems) else { return };
        entities.push(EntityRow {
            id: id.to_owned(),
            name: if row.get("name").is_empty() { id.to_owned() } else { row.get("name").to_owned() },
            kind: row.get("type").to_owned(),
            aliases: row.get("aliases").to_owned(),
            demonyms: row.get("demonyms").to_owned(),
        });
    });
    entities
}

#[cfg(test)]
mod tests {
    use super::EntityRow;

    #[test]
    fn whoever_is_listed_with_an_office_goes_by_the_rest_of_the_name() {
        let short = |name: &str| EntityRow { name: name.to_owned(), kind: "person".to_owned(), ..EntityRow::default() }.short_names();
        assert_eq!(short("Caretaker Prime Minister Ada Utopius"), "Ada Utopius");
        assert_eq!(short("Ada Mina Utopius"), "Ada Utopius|Mina Utopius|Ada Mina");
        assert_eq!(short("Ada Utopius"), "");
    }
}
