//! What every format reads, and the JSON that others build on.
//!
//! Shapes only; `build` fills them. The field names are public, and the JSON Schema is
//! derived from these types.

use super::row::{ClosestOut, EvidenceOut, MissingOut, RunnerUp};
use super::scalar::{Day, Number, UnitName, Word, word};
use crate::problem::Problem;
use crate::rule::{Level, Severity};
use crate::text::plain::Block;
use crate::verdict::kind::{Bucket, Verdict};
use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;

/// The version of this shape; it changes when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// A place in the plain text and in the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpanOut {
    /// Unicode scalar values of the plain text, half-open.
    pub char: [u32; 2],
    /// UTF-8 bytes of the plain text, half-open.
    pub byte: [u32; 2],
    /// 1-based line in the source file.
    pub line: u32,
    /// 1-based column in the source file, in characters.
    pub column: u32,
    /// Bytes of the source file, where it is not the plain text; of `word/document.xml` in DOCX.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_byte: Option<[u64; 2]>,
    /// In DOCX, where a line is a paragraph: the run, from 1, in which it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<u32>,
}

/// A mention.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MentionOut {
    /// Where it stands.
    pub span: SpanOut,
    /// "text" or "title".
    #[serde(serialize_with = "word")]
    pub field: &'static str,
    /// As written.
    pub text: String,
    /// number ordinal percent money quantity age temperature date `date_range` duration time set.
    #[serde(serialize_with = "word")]
    pub kind: &'static str,
    /// The value in the written unit, or the low end of a range.
    pub value: Option<Number>,
    /// The high end of a range.
    pub value_high: Option<Number>,
    /// "lower" or "upper" for one-sided statements.
    pub bound: Option<&'static str>,
    /// Canonical lower-case singular name.
    pub unit: Option<UnitName>,
    /// Lemma of the head of what is counted.
    pub noun: Option<String>,
    /// The counted noun phrase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noun_phrase: Option<String>,
    /// The hedge, as written.
    pub hedge: Option<String>,
    /// First day, inclusive.
    pub from: Option<Day>,
    /// Last day, inclusive.
    pub to: Option<Day>,
    /// The unit of the calendar that is named.
    pub grain: Option<&'static str>,
    /// The finder.
    #[serde(serialize_with = "word")]
    pub rule: &'static str,
}

/// A term of a link's score.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScoreTerm {
    /// Its name.
    pub term: &'static str,
    /// Its value, 0 to 1.
    pub value: f64,
    /// What it rests on.
    pub reason: &'static str,
}

/// What a verdict adds to a claim; absent after `extract`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VerdictOut {
    /// The interval that the words admit, `[low, high]`, null for an open end.
    pub allowed: Option<[Option<Number>; 2]>,
    /// The unit of that: the row's where there is one.
    pub allowed_unit: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// The check.
    pub code: &'static str,
    /// How loud it is.
    pub level: Level,
    /// Of what is wrong by the article itself: whether it changes what is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// How sure the verdict is, 0 to 1: the share of such verdicts that are right. Without rows to compare, how sure the link is.
    pub confidence: f64,
    /// The rows.
    pub evidence: Vec<EvidenceOut>,
    /// One sentence: why.
    pub explanation: Cow<'static, str>,
    /// What would pass.
    pub would_pass: Option<String>,
    /// Words to put in place of the mention's.
    pub suggestion: Option<String>,
    /// What a correction of a published article would say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// Where no row decides: what is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<MissingOut>,
    /// Where no row decides: the rows that come nearest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closest: Vec<ClosestOut>,
    /// Links that could be meant as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runners_up: Vec<RunnerUp>,
    /// How the link was made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub score: Vec<ScoreTerm>,
    /// All values of the series that the rows belong to, for the formats that draw it.
    #[serde(skip)]
    pub series: Vec<Point>,
}

