//! The data files: sorted, without doubles, and the packages as their descriptors say.

use crate::tool::{code, root, run, stdout};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

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

/// What a group of countries is closed over must be known, or nobody's place in it is told.
#[test]
fn groups_are_of_countries_that_world_knows() {
    let (_, entities) = records(&root().join("references/world/entities.csv"));
    let countries = entities.iter().filter(|row| &row[2] == "country");
    let known: std::collections::BTreeSet<&str> = countries.flat_map(|row| row[3].split('|').chain([&row[1]])).collect();
    let (_, groups) = records(&root().join("src/lexicon/groups.csv"));
    for group in &groups {
        for name in group[2].split('|').chain(group[3].split('|')).filter(|name| !name.is_empty()) {
            assert!(known.contains(name), "{}: {name}", &group[0]);
        }
    }
}

#[test]
fn tables_of_the_desk_are_sorted_and_have_no_doubles() {
    for table in ["audit/confused_units.csv", "import/columns.csv", "import/factbook_fields.csv"] {
        let path = root().join("src/desk").join(table);
        let (_, rows) = records(&path);
        assert_sorted(&path, &rows, |row| vec![row[0].to_owned(), row[1].to_owned()]);
    }
}

/// The folders in `references/`.
fn packages() -> Vec<String> {
    let folders = fs::read_dir(root().join("references")).expect("the packages").map(|e| e.expect("a package").file_name().to_string_lossy().into_owned());
    let mut packages: Vec<String> = folders.collect();
    packages.sort();
    assert!(["caucasus", "series", "world"].iter().all(|p| packages.iter().any(|own| own == p)), "{packages:?}");
    packages
}

fn descriptor(package: &str) -> serde_json::Value {
    let text = fs::read_to_string(root().join("references").join(package).join("datapackage.json")).expect("a descriptor");
    serde_json::from_str(&text).expect("JSON")
}

/// The tables of a package: name and path.
fn tables(package: &str) -> Vec<(String, PathBuf)> {
    let descriptor = descriptor(package);
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let folder = root().join("references").join(package);
    descriptor["resources"].as_array().expect("resources").iter().map(|r| (text(&r["name"]), folder.join(text(&r["path"])))).collect()
}

fn is_of_facts(table: &str) -> bool {
    !matches!(table, "entities" | "properties")
}

#[test]
fn reference_tables_are_sorted_by_id() {
    for package in packages() {
        for (_, path) in tables(&package) {
            let (header, rows) = records(&path);
            assert_eq!(&header[0], "id", "{}", path.display());
            assert_sorted(&path, &rows, |row| vec![row[0].to_owned()]);
        }
    }
}

#[test]
fn every_fact_has_a_source_with_an_address_and_a_known_subject_and_property() {
    for package in packages() {
        let folder = root().join("references").join(&package);
        let ids = |table: &str| records(&folder.join(table)).1.iter().map(|r| r[0].to_owned()).collect::<std::collections::BTreeSet<_>>();
        let (entities, properties) = (ids("entities.csv"), ids("properties.csv"));
        for (table, path) in tables(&package).into_iter().filter(|t| is_of_facts(&t.0)) {
            let (header, rows) = records(&path);
            let column = |name: &str| header.iter().position(|h| h == name).unwrap_or_else(|| panic!("{package}: no column {name}"));
            let (source, url) = (column("source"), column("source_url"));
            for row in &rows {
                assert!(!row[source].is_empty() && row[url].starts_with("http"), "{table}: {} has no source with an address", &row[0]);
                assert!(entities.contains(&row[1]) && properties.contains(&row[2]), "{table}: {}: {} or {} is not declared", &row[0], &row[1], &row[2]);
            }
        }
    }
}

/// Frictionless descriptors name licence, sources, and the size and hash of each table.
#[test]
fn descriptors_are_true() {
    for package in packages() {
        let folder = root().join("references").join(&package);
        let descriptor = descriptor(&package);
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
    for package in packages() {
        let output = run(&["refs", "validate", &format!("references/{package}")]);
        assert_eq!(code(&output), 0, "{}", stdout(&output));
        assert!(stdout(&output).contains("0 errors, 0 warnings"), "{}", stdout(&output));
    }
}

/// Each alone, and all against each other: what stays is accepted with a reason.
#[test]
fn the_starter_packages_are_audited() {
    let each = packages().iter().map(|p| format!("references/{p}")).collect::<Vec<_>>();
    for path in each.iter().map(String::as_str).chain(["references"]) {
        let output = run(&["refs", "audit", "--fail-on", "note", path]);
        assert_eq!(code(&output), 0, "{path}: {}", stdout(&output));
        assert!(stdout(&output).contains("\n0 findings, "), "{path}: {}", stdout(&output));
    }
}

#[test]
fn every_package_tells_of_its_columns_its_sources_and_its_licence() {
    for package in packages() {
        let page = fs::read_to_string(root().join("references").join(&package).join("README.md")).expect("a README");
        for (table, path) in tables(&package).into_iter().filter(|t| is_of_facts(&t.0)) {
            let (header, _) = records(&path);
            assert!(page.contains(&format!("{table}.csv")), "{package}/README.md does not name {table}.csv");
            for column in &header {
                assert!(page.contains(&format!("`{column}`")), "{package}/README.md does not tell of the column {column}");
            }
        }
        let licence = descriptor(&package)["licenses"][0]["name"].as_str().expect("a licence").to_owned();
        assert!(["CC0-1.0", "ODC-PDDL-1.0", "CC-BY-4.0"].contains(&licence.as_str()), "{package}: {licence} is no licence to ship under");
        assert!(page.to_lowercase().contains("licence"), "{package}/README.md does not tell of the licence");
    }
}

#[test]
fn entities_and_properties_that_several_packages_have_are_the_same() {
    for table in ["entities", "properties"] {
        let rows = |package: &str| {
            let (_, rows) = records(&root().join("references").join(package).join(format!("{table}.csv")));
            rows.into_iter().map(|r| (r[0].to_owned(), r.iter().map(str::to_owned).collect())).collect::<BTreeMap<String, Vec<String>>>()
        };
        let world = rows("world");
        for (id, row) in packages().iter().flat_map(|package| rows(package)) {
            assert!(world.get(&id).is_none_or(|other| *other == row), "{table}: {id} differs between the packages");
        }
    }
}
