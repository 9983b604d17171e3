//! FL402: the height, length or weight of one thing, told twice and many times apart.
//!
//! In: lengths and weights of a part with the word that says which they are ("30 feet tall"), and the
//! words for the thing that has them. Out: the later of two that belong to the same words and are a zero or a whole
//! scale apart. It refuses to know what is usual for a thing, and what a correct value would be.

use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::unit::Dimension;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::{Form, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// "the 30-foot-tall gate … the gate is 48 kilometres tall".
pub const EXTENT: Rule = Rule {
    code: "FL402",
    name: "extent",
    summary: "one height, length or weight is told twice, many times apart",
    checks: "Where the height, length, width, depth or weight of a thing is told twice under the same words, and the second time as of a thing that is known (\"the gate\", a name), the values may not be ten times apart, or twenty times and more, whatever their units.",
    why: "A conversion goes wrong by a whole unit, or a point slips, and the wall is taller than the sky.",
    example: "\"A 30-foot-tall steel gate was put up. … The steel gate is 48 kilometres tall\".",
    silent: "The words for the thing differ, it is one of several (\"another gate\", \"the second gate\"), the sentences tell of other times, or the values are less than that apart.",
};

/// How many words name a thing, with what stands before its noun.
const NAME: usize = 3;
/// Values so many times apart are of no one thing.
const APART: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
/// How near to tenfold a slip of a zero is, in hundredths.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// Which of its measures a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Height,
    Length,
    Width,
    Depth,
    Weight,
}

/// A measure of a thing.
struct Extent {
    mention: usize,
    sort: Sort,
    /// The words for the thing.
    thing: Vec<u64>,
    /// "the gate", "Kern Tower": it is known which.
    known: bool,
}

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    let measures = [Dimension::base("length"), Dimension::base("mass")];
    let plain = |i: &usize| {
        let told = &view.mentions()[*i];
        told.kind == Kind::Quantity && told.high.is_none() && told.bound.is_none() && !told.vague && measures.contains(&told.unit.as_ref().map(|u| u.dimension))
    };
    if (0..view.mentions().len()).filter(plain).nth(1).is_none() {
        return;
    }
    let all: Vec<Extent> = (0..view.mentions().len()).filter(plain).filter_map(|i| extent(view, i)).collect();
    for (at, later) in all.iter().enumerate().filter(|(_, e)| e.known) {
        let same = |first: &&Extent| first.sort == later.sort && first.thing == later.thing;
        found.extend(all[..at].iter().find(same).and_then(|first| finding(view, first.mention, later.mention)));
    }
}

/// Which measure of what a value is, if the words say so.
fn extent(view: &View<'_>, mention: usize) -> Option<Extent> {
    if view.around(mention).any(|i| is_other(view, i)) {
        return None;
    }
    let end = view.mentions()[mention].tokens.end;
    let word = end + usize::from(view.mark(end, '-'));
    let sort = sort(view, word).or_else(|| if view.says(end, words!["in"]) { sort(view, end + 1) } else { None });
    let weight = || is_weighed(view, mention).then_some(Sort::Weight);
    let sort = sort.or_else(weight)?;
    let thing = attributed(view, word, sort).or_else(|| told_of(view, mention))?;
    let known = is_known(view, &thing);
    let name: Vec<u64> = thing.map(|i| view.part.reading.tokens[i].hash).collect();
    Some(Extent { mention, sort, thing: name, known })
}

fn sort(view: &View<'_>, at: usize) -> Option<Sort> {
    match () {
        () if view.says(at, words!["tall", "high", "height"]) => Some(Sort::Height),
        () if view.says(at, words!["long", "length"]) => Some(Sort::Length),
        () if view.says(at, words!["wide", "width"]) => Some(Sort::Width),
        () if view.says(at, words!["deep", "depth"]) => Some(Sort::Depth),
        () => None,
    }
}

fn is_weighed(view: &View<'_>, mention: usize) -> bool {
    view.mentions()[mention].tokens.start.checked_sub(1).is_some_and(|at| view.says(at, words!["weighs", "weighed", "weighing"]))
}

/// Words that make a thing one of several, or its measure one of another time.
fn is_other(view: &View<'_>, at: usize) -> bool {
    let other = words![
        "another",
        "other",
        "second",
        "third",
        "each",
        "both",
        "every",
        "new",
        "old",
        "former",
        "originally",
        "once",
        "now",
        "currently",
        "planned",
        "model",
        "replica",
        "average",
        "until",
        "before",
        "after",
        "later",
        "grew",
        "grows",
        "would",
        "could",
        "will",
        "if",
        "not",
        "scale"
    ];
    view.says(at, other)
}

