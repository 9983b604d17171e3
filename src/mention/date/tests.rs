//! Dates by value, and what is none. Articles are dated Wednesday 16 June 2021.

use crate::mention::testing::readings;

/// Each text must give exactly these dates and durations, in the notation of the lexicon.
fn all(cases: &[(&str, &[&str])]) {
    let dated = |r: &String| [" = date", " = duration"].iter().any(|kind| r.contains(kind));
    let failures: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, readings(text).into_iter().filter(dated).collect::<Vec<_>>()))
        .filter(|(_, expected, read)| read.iter().map(String::as_str).ne(expected.iter().copied()))
        .map(|(text, expected, read)| format!("{text:?}: expected {expected:?}, read {read:?}"))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn written_out() {
    all(&[
        ("It opened on the first of March 2019.", &["first of March 2019 = date 2019-03-01 day"]),
        ("It opened on May twenty-ninth, 2019.", &["May twenty-ninth, 2019 = date 2019-05-29 day"]),
        ("The law of 3/14/2019 stands.", &["3/14/2019 = date 2019-03-14 day"]),
        ("The law of 14.3.2019 stands.", &["14.3.2019 = date 2019-03-14 day"]),
        ("They built nothing in 2013-14.", &["2013-14 = date_range 2013-01-01/2014-12-31 span"]),
        ("The law of 14-Mar-2019 stands.", &["14-Mar-2019 = date 2019-03-14 day"]),
        ("He was born in nineteen eighty-four.", &["nineteen eighty-four = date_range 1984-01-01/1984-12-31 year"]),
        ("She was born around 1875.", &["around 1875 = date_range 1874-01-01/1876-12-30 span"]),
        ("It is a ruin of the 12th century.", &["12th century = date_range 1100-01-01/1199-12-31 century"]),
        ("Sales fell in Q2 2019.", &["Q2 2019 = date_range 2019-04-01/2019-06-30 quarter"]),
        ("They meet on April 24 and 25.", &["April 24 = date 2021-04-24 day", "25 = date 2021-04-25 day"]),
        ("It rains from 9 to 12 July.", &["from 9 to 12 July = date_range 2021-07-09/2021-07-12 span"]),
    ]);
}

#[test]
fn from_where_the_writer_stands() {
    all(&[
        ("They left the day before yesterday.", &["day before yesterday = date 2021-06-14 day"]),
        ("They left on Friday.", &["Friday = date 2021-06-11 day"]),
        ("They will leave on Friday.", &["Friday = date 2021-06-18 day"]),
        ("They will leave in two weeks.", &["two weeks = date 2021-06-30 day"]),
        ("They left on Friday of last week.", &["Friday of last week = date 2021-06-11 day"]),
        ("They left in October last year.", &["October last year = date_range 2020-10-01/2020-10-31 month"]),
        ("They left over the weekend.", &["weekend = date_range 2021-06-12/2021-06-13 week"]),
        ("They will leave two weeks from Monday.", &["two weeks from Monday = date 2021-07-05 day"]),
        ("They arrived last Thanksgiving.", &["last Thanksgiving = date 2020-11-26 day"]),
        ("It grew in the past three months.", &["past three months = duration 3 month 2021-03-01/2021-05-31 span"]),
        ("It has been quiet for years.", &["years = duration"]),
        ("It will not be over in a week.", &["a week = duration 1 week"]),
        ("They waited for a month.", &["a month = duration 1 month"]),
    ]);
}

#[test]
fn counted_off() {
    all(&[
        ("It ends on the last Monday of March 2019.", &["last Monday of March 2019 = date 2019-03-25 day"]),
        ("It rained in the first two weeks of 2021.", &["first two weeks of 2021 = date_range 2021-01-04/2021-01-17 span"]),
        ("The trial opened in the week of 6 March 2019.", &["week of 6 March 2019 = date_range 2019-03-04/2019-03-10 week"]),
        ("It begins on the 20th of next month.", &["20th of next month = date 2021-07-20 day"]),
    ]);
}

#[test]
fn a_year_ago_is_the_same_quarter_where_one_is_reported() {
    all(&[(
        "Profit fell in the first quarter. It had been 3 million a year ago.",
        &["first quarter = date_range 2021-01-01/2021-03-31 quarter", "a year ago = date_range 2020-01-01/2020-03-31 quarter"],
    )]);
}

#[test]
fn no_dates() {
    all(&[
        ("They may march a second time as prices spring back and fall.", &[]),
        ("It may rain, and they march on.", &[]),
        ("August Wilson wrote plays.", &[]),
        ("The sun sat low.", &[]),
        ("He drove a Model 1800 with 2000 people watching.", &[]),
        ("The score was 3/4 of the way.", &[]),
        ("They sailed to Easter Island.", &[]),
        ("It will last three weekends.", &["three weekends = duration 3 weekend"]),
        ("It came third.", &[]),
    ]);
}
