//! Claims: what a mention says of whom, as far as the words of the article go.
//!
//! In: the article's parts with their mentions, names and terms. Out: one [`Claim`] for
//! every mention that can carry one, with everything around it that may be its subject,
//! property or time, and how it stands there. Which entity and which row is meant is
//! `link`'s to choose; here nothing of the reference is known but names.

pub mod allowed;
mod attribution;
pub mod clause;
pub mod pattern;
pub mod list;
mod owner;
#[cfg(test)]
pub(crate) mod testing;
mod time;
pub mod unit;
mod walk;

use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::measure::when::When;
use crate::mention::draft::Kind;
use crate::mention::name::{FoundCue, Name, Term};
use crate::mention::{Mention, Reading};
use crate::text::sentence::Sentence;
use crate::text::span::{Plain, Span};
use clause::Clauses;
use list::Respective;
use pattern::{Bound, Patterns};
use std::ops::Range;
use std::sync::Arc;

/// How far back a claim looks for what it is about, in sentences.
pub const REACH: usize = 4;
/// How far before "by" the verb of change may stand, in tokens.
const CHANGE_REACH: usize = 5;
/// How far back it looks for descriptions and kinds of events.
const CUE_REACH: u32 = 1;

/// A part of an article with everything that was found in it.
#[derive(Debug)]
pub struct PartReading<'a> {
    /// The part's plain text.
    pub text: &'a str,
    /// It is the title.
    pub is_title: bool,
    /// Tokens, sentences, mentions.
    pub reading: Reading,
    /// Names of entities.
    pub names: Vec<Name>,
    /// Phrases for properties.
    pub terms: Vec<Term>,
    /// Descriptions, kinds of events, titles, source phrases.
    pub cues: Vec<FoundCue>,
}

impl PartReading<'_> {
    /// The cues of a sentence, in order.
    pub fn cues_in(&self, sentence: usize) -> impl Iterator<Item = &FoundCue> {
        let first = self.cues.partition_point(|c| c.sentence < sentence);
        self.cues[first..].iter().take_while(move |c| c.sentence == sentence)
    }

    /// True if the token is part of a name or of a phrase for a property.
    fn is_named(&self, at: usize) -> bool {
        let name = self.names.partition_point(|n| n.tokens.end <= at);
        let term = self.terms.partition_point(|t| t.tokens.end <= at);
        self.names.get(name).is_some_and(|n| n.tokens.contains(&at)) || self.terms.get(term).is_some_and(|t| t.tokens.contains(&at))
    }
}

/// Where something stands, seen from the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Sentences back; 0 is the value's own. A heading sees the sentence behind it as 1.
    pub sentences_back: u32,
    /// Tokens between it and the value.
    pub gap: u32,
    /// It stands before the value.
    pub before: bool,
    /// Weight of the clause boundaries between it and the value.
    pub clauses: u32,
}

/// A name that may be the subject or the object.
#[derive(Debug, Clone)]
pub struct NameCue {
    /// Part and number of the name there.
    pub name: (usize, usize),
    /// Where it stands.
    pub place: Place,
    /// The preposition right before it ("of", "in", "from", "to", "with").
    pub preposition: Option<&'static str>,
    /// "'s" stands behind it.
    pub possessive: bool,
    /// Names joined by commas and "and" carry the same number.
    pub list: u32,
    /// A pattern ties it to the value.
    pub bound: bool,
}

/// A phrase that may name the property.
#[derive(Debug, Clone, Copy)]
pub struct TermCue {
    /// Part and number of the term there.
    pub term: (usize, usize),
    /// Where it stands.
    pub place: Place,
    /// A pattern ties it to the value.
    pub bound: bool,
    /// Another value of the same kind stands nearer to it.
    pub taken: bool,
    /// Another noun follows that makes it something else ("population growth").
    pub overridden: bool,
}

/// A description, kind of event, title or other cue.
#[derive(Debug, Clone)]
pub struct CueHit {
    /// What it tells.
    pub class: CueClass,
    /// Of what kind.
    pub value: Arc<str>,
    /// Its part and tokens.
    pub tokens: (usize, Range<usize>),
    /// Where it stands.
    pub place: Place,
    /// It is said of several ("the two countries", "their").
    pub plural: bool,
}

