//! Mentions: every number, date, duration and name in the text, with what it says.
//!
//! In: a part of an article and the lexicon. Out: a [`Reading`] of it: tokens,
//! sentences, mentions without overlaps, names. It refuses to know which mention
//! claims what of whom.

pub mod amount;
pub mod date;
pub mod draft;
pub mod name;
mod noun;
pub mod numeral;
pub mod person;
pub mod scene;
pub mod superlative;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod time;

use crate::lexicon::Lexicon;
use crate::lexicon::hedge::HedgeKind;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::measure::unit::UnitRef;
use crate::measure::when::When;
use crate::text::plain::PlainText;
use crate::text::sentence::{self, Sentence};
use crate::text::span::{Plain, Span};
use crate::text::token::words;
use crate::text::token::{Token, TokenKind, tokenize};
use chrono::NaiveDate;
use date::expr::DateExpr;
use date::resolve::{Context, resolve};
use date::tense::{is_fragment, looks_ahead};
use draft::{Bound, Draft, Kind};
use rust_decimal::Decimal;
use scene::{Numerals, Scene};
use std::fmt;
use std::ops::Range;

/// A finder: what it looks for and how.
pub struct Finder {
    /// Its name; every mention carries it.
    pub name: &'static str,
    /// What it finds, in one line.
    pub finds: &'static str,
    /// At which tokens it looks.
    pub starts: Start,
    /// Looks at one token.
    pub find: fn(&Scene, usize) -> Option<Draft>,
}

/// Where a mention of some kind can begin; nothing is looked at elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    /// At a word of these classes.
    pub words: Class,
    /// At digits.
    pub digits: bool,
    /// At a sign or symbol, and at a word that is a currency before digits.
    pub marks: bool,
}

/// Every finder. Where two readings overlap the longer one wins, of equal ones the earlier here.
pub const FINDERS: &[Finder] = &[
    Finder {
        name: "date",
        finds: "days, months, years, decades, weekdays, relative dates, ranges of them",
        starts: Start { words: date::form::LEADS, digits: true, marks: true },
        find: date::find,
    },
    Finder {
        name: "time",
        finds: "clock times",
        starts: Start { words: Class::CLOCK.union(Class::FRACTION), digits: true, marks: false },
        find: time::find_clock,
    },
    Finder {
        name: "set",
        finds: "recurring dates: every Monday, annually",
        starts: Start { words: Class::SET.union(Class::SET_START).union(Class::MULTIPLE), digits: false, marks: false },
        find: time::find_set,
    },
    Finder {
        name: "age",
        finds: "ages: aged 45, 45-year-old, a number in apposition to a name",
        starts: Start { words: Class::AGE.union(Class::NUMERAL).union(Class::PART).union(Class::DECADE_WORD), digits: true, marks: false },
        find: person::find_age,
    },
    Finder {
        name: "amount",
        finds: "numbers with unit, currency, percent, range, hedge and counted noun",
        starts: Start { words: Class::NUMERAL.union(Class::ARTICLE), digits: true, marks: true },
        find: amount::find,
    },
    Finder {
        name: "multiple",
        finds: "twice, double the, tenfold, halved",
        starts: Start { words: Class::MULTIPLE.union(Class::RATIO), digits: false, marks: false },
        find: person::find_multiple,
    },
    Finder { name: "ordinal", finds: "34th, third", starts: Start { words: Class::NUMERAL, digits: true, marks: false }, find: person::find_ordinal },
];

/// Every class of words at which some finder looks.
const BEGINNINGS: Class = {
    let (mut all, mut i) = (Class::empty(), 0);
    while i < FINDERS.len() {
        all = all.union(FINDERS[i].starts.words);
        i += 1;
    }
    all
};

/// A noun that a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The noun phrase up to its head.
    pub span: Span<Plain>,
    /// Base form of the head, lower case.
    pub lemma: String,
}

/// A hedge as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HedgeMention {
    /// What it does to the value.
    pub kind: HedgeKind,
    /// Where it stands.
    pub span: Span<Plain>,
}

