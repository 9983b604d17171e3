//! A test of the tests: a changed cell in a reference shows in the verdicts of the
//! samples, with its sentence and its row, and nothing else moves.

use crate::tool::{SAMPLES, root, verdict_lines};
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

/// The lines that change, before and after.
fn flips(references: &Path) -> Vec<(String, String)> {
    let short = |line: &str| {
        let verdict = line.split_whitespace().next().unwrap_or_default().to_owned();
        let bracket = line.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(words, _)| words);
        format!("{verdict}: {bracket}")
    };
    let mut flips = Vec::new();
    for sample in SAMPLES {
        let (before, after) = (verdict_lines(sample, None), verdict_lines(sample, Some(references)));
        assert_eq!(before.len(), after.len(), "a value is no reason for other claims");
        flips.extend(before.iter().zip(&after).filter(|(a, b)| a.split_whitespace().next() != b.split_whitespace().next()).map(|(a, b)| (short(a), short(b))));
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
fn the_line_of_a_flipped_verdict_names_its_sentence_and_its_row() {
    let copy = changed("caucasus", "cau.un.am", VALUE, "1993-03-02");
    let lines = verdict_lines("caucasus-summit.md", Some(copy.path()));
    let line = lines.iter().find(|l| l.contains("[1992]")).expect("the claim");
    assert!(line.starts_with("contradicted") && line.contains("joined the United Nations in [1992].") && line.contains("-cau.un.am=1993-03-02"), "{line}");
}
