//! One set of snapshots a format, and what all formats have in common.

use crate::tool::{SAMPLES, approve, code, run, stdout};

/// Formats that every sample shows something new in; of the others one sample tells all.
const READ_BY_PEOPLE: [&str; 3] = ["text", "csv", "markdown"];

fn formats() -> impl Iterator<Item = &'static str> {
    factlint::report::FORMATS.iter().map(|f| f.name)
}

/// JSON is shown one field a line, so that a change can be read.
fn readable(format: &str, output: &str) -> String {
    match format {
        "sarif" => {
            let mut value: serde_json::Value = serde_json::from_str(output).expect("JSON");
            // the manuals have a test of their own
            let rules = value["runs"][0]["tool"]["driver"]["rules"].as_array_mut().expect("rules");
            for rule in rules {
                *rule = rule["id"].clone();
            }
            pretty(&value)
        }
        "html" => {
            // what is the same on every page has a test of its own
            let (before, rest) = output.split_once("<style>").expect("a style");
            let body = rest.split_once("<body>").expect("a body").1;
            let body = body.split_once("<script>").expect("a script").0;
            let policy = before.split_once("script-src").expect("a policy").0;
            format!("{policy}…{body}").replace(env!("CARGO_PKG_VERSION"), "[version]").replace("><", ">\n<")
        }
        _ => serde_json::from_str(output.trim()).map_or_else(|_| output.to_owned(), |value: serde_json::Value| pretty(&value)),
    }
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).expect("JSON").replace(env!("CARGO_PKG_VERSION"), "[version]")
}

#[test]
fn every_format_of_every_sample() {
    for (nth, sample) in SAMPLES.iter().enumerate() {
        let folder = tempfile::tempdir().expect("a folder");
        let shown: Vec<_> = formats().filter(|format| READ_BY_PEOPLE.contains(format) || nth == 1).collect();
        let outputs = shown.iter().map(|format| format!("--output={format}={}", folder.path().join(format).display()));
        let output = crate::tool::factlint().args(["check", &format!("claims/{sample}")]).args(outputs).output().expect("the tool starts");
        assert!(code(&output) < 2, "{}", crate::tool::stderr(&output));
        let name = sample.rsplit_once('.').map_or(*sample, |(name, _)| name);
        for format in shown {
            let written = std::fs::read_to_string(folder.path().join(format)).expect("a report");
            approve(&format!("formats/{format}"), name, &readable(format, &written));
        }
    }
}

#[test]
fn a_format_on_the_command_line_that_does_not_exist_is_named_with_those_that_do() {
    let output = run(&["check", "--format", "pdf", "claims/chile-profile.html"]);
    assert_eq!(code(&output), 2);
    let message = crate::tool::stderr(&output);
    assert!(formats().all(|format| message.contains(format)) && message.contains("pdf"), "{message}");
}

#[test]
fn jsonl_follows_its_own_published_schema() {
    let schema: serde_json::Value = serde_json::from_str(&stdout(&run(&["schema"]))).expect("a JSON schema");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    for sample in SAMPLES {
        let line = stdout(&run(&["check", "--format", "jsonl", "--explain", &format!("claims/{sample}")]));
        let report: serde_json::Value = serde_json::from_str(line.trim()).expect("one line of JSON");
        let errors: Vec<String> = validator.iter_errors(&report).map(|e| format!("{} at {}", e, e.instance_path())).collect();
        assert!(errors.is_empty(), "{sample}: {errors:?}");
    }
}

#[test]
fn several_jobs_write_the_same_bytes_in_the_order_of_the_input() {
    let run_with = |jobs: &str| {
        let samples: Vec<String> = SAMPLES.iter().rev().map(|s| format!("claims/{s}")).collect();
        let arguments = ["check", "--format", "jsonl", "--jobs", jobs].into_iter().chain(samples.iter().map(String::as_str));
        stdout(&run(&arguments.collect::<Vec<_>>()))
    };
    let one = run_with("1");
    assert_eq!(one.lines().count(), SAMPLES.len());
    assert_eq!(one, run_with("2"));
    assert_eq!(one, run_with("8"));
    let first: serde_json::Value = serde_json::from_str(one.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["path"], format!("claims/{}", SAMPLES[3]));
}

