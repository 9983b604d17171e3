//! Names that the value is not of, though they stand beside it.
//!
//! In: a name and the words around it and around the value. Out: whether it is overtaken, compared, passed, of a part, of the
//! next value, in a clause of its own, behind another one that is nearer, or only a neighbour. It refuses to know how much
//! such a name is worth: that is `subject`'s.

use super::Context;
use super::measured::is_size_of_place;
use crate::claim::{COMPASS, Claim, NameCue, PartReading, says};
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::text::token::{Form, TokenKind, words};

/// Verbs whose object is left behind by the subject.
const OVERTAKES: &[u64] = words![
    "overtook",
    "overtakes",
    "overtaken",
    "overtaking",
    "overtake",
    "surpassed",
    "surpasses",
    "surpassing",
    "surpass",
    "outstripped",
    "outstrips",
    "overhauled",
    "displaced",
    "replaced",
    "eclipsed",
    "beat",
    "trails",
    "trailed",
    "trailing",
    "outnumbers",
    "outnumber",
    "outnumbered"
];
/// How far behind "than" the name may stand that something is held against, in tokens.
const THAN: usize = 5;

/// "overtook Chad": told of somebody else, who is the subject.
pub(super) fn is_overtaken(cue: &NameCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.name.0];
    let start = part.names[cue.name.1].tokens.start;
    start.checked_sub(1).is_some_and(|before| says(part, before, OVERTAKES))
}

/// Verbs that go on with what an aside has interrupted.
const GOES_ON: &[u64] = words![
    "is", "are", "was", "were", "has", "have", "had", "covers", "became", "gained", "lies", "stands", "counts", "shares", "joined", "declared", "entered",
    "took",
];

/// True if the name stands between the one that opens the sentence and a comma with the verb behind it, before the value: "Chad, a state
/// between Niger and Sudan, is".
pub(super) fn is_in_aside(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    if cue.place.sentences_back > 0 || !cue.place.before {
        return false;
    }
    let (part, name) = (&context.parts[cue.name.0], &context.parts[cue.name.0].names[cue.name.1].tokens);
    let (first, value) = (part.reading.sentences[claim.sentence].tokens.start, claim.mention(context.parts).tokens.start);
    let first = first + usize::from(says(part, first, words!["the"]));
    let Some(opening) = part.names_in(claim.sentence).iter().find(|n| n.tokens.start == first && says(part, n.tokens.end, words![","])) else { return false };
    let closes = |at: usize| says(part, at, words![","]) && says(part, at + 1, GOES_ON);
    opening.tokens.end < name.start && (name.end..value).any(closes)
}

/// True if something else is held against what is named: "fewer than in Chad", "four times Chad", "twice Chad's". What is told of it right
/// behind is its own: "more than Chad's 18 million".
pub(super) fn is_compared(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, name) = (&context.parts[cue.name.0], &context.parts[cue.name.0].names[cue.name.1]);
    let (first, start, end) = (part.reading.sentences[name.sentence].tokens.start, name.tokens.start, name.tokens.end);
    let value = claim.mention(context.parts).tokens.start;
    if cue.place.sentences_back == 0 && cue.place.before && value <= end + usize::from(cue.possessive) + 1 {
        return false;
    }
    let before = |small: &[u64]| (first..start).rev().take(THAN).find(|&at| !says(part, at, small));
    let numeral = |at: usize| {
        let counted = context.lexicon.words.classes(part.reading.marks[at]).intersects(Class::NUMERAL);
        counted || part.reading.tokens[at].kind == TokenKind::Digits
    };
    let times = |at: usize| says(part, at, words!["times"]) && at > first && numeral(at - 1) || says(part, at, words!["twice", "thrice"]);
    let multiple = before(words!["the", "that", "those", "of"]).is_some_and(times);
    let than = before(words!["the", "that", "those", "one", "in", "of", "it", "is", "was", "born", "for", "what"]);
    // "about the size of Chad", "as large as Chad": what somebody else is measured by
    let said = |at: usize, back: usize, words: &[u64]| at >= first + back && says(part, at - back, words);
    let sized = |at: usize| says(part, at, words!["of"]) && said(at, 1, words!["size"]) || says(part, at, words!["as"]) && said(at, 2, words!["as"]);
    let measure = before(words!["the"]).is_some_and(sized);
    multiple || measure || than.is_some_and(|at| says(part, at, words!["than"])) || is_elliptic(cue, context) || is_passed(cue, context)
}

/// "former British colony", "the ex-Portuguese possession": who ruled there once.
pub(super) fn is_former_ruler(cue: &NameCue, context: &Context<'_>) -> bool {
    let (part, name) = (&context.parts[cue.name.0], &context.parts[cue.name.0].names[cue.name.1]);
    let before = |back: usize, words: &[u64]| name.tokens.start.checked_sub(back).is_some_and(|at| says(part, at, words));
    let former = before(1, words!["former", "onetime", "erstwhile", "old"]) || before(1, words!["-"]) && before(2, words!["ex"]);
    former && says(part, name.tokens.end, words!["colony", "protectorate", "possession", "dependency", "territory", "mandate", "dominion", "outpost"])
}

