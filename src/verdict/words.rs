//! What a verdict says in words: why, what would pass, what to write instead.

use super::Evidence;
use super::kind::Verdict;
use super::slip::Slip;
use super::value::{Agreement, is_among};
use crate::claim::Claim;
use crate::claim::allowed::Allowed;
use crate::link::{Age, Candidates, Context, Link, Missing};
use crate::measure::interval::{Interval, grouped};
use crate::measure::unit::plural;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::mention::draft::Kind;
use crate::reference::{Fact, FactValue};
use rust_decimal::Decimal;

/// The words of a finding.
pub(super) struct Words {
    pub(super) unit: Option<String>,
    pub(super) explanation: String,
    pub(super) would_pass: Option<String>,
    pub(super) suggestion: Option<String>,
    pub(super) correction: Option<String>,
}

/// The words for a linked claim.
pub(super) fn of(
    verdict: Verdict,
    missing: Option<Missing>,
    link: &Link,
    evidence: &[Evidence],
    allowed: Option<&Allowed>,
    claim: &Claim,
    context: &Context<'_>,
) -> Words {
    let mention = claim.mention(context.parts);
    let unit = unit_name(mention, evidence, context);
    let text = mention.span.of(context.parts[claim.part].text);
    let said = admitted(mention, text, allowed, unit.as_deref());
    let about = about(link, context);
    let rows = listed(evidence, context);
    let age = age_words(link.rows.age);
    let explanation = match verdict {
        Verdict::Supported => format!("{about}: {said}; the reference has {rows}{age}."),
        Verdict::Close => format!("{about}: {said}; the reference has {rows}{age}, which is within one grain."),
        Verdict::Outdated => format!("{about}: {said}; that was so, but a later row replaced it: {rows}{age}."),
        Verdict::Disputed => format!("{about}: {said}; only sources of lower rank agree: {rows}{age}."),
        Verdict::Ambiguous if is_among(allowed, evidence) => format!("{about}: {said}, which lies between the rows of the reference: {rows}{age}."),
        Verdict::Ambiguous => format!("{about}: {said}; the reference has {rows}{age}, but another row could be meant and says otherwise."),
        Verdict::NoReference if missing == Some(Missing::Size) => {
            format!("{about}: {said}; the reference has {rows}{age}, of so different a size that something else may be meant.")
        }
        Verdict::NoReference => format!("{about} may be meant, but the link is not sure enough to judge; the reference has {rows}{age}."),
        _ => format!("{about}: {said}, but the reference has {rows}{age}{}.", slip_words(mention, evidence, context)),
    };
    let wrong = matches!(verdict, Verdict::Contradicted | Verdict::Outdated | Verdict::Disputed | Verdict::Close);
    let best = best_row(evidence);
    let suggestion = best.filter(|_| matches!(verdict, Verdict::Contradicted | Verdict::Outdated)).and_then(|fact| suggestion(fact, mention, text));
    let correction = suggestion.as_ref().map(|right| correction(link, right, claim, context));
    let suggestion = suggestion.and_then(|right| in_place(right, mention, text));
    // what begins a sentence keeps its capital
    let suggestion = suggestion.map(|right| if text.starts_with(char::is_uppercase) { capital(&right) } else { right });
    Words {
        correction,
        explanation: capital(&explanation),
        would_pass: if wrong { best.and_then(|fact| would_pass(fact, unit.as_deref())) } else { None },
        suggestion,
        unit,
    }
}

/// The words for a claim whose subject and property are told, but for whose time there is no row.
pub(super) fn unrowed(link: &Link, evidence: &[Evidence], claim: &Claim, context: &Context<'_>) -> String {
    let when = claim.time.or(context.today().map(When::day)).map_or_else(String::new, |when| format!(" near {when}"));
    capital(&format!("{}: the reference has no row{when}; the nearest is {}.", about(link, context), listed(evidence, context)))
}

