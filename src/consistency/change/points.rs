//! FL201, told in percentage points: points against the percentages that they lie between.

use super::percent::PERCENT_CHANGE;
use super::{size, verb};
use crate::consistency::operand::{Change, quotient, rough};
use crate::consistency::{Inconsistency, View};
use crate::measure::interval::Interval;
use crate::mention::draft::Kind;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "rose three points to 52 percent from 50 percent".
pub(super) fn points(view: &View<'_>, change: &Change, range: &Range<usize>) -> Option<Inconsistency> {
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
        mention: stated,
        related: vec![change.from, change.to],
        explanation: format!("From {} to {} are {} points; the text says {}.", view.text(change.from), view.text(change.to), rough(right), view.text(stated)),
        would_pass: format!("{} points", rough(right)),
        ..view.slip(PERCENT_CHANGE.code)
    })
}

/// "30 percent want it, with those against 20 percent higher at 50 percent": points, told as percent.
pub(super) fn compared(view: &View<'_>, range: &Range<usize>, told: usize) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let end = mentions[told].tokens.end;
    let (up, at) = (view.says(end, words!["higher"]), told + 1);
    let compares = (up || view.says(end, words!["lower"])) && view.says(end + 1, words!["at"]) && range.contains(&at);
    let percents: Vec<usize> = range.clone().filter(|&i| super::is_percent(view, i)).collect();
    let [base, _, level] = percents[..] else { return None };
    if !compares || percents[1] != told || level != at || mentions[level].tokens.start != end + 2 {
        return None;
    }
    let value = |i: usize| mentions[i].value.map(|v| v.value);
    let (from, by, to) = (value(base)?, value(told)?, value(level)?);
    let sign = if up { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
    let grown = from.checked_mul(Decimal::ONE_HUNDRED.checked_add(sign.checked_mul(by)?)?)?.checked_div(Decimal::ONE_HUNDRED)?;
    let points = from.checked_add(sign.checked_mul(by)?)? == to;
    let percent = to.checked_sub(from)?.abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from)?;
    (points && grown.checked_sub(to)?.abs() > Decimal::ONE).then(|| Inconsistency {
        mention: told,
        related: vec![base, level],
        explanation: format!(
            "From {} to {} are {} points, which is {} percent; the text says {}.",
            view.text(base),
            view.text(level),
            rough(by),
            rough(percent),
            view.text(told)
        ),
        would_pass: format!("{} points, or {} percent", rough(by), rough(percent)),
        ..view.slip(PERCENT_CHANGE.code)
    })
}

/// "grew 20 percent from 31 percent to 50 percent": points, told as percent.
pub(super) fn told_as_percent(view: &View<'_>, change: &Change, stated: usize) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let percents = [change.from, change.to].iter().all(|&i| mentions[i].kind == Kind::Percent) && change.from != change.to;
    let written = view.admitted(stated).filter(|_| percents)?;
    let (from, to) = view.aligned_as_meant(change.from, change.to)?;
    let apart = Interval { low: to.low?.checked_sub(from.high?), high: to.high?.checked_sub(from.low?) };
    let grown = |over: &Interval, under: &Interval| quotient(over, under)?.map(|v| v.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED));
    let (there, back) = (grown(&to, &from)?, grown(&from, &to)?);
    let other = |grown: &Interval| !size(grown).widened(Decimal::ONE).meets(&written) && !grown.contains(Decimal::ZERO);
    if !size(&apart).meets(&written) || apart.contains(Decimal::ZERO) || !other(&there) || !other(&back) {
        return None;
    }
    let (first, last) = (mentions[change.from].value?.value, mentions[change.to].value?.value);
    let right = last.checked_sub(first)?.abs();
    let percent = right.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(first)?.abs();
    Some(Inconsistency {
        mention: stated,
        related: vec![change.from, change.to],
        explanation: format!(
            "From {} to {} are {} points, which is {} percent; the text says {}.",
            view.text(change.from),
            view.text(change.to),
            rough(right),
            rough(percent),
            view.text(stated)
        ),
        would_pass: format!("{} points, or {} percent", rough(right), rough(percent)),
        ..view.slip(PERCENT_CHANGE.code)
    })
}
