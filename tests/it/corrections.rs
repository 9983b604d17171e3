//! Corrections of what was accepted: their words, and the files put right.

use crate::tool::{code, folder, killed_when, kills, run_in, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;

const TABLE: &str = "id,subject,property,value,unit,as_of,source,source_url\n\
    n.pop,Norland,population,5000,people,2020,Census office,https://example.org/n\n\
    n.indep,Norland,independence_date,1991-10-18,date,,Almanac,\n";
const MARKDOWN: &str = "# Norland\r\n\r\nThe population of Norland was *7,000* people in 2020. Norland gained independence on 3 May 1991.\r\n\r\nThe harbour was opened on Friday, 7 August 2025.\r\n";
const HTML: &str = "<html><head><title>N &amp; S</title></head><body><p>&eacute;é The population of Norland was 7,000 in 2020.</p>\
    <p>In 2020 the population of Norland was 7<b>,</b>100.</p></body></html>\n";
const LINE: &str = "{\"id\":\"x\",\"text\":\"The population of Norland was 8,000 in 2020.\"}\n";

fn desk() -> tempfile::TempDir {
    let folder = folder(&[("a.md", MARKDOWN.as_bytes()), ("b.html", HTML.as_bytes()), ("c.jsonl", LINE.as_bytes()), ("t.csv", TABLE.as_bytes())]);
    decide(folder.path(), &["--all", "--accept"]);
    folder
}

fn decide(folder: &Path, arguments: &[&str]) {
    let output = run_in(folder, &[&["decide", ".", "--references", "t.csv", "--who", "Ada", "--when", "2025-08-08"], arguments].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

fn corrections(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = run_in(folder, &[&["corrections", ".", "--references", "t.csv"], arguments].concat());
    (code(&output), stdout(&output) + &stderr(&output))
}

#[test]
fn each_accepted_finding_has_its_correction_and_says_whether_it_can_be_put_right() {
    let folder = desk();
    let (code, text) = corrections(folder.path(), &["--format", "json"]);
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let rows: Vec<[String; 3]> =
        all.as_array().expect("a list").iter().map(|c| [&c["wrong"], &c["right"], &c["by_hand"]].map(|v| v.as_str().unwrap_or_default().to_owned())).collect();
    let wanted = [
        ["7,000", "5,000", ""],
        ["3 May 1991", "18 October 1991", ""],
        ["Friday, 7 August 2025", "", "there is no single value that is right"],
        ["7,000", "5,000", ""],
        ["7,100", "5,000", "the words do not stand in the file as they are read (marks, other encoding, or a line end between them)"],
        ["8,000", "5,000", "the article is a line of a file that something else writes"],
    ];
    assert_eq!((code, rows), (0, wanted.map(|row| row.map(str::to_owned)).to_vec()));
    let (_, text) = corrections(folder.path(), &[]);
    assert!(text.contains("An earlier version of this article misstated the population of Norland. It is 5,000, not 7,000.\n"), "{text}");
    assert!(text.ends_with("6 corrections in 3 files: 3 can be put right with --fix, 3 by hand\n"), "{text}");
}

#[test]
fn what_has_one_value_is_put_right_and_checked_again_and_nothing_else_changes() {
    let folder = desk();
    let (dry, text) = corrections(folder.path(), &["--dry-run"]);
    assert!(dry == 0 && text.contains("+The population of Norland was *5,000* people") && text.contains("nothing was written"), "{text}");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).expect("a file"), MARKDOWN);
    let (fixed, text) = corrections(folder.path(), &["--fix"]);
    assert!(fixed == 0 && text.contains("a.md: 2 put right; checked again: 0 still found wrong, 0 new"), "{text}");
    let right = MARKDOWN.replace("7,000", "5,000").replace("3 May", "18 October");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).expect("a file"), right);
    assert_eq!(fs::read_to_string(folder.path().join("b.html")).expect("a file"), HTML.replace("7,000", "5,000"));
    assert_eq!(fs::read_to_string(folder.path().join("c.jsonl")).expect("a file"), LINE);
    // what was fixed is done, and no stale decision
    let (_, text) = corrections(folder.path(), &[]);
    assert!(text.ends_with("3 corrections in 3 files: 0 can be put right with --fix, 3 by hand\n"), "{text}");
    let stale = run_in(folder.path(), &["check", ".", "--references", "t.csv", "--fail-on", "never", "--check-stale"]);
    assert_eq!(code(&stale), 0, "{}", stderr(&stale));
}

