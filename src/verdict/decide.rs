//! From candidate links to a verdict.
//!
//! Every candidate is held against its rows. The best one decides, unless it would be
//! called wrong while another that stands nearly as well is right: then the right one
//! is taken if it agrees sharply, and else the claim is ambiguous. A mismatch needs a
//! stronger link than a match, because a match is itself evidence for the link.

use super::certain::is_certain;
use super::kind::Verdict;
use super::value::{self, Agreement};
use super::{Evidence, Judgement, NOT_CHECKABLE, RunnerUp, UNLINKED, date, derived, span, words};
use crate::claim::allowed::{Allowed, allowed, measured, supported};
use crate::claim::{Claim, not_checkable, says};
use crate::lexicon::cue::CueClass;
use crate::link::home::HOME;
use crate::link::narrow::is_of_other_things;
use crate::link::roles;
use crate::link::score::{MARGIN, NAMED_PROPERTY, SURE};
use crate::link::{Age, Candidates, Context, Link, Missing, Rows};
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact, FactValue, Property, Rank, Temporal, ValueKind};
use crate::rule::{Level, Rule};
use crate::text::token::words as hashes;
use chrono::Datelike;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Candidates that are held against their rows.
const TRIED: usize = 8;
/// A runner-up that is right is taken before a best link that is wrong within this distance.
const RIGHT_MARGIN: f64 = 0.2;
/// The same for a runner-up about another subject whose match is not sharp.
const BLUNT_MARGIN: f64 = 0.06;

/// What a point stands for in a count that has three digits behind it.
const THOUSAND: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
/// Smaller numbers are hardly meant where the row is of quite another size.
const SMALLEST: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

/// How many years back a row may lie that makes a claim `outdated` of a year that is named …
const OF_A_YEAR: i32 = 2;
/// … and of a percentage.
const OF_A_SHARE: i32 = 10;

/// A date as long as this or shorter is hit by chance but seldom, in days.
const MONTH: i64 = 31;

/// A link held against its rows.
pub(super) struct Outcome<'a> {
    pub(super) link: &'a Link,
    pub(super) verdict: Verdict,
    pub(super) evidence: Vec<Evidence>,
    pub(super) allowed: Option<Allowed>,
    /// A better link, to another subject, has rows of something else.
    pub(super) beaten: bool,
    /// The claim misses the rows of all objects that the words may have left out.
    pub(super) missed: bool,
}

/// The verdicts on a claim: one, or one for each subject where it is said of several.
pub fn decide(claim: &Claim, candidates: Candidates, context: &Context<'_>) -> Vec<Judgement> {
    let mention = claim.mention(context.parts);
    if let Some(reason) = not_checkable(claim, mention) {
        return vec![plain(Verdict::NotCheckable, &NOT_CHECKABLE, reason.into(), candidates)];
    }
    let mut outcomes: Vec<Outcome<'_>> = candidates.links.iter().take(TRIED).map(|link| hold(link, claim, mention, context)).collect();
    drop_open(&mut outcomes);
    mark_missed(&mut outcomes);
    let chosen = choose(&outcomes, mention);
    if let Some(reason) = claim.time_of.filter(|_| chosen.is_none_or(|i| !settles(&outcomes, i, claim, context))).map(|of| time_of(of, claim, context)) {
        return vec![plain(Verdict::NotCheckable, &NOT_CHECKABLE, reason.into(), candidates)];
    }
    // a better link than those with rows, only not for that time, is what the claim means
    let better = |link: &&Link| {
        chosen.is_none_or(|i| {
            let other = outcomes[i].link;
            // a row of somebody else that happens to agree is no evidence
            let another = link.subject != other.subject && other.object != Some(link.subject);
            let nearer = link.score.term("subject") > other.score.term("subject") && !is_right(outcomes[i].verdict);
            let better = link.score.confidence() > other.score.confidence() + MARGIN;
            better && (outcomes[i].verdict != Verdict::Supported || another) || another && nearer
        })
    };
    if let Some(link) = candidates.unrowed.as_ref().filter(better).filter(|_| !mention.vague) {
        return vec![unrowed(link.clone(), claim, mention, candidates, context)];
    }
    let worked_out = || derived::decide(claim, mention, &candidates, context);
    if let Some(judgement) = chosen.is_none_or(|i| !settles(&outcomes, i, claim, context)).then(worked_out).flatten() {
        return vec![judgement];
    }
    let turned = |link: &Link| chosen.is_none_or(|i| !is_right(outcomes[i].verdict) || is_same(outcomes[i].link, link));
    if let Some(judgement) = candidates.swapped.as_ref().filter(|link| turned(link)).and_then(|link| swapped(link, claim, mention, context)) {
        return vec![judgement];
    }
    let Some(chosen) = chosen else {
        return vec![unlinked(claim, mention, candidates, context)];
    };
    let others = distributed(&outcomes, chosen, claim, context);
    let told: Vec<usize> = std::iter::once(chosen).chain(others).collect();
    let judged = |&i: &usize| judge(&outcomes[i], &outcomes, claim, mention, runners_up(&outcomes, i, &told), context);
    told.iter().map(judged).map(|judgement| span::checked(by_agent(judgement, claim, context), claim, context)).collect()
}

