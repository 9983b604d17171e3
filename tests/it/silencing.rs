//! Findings that somebody silenced: with a reason, by content, and never for longer than they are there.

use crate::tool::{code, folder, run_in, stderr, stdout, words};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A sentence that is wrong by the calendar.
const WRONG: &str = "The harbour was opened on Friday, 7 August 2025.";

/// Who silenced each wrong weekday of an article, in the order of the text; "" for nobody.
fn silenced(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let all = [&["check", "--references", "none", "--format", "jsonl"], arguments].concat();
    let lines = stdout(&run_in(folder, &all));
    let reports = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let claims: Vec<Value> = reports.flat_map(|r| r["claims"].as_array().cloned().unwrap_or_default()).collect();
    let wrong = claims.iter().filter(|c| c["code"] == "FL301");
    wrong
        .map(|c| {
            assert_eq!(c["silenced"].is_null(), c["level"] != "none", "what is silenced raises nothing: {c}");
            assert_eq!(c["verdict"], "inconsistent", "a verdict is never changed");
            c["silenced"]
                .as_object()
                .map_or_else(String::new, |s| format!("{}: {}", s["by"].as_str().unwrap_or_default(), s["reason"].as_str().unwrap_or_default()))
        })
        .collect()
}

#[test]
fn comments_in_markdown_html_and_plain_text_silence_their_line_with_a_reason() {
    let markdown = format!(
        "{WRONG}\n\n<!-- factlint: ignore FL301 quoted from a letter -->\n{WRONG}\n\n{WRONG} <!-- factlint: ignore FL3 agreed -->\n\n<!-- factlint: ignore-start FL301 minutes -->\n{WRONG}\n\n{WRONG}\n<!-- factlint: ignore-end -->\n\n{WRONG}\n"
    );
    let wanted = ["", "inline: quoted from a letter", "inline: agreed", "inline: minutes", "inline: minutes", ""];
    let html = format!(
        "<html><body><p>{WRONG}</p>\n<!-- factlint: ignore FL301 quoted from a letter -->\n<p>{WRONG}</p>\n<p>{WRONG}</p><!-- factlint: ignore FL3 agreed -->\n<!-- factlint: ignore-start FL301 minutes -->\n<p>{WRONG}</p>\n<p>{WRONG}</p>\n<!-- factlint: ignore-end -->\n<p>{WRONG}</p></body></html>\n"
    );
    let folder = folder(&[("a.md", markdown.as_bytes()), ("a.txt", markdown.as_bytes()), ("a.html", html.as_bytes())]);
    for file in ["a.md", "a.txt", "a.html"] {
        assert_eq!(silenced(folder.path(), &[file]), wanted, "{file}");
    }
}

#[test]
fn a_comment_in_a_block_of_code_is_an_example_and_no_comment() {
    let folder = folder(&[("a.md", format!("```\n<!-- factlint: ignore FL301 an example -->\n```\n\n{WRONG}\n").as_bytes())]);
    assert_eq!(silenced(folder.path(), &["a.md"]), [""]);
}

#[test]
fn a_comment_without_a_reason_silences_nothing_and_is_an_error() {
    let folder = folder(&[("a.md", format!("{WRONG} <!-- factlint: ignore FL301 -->\n").as_bytes())]);
    assert_eq!(silenced(folder.path(), &["a.md"]), [""]);
    let output = run_in(folder.path(), &["check", "--references", "none", "a.md"]);
    assert_eq!(code(&output), 2);
    assert!(stdout(&output).contains("a.md:1:50: error: the comment gives no reason, and silences nothing"), "{}", stdout(&output));
}

#[test]
fn a_comment_that_silences_nothing_is_reported_and_fails_if_asked() {
    let folder = folder(&[("a.md", b"<!-- factlint: ignore FL301 it was wrong once -->\nThe harbour was opened on Thursday, 7 August 2025.\n")]);
    let output = run_in(folder.path(), &["check", "--references", "none", "a.md"]);
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).contains("a.md:1:1: warning: the comment silences nothing"), "{}", stdout(&output));
    assert_eq!(code(&run_in(folder.path(), &["check", "--references", "none", "--check-stale", "a.md"])), 1);
    fs::write(folder.path().join("a.md"), "<!-- factlint: ignore FL777 no such check -->\nIt rained.\n").expect("a file");
    let output = run_in(folder.path(), &["check", "--references", "none", "a.md"]);
    assert!(code(&output) == 2 && stdout(&output).contains("a.md:1:1: error: the comment names a check that there is not"), "{}", stdout(&output));
}