#[test]
fn what_an_editor_gave_is_written_and_what_is_still_wrong_then_is_said() {
    let folder = folder(&[("a.md", b"The population of Norland was 7,000 in 2020.\n"), ("t.csv", TABLE.as_bytes())]);
    decide(folder.path(), &["--all", "--accept", "--write", "9,000"]);
    let (code, text) = corrections(folder.path(), &["--fix"]);
    assert!(text.contains("said “7,000”. It should have said “9,000”."), "{text}");
    assert!(text.contains("1 still found wrong") && code == 1, "{text}");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).expect("a file"), "The population of Norland was 9,000 in 2020.\n");
}

#[test]
fn the_house_words_its_corrections() {
    let folder = folder(&[
        ("a.md", b"The population of Norland was 7,000 in 2020.\n"),
        ("t.csv", TABLE.as_bytes()),
        ("factlint.toml", b"[corrections]\ntemplate = \"CORRECTION {path}:{line}: {wrong} should read {right} ({source}, {url}) [{code}] {who}{\"\n"),
    ]);
    decide(folder.path(), &["--all", "--accept"]);
    let (_, text) = corrections(folder.path(), &[]);
    assert!(text.contains("CORRECTION ./a.md:1: 7,000 should read 5,000 (Census office, https://example.org/n) [FL100] Ada{\n"), "{text}");
}

#[test]
fn a_dismissed_finding_is_no_correction_and_neither_is_one_that_is_open_again() {
    let folder = folder(&[("a.md", b"The population of Norland was 7,000 in 2020.\n"), ("t.csv", TABLE.as_bytes())]);
    decide(folder.path(), &["--all", "--accept"]);
    fs::write(folder.path().join("a.md"), "The population of all Norland was 7,000 in 2020.\n").expect("a file");
    assert!(corrections(folder.path(), &[]).1.starts_with("0 corrections"), "it is to be decided again first");
    decide(folder.path(), &["--all", "--dismiss", "--reason", "new count"]);
    assert!(corrections(folder.path(), &[]).1.starts_with("0 corrections"));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("real.md", b"The population of Norland was 7,000 in 2020.\n"), ("t.csv", TABLE.as_bytes())]);
    let (real, link) = (folder.path().join("real.md"), folder.path().join("a.md"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink(&real, &link).expect("a link");
    let run = |arguments: &[&str]| run_in(folder.path(), &[&arguments[..1], &["a.md", "--references", "t.csv"], &arguments[1..]].concat());
    assert_eq!(code(&run(&["decide", "--all", "--accept", "--who", "Ada", "--when", "2025-08-08"])), 0);
    assert_eq!(code(&run(&["corrections", "--fix"])), 0);
    assert!(fs::symlink_metadata(&link).expect("a link").file_type().is_symlink());
    assert_eq!(fs::metadata(&real).expect("a file").permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(&real).expect("a file"), "The population of Norland was 5,000 in 2020.\n");
}

#[test]
fn a_fix_that_is_killed_leaves_the_article_as_it_was_or_as_it_is_to_be() {
    for _ in 0..kills() {
        let (desk, arguments) = (desk(), ["corrections", ".", "--references", "t.csv", "--fix"]);
        let half = desk.path().join(".a.md.tmp");
        killed_when(desk.path(), &arguments, || half.exists());
        let text = fs::read_to_string(desk.path().join("a.md")).expect("a file");
        let fixed = MARKDOWN.replace("7,000", "5,000").replace("3 May 1991", "18 October 1991");
        assert!([MARKDOWN, &fixed].contains(&text.as_str()), "half a file: {text}");
        let (code, said) = corrections(desk.path(), &["--fix"]);
        assert_eq!((code, fs::read_to_string(desk.path().join("a.md")).expect("a file")), (0, fixed), "{said}");
        assert!(!half.exists(), "half a file is left");
    }
}
