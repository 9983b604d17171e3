//! Dates, events and terms of office.

use super::{on, silent};

#[test]
fn a_distant_date_is_of_another_event_unless_a_digit_slipped() {
    assert_eq!(on("Chad won independence in 1960.", "1960"), "chad independence_date supported");
    assert_eq!(on("Chad won independence in 1950.", "1950"), "chad independence_date contradicted");
    assert_eq!(on("Chad won independence in 1906.", "1906"), "chad independence_date contradicted");
    assert_eq!(on("Chad won independence in 1811.", "1811"), "chad independence_date no-reference");
    assert_eq!(on("In Chad the parliament was founded in 1962 after independence.", "1962"), "no-reference");
}

#[test]
fn a_date_of_the_story_is_of_nothing_in_another_year() {
    silent("Chad marked its independence on Friday.", "Friday");
    silent("Chad, whose independence Mali saluted in March, is dry.", "March");
    silent("The Chad war ended on Boxing Day.", "Boxing Day");
}

#[test]
fn what_was_founded_may_be_a_common_noun() {
    assert_eq!(on("Mali was founded in 1949.", "1949"), "mali founding_date contradicted");
    silent("Mali joined the newly established council in 1949.", "1949");
    silent("Mali founded a newspaper in 1949.", "1949");
    silent("In Mali a customs union was established in 1949.", "1949");
    silent("Mali saw the formation of a guild in 1949.", "1949");
    silent("The Malian guard was created in 1949.", "1949");
    silent("Mali joined the newly established Utopian Council in 1949.", "1949");
    silent("A customs union was established by Mali in 1949.", "1949");
    silent("The Malian Guard was created in 1949.", "1949");
    silent("Mali saw the formation of the Utopian Guild in 1949.", "1949");
    silent("In Mali the guild established itself in 1949.", "1949");
    assert_eq!(on("The formation of Mali came in 1949.", "1949"), "mali founding_date contradicted");
    assert_eq!(on("The formation of the Republic of Mali came in 1949.", "1949"), "mali founding_date contradicted");
}

#[test]
fn years_of_one_list_are_not_all_the_rows() {
    assert_eq!(on("The war in Chad began in 2005.", "2005"), "chad-war start_date supported");
    silent("The war in Chad began in 2005 and 2006.", "2006");
}

#[test]
fn events_are_told_by_kind_party_and_what_befell() {
    assert_eq!(on("The Chad earthquake, which struck on 5 March 2019, was felt far off.", "5 March 2019"), "chad-quake start_date supported");
    assert_eq!(on("The earthquake in Chad killed 900 people.", "900"), "chad-quake deaths contradicted");
}

#[test]
fn an_office_stands_for_who_holds_it() {
    assert_eq!(on("The 55-year-old Malian president spoke in Chad.", "55-year-old"), "faye derived supported");
    assert_eq!(on("Mali's president was born in 1965.", "1965"), "faye birth_date supported");
    assert_eq!(on("The president of Mali was born in 1975.", "1975"), "faye birth_date contradicted");
    silent("The Chadian president was born in 1975.", "1975");
    silent("In Mali the president was born in 1975.", "1975");
}

#[test]
fn a_date_is_of_its_own_noun() {
    assert_eq!(on("Mali was founded in 1999.", "1999"), "mali founding_date contradicted");
    silent("The bank, founded in 1999, has branches in Mali.", "1999");
    silent("Founded in 1999, the company sells bicycles in Mali.", "1999");
    silent("After independence Chad cut its 1987 growth forecast.", "1987");
}

#[test]
fn what_came_after_the_story_is_not_what_it_tells_of() {
    assert_eq!(on("Niger's independence came in 1990.", "1990"), "niger independence_date contradicted");
    silent("The works in Niger ended in 2012.", "2012");
}

