//! The configuration: `factlint.toml`.
//!
//! In: a file that is named, or found from the articles' folder upward. Out: a [`Config`],
//! or problems with the line and column of each wrong key and the nearest valid one. The
//! command line has precedence over the file, the file over the defaults. What the keys
//! mean stands here once; the JSON Schema and `factlint init` derive from it.

mod check_keys;
mod find;
pub mod init;
mod settle;

use super::args::FailOn;
use super::input::shown;
use crate::report::policy::Attribution;
use crate::rule::Level;
use chrono::NaiveDate;
pub use find::{Loaded, load, upward};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
pub use settle::Settled;
use std::collections::BTreeMap;
use std::path::Path;

/// The name of the file.
pub const FILE: &str = "factlint.toml";

/// Configuration of factlint. Paths are relative to the file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// Reference tables: data packages, folders of packages, CSV files, "built-in", or "none"; the first has precedence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub references: Option<Vec<String>>,
    /// Articles in folders are read only if they match one of these globs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<Vec<String>>,
    /// Articles that match one of these globs are not read, not even if they are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Vec<String>>,
    /// Only these checks: codes or their beginnings ("FL3").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Not these checks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<String>>,
    /// Levels by code ("FL203") or verdict ("no-reference"). A code sets what its check finds wrong; "none" switches it off.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, Level>,
    /// How claims count that the article gives to somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
    /// The level that fails a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
    /// The date of articles that do not say theirs (YYYY-MM-DD).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Read the reference as it was on this day (YYYY-MM-DD).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// The English of the articles: in "en-US" 5/12/2024 is a day in May, in "en-GB" one in December.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// Accepted findings, as `--write-baseline` writes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// What editors decided of findings, as `factlint decide` and `factlint review` write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<String>,
    /// The folder of approved verdicts, as `factlint snapshot` writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshots: Option<String>,
    /// Keep results, and use them again where article, references, configuration and version are the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache: Option<bool>,
    /// The folder of the cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_dir: Option<String>,
    /// Report at most so many findings, and say how many there are beside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_findings: Option<usize>,
    /// What words allow: rows of the words-to-intervals table that are to be others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hedges: Vec<Hedge>,
    /// How near is close.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerances: Option<Tolerances>,
    /// How corrections of published articles are worded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<Corrections>,
    /// What differs for some articles; later ones have precedence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
}

impl Config {
    /// The same with its paths as from here; `folder` is the file's.
    pub fn placed(&self, folder: &Path) -> Self {
        // these name no path
        let words = ["built-in", "none"];
        let one = |path: &String| if words.contains(&path.as_str()) { path.clone() } else { shown(&folder.join(path)) };
        Config {
            references: self.references.as_ref().map(|all| all.iter().map(one).collect()),
            baseline: self.baseline.as_ref().map(one),
            decisions: self.decisions.as_ref().map(one),
            snapshots: self.snapshots.as_ref().map(one),
            cache_dir: self.cache_dir.as_ref().map(one),
            ..self.clone()
        }
    }

    /// The part that verdicts depend on beside tables and dates, with the defaults for all the rest. Each key is named, so
    /// that a new one must be given to either side.
    pub fn judging(&self) -> Self {
        let Config {
            select,
            ignore,
            levels,
            attribution,
            locale,
            hedges,
            tolerances,
            overrides,
            references: _,
            include: _,
            exclude: _,
            fail_on: _,
            date: _,
            as_of: _,
            baseline: _,
            decisions: _,
            snapshots: _,
            cache: _,
            cache_dir: _,
            max_findings: _,
            corrections: _,
        } = self.clone();
        Config { select, ignore, levels, attribution, locale, hedges, tolerances, overrides, ..Config::default() }
    }
}

/// How corrections are worded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Corrections {
    /// The house's wording, with places in braces: {correction} {title} {path} {line} {date} {sentence} {wrong} {right} {subject} {property} {source} {url} {code} {explanation} {who} {when} {reason}.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// What differs for some articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Override {
    /// Globs of the articles, relative to the file ("opinion/**").
    pub paths: Vec<String>,
    /// Only these checks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Not these checks, beside those that are ignored everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<String>>,
    /// Why they are ignored here; reports show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Levels by code or verdict.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, Level>,
    /// How claims count that the article gives to somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
    /// The date of articles that do not say theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
}

/// A row of the words-to-intervals table. Ends are in grains of the written number; what is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Hedge {
    /// The hedge: about, nearly, just-over, over, at-least, under, at-most, up-to, exactly, or none.
    pub hedge: String,
    /// How the number is written: round, sharp or any.
    pub written: String,
    /// Supported from here: -0.5 is half a grain below; -inf has no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Supported up to here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Close from here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_low: Option<f64>,
    /// Close up to here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_high: Option<f64>,
}

/// How near is close, in percent of the row's value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Tolerances {
    /// A value so near is close, however sharp both are (default 0.5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_percent: Option<f64>,
    /// What counts and money are taken to move in a year, when a series does not say itself (default 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift_percent_a_year: Option<f64>,
}

/// A kind of English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Locale {
    /// The month stands before the day.
    #[serde(rename = "en-US")]
    American,
    /// The day stands before the month.
    #[serde(rename = "en-GB")]
    British,
}
