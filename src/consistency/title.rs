//! FL501: a number of the title that the text has with a slip in it.

use super::operand::{is_number, rough};
use super::{Inconsistency, View};
use crate::claim::PartReading;
use crate::measure::figure::Figure;
use crate::measure::slip::{digits, slips};
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use rust_decimal::Decimal;

/// "$1.3bn" above, "$3.1bn" below.
pub const TITLE: Rule = Rule {
    code: "FL501",
    name: "title",
    summary: "title and text give one number with different digits",
    checks: "A number of the title that the text never gives is compared with the first numbers of its kind there: two digits changed places, a point slipped, or a million became a billion.",
    why: "Titles are written last and in a hurry; the slip stands in the largest letters.",
    example: "\"Steel firm to cut 45,000 jobs\" above \"could cut up to 54,000 jobs\".",
    silent: "The text has the number somewhere, or one that it may round or be rounded to; its number is of another noun or unit, or differs by more than one slip.",
};

/// How many sentences of the text tell again what the title says.
const OPENING: usize = 3;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    let Some(title) = view.parts.iter().find(|p| p.is_title).filter(|_| !view.part.is_title) else { return };
    for told in title.reading.mentions.iter().filter(|m| is_number(m) && m.high.is_none() && !m.vague) {
        if view.parts.iter().filter(|p| !p.is_title).any(|p| p.reading.mentions.iter().any(|m| is_near(m, told))) {
            continue;
        }
        let opening = view.mentions().iter().enumerate().take_while(|(_, m)| m.sentence < OPENING);
        found.extend(opening.filter(|(_, m)| is_slip(m, told)).map(|(number, _)| finding(view, title, number, told)).next());
    }
}

fn finding(view: &View<'_>, title: &PartReading<'_>, mention: usize, told: &Mention) -> Inconsistency {
    let above = told.span.of(title.text);
    Inconsistency {
        mention,
        explanation: format!("The title says {above}, the text {}.", view.text(mention)),
        would_pass: format!("{} in both places", told.value.map_or_else(|| above.to_owned(), |v| rough(v.value))),
        ..view.slip(TITLE.code)
    }
}

/// True if a number of the text may be the title's, which rounds it or is rounded by it.
fn is_near(mention: &Mention, told: &Mention) -> bool {
    let Some(wanted) = told.value else { return true };
    let ends = [mention.value, mention.high].into_iter().flatten();
    if !is_number(mention) && mention.kind != told.kind {
        return ends.into_iter().any(|v| v.value.abs() == wanted.value.abs());
    }
    let slack = |v: Figure| (wanted.step_of_last_digit() + if v.significant_digits() > 1 { v.step_of_last_digit() } else { Decimal::ZERO }) / Decimal::TWO;
    // what is far off need not be asked how exact it is
    let far = wanted.value.abs() / Decimal::TWO;
    let off = |v: Figure| (v.value.abs() - wanted.value.abs()).abs();
    ends.into_iter().any(|v| off(v) <= far && off(v) <= slack(v))
}

/// True if both measure the same and one is the other with a slip.
fn is_slip(mention: &Mention, told: &Mention) -> bool {
    let plain = is_number(mention) && mention.high.is_none() && !mention.vague;
    let (Some(a), Some(b)) = (told.value, mention.value) else { return false };
    plain && (is_of_same(told, mention) && is_slipped(a, b) || is_rescaled(a, b) && lacks_unit(told, mention))
}

/// True if both count or measure the same.
fn is_of_same(told: &Mention, read: &Mention) -> bool {
    let unit = |m: &Mention| m.unit.as_ref().map(|u| if u.tag.is_empty() { u.name.clone() } else { u.tag.clone() });
    let noun = |m: &Mention| unit(m).or_else(|| m.noun.as_ref().map(|n| n.lemma.clone()));
    // "185 MILLION" leaves out of what
    let bare = unit(told).is_none() && told.value.is_some_and(|v| v.scaled);
    bare || told.kind == read.kind && (told.kind == Kind::Money || noun(told) == noun(read))
}

/// "20 BILLION YEN" above "20 million Euroyen".
fn lacks_unit(told: &Mention, read: &Mention) -> bool {
    told.unit.is_none() || read.unit.is_none()
}

fn is_rescaled(told: Figure, read: Figure) -> bool {
    let by = |n: i64| told.value.checked_mul(Decimal::from(n)) == Some(read.value) || read.value.checked_mul(Decimal::from(n)) == Some(told.value);
    told.scaled && read.scaled && by(1000)
}

/// Below this, a number of one digit and its tenfold may both be right.
const FEW: Decimal = Decimal::from_parts(500, 0, 0, false, 0);

/// A single digit slips only with its scale: "5 million" and "5 billion", or with many noughts.
fn is_slipped(told: Figure, read: Figure) -> bool {
    if digits(told.value) != digits(read.value) {
        return false;
    }
    let written = told.value.normalize().mantissa().to_string().trim_end_matches('0').len();
    let by = |n: i64| told.value.checked_mul(Decimal::from(n)) == Some(read.value) || read.value.checked_mul(Decimal::from(n)) == Some(told.value);
    let tenfold = told.scaled || told.step < Decimal::ONE || told.value.min(read.value) >= FEW;
    slips(told.value).contains(&read.value) && (written >= 2 && !by(1000) || tenfold && by(10) || is_rescaled(told, read))
}

#[cfg(test)]
mod tests {
    use super::is_slipped;
    use crate::measure::figure::Figure;

    #[test]
    fn slips_are_told_from_other_numbers() {
        let plain = |text: &str| Figure::written(text.parse().unwrap());
        let scaled = |text: &str, scale: i64| plain(text).scaled_by(scale.into()).unwrap();
        assert!(is_slipped(plain("45000"), plain("54000")) && is_slipped(plain("8.1"), plain("81")));
        assert!(is_slipped(scaled("50", 1_000_000), scaled("50", 1_000_000_000)));
        assert!(
            !is_slipped(plain("45000"), plain("55000"))
                && !is_slipped(plain("5"), plain("50"))
                && !is_slipped(scaled("50", 1_000_000), scaled("60", 1_000_000_000))
        );
    }
}
