//! FL204 in words: "a little less than half", "one-third (551 of 817)", "a majority".
//!
//! In: a fraction, or "majority", beside two numbers. Out: findings where the two give another
//! share. Percentages are for `share` to know.

use super::operand::{is_number, quotient, rough};
use super::share::{self, SHARE, in_one_unit, is_opened, is_share_of, of};
use super::{Inconsistency, View};
use crate::lexicon::hedge::HedgeKind;
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::mention::draft::{Bound, Kind};
use crate::rule::Severity;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(1) {
        let several = range.len() > 1;
        let fractions = view.holds(range.start, Class::FRACTION | Class::ORDINAL) || several && range.clone().any(|i| view.mentions()[i].kind == Kind::Percent);
        if several && fractions || view.holds(range.start, Class::FUNCTION) && range.clone().any(|i| is_ratio(view, i)) {
            found.extend(range.clone().filter_map(|i| fraction(view, i, &range)));
        }
        if several {
            found.extend(range.clone().filter_map(|i| majority(view, i, &range)));
        }
    }
}

/// A share that the numbers give, and the mention in which the words say another.
struct Told {
    /// The share by the numbers.
    share: Interval,
    /// The words for it.
    stated: usize,
    /// One of the numbers.
    number: usize,
    /// The share in percent.
    right: Decimal,
}

/// "667,000 of the 1.2 million, a little less than half", and its likes.
fn fraction(view: &View<'_>, mention: usize, range: &Range<usize>) -> Option<Inconsistency> {
    let told = told(view, mention, range)?;
    let percent = view.mentions()[told.stated].kind == Kind::Percent;
    let said = if percent { of_percent(view, told.stated)? } else { bounded(view, told.stated)? };
    if told.share.meets(&said) && !is_past(&told.share, &said) {
        return None;
    }
    let right = rough(told.right);
    Some(Inconsistency {
        mention: told.stated,
        related: vec![told.number],
        explanation: format!("{} is {right} percent; the text says {}.", view.text(told.number), view.text(told.stated)),
        would_pass: format!("{right} percent"),
        severity: said.representative().map_or(Severity::Slip, |said| Severity::of_shares(said.saturating_mul(Decimal::ONE_HUNDRED), told.right)),
        ..view.slip(SHARE.code)
    })
}

/// True if the words put the share on one side of a fraction, and next to nothing of what
/// rounding allows lies there: 667,000 of 1.3 million may be 49.4 to 53.4 percent, not "less than half".
fn is_past(share: &Interval, said: &Interval) -> bool {
    let (Some(low), Some(high)) = (share.low, share.high) else { return false };
    let sliver = (high - low) / Decimal::from(SLIVER);
    let above = said.high.is_some_and(|most| most < high && most - low < sliver);
    let below = said.low.is_some_and(|least| least > low && high - least < sliver);
    above || below
}

/// One part in so many is next to nothing.
const SLIVER: i64 = 6;

