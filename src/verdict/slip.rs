//! Slips of the pen: what made a claim's value of a row's.
//!
//! In: a mention and a row that it misses. Out: the slip, if one is known that leads from the row to the words: digits the
//! other way round, the point a place off, a mile for a kilometre, one part of a date. Such a value is hardly of something
//! else: so, like a match, it is itself evidence for its link. The less a number tells, the more often it stands so to some
//! row by chance; one digit tells nothing.

use super::{date, value};
use crate::lexicon::Lexicon;
use crate::measure::interval::Interval;
use crate::measure::slip::{DateSlip, SCALES, swapped};
use crate::measure::unit::{UnitRef, plural};
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::reference::{Fact, FactValue};
use chrono::Datelike;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Units of the two systems that are written for one another.
const PAIRS: [(&str, &str); 5] =
    [("kilometre", "mile"), ("metre", "foot"), ("square kilometre", "square mile"), ("square metre", "square foot"), ("hectare", "acre")];
/// A scale word for the next one, as against a nought too many: parts of a whole are seldom so small.
const THOUSAND: u32 = SCALES[1];
/// Digits from which on a number is hardly another's by chance, give or take a slip.
const MANY: usize = 3;
/// Numbers of more digits are no values.
const LARGEST: i64 = 10_i64.pow(15);
/// Half of a number's last digit.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// What went wrong between a row and the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slip {
    /// Two neighbouring digits have changed places.
    Swapped,
    /// So many times too large.
    TooLarge(u32),
    /// So many times too small.
    TooSmall(u32),
    /// The number is that of this unit.
    Unit(UnitRef),
    /// The first of several digits is another one.
    FirstDigit,
    /// A digit is missing before the others.
    FirstMissing,
    /// The first digit is one too many.
    FirstExtra,
    /// A date with a slip.
    Date(DateSlip),
}

/// How much a slip says for its link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Chance does as well.
    None,
    /// Enough where it is told well what the value is of.
    Little,
    /// Enough where nothing speaks against the link.
    Some,
    /// Enough even where the words may narrow down what it is of.
    More,
    /// Enough whatever the words around the value.
    Much,
}

impl Slip {
    /// The slip that leads from a row to a mention.
    pub(super) fn of(mention: &Mention, fact: &Fact, lexicon: &Lexicon) -> Option<Self> {
        match fact.value {
            FactValue::Date(row) => DateSlip::between(&date::named(mention)?, &row).map(Slip::Date),
            FactValue::Number { .. } if mention.high.is_none() => Written::of(mention, fact)?.slip(mention, lexicon),
            FactValue::Number { .. } | FactValue::Name => None,
        }
    }

    /// What it says for a link to that row.
    pub(super) fn weight(&self, mention: &Mention, fact: &Fact) -> Weight {
        let digits = Written::digits(mention).map_or(0, |(number, _)| number.to_string().len());
        match self {
            Slip::Swapped | Slip::Unit(_) | Slip::TooLarge(THOUSAND) | Slip::TooSmall(THOUSAND) if digits >= MANY => Weight::Much,
            Slip::Swapped | Slip::Unit(_) | Slip::TooLarge(THOUSAND) | Slip::TooSmall(THOUSAND) if digits == MANY - 1 => Weight::More,
            Slip::TooLarge(_) | Slip::TooSmall(_) if digits >= MANY => Weight::More,
            Slip::TooLarge(_) | Slip::TooSmall(_) if digits == MANY - 1 => Weight::Little,
            Slip::FirstDigit | Slip::FirstMissing | Slip::FirstExtra => Weight::Some,
            Slip::Date(DateSlip::Year | DateSlip::Month) if is_written(mention) && !is_kept(mention, fact) => Weight::Some,
            Slip::Date(DateSlip::Exchanged) if is_written(mention) => Weight::Much,
            Slip::Date(DateSlip::Turned) if is_written(mention) => Weight::Some,
            Slip::Date(DateSlip::YearSwapped | DateSlip::Decade | DateSlip::Century) if is_written(mention) => Weight::Little,
            _ => Weight::None,
        }
    }

    /// What it is, for an editor.
    pub(super) fn words(&self) -> String {
        match self {
            Slip::Swapped => "two digits have changed places".to_owned(),
            Slip::TooLarge(times) => format!("it is {} times too large", number(*times)),
            Slip::TooSmall(times) => format!("it is {} times too small", number(*times)),
            Slip::Unit(unit) => format!("the number is right in {}", plural(&unit.name)),
            Slip::FirstDigit => "only the first digit differs".to_owned(),
            Slip::FirstMissing => "the first digit is missing".to_owned(),
            Slip::FirstExtra => "the first digit is one too many".to_owned(),
            Slip::Date(DateSlip::Year) => "only the year differs".to_owned(),
            Slip::Date(DateSlip::Month) => "only the month differs".to_owned(),
            Slip::Date(DateSlip::Exchanged) => "day and month have changed places".to_owned(),
            Slip::Date(DateSlip::Turned) => "the digits of the day have changed places".to_owned(),
            Slip::Date(DateSlip::YearSwapped) => "two digits of the year have changed places".to_owned(),
            Slip::Date(DateSlip::Decade) => "it is a decade off".to_owned(),
            Slip::Date(DateSlip::Century) => "it is a century off".to_owned(),
        }
    }
}

