//! FL205: parts that do not add up to their total.

use super::{Inconsistency, View};
use crate::measure::interval::{Interval, grouped};
use crate::measure::slip::slips;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "31 teams: 24 in the one country and 7 in the other".
pub const SUM: Rule = Rule {
    code: "FL205",
    name: "sum",
    summary: "the parts do not add up to their total",
    checks: "Where a number is followed by a closed list of its parts, in brackets or behind a colon, or where parts are followed by \"for a total of\", the parts are added, each as exact as it is written.",
    why: "A slip in one part, or in the total, shows in the sum.",
    example: "\"13 people (21 civilians and 1 soldier)\": that makes 22.",
    silent: "The list is open (\"including\"), its parts may overlap or are in other units, a part is a percentage, or rounding allows the sum.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(3) {
        for total in range.clone().filter(|&i| is_counted(view, i)) {
            let parts = behind(view, total, &range).or_else(|| before(view, total, &range)).or_else(|| fates(view, total, &range));
            found.extend(parts.filter(|parts| !is_of_other(view, total, parts)).and_then(|parts| finding(view, total, &parts)));
        }
    }
}

/// True if a number can be a total or a part.
fn is_counted(view: &View<'_>, mention: usize) -> bool {
    let told = &view.mentions()[mention];
    matches!(told.kind, Kind::Number | Kind::Money | Kind::Quantity | Kind::Duration) && told.said.is_none() && told.value.is_some()
}

/// How many parts are added at most.
const MOST: usize = 12;
/// How far the list may begin behind the total: "110 county-level divisions (".
const BEGINS: usize = 7;
/// How many times the total a sum may be, or the other way round, to be meant as one.
const OFTEN: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
/// How far behind the last part its words may say that the list is open.
const AFTER: usize = 4;
/// A number so near before the first part is one more of the list.
const LEADS: usize = 4;
/// Less than so many are counted one by one.
const FEW: i64 = 500;
/// Tokens between two parts.
const APART: usize = 10;

/// The numbers that a total may be the sum of.
struct Parts {
    numbers: Vec<usize>,
    /// They are said to be all there are: less than the total is wrong as well as more.
    all: bool,
    /// Nothing can go on behind them.
    closed: bool,
}

/// The parts listed behind a total.
fn behind(view: &View<'_>, total: usize, range: &Range<usize>) -> Option<Parts> {
    let end = view.mentions()[total].tokens.end;
    let (start, all) = opening(view, end)?;
    let bracket = view.mark(start - 1, '(');
    let close = |i: &usize| if bracket { view.mark(*i, ')') } else { view.mark(*i, '.') || view.mark(*i, ';') || view.mark(*i, '(') };
    let sentence = view.around(total);
    let last = (start..sentence.end).find(close).or((!bracket).then_some(sentence.end))?;
    let inside: Vec<usize> =
        (total + 1..range.end).skip_while(|&i| view.mentions()[i].tokens.end <= start).take_while(|&i| view.mentions()[i].tokens.end <= last).collect();
    let numbers = listed(view, &inside, start)?;
    let rest = view.mentions()[*numbers.last()?].tokens.end..last;
    let goes_on = inside.get(numbers.len()).is_some_and(|&i| view.mark(view.mentions()[i].tokens.start - 1, ','));
    let more = goes_on || bracket && rest.clone().any(|i| view.says(i, words!["and"]) || view.mark(i, ','));
    // what is said long after the list is not of it
    let scanned = if bracket { last } else { last.min(rest.start + AFTER) };
    // "15 colleges, of which 2 are private, and 30 schools": the list was one long
    let gap = view.between(numbers[0], numbers[1]);
    let ended = !all && numbers.len() == 2 && gap.clone().any(|i| view.mark(i, ',') && view.says(i + 1, words!["and"]));
    let same = ended || view.says(start - 1, words!["with"]) && !is_of_one_kind(view, total, numbers[0]);
    (!more && !same && !is_open(view, start..scanned)).then_some(Parts { numbers, all, closed: bracket })
}

/// "9 clubs, with 15 clubs in the west", not "167 people, with 185 cattle".
fn is_of_one_kind(view: &View<'_>, total: usize, part: usize) -> bool {
    let noun = |i: usize| view.mentions()[i].noun.as_ref().map(|n| n.lemma.as_str());
    noun(total).is_some() && noun(total) == noun(part)
}

