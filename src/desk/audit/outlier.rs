//! FL923, FL924: a row that leaves its series by a power of ten, or by the factor of a unit.
//!
//! A smooth series is cut where it jumps by such a factor; what lies beside the longest
//! piece at another level is named at its first row.

use super::factor::{Factor, candidates, times};
use super::statistics::median;
use super::view::{Desk, Point};
use crate::problem::{Problem, Severity};
use crate::reference::{Property, Temporal, ValueKind};
use crate::rule::Rule;
use std::ops::Range;

/// A jump by a power of ten.
pub const POWER_OF_TEN: Rule = Rule {
    code: "FL923",
    name: "power-of-ten",
    summary: "a row leaves its series by a factor of 10, 100, 1,000 or a million",
    checks: "A series of at least five values that otherwise changes smoothly (by half its changes less than 15 %) is cut where it jumps by a power of ten, give or take a fifth; the shorter pieces at another level are named.",
    why: "A lost digit or thousands taken for units are the commonest faults of typed and pasted tables.",
    example: "17.0 m, 17.5 m, 18,000, 18.6 m, 19.1 m people in five successive years.",
    silent: "The series is short or rough, holds zeros or negative values, or is a rate, a percentage or a change; the series begins tenfold lower or higher, or goes on so to its end: things grow.",
};

/// A jump by the factor of a unit.
pub const UNIT_SLIP: Rule = Rule {
    code: "FL924",
    name: "unit-slip",
    summary: "a row leaves its series by the factor between two units that are often confused",
    checks: "As FL923, for the factors between units (miles and kilometres, acres and hectares, carbon and carbon dioxide …), give or take 2 %, in a series that by half its changes moves less than 3 %.",
    why: "A row in another unit under the same heading looks plausible and is wrong by half.",
    example: "A railway network of 4,020, 4,031, 2,506, 4,052 and 4,060 km: the third is in miles.",
    silent: "As FL923, and where the property has no unit.",
};

/// The least values of a series.
const SHORTEST: usize = 5;
/// Half the changes of a series that is looked at are smaller, in decadic logarithms.
const SMOOTH: f64 = 0.06;
/// The same for the small factors of units.
const VERY_SMOOTH: f64 = 0.013;
/// How near a jump must be to a power of ten, and to a factor of units.
const NEAR: (f64, f64) = (0.08, 0.009);
/// Pieces at one level lie at most so far apart; factors below are no jumps.
const SAME_LEVEL: f64 = 0.15;

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    for rows in desk.groups_by_file().filter(|rows| rows.len() >= SHORTEST) {
        let property = desk.property(rows[0]);
        let points = desk.points(&rows);
        if is_smooth_kind(property) && points.len() >= SHORTEST && points.iter().all(|p| p.value > 0.0) {
            look(desk, property, &points, found);
        }
    }
}

fn is_smooth_kind(property: &Property) -> bool {
    property.temporal == Temporal::Series && !property.is_change && matches!(property.kind, ValueKind::Count | ValueKind::Quantity | ValueKind::Money)
}

fn look(desk: &Desk<'_>, property: &Property, points: &[Point<'_>], found: &mut Vec<Problem>) {
    let steps: Vec<f64> = points.windows(2).map(|pair| (pair[1].value / pair[0].value).log10()).collect();
    let usual = median(steps.iter().map(|s| s.abs())).unwrap_or(f64::MAX);
    let all = candidates(property.unit.as_deref(), desk.lexicon);
    let wanted: Vec<Factor> = all.into_iter().filter(|f| f.log.abs() > SAME_LEVEL && usual <= smoothness(f)).collect();
    let jumps: Vec<Option<&Factor>> = steps.iter().map(|step| wanted.iter().find(|f| (f.log - step).abs() <= nearness(f))).collect();
    let pieces = cut(&jumps);
    let Some(longest) = (0..pieces.len()).max_by_key(|p| (pieces[*p].len(), *p)).filter(|_| pieces.len() > 1) else { return };
    let mut after = Level { offset: 0.0, trusted: pieces[longest].end - 1 };
    for piece in &pieces[longest + 1..] {
        after.offset += jumps[piece.start - 1].map_or(0.0, |f| f.log);
        let is_at_the_end = piece.end == points.len() && piece.len() > 1;
        found.extend(
            after.is_left(piece.end - 1, &wanted).filter(|f| !(is_at_the_end && f.is_growth())).map(|factor| named(desk, points, piece, after.trusted, factor)),
        );
    }
    let mut before = Level { offset: 0.0, trusted: pieces[longest].start };
    for piece in pieces[..longest].iter().rev() {
        before.offset -= jumps[piece.end - 1].map_or(0.0, |f| f.log);
        found.extend(
            before
                .is_left(piece.start, &wanted)
                .filter(|f| !(piece.start == 0 && f.is_growth()))
                .map(|factor| named(desk, points, piece, before.trusted, factor)),
        );
    }
}

/// How far a series has jumped away from the level of its longest piece.
struct Level {
    /// In decadic logarithms.
    offset: f64,
    /// The nearest point that lies at the level.
    trusted: usize,
}

impl Level {
    /// The factor by which a piece has left the level; none if it lies there, and then its far end is trusted.
    fn is_left<'f>(&mut self, far: usize, wanted: &'f [Factor]) -> Option<&'f Factor> {
        if self.offset.abs() < SAME_LEVEL {
            self.trusted = far;
            return None;
        }
        wanted.iter().min_by(|a, b| (a.log - self.offset).abs().total_cmp(&(b.log - self.offset).abs()))
    }
}

fn smoothness(factor: &Factor) -> f64 {
    if factor.is_power { SMOOTH } else { VERY_SMOOTH }
}

fn nearness(factor: &Factor) -> f64 {
    if factor.is_power { NEAR.0 } else { NEAR.1 }
}

/// The pieces of a series between its jumps.
fn cut(jumps: &[Option<&Factor>]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (number, _) in jumps.iter().enumerate().filter(|(_, jump)| jump.is_some()) {
        pieces.push(start..number + 1);
        start = number + 1;
    }
    pieces.push(start..jumps.len() + 1);
    pieces
}

fn named(desk: &Desk<'_>, points: &[Point<'_>], piece: &Range<usize>, neighbour: usize, factor: &Factor) -> Problem {
    let rule = if factor.is_power { &POWER_OF_TEN } else { &UNIT_SLIP };
    let (first, other) = (points[piece.start].fact, points[neighbour].fact);
    let rest = match piece.len() {
        1 => String::new(),
        2 => ", like the row after it".to_owned(),
        more => format!(", like the {} rows after it", more - 1),
    };
    // the boundary nearest to the trusted point shows the factor best
    let own = if piece.start < neighbour { piece.end - 1 } else { piece.start };
    let message = format!(
        "{} is {} here{rest}, about {} {} in {}: {}?",
        desk.named(first),
        desk.written(first),
        times(points[own].value / points[neighbour].value),
        desk.written(other),
        desk.place(other),
        factor.words
    );
    desk.finding(rule, Severity::Warning, first, "value", message)
}