fn number(times: u32) -> &'static str {
    if times == SCALES[0] { "ten" } else { "a thousand" }
}

/// A number as it was written, held against a row.
struct Written {
    /// Its digits, without the noughts that only give its size.
    digits: i64,
    /// What the last of them is worth.
    worth: Decimal,
    /// The row's interval, as it is mostly said: without a sign.
    row: Interval,
    /// The row's unit.
    unit: Option<UnitRef>,
}

impl Written {
    fn of(mention: &Mention, fact: &Fact) -> Option<Self> {
        let (digits, worth) = Self::digits(mention)?;
        let FactValue::Number { range, step } = fact.value else { return None };
        let row = value::own_interval(range, step, fact.tolerance);
        let below = row.high.is_some_and(|high| high < Decimal::ZERO);
        let row = if below { row.map(|v| Some(-v))? } else { row };
        // much lies beyond a bound
        row.low.zip(row.high)?;
        Some(Written { digits, worth, row, unit: fact.unit.clone() })
    }

    fn digits(mention: &Mention) -> Option<(i64, Decimal)> {
        let figure = mention.value.filter(|figure| !mention.kind.is_date() && figure.value > Decimal::ZERO)?;
        let worth = figure.step_of_last_digit();
        let digits = figure.value.checked_div(worth)?.trunc().to_i64().filter(|digits| *digits < LARGEST)?;
        Some((digits, worth))
    }

    fn slip(&self, mention: &Mention, lexicon: &Lexicon) -> Option<Slip> {
        let unit = mention.unit.as_ref();
        let own = |number: Decimal| self.is_rows(number, Decimal::ONE, unit);
        let digits = Decimal::from(self.digits);
        if swapped(digits).any(own) {
            return Some(Slip::Swapped);
        }
        for times in SCALES {
            let factor = Decimal::from(times);
            if self.is_rows(digits, Decimal::ONE.checked_div(factor)?, unit) {
                return Some(Slip::TooLarge(times));
            }
            if self.is_rows(digits, factor, unit) {
                return Some(Slip::TooSmall(times));
            }
        }
        let meant = unit.and_then(|unit| other_system(&unit.name)).and_then(|name| lexicon.units.by_name(name));
        if let Some(meant) = meant.filter(|meant| self.is_rows(digits, Decimal::ONE, Some(meant))) {
            return Some(Slip::Unit(meant));
        }
        self.at_first_digit().find(|&(digits, _)| own(Decimal::from(digits))).map(|(_, slip)| slip)
    }

    /// True if the row's value is written with these digits: rounded as the mention is.
    fn is_rows(&self, digits: Decimal, factor: Decimal, unit: Option<&UnitRef>) -> bool {
        let end = |half: Decimal| {
            let value = (digits + half).checked_mul(self.worth)?.checked_mul(factor)?;
            unit.zip(self.unit.as_ref()).map_or(Some(value), |(from, to)| from.convert(value, to))
        };
        end(-HALF).zip(end(HALF)).is_some_and(|(low, high)| self.row.meets(&Interval::between(low, high)))
    }

    /// What the digits may have been before the first one went wrong, where enough others are left.
    fn at_first_digit(&self) -> impl Iterator<Item = (i64, Slip)> {
        let places = self.digits.checked_ilog10().unwrap_or(0) as usize + 1;
        let power = 10_i64.pow(self.digits.checked_ilog10().unwrap_or(0));
        let (first, rest) = (self.digits / power, self.digits % power);
        let others = (1..10).filter(move |other| places >= MANY && *other != first).map(move |other| (other * power + rest, Slip::FirstDigit));
        let missing = (1..10).filter(move |_| places >= MANY - 1).map(move |other| (other * power * 10 + self.digits, Slip::FirstMissing));
        let extra = (places >= MANY && rest >= power / 10).then_some((rest, Slip::FirstExtra));
        others.chain(missing).chain(extra)
    }
}

/// The unit of the other system that is written for one.
fn other_system(name: &str) -> Option<&'static str> {
    PAIRS.iter().find_map(|&(a, b)| if a == name { Some(b) } else { (b == name).then_some(a) })
}

/// True if the date is written with its year, and not counted from the story's day.
fn is_written(mention: &Mention) -> bool {
    fn written(expr: &DateExpr) -> bool {
        match expr {
            DateExpr::Day { year, .. } | DateExpr::Month { year, .. } => year.is_some(),
            DateExpr::Year(_) => true,
            DateExpr::Since(inner) | DateExpr::Until(inner) => written(inner),
            _ => false,
        }
    }
    mention.said.as_ref().is_some_and(written)
}

/// True for a day on which much else may have happened: the first of a month, or that of a later year, which is kept as the row's.
fn is_kept(mention: &Mention, fact: &Fact) -> bool {
    let (Some(named), FactValue::Date(row)) = (date::named(mention), fact.value) else { return true };
    let (Some(day), Some(meant)) = (named.from, row.from) else { return true };
    // whoever has been something since a day does not speak of a feast
    let turned = || swapped(day.year().into()).any(|year| year == meant.year().into());
    day.day() == 1 || day.year() > meant.year() && !mention.is_since() && !turned()
}
