//! Words by which what the rows add up to is not what the sentence says.
//!
//! In: a claim that several rows would contradict. Out: whether the words compare something else
//! ("three times as many cars"), of somebody else ("its army is twice as large"), per head, or at
//! another time ("ten years after independence it had", "was the largest until"). It refuses to look
//! at the values.

use crate::claim::{Claim, PartReading, says};
use crate::lexicon::word::Class;
use crate::link::asked::{Asked, HEADS, Question};
use crate::link::{Candidates, Context};
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Property, ValueKind};
use crate::text::token::{TokenKind, words};
use std::ops::Range;

/// How far before an order its verb may stand, in tokens.
const VERB: usize = 3;
/// How many words may stand between an owner and what is owned, or between "as many" and what is counted.
const PHRASE: usize = 4;

/// True if a contradiction would be of something that was not said; `to_story`: the value rests on one row, and may be counted to the article's day.
pub fn is_doubtful(claim: &Claim, mention: &Mention, candidates: &Candidates, to_story: bool, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let around = Around { part, mention, context, sentence: part.reading.sentences[claim.sentence].tokens.clone() };
    candidates.asked.as_ref().is_some_and(|question| around.is_of_another(question)) || around.is_past_order() || to_story && around.opens_clause()
}

struct Around<'a> {
    part: &'a PartReading<'a>,
    mention: &'a Mention,
    context: &'a Context<'a>,
    sentence: Range<usize>,
}

impl Around<'_> {
    fn says(&self, at: usize, words: &[u64]) -> bool {
        self.sentence.contains(&at) && says(self.part, at, words)
    }

    fn any(&self, words: &[u64]) -> bool {
        self.sentence.clone().any(|at| says(self.part, at, words))
    }

    /// True if the words are of another property than the one that the question was read as.
    fn is_of_another(&self, question: &Question) -> bool {
        let property = self.context.reference.property(question.property);
        let per_head = || self.sentence.clone().any(|at| self.says(at, words!["per"]) && self.says(at + 1, HEADS));
        let told_so = property.label.contains("per ") || matches!(question.asked, Asked::PerHead);
        self.is_share_of_absent(question)
            || !told_so && per_head()
            || self.owns_another(question.subject, property)
            || self.counts_another(property)
            || self.is_base(property)
            || self.rolls(question)
    }

    /// "real GDP rose", "in three months", of what the rows have by years; "over the past decade": the ten years up to the story, or those that the calendar counts.
    fn rolls(&self, question: &Question) -> bool {
        // at prices of one year, or within one
        let property = self.context.reference.property(question.property);
        let real = || property.kind == ValueKind::Money && self.any(words!["real", "adjusted"]);
        if matches!(question.asked, Asked::Change { .. }) && (real() || self.any(words!["month", "months", "week", "weeks", "quarter", "quarters"])) {
            return true;
        }
        let behind = |at: usize| (at + 1..at + 3).any(|i| self.says(i, words!["decade", "decades", "century", "centuries"]));
        matches!(question.asked, Asked::Change { .. }) && self.sentence.clone().any(|at| self.says(at, words!["past", "last", "previous"]) && behind(at))
    }

    /// "which account for two thirds of the world's population", where the sentence names nobody who has it.
    fn is_share_of_absent(&self, question: &Question) -> bool {
        let named = || self.part.names.iter().any(|n| self.sentence.contains(&n.tokens.start) && n.is_of(question.subject));
        let carried = || self.any(words!["it", "its", "country", "nation"]);
        matches!(question.asked, Asked::ShareOf { .. }) && !named() && !carried()
    }

    /// "17 percent of its GDP, twice as much": what the percentage is of is not what is compared.
    fn is_base(&self, property: &Property) -> bool {
        let percents = self.part.reading.mentions_in(self.mention.sentence).iter().filter(|m| m.kind == Kind::Percent && m.tokens != self.mention.tokens);
        let of = |m: &Mention| self.says(m.tokens.end, words!["of"]).then_some(m.tokens.end + 1);
        let own = |at: usize| if self.says(at, words!["its", "their", "the"]) { at + 1 } else { at };
        property.kind != ValueKind::Percent && percents.filter_map(of).map(own).any(|at| self.sentence.contains(&at) && !self.is_another(at, property))
    }

    /// "Chad's army is twice as large"
    fn owns_another(&self, subject: EntityId, property: &Property) -> bool {
        let own = self.part.names.iter().filter(|n| self.sentence.contains(&n.tokens.start) && n.is_of(subject));
        own.filter(|name| self.says(name.tokens.end, words!["'s", "’s"])).any(|name| self.is_another(name.tokens.end + 1, property))
    }

    /// "three times as many cars", "as many people without work", "more people over 65".
    fn counts_another(&self, property: &Property) -> bool {
        let end = self.mention.tokens.end;
        let many = (end..end + 3).find(|&at| self.says(at, words!["many", "much", "more", "fewer"]));
        let some = |first: usize| {
            let behind = self.phrase(first).last().map(|at| at + 1);
            behind.is_some_and(|at| self.says(at, words!["with", "without", "in", "over", "under", "aged", "who", "living", "of"]))
        };
        many.is_some_and(|many| !self.says(many + 1, words!["as"]) && (self.is_another(many + 1, property) || some(many + 1)))
    }

    /// The nouns and adjectives that begin here.
    fn phrase(&self, start: usize) -> impl Iterator<Item = usize> {
        (start..(start + PHRASE).min(self.sentence.end)).take_while(|&at| {
            let class = self.context.lexicon.words.classes(self.part.reading.marks[at]);
            self.part.reading.tokens[at].kind == TokenKind::Word && !class.intersects(Class::FUNCTION | Class::CHANGE | Class::RATIO | Class::PAST)
        })
    }

    /// True if a noun phrase begins here and none of its words names the property.
    fn is_another(&self, start: usize, property: &Property) -> bool {
        let word = |at: usize| self.part.reading.tokens[at].span().of(self.part.text);
        let phrase: Vec<usize> = self.phrase(start).collect();
        let lemma = |word: &str| self.context.lexicon.words.lemma(word);
        let called = |at: &usize| {
            let own = lemma(word(*at));
            property.phrases().flat_map(|p| p.split(|c: char| !c.is_alphabetic())).any(|w| lemma(w) == own)
        };
        !phrase.is_empty() && !phrase.iter().any(called)
    }

    /// "was the largest country until 2011", "lost the title of largest country"
    fn is_past_order(&self) -> bool {
        let start = self.mention.tokens.start;
        let was = || (start.saturating_sub(VERB)..start).any(|at| self.says(at, words!["was", "were", "been"]));
        let named = |at: usize| self.says(at, words!["title", "rank", "status", "crown"]);
        let loses = |at: usize| self.says(at, words!["lost", "loses", "lose", "losing", "ceded"]);
        let lost = || (start.saturating_sub(PHRASE)..start).any(|at| named(at) && (at.saturating_sub(PHRASE)..at).any(loses));
        self.mention.kind == Kind::Ordinal && (lost() || was() && self.any(words!["until", "till", "before", "when", "once", "formerly", "then"]))
    }

    /// "Ten years after independence, Chad had": the length of time dates what follows, and is not counted to today.
    fn opens_clause(&self) -> bool {
        let opens = self.mention.tokens.start <= self.sentence.start + 1;
        self.mention.kind == Kind::Duration && opens && !self.any(words!["is", "are", "has", "have", "remains", "remain", "still", "now", "today"])
    }
}
