//! When somebody took, held or left an office: "became president in 1999", "has ruled since 2003",
//! "was prime minister from 1979 to 1990", "stepped down in May 2019".
//!
//! In: a date, and a sentence that names a person and tells of an office. Out: links to the rows that name
//! the person as the holder of an office, with the day that the words ask for as their value. Tables list few
//! of the offices that a person has held, so what agrees is a link, and what does not is one only where a row
//! leaves no room: the date lies within the person's own time in that office, or in another holder's, or is the row's own but for a slip of
//! the pen.

use super::object::NAMED;
use super::rows::{Age, Rows};
use super::score::Score;
use super::subject::Candidate;
use super::titles::{self, of_whom};
use super::{Context, Link};
use crate::claim::{Claim, CueHit, PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::measure::slip::DateSlip;
use crate::measure::when::{Grain, When};
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::mention::name::Name;
use crate::reference::{EntityId, Fact, FactValue, PropertyId, ValueKind};
use crate::text::token::words;
use chrono::{Datelike, Days, NaiveDate};
use std::ops::Range;

/// What it is worth that the words tell of an office, and when somebody took, held or left it.
const TOLD: f64 = 0.90;
/// What the words for whoever holds power are told by, whatever the title.
const LEADER: &str = "lead";
/// What titles like "vice president" are told by, which no table of leaders has.
const DEPUTY: &str = "deputy";
/// What the person is worth whom "he" stands for.
const HE: f64 = 0.74;
/// How far behind the beginning of its sentence the name may stand that "he" stands for, in tokens: a title goes before.
const LEADING: usize = 4;
/// How far behind the verb the country may stand, in tokens: "in power in the Netherlands".
const BEHIND: usize = 4;
/// How far before its date "since" may stand, in tokens.
const CLAUSE: usize = 8;
/// How far behind the verb "as" may stand: "sworn in as mayor".
const AS: usize = 3;
/// A date less than this from the beginning or the end of a term, within it, may be that of another swearing-in …
const WITHIN: Days = Days::new(366);
/// … and outside it that of an election.
const OUTSIDE: Days = Days::new(180);

/// Terms of an office are as long as this or longer, in years: a day of so many years before or after may be that of another one.
const TERM: u32 = 4;
/// Terms of one person lie no farther apart than this, in days: twenty years.
const CAREER: i64 = 20 * 366;
/// Terms that begin within so many days of one another are one.
const SAME: i64 = 31;

/// What the words ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Start,
    Stop,
    Both,
}

/// True if the sentence of a date names a person, or has one for its subject who was named before, and tells of an office.
pub fn is_told(claim: &Claim, context: &Context<'_>) -> bool {
    let told = |hit: &CueHit| hit.place.sentences_back == 0 && matches!(hit.class, CueClass::Title | CueClass::Office);
    let here = || claim.names.iter().any(|cue| cue.place.sentences_back == 0 && is_of_person(cue.name, context));
    claim.mention(context.parts).kind.is_date() && claim.cues.iter().any(told) && (here() || he(claim, context).is_some() || titles::is_told(claim, context))
}

fn is_of_person((part, name): (usize, usize), context: &Context<'_>) -> bool {
    context.parts[part].names[name].entities.iter().any(|&(entity, _)| context.reference.kind_of(entity) == "person")
}

/// Whom "he" or "she" at the beginning of the sentence stands for: who alone is named in the sentence before, and leads it.
fn he(claim: &Claim, context: &Context<'_>) -> Option<(usize, usize)> {
    let part = &context.parts[claim.part];
    let first = part.reading.sentences[claim.sentence].tokens.start;
    let people = |back: u32| claim.names.iter().filter(move |cue| cue.place.sentences_back == back && is_of_person(cue.name, context));
    if !says(part, first, words!["he", "she"]) || people(0).next().is_some() {
        return None;
    }
    let mut before = people(1);
    let only = before.next().filter(|_| before.next().is_none())?;
    let name = &context.parts[only.name.0].names[only.name.1];
    let leads = name.tokens.start <= context.parts[only.name.0].reading.sentences[name.sentence].tokens.start + LEADING;
    leads.then_some(only.name)
}

