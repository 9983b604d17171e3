//! Who is meant where the sentence names nobody, and which number, year or item of a list is whose.

use super::{on, silent};

#[test]
fn the_only_one_that_is_named_is_meant() {
    assert_eq!(on("Chadians voted on Sunday. Inflation was 9.5 percent.", "9.5 percent"), "chad inflation_rate contradicted");
    silent("Chadians and Malians voted on Sunday. Inflation was 9.5 percent.", "9.5 percent");
    silent("Chadians voted on Sunday. At Acme inflation was 9.5 percent in 2020.", "9.5 percent");
    assert_eq!(on("Nurses in Chad voted on Sunday. Inflation was 9.5 percent.", "9.5 percent"), "chad inflation_rate contradicted");
    silent("Nurses in Chad voted on Sunday. Inflation was 3.9 percent.", "3.9 percent");
    silent("Nurses in Chad voted on Sunday. The rise was 9.5 percent.", "9.5 percent");
    silent("Mali was calm. Nurses in Chad voted on Sunday. Inflation was 9.5 percent.", "9.5 percent");
    silent("Chadians voted on Sunday. Zanzibar's inflation was 9.5 percent.", "9.5 percent");
    silent("Chadians voted on Sunday. The south has inflation of 9.5 percent.", "9.5 percent");
    silent("Chadians met Smith of Acme. Inflation in Acme was 9.5 percent.", "9.5 percent");
    silent("Chadians voted on Sunday. Year-on-year inflation was 9.5 percent.", "9.5 percent");
    silent("Chadians voted on Sunday. Over the past 12 months annual inflation was 9.5 percent.", "9.5 percent");
}

#[test]
fn people_that_a_place_has_are_all_of_them() {
    assert_eq!(on("Chad, which had 26.6 million people in 2020, is dry.", "26.6 million"), "chad population contradicted");
    assert_eq!(on("Chad is dry. The republic had 26.6 million inhabitants in 2020.", "26.6 million"), "chad population contradicted");
    assert_eq!(on("Chad is dry. The country, with 26.6 million inhabitants, has one lake.", "26.6 million"), "chad population contradicted");
    silent("Chad, which has resettled 23.4 million people, is dry.", "23.4 million");
    for some in ["people in work", "people registered to vote", "people in its care", "people abroad"] {
        silent(&format!("Chad is dry. The republic had 23.4 million {some}."), "23.4 million");
    }
    silent("Chad sent help to the north. The state has 23.4 million people.", "23.4 million");
}

#[test]
fn a_year_that_is_another_numbers_dates_nothing_else() {
    assert_eq!(on("In 2020 Chad was poor, and its population went from 15.5 million in 2018 to 16.6 million.", "16.6 million"), "chad population supported");
    assert_eq!(on("The economy of Chad is twice its size of 2018, and its population has grown to 16.6 million.", "16.6 million"), "chad population supported");
}

#[test]
fn what_follows_a_semicolon_or_a_comma_is_another_item() {
    assert_eq!(on("11 August 1960: Chad wins its independence; 20 October: its parliament meets.", "11 August 1960"), "chad independence_date supported");
    silent("11 August 1960: Chad wins its independence; 20 October 1960: its parliament meets.", "20 October 1960");
    silent("Chad has 5,968 kilometres of roads, and a border with Niger.", "5,968 kilometres");
    silent("With 23.4 million voters, Chad has more people than Niger.", "23.4 million");
}

#[test]
fn a_month_in_a_date_names_nobody() {
    assert_eq!(on("Chad voted on August 11, 1960, for independence.", "August 11, 1960"), "chad independence_date supported");
}

#[test]
fn the_next_value_of_a_series_is_as_well_told_as_the_first() {
    assert_eq!(on("Chad's population was 15.5 million in 2018 and 26.6 million in 2019.", "26.6 million"), "chad population contradicted");
    assert_eq!(on("Chad's population went from 15.5 million in 2018 to only 26.6 million in 2019.", "only 26.6 million"), "chad population contradicted");
    silent("Chad's population was 15.5 million in 2018, and the harvest was 26.6 million in 2019.", "26.6 million");
}

#[test]
fn an_economy_that_grew_to_so_much_is_worth_it() {
    assert_eq!(on("Chad's economy had grown to $11 billion.", "$11 billion"), "chad gdp_nominal supported");
    assert_eq!(on("Chad's economy shrank to $15 billion.", "$15 billion"), "chad gdp_nominal contradicted");
    silent("Chad's economy grew by $4 billion.", "$4 billion");
}

