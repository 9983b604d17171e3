//! FL204: a percentage that is not the share of its two numbers.

use super::operand::{is_number, quotient, rough};
use super::slip::slips;
use super::{Inconsistency, View};
use crate::lexicon::hedge::HedgeKind;
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::mention::draft::{Bound, Kind};
use crate::rule::Rule;
use crate::text::token::{Form, TokenKind, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// "41 of the 199 (25.0 percent)".
pub const SHARE: Rule = Rule {
    code: "FL204",
    name: "share",
    summary: "the percentage is not the share that the two numbers give",
    checks: "Where a part, its whole and the part's percentage stand together (\"41 of 199, or 20.6 percent\"), the percentage is worked out from the two, each as exact as it is written.",
    why: "Three numbers that bind each other: a slip in any of them shows.",
    example: "\"45 out of 77 (54%)\": that is 58 percent.",
    silent: "A number is a range or a bound, the percentage has its own noun, or rounding allows it.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(2) {
        found.extend(range.clone().filter_map(|i| fraction(view, i, &range)));
        let stated = range.clone().filter(|&i| is_percent(view, i));
        found.extend(stated.filter_map(|percent| finding(view, percent, triple(view, percent, &range)?)));
    }
}

/// "45 out of 77 (54%)", "one-third (551 of 817)": a part in words or as "N of M", and the same again beside it.
fn fraction(view: &View<'_>, mention: usize, range: &Range<usize>) -> Option<Inconsistency> {
    let stated = view.mentions()[mention].value.filter(|v| v.value < Decimal::ONE && view.mentions()[mention].kind == Kind::Number)?;
    let said = bounded(view, mention)?;
    let (next, again) = (mention + 1, mention + 2);
    let behind = |least: usize| mention >= range.start + least && follows(view, mention - 1, mention);
    let ratio = |i: usize| view.mentions()[i].value.map(|v| Interval::point(v.value));
    let (share, other, related) = match () {
        () if is_ratio(view, mention) && range.contains(&next) && is_percent(view, next) && is_aside(view, mention, next) => {
            (Interval::point(stated.value.checked_mul(Decimal::ONE_HUNDRED)?), next, mention)
        }
        () if is_ratio(view, mention) => return None,
        // "667,000 of the 1.2 million, a little less than half"
        () if behind(2) && is_share_of(view, mention - 2, mention - 1) => (share_of(view, mention - 2, mention - 1)?, mention, mention - 2),
        () if behind(1) && is_ratio(view, mention - 1) => (ratio(mention - 1)?, mention, mention - 1),
        () if range.contains(&next) && is_ratio(view, next) && is_opened(view, mention, next) => (ratio(next)?, mention, next),
        () if range.contains(&again) && is_opened(view, mention, next) && is_share_of(view, next, again) => (share_of(view, next, again)?, mention, next),
        () => return None,
    };
    let written = if other == mention { said } else { view.exact(other)? };
    let slack = if other == mention { Decimal::ZERO } else { (written.high? - written.low?) / Decimal::TWO };
    if share.meets(&written.widened(slack)) {
        return None;
    }
    let right = share.representative()?;
    let right = if other == mention { right.checked_mul(Decimal::ONE_HUNDRED)? } else { right };
    Some(Inconsistency {
        code: SHARE.code,
        part: view.number,
        mention: other,
        related: vec![related],
        explanation: format!("{} is {} percent; the text says {}.", view.text(related), rough(right), view.text(other)),
        would_pass: format!("{} percent", rough(right)),
        suggestion: None,
    })
}

