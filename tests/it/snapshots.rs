//! Approved verdicts: what differs shows claim by claim, with what changed since; nothing is
//! approved by itself.

use crate::tool::{code, factlint, folder, killed_when, kills, run_in, stderr, stdout, words};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Output;

const TABLE: &str = "id,subject,property,value,unit,as_of,source\nn.pop,Norland,population,5000,people,2020,Census office\n";
const STORY: &str = "Norland lies in the north.\n\nThe population of Norland was 5,000 in 2020.\n\nIt opened on Friday, 7 August 2025.\n";

fn desk() -> tempfile::TempDir {
    folder(&[("news/a.md", STORY.as_bytes()), ("news/b.md", b"The pier has 12 lamps.\n"), ("t.csv", TABLE.as_bytes())])
}

/// Runs `snapshot …` on the news, at a desk.
fn snapshot(folder: &Path, arguments: &[&str]) -> Output {
    factlint().current_dir(folder).env_remove("CI").env_remove("TF_BUILD").args([&["snapshot"], arguments].concat()).output().expect("the tool starts")
}

fn accept(folder: &Path) {
    let output = snapshot(folder, &["accept", "news", "--references", "t.csv"]);
    assert_eq!(code(&output), 0, "{}", words(&output));
}

/// What `check` says of each article: "path state", and the verdicts that differ.
fn states(folder: &Path) -> (i32, Vec<String>) {
    let output = run_in(folder, &["snapshot", "check", "news", "--references", "t.csv", "--format", "json"]);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap_or_else(|e| panic!("{e}: {}", words(&output)));
    let verdict = |side: &Value| side["verdict"].as_str().unwrap_or("-").to_owned();
    let mut said = Vec::new();
    for article in document["articles"].as_array().expect("articles") {
        said.push(format!("{} {}", article["path"].as_str().expect("a path"), article["state"].as_str().expect("a state")));
        said.extend(article["changes"].as_array().expect("changes").iter().map(|c| format!("{} {}", verdict(&c["old"]), verdict(&c["new"]))));
    }
    said.extend(document["orphans"].as_array().expect("orphans").iter().map(|o| format!("{} gone", o["path"].as_str().expect("a path"))));
    (code(&output), said)
}

#[test]
fn what_was_approved_stays_so_and_the_file_reads_like_prose() {
    let desk = desk();
    assert_eq!(states(desk.path()), (1, vec!["news/a.md new".into(), "news/b.md new".into()]));
    assert!(!desk.path().join("snapshots").exists(), "check writes nothing");
    accept(desk.path());
    assert_eq!(states(desk.path()), (0, vec!["news/a.md same".into(), "news/b.md same".into()]));
    let text = fs::read_to_string(desk.path().join("snapshots/news/a.md.verdicts")).expect("a file");
    let claim = "\n\n> The population of Norland was 5,000 in 2020.\n                                ^^^^^\n  supported (FL100)\n";
    assert!(text.starts_with("factlint verdicts 1\narticle: news/a.md\nfactlint: ") && text.contains(claim), "{text}");
    // an edit elsewhere moves nothing, and no file is written anew
    let file = desk.path().join("snapshots/news/a.md.verdicts");
    let written = fs::metadata(&file).and_then(|m| m.modified()).expect("a time");
    fs::write(desk.path().join("news/a.md"), STORY.replace("Norland lies in the north.", "Norland is cold.\n\nIts people fish.")).expect("a file");
    accept(desk.path());
    assert_eq!(states(desk.path()).0, 0);
    assert_eq!(fs::metadata(&file).and_then(|m| m.modified()).expect("a time"), written);
}

