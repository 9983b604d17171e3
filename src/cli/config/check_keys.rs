//! Keys and values that a configuration may not have, each with its place.
//!
//! In: the text of a file. Out: a problem for every key that is not known, with the nearest
//! one that is, and for every code or glob that means nothing. The keys are those of the
//! JSON Schema, which derives from the types.

use super::Config;
use crate::problem::Problem;
use crate::report::policy::{is_code, is_level_key};
use serde_json::Value;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The configuration of a text; all that is wrong if it is none.
pub fn parse(name: &str, text: &str) -> Result<Config, Vec<Problem>> {
    let at = |span: Range<usize>| place(text, span.start);
    let table = DeTable::parse(text).map_err(|e| {
        let (line, column) = at(e.span().unwrap_or(0..0));
        vec![Problem::error(name, format!("the file is not TOML: {}", e.message().lines().collect::<Vec<_>>().join(" "))).at(line, column)]
    })?;
    let schema = schemars::schema_for!(Config).to_value();
    let mut checker = Checker { name, text, schema: &schema, problems: Vec::new() };
    checker.table(table.get_ref(), &schema);
    if !checker.problems.is_empty() {
        return Err(checker.problems);
    }
    toml::from_str(text).map_err(|e| {
        let span = e.span().unwrap_or(0..0);
        let (line, column) = at(span.clone());
        let found = text.get(span).unwrap_or_default();
        vec![
            Problem::error(name, format!("a value cannot be read: {}", e.message())).at(line, column).expected("a value of the kind that the key wants", found),
        ]
    })
}

fn place(text: &str, offset: usize) -> (u32, u32) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line as u32, column as u32)
}

