//! The verdicts that flip between two editions of the tables.
//!
//! In: the claims of each article under both, and the rows that changed. Out: the flips, each
//! with the changes that it comes from. It refuses to know whether a side was kept in a store or
//! judged anew: the answer is the same.

use super::change::Change;
use super::said::{Pair, Row, Said, pairs};
use crate::report::claim_text::ClaimText;
use crate::verdict::kind::{VERDICTS, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the JSON; it changes when a field changes its meaning or goes.
const SCHEMA_VERSION: u32 = 1;

/// Everything that a new edition does.
#[derive(Debug, Default, Serialize)]
pub struct Impact {
    /// The version of this shape.
    pub schema_version: u32,
    /// The packages of the old edition.
    pub old: Vec<String>,
    /// Those of the new one.
    pub new: Vec<String>,
    /// Articles that were asked about.
    pub articles: usize,
    /// Those that were read again.
    pub read: usize,
    /// What is to be known of how the answer was found.
    pub notes: Vec<String>,
    /// Rows that changed.
    pub changes: Vec<Change>,
    /// Verdicts that flip, in the order of the articles.
    pub flips: Vec<Flip>,
}

/// A claim whose verdict flips.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flip {
    /// The article's file.
    pub path: String,
    /// What the article is called, where a file holds several.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub article: String,
    /// Where its words stand, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The sentence on one line.
    pub sentence: String,
    /// The words that are judged.
    pub words: String,
    /// The byte of the sentence at which they begin.
    #[serde(skip)]
    pub at: usize,
    /// The old verdict; none where the claim is only in the new edition.
    pub before: Option<Side>,
    /// The new one.
    pub after: Option<Side>,
    /// Somebody decided that it is not to be told.
    pub silenced: bool,
    /// The changes that it comes from, by their places in `changes`; none where it follows from other rows.
    pub changes: Vec<usize>,
}

/// A verdict under one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The verdict.
    pub verdict: Verdict,
    /// The check.
    pub code: String,
    /// The subject's id.
    pub subject: String,
    /// The property's id.
    pub property: String,
    /// The rows that it rests on.
    pub rows: Vec<RowSaid>,
}

/// A row that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowSaid {
    /// Its id.
    pub row: String,
    /// Its value with its unit, and when it was measured.
    pub value: String,
    /// It agrees with the claim.
    pub agrees: bool,
}

/// The claims of one article under both editions.
pub struct Sides<'a> {
    /// The file.
    pub path: &'a str,
    /// What the article is called, where a file holds several.
    pub article: &'a str,
    /// Claims under the old edition.
    pub old: &'a [Said],
    /// Claims under the new one.
    pub new: &'a [Said],
}

impl Side {
    fn of(said: &Said) -> Self {
        let row = |row: &Row| RowSaid { row: row.id.clone(), value: row.value.clone(), agrees: row.agrees };
        let [subject, property, _] = said.about.clone();
        Side { verdict: said.verdict, code: said.code.clone(), subject, property, rows: said.rows.iter().map(row).collect() }
    }
}

/// The flips of one article; the changes that they come from are not told yet. `text` gives the sentence of a claim by
/// its places in both lists, where the article was read.
pub fn flips(sides: &Sides<'_>, text: &dyn Fn(Pair) -> Option<ClaimText>) -> Vec<Flip> {
    let pairs = pairs(sides.old, sides.new).into_iter();
    pairs.filter_map(|pair| flip(sides, pair, text)).collect()
}

fn flip(sides: &Sides<'_>, pair: Pair, text: &dyn Fn(Pair) -> Option<ClaimText>) -> Option<Flip> {
    let (before, after) = (pair.0.map(|i| &sides.old[i]), pair.1.map(|j| &sides.new[j]));
    if before.map(|said| said.verdict) == after.map(|said| said.verdict) {
        return None;
    }
    let here = after.or(before)?;
    let ClaimText { sentence, words, .. } = text(pair).unwrap_or_default();
    Some(Flip {
        path: sides.path.to_owned(),
        article: sides.article.to_owned(),
        line: here.line,
        column: here.column,
        words: sentence.get(words.clone()).unwrap_or_default().to_owned(),
        at: words.start,
        sentence,
        before: before.map(Side::of),
        after: after.map(Side::of),
        silenced: here.silenced,
        changes: Vec::new(),
    })
}

