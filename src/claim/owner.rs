//! Values of someone that the reference does not know.
//!
//! In: a value and the words right before and behind it. Out: whether they give it to a
//! stranger: a capitalised name that is nobody's in the reference ("Utopia (4.3)"), or
//! an average that a value is compared with ("above the average of 9.4").

use super::{PartReading, says};
use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::name::Name;
use crate::text::token::words;
use crate::text::token::{Form, TokenKind};
use std::ops::Range;

/// How far before a value what it is compared with may begin, in tokens.
const REACH: usize = 8;
/// How far before a date its passive may stand, in tokens.
const PASSIVE: usize = 6;
/// Words that begin what a value is compared with.
const COMPARING: &[u64] = words!["than", "above", "below", "against", "versus", "vs", "exceeding", "compared", "like"];
/// How far before a phrase the verb of having may stand, in tokens.
const HAVING: usize = 5;
/// How far before a value the comma may stand behind which it tells of somebody, in tokens.
const APPOSED: usize = 5;
/// Whose values are nobody's that is named.
const OURS: &[u64] = words!["our", "my", "your"];
const AVERAGES: &[u64] = words!["average", "mean", "median", "norm"];

/// True if the words give the value to someone else than the names of the reference.
pub fn is_other(part: &PartReading<'_>, mention: &Mention, run: &Range<usize>, lexicon: &Lexicon) -> bool {
    let start = part.reading.sentences[mention.sentence].tokens.start;
    if mention.kind.is_date() {
        return is_of_another_noun(part, mention, start, lexicon);
    }
    is_strangers(part, run.start, start, lexicon)
        || is_compared(part, mention, run, start, lexicon)
        || is_apposed_to_stranger(part, mention, run.start, start, lexicon)
        || is_had_by_stranger(part, mention, run.start, start, lexicon)
        || run.start > start && says(part, run.start - 1, OURS)
}

/// True if the phrase for the property right before the value is a stranger's: "the population of Utopia is 45
/// million", "Utopia has a population of 45 million".
fn is_had_by_stranger(part: &PartReading<'_>, mention: &Mention, value: usize, start: usize, lexicon: &Lexicon) -> bool {
    let terms = part.terms_in(mention.sentence);
    let Some(term) = terms.iter().rfind(|t| t.tokens.end <= value && value - t.tokens.end <= REACH).map(|t| &t.tokens) else { return false };
    let verb = (term.start.saturating_sub(HAVING).max(start + 1)..term.start).rev().find(|&i| says(part, i, words!["has", "have", "had"]));
    // at the head of a sentence any word has a capital
    let had = verb.is_some_and(|v| is_stranger(part, v - 1, start, lexicon));
    had || says(part, term.end, words!["of", "in", "for"]) && is_strange_run(part, term.end + 1, value, start, lexicon)
}

/// True if the value tells of a stranger right before a comma: "in Utopia, home to 45 million", "the town of Utopia, population 45,000".
fn is_apposed_to_stranger(part: &PartReading<'_>, mention: &Mention, value: usize, start: usize, lexicon: &Lexicon) -> bool {
    let comma = (value.saturating_sub(APPOSED).max(start + 1)..value).rev().find(|&i| says(part, i, words![","]));
    let Some(comma) = comma.filter(|&comma| is_stranger(part, comma - 1, start, lexicon)) else { return false };
    let home = says(part, comma + 1, words!["home"]) && says(part, comma + 2, words!["to"]);
    let told = |term: &Range<usize>| term.start == comma + 1 && term.end <= value && value - term.end <= 1;
    home || part.terms_in(mention.sentence).iter().any(|term| told(&term.tokens))
}

/// True if a run of capitalised words begins here and nobody that is known is named in it.
fn is_strange_run(part: &PartReading<'_>, at: usize, end: usize, start: usize, lexicon: &Lexicon) -> bool {
    let first = at + usize::from(says(part, at, words!["the"]));
    let capital = |i: usize| part.reading.tokens[i].form.contains(Form::CAPITAL);
    let run = (first..end).take_while(|&i| capital(i) || says(part, i, words!["of", "the", "and"]));
    let last = run.last().unwrap_or(first);
    let known = |name: &Name| !name.inside && name.tokens.start >= first && name.tokens.end <= last + 1;
    let names = part.names.partition_point(|n| n.tokens.end <= first);
    first < end && is_stranger(part, first, start, lexicon) && !part.names[names..].iter().take_while(|n| n.tokens.start <= last).any(known)
}

