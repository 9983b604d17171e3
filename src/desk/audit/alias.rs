//! FL931: names that stand for more than one thing.

use super::view::Desk;
use crate::lexicon::table::listed;
use crate::problem::{Problem, Severity};
use crate::reference::package::Role;
use crate::reference::rows::Declaration;
use crate::rule::Rule;
use std::collections::BTreeMap;

/// An ambiguous name.
pub const AMBIGUOUS_NAME: Rule = Rule {
    code: "FL931",
    name: "ambiguous-name",
    summary: "a name, alias or demonym stands for two entities, or is a part of another's name",
    checks: "Names, aliases and demonyms of all entities are compared without regard to capitals. An alias is ambiguous too if its words are a part of the full name of another entity of the same type.",
    why: "A claim about the one is held against the rows of the other. A longer name, or a rule of the desk, decides.",
    example: "\"Congo\" as an alias of one republic while another's name is Republic of the Congo; \"Dominican\" for two countries.",
    silent: "The entity has the name as its own name and the other only contains it (Guinea, Guinea-Bissau): the longest name wins in a text.",
};

/// The columns that hold names.
const COLUMNS: [&str; 3] = ["name", "aliases", "demonyms"];

struct Named<'d> {
    row: &'d Declaration,
    column: &'static str,
    name: &'d str,
}

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    let mut by_name: BTreeMap<String, Vec<Named<'_>>> = BTreeMap::new();
    for row in desk.declared.iter().filter(|d| d.role == Role::Entities) {
        for column in COLUMNS {
            for name in listed(row.get(column)) {
                by_name.entry(name.to_lowercase()).or_default().push(Named { row, column, name });
            }
        }
    }
    for names in by_name.values() {
        found.extend(shared(desk, names));
    }
    found.extend(contained(desk, &by_name));
}

/// One name, several entities; named at the last that has it.
fn shared(desk: &Desk<'_>, names: &[Named<'_>]) -> Option<Problem> {
    let last = names.last()?;
    let mut others: Vec<&str> = names.iter().map(|n| n.row.get("id")).filter(|id| *id != last.row.get("id")).collect();
    others.sort_unstable();
    others.dedup();
    let first = names.iter().find(|n| n.row.get("id") != last.row.get("id"))?;
    let message = format!("{:?} stands for {} and for {}, in {}:{}", last.name, last.row.get("id"), others.join(", "), first.row.file, first.row.line);
    Some(named(desk, last, message))
}

fn named(desk: &Desk<'_>, at: &Named<'_>, message: String) -> Problem {
    let problem = desk.declared_finding(&AMBIGUOUS_NAME, Severity::Warning, at.row, at.column, message);
    Problem { about: at.name.to_lowercase(), ..problem }.expected("a name for one entity alone", at.name)
}

/// Aliases whose words are a part of the name of another entity of the same type.
fn contained<'d>(desk: &'d Desk<'_>, by_name: &BTreeMap<String, Vec<Named<'d>>>) -> Vec<Problem> {
    // last words of names lead to the names: few aliases meet any
    let mut full: BTreeMap<String, Vec<(&'d Declaration, Vec<String>)>> = BTreeMap::new();
    for row in desk.declared.iter().filter(|d| d.role == Role::Entities) {
        let words = words(row.get("name"));
        for word in &words {
            full.entry(word.clone()).or_default().push((row, words.clone()));
        }
    }
    let mut found = Vec::new();
    for alias in by_name.values().flatten().filter(|n| n.column == "aliases" && !n.name.eq_ignore_ascii_case(n.row.get("name"))) {
        let own = words(alias.name);
        let (id, kind) = (alias.row.get("id"), alias.row.get("type"));
        let others = own.first().and_then(|w| full.get(w)).into_iter().flatten();
        let other = others.filter(|(row, _)| row.get("id") != id && row.get("type") == kind && !kind.is_empty());
        let other = other.filter(|(_, theirs)| theirs.len() > own.len() && theirs.windows(own.len()).any(|w| w == own.as_slice())).map(|(row, _)| row).next();
        if let Some(other) = other {
            let message = format!("{:?} is an alias of {id}, and a part of the name of {} ({})", alias.name, other.get("id"), other.get("name"));
            found.push(named(desk, alias, message));
        }
    }
    found.sort_by(|a, b| (&a.about, &a.file, a.line).cmp(&(&b.about, &b.file, b.line)));
    found.dedup_by(|a, b| a.about == b.about);
    found
}

fn words(name: &str) -> Vec<String> {
    name.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}
