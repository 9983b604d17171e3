//! Phrases for a property that are of something else than whoever is named.
//!
//! In: a phrase for a date and the words around it. Out: whether they say what was founded,
//! dissolved, signed, and that it is a common noun: "the newly established council", "the
//! collapse of the talks", "founded a newspaper". Whoever is named near by is no part of that.

use super::Context;
use super::events::recurs;
use crate::claim::{PartReading, TermCue, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::reference::Property;
use crate::reference::names::NameForm;
use crate::text::token::{Form, TokenKind, words};

/// How many words behind the determiner the noun that is meant may stand.
const NOUN: usize = 4;

const DETERMINERS: &[u64] = words!["a", "an", "the", "its", "their", "his", "her"];
const INDEFINITE: &[u64] = words!["a", "an", "another", "several", "some", "new"];
const SOUGHT: &[u64] = words!["to", "for", "towards", "toward", "seek", "seeks", "seeking", "sought", "demand", "demands", "demanding", "demanded", "wanting"];
/// Words that say that there are others of a kind.
const ONE_OF_MORE: &[u64] = words!["another", "further", "second", "third", "fourth", "minor", "earlier", "previous", "separate", "new", "repeat", "rerun"];
/// Behind these a verb in "-ing" tells what is only spoken of: "a treaty on joining the union".
const SPOKEN_OF: &[u64] = words!["on", "about", "of", "for", "towards", "toward", "from", "against"];
/// How far before a phrase such a word may stand, in tokens.
const BEFORE: usize = 3;
const RECENTLY: &[u64] = words!["newly", "recently", "previously", "formerly", "freshly"];

/// True if what the phrase says is said of a common noun, has not come to pass, or is not what the value behind it dates;
/// `value` is where that begins.
pub fn is_of_another(cue: &TermCue, value: usize, context: &Context<'_>) -> bool {
    if cue.place.sentences_back > 0 {
        return false;
    }
    let part = &context.parts[cue.term.0];
    let term = &part.terms[cue.term.1].tokens;
    let sentence = part.reading.sentences.partition_point(|s| s.tokens.end <= term.start);
    let Some(tokens) = part.reading.sentences.get(sentence).map(|s| s.tokens.clone()) else { return false };
    let around = Around { part, context, tokens };
    around.is_attributive(term.start, term.end)
        || around.is_adjective(term.start, term.end)
        || around.has_indefinite_subject(term.start)
        || around.has_common_object(term.end)
        || around.has_common_subject(term.start, term.end)
        || around.is_sought(term.start)
        || around.is_of_former_verb(term.end, value)
        || around.is_spoken_of(term.start)
}

/// True if the words say that what the phrase names is one of more: "a second referendum", "a peace agreement", which may be another one
/// than the row's; unless the event is `named`, or where or with whom it was.
pub fn is_one_of_more(cue: &TermCue, property: &Property, named: bool, context: &Context<'_>) -> bool {
    if cue.place.sentences_back > 0 {
        return false;
    }
    let part = &context.parts[cue.term.0];
    let term = &part.terms[cue.term.1];
    let tokens = part.reading.sentences[term.sentence].tokens.clone();
    let around = Around { part, context, tokens: tokens.clone() };
    let lemma = |word: &str| context.lexicon.words.lemma(word);
    let word = |at: usize| part.reading.tokens[at].span().of(part.text);
    let own = |at: usize| property.phrases().flat_map(|p| p.split(' ')).any(|w| lemma(w) == lemma(word(at)));
    let before = (tokens.start..term.tokens.start).rev().take(BEFORE).take_while(|&at| around.is_common(at) || around.is(at, words![","]));
    if before.into_iter().any(|at| around.is(at, ONE_OF_MORE) && !own(at)) {
        return true;
    }
    let event = part.cues_in(term.sentence).any(|c| c.tokens.end == term.tokens.end && c.cues.iter().any(|c| c.class == CueClass::Event && recurs(&c.value)));
    let article = term.tokens.start.checked_sub(1).is_some_and(|at| around.is(at, words!["a", "an"]));
    event && article && !named
}

struct Around<'a> {
    part: &'a PartReading<'a>,
    context: &'a Context<'a>,
    tokens: std::ops::Range<usize>,
}

