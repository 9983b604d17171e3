//! What is told beside a verdict: runners-up, what is missing, corrections.

use super::super::testing::{corrections, nearest, runners_up};
use super::{on, silent};

#[test]
fn runners_up_say_what_their_rows_would_give() {
    let all = runners_up("Chad, which trades with Mali, has a population of 30 million.");
    assert_eq!(all, ["30 million: contradicted; mali contradicted p.mali"]);
}

#[test]
fn what_no_row_decides_tells_what_is_missing_and_what_comes_closest() {
    let one = |text: &str| nearest(text).pop().expect("a claim without a row");
    assert_eq!(one("In 1950 the population of Chad was 3 million."), "3 million: Period p.chad.18 p.chad.19 p.chad.20");
    assert_eq!(one("Chad has 30 percent of adults with a savings account."), "30 percent: Property lit.chad");
    assert_eq!(one("Chad has a coastline of 12 miles."), "12 miles: Property b.chad.niger");
    assert_eq!(one("The population of Zarima is 3 million."), "3 million: Subject [Zarima]");
    assert_eq!(one("The population of Estonja is 3 million."), "3 million: Subject [Estonja] ~estonia p.estonia");
    assert_eq!(one("Chad has 23 provinces."), "23: Property");
}

#[test]
fn what_begins_a_sentence_begins_with_a_capital() {
    let told = corrections("Two thirds of Chadians are Christians by religion.").remove(0);
    assert_eq!(told.0.as_deref(), Some("41%"));
    assert!(told.1.is_some_and(|said| said.ends_with("It is 41%, not two thirds.")));
    let told = corrections("Almost 28 million people live in Chad.").remove(0);
    assert_eq!(told.0.as_deref(), Some("About 17,000,000"));
    assert!(told.1.is_some_and(|said| said.ends_with("It is about 17,000,000, not almost 28 million.")));
}

#[test]
fn a_term_is_put_right_in_the_form_that_it_is_written_in() {
    let right = |text: &str| corrections(text).remove(0).0;
    assert_eq!(right("Diallo was president from 2010 to 2014.").as_deref(), Some("from 2010 to 2016"));
}

#[test]
fn a_date_is_put_right_with_the_word_before_it() {
    let right = |text: &str| {
        let (suggestion, correction) = corrections(text).remove(0);
        format!(
            "{} | {}",
            suggestion.unwrap_or_default(),
            correction.and_then(|c| c.rsplit_once("It was ").map(|(_, said)| said.to_owned())).unwrap_or_default()
        )
    };
    assert_eq!(right("Chad has been independent since 1980."), "since 1960 | 1960, not 1980.");
    assert_eq!(right("Chad became independent before 1940."), "in 1960 | 1960, not before 1940.");
    assert_eq!(right("By 20 May 1940, Chad had become independent."), "On 11 August 1960 | 11 August 1960, not by 20 May 1940.");
    assert_eq!(right("Chad became independent early in 1980."), "in 1960 | in 1960, not early in 1980.");
}

#[test]
fn a_part_of_the_people_tells_its_share() {
    let muslims = "chad religion_share supported";
    assert_eq!(on("Chad is dry. In 2020 Muslims made up 55 percent.", "55 percent"), muslims);
    assert_eq!(on("Chad has 16.6 million inhabitants, 55 percent of them Muslims.", "55 percent"), muslims);
    silent("Chad is dry. In 2020 55 percent of Muslims were farmers.", "55 percent");
    silent("Chad is dry. In 2020 nomads made up 55 percent.", "55 percent");
}