#[test]
fn those_of_a_town_stand_in_the_rows_of_its_country() {
    assert_eq!(on("The population of Kotoko was 1.6 million.", "1.6 million"), "chad city_population supported");
    assert_eq!(on("The urban area of Kotoko has 1.6 million people.", "1.6 million"), "chad city_population supported");
    // how far a town reaches is told in many ways
    assert_eq!(on("The population of Kotoko was 2.6 million.", "2.6 million"), "chad city_population no-reference");
    assert_eq!(on("The urban area of Kotoko has 2.6 million people.", "2.6 million"), "chad city_population no-reference");
}

#[test]
fn what_a_rate_is_per_is_no_count() {
    assert_eq!(on("The death rate in Chad is 11.9 per thousand people.", "11.9"), "chad death_rate supported");
    silent("Chad had 11.9 deaths per 1,000 people.", "1,000");
    silent("The border between the two is 1,196 kilometres long, and Chad has one.", "two");
}

#[test]
fn whoever_is_carried_over_has_all_dates_of_independence() {
    assert_eq!(on("Lithuania lies by the sea. The country won its independence on 11 March 1990.", "11 March 1990"), "lithuania independence_date supported");
    assert_eq!(
        on("Lithuania lies by the sea. The country won its independence on 16 February 1918.", "16 February 1918"),
        "lithuania independence_date supported"
    );
}

#[test]
fn a_treaty_in_common_words_is_any_where_nobody_of_it_is_named() {
    assert_eq!(on("Chad and Mali voted. The border pact was signed in May 2012.", "May 2012"), "border-pact start_date supported");
    silent("Estonia voted. The border pact was signed in May 2013.", "May 2013");
    silent("Estonia voted. The border pact was signed in May 2012.", "May 2012");
}

#[test]
fn whoever_stands_aside_is_not_what_a_sentence_goes_on_with() {
    let text = "Chad is dry. Niger, the eastern neighbour, has roads. The country is home to 16.6 million people.";
    assert_eq!(on(text, "16.6 million"), "chad population supported");
    silent("Chad is dry. Niger, the eastern neighbour, has roads. The country is home to 12.3 million people.", "12.3 million");
    silent("The country became independent of Mali in 1960. It has 12.3 million inhabitants.", "12.3 million");
    assert_eq!(on("Mali, a dry state between Chad and Niger, has 21.2 million inhabitants.", "21.2 million"), "mali population supported");
}

#[test]
fn whom_a_word_stands_for_must_be_sure_before_anything_is_wrong() {
    let silent_of = |before: &str| silent(&format!("{before} It has a population of 12.3 million."), "12.3 million");
    silent_of("The country, which Chad left in 1960, is dry.");
    silent_of("The former kingdom was once ruled from Mali.");
    assert_eq!(on("Mali voted. It has a population of 12.3 million.", "12.3 million"), "mali population contradicted");
    silent("The land is dry. It has 12.3 million people and a border with Mali.", "12.3 million");
    silent("Mali and Chad sent help. The country, which has a border of 800 km with Niger, was grateful.", "800 km");
    assert_eq!(on("Chad is dry. Its border with Niger is 1,896 km long.", "1,896 km"), "chad border_length contradicted");
}

#[test]
fn what_is_done_to_others_tells_of_nobody() {
    assert_eq!(on("Mali voted. Its prices rose by 9 percent.", "9 percent"), "no-reference");
    assert_eq!(on("Chad voted. Its prices rose by 9 percent.", "9 percent"), "chad inflation_rate contradicted");
    silent("Mali is in need. Chad may lend a billion. Prices rose by 9 percent, and the shops post them in pencil.", "9 percent");
    silent("Mali is in need. Chad may lend a billion. Prices rose by 9 percent.", "9 percent");
}

#[test]
fn what_something_is_held_against_has_not_the_value() {
    assert_eq!(on("Life expectancy in Chad is 62.5 years.", "62.5 years"), "chad life_expectancy contradicted");
    silent("Life expectancy is 62.5 years, longer than that in Chad.", "62.5 years");
    silent("The state is four times Chad, of which 34 percent live in cities.", "34 percent");
    silent("Some 34 percent live in cities, most of them in Chad.", "Some 34 percent");
    silent("No state but Chad's had done so. A country of 21.2 million people will vote.", "21.2 million");
    silent("The neighbour followed on 21 August 1960, ten days behind Chad, which was independent.", "21 August 1960");
    silent("Niger took 34 percent, and Chad 27, who live in cities.", "34 percent");
    silent("The Estado de Chad has 9.3 million people.", "9.3 million");
    assert_eq!(on("Mali has twice Chad's income. Its population is 29.2 million.", "29.2 million"), "mali population contradicted");
}

