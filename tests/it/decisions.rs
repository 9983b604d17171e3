//! What editors decided: it lasts as long as what it was decided on, and no longer.

use crate::tool::{code, factlint, folder, killed_when, kills, run_in, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

const LEDGER: &str = "factlint-decisions.jsonl";
const WRONG: &str = "The harbour was opened on Friday, 7 August 2025.";
const TABLE: &str = "id,subject,property,value,unit,as_of,source\nn.pop,Norland,population,5000,people,2020,Census office\n";
const STORY: &str = "Norland lies in the north.\n\nThe population of Norland was 7,000 in 2020.\n\nIts ships are old.\n";

/// Decides in a folder; the day is one in August 2025.
fn decide(folder: &Path, arguments: &[&str]) -> Output {
    run_in(folder, &[&["decide"], arguments, &["--who", "Ada", "--when", "2025-08-08"]].concat())
}

fn decided(folder: &Path, arguments: &[&str]) {
    let output = decide(folder, arguments);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    run_in(folder, &[&["check", "--today", "2025-08-09", "--check-stale"], arguments].concat())
}

/// The states of all findings in the order of the articles: "" for open, the decision, or "reopened".
fn states(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run_in(folder, &[&["check", "--today", "2025-08-09", "--format", "jsonl"], arguments].concat());
    let reports: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let claims = reports.iter().flat_map(|r| r["claims"].as_array().cloned().unwrap_or_default());
    let wrong = claims.filter(|c| ["contradicted", "inconsistent"].contains(&c["verdict"].as_str().unwrap_or_default()));
    let state = |c: Value| match &c["decided"] {
        Value::Null => String::new(),
        decided if !decided["reopened"].is_null() => "reopened".to_owned(),
        decided => {
            let name = decided["decision"].as_str().unwrap_or_default().to_owned();
            assert_eq!(c["level"] == "none", name != "accept", "only what is accepted stays a finding: {c}");
            name
        }
    };
    wrong.map(state).collect()
}

#[test]
fn what_is_dismissed_is_held_back_and_counted_and_what_is_accepted_stays() {
    let folder = folder(&[("a.md", format!("{WRONG}\n").as_bytes()), ("b.md", b"The pier was opened on Friday, 7 August 2025.\n")]);
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--dismiss", "--reason", "quoted"]);
    decided(folder.path(), &["b.md", "--references", "none", "--all", "--accept"]);
    assert_eq!(states(folder.path(), &["--references", "none", "a.md", "b.md"]), ["dismiss", "accept"]);
    let output = check(folder.path(), &["--references", "none", "a.md"]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("1 finding held back by decisions in factlint-decisions.jsonl"), "{}", stderr(&output));
    assert_eq!(code(&check(folder.path(), &["--references", "none", "b.md"])), 1, "it is wrong until it is fixed");
    assert_eq!(code(&check(folder.path(), &["--references", "none", "--decisions", "none", "a.md"])), 1);
    assert_eq!(code(&check(folder.path(), &["--references", "none", "--isolated", "a.md"])), 1);
}

#[test]
fn edits_elsewhere_disturb_nothing_and_an_edit_of_the_sentence_opens_it_again() {
    let folder = folder(&[("a.md", format!("# Harbour\n\n{WRONG} Many came.\n").as_bytes())]);
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--dismiss", "--reason", "quoted"]);
    fs::write(folder.path().join("a.md"), format!("# The new harbour\n\nIt rained.\n\n{WRONG}\nNobody came at all.\n")).expect("a file");
    assert_eq!(code(&check(folder.path(), &["--references", "none", "a.md"])), 0);
    fs::write(folder.path().join("a.md"), "# The new harbour\n\nThe old harbour was opened on Friday, 7 August 2025.\n").expect("a file");
    let output = check(folder.path(), &["--references", "none", "a.md"]);
    assert_eq!(code(&output), 1);
    let said = "a.md:3:31: warning: decided before, and open again: dismiss by Ada on 2025-08-08: quoted; the sentence was";
    assert!(stderr(&output).contains(said), "{}", stderr(&output));
    // and decided anew it is quiet, with its history
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--dismiss", "--reason", "still quoted"]);
    assert_eq!(code(&check(folder.path(), &["--references", "none", "a.md"])), 0);
    let ledger = fs::read_to_string(folder.path().join(LEDGER)).expect("a ledger");
    assert!(ledger.lines().count() == 2 && ledger.contains(r#""turn":2"#), "{ledger}");
}

#[test]
fn a_row_that_is_revised_opens_it_again_and_says_which() {
    let folder = folder(&[("a.md", STORY.as_bytes()), ("t.csv", TABLE.as_bytes())]);
    decided(folder.path(), &["a.md", "--references", "t.csv", "--all", "--correct-reference"]);
    assert_eq!(states(folder.path(), &["--references", "t.csv", "a.md"]), ["correct-reference"]);
    let drafts = fs::read_to_string(folder.path().join("factlint-drafts.csv")).expect("a draft of the row");
    assert!(drafts.lines().count() == 2 && drafts.contains("new.Norland.population.2020,") && drafts.contains(",unconfirmed,"), "{drafts}");
    fs::write(folder.path().join("t.csv"), TABLE.replace("5000", "5200")).expect("a table");
    let output = check(folder.path(), &["--references", "t.csv", "a.md"]);
    assert!(stderr(&output).contains("row n.pop was 5000 and is 5200"), "{}", stderr(&output));
    assert_eq!(code(&output), 1);
    fs::write(folder.path().join("t.csv"), TABLE.replace("5000", "7000")).expect("a table");
    let output = check(folder.path(), &["--references", "t.csv", "a.md"]);
    assert!(stderr(&output).contains("the claim is no longer found wrong"), "{}", stderr(&output));
    assert_eq!(code(&output), 1, "--check-stale fails on a decision that is dead");
    let pruned = run_in(folder.path(), &["decide", "a.md", "--references", "t.csv", "--prune"]);
    assert_eq!((code(&pruned), fs::read_to_string(folder.path().join(LEDGER)).expect("a ledger")), (0, String::new()), "{}", stderr(&pruned));
}

#[test]
fn another_verdict_opens_it_again() {
    let folder = folder(&[("a.md", b"Norland has a population of 7,000.\n"), ("t.csv", TABLE.as_bytes())]);
    decided(folder.path(), &["a.md", "--references", "t.csv", "--all", "--dismiss", "--reason", "counted anew"]);
    // an earlier row that agrees: what is said was right once
    let older = TABLE.to_owned() + "n.old,Norland,population,7000,people,2015,Census office\n";
    fs::write(folder.path().join("t.csv"), older).expect("a table");
    let output = check(folder.path(), &["--references", "t.csv", "--fail-on", "warning", "a.md"]);
    assert!(stderr(&output).contains("the rule said FL100 contradicted and says FL100 outdated") && code(&output) == 1, "{}", stderr(&output));
}

#[test]
fn a_waiver_that_is_over_before_it_begins_is_refused() {
    let folder = folder(&[("a.md", format!("{WRONG}\n").as_bytes())]);
    let waive = |until: &str| decide(folder.path(), &["a.md", "--references", "none", "--all", "--waive", "--reason", "census due", "--until", until]);
    let output = waive("2025-08-07");
    assert!(code(&output) == 2 && stderr(&output).contains("2025-08-08 or later"), "{}", stderr(&output));
    assert_eq!(code(&waive("2025-08-08")), 0);
}

#[test]
fn a_waiver_ends_with_its_last_day() {
    let folder = folder(&[("a.md", format!("{WRONG}\n").as_bytes())]);
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--waive", "--until", "2025-08-31", "--reason", "the minutes come"]);
    let on = |day: &str| run_in(folder.path(), &["check", "--references", "none", "--today", day, "a.md"]);
    assert_eq!(code(&on("2025-08-31")), 0);
    let over = on("2025-09-01");
    assert_eq!(code(&over), 1);
    assert!(stderr(&over).contains("it held until 2025-08-31"), "{}", stderr(&over));
}

#[test]
fn of_equal_sentences_each_has_its_own_decision_by_what_stands_around_it() {
    let text = |first: &str| {
        format!("{first}In the morning the mayor spoke.\n\n{WRONG}\n\nThen came the choir and sang.\n\n{WRONG}\n\nAt night there were fireworks.\n")
    };
    let folder = folder(&[("a.md", text("").as_bytes())]);
    decided(folder.path(), &["a.md", "--references", "none", "--at", "a.md:7", "--dismiss", "--reason", "in the song"]);
    assert_eq!(states(folder.path(), &["--references", "none", "a.md"]), ["", "dismiss"]);
    // the same sentence once more, before both
    fs::write(folder.path().join("a.md"), text(&format!("{WRONG}\n\nSo it was said.\n\n"))).expect("a file");
    assert_eq!(states(folder.path(), &["--references", "none", "a.md"]), ["", "", "dismiss"]);
    decided(folder.path(), &["a.md", "--references", "none", "--at", "a.md:7", "--accept"]);
    assert_eq!(states(folder.path(), &["--references", "none", "a.md"]), ["", "accept", "dismiss"]);
}

#[test]
fn a_scope_reaches_the_claim_the_article_or_every_article() {
    let twice = format!("{STORY}\nIn 2020 the population of Norland was 7,000, he said again.\n");
    for (scope, wanted) in [("claim", ["x", "", "", ""]), ("article", ["x", "x", "", ""]), ("everywhere", ["x", "x", "x", "x"])] {
        let folder = folder(&[
            ("a.md", twice.replace(", he said again", "").as_bytes()),
            ("b.md", twice.replace(", he said again", "").as_bytes()),
            ("t.csv", TABLE.as_bytes()),
        ]);
        decided(folder.path(), &["a.md", "--references", "t.csv", "--at", "a.md:3", "--dismiss", "--reason", "new count", "--scope", scope]);
        let wanted = wanted.map(|x| if x.is_empty() { "" } else { "dismiss" });
        assert_eq!(states(folder.path(), &["--references", "t.csv", "a.md", "b.md"]), wanted, "{scope}");
    }
}

#[test]
fn an_article_that_is_moved_takes_its_decisions_along() {
    let folder = folder(&[("a.md", format!("{WRONG}\n").as_bytes())]);
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--dismiss", "--reason", "quoted"]);
    fs::create_dir(folder.path().join("old")).expect("a folder");
    fs::rename(folder.path().join("a.md"), folder.path().join("old/b.md")).expect("a move");
    assert_eq!(code(&check(folder.path(), &["--references", "none", "old/b.md"])), 0);
    fs::remove_file(folder.path().join("old/b.md")).expect("a file");
    fs::write(folder.path().join("old/c.md"), "Nothing is said here.\n").expect("a file");
    let output = check(folder.path(), &["--references", "none", "old"]);
    assert!(code(&output) == 1 && stderr(&output).contains("its article is no longer there"), "{}", stderr(&output));
}

#[test]
fn lines_of_jsonl_are_articles_of_their_own() {
    let line = |id: &str| format!("{}\n", serde_json::json!({"id": id, "text": WRONG}));
    let folder = folder(&[("w.jsonl", (line("one") + &line("two")).as_bytes())]);
    decided(folder.path(), &["w.jsonl", "--references", "none", "--at", "w.jsonl:2", "--dismiss", "--reason", "quoted"]);
    assert_eq!(states(folder.path(), &["--references", "none", "w.jsonl"]), ["", "dismiss"]);
    fs::write(folder.path().join("w.jsonl"), line("two") + &line("zero") + &line("one")).expect("a file");
    assert_eq!(states(folder.path(), &["--references", "none", "w.jsonl"]), ["dismiss", "", ""]);
}

#[test]
fn the_ledger_is_found_beside_the_configuration_or_where_its_key_says() {
    let folder = folder(&[("news/x/a.md", format!("{WRONG}\n").as_bytes()), ("factlint.toml", b"")]);
    decided(folder.path(), &["news/x/a.md", "--references", "none", "--all", "--dismiss", "--reason", "quoted"]);
    assert!(folder.path().join(LEDGER).exists());
    let below = run_in(&folder.path().join("news"), &["check", "--references", "none", "x/a.md"]);
    assert_eq!(code(&below), 0, "{}", stderr(&below));
    fs::rename(folder.path().join(LEDGER), folder.path().join("news/d.jsonl")).expect("a move");
    fs::write(folder.path().join("factlint.toml"), "decisions = \"news/d.jsonl\"\n").expect("a file");
    let ledger = fs::read_to_string(folder.path().join("news/d.jsonl")).expect("a ledger").replace("news/x/a.md", "x/a.md");
    fs::write(folder.path().join("news/d.jsonl"), ledger).expect("a ledger");
    assert_eq!(code(&run_in(&folder.path().join("news"), &["check", "--references", "none", "x/a.md"])), 0);
}

#[test]
fn a_broken_ledger_stops_the_run_and_is_not_written_over() {
    let folder = folder(&[("a.md", format!("{WRONG}\n").as_bytes()), (LEDGER, b"{\"path\":\"a.md\"}\n<<<<<<< HEAD\n")]);
    for output in [check(folder.path(), &["--references", "none", "a.md"]), decide(folder.path(), &["a.md", "--references", "none", "--all", "--accept"])] {
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("factlint-decisions.jsonl:1:15: error: the line is no decision: missing field `words`"), "{}", stderr(&output));
        assert!(stderr(&output).contains("factlint-decisions.jsonl:2:1: error: a merge was left open here"), "{}", stderr(&output));
    }
    assert_eq!(fs::read(folder.path().join(LEDGER)).expect("a ledger"), b"{\"path\":\"a.md\"}\n<<<<<<< HEAD\n");
}

#[test]
fn what_cannot_be_decided_is_said() {
    let folder = folder(&[("a.md", format!("{WRONG}\n").as_bytes())]);
    for (arguments, said) in [
        (&["--all", "--dismiss"][..], "dismiss needs a reason"),
        (&["--all", "--waive", "--reason", "x"], "waive needs the last day"),
        (&["--at", "a.md:9", "--accept"], "no finding stands there"),
        (&["--finding", "00000000", "--accept"], "no finding has that id"),
        (&["--code", "FL100", "--accept"], "no finding is meant"),
        (&["--all", "--reopen"], "none of them is decided"),
        (&["--all"], "required arguments were not provided"),
        (&["--accept"], "required arguments were not provided"),
    ] {
        let output = decide(folder.path(), &[&["a.md", "--references", "none"], arguments].concat());
        assert!(code(&output) == 2 && stderr(&output).contains(said), "{arguments:?}: {}", stderr(&output));
    }
    let timeless = run_in(folder.path(), &["decide", "a.md", "--references", "none", "--all", "--accept", "--who", "Ada"]);
    assert!(code(&timeless) == 2 && stderr(&timeless).contains("--when"), "in batch the clock is not asked");
    assert!(!folder.path().join(LEDGER).exists(), "nothing was written");
}

#[test]
fn a_decision_is_taken_back() {
    let folder = folder(&[("a.md", format!("{WRONG}\n").as_bytes())]);
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--dismiss", "--reason", "quoted"]);
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--reopen"]);
    assert_eq!(states(folder.path(), &["--references", "none", "a.md"]), [""]);
}

#[test]
fn with_a_cache_decisions_are_seen_at_once() {
    let folder = folder(&[("a.md", format!("{WRONG}\n").as_bytes())]);
    let cached = || code(&run_in(folder.path(), &["check", "--references", "none", "--cache", "a.md"]));
    assert_eq!((cached(), cached()), (1, 1));
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--dismiss", "--reason", "quoted"]);
    assert_eq!((cached(), cached()), (0, 0));
}

/// An article with so many wrong weekdays, one a line from the first on.
fn many(count: usize) -> String {
    let lines: Vec<String> = (0..count).map(|n| format!("Bridge number {n} was opened to the public on Friday, 7 August 2025.")).collect();
    lines.join("\n\n")
}

#[test]
fn those_who_decide_at_once_are_all_kept() {
    let folder = folder(&[("a.md", many(12).as_bytes())]);
    let start = |n: usize| {
        let place = format!("a.md:{}", 2 * n + 1);
        let arguments = ["decide", "a.md", "--references", "none", "--at", &place, "--accept", "--who", "Ada", "--when", "2025-08-08"];
        factlint().current_dir(folder.path()).args(arguments).stdout(Stdio::null()).spawn().expect("the tool starts")
    };
    let running: Vec<_> = (0..12).map(start).collect();
    for mut child in running {
        assert!(child.wait().expect("it ends").success());
    }
    assert_eq!(states(folder.path(), &["--references", "none", "a.md"]), ["accept"; 12]);
}

#[test]
fn a_process_that_is_killed_loses_no_decision_that_was_confirmed() {
    let count = kills();
    let folder = folder(&[("a.md", many(count).as_bytes())]);
    let mut confirmed = 0;
    for n in 0..count {
        let place = format!("a.md:{}", 2 * n + 1);
        let arguments = ["decide", "a.md", "--references", "none", "--at", &place, "--accept", "--who", "Ada", "--when", "2025-08-08"];
        // in the middle of the save; every third time at any moment of the process, or past its end
        let (began, half) = (Instant::now(), folder.path().join(format!(".{LEDGER}.tmp")));
        let late = Duration::from_millis((n as u64 * 37) % 90);
        let output = killed_when(folder.path(), &arguments, || if n % 3 == 2 { began.elapsed() > late } else { half.exists() });
        confirmed += usize::from(stdout(&output).contains("1 decision written"));
        let text = fs::read_to_string(folder.path().join(LEDGER)).unwrap_or_default();
        let whole = text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok());
        assert!(whole && (text.is_empty() || text.ends_with('\n')), "half a file: {text}");
        assert!(text.lines().count() >= confirmed, "a confirmed decision is lost");
    }
    decided(folder.path(), &["a.md", "--references", "none", "--all", "--accept"]);
    assert_eq!(states(folder.path(), &["--references", "none", "a.md"]), vec!["accept"; count]);
    let left = fs::read_dir(folder.path()).expect("a folder").filter_map(Result::ok).map(|e| e.file_name().to_string_lossy().into_owned());
    let left: Vec<String> = left.filter(|name| name.contains(".tmp")).collect();
    assert!(left.is_empty(), "half files are left: {left:?}");
}
