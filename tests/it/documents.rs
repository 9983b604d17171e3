//! Word documents, and the pages of manuals.

use crate::tool::{code, folder, root, run, run_in, stdout, words};
use serde_json::Value;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A `.docx` file with these parts.
fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("a file").into_inner()
}

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    )
}

#[test]
fn a_word_document_is_checked_and_findings_lead_to_paragraph_and_run() {
    let xml = document(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>The harbour</w:t></w:r></w:p><w:p/>\
         <w:p><w:r><w:t xml:space=\"preserve\">It was opened on </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Friday, 7 </w:t></w:r><w:r><w:t>August 2025.</w:t></w:r></w:p>",
    );
    let notes = "<w:footnotes xmlns:w=\"x\"><w:footnote><w:p><w:r><w:t>It was shut on Sunday, 8 August 2025.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let file = docx(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes()), ("word/footnotes.xml", notes.as_bytes())]);
    let folder = folder(&[("a.docx", &file)]);
    let output = run_in(folder.path(), &["check", "--references", "none", "--format", "jsonl", "."]);
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap_or_else(|e| panic!("{e}: {}", words(&output)));
    let wrong: Vec<&Value> = report["claims"].as_array().expect("claims").iter().filter(|c| c["code"] == "FL301").collect();
    let span = &wrong[0]["span"];
    assert_eq!((&span["line"], &span["column"], &span["run"]), (&3.into(), &18.into(), &2.into()), "paragraph, character, run");
    let bytes: Vec<usize> =
        span["source_byte"].as_array().expect("bytes").iter().map(|b| usize::try_from(b.as_u64().expect("a number")).expect("small")).collect();
    assert_eq!(&xml[bytes[0]..bytes[1]], "Friday, 7 </w:t></w:r><w:r><w:t>August 2025");
    assert_eq!((&wrong[1]["span"]["line"], &wrong[1]["span"]["source_byte"]), (&4.into(), &Value::Null), "a footnote stands behind the body");
    let text = stdout(&run_in(folder.path(), &["check", "--references", "none", "a.docx"]));
    assert!(text.contains("a.docx:3:18") && text.contains("It was opened on Friday, 7 August 2025."), "{text}");
}

#[test]
fn broken_documents_and_bombs_are_errors_that_are_named() {
    let bomb = docx(&[("word/document.xml", &vec![b' '; 70 << 20])]);
    assert!(bomb.len() < 1 << 20, "it is a bomb");
    let deep = docx(&[("word/document.xml", "<w:p>".repeat(1_000_000).as_bytes())]);
    let laughs = docx(&[("word/document.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><w:document/>")]);
    for (file, said) in [
        (b"It rained.".to_vec(), "a.docx: error: this is not a zip file"),
        (docx(&[("xl/workbook.xml", b"<x/>")]), "a.docx: error: the file holds no word/document.xml"),
        (docx(&[("word/document.xml", document("").as_bytes())]), "a.docx: error: the document holds no text"),
        (docx(&[("word/document.xml", b"\xff\xfe")]), "a.docx: error: word/document.xml is not UTF-8"),
        (bomb, "a.docx: error: word/document.xml unpacks to more than one article may be; expected at most 64 MiB"),
        (deep, "word/document.xml: the XML nests too deep"),
        (laughs, "word/document.xml: the XML declares a document type"),
    ] {
        let folder = folder(&[("a.docx", &file), ("good.txt", b"It rained for 3 days.\n")]);
        let output = run_in(folder.path(), &["check", "--references", "none", "a.docx", "good.txt"]);
        let all = words(&output);
        assert!(code(&output) == 2 && all.contains(said) && all.contains("good.txt: 1 numbers"), "{said}: {all}");
    }
}

#[test]
fn the_page_of_checks_is_what_the_tool_prints() {
    let page = stdout(&run(&["rule", "--all"]));
    let path = root().join("docs/checks.md");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &page).expect("docs/checks.md");
    }
    let written = std::fs::read_to_string(path).expect("docs/checks.md");
    assert_eq!(written, page, "docs/checks.md is out of date: factlint rule --all > docs/checks.md");
    for rule in factlint::report::manual::all() {
        assert!(page.contains(&format!("\n## {} {}: ", rule.code, rule.name)), "{}", rule.code);
    }
}

#[test]
fn there_is_a_manual_page_for_each_command_and_completions_for_each_shell() {
    let folder = folder(&[]);
    assert_eq!(code(&run_in(folder.path(), &["man", "pages"])), 0);
    for page in ["factlint.1", "factlint-check.1", "factlint-init.1", "factlint-refs-validate.1"] {
        let text = std::fs::read_to_string(folder.path().join("pages").join(page)).unwrap_or_else(|e| panic!("{page}: {e}"));
        assert!(text.contains(".TH factlint") && text.contains(".SH SYNOPSIS"), "{page}");
    }
    assert!(stdout(&run(&["man"])).contains(".SH SYNOPSIS"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(&run(&["completions", shell])).contains("check"), "{shell}");
    }
}

#[test]
fn what_the_guides_name_is_there() {
    let help: String = ["check", "init", "schema", "rule", "man", "review", "decide", "corrections", "index", "impact", "archive", "stale"]
        .iter()
        .map(|command| stdout(&run(&[command, "--help"])))
        .collect();
    for guide in ["docs/editors.md", "docs/data-desks.md", "docs/ci.md"] {
        let text = std::fs::read_to_string(root().join(guide)).expect("a guide");
        let flags = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|w| w.starts_with("--") && w.len() > 4);
        for flag in flags.filter(|f| !["--rm", "--path", "--target"].contains(f)) {
            assert!(help.contains(flag), "{guide} names {flag}, which there is not");
        }
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|l| !l.starts_with("http")) {
            let file = root().join("docs").join(link.split('#').next().unwrap_or_default());
            assert!(file.exists(), "{guide} leads to {link}, which is not there");
        }
        for config in text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            let folder = folder(&[("factlint.toml", config.as_bytes()), ("a.md", b"It rained.\n")]);
            let output = run_in(folder.path(), &["check", "--print-config", "a.md"]);
            assert_eq!(code(&output), 0, "{guide}: {}", words(&output));
        }
    }
}