/// "none but Chad's had": what is somebody's is left unsaid, because it has been said of another one. "Chad's is" leads on to it.
fn is_elliptic(cue: &NameCue, context: &Context<'_>) -> bool {
    let (part, end) = (&context.parts[cue.name.0], context.parts[cue.name.0].names[cue.name.1].tokens.end);
    let ends = |at: usize| part.reading.tokens.get(at).is_none_or(|token| [',', ';', '.', ':', '?', '!', ')'].iter().any(|mark| token.is_mark(*mark)));
    let verb = |at: usize| says(part, at, words!["is", "are", "was", "were", "has", "have", "had", "did", "does"]);
    let leads = cue.place.sentences_back == 0 && cue.place.before;
    says(part, end, words!["'s", "\u{2019}s"]) && (ends(end + 1) || verb(end + 1) && !leads)
}

/// "sixteen months behind Chad", "a day before Chad", "ahead of Chad", "followed by Chad": whoever else did so earlier or later.
fn is_passed(cue: &NameCue, context: &Context<'_>) -> bool {
    let (part, start) = (&context.parts[cue.name.0], context.parts[cue.name.0].names[cue.name.1].tokens.start);
    let order = |first: &[u64], second: &[u64]| start > 1 && says(part, start - 2, first) && says(part, start - 1, second);
    if order(words!["ahead"], words!["of"]) || order(words!["followed"], words!["by"]) {
        return true;
    }
    let Some(at) = start.checked_sub(1).filter(|&at| says(part, at, words!["behind", "after", "before"])) else { return false };
    at > 0 && part.reading.mention_at(at - 1).is_some_and(|m| m.kind == Kind::Duration && m.tokens.end == at)
}

/// True for a name behind the value that has a value of its own: "Chad took 31 percent, and Mali 13", "9 percent, against 5 percent in Mali".
pub(super) fn is_of_next_value(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, end) = (&context.parts[cue.name.0], context.parts[cue.name.0].names[cue.name.1].tokens.end);
    let behind = cue.place.sentences_back == 0 && !cue.place.before && !cue.bound;
    // "and Mali 13" is written like a name, and no mention
    let number = part.reading.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Digits && !token.is_glued());
    let own = claim.mention(context.parts).tokens.contains(&end);
    let timed = |kind: Kind| kind.is_date() || matches!(kind, Kind::Duration | Kind::Age | Kind::Time);
    let is_time = || part.reading.mention_at(end).is_some_and(|m| timed(m.kind));
    let start = context.parts[cue.name.0].names[cue.name.1].tokens.start;
    let value = claim.mention(context.parts).tokens.end;
    let against = || (value..start).any(|at| says(part, at, words!["against", "versus"]));
    let other = |m: &Mention| m.tokens.start > value && m.tokens.end + 1 == start && !timed(m.kind) && says(part, m.tokens.end, words!["in", "for"]);
    behind && (number && !own && !is_time() || against() && part.reading.mentions_in(claim.sentence).iter().any(other))
}

/// True for a name behind a value and a part of that: "37 million tons, a third of it in Chad".
pub(super) fn is_of_share(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, value) = (&context.parts[claim.part], claim.mention(context.parts).tokens.end);
    let behind = cue.place.sentences_back == 0 && !cue.place.before;
    let name = part.names.get(cue.name.1).filter(|_| behind).map_or(value, |name| name.tokens.start);
    // "1.7 million of them in Chad" is what the value itself is
    let some = |at: usize| {
        context.lexicon.words.classes(part.reading.marks[at]).intersects(Class::NUMERAL | Class::PART)
            || says(part, at, words!["most", "some", "many", "part", "percent", "cent", "majority", "bulk", "rest"])
    };
    // "of which one half" parts what stands before it, whatever that is
    let parted = |of: usize| says(part, of + 1, words!["which", "whom"]) || some(of - 1) && says(part, of + 1, words!["it", "them", "these", "those"]);
    (value + 1..name).any(|at| says(part, at, words!["of"]) && parted(at))
}

/// True for a name that begins a clause about what the value is of or about the number itself: "a nation of 1.4 million that Chad
/// annexed", "27 million, a figure that Chad has never accepted". "The 900 kilometres that Chad shares" are its own.
pub(super) fn is_of_relative_clause(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, value) = (&context.parts[claim.part], claim.mention(context.parts));
    let behind = cue.place.sentences_back == 0 && !cue.place.before && !cue.bound && !value.kind.is_date();
    let start = part.names.get(cue.name.1).filter(|_| behind).map_or(0, |name| name.tokens.start);
    let Some(that) = start.checked_sub(1).filter(|&at| at >= value.tokens.end && says(part, at, words!["that", "which", "whom"])) else { return false };
    let figure = |at: usize| says(part, at, words!["figure", "number", "total", "count", "estimate", "toll"]);
    let apposed = says(part, value.tokens.end, words![","]) && (value.tokens.end..that).any(figure);
    apposed || is_size_of_place(part, value, context.lexicon)
}

