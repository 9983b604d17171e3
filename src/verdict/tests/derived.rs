//! Values that rows add up to.

use super::{on, silent};

#[test]
fn what_no_row_states_is_worked_out() {
    assert_eq!(on("Chad has a density of 13 people per square kilometre.", "13 people per square kilometre"), "chad derived supported");
    assert_eq!(on("Chad has a density of 21 people per square kilometre.", "21 people per square kilometre"), "chad derived contradicted");
    assert_eq!(on("Chad marks the 60th anniversary of independence.", "60th"), "chad derived supported");
    assert_eq!(on("Chad marks the 50th anniversary of independence.", "50th"), "chad derived contradicted");
    assert_eq!(on("Chad marks the 50th anniversary of its flag.", "50th"), "not-checkable");
}

#[test]
fn places_in_an_order_are_told_within_a_closed_list() {
    assert_eq!(on("Lithuania is the most populous Baltic state.", "most populous Baltic state"), "lithuania derived supported");
    assert_eq!(on("Estonia is the smallest country in the Baltic.", "smallest country in the Baltic"), "estonia derived supported");
    assert_eq!(on("Estonia is the largest Baltic state.", "largest Baltic state"), "estonia derived contradicted");
    assert_eq!(on("Latvia is the second most populous Baltic state.", "second"), "latvia derived supported");
    assert_eq!(on("Estonia is the second most populous Baltic state.", "second"), "estonia derived contradicted");
    // another source may have it so
    assert_eq!(on("Latvia is the largest Baltic state.", "largest Baltic state"), "latvia derived supported");
    assert_eq!(on("Lithuania is the largest Baltic state.", "largest Baltic state"), "lithuania derived supported");
    // of other groups the table has too few, or not the subject
    silent("Chad is the largest country in Africa.", "largest country in Africa");
    silent("Chad is the largest Baltic state.", "largest Baltic state");
    silent("Estonia is the largest Baltic state after Latvia.", "largest Baltic state");
    // what is ordered is something of a country, or by something else
    silent("The army of Estonia is the third largest in the Baltic.", "third");
    silent("The port of Estonia is dry and its fleet is the third largest in the Baltic.", "third");
    silent("Estonia is the third largest Baltic state by output.", "third");
    silent("Latvia is the second most populous Baltic state and the ninth most populous country in the world.", "ninth");
}

#[test]
fn bounds_and_ranges_are_not_stretched() {
    assert_eq!(on("The population of Chad is over 14 million.", "over 14 million"), "chad population close");
    assert_eq!(on("The storm reached over 28,000 people in Chad.", "over 28,000"), "chad population no-reference");
    assert_eq!(on("Chad counted its literacy from 1955 to 1967 before independence.", "from 1955 to 1967"), "chad independence_date no-reference");
}

#[test]
fn changes_between_two_years_are_worked_out() {
    assert_eq!(on("The population of Chad rose by 7.1 percent between 2018 and 2020.", "7.1 percent"), "chad derived supported");
    assert_eq!(on("The population of Chad rose by 17 percent between 2018 and 2020.", "17 percent"), "chad derived contradicted");
    assert_eq!(on("The population of Chad fell by 7.1 percent between 2018 and 2020.", "7.1 percent"), "chad derived contradicted");
    assert_eq!(on("Chad's population grew by 1.1 million from 2018 to 2020.", "1.1 million"), "chad derived supported");
    assert_eq!(on("Chad's population grew to 16.6 million between 2018 and 2020.", "16.6 million"), "chad population supported");
    assert_eq!(on("The population of Chad rose by 7.1 percent between 1970 and 1980.", "7.1 percent"), "no-reference");
}

#[test]
fn one_value_is_compared_with_anothers() {
    assert_eq!(on("Niger has 1.5 times as many people as Chad.", "1.5"), "niger derived supported");
    assert_eq!(on("Chad has twice the population of Mali.", "twice"), "chad derived contradicted");
    assert_eq!(on("Chad is 1.04 times as large as Mali.", "1.04"), "chad derived supported");
    assert_eq!(on("Niger has 7.7 million more people than Chad.", "7.7 million"), "niger derived supported");
    assert_eq!(on("Niger has 2.7 million more people than Chad.", "2.7 million"), "niger derived contradicted");
    assert_eq!(on("Niger has 7.7 million more people than Utopia.", "7.7 million"), "no-reference");
}