/// A value of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// When, as a fraction of years.
    pub year: f64,
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
pub struct ClaimOut {
    /// Fingerprint of the sentence's and the mention's words.
    pub id: String,
    /// Where the deciding mention stands.
    pub span: SpanOut,
    /// "text" or "title".
    pub field: &'static str,
    /// Where its sentence stands.
    pub sentence: SentenceOut,
    /// The deciding mention's place in `mentions`.
    pub mention: usize,
    /// Other operands, as places in `mentions`.
    pub related: Vec<usize>,
    /// Claims of one mention about several subjects share it.
    pub group: String,
    /// The subject's id.
    pub subject: Option<String>,
    /// The words for the subject.
    pub subject_text: Option<String>,
    /// The property's id.
    pub property: Option<String>,
    /// The words for the property.
    pub property_text: Option<String>,
    /// The object's id.
    pub object: Option<String>,
    /// The value.
    pub value: Option<Number>,
    /// The high end of a range.
    pub value_high: Option<Number>,
    /// "lower" or "upper".
    pub bound: Option<&'static str>,
    /// The unit.
    pub unit: Option<UnitName>,
    /// First day of a date claim's value.
    pub value_from: Option<Day>,
    /// Last day of it.
    pub value_to: Option<Day>,
    /// The value of a name claim.
    pub value_name: Option<String>,
    /// The hedge, as written.
    pub hedge: Option<String>,
    /// First day of the period that the claim speaks of.
    pub from: Option<Day>,
    /// Last day of it.
    pub to: Option<Day>,
    /// Who says so.
    pub attribution: Option<String>,
    /// The sentence denies it, or the text itself calls it untrue.
    pub negated: bool,
    /// The pattern that ties value and property together; absent where no table was asked for.
    pub pattern: Option<&'static str>,
    /// Why no level is raised for it, where somebody decided so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silenced: Option<Silenced>,
    /// What was decided of it before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// The verdict.
    #[serde(flatten)]
    pub judged: Option<VerdictOut>,
}

/// Who silenced a finding, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Silenced {
    /// "inline", "config", "baseline", "decision" or "diff".
    pub by: &'static str,
    /// The reason that was given.
    pub reason: String,
}

/// What an editor decided of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Decided {
    /// accept, dismiss, waive, correct-reference or not-a-claim.
    pub decision: &'static str,
    /// Who decided.
    pub who: String,
    /// When.
    pub when: String,
    /// Why.
    pub reason: String,
    /// Why the decision no longer holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened: Option<String>,
    /// The decisions on one finding share it.
    #[serde(skip)]
    pub thread: String,
    /// It was made on this finding, and does not only reach it from elsewhere.
    #[serde(skip)]
    pub own: bool,
}

impl Decided {
    /// The decision in one line, and why it no longer holds.
    pub fn line(&self) -> String {
        let reason = if self.reason.is_empty() { String::new() } else { format!(": {}", self.reason) };
        let reopened = self.reopened.as_ref().map_or_else(String::new, |why| format!("; open again: {why}"));
        format!("{} by {} on {}{reason}{reopened}", self.decision, self.who, self.when)
    }
}

/// Writes fields under their own names.
macro_rules! write_fields {
    ($object:ident, $from:expr, $($field:ident),*) => {
        $($object.serialize_field(stringify!($field), &$from.$field)?;)*
    };
}

/// As if derived, with the verdict's fields among the claim's: serde's own flattening makes a
/// map of them, and its keys cost as much as their values.
impl Serialize for ClaimOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut claim = serializer.serialize_struct("ClaimOut", 28)?;
        write_fields!(claim, self, id, span);
        claim.serialize_field("field", &Word(self.field))?;
        write_fields!(claim, self, sentence, mention, related, group, subject, subject_text, property, property_text, object, value, value_high, bound);
        write_fields!(claim, self, unit, value_from, value_to, value_name, hedge, from, to, attribution, negated);
        if let Some(pattern) = self.pattern {
            claim.serialize_field("pattern", &Word(pattern))?;
        }
        if self.silenced.is_some() {
            write_fields!(claim, self, silenced);
        }
        if self.decided.is_some() {
            write_fields!(claim, self, decided);
        }
        if let Some(judged) = &self.judged {
            write_fields!(claim, judged, allowed, allowed_unit, verdict, code, level);
            if judged.severity.is_some() {
                write_fields!(claim, judged, severity);
            }
            write_fields!(claim, judged, confidence, evidence, explanation, would_pass, suggestion);
            if judged.correction.is_some() {
                write_fields!(claim, judged, correction);
            }
            if judged.missing.is_some() {
                write_fields!(claim, judged, missing);
            }
            if !judged.closest.is_empty() {
                write_fields!(claim, judged, closest);
            }
            if !judged.runners_up.is_empty() {
                write_fields!(claim, judged, runners_up);
            }
            if !judged.score.is_empty() {
                write_fields!(claim, judged, score);
            }
        }
        claim.end()
    }
}