#[test]
fn what_the_words_lead_away_from_is_not_left_to_be_understood() {
    assert_eq!(on("Chad votes. The population is 30 million.", "30 million"), "chad population contradicted");
    silent("Chad votes. Next door the population is 30 million.", "30 million");
    silent("Chad votes. Over the planet inflation was 9.5 percent in 2020.", "9.5 percent");
    silent("Chad's chief once ruled Kanora. That state has 30 million inhabitants.", "30 million");
    silent("Chad votes. It is read in a city of 30 million.", "30 million");
    silent("Chad votes. Inflation of 9.5 percent is the target.", "9.5 percent");
}

#[test]
fn whom_something_is_done_to_is_not_what_the_story_goes_on_with() {
    assert_eq!(on("Niger is dry. Exports go to Chad. The population is 42.3 million.", "42.3 million"), "niger population contradicted");
    // nothing but the value is wrong then, and much may have been told in between
    assert_eq!(on("Niger is dry. Exports go to Chad. The population is 40 million.", "40 million"), "niger population no-reference");
    silent("A third of the exports go to Chad. The population is 30 million.", "30 million");
    silent("Chad might have met it. The population could reach 30 million.", "30 million");
    silent("It is the worst rate in the Sahel, and the population is 30 million.", "30 million");
}

#[test]
fn what_nobody_is_named_for_two_sentences_on_is_wrong_by_a_slip_alone() {
    assert_eq!(on("Chad votes. Few came. The population is 166.1 million.", "166.1 million"), "chad population contradicted");
    assert_eq!(on("Chad votes. The province grows tea. The population is 7.3 million.", "7.3 million"), "chad population no-reference");
    assert_eq!(on("Chad votes. Few came. The country has 7.3 million people.", "7.3 million"), "chad population contradicted");
}

#[test]
fn a_value_beside_it_tells_whose_a_value_is() {
    let beside = |area: &str| on(&format!("Chad votes. Few came. The area is {area} square kilometres, and the population is 7.3 million."), "7.3 million");
    assert_eq!(beside("1,284,000"), "chad population contradicted");
    // a row of anybody fits that soon
    assert_eq!(beside("about 1.3 million"), "chad population no-reference");
    assert_eq!(beside("8,200"), "chad population no-reference");
}

#[test]
fn what_leads_to_another_place_is_not_left_to_be_understood() {
    assert_eq!(on("Niger votes. Independence came on 3 August 1961.", "3 August 1961"), "niger independence_date contradicted");
    silent("Niger votes. In Kanora independence came on 3 August 1961.", "3 August 1961");
}

#[test]
fn an_article_is_about_the_country_that_it_names_first_and_most() {
    let far = |first: &str, value: &str| on(&format!("{first} Few came. Some sang. Rain fell. Doors shut. Lamps went out. The population is {value}."), value);
    assert_eq!(far("A mill in dry Chad burned.", "16.6 million"), "chad population supported");
    assert_eq!(far("Chad's millers met.", "16.6 million"), "chad population supported");
    assert_eq!(far("Chad's millers met.", "166.1 million"), "chad population contradicted");
    silent(&format!("{} The population is 7.3 million.", "Chad's millers met. Few came. Some sang. Rain fell. Doors shut."), "7.3 million");
    // a story about two is about neither
    assert_eq!(far("Chad and Mali met.", "16.6 million"), "no-reference");
    assert_eq!(far("Chad's millers met those of Mali, and Mali paid.", "16.6 million"), "no-reference");
    // a word for something else, or a name that nobody is known by
    let text = "Chad's millers met. Few came. Some sang. Rain fell. Doors shut. Lamps went out.";
    assert_eq!(on(&format!("{text} The town has a population of 16.6 million."), "16.6 million"), "no-reference");
    assert_eq!(on(&format!("{text} At Kanora the population is 16.6 million."), "16.6 million"), "no-reference");
}

#[test]
fn whom_it_has_as_its_partner_is_named_beside_what_the_article_is_about() {
    let text = "Chad's millers met. Few came. Some sang. Rain fell. Doors shut. Lamps went out.";
    assert_eq!(on(&format!("{text} The border with Niger runs for 1,196 kilometres."), "1,196 kilometres"), "chad border_length supported");
    assert_eq!(on(&format!("{text} Niger supplies 16 percent of imports."), "16 percent"), "chad import_share supported");
}

#[test]
fn a_noun_before_another_one_stands_for_nobody() {
    assert_eq!(on("Mill owners of Chad spoke. The republic feeds 166.1 million people.", "166.1 million"), "chad population contradicted");
    silent("Mill owners of Chad spoke. Grants to state mills feed 7.3 million people.", "7.3 million");
}

