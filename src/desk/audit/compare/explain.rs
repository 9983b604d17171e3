//! What would bring two tables together: tried from the surest to the vaguest.

use super::pairs::{Pair, Pairs};
use super::{DISAGREES, DRIFT, OFF_BY_A_YEAR, SHIFTED, SWAPPED};
use crate::desk::audit::factor;
use crate::desk::audit::statistics::{median, rank_correlation};
use crate::desk::audit::view::Desk;
use crate::problem::Severity;
use crate::reference::PropertyId;
use crate::rule::Rule;

/// The share of rows that an explanation must bring together.
const MOST: f64 = 0.7;
/// Ratios so near each other are one factor.
const SAME: f64 = 0.03;
/// Rows that show a drift, and how sure it must be.
const DRIFTING: (usize, f64) = (12, 0.7);

/// The likeliest cause.
pub struct Explanation {
    /// Under which code it is named.
    pub rule: &'static Rule,
    /// How sure it is.
    pub severity: Severity,
    /// In words.
    pub words: String,
}

/// The likeliest cause of the rows that are `off` among `rows`.
pub fn explain(desk: &Desk<'_>, pairs: &Pairs<'_>, rows: &[Pair<'_>], off: &[&Pair<'_>]) -> Explanation {
    swapped(desk, pairs, rows)
        .or_else(|| factor(desk, off))
        .or_else(|| difference(off))
        .or_else(|| another_year(desk, pairs, rows))
        .or_else(|| drift(rows))
        .unwrap_or_else(|| Explanation { rule: &DISAGREES, severity: Severity::Warning, words: spread(off) })
}

/// The share of rows that a value from elsewhere would fit, and how many have one.
fn fit(rows: &[Pair<'_>], value: impl Fn(&Pair<'_>) -> Option<f64>) -> (f64, usize) {
    let tried: Vec<bool> = rows.iter().filter_map(|p| Some(p.fits(value(p)?))).collect();
    (tried.iter().filter(|f| **f).count() as f64 / tried.len().max(1) as f64, tried.len())
}

fn agreeing(rows: &[Pair<'_>]) -> f64 {
    rows.iter().filter(|p| !p.is_off()).count() as f64 / rows.len().max(1) as f64
}

fn swapped(desk: &Desk<'_>, pairs: &Pairs<'_>, rows: &[Pair<'_>]) -> Option<Explanation> {
    let first = rows.first()?;
    let (property, file) = (desk.property(first.later), desk.reference.file_of(first.later));
    let now = agreeing(rows);
    let numbers = (0..desk.reference.properties().len() as u32).map(PropertyId);
    let same_unit = |id: &PropertyId| desk.reference.property(*id).unit == property.unit && *id != first.later.property;
    let files = desk.reference.fact_files();
    let elsewhere = |id: PropertyId| {
        files.iter().filter(|f| is_beside(f, file)).map(move |f| {
            let (share, tried) = fit(rows, |p| pairs.value(f, (id, p.later.subject, p.later.object, p.year)));
            (share, tried, id, *f)
        })
    };
    let best = numbers.filter(same_unit).flat_map(elsewhere).filter(|(share, tried, ..)| *share >= MOST && *tried >= super::FEWEST);
    let (share, _, other, where_) = best.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|b| b.0 > now + 0.3)?;
    let other = desk.reference.property(other);
    let words = format!(
        "likeliest: the values of {} and {} stand in each other's place ({} in {where_} would agree in {:.0} % of the rows)",
        property.id,
        other.id,
        other.id,
        100.0 * share
    );
    Some(Explanation { rule: &SWAPPED, severity: Severity::Error, words })
}

/// True of files in one folder: columns and files of one package get swapped.
fn is_beside(a: &str, b: &str) -> bool {
    let folder = |path: &str| path.rsplit_once(['/', '\\']).map_or(String::new(), |(folder, _)| folder.to_owned());
    folder(a) == folder(b)
}

fn factor(desk: &Desk<'_>, off: &[&Pair<'_>]) -> Option<Explanation> {
    let ratios: Vec<f64> = off.iter().map(|p| p.ratio()).filter(|r| r.is_finite()).collect();
    let middle = median(ratios.iter().copied()).filter(|m| *m != 0.0)?;
    let near = ratios.iter().filter(|r| (*r / middle - 1.0).abs() <= SAME).count();
    if (near as f64) < MOST * off.len() as f64 {
        return None;
    }
    let unit = desk.property(off[0].later).unit.as_deref();
    let cause = factor::explain(middle, unit, desk.lexicon, SAME).map(|f| format!(": {}", f.words)).unwrap_or_default();
    let sign = if middle < 0.0 { ", the sign is turned" } else { "" };
    let words = format!("likeliest: a constant factor, {} the other table's values{sign}{cause}", factor::times(middle));
    let severity = if cause.is_empty() { Severity::Warning } else { Severity::Error };
    Some(Explanation { rule: &SHIFTED, severity, words })
}

