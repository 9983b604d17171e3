//! `refs validate`: every fault of form with its place, in every format.

use crate::formats::sarif_validator;
use crate::tool::{code, factlint, stdout};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Output;

/// A package of harbours in which each kind of fault is planted once.
fn harbours() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |name: &str| json!({"name": name, "type": "string"});
    let descriptor = json!({
        "name": "harbours",
        "version": "3",
        "licenses": [{"name": "CC0-1.0"}],
        "resources": [
            {
                "name": "facts", "path": "facts.csv", "bytes": 12, "hash": "sha256:00", "dialect": {"delimiter": "|"},
                "schema": {
                    "fields": [
                        {"name": "id", "type": "string", "constraints": {"required": true, "unique": true}},
                        text("subject"), text("property"),
                        {"name": "value", "type": "number", "constraints": {"minimum": 0}},
                        text("unit"),
                        {"name": "as_of", "type": "year"},
                        text("source"),
                        {"name": "flag", "type": "string", "constraints": {"enum": ["day", "night"]}},
                        {"name": "gone", "type": "any"},
                    ],
                    "missingValues": ["", "-"],
                    "primaryKey": "id",
                    "foreignKeys": [{"fields": "subject", "reference": {"resource": "entities", "fields": "id"}}],
                },
            },
            {"name": "entities", "path": "entities.csv"},
            {"name": "chart", "path": "chart.png"},
            {"name": "far", "path": "../far.csv"},
            {"path": "nameless.csv"},
        ],
    });
    let facts = "id|subject|property|value|unit|as_of|source|flag\n\
                 a|port-ham|berths|17|berths|2022|port authority|day\n\
                 b|port-hem|berths|12|berths|2022|port authority|night\n\
                 a|port-ham|depth|9|m|2022|port authority|day\n\
                 c|port-ham|depth|-|m|2022|port authority|day\n\
                 d|port-ham|depth|-5|m|2022|port authority|dusk\n\
                 e|port-ham|depth|5|m|soon|port authority|day\n\
                 f|port-ham|depth|5|m|2022\n";
    for (name, text) in [
        ("datapackage.json", serde_json::to_string_pretty(&descriptor).expect("JSON").as_str()),
        ("facts.csv", facts),
        ("entities.csv", "id,name\nport-ham,Port Ham\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn validate(folder: &Path, arguments: &[&str]) -> Output {
    factlint().current_dir(folder).args(["refs", "validate"]).args(arguments).output().expect("the tool starts")
}

/// Place, severity and code of every problem, in the order of the output.
fn places(output: &Output) -> Vec<String> {
    let is_problem = |line: &&str| line.contains("[FL9");
    stdout(output).lines().filter(is_problem).map(|line| line.split_inclusive(']').next().unwrap_or("").to_owned()).collect()
}

#[test]
fn every_planted_fault_is_named_at_its_place() {
    let folder = harbours();
    let output = validate(folder.path(), &["."]);
    assert_eq!(code(&output), 1, "{}", stdout(&output));
    let all = places(&output);
    let of = |beginning: &str| all.iter().filter(|p| p.starts_with(beginning)).map(|p| p.trim_start_matches("./")).collect::<Vec<_>>();
    // line and column of the descriptor are those of the word that is at fault
    let descriptor = of("./datapackage.json");
    assert_eq!(descriptor.iter().filter(|p| p.ends_with("error[FL900]")).count(), 2, "{descriptor:?}");
    assert_eq!(descriptor.iter().filter(|p| p.ends_with("warning[FL900]")).count(), 1, "{descriptor:?}");
    assert_eq!(descriptor.iter().filter(|p| p.ends_with("note[FL900]")).count(), 1, "no sources: {descriptor:?}");
    assert_eq!(
        of("./facts.csv"),
        [
            "facts.csv:1:1: warning[FL905]",
            "facts.csv:1:1: warning[FL905]",
            "facts.csv:1:1: error[FL900]",
            "facts.csv:3:3: warning[FL903]",
            "facts.csv:4:1: error[FL902]",
            "facts.csv:5:18: error[FL901]",
            "facts.csv:6:18: error[FL901]",
            "facts.csv:6:43: error[FL901]",
            "facts.csv:7:22: error[FL901]",
            "facts.csv:8:26: error[FL900]",
        ]
    );
    let said = stdout(&output);
    for part in ["found \"port-hem\"", "expected at least 0, found \"-5\"", "expected one of day, night, found \"dusk\"", "expected 8 fields", "bar-separated"]
    {
        assert!(said.contains(part), "{part} is not in {said}");
    }
}

#[test]
fn machine_formats_hold_every_problem() {
    let folder = harbours();
    let count = places(&validate(folder.path(), &["."])).len();
    let sarif: Value = serde_json::from_str(&stdout(&validate(folder.path(), &[".", "--format", "sarif"]))).expect("JSON");
    let wrong: Vec<String> = sarif_validator().iter_errors(&sarif).map(|e| format!("{e} at {}", e.instance_path())).collect();
    assert_eq!(wrong, [""; 0]);
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), count);
    assert!(results.iter().all(|r| r["locations"][0]["physicalLocation"]["region"]["startLine"].is_u64()));
    let json: Value = serde_json::from_str(&stdout(&validate(folder.path(), &[".", "--format", "json"]))).expect("JSON");
    assert_eq!(json["problems"].as_array().map(Vec::len), Some(count));
    assert_eq!(json["tables"][0]["columns"][3], json!({"name": "value", "type": "number"}));
    let github = stdout(&validate(folder.path(), &[".", "--format", "github"]));
    assert!(github.contains("::error file=") && github.contains("facts.csv,line=4,endLine=4,title=factlint FL902::"), "{github}");
    let rows = json["facts"].as_u64().expect("rows");
    let said = github.lines().rev().nth(1).unwrap_or_default();
    assert!(said.starts_with(&format!("{rows} row")) && said.contains(" errors, ") && !github.contains("article"), "{said}");
}

