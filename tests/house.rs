//! The house: an arrow only goes down. Reads the `use crate::` lines of every file and
//! fails if a room imports from a neighbour on its own floor or from above.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms from the ground up; a room may import from itself and from lower floors.
const FLOORS: &[&[&str]] = &[
    &["problem", "rule"],
    &["text", "measure"],
    &["lexicon", "article"],
    &["reference"],
    &["mention"],
    &["claim"],
    &["link", "consistency"],
    &["verdict", "desk"],
    &["pipeline"],
    &["report"],
    &["eval", "decision", "snapshot", "archive"],
    &["cli"],
    &["main"],
];

/// What no floor but the topmost may touch, and why.
const TOP_ONLY: &[(&str, &str)] = &[
    ("anyhow", "errors below are values"),
    ("std::fs", "only the command line opens files"),
    ("std::env", "only the command line asks the environment"),
    ("std::io", "only the command line reads and writes"),
    ("println!", "the library is silent"),
    ("eprintln!", "the library is silent"),
];

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|rooms| rooms.contains(&room)).unwrap_or_else(|| panic!("src/{room} stands on no floor: add it to FLOORS and to ARCHITECTURE.md"))
}

fn sources() -> BTreeMap<PathBuf, String> {
    fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("readable source");
                found.insert(path, text);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// The room of a file: its folder below `src`, or its own name.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("a path below src");
    let first = below.components().next().expect("a file name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The text without its tests, which may reach for helpers of other rooms.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + 7..];
        // `use crate::{a, b::c}` names several rooms
        let list = rest.strip_prefix('{').map_or(rest, |inner| inner.split('}').next().unwrap_or(inner));
        let parts: Vec<&str> = if rest.starts_with('{') { list.split(',').collect() } else { vec![list] };
        found.extend(parts.iter().map(|part| part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()));
    }
    found
}

fn is_test_helper(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n == "testing.rs" || n == "tests.rs")
}

#[test]
fn an_arrow_only_goes_down() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let from = room(&path);
        if from == "lib" || is_test_helper(&path) {
            continue;
        }
        for to in imports(without_tests(&text)) {
            if to != from && floor(&to) >= floor(&from) {
                wrong.push(format!("{}: {from} imports {to}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that do not go down:\n{}", wrong.join("\n"));
}

#[test]
fn files_clocks_and_terminals_are_touched_on_the_top_floor_alone() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if ["cli", "main"].contains(&room(&path).as_str()) || is_test_helper(&path) {
            continue;
        }
        for (word, why) in TOP_ONLY {
            if without_tests(&text).lines().any(|line| line.contains(word) && !line.trim_start().starts_with("//")) {
                wrong.push(format!("{}: {word} ({why})", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn strsim_is_in_one_room_of_the_verdict_path() {
    let users: Vec<String> = sources().into_iter().filter(|(_, text)| text.contains("strsim::")).map(|(path, _)| room(&path)).collect();
    assert!(users.iter().all(|room| ["link", "desk", "decision", "cli"].contains(&room.as_str())), "{users:?}");
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<PathBuf> = sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "files without a //! head: {silent:?}");
}

#[test]
fn the_architecture_page_names_every_room() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    for room in FLOORS.iter().flat_map(|rooms| rooms.iter()) {
        assert!(page.contains(&format!("`{room}")), "ARCHITECTURE.md does not name {room}");
    }
}
