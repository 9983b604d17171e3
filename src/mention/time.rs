//! Clock times and recurring dates, read so that they are not taken for anything else.
//!
//! In: a token. Out: a draft of kind time or set without a value; a race time is a
//! duration. They refuse to place anything in the calendar.

use super::draft::{Draft, Kind};
use super::scene::Scene;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::text::token::words;
use crate::text::token::{Form, Token};
use rust_decimal::Decimal;

/// "5 p.m.", "17:30", "5:30 am", "noon", "9 to 11 a.m.", "at 5 on Friday".
pub fn find_clock(scene: &Scene, at: usize) -> Option<Draft> {
    let draft = |start: usize, end: usize| Draft::new(start..end, Kind::Time, "time");
    if scene.is(at, Class::CLOCK) {
        let hour =
            at > scene.start && scene.says_any(at, words!["o'clock", "o’clock"]) && scene.value(at - 1, Class::CARDINAL).is_some_and(|h| (1..=12).contains(&h));
        return Some(draft(at - usize::from(hour), at + 1));
    }
    if scene.is(at, Class::FRACTION) {
        return past_hour(scene, at).map(|end| draft(at, end));
    }
    let (end, minutes) = hour(scene, at)?;
    if minutes
        && scene.mark(at + 1, ':')
        && let Some(lap) = lap(scene, at, end)
    {
        return Some(lap);
    }
    let whole = clock_of(scene, at, end, minutes).or_else(|| on_a_day(scene, at, end)).or_else(|| up_to(scene, end));
    whole.map(|end| draft(at, end))
}

/// The token behind an hour in digits, its minutes included, and whether it has any.
fn hour(scene: &Scene, at: usize) -> Option<(usize, bool)> {
    let number = scene.number(at)?;
    let said = if scene.str(at).len() == 4 { number < 2400 && number % 100 < 60 } else { number < 25 && scene.str(at).len() <= 2 };
    if !said {
        return None;
    }
    let colon = (scene.mark(at + 1, ':') || scene.mark(at + 1, '.')) && scene.glued(at + 1) && scene.glued(at + 2);
    let minutes = colon && scene.str(at).len() < 4 && scene.str(at + 2).len() == 2 && scene.number(at + 2).is_some_and(|m| m < 60);
    Some((if minutes { at + 3 } else { at + 1 }, minutes))
}

/// The token behind a time that says so itself: by a colon, "p.m.", "o'clock", "in the morning", a zone.
fn clock(scene: &Scene, at: usize) -> Option<usize> {
    let (end, minutes) = hour(scene, at)?;
    clock_of(scene, at, end, minutes)
}

/// The same of an hour that ends at `end`.
fn clock_of(scene: &Scene, at: usize, end: usize, minutes: bool) -> Option<usize> {
    let small = scene.number(at).is_some_and(|h| h <= 12);
    if small && scene.says_any(end, words!["am", "pm", "a.m.", "p.m.", "a.m", "p.m"]) || scene.says_any(end, words!["o'clock", "o’clock", "noon", "midnight"])
    {
        return Some(end + 1 + usize::from(is_zone(scene, end + 1)));
    }
    if small && scene.says(end, "in") && scene.says(end + 1, "the") && scene.is(end + 2, Class::DAY_PART) {
        return Some(end + 3);
    }
    let zone = is_zone(scene, end);
    let colon = minutes && scene.mark(at + 1, ':') && !(scene.mark(end, ':') && scene.glued(end));
    (colon || zone && (minutes || scene.str(at).len() == 4)).then_some(end + usize::from(zone))
}

fn is_zone(scene: &Scene, at: usize) -> bool {
    let upper = scene.token(at).is_some_and(|t| t.form.contains(Form::UPPER));
    scene.says_any(at, words!["gmt", "utc", "cet", "cest", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "ist", "jst"])
        || upper && scene.says_any(at, words!["et", "ct", "pt", "mt"])
}

/// "at 5 on Friday", "at 8 tonight": the hour alone, and its day behind it.
fn on_a_day(scene: &Scene, at: usize, end: usize) -> Option<usize> {
    let led = at > scene.start && scene.says(at - 1, "at") && scene.number(at).is_some_and(|h| (1..=12).contains(&h));
    let on = usize::from(scene.says(end, "on"));
    let day = scene.is(end + on, Class::WEEKDAY | Class::DAY_OFFSET) || on == 0 && scene.is(end, Class::DEMONSTRATIVE) && scene.is(end + 1, Class::DAY_PART);
    (led && day).then_some(end)
}

