//! How long after one thing another came: "Three weeks after the Chad war an earthquake struck Mali",
//! "Mali became independent six weeks after Niger", "Sixty years after independence".
//!
//! In: a length of time with "after" or "before" behind it, and the rows with the days of what stands on
//! either side. Out: the time between the two. An event is told by its name, or by its kind and all who took
//! part; where two would do, by neither. Told so, years apart mean little: there was another earthquake.

use super::{Derived, dates_of};
use crate::claim::{Claim, says};
use crate::lexicon::cue::CueClass;
use crate::link::score::MARGIN;
use crate::link::{Candidates, Context, events, subject, worth::EVENTS};
use crate::measure::interval::Interval;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::mention::name::Name;
use crate::reference::{EntityId, Fact, FactValue, PropertyId, ValueKind};
use crate::text::token::words;
use std::ops::Range;

/// How long the words for an event that time is counted from may be, in tokens.
const PHRASE: usize = 10;
/// How far behind "after" a phrase for a date may begin.
const TERM: usize = 3;
/// How far before a state its verb may stand, in tokens …
const VERB: usize = 3;
/// … and verbs by which it is over, or to come.
const THEN: &[u64] = words!["was", "were", "had", "be", "remained", "stayed", "not", "never"];
/// What leads to the other side of a parting.
const FROM: &[u64] = words!["from", "of"];
/// Verbs of keeping a day.
const KEEPS: &[u64] = words![
    "celebrate",
    "celebrates",
    "celebrated",
    "celebrating",
    "mark",
    "marks",
    "marked",
    "marking",
    "commemorates",
    "commemorated",
    "reached",
    "reaches",
    "completed"
];
/// What an end is worth that is told by name …
const NAMED: f64 = 0.85;
/// … by its kind and parties, with days to be counted …
const TOLD: f64 = 0.75;
/// … and with years: too little for a contradiction.
const LONG: f64 = 0.65;
/// Days that are told so well that another event is hardly meant.
const SHORT: i64 = 62;

/// How long after what is named behind the value the claim's own subject came.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    let part = &context.parts[claim.part];
    if mention.kind != Kind::Duration || mention.vague || mention.is_place_in_time() {
        return None;
    }
    let sentence = part.reading.sentences[claim.sentence].tokens.clone();
    let around = Around { claim, mention, after: !says(part, mention.tokens.end, words!["before"]), context, sentence };
    match () {
        () if around.says(mention.tokens.end, words!["after", "following", "before"]) => {
            around.events().or_else(|| around.alike()).or_else(|| around.since_named())
        }
        () if around.says(mention.tokens.end, words!["since"]) || around.is_kept() => around.since_named(),
        () if around.says(mention.tokens.end, words!["ago"]) => around.ago(),
        () => around.so_long(),
    }
}

/// One end of a length of time: the days that it may be counted from or to.
struct End {
    entity: EntityId,
    days: Vec<(Fact, When)>,
    named: bool,
}

struct Around<'a> {
    claim: &'a Claim,
    mention: &'a Mention,
    after: bool,
    context: &'a Context<'a>,
    sentence: Range<usize>,
}

