//! `rule`: the manual of a check.

use super::Outcome;
use super::args::RuleArgs;
use crate::report::manual::{all, markdown, page};
use crate::rule::Rule;
use std::io::Write;

/// `factlint rule`.
pub fn run(args: &RuleArgs) -> anyhow::Result<Outcome> {
    let mut out = std::io::stdout().lock();
    match &args.code {
        Some(code) => writeln!(out, "{}", markdown(find(code)?, 1))?,
        None if args.all => {
            write!(out, "{}", page())?;
        }
        None => {
            for rule in all() {
                writeln!(out, "{}  {:16} {}", rule.code, rule.name, rule.summary)?;
            }
        }
    }
    Ok(Outcome::Clean)
}

fn find(code: &str) -> anyhow::Result<&'static Rule> {
    let wanted = code.trim();
    all().find(|r| r.code.eq_ignore_ascii_case(wanted) || r.name.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
        let near = all().min_by_key(|r| strsim::levenshtein(r.code, &wanted.to_uppercase()).min(strsim::levenshtein(r.name, wanted)));
        anyhow::anyhow!("there is no check {wanted:?}; the nearest is {}", near.map_or_else(String::new, |r| format!("{} ({})", r.code, r.name)))
    })
}

#[cfg(test)]
mod tests {
    use super::{all, find, markdown};

    #[test]
    fn every_check_has_a_code_of_its_own_and_a_whole_manual() {
        let rules: Vec<_> = all().collect();
        for pair in rules.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} is used twice", pair[1].code);
        }
        for rule in rules {
            assert!(rule.code.len() == 5 && rule.code.starts_with("FL"), "{}", rule.code);
            assert!([rule.summary, rule.checks, rule.why, rule.example, rule.silent].iter().all(|t| t.len() > 10), "{}", rule.code);
            assert!(markdown(rule, 1).contains(rule.name));
        }
    }

    #[test]
    fn a_wrong_code_gets_the_nearest() {
        assert_eq!(find("fl100").map(|r| r.name).ok(), Some("value"));
        assert_eq!(find("FL302x").unwrap_err().to_string(), "there is no check \"FL302x\"; the nearest is FL302 (impossible-date)");
    }
}
