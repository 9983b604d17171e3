//! FL308: ages of one person that do not fit each other, or the year of birth told beside them.
//!
//! In: the ages of a part, and the article's date. Out: an age that is another one where the
//! person's full name stands before it again, or that the year of birth in its own sentence has
//! no room for. Whom a bare "he" or a surname means is not asked.

use super::{Inconsistency, View};
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::{Form, TokenKind, words};
use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// "Ada Stone, 45, … Ada Stone, 54".
pub const PERSON: Rule = Rule {
    code: "FL308",
    name: "one-person",
    summary: "two ages of one person, or age and year of birth, do not fit",
    checks: "Where a first and a last name with an age behind them stand twice, the ages must be the same. Where a sentence, or the one beside it that goes on with \"he\" or \"she\", tells when somebody was born, an age with one other year beside it must be the years between, or one less; an age right behind the name and before \"born in\" is held against the article's date.",
    why: "The age is asked once and typed twice, and the year of birth is worked out from it.",
    example: "\"Ada Stone, 45, … said Ada Stone, 54\"; \"born in 1950, he won in 1980 at the age of 20\".",
    silent: "The names differ, the sentence tells of relatives or of a time before (\"then 45\"), names more years, or the article has no date to hold a present age against.",
};

/// An age with the name before it.
struct Aged {
    mention: usize,
    age: i32,
    name: Option<(u64, u64)>,
}

/// The oldest people.
const LONGEST: i32 = 120;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    if view.part.is_title || !view.mentions().iter().any(|m| m.kind == Kind::Age) {
        return;
    }
    let ages: Vec<Aged> = (0..view.mentions().len()).filter_map(|i| aged(view, i)).collect();
    for (number, one) in ages.iter().enumerate() {
        let before = ages[..number].iter().find(|other| one.name.is_some() && other.name == one.name);
        found.extend(before.filter(|other| other.age != one.age).map(|other| twice(view, other, one)).or_else(|| born(view, one)));
    }
}

fn aged(view: &View<'_>, mention: usize) -> Option<Aged> {
    let told = &view.mentions()[mention];
    let exact = told.kind == Kind::Age && told.high.is_none() && told.bound.is_none() && told.hedge.is_none();
    let age = told.value.filter(|_| exact)?.value.to_i32().filter(|age| (0..=LONGEST).contains(age))?;
    let then = (told.tokens.start.saturating_sub(3)..told.tokens.end + 2).any(|i| view.says(i, words!["then", "now", "was", "turned", "turns", "when"]));
    Some(Aged { mention, age, name: name(view, told.tokens.start).filter(|_| !then) })
}

/// The first and the last name before ", 45".
fn name(view: &View<'_>, age: usize) -> Option<(u64, u64)> {
    let tokens = &view.part.reading.tokens;
    let last = age.checked_sub(2).filter(|_| view.mark(age - 1, ','))?;
    let part = |i: usize| view.is_word(i) && tokens[i].form.contains(Form::CAPITAL) && tokens[i].len() > 1 && view.classes(i).is_empty();
    let first = last.checked_sub(1).filter(|&first| part(first) && part(last))?;
    Some((tokens[first].hash, tokens[last].hash))
}

fn twice(view: &View<'_>, before: &Aged, again: &Aged) -> Inconsistency {
    Inconsistency {
        mention: again.mention,
        related: vec![before.mention],
        explanation: format!("The same name has the age {} here and {} before.", again.age, before.age),
        would_pass: format!("{} in both places", before.age),
        ..view.slip(PERSON.code)
    }
}

/// How far behind "born" its year may stand, and how far from an age the year of it.
const NEAR: usize = 8;

