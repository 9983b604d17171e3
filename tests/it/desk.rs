//! Work on tables: what comes in from others, what a new edition changes, what is known, what is missing.

use crate::tool::{code, factlint, root, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Output;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    factlint().current_dir(folder).args(arguments).output().expect("the tool starts")
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 400, ..proptest::prelude::ProptestConfig::default() })]

    /// Whatever a file holds, it is read or refused with a word: nothing panics, and no record comes from nowhere.
    #[test]
    fn any_file_is_imported_or_refused(cells in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        use factlint::desk::import::{Known, Source, mapping::Mapping, read, settle};
        let text = cells.concat();
        let (mut source, mut mapping, mut problems) = (Source::new("any.csv", text.clone()), Mapping::default(), Vec::new());
        let records = read(&mut source, &mut mapping, &mut problems);
        let (found, lexicon) = (records.len(), factlint::lexicon::Lexicon::english());
        let settled = settle(&source, &mut mapping, records, &Known::default(), lexicon, &mut problems);
        proptest::prop_assert!(settled.rows.len() <= found);
        proptest::prop_assert!(found > 0 || !problems.is_empty(), "{text:?} was refused without a word");
    }
}

/// What tables of others are made of, and what none expects.
const PIECES: &[&str] = &[
    ",",
    ",",
    ",",
    ";",
    "\n",
    "\n",
    "\"",
    "\t",
    "country",
    "Entity",
    "Code",
    "Year",
    "value",
    "2020",
    "1999",
    "Chad",
    "Mali",
    "5",
    "1,5",
    "1.234,5",
    "-",
    "\u{2212}3",
    "..",
    "n/a",
    "é",
    "\u{feff}",
    "{",
    "}",
    "[",
    "]",
    "(km)",
    "%",
    "Indicator Code",
    "Country Code",
    "http://www.wikidata.org/entity/Q1",
    "itemLabel",
    "1e400",
    "T00:00:00Z",
];

/// Imports a file, and gives the rows that it became: all cells but the source and the address.
fn imported(file: &str, text: &str, more: &[&str]) -> Vec<String> {
    let folder = folder(&[(file, text)]);
    let mut arguments = vec!["refs", "import", file, "--into", "desk", "--name", "new", "--source", "Office", "--source-url", "https://office.org"];
    arguments.extend(more);
    let output = run_in(folder.path(), &arguments);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let checked = run_in(folder.path(), &["refs", "validate", "desk"]);
    assert!(stdout(&checked).contains("0 errors, 0 warnings"), "{}", stdout(&checked));
    let mut reader = csv::Reader::from_path(folder.path().join("desk/new.csv")).expect("a table");
    let header = reader.headers().expect("a header").clone();
    let kept = |name: &str| !matches!(name, "id" | "source" | "source_url");
    let row = |r: csv::StringRecord| header.iter().zip(&r).filter(|(h, c)| kept(h) && !c.is_empty()).map(|(_, c)| c.to_owned()).collect::<Vec<_>>().join(" | ");
    reader.records().map(|r| row(r.expect("a row"))).collect()
}

#[test]
fn a_column_a_year_below_a_preamble() {
    let text = "\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2025-07-01\",\n\n\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2021\",\"2022\",\n\"Chad\",\"TCD\",\"Population, total\",\"SP.POP.TOTL\",\"17179740\",\"..\",\n";
    assert_eq!(imported("wb.csv", text, &[]), ["chad | population | 17179740 | people | 2021 | 2025-07-01 | wb.csv:6, column 2021, SP.POP.TOTL"]);
}

#[test]
fn a_column_a_property() {
    let text = "Entity,Code,Year,Forest area (sq km)\nChad,TCD,2019,4313\nRome,,-300,12\n";
    assert_eq!(
        imported("forest.csv", text, &[]),
        [
            "chad | forest_area | 4313 | sq km | 2019 | forest.csv:2, column Forest area (sq km)",
            "rome | forest_area | 12 | sq km | -0300 | forest.csv:3, column Forest area (sq km)"
        ]
    );
    let german = "Land;Jahr;Fläche (sq km)\nMali;2020;1.240.192,5\n";
    assert_eq!(imported("de.csv", german, &[]), ["mali | flache | 1240192.5 | sq km | 2020 | de.csv:2, column Fläche (sq km)"]);
}

