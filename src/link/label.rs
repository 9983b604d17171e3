//! Properties told by most words of a label, where no phrase of the table names them.
//!
//! In: a percentage or a date and the words of its sentence. Out: the subject's properties
//! of that kind whose label, or one of whose phrases, has nearly all its words there ("yes
//! share in the referendum": "the referendum passed with 61 percent voting yes"). Enough
//! for a match, never for a contradiction.

use super::Context;
use super::property::Candidate;
use crate::claim::Claim;
use crate::lexicon::word::Class;
use crate::mention::draft::Kind;
use crate::reference::{LabelStems, PhraseId, Property, PropertyId, Reference, ValueKind};

/// What most words of a label are worth.
const MOST_WORDS: f64 = 0.62;
/// Words that a percent sign says as well.
const OF_SHARES: [&str; 5] = ["share", "rate", "percentage", "proportion", "total"];
/// Letters that two words must share at their beginning.
const STEM: usize = 5;

/// The properties of the claim's kind that most words of their labels tell, in the order of their ids.
pub fn told_by(claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    match claim.mention(context.parts).kind {
        Kind::Percent => told(ValueKind::Percent, &Words::of(claim, context), context),
        Kind::Date | Kind::DateRange => told(ValueKind::Date, &Words::of(claim, context), context),
        _ => Vec::new(),
    }
}

fn told(wanted: ValueKind, words: &Words<'_>, context: &Context<'_>) -> Vec<Candidate> {
    let told = |label: &str| {
        let parts = || label.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        let said = parts().filter(|name| words.hold(name) && says_something(name, context)).count();
        said >= 2 && said * 3 >= parts().filter(|w| says_something(w, context)).count() * 2
    };
    let all = words.may_tell(context.reference).into_iter().map(|(id, number)| (id, number, context.reference.property(id)));
    let of_kind = all.filter(|(.., property)| property.kind == wanted);
    let mut found: Vec<PropertyId> =
        of_kind.filter(|&(_, number, p)| p.phrases().nth(usize::from(number)).is_some_and(|label| told(label))).map(|found| found.0).collect();
    found.dedup();
    found.into_iter().map(|property| Candidate { property, strength: MOST_WORDS, reason: "most words of its label" }).collect()
}

/// How the words begin that are long enough to have a stem.
fn stems_of(property: &Property) -> LabelStems {
    let long = |label: &String| label.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() >= STEM).map(beginning).collect();
    property.phrases().map(long).collect()
}

/// The properties that count such things.
pub fn counting<'r>(noun: &str, reference: &'r Reference) -> &'r [PropertyId] {
    reference.labels(stems_of).by_counted.get(noun).map_or(&[], Vec::as_slice)
}

/// Words of a sentence by the letters that they begin with.
pub struct Words<'a> {
    by_beginning: Vec<(u64, &'a str)>,
}

impl<'a> Words<'a> {
    /// Those of a claim's sentence.
    pub fn of(claim: &Claim, context: &Context<'a>) -> Self {
        let part = &context.parts[claim.part];
        let tokens = part.reading.sentences[claim.sentence].tokens.clone();
        Words::new(tokens.map(|i| part.reading.tokens[i].span().of(part.text)))
    }

    /// The words that are long enough to have a stem.
    pub fn new(words: impl Iterator<Item = &'a str>) -> Self {
        Words { by_beginning: words.filter(|w| w.len() >= STEM).map(|word| (beginning(word), word)).collect() }
    }

    /// True if one of them is of the word's stem.
    pub fn hold(&self, name: &str) -> bool {
        let own = beginning(name);
        name.len() >= STEM && self.by_beginning.iter().any(|&(other, word)| (own == other || own == 0 || other == 0) && is_alike(word, name))
    }
}

impl Words<'_> {
    /// The phrases of which two words begin like one of them, in their order; where a word is not ASCII, all of those with words
    /// enough: what it begins like is not told by letters.
    fn may_tell(&self, reference: &Reference) -> Vec<PhraseId> {
        let foreign = self.by_beginning.iter().any(|word| word.0 == 0);
        let by_stem = &reference.labels(stems_of).by_stem;
        let mut held: Vec<PhraseId> = if foreign { by_stem.values().flatten().copied().collect() } else { self.begun(reference) };
        if !foreign {
            // words of phrases that are not ASCII are under 0
            held.extend(by_stem.get(&0).into_iter().flatten());
        }
        held.sort_unstable();
        held.chunk_by(|a, b| a == b).filter(|same| same.len() >= 2).map(|same| same[0]).collect()
    }

    /// The phrases that have words that begin like one of them, once for each such word, in no order.
    fn begun(&self, reference: &Reference) -> Vec<PhraseId> {
        let by_stem = &reference.labels(stems_of).by_stem;
        let first = |at: usize| !self.by_beginning[..at].iter().any(|earlier| earlier.0 == self.by_beginning[at].0);
        let own = (0..self.by_beginning.len()).filter(|&at| first(at)).map(|at| self.by_beginning[at].0);
        own.filter(|own| *own != 0).filter_map(|own| by_stem.get(&own)).flatten().copied().collect()
    }

    /// The properties whose labels have words that begin like one of them, each with how many; in the order of their ids.
    pub fn labels_held(&self, reference: &Reference) -> Vec<(PropertyId, usize)> {
        let mut held = self.begun(reference);
        held.retain(|phrase| phrase.1 == 0);
        held.sort_unstable();
        held.chunk_by(|a, b| a == b).map(|same| (same[0].0, same.len())).collect()
    }

    /// True if one of them is of the stem of a word in a label.
    pub fn hold_another(&self, label: &str) -> bool {
        label.split(|c: char| !c.is_alphabetic()).any(|name| self.hold(name))
    }
}

/// The first letters of a word in lower case as one number; 0 if there are fewer, or one of them is not ASCII.
fn beginning(word: &str) -> u64 {
    let head = word.as_bytes().first_chunk::<STEM>().filter(|head| head.is_ascii());
    head.map_or(0, |head| head.iter().fold(0, |all, letter| all << 8 | u64::from(letter.to_ascii_lowercase())))
}

fn says_something(word: &str, context: &Context<'_>) -> bool {
    !OF_SHARES.contains(&word) && !context.lexicon.words.look_up(word).classes.intersects(Class::FUNCTION | Class::ARTICLE)
}

/// True if two words begin alike and hardly differ behind.
fn is_alike(word: &str, name: &str) -> bool {
    if word.is_ascii() && name.is_ascii() {
        let common = word.bytes().zip(name.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
        return common >= STEM && common + 2 >= bare(name).len();
    }
    let common = word.chars().zip(name.chars()).take_while(|(a, b)| a.to_lowercase().eq(b.to_lowercase())).count();
    common >= STEM && common + 2 >= name.chars().count()
}

/// A word without the ending of a verbal noun: "spends" is of "spending".
fn bare(name: &str) -> &str {
    name.strip_suffix("ing").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::is_alike;

    #[test]
    fn words_of_one_stem_are_alike() {
        assert!(is_alike("Christianity", "Christian") && is_alike("independent", "independence") && is_alike("spends", "spending"));
        assert!(!is_alike("Christmas", "Christian") && !is_alike("vote", "votes") && !is_alike("interest", "internet"));
    }
}
