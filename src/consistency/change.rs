//! FL201–FL203: changes that do not agree with the values that they lead from and to.

use super::operand::{Change, quotient, rough};
use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::{TokenKind, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// "rose 20% from 50 to 65".
pub const PERCENT_CHANGE: Rule = Rule {
    code: "FL201",
    name: "percent-change",
    summary: "the percentage is not what the change amounts to",
    checks: "Where a change is told in percent and by the values that it leads from and to, the percentage is worked out from the values, each as exact as it is written.",
    why: "A slipped point or two swapped digits in one of three numbers; the other two give it away.",
    example: "\"sales rose 51 percent to 158,444 from 150,752\": that is 5.1 percent.",
    silent: "A value is a range or a bound, the change is told per year, the values are percentages and the change may be in points, or the percentage fits the other value as a base.",
};

/// "fell to 6 from 5".
pub const DIRECTION: Rule = Rule {
    code: "FL202",
    name: "direction",
    summary: "the verb says up, the numbers say down",
    checks: "Where a verb of change stands before the values that it leads from and to, the values must differ in its direction.",
    why: "Values swapped, or the wrong verb: readers are told the opposite of what happened.",
    example: "\"profit fell to 17.1 million from 11.5 million\": it rose.",
    silent: "The values are places in an order, the sentence denies the change, or rounding allows both directions.",
};

/// "fell 300 percent".
pub const FALL_OVER_ALL: Rule = Rule {
    code: "FL203",
    name: "fall-over-all",
    summary: "nothing can fall by more than all of it",
    checks: "What falls, drops or is cut by a percentage can lose 100 percent at most.",
    why: "A slipped point (\"209\" for \"20.9\"), or a ratio taken for a change.",
    example: "\"exports fell 704 percent\".",
    silent: "Something that can be below zero falls: a profit, a balance, a temperature.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(1) {
        let falls = range.clone().filter(|&i| is_percent(view, i)).filter_map(|i| fall(view, i, range.clone()));
        found.extend(falls);
        if range.len() < 2 {
            continue;
        }
        for change in view.changes(range.clone()) {
            let stated = percent_of(view, &change, &range);
            let finding = stated.and_then(|p| percent(view, &change, p)).or_else(|| points(view, &change, &range)).or_else(|| direction(view, &change, stated));
            found.extend(finding);
        }
    }
}

fn is_percent(view: &View<'_>, mention: usize) -> bool {
    let mention = &view.mentions()[mention];
    mention.kind == Kind::Percent && mention.high.is_none() && mention.unit.as_ref().is_some_and(|u| u.tag == "percent")
}

// ---- direction

/// How far before the first value the verb may stand.
const VERB: usize = 8;

/// The word of change right before the values, with its place.
fn verb(view: &View<'_>, before: usize, first: usize) -> Option<(i64, usize)> {
    for at in (first..before).rev().take(VERB) {
        // "sales were off 3 percent"
        let off = || view.says(at, words!["off"]) && view.mention_at(at + 1).is_some();
        if let Some(direction) = view.direction(at).or_else(|| off().then_some(-1)) {
            // "up to 40" bounds, a "first down" is a play
            let bounds = view.says(at, words!["up"]) && view.says(at + 1, words!["to"]);
            let noun = at > first && view.classes(at - 1).contains(Class::ORDINAL);
            return (!bounds && !noun).then_some((direction, at));
        }
        if view.mark(at, ';') || view.mark(at, ':') || view.mark(at, ')') || view.says(at, words!["and", "but", "while", "which", "as"]) {
            return None;
        }
    }
    None
}

/// Words behind which smaller is better, and a rise is told from a larger number to a smaller one.
fn is_ranking(view: &View<'_>, sentence: Range<usize>) -> bool {
    sentence.into_iter().any(|i| {
        view.says(
            i,
            words!["rank", "ranked", "ranking", "rankings", "place", "places", "spot", "spots", "seed", "chart", "charts", "position", "positions", "no"],
        )
    })
}