#[test]
fn the_level_that_fails_is_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("t.csv"), "subject,property,value,unit,source\nport-ham,depth,9,old-fathom,log\n").expect("a table");
    for (level, expected) in [("error", 0), ("warning", 1), ("note", 1), ("never", 0)] {
        assert_eq!(code(&validate(folder.path(), &["t.csv", "--fail-on", level])), expected, "{level}");
    }
    assert_eq!(code(&validate(folder.path(), &["nothing.csv"])), 2);
}

#[test]
fn a_bare_table_of_another_country_is_read_and_its_schema_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "subject;property;value;unit;as_of;source\nM\u{fc}nster;population;1.317.700;people;2022;office\nM\u{fc}nster;area;303,28;sq km;2022;office\n";
    let bytes: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    fs::write(folder.path().join("orte.csv"), bytes).expect("a table");
    let output = validate(folder.path(), &["orte.csv"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    for part in [
        "was read as windows-1252",
        "note[FL901]: the numbers of the table are read with decimal comma, thousands by point",
        "orte.csv: 2 rows of facts, semicolon-separated, decimal comma, thousands by point\n  schema, inferred: subject string, property string, value number,",
        "2 facts",
    ] {
        assert!(stdout(&output).contains(part), "{part} is not in {}", stdout(&output));
    }
    fs::write(folder.path().join("story.txt"), "M\u{fc}nster has an area of 303.28 square kilometres.\n").expect("a story");
    let check =
        factlint().current_dir(folder.path()).args(["check", "--references", "orte.csv", "--format", "csv", "story.txt"]).output().expect("the tool starts");
    assert!(stdout(&check).contains("supported"), "{}", stdout(&check));
}

#[test]
fn what_reads_two_ways_is_not_read_at_all_unless_it_is_declared() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "subject,property,value,unit,source\nport-ham,turnover,\"1,250\",t,log\nport-ham,depth,9,m,log\n";
    fs::write(folder.path().join("t.csv"), table).expect("a table");
    let output = validate(folder.path(), &["t.csv"]);
    assert_eq!((code(&output), places(&output)), (1, vec!["t.csv:2:19: error[FL901]".to_owned()]));
    for (mark, sep) in [("decimalChar", ","), ("groupChar", ",")] {
        let fields: Vec<Value> = ["subject", "property", "value", "unit", "source"].iter().map(|n| json!({"name": n})).collect();
        let mut descriptor = json!({"name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": fields}}]});
        descriptor["resources"][0]["schema"]["fields"][2][mark] = sep.into();
        fs::write(folder.path().join("datapackage.json"), descriptor.to_string()).expect("a descriptor");
        fs::write(folder.path().join("story.txt"), "Port Ham had a turnover of 1,250 tonnes.\n").expect("a story");
        let check =
            factlint().current_dir(folder.path()).args(["check", "--references", ".", "--format", "csv", "story.txt"]).output().expect("the tool starts");
        assert_eq!(stdout(&check).contains("supported"), mark == "groupChar", "{mark}: {}", stdout(&check));
    }
}

#[test]
fn of_two_packages_with_one_row_the_first_has_precedence() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = |depth: &str| format!("id,subject,property,value,unit,source\n1,port-ham,depth,{depth},m,log\n2,port-ham,berths,4,berths,log\n");
    fs::write(folder.path().join("own.csv"), table("9.5")).expect("a table");
    fs::write(folder.path().join("theirs.csv"), table("12.5").replace("2,port-ham", "2,port-hum")).expect("a table");
    let output = validate(folder.path(), &["own.csv", "theirs.csv"]);
    assert_eq!((code(&output), places(&output)), (0, vec!["theirs.csv:2:1: note[FL902]".to_owned()]), "{}", stdout(&output));
    assert!(stdout(&output).contains("3 facts"), "an id that stands for something else is no clash: {}", stdout(&output));
    assert_eq!(places(&validate(folder.path(), &["theirs.csv", "own.csv"])), ["own.csv:2:1: note[FL902]"]);
}
