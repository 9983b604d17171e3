//! The period that a number speaks of.
//!
//! In: a mention and the dates of its sentence. Out: the date right behind it ("2.1
//! million in 2013"), else the one before it without another number between, else the
//! only date of the sentence. A date claim speaks of itself.

use super::{PartReading, says};
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::text::token::TokenKind;
use crate::text::token::words;
use std::ops::Range;

/// How many tokens behind a number its date may stand.
const BEHIND: usize = 9;
/// How far before a date the aside may begin that it is in, in tokens.
const ASIDE: usize = 5;
/// How far behind the number that it dates a date stands at most, where another one came before, in tokens.
const ADJACENT: usize = 2;
/// How far behind a multiple the date of what it multiplies stands at most, in tokens: "two times its own size of 1990".
const SIZE: usize = 5;
/// How far before a value the verb may stand that it belongs to: "has a population of about".
const PHRASE: usize = 6;
/// A date that begins so many tokens behind the beginning of its sentence opens it: "As of 2020".
const OPENING: usize = 2;
/// Verbs that tell how large something is now …
const NOW: &[u64] = words!["has", "have", "is", "are", "covers", "boasts", "counts", "comprises", "contains", "measures", "stands", "remains"];
/// … and verbs that tell what was, besides those by their form.
const THEN: &[u64] = words![
    "left", "became", "won", "broke", "split", "fell", "went", "took", "began", "was", "were", "had", "came", "rose", "lost", "held", "saw", "gave", "got",
    "made", "sent", "grew", "sank"
];
/// How far behind a date the comma may stand that closes its phrase.
const REACH: usize = 8;

/// The period, and the number of the mention that names it.
pub fn of(part: &PartReading<'_>, mention: &Mention, number: usize) -> (Option<When>, Option<usize>) {
    if mention.kind.is_date() {
        return (mention.when, None);
    }
    let all = &part.reading.mentions;
    let in_sentence = |i: &usize| all[*i].sentence == mention.sentence;
    let is_date = |i: &usize| (all[*i].kind.is_date() || all[*i].is_place_in_time()) && all[*i].when.is_some();
    let own = |i: &usize| is_date(i) && !is_told_of_then(part, *i, mention) && !is_of_side_clause(part, *i, mention);
    // "about 44 years, nine less than in 1980"; the word in "more than doubled" is the number's own
    let against = |i: &usize| (1..3).any(|back| all[*i].tokens.start >= mention.tokens.end + back && says(part, all[*i].tokens.start - back, words!["than"]));
    let behind = (number + 1..all.len()).take_while(in_sentence).filter(|i| !against(i)).find(own);
    let before = (0..number).rev().take_while(in_sentence).filter(own).find(|&i| !is_of_another(part, i));
    let numbers_between = |a: usize, b: usize| (a + 1..b).any(|i| matches!(all[i].kind, Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity));
    let close = behind.filter(|&i| all[i].tokens.start - mention.tokens.end <= BEHIND && !numbers_between(number, i));
    let held = |i: &usize| is_clauses_own(part, &all[*i]) && !is_now(part, all[*i].tokens.end..mention.tokens.start);
    let before = before.filter(held);
    let led = before.filter(|&i| !numbers_between(i, number));
    // "was 5 in 1960, and today it is 1": the date behind is the next clause's
    let close = close.filter(|&i| led.is_none() || !is_next_clause(part, mention.tokens.end..all[i].tokens.start) && !is_of_next(part, i));
    // "fell to 5 from 9 the year before": the date is of the number that it stands behind
    let origin = |i: usize| {
        let last = &all[i - 1].tokens;
        i > number + 1 && last.start > 0 && says(part, last.start - 1, words!["from"]) && all[i].tokens.start - last.end <= ADJACENT
    };
    let chosen = close.or(led).or(before).or(behind.filter(|&i| !origin(i)));
    (chosen.and_then(|i| all[i].when), chosen)
}

/// True for a date that is told of the number that a value came from, or is held against: "from 5 in 1990 to", "twice its size of 1990",
/// "more than in 1990".
fn is_of_another(part: &PartReading<'_>, date: usize) -> bool {
    let mention = &part.reading.mentions[date];
    let start = mention.tokens.start;
    let word = |back: usize, words: &[u64]| start >= back && says(part, start - back, words);
    let number = date.checked_sub(1).map(|i| &part.reading.mentions[i]).filter(|n| n.sentence == mention.sentence && !n.kind.is_date());
    let close = |within: usize| number.filter(|n| start.saturating_sub(n.tokens.end) <= within);
    let from = close(ADJACENT).is_some_and(|n| n.tokens.start > 0 && says(part, n.tokens.start - 1, words!["from"]));
    let multiple = word(1, words!["of"]) && close(SIZE).is_some_and(|n| n.rule == "multiple" || says(part, n.tokens.end, words!["times"]));
    // "more than doubled between": the word is the number's own
    let own = number.is_some_and(|n| n.tokens.end + 2 > start);
    from || multiple || word(1, words!["than"]) || !own && word(2, words!["than"])
}

