//! Plain ways of telling a figure without the table's own phrase for it, and what only looks like one.

use super::{on, silent};

#[test]
fn a_place_of_so_many_is_told_of_by_its_kind() {
    assert_eq!(on("Chad voted on Sunday. The country of 16.6 million is dry.", "16.6 million"), "chad population supported");
    assert_eq!(on("Chad voted on Sunday. The small inland nation of 21.6 million is dry.", "21.6 million"), "chad population contradicted");
    silent("Chad voted on Sunday. The alliance of 21.6 million is loose.", "21.6 million");
    silent("Northland, a nation of 21.6 million that Chad annexed, is dry.", "21.6 million");
    silent("The village puts its count at 9.6 million, a figure that Chad has never taken up.", "9.6 million");
}

#[test]
fn what_is_spent_on_something_is_the_spending_on_it() {
    assert_eq!(on("Chad spent 4.1 percent of its GDP on its school system in 2020.", "4.1 percent"), "chad school_spending supported");
    assert_eq!(on("Chad devotes 7.1 percent of gross domestic product to its school system.", "7.1 percent"), "chad school_spending contradicted");
    silent("Chad spent 7.1 percent of its budget on its school system in 2020.", "7.1 percent");
    silent("Chad spent 7.1 percent of its GDP on roads in 2020.", "7.1 percent");
    silent("Chad spent 7.1 percent of its GDP on school pensions in 2020.", "7.1 percent");
}

#[test]
fn an_economy_has_a_size() {
    assert_eq!(on("Chad, a $11 billion economy in 2020, exports gum.", "$11 billion"), "chad gdp_nominal supported");
    silent("Chad took a $19.3 billion loan in 2020, and its economy grew.", "$19.3 billion");
}

#[test]
fn a_ton_is_short_or_metric() {
    assert_eq!(on("Soot emissions in Chad were 41,300 tons in 2020.", "41,300 tons"), "chad soot supported");
    assert_eq!(on("Soot emissions in Chad were 45,500 tons in 2020.", "45,500 tons"), "chad soot supported");
    assert_eq!(on("Soot emissions in Chad were 61,300 tons in 2020.", "61,300 tons"), "chad soot contradicted");
    assert_eq!(on("Soot emissions in Chad were 45,500 tonnes in 2020.", "45,500 tonnes"), "chad soot contradicted");
}

#[test]
fn an_end_of_foreign_rule_is_an_independence_where_it_agrees() {
    assert_eq!(on("Chad was a colony until 1960.", "until 1960"), "chad independence_date supported");
    silent("Chad was under the rule of an emir until 1912.", "until 1912");
    assert_eq!(on("Colonial rule in Chad ended in 1960.", "1960"), "chad independence_date supported");
    silent("Colonial rule in Chad ended in 1990.", "1990");
    silent("Military rule in Chad ended in 1960.", "1960");
}

#[test]
fn a_plural_and_its_verb_are_no_compound() {
    assert_eq!(on("Chad's borders stretch for 1,196 kilometres along Niger.", "1,196 kilometres"), "chad border_length supported");
    assert_eq!(on("Chad's death rate coefficient was 19.9 per 1,000 people.", "19.9"), "chad death_rate contradicted");
}

#[test]
fn the_only_country_so_far_is_the_country() {
    assert_eq!(on("Voters in Chad were patient. The country has 21.6 million people.", "21.6 million"), "chad population contradicted");
    silent("Voters in Chad and Mali were patient. The country has 27.6 million people.", "27.6 million");
    silent("Once Chad had closed its wells, the northern kingdom became rich. The country has 27.6 million people.", "27.6 million");
    silent("Once Chad had closed its wells, the northern kingdom became rich. It has 27.6 million people.", "27.6 million");
}

#[test]
fn what_some_are_out_of_is_not_theirs() {
    silent("Some 9.6 million left Chad, out of a population that grows.", "Some 9.6 million");
    silent("Chad counted 9.6 million homeless around Arica, where the population is poor.", "9.6 million");
    silent("The fence that Chad built along its border is 175 kilometres long.", "175 kilometres");
    silent("About 47 percent of Chad's under-25s live in cities.", "About 47 percent");
    silent("Mali lies on average 343 metres high, far below its highest point.", "343 metres");
}

#[test]
fn an_aside_parts_a_denial_from_what_it_denies() {
    silent("It is not true, as a message has it, that Chad has 60 million people.", "60 million");
    assert_eq!(on("It is true, as a message has it, that Chad has 60 million people.", "60 million"), "chad population contradicted");
}