/// One number or date in the text.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Where it stands, hedge included.
    pub span: Span<Plain>,
    /// Its tokens, of the part's.
    pub tokens: Range<usize>,
    /// Its sentence, of the part's.
    pub sentence: usize,
    /// What it is.
    pub kind: Kind,
    /// The value, or the low end of a range, in the written unit.
    pub value: Option<Figure>,
    /// The high end of a range.
    pub high: Option<Figure>,
    /// Which side of a one-sided statement the value is.
    pub bound: Option<Bound>,
    /// The unit.
    pub unit: Option<UnitRef>,
    /// The counted noun.
    pub noun: Option<Counted>,
    /// The hedge.
    pub hedge: Option<HedgeMention>,
    /// It is only a lower bound in words ("thousands", "several").
    pub vague: bool,
    /// The date as it was said.
    pub said: Option<DateExpr>,
    /// The date in the calendar.
    pub when: Option<When>,
    /// Of "since 2014" and "until Friday": the date that is named.
    pub named: Option<When>,
    /// The clause looks ahead of the article's date.
    pub future: bool,
    /// The finder.
    pub rule: &'static str,
}

/// A part of an article, read.
#[derive(Debug)]
pub struct Reading {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// The lexicon's number of each token's word.
    pub marks: Vec<u16>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
    /// What the words of each sentence can be, all together: what it lacks nobody need look for.
    pub held: Vec<Class>,
    /// All mentions, in order, without overlaps.
    pub mentions: Vec<Mention>,
}

impl Reading {
    /// The mentions of a sentence, in order.
    pub fn mentions_in(&self, sentence: usize) -> &[Mention] {
        let first = self.mentions.partition_point(|m| m.sentence < sentence);
        let here = &self.mentions[first..];
        &here[..here.partition_point(|m| m.sentence == sentence)]
    }

    /// The mention that a token is part of.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        let first = self.mentions.partition_point(|m| m.tokens.end <= token);
        self.mentions.get(first).filter(|m| m.tokens.contains(&token))
    }
}

/// Reads a part of an article: `date` is the article's, and dates lean on it.
pub fn read(part: &PlainText, date: Option<NaiveDate>, lexicon: &Lexicon) -> Reading {
    let tokens = tokenize(part.text());
    let marks: Vec<u16> = tokens.iter().map(|t| lexicon.words.mark(t)).collect();
    let classes: Vec<Class> = marks.iter().map(|&mark| lexicon.words.classes(mark)).collect();
    let sentences = sentence::split(part, &tokens, &lexicon.abbreviations);
    // news has a mention in every twelve tokens or so
    let mut mentions = Vec::with_capacity(tokens.len() / 10 + 2);
    let numerals = Numerals::of(tokens.len());
    let scene = |sentence: &Sentence| Scene {
        text: part.text(),
        tokens: &tokens[..sentence.tokens.end],
        marks: &marks,
        classes: &classes[sentence.tokens.clone()],
        lexicon,
        start: sentence.tokens.start,
        held: classes[sentence.tokens.clone()].iter().fold(Class::empty(), |held, &class| held | class),
        numerals: &numerals,
    };
    let scenes: Vec<Scene> = sentences.iter().map(scene).collect();
    let mut found = find_all(&scenes);
    let mut drafts = Vec::new();
    let mut context = Context::of(date);
    for (index, scene) in scenes.iter().enumerate() {
        found.take_of(index, &mut drafts);
        settle(&mut drafts);
        noun::carry(scene, &mut drafts);
        mentions.extend(drafts.drain(..).map(|draft| mention(scene, index, draft, &mut context)));
    }
    let held = scenes.iter().map(|scene| scene.held).collect();
    Reading { tokens, marks, sentences, held, mentions }
}

/// What all finders have found, in the order in which they did.
struct Found {
    drafts: Vec<Option<Draft>>,
    /// Sentence, token at which it was found, and the draft's number: in the order of the text, once sorted.
    order: Vec<(u32, u32, u32)>,
    /// How many of them are taken.
    taken: usize,
}

impl Found {
    /// Moves the drafts of the next sentence to `drafts`.
    fn take_of(&mut self, sentence: usize, drafts: &mut Vec<Draft>) {
        let own = self.order[self.taken..].iter().take_while(|(number, ..)| *number as usize == sentence);
        let before = drafts.len();
        drafts.extend(own.filter_map(|&(_, _, number)| self.drafts[number as usize].take()));
        self.taken += drafts.len() - before;
    }
}

