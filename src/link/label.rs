//! Shares told by most words of a label, where no phrase of the table names them.
//!
//! In: a percentage and the words of its sentence. Out: the subject's shares whose label
//! has nearly all its words there ("yes share in the referendum": "the referendum passed
//! with 61 percent voting yes"). Enough for a match, never for a contradiction.

use super::Context;
use super::property::Candidate;
use crate::claim::Claim;
use crate::lexicon::word::Class;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, ValueKind};

/// What most words of a label are worth.
const MOST_WORDS: f64 = 0.62;
/// Words that a percent sign says as well.
const OF_SHARES: [&str; 5] = ["share", "rate", "percentage", "proportion", "total"];
/// Letters that two words must share at their beginning.
const STEM: usize = 5;

/// The shares of a subject that most words of their labels tell.
pub fn shares(subject: EntityId, claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    if claim.mention(context.parts).kind != Kind::Percent {
        return Vec::new();
    }
    let part = &context.parts[claim.part];
    let tokens = part.reading.sentences[claim.sentence].tokens.clone();
    let words: Vec<&str> = tokens.map(|i| part.reading.tokens[i].span().of(part.text)).filter(|w| w.len() >= STEM).collect();
    let told = |label: &str| {
        let content: Vec<&str> = label.split(|c: char| !c.is_alphabetic()).filter(|w| says_something(w, context)).collect();
        let said = content.iter().filter(|name| words.iter().any(|word| is_alike(word, name))).count();
        said >= 2 && said * 3 >= content.len() * 2
    };
    let shares = context.reference.properties_of(subject).map(|(p, _)| p).filter(|p| context.reference.property(*p).kind == ValueKind::Percent);
    let found = shares.filter(|p| told(&context.reference.property(*p).label));
    found.map(|property| Candidate { property, strength: MOST_WORDS, reason: "most words of its label" }).collect()
}

fn says_something(word: &str, context: &Context<'_>) -> bool {
    !word.is_empty() && !OF_SHARES.contains(&word) && !context.lexicon.words.look_up(word).classes.intersects(Class::FUNCTION | Class::ARTICLE)
}

/// True if two words begin alike and hardly differ behind.
pub fn is_alike(word: &str, name: &str) -> bool {
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
