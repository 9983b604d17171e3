//! FL301: a weekday beside a date that falls on another.

use super::{Inconsistency, View};
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::rule::Rule;
use crate::text::token::words;
use chrono::{Datelike, NaiveDate, Weekday};

/// A weekday against its date.
pub const WEEKDAY: Rule = Rule {
    code: "FL301",
    name: "weekday",
    summary: "the weekday does not fall on the date beside it",
    checks: "Where a weekday and a date stand together, the calendar says which weekday the date is. Without a year, the year is told from the article's date.",
    why: "One of the two is wrong, and readers turn up on the wrong day.",
    example: "\"Friday, 6 August 2025\": 6 August 2025 is a Wednesday.",
    silent: "The date has no year and the article no date, or it lies before 1753, when calendars differed.",
};

/// Calendars differ before this year.
const GREGORIAN: i32 = 1753;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for (number, mention) in view.part.reading.mentions.iter().enumerate() {
        let Some(DateExpr::Day { weekday: Some(said), .. }) = mention.said else { continue };
        let Some(day) = mention.when.and_then(|w| w.from).filter(|d| d.year() >= GREGORIAN) else { continue };
        if is_old_style(view, number) || is_of_next_year(view, mention, day, said) {
            continue;
        }
        let is = day.weekday();
        if is.num_days_from_monday() == said {
            continue;
        }
        let said = Weekday::try_from(said as u8).map_or("another weekday", name);
        found.push(Inconsistency {
            code: WEEKDAY.code,
            part: view.number,
            mention: number,
            related: Vec::new(),
            explanation: format!("{} is a {}, not a {said}.", When::day(day), name(is)),
            would_pass: format!("{}, or {}", name(is), nearest(day, said)),
            suggestion: None,
        });
    }
}

/// True if the sentence speaks of the older calendar.
fn is_old_style(view: &View<'_>, mention: usize) -> bool {
    view.around(mention).any(|i| view.says(i, words!["julian", "o.s."]))
}

/// True if no year is said, and the same day of the year before or after is nearer to the
/// article's date and falls on that weekday.
fn is_of_next_year(view: &View<'_>, mention: &Mention, day: NaiveDate, said: u32) -> bool {
    let unsaid = matches!(mention.said, Some(DateExpr::Day { year: None, .. }));
    if !unsaid {
        return false;
    }
    // another year of the text is no sign of this one
    let Some(date) = view.date else { return true };
    let away = |d: NaiveDate| (d - date).num_days().abs();
    [-1, 1].iter().filter_map(|n| day.with_year(day.year() + n)).any(|d| d.weekday().num_days_from_monday() == said && away(d) < away(day))
}

/// The nearest day that falls on the weekday that was said.
fn nearest(day: NaiveDate, said: &str) -> String {
    let near = [-1, 1, -2, 2, -3, 3].iter().filter_map(|&n| day.checked_add_signed(chrono::TimeDelta::days(n)));
    near.into_iter().find(|d| name(d.weekday()) == said).map_or_else(String::new, |d| When::day(d).to_string())
}

fn name(weekday: Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday.num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn a_weekday_that_does_not_fall_on_its_date_is_named_with_the_right_one() {
        assert_eq!(explained("They meet on Friday, 6 August 2025."), ["FL301 6 August 2025 is a Wednesday, not a Friday. → Wednesday, or 8 August 2025"]);
        assert_eq!(explained("They met on Monday, June 15."), ["FL301 15 June 2021 is a Tuesday, not a Monday. → Tuesday, or 14 June 2021"]);
    }

    #[test]
    fn right_weekdays_and_old_calendars_are_left_alone() {
        for text in ["They meet on Wednesday, 6 August 2025.", "He was born on Friday, 3 May 1650.", "They met on Friday."] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
