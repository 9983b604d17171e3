//! FL207: a total that is not so many times the price of one, or not that share of a sum.

use super::operand::rough;
use super::{Inconsistency, View};
use crate::measure::interval::Interval;
use crate::measure::slip::slips;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "315.6 million warrants at 37.5 cents each, 50.8 million dollars in all".
pub const RATE: Rule = Rule {
    code: "FL207",
    name: "rate",
    summary: "count, price of one and total do not agree",
    checks: "Where a sentence gives a count, what one costs or gets (\"26 dollars each\", \"a share\"), and one total, count and price are multiplied; where it gives a percentage, what it is levied on, and what that makes, so are these.",
    why: "Millions become billions between two lines of one story.",
    example: "\"217,000 claimants share $5.74 million, $26,452 each\": that would be $26.",
    silent: "Some pair of the numbers fits, there are several totals, or no single slip of one of them explains the difference.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(3) {
        let one = price(view, &range).or_else(|| levy(view, &range));
        if one.is_none() {
            found.extend(range.clone().skip(2).filter_map(|i| deal(view, i, &range)));
        }
        found.extend(one);
    }
}

/// A count times what one is worth.
fn price(view: &View<'_>, range: &Range<usize>) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let each = |i: usize| view.says(mentions[i].tokens.end, words!["each", "apiece"]) || by_piece(view, i);
    let money = |i: &usize| matches!(mentions[*i].kind, Kind::Money | Kind::Quantity) && is_money(view, *i);
    let one = only(range.clone().filter(|&i| each(i)).filter(money))?;
    let total = only(range.clone().filter(money).filter(|&i| !each(i) && view.exact(i).is_some()))?;
    let many = |i: usize| mentions[i].value.is_some_and(|v| v.value >= Decimal::TEN) && view.exact(i).is_some();
    let count = only(range.clone().filter(|&i| mentions[i].kind == Kind::Number && mentions[i].noun.is_some() && many(i)))?;
    if is_of_other_measure(view, one, count) {
        return None;
    }
    let factor = mentions[one].unit.as_ref()?.factor.checked_div(mentions[total].unit.as_ref()?.factor)?;
    judge(view, (count, one, total), factor)
}

/// How far before the count the total may stand: "use 30 million dollars of its money to buy".
const BEFORE: usize = 14;

/// "30.6 million dollars to buy 5,456,000 shares at 5.60 dollars": one of several deals of a sentence.
fn deal(view: &View<'_>, one: usize, range: &Range<usize>) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let (count, total) = (one - 1, one - 2);
    let at = mentions[one].tokens.start - 1;
    let money = |i: usize| mentions[i].kind == Kind::Money && is_money(view, i) && mentions[i].high.is_none();
    let priced = view.says(at, words!["at"]) && range.contains(&total) && money(one) && money(total) && view.between(count, one).len() <= BEFORE;
    let (buys, sold) = (view.between(total, count), view.between(count, one));
    let told = (buys.start..buys.end)
        .any(|i| view.says(i, words!["buy", "buying", "purchase", "purchasing", "acquire", "acquiring", "sell", "selling", "issue", "issuing", "for"]));
    let apart = |i: usize| view.mark(i, ',') || view.mark(i, ';') || view.says(i, words!["and", "or", "but", "while", "up"]);
    let many = mentions[count].kind == Kind::Number && mentions[count].noun.is_some() && mentions[count].value?.value >= Decimal::ONE_THOUSAND;
    if !priced || !told || !many || buys.len() > BEFORE || buys.chain(sold).any(apart) || is_of_other_measure(view, one, count) {
        return None;
    }
    // "at 2.29 dollars each and exercise a warrant": the total pays for more
    let end = mentions[one].tokens.end;
    let end = end + usize::from(view.says(end, words!["each", "apiece"]));
    let factor = mentions[one].unit.as_ref()?.factor.checked_div(mentions[total].unit.as_ref()?.factor)?;
    Some(()).filter(|()| [',', '.', ';', ')'].iter().any(|&mark| view.mark(end, mark))).and_then(|()| judge(view, (count, one, total), factor))
}

/// "37.5 cents a share": the unit has a piece in it.
fn by_piece(view: &View<'_>, mention: usize) -> bool {
    let tokens = view.mentions()[mention].tokens.clone();
    tokens.len() >= 3 && view.says(tokens.end - 2, words!["a", "an", "per"]) && !view.says(tokens.end - 1, words!["year", "month", "week", "day", "hour"])
}

/// "30 dollars a barrel" beside 5,500 people: the price is of a measure, and the count is of something else.
fn is_of_other_measure(view: &View<'_>, one: usize, count: usize) -> bool {
    let piece = view.word(view.mentions()[one].tokens.end - 1);
    let counted = view.mentions()[count].noun.as_ref().is_some_and(|noun| noun.lemma == piece);
    by_piece(view, one) && !counted && view.lexicon.units.by_name(piece).is_some()
}

