//! `refs suggest`.

use super::Outcome;
use super::config::Settled;
use super::input::{Inputs, read};
use super::references::{Origin, load_for};
use super::refs_args::SuggestArgs;
use crate::article::{Article, Field};
use crate::desk::suggest::{COLUMNS, Gap, draft};
use crate::lexicon::Lexicon;
use crate::pipeline::{Settings, check};
use crate::reference::Reference;
use crate::report::finding::{ArticleReport, ClaimOut};
use crate::report::scalar::Day;
use crate::report::{Detail, build};
use crate::verdict::kind::Verdict;
use chrono::{Datelike, NaiveDate};
use std::io::Write;

/// `factlint refs suggest`.
pub fn run(args: &SuggestArgs) -> anyhow::Result<Outcome> {
    let (loaded, mut outcome) = load_for("refs suggest", &Origin::of(&args.references))?;
    let settings = Settings { as_of: None, date: args.date, ..Settings::default() };
    let mut gaps = Vec::new();
    for job in Inputs::find(&args.paths, args.input_format.as_deref(), &Settled::none()).jobs() {
        let (_, article, problems) = read(job);
        for problem in &problems {
            anstream::eprintln!("{problem}");
        }
        if problems.iter().any(crate::problem::Problem::is_error) {
            outcome = Outcome::Unreadable;
        }
        gaps.extend(article.iter().flat_map(|article| of_article(article, &loaded.reference, &settings)));
    }
    let drafts = draft(&gaps);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    drafts.rows.iter().try_for_each(|row| writer.write_record(row))?;
    let table = writer.into_inner()?;
    match &args.output {
        Some(path) => super::output::replace(path, &table)?,
        None => std::io::stdout().lock().write_all(&table)?,
    }
    let untold =
        if drafts.untold == 0 { String::new() } else { format!("; of {} more claims neither the subject nor the property could be told", drafts.untold) };
    anstream::eprintln!(
        "{} rows drafted for {} claims{untold}; fill in value and source and clear `status` to confirm one",
        drafts.rows.len(),
        gaps.len() - drafts.untold
    );
    Ok(outcome)
}

fn of_article(article: &Article, reference: &Reference, settings: &Settings) -> Vec<Gap> {
    let checked = check(article, Lexicon::english(), reference, settings);
    let report = build(article, &checked, reference, Vec::new(), Detail::default());
    let without = report.claims.iter().filter(|c| c.judged.as_ref().is_some_and(|j| j.verdict == Verdict::NoReference));
    without.map(|claim| gap(&report, claim, &sentence(article, claim))).collect()
}

fn sentence(article: &Article, claim: &ClaimOut) -> String {
    let field = if claim.field == "title" { Field::Title } else { Field::Text };
    let [from, to] = claim.sentence.char;
    article.text(field).chars().skip(from as usize).take((to - from) as usize).collect()
}

/// What a row would have to be about to hold a claim.
pub fn gap(report: &ArticleReport, claim: &ClaimOut, sentence: &str) -> Gap {
    let mention = &report.mentions[claim.mention];
    let dated = matches!(mention.kind, "date" | "date_range");
    let unit = if dated { Some("date".to_owned()) } else { claim.unit.as_ref().map(|u| u.as_str().to_owned()).or_else(|| mention.noun.clone()) };
    let period = claim.from.zip(claim.to).map(|(Day(a), Day(b))| period(a, b));
    Gap {
        subject: claim.subject.clone(),
        subject_text: claim.subject_text.clone(),
        property: claim.property.clone(),
        property_text: claim.property_text.clone(),
        object: claim.object.clone(),
        unit,
        time: if dated { None } else { period.or_else(|| report.date.map(|Day(d)| d.to_string())) },
        said: mention.text.clone(),
        place: format!("{}:{}:{}", report.path, claim.span.line, claim.span.column),
        sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A period as EDTF: a year, a month, a day, or both ends.
fn period(from: NaiveDate, to: NaiveDate) -> String {
    let ends = (from.month(), from.day(), to.month(), to.day());
    match () {
        () if from == to => from.to_string(),
        () if from.year() == to.year() && ends == (1, 1, 12, 31) => from.year().to_string(),
        () if (from.year(), from.month()) == (to.year(), to.month()) && from.day() == 1 && to.succ_opt().is_some_and(|d| d.day() == 1) => {
            from.format("%Y-%m").to_string()
        }
        () => format!("{from}/{to}"),
    }
}