#[test]
fn exit_codes_tell_findings_from_a_clean_run() {
    let code_of = |arguments: &[&str]| code(&run(arguments));
    assert_eq!(code_of(&["check", "claims/chile-profile.html"]), 0);
    assert_eq!(code_of(&["check", "claims/caucasus-summit-errors.md"]), 1);
    assert_eq!(code_of(&["check", "--exit-zero", "claims/caucasus-summit-errors.md"]), 0);
    assert_eq!(code_of(&["check", "--fail-on", "never", "claims/caucasus-summit-errors.md"]), 0);
    assert_eq!(code_of(&["check", "--fail-on", "note", "claims/chile-profile.html"]), 1);
    assert_eq!(code_of(&["check", "--references", "none", "claims/caucasus-summit.md"]), 0);
    assert_eq!(code_of(&["check", "--references", "none", "claims/caucasus-summit-errors.md"]), 1);
    assert_eq!(code_of(&["check", "--no-such-flag"]), 2);
}

/// Validates SARIF.
pub fn sarif_validator() -> jsonschema::Validator {
    let schema = std::fs::read_to_string(crate::tool::root().join("tests/schemas/sarif-2.1.0.json")).expect("the schema");
    // a slip in the official file: a bracket that nothing opens, which only lenient dialects take as itself
    let schema = schema.replace("{2}]?$", "{2}?$");
    jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a valid schema")
}

#[test]
fn sarif_follows_the_official_schema() {
    let validator = sarif_validator();
    for sample in SAMPLES {
        let output = stdout(&run(&["check", "--format", "sarif", &format!("claims/{sample}"), "claims/missing.md"]));
        let sarif: serde_json::Value = serde_json::from_str(&output).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&sarif).map(|e| format!("{} at {}", e, e.instance_path())).collect();
        assert!(errors.is_empty(), "{sample}: {errors:?}");
        assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false, "a missing file is no success");
    }
}

#[test]
fn several_outputs_of_one_run_hold_what_each_alone_would() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    // the one package that tells of this article is read sooner than all
    let article = ["--references", "references/caucasus", "claims/caucasus-summit-errors.md"];
    let outputs: Vec<String> = formats().map(|format| format!("{format}={}", file(format))).collect();
    let arguments: Vec<&str> = ["check"].into_iter().chain(article).chain(outputs.iter().flat_map(|o| ["--output", o])).collect();
    let output = run(&arguments);
    assert_eq!((code(&output), stdout(&output).as_str()), (1, ""), "{}", crate::tool::stderr(&output));
    for format in formats() {
        let alone: Vec<&str> = ["check", "--format", format].into_iter().chain(article).collect();
        assert_eq!(std::fs::read_to_string(file(format)).expect("a report"), stdout(&run(&alone)), "{format}");
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), formats().count(), "nothing else is left behind");
}

#[test]
fn on_github_the_summary_of_the_job_is_written_behind_what_stands_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "before\n").expect("a file");
    let mut command = crate::tool::factlint();
    command.args(["check", "--format", "github", "claims/caucasus-summit-errors.md"]).env("GITHUB_STEP_SUMMARY", &summary);
    let output = command.output().expect("the tool starts");
    assert!(stdout(&output).starts_with("::error file=claims/caucasus-summit-errors.md,line="), "{}", stdout(&output));
    let written = std::fs::read_to_string(&summary).expect("a summary");
    assert!(written.starts_with("before\n# Fact check\n") && written.contains("| claims/caucasus-summit-errors.md:"), "{written}");
}

#[cfg(unix)]
#[test]
fn links_and_pipes_stay_what_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("real.csv"), "old").expect("a file");
    std::os::unix::fs::symlink(at("real.csv"), at("link.csv")).expect("a link");
    assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().expect("mkfifo").success());
    let reader = std::thread::spawn({
        let pipe = at("pipe");
        move || std::fs::read_to_string(pipe).expect("the pipe's text")
    });
    let output = run(&[
        "check",
        "--output",
        &format!("csv={}", at("link.csv").display()),
        "--output",
        &format!("sarif={}", at("pipe").display()),
        "--output",
        "github=-",
        "claims/caucasus-summit-errors.md",
    ]);
    assert_eq!(code(&output), 1, "{}", crate::tool::stderr(&output));
    assert!(stdout(&output).starts_with("::error file="), "{}", stdout(&output));
    assert!(reader.join().expect("a reader").starts_with("{\"$schema\""));
    assert!(std::fs::symlink_metadata(at("link.csv")).expect("a link").is_symlink());
    assert!(std::fs::read_to_string(at("real.csv")).expect("a file").starts_with("article,line"));
}
