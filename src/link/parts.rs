//! Properties that the name of a part tells, where no phrase does: "Tajiks made up 84 percent of the population", "8 percent are Russians".
//!
//! In: a percentage and the words around it. Out: the subject's shares of which one is of the part that the words name. It refuses to know what
//! divides a people: the rows' objects do. Enough for a match; a contradiction wants a slip of the pen as well.

use super::Context;
use super::label::Words;
use super::property::Candidate;
use crate::claim::{Claim, says};
use crate::mention::draft::Kind;
use crate::reference::{EntityId, FactValue, ValueKind};
use crate::text::token::{Form, TokenKind, words};
use std::ops::Range;

/// What a named part is worth for the property.
const PART: f64 = 0.66;
/// The fewest parts of a whole that is divided.
const PARTS: usize = 3;
/// How many words the name of a part has at most.
const NAME: usize = 2;
/// How far before the value the verb may stand, "up", "for" and a hedge between them.
const VERB: usize = 5;
/// How many of those words may lead from the value to the part: "of the people".
const LED: usize = 3;
/// How far behind the value the part may be named: "84 percent of the inhabitants called themselves".
const BEHIND: usize = 8;

/// The words that name the part which has the share.
pub fn named(claim: &Claim, context: &Context<'_>) -> Option<Range<usize>> {
    let (part, mention) = (&context.parts[claim.part], claim.mention(context.parts));
    let sentence = &part.reading.sentences[claim.sentence].tokens;
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    if mention.kind != Kind::Percent {
        return None;
    }
    let capital = |at: usize| sentence.contains(&at) && part.reading.tokens[at].kind == TokenKind::Word && part.reading.tokens[at].form.contains(Form::CAPITAL);
    let verb = (start.saturating_sub(VERB).max(sentence.start)..start).rev().find(|&at| says(part, at, MAKE_UP));
    if let Some(verb) = verb.filter(|&verb| verb > sentence.start) {
        let first = (verb.saturating_sub(NAME).max(sentence.start)..verb).find(|&at| part.reading.tokens[at].kind == TokenKind::Word)?;
        return Some(first..verb);
    }
    // "8 percent Russians", "92 percent of them Croats", "57 percent of the people were indigenous Fijians"
    let led = |at: usize| says(part, at, words!["of", "the"]) || says(part, at, WHOLE);
    let first = (end..sentence.end).find(|&at| !led(at))?;
    // "24 percent of Russians like fish": they are what the share is of
    let whole = !says(part, end, words!["of"]) || (end..first).any(|at| says(part, at, WHOLE));
    if whole && capital(first) && first <= end + LED {
        return Some(first..first + 1);
    }
    let told = (end..sentence.end.min(end + BEHIND)).find(|&at| says(part, at, ARE))?;
    let first = told + 1 + usize::from(says(part, told + 1, words!["themselves", "as"])) + usize::from(says(part, told + 2, words!["as"]));
    (first..first + NAME).any(capital).then_some(first..(first + NAME).min(sentence.end))
}

/// Words for all who are divided.
const WHOLE: &[u64] = words!["them", "whom", "people", "population", "inhabitants", "residents", "citizens"];
/// Verbs by which a part has its share …
const MAKE_UP: &[u64] = words![
    "made",
    "make",
    "makes",
    "formed",
    "form",
    "forms",
    "represented",
    "represent",
    "represents",
    "constituted",
    "constitute",
    "comprised",
    "comprise",
    "accounted",
    "account",
];
/// … and by which people are of a part.
const ARE: &[u64] = words!["were", "are", "was", "is", "called", "described", "declared", "identified", "professed", "profess"];

/// The shares of a subject that are of such a part.
pub fn properties(subject: EntityId, name: &Range<usize>, claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    let part = &context.parts[claim.part];
    let said = Words::new(name.clone().map(|at| part.reading.tokens[at].span().of(part.text)));
    let shares = context.reference.properties_of(subject).filter(|(property, _)| context.reference.property(*property).kind == ValueKind::Percent);
    let divided = shares.filter(|(_, facts)| {
        let mut objects: Vec<EntityId> = facts.clone().filter(|f| matches!(f.value, FactValue::Number { .. })).filter_map(|f| f.object).collect();
        objects.sort_unstable();
        objects.dedup();
        let text = |object: &EntityId| context.reference.kind_of(*object) == "text";
        objects.len() >= PARTS && objects.iter().filter(|o| text(o)).any(|o| said.hold(context.reference.entity(*o).name))
    });
    divided.map(|(property, _)| Candidate { property, strength: PART, reason: "a part of the whole is named" }).collect()
}
