//! A test of the tests: a changed cell in a reference shows in the verdicts of the
//! samples, with its sentence and its row, and nothing else moves.

use crate::tool::{root, verdicts, verdicts_as_they_are};
use std::fs;
use std::path::Path;

/// A copy of the references in which one cell differs.
fn changed(package: &str, id: &str, column: usize, to: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for folder in fs::read_dir(root().join("references")).expect("the packages").map(|e| e.expect("a package").path()) {
        let name = folder.file_name().expect("a name");
        fs::create_dir(copy.path().join(name)).expect("a folder");
        for file in fs::read_dir(&folder).expect("a package").map(|e| e.expect("a file").path()) {
            fs::copy(&file, copy.path().join(name).join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
    let path = copy.path().join(package).join("facts.csv");
    let mut reader = csv::Reader::from_path(&path).expect("a table");
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    let mut writer = csv::Writer::from_path(&path).expect("a table");
    writer.write_record(&header).expect("a header");
    for row in &rows {
        let cells = row.iter().enumerate().map(|(i, cell)| if &row[0] == id && i == column { to } else { cell });
        writer.write_record(cells).expect("a row");
    }
    writer.flush().expect("a table");
    assert_eq!(rows.iter().filter(|r| &r[0] == id).count(), 1, "{id} is one row");
    copy
}

/// The verdict of a claim and the words that it is about.
fn short(claim: &str) -> String {
    let lines: Vec<&str> = claim.lines().collect();
    let carets = lines.iter().position(|line| line.contains('^')).expect("carets");
    let words: String = lines[carets - 1].chars().zip(lines[carets].chars()).filter(|(_, caret)| *caret == '^').map(|(c, _)| c).collect();
    let verdict = lines.iter().find_map(|line| line.strip_prefix("  ").filter(|rest| rest.starts_with(char::is_alphabetic))).expect("a verdict");
    format!("{}: {words}", verdict.split_whitespace().next().expect("a word"))
}

/// The claims whose verdict changes, before and after.
fn flips(references: &Path) -> Vec<(String, String)> {
    let mut flips = Vec::new();
    for (before, after) in verdicts_as_they_are().iter().zip(verdicts(references)) {
        assert_eq!(before.len(), after.len(), "a value is no reason for other claims");
        flips.extend(before.iter().zip(&after).map(|(a, b)| (short(a), short(b))).filter(|(a, b)| a != b));
    }
    flips
}

const VALUE: usize = 4;

#[test]
fn an_untouched_copy_flips_nothing() {
    let copy = changed("caucasus", "cau.war2.duration", VALUE, "44");
    assert_eq!(flips(copy.path()), []);
}

#[test]
fn a_changed_cell_flips_the_verdicts_that_rest_on_it_and_no_other() {
    let flip = |from: &str, to: &str, words: &str| (format!("{from}: {words}"), format!("{to}: {words}"));
    let admission = changed("caucasus", "cau.un.am", VALUE, "1993-03-02");
    // the other sample says it of Azerbaijan too, and that row still agrees
    assert_eq!(flips(admission.path()), [flip("supported", "contradicted", "1992")]);
    let war = changed("caucasus", "cau.war2.duration", VALUE, "64");
    assert_eq!(flips(war.path()), [flip("supported", "no-reference", "44 days"), flip("contradicted", "supported", "64 days")]);
    let coast = changed("world", "fb.chile.coastline_length", VALUE, "6345");
    assert_eq!(flips(coast.path()), [flip("supported", "contradicted", "6,435 km")]);
    let summit = changed("caucasus", "cau.meet.white-house", VALUE, "2025-08-11");
    assert_eq!(flips(summit.path()), [flip("supported", "contradicted", "8 August")]);
}

#[test]
fn a_flipped_verdict_shows_its_sentence_and_its_row() {
    let copy = changed("caucasus", "cau.un.am", VALUE, "1993-03-02");
    let claims = verdicts(copy.path());
    let claim = claims[0].iter().find(|claim| short(claim).ends_with(": 1992")).expect("the claim");
    let shown = ["joined the United Nations in 1992.", "\n  contradicted (FL110, error)\n", "\n  disagrees: cau.un.am = 1993-03-02 date"];
    assert!(shown.iter().all(|part| claim.contains(part)), "{claim}");
}
