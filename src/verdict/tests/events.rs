//! Events: which of a kind is meant, and when it was.

use super::{on, silent};

#[test]
fn a_verb_of_happening_dates_the_event() {
    assert_eq!(on("The Chad war was fought in 1995.", "1995"), "chad-war start_date contradicted");
    assert_eq!(on("The Chad war broke out in December 2005.", "December 2005"), "chad-war start_date supported");
    assert_eq!(on("The Chad war lasted until 2015.", "until 2015"), "chad-war end_date contradicted");
    silent("After the Chad war, a truce held and lasted until 2015.", "until 2015");
    silent("Mali entered the Chad war in 2007.", "2007");
    silent("Peace talks of the Chad war began in 2010.", "2010");
}

#[test]
fn a_date_belongs_to_the_word_for_the_event_before_it() {
    assert_eq!(on("The earthquake in Chad on 15 March 2019 killed 300 people.", "15 March 2019"), "chad-quake start_date contradicted");
    assert_eq!(on("The Chad war in 2003 drove many from their homes.", "2003"), "chad-war start_date contradicted");
    // it lasted for years
    silent("The Chad war in 2007 drove many from their homes.", "2007");
    silent("In the weeks after the earthquake in Chad, in May 2019, the rains began.", "May 2019");
}

#[test]
fn another_event_of_a_kind_is_none_of_the_rows() {
    assert_eq!(on("Chad was struck by an earthquake on 5 March 2019.", "5 March 2019"), "chad-quake start_date supported");
    silent("An earthquake struck Chad on 9 March 2019.", "9 March 2019");
    silent("The earthquake in Mali on 9 March 2019 was felt in Chad.", "9 March 2019");
    silent("The epidemic in Chad on 9 March 2019 was over.", "9 March 2019");
    silent("The border clash in Chad in 2003 killed few.", "2003");
    silent("The fighting in Chad in April 2016 killed 20 people.", "20");
}

#[test]
fn another_magnitude_on_another_day_is_another_earthquake() {
    assert_eq!(on("A 5.1-magnitude earthquake hit Chad in March 2019.", "5.1"), "chad-quake magnitude contradicted");
    assert_eq!(on("A 6.1-magnitude earthquake hit Chad in March 2019.", "6.1"), "chad-quake magnitude supported");
    silent("A 5.1-magnitude earthquake hit Chad in April 2020.", "5.1");
    silent("Chad was hit on 3 April 2020 by an earthquake of magnitude 5.1, after the one of March 2019.", "5.1");
}

#[test]
fn what_an_event_did_in_one_place_is_not_all() {
    assert_eq!(on("The 2019 Chad earthquake killed 450 people.", "450"), "chad-quake deaths contradicted");
    silent("The 2019 Chad earthquake killed 450 people in Niger.", "450");
    assert_eq!(on("In eight years of the Chad-Mali war 2660 people were killed.", "2660"), "chad-mali-war deaths contradicted");
    silent("In Faya 45 people were killed in the first hour of the 2019 Chad earthquake.", "45");
    silent("The 2019 Chad earthquake killed 450 people in Moundou.", "450");
}

#[test]
fn both_ends_of_a_range_are_the_rows() {
    assert_eq!(on("The Chad-Mali war killed between 900 and 1660 people.", "900 and 1660"), "chad-mali-war deaths supported");
    assert_eq!(on("The Chad-Mali war killed between 900 and 2660 people.", "900 and 2660"), "chad-mali-war deaths contradicted");
    assert_eq!(on("The Chad-Mali war killed between 1000 and 1500 people.", "1000 and 1500"), "chad-mali-war deaths supported");
}

#[test]
fn a_span_behind_or_before_the_word_for_an_event_is_its_own() {
    assert_eq!(on("Chad fought a war from 2001 to 2013.", "from 2001 to 2013"), "chad-war end_date contradicted");
    assert_eq!(on("The 2005–2016 Chad war was long.", "2005–2016"), "chad-war start_date contradicted");
    assert_eq!(on("From 2001 to 2013 the army fought a long war in Chad.", "From 2001 to 2013"), "chad-war end_date contradicted");
    silent("From 2001 to 2013 Faye fought in the war in Chad.", "From 2001 to 2013");
}

#[test]
fn so_many_members_are_an_adjective() {
    assert_eq!(on("The 5-nation Sahel will meet in July.", "5"), "sahel member_count supported");
    assert_eq!(on("The 9-nation Sahel will meet in July.", "9"), "sahel member_count contradicted");
    assert_eq!(on("All 5 members of the Sahel must sign.", "5"), "sahel member_count supported");
    silent("A 9-nation force of the Sahel went to Chad.", "9");
    // what was so before the row began to hold it does not tell
    silent("The Sahel had 9 members until 2013.", "9");
}

#[test]
fn phrases_are_told_in_both_spellings_and_by_their_owner() {
    assert_eq!(on("Chad moved its capital in 1973.", "1973"), "chad moved_date supported");
    assert_eq!(on("Chad legalised the move in 1978.", "1978"), "chad moved_date contradicted");
}

#[test]
fn one_of_several_that_are_told_of_may_be_another() {
    silent("Chad signed a treaty on establishing a union in 1990.", "1990");
    silent("Mali held talks on founding a bank in 1990.", "1990");
}