#[test]
fn a_baseline_knows_findings_by_their_words_wherever_they_move() {
    let folder = folder(&[("news/a.md", format!("{WRONG}\n").as_bytes()), (".git/HEAD", b"")]);
    let at = folder.path();
    let written = run_in(at, &["check", "--references", "none", "--write-baseline", "known.json", "news"]);
    assert_eq!(code(&written), 0, "{}", words(&written));
    let baseline: Value = serde_json::from_str(&fs::read_to_string(at.join("known.json")).expect("a baseline")).expect("JSON");
    assert_eq!(baseline["findings"][0]["path"], "news/a.md");
    // lines before it, another folder to start from
    fs::write(at.join("news/a.md"), format!("A title\n\nA new paragraph.\n\n{WRONG}\n")).expect("a file");
    assert_eq!(silenced(at, &["--baseline", "known.json", "news"]), ["baseline: accepted before"]);
    assert_eq!(silenced(&at.join("news"), &["--baseline", "../known.json", "a.md"]), ["baseline: accepted before"]);
    assert_eq!(code(&run_in(at, &["check", "--references", "none", "--baseline", "known.json", "--check-stale", "news"])), 0);
    // another sentence is another finding, and the entry is stale
    fs::write(at.join("news/a.md"), WRONG.replace("Friday", "Sunday")).expect("a file");
    assert_eq!(silenced(at, &["--baseline", "known.json", "news"]), [""]);
    fs::write(at.join("news/a.md"), "The harbour was opened on Thursday, 7 August 2025.\n").expect("a file");
    let stale = run_in(at, &["check", "--references", "none", "--baseline", "known.json", "--check-stale", "news"]);
    assert_eq!(code(&stale), 1, "{}", words(&stale));
    assert!(
        stderr(&stale).contains("news/a.md: warning: the baseline accepts what is no longer there: FL301 inconsistent \"Friday, 7 August 2025\""),
        "{}",
        stderr(&stale)
    );
}

#[test]
fn a_changed_row_brings_an_accepted_finding_back() {
    let table = |value: &str| format!("id,subject,property,value,unit,as_of,source\nr,Chad,population,{value},people,2022,census\n");
    let folder = folder(&[("t.csv", table("17000000").as_bytes()), ("a.md", b"Chad had a population of 25 million people in 2022.\n")]);
    let at = folder.path();
    let check = |more: &[&str]| run_in(at, &[&["check", "--references", "t.csv", "a.md"], more].concat());
    assert_eq!(code(&check(&[])), 1, "{}", words(&check(&[])));
    check(&["--write-baseline", "known.json"]);
    assert_eq!(code(&check(&["--baseline", "known.json"])), 0);
    fs::write(at.join("t.csv"), table("17500000")).expect("a table");
    assert_eq!(code(&check(&["--baseline", "known.json"])), 1);
}

#[test]
fn a_baseline_that_is_none_is_an_error_with_its_place() {
    let folder = folder(&[("known.json", b"{\"version\": 1,\n \"finding\": []}"), ("a.md", b"It rained.\n")]);
    let output = run_in(folder.path(), &["check", "--baseline", "known.json", "a.md"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).starts_with("known.json:2:10: error: the baseline cannot be read: unknown field `finding`"), "{}", stderr(&output));
}

fn git(at: &Path, arguments: &[&str]) {
    let settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"];
    let output = std::process::Command::new("git").current_dir(at).args(settings).args(arguments).output().expect("git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_diff_leaves_the_changed_lines_and_new_files() {
    let folder = folder(&[("news/a b.md", format!("{WRONG}\n\nIt rained.\n").as_bytes())]);
    let at = folder.path();
    git(at, &["init", "-q"]);
    git(at, &["add", "."]);
    git(at, &["commit", "-qm", "first"]);
    assert_eq!(silenced(at, &["--diff", "HEAD", "news"]), ["diff: the line has not changed since HEAD"]);
    fs::write(at.join("news/a b.md"), format!("{WRONG}\n\nIt rained.\n\nLater it was shut on Monday, 8 August 2025.\n")).expect("a file");
    fs::write(at.join("news/new.md"), format!("{WRONG}\n")).expect("a file");
    let unchanged = "diff: the line has not changed since HEAD".to_owned();
    assert_eq!(silenced(at, &["--diff", "HEAD", "news"]), [unchanged.clone(), String::new(), String::new()]);
    assert_eq!(silenced(&at.join("news"), &["--diff", "HEAD", "."]), [unchanged, String::new(), String::new()], "from a folder below");
    let output = run_in(at, &["check", "--diff", "no-such-branch", "news"]);
    assert!(code(&output) == 2 && stderr(&output).contains("--diff no-such-branch: git says: "), "{}", stderr(&output));
}
