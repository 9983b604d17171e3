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
        ("It was built between the ninth and the 11th centuries.", &["between the ninth and the 11th centuries = date_range 0800-01-01/1099-12-31 span"]),
        (
            "It grew in the 6th and 5th centuries BC.",
            &["6th = date_range -0599-01-01/-0500-12-31 century", "5th centuries BC = date_range -0499-01-01/-0400-12-31 century"],
        ),
        ("Sales fell in Q2 2019.", &["Q2 2019 = date_range 2019-04-01/2019-06-30 quarter"]),
        ("They met on April 24 and 25.", &["April 24 = date 2021-04-24 day", "25 = date 2021-04-25 day"]),
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

#[test]
fn months_before_the_rest_in_digits() {
    all(&[
        ("The deed of Dec-2018 is lost.", &["Dec-2018 = date_range 2018-12-01/2018-12-31 month"]),
        ("The deed of Sep-23-2020 is lost.", &["Sep-23-2020 = date 2020-09-23 day"]),
        ("The deed of Oct/2 is lost.", &["Oct/2 = date 2020-10-02 day"]),
        ("It paid $ 12 December 27.", &["December 27 = date 2020-12-27 day"]),
    ]);
}

#[test]
fn members_of_lists_share_what_the_last_says() {
    all(&[
        ("They met on 5, 6 and 7 May.", &["5 = date 2021-05-05 day", "6 = date 2021-05-06 day", "7 May = date 2021-05-07 day"]),
        ("They met in June and July 2019.", &["June = date_range 2019-06-01/2019-06-30 month", "July 2019 = date_range 2019-07-01/2019-07-31 month"]),
        (
            "It froze in December and January 2020.",
            &["December = date_range 2019-12-01/2019-12-31 month", "January 2020 = date_range 2020-01-01/2020-01-31 month"],
        ),
        ("They rang 3, 4 and 5 times in May.", &["May = date_range 2021-05-01/2021-05-31 month"]),
        ("They sold 7 and 6 May roses.", &["6 May = date 2021-05-06 day"]),
        ("It rains May to July.", &["May to July = date_range 2021-05-01/2021-07-31 span"]),
    ]);
}

#[test]
fn the_last_of_something_is_not_the_one_before_this() {
    all(&[
        ("It fell in the last year of the war.", &[]),
        ("It fell in the last three years of his life.", &["last three years = duration 3 year"]),
        ("It fell in the last year.", &["last year = date_range 2020-01-01/2020-12-31 year"]),
        ("It fell in the last three years of drought.", &["last three years = duration 3 year 2018-01-01/2020-12-31 span"]),
    ]);
}

#[test]
fn years_that_leave_something_out() {
    all(&[
        ("He won again in 1991-94.", &["1991-94 = date_range 1991-01-01/1994-12-31 span"]),
        ("The winter of 1941-42 was hard.", &["winter of 1941-42 = date_range 1941-12-01/1942-02-28 quarter"]),
        ("Sales fell in early '09.", &["early '09 = date_range 2009-01-01/2009-06-30 half"]),
        ("The class of '98 met.", &["'98 = date_range 1998-01-01/1998-12-31 year"]),
        ("The plan for FY18 failed.", &["FY18 = date_range 2018-01-01/2018-12-31 year"]),
        ("The abbey was built ca. 1250.", &["ca. 1250 = date_range 1249-01-01/1251-12-31 span"]),
        ("The abbey was built c. 1850 by monks.", &["c. 1850 = date_range 1849-01-01/1851-12-31 span"]),
        ("It was built in two thousand and fifteen.", &["two thousand and fifteen = date_range 2015-01-01/2015-12-31 year"]),
        ("The 1992 protests failed.", &["1992 = date_range 1992-01-01/1992-12-31 year"]),
        ("The country's 2014 elections were fair.", &["2014 = date_range 2014-01-01/2014-12-31 year"]),
        ("The Forests Act 1965 stands.", &["1965 = date_range 1965-01-01/1965-12-31 year"]),
        ("Section 1965 stands, and Act 12 too.", &[]),
        ("There were two thousand and fifteen people.", &[]),
        ("The town was sacked in 410, and again later.", &["410 = date_range 0410-01-01/0410-12-31 year"]),
        ("The number on the date stone was 301.", &[]),
        ("The plague came in the 540s.", &["540s = date_range 0540-01-01/0549-12-31 decade"]),
        ("The usual date of its baptism is 864.", &["864 = date_range 0864-01-01/0864-12-31 year"]),
        ("The number of its baptisms on that date was 864.", &[]),
        ("In the year of the flood the toll was 864.", &[]),
        ("One in 250. They sleep in 410 villages and in 410,000 tents.", &[]),
        ("The 1500 workers left.", &[]),
        ("They fed 1992 sheep and 1998 goats.", &[]),
        ("It costs '98 or so.", &[]),
    ]);
}

#[test]
fn open_ends_behind_the_date() {
    all(&[
        ("It serves buyers from 2012 or later.", &["from 2012 or later = date_range 2012-01-01/.. span"]),
        ("It serves homes of 1950 or earlier.", &["1950 or earlier = date_range ../1950-12-31 span"]),
        ("The rule holds from 1 January 2020 onwards.", &["from 1 January 2020 onwards = date_range 2020-01-01/.. span"]),
        ("The rule held from 2012 onward.", &["from 2012 onward = date_range 2012-01-01/.. span"]),
        ("They met in 2012 and later parted.", &["2012 = date_range 2012-01-01/2012-12-31 year"]),
    ]);
}