/// A rate of exchange falls while the currency rises, and what is revised need not have changed.
fn is_quoted(view: &View<'_>, clause: Range<usize>) -> bool {
    let currency = words!["dollar", "u.s.", "yen", "mark", "pound", "sterling", "currency", "franc", "euro", "counterpart"];
    let valued = |i: usize| view.mention_at(i).is_some() || view.part.reading.tokens[i].kind == TokenKind::Digits;
    let to = |i: usize| view.says(i, words!["to", "per"]) && i > 0 && valued(i - 1) && view.mention_at(i + 1).is_none();
    let rate = |i: usize| to(i) && (view.says(i + 1, currency) || view.says(i + 1, words!["the", "its"]) && view.says(i + 2, currency));
    let exchange = |i: usize| view.says(i, words!["exchange"]) && view.says(i + 1, words!["rate", "rates"]);
    let other = words!["against", "revised", "revise", "revising", "yen", "yield", "yields", "split", "frequency", "every"];
    clause.into_iter().any(|i| rate(i) || exchange(i) || view.says(i, other))
}

/// The clause of a change: from the conjunction before its verb to the one behind its values.
fn clause(view: &View<'_>, at: usize, change: &Change) -> Range<usize> {
    let sentence = view.around(change.to);
    let ends = |i: &usize| view.mark(*i, ';') || view.says(*i, words!["while", "but", "whereas", "although"]);
    let start = (sentence.start..at).rev().find(ends).map_or(sentence.start, |i| i + 1);
    start..(change.tokens.end..sentence.end).find(ends).unwrap_or(sentence.end)
}

/// "down from 2.4 to 2.7 million": what it came down from is a range. "Merit raises to 5 percent" are none.
fn is_adverb(view: &View<'_>, change: &Change, at: usize) -> bool {
    let moved = at > 0 && view.classes(at - 1).contains(Class::CHANGE);
    let range = change.from <= change.to && view.says(at, words!["up", "down", "higher", "lower"]) && !moved;
    let noun = view.says(at, words!["raise", "raises", "contract", "contracts"]);
    // "exempt from the capital gains tax"
    let compound = view.word(at).ends_with('s') && view.is_word(at + 1) && !view.classes(at + 1).intersects(Class::FUNCTION) && at + 1 < change.tokens.start;
    let state = (at + 1..change.tokens.start).any(|i| view.says(i, words!["be", "is", "are", "was", "were", "will"]));
    range || noun || compound || state
}

fn is_denied(view: &View<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|i| view.classes(i).contains(Class::NEGATION))
}

fn direction(view: &View<'_>, change: &Change, percent: Option<usize>) -> Option<Inconsistency> {
    let sentence = view.around(change.to);
    // "rose 5 percent to 300": the verb stands before the percentage
    let start = percent.map(|p| view.mentions()[p].tokens.start).filter(|&p| p < change.tokens.start).unwrap_or(change.tokens.start);
    let (said, at) = verb(view, start, sentence.start).filter(|_| change.said)?;
    let adjacent = start - at <= 4 && (at + 1..start).all(|i| view.is_word(i) && view.direction(i).is_none());
    let clear = adjacent
        && !is_ranking(view, sentence)
        && !is_denied(view, at.saturating_sub(4)..start)
        && !is_quoted(view, clause(view, at, change))
        && !is_adverb(view, change, at);
    let (from, to) = view.ends(change).or_else(|| view.ends_as_meant(change)).filter(|_| clear)?;
    let is = sign(&from, &to)?;
    if in_one_scale(view, change).is_some_and(|ratio| (ratio > Decimal::ONE) == (said > 0)) {
        return None;
    }
    (is != said).then(|| Inconsistency {
        code: DIRECTION.code,
        part: view.number,
        mention: change.to,
        related: if change.from == change.to { Vec::new() } else { vec![change.from] },
        explanation: format!(
            "From {} to {} is {}; the text says \u{201c}{}\u{201d}.",
            view.end_texts(change).0,
            view.end_texts(change).1,
            moved(is),
            view.word(at)
        ),
        would_pass: format!("a verb for {}, or the two values the other way round", moved(is)),
        suggestion: None,
    })
}

/// A number below this may leave its scale to the other: "to 3,061.8 billion from 3,304.1".
const MOST_BARE: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// "from 2.8 to 1.4 million", "to 4.80 from 3.50 billion": if the scale is meant for both, what the change is.
fn in_one_scale(view: &View<'_>, change: &Change) -> Option<Decimal> {
    let (from, to) = view.end_figures(change)?;
    let bare = |v: Decimal| v < MOST_BARE;
    let shared = from.scaled && bare(to.value) || to.scaled && bare(from.value);
    digits(to.value).checked_div(digits(from.value)).filter(|_| shared && from.scaled != to.scaled)
}

