//! Places in an order of countries, from one property of all of a group: "the ninth largest country",
//! "the third-largest in Africa", "the smallest country in Asia".

use super::{Derived, row_of, value};
use crate::claim::{Claim, PartReading, preposition, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::group::Group;
use crate::link::asked::entities;
use crate::link::{Candidates, Context, subject};
use crate::measure::interval::Interval;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::mention::superlative::{NOUNS, WORLD};
use crate::reference::{EntityId, Fact, FactValue, Property, PropertyId, ValueKind};
use crate::text::token::words;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::Range;

/// Fewer than this are no list of the world.
const LEAST: usize = 50;
/// Values that differ by less than this share may change places in another source.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
/// The same, before a place is called wrong.
const FAR: Decimal = Decimal::from_parts(10, 0, 0, false, 2);
/// How far off a place of the world must be to be wrong: lists differ in what they take for a country.
const WORLDWIDE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// Nouns of some of the countries: the smallest republic need not be the smallest of all.
const SOME: &[u64] = words!["republic", "kingdom"];
/// How far from the order its group may be named, in tokens.
const REACH: usize = 10;

/// The place of the claim's subject among all of its group.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    let order = (mention.kind == Kind::Ordinal).then(|| Order::read(claim, mention, context))??;
    let subjects = subject::candidates(claim, &[], context);
    let subject = subjects.into_iter().find(|s| context.reference.kind_of(s.entity) == "country")?;
    let measured = |p: &Property| matches!(p.kind, ValueKind::Count | ValueKind::Quantity) && is_called(&p.label, &order.word);
    let (property, peopled) = (called(context, measured)?, called(context, |p| is_called(&p.label, "population"))?);
    let own = row_of(subject.entity, property, claim, context)?;
    let own_value = value(&own)? * order.sign;
    // lists of the world leave out what nobody lives in
    let listed = |id: &EntityId| context.reference.kind_of(*id) == "country" && !context.reference.facts_of(*id, peopled).is_empty();
    let all = context.reference.subjects_with(property).filter(listed);
    let members = Members::of(&order.groups, context);
    if !members.may_hold(subject.entity) {
        return None;
    }
    let values = all.filter(|id| members.may_hold(*id)).filter_map(|id| Some((id, value(&row_of(id, property, claim, context)?)? * order.sign)));
    let others: Vec<(EntityId, Decimal)> = values.collect();
    let above = |limit: Decimal| others.iter().filter(|(_, v)| *v > limit).count() as i64;
    let surely = |limit: Decimal| others.iter().filter(|(id, v)| *v > limit && members.holds(*id)).count() as i64;
    let places = |near: Decimal| {
        let (best, worst) = (surely(own_value + own_value.abs() * near) + 1, above(own_value - own_value.abs() * near).max(1));
        Interval::between(best.into(), worst.max(above(own_value) + 1).into())
    };
    if others.len() < members.least() {
        return None;
    }
    let said = mention.value?.value;
    let value = if places(NEAR).contains(said) { places(NEAR) } else { places(FAR) };
    let right = value.contains(said);
    let off = [value.low, value.high].iter().flatten().map(|end| (*end - said).abs()).min()?;
    let told = order.told && off >= if order.groups.is_empty() { WORLDWIDE } else { Decimal::ONE };
    let believed = right || told && is_settled(&others, claim, context);
    if !believed {
        return None;
    }
    let place = above(own_value) + 1;
    let of = order.groups.iter().map(|g| g.name.as_str()).collect::<Vec<_>>().join(", ");
    let of = if of.is_empty() { String::new() } else { format!(" ({of})") };
    Some(Derived {
        subject: subject.entity,
        strength: subject.strength,
        label: "Place in the order",
        value,
        slack: Decimal::ZERO,
        facts: vec![own],
        arithmetic: format!("{} of {} rows are above it{of}, place {place}", place - 1, others.len()),
    })
}

/// What is ordered, by what, and within which groups; none of them for the world.
struct Order<'a> {
    /// A word of the property's label.
    word: String,
    /// Minus one for an order from the smallest up.
    sign: Decimal,
    groups: Vec<&'a Group>,
    /// The words say that countries are ordered.
    told: bool,
}

impl<'a> Order<'a> {
    fn read(claim: &Claim, mention: &Mention, context: &Context<'a>) -> Option<Self> {
        let part = &context.parts[claim.part];
        let cue = part.cues_in(claim.sentence).find(|c| {
            let here = c.tokens.start >= mention.tokens.start && c.tokens.start <= mention.tokens.end + 1;
            here && c.cues.iter().any(|c| c.class == CueClass::Superlative)
        })?;
        let said = cue.cues.iter().find(|c| c.class == CueClass::Superlative)?.value.to_string();
        // "-area": from the smallest up
        let (word, sign) = said.strip_prefix('-').map_or((said.as_str(), Decimal::ONE), |word| (word, Decimal::NEGATIVE_ONE));
        let sentence = part.reading.sentences[claim.sentence].tokens.clone();
        let stop = |i: &usize| says(part, *i, words![",", ";", "(", "and", "but", "with", "after", "behind", "by"]);
        let behind = (cue.tokens.end..sentence.end.min(cue.tokens.end + REACH)).take_while(|i| !stop(i)).last().map_or(cue.tokens.end, |i| i + 1);
        // "the largest after Chad" is another place
        if (behind..behind + 2).any(|i| says(part, i, words!["after", "behind"])) {
            return None;
        }
        let named = says(part, behind, words!["by"]).then(|| behind + 1);
        let word = match named {
            Some(at) if says(part, at, words!["population"]) => "population",
            Some(at) if !says(part, at, words!["area", "size", "land", "total"]) => return None,
            _ => word,
        };
        let told = (mention.tokens.start..behind).any(|i| says(part, i, NOUNS) && !says(part, i, SOME)) || word == "population" && named.is_none();
        if !told && is_of_a_part(part, mention.tokens.start, sentence.start) {
            return None;
        }
        let (groups, world) = within(part, whose(part, mention.tokens.start, sentence.start, context)..behind, context);
        (world || !groups.is_empty()).then(|| Order { word: word.to_owned(), sign, groups, told })
    }
}

