//! The rules of linking and judging, each with sentences that it is for and that it leaves alone.

mod carried;
mod dates;
mod derived;
mod events;
mod narrowed;
mod plain;
mod rows;
mod slips;
mod told;

use super::testing::verdicts;

/// The verdict on the words given, wherever they stand in the text.
fn on(text: &str, words: &str) -> String {
    let all = verdicts(text);
    let found = all.iter().find_map(|line| line.strip_prefix(&format!("{words}: ")));
    found.map_or_else(|| panic!("{words:?} is no claim of {text:?}: {all:?}"), str::to_owned)
}

/// Asserts that nothing is said of the words given but that nobody knows.
fn silent(text: &str, words: &str) {
    let verdict = on(text, words);
    assert!(verdict.ends_with("no-reference") || verdict == "not-checkable", "{text:?}: {verdict}");
}
