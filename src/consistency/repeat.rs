//! FL504: one number told twice, once with a slip in it.
//!
//! In: the numbers of a part. Out: a number that has the digits of another one, two of them the
//! other way round or the point a place off, where what stands around both is the same. It
//! refuses to know whether two sentences tell of one thing: only of one slip it can be sure.

use super::operand::is_number;
use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::interval::grouped;
use crate::measure::slip::{Digits, digits, slips};
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::Form;
use rust_decimal::Decimal;

/// "£99 (149 euros) … £99 (1,490 euros)".
pub const REPEAT: Rule = Rule {
    code: "FL504",
    name: "repeat",
    summary: "one number is told twice, once with a slip in it",
    checks: "Where two sentences give numbers of the same digits, two of them swapped or the point moved, of one unit or noun, and the number beside them or the words around them are the same, or where the number names a thing that is named the other way everywhere else, one of the two is taken for a slip.",
    why: "The second mention is typed from memory; nobody holds it against the first.",
    example: "\"It costs £99 (149 euros) … the price of £99 (1490 euros)\".",
    silent: "The numbers differ by more than one slip, have fewer than three digits, stand in one sentence, or what stands around them differs.",
};

/// A number with fewer than three digits is another number's twin by chance.
const LEAST: u128 = 100;
/// How often a name is told the other way before a slip is one.
const OFTEN: usize = 2;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    if view.part.is_title {
        return;
    }
    let mut numbers: Vec<(Digits, usize)> = view.mentions().iter().enumerate().filter_map(|(number, mention)| Some((key(mention)?, number))).collect();
    numbers.sort_unstable();
    for twins in numbers.chunk_by(|a, b| a.0 == b.0).filter(|twins| twins.len() > 1) {
        let twins: Vec<usize> = twins.iter().map(|twin| twin.1).collect();
        found.extend(twins.iter().find_map(|&wrong| finding(view, wrong, &twins)));
    }
}

fn key(mention: &Mention) -> Option<Digits> {
    let value = mention.value.filter(|_| is_number(mention) && mention.high.is_none() && !mention.vague)?.value;
    if value.mantissa().unsigned_abs() < LEAST {
        return None;
    }
    let key = digits(value);
    (key.iter().map(|&n| usize::from(n)).sum::<usize>() >= 2).then_some(key)
}

/// The finding, if `wrong` is a slip of one of its twins.
fn finding(view: &View<'_>, wrong: usize, twins: &[usize]) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let value = mentions[wrong].value?.value;
    let same = |i: usize| mentions[i].value.is_some_and(|v| v.value == value);
    if twins.iter().filter(|&&i| same(i)).count() > 1 {
        return None;
    }
    let slipped = slips(value);
    let slip = |i: usize| mentions[i].value.is_some_and(|v| slipped.contains(&v.value));
    let others: Vec<usize> = twins.iter().copied().filter(|&i| slip(i) && mentions[i].sentence != mentions[wrong].sentence).collect();
    // the first mention is right unless the later ones are many
    let twin = named(view, wrong, &others).or_else(|| others.iter().copied().find(|&i| i < wrong && is_told_again(view, i, wrong)))?;
    let right = mentions[twin].value?.value.normalize();
    Some(Inconsistency {
        mention: wrong,
        related: vec![twin],
        explanation: format!("The text says {} here and {} {}.", view.text(wrong), view.text(twin), if twin < wrong { "before" } else { "later" }),
        would_pass: format!("{} in both places", if right >= Decimal::from(GROUPED) { grouped(right) } else { right.to_string() }),
        ..view.slip(REPEAT.code)
    })
}

/// Smaller numbers are written without a comma.
const GROUPED: i64 = 10_000;

/// One of many numbers that name the thing that this one names.
fn named(view: &View<'_>, wrong: usize, others: &[usize]) -> Option<usize> {
    let mentions = view.mentions();
    let bare = |i: usize| mentions[i].unit.is_none() && mentions[i].value.is_some_and(|v| !v.scaled && v.step >= Decimal::ONE);
    let names: Vec<usize> = others.iter().copied().filter(|&i| bare(i)).collect();
    let first = *names.first().filter(|_| bare(wrong) && names.len() >= OFTEN)?;
    let one = names.iter().all(|&i| mentions[i].value.map(|v| v.value) == mentions[first].value.map(|v| v.value));
    let kin = |i: &usize| noun(&mentions[*i]).is_some() && noun(&mentions[*i]) == noun(&mentions[wrong]) || is_led_alike(view, *i, wrong);
    names.iter().copied().find(kin).filter(|_| one)
}

