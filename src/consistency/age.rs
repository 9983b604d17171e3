//! FL306, FL307: ages and deeds that do not fit the years of a life.
//!
//! In: a part that gives the years of one person in brackets. Out: an age beside a year, or a
//! deed in a year, that this life has no room for. Whom a sentence speaks of is read from "he",
//! "she" and the name; where relatives or a second life are told of, nobody is meant for sure.

use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::{Form, TokenKind, words};
use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// "Ada Stone (1904–1997) … in 1951, aged 29".
pub const AGE: Rule = Rule {
    code: "FL306",
    name: "age",
    summary: "the age does not fit the year of birth",
    checks: "Where a part gives the years of one life in brackets, and a sentence on the same person an age and one year, or a death and an age, the age must be the years since birth, or one less.",
    why: "Digits of an age change places, and a year is taken from the line above.",
    example: "\"Ada Stone (1904–1997) … She died in 1997, aged 29\": she was 92 or 93.",
    silent: "The part tells of several lives or of relatives, the sentence names several years, or it does not name the person.",
};

/// "George Stone (1856–1950) … In 1961 he joined".
pub const EVENT: Rule = Rule {
    code: "FL307",
    name: "event-and-life",
    summary: "somebody does something before birth or after death",
    checks: "Where a part gives the years of one life in brackets, what \"he\" or \"she\" does \"in\" a year must lie between birth and death.",
    why: "A slipped digit of a year moves a deed into another century.",
    example: "\"George Stone (1856–1950) … In 1961 he joined the party\".",
    silent: "Something is done to the dead (awards, burials, honours), the part tells of several lives or of relatives, or the year is told in another way.",
};

/// The years of one person.
struct Life {
    birth: i32,
    death: Option<i32>,
    /// From the first word of the sentence to the closing bracket.
    tokens: Range<usize>,
    /// Where the bracket opens.
    open: usize,
}

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    if !view.mentions().iter().any(|m| m.kind == Kind::Age || m.kind.is_date()) {
        return;
    }
    found.extend(view.sentences(2).filter_map(|range| portrait(view, &range)));
    let Some(life) = life(view) else { return };
    for (number, mention) in view.mentions().iter().enumerate().filter(|(_, m)| m.tokens.start > life.tokens.end) {
        match mention.kind {
            Kind::Age => found.extend(age(view, &life, number)),
            Kind::Date | Kind::DateRange => found.extend(event(view, &life, number)),
            _ => {}
        }
    }
}

// ---- the life

/// How far back from its end a bracket may open: names in other scripts stand in it, too.
const REACH: usize = 60;

/// The life that the part tells of, if it is one.
fn life(view: &View<'_>) -> Option<Life> {
    let ends = view.mentions().iter().map(|m| m.tokens.end).filter(|&end| view.mark(end, ')') && year_at(view, end - 1).is_some());
    let mut lives = ends.filter_map(|end| read(view, end));
    let first = lives.next()?;
    lives.next().is_none().then_some(first)
}

fn read(view: &View<'_>, end: usize) -> Option<Life> {
    let open = (end.saturating_sub(REACH)..end).rev().find(|&i| view.mark(i, '(') || view.mark(i, ')')).filter(|&i| view.mark(i, '('))?;
    let named = lead(view, open).is_some_and(|i| view.part.reading.tokens[i].form.contains(Form::CAPITAL));
    let last = year_at(view, end - 1)?;
    let dash = (open..end).rev().find(|&i| view.part.reading.tokens[i].is_dash());
    let birth = dash.and_then(|dash| year_at(view, dash.checked_sub(1)?));
    let born = (open..end).any(|i| view.says(i, words!["born", "b"]));
    let (birth, death) = match birth {
        Some(birth) if birth < last && last - birth <= LONGEST => (birth, Some(last)),
        None if born && dash.is_none() => (last, None),
        _ => return None,
    };
    let sentence = view.part.reading.sentences.iter().find(|s| s.tokens.contains(&open))?.tokens.start;
    named.then_some(Life { birth, death, tokens: sentence..end, open })
}

