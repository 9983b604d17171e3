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
use crate::reference::{EntityId, LabelStems, Property, PropertyId, Reference, ValueKind};

/// What most words of a label are worth.
const MOST_WORDS: f64 = 0.62;
/// Words that a percent sign says as well.
const OF_SHARES: [&str; 5] = ["share", "rate", "percentage", "proportion", "total"];
/// Letters that two words must share at their beginning.
const STEM: usize = 5;

/// What the property of a claim must be to be told by its label; nothing if none could.
pub fn wanted(claim: &Claim, context: &Context<'_>) -> Option<ValueKind> {
    match claim.mention(context.parts).kind {
        Kind::Percent => Some(ValueKind::Percent),
        Kind::Date | Kind::DateRange => Some(ValueKind::Date),
        _ => None,
    }
}

/// The properties of a subject that are of this kind and that most words of their labels tell.
pub fn told(subject: EntityId, wanted: ValueKind, words: &Words<'_>, context: &Context<'_>) -> Vec<Candidate> {
    let told = |label: &str| {
        let parts = || label.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        let said = parts().filter(|name| words.hold(name) && says_something(name, context)).count();
        said >= 2 && said * 3 >= parts().filter(|w| says_something(w, context)).count() * 2
    };
    let stems = &context.reference.labels(stems_of).stems;
    let own = context.reference.property_ids_of(subject).map(|p| (p, context.reference.property(p))).filter(|(_, p)| p.kind == wanted);
    // most labels are sent away by how their words begin
    let labels = |id: PropertyId, p| phrases(p).zip(&stems[id.0 as usize]).filter(|(_, stems)| words.may_hold_two(stems)).map(|(label, _)| label);
    let found = own.filter(|&(id, p)| labels(id, p).any(|label| told(label)));
    found.map(|(property, _)| Candidate { property, strength: MOST_WORDS, reason: "most words of its label" }).collect()
}

/// The label of a property and what else it is called.
fn phrases(property: &Property) -> impl Iterator<Item = &String> {
    std::iter::once(&property.label).chain(&property.triggers)
}

/// How the words begin that are long enough to have a stem.
fn stems_of(property: &Property) -> LabelStems {
    let long = |label: &String| label.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() >= STEM).map(beginning).collect();
    phrases(property).map(long).collect()
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
    /// False if surely fewer than two words that begin so are held.
    fn may_hold_two(&self, stems: &[u64]) -> bool {
        let begins = |own: u64| own == 0 || self.by_beginning.iter().any(|&(other, _)| own == other || other == 0);
        stems.len() >= 2 && stems.iter().filter(|&&own| begins(own)).nth(1).is_some()
    }

    /// The properties whose labels have words that begin like one of them, each with how many; in the order of their ids.
    pub fn labels_held(&self, reference: &Reference) -> Vec<(PropertyId, usize)> {
        let by_stem = &reference.labels(stems_of).by_stem;
        let first = |at: usize| !self.by_beginning[..at].iter().any(|earlier| earlier.0 == self.by_beginning[at].0);
        let begun = (0..self.by_beginning.len()).filter(|&at| first(at)).filter_map(|at| by_stem.get(&self.by_beginning[at].0));
        let mut held: Vec<PropertyId> = begun.flatten().copied().collect();
        held.sort_unstable();
        held.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
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
        return common >= STEM && common + 2 >= name.len();
    }
    let common = word.chars().zip(name.chars()).take_while(|(a, b)| a.to_lowercase().eq(b.to_lowercase())).count();
    common >= STEM && common + 2 >= name.chars().count()
}

#[cfg(test)]
mod tests {
    use super::is_alike;

    #[test]
    fn words_of_one_stem_are_alike() {
        assert!(is_alike("Christianity", "Christian") && is_alike("independent", "independence"));
        assert!(!is_alike("Christmas", "Christian") && !is_alike("vote", "votes") && !is_alike("interest", "internet"));
    }
}
