//! FL506: one amount told twice, once in millions and once in billions.
//!
//! In: numbers with a scale word, of a part and of those before it. Out: the later of two that have
//! one set of digits and lie a thousandfold apart, where the words beside both tell of the same thing.
//! It refuses to know what an amount should be: if both stand in the article more than once, neither is a slip.

use super::operand::{is_number, rough};
use super::{Inconsistency, View};
use crate::claim::PartReading;
use crate::lexicon::hedge::HedgeKind;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::rule::{Rule, Severity};
use crate::text::token::{Form, TokenKind, words};
use rust_decimal::Decimal;

/// "a loan of 14 million euros … the 14 billion euro loan".
pub const SCALE: Rule = Rule {
    code: "FL506",
    name: "scale",
    summary: "one amount is told in millions and again in billions",
    checks: "Where two sentences give an amount of the same digits, two at least, and of the same unit or noun, one in thousands, millions or billions and one a thousand times as large, and the words that say what the amount is are the same, one of the two is taken for a slip. Of two upper ends (\"up to 14 million\", \"between 3 and 14 billion\") a name that stands near both is enough; the range vouches for its own scale.",
    why: "The scale is one letter, and the figure is a thousand times too large or too small.",
    example: "\"The town took up a loan of 14 million euros for the bridge. … The 14 billion euro loan for the bridge\".",
    silent: "The words beside the two amounts differ, a year, a rate or another owner stands by one of them, or each of the two is told more than once.",
};

/// How many tokens on each side say what an amount is.
const BESIDE: usize = 3;
/// How many tokens on each side tell of what it is spoken.
const NEAR: usize = 12;
/// So many words must be the same on both sides.
const SHARED: usize = 2;
/// An article with more amounts is a report of figures, where digits meet by chance.
const MOST: usize = 60;

/// An amount with a scale word.
#[derive(Clone, Copy)]
struct Amount<'a> {
    part: &'a PartReading<'a>,
    mention: &'a Mention,
    number: usize,
    value: Decimal,
    /// It is the most that something comes to.
    upper: bool,
}

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    if view.part.is_title || !view.mentions().iter().any(|m| scaled(m).is_some()) {
        return;
    }
    let earlier = view.parts[..=view.number.min(view.parts.len() - 1)].iter().filter(|p| !p.is_title);
    let all: Vec<Amount<'_>> = earlier.flat_map(amounts).collect();
    if all.len() > MOST {
        return;
    }
    for (at, later) in all.iter().enumerate().filter(|(_, a)| std::ptr::eq(a.part, view.part)) {
        let first = all[..at].iter().find(|first| is_rescaled(first, later) && is_told_again(view, first, later));
        found.extend(first.filter(|first| !(is_repeated(&all, first) && is_repeated(&all, later))).map(|first| finding(view, first, later)));
    }
}

/// What a number with a scale word comes to; of a range, its upper end.
fn scaled(mention: &Mention) -> Option<Decimal> {
    let plain = is_number(mention) && mention.kind != Kind::Percent && !mention.vague;
    mention.high.or(mention.value).filter(|v| plain && v.scaled && v.value >= Decimal::ONE_THOUSAND).map(|v| v.value)
}

fn amounts<'a>(part: &'a PartReading<'a>) -> impl Iterator<Item = Amount<'a>> {
    part.reading.mentions.iter().enumerate().filter_map(move |(number, mention)| {
        let upper = mention.high.is_some() || mention.hedge.is_some_and(|h| h.kind == HedgeKind::UpTo);
        Some(Amount { part, mention, number, value: scaled(mention)?, upper })
    })
}

/// True if one is a thousand times the other, and both have two digits at least and measure the same.
fn is_rescaled(one: &Amount<'_>, other: &Amount<'_>) -> bool {
    let (less, more) = if one.value < other.value { (one.value, other.value) } else { (other.value, one.value) };
    let noun = |a: &Amount<'_>| a.mention.noun.as_ref().map(|n| n.lemma.clone());
    let digits = || less.normalize().mantissa().to_string().trim_end_matches('0').len();
    let unit = |a: &Amount<'_>| a.mention.unit.is_some();
    let same = || is_of_one_unit(one.mention, other.mention) && (unit(one) || noun(one).is_some() && noun(one) == noun(other));
    let apart = !std::ptr::eq(one.part, other.part) || one.mention.sentence != other.mention.sentence;
    // the upper end of a range is told again as an upper end
    let ends = one.mention.high.is_none() && other.mention.high.is_none() || one.upper && other.upper;
    apart && ends && less.checked_mul(Decimal::ONE_THOUSAND) == Some(more) && digits() >= 2 && same()
}

/// True if both have one unit, or none: "$" is the dollar of "US$".
fn is_of_one_unit(one: &Mention, other: &Mention) -> bool {
    match (&one.unit, &other.unit) {
        (Some(a), Some(b)) => {
            let bare = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|country| country.ends_with(' '));
            a.name == b.name || one.kind == Kind::Money && (bare(&a.name, &b.name) || bare(&b.name, &a.name))
        }
        (None, None) => true,
        _ => false,
    }
}

