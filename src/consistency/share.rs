//! FL204: a percentage that is not the share of its two numbers.

use super::operand::{is_number, is_year, quotient, rough};
use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::measure::slip::slips;
use crate::mention::draft::Kind;
use crate::rule::{Rule, Severity};
use crate::text::token::{TokenKind, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// "41 of the 199 (25.0 percent)".
pub const SHARE: Rule = Rule {
    code: "FL204",
    name: "share",
    summary: "the percentage is not the share that the two numbers give",
    checks: "Where a part, its whole and the part's percentage, or its fraction in words, stand together (\"41 of 199, or 20.6 percent\"), the percentage is worked out from the two, each as exact as it is written.",
    why: "Three numbers that bind each other: a slip in any of them shows.",
    example: "\"45 out of 77 (54%)\": that is 58 percent.",
    silent: "A number is a range or a bound, the percentage has its own noun, or rounding allows it.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(2) {
        let stated = range.clone().filter(|&i| is_percent(view, i));
        found.extend(stated.filter_map(|percent| finding(view, percent, triple(view, percent, &range)?)));
    }
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
    let (before, after) = (Neighbours::before(view, percent, range), Neighbours::after(view, percent, range));
    let told = |parts: Option<(usize, usize)>, said| parts.map(|(part, whole)| Parts { part, whole, said });
    let behind = before.pair().map(|(near, far)| (far, near)).filter(|&(_, second)| is_aside(view, second, percent));
    let ahead = after.pair().filter(|&(first, second)| is_opened(view, percent, first) && is_share_of(view, first, second));
    // "41 of the 199 competitors (20.6 percent)"
    told(behind.filter(|&(first, second)| is_share_of(view, first, second)), true)
        // "Of 4,035 species, 1,356 (33.6%)"
        .or_else(|| told(behind.filter(|&(first, second)| is_of_whole(view, first, second)).map(|(first, second)| (second, first)), true))
        // "49% of the time (152 out of 313)"
        .or_else(|| told(ahead, true))
        // "105 million people, or 14% of 770 million"
        .or_else(|| told(before.first.zip(after.first).filter(|&(part, whole)| is_again(view, part, percent, whole)), true))
        .or_else(|| told(loose(view, percent, &before, &after, behind), false))
}

/// Part and whole that no word ties to the percentage.
fn loose(view: &View<'_>, percent: usize, before: &Neighbours, after: &Neighbours, behind: Option<(usize, usize)>) -> Option<(usize, usize)> {
    let near = |one: usize, other: usize| view.between(one, other).len() <= FAR;
    // "166,970 were interned, and 48,447 (29%) died"
    let interned = behind.filter(|&(whole, part)| near(whole, part) && is_bracketed(view, percent)).map(|(whole, part)| (part, whole));
    // "18.7 billion tonnes, of which they make 29% (5.4 billion)"
    let made = || {
        before
            .first
            .zip(after.first)
            .filter(|&(whole, part)| near(whole, percent) && view.between(percent, part).len() == 1 && is_bracketed(view, part) && is_of_something(view, part))
    };
    // "7,542 residents (3.1%) from its population of 240,055"
    let grown = || {
        let pair = before.first.zip(after.first).filter(|&(part, _)| view.between(part, percent).len() <= 3 && is_bracketed(view, percent));
        pair.filter(|&(_, whole)| near(percent, whole) && of(view, percent, whole))
    };
    interned.or_else(|| made().map(|(whole, part)| (part, whole))).or_else(grown)
}

/// The two counts that stand nearest to a percentage on one side; years and dates are passed over.
struct Neighbours {
    first: Option<usize>,
    second: Option<usize>,
}

impl Neighbours {
    fn before(view: &View<'_>, percent: usize, range: &Range<usize>) -> Self {
        Neighbours::of(view, (range.start..percent).rev())
    }

    fn after(view: &View<'_>, percent: usize, range: &Range<usize>) -> Self {
        Neighbours::of(view, percent + 1..range.end)
    }