/// The links to terms of office that the date may be of.
pub fn links(claim: &Claim, subjects: &[Candidate], context: &Context<'_>) -> Vec<Link> {
    if !is_told(claim, context) {
        return Vec::new();
    }
    let Some(told) = Told::read(claim, context) else { return Vec::new() };
    let here = |c: &&Candidate| c.name.is_some_and(|(part, name)| part == claim.part && context.parts[part].names[name].sentence == claim.sentence);
    let meant = he(claim, context);
    let people = subjects.iter().filter(|c| context.reference.kind_of(c.entity) == "person");
    let named = people.clone().filter(here).flat_map(|person| told.links_of(person));
    let carried =
        people.filter(|c| meant.is_some() && c.name == meant).map(|c| Candidate { strength: c.strength.max(HE), reason: "carried over by a pronoun", ..*c });
    // "the president, in office since 2014": whoever holds the office is told by it
    let titled = subjects.iter().filter(|c| c.reason == titles::TOLD && c.name.is_none()).flat_map(|person| told.links_of(person));
    named.chain(carried.flat_map(|person| told.links_of(&person))).chain(titled).collect()
}

/// The cues of a class in the claim's own sentence.
pub fn told(claim: &Claim, class: CueClass) -> impl Iterator<Item = &CueHit> {
    claim.cues.iter().filter(move |h| h.class == class && h.tokens.0 == claim.part && h.place.sentences_back == 0)
}

/// Which end of a term a date is of, and whether it is the first day of all; none if the words ask for neither.
fn asked(said: Option<&DateExpr>, since: bool, named: &When, verb: Option<&str>, titled: bool) -> Option<(End, bool)> {
    let holds = verb == Some("hold") || titled;
    let years = named.grain == Grain::Span && named.from.is_some() && named.to.is_some();
    match (said, verb) {
        _ if since && holds => Some((End::Start, true)),
        (Some(DateExpr::Until(_)), _) if holds => Some((End::Stop, false)),
        (_, Some("hold")) if years => Some((End::Both, false)),
        (_, None) if years && titled => Some((End::Both, false)),
        (_, Some("become")) if titled => Some((End::Start, true)),
        (_, Some("begin")) => Some((End::Start, false)),
        (_, Some("end")) => Some((End::Stop, false)),
        _ => None,
    }
}

/// "since his father's death in 2000", "since he won in 1999": the date of what something has been so since.
fn is_since(part: &PartReading<'_>, mention: &Mention) -> bool {
    let first = part.reading.sentences[mention.sentence].tokens.start;
    let stop = |at: &usize| says(part, *at, words![",", ";", "and", "but"]);
    let clause = (first..mention.tokens.start).rev().take(CLAUSE).take_while(|at| !stop(at));
    clause.into_iter().any(|at| says(part, at, words!["since"]))
}

/// The rows that name a person as the holder of an office, and say when.
pub fn terms_of(person: EntityId, context: &Context<'_>) -> impl Iterator<Item = Fact> {
    let of_office = |fact: &Fact| context.reference.property(fact.property).kind == ValueKind::Name && fact.valid.is_some();
    context.reference.held_by(person).filter(of_office)
}

/// The days on which a term of office began and ended, as far as its row tells; an end is told to the month.
pub fn ends(fact: &Fact) -> (Option<NaiveDate>, Option<NaiveDate>) {
    fact.valid.map_or((None, None), |valid| (valid.from, valid.to))
}

/// Who is named right behind a verb of holding power: "led Chad", "in power in the Netherlands".
pub fn ruled<'a>(claim: &Claim, part: &'a PartReading<'_>) -> Vec<&'a Name> {
    let particle = |at: usize| says(part, at, words!["the", "in", "over", "as", "leader", "of"]);
    let behind = |h: &CueHit| {
        let end = h.tokens.1.end;
        part.names_in(claim.sentence).iter().filter(move |n| (end..end + BEHIND).contains(&n.tokens.start) && (end..n.tokens.start).all(particle))
    };
    told(claim, CueClass::Office).flat_map(behind).collect()
}

/// True if the words between the verb and its date leave no doubt that a country is ruled, though they do not name it: "in power since", "has
/// ruled the desert nation since", but not "led the party since" nor "the town that he has ruled since".
fn is_of_nation(verb: &CueHit, date: usize, claim: &Claim, part: &PartReading<'_>) -> bool {
    let (start, end) = (verb.tokens.1.start, verb.tokens.1.end);
    let dated = |from: usize| (from..date).all(|at| says(part, at, words!["since", "from", "between", "until", "ever", ","]));
    let whose = (start.saturating_sub(BEHIND)..start).any(|at| says(part, at, words!["which", "that", "whom", "where"]));
    let power = says(part, end - 1, words!["power", "throne"]) || says(part, end - 1, words!["ruled", "reigned"]) && !whose;
    let country = told(claim, CueClass::Description).find(|h| &*h.value == "country" && (end + 1..=end + BEHIND).contains(&h.tokens.1.start));
    power && dated(end) || says(part, end, words!["the", "this"]) && country.is_some_and(|h| dated(h.tokens.1.end))
}

