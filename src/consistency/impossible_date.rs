//! FL302: a day that no calendar has.

use super::{Inconsistency, View};
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::rule::Rule;

/// 31 June.
pub const IMPOSSIBLE_DATE: Rule = Rule {
    code: "FL302",
    name: "impossible-date",
    summary: "there is no such day",
    checks: "Every day of a month that is written out must exist: 30 days have September, and 29 February only leap years.",
    why: "A slip of one digit makes a date that cannot be right.",
    example: "\"31 June 2023\": June has 30 days.",
    silent: "The day exists in some year and no year is said (29 February).",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for (number, mention) in view.part.reading.mentions.iter().enumerate() {
        // 2000 is a leap year: a day that it lacks is in no year
        let lacks = |&(year, month, day): &(Option<i32>, u32, u32)| day > days_in(year.unwrap_or(2000), month);
        let Some((year, month, day)) = days(mention).find(lacks) else { continue };
        let days = days_in(year.unwrap_or(2000), month);
        let month_name = When::month(2000, month).map_or_else(String::new, |w| w.to_string().replace(" 2000", ""));
        let of = if month == 2 { year.map_or_else(|| month_name.clone(), |y| format!("{month_name} {y}")) } else { month_name.clone() };
        found.push(Inconsistency {
            mention: number,
            explanation: format!("{of} has {days} days; there is no {day} {month_name}."),
            would_pass: format!("a day from 1 to {days} {month_name}"),
            ..view.slip(IMPOSSIBLE_DATE.code)
        });
    }
}

/// Year, month and day of what a mention says: both ends of "16 July 1860 – 31 April 1943".
fn days(mention: &Mention) -> impl Iterator<Item = (Option<i32>, u32, u32)> {
    let both = match mention.said.as_ref() {
        Some(DateExpr::Between(first, last)) => [Some(&**first), Some(&**last)],
        said => [said, None],
    };
    both.into_iter().flatten().filter_map(|said| match said {
        DateExpr::Day { year, month, day, .. } => Some((*year, *month, *day)),
        _ => None,
    })
}

fn days_in(year: i32, month: u32) -> u32 {
    (28..=31).rev().find(|&day| When::ymd(year, month, day).is_some()).unwrap_or(31)
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn days_that_no_month_has_are_named() {
        assert_eq!(explained("It opened on 31 June 2023."), ["FL302 June has 30 days; there is no 31 June. → a day from 1 to 30 June"]);
        assert_eq!(explained("It opened on February 29, 2023."), ["FL302 February 2023 has 28 days; there is no 29 February. → a day from 1 to 28 February"]);
        for text in [
            "It opened on 32 December 2019.",
            "The year ends on March 32.",
            "Profits for the year to 32 March rose.",
            "Otto Lang (16 July 1860 – 31 April 1943) wrote.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn leap_days_and_possible_days_are_left_alone() {
        for text in ["It opened on 29 February 2024.", "It opened on 29 February.", "It opened on 30 June.", "They sold in March 32 cars."] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