/// The last word of the name before a bracket: "Ada Stone Jr. (", "Ada Stone (/stəʊn/) (".
fn lead(view: &View<'_>, open: usize) -> Option<usize> {
    let before = open.checked_sub(1)?;
    let passed = if view.mark(before, ')') { (before.saturating_sub(REACH)..before).rfind(|&i| view.mark(i, '('))?.checked_sub(1)? } else { before };
    if view.mark(passed, '.') { passed.checked_sub(1) } else { Some(passed) }
}

/// The longest life, in years.
const LONGEST: i32 = 120;

fn year_at(view: &View<'_>, at: usize) -> Option<i32> {
    let word = view.word(at);
    let digits = view.part.reading.tokens.get(at)?.kind == TokenKind::Digits && word.len() == 4;
    word.parse().ok().filter(|year| digits && (1000..2100).contains(year))
}

// ---- whom a sentence speaks of

/// People who may be meant in place of the one whose life it is.
const OTHERS: &[u64] = words![
    "father",
    "mother",
    "son",
    "daughter",
    "wife",
    "husband",
    "brother",
    "sister",
    "grandfather",
    "grandmother",
    "parents",
    "uncle",
    "aunt",
    "cousin",
    "nephew",
    "niece",
    "successor",
    "predecessor",
    "sons",
    "daughters",
    "child",
    "children",
    "twin",
    "widow"
];

fn is_he(view: &View<'_>, at: usize) -> bool {
    view.says(at, words!["he", "she"])
}

/// True if the place tells of relatives.
fn has_others(view: &View<'_>, place: Range<usize>) -> bool {
    place.into_iter().any(|i| is_relative(view, i))
}

/// A word for somebody else; in "a Founding Father" it is part of a title.
fn is_relative(view: &View<'_>, at: usize) -> bool {
    let capital = |i: usize| view.is_word(i) && view.part.reading.tokens[i].form.contains(Form::CAPITAL);
    view.says(at, OTHERS)
        && !(at > 0 && capital(at) && capital(at - 1) && !view.classes(at - 1).intersects(Class::FUNCTION | Class::POSSESSIVE | Class::ARTICLE))
}

/// Words of a name; "Jr." may have ended the sentence.
const NAME: usize = 5;

/// True if a sentence names the person, or says "he" or "she", before `end`.
fn is_of(view: &View<'_>, life: &Life, sentence: Range<usize>, end: usize) -> bool {
    let tokens = &view.part.reading.tokens;
    let name = |hash: u64| {
        (life.tokens.start.min(life.open.saturating_sub(NAME))..life.open)
            .any(|i| tokens[i].hash == hash && tokens[i].form.contains(Form::CAPITAL) && tokens[i].len() > 3)
    };
    (sentence.start..end).any(|i| is_he(view, i) || tokens[i].form.contains(Form::CAPITAL) && view.classes(i).is_empty() && name(tokens[i].hash))
}

// ---- ages

fn age(view: &View<'_>, life: &Life, mention: usize) -> Option<Inconsistency> {
    let told = &view.mentions()[mention];
    let plain = told.high.is_none() && told.bound.is_none() && told.hedge.is_none();
    let said = told.value.filter(|_| plain).and_then(|v| v.value.to_i32())?;
    let sentence = view.around(mention);
    let near = sentence.start.saturating_sub(NEAR)..sentence.end;
    let kin = near.clone().filter(|&i| !is_apposed(view, life, i)).any(|i| is_relative(view, i));
    if kin || !is_of(view, life, sentence.clone(), told.tokens.start) {
        return None;
    }
    let died = sentence.clone().any(|i| view.says(i, words!["died", "dies", "death"]));
    let year = match years_beside(view, life, mention)[..] {
        [year] => year,
        [] if died => life.death?,
        _ => return None,
    };
    let fits = |year: i32| said == year - life.birth || said == year - life.birth - 1;
    let he = (sentence.start..told.tokens.start).any(|i| is_he(view, i));
    let dated = (sentence.start..told.tokens.start).rev().take_while(|&i| !view.says(i, words!["died"])).any(|i| year_at(view, i) == Some(year));
    let dies = (sentence.start..told.tokens.start).any(|i| view.says(i, words!["died"]));
    let at_death = life.death.filter(|&death| he && dies && dated && year != death);
    // "he died in 1907, aged 63": the age is that of the death in the brackets, the year is not
    if let Some(death) = at_death.filter(|&death| fits(death)) {
        return Some(late(view, mention, year, death));
    }
    // a death in another year, and a year outside the life, are somebody else's
    let other = life.death.is_some_and(|death| year > death || died && year != death) || year < life.birth + INFANT;
    let right = year - life.birth;
    if other || fits(year) || !(0..=LONGEST).contains(&right) || !(0..=LONGEST).contains(&said) {
        return None;
    }
    Some(Inconsistency {
        mention,
        explanation: format!("Born in {}, one is {} or {right} in {year}; the text says {}.", life.birth, right - 1, view.text(mention)),
        would_pass: format!("{} or {right}, or the year {}", right - 1, life.birth + said),
        ..view.slip(AGE.code)
    })
}