/// What the sentence tells of an office.
struct Told<'a> {
    end: End,
    /// It is the day on which somebody became what he had not been, or has been it ever since.
    first: bool,
    /// The property of those who hold the office, where it has a name.
    office: Option<&'a str>,
    /// The country that is named with the office.
    country: Option<&'a Name>,
    /// Who is named right behind the verb, where the office has no name and is only held: "led the party in Chad" tells of no country. Of a
    /// nation that is not named, the country that the article is about, if there is one.
    led: Option<Vec<EntityId>>,
    /// The span is of one of several terms, or of a part of one: "his first term, from 2001 to 2005".
    of_part: bool,
    /// What the date names.
    named: When,
    context: &'a Context<'a>,
}

impl<'a> Told<'a> {
    fn read(claim: &'a Claim, context: &'a Context<'a>) -> Option<Self> {
        let (part, mention) = (&context.parts[claim.part], claim.mention(context.parts));
        let near = |class: CueClass| {
            let here = told(claim, class).filter(|h| &*h.value != LEADER && h.place.clauses <= 1);
            here.min_by_key(|h| (!h.place.before, h.place.gap))
        };
        let (title, verb) = (near(CueClass::Title), near(CueClass::Office));
        // "leader of Chad" is whoever holds power there
        let mut leaders = told(claim, CueClass::Office).filter(|h| &*h.value == LEADER && title.is_none());
        let leader = leaders.find_map(|hit| of_whom(part, claim.sentence, hit));
        let titled = title.is_some() || leader.is_some();
        // "sworn in as mayor": an office that no table holds
        let other = |h: &CueHit| (h.tokens.1.end..h.tokens.1.end + AS).any(|at| says(part, at, words!["as"])) && !titled;
        // "led Chad from 1973 to 1990 and the army until 1998": the verb has its date already
        let taken = |h: &CueHit| {
            part.reading
                .mentions_in(claim.sentence)
                .iter()
                .any(|m| m.kind.is_date() && h.tokens.1.end <= m.tokens.start && m.tokens.end <= mention.tokens.start)
        };
        // "failed in 1992 and took office in 1999": the verb of the next clause has one of its own; what opens the sentence is of all of it
        let opens = mention.tokens.start <= part.reading.sentences[claim.sentence].tokens.start + 1;
        let parted = |mut between: Range<usize>| between.any(|at| says(part, at, words!["and", "but", "before", ","]));
        let next = |h: &CueHit| {
            let (start, end) = (h.tokens.1.start, h.tokens.1.end);
            let own = |m: &Mention| m.kind.is_date() && end <= m.tokens.start && !parted(end..m.tokens.start);
            !opens && parted(mention.tokens.end..start) && part.reading.mentions_in(claim.sentence).iter().any(own)
        };
        if verb.is_some_and(|verb| other(verb) || taken(verb) || next(verb)) {
            return None;
        }
        let named = mention.named.or(mention.when)?;
        let of_nation = verb.is_some_and(|verb| is_of_nation(verb, mention.tokens.start, claim, part));
        let verb = verb.map(|h| &*h.value);
        let since = mention.is_since() || is_since(part, mention);
        let (end, first) = asked(mention.said.as_ref(), since, &named, verb, titled)?;
        let country = title.and_then(|title| of_whom(part, claim.sentence, title)).or(leader);
        let led = match verb {
            Some("hold") if of_nation => context.home.map(|home| vec![home]),
            Some("hold") if !titled => Some(ruled(claim, part).iter().flat_map(|name| name.entities.iter().map(|e| e.0)).collect()),
            _ => None,
        };
        let sentence = &part.reading.sentences[claim.sentence].tokens;
        let of_part = sentence.clone().any(|at| says(part, at, words!["term", "terms", "stint", "again", "twice", "mandate", "briefly"]));
        Some(Told { led, end, first, of_part, office: title.map(|t| &*t.value), country, named, context })
    }

    fn links_of(&self, person: &Candidate) -> Vec<Link> {
        let there = |fact: &Fact| self.country.is_none_or(|name| name.is_of(fact.subject));
        let rows: Vec<Fact> = terms_of(person.entity, self.context).filter(there).collect();
        let agreeing: Vec<&Fact> = rows.iter().filter(|fact| !self.is_other_office(fact) && self.agrees(fact)).collect();
        let of_namesake = if agreeing.is_empty() { self.namesakes(&rows) } else { Vec::new() };
        let missed = |fact: &&Fact| self.leaves_no_room(fact, &rows) || self.is_slip_of(fact, &rows);
        // who is head of state of a country and of its territories is told of the country that he leads
        let leads = |fact: &&Fact| !self.namesakes(std::slice::from_ref(fact)).is_empty();
        let led: Vec<&Fact> = if self.country.is_none() && agreeing.len() > 1 { agreeing.iter().copied().filter(leads).collect() } else { Vec::new() };
        let chosen = match () {
            () if !led.is_empty() => led,
            () if !agreeing.is_empty() => agreeing,
            () if !of_namesake.is_empty() => of_namesake.iter().collect(),
            () => rows.iter().filter(missed).collect(),
        };
        chosen.into_iter().filter_map(|fact| self.link(fact, person)).collect()
    }