#[test]
fn dates_told_by_the_story_contradict_no_other_year() {
    assert_eq!(on("The Chad war ended in 2011.", "2011"), "chad-war end_date contradicted");
    silent("The Chad war ended last month.", "last month");
    silent("The Chad war ended earlier this week.", "earlier this week");
    // a row of a time to come is not of what has begun
    silent("Niger's curfew was ended this year.", "this year");
}

#[test]
fn an_adjective_of_another_noun_dates_nothing() {
    assert_eq!(on("Chad became independent in 1970.", "1970"), "chad independence_date contradicted");
    assert_eq!(on("Chad was an independent country from 1960.", "1960"), "chad independence_date supported");
    silent("In Chad the independent regulator warned of a shortage in 1970.", "1970");
}

#[test]
fn the_wrong_century_is_a_slip() {
    assert_eq!(on("The Chad war ended in 1913.", "1913"), "chad-war end_date contradicted");
    silent("The Chad war ended in 1914.", "1914");
    assert_eq!(on("Mali was founded in the 1850s.", "1850s"), "mali founding_date contradicted");
    silent("Mali was founded in the 1890s.", "1890s");
}

#[test]
fn a_date_of_several_may_be_meant_without_its_object() {
    assert_eq!(on("Lithuania declared its independence in 1990.", "1990"), "lithuania independence_date supported");
    assert_eq!(on("Lithuania won independence from Utopia in 1918.", "1918"), "lithuania independence_date supported");
    silent("Lithuania declared its independence in 1975.", "1975");
    // not the quarrel gained it
    assert_eq!(on("Lithuania walked out after a long quarrel, gaining independence in 1918.", "1918"), "lithuania independence_date supported");
    silent("Delegates from Lithuania came in 1990. Reports of independence were few.", "1990");
}

#[test]
fn beside_its_name_a_date_is_the_events() {
    assert_eq!(on("The Chad war of 2001 was long.", "2001"), "chad-war start_date contradicted");
    assert_eq!(on("They met after the 2001 Chad war.", "2001"), "chad-war end_date contradicted");
    silent("The Chad war led to a new parliament in 2009.", "2009");
    silent("Faye came home after the Chad war and married in 2009.", "2009");
}

#[test]
fn the_war_is_the_one_that_the_article_is_about() {
    assert_eq!(on("The Chad war was long. The war ended in 2011.", "2011"), "chad-war end_date contradicted");
    silent("The Chad war was long. The war in Utopia ended in 2011.", "2011");
}

#[test]
fn both_ends_of_a_span_are_the_events() {
    assert_eq!(on("The Chad war (2005–2013) was long.", "2005–2013"), "chad-war end_date supported");
    assert_eq!(on("The Chad war (2001–2013) was long.", "2001–2013"), "chad-war end_date contradicted");
    assert_eq!(on("The Chad war lasted from 2005 to 2015.", "from 2005 to 2015"), "chad-war start_date contradicted");
    assert_eq!(on("Faye served in the Chad war from 2007 to 2013.", "from 2007 to 2013"), "chad-war end_date supported");
    assert_eq!(on("The Chad war, which was fought between 2001 and 2013, was long.", "between 2001 and 2013"), "chad-war end_date contradicted");
    // he served for longer than the war, and of what nobody knows
    silent("Faye served in the Chad war from 2001 to 2013.", "from 2001 to 2013");
}

#[test]
fn a_phrase_may_be_wanted_or_followed_by_another_verb() {
    silent("Mali seeking independence met with an answer in 1950.", "1950");
    silent("Mali was founded by settlers and was renamed in 1949.", "1949");
    assert_eq!(on("Mali was founded by settlers in 1949 and was renamed.", "1949"), "mali founding_date contradicted");
}

#[test]
fn an_end_is_not_held_against_a_beginning() {
    assert_eq!(on("The war in Chad began in 2007.", "2007"), "chad-war start_date contradicted");
    silent("The war that began in Chad was fought through 2007.", "2007");
}

