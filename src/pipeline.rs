//! The stages in their order, and nothing else.
//!
//! In: an article, the lexicon, the reference, settings. Out: the article read, its
//! claims and what is said of each. It prints nothing and asks no clock: the same input
//! gives the same output.

use crate::article::{Article, Field};
use crate::claim::pattern::Patterns;
use crate::claim::{Claim, PartReading, Worth, extract};
use crate::consistency::{self, Inconsistency};
use crate::lexicon::Lexicon;
use crate::link::worth::looking_up;
use crate::link::{Context, candidates};
use crate::mention;
use crate::mention::name::{find_cues, find_names, find_terms};
use crate::reference::Reference;
use crate::reference::names::Stems;
use crate::verdict::kind::Verdict;
use crate::verdict::{Judgement, decide, look_again};
use chrono::NaiveDate;

/// What a run is told besides the articles.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The day at which the reference is read; rows measured after it are not there.
    pub as_of: Option<NaiveDate>,
    /// The date of articles that have none.
    pub date: Option<NaiveDate>,
    /// The day on which articles are taken to come out, whatever they say.
    pub published: Option<NaiveDate>,
}

/// An article after all stages.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The date that sentences leaned on.
    pub date: Option<NaiveDate>,
    /// The day at which the reference was read.
    pub as_of: Option<NaiveDate>,
    /// Its parts, in the order of [`Article::parts`].
    pub parts: Vec<PartReading<'a>>,
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// The verdicts on each claim, parallel to `claims`; empty after [`extract_only`].
    pub judgements: Vec<Vec<Judgement>>,
    /// What is wrong by the article itself.
    pub inconsistencies: Vec<Inconsistency>,
}

/// Reads an article and judges its claims.
pub fn check<'a>(article: &'a Article, lexicon: &Lexicon, reference: &Reference, settings: &Settings) -> Checked<'a> {
    let mut checked = extract_only(article, lexicon, reference, settings);
    let context = Context::new(&checked.parts, reference, lexicon, checked.date, settings.as_of);
    // one stage after the other: a processor keeps the instructions of one at hand, and not those of both
    let found: Vec<_> = checked.claims.iter().map(|claim| candidates(claim, &context)).collect();
    checked.judgements = checked.claims.iter().zip(found).map(|(claim, candidates)| decide(claim, candidates, &context)).collect();
    look_again(&checked.claims, &mut checked.judgements, &context);
    checked.inconsistencies = consistency::run(&checked.parts, checked.date, lexicon);
    let (claims, judgements) = (&checked.claims, &checked.judgements);
    checked.inconsistencies.retain(|found| !is_settled(found, claims, judgements));
    checked
}

/// True if the rows tell which of two mentions that clash is wrong, and that it is the other one: that finding says all.
fn is_settled(found: &Inconsistency, claims: &[Claim], judgements: &[Vec<Judgement>]) -> bool {
    let verdict = |mention: usize, wanted: Verdict| {
        let at = claims.binary_search_by_key(&(found.part, mention), |c| (c.part, c.mention));
        at.is_ok_and(|at| judgements[at].iter().any(|j| j.verdict == wanted))
    };
    matches!(found.related[..], [other] if verdict(found.mention, Verdict::Supported) && verdict(other, Verdict::Contradicted))
}

/// Reads an article and extracts its claims.
pub fn extract_only<'a>(article: &'a Article, lexicon: &Lexicon, reference: &Reference, settings: &Settings) -> Checked<'a> {
    let date = settings.published.or(article.date).or(settings.date);
    let mut parts: Vec<PartReading<'a>> = article.parts.iter().map(|part| read(part, date, lexicon, reference)).collect();
    mark_worth(&mut parts, lexicon, reference);
    let claims = extract(&parts, lexicon, Patterns::english());
    Checked { date, as_of: settings.as_of, parts, claims, judgements: Vec::new(), inconsistencies: Vec::new() }
}

/// Tells of every mention whether a row could be about it.
fn mark_worth(parts: &mut [PartReading<'_>], lexicon: &Lexicon, reference: &Reference) {
    let title = parts.iter().find(|p| p.is_title);
    let worth: Vec<Vec<Worth>> = parts.iter().map(|part| if part.linked { looking_up(part, title, reference, lexicon) } else { Vec::new() }).collect();
    for (part, worth) in parts.iter_mut().zip(worth) {
        part.worth = worth;
    }
}

fn read<'a>(part: &'a crate::article::Part, date: Option<NaiveDate>, lexicon: &Lexicon, reference: &Reference) -> PartReading<'a> {
    let text = part.text.text();
    let mut reading = mention::read(&part.text, date, lexicon);
    if !reference.is_empty() {
        mention::superlative::add(&mut reading, lexicon);
    }
    let mut told = vec![false; reading.sentences.len()];
    for mention in &reading.mentions {
        // a claim looks for its terms in its own sentence and a few around it
        let from = mention.sentence.saturating_sub(crate::claim::REACH);
        let to = (mention.sentence + 2).min(told.len());
        told[from..to].fill(true);
    }
    let cues = find_cues(&reading, &lexicon.cues, |sentence| told[sentence]);
    let is_title = part.field == Field::Title;
    if reference.is_empty() {
        return PartReading { text, is_title, cells: part.text.cells(), reading, names: Vec::new(), terms: Vec::new(), cues, linked: false, worth: Vec::new() };
    }
    let names = find_names(text, &reading, reference.names(), lexicon);
    let terms = Stems::shared(|stems| find_terms(text, &reading, &names, reference.names(), stems, lexicon, |sentence| told[sentence]));
    PartReading { text, is_title, cells: part.text.cells(), reading, names, terms, cues, linked: true, worth: Vec::new() }
}