/// True for the date of something past in a sentence that says how large a thing is now: "Chad, which left the union in 1960, has 11
/// provinces", "Chad has 11 provinces and left the union in 1960". A date that opens the sentence is of all of it.
fn is_told_of_then(part: &PartReading<'_>, date: usize, value: &Mention) -> bool {
    let (sentence, date) = (&part.reading.sentences[value.sentence].tokens, &part.reading.mentions[date].tokens);
    let start = value.tokens.start;
    let within = start.saturating_sub(PHRASE).max(sentence.start)..start;
    let Some(verb) = within.rev().take_while(|&i| !says(part, i, words![",", ";"])).find(|&i| says(part, i, NOW)) else { return false };
    if date.end <= verb {
        // "the population, as of 2001, is": an aside that is the date alone
        let led = (sentence.start..date.start).rev().find(|&i| !says(part, i, words!["as", "of", "in", "at", "by", "on", "for", "the"]));
        let alone = led.is_some_and(|i| says(part, i, words![","]));
        return !alone && date.start > sentence.start + OPENING && (date.end..verb).any(|i| says(part, i, words![","]));
    }
    let other = (value.tokens.end..date.start).find(|&i| says(part, i, words![",", "and", "but"]));
    other.is_some_and(|other| (other..date.start).any(|i| is_past(part, i)))
}

/// True for a date that a clause of its own parts from the value: "11 provinces that the army left in 1960", "with 11 provinces, it has had
/// two wars since 1960", "which left the union in 1960, counts 11 provinces", "the first of the 11 provinces, … to be built, in 1960", "in a
/// union since 1960; its 11 provinces are". A date that opens the sentence is of all of it.
fn is_of_side_clause(part: &PartReading<'_>, date: usize, value: &Mention) -> bool {
    let mention = &part.reading.mentions[date];
    let (at, sentence) = (&mention.tokens, &part.reading.sentences[value.sentence].tokens);
    if at.end <= value.tokens.start {
        let comma = |i: &usize| says(part, *i, words![","]);
        // "Chad, which won its freedom in 1960, spends"
        let closed = (at.end..value.tokens.start).find(comma).is_some_and(|comma| is_present(part, comma + 1));
        let related = |comma: usize| says(part, comma + 1, words!["which", "who", "whose", "where"]);
        let aside = closed && (sentence.start..at.start).rev().find(comma).is_some_and(related);
        return aside || at.start > sentence.start + OPENING && (at.end..value.tokens.start).any(|i| says(part, i, words![";"]));
    }
    let between = value.tokens.end..at.start;
    let behind = |i: usize| i + 1..at.start;
    let related = |i: usize| says(part, i, words!["that", "which", "who", "whom", "where"]) && behind(i).any(|i| is_past(part, i));
    let apposed = |i: usize| says(part, i, words![","]) && says(part, i + 1, words!["the", "a", "an"]) && behind(i).any(|i| says(part, i, words!["to"]));
    let led = |i: usize| says(part, i, words![","]) && mention.is_since();
    between.clone().any(|i| says(part, i, words![";", ":"]) || related(i) || apposed(i) || led(i))
}

/// A verb of the present that is told of one, by its form.
fn is_present(part: &PartReading<'_>, at: usize) -> bool {
    let word = part.reading.tokens[at].span().of(part.text);
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && word.starts_with(char::is_lowercase)
}

/// A verb of the past, by its form.
fn is_past(part: &PartReading<'_>, at: usize) -> bool {
    let token = &part.reading.tokens[at];
    let word = token.span().of(part.text);
    token.kind == TokenKind::Word && word.len() > 4 && word.ends_with("ed") || says(part, at, THEN)
}

/// True unless a comma follows on a phrase whose date is not the clause's own: of "Following
/// a vote in August 2010, the state has …" the date is the vote's.
fn is_clauses_own(part: &PartReading<'_>, date: &Mention) -> bool {
    let sentence = &part.reading.sentences[date.sentence].tokens;
    let tokens = date.tokens.end..(date.tokens.end + REACH).min(sentence.end);
    let closed =
        tokens.clone().take_while(|&i| says(part, i, words!["and", "of", "the", "a", "its", "new", ","]) || part.reading.tokens[i].kind == TokenKind::Word);
    let comma = closed.into_iter().any(|i| says(part, i, words![","]));
    // "Chad, independent since 1960, has": an aside dates nothing else
    let aside = says(part, date.tokens.end, words![","])
        && (date.tokens.start.saturating_sub(ASIDE).max(sentence.start)..date.tokens.start).any(|i| says(part, i, words![","]))
        && date.is_since();
    if aside {
        return false;
    }
    let opens = says(part, sentence.start, words!["following", "after", "since", "despite", "before", "until", "under"]);
    !(comma && opens && date.tokens.start > sentence.start + 2)
}