/// Where the list behind a total begins, and whether it is said to be whole.
fn opening(view: &View<'_>, end: usize) -> Option<(usize, bool)> {
    // "twelve pipes in two sets:", "1,073 sites are listed:"
    let passed = |i: usize| view.is_word(i) || view.mark(i, '-') || view.mark(i, '\'') || view.mention_at(i).is_some();
    let at = (end..end + BEGINS).find(|&i| !passed(i) || view.says(i, words!["comprising"]))?;
    let says = |n: usize, words: &[u64]| view.says(at + n, words);
    match () {
        () if ['(', ':', '–', '—'].iter().any(|&m| view.mark(at, m)) => Some((at + 1, true)),
        () if view.says(at, words!["comprising"]) => Some((at + 1, true)),
        () if says(1, words!["comprising"]) => Some((at + 2, true)),
        () if says(1, words!["consisting"]) && says(2, words!["of"]) => Some((at + 3, true)),
        // "a league of 9 teams, with 5 in the west and 4 in the east"
        () if view.mark(at, ',') && says(1, words!["with"]) => Some((at + 2, false)),
        // "some 12,000 people in all, 4,000 of them …": the list needs no colon
        () if view.mark(at, ',') && at >= 2 && view.says(at - 1, words!["total", "all"]) && view.says(at - 2, words!["in"]) => Some((at + 1, true)),
        () if view.mark(at, ',') && says(1, words!["of"]) && says(2, words!["which", "whom"]) => Some((at + 3, false)),
        () => None,
    }
}

/// The numbers up to the one behind "and", if each begins an item.
fn listed(view: &View<'_>, inside: &[usize], start: usize) -> Option<Vec<usize>> {
    let mentions = view.mentions();
    let gap = |one: usize, other: usize| mentions[one].tokens.end..mentions[other].tokens.start;
    let first = inside.first().filter(|&&i| mentions[i].tokens.start == start)?;
    let mut numbers = vec![*first];
    for pair in inside.windows(2) {
        let between = gap(pair[0], pair[1]);
        let before = between.end - 1;
        let begins = view.mark(before, ',') || view.mark(before, ';') || view.says(before, words!["and"]) || view.mark(before, '&');
        // "4.71 billion (4.90 billion and 3.83 billion)" compares
        let bare = between.len() == 1 && mentions[pair[0]].noun.is_none();
        if !begins || bare || between.len() > APART || numbers.len() > MOST {
            return None;
        }
        numbers.push(pair[1]);
        if between.clone().any(|i| view.says(i, words!["and"])) {
            return Some(numbers);
        }
    }
    let commas = numbers.len() >= 3 && view.mark(start - 1, '(');
    commas.then_some(numbers)
}

/// The parts before "for a total of" a number.
fn before(view: &View<'_>, total: usize, range: &Range<usize>) -> Option<Parts> {
    let tokens = view.mentions()[total].tokens.clone();
    // "a total of" may be read as part of the number
    let start = (tokens.start..tokens.end).find(|&i| view.says(i, words!["of"])).map_or(tokens.start, |of| of + 1);
    let led = start >= 5 && view.says(start - 1, words!["of"]) && view.says(start - 2, words!["total"]) && view.says(start - 3, words!["a"]);
    let told = led && view.says(start - 4, words!["for", "making", "with"]);
    let end = tokens.end;
    let giving = start > 2
        && (view.says(start - 1, words!["making", "giving", "totalling", "totaling"])
            || view.says(start - 1, words!["it", "them"]) && view.says(start - 2, words!["giving"]));
    let told = told || giving;
    let in_all = view.says(end, words!["altogether", "together", "combined"])
        || (end..end + 3).any(|i| view.says(i, words!["in"]) && view.says(i + 1, words!["all", "total"]));
    let told = told || in_all;
    let start = if in_all { tokens.start } else { start };
    let (one, other) = (total.checked_sub(2)?, total - 1);
    let joined = view.mentions()[one].tokens.end..view.mentions()[other].tokens.start;
    let tail = view.mentions()[other].tokens.end..start;
    let and = joined.clone().any(|i| view.says(i, words!["and"])) && !joined.clone().any(|i| view.mark(i, ','));
    // "24 cups, 76 bowls and 74 plates": the list began before
    let listed = |i: usize| view.between(i, one).len() <= LEADS && view.between(i, one).any(|at| view.mark(at, ','));
    let earlier = one.checked_sub(1).filter(|i| range.contains(i)).is_some_and(listed);
    let near = told && !earlier && range.contains(&one) && joined.len() <= APART && tail.len() <= APART && and;
    (near && !is_open(view, joined)).then(|| Parts { numbers: vec![one, other], all: true, closed: true })
}

/// How far behind a number its verb may stand: "12 of them were killed".
const FATE: usize = 4;