/// True if the date stands behind a passive whose subject is no name, pronoun or
/// description: "the parliament was founded in 1860" says nothing of its country.
fn is_of_another_noun(part: &PartReading<'_>, mention: &Mention, start: usize, lexicon: &Lexicon) -> bool {
    if is_strangers_verb(part, mention, start, lexicon) {
        return true;
    }
    let from = mention.tokens.start.saturating_sub(PASSIVE).max(start + 1);
    let Some(verb) = (from..mention.tokens.start).rev().find(|&i| says(part, i, words!["was", "were"])) else { return false };
    is_other_noun(part, verb - 1, mention.sentence, lexicon) || is_end_of_stranger(part, verb - 1, start, lexicon)
}

/// True if the name that ends here belongs to a longer one that nothing is known of: "Utopia Chad was founded in 1964".
fn is_end_of_stranger(part: &PartReading<'_>, at: usize, start: usize, lexicon: &Lexicon) -> bool {
    let name = part.names.partition_point(|n| n.tokens.end <= at);
    let first = part.names.get(name).filter(|n| n.tokens.contains(&at)).map(|n| n.tokens.start);
    first.and_then(|first| first.checked_sub(1)).is_some_and(|before| before > start && is_stranger(part, before, start, lexicon))
}

/// True if a word is a noun that is no name, pronoun or description of what is known.
fn is_other_noun(part: &PartReading<'_>, subject: usize, sentence: usize, lexicon: &Lexicon) -> bool {
    let class = lexicon.words.classes(part.reading.marks[subject]);
    let known = part.is_named(subject)
        || part.cues_in(sentence).any(|c| c.tokens.contains(&subject) && c.cues.iter().any(|c| matches!(c.class, CueClass::Description | CueClass::Event)));
    let noun =
        part.reading.tokens[subject].kind == TokenKind::Word && !class.intersects(Class::FUNCTION | Class::PRONOUN | Class::POSSESSIVE | Class::DEMONSTRATIVE);
    noun && !known && !says(part, subject, words!["which", "that", "who", "it", "they", "he", "she"])
}

/// True if an unknown name stands right before the verb that the date belongs to ("his wife Lily died in 2000"), or
/// a noun that is nobody's here and a comma ("the bank, founded in 1881"), or if it opens the sentence and such a noun follows
/// ("Formed in 1928, the company").
fn is_strangers_verb(part: &PartReading<'_>, mention: &Mention, start: usize, lexicon: &Lexicon) -> bool {
    let verb = part.terms.partition_point(|t| t.tokens.end <= mention.tokens.start).checked_sub(1).map(|t| &part.terms[t].tokens);
    let Some(verb) = verb.filter(|v| v.start >= start && mention.tokens.start - v.end <= 2) else { return false };
    let comma = |at: usize| says(part, at, words![","]);
    // "Lily founded Chad in 1960": whoever did it, it was done to Chad
    if verb.end < mention.tokens.start && part.is_named(verb.end) {
        return false;
    }
    match verb.start - start {
        0 => {
            let end = part.reading.sentences[mention.sentence].tokens.end;
            let behind = (mention.tokens.end..end).find(|&i| comma(i)).map(|comma| comma + 1);
            let article = |at: usize| at + usize::from(says(part, at, words!["the", "a", "an"]));
            behind.map(article).is_some_and(|at| at < end && is_other_noun(part, at, mention.sentence, lexicon))
        }
        1 => is_stranger(part, verb.start - 1, start, lexicon),
        // "left after a quarrel, becoming independent in 1965": not the quarrel did
        _ if comma(verb.start - 1) => {
            !part.reading.tokens[verb.start].span().of(part.text).ends_with("ing") && is_other_noun(part, verb.start - 2, mention.sentence, lexicon)
        }
        _ => is_stranger(part, verb.start - 1, start, lexicon),
    }
}