#[test]
fn a_changed_row_shows_the_verdicts_that_flip_and_that_the_table_changed() {
    let desk = desk();
    accept(desk.path());
    fs::write(desk.path().join("t.csv"), TABLE.replace("5000", "7000")).expect("a table");
    assert_eq!(states(desk.path()), (1, vec!["news/a.md changed".into(), "supported contradicted".into(), "news/b.md same".into()]));
    let told = stdout(&run_in(desk.path(), &["snapshot", "check", "news", "--references", "t.csv"]));
    for part in [
        "news/a.md: 1 of 3 verdicts differ; since the approval changed: references t.csv (",
        "  supported → contradicted\n    > The population of Norland was 5,000 in 2020.\n                                    ^^^^^\n  -   supported (FL100)\n  +   contradicted (FL100, error)\n",
        "  -   agrees: n.pop = 5000 people",
        "  +   disagrees: n.pop = 7000 people",
        "\n1 of 2 articles as approved, 1 changed (1 verdict)\n1 of those as approved were approved with others: references t.csv (",
    ] {
        assert!(told.contains(part), "{part:?} is not in\n{told}");
    }
    accept(desk.path());
    assert_eq!(states(desk.path()).0, 0);
    let untouched = fs::read_to_string(desk.path().join("snapshots/news/b.md.verdicts")).expect("a file");
    accept(desk.path());
    assert_eq!(fs::read_to_string(desk.path().join("snapshots/news/b.md.verdicts")).expect("a file"), untouched, "it is pinned anew only if asked");
    assert_eq!(code(&snapshot(desk.path(), &["accept", "news", "--references", "t.csv", "--repin"])), 0);
    assert_ne!(fs::read_to_string(desk.path().join("snapshots/news/b.md.verdicts")).expect("a file"), untouched);
}

#[test]
fn the_configuration_counts_as_far_as_verdicts_depend_on_it() {
    let desk = desk();
    fs::write(desk.path().join("factlint.toml"), "references = [\"t.csv\"]\n").expect("a file");
    accept(desk.path());
    let since = || {
        let output = run_in(desk.path(), &["snapshot", "check", "news", "--format", "json"]);
        let document: Value = serde_json::from_str(&stdout(&output)).unwrap_or_else(|e| panic!("{e}: {}", words(&output)));
        document["articles"][0]["changed_since"].clone()
    };
    assert_eq!(since(), serde_json::json!([]));
    fs::write(desk.path().join("factlint.toml"), "references = [\"t.csv\"]\nfail-on = \"note\"\n").expect("a file");
    assert_eq!(since(), serde_json::json!([]), "what fails a run is no part of a verdict");
    fs::write(desk.path().join("factlint.toml"), "references = [\"t.csv\"]\nignore = [\"FL301\"]\n").expect("a file");
    assert!(since().to_string().contains("configuration (default → "), "{}", since());
}

#[test]
fn what_is_gone_is_said_and_taken_away_only_if_asked() {
    let desk = desk();
    accept(desk.path());
    fs::remove_file(desk.path().join("news/b.md")).expect("it is gone");
    assert_eq!(states(desk.path()), (1, vec!["news/a.md same".into(), "news/b.md gone".into()]));
    accept(desk.path());
    assert!(desk.path().join("snapshots/news/b.md.verdicts").exists());
    assert_eq!(code(&snapshot(desk.path(), &["accept", "news", "--references", "t.csv", "--prune"])), 0);
    assert_eq!(states(desk.path()), (0, vec!["news/a.md same".into()]));
    // of articles that were not named nothing is said
    let output = run_in(desk.path(), &["snapshot", "check", "news/a.md", "--references", "t.csv"]);
    assert_eq!(code(&output), 0, "{}", words(&output));
}

#[test]
fn in_ci_nothing_is_approved() {
    let desk = desk();
    for command in ["accept", "review"] {
        let output = factlint().current_dir(desk.path()).env("CI", "true").args(["snapshot", command, "news", "--references", "t.csv"]).output();
        let output = output.expect("the tool starts");
        assert!(code(&output) == 2 && stderr(&output).contains("in CI nothing is approved"), "{}", words(&output));
    }
    assert!(!desk.path().join("snapshots").exists());
    let output = snapshot(desk.path(), &["accept", "news", "--references", "t.csv", "--dry-run"]);
    assert!(code(&output) == 0 && stdout(&output).contains("2 of 2 would be written"), "{}", words(&output));
    assert!(!desk.path().join("snapshots").exists());
}

