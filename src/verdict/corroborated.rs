//! Whose a value is by the values beside it.
//!
//! In: all claims of an article with their judgements. Out: the values that tell whom their sentences are about, because a row agrees with
//! them sharply, and the judgements of those beside them that were left open for want of that. "The area is 1,284,000 square kilometres, the
//! coast is 900 kilometres long": the one is right of Chad, so the other is told of Chad as well. It refuses to know when a value is wrong:
//! that is `certain`'s.

use super::kind::Verdict;
use super::{Judgement, decide};
use crate::claim::Claim;
use crate::link::score::SURE;
use crate::link::{Context, Link, Told, candidates};
use crate::mention::name::Name;
use rust_decimal::Decimal;

/// How many sentences away a value may stand that tells whom a sentence is about.
const NEAR: usize = 1;

/// What the words admit must be narrower than this, as a share, for a row to fit hardly by chance.
const NARROW: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// True if a value beside the claim tells that the link's subject is meant, and the claim's own words tie it to its phrase.
pub(super) fn is_corroborated(link: &Link, claim: &Claim, context: &Context<'_>) -> bool {
    link.score.term("property") >= SURE && beside(link, claim, context).any(|told| told.sentence == claim.sentence || told.carried)
}

/// True if another value of the same sentence is right of the link's subject, and the sentence names no place.
pub(super) fn is_of_its_sentence(link: &Link, claim: &Claim, context: &Context<'_>) -> bool {
    let person = |name: &Name| name.entities.iter().all(|e| context.reference.kind_of(e.0) == "person");
    let names = || context.parts[claim.part].names_in(claim.sentence);
    beside(link, claim, context).any(|told| told.sentence == claim.sentence) && names().iter().all(person)
}

/// The other values near the claim that are right of the link's subject.
fn beside<'a>(link: &Link, claim: &Claim, context: &Context<'a>) -> impl Iterator<Item = &'a Told> {
    let (subject, mention, part, sentence) = (link.subject, claim.mention, claim.part, claim.sentence);
    let first = context.told.partition_point(|told| (told.part, told.sentence + NEAR) < (part, sentence));
    let near = context.told[first..].iter().take_while(move |told| (told.part, told.sentence) <= (part, sentence + NEAR));
    near.filter(move |told| told.subject == subject && told.mention != mention)
}

/// True unless the words admit so much that a row of somebody else fits soon: "about 394,000".
fn is_narrow(judgement: &Judgement) -> bool {
    let ends = judgement.allowed.and_then(|allowed| allowed.low.zip(allowed.high));
    ends.is_none_or(|(low, high)| high - low <= high.abs() * NARROW)
}

/// The values of an article that tell whom their sentences are about.
fn told(claims: &[Claim], judgements: &[Vec<Judgement>], context: &Context<'_>) -> Vec<Told> {
    let told = |(claim, judgement): (&Claim, &Judgement)| {
        let link = judgement.link.as_ref().filter(|_| judgement.sharp && is_narrow(judgement) && judgement.verdict == Verdict::Supported)?;
        let here = context.parts[claim.part].names_in(claim.sentence).iter().any(|name| name.is_of(link.subject));
        Some(Told { part: claim.part, sentence: claim.sentence, mention: claim.mention, subject: link.subject, carried: !here })
    };
    claims.iter().zip(judgements).flat_map(|(claim, all)| all.iter().map(move |judgement| (claim, judgement))).filter_map(told).collect()
}

/// Judges anew what was left open, where the values beside it tell whom it is about.
pub fn look_again(claims: &[Claim], judgements: &mut [Vec<Judgement>], context: &Context<'_>) {
    fn open(judgement: &Judgement) -> Option<&Link> {
        judgement.link.as_ref().filter(|_| judgement.verdict == Verdict::NoReference && judgement.missing.is_none())
    }
    if !judgements.iter().flatten().any(|judgement| open(judgement).is_some()) {
        return;
    }
    let told = told(claims, judgements, context);
    if told.is_empty() {
        return;
    }
    let context = Context { told: &told, ..*context };
    for (claim, judged) in claims.iter().zip(judgements) {
        if judged.iter().filter_map(open).any(|link| is_corroborated(link, claim, &context)) {
            *judged = decide(claim, candidates(claim, &context), &context);
        }
    }
}
