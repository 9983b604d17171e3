//! What a table gets wrong in its content, where its form is right.
//!
//! In: a reference. Out: a problem for each finding, with the code of its check, the
//! place, and what it is about, by which findings are accepted. One file a check, one
//! line in [`CHECKS`]. It refuses to know what form a table must have: reading says that.

mod accepted;
mod address;
mod alias;
mod asymmetric;
mod compare;
mod duplicate_entity;
mod duplicate_row;
mod factor;
mod impossible;
mod label;
mod outlier;
mod rival;
mod stale;
mod statistics;
#[cfg(test)]
mod tests;
mod total;
mod view;

pub use accepted::{Acceptance, acceptances};
pub use view::Desk;

use crate::problem::Problem;
use crate::rule::Rule;

/// A check of the content of tables.
pub struct Check {
    /// Its manuals.
    pub rules: &'static [Rule],
    /// Looks at everything.
    pub run: fn(&Desk<'_>, &mut Vec<Problem>),
}

/// Every check.
pub const CHECKS: &[Check] = &[
    Check { rules: &[duplicate_row::DUPLICATE_ROW], run: duplicate_row::run },
    Check { rules: &[duplicate_entity::DUPLICATE_ENTITY], run: duplicate_entity::run },
    Check { rules: &[rival::RIVAL_VALUES], run: rival::run },
    Check { rules: &[outlier::POWER_OF_TEN, outlier::UNIT_SLIP], run: outlier::run },
    Check { rules: &[total::WRONG_TOTAL], run: total::run },
    Check { rules: &[asymmetric::ASYMMETRIC], run: asymmetric::run },
    Check { rules: &[stale::STALE], run: stale::run },
    Check { rules: &[address::NO_ADDRESS, address::DEAD_ADDRESS], run: address::run },
    Check { rules: &[label::LABEL_AND_UNIT], run: label::run },
    Check { rules: &[alias::AMBIGUOUS_NAME], run: alias::run },
    Check { rules: &[impossible::IMPOSSIBLE_VALUE], run: impossible::run },
    Check { rules: &[compare::SWAPPED, compare::SHIFTED, compare::OFF_BY_A_YEAR, compare::DRIFT, compare::DISAGREES], run: compare::run },
];

/// The manuals of the acceptances themselves.
pub const ACCEPTING: &[Rule] = &[accepted::USELESS_ACCEPTANCE];

/// What an audit came to.
#[derive(Debug, Default)]
pub struct Audit {
    /// What is wrong, by file and line.
    pub findings: Vec<Problem>,
    /// What is wrong and accepted, with the reason.
    pub accepted: Vec<(Problem, String)>,
}

/// Runs every check, each told to `begun` by the name of its first rule; what the packages accept with a reason is set apart.
pub fn run(desk: &Desk<'_>, acceptances: &[Acceptance], begun: &dyn Fn(&str)) -> Audit {
    let mut all = Vec::new();
    for check in CHECKS {
        begun(check.rules.first().map_or("", |rule| rule.name));
        (check.run)(desk, &mut all);
    }
    let place = |p: &Problem| (p.file.clone(), p.line, p.column, p.code, p.message.clone());
    all.sort_by_key(place);
    accepted::sort_out(all, acceptances, &desk.reference.fact_files())
}