#[test]
fn years_and_weekdays_counted_off() {
    all(&[
        ("They left in October two years ago.", &["October two years ago = date_range 2019-10-01/2019-10-31 month"]),
        ("They left two Sundays ago.", &["two Sundays ago = date 2021-06-06 day"]),
        ("They will leave three Fridays from now.", &["three Fridays from now = date 2021-07-02 day"]),
        ("They hope to be done in two weeks' time.", &["two weeks' time = date 2021-06-30 day"]),
        ("It fell 4 percent in the year to date.", &["year to date = date_range 2021-01-01/2021-06-16 span"]),
        ("The w/c 7 June is full.", &["w/c 7 June = date_range 2021-06-07/2021-06-13 week"]),
        ("They left a month after the vote.", &["a month = duration 1 month"]),
        ("They closed on Sundays for years.", &["years = duration"]),
    ]);
}

#[test]
fn a_quarter_by_the_books_ends_when_it_says() {
    all(&[
        ("Profit fell in the quarter ended April 30.", &["quarter = date_range 2021-02-01/2021-04-30 quarter", "April 30 = date 2021-04-30 day"]),
        ("Profit for the year ended 31 March 2020 fell.", &["year = duration 1 year 2019-04-01/2020-03-31 year", "31 March 2020 = date 2020-03-31 day"]),
        (
            "Its third quarter ended January 3 of 2019 was bad.",
            &["third quarter = date_range 2018-10-04/2019-01-03 quarter", "January 3 of 2019 = date 2019-01-03 day"],
        ),
        ("Its quarter ended January 3 cost 9 million.", &["January 3 = date 2021-01-03 day"]),
        ("Quarter ends June 30: loss 4 cents.", &["June 30 = date 2021-06-30 day"]),
        ("Profit fell in the quarter.", &["quarter = date_range 2021-01-01/2021-03-31 quarter"]),
    ]);
}

#[test]
fn the_present_before_a_date_is_a_plan() {
    all(&[
        ("The council meets on Friday.", &["Friday = date 2021-06-18 day"]),
        ("He said the trial begins Monday.", &["Monday = date 2021-06-21 day"]),
        ("Polls open Friday.", &["Friday = date 2021-06-18 day"]),
        ("The shops were open Friday.", &["Friday = date 2021-06-11 day"]),
        ("He likes the show that opens Monday.", &["Monday = date 2021-06-21 day"]),
        ("It began on June 9 and ended the next day.", &["June 9 = date 2021-06-09 day", "next day = date 2021-06-10 day"]),
        ("The visits Friday were short.", &["Friday = date 2021-06-11 day"]),
        ("The north parted from the south in a vote in January.", &["January = date_range 2021-01-01/2021-01-31 month"]),
        ("They quarrelled before the final vote in March.", &["March = date_range 2021-03-01/2021-03-31 month"]),
    ]);
}

#[test]
fn the_same_stretch_of_another_year() {
    all(&[
        (
            "Sales in May 2021 beat those of the same month last year.",
            &["May 2021 = date_range 2021-05-01/2021-05-31 month", "same month last year = date_range 2020-05-01/2020-05-31 month"],
        ),
        (
            "Sales in April 2021 beat those of the same month two years ago.",
            &["April 2021 = date_range 2021-04-01/2021-04-30 month", "same month two years ago = date_range 2019-04-01/2019-04-30 month"],
        ),
        (
            "They met in 2010. The same year they parted.",
            &["2010 = date_range 2010-01-01/2010-12-31 year", "same year = date_range 2010-01-01/2010-12-31 year"],
        ),
    ]);
}

#[test]
fn days_in_words_behind_their_month() {
    all(&[
        ("They met on March two.", &["March two = date 2021-03-02 day"]),
        ("The bond expires September one, 2025.", &["September one, 2025 = date 2025-09-01 day"]),
        ("In March two men left.", &["March = date_range 2021-03-01/2021-03-31 month"]),
        ("By March one of them had left.", &["By March = date_range ../2021-03-31 span"]),
        ("They hope to be done by year-end.", &["by year-end = date 2021-12-31 day"]),
        ("It had 4 stores at year-end.", &["year-end = date 2020-12-31 day"]),
        ("It sold 9 units against 8 a year before and 7 now.", &["a year before = date_range 2020-01-01/2020-12-31 year"]),
    ]);
}

#[test]
fn years_that_tell_things_apart() {
    all(&[
        ("Output fell below 2019 levels.", &["2019 = date_range 2019-01-01/2019-12-31 year"]),
        ("They recalled 1998 models.", &["1998 = date_range 1998-01-01/1998-12-31 year"]),
        ("They trained 2019 recruits.", &[]),
        ("It will last until 1994 or later.", &["until 1994 or later = date_range ../1994-12-31 span"]),
        ("They owe 73 next year.", &["next year = date_range 2022-01-01/2022-12-31 year"]),
        ("They leave in 3 coming weeks.", &["3 coming weeks = date_range 2021-06-21/2021-07-11 span"]),
    ]);
}