/// True if a clause ends there: a semicolon, or a comma and a word that begins another.
fn is_next_clause(part: &PartReading<'_>, mut between: Range<usize>) -> bool {
    between.any(|i| {
        says(part, i, words![";"]) || says(part, i, words![","]) && (says(part, i + 1, words!["and", "but", "while", "whereas"]) || is_past(part, i + 1))
    })
}

/// True if a comma or "and" leads to a date, and a number follows on it: in "5 in Chad, in 2020 about 11" the date is of the second.
fn is_of_next(part: &PartReading<'_>, date: usize) -> bool {
    let all = &part.reading.mentions;
    let start = all[date].tokens.start;
    let led = |back: usize| start >= back && says(part, start - back, words![",", "and"]);
    let leads = led(1) || led(2) && says(part, start - 1, words!["in", "by"]);
    leads && all.get(date + 1).is_some_and(|n| n.sentence == all[date].sentence && !n.kind.is_date() && n.tokens.start - all[date].tokens.end <= ADJACENT)
}

/// True if "now" or the like stands between a date and the value.
fn is_now(part: &PartReading<'_>, mut between: Range<usize>) -> bool {
    between.any(|i| says(part, i, words!["now", "currently", "today", "nowadays", "presently"]))
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::with_claims;

    /// The first year that the last claim of a sentence speaks of.
    fn year(text: &str) -> Option<String> {
        with_claims(text, |claims, parts| {
            claims.iter().rfind(|c| !c.mention(parts).kind.is_date()).unwrap().time.and_then(|w| w.from).map(|d| d.format("%Y").to_string())
        })
    }

    /// The first years that the numbers of a sentence speak of.
    fn years(text: &str) -> Vec<String> {
        with_claims(text, |claims, parts| {
            let numbers = claims.iter().filter(|c| !c.mention(parts).kind.is_date());
            numbers.filter_map(|c| c.time.and_then(|w| w.from)).map(|d| d.format("%Y").to_string()).collect()
        })
    }

    #[test]
    fn the_date_of_the_clause_is_the_numbers() {
        assert_eq!(year("In 2010 Chad had 11 provinces.").as_deref(), Some("2010"));
        assert_eq!(year("Following a vote in 2010 and a new law, Chad is divided into 11 provinces."), None);
        assert_eq!(year("The river was 90 metres wide in 1960, and in 2020 it had 11 dams.").as_deref(), Some("2020"));
        assert_eq!(year("In 1960 Chad had 11 provinces, and in 2020 it was split.").as_deref(), Some("1960"));
        assert_eq!(years("In 1960 there were 900 in Chad, in 2020 about 4,000."), ["1960", "2020"]);
        assert_eq!(years("There were 900 in Chad in 1960, and 4,000 in 2020."), ["1960", "2020"]);
        assert_eq!(year("Chad had 11 percent, up from 9 percent in 1960.").as_deref(), Some("1960"));
        assert_eq!(year("Chad, independent since 1960, has 11 provinces."), None);
        assert_eq!(year("In 1998 Chad lost people, and its armies went from 90 in 1997 to 40.").as_deref(), Some("1998"));
        assert_eq!(year("In 2005 the town had grown to twice its size of 1990, and its ponds to 11.").as_deref(), Some("2005"));
        assert_eq!(year("It was two and a half times its size of 1990, and had 11 ponds."), None);
        assert_eq!(year("It sold more than in 1990, and has 11 ponds."), None);
        assert_eq!(year("Chad, which left the union in 1960, has 11 provinces."), None);
        assert_eq!(year("The number in Chad, as of May 1960, is 11 percent.").as_deref(), Some("1960"));
        assert_eq!(year("Chad, which has about 11 provinces, left the union in 1960."), None);
        assert_eq!(year("Chad, which had 90 lakes in 1950 and 11 provinces, gave up its rivers in 1960.").as_deref(), Some("1950"));
        assert_eq!(year("Chad has 11 provinces and left the union in 1960."), None);
        assert_eq!(year("Chad has 11 provinces, according to a survey of 1960.").as_deref(), Some("1960"));
        assert_eq!(year("In 1960, when it was made, Chad has 11 provinces.").as_deref(), Some("1960"));
        assert_eq!(year("Chad, which left the union in 1960, had 11 provinces.").as_deref(), Some("1960"));
        assert_eq!(year("Chad, which left the union in 1960, counts 11 provinces."), None);
        assert_eq!(year("Reformed in 2010, Chad now has 11 provinces."), None);
        assert_eq!(year("It is a union of 11 provinces that the army left in 1960."), None);
        assert_eq!(year("In the union of 11 provinces, the oldest of its kind to hold a vote, in 1960, it rains."), None);
        assert_eq!(year("Home to 11 provinces, the union has seen many votes since 1960."), None);
        assert_eq!(year("It left the union in 1960 and had a war; its 11 provinces are dry."), None);
        assert_eq!(year("In 1960 the union had a war; its 11 provinces were dry.").as_deref(), Some("1960"));
        assert_eq!(year("Few of the 11 provinces knew of it: the army had come in 1960."), None);
    }
}