impl Impact {
    /// An answer without flips yet.
    pub fn new(old: &[String], new: &[String], changes: Vec<Change>) -> Self {
        Impact { schema_version: SCHEMA_VERSION, old: old.to_vec(), new: new.to_vec(), changes, ..Impact::default() }
    }

    /// Tells of each flip which changes it comes from: those of its rows, else those of what it is about.
    pub fn trace(&mut self) {
        let mut by_row: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut by_about: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (at, change) in self.changes.iter().enumerate() {
            by_row.entry(&change.row).or_default().push(at);
            by_about.entry((&change.subject, &change.property)).or_default().push(at);
        }
        for flip in &mut self.flips {
            let sides = || [&flip.before, &flip.after].into_iter().flatten();
            let of_rows = sides().flat_map(|side| &side.rows).filter_map(|row| by_row.get(row.row.as_str())).flatten();
            let mut found: Vec<usize> = of_rows.copied().collect();
            if found.is_empty() {
                found = sides().filter_map(|side| by_about.get(&(side.subject.as_str(), side.property.as_str()))).flatten().copied().collect();
            }
            found.sort_unstable();
            found.dedup();
            flip.changes = found;
        }
    }

    /// True if a verdict flips to one of these, and nobody silenced it.
    pub fn flips_to(&self, verdicts: &[Verdict]) -> bool {
        self.flips.iter().filter(|flip| !flip.silenced).any(|flip| flip.after.as_ref().is_some_and(|side| verdicts.contains(&side.verdict)))
    }

    /// How often each verdict becomes which other, the loudest first.
    pub fn kinds(&self) -> Vec<(String, usize)> {
        let place = |side: &Option<Side>| side.as_ref().map_or(VERDICTS.len(), |s| VERDICTS.iter().position(|v| *v == s.verdict).unwrap_or(0));
        let mut counted: BTreeMap<(usize, usize), (String, usize)> = BTreeMap::new();
        for flip in &self.flips {
            counted.entry((place(&flip.after), place(&flip.before))).or_insert_with(|| (flip.kind(), 0)).1 += 1;
        }
        counted.into_values().collect()
    }

    /// Flips by the change that they come from first; those of other rows at the end, without one.
    pub fn by_change(&self) -> Vec<(Option<&Change>, Vec<&Flip>)> {
        let mut groups: BTreeMap<usize, Vec<&Flip>> = BTreeMap::new();
        for flip in &self.flips {
            groups.entry(flip.changes.first().copied().unwrap_or(usize::MAX)).or_default().push(flip);
        }
        groups.into_iter().map(|(at, flips)| (self.changes.get(at), flips)).collect()
    }

    /// Articles with flips, in their order, and how many each has.
    pub fn by_article(&self) -> Vec<(String, usize)> {
        let same = |a: &Flip, b: &Flip| (&a.path, &a.article) == (&b.path, &b.article);
        self.flips.chunk_by(same).filter_map(|flips| Some((flips.first()?.home(), flips.len()))).collect()
    }
}

impl Flip {
    /// "supported → contradicted".
    pub fn kind(&self) -> String {
        let name = |side: &Option<Side>| side.as_ref().map_or("no claim", |s| s.verdict.name());
        format!("{} → {}", name(&self.before), name(&self.after))
    }

    /// The file, and what the article is called in it.
    pub fn home(&self) -> String {
        if self.article.is_empty() { self.path.clone() } else { format!("{} ({})", self.path, self.article) }
    }
}
