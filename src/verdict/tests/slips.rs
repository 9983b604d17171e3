//! Slips of the pen: a value that one of them makes of a row's is evidence for the row.

use super::super::testing::slips;
use super::{on, silent};

#[test]
fn digits_in_another_order_are_the_rows_where_little_else_tells() {
    // the name of a summit alone tells of a height, and only agrees
    silent("In Mali, Hombori Tondo rises to 1,420 metres.", "1,420 metres");
    assert_eq!(on("In Mali, Hombori Tondo rises to 1,515 metres.", "1,515 metres"), "mali highest_point contradicted");
    assert_eq!(on("In Mali, Hombori Tondo rises to 1,155 feet.", "1,155 feet"), "mali highest_point contradicted");
    silent("In Mali, Hombori Tondo, 1,155 metres high, looks down on a hut at 1,515 metres.", "1,515 metres");
}

#[test]
fn a_slip_tells_what_the_words_leave_open() {
    assert_eq!(
        on("Mali votes. In Chad, larger than Niger and a member since May, farms feed 61.6 million people.", "61.6 million"),
        "chad population contradicted"
    );
    silent("Mali votes. In Chad, larger than Niger and a member since May, farms feed 23.4 million people.", "23.4 million");
    // who is only held against it is not meant
    silent("The population is 26.6 million, larger than that of Chad.", "26.6 million");
}

#[test]
fn many_people_are_some_of_all_unless_they_have_the_digits_of_all() {
    silent("Chad is dry and home to 23.4 million people.", "23.4 million");
    for all in ["61.6 million", "26.6 million"] {
        assert_eq!(on(&format!("Chad is dry and home to {all} people."), all), "chad population contradicted");
    }
    silent("Chad is dry. The state feeds 61.6 million goats.", "61.6 million");
    silent("Of 16.6 million people in Chad, some cared for 61.6 million people.", "61.6 million");
}

#[test]
fn an_editor_is_told_what_slipped() {
    let slip = |text: &str| slips(text).pop().flatten();
    let of = |value: &str| slip(&format!("The population of Chad is {value}."));
    assert_eq!(of("61.6 million").as_deref(), Some("two digits have changed places."));
    assert_eq!(of("16.6 billion").as_deref(), Some("it is a thousand times too large."));
    assert_eq!(of("1.66 million").as_deref(), Some("it is ten times too small."));
    assert_eq!(of("26.6 million").as_deref(), Some("only the first digit differs."));
    assert_eq!(of("6.61 million").as_deref(), Some("the first digit is missing."));
    assert_eq!(of("116.6 million").as_deref(), Some("the first digit is one too many."));
    assert_eq!(of("23.4 million"), None);
    assert_eq!(slip("The border between Chad and Niger is 1,196 miles long.").as_deref(), Some("the number is right in kilometres."));
    let of = |day: &str| slip(&format!("Mali became independent {day}."));
    assert_eq!(of("on 22 September 1970").as_deref(), Some("only the year differs."));
    assert_eq!(of("on 22 November 1960").as_deref(), Some("only the month differs."));
    assert_eq!(of("in 1906").as_deref(), Some("two digits of the year have changed places."));
    assert_eq!((of("in 1970").as_deref(), of("in 1860").as_deref()), (Some("it is a decade off."), Some("it is a century off.")));
    assert_eq!(of("in 1963"), None);
}

#[test]
fn a_term_of_office_begins_on_the_rows_day_but_for_a_slip() {
    assert_eq!(on("Issa Sangare became prime minister on 19 November 1958.", "19 November 1958"), "mali leader contradicted");
    assert_eq!(on("Issa Sangare became prime minister in November 1958.", "November 1958"), "mali leader contradicted");
    assert_eq!(on("Ousmane Diallo took the oath on 7 April 2000.", "7 April 2000"), "niger head_of_state contradicted");
    // sworn in again after some years, or for another office
    silent("Issa Sangare was sworn in on 19 November 1973.", "19 November 1973");
    silent("Issa Sangare became prime minister in November 1961.", "November 1961");
    silent("Issa Sangare became prime minister on 8 November 1958.", "8 November 1958");
}

#[test]
fn a_day_is_kept_in_later_years() {
    assert_eq!(on("Mali became independent on 22 September 1970.", "22 September 1970"), "mali independence_date contradicted");
    silent("Mali held a feast for its independence on 22 September 1970.", "22 September 1970");
    silent("Mali celebrated its independence on 22 September 1970.", "22 September 1970");
}

#[test]
fn day_and_month_change_places() {
    assert_eq!(on("Diallo took office on 4 July 2010.", "4 July 2010"), "niger head_of_state contradicted");
    assert_eq!(on("Diallo took office on 7 April 2010.", "7 April 2010"), "niger head_of_state supported");
}