/// What stands before the scale word.
fn digits(mut value: Decimal) -> Decimal {
    while value >= Decimal::ONE_THOUSAND {
        value /= Decimal::ONE_THOUSAND;
    }
    value
}

/// Up or down, if rounding allows only one.
fn sign(from: &Interval, to: &Interval) -> Option<i64> {
    let below = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_some_and(|(a, b)| a <= b);
    match () {
        () if from == to => None,
        () if below(from.high, to.low) => Some(1),
        () if below(to.high, from.low) => Some(-1),
        () => None,
    }
}

fn moved(sign: i64) -> &'static str {
    if sign > 0 { "a rise" } else { "a fall" }
}

// ---- percent

/// How far behind the values the percentage may stand.
const BEHIND: usize = 8;

/// The percentage that tells the same change: right before the values, or behind them in an aside.
fn percent_of(view: &View<'_>, change: &Change, range: &Range<usize>) -> Option<usize> {
    let mentions = view.mentions();
    let (start, end) = (change.tokens.start, change.tokens.end);
    let near = |i: &usize| is_percent(view, *i) && *i != change.from && *i != change.to;
    let before = range.clone().rfind(|&i| mentions[i].tokens.end <= start).filter(near).filter(|&i| {
        let gap = mentions[i].tokens.end..start;
        gap.len() <= 1 && gap.clone().all(|at| view.mark(at, ',')) && verb(view, mentions[i].tokens.start, view.around(i).start).is_some()
    });
    before.or_else(|| {
        let next = range
            .clone()
            .find(|&i| mentions[i].tokens.start >= end && !mentions[i].kind.is_date() && mentions[i].kind != Kind::Duration && !is_base(view, i))
            .filter(near)?;
        let gap = end..mentions[next].tokens.start;
        let opens = |at: usize| [',', '(', '–', '—'].iter().any(|&m| view.mark(at, m)) || view.says(at, words!["changing"]);
        let changes = |at: usize| view.classes(at).contains(Class::CHANGE);
        let behind = mentions[next].tokens.end;
        let told = gap.clone().any(|at| changes(at) || view.says(at, words!["or"])) || gap.len() == 1 || changes(behind);
        let named = view.is_word(behind) && !view.classes(behind).intersects(Class::FUNCTION | Class::CHANGE);
        let level = view.says(mentions[next].tokens.start - 1, words!["to", "at", "from", "with"])
            || named
            || view.says(behind, words!["of", "on", "higher", "lower", "more", "less", "above", "below"]);
        // "deaths per 1,000 live births (down": what is counted ends where the aside opens
        let opened = gap.clone().find(|&at| opens(at)).filter(|_| range.clone().any(|i| is_base(view, i) && gap.contains(&mentions[i].tokens.start)));
        let said = opened.unwrap_or(gap.start)..gap.end;
        let aside = gap.clone().any(opens) && said.clone().all(|at| is_idle(view, at, range));
        (said.len() <= BEHIND && aside && told && !level).then_some(next)
    })
}

/// "per 1,000 births": what a rate counts by.
fn is_base(view: &View<'_>, mention: usize) -> bool {
    view.mentions()[mention].tokens.start.checked_sub(1).is_some_and(|at| view.says(at, words!["per"]))
}

/// True if a token between the values and their percentage says nothing of anything else.
fn is_idle(view: &View<'_>, at: usize, range: &Range<usize>) -> bool {
    let other = view.mark(at, ';') || view.says(at, words!["and", "while", "but", "with", "although", "though", "which", "it", "than"]);
    let idle = view.classes(at).intersects(Class::FUNCTION | Class::ARTICLE | Class::CHANGE | Class::PERIOD);
    let dated = range.clone().any(|i| view.mentions()[i].tokens.contains(&at));
    let filler = words!["representing", "changing", "ago", "earlier", "before", "whopping", "people"];
    !other && (!view.is_word(at) || idle || dated || view.says(at, filler))
}