/// True for a name behind the value that a clause of its own follows, or that is past a semicolon: "4 percent in Mali, and in Chad, where it
/// is 73 percent".
pub(super) fn has_own_clause(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let behind = cue.place.sentences_back == 0 && !cue.place.before && !cue.bound && cue.name.0 == claim.part;
    let led = || claim.names.iter().any(|n| n.place.sentences_back == 0 && n.place.before);
    let Some(name) = part.names.get(cue.name.1).filter(|_| behind) else { return false };
    let where_behind = says(part, name.tokens.end, words![","]) && says(part, name.tokens.end + 1, words!["where"]);
    // "19 percent; Chad's provinces"
    where_behind && led() || (claim.mention(context.parts).tokens.end..name.tokens.start).any(|at| says(part, at, words![";"]))
}

/// True for a name past the clause that the value is in: "Arica, where prices had risen 90 percent, is quiet now that Chad's bankers".
pub(super) fn is_past_where(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, value) = (&context.parts[claim.part], &claim.mention(context.parts).tokens);
    let behind = cue.place.sentences_back == 0 && !cue.place.before && !cue.bound && cue.name.0 == claim.part && cue.place.clauses > 0;
    let first = part.reading.sentences[claim.sentence].tokens.start;
    let mut clause = (first..value.start).rev().take_while(|&at| behind && !says(part, at, words![",", ";", ")"]));
    let place = |at: usize| at > first + 1 && says(part, at - 1, words![","]) && part.reading.tokens[at - 2].form.contains(Form::CAPITAL);
    let name = part.names.get(cue.name.1).filter(|_| behind).map_or(first, |name| name.tokens.start);
    clause.any(|at| says(part, at, words!["where"]) && place(at))
        || name > first && opens_with_place(part, claim.sentence) && !says(part, name - 1, words![","])
}

/// How far behind the beginning of its sentence "where" may stand of a place that it opens with, in tokens.
const OPENED: usize = 6;

/// True for "In a land where a fifth of the people have electricity, the junta blames Chad": of whom that is, other sentences tell.
pub fn opens_with_place(part: &PartReading<'_>, sentence: usize) -> bool {
    let std::ops::Range { start: first, end } = part.reading.sentences[sentence].tokens;
    let led = says(part, first, words!["in"]) && says(part, first + 1, words!["a", "an"]);
    led && (first + 2..end.min(first + OPENED)).any(|at| says(part, at, words!["where"]))
}

/// True for a name before the value where another one stands between them that the value is told of: "refugees from Chad, where 88 percent",
/// "Mali's came in May, Chad's on 9 July".
pub(super) fn is_past_another(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, value) = (&context.parts[claim.part], claim.mention(context.parts).tokens.start);
    let Some(own) = part.names.get(cue.name.1).filter(|_| cue.place.sentences_back == 0 && cue.place.before && cue.name.0 == claim.part) else { return false };
    let between = part.names_in(claim.sentence).iter().filter(|name| own.tokens.end <= name.tokens.start && name.tokens.end <= value);
    between.into_iter().any(|name| {
        let end = name.tokens.end + usize::from(says(part, name.tokens.end, words![","]));
        let behind = name.tokens.end + 1 + usize::from(says(part, name.tokens.end + 1, words![","]));
        let led = says(part, behind, words!["on", "in", "at"]) && behind + 1 == value || behind == value;
        let elliptic = says(part, name.tokens.end, words!["'s", "\u{2019}s"]) && led;
        // "Chad, which borders Mali, where it is dry, has": the value is not in the clause
        let inside = says(part, end, words!["where"]) && !(end..value).any(|at| says(part, at, words![","]));
        inside || elliptic
    })
}

/// True if the name says who lies on which side: "Chad to the east".
pub(super) fn is_neighbour(cue: &NameCue, context: &Context<'_>) -> bool {
    let (part, end) = (&context.parts[cue.name.0], context.parts[cue.name.0].names[cue.name.1].tokens.end);
    let article = usize::from(says(part, end + 1, words!["the"]));
    says(part, end, words!["to", "in", "on"]) && says(part, end + 1 + article, COMPASS)
}

/// True if the name is of whom the story calls a neighbour: "Chad, the eastern neighbour, has".
pub(super) fn is_called_neighbour(cue: &NameCue, context: &Context<'_>) -> bool {
    let (part, tokens) = (&context.parts[cue.name.0], &context.parts[cue.name.0].names[cue.name.1].tokens);
    let neighbour = |at: usize| says(part, at, words!["neighbour", "neighbor", "neighbouring", "neighboring"]);
    let apposed = says(part, tokens.end, words![","]) && says(part, tokens.end + 1, words!["the", "its", "a", "another"]);
    apposed && (tokens.end + 2..tokens.end + 5).any(neighbour) || (1..3).any(|back| tokens.start >= back && neighbour(tokens.start - back))
}