/// "Of the 15 people on board, 12 were killed and five survived": nobody is both.
fn fates(view: &View<'_>, total: usize, range: &Range<usize>) -> Option<Parts> {
    let start = view.mentions()[total].tokens.start;
    let of = start.checked_sub(2).filter(|&at| view.says(at, words!["of"]) && view.says(at + 1, words!["the"]))?;
    let led = of == view.around(total).start || view.mark(of - 1, ',') || view.mark(of - 1, ';');
    let (dead, alive) = (total + 1, total + 2);
    if !led || !range.contains(&alive) || view.between(total, dead).len() > APART || view.between(dead, alive).len() > APART {
        return None;
    }
    let end = view.mentions()[alive].tokens.end;
    let place = view.between(dead, alive);
    let died = |i: usize| view.says(i, words!["killed", "died", "drowned", "perished"]);
    let lived = |i: usize| view.says(i, words!["survived", "injured", "wounded", "rescued"]);
    let told = place.clone().take(FATE).any(died) && (end..(end + FATE).min(view.around(total).end)).any(lived);
    let apart = view.mark(view.mentions()[dead].tokens.start - 1, ',') && place.clone().any(|i| view.says(i, words!["and"]));
    (told && apart && !is_open(view, place)).then(|| Parts { numbers: vec![dead, alive], all: false, closed: false })
}

fn is_open(view: &View<'_>, place: Range<usize>) -> bool {
    let open = words![
        "including",
        "include",
        "includes",
        "included",
        "such",
        "least",
        "mostly",
        "mainly",
        "each",
        "per",
        "average",
        "every",
        "times",
        "out",
        "ratio",
        "another",
        "other",
        "plus",
        "versus",
        "vs",
        "from",
        "to",
        "between",
        "minus",
        "than",
        "rank",
        "ranked",
        "age",
        "aged",
        "first",
        "up",
        "down",
        "rose",
        "fell",
        "or",
        "both",
        "compared",
        "also"
    ];
    let whom = |i: usize| view.says(i, words!["of"]) && view.says(i + 1, words!["them", "whom", "which", "these"]);
    // "24 from the north" is a part, "24 to 30" is a range
    let apart = |i: usize| view.says(i, words!["from", "to"]) && !(i + 1..i + 3).any(|next| view.mention_at(next).is_some());
    // "rows up and down" tells where to, "up from 30" how many before
    let whither = |i: usize| view.says(i, words!["up", "down"]) && !view.says(i + 1, words!["from", "to", "by"]) && view.mention_at(i + 1).is_none();
    let other = |i: usize| view.says(i, words!["other"]) && i > 0 && view.mention_at(i - 1).is_some();
    place.into_iter().any(|i| view.says(i, open) && !apart(i) && !other(i) && !whither(i) || whom(i) || ['%', '/', '×'].iter().any(|&m| view.mark(i, m)))
}

/// True if the next number may be one more part: "…, plus 5 more", "…; 3 others".
fn goes_on(view: &View<'_>, last: usize) -> bool {
    let between = view.between(last, last + 1);
    let led = |at: &usize| view.says(*at, words!["another", "also", "the", "other", "further", "about", "around"]);
    let before = between.clone().rev().find(|at| !led(at));
    before.is_none_or(|i| [',', ';', '('].iter().any(|&mark| view.mark(i, mark)) || view.says(i, words!["and", "plus", "while"]))
}

/// True if another number before the list is their sum, or is told of something between: "12 pipes
/// in 2 sets: 6 in the one and 6 in the other".
fn is_of_other(view: &View<'_>, total: usize, parts: &Parts) -> bool {
    let first = parts.numbers[0];
    let values = || parts.numbers.iter().map(|&i| view.mentions()[i].value.map_or(Decimal::ZERO, |v| v.value));
    let sum = values().fold(Decimal::ZERO, Decimal::saturating_add);
    let near = |i: usize| view.mentions()[i].sentence == view.mentions()[total].sentence;
    let is_sum = |i: usize| near(i) && view.mentions()[i].value.is_some_and(|v| v.value == sum);
    let before = total.saturating_sub(1)..first.max(total);
    before.clone().any(|i| i != total && is_sum(i))
        || total > 0 && first > total && near(total - 1) && view.between(total - 1, total).len() <= BEGINS && is_in(view, total)
}

/// "in two sets": the number places things.
fn is_in(view: &View<'_>, mention: usize) -> bool {
    view.mentions()[mention].tokens.start.checked_sub(1).is_some_and(|at| view.says(at, words!["in"]))
}

