//! Findings and what was decided of them, as lines and as a table.

use super::cases::Case;
use crate::decision::{Decision, Ledger, one_line};
use crate::report::tame::line;
use std::io::Write;

/// Writes a finding a line, and how many there are.
///
/// # Errors
/// If it cannot be written.
pub fn list(cases: &[Case<'_>], out: &mut dyn Write) -> std::io::Result<()> {
    for case in cases {
        let judged = case.finding.judged;
        let decided = case.finding.claim.decided.as_ref().map_or_else(String::new, |d| format!(" [{}]", line(&d.line())));
        writeln!(
            out,
            "{} {} {} {} {:?} {}{decided}",
            case.id(),
            case.state(),
            line(&case.place()),
            judged.code,
            line(case.finding.words()),
            line(&judged.explanation)
        )?;
    }
    let open = cases.iter().filter(|case| case.is_open()).count();
    writeln!(out, "{} finding{}, {open} open", cases.len(), if cases.len() == 1 { "" } else { "s" })
}

/// What a column shows of a case and its last decision.
type Column = (&'static str, fn(&Case<'_>, Option<&Decision>) -> String);

/// The columns of the table.
const COLUMNS: &[Column] = &[
    ("id", |case, _| case.id()),
    ("state", |case, _| case.state().to_owned()),
    ("path", |case, _| case.home.path.clone()),
    ("article", |case, _| case.home.article.clone().unwrap_or_default()),
    ("line", |case, _| case.finding.claim.span.line.to_string()),
    ("column", |case, _| case.finding.claim.span.column.to_string()),
    ("code", |case, _| case.finding.judged.code.to_owned()),
    ("verdict", |case, _| case.finding.judged.verdict.name().to_owned()),
    ("words", |case, _| case.finding.words().to_owned()),
    ("sentence", |case, _| one_line(case.finding.sentence())),
    ("explanation", |case, _| case.finding.judged.explanation.to_string()),
    ("would_pass", |case, _| case.finding.judged.would_pass.clone().unwrap_or_default()),
    ("suggestion", |case, _| case.finding.judged.suggestion.clone().unwrap_or_default()),
    ("decision", |_, decision| decision.map_or_else(String::new, |d| d.decision.name().to_owned())),
    ("scope", |_, decision| decision.map_or_else(String::new, |d| d.scope.name().to_owned())),
    ("who", |_, decision| decision.map_or_else(String::new, |d| d.who.clone())),
    ("when", |_, decision| decision.map_or_else(String::new, |d| d.when.to_string())),
    ("until", |_, decision| decision.and_then(|d| d.until).map_or_else(String::new, |day| day.to_string())),
    ("reason", |_, decision| decision.map_or_else(String::new, |d| d.reason.clone())),
    ("reopened", |case, _| case.finding.claim.decided.as_ref().and_then(|d| d.reopened.clone()).unwrap_or_default()),
];

/// Writes the table.
///
/// # Errors
/// If it cannot be written.
pub fn csv(cases: &[Case<'_>], ledger: &Ledger, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS.iter().map(|c| c.0))?;
    for case in cases {
        let last = case.history(ledger).last();
        writer.write_record(COLUMNS.iter().map(|(_, show)| show(case, last)))?;
    }
    Ok(writer.flush()?)
}