/// Every reading that any finder has of any token. One finder looks at all sentences before the next does: a processor
/// keeps the instructions of one at hand, and not those of all.
fn find_all(scenes: &[Scene]) -> Found {
    let places = beginnings(scenes);
    let mut found = Found { drafts: Vec::with_capacity(places.len()), order: Vec::with_capacity(places.len()), taken: 0 };
    for finder in FINDERS {
        for &(number, at, here) in &places {
            let draft = if finder.starts.fits(here) { (finder.find)(&scenes[number as usize], at as usize) } else { None };
            if let Some(draft) = draft {
                found.order.push((number, at, found.drafts.len() as u32));
                found.drafts.push(Some(Draft { rule: finder.name, ..draft }));
            }
        }
    }
    found.order.sort_unstable();
    found
}

/// The tokens at which a mention could begin, each with the number of its sentence and what stands there.
fn beginnings(scenes: &[Scene]) -> Vec<(u32, u32, Start)> {
    let mut places = Vec::new();
    for (number, scene) in scenes.iter().enumerate() {
        for at in scene.start..scene.end() {
            let may_begin = scene.tokens[at].kind != TokenKind::Word || scene.class(at).intersects(BEGINNINGS.union(Class::SIGN).union(Class::CURRENCY));
            let here = if may_begin { here(scene, at) } else { continue };
            if !here.is_nothing() {
                places.push((number as u32, at as u32, here));
            }
        }
    }
    places
}

impl Start {
    fn is_nothing(&self) -> bool {
        self.words.is_empty() && !self.digits && !self.marks
    }

    fn fits(&self, here: Start) -> bool {
        self.words.intersects(here.words) || self.digits && here.digits || self.marks && here.marks
    }
}

/// What stands at a token that a mention could begin with; nothing of that, at most tokens.
fn here(scene: &Scene, at: usize) -> Start {
    let token = scene.tokens[at];
    let next_is = |kind: TokenKind| scene.tokens.get(at + 1).is_some_and(|t| t.kind == kind);
    let nothing = Start { words: Class::empty(), digits: false, marks: false };
    match token.kind {
        TokenKind::Digits => Start { digits: !goes_on(scene, at), ..nothing },
        TokenKind::Mark if NO_BEGINNINGS.contains(&token.hash) || token.is_mark('.') && scene.glued(at) && scene.digits(at.saturating_sub(1)).is_some() => {
            nothing
        }
        TokenKind::Mark => Start { marks: next_is(TokenKind::Digits) || token.is_mark('$') || !token.span().of(scene.text).is_ascii(), ..nothing },
        TokenKind::Word => {
            let words = scene.class(at);
            // an article alone counts nothing: "a hundred", "a year ago", "an hour and a half", "a litre of milk" do
            let measures = || scene.says_any(at + 2, words!["and", "of"]) || !scene.is_word(at + 2);
            let idle = words.contains(Class::ARTICLE) && !scene.is(at + 1, Class::NUMERAL | Class::PERIOD) && !measures();
            let currency =
                words.contains(Class::CURRENCY) && !next_is(TokenKind::Word) && scene.lexicon.units.currency_at(scene.text, scene.tokens, at).is_some();
            if idle { nothing } else { Start { words, marks: currency || words.contains(Class::SIGN), ..nothing } }
        }
    }
}

/// Marks that no mention begins with.
const NO_BEGINNINGS: &[u64] = words![",", ";", ":", ")", "]", "}", "/", "!", "?", "%", "\""];

/// True if the digits go on a number that has begun before them: the 221 of "155,221", the 5 of "3.5".
fn goes_on(scene: &Scene, at: usize) -> bool {
    let joined = at >= scene.start + 2 && scene.glued(at) && scene.glued(at - 1) && scene.digits(at - 2).is_some();
    joined && (scene.mark(at - 1, '.') || scene.mark(at - 1, ',') && scene.tokens[at].len() == 3)
}

/// Of overlapping drafts the longest, of equals the one whose finder comes first.
fn settle(drafts: &mut Vec<Draft>) {
    if drafts.is_sorted_by(|one, other| one.tokens.end <= other.tokens.start) {
        return;
    }
    let rank = |d: &Draft| FINDERS.iter().position(|f| f.name == d.rule);
    drafts.sort_by_key(|d| (std::cmp::Reverse(d.tokens.len()), rank(d), d.tokens.start));
    let mut kept: Vec<Range<usize>> = Vec::new();
    drafts.retain(|draft| {
        let free = !kept.iter().any(|k| k.start < draft.tokens.end && draft.tokens.start < k.end);
        if free {
            kept.push(draft.tokens.clone());
        }
        free
    });
    drafts.sort_by_key(|d| d.tokens.start);
}