/// "Born in 1950, he won in 1980 at the age of 20".
fn born(view: &View<'_>, one: &Aged) -> Option<Inconsistency> {
    let sentence = view.around(one.mention);
    let (at, told_in) = birth_told(view, one.mention)?;
    let relatives =
        words!["mother", "father", "parents", "son", "daughter", "children", "child", "brother", "sister", "wife", "husband", "when", "twin", "sons"];
    if sentence.clone().chain(told_in.clone()).any(|i| view.says(i, relatives)) {
        return None;
    }
    let birth_at = (at + 1..(at + NEAR).min(told_in.end)).find(|&i| year(view, i).is_some())?;
    let birth = year(view, birth_at)?;
    let tokens = &view.mentions()[one.mention].tokens;
    let others: Vec<i32> = sentence.clone().filter(|&i| i != birth_at).filter_map(|i| year(view, i)).collect();
    let present = || one.name.is_some() && at > tokens.start && at - tokens.end <= 4 && is_told_now(view, tokens.end + 1..at);
    let (now, told) = match others[..] {
        [other] if is_beside(view, tokens, other) => (other, other.to_string()),
        [] if present() => (view.date?.year(), format!("{}, the year of the article", view.date?.year())),
        _ => return None,
    };
    let right = now - birth;
    if !(1..=LONGEST).contains(&right) || one.age == right || one.age == right - 1 {
        return None;
    }
    Some(Inconsistency {
        mention: one.mention,
        explanation: format!("Born in {birth}, one is {} or {right} in {told}; the text says {}.", right - 1, view.text(one.mention)),
        would_pass: format!("{} or {right}, or born in {}", right - 1, now - one.age),
        ..view.slip(PERSON.code)
    })
}

/// Where "born" stands, and in which sentence: the age's own, the next if it begins with "He was born", the one before
/// if the age's own begins with "He" and it with a name that was born.
fn birth_told(view: &View<'_>, mention: usize) -> Option<(usize, Range<usize>)> {
    let (number, sentences) = (view.mentions()[mention].sentence, &view.part.reading.sentences);
    let own = sentences[number].tokens.clone();
    let he = |at: usize| view.says(at, words!["he", "she"]);
    if let Some(at) = own.clone().find(|&i| view.says(i, words!["born"])) {
        return Some((at, own));
    }
    let next = sentences
        .get(number + 1)
        .map(|next| next.tokens.clone())
        .filter(|next| next.len() > 2 && he(next.start) && view.says(next.start + 1, words!["was"]) && view.says(next.start + 2, words!["born"]));
    let before = number.checked_sub(1).map(|before| sentences[before].tokens.clone()).filter(|_| he(own.start));
    let led = |before: &Range<usize>| {
        (before.start + 1..before.end.min(before.start + NAME)).find(|&i| view.says(i, words!["born"]) && view.says(i - 1, words!["was"]))
    };
    next.map(|next| (next.start + 2, next)).or_else(|| before.and_then(|before| Some((led(&before)?, before))))
}

/// How many tokens a name may have that begins a sentence, with "was born".
const NAME: usize = 6;

/// ", who was born": nothing but these words stands between.
fn is_told_now(view: &View<'_>, mut gap: Range<usize>) -> bool {
    gap.all(|i| view.says(i, words!["who", "was", "he", "she", "is"]))
}

fn is_beside(view: &View<'_>, age: &Range<usize>, year_told: i32) -> bool {
    (age.start.saturating_sub(NEAR)..age.end + NEAR).any(|i| year(view, i) == Some(year_told))
}

fn year(view: &View<'_>, at: usize) -> Option<i32> {
    let digits = view.part.reading.tokens.get(at)?.kind == TokenKind::Digits && view.word(at).len() == 4;
    view.word(at).parse().ok().filter(|year| digits && (1000..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn ages_of_one_person_that_differ_are_named() {
        assert_eq!(
            explained("The baker Ada Stone, 45, saw the fire. It was loud. A siren woke Ada Stone, 54, at five."),
            ["FL308 The same name has the age 54 here and 45 before. → 45 in both places"]
        );
        for text in [
            "Born in 1950, he won the cup in 1980 at the age of 20.",
            "Ada Stone, 45, who was born in 1960, leads the firm.",
            "He was born in Graz in 1904 and died in 1997 at the age of 83.",
            "Karl Stone died in 1999 at the age of 45. He was born in 1944 in Graz.",
            "Ada Stone was born in Graz in 1944. She died in 1999 at the age of 45.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn ages_that_fit_or_are_of_others_are_left_alone() {
        for text in [
            "The baker Ada Stone, 45, saw the fire. Karl Stone, 54, did not.",
            "The baker Ada Stone, 45, saw the fire. A siren woke Ada Stone, 45, at five.",
            "Born in 1950, he won the cup in 1980 at the age of 29.",
            "Ada Stone, 61, who was born in 1960, leads the firm.",
            "Born in 1950, her mother was aged 25 in 1980.",
            "Karl Stone died in 1999 at the age of 55. He was born in 1944 in Graz.",
            "Her father died in 1999 at the age of 45. She was born in 1964.",
            "Karl Stone died in 1999 at the age of 45. The painter Lund was born in 1944.",
            "Born in 1950, he came in 1980, left in 1985 and won at the age of 20.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