/// The finding on a death in a year that is not the one in the brackets.
fn late(view: &View<'_>, mention: usize, year: i32, death: i32) -> Inconsistency {
    Inconsistency {
        mention,
        explanation: format!("The years of this life end in {death}, which fits {}; the text says {year}.", view.text(mention)),
        would_pass: format!("the year {death}"),
        ..view.slip(AGE.code)
    }
}

/// "Ada Stone (1904–1997), daughter of": the word tells who the person is.
fn is_apposed(view: &View<'_>, life: &Life, at: usize) -> bool {
    let behind = at.checked_sub(life.tokens.end + 1).is_some_and(|gap| gap <= APPOSED);
    behind && view.mark(life.tokens.end + 1, ',') && view.says(at + 1, words!["of", "to"])
}

/// How far behind the brackets a word may tell who the person is.
const APPOSED: usize = 4;

/// The years beside an age; where there are none, those of its sentence.
fn years_beside(view: &View<'_>, life: &Life, mention: usize) -> Vec<i32> {
    let (sentence, tokens) = (view.around(mention), &view.mentions()[mention].tokens);
    let years = |reach: usize| {
        let place = sentence.start.max(tokens.start.saturating_sub(reach))..sentence.end.min(tokens.end + reach);
        place.filter_map(|i| year_at(view, i)).filter(|&year| year != life.birth).collect::<Vec<i32>>()
    };
    let beside = years(BESIDE);
    if beside.is_empty() { years(FAR) } else { beside }
}

/// How far from an age the only year of its sentence may stand.
const FAR: usize = 24;
/// How far from an age its year may stand.
const BESIDE: usize = 10;
/// Nobody does anything before this age.
const INFANT: i32 = 3;
/// How many words before a sentence may tell of somebody else.
const NEAR: usize = 20;

// ---- deeds

/// What only the living are.
const LIVING: &[u64] = words!["appointed", "elected", "hired", "promoted", "arrested", "employed", "wounded", "sworn"];

fn event(view: &View<'_>, life: &Life, mention: usize) -> Option<Inconsistency> {
    let told = &view.mentions()[mention];
    let when = told.when.filter(|w| w.from.map(|d| d.year()) == w.to.map(|d| d.year()))?;
    let year = when.from?.year();
    let start = told.tokens.start;
    // "In 1961, he joined": the year right before the one who acts
    let led = (start.saturating_sub(1)..told.tokens.end).any(|i| view.says(i, words!["in"])) && told.tokens.clone().any(|i| year_at(view, i) == Some(year));
    let next = told.tokens.end + usize::from(view.mark(told.tokens.end, ','));
    let past = view.is_word(next + 1) && !view.classes(next + 1).intersects(Class::FUTURE | Class::MODAL);
    let done = !view.says(next + 1, words!["was", "is", "has", "had", "became"]) || LIVING.iter().any(|&verb| view.says(next + 2, &[verb]));
    let near = view.around(mention).start.saturating_sub(NEAR)..view.around(mention).end;
    if !led || !is_he(view, next) || !past || has_others(view, near) {
        return None;
    }
    let (wrong, right) = match life.death {
        _ if year < life.birth => (format!("{year} is before {}, the year of birth.", life.birth), format!("a year from {}", life.birth)),
        Some(death) if year > death && done => (format!("{year} is after {death}, the year of death."), format!("a year up to {death}")),
        _ => return None,
    };
    Some(Inconsistency { mention, explanation: wrong, would_pass: right, ..view.slip(EVENT.code) })
}