#[test]
fn a_multiple_is_told_loosely() {
    assert_eq!(on("Lithuania has twice as many people as Estonia.", "twice"), "lithuania derived supported");
    assert_eq!(on("Lithuania has more than twice as many people as Estonia.", "more than twice"), "lithuania derived supported");
    assert_eq!(on("Lithuania has four times as many people as Estonia.", "four"), "lithuania derived contradicted");
    assert_eq!(on("Estonia has half the population of Lithuania.", "half"), "estonia derived supported");
    assert_eq!(on("Estonia has a third as many people as Lithuania.", "a third"), "estonia derived contradicted");
    assert_eq!(on("Lithuania has 47 percent more people than Latvia.", "47 percent"), "lithuania derived supported");
    assert_eq!(on("Lithuania has 17 percent more people than Latvia.", "17 percent"), "lithuania derived contradicted");
    assert_eq!(on("Chad's population more than doubled between 2018 and 2020.", "more than doubled"), "chad derived contradicted");
    assert_eq!(on("Chad's population has halved since 2018.", "halved"), "chad derived contradicted");
    silent("Estonia has taken in half the population of Lithuania.", "half");
    silent("The fleets grew, and Chad's was three times the size of Mali's.", "three");
    silent("Lithuania has four times as many people without work as Estonia.", "four");
    silent("Lithuania has 17 percent more people over 65 than Latvia.", "17 percent");
}

#[test]
fn what_is_as_large_may_be_so_in_people() {
    assert_eq!(on("Mali is three times as large as Chad.", "three"), "mali derived contradicted");
    silent("Mali is 1.3 times as large as Chad.", "1.3");
    assert_eq!(on("The area of Mali is 1.3 times the area of Chad.", "1.3"), "mali derived contradicted");
}

#[test]
fn a_desk_may_reckon_with_the_rows_of_a_year_or_two_before() {
    assert_eq!(on("Chad and Estonia together have 16.8 million people.", "16.8 million"), "chad derived close");
    assert_eq!(on("Chad and Estonia had a combined population of 16.8 million in 2020.", "16.8 million"), "chad derived contradicted");
    assert_eq!(on("Chad and Estonia together have 14.8 million people.", "14.8 million"), "chad derived contradicted");
}

#[test]
fn what_has_been_so_for_so_long_began_then() {
    assert_eq!(on("Chad has been independent for sixty years.", "sixty years"), "chad derived supported");
    assert_eq!(on("Chad, independent for more than 40 years, is dry.", "more than 40 years"), "chad derived close");
    assert_eq!(on("Chad has been independent for only 40 years.", "only 40 years"), "chad derived contradicted");
    assert_eq!(on("Chad won independence more than 50 years ago.", "more than 50 years"), "chad derived supported");
    assert_eq!(on("Chad won independence more than 80 years ago.", "more than 80 years"), "chad derived contradicted");
    assert_eq!(on("In the 80 years since independence, Chad has grown.", "80 years"), "chad derived contradicted");
    assert_eq!(on("Chad celebrated 60 years of independence.", "60 years"), "chad derived supported");
    silent("After 20 years of independence Chad fell apart.", "20 years");
    silent("Chad was independent for 40 years.", "40 years");
    silent("Chad has ruled independent Mali for 40 years.", "40 years");
}

#[test]
fn a_value_is_held_against_an_earlier_one() {
    assert_eq!(on("Chad has 7 percent more people than in 2018.", "7 percent"), "chad derived supported");
    assert_eq!(on("Chad has 27 percent more people than in 2018.", "27 percent"), "chad derived contradicted");
    assert_eq!(on("Chad has twice as many people as in 2018.", "twice"), "chad derived contradicted");
    assert_eq!(on("The population of Chad is up 7 percent on 2018.", "7 percent"), "chad derived supported");
    assert_eq!(on("The population of Chad in 2020 was 27 percent above that of 2018.", "27 percent"), "chad derived contradicted");
    silent("The population of Chad was up 27 percent in 2018.", "27 percent");
    silent("Chad had 27 percent more people than in 2018 when it rained.", "27 percent");
}