impl Around<'_> {
    fn is(&self, at: usize, words: &[u64]) -> bool {
        self.tokens.contains(&at) && says(self.part, at, words)
    }

    /// "the newly established council".
    fn is_attributive(&self, start: usize, end: usize) -> bool {
        start > self.tokens.start && self.is(start - 1, RECENTLY) && (self.is_common(end) || self.is_strange(end))
    }

    /// "the independent auditor": an adjective of a noun that is no country.
    fn is_adjective(&self, start: usize, end: usize) -> bool {
        let adjective = end == start + 1 && self.is(start, words!["independent"]);
        let plural = || self.context.lexicon.words.is_plural(self.part.reading.tokens[end].span().of(self.part.text));
        let told = start > self.tokens.start && (self.is(start - 1, DETERMINERS) || self.is(start - 1, INDEFINITE));
        adjective && self.is_common(end) && !self.is_described(end, end) && (told || plural())
    }

    /// "a customs union was established": nothing that was named before.
    fn has_indefinite_subject(&self, start: usize) -> bool {
        let verb = |i: usize| self.is(i, words!["was", "were", "been", "has", "had", "have"]);
        let first = (self.tokens.start..start).rev().take_while(|&i| verb(i)).last();
        // "a truce had ended it" says what the truce did
        let Some(first) = first.filter(|&first| (first..start).any(|i| self.is(i, words!["was", "were", "been"]))) else { return false };
        let noun = (self.tokens.start..first).rev().take_while(|&i| self.is_common(i)).last().unwrap_or(first);
        let words = noun..first;
        !words.is_empty() && words.clone().any(|i| self.is(i, INDEFINITE))
    }

    /// "founded a newspaper", "the formation of the council": what follows is neither named nor described.
    fn has_common_object(&self, end: usize) -> bool {
        let of = usize::from(self.is(end, words!["of"]));
        if !self.is(end + of, DETERMINERS) {
            return false;
        }
        let behind = end + of + 1..(end + of + 1 + NOUN).min(self.tokens.end);
        let noun = behind.clone().take_while(|&i| self.is_common(i) || self.is_demonym(i) || self.is_strange(i)).last();
        noun.is_some() && !self.is_named(behind.start, NOUN) && !self.is_described(end + of, noun.unwrap_or(end))
    }

    /// "the pact collapsed": neither the country nor a war of its own.
    fn has_common_subject(&self, start: usize, end: usize) -> bool {
        let verb = self.part.reading.tokens[start].span().of(self.part.text).ends_with("ed") || self.is(start, words!["began"]);
        if !verb || end != start + 1 || start <= self.tokens.start || !self.is_common(start - 1) {
            return false;
        }
        let noun = (self.tokens.start..start).rev().take_while(|&i| self.is_common(i)).last().unwrap_or(start);
        let told = noun > self.tokens.start && self.is(noun - 1, words!["the", "this", "that"]);
        told && !self.is_described(noun - 1, start - 1) && self.name_at(start - 1).is_none()
    }

    /// "seeking independence", "a struggle for independence", "to form a union": wanted, and nothing that came then.
    fn is_sought(&self, start: usize) -> bool {
        start > self.tokens.start && self.is(start - 1, SOUGHT)
    }

    /// "the treaty on joining the union", "spoke of leaving": what is spoken of has not come to pass then.
    fn is_spoken_of(&self, start: usize) -> bool {
        let gerund = self.part.reading.tokens[start].span().of(self.part.text).ends_with("ing");
        gerund && start > self.tokens.start && self.is(start - 1, SPOKEN_OF)
    }

    /// "was founded by Mali and was dissolved in 1980": the date is of the second verb.
    fn is_of_former_verb(&self, end: usize, value: usize) -> bool {
        (end..value).any(|i| self.is(i, words!["and", "but"]) && self.is(i + 1, words!["was", "were", "is", "are", "has", "had", "became"]))
    }

    /// A word with a capital that is nobody's name.
    fn is_strange(&self, at: usize) -> bool {
        let token = self.part.reading.tokens.get(at).filter(|_| self.tokens.contains(&at));
        token.is_some_and(|t| t.kind == TokenKind::Word && t.form.contains(Form::CAPITAL)) && self.name_at(at).is_none()
    }

    /// A word without a capital that is no particle.
    fn is_common(&self, at: usize) -> bool {
        let Some(token) = self.part.reading.tokens.get(at).filter(|_| self.tokens.contains(&at)) else { return false };
        let class = self.context.lexicon.words.classes(self.part.reading.marks[at]);
        let particle = class.intersects(Class::FUNCTION | Class::PRONOUN) && !self.is(at, INDEFINITE);
        let capital = token.form.contains(Form::CAPITAL) && !self.is(at, INDEFINITE);
        token.kind == TokenKind::Word && !capital && !particle
    }

    fn is_demonym(&self, at: usize) -> bool {
        self.name_at(at).is_some_and(|forms| forms)
    }

    /// True if somebody is named within a few words, as themselves.
    fn is_named(&self, from: usize, reach: usize) -> bool {
        (from..(from + reach).min(self.tokens.end)).any(|i| self.name_at(i) == Some(false))
    }

    /// Whether a name covers the token, and whether it is that of a people.
    fn name_at(&self, at: usize) -> Option<bool> {
        let first = self.part.names.partition_point(|n| n.tokens.end <= at);
        let name = self.part.names.get(first).filter(|n| n.tokens.contains(&at))?;
        Some(name.entities.iter().all(|(_, form)| *form == NameForm::Demonym))
    }

    /// True if a description or a kind of event covers one of the tokens.
    fn is_described(&self, from: usize, last: usize) -> bool {
        let sentence = self.part.reading.sentences.partition_point(|s| s.tokens.end <= from);
        let told = |class: CueClass| matches!(class, CueClass::Description | CueClass::Event);
        self.part.cues_in(sentence).any(|c| c.tokens.start <= last && from < c.tokens.end && c.cues.iter().any(|c| told(c.class)))
    }
}