    /// The rows that agree of whoever another table has by the surname alone, in an office of the same country that the person's own `rows` do
    /// not tell of: one table has "Utopius" as its leader and the other one "Ada Utopius" as its president.
    fn namesakes(&self, rows: &[Fact]) -> Vec<Fact> {
        let reference = self.context.reference;
        let alike = |row: &Fact, other: &Fact| {
            let (own, held) = (row.object.and_then(|holder| self.surname(holder)), other.object.map(|holder| reference.entity(holder).name));
            // a father's term is long over by then
            let joins = row.valid.zip(other.valid).is_some_and(|(a, b)| a.days_apart(&b) <= CAREER);
            own.is_some() && own == held && joins && !self.is_other_office(other) && self.agrees(other)
        };
        let told = |subject: EntityId, property: PropertyId| rows.iter().any(|row| (row.subject, row.property) == (subject, property));
        let mut found: Vec<Fact> = Vec::new();
        for row in rows {
            let offices = reference.properties_of(row.subject).map(|(property, _)| property);
            let others = offices.filter(|&property| reference.property(property).kind == ValueKind::Name && !told(row.subject, property));
            for fact in others.flat_map(|property| reference.facts_of(row.subject, property).filter(|fact| alike(row, fact))) {
                if !found.iter().any(|known| known.id == fact.id) {
                    found.push(fact);
                }
            }
        }
        found
    }

    fn surname(&self, holder: EntityId) -> Option<&str> {
        self.context.reference.entity(holder).name.rsplit(' ').next()
    }

    fn day(&self, fact: &Fact) -> Option<When> {
        let (start, stop) = ends(fact);
        let month = |day: NaiveDate| When::month(day.year(), day.month());
        match self.end {
            End::Start => start.map(When::day),
            End::Stop => stop.and_then(month),
            // a term is told by its years
            End::Both => When::span(When::year(start?.year())?, When::year(stop?.year())?),
        }
    }

    fn agrees(&self, fact: &Fact) -> bool {
        let Some(day) = self.day(fact) else { return false };
        let year = |day: Option<NaiveDate>| day.map(|d| d.year());
        match self.end {
            End::Both => (year(self.named.from), year(self.named.to)) == (year(day.from), year(day.to)),
            End::Start | End::Stop => self.named.contains(&day) || day.contains(&self.named),
        }
    }

    /// True if the words name an office, and the row is of another one that has a name.
    fn is_other_office(&self, fact: &Fact) -> bool {
        let office = &self.context.reference.property(fact.property).id;
        self.office.is_some_and(|wanted| wanted != office) && self.has_name(fact)
    }

    /// True if the row is of an office that has a name, as against that of who leads.
    fn has_name(&self, fact: &Fact) -> bool {
        self.context.lexicon.cues.is_office(&self.context.reference.property(fact.property).id)
    }

    /// True if the row rules the date out: it is of the very office, and of the person's only term, or of the first one.
    fn leaves_no_room(&self, fact: &Fact, rows: &[Fact]) -> bool {
        let office = &self.context.reference.property(fact.property).id;
        let (start, stop) = ends(fact);
        let (Some(start), Some(from), Some(to)) = (start, self.named.from, self.named.to) else { return false };
        let terms = || rows.iter().filter(|other| (other.subject, other.property) == (fact.subject, fact.property)).filter_map(|other| ends(other).0);
        let only = terms().all(|other| (other - start).num_days().abs() <= SAME);
        // nobody took an office before the first time, whenever it was the last
        let first = self.end == End::Start && terms().all(|other| other >= start);
        let own = self.office.is_none_or(|wanted| wanted == office);
        let within = || {
            start.checked_add_days(WITHIN).is_some_and(|start| from > start) && stop.is_none_or(|stop| to.checked_add_days(WITHIN).is_some_and(|to| to < stop))
        };
        let outside = || match self.end {
            End::Start => to.checked_add_days(OUTSIDE).is_some_and(|to| to < start),
            End::Stop => stop.is_some_and(|stop| stop.checked_add_days(OUTSIDE).is_some_and(|stop| from > stop)),
            End::Both => false,
        };
        let excluded = !self.of_part && (self.first || self.end == End::Stop) && self.end != End::Both && within();
        let of_country = self.led.as_ref().is_none_or(|led| led.contains(&fact.subject));
        let half = self.end == End::Both && !self.of_part && own && self.shares_one_end(fact);
        of_country && (only && half || own && (only && excluded || (only || first) && outside() && self.is_held_by_another(fact)))
    }