/// True if an unknown name stands right before the value, or before its bracket.
fn is_strangers(part: &PartReading<'_>, value: usize, start: usize, lexicon: &Lexicon) -> bool {
    let mark = usize::from(value > start && says(part, value - 1, words!["(", ":"]));
    (mark == 1 && value > start + 1) && is_stranger(part, value - 2, start, lexicon)
}

/// True if a value that another is compared with is an average's or a stranger's.
fn is_compared(part: &PartReading<'_>, mention: &Mention, run: &Range<usize>, start: usize, lexicon: &Lexicon) -> bool {
    let from = run.start.saturating_sub(REACH).max(start);
    let stop = |i: &usize| says(part, *i, words![",", ";", "(", "and", "but"]);
    let before = (from..run.start).rev().take_while(|i| !stop(i));
    let Some(comparing) = before.into_iter().find(|&i| says(part, i, COMPARING)) else { return false };
    let behind = run.end..(run.end + 3).min(part.reading.sentences[mention.sentence].tokens.end);
    let name = part.names.partition_point(|n| n.tokens.start <= comparing);
    let named = part.names.get(name).is_some_and(|n| n.tokens.end <= run.start);
    let other = |i: usize| says(part, i, AVERAGES) || is_stranger(part, i, start, lexicon);
    !named && ((comparing..run.start).any(other) || behind.into_iter().take_while(|i| !stop(i)).any(|i| says(part, i, AVERAGES)))
}

/// True if a word is part of a name that nothing is known of.
fn is_stranger(part: &PartReading<'_>, at: usize, start: usize, lexicon: &Lexicon) -> bool {
    let token = part.reading.tokens[at];
    let known = Class::FUNCTION.union(Class::MONTH).union(Class::WEEKDAY).union(Class::NUMERAL);
    let capital = token.kind == TokenKind::Word && token.form.contains(Form::CAPITAL) && at > start;
    capital && !part.is_named(at) && !lexicon.words.classes(part.reading.marks[at]).intersects(known)
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::with_claims;

    fn others(text: &str) -> Vec<bool> {
        with_claims(text, |claims, _| claims.iter().map(|c| c.manner.contains(crate::claim::Manner::OTHER_OWNER)).collect())
    }

    #[test]
    fn a_passive_is_said_of_its_own_subject() {
        assert_eq!(others("In Chad the parliament was founded in 1960."), [true]);
        assert_eq!(others("Chad was founded in 1960."), [false]);
        assert_eq!(others("In Chad the leader Lily won independence in 1960."), [true]);
        assert_eq!(others("Chad says that independence was declared in 1960."), [false]);
        assert_eq!(others("Chad, a state which was founded in 1960, is dry."), [false]);
        assert_eq!(others("The bank, founded in 1960, has branches in Chad."), [true]);
        assert_eq!(others("Chad, founded in 1960, is dry."), [false]);
        assert_eq!(others("Founded in 1960, the company sells to Chad."), [true]);
        assert_eq!(others("Founded in 1960, Chad is dry."), [false]);
        assert_eq!(others("Founded in 1960, the country is dry. Chad has 2 rivers."), [false, false]);
        assert_eq!(others("In Niger they tell that King Lily founded Chad in 1960."), [false]);
        assert_eq!(others("The firm Utopia Chad was founded in 1960."), [true]);
    }

    #[test]
    fn strangers_and_averages_own_their_values() {
        assert_eq!(others("The population of Chad (18 million) and of Utopia (25 million) grew."), [false, true]);
        assert_eq!(others("The population of Chad is 18 million, the population of Utopia is 25 million."), [false, true]);
        assert_eq!(others("While Utopia has a population of 25 million, Chad has a population of 18 million."), [true, false]);
        assert_eq!(others("The population of the Federal Republic of Chad is 18 million."), [false]);
        assert_eq!(others("Chad has 9.1 percent, less than the average of 9.4 percent."), [false, true]);
        assert_eq!(others("Chad has 9.1 percent, above the UNESCO mean of 9.4 percent."), [false, true]);
        assert_eq!(others("Chad has 9.1 percent, more than 9.4 percent in Niger."), [false, false]);
    }
}