    fn of(view: &View<'_>, all: impl Iterator<Item = usize>) -> Self {
        let mut counts = all.filter(|&i| !view.mentions()[i].kind.is_date() && !is_year(view, i)).map(|i| Some(i).filter(|&i| is_count(view, i)));
        let first = counts.next().flatten();
        let second = first.and_then(|_| counts.next().flatten());
        Neighbours { first, second }
    }

    fn pair(&self) -> Option<(usize, usize)> {
        self.first.zip(self.second)
    }
}

fn is_count(view: &View<'_>, mention: usize) -> bool {
    let told = &view.mentions()[mention];
    let weeks = told.kind == Kind::Duration && told.said.is_none() && told.value.is_some();
    told.kind != Kind::Percent && (is_number(told) || weeks) && !has_whole(view, mention)
}

/// "2 of 5" in one: its numbers are those of another share.
fn has_whole(view: &View<'_>, mention: usize) -> bool {
    let tokens = view.mentions()[mention].tokens.clone();
    let counted = view.part.reading.tokens[tokens.start].kind == TokenKind::Digits;
    tokens.len() >= 3 && counted && tokens.into_iter().any(|i| view.says(i, words!["of"]))
}

/// "(5.4 million tonnes)", but not "17.5 percent (15)", which was last year's.
fn is_of_something(view: &View<'_>, mention: usize) -> bool {
    let told = &view.mentions()[mention];
    told.unit.is_some() || told.noun.is_some() || told.value.is_some_and(|v| v.scaled)
}

/// "(29%)", "(5.4 million tonnes)".
fn is_bracketed(view: &View<'_>, mention: usize) -> bool {
    let tokens = view.mentions()[mention].tokens.clone();
    tokens.start > 0 && view.mark(tokens.start - 1, '(') && view.mark(tokens.end, ')')
}

/// How far whole and part may stand apart where no word ties them.
const FAR: usize = 14;

/// "49% of the time (152 …", "27.0% (or 710 of", "60 percent, or 60 million of".
pub(super) fn is_opened(view: &View<'_>, stated: usize, first: usize) -> bool {
    let between = view.between(stated, first);
    let Some(last) = between.end.checked_sub(1).filter(|_| !between.is_empty()) else { return false };
    let opens = |i: usize| ['(', '–', '—'].iter().any(|&mark| view.mark(i, mark)) || view.part.reading.tokens[i].is_dash();
    let said = |i: usize| view.says(i, words!["or", "ie", "presently", "currently"]);
    let direct = opens(last) || said(last) && last > between.start && (opens(last - 1) || view.mark(last - 1, ','));
    between.len() <= 6 && direct && !between.clone().any(|i| view.mark(i, ')'))
}

/// True if what is said of the share stands right before the percentage: "or", "accounting for", "which is".
fn is_told(view: &View<'_>, before: usize) -> bool {
    let says = |i: usize, words: &[u64]| view.says(i, words);
    let comma = |i: usize| i > 0 && view.mark(i - 1, ',');
    // the participle belongs to the number only behind a comma: "with women comprising 98 percent"
    let one = says(before, words!["or", "ie"]) || comma(before) && says(before, words!["representing", "comprising", "constituting"]);
    let two = before > 0 && says(before, words!["for", "up"]) && comma(before - 1) && says(before - 1, words!["accounting", "making"]);
    let which = before > 0 && says(before, words!["is", "was", "are", "were"]) && says(before - 1, words!["which", "that"]);
    one || two || which
}