/// Where a sentence stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SentenceOut {
    /// Unicode scalar values of the plain text, half-open.
    pub char: [u32; 2],
    /// Its words, for the formats that show them.
    #[serde(skip)]
    pub shown: Option<Shown>,
}

/// A sentence for the eye.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its words.
    pub sentence: String,
    /// The byte of them at which the mention begins.
    pub at: usize,
    /// What the terminal shows.
    pub excerpt: Excerpt,
    /// Where the mention stands in the file.
    pub place: Place,
}

/// A half-open range of lines and columns (from 1) of a source file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The first line.
    pub line: u32,
    /// The first character in it.
    pub column: u32,
    /// The last line.
    pub end_line: u32,
    /// One past the last character in it.
    pub end_column: u32,
    /// The first byte of the first line, in UTF-8.
    pub byte_column: u32,
    /// One past the last byte of the last line.
    pub end_byte_column: u32,
}

/// The lines of the source around a mention; for JSONL its sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The lines.
    pub text: String,
    /// The mention in them, in bytes.
    pub mention: [usize; 2],
    /// The number of the first line.
    pub line: u32,
}

/// How many mentions were checked; each is in exactly one bucket.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// All mentions that could carry a claim.
    pub mentions_total: usize,
    /// A verdict was reached.
    pub checked: usize,
    /// No row.
    pub no_reference: usize,
    /// Nothing to check.
    pub not_checkable: usize,
    /// Several rows.
    pub ambiguous: usize,
    /// Of those not checkable: dates that a date of the article would place in the calendar.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub waiting_for_date: usize,
}

impl Coverage {
    pub(super) fn add(&mut self, other: &Coverage) {
        self.mentions_total += other.mentions_total;
        self.checked += other.checked;
        self.no_reference += other.no_reference;
        self.not_checkable += other.not_checkable;
        self.ambiguous += other.ambiguous;
        self.waiting_for_date += other.waiting_for_date;
    }
}

/// Everything that is said of one article: a line of `--format jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ArticleReport {
    /// The version of this shape.
    pub schema_version: u32,
    /// The article's id; null if the line could not be read.
    pub id: Option<String>,
    /// The file.
    pub path: String,
    /// The article's date.
    pub date: Option<Day>,
    /// Every number and date.
    pub mentions: Vec<MentionOut>,
    /// A claim for each that can carry one.
    pub claims: Vec<ClaimOut>,
    /// The ledger; absent after `extract`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Findings that a limit left out.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub left_out: usize,
    /// Title and body, for the formats that show the article as it reads.
    #[serde(skip)]
    pub texts: Vec<TextOut>,
}

/// A part of an article as it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOut {
    /// "text" or "title".
    pub field: &'static str,
    /// Its words.
    pub text: String,
    /// Its paragraphs, headings, items, in bytes of the text.
    pub blocks: Vec<Block>,
}

impl ArticleReport {
    /// A report of something that could not be read.
    pub fn unread(path: &str, problems: Vec<Problem>) -> Self {
        ArticleReport {
            schema_version: SCHEMA_VERSION,
            id: None,
            path: path.to_owned(),
            date: None,
            mentions: Vec::new(),
            claims: Vec::new(),
            coverage: None,
            problems,
            left_out: 0,
            texts: Vec::new(),
        }
    }

