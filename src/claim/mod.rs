//! Claims: what a mention says of whom, as far as the words of the article go.
//!
//! In: the article's parts with their mentions, names and terms. Out: one [`Claim`] for
//! every mention that can carry one, with everything around it that may be its subject,
//! property or time, and how it stands there. Which entity and which row is meant is
//! `link`'s to choose; here nothing of the reference is known but names.

pub mod allowed;
mod around;
mod attribution;
pub mod clause;
pub mod list;
mod manner;
mod owner;
pub mod pattern;
mod reporting;
pub mod share;
pub use around::preposition;
pub use manner::{COMPASS, is_of_members};
#[cfg(test)]
pub(crate) mod testing;
mod time;
mod tone;
pub mod unit;
mod walk;

use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::measure::when::When;
use crate::mention::draft::Kind;
use crate::mention::name::{FoundCue, Name, Term};
use crate::mention::{Mention, Reading};
use crate::text::plain::Cell;
use crate::text::sentence::Sentence;
use crate::text::span::{Plain, Span};
use crate::text::token::words;
use bitflags::bitflags;
use clause::Clauses;
use list::Respective;
use pattern::{Bound, Patterns};
use std::ops::Range;
use std::sync::Arc;
use tone::Tone;

/// How far back a claim looks for what it is about, in sentences.
pub const REACH: usize = 4;

/// A part of an article with everything that was found in it.
#[derive(Debug)]
pub struct PartReading<'a> {
    /// The part's plain text.
    pub text: &'a str,
    /// It is the title.
    pub is_title: bool,
    /// Which blocks of it stand in a table, and where.
    pub cells: &'a [Cell],
    /// Tokens, sentences, mentions.
    pub reading: Reading,
    /// Names of entities.
    pub names: Vec<Name>,
    /// Phrases for properties.
    pub terms: Vec<Term>,
    /// Descriptions, kinds of events, titles, source phrases.
    pub cues: Vec<FoundCue>,
    /// Rows will be looked for: else no claim needs the cues around it.
    pub linked: bool,
    /// For every mention: what stands near it that a row could be about. Empty: nobody looked.
    pub worth: Vec<Worth>,
}

impl PartReading<'_> {
    /// The cues of a sentence, in order.
    pub fn cues_in(&self, sentence: usize) -> impl Iterator<Item = &FoundCue> {
        let first = self.cues.partition_point(|c| c.sentence < sentence);
        self.cues[first..].iter().take_while(move |c| c.sentence == sentence)
    }

    /// The names of a sentence, in order.
    pub fn names_in(&self, sentence: usize) -> &[Name] {
        let first = self.names.partition_point(|n| n.sentence < sentence);
        let here = &self.names[first..];
        &here[..here.partition_point(|n| n.sentence == sentence)]
    }

    /// The phrases for properties in a sentence, in order.
    pub fn terms_in(&self, sentence: usize) -> &[Term] {
        let first = self.terms.partition_point(|t| t.sentence < sentence);
        let here = &self.terms[first..];
        &here[..here.partition_point(|t| t.sentence == sentence)]
    }

    /// True if the token is part of a name or of a phrase for a property.
    fn is_named(&self, at: usize) -> bool {
        let name = self.names.partition_point(|n| n.tokens.end <= at);
        let term = self.terms.partition_point(|t| t.tokens.end <= at);
        self.names.get(name).is_some_and(|n| n.tokens.contains(&at)) || self.terms.get(term).is_some_and(|t| t.tokens.contains(&at))
    }
}

/// What stands near a mention that a row could be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// Nothing: it is of something that no table holds.
    Nothing,
    /// Something, but no phrase for a property of its kind in its sentence.
    Near,
    /// A phrase for a property of its kind in its sentence.
    Here,
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
    /// As something that the sentence itself or the next one calls untrue.
    Rejected,
}

bitflags! {
    /// How a sentence puts a value, where that tells what it can be of.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Manner: u8 {
        /// The date is that of a statement ("said on Thursday"), not of what is stated.
        const STATEMENT = 1;
        /// The number is a place in an order ("number 67", "ranked 4").
        const RANKED = 1 << 1;
        /// It stands behind "a noun of" that no property is named by ("an army of 500").
        const OTHER_HEAD = 1 << 2;
        /// It says by how much something changed ("rose by 7 billion").
        const CHANGE = 1 << 3;
        /// The words give it to someone that the reference does not know ("the OECD average of 9").
        const OTHER_OWNER = 1 << 4;
        /// It leaves something out that the whole has ("excluding the islands").
        const PARTIAL = 1 << 5;
        /// It says how far away something is ("110 miles northeast of the capital").
        const DISTANCE = 1 << 6;
    }
}

/// One claim, before it is linked.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The part.
    pub part: usize,
    /// The deciding mention, of the part's.
    pub mention: usize,
    /// The mention as a percentage, where it is a fraction of a whole.
    pub share: Option<Box<Mention>>,
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
    /// How the sentence puts the value.
    pub manner: Manner,
    /// The pattern that ties value and term together, or how the value stands alone.
    pub pattern: &'static str,
    /// The pattern says that the value counts all of them that somebody has: "Chad has 18 million people".
    pub counts_all: bool,
    /// The mentions of the list that the value stands in; itself alone, mostly.
    pub run: Range<usize>,
    /// The name in the same place of a list of names.
    pub respective: Option<Respective>,
    /// The words of the subject, as far as they can be told without a reference.
    pub subject_text: Option<Span<Plain>>,
    /// The words of the property.
    pub property_text: Option<Span<Plain>>,
}