/// "Karl Lang, shown in 1956, died in 1938".
fn portrait(view: &View<'_>, range: &Range<usize>) -> Option<Inconsistency> {
    let sentence = view.around(range.start);
    if !view.mentions()[range.clone()].iter().any(|m| m.kind.is_date()) || !view.holds(range.start, Class::PAST | Class::FUNCTION) {
        return None;
    }
    let died = sentence.clone().find(|&i| view.says(i, words!["died"]))?;
    let shown = sentence.clone().find(|&i| view.says(i, words!["shown", "pictured", "photographed", "seen"]))?;
    let year = |at: usize, reach: usize| (at + 1..(at + reach).min(sentence.end)).find_map(|i| year_at(view, i).map(|year| (year, i)));
    let ((seen, at), (death, _)) = (year(shown, 4)?, year(died, 6)?);
    // a picture of a grave, a film or a stamp may show the dead
    let other = sentence.clone().any(|i| view.says(i, words!["film", "stamp", "statue", "grave", "portrait", "painting", "book", "whose", "who"]));
    let mention = view.mention_at(at).filter(|_| seen > death && !other)?;
    Some(Inconsistency {
        mention,
        explanation: format!("{seen} is after {death}, the year of death."),
        would_pass: format!("a year up to {death}"),
        ..view.slip(EVENT.code)
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn ages_that_a_life_has_no_room_for_are_named() {
        assert_eq!(
            explained("Ada Stone (22 August 1904 – 19 February 1997) was a painter. She died in 1997, aged 29."),
            ["FL306 Born in 1904, one is 92 or 93 in 1997; the text says aged 29. → 92 or 93, or the year 1933"]
        );
        for text in [
            "Karl Brandt (born 30 July 1947) is an actor. In 1970 Brandt won the prize at the age of 32.",
            "Ada Stone (1904–1997) was a painter. She died at the age of 77.",
            "Karl Lang Jr. (5 May 1861 – 8 June 1936) was a judge. After taking office in March 1891, he became mayor at age 42.",
            "Karl Lang (/lʌŋ/) (5 May 1861 – 8 June 1936) was a judge. In 1891 he came to a small town in the north of the land, at age 42.",
            "Karl Lang (5 May 1861 – 8 June 1936) was a judge and City Father of Graz. When Lang left office in 1927 at age 56, he sailed to Malta.",
            "Ada Lang (1891–1904), daughter of Karl and Ida Lang, died at age 21 and was buried in Graz.",
            "Karl Lang (5 May 1861 – 8 June 1936) was a judge. He died a month later, on 8 June 1946, aged 75.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn deeds_outside_a_life_are_named() {
        assert_eq!(
            explained("George Lang (26 July 1856 – 2 November 1950) wrote plays. In 1961 he joined a party."),
            ["FL307 1961 is after 1950, the year of death. → a year up to 1950"]
        );
        assert_eq!(explained("Ada Stone (1904–1997) was a painter. In 1821, she moved to Graz.").len(), 1);
    }

    #[test]
    fn what_fits_or_is_of_others_is_left_alone() {
        for text in [
            "Ada Stone (1904–1997) was a painter. She died in 1997, aged 92.",
            "Ada Stone (1904–1997) was a painter. Her son died in 1997, aged 29.",
            "Ada Stone (1904–1997) was a painter. In 2003 she was honoured with a stamp.",
            "Ada Stone (1904–1997) married Karl Lang (1901–1950). In 1961 he joined a party.",
            "Ada Stone (1904–1997) was a painter. Her father was a smith. In 1821 he moved to Graz.",
            "Ada Stone (1904–1997) was a painter. In 1933, aged 28, she moved to Graz.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
