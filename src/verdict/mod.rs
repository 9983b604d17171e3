//! Verdicts: what the rows of a link say of a claim.
//!
//! In: a claim, its candidate links, the reference. Out: a [`Judgement`]: one of nine
//! verdicts with the rows it rests on, the interval it compared, why, and what would
//! pass. A verdict never sees raw text.

mod certain;
pub mod confidence;
mod corroborated;
mod date;
mod decide;
mod derived;
pub mod kind;
mod slip;
mod span;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod unsaid;
mod value;
mod words;

use crate::link::score::Score;
use crate::link::{Link, Missing};
use crate::measure::interval::Interval;
use crate::reference::{EntityId, Fact};
use crate::rule::{Level, Rule};
pub use corroborated::look_again;
pub use decide::decide;
use kind::Verdict;
use std::borrow::Cow;
pub use value::Agreement;

/// A claim that no row decides.
pub const UNLINKED: Rule = Rule {
    code: "FL190",
    name: "no-reference",
    summary: "a checkable claim for which the reference has no row",
    checks: "Every number and date that could be checked is looked up. Where subject, property or period is missing from the reference, that is said. What comes closest is listed: the rows of the same subject and property at other times, or of the same subject in words like these; they judge nothing.",
    why: "Silence must never read as approval: what was not checked is listed.",
    example: "\"The country has 131 ethnic groups\" where no table counts them.",
    silent: "The claim asserts nothing that a table could hold; then it is `not-checkable` (FL199).",
};

/// A number that asserts nothing checkable.
pub const NOT_CHECKABLE: Rule = Rule {
    code: "FL199",
    name: "not-checkable",
    summary: "a number or date that asserts nothing that can be checked",
    checks: "Forecasts, targets, denials, what the text itself calls untrue, and vague numbers for which no row fits are counted in the coverage ledger, with the reason.",
    why: "Every number in the text is accounted for.",
    example: "\"the economy is expected to grow by 5 percent\" is a forecast.",
    silent: "Always: it raises no finding.",
};

/// Every check against a reference.
pub const CHECKS: &[Rule] = &[value::VALUE, date::DATE, value::DURATION, derived::DERIVED, UNLINKED, NOT_CHECKABLE];

/// A row and how it stands to the claim.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The row.
    pub fact: Fact,
    /// How it stands.
    pub agreement: Agreement,
}

/// A link that could be meant as well.
#[derive(Debug, Clone)]
pub struct RunnerUp {
    /// The link.
    pub link: Link,
    /// What its rows would say of the claim; none if nobody asked them.
    pub verdict: Option<Verdict>,
    /// Those rows.
    pub evidence: Vec<Evidence>,
}

/// The verdict on one claim.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The check that gave it.
    pub rule: &'static Rule,
    /// How loud it is.
    pub level: Level,
    /// The link it rests on.
    pub link: Option<Link>,
    /// How well what it rests on is told, term by term: the link's score, or that of what was worked out.
    pub score: Option<Score>,
    /// Three significant digits, or a day, agree with a row: hardly by chance.
    pub sharp: bool,
    /// What a value worked out from several rows is of.
    pub derived_of: Option<EntityId>,
    /// Links that could be meant as well.
    pub runners_up: Vec<RunnerUp>,
    /// The rows compared.
    pub evidence: Vec<Evidence>,
    /// What the words admit, in the row's unit where there is a row.
    pub allowed: Option<Interval>,
    /// The unit of that.
    pub allowed_unit: Option<String>,
    /// What is missing from the reference.
    pub missing: Option<Missing>,
    /// One sentence: why.
    pub explanation: Cow<'static, str>,
    /// What would pass.
    pub would_pass: Option<String>,
    /// Words that would be right in place of the mention's.
    pub suggestion: Option<String>,
    /// What a correction of a published article would say.
    pub correction: Option<String>,
}

impl Judgement {
    /// How sure the verdict is: see [`confidence`]. Without rows to compare, how sure the link is; 1 where none is needed.
    pub fn confidence(&self) -> f64 {
        let Some(score) = &self.score else { return 1.0 };
        confidence::Side::of(self.verdict).map_or_else(|| score.confidence(), |side| confidence::of(side, score, self.sharp))
    }
}
