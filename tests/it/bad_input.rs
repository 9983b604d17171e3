//! Bad input: a message that names the place, exit code 2, no panic, and everything else is still checked.

use crate::tool::{code, folder, run_in, run_with, stdout, words};
use std::fs;

/// The other article of a run, which must be checked whatever stands beside it.
const GOOD: &[u8] = b"Chad won independence from France in 1960.\n";

/// Checks `bytes` beside a good article: code 2, the message, the good one checked.
fn refused(name: &str, bytes: &[u8], parts: &[&str]) {
    let folder = folder(&[(name, bytes), ("good.txt", GOOD)]);
    let output = run_in(folder.path(), &["check", name, "good.txt"]);
    let said = words(&output);
    assert_eq!(code(&output), 2, "{name}: {said}");
    for part in parts {
        assert!(said.contains(part), "{name}: {part:?} is not in {said}");
    }
    assert!(!said.contains("panicked"), "{said}");
    assert!(said.contains("good.txt: 1 numbers and dates: 1 checked"), "{name}: {said}");
}

#[test]
fn an_empty_file() {
    refused("empty.md", b"", &["empty.md", "the file is empty", "expected an article"]);
    refused("blank.txt", b" \n\n\t", &["blank.txt", "expected an article"]);
}

#[test]
fn a_binary_file() {
    refused("binary.md", b"PK\x03\x04\x00\x00\x00\x00\x21\x00\x01\x02", &["binary.md", "binary", "0x00", "offset 4"]);
}

#[test]
fn broken_utf8() {
    // a two-byte letter shows that it is meant to be UTF-8; then one byte is broken
    refused("broken.txt", b"Caf\xc3\xa9s in Chad\nhave 5 \xff tables.\n", &["broken.txt:2:8", "UTF-8"]);
}

#[test]
fn a_line_that_is_longer_than_any_article() {
    let mut line = b"{\"id\":\"long\",\"text\":\"".to_vec();
    line.extend(std::iter::repeat_n(b"a 5 km ".as_slice(), 30_000_000).flatten());
    line.extend(b"\"}\n{\"id\":\"next\",\"text\":\"It is 5 km long.\"}\n");
    let output = run_with(&["check", "--input-format", "jsonl", "--format", "jsonl", "-"], &line);
    assert_eq!(code(&output), 2);
    assert_eq!(stdout(&output).lines().count(), 2, "one line out for each line in");
    let lines: Vec<serde_json::Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(lines[0]["problems"][0]["expected"], "at most 64 MiB");
    assert_eq!(lines[1]["id"], "next");
    assert_eq!(lines[1]["claims"][0]["span"]["line"], 2);
}

#[test]
fn lines_of_jsonl_that_are_no_articles() {
    let lines =
        b"{\"id\":\"a\",\"text\":\"It is 5 km long.\"}\n{\"id\":\"b\",\"text\":7}\nnothing\n\n{\"id\":\"c\",\"text\":\"It is 6 km long.\",\"date\":\"soon\"}\n";
    let folder = folder(&[("lines.jsonl", lines)]);
    let output = run_in(folder.path(), &["check", "--format", "jsonl", "lines.jsonl"]);
    assert_eq!(code(&output), 2);
    let reports: Vec<serde_json::Value> = stdout(&output).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(reports.len(), 5, "one line out for each line in");
    let problem = |n: usize, field: &str| reports[n]["problems"][0][field].clone();
    assert_eq!((problem(1, "line"), problem(1, "column"), problem(1, "expected"), problem(1, "found")), (2.into(), 18.into(), "a string".into(), "7".into()));
    assert_eq!((problem(2, "line"), problem(2, "found")), (3.into(), "nothing".into()));
    assert_eq!((problem(4, "line"), problem(4, "found")), (5.into(), "\"soon\"".into()));
    assert_eq!(reports[4]["claims"][0]["value"], 6, "a bad date does not lose the article");
}

#[test]
fn a_page_that_is_never_closed_is_read_to_its_end() {
    let folder = folder(&[("open.html", b"<html><body><main><p>Chad won <b>independence from France in 1960")]);
    let output = run_in(folder.path(), &["check", "open.html"]);
    let said = stdout(&output);
    assert_eq!(code(&output), 0, "{said}");
    assert!(said.contains("open.html:1:31: warning: <b> is never closed"), "{said}");
    assert!(said.contains("open.html: 1 numbers and dates: 1 checked"), "{said}");
}

