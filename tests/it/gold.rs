//! The samples against their hand-written tables, as `factlint eval` measures them, and what it says of broken tables.

use crate::tool::{approve, code, root, run, stderr, stdout};
use serde_json::Value;

#[test]
fn samples_get_the_verdicts_that_their_tables_expect() {
    let output = run(&["eval", "claims"]);
    approve("", "gold", &stdout(&output));
    let tally: Value = serde_json::from_str(&stdout(&run(&["eval", "--format", "json", "claims"]))).expect("JSON");
    assert_eq!(tally["misses"], Value::Array(Vec::new()));
    for kind in ["claims", "errors", "alarms"] {
        assert!(tally[kind]["of"].as_u64() > Some(10), "{kind}");
        assert_eq!(tally[kind]["of"], tally[kind]["right"], "{kind}");
    }
}

#[test]
fn a_smaller_share_than_wanted_fails() {
    assert_eq!(code(&run(&["eval", "--fail-under", "0.9", "claims"])), 0);
    assert_eq!(code(&run(&["eval", "--references", "none", "--fail-under", "0.9", "claims"])), 1);
}

#[test]
fn what_a_table_gets_wrong_is_said_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("story.csv");
    std::fs::write(folder.path().join("story.txt"), "Chad has 18 million people.").expect("a file");
    for (text, said) in [
        ("quote,verdict\n[18 million] people,perhaps\n", "story.csv:2:21: error: the verdict is not known"),
        ("quote,verdict\n[19 million] people,supported\n", "story.csv:2:1: error: the quote cannot be placed"),
        ("quote,verdict,article\n[18 million] people,supported,nowhere.txt\n", "nowhere.txt: error: there is no such file"),
        ("quote,verdict,article,id\n[18 million] people,supported,nowhere.jsonl,a\n", "nowhere.jsonl"),
        ("words\nx\n", "story.csv:1:1: error: a gold table needs the column quote"),
    ] {
        std::fs::write(&table, text).expect("a file");
        let output = run(&["eval", &table.display().to_string()]);
        assert_eq!(code(&output), 2, "{text}");
        assert!(stderr(&output).contains(said), "{text}: {}", stderr(&output));
    }
}

#[test]
fn weights_are_fitted_to_runs_and_come_out_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let [first, second, run_file] = ["a.csv", "b.csv", "run.json"].map(|name| folder.path().join(name));
    std::fs::write(&run_file, stdout(&run(&["eval", "--format", "json", "claims"]))).expect("a file");
    let arguments = |file: &std::path::Path| ["eval", "claims", "--fit"].map(str::to_owned).into_iter().chain([file.display().to_string()]).collect::<Vec<_>>();
    let strings = |arguments: &[String]| stderr(&run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()));
    let said = strings(&arguments(&first));
    assert!(said.contains("weights fitted to"), "{said}");
    let mut more = arguments(&second);
    more.extend(["--add".to_owned(), run_file.display().to_string()]);
    strings(&more);
    strings(&arguments(&folder.path().join("c.csv")));
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a file of weights");
    assert_eq!(read("a.csv"), read("c.csv"));
    assert_ne!(read("a.csv"), read("b.csv"), "an earlier run counts");
    let shipped = std::fs::read_to_string(root().join("src/verdict/confidence.csv")).expect("the weights");
    assert_eq!(read("a.csv").lines().count(), shipped.lines().count());
}
