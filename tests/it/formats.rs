//! One set of snapshots a format, and what all formats have in common.

use crate::tool::{SAMPLES, approve, code, run, stdout};

const FORMATS: [&str; 5] = ["text", "json", "jsonl", "csv", "markdown"];

/// JSON is shown one field a line, so that a change can be read.
fn readable(format: &str, output: &str) -> String {
    match format {
        "json" | "jsonl" => {
            let value: serde_json::Value = serde_json::from_str(output.trim()).expect("JSON");
            serde_json::to_string_pretty(&value).expect("JSON").replace(env!("CARGO_PKG_VERSION"), "[version]")
        }
        _ => output.to_owned(),
    }
}

#[test]
fn every_format_of_every_sample() {
    for format in FORMATS {
        // the long ones once: the other samples show nothing new in them
        let samples = if format.starts_with("json") { &SAMPLES[1..2] } else { &SAMPLES[..] };
        for sample in samples {
            let output = run(&["check", "--format", format, &format!("claims/{sample}")]);
            let name = sample.rsplit_once('.').map_or(*sample, |(name, _)| name);
            approve(&format!("formats/{format}"), name, &readable(format, &stdout(&output)));
        }
    }
}

#[test]
fn a_format_on_the_command_line_that_does_not_exist_is_named_with_those_that_do() {
    let output = run(&["check", "--format", "pdf", "claims/chile-profile.html"]);
    assert_eq!(code(&output), 2);
    let message = crate::tool::stderr(&output);
    assert!(FORMATS.iter().all(|format| message.contains(format)) && message.contains("pdf"), "{message}");
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
