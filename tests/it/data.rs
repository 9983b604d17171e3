//! The data files: sorted, without doubles, and the packages as their descriptors say.

use crate::tool::{code, root, run, stdout};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn records(path: &Path) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let header = reader.headers().expect("a header").clone();
    (header, reader.records().map(|r| r.expect("a row with as many fields as the header")).collect())
}

/// Fails at the first row that does not stand behind the one before it.
fn assert_sorted(path: &Path, rows: &[csv::StringRecord], key: impl Fn(&csv::StringRecord) -> Vec<String>) {
    for pair in rows.windows(2) {
        let (a, b) = (key(&pair[0]), key(&pair[1]));
        let line = pair[1].position().map_or(0, csv::Position::line);
        assert!(a < b, "{}:{line}: {b:?} stands behind {a:?}: out of order, or twice", path.display());
    }
}

#[test]
fn lexicon_tables_are_sorted_and_have_no_doubles() {
    let folder = root().join("src/lexicon");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).expect("the lexicon") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|e| e == "csv") {
            let (_, rows) = records(&path);
            assert!(!rows.is_empty(), "{}", path.display());
            // a word may stand for several things, but not twice for the same
            for pair in rows.windows(2) {
                assert!(pair[0][0] <= pair[1][0], "{}: {:?} is out of order", path.display(), &pair[1][0]);
            }
            let keys: std::collections::BTreeSet<Vec<&str>> = rows.iter().map(|r| r.iter().take(r.len() - 1).collect()).collect();
            assert_eq!(keys.len(), rows.len(), "{}: two rows say the same", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen} tables");
}

#[test]
fn tables_of_the_desk_are_sorted_and_have_no_doubles() {
    for table in ["audit/confused_units.csv", "import/columns.csv", "import/factbook_fields.csv"] {
        let path = root().join("src/desk").join(table);
        let (_, rows) = records(&path);
        assert_sorted(&path, &rows, |row| vec![row[0].to_owned(), row[1].to_owned()]);
    }
}

#[test]
fn reference_tables_are_sorted_by_id() {
    for package in ["caucasus", "world"] {
        for table in ["facts", "entities", "properties"] {
            let path = root().join("references").join(package).join(format!("{table}.csv"));
            let (header, rows) = records(&path);
            assert_eq!(&header[0], "id", "{}", path.display());
            assert_sorted(&path, &rows, |row| vec![row[0].to_owned()]);
        }
    }
}

#[test]
fn every_fact_has_a_source_with_an_address_and_a_known_subject_and_property() {
    for package in ["caucasus", "world"] {
        let folder = root().join("references").join(package);
        let ids = |table: &str| records(&folder.join(table)).1.iter().map(|r| r[0].to_owned()).collect::<std::collections::BTreeSet<_>>();
        let (entities, properties) = (ids("entities.csv"), ids("properties.csv"));
        let (header, rows) = records(&folder.join("facts.csv"));
        let column = |name: &str| header.iter().position(|h| h == name).unwrap_or_else(|| panic!("{package}: no column {name}"));
        let (source, url) = (column("source"), column("source_url"));
        for row in &rows {
            assert!(!row[source].is_empty() && row[url].starts_with("http"), "{package}: {} has no source with an address", &row[0]);
            assert!(entities.contains(&row[1]) && properties.contains(&row[2]), "{package}: {}: {} or {} is not declared", &row[0], &row[1], &row[2]);
        }
    }
}

/// Frictionless descriptors name licence, sources, and the size and hash of each table.
#[test]
fn descriptors_are_true() {
    for package in ["caucasus", "world"] {
        let folder = root().join("references").join(package);
        let text = fs::read_to_string(folder.join("datapackage.json")).expect("a descriptor");
        let descriptor: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert!(descriptor["licenses"][0]["name"].is_string() && descriptor["sources"][0]["title"].is_string(), "{package}");
        for resource in descriptor["resources"].as_array().expect("resources") {
            let path = folder.join(resource["path"].as_str().expect("a path"));
            let bytes = fs::read(&path).expect("a table");
            let (header, _) = records(&path);
            let fields: Vec<&str> = resource["schema"]["fields"].as_array().expect("fields").iter().map(|f| f["name"].as_str().expect("a name")).collect();
            assert_eq!(header.iter().collect::<Vec<_>>(), fields, "{}", path.display());
            let hash = format!("sha256:{}", sha256(&bytes));
            let found = (resource["bytes"].as_u64(), resource["hash"].as_str());
            let wanted = (Some(bytes.len() as u64), Some(hash.as_str()));
            assert_eq!(found, wanted, "{}: write the right values into datapackage.json", path.display());
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[test]
fn the_starter_packages_validate_without_a_word() {
    for package in ["references/caucasus", "references/world"] {
        let output = run(&["refs", "validate", package]);
        assert_eq!(code(&output), 0, "{}", stdout(&output));
        assert!(stdout(&output).contains("0 errors, 0 warnings"), "{}", stdout(&output));
    }
}

#[test]
fn entities_and_properties_that_both_packages_have_are_the_same() {
    for table in ["entities", "properties"] {
        let rows = |package: &str| {
            let (_, rows) = records(&root().join("references").join(package).join(format!("{table}.csv")));
            rows.into_iter().map(|r| (r[0].to_owned(), r.iter().map(str::to_owned).collect())).collect::<BTreeMap<String, Vec<String>>>()
        };
        let world = rows("world");
        for (id, row) in rows("caucasus") {
            assert!(world.get(&id).is_none_or(|other| *other == row), "{table}: {id} differs between the packages");
        }
    }
}