impl Around<'_> {
    fn says(&self, at: usize, words: &[u64]) -> bool {
        self.sentence.contains(&at) && says(&self.context.parts[self.claim.part], at, words)
    }

    fn names(&self, range: &Range<usize>) -> impl Iterator<Item = &Name> {
        let all = self.context.parts[self.claim.part].names_in(self.claim.sentence);
        all.iter().filter(move |n| range.start <= n.tokens.start && n.tokens.end <= range.end)
    }

    /// The words behind "after" that tell what time is counted from, and those that tell what came then.
    fn sides(&self) -> (Range<usize>, Range<usize>) {
        let start = self.mention.tokens.end + 1;
        let end =
            (start..(start + PHRASE).min(self.sentence.end)).find(|&i| self.says(i, words![",", ";", "."])).unwrap_or((start + PHRASE).min(self.sentence.end));
        let leads = self.mention.tokens.start <= self.sentence.start + 1;
        (start..end, if leads { end..self.sentence.end } else { self.sentence.start..self.mention.tokens.start })
    }

    // ---- two events

    fn events(&self) -> Option<Derived> {
        let (from, to) = self.sides();
        let target = self.event(&to, false)?;
        let anchor = self.event(&from, true).or_else(|| self.of_same_kind(&from, target.entity))?;
        if anchor.entity == target.entity {
            return None;
        }
        let lengths: Vec<Interval> = anchor.days.iter().flat_map(|(_, a)| target.days.iter().filter_map(move |(_, b)| self.between(a, b))).collect();
        let value = lengths.into_iter().reduce(|a, b| a.hull(&b))?;
        let strength = match () {
            () if anchor.named && target.named => NAMED,
            () if is_short(&anchor, &target) => TOLD,
            () => LONG,
        };
        let ((first, a), (last, b)) = (anchor.days.last()?.clone(), target.days.first()?.clone());
        Some(self.derived(target.entity, strength, value, vec![first, last], (&a, &b)))
    }

    /// The event that words tell, by its name or by its kind and all who took part, with the days it may be dated by.
    fn event(&self, words: &Range<usize>, counted_from: bool) -> Option<End> {
        let is_event = |entity: EntityId| EVENTS.contains(&self.context.reference.kind_of(entity));
        let named = self.names(words).find_map(|n| n.entities.iter().map(|e| e.0).find(|e| is_event(*e)));
        let entity = named.or_else(|| self.told(words))?;
        let over = words.clone().any(|i| self.says(i, words!["end", "ended", "ending", "over", "conclusion"]));
        let begun = words.clone().any(|i| self.says(i, words!["start", "started", "began", "outbreak", "beginning", "broke"]));
        let days = |label| dates_of(entity, label, self.context);
        // a war's aftermath is counted from its first day or from its last
        let days = match () {
            () if over => days("end"),
            () if counted_from && !begun => [days("start"), days("end")].concat(),
            () => days("start"),
        };
        (!days.is_empty()).then_some(End { entity, days, named: named.is_some() })
    }

    /// The one event of a kind that the words name between those that they name.
    fn told(&self, words: &Range<usize>) -> Option<EntityId> {
        let named: Vec<EntityId> = self.names(words).flat_map(|n| n.entities.iter().map(|e| e.0)).collect();
        let here = self.context.parts[self.claim.part].cues_in(self.claim.sentence).filter(|c| words.contains(&c.tokens.start));
        let kinds: Vec<&str> = here.flat_map(|c| &c.cues).filter(|c| c.class == CueClass::Event).map(|c| &*c.value).collect();
        self.only(|kind, parties| kinds.contains(&kind) && parties.iter().all(|p| named.contains(p)))
    }

    /// "after X": what came behind it was of the same kind.
    fn of_same_kind(&self, words: &Range<usize>, other: EntityId) -> Option<End> {
        let mut names = self.names(words);
        let name = names.next().filter(|n| n.tokens.start <= words.start + 1 && n.tokens.end == words.end)?;
        let kinds = events::kinds(other, self.context);
        let entity = self.only(|kind, parties| kinds.iter().any(|k| **k == *kind) && parties.len() == 1 && name.is_of(parties[0]))?;
        let days = dates_of(entity, "start", self.context);
        (!days.is_empty()).then_some(End { entity, days, named: false })
    }

    /// The event for which `fits` holds, if there is only one.
    fn only(&self, fits: impl Fn(&str, &[EntityId]) -> bool) -> Option<EntityId> {
        let mut fitting = self.context.reference.events().iter().filter(|e| fits(&e.kind, &e.parties)).map(|e| e.entity);
        let first = fitting.next()?;
        fitting.all(|other| other == first).then_some(first)
    }

    // ---- the same of two

    /// "Mali became independent six weeks after Niger".
    fn alike(&self) -> Option<Derived> {
        let (from, to) = self.sides();
        let mut names = self.names(&from);
        let name = names.next().filter(|n| n.tokens.start <= from.start + 1 && (n.tokens.end == from.end || self.says(n.tokens.end, words!["did", "had"])))?;
        let [(other, _)] = name.entities[..] else { return None };
        let property = self.property(&to)?;
        let subjects = subject::candidates(self.claim, &[], self.context);
        let named = |entity| self.names(&to).any(|n| n.is_of(entity));
        let subject = subjects.iter().find(|s| s.entity != other && named(s.entity) && !self.days(s.entity, property).is_empty())?;
        let (own, others) = (self.days(subject.entity, property), self.days(other, property));
        let ([(fact, to)], [(row, from)]) = (&own[..], &others[..]) else { return None };
        let value = self.between(from, to)?;
        Some(self.derived(subject.entity, subject.strength.min(NAMED), value, vec![row.clone(), fact.clone()], (from, to)))
    }

    /// The property with dates that a phrase among the words names.
    fn property(&self, words: &Range<usize>) -> Option<PropertyId> {
        self.properties(words).into_iter().next()
    }

    /// All of them.
    fn properties(&self, words: &Range<usize>) -> Vec<PropertyId> {
        let terms = self.context.parts[self.claim.part].terms_in(self.claim.sentence);
        let inside = terms.iter().filter(|t| words.start <= t.tokens.start && t.tokens.end <= words.end);
        inside.flat_map(|t| &t.entries).map(|e| e.property).filter(|p| self.context.reference.property(*p).kind == ValueKind::Date).collect()
    }

    /// The rows of a subject's date, with their days.
    fn days(&self, subject: EntityId, property: PropertyId) -> Vec<(Fact, When)> {
        let dated = |fact: Fact| match fact.value {
            FactValue::Date(when) => Some((fact, when)),
            _ => None,
        };
        self.context.reference.facts_of(subject, property).filter_map(dated).collect()
    }

    // ---- one thing and now

    /// "20 years after independence": from the day of what a phrase names to the claim's own day.
    fn since_named(&self) -> Option<Derived> {
        let start = self.mention.tokens.end;
        let properties = self.properties(&(start + 1..(start + 1 + PHRASE).min(self.sentence.end)));
        let told = self.claim.time.filter(|t| t.from.is_some() && t.to.is_some() && self.says(start, words!["after", "following"]));
        if self.is_near(start) { self.until(&properties, told) } else { None }
    }

    /// "has been independent for 20 years": from the day of what the phrase before it names.
    fn so_long(&self) -> Option<Derived> {
        let end = self.mention.tokens.start.checked_sub(1).filter(|&at| self.says(at, words!["for"]))?;
        let terms = self.context.parts[self.claim.part].terms_in(self.claim.sentence);
        let start = terms.iter().find(|term| term.tokens.end == end)?.tokens.start;
        // "was independent for two years", "would be", and then no more or not yet
        let over = (start.saturating_sub(VERB).max(self.sentence.start)..start).any(|at| self.says(at, THEN));
        if over { None } else { self.until(&self.properties(&(start..end)), None) }
    }

    /// "won independence more than 60 years ago".
    fn ago(&self) -> Option<Derived> {
        let value = self.mention.tokens.start;
        // "independence from Chad" is still the phrase's own
        let from = self.names(&(self.sentence.start..value)).find(|n| n.tokens.end == value && n.tokens.start > 0 && self.says(n.tokens.start - 1, FROM));
        let end = from.map_or(value, |name| name.tokens.start - 1);
        let terms = self.context.parts[self.claim.part].terms_in(self.claim.sentence);
        let start = terms.iter().find(|term| term.tokens.end == end)?.tokens.start;
        self.until(&self.properties(&(start..end)), None)
    }

    /// "celebrated 60 years of independence": so many are over on the day.
    fn is_kept(&self) -> bool {
        let start = self.mention.tokens.start;
        self.says(self.mention.tokens.end, words!["of"]) && (start.saturating_sub(VERB).max(self.sentence.start)..start).any(|at| self.says(at, KEEPS))
    }

    /// From the day that a row has for the claim's subject to the time that is told, or to the article's day.
    fn until(&self, properties: &[PropertyId], told: Option<When>) -> Option<Derived> {
        let to = told.or_else(|| self.context.today().map(When::day)).filter(|_| self.after)?;
        let subjects = subject::candidates(self.claim, &[], self.context);
        let days = |s: &subject::Candidate| properties.iter().flat_map(|p| self.days(s.entity, *p)).collect::<Vec<_>>();
        let (subject, days) = subjects.iter().map(|s| (s, days(s))).find(|(_, days)| !days.is_empty())?;
        // "the last war over Chad" where there were two: which is meant is not told
        let is_event = |s: &&subject::Candidate| EVENTS.contains(&self.context.reference.kind_of(s.entity));
        let rival = |s: &subject::Candidate| s.entity != subject.entity && is_event(&s) && s.strength + MARGIN >= subject.strength;
        if is_event(&subject) && subject.name.is_none() && subjects.iter().any(rival) {
            return None;
        }
        let said = self.mention.value?.value;
        // of several days that which the words come nearest to
        let lengths = days.iter().filter_map(|(fact, day)| Some((fact, day, self.between(day, &to)?)));
        let (fact, from, value) = lengths.min_by_key(|(_, _, length)| length.distance(said))?;
        Some(self.derived(subject.entity, subject.strength, value, vec![fact.clone()], (from, &to)))
    }

    /// True if a phrase begins right behind "after".
    fn is_near(&self, start: usize) -> bool {
        let terms = self.context.parts[self.claim.part].terms_in(self.claim.sentence);
        terms.iter().any(|t| t.tokens.start > start && t.tokens.start <= start + TERM)
    }

    // ---- lengths

    fn between(&self, from: &When, to: &When) -> Option<Interval> {
        let (first, last) = if self.after { (from, to) } else { (to, from) };
        super::lasting::between(first, last, self.mention, self.context)
    }

    fn derived(&self, subject: EntityId, strength: f64, value: Interval, facts: Vec<Fact>, ends: (&When, &When)) -> Derived {
        let ends = if self.after { ends } else { (ends.1, ends.0) };
        super::lasting::derived(subject, strength, "Length of time", value, facts, ends)
    }
}

/// True if both ends are days that lie near each other.
fn is_short(one: &End, other: &End) -> bool {
    let days = |end: &End| end.days.iter().all(|(_, when)| when.from.is_some() && when.from == when.to);
    let apart = |a: &(Fact, When)| other.days.iter().all(|b| a.1.days_apart(&b.1) <= SHORT);
    days(one) && days(other) && one.days.iter().all(apart)
}
