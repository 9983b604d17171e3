//! What differs from the approved verdicts, for people and for programs.

use super::compared::{Compared, Corpus, State};
use crate::cli::input::shown;
use crate::report::claim_text::INDENT;
use crate::report::summary::counted;
use crate::snapshot::changes::Step;
use crate::snapshot::{Snapshot, halves, verdict};
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;
use std::path::Path;

/// Styles of the text, or none of them.
#[derive(Clone, Copy)]
pub struct Paint {
    colour: bool,
}

impl Paint {
    /// With colours or without.
    pub fn new(colour: bool) -> Self {
        Paint { colour }
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// What is gone.
    pub fn old(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default(), text)
    }

    /// What has come.
    pub fn new_text(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    /// A title.
    pub fn title(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }
}

/// A corpus as text: each article that is not as approved, then the counts.
pub fn text(corpus: &Corpus, paint: Paint) -> String {
    let mut out: String = corpus.articles.iter().filter(|a| a.state() != State::Same).map(|article| of_article(article, paint)).collect();
    for (file, snapshot) in &corpus.orphans {
        out.push_str(&format!("{}: {} is of no article that is there\n\n", paint.title(&snapshot.subject.to_string()), shown(file)));
    }
    out.push_str(&format!("{}\n", Counts::of(corpus).line()));
    let older: Vec<Vec<String>> = corpus.articles.iter().filter(|a| a.state() == State::Same).map(Compared::since).filter(|s| !s.is_empty()).collect();
    if !older.is_empty() {
        let changed: BTreeSet<&String> = older.iter().flatten().collect();
        let changed = changed.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        out.push_str(&format!(
            "{} of those as approved were approved with others: {changed}; `snapshot accept --repin` writes down what is now\n",
            older.len()
        ));
    }
    out
}

fn of_article(article: &Compared, paint: Paint) -> String {
    let subject = paint.title(&article.now.subject.to_string());
    if article.state() == State::New {
        return format!("{subject}: nothing was approved; {} now\n\n", counted(article.now.claims.len(), "claim"));
    }
    let changes: Vec<&Step> = article.changes().collect();
    let mut out = format!("{subject}: {} of {} verdicts differ; {}\n\n", changes.len(), article.steps.len(), since(article));
    for step in changes {
        out.push_str(&of_change(article.texts(step), paint));
        out.push('\n');
    }
    out
}

/// What has changed since the approval, as a part of a sentence.
pub fn since(article: &Compared) -> String {
    match article.since() {
        changed if changed.is_empty() => "factlint, configuration and tables are those of the approval: the article changed".to_owned(),
        changed => format!("since the approval changed: {}", changed.join(", ")),
    }
}

/// A change: the verdicts in words, then the lines with their signs.
fn of_change((old, new): (Option<&str>, Option<&str>), paint: Paint) -> String {
    let name = |claim: Option<&str>, none: &str| claim.map_or_else(|| none.to_owned(), |claim| verdict(claim).to_owned());
    let mut out = format!("{INDENT}{} → {}\n", paint.old(&name(old, "not there")), paint.new_text(&name(new, "no longer there")));
    let diff = TextDiff::from_lines(old.unwrap_or_default(), new.unwrap_or_default());
    for change in diff.iter_all_changes() {
        let line = change.value().trim_end_matches('\n');
        out.push_str(&match change.tag() {
            ChangeTag::Equal => format!("{INDENT}  {line}\n"),
            ChangeTag::Delete => format!("{INDENT}{}\n", paint.old(&format!("- {line}"))),
            ChangeTag::Insert => format!("{INDENT}{}\n", paint.new_text(&format!("+ {line}"))),
        });
    }
    out
}

/// How many articles are in which state.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counts {
    same: usize,
    changed: usize,
    new: usize,
    orphans: usize,
    /// Verdicts that differ in all articles together.
    differing_claims: usize,
}

impl Counts {
    /// Those of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let count = |state: State| corpus.articles.iter().filter(|a| a.state() == state).count();
        let changed = corpus.articles.iter().filter(|a| a.state() == State::Changed);
        Counts {
            same: count(State::Same),
            changed: count(State::Changed),
            new: count(State::New),
            orphans: corpus.orphans.len(),
            differing_claims: changed.map(|a| a.changes().count()).sum(),
        }
    }

    /// True if all is as approved.
    pub fn is_same(&self) -> bool {
        self.changed + self.new + self.orphans == 0
    }

    fn line(self) -> String {
        let all = self.same + self.changed + self.new;
        let mut line = format!("{} of {} as approved", self.same, counted(all, "article"));
        for (count, what) in [
            (self.changed, format!("{} changed ({})", self.changed, counted(self.differing_claims, "verdict"))),
            (self.new, format!("{} new", self.new)),
            (self.orphans, format!("{} approved but no longer there", self.orphans)),
        ] {
            if count > 0 {
                line.push_str(&format!(", {what}"));
            }
        }
        line
    }
}

/// A corpus for programs.
#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    counts: Counts,
    articles: Vec<ArticleOut<'a>>,
    orphans: Vec<OrphanOut<'a>>,
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    file: String,
    state: &'static str,
    claims: usize,
    changed_since: Vec<String>,
    changes: Vec<ChangeOut<'a>>,
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    old: Option<ClaimOut<'a>>,
    new: Option<ClaimOut<'a>>,
}

#[derive(Serialize)]
struct ClaimOut<'a> {
    verdict: &'a str,
    text: &'a str,
    told: &'a str,
}

#[derive(Serialize)]
struct OrphanOut<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    file: String,
}

/// A corpus as JSON: every article, with what differs.
///
/// # Errors
/// Never; the type asks for it.
pub fn json(corpus: &Corpus) -> anyhow::Result<String> {
    let document = Document {
        schema_version: 1,
        counts: Counts::of(corpus),
        articles: corpus.articles.iter().map(|article| article_out(corpus, article)).collect(),
        orphans: corpus.orphans.iter().map(|(file, approved)| orphan_out(file, approved)).collect(),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn orphan_out<'a>(file: &Path, approved: &'a Snapshot) -> OrphanOut<'a> {
    OrphanOut { path: &approved.subject.path, id: approved.subject.id.as_deref(), file: shown(file) }
}

fn article_out<'a>(corpus: &Corpus, article: &'a Compared) -> ArticleOut<'a> {
    let claim = |claim: &'a str| {
        let (text, told) = halves(claim);
        ClaimOut { verdict: verdict(claim), text, told }
    };
    let change = |step: &Step| {
        let (old, new) = article.texts(step);
        ChangeOut { old: old.map(claim), new: new.map(claim) }
    };
    let changed = article.state() == State::Changed;
    ArticleOut {
        path: &article.now.subject.path,
        id: article.now.subject.id.as_deref(),
        file: shown(&corpus.store.file(&article.now.subject)),
        state: article.state().name(),
        claims: article.now.claims.len(),
        changed_since: article.since(),
        changes: if changed { article.changes().map(change).collect() } else { Vec::new() },
    }
}
