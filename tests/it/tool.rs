//! Runs the tool, and reads what it wrote.

use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// The sample articles that have a gold table beside them.
pub const SAMPLES: [&str; 4] = ["caucasus-summit.md", "caucasus-summit-errors.md", "chile-profile.html", "vietnam-economy.txt"];

/// The project's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The tool, to be run in the project's folder.
pub fn factlint() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.current_dir(root()).env_remove("COLUMNS").env_remove("GITHUB_STEP_SUMMARY").env("NO_COLOR", "1");
    command
}

/// Runs it.
pub fn run(arguments: &[&str]) -> Output {
    factlint().args(arguments).output().expect("the tool starts")
}

/// Runs it with `input` on its standard input.
pub fn run_with(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = factlint().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the tool starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // from a thread of its own, so that neither side waits for the other
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the tool ends");
    writer.join().expect("the writer ends");
    output
}

/// A folder with `files` in it.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    folder
}

/// Runs it in a folder.
pub fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    factlint().current_dir(folder).args(arguments).output().expect("the tool starts")
}

/// Starts it in a folder and kills it, as `kill -9` does: once `seen` is true, or, if it ends before, when it has ended.
pub fn killed_when(folder: &Path, arguments: &[&str], seen: impl Fn() -> bool) -> Output {
    let mut command = factlint();
    command.current_dir(folder).env_remove("CI").env_remove("TF_BUILD").args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the tool starts");
    // what is waited for may be there for no longer than a file takes to reach the disk
    while !seen() && child.try_wait().expect("a process").is_none() {
        std::thread::yield_now();
    }
    let _ = child.kill();
    child.wait_with_output().expect("it ends")
}

/// How often the tool is killed; more often in the long form of the tests.
pub fn kills() -> usize {
    std::env::var("FACTLINT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(6)
}

/// Everything that it said.
pub fn words(output: &Output) -> String {
    format!("{}{}", stdout(output), stderr(output))
}

/// What it wrote to standard output.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What it wrote to standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The exit code; a panic or a signal has none that is allowed.
pub fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// The report on one sample, with the terms of every link. All are made by one run, for all tests: reading the tables takes longest.
pub fn report(sample: &str) -> &'static Value {
    static REPORTS: OnceLock<Vec<Value>> = OnceLock::new();
    let reports = REPORTS.get_or_init(|| {
        let output = factlint().args(["check", "--format", "jsonl", "--explain"]).args(articles()).output().expect("the tool starts");
        assert!(code(&output) < 2, "{}", stderr(&output));
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("a report a line")).collect()
    });
    &reports[SAMPLES.iter().position(|s| *s == sample).expect("a sample")]
}

/// The samples as the command line takes them.
fn articles() -> [String; SAMPLES.len()] {
    SAMPLES.map(|sample| format!("claims/{sample}"))
}

/// A field as text; nothing for null.
pub fn text(value: &Value, field: &str) -> String {
    match &value[field] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The items of an array.
pub fn items<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

/// The mention that a claim is about.
pub fn mention<'v>(report: &'v Value, claim: &Value) -> &'v Value {
    let number = claim["mention"].as_u64().expect("a mention's number");
    &report["mentions"][usize::try_from(number).expect("a small number")]
}

/// `12:8`, where something stands in its file.
pub fn place(value: &Value) -> String {
    format!("{}:{}", value["span"]["line"], value["span"]["column"])
}

/// The sentence of a claim, with the deciding words in square brackets.
pub fn sentence(article: &str, claim: &Value) -> String {
    let at = |span: &Value, end: usize| usize::try_from(span["char"][end].as_u64().expect("an offset")).expect("a small offset");
    let chars: Vec<char> = article.chars().collect();
    let slice = |from: usize, to: usize| chars[from..to].iter().collect::<String>().replace(['\n', '\u{a0}'], " ");
    let (sentence, span) = (&claim["sentence"], &claim["span"]);
    format!("{}[{}]{}", slice(at(sentence, 0), at(span, 0)), slice(at(span, 0), at(span, 1)), slice(at(span, 1), at(sentence, 1)))
}

/// The plain text of an article, as the tool reads it.
pub fn plain_text(sample: &str) -> String {
    use factlint::article::{Field, reader};
    use factlint::text::source::Source;
    let path = root().join("claims").join(sample);
    let bytes = std::fs::read(&path).expect("a sample");
    let (source, _) = Source::decode(sample, &bytes);
    let extension = path.extension().expect("an extension").to_string_lossy().into_owned();
    let (article, _) = (reader(&extension).expect("a reader").read.expect("reads one article"))(source.expect("a source"));
    article.text(Field::Text).to_owned()
}

/// The verdicts of every sample as a snapshot holds them: each claim as prose. A changed row shows here, and nowhere else twice.
pub fn verdicts(references: &Path) -> Vec<Vec<String>> {
    let snapshots = tempfile::tempdir().expect("a folder");
    let mut command = factlint();
    command.env_remove("CI").args(["snapshot", "accept", "--references"]).arg(references).arg("--snapshots").arg(snapshots.path()).args(articles());
    let output = command.output().expect("the tool starts");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let of = |article: String| {
        let text = std::fs::read_to_string(snapshots.path().join(format!("{article}.verdicts"))).expect("what was approved");
        let (_, claims) = text.split_once("\n\n").expect("a head and claims");
        claims.trim_end().split("\n\n").map(str::to_owned).collect()
    };
    articles().map(of).into()
}

/// The verdicts by the tables as they are.
pub fn verdicts_as_they_are() -> &'static [Vec<String>] {
    static VERDICTS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    VERDICTS.get_or_init(|| verdicts(Path::new("references")))
}

/// Holds `content` against `snapshots/<folder>/<name>.snap`.
pub fn approve(folder: &str, name: &str, content: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, content));
}
