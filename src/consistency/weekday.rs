//! FL301: a weekday beside a date that falls on another.

use super::{Inconsistency, View};
use crate::lexicon::word::Class;
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
        let wrong = spoken(view, mention).into_iter().find(|&(day, said, unsaid)| {
            day.year() >= GREGORIAN && day.weekday().num_days_from_monday() != said && !(unsaid && is_of_next_year(view, day, said))
        });
        let Some((day, said, _)) = wrong.filter(|_| !is_old_style(view, number)) else { continue };
        let (is, said) = (day.weekday(), Weekday::try_from(said as u8).map_or("another weekday", name));
        found.push(Inconsistency {
            mention: number,
            explanation: format!("{} is a {}, not a {said}.", When::day(day), name(is)),
            would_pass: format!("{}, or {}", name(is), nearest(day, said)),
            ..view.slip(WEEKDAY.code)
        });
    }
}

/// Each day of a mention that has its weekday beside it, and whether its year is left out: both ends of "Monday,
/// July 1 to Sunday, July 8, 2007", and "17 November 1989 (Friday)".
fn spoken(view: &View<'_>, mention: &Mention) -> Vec<(NaiveDate, u32, bool)> {
    let ends = mention.when.map_or((None, None), |w| (w.from, w.to));
    let day = |said: &DateExpr, day: Option<NaiveDate>, year_said: bool| match said {
        DateExpr::Day { weekday: Some(weekday), year, .. } => day.map(|day| (day, *weekday, year.is_none() && !year_said)),
        _ => None,
    };
    let has_year = |said: &DateExpr| matches!(said, DateExpr::Day { year: Some(_), .. });
    match mention.said.as_ref() {
        Some(said @ DateExpr::Day { weekday: None, .. }) if has_year(said) => {
            bracketed(view, mention).zip(ends.0).map(|(said, day)| (day, said, false)).into_iter().collect()
        }
        Some(DateExpr::Between(first, last)) => [day(first, ends.0, has_year(last)), day(last, ends.1, has_year(first))].into_iter().flatten().collect(),
        Some(DateExpr::Ended(_, last)) => day(last, ends.1, false).into_iter().collect(),
        Some(said) => day(said, ends.0, false).into_iter().collect(),
        None => Vec::new(),
    }
}

/// "(Friday)" or "(Friday the 13th)" right behind a day.
fn bracketed(view: &View<'_>, mention: &Mention) -> Option<u32> {
    let at = mention.tokens.end;
    let opened = view.mark(at, '(') && (view.mark(at + 2, ')') || view.says(at + 2, words!["the"]));
    let mark = *view.part.reading.marks.get(at + 1).filter(|_| opened)?;
    u32::try_from(view.lexicon.words.get(mark).value(Class::WEEKDAY)?).ok()
}

/// True if the sentence speaks of the older calendar.
fn is_old_style(view: &View<'_>, mention: usize) -> bool {
    view.around(mention).any(|i| view.says(i, words!["julian", "o.s."]))
}

/// True if the same day of the year before or after is nearer to the article's date and falls on that weekday.
fn is_of_next_year(view: &View<'_>, day: NaiveDate, said: u32) -> bool {
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
        for text in [
            "Open Friday, 14 May 2012 to Sunday, 7 October 2012.",
            "It ran from Monday, July 1 to Sunday, July 8, 2007.",
            "On 17 November 1989 (Sunday), they met.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn right_weekdays_and_old_calendars_are_left_alone() {
        for text in [
            "They meet on Wednesday, 6 August 2025.",
            "He was born on Friday, 3 May 1650.",
            "Open Friday, 4 May 2012 to Sunday, 7 October 2012.",
            "On 17 November 1989 (Friday), they met.",
            "They met on Friday.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
