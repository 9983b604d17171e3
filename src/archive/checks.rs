//! What the articles of an archive say of one another, and which rows they use.
//!
//! In: a store. Out: facts that two articles state differently, figures that are repeated after an
//! article has put them right, rows by how often verdicts rest on them. It refuses to know
//! which of two articles is right beyond what their verdicts say.

use super::said::Said;
use super::store::Store;
use crate::measure::when::When;
use crate::report::summary::counted;
use crate::verdict::kind::Verdict;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where a claim stands, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Statement {
    /// The article's date, as ISO 8601 writes it; empty if it has none.
    pub date: String,
    /// Its file.
    pub path: String,
    /// The line of the words.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// What was read.
    pub read: String,
    /// The verdict.
    pub verdict: &'static str,
}

/// A fact that articles state differently.
#[derive(Debug, Serialize)]
pub struct Differing {
    /// Subject, property, object and period.
    pub about: String,
    /// Statements that agree with each other, those of most articles first.
    pub versions: Vec<Vec<Statement>>,
}

/// A figure that is repeated after an article has put it right.
#[derive(Debug, Serialize)]
pub struct Repeated {
    /// Subject, property, object and period.
    pub about: String,
    /// Where it was wrong first.
    pub wrong: Statement,
    /// Where it was right after that.
    pub right: Statement,
    /// Where it is wrong again, the same way.
    pub again: Vec<Statement>,
}

/// How often verdicts rest on a row.
#[derive(Debug, Serialize)]
pub struct Used {
    /// The row.
    pub row: String,
    /// Claims whose verdicts rest on it.
    pub claims: usize,
    /// Articles that hold them.
    pub articles: usize,
}

/// What is known of an archive.
#[derive(Debug, Default, Serialize)]
pub struct Findings {
    /// Articles.
    pub articles: usize,
    /// Facts that are stated differently.
    pub differing: Vec<Differing>,
    /// Figures that are repeated after they were put right.
    pub repeated: Vec<Repeated>,
    /// Rows, the most used first.
    pub used: Vec<Used>,
}

/// What a claim says, as far as two can be held against each other.
#[derive(Clone, PartialEq)]
enum Value {
    Number([Option<rust_decimal::Decimal>; 2], String),
    Date(When),
    Name(String),
}

impl Value {
    fn of(said: &Said) -> Option<Self> {
        match (&said.date, &said.admits) {
            (Some(when), _) => Some(Value::Date(*when)),
            (None, Some((ends, unit))) if *ends != [None, None] => Some(Value::Number(*ends, unit.clone())),
            _ if !said.name.is_empty() => Some(Value::Name(said.name.to_lowercase())),
            _ => None,
        }
    }

    /// True if both cannot be; none if they cannot be compared.
    fn excludes(&self, other: &Value) -> Option<bool> {
        match (self, other) {
            (Value::Number(a, unit), Value::Number(b, other)) if unit == other => {
                let above = |low: Option<rust_decimal::Decimal>, high: Option<rust_decimal::Decimal>| low.zip(high).is_some_and(|(low, high)| low > high);
                Some(above(a[0], b[1]) || above(b[0], a[1]))
            }
            (Value::Date(a), Value::Date(b)) => {
                let after = |from: Option<NaiveDate>, to: Option<NaiveDate>| from.zip(to).is_some_and(|(from, to)| from > to);
                Some(after(a.from, b.to) || after(b.from, a.to))
            }
            (Value::Name(a), Value::Name(b)) => Some(a != b),
            _ => None,
        }
    }
}

/// One claim of one article.
struct Claim {
    article: u32,
    value: Value,
    verdict: Verdict,
    statement: Statement,
}

/// Looks through a store.
pub fn look(store: &Store) -> Findings {
    let files = store.files();
    let mut facts: BTreeMap<[String; 4], Vec<Claim>> = BTreeMap::new();
    let mut used: FxHashMap<String, (usize, usize, u32)> = FxHashMap::default();
    for article in 0..store.len() {
        let entry = store.article(article);
        let path = files.get(entry.file as usize).map_or("", |file| &file.path);
        for said in entry.claims {
            for row in &said.rows {
                let count = used.entry(row.id.clone()).or_insert((0, 0, u32::MAX));
                *count = (count.0 + 1, count.1 + usize::from(count.2 != article), article);
            }
            let Some((key, value)) = key(&said).zip(Value::of(&said)) else { continue };
            let statement = Statement {
                date: entry.date.clone(),
                path: path.to_owned(),
                line: said.line,
                column: said.column,
                read: said.read.clone(),
                verdict: said.verdict.name(),
            };
            facts.entry(key).or_default().push(Claim { article, value, verdict: said.verdict, statement });
        }
    }
    let mut used: Vec<Used> = used.into_iter().map(|(row, (claims, articles, _))| Used { row, claims, articles }).collect();
    used.sort_unstable_by(|a, b| (b.articles, b.claims, &a.row).cmp(&(a.articles, a.claims, &b.row)));
    Findings {
        articles: store.len() as usize,
        differing: facts.iter().filter_map(|(key, claims)| differing(key, claims)).collect(),
        repeated: facts.iter().flat_map(|(key, claims)| repeated(key, claims)).collect(),
        used,
    }
}

