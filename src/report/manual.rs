//! The manual of every check.
//!
//! In: the declarations beside the checks. Out: all of them in the order of their codes,
//! and each as Markdown. `factlint rule`, `docs/checks.md` and the rules of machine formats
//! are made of it.

use crate::rule::Rule;
use crate::{consistency, desk, reference, verdict};

/// Every check, in the order of codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let claims = verdict::CHECKS.iter().chain(consistency::CHECKS.iter().flat_map(|c| c.rules));
    let tables = reference::fault::FAULTS.iter().chain(desk::audit::CHECKS.iter().flat_map(|c| c.rules)).chain(desk::audit::ACCEPTING);
    let mut rules: Vec<&'static Rule> = claims.chain(tables).collect();
    rules.sort_by_key(|r| r.code);
    rules.into_iter()
}

/// The sections of a manual: heading and text.
pub fn sections(rule: &Rule) -> [(&'static str, &'static str); 4] {
    [("What it checks", rule.checks), ("Why it matters", rule.why), ("Example", rule.example), ("When it stays silent", rule.silent)]
}

/// The manual of a check, as Markdown, with headings below `level` hashes.
pub fn markdown(rule: &Rule, level: usize) -> String {
    let hashes = "#".repeat(level);
    let mut out = format!("{hashes} {} {}: {}", rule.code, rule.name, rule.summary);
    for (heading, text) in sections(rule) {
        out.push_str(&format!("\n\n{hashes}# {heading}\n{text}"));
    }
    out
}

/// The manuals of all checks as one page: `docs/checks.md`.
pub fn page() -> String {
    let mut out =
        "# Checks\n\n<!-- Made by `factlint rule --all`; the text stands beside each check. -->\n\n| code | name | what it says |\n|---|---|---|\n".to_owned();
    for rule in all() {
        out.push_str(&format!("| [{0}](#{1}) | {2} | {3} |\n", rule.code, rule.code.to_lowercase(), rule.name, rule.summary.replace('|', "\\|")));
    }
    for rule in all() {
        out.push_str(&format!("\n<a id=\"{}\"></a>\n\n{}\n", rule.code.to_lowercase(), markdown(rule, 2)));
    }
    out
}