fn noun(mention: &Mention) -> Option<&str> {
    mention.noun.as_ref().map(|n| n.lemma.as_str())
}

/// "ISO 8601": one capitalised word stands before both.
fn is_led_alike(view: &View<'_>, one: usize, other: usize) -> bool {
    let lead = |i: usize| view.mentions()[i].tokens.start.checked_sub(1).map(|at| view.part.reading.tokens[at]).filter(|t| t.form.contains(Form::UPPER));
    lead(one).zip(lead(other)).is_some_and(|(a, b)| a.hash == b.hash)
}

/// True if the number beside both, and what ties it to them, is the same.
fn is_told_again(view: &View<'_>, first: usize, second: usize) -> bool {
    let (a, b) = (&view.mentions()[first], &view.mentions()[second]);
    let unit = |m: &Mention| m.unit.as_ref().map(|u| u.name.clone());
    a.kind == b.kind && unit(a) == unit(b) && (is_put_alike(view, first, second) || is_paired_alike(view, first, second))
}

/// How far before a bracket the amount that it tells again may stand: "£99 in the UK (149 euros)".
const BEFORE: usize = 4;

/// "£99 (149 euros)", "£99 (1490 euros)": one amount, put in another way behind it.
fn is_put_alike(view: &View<'_>, one: usize, other: usize) -> bool {
    let amount = |m: usize| {
        let opens = view.mentions()[m].tokens.start.checked_sub(1).filter(|&at| view.mark(at, '('))?;
        let before = m.checked_sub(1).map(|n| &view.mentions()[n])?;
        (before.sentence == view.mentions()[m].sentence && opens - before.tokens.end.min(opens) <= BEFORE && before.high.is_none()).then_some(before)
    };
    amount(one).zip(amount(other)).is_some_and(|(a, b)| is_number(a) && a.unit.is_some() && is_equal(a, b))
}

/// How far apart two numbers of one count may stand: "543 elected and at most 2 nominated members".
const NEAR: usize = 9;

/// "543 elected + 2 nominated", "453 elected members and 2 nominated": one of two counts is the same, and so is
/// what both are of.
fn is_paired_alike(view: &View<'_>, one: usize, other: usize) -> bool {
    let tokens = &view.part.reading.tokens;
    let bare = |m: &Mention| m.unit.is_none() && m.kind == Kind::Number;
    let of = |m: usize| {
        let at = view.mentions()[m].tokens.end;
        (view.is_word(at) && !view.classes(at).intersects(Class::FUNCTION | Class::ARTICLE)).then(|| tokens[at].hash)
    };
    let beside = |m: usize, by: isize| {
        let next = m.checked_add_signed(by).filter(|&n| view.mentions().get(n).is_some_and(|next| next.sentence == view.mentions()[m].sentence))?;
        (view.between(m.min(next), m.max(next)).len() <= NEAR).then_some(next)
    };
    let alike = |a: usize, b: usize| bare(&view.mentions()[a]) && is_equal(&view.mentions()[a], &view.mentions()[b]) && of(a).is_some() && of(a) == of(b);
    let same = bare(&view.mentions()[one]) && of(one).is_some() && of(one) == of(other);
    same && [-1, 1].iter().any(|&by| beside(one, by).zip(beside(other, by)).is_some_and(|(a, b)| of(a) != of(one) && alike(a, b)))
}

fn is_equal(a: &Mention, b: &Mention) -> bool {
    let unit = |m: &Mention| m.unit.as_ref().map(|u| u.name.clone());
    a.kind == b.kind && a.high.is_none() && b.high.is_none() && a.value.map(|v| v.value) == b.value.map(|v| v.value) && unit(a) == unit(b)
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn slips_of_what_was_told_before_are_named() {
        assert_eq!(
            explained("The lamp costs £85 in the shops (112 euros). It is new. At £85 (121 euros), few will buy it."),
            ["FL504 The text says 121 euros here and 112 euros before. → 112 in both places"]
        );
        for text in [
            "The house has 346 elected members and 12 appointed ones. The 364 elected and 12 appointed members meet in May.",
            "The 6204 drill is new. Owners of a 6204 like it. The 6240 drill is loud. Few know the 6204 drill.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn numbers_of_other_things_are_left_alone() {
        for text in [
            "The lamp costs £85 (112 euros). The chair costs £95 (121 euros).",
            "The house has 346 elected members and 12 appointed ones. Of the 364 candidates, 12 were appointed.",
            "The mine made 112 tonnes of tin in May. It made 121 tonnes of tin in June.",
            "The 6204 drill is new. The 6240 drill is old.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