fn difference(off: &[&Pair<'_>]) -> Option<Explanation> {
    let gaps: Vec<f64> = off.iter().map(|p| p.values.1 - p.values.0).collect();
    let middle = median(gaps.iter().copied())?;
    let near = gaps.iter().filter(|g| (*g - middle).abs() <= (middle * SAME).abs()).count();
    let words = format!("likeliest: a constant difference of about {middle:+.2}");
    (near as f64 >= MOST * off.len() as f64 && middle != 0.0).then_some(Explanation { rule: &SHIFTED, severity: Severity::Warning, words })
}

fn another_year(desk: &Desk<'_>, pairs: &Pairs<'_>, rows: &[Pair<'_>]) -> Option<Explanation> {
    let file = desk.reference.file_of(rows.first()?.later);
    let moved = |by: i32| fit(rows, |p| pairs.value(file, (p.later.property, p.later.subject, p.later.object, Some(p.year? + by))));
    let best = [-1, 1].into_iter().map(|by| (moved(by), by)).filter(|((share, tried), _)| *share >= MOST && *tried >= super::FEWEST);
    let ((share, _), by) = best.max_by(|a, b| a.0.0.total_cmp(&b.0.0)).filter(|b| b.0.0 > agreeing(rows) + 0.3)?;
    let way = if by > 0 { "late" } else { "early" };
    let words = format!("likeliest: the years are one too {way} here ({:.0} % of the rows agree once moved)", 100.0 * share);
    Some(Explanation { rule: &OFF_BY_A_YEAR, severity: Severity::Error, words })
}

fn drift(rows: &[Pair<'_>]) -> Option<Explanation> {
    let dated: Vec<(f64, f64)> = rows.iter().filter_map(|p| Some((f64::from(p.year?), p.ratio()))).filter(|p| p.1.is_finite()).collect();
    let by_subject = rows.chunk_by(|a, b| a.later.subject == b.later.subject).filter_map(|rows| {
        let points: Vec<(f64, f64)> = rows.iter().filter_map(|p| Some((f64::from(p.year?), p.ratio()))).filter(|p| p.1.is_finite()).collect();
        rank_correlation(&points).filter(|_| points.len() >= 4)
    });
    let by_subject: Vec<f64> = by_subject.collect();
    let middle = median(by_subject.iter().copied())?;
    let with = by_subject.iter().filter(|c| c.abs() >= DRIFTING.1 && c.signum() == middle.signum()).count();
    if dated.len() < DRIFTING.0 || middle.abs() < DRIFTING.1 || (with as f64) < MOST * by_subject.len() as f64 {
        return None;
    }
    let (first, last) = (dated.iter().min_by(|a, b| a.0.total_cmp(&b.0))?, dated.iter().max_by(|a, b| a.0.total_cmp(&b.0))?);
    let at = |year: f64| median(dated.iter().filter(|d| (d.0 - year).abs() < 0.5).map(|d| d.1)).unwrap_or(1.0);
    let words = format!("likeliest: a drift, from {:.2} times the other table's values in {} to {:.2} in {}", at(first.0), first.0, at(last.0), last.0);
    Some(Explanation { rule: &DRIFT, severity: Severity::Warning, words })
}

/// How far apart the rows are, where nothing explains it.
fn spread(off: &[&Pair<'_>]) -> String {
    let apart = median(off.iter().map(|p| p.ratio()).filter(|r| r.is_finite()));
    let middle = apart.map_or_else(String::new, |m| format!(", in the middle {m:.2} times the other table's values"));
    format!("no simple cause fits{middle}")
}