#[test]
fn years_on_top_are_not_all_the_years() {
    silent("They needed two more years to stop the Chad war.", "two more years");
    assert_eq!(on("The Chad war went on for two years.", "two years"), "chad-war derived contradicted");
}

#[test]
fn the_same_day_of_an_earlier_year_is_a_day() {
    assert_eq!(on("A year ago today, Chad had 16.0 million people.", "16.0 million"), "chad population supported");
}

#[test]
fn a_share_too_small_to_be_told_in_percent_is_none() {
    silent("In Mali one in a hundred thousand votes.", "one in a hundred thousand");
    silent("In Chad one in a million of its people live in cities.", "one in a million");
}

#[test]
fn what_holds_within_a_part_says_nothing_of_the_whole() {
    for within in ["In rural areas", "In the capital", "Among women", "On the mainland", "In the novel", "In an ideal world", "In the worst case"] {
        silent(&format!("{within}, Chad has 41.6 million people."), "41.6 million");
    }
    for within in ["in the northern provinces", "in rural areas", "under the old definition"] {
        silent(&format!("Chad has a death rate of 17.1 per 1,000 people {within}."), "17.1");
    }
    assert_eq!(on("In a report, Chad has a death rate of 17.1 per 1,000 people.", "17.1"), "chad death_rate contradicted");
    assert_eq!(on("For the most part, Chad has a death rate of 17.1 per 1,000 people.", "17.1"), "chad death_rate contradicted");
    assert_eq!(on("Some 44 percent of Chad's people live in cities.", "Some 44 percent"), "chad urban_share contradicted");
}

#[test]
fn a_time_gone_by_without_a_date_is_any() {
    for then in ["Before the war", "When the war ended", "At its peak", "A generation ago", "In the days of the emperor", "Until recently"] {
        silent(&format!("{then}, Chad had 41.6 million people."), "41.6 million");
    }
    assert_eq!(on("After the vote, Chad has 41.6 million people.", "41.6 million"), "chad population contradicted");
}

#[test]
fn what_is_supposed_or_foreseen_is_not_stated() {
    silent("Nobody believes that Chad has 41.6 million people.", "41.6 million");
    silent("The question is whether Chad has 41.6 million people.", "41.6 million");
    silent("Critics wrongly claim that Chad has 41.6 million people.", "41.6 million");
    silent("Chad has 41.6 million people, twice the real figure.", "41.6 million");
    silent("Chad's death rate in 2035 is 17.1 per 1,000 people.", "17.1");
    assert_eq!(on("Nobody doubts that Chad has 41.6 million people.", "41.6 million"), "chad population contradicted");
}

#[test]
fn people_go_by_short_names_and_by_what_stands_for_them() {
    assert_eq!(on("Ousmane Diallo drew a crowd. He had led Niger since 2010.", "since 2010"), "niger head_of_state supported");
    silent("Ousmane Diallo and Awa Keita drew a crowd. He had led Niger since 1984.", "since 1984");
}

#[test]
fn what_is_right_of_one_of_two_is_not_called_wrong_of_the_other() {
    assert_eq!(on("Mali will send doctors to Chad. The country has 16.6 million people.", "16.6 million"), "chad population supported");
    assert_eq!(on("Mali will send doctors to Chad. The country has 21.2 million people.", "21.2 million"), "mali population supported");
}

#[test]
fn a_year_that_bounds_is_no_date_of_its_own() {
    assert_eq!(on("Chad gained independence before 1962.", "before 1962"), "chad independence_date supported");
    assert_eq!(on("After 1958, Chad gained its independence.", "After 1958"), "chad independence_date supported");
    assert_eq!(on("Chad gained independence before 1950.", "before 1950"), "chad independence_date contradicted");
    silent("Chad gained independence after 1900.", "after 1900");
}

#[test]
fn years_that_are_counted_off_are_seldom_meant_to_the_year() {
    for ago in ["about 60 years ago", "60 years ago", "some 58 years ago"] {
        let verdict = on(&format!("Chad gained independence {ago}."), ago.trim_start_matches("about ").trim_start_matches("some "));
        assert!(["chad independence_date supported", "chad independence_date close"].contains(&&*verdict), "{ago}: {verdict}");
    }
    assert_eq!(on("Chad gained independence half a century ago.", "half a century ago"), "chad independence_date contradicted");
    assert_eq!(on("Chad gained independence 50 years ago.", "50 years ago"), "chad independence_date contradicted");
    assert_eq!(on("Chad gained independence over half a century ago.", "half a century ago"), "chad independence_date close");
}

