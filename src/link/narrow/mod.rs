//! Words that make a phrase say less than the table's property, or a name less than its bearer.
//!
//! In: a claim and a link. Out: whether words around the phrase, the name or the value single out a
//! part that no table names: "food inflation", "exports of copper", "the south of Chile", "a stretch of
//! the coast". Whoever narrows cannot be told from the words alone, so every noun or adjective that is
//! not known to leave the whole as it is counts. Enough to doubt a contradiction; a match needs no such care.

mod clause;
mod event;
mod name;
mod value;
mod within;

use super::measured::is_size_of_place;
use super::object::NAMED;
use super::phrase;
use super::worth::EVENTS;
use super::{Context, Link};
use crate::claim::list::is_in_order;
use crate::claim::{Claim, PartReading, TermCue, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::measure::when::When;
use crate::mention::draft::Kind;
use crate::mention::name::Name;
use crate::reference::{Property, ValueKind};
use crate::text::token::{Form, TokenKind, words};
use std::ops::Range;

/// Goods in general.
const GOODS: &[u64] = words!["goods", "products", "merchandise", "services", "commodities"];
/// What tells some of a people from the others.
pub(super) const GROUPS: &[u64] = words!["over", "under", "aged", "with", "without", "who", "whose", "above", "below", "older", "younger"];
/// Verbs behind a phrase that end like nouns, and other words that name nothing.
const VERBS: &[u64] = words![
    "stood", "live", "lived", "living", "hit", "came", "ran", "went", "took", "made", "saw", "lay", "held", "kept", "left", "cost", "spent", "began", "became",
    "stand", "reach", "total", "amount", "account", "remain", "come", "lie", "make", "run", "worth", "near", "close",
];
/// Verbs behind a plural that end like nouns: "the railways stretch", "services contribute".
const PLURAL_VERBS: &[u64] = words![
    "stretch",
    "extend",
    "contribute",
    "generate",
    "supply",
    "provide",
    "form",
    "constitute",
    "comprise",
    "represent",
    "span",
    "measure",
    "average",
    "rise",
    "fall",
    "grow",
    "drop",
    "bring",
    "employ",
    "equal",
    "exceed",
    "serve",
    "meet",
    "produce",
];
/// Nouns behind a phrase that say the same again: "poverty rate", "solar power".
const MEASURES: &[u64] = words!["power", "energy", "rate", "rates", "share", "ratio", "level", "levels", "coefficient", "score", "index"];
/// Verbs whose subject has what the value is of.
const HAS: &[u64] = words!["has", "have", "had", "covers", "cover", "boasts"];
/// Verbs of leaving, and what the phrases for an entry are told by.
const LEAVES: &[u64] = words![
    "left",
    "leave",
    "leaves",
    "leaving",
    "quit",
    "quits",
    "quitting",
    "expelled",
    "ejected",
    "ousted",
    "withdrew",
    "withdrawn",
    "withdrawing",
    "exited",
    "separated",
    "seceded",
    "departed",
    "exit",
    "departure",
    "withdrawal",
    "expulsion",
];
const JOINING: [&str; 6] = ["join", "joined", "joining", "accession", "acceded", "admitted"];
/// Nouns for people that are all of them, or all who can have what a share is of.
const ALL: &[u64] = words![
    "people",
    "person",
    "population",
    "adult",
    "adults",
    "citizen",
    "citizens",
    "inhabitant",
    "inhabitants",
    "resident",
    "residents",
    "native",
    "natives"
];
/// How far behind a preposition the noun is looked for that it leads to, in tokens.
const PHRASE: usize = 4;

/// How far before a value the word may stand that makes it an average, in tokens.
const AVERAGE: usize = 4;

/// Letters by which a name and those who bear it are alike: "Muslim", "Muslims".
const STEM: usize = 5;

/// What goes on from a phrase and is no noun: "inflation having run at", "the border along the river".
const GOES_ON: &[u64] = words![
    "having",
    "being",
    "amounting",
    "covering",
    "totalling",
    "totaling",
    "standing",
    "running",
    "reaching",
    "averaging",
    "exceeding",
    "measuring",
    "remaining",
    "rising",
    "falling",
    "growing",
    "along",
    "alone",
    "there",
    "here"
];

/// True if the words single out a part of what the link says.
pub fn is_narrowed(claim: &Claim, link: &Link, context: &Context<'_>) -> bool {
    let words = Words { part: &context.parts[claim.part], claim, context };
    // of two lists that run in one order each value has its own name
    if claim.respective.is_some() {
        return false;
    }
    // "34 per 1,000 births and 2 per 1,000 births respectively": whose it is was not found out
    if is_in_order(words.part, claim.sentence) {
        return true;
    }
    let cue = words.cue(link);
    let term = cue.map(|cue| &words.part.terms[cue.term.1].tokens);
    let own = term.cloned().unwrap_or_default();
    let place = || words.name(link).is_some_and(|name| words.is_part_of_place(name, &own, link));
    // what a date is of is for its verb to tell: "the founding of a republic", "became an independent state"
    let dated = claim.mention(context.parts).kind.is_date();
    // "a country of 18 million people whose capital lies by the sea"
    let sized = words.is_size_of_place();
    let event = EVENTS.contains(&context.reference.kind_of(link.subject)) && link.name.is_some();
    let which = event || link.score.rests_on("object", NAMED);
    let of_more = || cue.is_some_and(|cue| phrase::is_one_of_more(cue, words.property(link), which, context));
    let told = |term: &Range<usize>| {
        if dated {
            words.is_first_of_compound(term.end)
                || words.is_of_another_item(term)
                || words.is_left(term, link)
                || words.is_of_event_behind(term, link)
                || of_more()
        } else {
            !sized && words.is_narrow_term(term, link)
        }
    };
    let value = words.is_of_piece()
        || words.is_of_group()
        || words.is_of_another_time()
        || words.is_of_others(link)
        || words.is_of_one_sex(link)
        || words.is_of_some(link)
        || words.is_of_citizens(link)
        || words.is_of_the_living(link)
        || words.is_size_of_noun(link)
        || words.is_whole_of_some()
        || words.is_some_of_theirs()
        || words.is_of_trade(link)
        || words.is_passed_on(link)
        || words.is_of_another_span(link)
        || words.is_of_several_years(link)
        || words.is_of_other_side(link)
        || words.is_share_of_things(link)
        || words.is_acted_on(link, term)
        || words.is_of_another_clause(link, term)
        || words.is_of_other_head(&own)
        || words.is_of_some_place(link)
        || words.is_of_other_cause(link)
        || words.is_of_some_time(link)
        || words.is_within_part(link, term)
        || words.is_of_all_together()
        || words.is_of_those_named_behind(link)
        || term.is_some_and(|term| words.is_along(term))
        || term.is_none() && words.is_of_what_lies_there(link);
    // a term of office is told by its verb, wherever the office is named
    let term_of_office = words.property(link).kind == ValueKind::Name;
    value || place() || cue.is_some_and(|cue| !term_of_office && words.is_aside(cue)) || term.is_some_and(told)
}

/// True if the words say what a share is of, and it is not what the table's is: "55 percent of the current". Few digits that agree are no
/// match then.
pub fn is_of_other_things(claim: &Claim, link: &Link, context: &Context<'_>) -> bool {
    Words { part: &context.parts[claim.part], claim, context }.is_share_of_things(link)
}

/// A period of so many days is of several years.
const YEARS: i64 = 500;

/// True for a period of several years.
fn is_long(when: &When) -> bool {
    when.length_days().is_some_and(|days| days >= YEARS)
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
        let share = matches!(self.kind(), Kind::Percent | Kind::Money);
        let place =
            || (value.end..term.start).any(|at| self.says(at, words!["on", "at", "near", "up", "below", "above"]) || !share && self.says(at, words!["from"]));
        let scale = self.says(term.end, words!["scale"]);
        // "has 900 kilometres of roads, and the railway"
        let own = || self.says(value.end, words!["of"]) && (value.end..term.start).any(|at| self.says(at, words![","]));
        !cue.place.before && value.end <= term.start && (!cue.bound && (cue.place.clauses >= 2 || own()) || !scale && place())
    }

    /// "16 July: Apollo 11 lifts off; 20 July: it lands": what stands past a semicolon is not dated, nor what a time is held against:
    /// "since April 1990, and longer than there has been an independent Chad".
    fn is_of_another_item(&self, term: &Range<usize>) -> bool {
        let value = self.value();
        (term.end.min(value.end)..term.start.max(value.start)).any(|at| self.says(at, words![";", "than"]))
    }

    /// "broke away in a vote in January": the date is that of the vote, whatever it led to.
    fn is_of_event_behind(&self, term: &Range<usize>, link: &Link) -> bool {
        let small = |at: usize| self.says(at, words!["in", "on", "of", "the", "last", "late", "early"]);
        let noun = (term.end..self.value().start).rev().find(|&at| !small(at)).filter(|&at| self.says(at + 1, words!["in", "on", "of"]) && self.is_event(at));
        let one = |at: usize| self.class(at).intersects(Class::ARTICLE | Class::POSSESSIVE) || self.says(at, words!["the", "that", "this"]);
        let subject = self.context.reference.kind_of(link.subject);
        !EVENTS.contains(&subject) && noun.is_some_and(|at| (at.saturating_sub(2)..at).any(|at| self.inside(at) && one(at)))
    }

    /// "was put out of the federation", of when it was joined.
    fn is_left(&self, term: &Range<usize>, link: &Link) -> bool {
        let property = self.property(link);
        let leaves = |at: usize| self.says(at, LEAVES) && !self.is_in_phrase(at, property) || self.says(at, words!["out"]) && self.says(at + 1, words!["of"]);
        property.phrases().flat_map(|p| p.split(' ')).any(|word| JOINING.contains(&word)) && (term.start.saturating_sub(PHRASE + 1)..term.start).any(leaves)
    }

    /// The name of the claim's own sentence that the link is about.
    fn name(&self, link: &Link) -> Option<&'a Name> {
        let own = link.name.filter(|name| name.0 == self.claim.part).map(|name| &self.part.names[name.1]);
        own.filter(|name| name.sentence == self.claim.sentence)
    }

    /// The first token of the claim's sentence.
    fn start(&self) -> usize {
        self.part.reading.sentences[self.claim.sentence].tokens.start
    }

    /// The tokens of the value.
    fn value(&self) -> Range<usize> {
        self.claim.mention(self.context.parts).tokens.clone()
    }

    /// What the value is.
    fn kind(&self) -> Kind {
        self.claim.mention(self.context.parts).kind
    }

    /// "a country of 18 million people".
    fn is_size_of_place(&self) -> bool {
        is_size_of_place(self.part, self.claim.mention(self.context.parts), self.context.lexicon)
    }

    /// What the link says of its subject.
    fn property(&self, link: &Link) -> &'a Property {
        self.context.reference.property(link.property)
    }

    /// The first word behind `at` that is a name, a whole or anything that says something: the noun that "of" leads to, or an
    /// adjective of it.
    fn noun_behind(&self, at: usize) -> Option<usize> {
        let words = (at + 1..at + 1 + PHRASE).take_while(|&at| self.is_word(at));
        words.into_iter().find(|&at| self.is_named(at) || self.is_whole(at) || self.says_something(at))
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
        noun.zip(self.part.reading.tokens.get(at)).is_some_and(|(noun, token)| noun.span.contains(token.span()))
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
        if nominal() && self.property(link).label.contains("real") {
            return true;
        }
        // "lies on average 400 metres above the sea", of the highest point
        let average = |at: usize| self.says(at, words!["average", "mean"]);
        let extreme = || self.property(link).label.split(' ').any(|word| matches!(word, "highest" | "lowest"));
        if (self.value().start.saturating_sub(AVERAGE)..self.value().start).any(average) && extreme() {
            return true;
        }
        // "the longest border" is one of several; where the table has one with each, it may be the row's
        let one = |back: usize| term.start >= back && self.says(term.start - back, words!["longest", "shortest"]);
        if (one(1) || one(2)) && link.object.is_none() && !self.property(link).label.contains("longest") {
            return true;
        }
        let tail = || {
            let property = self.property(link);
            self.is_piece_of(term)
                || self.is_of_something(term, link)
                || self.is_with_partner(term.end, link)
                || self.is_first_of_compound(term.end) && !self.is_in_phrase(term.end, property)
                || self.is_at_age(term.end)
        };
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
        let people = || self.before(end).is_some_and(|at| self.context.lexicon.cues.is_people(self.word(at)));
        self.says_something(end) && !self.is_whole(end) && !self.may_be_verb(end) && !self.says(end, MEASURES) && !self.says(end, GOES_ON) && !people()
    }

    /// True for a word that may be a verb: by its end, or one of those that end like nouns. Before another verb it is the plural of a noun.
    fn may_be_verb(&self, at: usize) -> bool {
        let word = self.word(at);
        let plural = || self.says(at + 1, VERBS) || self.says(at + 1, HAS) || self.inside(at + 1) && self.class(at + 1).contains(Class::MODAL);
        let plural_verb = || {
            self.says(at, PLURAL_VERBS) && self.before(at).is_some_and(|before| self.is_word(before) && self.context.lexicon.words.is_plural(self.word(before)))
        };
        plural_verb() || word.ends_with("ed") || word.ends_with('s') && !plural() || word.ends_with("ly") || self.says(at, VERBS)
    }

    /// "79 percent are Catholics", where the row is of another part that is named elsewhere.
    fn is_of_those_named_behind(&self, link: &Link) -> bool {
        let Some(object) = link.object.filter(|&object| self.context.reference.kind_of(object) == "text") else { return false };
        let (end, name) = (self.value().end, self.context.reference.entity(object).name);
        let are = self.says(end, words!["are", "is", "were", "was"]) && self.is_word(end + 1);
        let stem = |word: &str| word.to_lowercase().chars().take(STEM).collect::<String>();
        let capital = are && self.part.reading.tokens[end + 1].form.contains(Form::CAPITAL);
        capital && !name.split_whitespace().any(|word| stem(word) == stem(self.word(end + 1)))
    }

    /// "life expectancy at 60 is 24 years": the one number says of whom, and the other one is the value.
    fn is_at_age(&self, end: usize) -> bool {
        let value = &self.value();
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
        let property = self.property(link);
        // "the war killed 300 people", "300 people in two countries died": what did it, or where, is told before the verb
        let placed = || self.value().end < start && (self.value().end..at).any(|i| self.says(i, words!["in", "at", "across", "around"]));
        if !self.says_something(at) || self.is_counted(at) || self.is_in_phrase(at, property) || participle && (self.is_event(at) || placed()) {
            return false;
        }
        let subject = self.before(at).filter(|&i| self.is_named(i) && !self.is_of_another(i, link) || self.class(i).contains(Class::PRONOUN));
        subject.is_none_or(|_| self.part.reading.tokens[at].form.contains(Form::CAPITAL)) || hyphen.is_some()
    }

    /// "life expectancy of miners", "unemployment among women"; "of Chile", "of the country", "of 5 percent" narrow nothing.
    fn is_of_something(&self, term: &Range<usize>, link: &Link) -> bool {
        let end = term.end;
        // "a border with Peru" is no border of a group
        let partner = self.says(end, words!["with"]) && (self.property(link).symmetric || (end + 1..end + 3).any(|at| self.is_named(at)));
        // what is sent home comes from abroad
        let abroad = self.says(end, words!["from"]) && self.says(end + 1, words!["abroad", "overseas", "emigrants", "migrants", "expatriates"]);
        // "4,061 metres, the highest mountain that lies in Chad alone"
        let extreme = || self.property(link).label.split(' ').any(|word| matches!(word, "highest" | "lowest" | "largest" | "longest"));
        let which = || self.value().end <= term.start && self.says(end, words!["that", "which"]) && extreme();
        if self.says(end, GROUPS) && !partner || which() {
            return true;
        }
        if abroad || !self.says(end, words!["of", "among", "for", "from"]) {
            return false;
        }
        let first = self.noun_behind(end);
        let name = |at: usize| self.part.names_in(self.claim.sentence).iter().find(|n| n.tokens.contains(&at));
        let those = (end + 1..end + 3).any(|at| self.says(at, words!["those"]));
        those || first.is_some_and(|at| name(at).map_or(!self.is_whole(at) || self.is_some_people(at), |name| self.owns_part(name, term)))
    }

    /// "exported copper worth 3 billion", "imported 3 billion dollars of maize".
    fn has_other_object(&self, end: usize) -> bool {
        let verb = self.before(end).is_some_and(|at| self.word(at).ends_with("ed"));
        let value = &self.value();
        let object = |at: usize| self.says_something(at) && !self.says(at, GOODS) && !self.is_whole(at);
        let of = if self.says(value.end, words!["worth"]) { value.end + 1 } else { value.end };
        let of_something = || self.says(of, words!["of"]) && object(of + 1);
        verb && end <= value.start && ((end..value.start).any(|at| object(at) && !self.says(at, words!["worth", "valued"])) || of_something())
    }
}