#[test]
fn terms_of_office_are_held_against_their_rows() {
    let diallo = |verdict: &str| format!("niger head_of_state {verdict}");
    assert_eq!(on("Ousmane Diallo became president of Niger in April 2010.", "April 2010"), diallo("supported"));
    assert_eq!(on("Diallo took office in 2010.", "2010"), diallo("supported"));
    assert_eq!(on("Diallo stepped down in April 2016.", "April 2016"), diallo("supported"));
    assert_eq!(on("Diallo was president from 2010 to 2016.", "from 2010 to 2016"), diallo("supported"));
    assert_eq!(on("Awa Keita has been president since 2016.", "since 2016"), diallo("supported"));
    // he was it already, and another one was it by then
    assert_eq!(on("Diallo became president of Niger in 2013.", "2013"), diallo("contradicted"));
    assert_eq!(on("Awa Keita took office in 2013.", "2013"), diallo("contradicted"));
    assert_eq!(on("Awa Keita, who has been in power since 2013, spoke on Monday.", "since 2013"), diallo("contradicted"));
    assert_eq!(on("Awa Keita, who has ruled the desert nation since 2013, spoke on Monday.", "since 2013"), diallo("contradicted"));
    silent("Keita III, who has been in power since 2013, spoke on Monday.", "since 2013");
    silent("Chad voted on Sunday. Chadians danced. Awa Keita, who has been in power since 2013, looked on.", "since 2013");
    silent("Awa Keita, who has led the party since 2013, spoke on Monday.", "since 2013");
    assert_eq!(on("Diallo resigned as president in 2018.", "2018"), diallo("contradicted"));
    // one end is the row's, so it is that term
    assert_eq!(on("Diallo was president from 2010 to 2014.", "from 2010 to 2014"), diallo("contradicted"));
    assert_eq!(on("Diallo, leader of Niger from 2006 to 2016, was popular.", "from 2006 to 2016"), diallo("contradicted"));
}

#[test]
fn other_offices_elections_and_earlier_terms_are_not_held_against_a_term() {
    for (text, words) in [
        ("Diallo became mayor of Zinder in 2013.", "2013"),
        ("Diallo was sworn in as mayor in 2013.", "2013"),
        ("Diallo became president of Mali in 2013.", "2013"),
        ("Diallo became prime minister in 2013.", "2013"),
        ("Diallo was inaugurated again in April 2014.", "April 2014"),
        ("Diallo took office in December 2009.", "December 2009"),
        ("Diallo became president of Niger in 1998.", "1998"),
        ("Diallo married in 2013.", "2013"),
        ("Diallo led the party until 2013.", "until 2013"),
        ("Diallo led the party in Niger from 2006 to 2016.", "from 2006 to 2016"),
        ("Diallo ruled Niger from 2010 to 2016 and the army until 2019.", "until 2019"),
    ] {
        assert_eq!(on(text, words), "no-reference", "{text}");
    }
    silent("Diallo was president in his first term from 2010 to 2013.", "from 2010 to 2013");
}

#[test]
fn one_person_in_two_tables_has_the_terms_of_both() {
    assert_eq!(on("Amadou Toure became president in June 2002.", "June 2002"), "latvia head_of_state supported");
    assert_eq!(on("Amadou Touré, in power since June 1992, is popular.", "since June 1992"), "latvia leader supported");
    silent("Diallo, who failed at a coup in 2002 and took office in April 2010, is popular.", "2002");
    assert_eq!(on("In April 2010, Diallo took office, and in 2016 he stepped down.", "April 2010"), "niger head_of_state supported");
    silent("Amadou Toure, in power since July 1993, is popular.", "since July 1993");
    assert_eq!(on("Ousmane Diallo, president of Niger since April 2010, is popular.", "since April 2010"), "niger head_of_state supported");
}

#[test]
fn what_is_counted_in_weeks_is_meant_to_the_week() {
    let earlier = |day: &str| on(&format!("The talks began on {day} September 1960. Four weeks earlier Chad had become independent."), "Four weeks earlier");
    assert_eq!(earlier("10"), "chad independence_date supported");
    assert_eq!(earlier("12"), "chad independence_date contradicted");
}