#[test]
fn what_was_gained_is_no_length() {
    silent("Chadians gained 14 years of life expectancy between 1985 and 2019.", "14 years");
    silent("Life expectancy in Chad rose by 14 years between 1985 and 2019.", "14 years");
}

#[test]
fn several_are_added_up() {
    assert_eq!(on("Chad and Mali have a combined population of 37.8 million.", "37.8 million"), "chad derived supported");
    assert_eq!(on("Chad and Mali have a combined population of 27.8 million.", "27.8 million"), "chad derived contradicted");
    assert_eq!(on("Together, Chad, Mali and Niger have 62.1 million people.", "62.1 million"), "chad derived supported");
    assert_eq!(on("The combined population of Chad and Mali is 27.8 million.", "27.8 million"), "chad derived contradicted");
    assert_eq!(on("Chad and Mali have 37.8 million people between them.", "37.8 million"), "chad derived supported");
    assert_eq!(on("The three Baltic states have a combined population of six million.", "six million"), "estonia derived supported");
    assert_eq!(on("The Baltic states have nine million inhabitants between them.", "nine million"), "estonia derived contradicted");
    assert_eq!(on("Chad and Utopia have a combined population of 37.8 million.", "37.8 million"), "no-reference");
}

#[test]
fn money_is_shared_out_among_people() {
    assert_eq!(on("The gross domestic product of Chad was $662 per head.", "$662 per head"), "chad derived supported");
    assert_eq!(on("The gross domestic product of Chad was $962 per head.", "$962 per head"), "chad derived contradicted");
}

#[test]
fn shares_of_a_whole_are_worked_out() {
    assert_eq!(on("Chad has 5 percent of the Sahel's population.", "5 percent"), "chad derived supported");
    assert_eq!(on("Chad has 15 percent of the Sahel's population.", "15 percent"), "chad derived contradicted");
    assert_eq!(on("5 percent of the Sahel's people live in Chad.", "5 percent"), "chad derived supported");
    assert_eq!(on("15 percent of the Sahel's people live in Chad.", "15 percent"), "chad derived contradicted");
}

#[test]
fn ages_follow_from_a_day_of_birth() {
    assert_eq!(on("The 55-year-old Amina Faye spoke in Chad.", "55-year-old"), "faye derived supported");
    assert_eq!(on("Amina Faye, 65, spoke in Chad.", "65"), "faye derived contradicted");
    // a noun of its own has the age
    silent("Amina Faye came up twice. The witness, a retired farmer aged 71, had never met her.", "aged 71");
    silent("Amina Faye met a retired farmer aged 71.", "aged 71");
    assert_eq!(on("Amina Faye, a farmer aged 71, spoke in Chad.", "aged 71"), "faye derived contradicted");
}

#[test]
fn lengths_of_time_follow_from_their_ends() {
    assert_eq!(on("Sixty years after independence, Chad is dry.", "Sixty years"), "chad derived supported");
    assert_eq!(on("Forty years after independence, Chad is dry.", "Forty years"), "chad derived contradicted");
    assert_eq!(on("Chad saw eight years of war.", "eight years"), "chad-war derived supported");
    assert_eq!(on("Chad saw eighteen years of war.", "eighteen years"), "chad-war derived contradicted");
    assert_eq!(on("Nine years after the war in Chad, an earthquake struck Mali.", "Nine years"), "no-reference");
}

#[test]
fn an_anniversary_is_of_what_is_named_behind_it() {
    assert_eq!(on("Chad marks the 50th anniversary of its independence.", "50th"), "chad derived contradicted");
    silent("Chad marks the 50th anniversary of its vote for independence.", "50th");
    assert_eq!(on("On the 60th anniversary of its independence, Chad held the vote promised ten years ago.", "60th"), "chad derived supported");
    silent("Chad marks the 50th anniversary of the Utopian Treaty on independence.", "50th");
}

