//! The configuration: where it is found, what has precedence, what is wrong with it.

use crate::tool::{code, folder, run, run_in, stderr, stdout, words};
use serde_json::Value;
use std::path::Path;

const WRONG: &[u8] = b"The harbour was opened on Friday, 7 August 2025.\n";

fn levels(at: &Path, arguments: &[&str]) -> Vec<String> {
    let lines = stdout(&run_in(at, &[&["check", "--references", "none", "--format", "jsonl"], arguments].concat()));
    let reports = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    reports.flat_map(|r| r["claims"].as_array().cloned().unwrap_or_default()).map(|c| c["level"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn it_is_found_from_the_articles_upward_and_the_command_line_has_precedence() {
    let folder = folder(&[
        ("factlint.toml", b"fail-on = \"never\"\n[levels]\nFL301 = \"warning\"\n"),
        ("news/2025/a.md", WRONG),
        ("other.toml", b"select = [\"FL1\"]\n"),
    ]);
    let at = folder.path();
    assert_eq!(levels(at, &["news"]), ["warning"]);
    assert_eq!(levels(&at.join("news/2025"), &["a.md"]), ["warning"], "from below");
    assert_eq!(levels(at, &["--isolated", "news"]), ["error"]);
    assert_eq!(levels(at, &["--config", "other.toml", "news"]), ["none"]);
    let code_of = |more: &[&str]| code(&run_in(at, &[&["check", "--references", "none", "news"], more].concat()));
    assert_eq!(code_of(&[]), 0);
    assert_eq!(code_of(&["--fail-on", "warning"]), 1);
    assert_eq!(code_of(&["--isolated"]), 1);
}

#[test]
fn it_differs_by_path_and_leaves_articles_out() {
    let config = b"exclude = [\"drafts\"]\n[[overrides]]\npaths = [\"opinion/**\"]\nignore = [\"FL3\"]\nreason = \"checked by hand\"\n[[overrides]]\npaths = [\"late.md\"]\nlevels = { inconsistent = \"note\" }\n";
    let folder = folder(&[("factlint.toml", config), ("opinion/a.md", WRONG), ("late.md", WRONG), ("drafts/b.md", WRONG), ("c.md", WRONG)]);
    assert_eq!(levels(folder.path(), &["."]), ["error", "note", "none"], "c.md, late.md, opinion/a.md");
    let named = run_in(folder.path(), &["check", "--references", "none", "drafts/b.md", "late.md"]);
    assert!(
        code(&named) == 0 && stdout(&named).contains("drafts/b.md: warning: the configuration leaves this article out, though it is named"),
        "{}",
        words(&named)
    );
}

#[test]
fn a_second_one_below_is_not_read_and_that_is_said() {
    let folder = folder(&[("factlint.toml", b""), ("news/factlint.toml", b"select = [\"FL1\"]\n"), ("news/a.md", WRONG), ("b.md", WRONG)]);
    let output = run_in(folder.path(), &["check", "--references", "none", "."]);
    assert!(stdout(&output).contains("news/factlint.toml: warning: this configuration is not used in this run"), "{}", words(&output));
    assert_eq!(levels(folder.path(), &["news"]), ["none"], "alone it is the nearest");
}

#[test]
fn wrong_keys_are_errors_with_place_and_nearest_key() {
    let folder = folder(&[("factlint.toml", b"# a desk\nreferense = [\"x\"]\n"), ("a.md", WRONG)]);
    let output = run_in(folder.path(), &["check", "a.md"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (2, ""));
    assert_eq!(stderr(&output), "factlint.toml:2:1: error: the key is not known; expected \"references\", the nearest one, found \"referense\"\n");
    let missing = run_in(folder.path(), &["check", "--config", "nowhere.toml", "a.md"]);
    assert!(code(&missing) == 2 && stderr(&missing).contains("nowhere.toml: error: there is no such file"), "{}", stderr(&missing));
}

#[test]
fn references_and_baseline_are_relative_to_the_file() {
    let table = b"id,subject,property,value,unit,as_of,source\nr,Chad,population,17000000,people,2022,census\n";
    let folder = folder(&[
        ("factlint.toml", b"references = [\"desk/t.csv\"]\n"),
        ("desk/t.csv", table),
        ("news/a.md", b"Chad had a population of 25 million people in 2022.\n"),
    ]);
    let output = run_in(&folder.path().join("news"), &["check", "--format", "jsonl", "a.md"]);
    assert!(code(&output) == 1 && stdout(&output).contains("\"fact\":\"r\""), "{}", words(&output));
}

#[test]
fn what_is_in_force_is_printed_as_a_configuration() {
    let folder = folder(&[("factlint.toml", b"locale = \"en-GB\"\n[levels]\nclose = \"none\"\n"), ("a.md", WRONG)]);
    let output = run_in(folder.path(), &["check", "--print-config", "--fail-on", "note", "--select", "FL3,FL4", "a.md"]);
    assert_eq!(code(&output), 0);
    assert_eq!(
        stdout(&output),
        "# configuration: factlint.toml\nselect = [\"FL3\", \"FL4\"]\nfail-on = \"note\"\nlocale = \"en-GB\"\ncache = false\n\n[levels]\nclose = \"none\"\n"
    );
}

#[test]
fn hedges_tolerances_and_locale_change_what_is_read() {
    let table =
        b"id,subject,property,value,unit,as_of,source\nr,Chad,population,17800000,people,2022,census\nd,Chad,independence_date,1960-08-11,date,,almanac\n";
    let article = b"Chad had a population of about 16 million people in 2022. Chad won independence on 11/8/1960.\n";
    let verdicts = |config: &str| {
        let folder = folder(&[("factlint.toml", config.as_bytes()), ("t.csv", table), ("a.md", article)]);
        let output = stdout(&run_in(folder.path(), &["check", "--references", "t.csv", "--format", "jsonl", "a.md"]));
        let report: Value = serde_json::from_str(&output).unwrap_or_else(|e| panic!("{e}: {output}"));
        let of = |property: &str| {
            report["claims"]
                .as_array()
                .and_then(|all| all.iter().find(|c| c["property"] == property))
                .map(|c| c["verdict"].as_str().unwrap_or_default().to_owned())
        };
        (of("population"), of("independence_date"))
    };
    let is = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
    assert_eq!(verdicts(""), is("contradicted", "contradicted"));
    assert_eq!(verdicts("locale = \"en-GB\"\n[[hedges]]\nhedge = \"about\"\nwritten = \"round\"\nhigh = 2\n"), is("supported", "supported"));
    assert_eq!(verdicts("[tolerances]\nclose-percent = 12\n").0.as_deref(), Some("close"));
}

#[test]
fn attribution_can_count_less_as_much_or_not_at_all() {
    let article = b"The minister said the harbour was opened on Friday, 7 August 2025.\n";
    for (config, level) in [("", "warning"), ("attribution = \"keep\"", "error"), ("attribution = \"ignore\"", "none"), ("attribution = \"lower\"", "warning")]
    {
        let folder = folder(&[("factlint.toml", config.as_bytes()), ("a.md", article)]);
        assert_eq!(levels(folder.path(), &["a.md"]), [level], "{config}");
    }
}

#[test]
fn init_writes_what_it_finds_and_nothing_twice() {
    let table = b"id,subject,property,value,unit,as_of,source\nr,Chad,population,17000000,people,2022,census\n";
    let package = b"{\"name\": \"desk\", \"resources\": [{\"name\": \"facts\", \"path\": \"facts.csv\"}]}";
    let folder = folder(&[("references/desk/datapackage.json", package), ("references/desk/facts.csv", table), ("stories/a.md", WRONG)]);
    let output = run_in(folder.path(), &["init"]);
    assert_eq!(code(&output), 0, "{}", words(&output));
    assert!(stdout(&output).contains("references: references/\n") && stdout(&output).contains("next: factlint check stories/"), "{}", stdout(&output));
    let again = run_in(folder.path(), &["init"]);
    assert!(code(&again) == 2 && stderr(&again).contains("is there already"), "{}", stderr(&again));
    assert_eq!(code(&run_in(folder.path(), &["check", "stories/"])), 1, "what it wrote can be used");
}

#[test]
fn schemas_are_schemas_and_say_what_each_key_is() {
    for of in ["report", "config", "baseline"] {
        let schema: Value = serde_json::from_str(&stdout(&run(&["schema", of]))).expect("JSON");
        jsonschema::validator_for(&schema).unwrap_or_else(|e| panic!("{of}: {e}"));
        for (key, property) in schema["properties"].as_object().expect("properties") {
            assert!(property["description"].is_string() || property["$ref"].is_string(), "{of}: {key} is not described");
        }
    }
}