#[test]
fn a_value_a_row() {
    let text = "country,indicator,year,value,unit\nMali,Rail length,2020,\"1,593\",km\nMali,Rail length,2021,\"12,593.5\",km\n";
    assert_eq!(
        imported("rail.csv", text, &["--retrieved", "2026-11-20"]),
        ["mali | rail_length | 1593 | km | 2020 | 2026-11-20 | rail.csv:2", "mali | rail_length | 12593.5 | km | 2021 | 2026-11-20 | rail.csv:3"]
    );
}

#[test]
fn results_of_a_query_and_a_country_of_the_factbook() {
    let item = |id: &str| format!("{{\"type\":\"uri\",\"value\":\"http://www.wikidata.org/entity/{id}\"}}");
    let word = |text: &str| format!("{{\"type\":\"literal\",\"value\":\"{text}\"}}");
    let row = format!(
        "{{\"item\":{},\"itemLabel\":{},\"length\":{},\"date\":{},\"mouth\":{},\"mouthLabel\":{}}}",
        item("Q1"),
        word("Chari"),
        word("949"),
        word("2017-01-01T00:00:00Z"),
        item("Q2"),
        word("Lake Chad")
    );
    let json = format!("{{\"head\":{{\"vars\":[\"item\",\"itemLabel\",\"length\",\"date\",\"mouth\",\"mouthLabel\"]}},\"results\":{{\"bindings\":[{row}]}}}}");
    assert_eq!(
        imported("q.json", &json, &["--unit", "km"]),
        ["chari | length | 949 | km | 2017-01-01 | q.json:1, column length", "chari | mouth | Lake Chad | name | q.json:1, column mouth"]
    );
    let csv = "item,itemLabel,inception\nhttp://www.wikidata.org/entity/Q3,Mali,1960-09-22T00:00:00Z\n";
    assert_eq!(imported("q.csv", csv, &[]), ["mali | inception | 1960-09-22 | date | q.csv:2, column inception"]);
    let country = r#"{"Geography": {"Area": {"land": {"text": "1.22 million sq km"}}, "Land boundaries": {"border countries (2)": {"text": "Algeria 1,359 km; Niger 838 km"}}},
        "Government": {"Country name": {"conventional short form": {"text": "Mali"}}}}"#;
    assert_eq!(
        imported("ml.json", country, &[]),
        [
            "mali | area_land | 1220000 | sq km | ml.json, Geography / Area / land",
            "mali | border_length | algeria | 1359 | km | ml.json, Geography / Land boundaries / border countries (2)",
            "mali | border_length | niger | 838 | km | ml.json, Geography / Land boundaries / border countries (2)",
        ]
    );
}