/// "48 million, or 14% of 770 million", "743 (or 10.6%) out of a total of 6,990".
fn is_again(view: &View<'_>, part: usize, percent: usize, whole: usize) -> bool {
    let (one, other) = (view.between(part, percent), view.between(percent, whole));
    let Some(last) = one.end.checked_sub(1).filter(|_| !one.is_empty()) else { return false };
    let quoted = |i: usize| ['"', '“'].iter().any(|&mark| view.mark(i, mark));
    let opened = view.mark(last, '(') || quoted(last) && view.mark(last - 1, '(');
    let told = opened || is_told(view, last);
    let reach = if told && !view.says(last, words!["or"]) { FAR } else { 5 };
    let out = other.clone().any(|i| view.says(i, words!["out"]));
    // "17.6 percent of the total following purchases of 84,300"
    let other_noun = |i: usize| {
        view.is_word(i) && view.classes(i).contains(Class::FUNCTION) && !view.says(i, words!["of", "the", "a", "its", "their", "out", "all", "that", "some"])
    };
    let apart = other.clone().any(|i| view.mark(i, ',') || view.says(i, words!["and", "to", "following"]) || other_noun(i));
    told && !apart && one.len() <= reach && (other.len() <= 7 || out && other.len() <= 9) && of(view, percent, whole)
}

/// "41 of the 199", "343 suicides out of a total of 7,394", "3,655 from a pool of 15,905".
pub(super) fn is_share_of(view: &View<'_>, part: usize, whole: usize) -> bool {
    let between = view.between(part, whole);
    let stop = |i: usize| [',', ';', '('].iter().any(|&m| view.mark(i, m)) || view.says(i, words!["and", "or"]) && view.mention_at(i).is_none();
    let out = between.clone().find(|&i| view.says(i, words!["out"]) && view.says(i + 1, words!["of"]));
    let pool = between.clone().find(|&i| view.says(i, words!["from"]) && view.says(i + 1, words!["a"]) && view.says(i + 3, words!["of"]));
    let moved = between.clone().any(|i| view.says(i, words!["from", "to"])) && out.or(pool).is_none();
    let apart = moved || between.clone().any(stop);
    let near = between.len() <= 4 && of(view, part, whole);
    let far = out.or(pool).is_some_and(|at| between.end - at <= 7) && between.len() <= FAR;
    !apart && (near || far)
}

/// True if "of" stands before the second, with no more than an article, an owner or "a total of" between.
pub(super) fn of(view: &View<'_>, one: usize, other: usize) -> bool {
    let mut at = view.mentions()[other].tokens.start;
    let least = view.mentions()[one].tokens.end;
    let owner = |i: usize| view.says(i, words!["'s"]) || view.is_word(i) && (view.says(i + 1, words!["'s"]) || view.mark(i + 1, '\'') || view.mark(i + 1, '’'));
    let led = |i: usize| view.classes(i).intersects(Class::ARTICLE | Class::POSSESSIVE | Class::DEMONSTRATIVE);
    let passed = |i: usize| owner(i) || led(i) || view.says(i, words!["the", "all", "total", "some", "'"]);
    while at > least && passed(at - 1) {
        at -= 1;
    }
    at > least && view.says(at - 1, words!["of"])
}

/// "Of Oslo's 624,000 inhabitants, 189,400": the whole stands first, behind "of" or before "of which".
fn is_of_whole(view: &View<'_>, whole: usize, part: usize) -> bool {
    let between = view.between(whole, part);
    let which = between.clone().any(|i| view.says(i, words!["of"]) && view.says(i + 1, words!["which", "whom", "these", "those", "them"]));
    let start = view.mentions()[whole].tokens.start;
    let led = (start.saturating_sub(4)..start).any(|i| view.word(i) == "Of" || view.mark(i.saturating_sub(1), ',') && view.says(i, words!["of"]));
    let other = between.clone().any(|i| view.mark(i, ';') || view.mark(i, '('));
    !other && between.len() <= 12 && (which || led && between.clone().any(|i| view.mark(i, ',')))
}