/// The words for a claim whose row has subject and object the other way round.
pub(super) fn swapped(link: &Link, evidence: &[Evidence], context: &Context<'_>) -> String {
    let name = |id| context.reference.entity(id).name;
    let object = link.object.map_or("", name);
    let label = &context.reference.property(link.property).label;
    capital(&format!(
        "{label}: the text has {object} and {} the other way round; the reference has {}, {}.",
        name(link.subject),
        about(link, context),
        listed(evidence, context)
    ))
}

/// The words for a span of years of which one end is not the event's.
pub(super) fn span(off: &[Evidence], said: When, context: &Context<'_>) -> String {
    let Some(fact) = off.first().map(|e| &e.fact) else { return String::new() };
    let (label, event) = (&context.reference.property(fact.property).label, context.reference.entity(fact.subject).name);
    capital(&format!("{label}, {event}: the text says {said}, but the reference has {}.", listed(off, context)))
}

/// The words for a claim without a link.
pub(super) fn missing(claim: &Claim, candidates: &Candidates, context: &Context<'_>) -> &'static str {
    if context.reference.is_empty() {
        return "No reference was given.";
    }
    match candidates.missing {
        Some(Missing::Size) => "The reference has a row for it, but of quite another size.",
        Some(Missing::Period) => "The reference has rows for it, but none for that time.",
        Some(Missing::Property) if claim.terms.is_empty() => "No phrase near it names a property that the reference has.",
        Some(Missing::Property) => "The reference has no row for what the sentence says of it.",
        Some(Missing::Subject) | None => "No name near it is in the reference.",
    }
}

/// "border length of Armenia (Azerbaijan)".
fn about(link: &Link, context: &Context<'_>) -> String {
    let name = |id| context.reference.entity(id).name;
    let label = &context.reference.property(link.property).label;
    match link.object {
        Some(object) => format!("{label}, {} – {}", name(link.subject), name(object)),
        None => format!("{label}, {}", name(link.subject)),
    }
}

/// "the words admit 35–40 years".
fn admitted(mention: &Mention, text: &str, allowed: Option<&Allowed>, unit: Option<&str>) -> String {
    if let Some(when) = mention.named.or(mention.when) {
        let side = side_of(mention, text).map_or_else(String::new, |word| format!("{} ", small(word)));
        return format!("the text says {side}{when}");
    }
    match allowed {
        Some(allowed) => format!("the text admits {}{}", tidy(&allowed.supported), unit.map_or_else(String::new, |u| format!(" {}", plural(u)))),
        None => "the text gives a value".to_owned(),
    }
}

/// An interval as readers want it: what a conversion added behind the fifth digit is noise.
pub(super) fn tidy(interval: &Interval) -> Interval {
    interval.map(|v| if v.scale() > 1 { v.round_sf(5) } else { Some(v) }).unwrap_or(*interval)
}

/// The unit that intervals are shown in: the row's.
fn unit_name(mention: &Mention, evidence: &[Evidence], context: &Context<'_>) -> Option<String> {
    let row = evidence.first().and_then(|e| e.fact.unit.as_ref()).map(|u| u.name.clone());
    let counted = || {
        let property = evidence.first().map(|e| context.reference.property(e.fact.property));
        // a lemma is no unit: "per 1000 live births"
        property.and_then(|p| if p.written_unit.starts_with("per ") { Some(p.written_unit.clone()) } else { p.counted.clone() })
    };
    row.or_else(|| mention.unit.as_ref().map(|u| u.name.clone())).or_else(counted)
}

/// The first few rows; what two packages have from one source is said once.
fn listed(evidence: &[Evidence], context: &Context<'_>) -> String {
    const SHOWN: usize = 3;
    let mut rows: Vec<String> = Vec::new();
    for row in evidence.iter().map(|e| row(e, context)) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let more = rows.len().saturating_sub(SHOWN);
    rows.truncate(SHOWN);
    if more > 0 {
        rows.push(format!("and {more} more"));
    }
    rows.join("; ")
}

fn row(evidence: &Evidence, context: &Context<'_>) -> String {
    let texts = context.reference.texts(&evidence.fact);
    let value = match evidence.fact.value {
        FactValue::Date(when) => when.to_string(),
        FactValue::Number { range, .. } => format!("{range}{}", if texts.unit.is_empty() { String::new() } else { format!(" {}", texts.unit) }),
        FactValue::Name => evidence.fact.object.map_or_else(String::new, |o| context.reference.entity(o).name.to_owned()),
    };
    let when = if texts.as_of.is_empty() || matches!(evidence.fact.value, FactValue::Date(_)) { String::new() } else { format!(", {}", texts.as_of) };
    format!("{value} ({}{when})", texts.source)
}

fn age_words(age: Age) -> String {
    match age {
        Age::Older(years) if years > 0 => format!(" (the row is {years} year{} older than the claim)", if years == 1 { "" } else { "s" }),
        Age::Younger(years) if years > 0 => {
            format!(" (the row is {years} year{} younger than the claim; there is no earlier one)", if years == 1 { "" } else { "s" })
        }
        Age::Latest => " (neither claim nor article has a date; the latest row is used)".to_owned(),
        _ => String::new(),
    }
}

/// What may have gone wrong with the value; of "before 1800" nobody can tell.
fn slip_words(mention: &Mention, evidence: &[Evidence], context: &Context<'_>) -> String {
    if matches!(mention.said, Some(DateExpr::Before(_) | DateExpr::After(_))) {
        return String::new();
    }
    let slip = evidence.iter().find_map(|e| Slip::of(mention, &e.fact, context.lexicon));
    slip.map_or_else(String::new, |slip| format!(": {}", slip.words()))
}

/// The row that a correction would follow: the best ranked one that decides.
fn best_row(evidence: &[Evidence]) -> Option<&Fact> {
    evidence.iter().filter(|e| e.agreement != Agreement::Agrees).min_by_key(|e| e.fact.rank).or_else(|| evidence.first()).map(|e| &e.fact)
}

/// What would pass: the row's own value, and what "about" would admit around it.
fn would_pass(fact: &Fact, unit: Option<&str>) -> Option<String> {
    match fact.value {
        FactValue::Date(when) => Some(when.to_string()),
        FactValue::Number { range, .. } => {
            let unit = unit.map_or_else(String::new, |u| format!(" {}", plural(u)));
            if !range.is_point() {
                return Some(format!("{range}{unit}"));
            }
            let value = range.low?;
            let round = rounded(value);
            if round == value {
                return Some(format!("{}{unit}", grouped(value)));
            }
            Some(format!("{}{unit}, or \"about {}\"", grouped(value), grouped(round)))
        }
        FactValue::Name => None,
    }
}

/// Words before a date that fit the right one as well as the wrong one.
const LASTING: [&str; 4] = ["since", "from", "until", "till"];

/// "since", "before": the word of a date that tells on which side of it the time lies, if that comes first.
fn side_of<'a>(mention: &Mention, text: &'a str) -> Option<&'a str> {
    // "by 20 May" names a day, and is read as one
    let told = |word: &str| word.chars().all(char::is_alphabetic) && (is_open(mention) || mention.kind.is_date() && word.eq_ignore_ascii_case("by"));
    text.split_whitespace().next().filter(|word| told(word))
}

