//! FL940–FL944: two tables that hold the same property.
//!
//! Rows of two files are paired by property, subject, object and year, and the file that
//! comes later in precedence is held against the earlier. Where too many rows are off,
//! `explain` says what would bring them together.

mod explain;
mod pairs;

use super::factor;
use super::view::Desk;
use crate::problem::{Problem, Severity};
use crate::rule::Rule;
use explain::Explanation;
use pairs::{Pair, Pairs};

/// Columns or files in each other's place.
pub const SWAPPED: Rule = Rule {
    code: "FL940",
    name: "swapped",
    summary: "against a second table, the values of two properties stand in each other's place",
    checks: "Where at least a quarter of a property's rows (and eight of them) differ from a second table by more than 5 %, every other property of the same table and unit is tried in its place. If it fits most rows, the two were swapped.",
    why: "Files get swapped when a data set is published or imported anew; each value looks plausible, and nearly all are wrong.",
    example: "Consumer inflation differs in 90 of 100 rows from a second source, and the table's GDP deflator agrees with it in 95.",
    silent: "The two tables share fewer than eight rows, or agree.",
};

/// A constant factor or difference.
pub const SHIFTED: Rule = Rule {
    code: "FL941",
    name: "shifted",
    summary: "against a second table, values are off by a constant factor or difference, or one row by a power of ten",
    checks: "As FL940: the ratio, or the difference, of most rows that are off is the same. The factor is named where it is one of units or thousands. A single row that is off by a power of ten is named too.",
    why: "A unit was misread, or the two tables define the property differently.",
    example: "All areas are 2.59 times the second table's: square kilometres under the heading square miles.",
    silent: "As FL940, or ratios and differences vary.",
};

/// A year too early or too late.
pub const OFF_BY_A_YEAR: Rule = Rule {
    code: "FL942",
    name: "off-by-a-year",
    summary: "against a second table, the values belong to the year before or after",
    checks: "As FL940: most rows fit if one table is moved by a year.",
    why: "Fiscal years, years of publication and years of survey are mixed up, and each claim is held against its neighbour's value.",
    example: "The row of 2020 has the second table's value of 2019, and so on down the series.",
    silent: "As FL940, or the series hardly changes from year to year.",
};

/// A growing gap.
pub const DRIFT: Rule = Rule {
    code: "FL943",
    name: "drift",
    summary: "against a second table, the gap grows with the years",
    checks: "As FL940, with at least twelve rows: the ratio of the two tables rises or falls with time (a rank correlation of at least .7 in most subjects).",
    why: "Projections that were never replaced by counts, a base year that changed, or a border that moved.",
    example: "Two tables agree in 1990 and differ by 2 % more each decade.",
    silent: "As FL940, or ratios jump about.",
};

/// No explanation.
pub const DISAGREES: Rule = Rule {
    code: "FL944",
    name: "disagrees",
    summary: "two tables differ about a property, or about some subjects of it, and no simple cause fits",
    checks: "As FL940, where nothing else fits; and subjects of which at least three rows, and all, are off while the rest of the table agrees.",
    why: "The two measure different things (another definition, other borders), or one is wrong.",
    example: "One table counts a country's residents, the other its citizens.",
    silent: "The two tables share fewer than eight rows, or agree, or another cause (FL940–FL943) fits.",
};

/// Fewer pairs prove nothing.
const FEWEST: usize = 8;
/// The share of rows off that is worth a finding.
const SHARE: f64 = 0.25;
/// Rows of one subject that are all off.
const SUBJECT_ROWS: usize = 3;
/// Subjects named in one finding.
const NAMED: usize = 5;

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    let pairs = Pairs::of(desk);
    for rows in pairs.by_tables() {
        let off: Vec<&Pair<'_>> = rows.iter().filter(|p| p.is_off()).collect();
        if rows.len() >= FEWEST && off.len() as f64 >= SHARE * rows.len() as f64 {
            found.push(of_property(desk, &pairs, rows, &off));
        } else {
            found.extend(of_subjects(desk, rows));
            found.extend(off.iter().filter_map(|pair| of_row(desk, pair)));
        }
    }
}

/// What is wrong with a property as a whole, at its first row that is off.
fn of_property(desk: &Desk<'_>, pairs: &Pairs<'_>, rows: &[Pair<'_>], off: &[&Pair<'_>]) -> Problem {
    let Explanation { rule, severity, words } = explain::explain(desk, pairs, rows, off);
    let first = off.iter().min_by_key(|p| desk.reference.row(p.later).line).unwrap_or(&off[0]);
    let property = desk.property(first.later);
    let share = 100.0 * off.len() as f64 / rows.len() as f64;
    let message = format!(
        "{}: {} of {} rows ({share:.0} %) differ by more than 5 % from {}; {words}",
        property.label,
        off.len(),
        rows.len(),
        desk.reference.file_of(first.earlier)
    );
    let problem = desk.finding(rule, severity, first.later, "value", message);
    let problem = problem.expected(format!("{} as in {}", desk.written(first.earlier), desk.place(first.earlier)), desk.written(first.later));
    Problem { about: format!("{}/{}", property.id, file_name(desk.reference.file_of(first.earlier))), ..problem }
}

/// The last two parts of a path: a package is read from many places.
fn file_name(path: &str) -> String {
    let parts: Vec<&str> = path.rsplit(['/', '\\']).take(2).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

/// Subjects that are off throughout while the table as a whole agrees.
fn of_subjects(desk: &Desk<'_>, rows: &[Pair<'_>]) -> Option<Problem> {
    let subjects: Vec<&[Pair<'_>]> = rows.chunk_by(|a, b| a.later.subject == b.later.subject).collect();
    let off: Vec<&&[Pair<'_>]> = subjects.iter().filter(|s| s.len() >= SUBJECT_ROWS && s.iter().all(Pair::is_off)).collect();
    let first = &off.first().filter(|_| rows.len() >= FEWEST)?[0];
    let names: Vec<String> =
        off.iter().take(NAMED).map(|s| format!("{} ({})", desk.reference.entity(s[0].later.subject).name, factor::times(s[0].ratio()))).collect();
    let more = if off.len() > NAMED { format!(" and {} more", off.len() - NAMED) } else { String::new() };
    let (property, other) = (desk.property(first.later), desk.reference.file_of(first.earlier));
    let message = format!("{}: {} of {} subjects differ in every row from {other}: {}{more}", property.label, off.len(), subjects.len(), names.join(", "));
    let problem = desk.finding(&DISAGREES, Severity::Warning, first.later, "value", message);
    let problem = problem.expected(format!("{} as in {}", desk.written(first.earlier), desk.place(first.earlier)), desk.written(first.later));
    Some(Problem { about: format!("{}/{}", property.id, file_name(other)), ..problem })
}

/// A single row that is off by a power of ten.
fn of_row(desk: &Desk<'_>, pair: &Pair<'_>) -> Option<Problem> {
    let factor = factor::explain(pair.ratio(), None, desk.lexicon, 0.05)?;
    let message = format!(
        "{} is {} here, {} {} in {}: {}?",
        desk.named(pair.later),
        desk.written(pair.later),
        factor::times(pair.ratio()),
        desk.written(pair.earlier),
        desk.place(pair.earlier),
        factor.words
    );
    Some(desk.finding(&SHIFTED, Severity::Warning, pair.later, "value", message).expected(desk.written(pair.earlier), desk.written(pair.later)))
}