/// The two that must agree around a fraction or an "N of M".
fn told(view: &View<'_>, mention: usize, range: &Range<usize>) -> Option<Told> {
    view.mentions()[mention].value.filter(|v| v.value < Decimal::ONE && view.mentions()[mention].kind == Kind::Number)?;
    let (next, again) = (mention + 1, mention + 2);
    let inside = |i: usize| range.contains(&i);
    let ratio = |i: usize, stated: usize| {
        let value = view.mentions()[i].value?.value;
        Some(Told { share: Interval::point(value), stated, number: i, right: value.checked_mul(Decimal::ONE_HUNDRED)? })
    };
    let pair = |part: usize, whole: usize| {
        let value = |i: usize| view.mentions()[i].value.map(|v| v.value);
        let right = value(part)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(value(whole)?)?;
        Some(Told { share: share_of(view, part, whole)?, stated: mention, number: part, right })
    };
    if is_ratio(view, mention) {
        let percent = inside(next) && view.mentions()[next].kind == Kind::Percent && share::is_aside(view, mention, next);
        return percent.then(|| ratio(mention, next)).flatten();
    }
    let behind = |least: usize| mention >= range.start + least && follows(view, mention - 1, mention);
    let whole = |i: usize| view.mentions()[i].value.is_some_and(|v| v.value > Decimal::ONE) && is_number(&view.mentions()[i]);
    match () {
        // "667,000 of the 1.2 million, a little less than half"
        () if behind(2) && is_share_of(view, mention - 2, mention - 1) => pair(mention - 2, mention - 1),
        () if behind(1) && is_ratio(view, mention - 1) => ratio(mention - 1, mention),
        () if inside(next) && is_ratio(view, next) && is_opened(view, mention, next) => ratio(next, mention),
        // "a third (34 percent) of the houses", "one in four children, or 24 percent"
        () if inside(next) && is_said_again(view, mention, next) => {
            let value = view.mentions()[mention].value?.value;
            let share = Interval::around(value, Decimal::new(ROUGH, 2));
            Some(Told { share, stated: next, number: mention, right: value.checked_mul(Decimal::ONE_HUNDRED)? })
        }
        // "a third (551 of 817)"
        () if inside(again) && is_opened(view, mention, next) && is_share_of(view, next, again) => pair(next, again),
        // "an 11-year cycle is half of a 22-year cycle"
        () if inside(next) && mention > range.start && is_equation(view, mention) => pair(mention - 1, next),
        // "a quarter of one percent (0.5%)"
        () if inside(again) && is_of_percent(view, mention) => {
            let whole = view.mentions()[next].value?.value;
            let share = view.exact(again)?.map(|v| v.checked_div(whole))?;
            let right = view.mentions()[again].value?.value.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
            Some(Told { share, stated: mention, number: again, right })
        }
        // "half (3.5 billion) of 7 billion", "three-quarters, or 127, of the total 169"
        () if inside(again) && whole(next) && whole(again) && is_aside(view, mention, next) && of(view, next, again) => pair(next, again),
        () => None,
    }
}

/// By how many points a percentage may differ from the fraction that says it roughly.
const ROUGH: i64 = 6;

/// "a third (34 percent)": a percentage right behind a fraction of the same. That of "the richest tenth (45 percent)" is of
/// something else, and so is "12 percent of".
fn is_said_again(view: &View<'_>, mention: usize, percent: usize) -> bool {
    let tokens = &view.mentions()[mention].tokens;
    let (sentence, end) = (view.around(mention), view.mentions()[percent].tokens.end);
    let lead = tokens.start.checked_sub(1).filter(|i| sentence.contains(i) && view.is_word(*i));
    let whole = lead.is_none_or(|i| view.classes(i).contains(Class::FUNCTION) && !view.says(i, words!["the", "this", "that", "these", "those", "of"]));
    let bare = view.mentions()[mention].unit.is_none() && view.mentions()[mention].bound.is_none() && !view.says(tokens.start, words!["the"]);
    let plain = view.mentions()[percent].kind == Kind::Percent && view.mentions()[percent].high.is_none() && view.mentions()[percent].bound.is_none();
    whole && bare && plain && !view.says(end, words!["of"]) && share::is_aside(view, mention, percent)
}

/// "(3.5 billion)", ", or 127,": the number says the fraction again.
fn is_aside(view: &View<'_>, mention: usize, number: usize) -> bool {
    let (between, end) = (view.between(mention, number), view.mentions()[number].tokens.end);
    let or = between.len() == 2 && view.mark(between.start, ',') && view.says(between.start + 1, words!["or"]) && view.mark(end, ',');
    or || between.len() == 1 && is_bracketed(view, number)
}

/// How far before "is" the measure of the subject may stand: "an 11-year sunspot cycle is".
const SUBJECT: usize = 4;