fn is_open(mention: &Mention) -> bool {
    mention.said.as_ref().is_some_and(DateExpr::is_open)
}

/// The right value in the place of the mention's words: "since 1810" for "since 1850", "in 1810" for "before 1800".
fn in_place(right: String, mention: &Mention, text: &str) -> Option<String> {
    let Some(side) = side_of(mention, text) else { return Some(right).filter(|_| !is_open(mention)) };
    match small(side).as_str() {
        word if LASTING.contains(&word) => Some(format!("{side} {right}")),
        "before" | "after" | "by" if right.starts_with(|c: char| c.is_ascii_digit()) && right.contains(' ') => Some(format!("on {right}")),
        "before" | "after" | "by" => Some(format!("in {right}")),
        _ => None,
    }
}

/// The right value, where there is one, as precise as the mention's words.
fn suggestion(fact: &Fact, mention: &Mention, text: &str) -> Option<String> {
    use crate::measure::when::Grain;
    match (fact.value, mention.named.or(mention.when)) {
        (FactValue::Date(row), Some(claimed)) => {
            let day = row.from?;
            match claimed.grain {
                Grain::Year => Some(day.format("%Y").to_string()),
                Grain::Month => Some(day.format("%B %Y").to_string()),
                // a span is put right in the form that it is written in
                Grain::Span if row.grain == Grain::Span && text.starts_with("from ") => {
                    row.to.map(|last| format!("from {} to {}", day.format("%Y"), last.format("%Y")))
                }
                // "early in 1850"
                Grain::Half | Grain::Quarter if text.contains(" in ") => Some(format!("in {}", day.format("%Y"))),
                _ => Some(row.to_string()),
            }
        }
        (FactValue::Number { range, .. }, None) if range.is_point() => {
            let value = range.low?;
            let units = mention.unit.as_ref().zip(fact.unit.as_ref());
            let in_written = units.map_or(Some(value), |(to, from)| from.convert(value, to))?;
            // 37 years are no 3.7 decades: where the writer's unit does not go in evenly, the row's is better
            let odd = mention.kind == Kind::Duration && !in_written.fract().is_zero() && value.fract().is_zero();
            let (in_written, unit) = if odd { (value, fact.unit.as_ref()) } else { (in_written, mention.unit.as_ref()) };
            let round = if odd { value } else { rounded(in_written) };
            let about = if round == in_written.round_dp(4) { "" } else { "about " };
            let unit = unit.map_or_else(String::new, |u| if u.name == "percent" { "%".to_owned() } else { format!(" {}", plural(&u.name)) });
            Some(format!("{about}{}{unit}", grouped(round)))
        }
        _ => None,
    }
}