    /// Dates that stand nowhere in the calendar because the article has no date, each once: with one they would be
    /// checked against their weekdays, the years around them and the reference.
    pub fn waiting_for_date(&self) -> impl Iterator<Item = &ClaimOut> {
        let waits = |claim: &ClaimOut| {
            let mention = &self.mentions[claim.mention];
            let unplaced = mention.kind.starts_with("date") && mention.from.is_none() && mention.to.is_none();
            unplaced && claim.judged.as_ref().is_some_and(|judged| judged.verdict.bucket() == Bucket::NotCheckable)
        };
        let undated = self.date.is_none();
        self.claims.chunk_by(|a, b| a.mention == b.mention).filter_map(|group| group.first()).filter(move |claim| undated && waits(claim))
    }

    /// Every claim with its verdict, in the order of the text.
    pub fn judged(&self) -> impl Iterator<Item = Finding<'_>> {
        self.claims.iter().filter_map(|claim| claim.judged.as_ref().map(|judged| Finding { report: self, claim, judged }))
    }

    /// What is worth telling, in the order of the text: claims without a row are counted in
    /// the ledger, and told only if everything is.
    pub fn findings(&self, verbose: bool) -> impl Iterator<Item = Finding<'_>> {
        self.judged().filter(move |f| f.judged.level > Level::None && (verbose || f.judged.verdict != Verdict::NoReference))
    }

    /// Keeps at most so many findings, the first ones; counts the others.
    pub fn keep(&mut self, most: usize, verbose: bool) {
        let mut kept = 0;
        let before = self.claims.len();
        self.claims.retain(|claim| {
            let told = claim.judged.as_ref().is_some_and(|j| j.level > Level::None && (verbose || j.verdict != Verdict::NoReference));
            kept += usize::from(told);
            !told || kept <= most
        });
        self.left_out = before - self.claims.len();
    }

    /// What the article is called: its id, or its path.
    pub fn name(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.path)
    }

    /// The loudest level of any claim.
    pub fn level(&self) -> Level {
        self.claims.iter().filter_map(|c| c.judged.as_ref()).map(|j| j.level).max().unwrap_or(Level::None)
    }
}

/// A claim with its verdict, as formats tell of it.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// The article.
    pub report: &'a ArticleReport,
    /// The claim.
    pub claim: &'a ClaimOut,
    /// Its verdict.
    pub judged: &'a VerdictOut,
}

impl<'a> Finding<'a> {
    /// The words that are judged.
    pub fn words(&self) -> &'a str {
        self.report.mentions.get(self.claim.mention).map_or("", |m| &m.text)
    }

    /// The sentence around them; empty unless sentences were asked for.
    pub fn sentence(&self) -> &'a str {
        self.claim.sentence.shown.as_ref().map_or("", |s| &s.sentence)
    }

    /// Where the words stand in the file.
    pub fn place(&self) -> Place {
        let start = &self.claim.span;
        let known = self.claim.sentence.shown.as_ref().map(|s| s.place).filter(|p| p.line > 0);
        known.unwrap_or(Place { line: start.line, column: start.column, end_line: start.line, end_column: start.column, byte_column: 1, end_byte_column: 1 })
    }

    /// The verdict, why, and what would pass, in one line.
    pub fn message(&self) -> String {
        let pass = self.judged.would_pass.as_ref().map_or_else(String::new, |w| format!(" Would pass: {w}."));
        let said = self.claim.attribution.as_ref().map_or_else(String::new, |who| format!(" (said by {who})"));
        let near = near(self.judged).map_or_else(String::new, |near| format!(" {near}"));
        super::tame::line(&format!("{}{said}: {}{pass}{near}", self.judged.verdict.name(), self.judged.explanation))
    }

    /// How loud it is.
    pub fn level(&self) -> Level {
        self.judged.level
    }
}

/// What is missing and the rows that come closest, in one line.
pub fn near(judged: &VerdictOut) -> Option<String> {
    let missing = judged.missing.as_ref()?;
    let rows: Vec<String> = judged.closest.iter().map(ClosestOut::line).collect();
    let rows = if rows.is_empty() { String::new() } else { format!(" Closest: {}.", rows.join("; ")) };
    Some(format!("{}{rows}", missing.said))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(super) fn is_zero(number: &usize) -> bool {
    *number == 0
}