/// "an 11-year cycle is half of a 22-year cycle": two measures with an equation between.
fn is_equation(view: &View<'_>, mention: usize) -> bool {
    let measured = |i: usize| matches!(view.mentions()[i].kind, Kind::Quantity | Kind::Duration) && view.mentions()[i].said.is_none();
    let (lead, of) = (view.between(mention - 1, mention), view.between(mention, mention + 1));
    let is = lead.end > lead.start
        && view.says(lead.end - 1, words!["is", "was"])
        && lead.len() <= SUBJECT
        && lead.clone().all(|i| view.is_word(i) || view.mark(i, '-'));
    let noun = lead.len() > 1 && !lead.clone().take(lead.len() - 1).any(|i| view.classes(i).intersects(Class::FUNCTION));
    let whole = of.len() == 2 && view.says(of.start, words!["of"]) && view.says(of.start + 1, words!["a", "an", "the"]);
    is && noun && whole && measured(mention - 1) && measured(mention + 1)
}

/// "a quarter of one percent (0.5%)": a fraction of a percentage, and what it comes to.
fn is_of_percent(view: &View<'_>, mention: usize) -> bool {
    let percent = |i: usize| view.mentions()[i].kind == Kind::Percent;
    let of = view.between(mention, mention + 1);
    let opens = view.between(mention + 1, mention + 2);
    percent(mention + 1) && percent(mention + 2) && of.len() == 1 && view.says(of.start, words!["of"]) && opens.len() == 1 && is_bracketed(view, mention + 2)
}

fn is_bracketed(view: &View<'_>, mention: usize) -> bool {
    let tokens = view.mentions()[mention].tokens.clone();
    tokens.start > 0 && view.mark(tokens.start - 1, '(') && view.mark(tokens.end, ')')
}

/// The first as a part of the second.
fn share_of(view: &View<'_>, part: usize, whole: usize) -> Option<Interval> {
    let (part, whole) = in_one_unit(view, part, whole)?;
    quotient(&part, &whole)
}

/// A percentage as a share, as exact as it is written and half as much again.
fn of_percent(view: &View<'_>, mention: usize) -> Option<Interval> {
    let written = view.exact(mention)?;
    written.widened((written.high? - written.low?) / Decimal::TWO).map(|v| v.checked_div(Decimal::ONE_HUNDRED))
}

/// What a fraction in words admits: a twenty-fifth about it, or one side of it ("less than half").
fn bounded(view: &View<'_>, mention: usize) -> Option<Interval> {
    let told = &view.mentions()[mention];
    let value = told.value.filter(|_| told.high.is_none())?.value;
    let about = Interval::around(value, Decimal::new(4, 2));
    Some(match told.bound {
        Some(Bound::Upper) => Interval { low: None, high: Some(value) },
        Some(Bound::Lower) => Interval { low: Some(value), high: None },
        None => match told.hedge.map(|h| h.kind) {
            Some(HedgeKind::Nearly | HedgeKind::Under | HedgeKind::AtMost) => Interval { high: Some(value), ..about },
            Some(HedgeKind::JustOver | HedgeKind::Over | HedgeKind::AtLeast) => Interval { low: Some(value), ..about },
            _ if view.exact(mention).is_some() => about,
            _ => return None,
        },
    })
}

/// How far a fraction may stand behind its numbers.
const FAR: usize = 14;

/// "…, a little less than half": right behind a comma or "or", and of nothing else.
fn follows(view: &View<'_>, one: usize, other: usize) -> bool {
    let (between, end) = (view.between(one, other), view.mentions()[other].tokens.end);
    let opens = between.end.checked_sub(1).is_some_and(|last| view.mark(last, ',') || view.says(last, words!["or"]));
    let goes_on = between.clone().any(|i| view.says(i, words!["and", "while", "but"]));
    let other = view.says(end, words!["of"]) && !(end + 1..end + 3).any(|i| view.says(i, words!["population", "total", "whole", "electorate"]));
    opens && between.len() <= FAR && !goes_on && !other
}