#[test]
fn a_package_is_imported_with_its_names_and_its_sources() {
    let folder = folder(&[]);
    let league = root().join("tests/planted/league");
    let output = run_in(folder.path(), &["refs", "import", &league.to_string_lossy(), "--into", "desk"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("316 rows in facts.csv"), "{}", stdout(&output));
    let diff = run_in(folder.path(), &["refs", "diff", &league.to_string_lossy(), "desk", "--format", "json"]);
    let diff: Value = serde_json::from_str(&stdout(&diff)).expect("JSON");
    assert_eq!(
        (diff["added"].as_array().map(Vec::len), diff["removed"].as_array().map(Vec::len), diff["revised"].as_array().map(Vec::len)),
        (Some(0), Some(0), Some(0))
    );
}

#[test]
fn the_mapping_is_kept_and_used_again() {
    let folder = folder(&[
        ("t.csv", "Ort,Wert\nMali,5\n"),
        (
            "m.json",
            r#"{"format": "wide", "columns": {"subject": "Ort"}, "constants": {"source": "Amt", "as_of": "2020"}, "properties": {"Wert": {"id": "rail_length", "unit": "km", "factor": "1000"}}}"#,
        ),
    ]);
    let first = run_in(folder.path(), &["refs", "import", "t.csv", "--into", "desk", "--mapping", "m.json"]);
    assert_eq!(code(&first), 0, "{}", stderr(&first));
    fs::write(folder.path().join("t.csv"), "Ort,Wert\nMali,6\n").expect("a new edition");
    run_in(folder.path(), &["refs", "import", "t.csv", "--into", "desk"]);
    let table = fs::read_to_string(folder.path().join("desk/t.csv")).expect("a table");
    assert!(table.contains("t.mali.rail_length.2020,mali,rail_length,,6000,km,2020,Amt,"), "{table}");
}

#[test]
fn what_cannot_be_imported_is_named_with_its_place() {
    let refused = |text: &str, more: &[&str], parts: &[&str]| {
        let folder = folder(&[("t.csv", text), ("m.json", r#"{"columns": {"subject": "Nation"}}"#), ("bad.json", r#"{"colums": {}}"#)]);
        let mut arguments = vec!["refs", "import", "t.csv", "--into", "desk"];
        arguments.extend(more);
        let output = run_in(folder.path(), &arguments);
        assert_eq!(code(&output), 2, "{text}: {}", stderr(&output));
        for part in parts {
            assert!(stderr(&output).contains(part), "{part:?} is not in {}", stderr(&output));
        }
    };
    refused("country,2020,2021\nMali,5,six\n", &[], &["t.csv:2:1: error", "neither a number nor a date", "column 2021", "\"six\""]);
    refused("country,year,value\nMali,soon,5\n", &[], &["t.csv:2:1", "as_of is not a date", "\"soon\""]);
    refused("words and nothing else\n", &[], &["t.csv:1:1", "in no format that can be imported", "world-bank"]);
    refused("", &[], &["t.csv", "no format"]);
    refused("country,2020,2021\nMali,5,6\n", &["--mapping", "m.json"], &["no column for subject", "\"Nation\"", "country,2020,2021"]);
    refused("country,2020,2021\nMali,5,6\n", &["--mapping", "bad.json"], &["bad.json is no mapping", "colums"]);
    refused("country,2020,2021\nMali,5,6\n", &["--input-format", "wikidata"], &["does not read as wikidata"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder(&[("t.csv", "country,2020,2021\nMali,5,6\nNewland,1,2\n")]);
    let output = run_in(folder.path(), &["refs", "import", "t.csv", "--into", "desk", "--dry-run", "--rows", "1"]);
    let said = stdout(&output);
    assert!(
        said.contains("t: 4 rows as years")
            && said.contains("1 of them new: newland")
            && said.contains("… and 3 more")
            && said.contains("\"subject\": \"country\""),
        "{said}"
    );
    assert!(!folder.path().join("desk").exists());
}

#[test]
fn what_is_known_is_shown_and_drawn() {
    let league = root().join("tests/planted/league");
    let show = |arguments: &[&str]| {
        let mut all = vec!["refs", "show"];
        all.extend(arguments);
        let path = league.to_string_lossy().into_owned();
        all.extend(["--references", &path]);
        run_in(&root(), &all)
    };
    let whole = stdout(&show(&["borduna"]));
    assert!(whole.contains("Borduna (borduna, country)") && whole.contains("area_land            54,207 sq km"), "{whole}");
    assert!(whole.contains("▁▁▂▂▃▃▄▄▅▆▆▇▇██"), "{whole}");
    assert!(whole.contains("Avaland 219 km; Cirrovia 402 km"), "{whole}");
    let one = stdout(&show(&["Republic of Borduna", "railway network"]));
    assert!(one.contains("length of the rail network (rail_length)") && one.contains("  2013 ") && one.contains(" 2024   least"), "{one}");
    let wrong = show(&["Bordona"]);
    assert_eq!(code(&wrong), 2);
    assert!(stderr(&wrong).contains("no subject \"Bordona\"; the nearest are Borduna"), "{}", stderr(&wrong));
    let json: Value = serde_json::from_str(&stdout(&show(&["borduna", "population", "--format", "json"]))).expect("JSON");
    assert_eq!(json["properties"][0]["rows"].as_array().map(Vec::len), Some(15));
    assert_eq!(json["properties"][0]["rows"][0]["written"], "2030417");
}

#[test]
fn a_new_edition_is_told_in_values() {
    let head = "id,subject,property,value,unit,as_of,source\n";
    let old = format!(
        "{head}a,mali,area,1000,sq km,2020,Office\nb,mali,rail_length,50,km,2020,Office\nc,mali,independence_date,1960-09-22,date,,Office\nd,mali,population,7,people,2020,Office\n"
    );
    let new = format!(
        "{head}x,mali,population,7,people,2020,Office\na,mali,area,1025,sq km,2020,Office\nc,mali,independence_date,1960-06-20,date,,Office\ne,mali,population,8,people,2021,Office\n"
    );
    let folder = folder(&[("old.csv", &old), ("new.csv", &new)]);
    let output = run_in(folder.path(), &["refs", "diff", "old.csv", "new.csv", "--exit-code"]);
    assert_eq!(code(&output), 1);
    let said = stdout(&output);
    for line in [
        "~ area, Mali (2020): 1,000 sq km → 1,025 sq km (+2.5 %)  a [new.csv:3]",
        "~ independence date, Mali: 22 September 1960 → 20 June 1960 (−94 days)  c [new.csv:4]",
        "+ population, Mali: 8 people (2021)  e [new.csv:5]",
        "- rail length, Mali: 50 km (2020)  b [old.csv:3]",
        "= population, Mali: id \"d\" → \"x\"  x [new.csv:2]",
        "1 added, 1 removed, 2 revised, 1 edited, 0 the same",
    ] {
        assert!(said.contains(line), "{line:?} is not in {said}");
    }
    let markdown = stdout(&run_in(folder.path(), &["refs", "diff", "old.csv", "new.csv", "--format", "markdown"]));
    assert!(markdown.contains("| area, Mali (2020) | 1,000 sq km | 1,025 sq km | +2.5 % | `a` |"), "{markdown}");
    assert_eq!(code(&run_in(folder.path(), &["refs", "diff", "old.csv", "old.csv", "--exit-code"])), 0);
}

#[test]
fn an_edition_may_be_one_that_git_has() {
    let table = |area: &str| format!("id,subject,property,value,unit,as_of,source\na,mali,area,{area},sq km,2020,Office\n");
    let folder = folder(&[]);
    for room in ["desk", "news"] {
        fs::create_dir(folder.path().join(room)).expect("a folder");
    }
    fs::write(folder.path().join("desk/t.csv"), table("1000")).expect("a table");
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org"];
        let done = std::process::Command::new("git").current_dir(folder.path()).args(identity).args(arguments).output().expect("git runs");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    for arguments in [&["init", "-q"][..], &["add", "."], &["commit", "-q", "-m", "first"]] {
        git(arguments);
    }
    fs::write(folder.path().join("desk/t.csv"), table("1025")).expect("a table");
    let line = "~ area, Mali (2020): 1,000 sq km → 1,025 sq km (+2.5 %)  a";
    for (at, old, new) in [(".", "HEAD:desk", "desk"), ("news", "HEAD:desk/t.csv", "../desk"), ("desk", "HEAD:./t.csv", "t.csv")] {
        let said = stdout(&run_in(&folder.path().join(at), &["refs", "diff", old, new]));
        assert!(said.contains(line), "{old}: {said}");
    }
    let back = stdout(&run_in(folder.path(), &["refs", "diff", "desk", "HEAD:desk"]));
    assert!(back.contains("[HEAD:desk/t.csv:2]"), "{back}");
    for (old, told) in [("HEAD:nowhere", "nothing stands at \"nowhere\" in HEAD"), ("nosuch:desk", "git says"), ("--x:desk", "")] {
        let output = run_in(folder.path(), &["refs", "diff", old, "desk"]);
        assert_eq!(code(&output), 2, "{old}");
        assert!(stderr(&output).contains(told), "{old}: {}", stderr(&output));
    }
}

#[test]
fn rows_are_drafted_for_claims_without_one_and_wait_for_a_person() {
    let article = "In 2024 Avaland had 312 lighthouses. The population of Avaland was 1.27 million in 2024.\n";
    let folder = folder(&[("a.txt", article)]);
    let league = root().join("tests/planted/league").to_string_lossy().into_owned();
    let output = run_in(folder.path(), &["refs", "suggest", "a.txt", "--references", &league, "--output", "drafts.csv"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let drafts = fs::read_to_string(folder.path().join("drafts.csv")).expect("drafts");
    assert!(drafts.contains(",unconfirmed,312,") && drafts.contains("a.txt:1:"), "{drafts}");
    assert!(!drafts.contains("1.27 million in 2024.\","), "what has a row is not drafted: {drafts}");
    // a draft with a value is still not used, until its mark is cleared
    let table = |status: &str| format!("id,subject,property,value,unit,as_of,source,status\nd,avaland,population,99,people,2024,Office,{status}\n");
    for (status, facts) in [("unconfirmed", "0 facts"), ("", "1 facts"), ("confirmed", "1 facts")] {
        fs::write(folder.path().join("t.csv"), table(status)).expect("a table");
        let said = stdout(&run_in(folder.path(), &["refs", "validate", "t.csv"]));
        assert!(said.contains(facts), "{status}: {said}");
        assert_eq!(said.contains("note[FL919]: 1 rows are marked \"unconfirmed\" and not used"), status == "unconfirmed", "{said}");
    }
}