fn mention(scene: &Scene, sentence: usize, draft: Draft, context: &mut Context) -> Mention {
    // a number with hardly a word around it stands in no tense
    let owned = draft.date.is_none() && is_owned(scene, draft.tokens.start);
    let future = looks_ahead(scene, &draft.tokens, owned, draft.date.is_some()) && (draft.date.is_some() || !is_fragment(scene, &draft.tokens));
    (context.future, context.sentence) = (future, sentence);
    let when = draft.date.as_ref().and_then(|expr| resolve(expr, context));
    let inner = match &draft.date {
        Some(DateExpr::Since(inner) | DateExpr::Until(inner) | DateExpr::After(inner) | DateExpr::Before(inner)) => Some(inner),
        _ => None,
    };
    let named = inner.and_then(|expr| resolve(expr, context));
    if let (Some(expr), Some(when)) = (&draft.date, named.or(when)) {
        context.note(expr, when);
    }
    Mention {
        span: scene.span(draft.tokens.clone()),
        tokens: draft.tokens,
        sentence,
        kind: draft.kind,
        value: draft.value,
        high: draft.high,
        bound: draft.bound,
        unit: draft.unit,
        noun: draft.noun.map(|n| Counted { span: scene.span(n.start..n.end), lemma: n.lemma }),
        hedge: draft.hedge.map(|h| HedgeMention { kind: h.kind, span: scene.span(h.tokens) }),
        vague: draft.shape == numeral::Shape::Vague,
        said: draft.date,
        when,
        named,
        future,
        rule: draft.rule,
    }
}

/// True if somebody has what begins there: "Chad's", "its".
fn is_owned(scene: &Scene, at: usize) -> bool {
    at > scene.start && (scene.says_any(at - 1, words!["'s", "\u{2019}s"]) || scene.is(at - 1, Class::POSSESSIVE))
}

impl Mention {
    /// True if the mention could carry a claim: everything but clock times and recurring dates.
    pub fn can_claim(&self) -> bool {
        !matches!(self.kind, Kind::Time | Kind::Set)
    }

    /// True for "since 1960".
    pub fn is_since(&self) -> bool {
        matches!(self.said, Some(DateExpr::Since(_)))
    }

    /// True for a number with three digits behind its only point, which stands for thousands in much of the
    /// world: "318.452" people are no fraction.
    pub fn is_dotted(&self) -> bool {
        let three = |figure: Figure| !figure.scaled && figure.value.scale() == 3 && figure.value.abs() >= Decimal::ONE;
        self.kind == Kind::Number && self.high.is_none() && self.value.is_some_and(three)
    }

    /// True for a stretch of time that only places something ("the past three months").
    pub fn is_place_in_time(&self) -> bool {
        self.kind == Kind::Duration && self.said.is_some()
    }
}

/// The short notation of a reading that examples in the lexicon use: `quantity 1000 kilometre about`.
impl fmt::Display for Mention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if let Some(value) = self.value {
            write!(f, " {}", value.value.normalize())?;
        }
        if let Some(high) = self.high {
            write!(f, "..{}", high.value.normalize())?;
        }
        match self.bound {
            Some(Bound::Lower) => f.write_str(" or more")?,
            Some(Bound::Upper) => f.write_str(" or less")?,
            None => {}
        }
        if let Some(unit) = &self.unit {
            write!(f, " {unit}")?;
        }
        if let Some(hedge) = self.hedge {
            write!(f, " {}", hedge.kind.name())?;
        }
        if let Some(when) = self.when {
            let (from, to) = (when.from.map(|d| d.to_string()), when.to.map(|d| d.to_string()));
            match (from, to) {
                (Some(from), Some(to)) if from == to => write!(f, " {from}")?,
                (from, to) => write!(f, " {}/{}", from.as_deref().unwrap_or(".."), to.as_deref().unwrap_or(".."))?,
            }
            write!(f, " {}", when.grain.name())?;
        }
        Ok(())
    }
}