/// "45 out of 77" as one number; "one-tenth of a hectare" is a size.
fn is_ratio(view: &View<'_>, mention: usize) -> bool {
    let tokens = view.mentions()[mention].tokens.clone();
    let measured = view.mentions()[mention].unit.is_some();
    if tokens.len() < 3 || measured || view.mentions()[mention].value.is_none_or(|v| v.value > Decimal::ONE) {
        return false;
    }
    let year = view.word(tokens.start).len() == 4 && ("1900".."2100").contains(&view.word(tokens.start));
    !year && tokens.clone().any(|i| view.says(i, words!["of"]))
}

/// "30 of the 70 members, a majority".
fn majority(view: &View<'_>, whole: usize, range: &Range<usize>) -> Option<Inconsistency> {
    let part = whole.checked_sub(1).filter(|i| range.contains(i))?;
    let end = view.mentions()[whole].tokens.end;
    let at = (end..(end + 6).min(view.around(whole).end)).find(|&i| view.says(i, words!["majority"]))?;
    let aside = at >= end + 2 && view.says(at - 1, words!["a", "the"]) && (view.mark(at - 2, ',') || view.mark(at - 2, '('));
    let alone = !view.is_word(at + 1);
    let share = Some(()).filter(|()| aside && alone && is_share_of(view, part, whole)).and_then(|()| share_of(view, part, whole))?;
    if share.high? >= Decimal::new(5, 1) {
        return None;
    }
    let right = share.representative()?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(Inconsistency {
        mention: part,
        related: vec![whole],
        explanation: format!("{} of {} is {} percent; the text says a majority.", view.text(part), view.text(whole), rough(right)),
        would_pass: "a minority, or more than half".to_owned(),
        severity: Severity::Conclusion,
        ..view.slip(SHARE.code)
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn fractions_that_the_numbers_do_not_give_are_named() {
        assert_eq!(
            explained("They reached 667,000 of the 1.2 million homes, a little less than half."),
            ["FL204 667,000 is 55.6 percent; the text says a little less than half. → 55.6 percent"]
        );
        for text in [
            "Some 8,000 out of 20,000 inhabitants of Bergen died of it, more than two-thirds of the population.",
            "The poorest half (5.2 billion) of the world's 7 billion people own as much.",
            "It needs three-quarters, or 172, of the total 169 members.",
            "A quarter of the clubs—14 out of 28—have a ground of their own.",
            "The motion had 32 of the 71 votes, a majority.",
            "Its forests cover less than a quarter of one percent (0.5%) of the land.",
            "A 14-year tide cycle is a quarter of a 28-year cycle of the moon.",
            "One in four pupils, or 40 percent, walks to school.",
            "A third (45 percent) of the houses are empty.",
            "Two in five of those asked, or 24 percent, said so.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn fractions_that_fit_are_left_alone() {
        for text in [
            "They reached 607,000 of the 1.3 million homes, a little less than half.",
            "The poorest half (3.5 billion) of the world's 7 billion people own as much.",
            "Half of the clubs—14 out of 28—have a ground of their own.",
            "The motion had 42 of the 71 votes, a majority.",
            "Its forests cover less than a quarter of one percent (0.2%) of the land.",
            "Its forests cover half of one percent (0.5%) of the land.",
            "A 14-year tide cycle is half of a 28-year cycle of the moon.",
            "Their 14-year lease on a shop is a quarter of the 28-year deal.",
            "Each settler had one-tenth of an acre, half the ground that was promised.",
            "Some 41 of the 199 players came, a third of the women among them.",
            "One in four pupils, or 27 percent, walks to school.",
            "A third (34 percent) of the houses are empty.",
            "The richest tenth (45 percent) of the land is theirs.",
            "A quarter of the members, or 9 percent of the voters, left.",
            "A third of the houses (45 percent in the north) are empty.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
