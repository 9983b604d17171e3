//! Words that make a value one of something else than the whole.
//!
//! In: the words around the value. Out: whether it is of a piece, of some of a people, of another time, of what is done
//! to it: "a stretch of", "women in", "in ten years", "closed 55 airports".

use super::super::Link;
use super::super::asked::is_between_them;
use super::super::property::{IRREGULAR, is_perfect};
use super::super::rows::{Age, is_price};
use super::super::worth::EVENTS;
use super::{ALL, GROUPS, PHRASE, Words, YEARS, is_long};
use crate::claim::{Manner, preposition, says};
use crate::lexicon::word::Class;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{Property, ValueKind};
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// Days from the beginning of a month to the end of the same one a year later, at least.
const MORE_THAN_YEAR: i64 = 390;
/// Months in a year.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Words that open a sentence with a time that is told by what happened then.
const TIMES: &[u64] = words!["when", "before", "until", "till", "during", "under", "once", "after", "following"];
/// What else such an opening has.
const GONE_BY: &[u64] = words![
    "peak",
    "height",
    "heyday",
    "prime",
    "zenith",
    "apex",
    "best",
    "worst",
    "days",
    "times",
    "era",
    "then",
    "time",
    "generation",
    "dawn",
    "reign",
    "war"
];
/// Verbs of what was so then, as against what happened.
const STATES: &[u64] = words!["had", "did", "stood", "numbered", "counted", "covered", "lay", "made", "totalled", "totaled", "averaged"];
/// How many tokens such an opening may have.
const TIME_CLAUSE: usize = 14;
/// Pieces that a length or a number may be of.
const PIECES: &[u64] = words!["stretch", "section", "strip", "segment", "piece", "part", "portion", "leg", "stage", "tract"];
/// What a share of a country may be of.
const LAND: &[u64] = words!["land", "territory", "area", "surface", "total", "country", "world"];
/// Other words for GDP.
const OUTPUT: &[u64] = words!["gdp", "output", "income", "economy", "national", "gross"];
/// Verbs in the past that tell what somebody has or how large it is.
const KEEPS: &[u64] = words![
    "held",
    "hosted",
    "housed",
    "sheltered",
    "counted",
    "recorded",
    "registered",
    "totaled",
    "totalled",
    "numbered",
    "reached",
    "exceeded",
    "owed",
    "received",
    "earned",
    "generated",
    "produced",
    "emitted",
    "posted",
    "achieved",
    "attained",
    "employed",
    "included",
    "contained",
    "covered",
    "shared",
    "averaged",
    "boasted",
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
    "combined",
    "united",
    "needed",
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
    "published",
    "showed",
];
/// Verbs of what takes something from somebody.
const TAKES: &[u64] = words!["cost", "costs", "robbed", "deprived", "stripped", "denied", "spared"];
/// What is done with a share of what is traded, which is the share itself: "sent 40 percent of its exports to Chad".
const TRADES: &[u64] = words!["sent", "sold", "supplied", "bought", "brought", "provided", "purchased", "delivered", "absorbed", "taken"];
/// What is done with somebody else's or an earlier event.
const MARKED: &[u64] = words!["recognized", "recognised", "marked", "celebrated", "commemorated", "supported", "opposed", "backed", "rejected", "anniversary"];
/// How far before a value or a phrase its verb may stand, determiners between them.
const DETERMINED: usize = 3;
/// How far behind the beginning of a sentence a time may stand that opens it: "Over the past decade, …".
const OPENING: usize = 2;
/// Words of a vote.
const VOTES: &[u64] = words!["vote", "votes", "voted", "ballot", "ballots"];
/// Verbs of who passes goods on.
const HANDLES: &[u64] = words!["handle", "handles", "handled", "handling", "carries", "carried", "ships", "shipped", "transits", "transported"];
/// Words of a market, whose prices are of one day.
const TRADE: &[u64] = words!["closed", "closing", "settled", "opened", "opening", "traded", "trading", "futures", "session", "spot", "benchmark"];
/// Nouns before "of" and a number that is the value itself: "a total of", "a record of".
const TOTALS: &[u64] = words![
    "total",
    "average",
    "mean",
    "median",
    "high",
    "low",
    "peak",
    "record",
    "maximum",
    "minimum",
    "level",
    "rate",
    "figure",
    "number",
    "estimate",
    "count",
    "sum",
    "toll",
    "value",
    "score",
    "rank",
    "index",
    "coefficient",
    "ratio",
];
/// Half of all people.
const SEXES: &[u64] = words!["woman", "women", "man", "men", "girl", "girls", "boy", "boys"];
/// How far behind a value the people may stand that it is of, in tokens.
const NEAR: usize = 8;
/// How far before a value the verb of having may stand that makes it the whole: "has some 300 kilometres of coast".
const HAVING: usize = 3;