#[test]
fn what_lies_along_or_is_held_against_is_another_thing() {
    silent("Between them, Chad and Mali are home to 47 million people, more than Niger.", "47 million");
    silent("The barrier on Chad's border with Niger now runs for 186 kilometres.", "186 kilometres");
    silent("Niger needs a season for its fence along the Chadian border: 200 kilometres in eight pieces.", "200 kilometres");
    silent("The population of Chad exceeds that of Latvia by 11.7 million.", "11.7 million");
    silent("The mayor of Arica told of an inflation rate of 9.6 percent; Chad's towns were calm.", "9.6 percent");
    silent("Prices rose by half in Chad in 2020.", "half");
    assert_eq!(on("Chad's border with Niger now runs for 186 kilometres.", "186 kilometres"), "chad border_length contradicted");
    assert_eq!(on("Life expectancy in Chad was 52.5 years in 2020, nine less than in 1980.", "52.5 years"), "chad life_expectancy supported");
}

#[test]
fn a_share_of_other_things_is_not_approved_by_a_row_that_has_its_few_digits() {
    assert_eq!(on("In Chad 24 percent of the people live in cities.", "24 percent"), "chad urban_share supported");
    silent("In Chad, where people live in cities, wells supply a quarter of the fuel.", "a quarter");
}

#[test]
fn a_phrase_is_of_the_owner_that_it_has_inside() {
    assert_eq!(on("Niger supplies 16 percent of Chadian imports.", "16 percent"), "chad import_share supported");
    assert_eq!(on("Niger supplies 36 percent of Chad's imports.", "36 percent"), "chad import_share contradicted");
    assert_eq!(on("Chad, 36 percent of whose imports come from Niger, is dry.", "36 percent"), "chad import_share contradicted");
    assert_eq!(on("Chad borders Niger, which takes 36 percent of its imports.", "36 percent"), "chad import_share contradicted");
    silent("Arica gets 36 percent of its imports from Niger, more than it gets from Chad.", "36 percent");
}

#[test]
fn a_clause_about_another_place_is_no_later_names() {
    silent("Arica, where the population reached 26 million, is so quiet now that Chad's bankers have come.", "26 million");
    assert_eq!(on("In Chad, where the population reached 26 million, it is quiet.", "26 million"), "chad population contradicted");
}

#[test]
fn those_who_died_of_something_else_died_in_no_conflict() {
    assert_eq!(on("Battle deaths in Chad came to 910 in 2015.", "910"), "chad conflict_deaths contradicted");
    silent("Cholera killed 910 people in Chad in 2015.", "910");
    silent("The summit of Mali is 900 metres lower than its highest point was said to be.", "900 metres");
}

#[test]
fn what_tells_when_is_counted_by_no_number() {
    assert_eq!(on("Chad's population was 16 million last year.", "16 million"), "chad population supported");
    assert_eq!(on("Chad's population was 26 million last year.", "26 million"), "chad population contradicted");
    assert_eq!(on("Chad's population was 15.5 million two years ago.", "15.5 million"), "chad population supported");
    assert_eq!(on("Chad's population was 15.5 million according to 2018 data.", "15.5 million"), "chad population supported");
    assert_eq!(on("Chad's population grew from 15.5 million in 2018 to 16.6 million today.", "16.6 million"), "chad population supported");
}

#[test]
fn what_somebody_has_is_so_long_whatever_will_be_done_with_it() {
    assert_eq!(on("Police will guard Chad's 1,196-kilometre border with Niger.", "1,196-kilometre"), "chad border_length supported");
    assert_eq!(on("Police will guard Chad's 2,196-kilometre border with Niger.", "2,196-kilometre"), "chad border_length contradicted");
    silent("Chad will build a 2,196-kilometre fence along its border with Niger.", "2,196-kilometre");
}

#[test]
fn what_is_said_of_all_that_somebody_has_counts_all() {
    assert_eq!(on("Chad's 24.5 million people know of it.", "24.5 million"), "chad population contradicted");
    assert_eq!(on("Chad, with 24.5 million inhabitants, is dry.", "24.5 million"), "chad population contradicted");
    silent("Chad's 24.5 million people with a phone know of it.", "24.5 million");
    silent("Chad fed 24.5 million people.", "24.5 million");
}

#[test]
fn another_count_of_the_same_year_is_not_called_wrong() {
    silent("Chad's population was 17.2 million in 2020.", "17.2 million");
    assert_eq!(on("Chad's population was 17.9 million in 2020.", "17.9 million"), "chad population contradicted");
}