/// In what sense the value is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modality {
    /// As a fact.
    Asserted,
    /// As a forecast or a target.
    Forecast,
    /// As denied.
    Denied,
}

/// One claim, before it is linked.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The part.
    pub part: usize,
    /// The deciding mention, of the part's.
    pub mention: usize,
    /// Other mentions that belong to it (its time).
    pub related: Vec<usize>,
    /// Of a date: the mention that it is the time of ("4.3 percent in 2024").
    pub time_of: Option<usize>,
    /// The sentence, of the part's.
    pub sentence: usize,
    /// Names around it, nearest first.
    pub names: Vec<NameCue>,
    /// Terms around it, nearest first.
    pub terms: Vec<TermCue>,
    /// Cues around it, nearest first.
    pub cues: Vec<CueHit>,
    /// The period that it speaks of, if the sentence says one.
    pub time: Option<When>,
    /// Who says so.
    pub attribution: Option<String>,
    /// In what sense.
    pub modality: Modality,
    /// The date is that of a statement ("said on Thursday"), not of what is stated.
    pub of_statement: bool,
    /// The pattern that ties value and term together, or how the value stands alone.
    pub pattern: &'static str,
    /// The mentions of the list that the value stands in; itself alone, mostly.
    pub run: Range<usize>,
    /// The name in the same place of a list of names.
    pub respective: Option<Respective>,
    /// The number is a place in an order ("number 67", "ranked 4").
    pub ranked: bool,
    /// It stands behind "a noun of" that no property is named by ("an army of 500").
    pub has_other_head: bool,
    /// It says by how much something changed ("rose by 7 billion").
    pub is_change: bool,
    /// The words give the value to someone that the reference does not know ("the OECD average of 9").
    pub has_other_owner: bool,
    /// The words of the subject, as far as they can be told without a reference.
    pub subject_text: Option<Span<Plain>>,
    /// The words of the property.
    pub property_text: Option<Span<Plain>>,
}

/// Extracts the claims of all parts, in order.
pub fn extract(parts: &[PartReading<'_>], lexicon: &Lexicon, patterns: &Patterns) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (part, reading) in parts.iter().enumerate() {
        let quotes = attribution::Quotes::find(reading.text, &reading.reading);
        let runs = list::runs(reading);
        let mut clauses: Option<(usize, Clauses)> = None;
        for (number, mention) in reading.reading.mentions.iter().enumerate().filter(|(_, m)| m.can_claim()) {
            if clauses.as_ref().is_none_or(|(s, _)| *s != mention.sentence) {
                let sentence = &reading.reading.sentences[mention.sentence];
                clauses = Some((mention.sentence, Clauses::of(reading.text, &reading.reading, sentence, lexicon)));
            }
            let Some((_, clauses)) = &clauses else { continue };
            let view = View { parts, part, lexicon, mention, run: runs[number].clone(), origin: list::converted(reading, number), clauses };
            let attribution = attribution::speaker(&view, &quotes);
            claims.push(view.claim(number, patterns, attribution));
        }
    }
    mark_times(&mut claims);
    claims
}

/// Tells every date that is the time of another claim of which it is.
fn mark_times(claims: &mut [Claim]) {
    let timed: Vec<(usize, usize, usize)> = claims.iter().flat_map(|c| c.related.iter().map(|&date| (c.part, date, c.mention))).collect();
    for (part, date, of) in timed {
        if let Ok(found) = claims.binary_search_by_key(&(part, date), |c| (c.part, c.mention)) {
            claims[found].time_of.get_or_insert(of);
        }
    }
}

/// A mention in its surroundings.
struct View<'a> {
    parts: &'a [PartReading<'a>],
    part: usize,
    lexicon: &'a Lexicon,
    mention: &'a Mention,
    /// The list of mentions that it is one of.
    run: Range<usize>,
    /// The mention that it converts into another unit; itself, mostly.
    origin: usize,
    clauses: &'a Clauses,
}

impl<'a> View<'a> {
    fn here(&self) -> &'a PartReading<'a> {
        &self.parts[self.part]
    }