#[test]
fn a_broken_file_and_an_unreadable_article_are_errors_with_their_place() {
    let desk = desk();
    accept(desk.path());
    let file = desk.path().join("snapshots/news/a.md.verdicts");
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, format!("<<<<<<< ours\n{text}")).expect("a file");
    let output = run_in(desk.path(), &["snapshot", "check", "news", "--references", "t.csv"]);
    assert!(code(&output) == 2 && stderr(&output).contains("snapshots/news/a.md.verdicts:1:1: error"), "{}", words(&output));
    fs::write(&file, text.replace("news/a.md", "news/c.md")).expect("a file");
    let output = run_in(desk.path(), &["snapshot", "check", "news", "--references", "t.csv"]);
    assert!(code(&output) == 2 && stderr(&output).contains("another article"), "{}", words(&output));
    fs::write(&file, text).expect("a file");
    fs::write(desk.path().join("news/b.md"), "").expect("a file");
    let output = run_in(desk.path(), &["snapshot", "check", "news", "--references", "t.csv"]);
    assert!(code(&output) == 2 && !stdout(&output).contains("no longer there"), "{}", words(&output));
}

#[test]
fn lines_of_a_file_are_articles_with_files_of_their_own() {
    let wire = "{\"id\": \"x/1\", \"text\": \"It opened on Friday, 7 August 2025.\"}\n{\"id\": \"2\", \"text\": \"It has 3 doors.\"}\n";
    let desk = folder(&[("wire.jsonl", wire.as_bytes())]);
    let output = snapshot(desk.path(), &["accept", "wire.jsonl", "--references", "none"]);
    assert_eq!(code(&output), 0, "{}", words(&output));
    let mut names: Vec<String> = fs::read_dir(desk.path().join("snapshots/wire.jsonl"))
        .expect("a folder")
        .map(|e| e.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() == 2 && names[0] == "2.verdicts" && names[1].starts_with("x-1-"), "{names:?}");
    assert_eq!(code(&run_in(desk.path(), &["snapshot", "check", "wire.jsonl", "--references", "none"])), 0);
    fs::write(desk.path().join("wire.jsonl"), format!("{wire}{{\"id\": \"2\", \"text\": \"It has 4 doors.\"}}\n")).expect("a file");
    let output = run_in(desk.path(), &["snapshot", "check", "wire.jsonl", "--references", "none"]);
    assert!(code(&output) == 2 && stderr(&output).contains("another article has the same path and id"), "{}", words(&output));
}

#[test]
fn an_accept_that_is_killed_leaves_whole_files_and_the_next_one_works() {
    let kills = kills() as u64;
    let articles: Vec<(String, String)> = (0..40).map(|n| (format!("news/{n}.md"), format!("It has {n} doors.\n"))).collect();
    let files: Vec<(&str, &[u8])> = articles.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let desk = folder(&files);
    let arguments = ["snapshot", "accept", "news", "--references", "none"];
    for n in 0..kills {
        // every round has something to write
        for (name, _) in &articles {
            fs::write(desk.path().join(name), format!("It has {n} doors.\n")).expect("a file");
        }
        // while files appear, that is in the middle of it; later each time
        let wanted = usize::try_from(n * 7 % 40).expect("a small number");
        killed_when(desk.path(), &arguments, || of_round(desk.path(), n) > wanted);
        for entry in snapshots(desk.path()) {
            let text = fs::read_to_string(&entry).expect("a file");
            assert!(text.starts_with("factlint verdicts 1\n") && text.contains("\n\n> It has ") && text.ends_with('\n'), "half a file: {text}");
        }
    }
    let output = snapshot(desk.path(), &arguments[1..]);
    assert_eq!(code(&output), 0, "{}", words(&output));
    assert_eq!(code(&run_in(desk.path(), &["snapshot", "check", "news", "--references", "none"])), 0);
    assert_eq!(of_round(desk.path(), kills - 1), articles.len());
}

/// Files of approved verdicts that say so many doors.
fn of_round(folder: &Path, doors: u64) -> usize {
    snapshots(folder).iter().filter(|file| fs::read_to_string(file).is_ok_and(|text| text.contains(&format!("> It has {doors} doors.")))).count()
}

fn snapshots(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder.join("snapshots/news")) else { return Vec::new() };
    entries
        .filter_map(Result::ok)
        .map(|e| e.path())
        .filter(|path| path.extension().is_some_and(|e| e == "verdicts"))
        .filter(|path| !path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')))
        .collect()
}
