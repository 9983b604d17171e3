//! Links: which rows a claim is about.
//!
//! In: a claim with everything around it, and the reference. Out: candidate links, best
//! first, each with its score term by term and its rows. Whether the rows agree with
//! the claim is for `verdict`; a link never reads a value.

pub mod asked;
pub mod beside;
pub mod called;
mod choose;
pub mod closest;
pub mod dated;
pub mod events;
mod fit;
pub mod home;
mod label;
mod measured;
mod months;
pub mod narrow;
pub mod object;
pub mod own;
mod parts;
mod people;
mod phrase;
mod property;
mod qualifier;
pub mod roles;
pub mod rows;
pub mod score;
pub mod stranger;
pub mod subject;
pub mod tenure;
mod titles;
mod town;
mod whose;
pub mod worth;

use crate::claim::PartReading;
use crate::lexicon::Lexicon;
use crate::reference::{EntityId, PropertyId, Reference};
pub use choose::candidates;
use chrono::NaiveDate;
pub use rows::{Age, Rows};
use score::Score;

/// What links lean on besides the claim.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The article's parts.
    pub parts: &'a [PartReading<'a>],
    /// The reference.
    pub reference: &'a Reference,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The article's date.
    pub date: Option<NaiveDate>,
    /// The day at which the reference is read; rows after it are not there.
    pub as_of: Option<NaiveDate>,
    /// The country that the article is about as a whole.
    pub home: Option<EntityId>,
    /// Values of which it is known whom they are of, because a row agrees with them sharply.
    pub told: &'a [Told],
}

/// A value that tells whom its sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Its part.
    pub part: usize,
    /// Its sentence there.
    pub sentence: usize,
    /// Its mention there.
    pub mention: usize,
    /// Whom it is of.
    pub subject: EntityId,
    /// The sentence does not name the subject: it goes on with what was told before.
    pub carried: bool,
}

impl<'a> Context<'a> {
    /// What links lean on before any claim is judged.
    pub fn new(parts: &'a [PartReading<'a>], reference: &'a Reference, lexicon: &'a Lexicon, date: Option<NaiveDate>, as_of: Option<NaiveDate>) -> Self {
        Context { parts, reference, lexicon, date, as_of, home: home::country(parts, reference), told: &[] }
    }

    /// The day that a claim without a date speaks of.
    pub fn today(&self) -> Option<NaiveDate> {
        self.date.or(self.as_of)
    }
}

/// A claim tied to rows.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it is about.
    pub subject: EntityId,
    /// What is said of it.
    pub property: PropertyId,
    /// With regard to what.
    pub object: Option<EntityId>,
    /// How good the link is, term by term.
    pub score: Score,
    /// The rows that decide, and those around them.
    pub rows: Rows,
    /// The number of the list that the subject's name stands in.
    pub list: Option<u32>,
    /// The subject's name, by its part and number there.
    pub name: Option<(usize, usize)>,
    /// The subject's name stands before the value.
    pub leads: bool,
}

/// What keeps a claim from being linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No name around the claim is in the reference.
    Subject,
    /// No phrase around the claim names a property of the subject.
    Property,
    /// The reference has rows, but none for the period.
    Period,
    /// The reference has a row, but of so different a size that something else may be meant.
    Size,
}

/// All that was found for one claim.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// Possible links, best first.
    pub links: Vec<Link>,
    /// Why there are none.
    pub missing: Option<Missing>,
    /// The best link whose rows all lie too far from the claim's period; its rows are the nearest.
    pub unrowed: Option<Link>,
    /// The row that has subject and object the other way round.
    pub swapped: Option<Link>,
    /// The value is no level, but to be worked out from several rows.
    pub asked: Option<asked::Question>,
}
