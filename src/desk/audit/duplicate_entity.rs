//! FL921: one thing under two ids.

use super::view::Desk;
use crate::problem::{Problem, Severity};
use crate::reference::package::Role;
use crate::reference::rows::Declaration;
use crate::rule::Rule;
use crate::text::chars::unaccented;
use std::collections::BTreeMap;

/// The same entity twice.
pub const DUPLICATE_ENTITY: Rule = Rule {
    code: "FL921",
    name: "duplicate-entity",
    summary: "two entities have names that differ by spelling alone",
    checks: "Names of entities of one type are compared without capitals, accents, marks and the order of their words; names of nine letters or more also by one letter typed wrongly.",
    why: "The facts of one thing are split over two ids, and claims meet half of them.",
    example: "\"Côte d'Ivoire\" and \"Cote d’Ivoire\"; \"Korea, North\" and \"North Korea\"; \"Azerbaijan\" and \"Azerbajian\".",
    silent: "The names differ by a digit, a numeral or an initial, are short, or their types differ.",
};

/// Names below are told apart by one letter (Iran, Iraq).
const LONG: usize = 9;

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    let rows: Vec<&Declaration> = desk.declared.iter().filter(|d| d.role == Role::Entities).collect();
    let mut first: BTreeMap<(&str, String), &Declaration> = BTreeMap::new();
    let mut by_shape: BTreeMap<(&str, char), Vec<(String, &Declaration)>> = BTreeMap::new();
    for &row in &rows {
        let (kind, key) = (row.get("type"), folded(row.get("name")));
        let same = *first.entry((kind, key.clone())).or_insert(row);
        if same.get("id") != row.get("id") {
            found.push(named(desk, row, same));
            continue;
        }
        let Some(initial) = key.chars().next().filter(|_| key.chars().count() >= LONG) else { continue };
        let alike = by_shape.entry((kind, initial)).or_default();
        if let Some((_, other)) = alike.iter().find(|(theirs, other)| other.get("id") != row.get("id") && is_slip(&key, theirs)) {
            found.push(named(desk, row, other));
        }
        alike.push((key, row));
    }
}

fn named(desk: &Desk<'_>, row: &Declaration, other: &Declaration) -> Problem {
    let message =
        format!("{:?} ({}) is spelt nearly as {:?} ({}) in {}:{}", row.get("name"), row.get("id"), other.get("name"), other.get("id"), other.file, other.line);
    let problem = desk.declared_finding(&DUPLICATE_ENTITY, Severity::Warning, row, "name", message);
    Problem { about: format!("{}/{}", row.get("id"), other.get("id")), ..problem }
}

/// Lower-case words without accents and marks, in alphabetical order; "the", "of" and "and" say nothing.
fn folded(name: &str) -> String {
    let plain: String = name.chars().map(|c| unaccented(c).to_ascii_lowercase()).filter(|c| !matches!(c, '\'' | '’' | '.')).collect();
    let plain = plain.to_lowercase();
    let mut words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !matches!(*w, "" | "the" | "of" | "and")).collect();
    words.sort_unstable();
    words.join(" ")
}

/// One letter typed wrongly, left out, put in or swapped with the next, in a word that is no number or numeral.
fn is_slip(a: &str, b: &str) -> bool {
    let differing: Vec<(&str, &str)> = a.split(' ').zip(b.split(' ')).filter(|(x, y)| x != y).collect();
    let [(x, y)] = differing[..] else { return false };
    let plain = |word: &str| word.len() > 4 && word.chars().all(char::is_alphabetic);
    a.split(' ').count() == b.split(' ').count() && plain(x) && plain(y) && strsim::damerau_levenshtein(x, y) == 1
}

#[cfg(test)]
mod tests {
    use super::{folded, is_slip};

    #[test]
    fn spelling_order_and_accents_are_no_difference() {
        assert_eq!(folded("Côte d'Ivoire"), folded("Cote d’Ivoire"));
        assert_eq!(folded("Korea, North"), folded("North Korea"));
        assert_eq!(folded("The Gambia"), folded("Gambia"));
        assert_ne!(folded("North Korea"), folded("South Korea"));
    }

    #[test]
    fn one_letter_is_a_slip_where_names_are_long() {
        let slip = |a: &str, b: &str| is_slip(&folded(a), &folded(b));
        assert!(slip("Azerbaijan", "Azerbajian"));
        assert!(slip("Turkmenistan", "Turkmenestan"));
        assert!(!slip("1991 referendum", "1992 referendum"));
        assert!(!slip("Leo Xiii of Rome", "Leo Xiv of Rome"));
        assert!(!slip("Austria-Hungary", "Australia-Hungary"));
    }
}