    fn sentence(&self) -> &'a Sentence {
        &self.here().reading.sentences[self.mention.sentence]
    }

    fn claim(&self, number: usize, patterns: &Patterns, attribution: Option<String>) -> Claim {
        let part = self.here();
        let mut bound = patterns.bind(part, self.mention.sentence, &self.span_of_run(), self.lexicon);
        bound.name = list::apposed(part, self.mention).or(bound.name);
        let respective = list::respective(part, number, &self.run);
        let terms = self.terms(&bound);
        let names = self.names(&bound);
        let (time, time_mention) = time::of(self.here(), self.mention, number);
        let text = |name: (usize, usize)| {
            let part = &self.parts[name.0];
            (name.0 == self.part).then(|| span_of(part, &part.names[name.1].tokens))
        };
        let property_text = terms.first().filter(|t| t.term.0 == self.part).map(|t| span_of(self.here(), &self.here().terms[t.term.1].tokens));
        Claim {
            part: self.part,
            mention: number,
            related: time_mention.into_iter().collect(),
            time_of: None,
            sentence: self.mention.sentence,
            subject_text: names.first().and_then(|n| text(n.name)).or_else(|| self.capitalised()),
            property_text: property_text.or_else(|| self.mention.noun.as_ref().map(|n| n.span)),
            cues: self.cues(),
            names,
            terms,
            time,
            attribution,
            modality: self.modality(),
            of_statement: self.is_of_statement(self.mention),
            pattern: bound.pattern,
            run: self.run.clone(),
            respective,
            ranked: self.is_ranked(),
            has_other_head: self.has_other_head(),
            is_change: self.is_change(),
            has_other_owner: owner::is_other(part, self.mention, &self.span_of_run(), self.lexicon),
        }
    }

    /// The tokens of the list of values that the mention is one of, or of the value that it converts.
    fn span_of_run(&self) -> Range<usize> {
        let mentions = &self.here().reading.mentions;
        mentions[self.run.start.min(self.origin)].tokens.start..mentions[self.run.end - 1].tokens.end
    }

    /// True if another mention of the value's kind, with no other between, is bound more closely to a term.
    fn is_taken(&self, term: &Range<usize>) -> bool {
        let own = self.place(term, 0);
        let sentence = self.mention.sentence;
        let near = |m: &&Mention| m.sentence == sentence && m.kind.is_date() == self.mention.kind.is_date() && m.tokens != self.mention.tokens && m.can_claim();
        let mentions = &self.here().reading.mentions;
        let first = mentions.partition_point(|m| m.sentence < sentence);
        mentions[first..].iter().take_while(|m| m.sentence == sentence).filter(near).filter(|m| !self.is_of_statement(m)).any(|other| {
            let (from, to) = if other.tokens.start >= term.end { (term.end, other.tokens.start) } else { (other.tokens.end, term.start) };
            let gap = to.saturating_sub(from) as u32;
            gap <= own.gap + 2 && self.clauses.between(from.min(to), to.max(from)) < own.clauses
        })
    }

    /// True if the value stands behind a verb of change and "by": it says how far something moved, not where it stands.
    fn is_change(&self) -> bool {
        let part = self.here();
        let (first, start) = (self.sentence().tokens.start, self.mention.tokens.start);
        let by = start > first && says(part, start - 1, &["by"]);
        by && (start.saturating_sub(CHANGE_REACH).max(first)..start).any(|i| self.lexicon.words.get(part.reading.marks[i]).classes.contains(Class::CHANGE))
    }

    /// True if a noun and "of" stand right before the value, and the noun names no property.
    fn has_other_head(&self) -> bool {
        let part = self.here();
        let (first, start) = (self.sentence().tokens.start, self.span_of_run().start);
        if start < first + 2 || !says(part, start - 1, &["of"]) {
            return false;
        }
        let noun = start - 2;
        let named = part.is_named(noun);
        let class = self.lexicon.words.get(part.reading.marks[noun]).classes;
        part.reading.tokens[noun].kind == crate::text::token::TokenKind::Word && !named && !class.intersects(Class::FUNCTION | Class::MEASURE)
    }

    /// True if a word for a place in an order stands right before the number: "number 67", "a rank of 4".
    fn is_ranked(&self) -> bool {
        let start = self.span_of_run().start;
        self.here().cues_in(self.mention.sentence).any(|c| {
            let joined = || (c.tokens.end..start).all(|i| says(self.here(), i, &["of", "at", "is", "was", "as", ":", "the", "world", "#", "."]));
            c.tokens.end <= start && start - c.tokens.end <= 3 && c.cues.iter().any(|c| c.class == CueClass::Rank) && joined()
        })
    }

    /// Where tokens stand that are `back` sentences from the value's.
    fn place(&self, tokens: &Range<usize>, back: u32) -> Place {
        let own = self.here().reading.mentions[self.origin].tokens.start..self.mention.tokens.end;
        let before = tokens.start < own.start;
        let (from, to) = if before { (tokens.end, own.start) } else { (own.end, tokens.start) };
        let clauses = if back == 0 { self.clauses.between(from.min(to), to.max(from)) } else { 0 };
        Place { sentences_back: back, gap: to.saturating_sub(from) as u32, before, clauses }
    }

    /// The sentences that a claim looks at, with how far back each is: its own, those
    /// before it, and for a heading the one behind it.
    fn reach(&self) -> impl Iterator<Item = (usize, u32)> + use<'a> {
        let own = self.mention.sentence;
        let sentences = &self.here().reading.sentences;
        let heading = self.sentence().kind == crate::text::plain::BlockKind::Heading;
        let behind = (heading && own + 1 < sentences.len()).then_some((own + 1, 1));
        (0..=REACH).filter_map(move |back| own.checked_sub(back).map(|s| (s, back as u32))).chain(behind)
    }

    fn names(&self, bound: &Bound) -> Vec<NameCue> {
        let mut cues = Vec::new();
        let part = self.here();
        for (sentence, back) in self.reach() {
            let first = part.names.partition_point(|n| n.sentence < sentence);
            let here = part.names[first..].iter().take_while(|n| n.sentence == sentence);
            let mut list = 0;
            for (offset, name) in here.enumerate() {
                if offset > 0 && !self.is_listed(&part.names[first + offset - 1], name) {
                    list += 1;
                }
                let mut cue = self.name_cue((self.part, first + offset), name, back, sentence as u32 * 1000 + list);
                cue.bound = back == 0 && bound.name == Some(first + offset);
                cues.push(cue);
            }
        }
        if !part.is_title {
            cues.extend(self.title_names());
        }
        cues.sort_by_key(|c| (c.place.sentences_back, c.place.clauses, c.place.gap));
        cues
    }

    /// Names of the title: what the article as a whole is about.
    fn title_names(&self) -> Vec<NameCue> {
        let Some((number, title)) = self.parts.iter().enumerate().find(|(_, p)| p.is_title) else { return Vec::new() };
        let back = REACH as u32 + 1;
        title
            .names
            .iter()
            .enumerate()
            .map(|(i, name)| NameCue { preposition: None, possessive: false, ..self.name_cue((number, i), name, back, u32::MAX) })
            .collect()
    }

    fn name_cue(&self, name: (usize, usize), found: &Name, back: u32, list: u32) -> NameCue {
        let part = &self.parts[name.0];
        let place = self.place(&found.tokens, back);
        let relative = relative_behind(part, found.tokens.end).filter(|&at| back == 0 && at < self.mention.tokens.start);
        NameCue {
            name,
            // "X, which …": the relative clause is about X
            place: relative.map_or(place, |at| Place { clauses: self.clauses.between(at, self.mention.tokens.start).min(place.clauses), ..place }),
            preposition: preposition(part, found.tokens.start),
            possessive: says(part, found.tokens.end, &["'s", "’s"]),
            list,
            bound: false,
        }
    }

    /// True if only commas, "and", "or", articles stand between two names.
    fn is_listed(&self, a: &Name, b: &Name) -> bool {
        let part = self.here();
        b.tokens.start - a.tokens.end <= 3 && (a.tokens.end..b.tokens.start).all(|i| says(part, i, &[",", "and", "or", "&", "the", "both", "-", "–"]))
    }

    fn terms(&self, bound: &Bound) -> Vec<TermCue> {
        let part = self.here();
        let mut cues = Vec::new();
        for (sentence, back) in self.reach() {
            let first = part.terms.partition_point(|t| t.sentence < sentence);
            for (offset, term) in part.terms[first..].iter().take_while(|t| t.sentence == sentence).enumerate() {
                let number = first + offset;
                let inside = back == 0 && self.mention.tokens.start <= term.tokens.start && term.tokens.end <= self.mention.tokens.end;
                let overridden = self.lexicon.words.get(part.reading.marks.get(term.tokens.end).copied().unwrap_or(0)).classes.intersects(Class::HEAD);
                cues.push(TermCue {
                    term: (self.part, number),
                    place: self.place(&term.tokens, back),
                    bound: back == 0 && (inside || bound.terms.contains(&number)),
                    taken: back == 0 && self.is_taken(&term.tokens),
                    overridden,
                });
            }
        }
        cues.sort_by_key(|c| (!c.bound, c.place.sentences_back, c.place.clauses, c.place.gap));
        cues
    }

    fn cues(&self) -> Vec<CueHit> {
        let part = self.here();
        let mut hits: Vec<CueHit> = self.sentence().tokens.clone().filter_map(|at| self.pronoun(at)).collect();
        for (sentence, back) in self.reach().filter(|&(_, back)| back <= CUE_REACH) {
            for found in part.cues_in(sentence) {
                let last = part.reading.tokens[found.tokens.end - 1].span().of(part.text);
                let place = self.place(&found.tokens, back);
                let cues = found.cues.iter().filter(|c| c.class != CueClass::People);
                hits.extend(cues.map(|cue| CueHit {
                    class: cue.class,
                    value: Arc::clone(&cue.value),
                    tokens: (self.part, found.tokens.clone()),
                    place,
                    plural: self.lexicon.words.is_plural(last),
                }));
            }
        }
        hits.sort_by_key(|h| (h.place.sentences_back, h.place.clauses, h.place.gap));
        hits
    }

    /// "it", "its", "they", "their" as a description of whatever was named before.
    fn pronoun(&self, at: usize) -> Option<CueHit> {
        let part = self.here();
        let word = self.lexicon.words.get(part.reading.marks[at]);
        if !word.classes.intersects(Class::PRONOUN | Class::POSSESSIVE) {
            return None;
        }
        let plural = says(part, at, &["they", "their", "them"]);
        let thing = plural || says(part, at, &["it", "its"]);
        let person = says(part, at, &["he", "she", "his", "her", "him"]);
        let value = if person { "person" } else { "any" };
        (thing || person).then(|| CueHit {
            class: CueClass::Description,
            value: value.into(),
            tokens: (self.part, at..at + 1),
            place: self.place(&(at..at + 1), 0),
            plural,
        })
    }

    /// Forecasts and denials.
    fn modality(&self) -> Modality {
        let part = self.here();
        let (start, own) = (self.sentence().tokens.start, self.mention.tokens.start);
        let near = own.saturating_sub(8).max(start);
        let forecast = part
            .cues_in(self.mention.sentence)
            .filter(|c| (near..own).contains(&c.tokens.start) && c.tokens.end <= own && self.clauses.between(c.tokens.start, own) == 0)
            .any(|c| c.cues.iter().any(|c| c.class == CueClass::Forecast));
        let ahead = self.mention.future && !self.mention.kind.is_date();
        let presupposed = self.mention.kind == Kind::Duration
            && part.cues_in(self.mention.sentence).any(|c| c.tokens.end == own && c.cues.iter().any(|c| c.class == CueClass::Ending));
        let denied = (own.saturating_sub(3).max(start)..own).any(|i| self.lexicon.words.get(part.reading.marks[i]).classes.contains(Class::NEGATION));
        match () {
            () if denied => Modality::Denied,
            () if presupposed => Modality::Asserted,
            () if forecast && !self.mention.kind.is_date() || ahead => Modality::Forecast,
            () => Modality::Asserted,
        }
    }

    /// True if a reporting verb stands right beside a date, an "on" or "in" between them allowed.
    fn is_of_statement(&self, mention: &Mention) -> bool {
        let part = self.here();
        let reporting = |i: usize| part.reading.marks.get(i).is_some_and(|&m| self.lexicon.words.get(m).classes.contains(Class::REPORTING));
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let first = self.sentence().tokens.start;
        let before = start.checked_sub(1 + usize::from(start > first && says(part, start - 1, &["on", "in"]))).filter(|&i| i >= first);
        mention.kind.is_date() && (before.is_some_and(reporting) || end < self.sentence().tokens.end && reporting(end))
    }

    /// The run of capitalised words nearest before the value, for readers without a reference.
    fn capitalised(&self) -> Option<Span<Plain>> {
        use crate::text::token::{Form, TokenKind};
        let tokens = &self.here().reading.tokens;
        let capital = |i: usize| {
            tokens[i].kind == TokenKind::Word
                && tokens[i].form.contains(Form::CAPITAL)
                && !self
                    .lexicon
                    .words
                    .get(self.here().reading.marks[i])
                    .classes
                    .intersects(Class::FUNCTION | Class::MONTH | Class::WEEKDAY | Class::NUMERAL | Class::PRONOUN)
        };
        let start = self.sentence().tokens.start;
        let last = (start..self.mention.tokens.start).rev().find(|&i| capital(i))?;
        let first = (start..last).rev().take_while(|&i| capital(i)).last().unwrap_or(last);
        Some(tokens[first].span().join(tokens[last].span()))
    }
}