fn percent(view: &View<'_>, change: &Change, stated: usize) -> Option<Inconsistency> {
    let (from, to) = view.ends_as_meant(change)?;
    let points = view.mentions()[change.from].kind == Kind::Percent;
    let yearly =
        view.around(stated).any(|i| view.says(i, words!["annual", "annually", "annualised", "annualized", "average", "averaging", "compound", "yearly"]))
            || view.says(view.mentions()[stated].tokens.end, words!["a", "per", "each", "every"]);
    let split = view.around(stated).any(|i| view.says(i, words!["split", "adjusted"]));
    let written = view.exact(stated).filter(|_| !points && !yearly && !split)?;
    let written = size(&written).widened((written.high? - written.low?) / Decimal::TWO);
    let of = |over: &Interval, under: &Interval| quotient(over, under)?.map(|v| v.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED));
    let grown = of(&to, &from)?;
    // what may be a rise as well as a fall is no percentage to hold another against, unless that is far beyond both
    let beyond = |grown: &Interval| grown.high.zip(written.low).is_some_and(|(most, told)| told > most.max(Decimal::ONE_HUNDRED) * Decimal::TWO);
    let apart = |grown: Interval| beyond(&grown) || !size(&grown).meets(&written) && !grown.contains(Decimal::ZERO);
    let scaled = in_one_scale(view, change).and_then(|ratio| ratio.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED));
    if scaled.is_some_and(|grown| size(&Interval::point(grown)).widened(Decimal::ONE).meets(&written)) {
        return None;
    }
    let (first, last) = view.end_figures(change)?;
    // some take the other value as the base, and round to the last digit that they write
    let other = of(&Interval::point(first.value), &Interval::point(last.value)).or_else(|| of(&from, &to))?;
    let told = view.mentions()[stated].value?;
    let fits = size(&other).meets(&Interval::around(told.value, told.step));
    if !apart(grown) || fits {
        return None;
    }
    let right = of(&Interval::point(last.value), &Interval::point(first.value))?.low?;
    Some(Inconsistency {
        code: PERCENT_CHANGE.code,
        part: view.number,
        mention: stated,
        related: vec![change.from, change.to],
        explanation: format!(
            "From {} to {} is {} of {} percent; the text says {}.",
            view.end_texts(change).0,
            view.end_texts(change).1,
            moved(if right < Decimal::ZERO { -1 } else { 1 }),
            rough(right.abs()),
            view.text(stated)
        ),
        would_pass: format!("{} percent", rough(right.abs())),
        suggestion: None,
    })
}

/// "rose three points to 52 percent from 50 percent".
fn points(view: &View<'_>, change: &Change, range: &Range<usize>) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let start = change.tokens.start;
    let stated = range.clone().rfind(|&i| mentions[i].tokens.end <= start && mentions[i].high.is_none())?;
    let unit = mentions[stated].unit.as_ref().is_some_and(|u| u.tag == "percentage point");
    let noun = mentions[stated].kind == Kind::Number && mentions[stated].noun.as_ref().is_some_and(|n| n.lemma == "point");
    let percents = mentions[change.from].kind == Kind::Percent && mentions[change.to].kind == Kind::Percent && change.said;
    let gap = mentions[stated].tokens.end..start;
    let near = gap.len() <= 2 && gap.clone().all(|i| view.is_word(i) && !view.says(i, words!["and", "of", "or"]));
    let written = view.exact(stated).filter(|_| (unit || noun) && percents && near)?;
    verb(view, mentions[stated].tokens.start, view.around(stated).start)?;
    let (from, to) = view.aligned(change.from, change.to)?;
    let apart = Interval { low: to.low?.checked_sub(from.high?), high: to.high?.checked_sub(from.low?) };
    if size(&apart).meets(&written) || apart.contains(Decimal::ZERO) {
        return None;
    }
    let right = (mentions[change.to].value?.value - mentions[change.from].value?.value).abs();
    Some(Inconsistency {
        code: PERCENT_CHANGE.code,
        part: view.number,
        mention: stated,
        related: vec![change.from, change.to],
        explanation: format!("From {} to {} are {} points; the text says {}.", view.text(change.from), view.text(change.to), rough(right), view.text(stated)),
        would_pass: format!("{} points", rough(right)),
        suggestion: None,
    })
}

/// The interval without its sign.
fn size(interval: &Interval) -> Interval {
    let end = |v: Option<Decimal>| v.unwrap_or_default().abs();
    Interval::between(end(interval.low), end(interval.high))
}

// ---- falls

