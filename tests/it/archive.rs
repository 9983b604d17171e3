//! The claim store of an archive, and what a new edition of tables does to it.

use crate::tool::{code, killed_when, kills, run_in, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::Instant;

const PLACES: [&str; 6] = ["Norland", "Sudmark", "Westerey", "Kelmund", "Brannia", "Illuria"];

/// What a census counted.
fn people(place: usize, year: usize) -> usize {
    4_000_000 + place * 310_000 + (year - 2010) * 50_000
}

fn words(number: usize) -> String {
    format!("{},{:03},{:03}", number / 1_000_000, number / 1000 % 1000, number % 1000)
}

/// A table: two properties of six places; `edit` changes lines of it.
fn table(folder: &Path, edit: impl Fn(String) -> String) {
    let mut lines = vec!["id,subject,property,value,unit,as_of,source".to_owned()];
    for (at, place) in PLACES.iter().enumerate() {
        for year in [2012, 2016, 2020] {
            lines.push(format!("pop.{at}.{year},{place},population,{},people,{year},Census office", people(at, year)));
        }
        lines.push(format!("ind.{at},{place},independence_date,{}-03-{:02},date,,Almanac", 1920 + at * 7, at + 4));
    }
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join("t.csv"), edit(lines.join("\n") + "\n")).expect("a table");
}

/// A desk: two editions of a table, sixty articles in files, and thirty in one file of lines.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    table(&at.join("old"), |text| text);
    table(&at.join("new"), |text| text.replace("population,4810000,people,2020", "population,5900000,people,2020").replace("1934-03-06", "1935-03-06"));
    fs::create_dir(at.join("news")).expect("a folder");
    for number in 0..60 {
        fs::write(at.join(format!("news/a{number:02}.md")), format!("# Report\n\n{}\n", story(number))).expect("an article");
    }
    let line = |number: usize| format!("{}\n", serde_json::json!({"id": format!("w{number}"), "text": story(number), "date": "2022-05-04"}));
    fs::write(at.join("news/wire.jsonl"), (0..30).map(line).collect::<String>()).expect("a wire");
    folder
}

fn story(number: usize) -> String {
    let (place, year) = (number % PLACES.len(), [2012, 2016, 2020][number / 7 % 3]);
    let day = format!("{} March {}", place + 4, 1920 + place * 7);
    let people = words(people(place, year));
    format!("Rain fell all week. In {year} the population of {0} was {people}. {0} gained independence on {day}.", PLACES[place])
}

fn index(folder: &Path, more: &[&str]) -> String {
    let output = run_in(folder, &[&["index"], more].concat());
    assert_eq!(code(&output), 0, "{}{}", stdout(&output), stderr(&output));
    stdout(&output)
}