/// The correction of a published article, as papers print it.
fn correction(link: &Link, right: &str, claim: &Claim, context: &Context<'_>) -> String {
    let name = |id| context.reference.entity(id).name;
    let label = &context.reference.property(link.property).label;
    // "GDP" keeps its capitals
    let acronym = label.chars().nth(1).is_some_and(char::is_uppercase);
    let label = if acronym { label.clone() } else { small(label) };
    let object = link.object.filter(|o| context.reference.kind_of(*o) != "text").map_or_else(String::new, |o| format!(" ({})", name(o)));
    let mention = claim.mention(context.parts);
    let written = mention.span.of(context.parts[claim.part].text);
    // "A fifth" began its sentence; months and currencies keep their capitals
    let word = written.chars().nth(1).is_some_and(|c| c.is_lowercase() || c.is_whitespace());
    let written = if word && !(mention.kind.is_date() || mention.kind == Kind::Money) { small(written) } else { written.to_owned() };
    let side = side_of(mention, &written).map(|side| (side.len(), small(side)));
    let written = match side {
        Some((length, side)) if LASTING.contains(&side.as_str()) => written[length..].trim_start().to_owned(),
        Some((length, side)) => side + &written[length..],
        None => written,
    };
    let year = |day: Option<chrono::NaiveDate>| day.map(|d| chrono::Datelike::year(&d));
    let past = mention.kind.is_date() || year(claim.time.and_then(|t| t.to)) < year(context.today()) && claim.time.is_some();
    format!(
        "An earlier version of this article misstated the {label} of {}{object}. It {} {right}, not {written}.",
        name(link.subject),
        if past { "was" } else { "is" }
    )
}

/// A value to two significant digits.
fn rounded(value: Decimal) -> Decimal {
    value.round_sf(2).map_or(value, |v| v.normalize())
}

/// The text with a small letter at its beginning.
fn small(text: &str) -> String {
    text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect()
}

fn capital(text: &str) -> String {
    let Some(first) = text.chars().next() else { return String::new() };
    let mut capital: String = first.to_uppercase().collect();
    capital.push_str(&text[first.len_utf8()..]);
    capital
}