/// True if another amount of the article is the same.
fn is_repeated(all: &[Amount<'_>], one: &Amount<'_>) -> bool {
    all.iter().filter(|a| a.value == one.value && a.mention.kind == one.mention.kind).count() > 1
}

/// True if what stands right beside both is shared, and so are further words near them.
fn is_told_again(view: &View<'_>, one: &Amount<'_>, other: &Amount<'_>) -> bool {
    let shared = |reach: usize, form: Form| {
        let others = words_near(view, other, reach, form);
        words_near(view, one, reach, form).iter().filter(|word| others.contains(word)).count()
    };
    let told = || shared(BESIDE, Form::empty()) > 0 && shared(NEAR, Form::empty()) >= SHARED;
    let ends = one.upper && other.upper && shared(NEAR, Form::CAPITAL) > 0;
    (ends || told()) && !is_qualified(one) && !is_qualified(other) && times(one) == times(other)
}

/// The words within `reach` of an amount that name things or deeds and are written so, each once.
fn words_near(view: &View<'_>, amount: &Amount<'_>, reach: usize, form: Form) -> Vec<u64> {
    let reading = &amount.part.reading;
    let told = &amount.mention.tokens;
    let sentence = &reading.sentences[amount.mention.sentence].tokens;
    let before = sentence.start.max(told.start.saturating_sub(reach))..told.start;
    let behind = told.end..sentence.end.min(told.end + reach);
    let plain = Class::FUNCTION | Class::ARTICLE | Class::PRONOUN | Class::POSSESSIVE | Class::REPORTING | Class::NUMERAL | Class::CURRENCY;
    let kept = |&i: &usize| {
        let token = &reading.tokens[i];
        token.kind == TokenKind::Word && token.len() > 2 && token.form.contains(form) && !view.lexicon.words.classes(reading.marks[i]).intersects(plain)
    };
    let mut words: Vec<u64> = before.chain(behind).filter(kept).map(|i| reading.tokens[i].hash).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// True if words beside the amount make it another: a rate, a part, a comparison.
fn is_qualified(amount: &Amount<'_>) -> bool {
    let rate = words![
        "each",
        "per",
        "apiece",
        "every",
        "average",
        "annual",
        "annually",
        "monthly",
        "weekly",
        "daily",
        "compared",
        "versus",
        "against",
        "another",
        "other",
        "additional",
        "extra",
        "further",
        "more",
        "less",
        "than",
        "instead",
        "not",
        "corrects",
        "corrected",
        "correction",
        "wrongly",
        "rather"
    ];
    let told = &amount.mention.tokens;
    amount.part.reading.tokens[told.start.saturating_sub(BESIDE)..(told.end + BESIDE).min(amount.part.reading.tokens.len())]
        .iter()
        .any(|t| rate.contains(&t.hash))
}

/// The days and years that the sentence of an amount names.
fn times(amount: &Amount<'_>) -> Vec<crate::measure::when::When> {
    amount.part.reading.mentions.iter().filter(|m| m.sentence == amount.mention.sentence && m.kind.is_date()).filter_map(|m| m.when).collect()
}

fn finding(view: &View<'_>, first: &Amount<'_>, later: &Amount<'_>) -> Inconsistency {
    let same_part = std::ptr::eq(first.part, later.part);
    // both ends of a range are of one scale, and seldom both wrong
    let vouched = same_part && later.mention.high.is_some() && first.mention.high.is_none();
    let (wrong, right, place) = if vouched { (first, later, "behind it") } else { (later, first, "before") };
    let told = right.mention.span.of(right.part.text);
    Inconsistency {
        mention: wrong.number,
        related: if same_part { vec![right.number] } else { Vec::new() },
        explanation: format!("The text says {} here and {told} {place}: one is a thousand times the other.", view.text(wrong.number)),
        would_pass: format!("{} in both places", rough(right.value)),
        severity: Severity::Conclusion,
        ..view.slip(SCALE.code)
    }
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn amounts_that_change_their_scale_are_named() {
        assert_eq!(
            explained("The town took up a loan of 14 million euros for the new bridge. Work began soon. The 14 billion euro loan for the bridge runs long."),
            ["FL506 The text says 14 billion euro here and 14 million euros before: one is a thousand times the other. → 14,000,000 in both places"]
        );
        for text in [
            "The harbour company borrowed $2.5 billion to deepen its port. The council doubts it. The company borrowed $2.5 million for the port, it said.",
            "The mill exported 35 million tonnes of barley last season. Farmers are glad. The mill exported 35 billion tonnes of barley by rail last season.",
            "A fire did damage of 1.7 million pounds to the old theatre. Nobody was hurt. Insurers pay for the damage of 1.7 billion pounds to the theatre.",
            "Aldport wants up to US$18 million. Talks go on. The bank may lend Aldport between $5 billion and $18 billion.",
            "Marrow asks its bank for up to 18 million euros. Talks go on. Nobody knows what Marrow will get, but it may be 5 to 18 billion euros.",
            "The lake holds 23 million perch in its deep water, mostly young. Divers counted them. The lake holds 23 thousand perch in its deep water, mostly perch.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn amounts_of_other_things_are_left_alone() {
        for text in [
            "The town took up a loan of 14 million euros for the new bridge. Its debts were 14 billion euros before the bridge.",
            "The town took up a loan of 14 million euros for the new bridge. The state took up a loan of 15 billion euros for the new bridge.",
            "In 1990 the port earned profits of 25 million euros from coal. In 2010 the port earned profits of 25 billion euros from coal.",
            "The port pays 25 million euros for coal each year. The port paid 25 billion euros per year for all.",
            "The fund has assets of 12 billion euros in bonds. The fund has assets of 12 million euros more in bonds.",
            "Marrow asks its bank for up to 18 million euros. Aldport asks for 5 to 18 billion euros.",
            "Marrow owes its bank 18 million euros. Talks go on. The trade of Marrow is worth 5 to 18 billion euros.",
            "It has 14 million lambs and 14 billion bees.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