/// What a claim is a statement of; none if others cannot be held against it: it is somebody else's, or of a time that
/// only its article tells.
fn key(said: &Said) -> Option<[String; 4]> {
    let [subject, property, object] = &said.about;
    let sure = !matches!(said.verdict, Verdict::Ambiguous | Verdict::NotCheckable | Verdict::Inconsistent);
    let timeless = said.date.is_some() || !said.name.is_empty();
    let known = !subject.is_empty() && !property.is_empty() && sure && !said.apart && !said.silenced && (timeless || said.period.is_some());
    // what happened on a day happened once, whatever period the sentence speaks of
    let period = if said.date.is_some() { String::new() } else { said.period.map_or_else(String::new, |when| when.to_string()) };
    known.then(|| [subject.clone(), property.clone(), object.clone(), period])
}

fn about(key: &[String; 4]) -> String {
    key.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

/// The versions of a fact, if articles differ.
fn differing(key: &[String; 4], claims: &[Claim]) -> Option<Differing> {
    let mut versions: Vec<Vec<&Claim>> = Vec::new();
    for claim in claims {
        let same = versions.iter_mut().find(|version| version.iter().all(|other| claim.value.excludes(&other.value) == Some(false)));
        match same {
            Some(version) => version.push(claim),
            None => versions.push(vec![claim]),
        }
    }
    // values that differ in one article are that article's own affair, and those that cannot be compared nobody's
    let apart = |a: &&Claim, b: &&Claim| a.article != b.article && a.value.excludes(&b.value) == Some(true);
    let differ = versions.iter().enumerate().any(|(at, one)| versions[at + 1..].iter().any(|other| one.iter().any(|a| other.iter().any(|b| apart(a, b)))));
    versions.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a[0].statement.cmp(&b[0].statement)));
    let told = |version: Vec<&Claim>| version.into_iter().map(|claim| claim.statement.clone()).collect();
    differ.then(|| Differing { about: about(key), versions: versions.into_iter().map(told).collect() })
}

/// Figures of a fact that come again after an article has put them right.
fn repeated(key: &[String; 4], claims: &[Claim]) -> Vec<Repeated> {
    let mut dated: Vec<&Claim> = claims.iter().filter(|claim| !claim.statement.date.is_empty()).collect();
    dated.sort_by(|a, b| a.statement.cmp(&b.statement));
    let is_wrong = |claim: &Claim| matches!(claim.verdict, Verdict::Contradicted | Verdict::Outdated);
    let mut found: Vec<Repeated> = Vec::new();
    let mut told: Vec<&Value> = Vec::new();
    for wrong in dated.iter().filter(|claim| is_wrong(claim)) {
        if told.iter().any(|value| wrong.value.excludes(value) == Some(false)) {
            continue;
        }
        let later = |claim: &&&Claim, than: &Claim| claim.statement.date > than.statement.date;
        let right = dated.iter().find(|claim| later(claim, wrong) && claim.verdict == Verdict::Supported && claim.value.excludes(&wrong.value) == Some(true));
        let Some(right) = right else { continue };
        let again = dated.iter().filter(|claim| later(claim, right) && is_wrong(claim) && claim.value.excludes(&wrong.value) == Some(false));
        let again: Vec<Statement> = again.map(|claim| claim.statement.clone()).collect();
        told.push(&wrong.value);
        if !again.is_empty() {
            found.push(Repeated { about: about(key), wrong: wrong.statement.clone(), right: right.statement.clone(), again });
        }
    }
    found
}

impl Findings {
    /// As text; of each list at most so many.
    pub fn text(&self, most: usize, unused: Option<&[String]>) -> String {
        let mut out = String::new();
        let head = |out: &mut String, title: &str, count: usize| {
            let shown = if count > most { format!(", {most} shown") } else { String::new() };
            out.push_str(&format!("{}{title}: {count}{shown}\n", if out.is_empty() { "" } else { "\n" }));
        };
        head(&mut out, "Facts that articles state differently", self.differing.len());
        for fact in self.differing.iter().take(most) {
            out.push_str(&format!("  {}\n", fact.about));
            for (number, version) in fact.versions.iter().enumerate() {
                version.iter().take(most).for_each(|one| out.push_str(&format!("    {}  {}\n", number + 1, one.line())));
            }
        }
        head(&mut out, "Figures that are repeated after an article has put them right", self.repeated.len());
        for one in self.repeated.iter().take(most) {
            out.push_str(&format!("  {}\n    wrong  {}\n    right  {}\n", one.about, one.wrong.line(), one.right.line()));
            one.again.iter().take(most).for_each(|again| out.push_str(&format!("    again  {}\n", again.line())));
        }
        head(&mut out, "Rows that verdicts rest on", self.used.len());
        for row in self.used.iter().take(most) {
            out.push_str(&format!("  {}: {} in {}\n", row.row, counted(row.claims, "claim"), counted(row.articles, "article")));
        }
        if let Some(unused) = unused {
            head(&mut out, "Rows that no verdict rests on", unused.len());
            unused.iter().take(most).for_each(|row| out.push_str(&format!("  {row}\n")));
        }
        out
    }
}

impl Statement {
    fn line(&self) -> String {
        let date = if self.date.is_empty() { String::new() } else { format!(" of {}", self.date) };
        crate::report::tame::line(&format!("{}:{}:{}{date}: {} ({})", self.path, self.line, self.column, self.read, self.verdict))
    }
}