fn is_content(view: &View<'_>, at: usize) -> bool {
    let plain = Class::FUNCTION | Class::ARTICLE | Class::PRONOUN | Class::POSSESSIVE | Class::DEMONSTRATIVE | Class::CARDINAL | Class::ORDINAL;
    view.is_word(at) && !view.classes(at).intersects(plain) && view.mention_at(at).is_none()
}

/// "a 30-foot-tall steel gate": the words behind the measure.
fn attributed(view: &View<'_>, word: usize, sort: Sort) -> Option<Range<usize>> {
    let joined = sort != Sort::Weight && view.mark(word.checked_sub(1)?, '-');
    let end = (word + 1..word + 2 + NAME).find(|&i| !is_content(view, i)).filter(|_| joined)?;
    (end > word + 1).then_some(word + 1..end)
}

/// "The steel gate is 48 kilometres tall": the words before the verb, at the beginning of the sentence.
fn told_of(view: &View<'_>, mention: usize) -> Option<Range<usize>> {
    let verb = view.mentions()[mention].tokens.start.checked_sub(1)?;
    let is = view.says(verb, words!["is", "was", "stands", "stood", "rises", "measures", "measured", "weighs", "weighed"]);
    let first = view.around(mention).start;
    let start = first + usize::from(view.says(first, words!["the", "this", "a", "an"]));
    (is && start < verb && verb - start <= NAME && (start..verb).all(|i| is_content(view, i))).then_some(start..verb)
}

/// "the gate", "this gate", "Kern Tower".
fn is_known(view: &View<'_>, thing: &Range<usize>) -> bool {
    let capital = |i: usize| view.part.reading.tokens[i].form.contains(Form::CAPITAL);
    let named = thing.len() > 1 && thing.clone().all(capital);
    let before = |back: usize| thing.start.checked_sub(back).is_some_and(|at| view.says(at, words!["the", "this", "that"]));
    // "the 30-foot-tall gate": the measure stands between
    named
        || before(1)
        || view.mark(thing.start.saturating_sub(2), '-')
            && view
                .mention_at(thing.start.saturating_sub(3))
                .is_some_and(|m| view.mentions()[m].tokens.start.checked_sub(1).is_some_and(|at| view.says(at, words!["the", "this", "that"])))
}

fn finding(view: &View<'_>, first: usize, later: usize) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let (one, other) = (mentions[first].unit.as_ref()?, mentions[later].unit.as_ref()?);
    let (a, b) = (mentions[first].value?.value, other.convert(mentions[later].value?.value, one)?);
    let times = a.max(b).checked_div(a.min(b)).filter(|_| a > Decimal::ZERO && b > Decimal::ZERO)?;
    let tenfold = (times - Decimal::TEN).abs() <= Decimal::TEN * NEAR;
    let when = |i: usize| mentions.iter().filter(move |m| m.sentence == mentions[i].sentence && m.kind.is_date()).map(|m| m.when);
    let same_time = when(first).eq(when(later));
    (one.measures_same(other) && same_time && (tenfold || times >= APART)).then(|| Inconsistency {
        mention: later,
        related: vec![first],
        explanation: format!("The text says {} here and {} before, of the same thing.", view.text(later), view.text(first)),
        would_pass: format!("{} in both places", view.text(first)),
        ..view.slip(EXTENT.code)
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn measures_of_one_thing_that_lie_worlds_apart_are_named() {
        assert_eq!(
            explained("They put up a 30-foot-tall steel gate. It opened in May. The steel gate is 48 kilometres tall."),
            ["FL402 The text says 48 kilometres here and 30-foot before, of the same thing. → 30-foot in both places"]
        );
        for text in [
            "Kern Tower is 312 metres high. Few climb it. Kern Tower is 3,120 metres high.",
            "The barge weighs 40 tonnes. It is slow. The barge weighs 40 pounds.",
            "A 12-kilometre-long canal was dug. The 12-metre-long canal is closed.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn measures_of_other_things_are_left_alone() {
        for text in [
            "They put up a 30-foot-tall steel gate. The steel gate is 9 metres tall.",
            "They put up a 30-foot-tall steel gate. The steel gate is 2 kilometres long.",
            "A 12-kilometre-long canal was dug. A 12-metre-long canal is closed.",
            "The gate is 30 metres tall. The garden gate is 3 metres tall.",
            "The gate is 30 metres tall. Another gate is 3 metres tall.",
            "The tree was 3 metres tall in 1990. The tree is 30 metres tall.",
            "The roof of the hall is 30 metres high. The hall is 3 metres high.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
