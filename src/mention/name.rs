//! Names of entities and phrases for properties, as they stand in the text.
//!
//! In: a reading and the reference's index of names. Out: every name and term with its
//! place. Which of several entities is meant, and what a name does in its sentence, is
//! for the rooms above.

use super::{Mention, Reading};
use crate::lexicon::Lexicon;
use crate::lexicon::cue::{Cue, Cues};
use crate::lexicon::word::Class;
use crate::reference::EntityId;
use crate::reference::names::{NameForm, Names, Stems, TermEntry};
use crate::text::sentence::Sentence;
use crate::text::token::{Form, Token, TokenKind, words};
use std::ops::Range;

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentence.
    pub sentence: usize,
    /// Whose it can be, and how it names them.
    pub entities: Vec<(EntityId, NameForm)>,
    /// It stands inside a longer capitalised name ("Jordan Smith"), or means something else beside the words
    /// of its sentence and the names of the one before ("Georgia" beside "Atlanta").
    pub inside: bool,
}

impl Name {
    /// True if it may be the entity's.
    pub fn is_of(&self, entity: EntityId) -> bool {
        self.entities.iter().any(|e| e.0 == entity)
    }
}

/// A phrase for one or more properties in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentence.
    pub sentence: usize,
    /// What it can stand for.
    pub entries: Vec<TermEntry>,
}

/// A description, kind of event, title, source phrase in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCue {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentence.
    pub sentence: usize,
    /// What it can tell.
    pub cues: Vec<Cue>,
}

