//! `init`: writes a commented configuration, with what it finds.
//!
//! In: a folder. Out: `factlint.toml` in it. Every key is shown with its default, and what
//! the folder holds (references, articles) is filled in.

use super::{Config, FILE};
use crate::article::READERS;
use crate::cli::Outcome;
use crate::cli::args::InitArgs;
use crate::cli::references::holds_packages;
use anyhow::{Context, ensure};
use std::io::Write;
use std::path::Path;

/// `factlint init`.
pub fn run(args: &InitArgs) -> anyhow::Result<Outcome> {
    let path = args.folder.join(FILE);
    ensure!(args.folder.is_dir(), "{} is no folder", args.folder.display());
    ensure!(args.force || !path.exists(), "{} is there already; --force writes over it", path.display());
    let references = holds_packages(&args.folder.join("references"));
    let articles = article_folders(&args.folder);
    std::fs::write(&path, text(references, &articles)).with_context(|| format!("{} cannot be written", path.display()))?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "wrote {}", path.display())?;
    writeln!(out, "references: {}", if references { "references/" } else { "none found; the built-in tables are used" })?;
    match articles.first() {
        Some(first) => writeln!(out, "articles: {}\nnext: factlint check {first}", articles.join(", "))?,
        None => writeln!(out, "articles: none found\nnext: factlint check PATH")?,
    }
    Ok(Outcome::Clean)
}

/// Folders with articles, most articles first; the folder itself if they stand in it.
fn article_folders(folder: &Path) -> Vec<String> {
    let extensions: Vec<&str> = READERS.iter().flat_map(|r| r.extensions).copied().collect();
    let is_article = |path: &Path| {
        let own = path.file_stem().is_some_and(|n| ["README", "CHANGELOG", "CONTRIBUTING", "LICENSE"].iter().any(|w| n.eq_ignore_ascii_case(w)));
        !own && path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e.to_ascii_lowercase().as_str()))
    };
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for entry in ignore::WalkBuilder::new(folder).require_git(false).max_depth(Some(4)).build().filter_map(Result::ok) {
        if entry.file_type().is_some_and(|t| t.is_file()) && is_article(entry.path()) {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let first = below.components().next().filter(|_| below.components().count() > 1).map(|c| c.as_os_str().to_string_lossy().into_owned() + "/");
            *counts.entry(first.unwrap_or_else(|| ".".to_owned())).or_default() += 1;
        }
    }
    counts.remove("references/");
    let mut folders: Vec<(String, usize)> = counts.into_iter().collect();
    folders.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), name.clone()));
    folders.into_iter().map(|(name, _)| name).take(5).collect()
}

/// A value for each key: what a desk would write. What is not listed is shown by its description alone.
const EXAMPLES: &[(&str, &str)] = &[
    ("references", "[\"references\", \"built-in\"]"),
    ("include", "[\"*.md\", \"*.txt\"]"),
    ("exclude", "[\"drafts/**\"]"),
    ("select", "[\"FL\"]"),
    ("ignore", "[\"FL203\"]"),
    ("attribution", "\"lower\""),
    ("fail-on", "\"error\""),
    ("date", "\"2025-08-07\""),
    ("as-of", "\"2025-08-07\""),
    ("locale", "\"en-US\""),
    ("baseline", "\"factlint-baseline.json\""),
    ("decisions", "\"factlint-decisions.jsonl\""),
    ("snapshots", "\"snapshots\""),
    ("cache", "false"),
    ("cache-dir", "\".factlint-cache\""),
    ("max-findings", "1000"),
];

/// Tables stand behind the plain keys.
const TABLES: &str = "\n# Levels by code (\"FL203\"), by the beginning of codes (\"FL2\") or by verdict: error, warning, note, none.\n# [levels]\n# no-reference = \"none\"\n# FL203 = \"warning\"\n\
\n# How near is close, in percent of the row's value.\n# [tolerances]\n# close-percent = 0.5\n# drift-percent-a-year = 2.0\n\
\n# What words allow, in grains of the written number; see the table in docs/checks.md.\n# [[hedges]]\n# hedge = \"about\"\n# written = \"round\"\n# low = -0.5\n# high = 0.5\n\
\n# How corrections of published articles are worded; see docs/editors.md.\n# [corrections]\n# template = \"{correction} ({source})\"\n\
\n# What differs for some articles; later ones have precedence.\n# [[overrides]]\n# paths = [\"opinion/**\"]\n# ignore = [\"FL1\"]\n# reason = \"columns are checked by hand\"\n";

fn text(references: bool, articles: &[String]) -> String {
    let schema = schemars::schema_for!(Config).to_value();
    let described = |key: &str| schema["properties"][key]["description"].as_str().unwrap_or_default().to_owned();
    let mut out = "# Configuration of factlint. Every key is optional; the command line has precedence.\n# `factlint schema config` prints its JSON Schema, `factlint check --print-config` what is in force.\n".to_owned();
    if let Some(first) = articles.first() {
        out.push_str(&format!("# Articles were found in {}: factlint check {first}\n", articles.join(", ")));
    }
    for (key, example) in EXAMPLES {
        let set = *key == "references" && references;
        let hash = if set { "" } else { "# " };
        out.push_str(&format!("\n# {}\n{hash}{key} = {example}\n", described(key)));
    }
    out.push_str(TABLES);
    out
}

#[cfg(test)]
mod tests {
    use super::{Config, EXAMPLES, text};
    use crate::cli::config::check_keys::parse;

    #[test]
    fn what_init_writes_can_be_read_as_it_is_and_with_every_key_switched_on() {
        for references in [true, false] {
            let text = text(references, &["claims/".to_owned()]);
            parse("factlint.toml", &text).unwrap();
            let on: String = text
                .lines()
                .map(|line| line.strip_prefix("# ").filter(|l| l.starts_with('[') || l.contains(" = ")).unwrap_or(line).to_owned() + "\n")
                .collect();
            let config = parse("factlint.toml", &on).unwrap();
            assert_ne!(config, Config::default());
        }
    }

    #[test]
    fn every_plain_key_is_shown() {
        let schema = schemars::schema_for!(Config).to_value();
        let tables = ["levels", "tolerances", "hedges", "corrections", "overrides"];
        let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().filter(|k| !tables.contains(&k.as_str())).collect();
        assert_eq!(keys.len(), EXAMPLES.len());
        assert!(keys.iter().all(|key| EXAMPLES.iter().any(|(k, _)| k == key)));
    }
}