fn is_money(view: &View<'_>, mention: usize) -> bool {
    let unit = view.mentions()[mention].unit.as_ref();
    let first = |u: &crate::measure::unit::Unit| view.lexicon.units.by_name(u.name.split(" per ").next().unwrap_or_default());
    // "cents a share" is money as it stands; of "dollars a barrel" only the first word is
    unit.is_some_and(|u| u.is_money() || first(u).is_some_and(|first| first.is_money()))
}

fn only(mut all: impl Iterator<Item = usize>) -> Option<usize> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// "a 1 percent fee on 21.1 billion dollars brings 2 billion".
fn levy(view: &View<'_>, range: &Range<usize>) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let percent = only(range.clone().filter(|&i| mentions[i].kind == Kind::Percent && mentions[i].unit.as_ref().is_some_and(|u| u.tag == "percent")))?;
    let end = mentions[percent].tokens.end;
    let levied = view.says(end, words!["fee", "tax", "levy", "charge", "commission", "surcharge", "duty", "tariff", "royalty", "interest"])
        && view.says(end + 1, words!["on", "of"]);
    let sums: Vec<usize> = range.clone().filter(|&i| mentions[i].kind == Kind::Money && view.admitted(i).is_some()).collect();
    let [base, total] = sums[..] else { return None };
    let near = mentions[base].tokens.start.checked_sub(end).is_some_and(|gap| gap <= 4);
    let unit = |i: usize| mentions[i].unit.as_ref().map(|u| &u.name);
    if !levied || !near || base < percent || unit(base) != unit(total) {
        return None;
    }
    judge(view, (percent, base, total), Decimal::new(1, 2))
}

/// The finding, if the product is not the total, and one slip explains why.
fn judge(view: &View<'_>, (count, one, total): (usize, usize, usize), factor: Decimal) -> Option<Inconsistency> {
    let (many, price, stated) = (view.exact(count)?, view.exact(one)?, view.admitted(total)?);
    let times = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_mul(b?)?.checked_mul(factor);
    let product = Interval { low: Some(times(many.low, price.low)?), high: Some(times(many.high, price.high)?) };
    let width = |ends: (Decimal, Decimal)| (ends.1 - ends.0) / Decimal::TWO;
    let stated = stated.widened(stated.low.zip(stated.high).map_or(Decimal::ZERO, width));
    if product.meets(&stated) || product.low <= Some(Decimal::ZERO) {
        return None;
    }
    let value = |i: usize| view.mentions()[i].value.map(|v| v.value);
    let (a, b, sum) = (value(count)?, value(one)?, value(total)?);
    let near = |a: Decimal, b: Decimal, sum: Decimal| {
        let right = a.checked_mul(b).and_then(|v| v.checked_mul(factor));
        right.is_some_and(|right| (right - sum).abs() <= sum.abs() / Decimal::from(15))
    };
    let slipped = slips(sum).iter().any(|&sum| near(a, b, sum)) || slips(a).iter().any(|&a| near(a, b, sum)) || slips(b).iter().any(|&b| near(a, b, sum));
    let right = a.checked_mul(b)?.checked_mul(factor).filter(|_| slipped)?;
    Some(Inconsistency {
        mention: total,
        related: vec![count, one],
        explanation: format!("{} times {} makes {}; the text says {}.", view.text(count), view.text(one), rough(right), view.text(total)),
        would_pass: rough(right),
        ..view.slip(RATE.code)
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn totals_off_by_a_slip_are_named() {
        for text in [
            "The 217,000 claimants share $5.74 billion, or $26 each.",
            "It sold 4.5 million shares at 34.5 dollars a share for 155 billion dollars.",
            "A 1 percent fee on $21.1 billion would bring just over $2 billion.",
            "It uses 30.6 million dollars to buy 5,456,000 Kern shares at 5.60 dollars each, and Kern uses 25 billion dollars of it to buy 9,259,000 shares of a mine at 2.70 dollars each.",
            "It raises about 50.8 million dollars by issuing 315.6 million warrants at 37.5 cents each, which entitle to shares at 1.60 dollars.",
            "The firm earned 5,704,000 dollars or 40 cents per share on 140.0 million shares.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn totals_that_fit_or_belong_elsewhere_are_left_alone() {
        for text in [
            "The 217,000 claimants share $5.74 million, or $26 each.",
            "It sold 4.5 million shares at 34.5 dollars a share for 155 million dollars.",
            "It earned 5 million dollars, or 2 dollars a share, on sales of 40 million dollars and 300 shops.",
            "A 1 percent fee on $21.1 billion would bring $211 million.",
            "It uses 30.6 million dollars to buy 5,456,000 Kern shares at 5.60 dollars each, and Kern uses 25 million dollars of it to buy 9,259,000 shares of a mine at 2.70 dollars each.",
            "It uses 2,825,370 dollars to buy 1,053,000 Kern shares at 2.29 dollars each and to take up 2 million of a mine at 20.7 cents.",
            "It has 40 million dollars, uses 30.6 million dollars to buy 5,456,000 Kern shares, and sells others at 2.70 dollars each.",
            "With 5,500 workers and oil at 30 dollars a barrel it would bring 1.04 billion dollars.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
