//! Findings that a package accepts, each with a reason.
//!
//! In: the text of a `datapackage.json` with `factlint.accepted`, a list of `code`,
//! `about` (what a finding is about; `*` stands for anything) and `reason`.
//! Out: findings and accepted findings; a finding for each acceptance that has no reason
//! or that nothing needs any more.

use super::Audit;
use crate::problem::{Problem, Severity};
use crate::rule::Rule;
use serde::Deserialize;

/// An acceptance that is of no use.
pub const USELESS_ACCEPTANCE: Rule = Rule {
    code: "FL939",
    name: "useless-acceptance",
    summary: "an accepted finding is not found any more, or is accepted without a reason",
    checks: "Every entry of factlint.accepted in datapackage.json must name a code, what the finding is about and a reason, and must match at least one finding.",
    why: "An acceptance that outlives its finding would hide the next fault in the same place.",
    example: "{\"code\": \"FL922\", \"about\": \"chad/population/2020\", \"reason\": \"two censuses\"} when Chad has one row for 2020.",
    silent: "The acceptance has a reason and a finding.",
};

/// A finding that is known and stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The code of the check.
    pub code: String,
    /// What the finding is about.
    pub about: String,
    /// Why it stays.
    pub reason: String,
    /// The descriptor that says so.
    pub file: String,
    /// Its line there.
    pub line: u32,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Descriptor {
    factlint: Own,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Own {
    accepted: Vec<Entry>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Entry {
    code: String,
    about: String,
    reason: String,
}

/// The acceptances in the descriptor `file` with the text `text`; a descriptor that cannot be read has been named before.
pub fn acceptances(file: &str, text: &str) -> Vec<Acceptance> {
    let descriptor: Descriptor = serde_json::from_str(text).unwrap_or_default();
    let line = |about: &str| text.lines().position(|l| l.contains("\"about\"") && l.contains(about)).map_or(1, |at| at as u32 + 1);
    let entries = descriptor.factlint.accepted.into_iter();
    entries.map(|e| Acceptance { line: line(&e.about), code: e.code, about: e.about, reason: e.reason, file: file.to_owned() }).collect()
}

impl Acceptance {
    fn fits(&self, problem: &Problem) -> bool {
        let same = is_like(&self.about, &problem.about) || self.is_of_the_other_table(problem);
        same && problem.code == Some(self.code.as_str()) && !self.reason.trim().is_empty()
    }

    /// True if the tables are read in the other order than the package was made in: the finding lies in the
    /// table that is named here, and names a table of this package.
    fn is_of_the_other_table(&self, problem: &Problem) -> bool {
        let (Some((property, there)), Some((of, here))) = (self.about.split_once('/'), problem.about.split_once('/')) else { return false };
        let folder = |file: &str| file.rsplit('/').nth(1).unwrap_or_default().to_owned();
        is_compared(&self.code) && is_like(property, of) && problem.file.ends_with(there) && folder(here) == folder(&self.file)
    }

    /// True unless it is about a second table that is not read: a package is audited alone and beside others.
    fn concerns(&self, files: &[&str]) -> bool {
        let other = self.about.split_once('/').map_or("", |(_, file)| file);
        !is_compared(&self.code) || other.ends_with('*') || files.iter().any(|file| file.ends_with(other))
    }
}

/// True if the code is of the check that holds one table against another.
fn is_compared(code: &str) -> bool {
    super::CHECKS.last().is_some_and(|check| check.rules.iter().any(|r| r.code == code))
}

/// True if `text` is what `pattern` says, where `*` stands for anything.
fn is_like(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(tail) = text.strip_prefix(head) else { return false };
    let starts = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
    starts.into_iter().any(|at| is_like(rest, &tail[at..]))
}

/// Sets apart what is accepted, and names the acceptances that are of no use. `files` are those that hold facts.
pub(super) fn sort_out(found: Vec<Problem>, acceptances: &[Acceptance], files: &[&str]) -> Audit {
    let mut audit = Audit::default();
    let mut used = vec![false; acceptances.len()];
    for problem in found {
        let fitting: Vec<usize> = (0..acceptances.len()).filter(|n| acceptances[*n].fits(&problem)).collect();
        // two packages may accept the same
        for number in &fitting {
            used[*number] = true;
        }
        match fitting.first() {
            Some(first) => audit.accepted.push((problem, acceptances[*first].reason.clone())),
            None => audit.findings.push(problem),
        }
    }
    let idle = acceptances.iter().zip(used).filter(|(acceptance, used)| !used && acceptance.concerns(files));
    audit.findings.extend(idle.map(|(acceptance, _)| useless(acceptance)));
    audit
}

fn useless(acceptance: &Acceptance) -> Problem {
    let (message, expected) = if acceptance.reason.trim().is_empty() {
        ("the finding is accepted without a reason", "a reason")
    } else {
        ("the accepted finding is not there", "a finding with this code and of this thing")
    };
    let problem = Problem::warning(&acceptance.file, message).at(acceptance.line, 1).expected(expected, format!("{} {}", acceptance.code, acceptance.about));
    let problem = problem.coded(USELESS_ACCEPTANCE.code).weighing(Severity::Warning);
    Problem { about: acceptance.about.clone(), ..problem }
}

#[cfg(test)]
mod tests {
    use super::{acceptances, is_like, sort_out};
    use crate::problem::Problem;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, like) in [
            ("chad/*", "chad/area", true),
            ("*/area/*", "chad/area/2020", true),
            ("*", "", true),
            ("chad", "chad/area", false),
            ("*/area", "chad/area/2020", false),
        ] {
            assert_eq!(is_like(pattern, text), like, "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_accepted_is_set_apart_and_useless_acceptances_are_named() {
        let text = r#"{"factlint": {"accepted": [
            {"code": "FL922", "about": "chad/*", "reason": "two censuses"},
            {"code": "FL922", "about": "mali/area", "reason": " "},
            {"code": "FL920", "about": "niger", "reason": "long ago"}]}}"#;
        let found = |about: &str| Problem { about: about.to_owned(), ..Problem::warning("f.csv", "rival").coded("FL922") };
        let audit = sort_out(vec![found("chad/population"), found("mali/area")], &acceptances("datapackage.json", text), &[]);
        assert_eq!(audit.accepted.iter().map(|a| (a.0.about.as_str(), a.1.as_str())).collect::<Vec<_>>(), [("chad/population", "two censuses")]);
        let rest: Vec<(Option<&str>, Option<u32>, &str)> = audit.findings.iter().map(|p| (p.code, p.line, p.about.as_str())).collect();
        assert_eq!(rest, [(Some("FL922"), None, "mali/area"), (Some("FL939"), Some(3), "mali/area"), (Some("FL939"), Some(4), "niger")]);
    }

    #[test]
    fn tables_that_differ_may_be_read_in_either_order() {
        let text = r#"{"factlint": {"accepted": [{"code": "FL944", "about": "population/series/people.csv", "reason": "two offices"}]}}"#;
        let accepted = acceptances("tables/world/datapackage.json", text);
        let found = |file: &str, about: &str| Problem { about: about.to_owned(), ..Problem::warning(file, "differ").coded("FL944") };
        for (file, about, left) in [
            ("tables/world/facts.csv", "population/series/people.csv", 0),
            ("tables/series/people.csv", "population/world/facts.csv", 0),
            ("tables/series/people.csv", "area/world/facts.csv", 2),
            ("tables/series/area.csv", "population/world/facts.csv", 2),
            ("tables/series/people.csv", "population/other/facts.csv", 2),
        ] {
            let audit = sort_out(vec![found(file, about)], &accepted, &["tables/world/facts.csv", "tables/series/people.csv"]);
            assert_eq!(audit.findings.len(), left, "{file} {about}");
        }
    }
}