/// Links that could be meant in place of one of those that are told: first those that would make it ambiguous.
fn runners_up(outcomes: &[Outcome<'_>], chosen: usize, told: &[usize]) -> Vec<RunnerUp> {
    const MOST: usize = 3;
    let rest = || outcomes.iter().enumerate().filter(|(i, _)| !told.contains(i)).map(|(_, o)| o);
    let rivals = rest().filter(|o| is_rival(o, &outcomes[chosen]));
    let all = rivals.chain(rest().filter(|o| !is_rival(o, &outcomes[chosen])));
    all.take(MOST).map(|o| RunnerUp { link: o.link.clone(), verdict: Some(o.verdict), evidence: o.evidence.clone() }).collect()
}

/// True if the other stands nearly as well, and its rows agree.
fn is_rival(other: &Outcome<'_>, chosen: &Outcome<'_>) -> bool {
    let (a, b) = (other.link, chosen.link);
    let another = (a.subject, a.object) != (b.subject, b.object);
    let homonym = a.subject != b.subject && a.name.is_some() && a.name == b.name;
    another && (homonym || a.list != b.list) && a.score.confidence() + MARGIN >= b.score.confidence() && speaks(other)
}

/// True if the sentence names neither, and what the other's rows tell agrees: "Mali will send doctors to Chad. The country has 16 million
/// people" is right of one of the two.
fn is_as_well_meant(other: &Outcome<'_>, chosen: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let named = |link: &Link| link.name.is_some_and(|(part, name)| part == claim.part && context.parts[part].names[name].sentence == claim.sentence);
    let (a, b) = (other.link, chosen.link);
    a.subject != b.subject && a.property == b.property && a.name.is_some() && !named(a) && !named(b) && other.verdict == Verdict::Supported
}

/// True if the words name another property of the same subject as well, and its rows agree or did: "GDP per capita" at
/// purchasing power and at current prices.
fn is_other_sense(other: &Outcome<'_>, chosen: &Outcome<'_>) -> bool {
    let (a, b) = (other.link, chosen.link);
    let same = (a.subject, a.object) == (b.subject, b.object) && a.property != b.property;
    same && a.score.term("property") + MARGIN >= b.score.term("property") && matches!(other.verdict, Verdict::Supported | Verdict::Close | Verdict::Outdated)
}

/// True if rows agree with the claim so that it could be of them: what lies far beyond "over 40 million" agrees with any
/// such number.
fn speaks(outcome: &Outcome<'_>) -> bool {
    let bounded = outcome.allowed.is_some_and(|a| a.close.low.is_some() && a.close.high.is_some());
    outcome.verdict == Verdict::Supported || outcome.verdict == Verdict::Close && bounded
}

/// Drops what cannot be told where something can: rows of another size or kind of unit are of something else. What is
/// left still knows of a better link that was dropped: a match speaks for itself, a mismatch of the second best does not.
fn drop_open(outcomes: &mut Vec<Outcome<'_>>) {
    let best: Option<(f64, EntityId)> = outcomes.first().filter(|o| o.verdict == Verdict::NoReference).map(|o| (o.link.score.confidence(), o.link.subject));
    if !outcomes.iter().any(|o| o.verdict != Verdict::NoReference) {
        return;
    }
    outcomes.retain(|o| o.verdict != Verdict::NoReference);
    for outcome in outcomes.iter_mut() {
        let involved = |subject: EntityId| outcome.link.subject == subject || outcome.link.object == Some(subject);
        outcome.beaten = best.is_some_and(|(confidence, subject)| confidence > outcome.link.score.confidence() && !involved(subject));
    }
}

/// Marks the outcomes whose object the words leave out, where a claim misses the rows of all objects alike.
fn mark_missed(outcomes: &mut [Outcome<'_>]) {
    let missed: Vec<bool> = outcomes
        .iter()
        .map(|outcome| {
            let same = |o: &&Outcome<'_>| (o.link.subject, o.link.property) == (outcome.link.subject, outcome.link.property);
            outcomes.iter().filter(same).all(|o| o.verdict == Verdict::Contradicted)
        })
        .collect();
    for (outcome, missed) in outcomes.iter_mut().zip(missed) {
        outcome.missed = missed;
    }
}

/// The candidate that decides.
fn choose(outcomes: &[Outcome<'_>], mention: &Mention) -> Option<usize> {
    let best = outcomes.first()?;
    if is_right(best.verdict) {
        return Some(0);
    }
    let confidence = best.link.score.confidence();
    let near = |o: &&Outcome<'_>| o.link.score.confidence() + RIGHT_MARGIN >= confidence;
    let right = outcomes.iter().take_while(near).position(|o| o.verdict == Verdict::Supported && is_sharp_match(o, mention));
    // two digits agree with somebody's row soon: of another subject that is hardly evidence
    let same = |o: &Outcome<'_>| o.link.subject == best.link.subject || o.link.object == Some(best.link.subject) || o.link.score.rests_on("subject", HOME);
    let blunt = |o: &Outcome<'_>| o.verdict == Verdict::Supported && (same(o) || o.link.score.confidence() + BLUNT_MARGIN >= confidence);
    Some(right.or_else(|| outcomes.iter().take_while(near).position(blunt)).unwrap_or(0))
}

/// True if the link is good enough for its verdict.
fn settles(outcomes: &[Outcome<'_>], chosen: usize, claim: &Claim, context: &Context<'_>) -> bool {
    let outcome = &outcomes[chosen];
    !(outcome.verdict == Verdict::NoReference || matches!(outcome.verdict, Verdict::Contradicted | Verdict::Outdated) && !is_certain(outcome, claim, context))
}

/// Why a date that no row is about is no claim of its own.
fn time_of(mention: usize, claim: &Claim, context: &Context<'_>) -> String {
    let part = &context.parts[claim.part];
    format!("It says when \u{201c}{}\u{201d} holds, and is read with it.", part.reading.mentions[mention].span.of(part.text))
}

fn is_right(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Supported | Verdict::Close)
}

/// A match that is unlikely by chance: three significant digits, or a day or month.
fn is_sharp_match(outcome: &Outcome<'_>, mention: &Mention) -> bool {
    let short = |when: &When| when.length_days().is_some_and(|days| days <= MONTH);
    let day = |e: &Evidence| matches!(e.fact.value, FactValue::Date(row) if short(&row)) && date::named(mention).as_ref().is_some_and(short);
    let sharp = mention.value.is_some_and(|v| v.significant_digits() >= 3);
    outcome.evidence.iter().any(|e| e.agreement == Agreement::Agrees && if mention.kind.is_date() { day(e) } else { sharp })
}

// ---- who did it to whom

/// A claim that a row agrees with, only that the row has subject and object the other way round.
fn swapped(link: &Link, claim: &Claim, mention: &Mention, context: &Context<'_>) -> Option<Judgement> {
    let outcome = hold(link, claim, mention, context);
    if !is_right(outcome.verdict) {
        return None;
    }
    let mut judgement = judge(&outcome, &[], claim, mention, Vec::new(), context);
    judgement.verdict = Verdict::Contradicted;
    judgement.suggestion = None;
    judgement.correction = None;
    judgement.level = level_of(Verdict::Contradicted, claim, mention);
    judgement.explanation = words::swapped(outcome.link, &outcome.evidence, context).into();
    for evidence in &mut judgement.evidence {
        evidence.agreement = Agreement::Off;
    }
    Some(judgement)
}

fn is_same(a: &Link, b: &Link) -> bool {
    (a.subject, a.property, a.object) == (b.subject, b.property, b.object)
}

/// A date that is an event's, in a sentence that gives the event to another than its name does.
fn by_agent(judgement: Judgement, claim: &Claim, context: &Context<'_>) -> Judgement {
    let event = judgement.link.as_ref().map(|l| l.subject).filter(|_| judgement.verdict == Verdict::Supported);
    let Some((said, agent)) = event.and_then(|event| roles::other_agent(claim, event, context)) else { return judgement };
    let name = |id| context.reference.entity(id).name;
    let about = name(judgement.link.as_ref().map_or(agent, |l| l.subject));
    let explanation = format!("The text gives this to {}; the reference has \u{201c}{about}\u{201d}, by {}.", name(said), name(agent)).into();
    let level = level_of(Verdict::Contradicted, claim, claim.mention(context.parts));
    Judgement { verdict: Verdict::Contradicted, level, explanation, would_pass: None, suggestion: None, correction: None, ..judgement }
}

// ---- one link against its rows

fn hold<'a>(link: &'a Link, claim: &Claim, mention: &Mention, context: &Context<'_>) -> Outcome<'a> {
    let property = context.reference.property(link.property);
    let rows = &link.rows;
    let dotted = property.kind == ValueKind::Count && mention.is_dotted();
    // "the median age is 16" is rounded; what counts or ranks is not
    let rounded = mention.kind == Kind::Number && !matches!(property.kind, ValueKind::Count | ValueKind::Rank);
    let admitted = if rounded { measured(mention, context.lexicon) } else { allowed(mention, context.lexicon) };
    let admitted = admitted.and_then(|a| if dotted { a.times(THOUSAND) } else { Some(a) });
    let tolerances = context.lexicon.tolerances;
    let drift = value::drift(property, rows.age, &rows.deciding, &rows.earlier, tolerances.drift_a_year);
    let text = context.parts[claim.part].text;
    let agreement = |fact: &Fact, drift: Decimal| compare(mention, text, admitted.as_ref(), fact, drift.max(tolerances.close), context);
    let deciding: Vec<Evidence> = rows.deciding.iter().map(|f| Evidence { fact: f.clone(), agreement: agreement(f, drift) }).collect();
    let in_unit = admitted.and_then(|a| deciding.first().and_then(|e| value::in_unit_of(&a, mention.unit.as_ref(), &e.fact)).or(Some(a)));
    // what goes up and down was so in some year or other
    let back_and_forth = property.kind == ValueKind::Percent;
    let reach = years_back(property, rows, claim).filter(|_| back_and_forth || value::is_far(in_unit.as_ref(), &deciding));
    let latest = rows.deciding.iter().filter_map(|f| f.as_of?.from).max();
    let near = |f: &&Fact| reach.zip(latest).is_none_or(|(reach, latest)| f.as_of.and_then(|w| w.to).is_none_or(|day| day.year() + reach >= latest.year()));
    let earlier: Vec<Evidence> = rows.earlier.iter().filter(near).map(|f| Evidence { fact: f.clone(), agreement: agreement(f, Decimal::ZERO) }).collect();
    let between = reach != Some(OF_A_YEAR) && value::is_between(in_unit.as_ref(), &earlier, rows.age == Age::Latest);
    let verdict = verdict_of(&deciding, &earlier, rows.successive, in_unit.as_ref(), between);
    let was_so = earlier.iter().any(|e| e.agreement == Agreement::Agrees);
    let evidence = evidence_of(verdict, deciding, earlier);
    // what is vague, of one year of several, or counted anew each year is not replaced by a later figure
    let untold = is_of_untold_year(claim, context);
    let elsewhen = || mention.vague || property.is_yearly_count() || is_of_named_year(claim, context) || untold;
    let verdict = if verdict == Verdict::Outdated && elsewhen() { Verdict::NoReference } else { verdict };
    // of a year that nobody can tell a series has no row to miss
    let counted = property.temporal == Temporal::Series && !mention.kind.is_date() && verdict == Verdict::Contradicted;
    let verdict = if counted && (untold || is_of_either_year(claim, context)) { Verdict::NoReference } else { verdict };
    let verdict = if is_left_behind(claim, mention, context) { once(verdict, was_so) } else { verdict };
    // of "in 1998 and 1999" one year need not be the row's
    let verdict = if verdict == Verdict::Contradicted && is_joined(claim, mention, rows, context) { Verdict::NoReference } else { verdict };
    let verdict = if claim.attribution.is_some() && verdict == Verdict::Contradicted && mention.vague { Verdict::NoReference } else { verdict };
    Outcome { link, verdict, evidence, allowed: in_unit, beaten: false, missed: false }
}

/// How many years back a row of a series may lie that a claim agrees with for it to be `outdated`, where it is far from the row of its
/// time; none: any number. Of a year that the words name an older row says little, and percentages go up and down.
fn years_back(property: &Property, rows: &Rows, claim: &Claim) -> Option<i32> {
    match (property.temporal, rows.age) {
        (Temporal::Series, Age::Latest) => None,
        (Temporal::Series, Age::Current) if claim.time.is_some() => Some(OF_A_YEAR),
        (Temporal::Series, _) if property.kind == ValueKind::Percent => Some(OF_A_SHARE),
        _ => None,
    }
}

/// True if the value is of one of the years that the sentences before name: "in the latter year".
fn is_of_named_year(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let mut tokens = part.reading.sentences[claim.sentence].tokens.clone();
    tokens.any(|at| says(part, at, hashes!["latter", "former"]) && says(part, at + 1, hashes!["year", "decade"]))
}

/// True if the value is of a year that only its own story tells: "had 6 million inhabitants in the year of his fall".
fn is_of_untold_year(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let mut tokens = part.reading.sentences[claim.sentence].tokens.clone();
    let year = |at: usize| says(part, at, hashes!["the"]) && says(part, at + 1, hashes!["year", "day", "month"]);
    claim.time.is_none() && tokens.any(|at| year(at) && says(part, at + 2, hashes!["of", "when", "that", "in", "after", "before", "he", "she", "it", "they"]))
}

/// True for "that year" behind two years: "10 million in 2013, ten times the figure of 2000, and 5 million that year".
fn is_of_either_year(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let tokens = part.reading.sentences[claim.sentence].tokens.clone();
    let that = tokens.into_iter().find(|&at| says(part, at, hashes!["that", "same"]) && says(part, at + 1, hashes!["year"]));
    let Some(that) = that else { return false };
    let years = part.reading.mentions_in(claim.sentence).iter().filter(|m| m.kind.is_date() && m.tokens.end <= that);
    let mut years: Vec<i32> = years.filter_map(|m| m.when?.from.map(|day| day.year())).collect();
    years.dedup();
    years.len() > 1
}

/// "rose from 38 years": the value is of an earlier time.
fn is_left_behind(claim: &Claim, mention: &Mention, context: &Context<'_>) -> bool {
    let start = mention.tokens.start.checked_sub(1).filter(|_| !mention.kind.is_date());
    start.is_some_and(|before| says(&context.parts[claim.part], before, hashes!["from"]))
}

/// What a verdict is of a value that is told to have been so once: it cannot be outdated, nor wrong of a time that nobody tells; what only
/// lies between the rows of two years `was_so` in neither.
fn once(verdict: Verdict, was_so: bool) -> Verdict {
    match verdict {
        Verdict::Outdated if was_so => Verdict::Supported,
        Verdict::Outdated | Verdict::Contradicted => Verdict::NoReference,
        other => other,
    }
}

/// True if a date stands in a list with one that a row agrees with.
fn is_joined(claim: &Claim, mention: &Mention, rows: &Rows, context: &Context<'_>) -> bool {
    let others = context.parts[claim.part].reading.mentions[claim.run.clone()].iter().filter(|m| m.kind.is_date() && m.tokens != mention.tokens);
    let mut agreeing = others.filter(|other| {
        rows.deciding.iter().any(|fact| compare(other, context.parts[claim.part].text, None, fact, Decimal::ZERO, context) == Agreement::Agrees)
    });
    mention.kind.is_date() && agreeing.next().is_some()
}

/// True for a fraction in words.
fn is_fraction(mention: &Mention, text: &str) -> bool {
    let words = || !mention.span.of(text).contains(|c: char| c.is_ascii_digit());
    mention.unit.is_none() && mention.value.is_some_and(|v| (v.scaled || words()) && v.value > Decimal::ZERO && v.value < Decimal::ONE)
}

/// How a row stands to a mention that admits so much.
pub(super) fn compare(mention: &Mention, text: &str, admitted: Option<&Allowed>, fact: &Fact, slack: Decimal, context: &Context<'_>) -> Agreement {
    match fact.value {
        FactValue::Date(row) => {
            let Some(claimed) = date::named(mention) else { return Agreement::Open };
            let agreement = date::compare(mention, &claimed, &row);
            // what began before the story was written is not what had yet to come
            let later = context.date.is_some_and(|day| row.from > Some(day) && claimed.from.or(claimed.to).is_some_and(|from| from <= day));
            if later && agreement == Agreement::Off { Agreement::Open } else { agreement }
        }
        // a fraction that nothing makes a share: "the harvest was a fifth"
        FactValue::Number { .. } if is_fraction(mention, text) && fact.unit.as_ref().is_some_and(|unit| unit.tag == "percent") => Agreement::Open,
        FactValue::Number { .. } => {
            let Some(in_unit) = admitted.and_then(|a| value::in_unit_of(a, mention.unit.as_ref(), fact)) else { return Agreement::Open };
            if mention.high.is_some() && value::misses_one_end(&in_unit, fact) {
                return Agreement::Off;
            }
            value::compare(&in_unit, fact, slack)
        }
        FactValue::Name => Agreement::Open,
    }
}

/// Tried in this order: supported, close, outdated, disputed, contradicted.
fn verdict_of(deciding: &[Evidence], earlier: &[Evidence], successive: bool, admitted: Option<&Allowed>, between: bool) -> Verdict {
    let preferred = |e: &&Evidence| e.fact.rank == Rank::Preferred;
    let any = |wanted: Agreement| deciding.iter().filter(preferred).any(|e| e.agreement == wanted);
    let none_preferred = !deciding.iter().any(|e| e.fact.rank == Rank::Preferred);
    let lower = deciding.iter().filter(|e| e.fact.rank != Rank::Preferred).any(|e| e.agreement == Agreement::Agrees);
    // agreeing with two counts in a row is agreeing: the count had settled
    let settled = successive && earlier.windows(2).any(|pair| pair.iter().all(|e| e.agreement == Agreement::Agrees && e.fact.rank == Rank::Preferred));
    match () {
        () if any(Agreement::Agrees) || settled => Verdict::Supported,
        () if none_preferred && lower => Verdict::Supported,
        () if any(Agreement::Close) => Verdict::Close,
        () if earlier.iter().any(|e| e.agreement == Agreement::Agrees && !value::is_bound(&e.fact)) || between => Verdict::Outdated,
        () if lower => Verdict::Disputed,
        () if deciding.iter().all(|e| e.agreement == Agreement::Open) => Verdict::NoReference,
        // of several dates of founding, the nearest is the one that is missed
        () if deciding.iter().any(|e| e.agreement == Agreement::Open && !matches!(e.fact.value, FactValue::Date(_))) => Verdict::Ambiguous,
        () if value::is_among(admitted, deciding) => Verdict::Ambiguous,
        () => Verdict::Contradicted,
    }
}

/// The rows worth showing, at most eight: those that decide, and the earlier ones that agree where they matter.
fn evidence_of(verdict: Verdict, deciding: Vec<Evidence>, earlier: Vec<Evidence>) -> Vec<Evidence> {
    const MOST: usize = 8;
    let mut shown = deciding;
    shown.sort_by_key(|e| (std::cmp::Reverse(e.agreement), e.fact.rank));
    let settled = verdict == Verdict::Supported && !shown.iter().any(|e| e.agreement == Agreement::Agrees);
    if verdict == Verdict::Outdated || settled {
        let mut agreeing: Vec<Evidence> = earlier.into_iter().filter(|e| e.agreement == Agreement::Agrees).take(3).collect();
        agreeing.extend(shown);
        shown = agreeing;
    }
    shown.truncate(MOST);
    shown
}

// ---- several subjects

/// The outcomes of other subjects of which the claim is said as well ("both", lists of
/// names with a date): same property, same list of names.
fn distributed(outcomes: &[Outcome<'_>], chosen: usize, claim: &Claim, context: &Context<'_>) -> Vec<usize> {
    let first = &outcomes[chosen];
    let property = context.reference.property(first.link.property);
    let each = claim.cues.iter().any(|h| h.class == CueClass::Distributive && h.place.sentences_back == 0);
    if !(each || matches!(property.kind, ValueKind::Date | ValueKind::Name)) || property.symmetric || first.link.list.is_none() || !(each || first.link.leads) {
        return Vec::new();
    }
    let mut subjects = vec![first.link.subject];
    let mut found = Vec::new();
    for (number, outcome) in outcomes.iter().enumerate() {
        // two entities of one name are no list
        let another = outcome.link.name.is_none() || outcome.link.name != first.link.name;
        let same = outcome.link.property == first.link.property && outcome.link.list == first.link.list && another;
        if same && !subjects.contains(&outcome.link.subject) {
            subjects.push(outcome.link.subject);
            found.push(number);
        }
    }
    found
}

// ---- judgements

fn judge(outcome: &Outcome<'_>, all: &[Outcome<'_>], claim: &Claim, mention: &Mention, runners_up: Vec<RunnerUp>, context: &Context<'_>) -> Judgement {
    let rival = all.iter().any(|o| is_rival(o, outcome) || is_other_sense(o, outcome) || is_as_well_meant(o, outcome, claim, context));
    let verdict = match outcome.verdict {
        Verdict::Contradicted | Verdict::Outdated | Verdict::Disputed if rival => Verdict::Ambiguous,
        Verdict::Contradicted | Verdict::Outdated if !is_certain(outcome, claim, context) => Verdict::NoReference,
        // what only comes near is no evidence of whom or what it is
        Verdict::Close if outcome.link.score.term("property") < NAMED_PROPERTY || outcome.link.score.rests_on("subject", HOME) => Verdict::NoReference,
        Verdict::Supported | Verdict::Close if !is_sharp_match(outcome, mention) && is_of_other_things(claim, outcome.link, context) => Verdict::NoReference,
        other => other,
    };
    let rule = rule_of(mention);
    let rule = if verdict == Verdict::NoReference { &UNLINKED } else { rule };
    let level = level_of(verdict, claim, mention);
    // of an article without a date nobody knows whether the latest row is of its time
    let series = context.reference.property(outcome.link.property).temporal == Temporal::Series;
    let level = if series && outcome.link.rows.age == Age::Latest { level.lowered() } else { level };
    // who and what is meant is told, only the row is of quite another size
    let sure = outcome.link.score.term("subject") >= SURE && outcome.link.score.term("property") >= SURE;
    let missing = (outcome.verdict == Verdict::NoReference && sure && mention.value.is_some_and(|v| v.value.abs() >= SMALLEST)).then_some(Missing::Size);
    let words = words::of(verdict, missing, outcome.link, &outcome.evidence, outcome.allowed.as_ref(), claim, context);
    Judgement {
        verdict,
        rule,
        level,
        link: Some(outcome.link.clone()),
        score: Some(outcome.link.score.clone()),
        sharp: is_sharp_match(outcome, mention),
        derived_of: None,
        runners_up,
        evidence: outcome.evidence.clone(),
        allowed: outcome.allowed.map(|a| a.supported),
        allowed_unit: words.unit,
        missing,
        explanation: words.explanation.into(),
        would_pass: words.would_pass,
        suggestion: words.suggestion,
        correction: words.correction,
    }
}

fn rule_of(mention: &Mention) -> &'static Rule {
    match mention.kind {
        Kind::Date | Kind::DateRange => &date::DATE,
        Kind::Duration | Kind::Age => &value::DURATION,
        _ => &value::VALUE,
    }
}

/// An attributed claim is one step quieter; "up to" that is exceeded is a note.
pub(super) fn level_of(verdict: Verdict, claim: &Claim, mention: &Mention) -> Level {
    let up_to = mention.hedge.is_some_and(|h| h.kind == crate::lexicon::hedge::HedgeKind::UpTo);
    let level = verdict.level();
    match () {
        () if up_to && verdict == Verdict::Contradicted => Level::Note,
        () if claim.attribution.is_some() => level.lowered(),
        () => level,
    }
}

fn unlinked(claim: &Claim, mention: &Mention, candidates: Candidates, context: &Context<'_>) -> Judgement {
    if mention.vague || mention.kind == Kind::Ordinal && claim.terms.is_empty() {
        let reason = if mention.vague { "the number is vague and no row fits it" } else { "the order that it names cannot be told" };
        return plain(Verdict::NotCheckable, &NOT_CHECKABLE, reason.into(), candidates);
    }
    let explanation = words::missing(claim, &candidates, context).into();
    let mut judgement = plain(Verdict::NoReference, &UNLINKED, explanation, candidates);
    if let Some(admitted) = supported(mention, context.lexicon) {
        judgement.allowed = Some(admitted);
        judgement.allowed_unit = mention.unit.as_ref().map(|u| u.name.clone());
    }
    judgement
}

/// Who and what is meant is told, but no row lies near the claim's time.
fn unrowed(link: Link, claim: &Claim, mention: &Mention, candidates: Candidates, context: &Context<'_>) -> Judgement {
    let evidence: Vec<Evidence> = link.rows.deciding.iter().map(|f| Evidence { fact: f.clone(), agreement: Agreement::Open }).collect();
    let explanation = words::unrowed(&link, &evidence, claim, context).into();
    Judgement {
        score: Some(link.score.clone()),
        link: Some(link),
        evidence,
        allowed: supported(mention, context.lexicon),
        allowed_unit: mention.unit.as_ref().map(|u| u.name.clone()),
        missing: Some(Missing::Period),
        ..plain(Verdict::NoReference, &UNLINKED, explanation, candidates)
    }
}

/// Links whose rows nobody has asked.
pub(super) fn unheld(links: impl IntoIterator<Item = Link>) -> Vec<RunnerUp> {
    links.into_iter().take(3).map(|link| RunnerUp { link, verdict: None, evidence: Vec::new() }).collect()
}

fn plain(verdict: Verdict, rule: &'static Rule, explanation: Cow<'static, str>, candidates: Candidates) -> Judgement {
    Judgement {
        verdict,
        rule,
        level: verdict.level(),
        link: None,
        score: None,
        sharp: false,
        derived_of: None,
        runners_up: unheld(candidates.links),
        evidence: Vec::new(),
        allowed: None,
        allowed_unit: None,
        missing: candidates.missing,
        explanation,
        would_pass: None,
        suggestion: None,
        correction: None,
    }
}
