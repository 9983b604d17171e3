//! FL305: an anniversary that does not fall on the years beside it.

use super::{Inconsistency, View};
use crate::claim::PartReading;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::words;
use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// "the 410th anniversary … in 2006 … of 1606".
pub const ANNIVERSARY: Rule = Rule {
    code: "FL305",
    name: "anniversary",
    summary: "the anniversary is not that of the years named",
    checks: "Where a sentence names an anniversary and two years, the years must lie as far apart as its number says; title and opening must count the same anniversary.",
    why: "Anniversaries are worked out in the head, once, and copied ever after.",
    example: "\"the 40th anniversary of the 1979 revolution, in February 2009\": the 30th.",
    silent: "The sentence names fewer or more than two years, or they are off by one or by more than a slip; unless they are off by ten, the later must stand before the anniversary and the earlier behind it.",
};

/// Which anniversaries are told by years.
const NUMBERS: std::ops::RangeInclusive<i32> = 2..=2000;

/// A slip of one digit of one of the years, or of the number.
const DECADE: i32 = 10;
/// Years that are further off belong to something else.
const MOST: i32 = 20;
/// How far behind the number the year that is remembered may stand.
const NEAR: usize = 14;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for (number, mention) in view.mentions().iter().enumerate().filter(|(_, m)| m.kind == Kind::Ordinal) {
        let told = (mention.tokens.end..mention.tokens.end + 2).any(|i| view.says(i, words!["anniversary", "birthday"]));
        let Some(count) = mention.value.filter(|_| told).and_then(|v| v.value.to_i32()).filter(|n| NUMBERS.contains(n)) else { continue };
        if let Some(finding) = titled(view, number, count) {
            found.push(finding);
            continue;
        }
        let years: BTreeSet<i32> = view.around(number).filter_map(|i| year(view, i)).collect();
        let (Some(&first), Some(&last), 2) = (years.first(), years.last(), years.len()) else { continue };
        let off = ((last - first) - count).abs();
        let decade = off == DECADE && (last - first) * 2 > count;
        let behind = mention.tokens.end..(mention.tokens.end + NEAR).min(view.around(number).end);
        let of = behind.clone().any(|i| view.says(i, words!["of"])) && behind.clone().any(|i| year(view, i) == Some(first));
        let before = (view.around(number).start..mention.tokens.start).any(|i| year(view, i) == Some(last));
        // a decade typed wrong explains itself, wherever the years stand
        if off <= 1 || off > MOST || !(of && before || decade) {
            continue;
        }
        found.push(Inconsistency {
            mention: number,
            explanation: format!("From {first} to {last} are {} years; the text says {}.", last - first, view.text(number)),
            would_pass: format!("{} years", last - first),
            ..view.slip(ANNIVERSARY.code)
        });
    }
}

/// How many sentences of the text tell again what the title says.
const OPENING: usize = 3;

/// "65th anniversary" above, "60th anniversary" below, and the one above never again.
fn titled(view: &View<'_>, mention: usize, count: i32) -> Option<Inconsistency> {
    let numbers = |part: &PartReading<'_>| -> Vec<i32> {
        let tokens = &part.reading.tokens;
        let kept = |m: &&Mention| m.kind == Kind::Ordinal && tokens.get(m.tokens.end).is_some_and(|t| words!["anniversary"].contains(&t.hash));
        part.reading.mentions.iter().filter(kept).filter_map(|m| m.value?.value.to_i32()).collect()
    };
    let title = view.parts.iter().find(|p| p.is_title).filter(|_| !view.part.is_title && view.mentions()[mention].sentence < OPENING)?;
    let ([above], below) = (&numbers(title)[..], numbers(view.part)) else { return None };
    (below.iter().all(|n| *n == count) && *above != count).then(|| Inconsistency {
        mention,
        explanation: format!("The title counts {above} years to this anniversary, the text {count}."),
        would_pass: format!("{above} in both places, or {count}"),
        ..view.slip(ANNIVERSARY.code)
    })
}

/// Four digits that a date is read from.
fn year(view: &View<'_>, at: usize) -> Option<i32> {
    let digits = Some(view.word(at)).filter(|word| word.len() == 4)?;
    let year: i32 = digits.parse().ok()?;
    let number = view.mentions().partition_point(|m| m.tokens.end <= at);
    let date = view.mentions().get(number).filter(|m| m.kind.is_date() && m.tokens.contains(&at))?;
    let when = date.when.or(date.named)?;
    let says = |day: Option<chrono::NaiveDate>| day.is_some_and(|d| d.year() == year);
    (says(when.from) || says(when.to)).then_some(year)
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn anniversaries_of_other_years_are_named() {
        assert_eq!(
            explained("In 2009 they marked the 40th anniversary of the 1979 revolt."),
            ["FL305 From 1979 to 2009 are 30 years; the text says 40th. → 30 years"]
        );
        for text in [
            "They launched it on the 40th anniversary of the 1979 revolt, on 2 February 2009.",
            "The 410th anniversary proper was in 2006, since they laid the first stone on 17 March 1606.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn anniversaries_that_fit_or_name_more_years_are_left_alone() {
        for text in [
            "In 2009 they marked the 30th anniversary of the 1979 revolt.",
            "They marked the 40th anniversary of the 1979 revolt.",
            "In 2006 they marked the 30th anniversary, in 2016 the 40th anniversary.",
            "From 2005 to 2009 they planned the 30th anniversary of the 1979 revolt.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