/// Prepositions that show what a name does.
const PREPOSITIONS: [&str; 18] = [
    "of", "in", "from", "to", "with", "by", "for", "against", "between", "into", "than", "via", "near", "at", "during", "after", "before", "under",
];

/// The preposition right before a token, an article between them or not.
pub fn preposition(part: &PartReading<'_>, at: usize) -> Option<&'static str> {
    let article = at.checked_sub(1).is_some_and(|i| says(part, i, &["the", "a", "an", "neighbouring", "neighboring", "nearby", "both"]));
    let before = at.checked_sub(1 + usize::from(article))?;
    PREPOSITIONS.iter().find(|p| says(part, before, &[**p])).copied()
}

/// The token behind ", which" or "who" at `at`.
fn relative_behind(part: &PartReading<'_>, at: usize) -> Option<usize> {
    let pronoun = at + usize::from(says(part, at, &[","]));
    says(part, pronoun, &["which", "who", "that"]).then_some(pronoun + 1)
}

fn says(part: &PartReading<'_>, at: usize, words: &[&str]) -> bool {
    part.reading.tokens.get(at).is_some_and(|t| words.iter().any(|w| t.len() == w.len() && t.span().of(part.text).eq_ignore_ascii_case(w)))
}

/// The text span of a range of a part's tokens.
pub fn span_of(part: &PartReading<'_>, tokens: &Range<usize>) -> Span<Plain> {
    let all = &part.reading.tokens;
    all[tokens.start].span().join(all[tokens.end.max(tokens.start + 1) - 1].span())
}

impl Claim {
    /// The deciding mention.
    pub fn mention<'p>(&self, parts: &'p [PartReading<'_>]) -> &'p Mention {
        &parts[self.part].reading.mentions[self.mention]
    }

    /// True if the value is only a lower bound in words.
    pub fn is_vague(&self, parts: &[PartReading<'_>]) -> bool {
        self.mention(parts).vague
    }
}

/// Why a claim of this kind asserts nothing that a table could hold, if so.
pub fn not_checkable(claim: &Claim, mention: &Mention) -> Option<&'static str> {
    match () {
        () if mention.is_place_in_time() => Some("it says when, and counts nothing"),
        () if claim.modality == Modality::Forecast => Some("it is a forecast or a target, not a count"),
        () if claim.modality == Modality::Denied => Some("the sentence denies it"),
        () if mention.kind.is_date() && mention.when.is_none() => Some("the date has no place in the calendar without a date of the article"),
        () if mention.kind == Kind::Ordinal
            && mention.value.is_some_and(|v| v.value == rust_decimal::Decimal::ONE)
            && mention.noun.as_ref().is_some_and(|n| n.lemma == "time") =>
        {
            Some("\"first time\" names no number")
        }
        () => None,
    }
}