fn finding(view: &View<'_>, total: usize, Parts { numbers: parts, all, closed }: &Parts) -> Option<Inconsistency> {
    let mentions = view.mentions();
    // lengths are added only where they are said to be parts: "59.7 years (61.3 for women and 58.1 for men)"
    let extent = matches!(mentions[total].kind, Kind::Quantity | Kind::Duration) && *closed;
    let plain = |i: &usize| !extent && is_counted(view, *i);
    let unit = |i: usize| mentions[i].unit.as_ref().map(|u| u.name.as_str());
    if !plain(&total) || !parts.iter().all(|i| plain(i) && unit(*i) == unit(total)) {
        return None;
    }
    let all_told = parts.iter().chain([&total]).all(|&i| mentions[i].hedge.is_none() && mentions[i].value.is_some_and(|v| !v.scaled));
    let sharp = |i: &&usize| mentions[**i].value.is_some_and(|v| v.step_of_last_digit() == v.step);
    // where the others are counted to the unit, "230" is, too
    let some_sharp = sharp(&&total) && parts.iter().filter(sharp).count() * 2 > parts.len();
    // "200 buses (150 tall and 60 low)": so few are counted, however round
    let few = *closed && mentions[total].value?.value < Decimal::from(FEW);
    let to_the_unit = all_told && (some_sharp || few);
    let exact = |i: usize| if to_the_unit { mentions[i].value.map(|v| Interval::point(v.value)) } else { view.exact(i) };
    let ends = |pick: fn(&Interval) -> Option<Decimal>| parts.iter().try_fold(Decimal::ZERO, |sum, &i| sum.checked_add(pick(&exact(i)?)?));
    let sum = Interval::between(ends(|i| i.low)?, ends(|i| i.high)?);
    let stated = exact(total)?;
    let values = parts.iter().map(|&i| mentions[i].value.map(|v| v.value));
    let right = values.clone().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(v?))?;
    let value = mentions[total].value?.value;
    // what is many times as much is not made of these
    let slip = || slips(value).contains(&right);
    let alike = slip() || right < value.saturating_mul(OFTEN) && value < right.saturating_mul(OFTEN) && (value.fract().is_zero() || !right.fract().is_zero());
    // what is less than the total may go on behind
    let last = parts[parts.len() - 1];
    let more = mentions.get(last + 1).is_some_and(|m| m.sentence == mentions[total].sentence && m.kind == mentions[total].kind) && goes_on(view, last);
    if sum.meets(&stated) || !alike || right < value && (!all || more && !closed) {
        return None;
    }
    let written: Vec<String> = values.flatten().map(grouped).collect();
    Some(Inconsistency {
        mention: total,
        related: parts.clone(),
        explanation: format!("{} = {}; the text says {}.", written.join(" + "), grouped(right), view.text(total)),
        would_pass: grouped(right),
        ..view.slip(SUM.code)
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn parts_that_do_not_add_up_are_named() {
        assert_eq!(explained("The blast killed 13 people (21 civilians and 1 soldier) there."), ["FL205 21 + 1 = 22; the text says 13. → 22"]);
        for text in [
            "The league has 31 teams: 34 in the north and 7 in the south.",
            "They lost 95,100 men in action and 160,500 to disease, for a total of 490,200.",
            "They paid 463,000 euros and 654,000 euros, 1.16 million euros in all.",
            "It owns 200 red buses (150 tall ones and 60 low ones).",
            "It has 85 divisions (82 districts, 13 cities, and 44 counties).",
            "It has 1,645 parishes (872 rural, 634 urban, nine island parishes, and 230 chapels).",
            "The college has 71 teams: 10 men's teams and 7 women's teams, all called the Owls, with 402 players.",
            "A team of six skaters, consisting of two men and two women, dances before all four judges.",
            "The state has two senators and five deputies, giving it nine votes.",
            "The course is 6 years long, consisting of 1 year of theory, 2 years of practice, and 13 years of research.",
            "He made twelve pipes in two sets: eight from the male bird and six from the female.",
            "They had 9 clubs, with 15 clubs in the west and 4 in the east.",
            "The bishop has jurisdiction over 10 valleys (nine in the north and three abroad).",
            "A team has eight riders: one leader, and five helpers who race up and down the pass.",
            "Of the 15 sailors on board, 12 drowned, and five were rescued.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn lists_that_are_open_or_fit_are_left_alone() {
        for text in [
            "The league has 31 teams: 24 in the north and 7 in the south.",
            "The blast killed 13 people (including 5 civilians and 1 soldier) there.",
            "It has 85 divisions (28 districts, 13 cities, and others).",
            "It sells 2 books (30 euros and 40 euros each).",
            "He made twelve pipes in two sets: six from the male bird and six from the female.",
            "They had 40 clubs, with 15 clubs in the west and 4 in the east.",
            "The league has 31 teams: 24 in the north and 5 in the south, and 2 that travel.",
            "It measures 30 metres (10 metres wide and 5 metres high).",
            "Of the 15 sailors on board, 10 drowned, and five were rescued.",
            "Of the 15 sailors on board, 12 were ill, and five were wounded.",
            "Of the 15 sailors on board, 8 drowned, and five were rescued.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