/// Extracts the claims of all parts, in order.
pub fn extract(parts: &[PartReading<'_>], lexicon: &Lexicon, patterns: &Patterns) -> Vec<Claim> {
    let mut claims = Vec::with_capacity(parts.iter().map(|p| p.reading.mentions.len()).sum());
    for (part, reading) in parts.iter().enumerate() {
        let quotes = attribution::Quotes::find(reading.text, &reading.reading);
        let runs = list::runs(reading);
        let mut clauses: Option<(usize, Clauses<'_>, Tone)> = None;
        for (number, mention) in reading.reading.mentions.iter().enumerate().filter(|(_, m)| m.can_claim()) {
            if clauses.as_ref().is_none_or(|(s, ..)| *s != mention.sentence) {
                let sentence = &reading.reading.sentences[mention.sentence];
                let tone = Tone::of(reading, mention.sentence, lexicon);
                clauses = Some((mention.sentence, Clauses::of(reading.text, &reading.reading, sentence, lexicon), tone));
            }
            let Some((_, clauses, tone)) = &clauses else { continue };
            let share = share::of(mention, reading, lexicon);
            let mention = share.as_ref().unwrap_or(mention);
            let view = View { parts, part, lexicon, mention, run: runs[number].clone(), origin: list::converted(reading, number), clauses, tone: *tone };
            let attribution = attribution::speaker(&view, &quotes);
            let claim = view.claim(number, patterns, attribution);
            claims.push(Claim { share: share.map(Box::new), ..claim });
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
    clauses: &'a Clauses<'a>,
    /// How the whole of its sentence is meant.
    tone: Tone,
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
        let worth = if part.linked { part.worth.get(number).copied().unwrap_or(Worth::Here) } else { Worth::Nothing };
        let mut bound = Bound { pattern: "value alone", ..Bound::default() };
        if worth == Worth::Here {
            bound = patterns.bind(part, self.mention.sentence, &self.span_of_run(), self.lexicon);
        }
        let worth = worth > Worth::Nothing;
        if worth {
            bound.name = list::apposed(part, self.mention).or(bound.name);
        }
        let respective = if worth { list::respective(part, number, &self.run) } else { None };
        // where no row can be meant, only the words of the sentence are told
        let reach = if worth { REACH } else { 0 };
        let terms = self.terms(&bound, reach);
        let names = self.names(&bound, reach);
        let (time, time_mention) = match time::of(self.here(), self.mention, number) {
            (_, Some(date)) if bound.described && self.is_past_comma(date) => (None, None),
            found => found,
        };
        let text = |name: (usize, usize)| {
            let part = &self.parts[name.0];
            (name.0 == self.part).then(|| span_of(part, &part.names[name.1].tokens))
        };
        let property_text = terms.first().filter(|t| t.term.0 == self.part).map(|t| span_of(self.here(), &self.here().terms[t.term.1].tokens));
        Claim {
            part: self.part,
            mention: number,
            share: None,
            related: time_mention.into_iter().collect(),
            time_of: None,
            sentence: self.mention.sentence,
            subject_text: names.first().and_then(|n| text(n.name)).or_else(|| self.named_before()).or_else(|| self.capitalised()),
            property_text: property_text.or_else(|| self.mention.noun.as_ref().map(|n| n.span)),
            cues: if worth { self.cues() } else { Vec::new() },
            names,
            terms,
            time,
            attribution,
            modality: self.modality(),
            manner: if worth { self.manner() } else { Manner::empty() },
            pattern: bound.pattern,
            counts_all: bound.whole,
            run: self.run.clone(),
            respective,
        }
    }

    /// True if a comma stands between the value and a mention behind it.
    fn is_past_comma(&self, mention: usize) -> bool {
        let behind = self.mention.tokens.end..self.here().reading.mentions[mention].tokens.start;
        behind.into_iter().any(|i| says(self.here(), i, words![","]))
    }

    /// The tokens of the list of values that the mention is one of, or of the value that it converts.
    fn span_of_run(&self) -> Range<usize> {
        let mentions = &self.here().reading.mentions;
        mentions[self.run.start.min(self.origin)].tokens.start..mentions[self.run.end - 1].tokens.end
    }

    /// The name nearest before the value, at most a few sentences back.
    fn named_before(&self) -> Option<Span<Plain>> {
        let part = self.here();
        let last = part.names.partition_point(|n| n.tokens.end <= self.mention.tokens.start).checked_sub(1)?;
        let name = &part.names[last];
        (name.sentence + REACH >= self.mention.sentence).then(|| span_of(part, &name.tokens))
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
                    .classes(self.here().reading.marks[i])
                    .intersects(Class::FUNCTION | Class::MONTH | Class::WEEKDAY | Class::NUMERAL | Class::PRONOUN)
        };
        let start = self.sentence().tokens.start;
        let last = (start..self.mention.tokens.start).rev().find(|&i| capital(i))?;
        let first = (start..last).rev().take_while(|&i| capital(i)).last().unwrap_or(last);
        Some(tokens[first].span().join(tokens[last].span()))
    }
}

/// True if the token is one of the words.
pub fn says(part: &PartReading<'_>, at: usize, words: &[u64]) -> bool {
    part.reading.tokens.get(at).is_some_and(|token| words.contains(&token.hash))
}

/// The text span of a range of a part's tokens.
pub fn span_of(part: &PartReading<'_>, tokens: &Range<usize>) -> Span<Plain> {
    let all = &part.reading.tokens;
    all[tokens.start].span().join(all[tokens.end.max(tokens.start + 1) - 1].span())
}

impl Claim {
    /// The deciding mention; a fraction of a whole as a percentage.
    pub fn mention<'p>(&'p self, parts: &'p [PartReading<'_>]) -> &'p Mention {
        self.share.as_deref().unwrap_or_else(|| &parts[self.part].reading.mentions[self.mention])
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
        () if claim.modality == Modality::Rejected => Some("the text itself calls it untrue"),
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
