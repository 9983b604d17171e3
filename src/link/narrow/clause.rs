//! Words of the clause that make it say something else than that the subject has the value.
//!
//! In: the clause around the value. Out: whether somebody else is its subject ("A camp in Chad hosts"), whether the value
//! moves something else ("and exports rose 5 percent"), and whether nothing is stated at all ("If Chad had", "Does it have").

use super::super::property::IRREGULAR;
use super::super::worth::EVENTS;
use super::super::{Link, events};
use super::{ALL, HAS, PHRASE, Words, is_long};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::ValueKind;
use crate::text::token::words;
use std::ops::Range;

/// Prepositions that lead from a noun to the name of a place.
const TO_PLACE: &[u64] = words!["of", "in", "from", "off", "on", "for", "near", "between", "with", "at", "around", "outside", "across", "along"];
/// Nouns of measuring: of what they are is told behind them.
const OF_MEASURE: &[u64] = words![
    "text",
    "number",
    "share",
    "size",
    "value",
    "total",
    "level",
    "length",
    "height",
    "amount",
    "rate",
    "ratio",
    "average",
    "half",
    "majority",
    "most",
    "estimate",
    "figure",
    "figures",
    "census",
    "data",
    "sum",
    "volume",
    "record",
    "count",
    "cost",
    "third",
    "quarter",
    "part",
    "rest",
    "all",
    "percentage",
    "proportion",
    "people"
];
/// Who lies beside.
const NEIGHBOURS: &[u64] = words!["neighbor", "neighbors", "neighbour", "neighbours"];
/// Words behind which another clause begins.
const JOINS: &[u64] = words!["and", "but", "while", "whereas", "as", "after", "before", "when", "although", "though", "because", "since", "until"];
/// Words of what is wished, foreseen or set, or only supposed.
const FORESEEN: &[u64] = words![
    "wants", "want", "wanted", "needs", "expected", "expects", "allows", "allowed", "permits", "limit", "ceiling", "target", "goal", "quota", "if", "suppose"
];
/// What a value is that is set and not found.
const SET: &[u64] = words!["target", "goal", "limit", "ceiling", "band", "aim", "quota", "threshold", "cap", "floor"];
/// Verbs of what is not so yet, before "to".
const MEANS: &[u64] = words![
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
    "refused",
    "refuses",
    "obliged",
    "committed"
];
/// Words of sentences that are in jest or guess, or measure otherwise.
const UNSERIOUS: &[u64] =
    words!["joke", "jokes", "joked", "joking", "quip", "quipped", "guess", "guessed", "guesses", "guessing", "definition", "definitions", "methodology"];
/// Where nothing needs to be as it is.
const INVENTED: &[u64] = words!["novel", "film", "movie", "play", "game", "dream", "legend", "myth", "fable", "tale", "cartoon", "ideal", "perfect", "theory"];
/// Verbs of what nobody holds to be so.
const BELIEFS: &[u64] = words![
    "believe", "believes", "believed", "think", "thinks", "thought", "claim", "claims", "claimed", "say", "says", "said", "expect", "expects", "expected",
    "imagine", "imagines", "imagined", "suppose", "supposes", "argue", "argues", "argued", "pretend", "pretends",
];
/// Verbs of how far one thing is from another.
const EXCEEDS: &[u64] = words![
    "exceed",
    "exceeds",
    "exceeded",
    "surpass",
    "surpasses",
    "surpassed",
    "outnumber",
    "outnumbers",
    "outnumbered",
    "beat",
    "beats",
    "tops",
    "topped",
    "differ",
    "differs",
    "differed",
    "lags",
    "lagged",
    "outweigh",
    "outweighs",
];
/// Verbs of asking somebody to do something.
const ASKS: &[u64] = words!["asked", "urged", "told", "ordered", "pressed", "called"];
/// How far before a value its verb may stand, a hedge between them.
const VERB: usize = 3;
/// How many words the subject of a sentence may have before its preposition.
const SUBJECT: usize = 5;