struct Checker<'a> {
    name: &'a str,
    text: &'a str,
    schema: &'a Value,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    /// Keys of a table against the properties of its schema.
    fn table(&mut self, table: &DeTable<'_>, schema: &Value) {
        let schema = self.resolved(schema).clone();
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
        for (key, value) in table {
            let word = key.get_ref().as_ref();
            match properties.get(word) {
                Some(inner) => self.value(word, value.get_ref(), value.span(), inner),
                None => self.unknown(word, key.span(), "the key is not known", properties.keys().map(String::as_str)),
            }
        }
    }

    fn value(&mut self, key: &str, value: &DeValue<'_>, span: Range<usize>, schema: &Value) {
        match value {
            DeValue::Table(table) if key == "levels" => {
                for word in table.keys().filter(|word| !is_level_key(word.get_ref())) {
                    self.wrong_code(word.get_ref(), word.span(), "a code such as FL203, its beginning, or a verdict such as no-reference");
                }
            }
            DeValue::Table(table) => self.table(table, schema),
            DeValue::Array(items) => {
                let inner = self.resolved(schema).get("items").cloned().unwrap_or_default();
                for item in items {
                    self.item(key, item.get_ref(), item.span(), &inner);
                }
            }
            DeValue::String(text) => self.text(key, text, span),
            _ => {}
        }
    }

    fn item(&mut self, key: &str, item: &DeValue<'_>, span: Range<usize>, schema: &Value) {
        match item {
            DeValue::Table(table) => self.table(table, schema),
            DeValue::String(text) => self.text(key, text, span),
            _ => {}
        }
    }

    fn text(&mut self, key: &str, text: &str, span: Range<usize>) {
        match key {
            "select" | "ignore" if !is_code(text) => self.wrong_code(text, span, "a code such as FL203, or its beginning"),
            "include" | "exclude" | "paths" => {
                if let Err(error) = globset::Glob::new(text) {
                    self.problem(span, format!("the pattern cannot be read: {}", error.kind()), "a glob such as drafts/**", text);
                }
            }
            "template" => {
                for place in crate::decision::unknown_places(text) {
                    self.problem(span.clone(), "the template has a place that there is not".to_owned(), &crate::decision::places(), place);
                }
            }
            _ => {}
        }
    }

    fn wrong_code(&mut self, word: &str, span: Range<usize>, expected: &str) {
        self.problem(span, "no check or verdict is called so".to_owned(), expected, word);
    }

    fn unknown<'k>(&mut self, word: &str, span: Range<usize>, message: &str, known: impl Iterator<Item = &'k str>) {
        let nearest = known.min_by_key(|k| strsim::damerau_levenshtein(k, &word.replace('_', "-"))).unwrap_or_default();
        self.problem(span, message.to_owned(), &format!("{nearest:?}, the nearest one"), word);
    }

    fn problem(&mut self, span: Range<usize>, message: String, expected: &str, found: &str) {
        let (line, column) = place(self.text, span.start);
        self.problems.push(Problem::error(self.name, message).at(line, column).expected(expected, found));
    }

    /// A schema behind its references.
    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let pointer = |s: &'s Value| s.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix('#')).and_then(|p| self.schema.pointer(p));
        let alternatives = schema.get("anyOf").and_then(Value::as_array);
        pointer(schema).or_else(|| alternatives.and_then(|all| all.iter().find_map(pointer))).unwrap_or(schema)
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn said(text: &str) -> Vec<String> {
        parse("factlint.toml", text).map_or_else(|all| all.iter().map(ToString::to_string).collect(), |_| Vec::new())
    }

    #[test]
    fn wrong_keys_get_the_nearest_right_one_with_line_and_column() {
        assert_eq!(
            said("select = [\"FL1\"]\nfail_on = \"note\"\n\n[[overrides]]\npath = [\"a\"]\n[tolerances]\nclose-percnt = 1\n"),
            [
                "factlint.toml:2:1: error: the key is not known; expected \"fail-on\", the nearest one, found \"fail_on\"",
                "factlint.toml:5:1: error: the key is not known; expected \"paths\", the nearest one, found \"path\"",
                "factlint.toml:7:1: error: the key is not known; expected \"close-percent\", the nearest one, found \"close-percnt\"",
            ]
        );
    }

    #[test]
    fn wrong_values_are_named_with_their_place() {
        for (text, start) in [
            ("ignore = [\"FL1\", \"FX2\"]", "factlint.toml:1:18: error: no check or verdict is called so"),
            ("[levels]\nFL203 = \"note\"\nwrong = \"note\"", "factlint.toml:3:1: error: no check or verdict is called so"),
            ("[levels]\nFL203 = \"loud\"", "factlint.toml:2:9: error: a value cannot be read: unknown variant `loud`"),
            ("exclude = [\"a[\"]", "factlint.toml:1:12: error: the pattern cannot be read"),
            ("[corrections]\ntemplate = \"{wrong} {rihgt}\"", "factlint.toml:2:12: error: the template has a place that there is not; expected"),
            ("date = \"soon\"", "factlint.toml:1:8: error: a value cannot be read"),
            ("= 3", "factlint.toml:1:1: error: the file is not TOML"),
        ] {
            let said = said(text);
            assert!(said.len() == 1 && said[0].starts_with(start), "{text}: {said:?}");
        }
    }

    #[test]
    fn every_key_can_be_set() {
        let text = "references = [\"built-in\"]\ninclude = [\"*.md\"]\nexclude = [\"drafts/**\"]\nselect = [\"FL\"]\nignore = [\"FL203\"]\nattribution = \"keep\"\n\
            fail-on = \"warning\"\ndate = \"2025-08-07\"\nas-of = \"2025-01-01\"\nlocale = \"en-GB\"\nbaseline = \"b.json\"\ndecisions = \"d.jsonl\"\ncache = true\ncache-dir = \".c\"\nmax-findings = 5\n\
            [levels]\nFL2 = \"warning\"\nclose = \"none\"\n[[hedges]]\nhedge = \"about\"\nwritten = \"round\"\nlow = -1\n[tolerances]\nclose-percent = 1\n[corrections]\ntemplate = \"{correction}\"\n\
            [[overrides]]\npaths = [\"opinion/**\"]\nignore = [\"FL1\"]\nreason = \"columns\"\n";
        assert_eq!(said(text), Vec::<String>::new());
    }
}