/// Where "Africa's" or "the world's" begins, if it stands right before the order.
fn whose(part: &PartReading<'_>, order: usize, start: usize, context: &Context<'_>) -> usize {
    let mark = order.checked_sub(1).filter(|&i| i > start && says(part, i, words!["'s", "\u{2019}s", "'", "\u{2019}"]));
    let group = |from: usize, mark: usize| {
        says(part, from, WORLD) && from + 1 == mark || context.lexicon.groups.at(&part.reading.tokens[..mark], from).is_some_and(|(_, end)| end == mark)
    };
    mark.and_then(|mark| (mark.saturating_sub(3).max(start)..mark).find(|&from| group(from, mark))).unwrap_or(order)
}

/// True if something of a country is ordered: "the army of Chad is the third largest", "its port is …".
fn is_of_a_part(part: &PartReading<'_>, order: usize, start: usize) -> bool {
    let verb = |&i: &usize| says(part, i, words!["is", "was", "are", "were", "remains", "became", "ranks"]);
    let Some(verb) = (order.saturating_sub(5).max(start + 1)..order).rev().find(verb) else { return false };
    let name = part.names.partition_point(|n| n.tokens.end < verb);
    match part.names.get(name).filter(|n| n.tokens.end == verb) {
        Some(name) => preposition(part, name.tokens.start).is_some(),
        None => !says(part, verb - 1, words!["it", "which", "that", "country", "nation", "state", "republic", "kingdom", ")", ","]),
    }
}

/// The groups named in a stretch of tokens, and whether the world is.
fn within<'a>(part: &PartReading<'_>, tokens: Range<usize>, context: &Context<'a>) -> (Vec<&'a Group>, bool) {
    let (mut groups, mut world, mut at) = (Vec::new(), false, tokens.start);
    while at < tokens.end {
        world |= says(part, at, WORLD);
        at = match context.lexicon.groups.at(&part.reading.tokens[..tokens.end], at) {
            Some((group, end)) => {
                groups.push(group);
                end
            }
            None => at + 1,
        };
    }
    (groups, world)
}

/// Who is in all of several groups; everybody, of none.
struct Members {
    sure: Option<BTreeSet<EntityId>>,
    edge: BTreeSet<EntityId>,
    /// The reference knows most of each group.
    known: bool,
}

impl Members {
    fn of(groups: &[&Group], context: &Context<'_>) -> Self {
        let mut members = Members { sure: None, edge: BTreeSet::new(), known: true };
        let mut possible: Option<BTreeSet<EntityId>> = None;
        for group in groups {
            let sure = entities(&group.members, context);
            members.known &= sure.len() >= most(group.members.len());
            let any: BTreeSet<EntityId> = sure.iter().copied().chain(entities(&group.edge, context)).collect();
            members.sure = Some(members.sure.map_or_else(|| sure.clone(), |all| &all & &sure));
            possible = Some(possible.map_or_else(|| any.clone(), |all| &all & &any));
        }
        if let (Some(sure), Some(possible)) = (&members.sure, possible) {
            members.edge = &possible - sure;
        }
        members
    }

    fn holds(&self, entity: EntityId) -> bool {
        self.sure.as_ref().is_none_or(|sure| sure.contains(&entity))
    }

    fn may_hold(&self, entity: EntityId) -> bool {
        self.holds(entity) || self.edge.contains(&entity)
    }

    /// How many must have a value for the list to be one.
    fn least(&self) -> usize {
        match &self.sure {
            None => LEAST,
            Some(sure) if self.known => most(sure.len()).max(2),
            Some(_) => usize::MAX,
        }
    }
}

/// As many of so many as make a list.
fn most(all: usize) -> usize {
    all * 4 / 5
}

/// False if one of the list became independent after the claim's time: it was another list then.
fn is_settled(others: &[(EntityId, Decimal)], claim: &Claim, context: &Context<'_>) -> bool {
    let Some(time) = claim.time.and_then(|t| t.from).or_else(|| context.today()) else { return true };
    let Some(independence) = called(context, |p| p.kind == ValueKind::Date && p.label.eq_ignore_ascii_case("independence")) else { return true };
    let later = |fact: Fact| matches!(fact.value, FactValue::Date(when) if when.from.is_some_and(|day| day > time));
    !others.iter().any(|(id, _)| context.reference.facts_of(*id, independence).any(later))
}

/// A property by a word of its label: the one word, or "total" with it.
fn is_called(label: &str, word: &str) -> bool {
    let label = label.to_lowercase();
    label == word || label == format!("total {word}") || label == format!("{word}, total")
}

/// The first property that is wanted.
fn called(context: &Context<'_>, wanted: impl Fn(&Property) -> bool) -> Option<PropertyId> {
    context.reference.properties().iter().position(wanted).map(|number| PropertyId(number as u32))
}