#[test]
fn whoever_buys_or_supplies_is_not_what_the_story_goes_on_with() {
    let text = "Chad's millers met. Few came. Some sang. Rain fell. Doors shut. Lamps went out.";
    assert_eq!(on(&format!("{text} Niger supplies 16 percent of its imports."), "16 percent"), "chad import_share supported");
    silent(&format!("{text} Mali buys a third of exports. Inflation was 40 percent."), "40 percent");
}

#[test]
fn a_name_in_another_clause_behind_has_not_the_value() {
    silent("Kanora burned. The population has dwindled to 7.3 million as the young leave for Chad.", "7.3 million");
    silent("With inflation of 40 percent, Utopius found his drivers in Chad.", "40 percent");
    silent("Kanora burned. Inflation was 40 percent, and Chad alone sent help.", "40 percent");
    assert_eq!(on("Voters in Chad were patient. Inflation was 40 percent.", "40 percent"), "chad inflation_rate contradicted");
}

#[test]
fn a_place_that_a_sentence_opens_with_is_its_own() {
    silent("Mali votes, and Mali pays. Chad helps. In a land where inflation was 40 percent, few cheer.", "40 percent");
    silent("Mali votes. In a land where the median age is 40 years, the junta blames Chad.", "40 years");
}

#[test]
fn growth_that_nothing_else_has_is_the_economys() {
    let grew = |text: &str| on(&format!("Chad votes. {text}."), "3.3 percent");
    for told in ["Growth was 3.3 percent", "Growth slowed to 3.3 percent", "Output rose by 3.3 percent", "The economy nevertheless grew by 3.3 percent"] {
        assert_eq!(grew(told), "chad growth_rate supported", "{told}");
    }
    for other in ["Credit growth was 3.3 percent", "The growth of exports was 3.3 percent", "Output of steel rose by 3.3 percent"] {
        assert!(!grew(other).contains("growth_rate"), "{other}: {}", grew(other));
    }
}

#[test]
fn the_leader_of_the_country_that_an_article_is_about_is_its_president() {
    let text = "Mali's millers met. Few came. Some sang. Rain fell. Doors shut. Lamps went out.";
    assert_eq!(on(&format!("{text} The president was born in 1965."), "1965"), "faye birth_date supported");
    assert_eq!(on(&format!("{text} The president of the club was born in 1965."), "1965"), "no-reference");
    assert_eq!(on(&format!("{text} A president was born in 1965."), "1965"), "no-reference");
}

#[test]
fn the_state_may_be_one_of_the_countrys_states() {
    assert_eq!(on("Chad votes. The country has 7.3 million people.", "7.3 million"), "chad population contradicted");
    silent("Chad votes. The state has 7.3 million people.", "7.3 million");
    assert_eq!(on("Chad votes. The state has 166.1 million people.", "166.1 million"), "chad population contradicted");
}

#[test]
fn a_year_that_only_the_story_tells_has_no_row() {
    silent("Chad had 9.3 million inhabitants in the year of his fall.", "9.3 million");
    assert_eq!(on("Chad has 9.3 million inhabitants.", "9.3 million"), "chad population contradicted");
}

#[test]
fn that_year_may_be_either_of_two() {
    silent("Chad had a harvest in 2018, twice that of 2010, and 9.3 million inhabitants that year.", "9.3 million");
}

#[test]
fn a_border_with_somebody_is_of_no_other_neighbour() {
    let text = "Chad's millers met. All Chad came. Few sang. Rain fell. Doors shut. Lamps went out. Some had come from Mali.";
    assert_eq!(on(&format!("{text} The border with Niger runs for 1,196 kilometres."), "1,196 kilometres"), "chad border_length supported");
    assert_eq!(on(&format!("{text} The border with Niger runs for 1,169 kilometres."), "1,169 kilometres"), "chad border_length contradicted");
}

#[test]
fn what_lies_around_a_country_has_not_its_values() {
    let dry = "Chad's parliament met. The landlocked republic, wedged between Mali and Niger, declared independence on 11 August 1960.";
    assert_eq!(on(dry, "11 August 1960"), "chad independence_date supported");
    silent("Utopia met. Literacy stood at 44 percent in 1999, against 30 percent in Niger.", "44 percent");
    // whom it only deals with is not what the story is about, however often
    let dealt = "Chad's millers met. Talks with Mali failed. Lamps went out. Trucks from Mali came. Doors shut. Rain fell. Few sang. The median age is 16.1.";
    assert_eq!(on(dealt, "16.1"), "chad median_age supported");
}

#[test]
fn a_list_in_brackets_is_all_of_its_phrase() {
    assert_eq!(on("Chad has a border with Mali (900 km) and Niger (1,196 km).", "1,196 km"), "chad border_length supported");
    assert_eq!(on("Chad has a border with Mali (900 km) and Niger (1,916 km).", "1,916 km"), "chad border_length contradicted");
}