/// The first as a part of the second.
fn share_of(view: &View<'_>, part: usize, whole: usize) -> Option<Interval> {
    let (part, whole) = in_one_unit(view, part, whole)?;
    quotient(&part, &whole)
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

/// "…, a little less than half": right behind a comma or "or", and of nothing else.
fn follows(view: &View<'_>, one: usize, other: usize) -> bool {
    let (between, end) = (gap(view, one, other), view.mentions()[other].tokens.end);
    let opens = between.end.checked_sub(1).is_some_and(|last| view.mark(last, ',') || view.says(last, words!["or"]));
    let goes_on = between.clone().any(|i| view.says(i, words!["and", "while", "but"]));
    opens && between.len() <= FAR && !goes_on && !view.says(end, words!["of"])
}

/// "45 out of 77" as one number.
fn is_ratio(view: &View<'_>, mention: usize) -> bool {
    let tokens = view.mentions()[mention].tokens.clone();
    let year = view.word(tokens.start).len() == 4 && ("1900".."2100").contains(&view.word(tokens.start));
    !year && tokens.len() >= 3 && tokens.clone().any(|i| view.says(i, words!["of"])) && view.mentions()[mention].value.is_some_and(|v| v.value <= Decimal::ONE)
}

fn is_percent(view: &View<'_>, mention: usize) -> bool {
    let mention = &view.mentions()[mention];
    mention.kind == Kind::Percent && mention.unit.as_ref().is_some_and(|u| u.tag == "percent") && mention.value.is_some()
}

/// Two numbers that a percentage may be the share of.
struct Parts {
    part: usize,
    whole: usize,
    /// The words say so; else only a slip that explains the difference makes it a finding.
    said: bool,
}

/// The two numbers that a percentage is the share of.
fn triple(view: &View<'_>, percent: usize, range: &Range<usize>) -> Option<Parts> {
    let count =
        |i: usize| range.contains(&i) && view.mentions()[i].kind != Kind::Percent && is_number(&view.mentions()[i]) && !is_year(view, i) && !has_whole(view, i);
    let before = |n: usize| percent.checked_sub(n).filter(|&i| count(i));
    let after = |n: usize| Some(percent + n).filter(|&i| count(i));
    let told = |parts: Option<(usize, usize)>, said| parts.map(|(part, whole)| Parts { part, whole, said });
    let behind = before(2).zip(before(1)).filter(|&(_, second)| is_aside(view, second, percent));
    // "41 of the 199 competitors (20.6 percent)"
    told(behind.filter(|&(first, second)| is_share_of(view, first, second)), true)
        // "Of 4,035 species, 1,356 (33.6%)"
        .or_else(|| told(behind.filter(|&(first, second)| is_of_whole(view, first, second)).map(|(first, second)| (second, first)), true))
        // "49% of the time (152 out of 313)"
        .or_else(|| told(after(1).zip(after(2)).filter(|&(first, second)| is_opened(view, percent, first) && is_share_of(view, first, second)), true))
        // "105 million people, or 14% of 770 million"
        .or_else(|| told(before(1).zip(after(1)).filter(|&(part, whole)| is_again(view, part, percent, whole)), true))
        // "166,970 were interned, and 48,447 (29%) died"
        .or_else(|| {
            told(
                behind.filter(|&(first, second)| gap(view, first, second).len() <= FAR && is_bracketed(view, percent)).map(|(first, second)| (second, first)),
                false,
            )
        })
}

/// "2 of 5" in one: its numbers are those of another share.
fn has_whole(view: &View<'_>, mention: usize) -> bool {
    let tokens = view.mentions()[mention].tokens.clone();
    let counted = view.part.reading.tokens[tokens.start].kind == TokenKind::Digits;
    tokens.len() >= 3 && counted && tokens.into_iter().any(|i| view.says(i, words!["of"]))
}

/// "the Class of 2020".
fn is_year(view: &View<'_>, mention: usize) -> bool {
    let text = view.text(mention);
    text.len() == 4 && ("1900".."2100").contains(&text) && view.mentions()[mention].kind == Kind::Number
}

/// "(29%)".
fn is_bracketed(view: &View<'_>, mention: usize) -> bool {
    let tokens = view.mentions()[mention].tokens.clone();
    tokens.start > 0 && view.mark(tokens.start - 1, '(') && view.mark(tokens.end, ')')
}

/// How far whole and part may stand apart where no word ties them.
const FAR: usize = 14;

/// "49% of the time (152 …".
fn is_opened(view: &View<'_>, percent: usize, first: usize) -> bool {
    let between = gap(view, percent, first);
    let opens = |i: usize| view.mark(i, '(') || view.part.reading.tokens[i].is_dash();
    between.len() <= 6 && between.end.checked_sub(1).is_some_and(opens) && !between.clone().any(|i| view.mark(i, ')'))
}

/// "48 million, or 14% of 770 million", "743 (or 10.6%) out of a total of 6,990".
fn is_again(view: &View<'_>, part: usize, percent: usize, whole: usize) -> bool {
    let (one, other) = (gap(view, part, percent), gap(view, percent, whole));
    let or = one.clone().rev().take(1).any(|i| view.says(i, words!["or"]) || view.mark(i, '('));
    let out = other.clone().any(|i| view.says(i, words!["out"]));
    let apart = other.clone().any(|i| view.mark(i, ',') || view.says(i, words!["and", "to"]));
    or && !apart && one.len() <= 5 && (other.len() <= 6 || out && other.len() <= 9) && of(view, percent, whole)
}

fn gap(view: &View<'_>, one: usize, other: usize) -> Range<usize> {
    let (start, end) = (view.mentions()[one].tokens.end, view.mentions()[other].tokens.start);
    start..end.max(start)
}

/// "41 of the 199", "343 suicides out of a total of 7,394".
fn is_share_of(view: &View<'_>, part: usize, whole: usize) -> bool {
    let between = gap(view, part, whole);
    let stops = between.clone().any(|i| [',', ';', '('].iter().any(|&m| view.mark(i, m)) || view.says(i, words!["and", "or", "from", "to"]));
    let out = between.clone().any(|i| view.says(i, words!["out"]) && view.says(i + 1, words!["of"]));
    !stops && (between.len() <= 4 || out && between.len() <= FAR) && of(view, part, whole)
}

/// True if "of" stands before the second, with no more than an article or "a total of" between.
fn of(view: &View<'_>, one: usize, other: usize) -> bool {
    let mut at = view.mentions()[other].tokens.start;
    let least = view.mentions()[one].tokens.end;
    let owner = |i: usize| view.says(i, words!["'s"]) || view.part.reading.tokens[i].form.contains(Form::CAPITAL) && view.says(i + 1, words!["'s"]);
    let led = |i: usize| view.classes(i).intersects(Class::ARTICLE | Class::POSSESSIVE | Class::DEMONSTRATIVE);
    let passed = |i: usize| owner(i) || led(i) || view.says(i, words!["the", "all", "total", "some"]);
    while at > least && passed(at - 1) {
        at -= 1;
    }
    at > least && view.says(at - 1, words!["of"])
}

/// "Of Oslo's 624,000 inhabitants, 189,400": the whole stands first, behind "of" or before "of which".
fn is_of_whole(view: &View<'_>, whole: usize, part: usize) -> bool {
    let between = gap(view, whole, part);
    let which = between.clone().any(|i| view.says(i, words!["of"]) && view.says(i + 1, words!["which", "whom", "these", "those", "them"]));
    let start = view.mentions()[whole].tokens.start;
    let led = (start.saturating_sub(4)..start).any(|i| view.word(i) == "Of" || view.mark(i.saturating_sub(1), ',') && view.says(i, words!["of"]));
    let other = between.clone().any(|i| view.mark(i, ';') || view.mark(i, '('));
    !other && between.len() <= 12 && (which || led && between.clone().any(|i| view.mark(i, ',')))
}

/// True if the percentage says the same again: in brackets, or behind "or", "i.e.", "for a rate of".
fn is_aside(view: &View<'_>, number: usize, percent: usize) -> bool {
    let between = gap(view, number, percent);
    let end = view.mentions()[percent].tokens.end;
    let last = between.end.checked_sub(1);
    let bracket = is_bracketed(view, percent);
    let again = last.is_some_and(|i| view.says(i, words!["or", "ie", "i.e.", "representing", "equivalent"]))
        || view.mark(between.end.saturating_sub(1), ',') && last.is_some_and(|i| i > between.start && view.says(i - 1, words!["ie", "i.e."]));
    let rate = last.is_some_and(|i| view.says(i, words!["of"])) && between.clone().any(|i| view.says(i, words!["rate", "share", "ratio"]));
    let named = view.is_word(end) && !view.classes(end).intersects(Class::FUNCTION);
    let comma = between.clone().any(|i| view.mark(i, ','));
    if between.clone().any(|i| view.mark(i, ')')) {
        return false;
    }
    between.len() <= 10 && (bracket || !named && comma && (again || rate) || again && between.len() <= 4 && !named)
}

fn finding(view: &View<'_>, percent: usize, Parts { part, whole, said }: Parts) -> Option<Inconsistency> {
    let written = view.exact(percent)?;
    let written = written.widened((written.high? - written.low?) / Decimal::TWO);
    let (over, under) = in_one_unit(view, part, whole)?;
    let share = quotient(&over, &under)?.map(|v| v.checked_mul(Decimal::ONE_HUNDRED))?;
    // "1,000 of 5,000" may be as round as the percentage
    if share.meets(&written) {
        return None;
    }
    let value = |i: usize| view.mentions()[i].value.map(|v| v.value);
    // what no word ties must be off by one slip of one number
    let fits = |p: Decimal, a: Decimal, b: Decimal| {
        let share = a.checked_div(b).and_then(|v| v.checked_mul(Decimal::ONE_HUNDRED));
        share.is_some_and(|share| (share - p).abs() <= (written.high.unwrap_or(p) - written.low.unwrap_or(p)) / Decimal::TWO)
    };
    let (p, a, b) = (value(percent)?, value(part)?, value(whole)?);
    let slipped = || slips(p).iter().any(|&p| fits(p, a, b)) || slips(a).iter().any(|&a| fits(p, a, b)) || slips(b).iter().any(|&b| fits(p, a, b));
    if !(said || slipped()) {
        return None;
    }
    let right = if over == under { Decimal::ONE_HUNDRED } else { value(part)?.checked_div(value(whole)?)?.checked_mul(Decimal::ONE_HUNDRED)? };
    Some(Inconsistency {
        code: SHARE.code,
        part: view.number,
        mention: percent,
        related: vec![part, whole],
        explanation: format!("{} of {} is {} percent; the text says {}.", view.text(part), view.text(whole), rough(right), view.text(percent)),
        would_pass: format!("{} percent", rough(right)),
        suggestion: None,
    })
}

/// Both in one unit; a bare number of millions takes the other's.
fn in_one_unit(view: &View<'_>, part: usize, whole: usize) -> Option<(Interval, Interval)> {
    let mentions = view.mentions();
    let scaled = |i: usize| mentions[i].value.is_some_and(|v| v.scaled);
    let money = mentions[part].kind == Kind::Money || mentions[whole].kind == Kind::Money;
    match (&mentions[part].unit, &mentions[whole].unit) {
        (Some(_), Some(_)) => view.aligned(part, whole),
        (None, None) => view.exact(part).zip(view.exact(whole)),
        _ => view.exact(part).zip(view.exact(whole)).filter(|_| scaled(part) && scaled(whole) && money),
    }
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn a_share_that_the_numbers_do_not_give_is_named() {
        assert_eq!(explained("The team won 45 out of 77 games (54%) that year."), ["FL204 45 out of 77 is 58.4 percent; the text says 54%. → 58.4 percent"]);
        for text in [
            "Some 41 of the 199 players (25.0 percent) came.",
            "They reached 667,000 of the 1.2 million homes, a little less than half.",
            "Some 8,000 out of 20,000 inhabitants of Bergen died of it, more than two-thirds.",
            "Of the 4,035 species, 3,156 (33.6%) are rare.",
            "They lost 105,400 men, or 41 percent of 770,300.",
            "They won 49% of the games (152 out of 133 games).",
            "The college took 1,972 of 31,455 applicants, for a rate of 62.7 percent.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn shares_that_rounding_allows_are_left_alone() {
        for text in [
            "The team won 45 out of 77 games (58%) that year.",
            "About 4,000 of 5,000 people (83%) came.",
            "They reached 607,000 of the 1.3 million homes, a little less than half.",
            "It took 40 of 100 seats and 35 percent of the vote.",
            "It grew by 5 points in 9 days, or 12 percent more than before.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