/// The answer, and how many articles were read for it.
fn impact(folder: &Path, more: &[&str]) -> (Value, u64) {
    let output = run_in(folder, &[&["impact", "old", "new", "--format", "json"], more].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let mut answer: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let read = answer["read"].as_u64().expect("a number");
    for part in ["read", "notes"] {
        answer.as_object_mut().expect("an object").remove(part);
    }
    (answer, read)
}

#[test]
fn the_store_answers_as_a_check_of_every_article_does_and_reads_few() {
    let desk = desk();
    assert_eq!(index(desk.path(), &["news", "--references", "old"]), "factlint.store: 90 articles, 90 read, 0 as they were\n");
    let ((stored, read), (direct, all)) = (impact(desk.path(), &[]), impact(desk.path(), &["news"]));
    assert_eq!(stored, direct);
    assert_eq!(all, 90);
    // two places of six changed
    assert!(read <= 30, "{read}");
    let flips = stored["flips"].as_array().expect("flips");
    let to = |verdict: &str| flips.iter().filter(|f| f["after"]["verdict"] == verdict).count();
    assert!(to("contradicted") > 15, "{flips:#?}");
    assert!(flips.iter().all(|f| !f["changes"].as_array().expect("places").is_empty()), "each is traced to a row that changed");
    let rows: Vec<&str> = stored["changes"].as_array().expect("changes").iter().filter_map(|c| c["row"].as_str()).collect();
    assert_eq!(rows, ["ind.2", "pop.1.2020"]);
}

#[test]
fn an_edition_that_the_store_was_not_made_by_is_judged_too() {
    let desk = desk();
    table(&desk.path().join("first"), |text| text.replace("population,4500000,people,2020", "population,4100000,people,2020"));
    let direct = impact(desk.path(), &["news"]).0;
    for references in ["new", "first"] {
        index(desk.path(), &["news", "--references", references]);
        assert_eq!(impact(desk.path(), &[]).0, direct, "made by {references}");
    }
}

#[test]
fn an_update_reads_what_changed_in_files_and_tables_alone() {
    let desk = desk();
    let at = desk.path();
    index(at, &["news", "--references", "old"]);
    assert_eq!(index(at, &[]), "factlint.store: 90 articles, 0 read, 90 as they were\n");
    fs::write(at.join("news/a07.md"), "# Report\n\nIn 2016 the population of Sudmark was 4,610,000.\n").expect("a change");
    fs::write(at.join("news/new.md"), "# Report\n\nIn 2016 the population of Norland was 4,300,000.\n").expect("an article");
    fs::remove_file(at.join("news/a08.md")).expect("an article less");
    let wire = fs::read_to_string(at.join("news/wire.jsonl")).expect("a wire");
    fs::write(at.join("news/wire.jsonl"), format!("{wire}{}", wire.lines().next().expect("a line"))).expect("a line more");
    assert_eq!(index(at, &[]), "factlint.store: 91 articles, 3 read, 88 as they were, 1 no longer there\n");
    let said = index(at, &["--references", "new"]);
    assert!(said.contains("91 articles, ") && !said.contains(" 0 read"), "{said}");
    let updated = fs::read(at.join("factlint.store")).expect("a store");
    fs::remove_file(at.join("factlint.store")).expect("a store less");
    index(at, &["news", "--references", "new", "--jobs", "1"]);
    assert_eq!(fs::read(at.join("factlint.store")).expect("a store"), updated, "an update makes the bytes that a new store has");
}

#[test]
fn files_that_changed_since_are_read_and_said() {
    let desk = desk();
    let at = desk.path();
    index(at, &["news", "--references", "old"]);
    fs::write(at.join("news/a00.md"), "# Report\n\nWesterey gained independence on 6 March 1934.\n").expect("a change");
    fs::write(at.join("news/new.md"), "# Report\n\nWesterey became independent on 6 March 1934.\n").expect("an article");
    fs::remove_file(at.join("news/a02.md")).expect("an article less");
    assert_eq!(impact(at, &[]).0, impact(at, &["news"]).0);
    let said = stdout(&run_in(at, &["impact", "old", "new"]));
    for note in ["files not in the store: 1", "files changed since they were indexed: 1", "files in the store and no longer there: 1"] {
        assert!(said.contains(note), "{said}");
    }
}

#[test]
fn other_names_are_a_reason_to_read_everything() {
    let desk = desk();
    let at = desk.path();
    index(at, &["news", "--references", "old"]);
    table(&at.join("new"), |text| text + "pop.9.2020,Ruritania,population,1000000,people,2020,Census office\n");
    let ((stored, read), (direct, _)) = (impact(at, &[]), impact(at, &["news"]));
    assert_eq!((stored, read), (direct, 90));
    let output = run_in(at, &["impact", "old", "new"]);
    assert!(stdout(&output).contains("note: every article was read again"), "{}", stdout(&output));
}

#[test]
fn a_store_of_other_settings_is_refused_and_made_anew() {
    let desk = desk();
    let at = desk.path();
    index(at, &["news", "--references", "old"]);
    fs::write(at.join("factlint.toml"), "[tolerances]\nclose-percent = 3\n").expect("a configuration");
    let refused = run_in(at, &["impact", "old", "new"]);
    assert_eq!(code(&refused), 2);
    assert!(
        stderr(&refused).contains("cannot be used: the configuration or an option has changed since; `factlint index` brings it up to date"),
        "{}",
        stderr(&refused)
    );
    assert!(index(at, &[]).contains("90 read, 0 as they were"));
    assert_eq!(impact(at, &[]).0, impact(at, &["news"]).0);
}

#[test]
fn without_a_store_it_is_said_how_to_make_one() {
    let desk = desk();
    let output = run_in(desk.path(), &["impact", "old", "new"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("there is no claim store at factlint.store: `factlint index ARTICLES` makes one"), "{}", stderr(&output));
    fs::write(desk.path().join("factlint.store"), "id,value\n").expect("a file");
    let output = run_in(desk.path(), &["impact", "old", "new"]);
    assert!(stderr(&output).contains("cannot be used: it is not a claim store"), "{}", stderr(&output));
}

#[test]
fn a_flip_that_is_named_fails_the_run() {
    let desk = desk();
    let run = |verdicts: &str| code(&run_in(desk.path(), &["impact", "old", "new", "news", "--fail-on-flip", verdicts]));
    assert_eq!([run("contradicted"), run("disputed,contradicted"), run("disputed")], [1, 1, 0]);
    assert_eq!(code(&run_in(desk.path(), &["impact", "old", "old", "news", "--fail-on-flip", "contradicted"])), 0);
}

#[test]
fn every_format_tells_of_row_values_article_and_sentence() {
    let desk = desk();
    for format in ["text", "markdown", "html", "json"] {
        let said = stdout(&run_in(desk.path(), &["impact", "old", "new", "news", "--format", format]));
        for part in ["pop.1.2020", "4810000 people", "5900000 people", "news/a19.md", "In 2020 the population of Sudmark was", "4,810,000", "contradicted"] {
            assert!(said.contains(part), "{format}: {part}\n{said}");
        }
    }
    let few = run_in(desk.path(), &["impact", "old", "new", "news/a19.md"]);
    insta::assert_snapshot!("impact", stdout(&few));
    let few = run_in(desk.path(), &["impact", "old", "new", "news/a19.md", "--format", "markdown"]);
    insta::assert_snapshot!("impact_markdown", stdout(&few));
}

#[test]
fn an_update_that_is_killed_leaves_the_old_store_or_the_new_one() {
    let desk = desk();
    let at = desk.path();
    let (path, half) = (at.join("factlint.store"), at.join(".factlint.store.tmp"));
    index(at, &["news", "--references", "new"]);
    let new = fs::read(&path).expect("a store");
    let started = Instant::now();
    index(at, &["news", "--references", "old"]);
    let whole = started.elapsed();
    let old = fs::read(&path).expect("a store");
    for kill in 0..kills() {
        fs::write(&path, &old).expect("the old one");
        // in the middle of the save; every third time at any moment of the update, or past its end
        let (began, late) = (Instant::now(), whole * (kill as u32 * 37 % 50) / 40);
        killed_when(at, &["index", "--references", "new"], || if kill % 3 == 2 { began.elapsed() > late } else { half.exists() });
        let left = fs::read(&path).expect("a store is there");
        assert!(left == old || left == new, "kill {kill}: the store is neither the old one nor the new one");
        index(at, &["--references", "new"]);
        assert!(fs::read(&path).expect("a store") == new, "kill {kill}: the next update does what the killed one was to do");
        assert!(!half.exists(), "kill {kill}: half a store is left");
    }
}

#[test]
fn a_damaged_store_is_never_half_read() {
    let desk = desk();
    let at = desk.path();
    index(at, &["news", "--references", "old"]);
    let (whole, right) = (fs::read(at.join("factlint.store")).expect("a store"), impact(at, &[]).0);
    for place in (0..whole.len()).step_by(whole.len() / 19).chain([9, 100, 255, whole.len() - 1]) {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x41;
        fs::write(at.join("factlint.store"), &damaged).expect("a damaged store");
        let output = run_in(at, &["impact", "old", "new", "--format", "json"]);
        assert!(!stderr(&output).contains("panicked"), "byte {place}: {}", stderr(&output));
        match code(&output) {
            0 => {
                let said: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
                assert_eq!(said["flips"], right["flips"], "byte {place}");
            }
            2 => assert!(stdout(&output).is_empty(), "byte {place}"),
            other => panic!("byte {place}: exit code {other}"),
        }
        assert!(index(at, &["news", "--references", "old"]).contains("90 articles"));
    }
}

/// A desk whose articles say things of one another.
fn archive() -> tempfile::TempDir {
    let rows = "id,subject,property,value,unit,as_of,source\n\
        pop.a,Norland,population,4000000,people,2020,Census office\n\
        pop.b,Norland,population,5500000,people,2024,Census office\n\
        ind,Norland,independence_date,1924-03-06,date,,Almanac\n\
        area,Sudmark,area,700,sq km,,Atlas\n";
    let article = |date: &str, text: &str| format!("---\ndate: {date}\n---\n\n{text}\n");
    let files = [
        ("a.md", article("2021-02-01", "Norland gained independence on 8 March 1924.")),
        ("b.md", article("2021-05-01", "Norland gained independence on 6 March 1924.")),
        ("c.md", article("2022-05-01", "Rain fell. Norland gained independence on 8 March 1924.")),
        ("d.md", article("2022-06-01", "Norland has a population of 4,000,000. It rained all week.")),
        ("e.md", article("2022-07-01", "In 2020 the population of Norland was 4,000,000.")),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("news")).expect("a folder");
    fs::write(folder.path().join("t.csv"), rows).expect("a table");
    for (name, text) in files {
        fs::write(folder.path().join("news").join(name), text).expect("an article");
    }
    index(folder.path(), &["news", "--references", "t.csv"]);
    folder
}

#[test]
fn an_archive_tells_what_differs_what_comes_again_and_which_rows_are_used() {
    let desk = archive();
    let said = run_in(desk.path(), &["archive", "--unused"]);
    assert_eq!(code(&said), 0, "{}", stderr(&said));
    insta::assert_snapshot!("archive", stdout(&said));
    let json: Value = serde_json::from_str(&stdout(&run_in(desk.path(), &["archive", "--format", "json"]))).expect("JSON");
    assert_eq!((json["differing"].as_array().map(Vec::len), json["repeated"][0]["again"][0]["path"].as_str()), (Some(1), Some("news/c.md")));
    assert!(json.get("unused").is_none(), "it was not asked for");
}

#[test]
fn what_was_right_when_it_was_published_goes_stale_with_a_newer_row() {
    let desk = archive();
    let stale = |day: &str| {
        let output = run_in(desk.path(), &["stale", "--as-of", day, "--format", "json"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let json: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        json["stale"].as_array().expect("claims").iter().map(|c| c["path"].as_str().expect("a path").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(stale("2023-01-01"), [""; 0], "there is no newer row yet");
    // what says its year is right for ever
    assert_eq!(stale("2025-01-01"), ["news/d.md"]);
    insta::assert_snapshot!("stale", stdout(&run_in(desk.path(), &["stale", "--as-of", "2025-01-01"])));
    assert_eq!(code(&run_in(desk.path(), &["stale", "--as-of", "2025-01-01", "--fail-on-stale"])), 1);
    fs::write(desk.path().join("news/d.md"), "It rained.\n").expect("a change");
    let refused = run_in(desk.path(), &["stale", "--as-of", "2025-01-01"]);
    assert!(code(&refused) == 2 && stderr(&refused).contains("articles have changed since"), "{}", stderr(&refused));
}
