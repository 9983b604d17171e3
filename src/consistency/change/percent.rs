//! FL201: a percentage against the values that it tells the change of.

use super::{in_one_scale, is_percent, moved, size, verb};
use crate::consistency::operand::{Change, quotient, rough};
use crate::consistency::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "rose 20% from 50 to 65".
pub const PERCENT_CHANGE: Rule = Rule {
    code: "FL201",
    name: "percent-change",
    summary: "the percentage is not what the change amounts to",
    checks: "Where a change is told in percent or points and by the values that it leads from and to, it is worked out from the values, each as exact as it is written. Points between two percentages are no percent of the first.",
    why: "A slipped point or two swapped digits in one of three numbers; the other two give it away.",
    example: "\"sales rose 51 percent to 158,444 from 150,752\": that is 5.1 percent.",
    silent: "A value is a range or a bound, the change is told per year, or the percentage fits the other value as a base.",
};

/// How far behind the values the percentage may stand.
const BEHIND: usize = 8;

/// The percentage that tells the same change: right before the values, or behind them in an aside.
pub(super) fn percent_of(view: &View<'_>, change: &Change, range: &Range<usize>) -> Option<usize> {
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
        let opened = gap
            .clone()
            .find(|&at| opens(at) && view.mention_at(at).is_none())
            .filter(|_| range.clone().any(|i| is_base(view, i) && gap.contains(&mentions[i].tokens.start)));
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
    // "to 55 deaths (down": what is counted stands behind its number
    let start = view.part.reading.tokens[at].start;
    let counted = range.clone().any(|i| view.mentions()[i].noun.as_ref().is_some_and(|noun| (noun.span.start..noun.span.end).contains(&start)));
    let filler = words!["representing", "changing", "ago", "earlier", "before", "whopping", "people"];
    !other && (!view.is_word(at) || idle || dated || counted || view.says(at, filler))
}

pub(super) fn percent(view: &View<'_>, change: &Change, stated: usize) -> Option<Inconsistency> {
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
        ..view.slip(PERCENT_CHANGE.code)
    })
}