/// "9 to 11 a.m.", "between 5 and 6 p.m.": the second says that both are times.
fn up_to(scene: &Scene, end: usize) -> Option<usize> {
    let joined = scene.says_any(end, words!["to", "and", "until", "till"]) || scene.token(end).is_some_and(Token::is_dash);
    let named = scene.is(end + 1, Class::CLOCK) && !scene.says_any(end + 1, words!["o'clock", "o’clock"]);
    let second = if named { Some(end + 2) } else { clock(scene, end + 1) };
    let alike = scene.str(end - 1).len() < 4 || scene.str(end + 1).len() == 4;
    second.filter(|_| joined && alike)
}

/// "half past three", "quarter to six": the token behind.
fn past_hour(scene: &Scene, at: usize) -> Option<usize> {
    let joined = scene.says_any(at, words!["half", "quarter"]) && scene.says_any(at + 1, words!["past", "to", "after"]);
    let hour = scene.number(at + 2).map(i64::from).or_else(|| scene.value(at + 2, Class::CARDINAL)).filter(|h| (1..=12).contains(h));
    // "a quarter to three people" and "half to 3 million" count
    let counts = scene.says(at + 1, "to") && scene.is_word(at + 3) && !scene.is(at + 3, Class::FUNCTION);
    (joined && hour.is_some() && !counts).then_some(at + 3)
}

/// "4:07.13": minutes and seconds with their hundredths are how long a race took.
fn lap(scene: &Scene, at: usize, end: usize) -> Option<Draft> {
    let parts = scene.digits(end + 1).filter(|d| d.len() <= 3 && scene.mark(end, '.') && scene.glued(end) && scene.glued(end + 1))?;
    let seconds: Decimal = format!("{}.{parts}", scene.str(at + 2)).parse().ok()?;
    let value = Decimal::from(scene.number(at)?).checked_mul(Decimal::from(60))?.checked_add(seconds)?;
    let unit = scene.lexicon.units.by_name("second");
    let named = usize::from(scene.says(end + 2, "seconds"));
    Some(Draft { value: Some(Figure::written(value)), unit, ..Draft::new(at..end + 2 + named, Kind::Duration, "time") })
}

/// "every Monday", "every two years", "annually".
pub fn find_set(scene: &Scene, at: usize) -> Option<Draft> {
    let draft = |end: usize| Some(Draft::new(at..end, Kind::Set, "set"));
    // "twice a week"
    let rate =
        scene.says_any(at, words!["once", "twice", "thrice"]) && (scene.is(at + 1, Class::ARTICLE) || scene.says_any(at + 1, words!["per", "each", "every"]));
    if rate && scene.word(at + 2).period().is_some() {
        return draft(at + 3);
    }
    if scene.says(at, "once") {
        return None;
    }
    if scene.is(at, Class::SET_START) {
        let other = usize::from(scene.says(at + 1, "other"));
        let next = at + 1 + other;
        if scene.word(next).period().is_some() || scene.is(next, Class::WEEKDAY | Class::MONTH | Class::SEASON) {
            return draft(next + 1);
        }
        let numeral = super::numeral::read(scene, next, false)?;
        return scene.word(numeral.end).period().and_then(|_| draft(numeral.end + 1));
    }
    if scene.is(at, Class::SET) && !scene.inner_hyphen(at + 1) {
        return draft(at + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::mention::testing::readings;

    fn clocks(text: &str) -> Vec<String> {
        readings(text).into_iter().filter_map(|r| r.strip_suffix(" = time").map(str::to_owned)).collect()
    }

    #[test]
    fn clock_times_and_their_ranges() {
        for (text, expected) in [
            ("They met at 5 on Friday.", "5"),
            ("They met at 8 tonight.", "8"),
            ("They met between 5 and 6 p.m. there.", "5 and 6 p.m."),
            ("It is shut from 9 to 11 a.m. now.", "9 to 11 a.m."),
            ("It is shut from 10 until noon.", "10 until noon"),
            ("It left at 1530 GMT.", "1530 GMT"),
            ("It left at 9:15 pm EST on Monday.", "9:15 pm EST"),
            ("It left at half past nine.", "half past nine"),
        ] {
            assert_eq!(clocks(text), [expected], "{text}");
        }
    }

    #[test]
    fn no_clock_times() {
        for text in [
            "They won 21 to 17.",
            "It closed at 5 on heavy trade.",
            "It fell to 5 and 6 points.",
            "In 1999 to 10 readers it was new.",
            "It has 2575 GMT stickers.",
        ] {
            assert_eq!(clocks(text), [""; 0], "{text}");
        }
    }
}