/// What can be below zero: a fall may be as deep as it likes.
const SIGNED: &[u64] = words![
    "profit",
    "profits",
    "income",
    "earnings",
    "loss",
    "losses",
    "deficit",
    "surplus",
    "margin",
    "margins",
    "balance",
    "cash",
    "flow",
    "net",
    "return",
    "returns",
    "result",
    "results",
    "temperature",
    "growth",
    "ebit",
    "ebitda"
];

fn fall(view: &View<'_>, mention: usize, range: Range<usize>) -> Option<Inconsistency> {
    let stated = &view.mentions()[mention];
    let most = stated.value.filter(|v| v.value > Decimal::ONE_HUNDRED)?.value;
    let sentence = view.around(mention);
    let near = (sentence.start..stated.tokens.start)
        .rev()
        .take(3)
        .take_while(|&i| view.is_word(i) && !range.clone().any(|m| m != mention && view.mentions()[m].tokens.contains(&i)));
    let verb = near.into_iter().find(|&i| view.direction(i).is_some()).filter(|&i| view.direction(i) == Some(-1));
    let noun = (stated.tokens.end..(stated.tokens.end + 2).min(sentence.end)).find(|&i| view.direction(i).is_some()).filter(|&i| view.direction(i) == Some(-1));
    let at = verb.or(noun)?;
    let before = stated.tokens.start - 1;
    // "callable at 106 percent, declining", "cut the 250 percent rate": a level
    let level = view.says(before, words!["from", "to", "at", "with"]) || verb.is_some() && view.says(before, words!["the", "its", "their", "a", "an"]);
    let compared = level || view.says(stated.tokens.end, words!["of", "above", "higher", "more"]);
    let signed = sentence.clone().any(|i| view.says(i, SIGNED));
    if compared || signed || is_denied(view, at.saturating_sub(3)..stated.tokens.start) {
        return None;
    }
    Some(Inconsistency {
        code: FALL_OVER_ALL.code,
        part: view.number,
        mention,
        related: Vec::new(),
        explanation: format!("A fall of {} percent takes more than there was.", rough(most)),
        would_pass: format!("at most 100 percent, such as {} percent", rough(most / Decimal::TEN)),
        suggestion: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    fn codes(text: &str) -> Vec<String> {
        explained(text).iter().map(|e| e[..5].to_owned()).collect()
    }

    #[test]
    fn a_percentage_that_the_values_do_not_give_is_named() {
        assert_eq!(
            explained("Output rose 49 percent to 1,051 tonnes from 1,002 tonnes."),
            ["FL201 From 1,002 tonnes to 1,051 tonnes is a rise of 4.89 percent; the text says 49 percent. → 4.89 percent"]
        );
        for text in [
            "Sales grew from $220 million in 2006 to $250 million in 2010, a jump of 31.4 percent.",
            "The load factor rose three points to 51.9 percent from 49.9 percent.",
            "The town had 11,400 people in 2013, up from 3,800 in 1960, a rise of 33 percent.",
        ] {
            assert_eq!(codes(text), ["FL201"], "{text}");
        }
    }

    #[test]
    fn a_verb_against_its_numbers_is_named() {
        for text in [
            "Profit fell to 17.1 million euros from 11.5 million euros.",
            "Grain rose from $360 to $215 a tonne.",
            "The fee was raised to 1.55 dollars from 1.65 dollars.",
        ] {
            assert_eq!(codes(text), ["FL202"], "{text}");
        }
    }

    #[test]
    fn a_fall_by_more_than_all_is_named() {
        for text in ["Exports fell 704 percent in May.", "The makers saw a 148 percent decline.", "Prices dropped by 430% there."] {
            assert_eq!(codes(text), ["FL203"], "{text}");
        }
    }

    #[test]
    fn changes_that_some_reading_allows_are_left_alone() {
        for text in [
            "Output rose 5 percent to 1,051 tonnes from 1,000 tonnes.",
            "Sales rose about a third, from 3 million to 4 million.",
            "The rate rose 3 percent to 8 percent from 5 percent.",
            "It climbed from 12 to 5 in the rankings.",
            "It did not fall from 5 to 7.",
            "Numbers fell from 2.8 to 1.4 million.",
            "Net profit fell 180 percent.",
            "Traffic rose 300 percent.",
            "The stake rose to 40 percent of the total from 35 percent.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