impl Words<'_> {
    /// "The question is whether Chad has", "Nobody believes that Chad has", "In the worst case, Chad has".
    fn is_only_supposed(&self) -> bool {
        let (start, value) = (self.start(), self.value().start);
        let parted = |at: usize| (at..value).any(|at| self.says(at, words![","]));
        let whether = |at: usize| self.says(at, words!["whether"]) && !self.says(at + 1, words!["or"]) && !parted(at);
        let few = |at: usize| self.says(at, words!["few"]) && !self.before(at).is_some_and(|before| self.says(before, words!["a"]));
        let nobody = |at: usize| self.says(at, words!["nobody", "none"]) || few(at) || self.says(at, words!["no"]) && self.says(at + 1, words!["one"]);
        let disbelieved = |at: usize| nobody(at) && (at + 1..=at + VERB).any(|at| self.says(at, BELIEFS));
        let case = self.says(start, words!["in", "under", "at"])
            && (start + 1..start + VERB + 2)
                .any(|at| self.says(at, words!["scenario", "scenarios"]) || self.says(at, words!["worst", "best"]) && self.says(at + 1, words!["case", ","]));
        // "If the median age in Chad is 30, "
        let supposed = self.says(start, words!["if", "suppose", "supposing", "imagine", "assume", "assuming", "unless"]) && !parted(start);
        // "in the novel", "in an ideal world"
        let invented = self.says(start, words!["in"]) && (start + 1..=start + VERB).any(|at| self.says(at, INVENTED));
        let mut sentence = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        // "twice the real figure"
        let times = |at: usize| (at.saturating_sub(VERB)..at).any(|at| self.says(at, words!["twice", "double", "triple", "half", "times", "above", "below"]));
        let figure = |at: usize| self.says(at, words!["figure", "number", "value", "size", "total"]);
        let real = |at: usize| self.says(at, words!["real", "true", "actual", "correct"]) && figure(at + 1) && times(at);
        case || supposed || invented || (start..value).any(|at| whether(at) || disbelieved(at)) || sentence.any(|at| self.says(at, UNSERIOUS) || real(at))
    }

    /// True if the clause states something else.
    pub(super) fn is_of_another_clause(&self, link: &Link, term: Option<&Range<usize>>) -> bool {
        self.has_another_head(link)
            || self.is_of_neighbour(link)
            || self.is_moved_by_another(link, term)
            || self.is_difference(link)
            || self.is_at_other_prices(link)
            || self.is_not_stated()
            || self.is_compared(link)
            || term.is_some_and(|term| self.is_set_against(term, link) || self.is_of_relative_head(term, link))
    }

    /// "A camp in Chad hosts", "Turnout in Chad was", "Forest fires in Chad rose": the sentence begins with a noun that is neither
    /// in a phrase for the property nor a measure, and a preposition leads from it to the name.
    fn has_another_head(&self, link: &Link) -> bool {
        let first = self.start() + usize::from(self.says(self.start(), words!["the", "a", "an", "some", "many", "most"]));
        let Some(end) = (first..first + SUBJECT).find(|&at| self.says(at, TO_PLACE)).filter(|&end| end > first && end < self.value().start) else {
            return false;
        };
        let noun = |at: usize| self.is_common(at) && !self.class(at).intersects(Class::FUNCTION | Class::PRONOUN | Class::POSSESSIVE | Class::NUMERAL);
        if !(first..end).all(|at| noun(at) && !self.is_named(at) && !self.is_mentioned(at)) {
            return false;
        }
        let head = end - 1;
        // "Acts of Union created the kingdom"
        let is_past = |at: usize| self.is_word(at) && !self.is_named(at) && self.word(at).ends_with("ed");
        let verb = self.word(head).ends_with("ed")
            || self.says(head, IRREGULAR)
            || self.says(head, words!["born"])
            || self.class(head).intersects(Class::CHANGE | Class::MEASURE | Class::PAST | Class::REPORTING);
        !self.is_own_head(head, link)
            && !verb
            && !self.has_own_subject(end, link)
            && (end..self.value().start).take_while(|&at| !is_past(at)).any(|at| self.is_named(at))
    }

    /// True if the value has a subject or an owner of its own behind that token: "The talks in Mali had a reason: Chad sold", "Between Mali
    /// and Niger, it sells", "Police in Mali watch Chad's 900-kilometre border".
    fn has_own_subject(&self, from: usize, link: &Link) -> bool {
        let begins = |at: usize| self.says(at, words![":", ";"]) || self.says(at, words![","]) && self.says(at + 1, words!["it", "they"]);
        (from..self.value().start).any(begins) || self.is_possessed(link)
    }

    /// "Chad's 900-kilometre border": who has the value is told right before it.
    fn is_possessed(&self, link: &Link) -> bool {
        let owner = self.before(self.value().start).filter(|&at| self.says(at, words!["'s", "’s"]));
        owner.is_some_and(|at| self.name(link).is_some_and(|name| name.tokens.end == at))
    }

    /// True for a noun that may be the subject of what is told: in a phrase for the property, a measure, all people, or what stands for the
    /// link's subject.
    fn is_own_head(&self, at: usize, link: &Link) -> bool {
        // an event or an office may be what is told of, but then it is the link's own
        let own = || {
            let event = EVENTS.contains(&self.context.reference.kind_of(link.subject));
            if event { self.is_own_event(at, link) } else { self.claim.cues.iter().any(|hit| hit.class == CueClass::Title) }
        };
        self.is_of_term(at, link)
            || self.is_in_phrase(at, self.property(link))
            || (!self.is_event(at) || own()) && self.is_told_by(at, link)
            || self.is_all(at)
            || self.says(at, OF_MEASURE)
            || self.says(at, ALL)
    }

    /// "The fence that Chad built along its border is 175 kilometres long": the phrase is of a clause that only says which one is meant.
    fn is_of_relative_head(&self, term: &Range<usize>, link: &Link) -> bool {
        let (first, value) = (self.start(), self.value().start);
        let led = self.says(first, words!["the", "a", "an", "this"]) && !self.kind().is_date();
        let that = (first + 2..first + SUBJECT).find(|&at| self.says(at, words!["that", "which", "who"])).filter(|&that| led && that < term.start);
        let Some(head) = that.map(|that| if self.says(that - 1, words![","]) { that - 2 } else { that - 1 }) else { return false };
        let verb = (term.end..value).any(|at| self.says(at, words!["is", "was", "are", "were"]) || self.says(at, HAS));
        // "The report showed that", "The ministry told reporters that": what is said, and no clause of a noun
        let says = |at: usize| self.class(at).contains(Class::REPORTING) || self.word(at).ends_with("ed");
        if (first + 1..=head).any(says) {
            return false;
        }
        verb && head > first && self.says_something(head) && !self.is_own_head(head, link)
    }

    /// A word for an event of the link's own kind, as against "the talks of the war".
    fn is_own_event(&self, at: usize, link: &Link) -> bool {
        let kinds = events::kinds(link.subject, self.context);
        let hits = self.claim.cues.iter().filter(|hit| hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&at));
        hits.into_iter().any(|hit| hit.class != CueClass::Event || kinds.contains(&hit.value))
    }

    /// A noun for an event, or for somebody by office.
    pub(super) fn is_event(&self, at: usize) -> bool {
        let event = |class: CueClass| matches!(class, CueClass::Event | CueClass::Happening | CueClass::Title);
        self.claim.cues.iter().any(|hit| event(hit.class) && hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&at))
    }

    /// "A neighbour of Chad has", "higher than the 5 percent of its neighbour".
    fn is_of_neighbour(&self, link: &Link) -> bool {
        let value = self.value();
        let border = self.property(link).symmetric;
        // "lives off one neighbour: Mali received"
        let start = (self.start()..value.start).rev().find(|&at| self.says(at, words![":", ";"])).unwrap_or(self.start());
        !border && !self.is_possessed(link) && (start..value.start).chain(value.end..value.end + PHRASE).any(|at| self.says(at, NEIGHBOURS))
    }

    /// "Chad's economy grew, and exports rose 5 percent", "Forest fires rose 5 percent": the verb of change before the value is of
    /// another noun than the phrase.
    fn is_moved_by_another(&self, link: &Link, term: Option<&Range<usize>>) -> bool {
        let value = self.value();
        // "makes up" moves nothing
        let makes = |at: usize| self.before(at).is_some_and(|at| self.says(at, words!["make", "makes", "made", "making"]));
        let changes = |at: usize| self.class(at).contains(Class::CHANGE) && !makes(at);
        let Some(verb) = (self.start()..value.start).rev().take(VERB).find(|&at| self.is_word(at) && changes(at)) else { return false };
        let Some(term) = term.filter(|term| term.end <= verb) else { return false };
        // "exports of Chad, long the mainstay of the treasury, were down to", "prices, which fell by": an aside lies between the two
        let owner = |at: usize| self.says(at, words!["of", "in", "the"]) || self.is_named(at);
        let opening = (term.end..verb).find(|&at| !owner(at)).filter(|&at| self.says(at, words![","]));
        let closing = opening.and_then(|open| (open + 1..verb).find(|&at| self.says(at, words![","])));
        let related = opening.is_some_and(|open| self.says(open + 1, words!["which", "that"]));
        let next = if related { closing.or(Some(verb)) } else { closing }.unwrap_or(term.end);
        let joined = (next + usize::from(closing.is_some())..verb).any(|at| self.says(at, JOINS) || self.says(at, words![","]));
        // "rose by 3 percent" of a level, which "rose to 3 percent" tells
        let level = (verb..value.start).any(|at| self.says(at, words!["to", "at"]));
        !self.is_of_term(verb, link) && (joined || !level && !self.property(link).is_change)
    }

    /// True if the rows are at the prices of one year and the words do not say so: nothing tells how far the two lie apart.
    fn is_at_other_prices(&self, link: &Link) -> bool {
        let mut said = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        self.property(link).written_unit.contains("constant") && !said.any(|at| self.says(at, words!["constant", "adjusted", "real"]))
    }

    /// "Life expectancy differs by 30 years", "its reserves exceed those of Chad by 45 billion barrels"
    fn is_difference(&self, link: &Link) -> bool {
        let by = self.before(self.value().start).is_some_and(|at| self.says(at, words!["by"]));
        let exceeds = || (self.start()..self.value().start).any(|at| self.says(at, EXCEEDS));
        by && (self.property(link).kind == ValueKind::Duration || exceeds())
    }

    /// "If Chad had", "Does Chad have", "wants growth of", "is needed", "can have": nothing is said to be so.
    fn is_not_stated(&self) -> bool {
        let (start, value) = (self.start(), self.value());
        let asked = self.says(start, words!["does", "do", "did", "is", "are", "was", "were", "has", "have", "could", "would", "should", "can"]);
        let needed = (value.end..value.end + VERB).any(|at| self.says(at, words!["is", "are"]) && self.says(at + 1, words!["needed", "required", "necessary"]));
        let asks_to = |at: usize| self.says(at, ASKS) && (at + 1..at + 5).any(|i| self.says(i, words!["to"]));
        let means_to = |at: usize| self.says(at, MEANS) && self.says(at + 1, words!["to"]);
        let before = || (start..value.start).rev().take(2 * PHRASE);
        // "since 1980" has no end
        let lasts = |when: &When| when.to.is_none() || is_long(when);
        let long = |m: &Mention| m.when.as_ref().is_some_and(lasts);
        let averaged = || self.claim.time.as_ref().is_none_or(lasts) && self.part.reading.mentions_in(self.claim.sentence).iter().any(long);
        // "Chad can boast 16 million people" has them, and who can expect to live so long, or read, does
        let can = |at: usize| self.says(at, words!["can", "could", "might"]) && !self.says(at + 1, words!["boast", "claim", "count", "look", "expect", "read"]);
        let possible = before().take_while(|&at| !self.says(at, words![","])).any(can);
        // "between three and seven percent is the band that was set"
        let set = (value.end..value.end + VERB).any(|at| self.says(at, words!["is", "was"]) && (at + 1..at + 4).any(|at| self.says(at, SET)));
        asked
            || needed
            || set
            || possible
            || self.is_only_supposed()
            // "hopes to end two decades of conflict" leaves them as long as they were
            || self.kind() != Kind::Duration && before().any(|at| self.says(at, FORESEEN) || asks_to(at) || means_to(at))
            || averaged() && before().any(|at| self.says(at, words!["averaged", "averages", "average", "averaging"]))
    }

    /// "Unlike Chad, the region has": the name is only what is compared with.
    fn is_compared(&self, link: &Link) -> bool {
        self.name(link).and_then(|name| self.before(name.tokens.start)).is_some_and(|at| self.says(at, words!["unlike", "like"]))
    }

    /// "not its public debt", "71 percent of the forest", "After independence, it joined": the phrase is denied, is what the share is
    /// of, or only says when.
    fn is_set_against(&self, term: &Range<usize>, link: &Link) -> bool {
        let (value, property) = (self.value(), self.property(link));
        let kind = self.kind();
        let before = (term.start.saturating_sub(2)..term.start).rev().take_while(|&at| !self.says(at, words![":", ";"]));
        let denied = before.into_iter().any(|at| self.inside(at) && self.class(at).contains(Class::NEGATION));
        let share = kind == Kind::Percent && property.kind == ValueKind::Percent && link.object.is_none();
        let base = share
            && self.says(value.end, words!["of"])
            && term.start > value.end
            && (value.end + 1..term.start).all(|at| self.says(at, words!["the", "its", "their", "all"]));
        let when = kind.is_date() && self.before(term.start).is_some_and(|at| self.says(at, words!["after", "before", "since", "despite"]));
        let ordered = self.before(term.start).filter(|&at| self.part.reading.tokens[at].is_hyphen()).and_then(|at| self.before(at));
        let described = value.end < term.start && self.is_counted(term.start) && (value.end..term.start).any(|at| self.singles_out(at, link));
        // "the firm's exports", and not Chad's
        let owner = self.before(term.start).filter(|&at| self.says(at, words!["'s", "’s"])).and_then(|at| self.before(at));
        let owned = owner.is_some_and(|at| !self.is_named(at) && self.says_something(at) && !self.is_whole(at) && !self.is_told_by(at, link));
        // "900 kilometres of railway are electrified"
        let predicate = kind == Kind::Quantity && value.start == self.start() && self.is_told_of(term.end.max(value.end));
        denied
            || owned
            || predicate
            || base
            || described
            || when && self.says(term.end, words![","])
            || ordered.is_some_and(|at| self.class(at).contains(Class::NUMERAL) || self.says(at, words!["second", "third", "fourth", "fifth"]))
    }

    /// "are electrified", "were closed"
    fn is_told_of(&self, from: usize) -> bool {
        (from..from + 2 * PHRASE).any(|at| self.says(at, words!["are", "were", "is", "was"]) && self.inside(at + 1) && self.word(at + 1).ends_with("ed"))
    }

    /// An adjective between a number and the noun that it counts: "13 million hungry people".
    fn singles_out(&self, at: usize, link: &Link) -> bool {
        let property = self.property(link);
        matches!(property.kind, ValueKind::Count) && self.says_something(at) && !self.is_in_phrase(at, property) && !self.word(at).ends_with("ed")
    }
}