impl Words<'_> {
    /// "a 400-kilometre stretch of the coast", "some 5,000 kilometres of the coast were closed"; what somebody has is the whole.
    pub(super) fn is_of_piece(&self) -> bool {
        let mention = self.claim.mention(self.context.parts);
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let has = || {
            (start.saturating_sub(HAVING)..start).any(|i| self.says(i, words!["has", "have", "had", "with", "boasts", "is", "was", "are", "total", "totals"]))
        };
        let determined = || self.inside(end + 1) && (self.is_named(end + 1) || says(self.part, end + 1, words!["a", "the", "its", "their", "this"]));
        let of_the = mention.kind == Kind::Quantity && self.says(end, words!["of"]) && determined() && !has();
        // "adding 1,300 kilometres to its border"; a share that "contributes 40 percent to the economy" is of the whole
        let added = mention.kind != Kind::Percent
            && self.says(end, words!["to"])
            && (self.says(end + 1, words!["its", "their", "the", "his", "her", "our"]) || self.inside(end + 1) && self.is_named(end + 1));
        let compared = mention.kind == Kind::Percent && self.says(end, words!["more", "less", "fewer", "higher", "lower"]);
        let built = mention.kind == Kind::Quantity && is_perfect(self.claim, self.context);
        // "gained 14 years of life expectancy"
        let change = |at: usize| self.context.lexicon.words.get(self.part.reading.marks[at]).value(Class::CHANGE).is_some_and(|direction| direction != 0);
        let gained = mention.kind == Kind::Duration && self.before(start).is_some_and(change);
        of_the || added || compared || built || gained || self.says(end, PIECES)
    }

    /// "1.5 million Syrians" of all that a country hosts, "80 percent of the world's": what is counted, or the whole that a share is of,
    /// is somebody else's.
    pub(super) fn is_of_others(&self, link: &Link) -> bool {
        let mention = self.claim.mention(self.context.parts);
        let end = mention.tokens.end;
        let behind = if self.says(end + 1, words!["the"]) { end + 2 } else { end + 1 };
        let other = |at: usize| self.is_of_another(at, link) && link.object.is_none();
        let counted = || (mention.tokens.clone()).chain([end]).any(|at| self.is_counted(at) && other(at));
        let share = || self.property(link).kind == ValueKind::Percent;
        let shared = |at: usize| self.part.terms_in(self.claim.sentence).iter().find(|term| term.tokens.start == at).map(|term| term.tokens.end);
        // "of imports" is a phrase of its own for what "of its imports" says
        let bare = || shared(end).filter(|&behind| behind == end + 2);
        // "36 percent of imports from Peru are pots": the share is of what comes from there
        let from = |end: usize| self.says(end, words!["from", "to", "with"]) && (end + 1..end + 3).any(|at| self.is_named(at));
        let traded = || share() && link.object.is_some() && self.says(end, words!["of"]) && (end + 1..=behind).filter_map(shared).chain(bare()).any(from);
        let whole = || mention.kind == Kind::Percent && share() && self.says(end, words!["of"]) && other(behind);
        counted() || whole() || traded()
    }

    /// "Ten years after independence, Chad had 4 million people", "it then had 4 million"
    pub(super) fn is_of_another_time(&self) -> bool {
        let start = self.start();
        if self.is_told_of_then() || self.is_told_of_a_time_gone_by() {
            return true;
        }
        let mut opening = self.part.reading.mentions_in(self.claim.sentence).iter().filter(|m| m.tokens.start <= start + 1);
        opening.any(|m| m.kind == Kind::Duration && self.says(m.tokens.end, words!["after", "before", "later", "earlier"]))
    }

    /// "Before the war, Chad had", "At its peak it had": the opening tells of a time that no date is given for, and the verb lies back.
    fn is_told_of_a_time_gone_by(&self) -> bool {
        let (start, value) = (self.start(), self.value());
        let dated = || self.part.reading.mentions_in(self.claim.sentence).iter().any(|m| m.kind.is_date());
        let Some(comma) = (start + 1..value.start).take(TIME_CLAUSE).find(|&at| self.says(at, words![","])) else { return false };
        let time = (start + 1..comma).any(|at| self.says(at, GONE_BY));
        let opens = self.says(start, TIMES) || self.says(start, words!["at", "in", "a", "back", "by", "throughout"]) && time;
        let past = |at: usize| self.inside(at) && (self.class(at).contains(Class::PAST) || self.says(at, STATES));
        opens && !dated() && (comma..value.start).chain(value.end..value.end + NEAR).any(past)
    }

    /// True if the sentence is of a time that an earlier one tells: "was then", "by then", "at the time".
    fn is_told_of_then(&self) -> bool {
        let tokens = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        let dated = self.part.reading.mentions_in(self.claim.sentence).iter().any(|m| m.kind.is_date());
        let then = |at: usize| self.says(at, words!["was", "were", "had", "by", "back"]) && self.says(at + 1, words!["then"]);
        let there = |at: usize| {
            self.says(at, words!["at"]) && self.says(at + 1, words!["the", "that"]) && self.says(at + 2, words!["time"]) && !self.says(at + 3, words!["of"])
        };
        !dated && tokens.into_iter().any(|at| then(at) || there(at))
    }

    /// "Between them, Chad and Mali have 38 million people", "38 million between them", "combined", "averaged over Chad and Mali"
    pub(super) fn is_of_all_together(&self) -> bool {
        // what several did together each of them did
        if self.kind().is_date() {
            return false;
        }
        let value = self.value();
        let them = |at: usize| self.inside(at) && is_between_them(self.part, at);
        let together = |at: usize| self.says(at, words!["combined", "jointly", "together"]) || them(at);
        let averaged = || self.says(self.start(), words!["averaged"]) && self.says(self.start() + 1, words!["over", "across", "among"]);
        let several = self.part.names_in(self.claim.sentence).len() > 1;
        several && ((self.start()..value.start).any(together) || averaged()) || (value.end..value.end + 2 * PHRASE).any(them)
    }

    /// "the fence along the border is 200 kilometres long", of what lies there and not of the border
    pub(super) fn is_along(&self, term: &Range<usize>) -> bool {
        let beside = |at: &usize| self.says(*at, words!["on", "along", "at", "near", "across"]);
        let along = (term.start.saturating_sub(PHRASE + 1)..term.start).rev().find(beside).filter(|&at| {
            let led = |at: usize| self.is_word(at) && !self.class(at).contains(Class::FUNCTION) || self.is_named(at);
            self.inside(at) && (at + 1..term.start).all(|at| led(at) || self.says(at, words!["the", "its", "their", "'s", "’s"]))
        });
        let value = self.value();
        self.kind() == Kind::Quantity && along.is_some_and(|at| !(at..term.start).contains(&value.start))
    }

    /// "grew 41 percent in ten years", "in three months", of what grows in a year.
    pub(super) fn is_of_another_span(&self, link: &Link) -> bool {
        let property = self.property(link);
        let changed = property.is_change || self.claim.manner.contains(Manner::CHANGE);
        if property.kind != ValueKind::Percent || !changed {
            return false;
        }
        let years = |m: &Mention| {
            m.unit.as_ref().is_some_and(|unit| match &*unit.name {
                "year" => m.value.is_some_and(|v| v.value > Decimal::ONE),
                name => matches!(name, "decade" | "century" | "month" | "week" | "day" | "quarter"),
            })
        };
        let lasts = |m: &Mention| m.when.as_ref().is_some_and(is_long) || m.kind == Kind::Duration && years(m);
        let (value, first) = (self.value().end, self.start());
        let near = |m: &&Mention| m.tokens.start <= first + OPENING || (value..value + NEAR).contains(&m.tokens.start);
        let mut around = self.part.reading.mentions_in(self.claim.sentence).iter().filter(near);
        let several = self.claim.time.as_ref().is_some_and(is_long) || around.any(lasts);
        self.is_rolling() || several && !self.part.reading.sentences[self.claim.sentence].tokens.clone().any(|at| self.is_yearly(at))
    }

    /// "killed two million from 2009 to 2015", of what is counted year by year: it is of several years, or there is no row for that one.
    pub(super) fn is_of_several_years(&self, link: &Link) -> bool {
        self.property(link).is_yearly_count() && (self.claim.time.as_ref().is_some_and(is_long) || link.rows.age != Age::Current)
    }

    /// "by 59 votes to 42", "59 to 42", of those who voted for it. What "rose from 59 to 42" is what it came to.
    pub(super) fn is_of_other_side(&self, link: &Link) -> bool {
        let to = self.before(self.value().start).filter(|&at| self.says(at, words!["to", "against"]));
        let Some(last) = to.and_then(|to| self.before(to)) else { return false };
        let from = |m: &Mention| self.before(m.tokens.start).is_some_and(|at| self.says(at, words!["from"]));
        let number = || self.part.reading.mention_at(last).is_some_and(|m| m.kind == Kind::Number && m.tokens.end == last + 1 && !from(m));
        let voted = || self.part.reading.sentences[self.claim.sentence].tokens.clone().any(|at| self.says(at, VOTES));
        self.property(link).kind == ValueKind::Count && (self.says(last, VOTES) || number() && voted())
    }

    /// "year-on-year inflation", "inflation in the past 12 months": up to the month, not of a year of the calendar.
    fn is_rolling(&self) -> bool {
        let tokens = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        let on_year = |at: usize| (at + 1..at + 4).any(|i| self.says(i, words!["on", "over"]) && (i + 1..i + 3).any(|i| self.says(i, words!["year"])));
        // "currently running at 1,000 percent a year": as of the month
        let start = self.value().start;
        let running = (start.saturating_sub(PHRASE)..start).any(|at| self.says(at, words!["currently", "running"]));
        let months = |m: &Mention| m.unit.as_ref().is_some_and(|unit| unit.name == "month") && m.value.is_some_and(|v| v.value == MONTHS);
        // "from December 1985 to December 1986"
        let to_month =
            |m: &Mention| m.kind == Kind::DateRange && m.when.as_ref().and_then(When::length_days).is_some_and(|days| (MORE_THAN_YEAR..YEARS).contains(&days));
        running
            || self.part.reading.mentions_in(self.claim.sentence).iter().any(to_month)
            || tokens.clone().any(|at| self.says(at, words!["year"]) && on_year(at))
            || self.part.reading.mentions_in(self.claim.sentence).iter().any(months)
    }

    /// "12 percent of schools", of a share of all people: the words say what the share is of, and it is neither a people nor in a phrase.
    pub(super) fn is_share_of_things(&self, link: &Link) -> bool {
        let (mention, property) = (self.claim.mention(self.context.parts), self.property(link));
        let end = mention.tokens.end;
        // "more than half of what the government spends"
        if property.kind == ValueKind::Percent && self.says(end, words!["of"]) && self.says(end + 1, words!["what"]) {
            return true;
        }
        if mention.kind != Kind::Percent || property.kind != ValueKind::Percent || !self.says(end, words!["of"]) {
            return false;
        }
        let first = self.noun_behind(end);
        let told = |at: usize| self.part.terms_in(self.claim.sentence).iter().any(|term| term.tokens.contains(&at) && term.tokens.len() > 1);
        let whole = |at: usize| self.is_named(at) || self.is_whole(at) || self.says(at, ALL) || self.says(at, LAND);
        let output = |at: usize| self.says(at, OUTPUT) && property.label.contains("GDP");
        first.is_some_and(|at| !whole(at) && !told(at) && !output(at) && !self.is_in_phrase(at, property))
    }

    /// "closed 55 airports", "lost 4 percent of its forest", "restructured foreign debt of": what is done to them is not done to all.
    pub(super) fn is_acted_on(&self, link: &Link, term: Option<&Range<usize>>) -> bool {
        let (value, property) = (self.value(), self.property(link));
        let acts = |at: usize| self.is_common(at) && self.is_act(at) && !self.is_in_phrase(at, property);
        let Some(term) = term else { return false };
        let object = if term.start < value.start { term.start } else { value.start };
        let first = self.start();
        // "cut inflation to an average 6 percent" is how large it is then, and "closed its 900-kilometre border" is of all of it
        let level = (term.end..value.start).any(|at| self.says(at, words!["to", "at"]));
        let all = self.before(value.start).is_some_and(|at| self.class(at).contains(Class::POSSESSIVE) || self.says(at, words!["the", "all"]));
        if level || all {
            return false;
        }
        let verb = (first..object).rev().take(DETERMINED).find(|&at| !self.class(at).intersects(Class::ARTICLE | Class::POSSESSIVE | Class::PLAIN));
        // "cost Chad nine gigawatts": what somebody else did to it
        let verb = verb.map(|at| self.before(at).filter(|&before| self.is_named(at) && self.says(before, TAKES)).unwrap_or(at));
        // "wrote off 3 billion"
        let particle = self.before(object).is_some_and(|at| self.says(at, words!["off", "back", "away"]));
        let dated = self.kind().is_date();
        let marked = || (first..term.start).rev().take(PHRASE).any(|at| self.says(at, MARKED));
        if dated { marked() } else { (particle || verb.is_some_and(acts)) && !self.is_of_time(object) }
    }

    /// A verb of doing, by its form.
    pub(super) fn is_act(&self, at: usize) -> bool {
        let past = self.word(at).ends_with("ed") || self.says(at, IRREGULAR);
        let (spent, of) = (self.says(at, words!["spent"]), self.says(self.value().end, words!["of"]));
        let part = of && self.kind() != Kind::Percent;
        let traded = self.kind() == Kind::Percent && self.says(at, TRADES);
        spent && part
            || self.says(at, TAKES) && self.kind() != Kind::Money
            || self.says(at, words!["lost", "cut"])
            || past && !traded && !self.says(at, KEEPS) && !self.class(at).intersects(Class::REPORTING | Class::MEASURE | Class::CHANGE | Class::FUNCTION)
    }

    /// True if a time stands there, which is no object: "In 2020 it produced".
    pub(super) fn is_of_time(&self, at: usize) -> bool {
        self.part.reading.mention_at(at).is_some_and(|m| m.kind.is_date())
    }

    /// "a 700-kilometre road along the border": the length is of the noun behind it.
    pub(super) fn is_of_other_head(&self, own: &Range<usize>) -> bool {
        let mention = self.claim.mention(self.context.parts);
        let end = mention.tokens.end;
        let hyphen = self.part.reading.tokens.get(mention.tokens.start + 1).is_some_and(|token| token.is_hyphen() && token.is_glued());
        let head = hyphen && self.inside(end) && self.says_something(end) && !self.word(end).ends_with("ed");
        // "a $3 billion economy", of what it imports
        if self.kind() == Kind::Money && self.is_attribute() {
            return !own.is_empty() && !(end..end + HAVING).any(|at| own.contains(&at));
        }
        head && !(end..end + HAVING).any(|at| own.contains(&at)) && !self.is_whole(end) && own.start > end
    }

    /// "a 3 billion dollar economy": an article leads to the value, and a noun follows.
    fn is_attribute(&self) -> bool {
        let (start, end) = (self.value().start, self.value().end);
        let led = self.before(start).is_some_and(|at| self.says(at, words!["a", "an", "the"]));
        led && self.inside(end) && (self.says_something(end) || self.is_whole(end))
    }

    /// "Floods covered 900 square kilometres in Chad": who has the measure is told before the verb, and is not the place.
    pub(super) fn is_of_what_lies_there(&self, link: &Link) -> bool {
        let value = self.value().end;
        self.name(link).is_some_and(|name| name.tokens.start > value && preposition(self.part, name.tokens.start).is_some())
    }

    /// "annually", "on average", "a year", "per year"
    pub(super) fn is_yearly(&self, at: usize) -> bool {
        let each = || self.before(at).is_some_and(|before| self.says(before, words!["a", "per", "each", "every"]));
        self.says(at, words!["annual", "annually", "yearly", "average", "averaged", "averaging"]) || self.says(at, words!["year"]) && each()
    }

    /// "A Japanese woman can expect to live to 88", "Men in Chad can expect to", of all people's expectancy.
    pub(super) fn is_of_one_sex(&self, link: &Link) -> bool {
        let property = self.property(link);
        let mut tokens = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        let one = |at: usize| self.says(at, SEXES) && !self.before(at).is_some_and(|per| self.says(per, words!["per"]));
        property.kind == ValueKind::Duration && property.qualifiers.is_empty() && tokens.any(one)
    }

    /// "40,000 people lived there", of what an event did to people.
    pub(super) fn is_of_the_living(&self, link: &Link) -> bool {
        let end = self.value().end;
        let lived = |at: usize| self.says(at, words!["live", "lived", "lives", "living", "inhabited", "resided"]);
        EVENTS.contains(&self.context.reference.kind_of(link.subject)) && (end..end + NEAR / 2).any(lived)
    }

    /// "a house of 105", "a crowd of 300": the number is the size of what the noun names, which is not the property.
    pub(super) fn is_size_of_noun(&self, link: &Link) -> bool {
        let (mention, start) = (self.claim.mention(self.context.parts), self.value().start);
        let bare = mention.kind == Kind::Number && mention.noun.is_none() && mention.unit.is_none() && !self.is_size_of_place();
        let Some(of) = self.before(start).filter(|&at| bare && self.says(at, words!["of"])) else { return false };
        let noun = self.before(of).filter(|&at| self.is_common(at) && !self.is_in_term(at) && !self.is_in_phrase(at, self.property(link)));
        noun.is_some_and(|at| !self.says(at, TOTALS) && !self.class(at).intersects(Class::MEASURE | Class::CHANGE | Class::PORTION))
    }

    /// "half of the refugees in Peru", of a share of all people.
    pub(super) fn is_of_some(&self, link: &Link) -> bool {
        let (mention, property) = (self.claim.mention(self.context.parts), self.property(link));
        let end = mention.tokens.end;
        let some = |&at: &usize| self.is_word(at) && self.is_some_people(at) && !self.is_in_phrase(at, property);
        let shared = mention.kind == Kind::Percent && property.kind == ValueKind::Percent && self.says(end, words!["of"]);
        shared && (end + 1..end + 1 + PHRASE).find(some).is_some()
    }

    /// "closed at $48 a barrel", "rose $5 a barrel", "was $5 a barrel higher": a price of one day of trade, or how far one moved.
    pub(super) fn is_of_trade(&self, link: &Link) -> bool {
        let value = self.value();
        let moved = || self.says(value.end, words!["more", "less", "higher", "lower", "up", "down", "cheaper", "dearer"]);
        let moves = || self.before(value.start).is_some_and(|at| self.class(at).contains(Class::CHANGE));
        let mut tokens = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        is_price(self.property(link), self.context) && (moved() || moves() || tokens.any(|at| self.says(at, TRADE)))
    }

    /// "Utopia, which handles 95 percent of its imports": they come through it, and not from it.
    pub(super) fn is_passed_on(&self, link: &Link) -> bool {
        let traded = self.property(link).phrases().any(|phrase| phrase.contains("import") || phrase.contains("export"));
        let through = |at: usize| self.says(at, words!["through", "via"]) && self.is_named(at + 1);
        traded && link.object.is_some() && (self.start()..self.value().start).any(|at| self.says(at, HANDLES) || through(at))
    }

    /// "24 of the 65 seats", of the seats that somebody won: the larger number is of all there are.
    pub(super) fn is_whole_of_some(&self) -> bool {
        let start = self.value().start;
        let led = self.before(start).filter(|&at| self.says(at, words!["the", "all", "its", "their"])).unwrap_or(start);
        let Some(of) = self.before(led).filter(|&at| self.kind() == Kind::Number && self.says(at, words!["of"])) else { return false };
        self.part.reading.mentions_in(self.claim.sentence).iter().any(|m| m.kind == Kind::Number && m.tokens.end == of)
    }

    /// "7 million of Chad's inhabitants", "three new members": some of them.
    pub(super) fn is_some_of_theirs(&self) -> bool {
        let end = self.value().end;
        let counts = matches!(self.kind(), Kind::Number | Kind::Quantity);
        // "ten new members": those that came to the others
        let more = || self.kind() == Kind::Number && self.says(end, words!["new", "more", "other", "additional", "further", "extra", "too"]);
        let end = end + usize::from(self.kind() == Kind::Number && self.is_counted(end) && !self.is_definite());
        more() || counts && self.says(end, words!["of"]) && (self.says(end + 1, words!["its", "their", "the", "his", "her"]) || self.is_named(end + 1))
    }

    /// "the 17 articles of the treaty", "has 17 articles"
    fn is_definite(&self) -> bool {
        let start = self.value().start;
        (start.saturating_sub(HAVING)..start).any(|at| self.says(at, words!["the", "all", "its", "their", "has", "have", "had", "with"]))
    }

    /// "3 million citizens", of all who live there: others may live there too, and some of them elsewhere.
    pub(super) fn is_of_citizens(&self, link: &Link) -> bool {
        let mention = self.claim.mention(self.context.parts);
        let citizens = mention.tokens.clone().chain([mention.tokens.end]).any(|at| self.says(at, words!["citizen", "citizens", "nationals"]));
        citizens && self.property(link).kind == ValueKind::Count
    }

    /// "the high-speed part of the railway": the phrase is of a whole, the value of a piece.
    pub(super) fn is_piece_of(&self, term: &Range<usize>) -> bool {
        let led = |at: usize| self.class(at).intersects(Class::ARTICLE | Class::POSSESSIVE) || self.says(at, words!["the"]);
        let of = self.before(term.start).filter(|&at| led(at)).unwrap_or(term.start).checked_sub(1);
        let piece = |at: usize| self.says(at, PIECES) || self.class(at).contains(Class::PORTION);
        of.is_some_and(|of| self.says(of, words!["of"]) && self.before(of).is_some_and(piece))
    }

    /// True if a phrase for the property has the word as well: "consumer prices" of "consumer price inflation".
    pub(super) fn is_in_phrase(&self, at: usize, property: &Property) -> bool {
        let lemma = |word: &str| self.context.lexicon.words.lemma(word);
        let own = lemma(self.word(at));
        property.phrases().flat_map(|p| p.split(|c: char| !c.is_alphabetic())).any(|word| lemma(word) == own)
    }

    /// "300 people over 80", "20 beds per 1,000 people with cancer": only some of a people are told of.
    pub(super) fn is_of_group(&self) -> bool {
        let end = self.value().end;
        // "lives below the poverty line" is the phrase itself
        // "a country of 18 million people whose capital is by the sea"
        let place = self.is_size_of_place();
        let some = |at: usize| !place && self.inside(at + 1) && self.is_word(at) && self.is_all(at) && self.says(at + 1, GROUPS) && !self.is_in_term(at + 1);
        (end.saturating_sub(1)..end + NEAR).any(some) || self.is_among_some() || self.is_of_an_age()
    }

    /// True if a phrase for whatever property holds the word.
    fn is_in_term(&self, at: usize) -> bool {
        self.part.terms_in(self.claim.sentence).iter().any(|term| term.tokens.contains(&at))
    }

    /// "7 percent of Chad's under-25s": of an age that no phrase for the property tells.
    fn is_of_an_age(&self) -> bool {
        let end = self.value().end;
        let mut ages = self.part.reading.mentions_in(self.claim.sentence).iter().filter(|m| m.kind == Kind::Age);
        self.says(end, words!["of"]) && ages.any(|age| (end..end + NEAR).contains(&age.tokens.start) && !self.is_in_term(age.tokens.start))
    }

    /// "Among young people in Chad, unemployment is": the sentence opens with some of a people.
    pub(super) fn is_among_some(&self) -> bool {
        let tokens = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        if !self.says(tokens.start, words!["among"]) {
            return false;
        }
        let mut group =
            (tokens.start + 1..tokens.end).take(PHRASE).take_while(|&at| self.is_word(at)).filter(|&at| self.says_something(at) || self.is_qualifier(at));
        group.next().is_some_and(|first| !self.says(first, ALL) && !self.is_whole(first) && !self.is_named(first))
    }
}
