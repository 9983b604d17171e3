//! The index of reference tables: same bytes with it and without, never half read, killed and raced.

use crate::tool::{code, factlint, root, stderr, stdout};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

/// A folder with a copy of the starter packages, and an article.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for package in ["caucasus", "world"] {
        copy(&root().join("references").join(package), &folder.path().join("references").join(package));
    }
    fs::copy(root().join("claims/caucasus-summit-errors.md"), folder.path().join("article.md")).expect("an article");
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a package") {
        let path = entry.expect("a file").path();
        fs::write(to.join(path.file_name().expect("a name")), fs::read(&path).expect("bytes")).expect("a copy");
    }
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    factlint().current_dir(folder).env("XDG_CACHE_HOME", folder.join("cache")).args(arguments).output().expect("the tool starts")
}

fn build(folder: &Path) -> PathBuf {
    let output = run_in(folder, &["refs", "build"]);
    assert_eq!(code(&output), 0, "{}{}", stdout(&output), stderr(&output));
    folder.join("references/factlint.index")
}

/// What `check` says of the article, and from what it read the references.
fn checked(folder: &Path, more: &[&str]) -> (String, String) {
    let output = run_in(folder, &[&["check", "-v", "--exit-zero", "--format", "jsonl", "article.md"], more].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    (stdout(&output), stderr(&output))
}

const FROM_INDEX: &str = "note: the references are read from the index references/factlint.index";
const FROM_TABLES: &str = "note: the references are read from their tables";

#[test]
fn every_format_says_the_same_with_an_index_and_without() {
    let desk = desk();
    build(desk.path());
    for format in ["text", "json", "jsonl", "csv", "markdown", "sarif"] {
        let one = |more: &[&str]| run_in(desk.path(), &[&["check", "-v", "--explain", "--format", format, "article.md"], more].concat());
        let (with, without) = (one(&[]), one(&["--no-index"]));
        assert!(stderr(&with).contains(FROM_INDEX) && stderr(&without).contains(FROM_TABLES), "{}{}", stderr(&with), stderr(&without));
        assert_eq!(stdout(&with), stdout(&without), "{format}");
        assert_eq!((code(&with), code(&without)), (1, 1));
    }
}

#[test]
fn places_of_rows_and_problems_are_as_the_user_names_them() {
    let desk = desk();
    let table =
        "id,subject,property,value,unit,as_of,source\na,armenia,elevation,9,fathom-and-a-half,2022,almanac\nb,armenia,area_total,many,sq km,2022,almanac\n";
    fs::create_dir(desk.path().join("more")).expect("a folder");
    fs::write(desk.path().join("more/heights.csv"), table).expect("a table");
    let built = run_in(desk.path(), &["refs", "build", "references", "more/heights.csv"]);
    assert_eq!(code(&built), 2, "a row could not be read: {}", stderr(&built));
    assert!(stderr(&built).contains("more/heights.csv:3:22: error[FL901]"), "{}", stderr(&built));
    assert!(
        stdout(&built).starts_with(&format!("{}/cache/factlint/", desk.path().display())),
        "several places share an index in the cache: {}",
        stdout(&built)
    );
    for references in [["references", "more/heights.csv"], ["./references/", "./more/../more/heights.csv"]] {
        let arguments = ["check", "-v", "--format", "jsonl", "article.md", "--references", references[0], "--references", references[1]];
        let (with, without) = (run_in(desk.path(), &arguments), run_in(desk.path(), &[&arguments[..], &["--no-index"]].concat()));
        assert!(stderr(&with).contains("read from the index"), "{}", stderr(&with));
        assert_eq!(stdout(&with), stdout(&without));
        assert_eq!((code(&with), code(&without)), (2, 2));
        let said = |output: &Output| stderr(output).lines().filter(|l| !l.contains("note:")).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(said(&with), said(&without));
    }
}

#[test]
fn an_index_is_stale_when_a_table_changes_and_fresh_when_only_its_time_does() {
    let desk = desk();
    build(desk.path());
    let facts = desk.path().join("references/caucasus/facts.csv");
    let text = fs::read_to_string(&facts).expect("facts");
    let before = checked(desk.path(), &[]);
    assert!(before.1.contains(FROM_INDEX));
    fs::write(&facts, &text).expect("the same again");
    assert_eq!(checked(desk.path(), &[]), before, "the same content is fresh, whatever its time");
    // as long as before, so that only the content tells
    fs::write(&facts, text.replace("1991", "1992")).expect("a change");
    let (said, notes) = checked(desk.path(), &[]);
    assert!(notes.contains("warning: the index references/factlint.index was not used: references/caucasus/facts.csv has changed"), "{notes}");
    assert!(notes.contains(FROM_TABLES), "{notes}");
    assert_ne!(said, before.0, "the new rows judge");
    build(desk.path());
    assert_eq!(checked(desk.path(), &[]).0, said);
    fs::remove_file(&facts).expect("a table less");
    let output = run_in(desk.path(), &["check", "article.md"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("references/caucasus/facts.csv has changed"), "{}", stderr(&output));
}

#[test]
fn a_package_more_or_less_makes_an_index_stale() {
    let desk = desk();
    build(desk.path());
    copy(&root().join("references/caucasus"), &desk.path().join("references/again"));
    assert!(
        run_in(desk.path(), &["check", "article.md"])
            .stderr
            .starts_with(b"factlint: warning: the index references/factlint.index was not used: it was made of other tables")
    );
}

#[test]
fn an_index_moves_with_its_tables() {
    let desk = desk();
    build(desk.path());
    let before = checked(desk.path(), &["--no-index"]);
    let moved = tempfile::tempdir().expect("a folder");
    for part in ["references/caucasus", "references/world"] {
        copy(&desk.path().join(part), &moved.path().join(part));
    }
    for file in ["references/factlint.index", "article.md"] {
        fs::copy(desk.path().join(file), moved.path().join(file)).expect("a copy");
    }
    let after = checked(moved.path(), &[]);
    assert!(after.1.contains(FROM_INDEX), "{}", after.1);
    assert_eq!(after.0, before.0);
}

#[test]
fn damage_is_found_wherever_it_is_and_never_half_read() {
    let desk = desk();
    let path = build(desk.path());
    let whole = fs::read(&path).expect("an index");
    let right = checked(desk.path(), &["--no-index"]).0;
    let step = whole.len() / 23;
    let mut refused = 0;
    for at in (0..whole.len()).step_by(step).chain([9, 40, 100, 511, whole.len() - 1]) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x41;
        refused += i32::from(survives(desk.path(), &path, &damaged, &right, &format!("byte {at}")));
    }
    for length in [0, 7, 511, 512, whole.len() / 2, whole.len() - 1] {
        let refused = survives(desk.path(), &path, &whole[..length], &right, &format!("{length} bytes"));
        assert!(refused, "an index of {length} bytes was used");
    }
    assert!(refused >= 5, "only {refused} were refused");
}

/// Writes a damaged index. Either the run says that it is damaged, or no byte that it read is.
fn survives(folder: &Path, path: &Path, bytes: &[u8], right: &str, what: &str) -> bool {
    fs::write(path, bytes).expect("a damaged index");
    let output = run_in(folder, &["check", "--exit-zero", "--format", "jsonl", "article.md"]);
    let said = stderr(&output);
    assert!(!said.contains("panicked"), "{what}: {said}");
    match code(&output) {
        0 => assert_eq!(stdout(&output), right, "{what}"),
        2 => assert!(said.contains("the index of the references is damaged") && stdout(&output).is_empty(), "{what}: {said}"),
        other => panic!("{what}: exit code {other}: {said}"),
    }
    !said.is_empty()
}

#[test]
fn what_is_no_index_is_said_and_replaced() {
    let desk = desk();
    fs::write(desk.path().join("references/factlint.index"), "id,value\n").expect("a file");
    assert!(
        run_in(desk.path(), &["check", "article.md"])
            .stderr
            .starts_with(b"factlint: warning: the index references/factlint.index was not used: it is not an index")
    );
    build(desk.path());
    assert!(checked(desk.path(), &[]).1.contains(FROM_INDEX));
}

#[test]
fn two_builds_at_once_leave_one_good_index() {
    let desk = desk();
    let start = || factlint().current_dir(desk.path()).args(["refs", "build"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the tool starts");
    for _ in 0..3 {
        let both = [start(), start()];
        for process in both {
            let output = process.wait_with_output().expect("an end");
            assert!(output.status.success(), "{}", stderr(&output));
        }
        assert!(checked(desk.path(), &[]).1.contains(FROM_INDEX));
        assert_eq!(leftovers(desk.path()), [""; 0]);
    }
}

fn leftovers(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder.join("references")).expect("a folder").map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains(".tmp")).collect()
}

/// How often a build is killed; `.ci/full` asks for more.
fn kills() -> u32 {
    std::env::var("FACTLINT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(6)
}

#[test]
fn a_build_that_is_killed_leaves_the_old_index_or_none() {
    let desk = desk();
    let started = std::time::Instant::now();
    let path = build(desk.path());
    let whole = started.elapsed();
    let old = fs::read(&path).expect("an index");
    let right = checked(desk.path(), &["--no-index"]).0;
    for kill in 0..kills() {
        let had_one = kill % 2 == 0;
        if had_one {
            fs::write(&path, &old).expect("the old one");
        } else {
            let _ = fs::remove_file(&path);
        }
        let mut process = factlint().current_dir(desk.path()).args(["refs", "build"]).stdout(Stdio::null()).spawn().expect("the tool starts");
        // spread over the whole of a build, and a little beyond
        std::thread::sleep(Duration::from_nanos((whole.as_nanos() as u64 * 5 / 4 / u64::from(kills())) * u64::from(kill)));
        let _ = process.kill();
        process.wait().expect("an end");
        match fs::read(&path) {
            // the same tables make the same bytes
            Ok(bytes) => assert!(bytes == old, "kill {kill}: the index is neither the old one nor a whole new one"),
            Err(_) => assert!(!had_one, "kill {kill}: the old index is gone"),
        }
        assert_eq!(checked(desk.path(), &[]).0, right, "kill {kill}");
    }
    build(desk.path());
    assert_eq!(leftovers(desk.path()), [""; 0], "what killed builds left is swept away by the next");
}
