//! Verbs whose past no stemmer makes of their base: "began", "broken".
//!
//! In: `verbs.csv`. Out: the base of a form. It refuses to know what the verbs mean.

use super::table::{listed, rows};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Row {
    base: String,
    forms: String,
}

static BASES: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let rows = rows::<Row>("verbs.csv", include_str!("verbs.csv"));
    rows.iter().flat_map(|row| listed(&row.forms).map(|form| (form.to_owned(), row.base.clone()))).collect()
});

/// The base of a form in small letters; none of what is a base, regular or no verb.
pub fn base(form: &str) -> Option<&'static str> {
    BASES.get(form).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{BASES, base};
    use crate::lexicon::table::{listed, rows};
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Row {
        base: String,
        forms: String,
        example: String,
    }

    #[test]
    fn every_form_has_one_base_and_its_example_has_one_of_them() {
        let table = rows::<Row>("verbs.csv", include_str!("verbs.csv"));
        assert!(table.iter().map(|row| &row.base).is_sorted());
        assert_eq!(table.iter().map(|row| listed(&row.forms).count()).sum::<usize>(), BASES.len());
        for row in &table {
            let found = row.example.trim_end_matches('.').split(' ').find_map(base);
            assert!(found == Some(row.base.as_str()) || row.example.contains(&row.base), "{}", row.example);
        }
        assert_eq!(base("begin"), None);
    }
}
