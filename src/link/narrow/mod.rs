//! Words that make a phrase say less than the table's property, or a name less than its bearer.
//!
//! In: a claim and a link. Out: whether words around the phrase, the name or the value single out a
//! part that no table names: "food inflation", "exports of copper", "the south of Chile", "a stretch of
//! the coast". Whoever narrows cannot be told from the words alone, so every noun or adjective that is
//! not known to leave the whole as it is counts. Enough to doubt a contradiction; a match needs no such care.

use super::property::{IRREGULAR, is_perfect};
use super::subject::fits_kind;
use super::{Context, Link};
use crate::claim::{COMPASS, Claim, Manner, PartReading, TermCue, preposition, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::mention::name::Name;
use crate::reference::names::NameForm;
use crate::reference::{Property, ValueKind};
use crate::text::token::{Form, TokenKind, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// Pieces that a length or a number may be of.
const PIECES: &[u64] = words!["stretch", "section", "strip", "segment", "piece", "part", "portion", "leg", "stage", "tract"];
/// Goods in general.
const GOODS: &[u64] = words!["goods", "products", "merchandise", "services", "commodities"];
/// What tells some of a people from the others.
const GROUPS: &[u64] = words!["over", "under", "aged", "with", "without", "who", "whose", "above", "below", "older", "younger"];
/// Verbs behind a phrase that end like nouns, and other words that name nothing.
const VERBS: &[u64] = words![
    "stood", "live", "lived", "living", "hit", "came", "ran", "went", "took", "made", "saw", "lay", "held", "kept", "left", "cost", "spent", "began", "became",
    "stand", "reach", "total", "amount", "account", "remain", "come", "lie", "make", "run", "worth", "near", "close",
];
/// Nouns behind a phrase that say the same again: "poverty rate", "solar power".
const MEASURES: &[u64] = words!["power", "energy", "rate", "rates", "share", "ratio", "level", "levels"];
/// Verbs whose subject has what the value is of.
const HAS: &[u64] = words!["has", "have", "had", "covers", "cover", "boasts"];
/// Words behind which another one is named: "X's border with Y".
const LINKS: &[u64] = words!["with", "of", "to", "from", "in", "between", "against", "and", "for", "by", "on", "at", "over"];
/// Nouns for people that are all of them, or all who can have what a share is of.
const ALL: &[u64] =
    words!["people", "person", "adult", "adults", "citizen", "citizens", "inhabitant", "inhabitants", "resident", "residents", "native", "natives"];
/// What a share of a country may be of.
const LAND: &[u64] = words!["land", "territory", "area", "surface", "total", "country", "world"];
/// Verbs in the past that tell what somebody has or how large it is.
const KEEPS: &[u64] = words![
    "had",
    "held",
    "hosted",
    "housed",
    "sheltered",
    "counted",
    "recorded",
    "registered",
    "reported",
    "posted",
    "totaled",
    "totalled",
    "numbered",
    "reached",
    "exceeded",
    "owed",
    "received",
    "earned",
    "generated",
    "employed",
    "included",
    "contained",
    "covered",
    "shared",
    "averaged",
    "boasted",
    "saw",
    "estimated",
    "hit",
    "left",
    "spent",
    "made",
    "met",
    "found",
    "put",
    "kept",
    "accumulated",
    "amassed",
    "based",
    "gained",
    "declared",
    "combined",
    "united",
    "needed",
    "worth",
    "valued",
    "measured",
    "used",
    "called",
    "named",
    "ranked",
    "populated",
    "listed",
    "owned",
    "enjoyed",
    "stretched",
    "claimed",
    "published",
    "showed",
];
/// What is done with somebody else's or an earlier event.
const MARKED: &[u64] = words!["recognized", "recognised", "marked", "celebrated", "commemorated", "supported", "opposed", "backed", "rejected", "anniversary"];
/// Verbs of what is not so yet, before "to".
const WANTS: &[u64] = words![
    "want",
    "wants",
    "wanted",
    "hope",
    "hopes",
    "hoped",
    "plan",
    "plans",
    "planned",
    "aim",
    "aims",
    "aimed",
    "pledged",
    "pledges",
    "promised",
    "promises",
    "vowed",
    "vows",
    "agreed",
    "seeks",
    "sought",
    "intends",
    "intended",
    "needs",
    "refused",
    "refuses",
    "asked",
    "urged",
    "ordered",
    "obliged",
    "committed"
];
/// How far before a value or a phrase its verb may stand, determiners between them.
const DETERMINED: usize = 3;
/// A period of so many days is of several years.
const YEARS: i64 = 500;
/// How far behind the beginning of a sentence a time may stand that opens it: "Over the past decade, …".
const OPENING: usize = 2;
/// Half of all people.
const SEXES: &[u64] = words!["woman", "women", "man", "men", "girl", "girls", "boy", "boys"];
/// Whose is what a country has.
const SPEAKERS: &[u64] = words!["government", "treasury", "authorities", "public", "parliament", "assembly", "leaders", "leader", "president"];
/// How far behind a value the people may stand that it is of, in tokens.
const NEAR: usize = 8;
/// How far behind a preposition the noun is looked for that it leads to, in tokens.
const PHRASE: usize = 4;
/// How far before a value the verb of having may stand that makes it the whole: "has some 300 kilometres of coast".
const HAVING: usize = 3;

/// True if the words single out a part of what the link says.
pub fn is_narrowed(claim: &Claim, link: &Link, context: &Context<'_>) -> bool {
    let words = Words { part: &context.parts[claim.part], claim, context };
    // of two lists that run in one order each value has its own name
    if claim.respective.is_some() {
        return false;
    }
    let cue = words.cue(link);
    let term = cue.map(|cue| &words.part.terms[cue.term.1].tokens);
    let own = term.cloned().unwrap_or_default();
    let place = || words.name(link).is_some_and(|name| words.is_part_of_place(name, &own, link));
    // what a date is of is for its verb to tell: "the founding of a republic", "became an independent state"
    let dated = claim.mention(context.parts).kind.is_date();
    let told = |term: &Range<usize>| if dated { words.is_first_of_compound(term.end) } else { words.is_narrow_term(term, link) };
    let value = words.is_of_piece()
        || words.is_of_group()
        || words.is_of_another_time()
        || words.is_of_others(link)
        || words.is_of_one_sex(link)
        || words.is_of_some(link)
        || words.is_of_several_years(link)
        || words.is_share_of_things(link)
        || words.is_acted_on(link, term)
        || words.is_wanted()
        || words.is_of_other_head(&own)
        || term.is_none() && words.is_of_what_lies_there(link);
    value || place() || cue.is_some_and(|cue| words.is_aside(cue)) || term.is_some_and(told)
}

struct Words<'a> {
    part: &'a PartReading<'a>,
    claim: &'a Claim,
    context: &'a Context<'a>,
}

impl<'a> Words<'a> {
    /// The phrase of the claim's own sentence for the link's property; a unit inside the value says nothing more.
    fn cue(&self, link: &Link) -> Option<&'a TermCue> {
        let value = &self.claim.mention(self.context.parts).tokens;
        let inside = |term: &Range<usize>| value.start <= term.start && term.end <= value.end;
        let names = |cue: &&TermCue| {
            let term = &self.part.terms[cue.term.1];
            term.entries.iter().any(|e| e.property == link.property) && !inside(&term.tokens)
        };
        self.claim.terms.iter().filter(|cue| cue.place.sentences_back == 0).find(names)
    }

    /// "rose 9 percent while inflation fell", "reached 7,500 metres on the highest mountain": the phrase is of another clause, or only
    /// says where.
    fn is_aside(&self, cue: &TermCue) -> bool {
        let (value, term) = (&self.claim.mention(self.context.parts).tokens, &self.part.terms[cue.term.1].tokens);
        // "51 percent of the electricity comes from coal", "earned 3 billion dollars from exports"
        let share = matches!(self.claim.mention(self.context.parts).kind, Kind::Percent | Kind::Money);
        let place = || (value.end..term.start).any(|at| self.says(at, words!["on", "at", "near", "up"]) || !share && self.says(at, words!["from"]));
        !cue.place.before && value.end <= term.start && (!cue.bound && cue.place.clauses >= 2 || place())
    }

    /// The name of the claim's own sentence that the link is about.
    fn name(&self, link: &Link) -> Option<&'a Name> {
        let own = link.name.filter(|name| name.0 == self.claim.part).map(|name| &self.part.names[name.1]);
        own.filter(|name| name.sentence == self.claim.sentence)
    }

    fn inside(&self, at: usize) -> bool {
        self.part.reading.sentences[self.claim.sentence].tokens.contains(&at)
    }

    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|&before| self.inside(before))
    }

    fn says(&self, at: usize, words: &[u64]) -> bool {
        self.inside(at) && says(self.part, at, words)
    }

    fn word(&self, at: usize) -> &'a str {
        self.part.reading.tokens[at].span().of(self.part.text)
    }

    fn class(&self, at: usize) -> Class {
        self.context.lexicon.words.classes(self.part.reading.marks[at])
    }

    fn is_word(&self, at: usize) -> bool {
        self.inside(at) && self.part.reading.tokens[at].kind == TokenKind::Word
    }

    fn is_named(&self, at: usize) -> bool {
        self.part.names_in(self.claim.sentence).iter().any(|n| n.tokens.contains(&at))
    }

    fn is_mentioned(&self, at: usize) -> bool {
        let mentions = &self.part.reading.mentions;
        let next = mentions.partition_point(|m| m.tokens.end <= at);
        mentions.get(next).is_some_and(|m| m.tokens.contains(&at))
    }

    /// A word of plain letters, the first of them a capital at most: what a scanner or a joint of two sentences left is none.
    fn is_common(&self, at: usize) -> bool {
        self.is_word(at) && self.word(at).bytes().enumerate().all(|(i, b)| b.is_ascii_lowercase() || i == 0 && b.is_ascii_uppercase())
    }

    /// A noun, a verb or an adjective that says more than that a thing is large or of a year, and is nobody's name.
    fn says_something(&self, at: usize) -> bool {
        let idle = Class::FUNCTION
            | Class::ARTICLE
            | Class::PRONOUN
            | Class::POSSESSIVE
            | Class::DEMONSTRATIVE
            | Class::REPORTING
            | Class::PAST
            | Class::MODAL
            | Class::CHANGE
            | Class::MEASURE
            | Class::PLAIN
            | Class::NUMERAL
            | Class::PERIOD
            | Class::SHIFT
            | Class::SET
            | Class::MONTH;
        self.is_common(at) && !self.class(at).intersects(idle) && !self.is_named(at) && !self.is_mentioned(at) && !self.says(at, words!["'s", "’s", "per"])
    }

    /// True for the noun that the value counts: "300 people died".
    fn is_counted(&self, at: usize) -> bool {
        let noun = self.claim.mention(self.context.parts).noun.as_ref();
        noun.is_some_and(|noun| noun.span.contains(self.part.reading.tokens[at].span()))
    }

    /// True if a word stands for all of a people or of what they do: "citizens", "the economy".
    fn is_all(&self, at: usize) -> bool {
        self.context.lexicon.cues.is_people(self.word(at)) || self.says(at, words!["population", "economy", "workforce"])
    }

    /// "immigrants", "refugees": people, but not all of a people.
    fn is_some_people(&self, at: usize) -> bool {
        self.context.lexicon.cues.is_people(self.word(at)) && !self.says(at, ALL)
    }

    /// True if a word stands for all of a people or a country, or for an event: "the population", "its citizens", "decades of conflict".
    fn is_whole(&self, at: usize) -> bool {
        let described = |hit: &crate::claim::CueHit| {
            matches!(hit.class, CueClass::Description | CueClass::Event) && hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&at)
        };
        self.is_all(at) || self.says(at, words!["state", "nation"]) || self.claim.cues.iter().any(described)
    }

    // ---- the phrase for the property

    fn is_narrow_term(&self, term: &Range<usize>, link: &Link) -> bool {
        // "nominal GDP grew", of real growth
        let nominal = || self.before(term.start).is_some_and(|at| self.says(at, words!["nominal"]));
        if nominal() && self.context.reference.property(link.property).label.contains("real") {
            return true;
        }
        let tail = || self.is_of_something(term) || self.is_with_partner(term.end, link) || self.is_first_of_compound(term.end) || self.is_at_age(term.end);
        self.is_described(term.start, link) || tail() || self.has_other_object(term.end)
    }

    /// "trade deficit with Peru", where the property has no partner.
    fn is_with_partner(&self, end: usize, link: &Link) -> bool {
        link.object.is_none() && self.says(end, words!["with", "to", "from"]) && (end + 1..end + 3).any(|at| self.is_of_another(at, link))
    }

    /// True for a name that is not the subject's.
    fn is_of_another(&self, at: usize, link: &Link) -> bool {
        let name = self.part.names_in(self.claim.sentence).iter().find(|n| n.tokens.contains(&at));
        name.is_some_and(|name| name.entities.iter().all(|e| e.0 != link.subject))
    }

    /// "budget cuts", "unemployment benefit": a noun follows that is what is told of. Words that may be verbs are none.
    fn is_first_of_compound(&self, end: usize) -> bool {
        self.says_something(end) && !self.is_whole(end) && !self.may_be_verb(end) && !self.says(end, MEASURES)
    }

    /// True for a word that may be a verb: by its end, or one of those that end like nouns. Before another verb it is the plural of a noun.
    fn may_be_verb(&self, at: usize) -> bool {
        let word = self.word(at);
        let plural = || self.says(at + 1, VERBS) || self.says(at + 1, HAS) || self.inside(at + 1) && self.class(at + 1).contains(Class::MODAL);
        word.ends_with("ed") || word.ends_with('s') && !plural() || word.ends_with("ly") || self.says(at, VERBS)
    }

    /// "life expectancy at 60 is 24 years": the one number says of whom, and the other one is the value.
    fn is_at_age(&self, end: usize) -> bool {
        let value = &self.claim.mention(self.context.parts).tokens;
        let copula = || (end + 1..end + 12).any(|i| i > value.end && self.says(i, words!["is", "was"]));
        self.says(end, words!["at"]) && self.is_mentioned(end + 1) && (!value.contains(&(end + 1)) || copula())
    }

    /// "food inflation", "seasonally adjusted unemployment"; a verb behind its subject narrows nothing ("Chile posted exports").
    fn is_described(&self, start: usize, link: &Link) -> bool {
        // "people live in cities", "people aged 65": a verb or a participle tells of the people before it
        let participle = self.word(start).ends_with("ed") || self.says(start, VERBS);
        // nor does anything describe "below the poverty line"
        let relation = self.class(start).contains(Class::FUNCTION) || self.says(start, words!["below", "above"]);
        if relation || participle && self.before(start).is_some_and(|at| self.is_all(at)) {
            return false;
        }
        let hyphen = self.before(start).filter(|&at| self.part.reading.tokens[at].is_hyphen() && self.part.reading.tokens[at].is_glued());
        let Some(at) = self.before(hyphen.unwrap_or(start)) else { return false };
        // "the Swedish population of Chile"
        if self.is_of_another(at, link) && link.object.is_none() && !participle {
            return true;
        }
        let property = self.context.reference.property(link.property);
        if !self.says_something(at) || self.is_counted(at) || self.is_in_phrase(at, property) {
            return false;
        }
        let subject = self.before(at).filter(|&i| self.is_named(i) && !self.is_of_another(i, link) || self.class(i).contains(Class::PRONOUN));
        subject.is_none_or(|_| self.part.reading.tokens[at].form.contains(Form::CAPITAL)) || hyphen.is_some()
    }

    /// "life expectancy of miners", "unemployment among women"; "of Chile", "of the country", "of 5 percent" narrow nothing.
    fn is_of_something(&self, term: &Range<usize>) -> bool {
        let end = term.end;
        // "a border with Peru" is no border of a group
        let partner = self.says(end, words!["with"]) && (end + 1..end + 3).any(|at| self.is_named(at));
        if self.says(end, GROUPS) && !partner {
            return true;
        }
        if !self.says(end, words!["of", "among", "for", "from"]) {
            return false;
        }
        let first =
            (end + 1..end + 1 + PHRASE).take_while(|&at| self.is_word(at)).find(|&at| self.is_named(at) || self.is_whole(at) || self.says_something(at));
        let name = |at: usize| self.part.names_in(self.claim.sentence).iter().find(|n| n.tokens.contains(&at));
        let those = (end + 1..end + 3).any(|at| self.says(at, words!["those"]));
        those || first.is_some_and(|at| name(at).map_or(!self.is_whole(at) || self.is_some_people(at), |name| self.owns_part(name, term)))
    }

    /// "exported copper worth 3 billion", "imported 3 billion dollars of maize".
    fn has_other_object(&self, end: usize) -> bool {
        let verb = self.before(end).is_some_and(|at| self.word(at).ends_with("ed"));
        let value = &self.claim.mention(self.context.parts).tokens;
        let object = |at: usize| self.says_something(at) && !self.says(at, GOODS) && !self.is_whole(at);
        let of = if self.says(value.end, words!["worth"]) { value.end + 1 } else { value.end };
        let of_something = || self.says(of, words!["of"]) && object(of + 1);
        verb && end <= value.start && ((end..value.start).any(|at| object(at) && !self.says(at, words!["worth", "valued"])) || of_something())
    }

    // ---- the name

    /// "northern Chile", "the south of Chile", "in Chile's capital".
    fn is_part_of_place(&self, name: &Name, term: &Range<usize>, link: &Link) -> bool {
        // "Chad's ice covers": what has no phrase of its own is told of what is owned
        if term.is_empty() && self.owns_part(name, term) {
            return true;
        }
        if self.is_adjective(name, term, link)
            || self.is_place_of_subject(name, term, link)
            || self.leads_to_name(name, term, link)
            || self.owns_subject(name, term)
        {
            return true;
        }
        let Some(before) = self.before(name.tokens.start) else { return false };
        // "the rest of the Netherlands"
        let of = if self.says(before, words!["the"]) { self.before(before).unwrap_or(before) } else { before };
        let part_of = || self.says(of, words!["of"]) && self.before(of).is_some_and(|at| self.is_part(at) && !term.contains(&at));
        // "3 percent of Chile's electricity" is of all that the share is of
        let whole = self.claim.mention(self.context.parts).tokens.end;
        let shared = self.says(whole, words!["of"]) && (whole..whole + 3).contains(&name.tokens.start);
        // "in Chile's north"; "Arica, Chile's port, …" is of Arica
        let placed = !shared && preposition(self.part, name.tokens.start).is_some() || self.says(before, words![","]) && self.is_set_off(name);
        self.class(before).contains(Class::SIDE) && !term.contains(&before) || part_of() || placed && self.owns_part(name, term)
    }

    /// "the Chilean island", "the U.S. state": the noun behind a people's name, or behind an article and a name, is neither a phrase
    /// for the property nor somebody who speaks for all.
    fn is_adjective(&self, name: &Name, term: &Range<usize>, link: &Link) -> bool {
        let noun = (name.tokens.end..name.tokens.end + PHRASE).find(|&at| !self.inside(at) || !self.class(at).contains(Class::PLAIN));
        let Some(noun) = noun.filter(|&at| self.says_something(at) && !term.contains(&at)) else { return false };
        let some = !self.is_all(noun) || self.is_qualifier(noun);
        if name.entities.contains(&(link.subject, NameForm::Demonym)) {
            return some && !self.is_told_by(noun, link);
        }
        // "the Netherlands spends"
        let article = self.before(name.tokens.start).is_some_and(|at| self.says(at, words!["the", "a", "an"]));
        let led = self.claim.cues.iter().any(|hit| hit.class == CueClass::Title && hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&noun));
        article && some && !led && !self.may_be_verb(noun)
    }

    /// "women", "the young"
    fn is_qualifier(&self, at: usize) -> bool {
        self.claim.cues.iter().any(|hit| hit.class == CueClass::Qualifier && hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&at))
    }

    /// True for a title, an event, or a description that fits the subject.
    fn is_told_by(&self, at: usize, link: &Link) -> bool {
        let own = self.claim.cues.iter().filter(|hit| hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&at));
        own.into_iter().any(|hit| match hit.class {
            CueClass::Title | CueClass::Event | CueClass::Happening => true,
            CueClass::Description => fits_kind(self.context, link.subject, &hit.value),
            _ => false,
        })
    }

    /// "The Kano hills in Nigeria have 300 inhabitants", "50 square kilometres in Nigeria, home to 300": the name says where the subject is.
    fn is_place_of_subject(&self, name: &Name, term: &Range<usize>, link: &Link) -> bool {
        let value = self.claim.mention(self.context.parts).tokens.start;
        let within = self.before(name.tokens.start).filter(|&at| self.says(at, words!["in"])).and_then(|at| self.before(at));
        let verb = self.says(name.tokens.end, words!["has", "have", "had", "covers", "cover", "is", "are", "was", "were", "boasts"]);
        let behind = name.tokens.end < value && (term.is_empty() || name.tokens.end < term.start);
        let apposed = self.says(name.tokens.end, words![","]) && self.says(name.tokens.end + 1, words!["home"]);
        let measured = within.is_some_and(|at| self.is_mentioned(at) || self.is_part(at));
        apposed && measured
            || verb
                && behind
                && within.is_some_and(|at| self.is_word(at) && !self.class(at).contains(Class::FUNCTION) && !self.is_of_term(at, link) && !self.is_all(at))
    }

    /// True if a phrase for the property holds the word.
    fn is_of_term(&self, at: usize, link: &Link) -> bool {
        let terms = self.part.terms_in(self.claim.sentence).iter();
        terms.filter(|term| term.tokens.contains(&at)).any(|term| term.entries.iter().any(|e| e.property == link.property))
    }

    /// "Chile's capital Santiago has": who is named behind is meant, unless a title leads to them.
    fn leads_to_name(&self, name: &Name, term: &Range<usize>, link: &Link) -> bool {
        let end = name.tokens.end;
        // "Chad's per capita GDP" names nobody
        let capital = |at: &usize| !term.contains(at) && self.part.reading.tokens[*at].form.contains(Form::CAPITAL);
        let owned = (end + 1..end + 1 + PHRASE).take_while(|&at| self.is_word(at) && !self.says(at, LINKS));
        let named = owned.clone().find(capital);
        self.says(end, words!["'s", "’s"]) && named.is_some_and(|at| at > end + 1 && !(end + 1..at).any(|at| self.is_told_by(at, link)))
    }

    /// "Chile's largest port, Arica, has", "Chad's herdsmen have": the verb is of what is owned, unless that speaks for all.
    fn owns_subject(&self, name: &Name, term: &Range<usize>) -> bool {
        if self.owns_who_acts(name, term) {
            return true;
        }
        if !self.owns_part(name, term) {
            return false;
        }
        let last = self.part.reading.sentences[self.claim.sentence].tokens.end;
        let ends = |&at: &usize| !self.is_word(at) || self.says(at, HAS) || self.class(at).contains(Class::FUNCTION);
        let end = (name.tokens.end + 1..last).find(ends).unwrap_or(last);
        let speaks = (name.tokens.end + 1..end).any(|at| self.says(at, SPEAKERS));
        // "Chad's young, of whom one in five"
        let told_of = (end + 1..end + 3).any(|at| self.says(at, words!["whom", "who", "which", "whose"]));
        if !speaks && told_of && self.says(end, words![","]) {
            return true;
        }
        let aside = || (end + 1..=end + 1 + PHRASE).find(|&at| self.says(at, words![","])).map(|comma| comma + 1);
        let verb = if self.says(end, words![","]) { aside() } else { Some(end) };
        !speaks && verb.is_some_and(|verb| self.says(verb, HAS) && verb < self.claim.mention(self.context.parts).tokens.start)
    }

    /// "Chad's central bank gained independence in 1990": what is owned does what the date is of.
    fn owns_who_acts(&self, name: &Name, term: &Range<usize>) -> bool {
        let past = |at: usize| self.is_word(at) && (self.word(at).ends_with("ed") || self.says(at, IRREGULAR));
        let owned = name.tokens.end + 1;
        if !self.claim.mention(self.context.parts).kind.is_date() || !self.says(name.tokens.end, words!["'s", "’s"]) || term.end <= owned {
            return false;
        }
        let Some(verb) = (owned + 1..term.end).find(|&at| past(at)).filter(|verb| verb + 3 > term.start) else { return false };
        let nouns = || owned..verb;
        let acts = |at: usize| self.is_word(at) && !self.class(at).contains(Class::FUNCTION) && !self.is_all(at) && !self.says(at, SPEAKERS);
        nouns().all(acts) && nouns().any(|at| self.says_something(at))
    }

    /// True if a comma ends what the name owns.
    fn is_set_off(&self, name: &Name) -> bool {
        (name.tokens.end..=name.tokens.end + PHRASE).find(|&at| !self.is_word(at)).is_some_and(|at| self.says(at, words![","]))
    }

    fn is_part(&self, at: usize) -> bool {
        self.class(at).contains(Class::PORTION) || self.says(at, COMPASS)
    }

    /// True if what the name owns is neither the phrase for the property nor all of it: "Chile's north", not "Chile's exports".
    fn owns_part(&self, name: &Name, term: &Range<usize>) -> bool {
        let end = name.tokens.end;
        if !self.says(end, words!["'s", "’s"]) {
            return false;
        }
        let owned = (end + 1..end + 1 + PHRASE).take_while(|&at| self.is_word(at) && !self.class(at).contains(Class::FUNCTION));
        let mut owned = owned.skip_while(|&at| self.class(at).intersects(Class::PLAIN | Class::NUMERAL)).peekable();
        owned.peek().is_some() && !owned.any(|at| term.contains(&at) || self.is_all(at))
    }

    // ---- the value

    /// "a 400-kilometre stretch of the coast", "some 5,000 kilometres of the coast were closed"; what somebody has is the whole.
    fn is_of_piece(&self) -> bool {
        let mention = self.claim.mention(self.context.parts);
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let has = || {
            (start.saturating_sub(HAVING)..start).any(|i| self.says(i, words!["has", "have", "had", "with", "boasts", "is", "was", "are", "total", "totals"]))
        };
        let determined = || self.inside(end + 1) && (self.is_named(end + 1) || says(self.part, end + 1, words!["the", "its", "their", "this"]));
        let of_the = mention.kind == Kind::Quantity && self.says(end, words!["of"]) && determined() && !has();
        // "adding 1,300 kilometres to its border"; a share that "contributes 40 percent to the economy" is of the whole
        let added = mention.kind != Kind::Percent && self.says(end, words!["to"]) && self.says(end + 1, words!["its", "their", "the", "his", "her", "our"]);
        let compared = mention.kind == Kind::Percent && self.says(end, words!["more", "less", "fewer", "higher", "lower"]);
        let built = mention.kind == Kind::Quantity && is_perfect(self.claim, self.context);
        of_the || added || compared || built || self.says(end, PIECES)
    }

    /// "1.5 million Syrians" of all that a country hosts, "80 percent of the world's": what is counted, or the whole that a share is of,
    /// is somebody else's.
    fn is_of_others(&self, link: &Link) -> bool {
        let mention = self.claim.mention(self.context.parts);
        let end = mention.tokens.end;
        let behind = if self.says(end + 1, words!["the"]) { end + 2 } else { end + 1 };
        let other = |at: usize| self.is_of_another(at, link) && link.object.is_none();
        let counted = || (mention.tokens.clone()).chain([end]).any(|at| self.is_counted(at) && other(at));
        let share = || self.context.reference.property(link.property).kind == ValueKind::Percent;
        let shared = |at: usize| self.part.terms_in(self.claim.sentence).iter().find(|term| term.tokens.start == at).map(|term| term.tokens.end);
        // "36 percent of imports from Peru are pots": the share is of what comes from there
        let from = |end: usize| self.says(end, words!["from", "to", "with"]) && (end + 1..end + 3).any(|at| self.is_named(at));
        let traded = || share() && link.object.is_some() && self.says(end, words!["of"]) && (end + 1..=behind).filter_map(shared).any(from);
        let whole = || mention.kind == Kind::Percent && share() && self.says(end, words!["of"]) && other(behind);
        counted() || whole() || traded()
    }

    /// "Ten years after independence, Chad had 4 million people"
    fn is_of_another_time(&self) -> bool {
        let start = self.part.reading.sentences[self.claim.sentence].tokens.start;
        let mut opening = self.part.reading.mentions.iter().filter(|m| m.sentence == self.claim.sentence && m.tokens.start <= start + 1);
        opening.any(|m| m.kind == Kind::Duration && self.says(m.tokens.end, words!["after", "before", "later", "earlier"]))
    }

    /// "grew 41 percent in ten years", "in three months", of what grows in a year.
    fn is_of_several_years(&self, link: &Link) -> bool {
        let property = self.context.reference.property(link.property);
        let changed = property.is_change || self.claim.manner.contains(Manner::CHANGE);
        if property.kind != ValueKind::Percent || !changed {
            return false;
        }
        let long = |when: &When| when.length_days().is_some_and(|days| days >= YEARS);
        let years = |m: &Mention| {
            m.unit.as_ref().is_some_and(|unit| match &*unit.name {
                "year" => m.value.is_some_and(|v| v.value > Decimal::ONE),
                name => matches!(name, "decade" | "century" | "month" | "week" | "day" | "quarter"),
            })
        };
        let lasts = |m: &Mention| m.when.as_ref().is_some_and(long) || m.kind == Kind::Duration && years(m);
        let (value, first) = (self.claim.mention(self.context.parts).tokens.end, self.part.reading.sentences[self.claim.sentence].tokens.start);
        let near = |m: &&Mention| m.sentence == self.claim.sentence && (m.tokens.start <= first + OPENING || (value..value + NEAR).contains(&m.tokens.start));
        let mut around = self.part.reading.mentions.iter().filter(near);
        let several = self.claim.time.as_ref().is_some_and(long) || around.any(lasts);
        several && !self.part.reading.sentences[self.claim.sentence].tokens.clone().any(|at| self.is_yearly(at))
    }

    /// "12 percent of schools", of a share of all people: the words say what the share is of, and it is neither a people nor in a phrase.
    fn is_share_of_things(&self, link: &Link) -> bool {
        let (mention, property) = (self.claim.mention(self.context.parts), self.context.reference.property(link.property));
        let end = mention.tokens.end;
        if mention.kind != Kind::Percent || property.kind != ValueKind::Percent || !self.says(end, words!["of"]) {
            return false;
        }
        let first =
            (end + 1..end + 1 + PHRASE).take_while(|&at| self.is_word(at)).find(|&at| self.is_named(at) || self.is_whole(at) || self.says_something(at));
        let told = |at: usize| self.part.terms_in(self.claim.sentence).iter().any(|term| term.tokens.contains(&at));
        let whole = |at: usize| self.is_named(at) || self.is_whole(at) || self.says(at, ALL) || self.says(at, LAND);
        first.is_some_and(|at| !whole(at) && !told(at) && !self.is_in_phrase(at, property))
    }

    /// "closed 55 airports", "lost 4 percent of its forest", "restructured foreign debt of": what is done to them is not done to all.
    fn is_acted_on(&self, link: &Link, term: Option<&Range<usize>>) -> bool {
        let (value, property) = (self.claim.mention(self.context.parts).tokens.clone(), self.context.reference.property(link.property));
        let acts = |at: usize| self.is_common(at) && self.is_act(at) && !self.is_in_phrase(at, property);
        let Some(term) = term else { return false };
        let object = if term.start < value.start { term.start } else { value.start };
        let first = self.part.reading.sentences[self.claim.sentence].tokens.start;
        // "cut inflation to an average 6 percent" is how large it is then, and "closed its 900-kilometre border" is of all of it
        let level = (term.end..value.start).any(|at| self.says(at, words!["to", "at"]));
        let all = self.before(value.start).is_some_and(|at| self.class(at).contains(Class::POSSESSIVE) || self.says(at, words!["the", "all"]));
        if level || all {
            return false;
        }
        let verb = (first..object).rev().take(DETERMINED).find(|&at| !self.class(at).intersects(Class::ARTICLE | Class::POSSESSIVE | Class::PLAIN));
        let dated = self.claim.mention(self.context.parts).kind.is_date();
        let marked = || (first..term.start).rev().take(PHRASE).any(|at| self.says(at, MARKED));
        if dated { marked() } else { verb.is_some_and(acts) && !self.is_of_time(object) }
    }

    /// A verb of doing, by its form.
    fn is_act(&self, at: usize) -> bool {
        let past = self.word(at).ends_with("ed") || self.says(at, IRREGULAR);
        let (spent, of) = (self.says(at, words!["spent"]), self.says(self.claim.mention(self.context.parts).tokens.end, words!["of"]));
        let part = of && self.claim.mention(self.context.parts).kind != Kind::Percent;
        spent && part
            || self.says(at, words!["lost", "repaid", "cut"])
            || past && !self.says(at, KEEPS) && !self.class(at).intersects(Class::REPORTING | Class::MEASURE | Class::CHANGE | Class::FUNCTION)
    }

    /// True if a time stands there, which is no object: "In 2020 it produced".
    fn is_of_time(&self, at: usize) -> bool {
        self.part.reading.mentions.iter().any(|m| m.kind.is_date() && m.tokens.contains(&at))
    }

    /// "wants to spend 2 percent": it is not so yet.
    fn is_wanted(&self) -> bool {
        let value = self.claim.mention(self.context.parts).tokens.start;
        let first = self.part.reading.sentences[self.claim.sentence].tokens.start;
        (first..value).rev().take(NEAR).any(|at| self.says(at, WANTS) && self.says(at + 1, words!["to"]))
    }

    /// "a 700-kilometre road along the border": the length is of the noun behind it.
    fn is_of_other_head(&self, own: &Range<usize>) -> bool {
        let mention = self.claim.mention(self.context.parts);
        let end = mention.tokens.end;
        let hyphen = mention.tokens.clone().any(|at| self.part.reading.tokens[at].is_hyphen());
        let head = hyphen && self.inside(end) && self.says_something(end) && !self.word(end).ends_with("ed");
        head && !(end..end + HAVING).any(|at| own.contains(&at)) && !self.is_whole(end) && own.start > end
    }

    /// "Floods covered 900 square kilometres in Chad": who has the measure is told before the verb, and is not the place.
    fn is_of_what_lies_there(&self, link: &Link) -> bool {
        let value = self.claim.mention(self.context.parts).tokens.end;
        self.name(link).is_some_and(|name| name.tokens.start > value && preposition(self.part, name.tokens.start).is_some())
    }

    /// "annually", "on average", "a year", "per year"
    fn is_yearly(&self, at: usize) -> bool {
        let each = || self.before(at).is_some_and(|before| self.says(before, words!["a", "per", "each", "every"]));
        self.says(at, words!["annual", "annually", "yearly", "average", "averaged", "averaging"]) || self.says(at, words!["year"]) && each()
    }

    /// "A Japanese woman can expect to live to 88", "Men in Chad can expect to", of all people's expectancy.
    fn is_of_one_sex(&self, link: &Link) -> bool {
        let property = self.context.reference.property(link.property);
        let mut tokens = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        let one = |at: usize| self.says(at, SEXES) && !self.before(at).is_some_and(|per| self.says(per, words!["per"]));
        property.kind == ValueKind::Duration && property.qualifiers.is_empty() && tokens.any(one)
    }

    /// "half of the refugees in Peru", of a share of all people.
    fn is_of_some(&self, link: &Link) -> bool {
        let (mention, property) = (self.claim.mention(self.context.parts), self.context.reference.property(link.property));
        let end = mention.tokens.end;
        let some = |&at: &usize| self.is_word(at) && self.is_some_people(at) && !self.is_in_phrase(at, property);
        let shared = mention.kind == Kind::Percent && property.kind == ValueKind::Percent && self.says(end, words!["of"]);
        shared && (end + 1..end + 1 + PHRASE).find(some).is_some()
    }

    /// True if a phrase for the property has the word as well: "consumer prices" of "consumer price inflation".
    fn is_in_phrase(&self, at: usize, property: &Property) -> bool {
        let lemma = |word: &str| self.context.lexicon.words.lemma(word);
        let own = lemma(self.word(at));
        property.phrases().flat_map(|p| p.split(|c: char| !c.is_alphabetic())).any(|word| lemma(word) == own)
    }

    /// "300 people over 80", "20 beds per 1,000 people with cancer": only some of a people are told of.
    fn is_of_group(&self) -> bool {
        let end = self.claim.mention(self.context.parts).tokens.end;
        // "lives below the poverty line" is the phrase itself
        let told = |at: usize| self.part.terms_in(self.claim.sentence).iter().any(|term| term.tokens.contains(&at));
        let some = |at: usize| self.inside(at + 1) && self.is_word(at) && self.is_all(at) && self.says(at + 1, GROUPS) && !told(at + 1);
        (end.saturating_sub(1)..end + NEAR).any(some) || self.is_among_some()
    }

    /// "Among young people in Chad, unemployment is": the sentence opens with some of a people.
    fn is_among_some(&self) -> bool {
        let tokens = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        if !self.says(tokens.start, words!["among"]) {
            return false;
        }
        let mut group =
            (tokens.start + 1..tokens.end).take(PHRASE).take_while(|&at| self.is_word(at)).filter(|&at| self.says_something(at) || self.is_qualifier(at));
        group.next().is_some_and(|first| !self.says(first, ALL) && !self.is_whole(first) && !self.is_named(first))
    }
}
