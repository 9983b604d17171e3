//! Verbs of saying.
//!
//! In: a sentence. Out: the words in it that say that somebody says something. Four of them are
//! nouns as well ("the United States", "early reports"), and a participle behind an article only
//! describes ("an estimated 300 people"). It refuses to know who speaks.

use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::mention::Reading;
use crate::text::sentence::Sentence;
use crate::text::token::{Form, Token, TokenKind, words};
use std::ops::Range;

/// Verbs of saying that are nouns as often.
const NOUNS: &[u64] = words!["states", "claims", "reports", "estimates"];
/// Words before a noun that no class tells.
const BEFORE_NOUNS: &[u64] = words![
    "'s", "united", "other", "some", "many", "most", "all", "several", "few", "various", "certain", "such", "no", "any", "both", "member", "early", "initial",
    "first", "latest", "recent", "new", "official",
];
/// Words that may stand between a subject and its verb, and words that are a subject.
const BEFORE_VERBS: &[u64] = words!["which", "who", "that", "it", "he", "she", "also", "now", "still", "only", "often"];
/// How far before the end of a sentence the comma may stand that sets off who says so: "…, the survey reports."
const TAG: usize = 6;

/// The verbs of saying in a sentence.
pub fn verbs(text: &str, reading: &Reading, sentence: &Sentence, lexicon: &Lexicon) -> Vec<usize> {
    sentence.tokens.clone().filter(|&at| is_verb(text, reading, sentence, lexicon, at)).collect()
}

/// True if the word at `at` is a verb of saying.
pub fn is_verb(text: &str, reading: &Reading, sentence: &Sentence, lexicon: &Lexicon, at: usize) -> bool {
    let reporting = reading.marks.get(at).is_some_and(|&mark| lexicon.words.classes(mark).contains(Class::REPORTING));
    reporting && !Words { text, reading, sentence: &sentence.tokens, lexicon }.is_noun_or_adjective(at)
}

struct Words<'a> {
    text: &'a str,
    reading: &'a Reading,
    sentence: &'a Range<usize>,
    lexicon: &'a Lexicon,
}

impl Words<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.sentence.contains(&at).then(|| &self.reading.tokens[at])
    }

    fn says(&self, at: usize, words: &[u64]) -> bool {
        self.token(at).is_some_and(|token| words.contains(&token.hash))
    }

    fn class(&self, at: usize) -> Class {
        self.token(at).map_or(Class::empty(), |_| self.lexicon.words.classes(self.reading.marks[at]))
    }

    fn is_noun_or_adjective(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| self.sentence.contains(before));
        let described = before.is_some_and(|before| self.class(before).intersects(Class::ARTICLE | Class::POSSESSIVE) || self.says(before, words!["the"]));
        described || self.says(at, NOUNS) && (before.is_none_or(|before| self.leads_noun(before)) || self.is_part_of_name(at) || !self.leads_speech(at))
    }

    /// True if what stands before a noun stands here: a number, a demonstrative, a preposition.
    fn leads_noun(&self, at: usize) -> bool {
        let class = self.class(at);
        let number = self.token(at).is_some_and(|t| t.kind == TokenKind::Digits) || class.intersects(Class::CARDINAL | Class::VAGUE);
        let function = class.contains(Class::FUNCTION) && !class.contains(Class::PRONOUN);
        !self.says(at, BEFORE_VERBS) && (number || function || class.contains(Class::DEMONSTRATIVE) || self.says(at, BEFORE_NOUNS))
    }

    /// "Gulf States": only a headline writes its verbs so, and it has others than this one.
    fn is_part_of_name(&self, at: usize) -> bool {
        self.says(at, words!["states"]) && self.token(at).is_some_and(|t| t.form.contains(Form::CAPITAL))
    }

    /// True if what is said may follow: "that" and a clause, a quotation, a noun or number; or if a comma sets the verb off.
    fn leads_speech(&self, at: usize) -> bool {
        let next = at + 1;
        let class = self.class(next);
        let Some(token) = self.token(next) else { return self.is_tag(at) };
        match token.kind {
            TokenKind::Digits => true,
            TokenKind::Mark if self.says(next, words![",", ".", "!", "?", ";", ")"]) => self.is_tag(at),
            TokenKind::Mark => true,
            TokenKind::Word if self.says(next, words!["that"]) => !self.is_deed(next + 1),
            TokenKind::Word => {
                let noun = Class::ARTICLE | Class::POSSESSIVE | Class::DEMONSTRATIVE | Class::PRONOUN | Class::CARDINAL | Class::VAGUE;
                token.form.contains(Form::CAPITAL)
                    || class.intersects(noun)
                    || self.says(next, words!["the", "there", "about", "around", "at", "nearly", "some"])
            }
        }
    }

    /// "…, the survey reports."
    fn is_tag(&self, at: usize) -> bool {
        (at.saturating_sub(TAG)..at).any(|i| self.says(i, words![",", "”", "\""]))
    }

    /// True for a verb: "the states that joined".
    fn is_deed(&self, at: usize) -> bool {
        let past = |token: &Token| token.span().of(self.text).ends_with("ed");
        self.class(at).intersects(Class::PAST | Class::PRESENT | Class::MODAL | Class::CHANGE)
            || self.says(at, words!["have", "are", "do"])
            || self.token(at).is_some_and(past)
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::with_claims;

    fn speakers(text: &str) -> Vec<Option<String>> {
        with_claims(text, |claims, _| claims.iter().map(|c| c.attribution.clone()).collect())
    }

    #[test]
    fn nouns_and_adjectives_say_nothing() {
        for text in [
            "The United States had 309 million people.",
            "In the United States, 9.6 percent were out of work.",
            "Early reports put the number of dead at 40.",
            "The latest estimates show 1,200 homes destroyed.",
            "Police reports of 30 thefts lay on the desk.",
            "The treaty binds the six member states, which have 120 million people.",
            "Chad was among the states that joined the pact with 300 trucks.",
            "A group of Gulf states that imposed the ban has 40 million people.",
            "An estimated 300 homes burned in 21 streets.",
            "Its reported profit was 20 million dollars.",
        ] {
            assert!(speakers(text).iter().all(Option::is_none), "{text}: {:?}", speakers(text));
        }
    }

    #[test]
    fn verbs_have_a_speaker() {
        for (text, speaker) in [
            ("The ministry estimates that 300 jobs will go.", "The ministry"),
            ("The survey reports 300 wolves.", "The survey"),
            ("The party claims the loyalty of 40 percent.", "The party"),
            ("Some 300 wolves live there, the survey reports.", "the survey"),
            ("Chad states that it has 300 lakes.", "Chad"),
            ("The mayor said 300 homes burned.", "The mayor"),
        ] {
            let last = speakers(text).pop().flatten();
            assert_eq!(last.as_deref(), Some(speaker), "{text}");
        }
    }
}
