//! With regard to what or whom: the border *with* X, independence *from* Y, refugees *to* Z.
//!
//! In: the rows of a subject's property and the names around the claim. Out: which
//! object is meant. Where all rows have the same object it need not be named; where they
//! differ it must be.

use super::Context;
use super::subject::Candidate;
use crate::reference::{EntityId, Fact};

/// What an object rests on that stands in the text by name.
pub const NAMED: &str = "the object is named";

/// An object that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Which; none for rows without one.
    pub object: Option<EntityId>,
    /// How well it stands there.
    pub strength: f64,
    /// What that rests on.
    pub reason: &'static str,
}

/// The objects of `facts` that the claim may mean.
pub fn choices(facts: &[&Fact], names: &[Candidate], subject: EntityId, context: &Context<'_>) -> Vec<Choice> {
    let mut objects: Vec<Option<EntityId>> = facts.iter().map(|f| f.object).collect();
    objects.sort_unstable();
    objects.dedup();
    let only = objects.len() == 1;
    objects.into_iter().filter_map(|object| choice(object, only, names, subject, context)).collect()
}

fn choice(object: Option<EntityId>, only: bool, names: &[Candidate], subject: EntityId, context: &Context<'_>) -> Option<Choice> {
    let Some(entity) = object else {
        return Some(Choice { object, strength: 1.0, reason: "no object" });
    };
    // the definition of a figure ("votes cast") is seldom said
    let definition = context.reference.entity(entity).kind == "text";
    match names.iter().find(|c| c.entity == entity && entity != subject) {
        Some(named) => Some(Choice { object, strength: (named.strength + 0.25).min(1.0), reason: NAMED }),
        None if only => Some(Choice { object, strength: 0.85, reason: "the only object" }),
        None if definition => Some(Choice { object, strength: 0.5, reason: "one of several definitions" }),
        None => None,
    }
}