/// True if the percentage says the same again: in brackets, or behind "or", "i.e.", "accounting for", "for a rate of".
pub(super) fn is_aside(view: &View<'_>, number: usize, percent: usize) -> bool {
    let between = view.between(number, percent);
    let end = view.mentions()[percent].tokens.end;
    let Some(last) = between.end.checked_sub(1).filter(|_| !between.is_empty()) else { return false };
    if between.clone().any(|i| view.mark(i, ')')) {
        return false;
    }
    let again =
        is_told(view, last) || view.says(last, words!["equivalent"]) || view.mark(last, ',') && last > between.start && view.says(last - 1, words!["ie"]);
    let rate = |place: Range<usize>| place.into_iter().any(|i| view.says(i, words!["rate", "share", "ratio"]));
    let rated = view.says(last, words!["of"]) && rate(between.clone());
    // "accepted for a 14 percent admission rate"
    let rate_behind = view.says(last, words!["a", "an"]) && last > between.start && view.says(last - 1, words!["for"]) && rate(end..end + 3);
    // "accounting for 12 percent of the goals" is a share of something else
    let other = view.says(end, words!["of"])
        && !view.says(last, words!["or", "ie"])
        && !(end + 1..end + 5).any(|i| view.says(i, words!["population", "total", "whole", "electorate"]));
    let named = other || view.is_word(end) && !view.classes(end).intersects(Class::FUNCTION);
    let comma = between.clone().any(|i| view.mark(i, ','));
    let plain = !named && comma && (again || rated) || again && between.len() <= 4 && !named;
    between.len() <= 10 && (is_bracketed(view, percent) || rate_behind || plain)
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
        mention: percent,
        related: vec![part, whole],
        explanation: format!("{} of {} is {} percent; the text says {}.", view.text(part), view.text(whole), rough(right), view.text(percent)),
        would_pass: format!("{} percent", rough(right)),
        severity: view.mentions()[percent].value.map_or(Severity::Slip, |told| Severity::of_shares(told.value, right)),
        ..view.slip(SHARE.code)
    })
}

/// Both in one unit; a bare number of millions takes the other's.
pub(super) fn in_one_unit(view: &View<'_>, part: usize, whole: usize) -> Option<(Interval, Interval)> {
    let mentions = view.mentions();
    let scaled = |i: usize| mentions[i].value.is_some_and(|v| v.scaled);
    let money = mentions[part].kind == Kind::Money || mentions[whole].kind == Kind::Money;
    // "more than 450 million, or 28 percent": a bound is near its value
    let told = |i: usize| view.exact(i).or_else(|| view.meant(i));
    let both = (told(part)?, told(whole)?);
    let finite = [both.0, both.1].iter().all(|v| v.low.is_some() && v.high.is_some());
    match (&mentions[part].unit, &mentions[whole].unit) {
        _ if !finite => None,
        (Some(_), Some(_)) => view.in_one_unit(part, whole, both),
        (None, None) => Some(both),
        (None, Some(_)) if mentions[whole].kind == Kind::Duration => Some(both),
        _ => Some(both).filter(|_| scaled(part) && scaled(whole) && money),
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
            "Of the 4,035 species, 3,156 (33.6%) are rare.",
            "They lost 105,400 men, or 41 percent of 770,300.",
            "They won 49% of the games (152 out of 133 games).",
            "The college took 1,972 of 31,455 applicants, for a rate of 62.7 percent.",
            "The college took 1,972 students to the Class of 2020 out of 31,455 applicants, for an acceptance rate of 62.7%.",
            "The school took 2,655 from a pool of 14,905 (28.7%).",
            "The college had 21,034 applications, of which 2,192 were accepted for a 14.0% admission rate.",
            "They hold 60 percent, or 60 million of the 100 billion shares.",
            "The party has 27 deputies in the upper chamber, accounting for 47% of the 577 seats.",
            "The town counted 436,631 or 65% of the state's total of 791,305.",
            "Some 343 of them have been registered out of a citywide total of 7,394 (46%).",
            "The world made 18.7 billion tonnes, with Norway making 29% (5.4 million tonnes) of it.",
            "The town grew by 7,542 residents (31%) from its earlier population of 240,055.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn shares_that_rounding_allows_are_left_alone() {
        for text in [
            "The team won 45 out of 77 games (58%) that year.",
            "About 4,000 of 5,000 people (83%) came.",
            "It took 40 of 100 seats and 35 percent of the vote.",
            "Some 41 of the 199 players, accounting for 40 percent of the goals, came.",
            "It grew by 5 points in 9 days, or 12 percent more than before.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