#[test]
fn a_title_of_control_characters_is_shown_and_does_not_end_the_run() {
    let folder = folder(&[("a.md", "---\ntitle: A *t-26-1\u{b}\u{b}\u{b}\u{b}\n of\u{b}\u{b}6\n---\nChad has 5 rivers.\n".as_bytes())]);
    let output = run_in(folder.path(), &["check", "-v", "a.md"]);
    assert!(stdout(&output).contains("a.md: ") && !words(&output).contains("panicked"), "{}", words(&output));
}

#[test]
fn paths_that_lead_nowhere() {
    let folder = folder(&[("good.txt", GOOD)]);
    let output = run_in(folder.path(), &["check", "missing.md", "good.txt"]);
    let said = stdout(&output);
    assert_eq!(code(&output), 2, "{said}");
    assert!(said.contains("missing.md: error: there is no such file or folder") && said.contains("good.txt: 1 numbers"), "{said}");
    let output = run_in(folder.path(), &["check", "--references", "missing", "good.txt"]);
    assert_eq!(code(&output), 2);
    assert!(words(&output).contains("missing: error: there is no such file or folder"), "{}", words(&output));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("locked/a.txt", GOOD), ("good.txt", GOOD)]);
    let locked = folder.path().join("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("permissions");
    let readable = fs::read_dir(&locked).is_ok();
    let output = run_in(folder.path(), &["check", "."]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("permissions");
    let said = stdout(&output);
    // the superuser reads everything
    assert_eq!(code(&output), if readable { 0 } else { 2 }, "{said}");
    assert!(readable || said.contains("locked"), "{said}");
    assert!(said.contains("good.txt: 1 numbers"), "{said}");
}

/// Checks a good article against a faulty table: code 2, and the message with its place.
fn faulty(table: &str, parts: &[&str]) {
    let folder = folder(&[("table.csv", table.as_bytes()), ("good.txt", GOOD)]);
    let output = run_in(folder.path(), &["check", "--references", "table.csv", "good.txt"]);
    let said = words(&output);
    assert_eq!(code(&output), 2, "{table}: {said}");
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
    assert!(!run_in(folder.path(), &["refs", "validate", "table.csv"]).status.success(), "{table}");
}

#[test]
fn faulty_tables_are_named_with_their_place() {
    faulty("subject,value\nchad,3\n", &["table.csv:1:1", "required columns are missing: property, source", "subject,value"]);
    let head = "id,subject,property,value,unit,as_of,source\n";
    let row = "a,chad,population,17000000,people,2022,census\n";
    faulty(&format!("{head}{row}{row}"), &["table.csv:3:1", "the id is used before", "\"a\""]);
    faulty(&format!("{head}{row}b,chad,population,18000000,people,2023-13-45,census\n"), &["table.csv:3:35", "not a date", "\"2023-13-45\""]);
    faulty(&format!("{head}{row}b,chad,population\n"), &["table.csv:3:1", "wrong number of fields", "expected 7 fields"]);
    faulty(&format!("{head}{row}b,chad,population,plenty,people,2023,census\n"), &["table.csv:3:19", "not a number", "\"plenty\""]);
}

#[test]
fn a_faulty_row_does_not_lose_the_others() {
    let table = "id,subject,property,value,unit,as_of,source\na,chad,population,many,people,2022,census\nb,chad,independence_date,1960-08-11,date,,almanac\n";
    let folder = folder(&[("table.csv", table.as_bytes()), ("good.txt", GOOD)]);
    let output = run_in(folder.path(), &["check", "--references", "table.csv", "--format", "csv", "good.txt"]);
    assert_eq!(code(&output), 2);
    assert!(stdout(&output).contains("supported"), "{}", stdout(&output));
}

#[test]
fn an_unknown_unit_is_a_warning() {
    let table = "id,subject,property,value,unit,as_of,source\na,chad,elevation,9,fathom-and-a-half,2022,almanac\n";
    let folder = folder(&[("table.csv", table.as_bytes()), ("good.txt", GOOD)]);
    let output = run_in(folder.path(), &["check", "--references", "table.csv", "good.txt"]);
    assert_eq!(code(&output), 0, "{}", words(&output));
    assert!(words(&output).contains("table.csv:2:1: warning[FL904]: the unit \"fathom-and-a-half\" is not known"), "{}", words(&output));
}

#[test]
fn claims_without_a_usable_reference_are_no_pass() {
    let folder = folder(&[("refs/notes.md", b"no tables here"), ("good.txt", GOOD)]);
    let output = run_in(folder.path(), &["check", "--references", "refs", "good.txt"]);
    assert_eq!(code(&output), 2);
    assert!(words(&output).contains("the folder holds no reference tables"), "{}", words(&output));
}
