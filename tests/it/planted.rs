//! Faults planted in a clean package: `refs validate` and `refs audit` name each at its place, and nothing else.

use crate::tool::{code, factlint, root, stdout};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A CSV file as rows of cells; the header is the first.
type Rows = Vec<Vec<String>>;

/// The clean packages, copied.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for package in ["prices", "league"] {
        fs::create_dir(folder.path().join(package)).expect("a folder");
        for entry in fs::read_dir(root().join("tests/planted").join(package)).expect("a package") {
            let from = entry.expect("a file").path();
            fs::copy(&from, folder.path().join(package).join(from.file_name().expect("a name"))).expect("a copy");
        }
    }
    folder
}

fn read(path: &Path) -> Rows {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).expect("a table");
    reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn write(path: &Path, rows: &Rows) {
    let mut writer = csv::Writer::from_path(path).expect("a table");
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    writer.flush().expect("written");
}

fn edit(folder: &Path, table: &str, change: impl FnOnce(&mut Rows)) {
    let path = folder.join("league").join(table);
    let mut rows = read(&path);
    change(&mut rows);
    write(&path, &rows);
}

fn column(rows: &Rows, name: &str) -> usize {
    rows[0].iter().position(|c| c == name).expect("a column")
}

fn row(rows: &Rows, id: &str) -> usize {
    rows.iter().position(|r| r[0] == id).expect("a row")
}

fn set(rows: &mut Rows, id: &str, name: &str, value: &str) {
    let (at, column) = (row(rows, id), column(rows, name));
    value.clone_into(&mut rows[at][column]);
}

/// The line of a row in a table of the planted copy.
fn line(folder: &Path, table: &str, id: &str) -> String {
    let rows = read(&folder.join("league").join(table));
    format!("league/{table}:{}", row(&rows, id) + 1)
}

/// Codes and places of everything that a command says of the packages; the exit code.
fn said(folder: &Path, command: &str) -> (BTreeSet<(String, String)>, i32) {
    let output = factlint().current_dir(folder).args(["refs", command, "--format", "json", "prices", "league"]).output().expect("the tool starts");
    let json: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let list = if command == "audit" { &json["findings"] } else { &json["problems"] };
    let place = |p: &Value| (p["code"].as_str().unwrap_or("").to_owned(), format!("{}:{}", p["file"].as_str().unwrap_or(""), p["line"]));
    (list.as_array().expect("a list").iter().map(place).collect(), code(&output))
}

#[test]
fn the_clean_packages_give_no_finding() {
    let folder = copy();
    for command in ["validate", "audit"] {
        assert_eq!(said(folder.path(), command), (BTreeSet::new(), 0), "{command}");
    }
}