    /// True if one slip of the pen leads from an end of the row's term to the date, whatever the office: few have another one that begins on
    /// the same day of another year. In a term it may have begun anew, and all kinds of terms begin on the first of a month.
    fn is_slip_of(&self, fact: &Fact, rows: &[Fact]) -> bool {
        let (Some(day), Some(year)) = (self.day(fact), self.named.from.map(|day| day.year())) else { return false };
        let apart = |row: &When| row.from.map_or(0, |from| from.year().abs_diff(year));
        let in_term = |row: &Fact| row.valid.is_some_and(|valid| valid.meets(&self.named));
        let held = rows.iter().any(in_term) || self.is_held_by_namesake(fact);
        let anew = held && apart(&day) >= TERM;
        let first = self.named.grain == Grain::Day && self.named.from.is_some_and(|day| day.day() == 1);
        let of_month = self.office != Some(DEPUTY) && matches!(self.named.grain, Grain::Day | Grain::Month);
        let slip = DateSlip::between(&self.named, &day);
        of_month && !self.of_part && !anew && slip.is_some_and(|slip| !first || slip == DateSlip::Exchanged)
    }

    /// True if a row has somebody of that surname in an office of the country at that time: tables name one person in several ways.
    fn is_held_by_namesake(&self, fact: &Fact) -> bool {
        let reference = self.context.reference;
        let same = |other: &Fact| other.object.zip(fact.object).is_some_and(|(a, b)| self.surname(a) == self.surname(b));
        let meets = |other: &Fact| other.valid.is_some_and(|valid| valid.meets(&self.named));
        let mut offices = reference.properties_of(fact.subject).filter(|&(property, _)| reference.property(property).kind == ValueKind::Name);
        offices.any(|(property, _)| reference.facts_of(fact.subject, property).any(|other| same(&other) && meets(&other)))
    }

    /// True if the words give both ends of a term, and one of them is the row's and the other one is not.
    fn shares_one_end(&self, fact: &Fact) -> bool {
        let (Some(start), Some(stop)) = ends(fact) else { return false };
        let (Some(from), Some(to)) = (self.named.from, self.named.to) else { return false };
        // a term that ends on New Year's Day ended with the year before
        let meets = |year: i32, day: NaiveDate| When::year(year).is_some_and(|year| year.days_apart(&When::day(day)) <= SAME);
        meets(from.year(), start) != meets(to.year(), stop)
    }

    /// True if somebody else held the office at that time, or led the country, and the same table of leaders has a term that begins with the
    /// row's.
    fn is_held_by_another(&self, fact: &Fact) -> bool {
        let reference = self.context.reference;
        let begins = |other: &Fact| ends(other).0.zip(ends(fact).0).is_some_and(|(a, b)| (a - b).num_days().abs() <= SAME);
        let meets = |other: &Fact| other.valid.is_some_and(|valid| valid.meets(&self.named));
        let held =
            |property: PropertyId| reference.facts_of(fact.subject, property).any(|other| other.object != fact.object && !begins(&other) && meets(&other));
        let leads = |property: PropertyId| {
            let other = reference.property(property);
            let nameless = other.kind == ValueKind::Name && !self.context.lexicon.cues.is_office(&other.id);
            nameless && reference.facts_of(fact.subject, property).any(|other| begins(&other))
        };
        held(fact.property) || reference.properties_of(fact.subject).any(|(property, _)| property != fact.property && leads(property) && held(property))
    }

    fn link(&self, fact: &Fact, person: &Candidate) -> Option<Link> {
        let dated = Fact { value: FactValue::Date(self.day(fact)?), ..fact.clone() };
        let score = Score::default()
            .with("subject", person.strength, person.reason)
            .with("property", TOLD, "words for an office and who holds it")
            .with("object", 1.0, NAMED)
            .with("time", 1.0, "the term that the words ask for");
        Some(Link {
            subject: fact.subject,
            property: fact.property,
            object: fact.object,
            score,
            rows: Rows { deciding: vec![dated], earlier: Vec::new(), successive: false, age: Age::Current, whole: true },
            list: person.list,
            name: person.name,
            leads: person.leads,
        })
    }
}