/// All names in a reading, left to right, longest first.
pub fn find_names(text: &str, reading: &Reading, names: &Names, lexicon: &Lexicon) -> Vec<Name> {
    let mut found = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let tokens = &reading.tokens[..sentence.tokens.end];
        let before = number.checked_sub(1).map_or(0..0, |before| reading.sentences[before].tokens.clone());
        let mut at = sentence.tokens.start;
        while at < tokens.len() {
            match name_here(text, tokens, at, sentence, names) {
                // "on May 27" names nobody
                Some((_, end)) if is_of_date(reading, at..end, lexicon) => at = end,
                // "US dollars" are a unit
                Some((_, end)) if lexicon.units.unit_at(text, tokens, at).is_some_and(|unit| unit.end > end) => at = end,
                Some((entities, end)) => {
                    let another = end == at + 1 && lexicon.homonyms.is_another(tokens[at].hash, &tokens[sentence.tokens.clone()], &tokens[before.clone()]);
                    let inside = another || is_inside(reading, at..end, sentence, lexicon);
                    found.push(Name { tokens: at..end, sentence: number, entities, inside });
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

fn name_here(text: &str, tokens: &[Token], at: usize, sentence: &Sentence, names: &Names) -> Option<(Vec<(EntityId, NameForm)>, usize)> {
    let (entities, end) = names.name_at(text, tokens, at)?;
    let glued = |i: usize| tokens.get(i).is_some_and(Token::is_glued);
    // "US$" is a currency, and "mid-Turkey" would be odd
    let currency = glued(end) && tokens.get(end).is_some_and(|t| t.is_mark('$'));
    let letters_behind = glued(end) && tokens.get(end).is_some_and(|t| t.kind == TokenKind::Digits);
    let joined_before = at > sentence.tokens.start && glued(at) && tokens[at - 1].kind == TokenKind::Digits;
    (!currency && !letters_behind && !joined_before).then_some((entities, end))
}

/// True if a mention of a date has the name as its month.
fn is_of_date(reading: &Reading, name: Range<usize>, lexicon: &Lexicon) -> bool {
    let holds = |m: &Mention| m.kind.is_date() && m.tokens.start <= name.start && name.end <= m.tokens.end;
    let before = reading.mentions.partition_point(|m| m.tokens.end <= name.start);
    let month = || lexicon.words.classes(reading.marks[name.start]).contains(Class::MONTH);
    name.len() == 1 && month() && reading.mentions.get(before).is_some_and(holds)
}

/// True if another capitalised word stands right behind or before a one-word name, or before its "de"; "The" is none.
fn is_inside(reading: &Reading, name: Range<usize>, sentence: &Sentence, lexicon: &Lexicon) -> bool {
    let capital = |i: usize| {
        let token = reading.tokens[i];
        let plain = lexicon.words.classes(reading.marks[i]).contains(Class::FUNCTION);
        token.kind == TokenKind::Word && token.form.contains(Form::CAPITAL) && !token.form.contains(Form::UPPER) && !plain
    };
    let behind = name.end < sentence.tokens.end && capital(name.end);
    let before = name.start > sentence.tokens.start + 1 && capital(name.start - 1);
    // "Estado de Utopia": a name of another tongue
    let particle = |i: usize| words!["de", "del", "di", "da", "du", "von", "van"].contains(&reading.tokens[i].hash);
    let foreign = name.start > sentence.tokens.start + 2 && particle(name.start - 1) && capital(name.start - 2);
    // "Abdullah II" is another one than Abdullah
    let numbered = words!["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xvi"];
    let numeral = reading.tokens.get(name.end).is_some_and(|t| t.form.contains(Form::UPPER) && numbered.contains(&t.hash));
    name.len() == 1 && (behind || before || foreign || numeral)
}

/// All phrases for properties in the sentences that `wanted` picks; `said` are the names in the reading.
pub fn find_terms(
    text: &str,
    reading: &Reading,
    said: &[Name],
    names: &Names,
    stems: &mut Stems,
    lexicon: &Lexicon,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Term> {
    let mut found = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate().filter(|(n, _)| wanted(*n)) {
        let stemmed = names.stemmed(text, &reading.tokens[sentence.tokens.clone()], stems);
        let base = sentence.tokens.start;
        let mut at = 0;
        while at < stemmed.len() {
            let term = names.term_at(&stemmed, at).filter(|(_, end)| !is_of_name(reading, said, base + at..base + end));
            let end = term.as_ref().map_or(at + 1, |(_, end)| *end);
            found.extend(term.map(|(entries, end)| Term { tokens: base + at..base + end, sentence: number, entries: entries.to_vec() }));
            // of "population grew" the value may be the population's as well
            let last = end - 1;
            if last > at && lexicon.words.classes(reading.marks[base + last]).contains(Class::CHANGE) {
                let shorter = names.term_at(&stemmed[..last], at).filter(|(_, end)| *end == last);
                found.extend(shorter.map(|(entries, end)| Term { tokens: base + at..base + end, sentence: number, entries: entries.to_vec() }));
            }
            let opens = names.may_open_term(stemmed[end - 1]).then_some(base + end);
            let second = opens.and_then(|behind| gap(reading, said, sentence, behind)).filter(|&second| second < sentence.tokens.end);
            let split = second.and_then(|second| Some((second, names.split_term(stemmed[end - 1], &stemmed[second - base..])?)));
            if let Some((second, (entries, behind))) = split {
                found.push(Term { tokens: base + at..second + behind, sentence: number, entries: entries.to_vec() });
            }
            at = end;
        }
    }
    found
}

/// True for a word that a name has, as "Coast" in "Ivory Coast": it says nothing of a coast.
fn is_of_name(reading: &Reading, said: &[Name], term: Range<usize>) -> bool {
    let capital = |token: &Token| token.form.contains(Form::CAPITAL);
    let name = said.get(said.partition_point(|n| n.tokens.end <= term.start));
    let within = |name: &&Name| name.tokens.start <= term.start && term.end <= name.tokens.end && term.len() == 1 && name.tokens.len() > 1;
    name.filter(within).is_some_and(|name| reading.tokens[name.tokens.clone()].iter().all(capital))
}

/// One past the words that may part a phrase: "of Chad" in "the economy of Chad grew", "was" in "the economy was
/// worth", "has" in "the economy has grown", "that" in "an economy that grew", "Chad's" in "of Chad's exports", "Chadian" and "whose" in its place.
fn gap(reading: &Reading, said: &[Name], sentence: &Sentence, at: usize) -> Option<usize> {
    let says = |at: usize, words: &[u64]| at < sentence.tokens.end && words.contains(&reading.tokens[at].hash);
    if says(at, words!["is", "was", "are", "were", "has", "have", "had", "that", "which"]) {
        return Some(at + 1);
    }
    let named = |at: usize| {
        let name = at + usize::from(says(at, words!["the"]));
        let first = said.partition_point(|n| n.tokens.start < name);
        said.get(first).filter(|n| n.tokens.start == name).map(|n| n.tokens.end)
    };
    if says(at, words!["of", "in"]) {
        return named(at + 1);
    }
    if says(at, words!["whose"]) {
        return Some(at + 1);
    }
    let end = named(at)?;
    if says(end, words!["'s", "’s"]) {
        return Some(end + 1);
    }
    let people = said.iter().any(|n| n.tokens.start == at && n.tokens.end == end && n.entities.iter().any(|e| e.1 == NameForm::Demonym));
    people.then_some(end)
}

/// All cues in the sentences that `wanted` picks.
pub fn find_cues(reading: &Reading, cues: &Cues, wanted: impl Fn(usize) -> bool) -> Vec<FoundCue> {
    let mut found = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate().filter(|(n, _)| wanted(*n)) {
        let tokens = &reading.tokens[..sentence.tokens.end];
        let mut at = sentence.tokens.start;
        while at < tokens.len() {
            at = match cues.at(tokens, at) {
                Some((entries, end)) => {
                    found.push(FoundCue { tokens: at..end, sentence: number, cues: entries.to_vec() });
                    end
                }
                None => at + 1,
            };
        }
    }
    found
}