#[test]
fn ten_planted_faults_are_named_at_their_places_and_nothing_else() {
    let copy = copy();
    let folder = copy.path();
    // two files in each other's place: each keeps its property, and has the other's values
    let values = |table: &str| {
        let rows = read(&folder.join("league").join(table));
        let value = column(&rows, "value");
        rows.iter().map(|r| r[value].clone()).collect::<Vec<_>>()
    };
    let (consumer, deflator) = (values("consumer-prices.csv"), values("deflator.csv"));
    for (table, values) in [("consumer-prices.csv", deflator), ("deflator.csv", consumer)] {
        edit(folder, table, |rows| {
            let value = column(rows, "value");
            rows.iter_mut().zip(values).for_each(|(row, other)| row[value] = other);
        });
    }
    let in_other_unit = |rows: &mut Rows, id: &str, factor: f64| {
        let (at, value) = (row(rows, id), column(rows, "value"));
        let number: f64 = rows[at][value].parse().expect("a number");
        rows[at][value] = format!("{:.0}", number * factor);
    };
    edit(folder, "facts.csv", |rows| {
        in_other_unit(rows, "cirrovia.rail_length.2018", 1.0 / 1.609_344);
        in_other_unit(rows, "dolmenia.population.2016", 0.001);
        let mut twice = rows[row(rows, "farholm.population.2020")].clone();
        twice[0].push_str(".again");
        let at = row(rows, "farholm.population.2020") + 1;
        rows.insert(at, twice);
        set(rows, "hastoria.area_water.2020", "subject", "hastorai");
        set(rows, "cirrovia.border_length.borduna.2020", "value", "420");
        set(rows, "jutvia.area_total.2020", "value", "191024");
        rows.retain(|r| !(r[0].starts_with("isolane.rail_length.20") && r[0].as_str() > "isolane.rail_length.2016"));
        set(rows, "borduna.population.2013", "source", "");
    });
    edit(folder, "entities.csv", |rows| set(rows, "gelderstone", "demonyms", "Gelderstoner|Hastorian"));

    let at = |table: &str, id: &str| line(folder, table, id);
    let expected = |faults: &[(&str, String)]| faults.iter().map(|(code, place)| ((*code).to_owned(), place.clone())).collect::<BTreeSet<_>>();
    let form = expected(&[("FL903", at("facts.csv", "hastoria.area_water.2020")), ("FL901", at("facts.csv", "borduna.population.2013"))]);
    assert_eq!(said(folder, "validate").0, form);
    let content = expected(&[
        ("FL940", at("consumer-prices.csv", "avaland.inflation_rate.2015")),
        ("FL924", at("facts.csv", "cirrovia.rail_length.2018")),
        ("FL923", at("facts.csv", "dolmenia.population.2016")),
        ("FL920", at("facts.csv", "farholm.population.2020.again")),
        ("FL926", at("facts.csv", "cirrovia.border_length.borduna.2020")),
        ("FL925", at("facts.csv", "jutvia.area_total.2020")),
        ("FL927", at("facts.csv", "isolane.rail_length.2016")),
        ("FL931", at("entities.csv", "hastoria")),
    ]);
    let (found, code) = said(folder, "audit");
    assert_eq!(found, content);
    assert_eq!(code, 2, "a row was left out");
}

/// What machines read of an audit: every finding with its code and its place.
#[test]
fn findings_are_told_to_machines() {
    let copy = copy();
    edit(copy.path(), "facts.csv", |rows| set(rows, "cirrovia.border_length.borduna.2020", "value", "420"));
    let told = |format: &str| {
        let output = factlint().current_dir(copy.path()).args(["refs", "audit", "--format", format, "prices", "league"]).output().expect("the tool starts");
        assert_eq!(code(&output), 1);
        stdout(&output)
    };
    let place = line(copy.path(), "facts.csv", "cirrovia.border_length.borduna.2020");
    let number: u64 = place.rsplit(':').next().and_then(|n| n.parse().ok()).expect("a line");
    let sarif: Value = serde_json::from_str(&told("sarif")).expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "FL926");
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], number);
    assert!(told("github").contains(&format!("::warning file=league/facts.csv,line={number},")), "{}", told("github"));
}

/// What becomes of a year and its value.
type Change = fn(i32, f64) -> (i32, f64);

/// Between a table and a second one: a factor, a moved year, a drift, a disagreement.
#[test]
fn what_sets_two_tables_apart_is_named() {
    let changes: [(&str, &str, Change); 5] = [
        ("FL941", "thousands for units", |year, value| (year, value * 1000.0)),
        ("FL941", "a constant difference of about +1.49", |year, value| (year, value + 1.5)),
        ("FL942", "the years are one too early here", |year, value| (year - 1, value)),
        ("FL943", "a drift", |year, value| (year, value * (1.0 + f64::from(year - 2014) * 0.02))),
        ("FL944", "no simple cause fits", |year, value| (year, value * if year % 2 == 0 { 1.4 } else { 0.5 } + value.fract())),
    ];
    for (code, words, change) in changes {
        let copy = copy();
        edit(copy.path(), "consumer-prices.csv", |rows| {
            let (value, as_of) = (column(rows, "value"), column(rows, "as_of"));
            for row in rows.iter_mut().skip(1) {
                let (year, number) = change(row[as_of].parse().expect("a year"), row[value].parse().expect("a number"));
                (row[as_of], row[value]) = (year.to_string(), format!("{number:.2}"));
            }
        });
        let output = factlint().current_dir(copy.path()).args(["refs", "audit", "prices", "league"]).output().expect("the tool starts");
        let text = stdout(&output);
        assert!(text.contains(&format!("[{code}]")) && text.contains(words), "{code} {words}: {text}");
        assert!(text.contains("1 finding, 0 accepted"), "{text}");
    }
}