#[test]
fn a_change_is_as_sure_as_its_rows_and_no_yearly_rate() {
    assert_eq!(on("Chad's population rose by 12 percent between 2018 and 2020.", "12 percent"), "chad derived contradicted");
    assert_eq!(on("Chad's population rose by 6.3 percent between 2018 and 2020.", "6.3 percent"), "chad derived close");
    silent("Chad's population rose by an average of 12 percent between 2018 and 2020.", "12 percent");
    silent("Chad's population rose by 12 percent a year between 2018 and 2020.", "12 percent a year");
    silent("Chad's population will have risen by 12 percent between 2018 and 2024.", "12 percent");
}

#[test]
fn one_thing_came_so_long_after_another() {
    assert_eq!(on("Six years after the Chad war, the Chad earthquake struck.", "Six years"), "chad-quake derived supported");
    assert_eq!(on("Thirty years after the Chad war, the 2019 Chad earthquake struck.", "Thirty years"), "chad-quake derived contradicted");
    // another earthquake may be meant
    silent("Thirty years after the Chad war, an earthquake struck Chad.", "Thirty years");
    assert_eq!(on("Niger won independence eight days before Chad.", "eight days"), "niger derived supported");
    assert_eq!(on("Niger won independence eighty days before Chad.", "eighty days"), "niger derived contradicted");
    silent("Niger won independence eighty days before Chad joined the union.", "eighty days");
    silent("Two years after the Chad war, an earthquake struck Mali.", "Two years");
    silent("Two years later, the Chad earthquake struck.", "Two years later");
}

#[test]
fn what_rows_add_up_to_contradicts_nothing_that_was_not_said() {
    for (text, words) in [
        ("Mali's army is five times as large as that of Estonia.", "five"),
        ("Per head, the population of Mali eats five times as much as that of Estonia.", "five"),
        ("Mali sells three times as many cars as Estonia.", "three"),
        ("Twelve years after independence, Chad had 4 million people.", "Twelve years"),
        ("Twelve years after independence, Chad had 4 million people.", "4 million"),
    ] {
        silent(text, words);
    }
}

#[test]
fn a_time_in_office_is_that_of_the_terms() {
    for right in ["Sangare ruled Mali for 22 years.", "Sangare was toppled after 22 years in power.", "Sangare was president for 22 years."] {
        assert_eq!(on(right, "22 years"), "sangare derived supported", "{right}");
    }
    assert_eq!(on("Sangare ruled Mali for two decades.", "two decades"), "sangare derived supported");
    assert_eq!(on("Sangare had ruled for 11 years in 1979.", "11 years"), "sangare derived supported");
    for wrong in ["Sangare ruled Mali for 32 years.", "Sangare was toppled after 32 years in power.", "Sangare has ruled for 32 years."] {
        assert_eq!(on(wrong, "32 years"), "sangare derived contradicted", "{wrong}");
    }
}

#[test]
fn a_part_of_a_time_in_office_or_that_of_somebody_else_is_left_alone() {
    let others = [
        "Sangare had ruled Mali for 32 years.",
        "Sangare led the party for 32 years.",
        "Sangare ruled Chad for 32 years.",
        "Sangare was president for 32 years.",
        "Sangare ruled with the army for 32 years.",
        "Sangare's brother ruled for 32 years.",
        "The judge whom Sangare named has been in office for 32 years.",
        "After 32 years in power, Sangare was tired.",
        "Diallo was in office for 32 years.",
    ];
    for other in others {
        silent(other, "32 years");
    }
    // nor does a number that happens to be that of the term agree with it
    for other in
        ["President Sangare said that the mine had been shut for 22 years.", "Sangare ruled Chad for 22 years.", "Sangare's brother ruled for 22 years."]
    {
        silent(other, "22 years");
    }
}

#[test]
fn what_it_took_to_end_a_war_is_not_how_long_it_lasted() {
    assert_eq!(on("The Chad war lasted four years.", "four years"), "chad-war derived contradicted");
    silent("It took four years of talks to end the Chad war.", "four years");
}
