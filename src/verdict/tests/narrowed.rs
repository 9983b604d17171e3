//! Words that make a value another one than the row's: parts, averages, forecasts.

use super::{on, silent};

#[test]
fn a_narrower_property_is_another_one() {
    assert_eq!(on("Life expectancy in Chad is 52.5 years.", "52.5 years"), "chad life_expectancy supported");
    assert_eq!(on("Life expectancy in Chad is 50.9 years for men.", "50.9 years"), "no-reference");
    assert_eq!(on("Chad's GDP, PPP, was $27 billion.", "$27 billion"), "no-reference");
    assert_eq!(on("The working population of Chad was 5.1 million.", "5.1 million"), "no-reference");
}

#[test]
fn changes_and_places_in_an_order_are_no_levels() {
    assert_eq!(on("Chad's trade deficit was $900 million.", "$900 million"), "chad trade_deficit supported");
    assert_eq!(on("Mali's trade deficit was $700 million.", "$700 million"), "mali trade_deficit supported");
    assert_eq!(on("Chad's trade deficit rose by $70 million.", "$70 million"), "no-reference");
    assert_eq!(on("Chad came in at number 67 in population.", "67"), "no-reference");
}

#[test]
fn strangers_and_averages_keep_their_values() {
    assert_eq!(on("Inflation in Chad was 4.5 percent, below the African average of 9.4 percent.", "9.4 percent"), "no-reference");
    assert_eq!(on("The population of Chad (16.6 million) is less than that of Utopia (45 million).", "45 million"), "no-reference");
}

#[test]
fn what_is_left_out_denied_or_answered_is_not_held_against_the_whole() {
    silent("Chad has a population of 12.5 million, excluding the lake.", "12.5 million");
    silent("Excluding the lake, Chad has a population of 12.5 million.", "12.5 million");
    silent("Although Chad does not border Niger, 200 km of road run there.", "200 km");
    silent("Among Christians in Chad religion matters, with 91 percent saying so.", "91 percent");
}

#[test]
fn what_the_sentence_leaves_out_is_left_out_wherever_it_says_so() {
    assert_eq!(on("Chad's economy grew by 9.5 percent in 2019.", "9.5 percent"), "chad growth_rate contradicted");
    silent("Leave out cotton and Chad's economy grew by 9.5 percent in 2019.", "9.5 percent");
    silent("Chad's economy, not counting cotton, grew by 9.5 percent in 2019.", "9.5 percent");
    silent("Without cotton, Chad's economy grew by 9.5 percent in 2019.", "9.5 percent");
}

#[test]
fn what_the_next_sentence_rejects_is_no_claim_of_the_article() {
    assert_eq!(on("Chad has 45 million people. That is many.", "45 million"), "chad population contradicted");
    assert_eq!(on("Chad has 45 million people. That is false.", "45 million"), "not-checkable");
    assert_eq!(on("A leaflet gives Chad 45 million people. The figure is plainly wrong.", "45 million"), "not-checkable");
    assert_eq!(on("A leaflet gives Chad 45 million people. There is no source for it.", "45 million"), "not-checkable");
    assert_eq!(on("A leaflet gives Chad 45 million people. This number was invented.", "45 million"), "not-checkable");
    assert_eq!(on("A rumour that Chad has 45 million people was spread by many.", "45 million"), "not-checkable");
    assert_eq!(on("The paper wrongly reported that Chad has 45 million people.", "45 million"), "not-checkable");
    assert_eq!(on("It is not true that Chad has 45 million people.", "45 million"), "not-checkable");
    assert_eq!(on("It would be wrong to say that Chad has 45 million people.", "45 million"), "not-checkable");
    assert_eq!(on("It is true that Chad has 45 million people.", "45 million"), "chad population contradicted");
    assert_eq!(on("He is not wrong that Chad has 45 million people.", "45 million"), "chad population contradicted");
    for goes_on in [
        "There was no evidence of looting.",
        "It was invented in 1891.",
        "The report was wrong about the harvest.",
        "It is not true that Mali has fewer.",
        "That was not so long ago.",
    ] {
        assert_eq!(on(&format!("Chad has 45 million people. {goes_on}"), "45 million"), "chad population contradicted", "{goes_on}");
    }
    assert_eq!(on("It is no myth that Chad has 45 million people.", "45 million"), "chad population contradicted");
    assert_eq!(on("The farmer, who was wrongly reported dead, said Chad has 45 million people.", "45 million"), "chad population contradicted");
    assert_eq!(on("Chad has 45 million people. It is wrong to forget them.", "45 million"), "chad population contradicted");
}

#[test]
fn citizens_are_not_all_who_live_there_and_the_whole_of_some_is_no_part() {
    assert_eq!(on("Chad has a population of 16.6 million citizens.", "16.6 million"), "chad population supported");
    silent("Chad has 12.6 million citizens.", "12.6 million");
    silent("The population of Chad sent 12 of the 4,500 people there.", "4,500");
    silent("The northern part of the border of Chad with Niger is 800 km long.", "800 km");
}

#[test]
fn a_rate_of_a_day_is_not_held_against_the_mean_of_a_year() {
    assert_eq!(on("The exchange rate of Chad was 590.0 in 2019.", "590.0"), "chad exchange_rate supported");
    assert_eq!(on("The exchange rate of Chad was 790.5 in 2019.", "790.5"), "chad exchange_rate contradicted");
    silent("The exchange rate of Chad was 790.5 on 3 May 2019.", "790.5");
    silent("The exchange rate of Chad is 790.5.", "790.5");
}

#[test]
fn what_was_then_is_told_of_the_time_before() {
    assert_eq!(on("Remember 1990? Chad had 6.1 million people.", "6.1 million"), "chad population contradicted");
    silent("Remember 1990? Chad had 6.1 million people at the time.", "6.1 million");
    silent("Remember 1990? The population of Chad was then 6.1 million.", "6.1 million");
    silent("The eastern wing of Chad has 6.1 million people.", "6.1 million");
}

#[test]
fn leaving_is_not_joining() {
    assert_eq!(on("Mali joined the bloc on 4 July 1983.", "4 July 1983"), "mali joined_date contradicted");
    silent("Mali was put out of the bloc on 4 July 1983.", "4 July 1983");
    silent("Mali left the bloc on 4 July 1983.", "4 July 1983");
}

#[test]
fn a_sex_or_an_age_is_not_the_whole() {
    assert_eq!(on("The people of Chad have a life expectancy of 57.5 years.", "57.5 years"), "chad life_expectancy contradicted");
    silent("Men in Chad have a life expectancy of 50.5 years.", "50.5 years");
    silent("Among young people in Chad, literacy is 57 percent.", "57 percent");
    silent("Among herdsmen in Chad, literacy is 17 percent.", "17 percent");
    assert_eq!(on("Among adults in Chad, the literacy rate is 57 percent.", "57 percent"), "chad literacy_rate contradicted");
}

#[test]
fn prices_of_one_year_are_not_those_of_another() {
    assert_eq!(on("Chad's arms spending was $310 million.", "$310 million"), "chad arms_spending supported");
    silent("Chad's arms spending was $210 million.", "$210 million");
    assert_eq!(on("Chad's arms spending was $210 million in constant dollars.", "$210 million"), "chad arms_spending contradicted");
}

#[test]
fn what_says_no_more_than_the_phrase_narrows_nothing() {
    assert_eq!(on("Chad's nominal GDP was $17 billion.", "$17 billion"), "chad gdp_nominal contradicted");
    assert_eq!(on("Chad has a proven area of 1,824,000 square kilometres.", "1,824,000 square kilometres"), "chad area_total contradicted");
}

#[test]
fn a_rate_of_a_month_or_of_a_year_to_come_is_not_held_against_one_of_a_year() {
    assert_eq!(on("Inflation in Chad was 4.5 percent in 2020.", "4.5 percent"), "chad inflation_rate supported");
    silent("Inflation in Chad was 0.4 percent in May 2020.", "0.4 percent");
    silent("In the first two months of 2020, inflation in Chad was 0.9 percent.", "0.9 percent");
    silent("Wholesale inflation in Chad was 9.5 percent in 2019.", "9.5 percent");
    silent("Chad reported inflation-adjusted growth of 9.5 percent in 2019.", "9.5 percent");
    silent("The bank forecast inflation in Chad at 9.5 percent in 2019.", "9.5 percent");
    assert_eq!(on("The population of Chad was 19.6 million in May 2020.", "19.6 million"), "chad population contradicted");
}

#[test]
fn what_is_of_a_part_or_says_where_something_lies_is_of_no_whole() {
    assert_eq!(on("Chad has an area of 1,824,000 square kilometres.", "1,824,000 square kilometres"), "chad area_total contradicted");
    silent("Farmers in Chad sowed an area of 154,000 square kilometres.", "154,000 square kilometres");
    silent("The area sown to millet in Chad was 824,000 square kilometres.", "824,000 square kilometres");
    silent("They met in Chad on the border with Niger, 110 kilometres northeast of the capital.", "110 kilometres");
    silent("Some 60 percent of 6,300 Muslim workers in Chad went on strike.", "Some 60 percent");
    silent("Since 2010, Chad has resettled about three million people.", "about three million");
}

#[test]
fn an_area_under_a_crop_is_no_countrys() {
    assert_eq!(on("The area of Chad is 910,000 square kilometres.", "910,000 square kilometres"), "chad area_total contradicted");
    silent("The area under millet in Chad came to 910,000 square kilometres.", "910,000 square kilometres");
}

#[test]
fn an_apposition_to_a_stranger_is_not_of_the_country() {
    silent("Chad is a federation. Zarima, the most populous province with a population of 9 million, voted no.", "9 million");
}

#[test]
fn a_rate_of_some_months_contradicts_no_year() {
    assert_eq!(on("Inflation in Chad was 9.9 percent.", "9.9 percent"), "chad inflation_rate contradicted");
    silent("Inflation in Chad over the five months of the drought was 1.9 percent.", "1.9 percent");
    silent("Inflation in Chad was 1.2 percent, against 9.9 percent in the same period before.", "9.9 percent");
}

#[test]
fn a_part_is_not_another_one() {
    assert_eq!(on("Christianity is the religion of 30 percent in Mali.", "30 percent"), "mali religion_share contradicted");
    silent("Old rites are the religion of 94 percent in Mali.", "94 percent");
}

#[test]
fn what_is_foreseen_second_is_foreseen_too() {
    assert_eq!(on("Inflation in Chad rose to 9.9 percent.", "9.9 percent"), "chad inflation_rate contradicted");
    silent("The study forecast growth of two percent from one percent and a rise of inflation in Chad to 9.9 percent.", "9.9 percent");
}

#[test]
fn what_words_narrow_down_contradicts_nothing() {
    assert_eq!(on("The death rate of Chad was 16.2 per 1000 people in 2020.", "16.2"), "chad death_rate contradicted");
    assert_eq!(on("Chad's high death rate of 16.2 per 1000 people in 2020 fell.", "16.2"), "chad death_rate contradicted");
    assert_eq!(on("Estonia has a rocky area of 90,000 square kilometres.", "90,000 square kilometres"), "estonia area_total contradicted");
    for (text, words) in [
        ("The infant death rate of Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The non-urban death rate of Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The locally adjusted death rate of Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The death rate of miners in Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The death rate among Chad's miners was 16.2 per 1000 people in 2020.", "16.2"),
        ("The death rate from malaria in Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The death rate in northern Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The death rate in the south of Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("In Chad's south the death rate was 16.2 per 1000 people in 2020.", "16.2"),
        ("The death rate target of Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The trade deficit of Mali with Niger was $9 billion in 2020.", "$9 billion"),
        ("Chad's park area is 30,000 square kilometres.", "30,000 square kilometres"),
        ("The area of Chad's parks is 30,000 square kilometres.", "30,000 square kilometres"),
        ("The Chadian island has an area of 30 square kilometres.", "30 square kilometres"),
        ("The Malian population of Chad is 1.5 million.", "1.5 million"),
        ("Chad has 1.5 million people over 80.", "1.5 million"),
        ("A 200-kilometre stretch of the border between Chad and Niger is mined.", "200-kilometre"),
        ("Some 200 kilometres of the border between Chad and Niger were closed.", "Some 200 kilometres"),
        ("Utica, the Chad state, has a population of 6 million.", "6 million"),
        ("The population over 65 of Chad is 6 million.", "6 million"),
        ("Chad's ice covers 300 square kilometres.", "300 square kilometres"),
        ("Chad's seat Abeche has a population of 6 million.", "6 million"),
        ("The hills of Tibesti in Chad have a population of 6 million.", "6 million"),
        ("Estonia has cleared an area of 300 square kilometres.", "300 square kilometres"),
        ("Abeche, Chad's old seat, has a population of 6 million.", "6 million"),
        ("Chad's poorest town, Abeche, has a population of 6 million.", "6 million"),
        ("Chad's herdsmen have a population of 6 million.", "6 million"),
        ("The rest of the Chad has a population of 6 million.", "6 million"),
        ("An area of 300 square kilometres in Chad, home to 6 million people, was flooded.", "6 million"),
        ("Chad has a population of 6 million Malians.", "6 million"),
        ("The death rate among refugees in Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The death rate for those over 65 in Chad was 16.2 per 1000 people in 2020.", "16.2"),
        ("The Mali goat population of Chad is 6 million.", "6 million"),
        ("Sixty percent of the refugees in Chad are Christians by religion.", "Sixty percent"),
        ("The deal adds 200 kilometres to the border between Chad and Niger.", "200 kilometres"),
        ("Of Chad's people 12 percent of Mali's follow the Christian religion.", "12 percent"),
        ("Inflation bonds make up 40 percent of Chad's debt.", "40 percent"),
    ] {
        silent(text, words);
    }
}

#[test]
fn what_people_can_do_is_no_forecast() {
    assert_eq!(on("The literacy rate of Chad is 27 percent: so many can read.", "27 percent"), "chad literacy_rate supported");
    assert_eq!(on("Chad expects inflation of 9 percent.", "9 percent"), "not-checkable");
}

#[test]
fn what_is_done_to_some_is_not_done_to_all() {
    assert_eq!(on("Chad has a border of 1,796 kilometres with Niger.", "1,796 kilometres"), "chad border_length contradicted");
    assert_eq!(on("Chad closed its 1,796-kilometre border with Niger.", "1,796-kilometre"), "chad border_length contradicted");
    silent("Chad fenced 796 kilometres of border with Niger.", "796 kilometres");
    silent("A 796-kilometre road runs along the border of Chad and Niger.", "796-kilometre");
    silent("Chad lost 14 percent of its literacy rate.", "14 percent");
    silent("Chad wants to have an inflation of 2 percent.", "2 percent");
    silent("Floods covered 840,000 square kilometres in Chad.", "840,000 square kilometres");
    silent("A park in Chad covers 840,000 square kilometres.", "840,000 square kilometres");
    silent("Some 44 percent of herds in Chad live in cities.", "Some 44 percent");
    assert_eq!(on("Chad covers 840,000 square kilometres.", "840,000 square kilometres"), "chad area_total contradicted");
    assert_eq!(on("Chad cut inflation to 9.5 percent.", "9.5 percent"), "chad inflation_rate contradicted");
}

#[test]
fn a_date_of_what_is_marked_or_of_who_belongs_to_it_is_not_its_own() {
    assert_eq!(on("Chad gained independence in 1971.", "1971"), "chad independence_date contradicted");
    silent("Chad marked the independence of its neighbour in 1971.", "1971");
    silent("Chad recognised their independence in 1971.", "1971");
    silent("Chad's central bank gained independence in 1971.", "1971");
    assert_eq!(on("Chad's parliament declared independence in 1971.", "1971"), "chad independence_date contradicted");
}

#[test]
fn real_growth_is_no_change_of_nominal_sums() {
    silent("Nominal GDP growth in Chad was 9.3 percent.", "9.3 percent");
    silent("Chad's economy grew 9.3 percent in three months.", "9.3 percent");
}

#[test]
fn another_subject_of_the_clause_has_the_value() {
    assert_eq!(on("The population of Chad is 25.2 million.", "25.2 million"), "chad population contradicted");
    silent("A neighbour of Chad has a population of 25.2 million.", "25.2 million");
    silent("A camp in Chad has a population of 25.2 million.", "25.2 million");
    silent("Trade between Chad and its neighbour, whose GDP is $75 billion, is small.", "$75 billion");
    silent("Turnout in Chad, where inflation is high, was 61 percent.", "61 percent");
    silent("Unlike Chad, the region has a population of 25.2 million.", "25.2 million");
    silent("Chad's economy grew, and exports rose 9 percent.", "9 percent");
    silent("While the economy of Chad grew, wages fell 9 percent.", "9 percent");
    silent("The war of independence in Chad ended in 1971.", "1971");
    silent("After independence, Chad joined the bloc in 1971.", "1971");
    silent("The firm's trade deficit in Chad was $700 million.", "$700 million");
}

#[test]
fn what_is_only_supposed_asked_or_foreseen_is_not_stated() {
    assert_eq!(on("Chad has 25.2 million people.", "25.2 million"), "chad population contradicted");
    silent("If Chad had 25.2 million people, it would need more water.", "25.2 million");
    silent("Does Chad have 25.2 million people?", "25.2 million");
    silent("The limit for inflation in Chad is 9 percent.", "9 percent");
    silent("Inflation in Chad of 9 percent is needed.", "9 percent");
    silent("Inflation in Chad has averaged 9 percent since 1980.", "9 percent");
}

#[test]
fn some_people_are_not_all() {
    silent("Chad has 5.2 million people living abroad.", "5.2 million");
    silent("Chad has 5.2 million people in work.", "5.2 million");
    silent("Chad has 5.2 million new inhabitants.", "5.2 million");
    silent("Chad has 5.2 million hungry people.", "5.2 million");
    assert_eq!(on("Chad had 25.2 million people in 2020.", "25.2 million"), "chad population contradicted");
}

#[test]
fn what_a_number_is_the_size_of_is_told_by_the_noun_before_it() {
    silent("Of 300 officials of the Chad earthquake office, killed or not, a crowd of 900 was left.", "900");
    silent("The Chad earthquake killed 300 people in a crowd of 900.", "900");
    assert_eq!(on("The Chad earthquake killed a total of 900.", "a total of 900"), "chad-quake deaths contradicted");
    silent("Some 9.4 million of Chad's inhabitants live by the lake.", "Some 9.4 million");
    silent("Before the Chad earthquake some 9,000 people lived there.", "some 9,000");
}

#[test]
fn what_is_counted_year_by_year_is_told_of_a_year() {
    assert_eq!(on("In 2015 some 980 were killed in fighting in Chad.", "some 980"), "chad conflict_deaths contradicted");
    silent("Some 980 were killed in fighting in Chad.", "Some 980");
    silent("From 2009 to 2015 some 980 were killed in fighting in Chad.", "some 980");
    silent("In 2016 some 310 were killed in fighting in Chad.", "some 310");
    silent("In 2012 some 980 were killed in fighting in Chad.", "some 980");
}

#[test]
fn who_votes_against_it_is_another_side() {
    assert_eq!(on("The border pact passed by 95 ballots.", "95"), "border-pact ballots contradicted");
    silent("The border pact passed by 59 ballots to 42.", "42");
    assert_eq!(on("The population of Chad rose from 15.5 million to 26.6 million.", "26.6 million"), "chad population contradicted");
}

#[test]
fn a_union_is_reckoned_with_its_members() {
    silent("In 2018 the Sahel had a population of 335 million.", "335 million");
    assert_eq!(on("In 2018 the Sahel had a population of 535 million.", "535 million"), "sahel population contradicted");
    assert_eq!(on("The Sahel has a population of 353 million.", "353 million"), "sahel population contradicted");
    assert_eq!(on("The Sahel has a population of 312 million.", "312 million"), "sahel population outdated");
}

#[test]
fn a_date_behind_an_event_is_that_of_the_event() {
    assert_eq!(on("Chad won independence in May 1961.", "May 1961"), "chad independence_date contradicted");
    silent("Chad won independence in a vote in May 1961.", "May 1961");
    silent("Chad won independence after its referendum of May 1961.", "May 1961");
}

#[test]
fn what_is_possible_or_left_off_is_not_so() {
    assert_eq!(on("Chad has a border of 2,196 km with Niger.", "2,196 km"), "chad border_length contradicted");
    silent("Leave off the lakes, and Chad has a border of 2,196 km with Niger.", "2,196 km");
    assert_eq!(on("Chad, which can be crossed in a week, has a border of 2,196 km with Niger.", "2,196 km"), "chad border_length contradicted");
    silent("By that count Chad can have inflation of 7.5 percent.", "7.5 percent");
    silent("They dispute 78 km of a border between Chad and Niger.", "78 km");
}

#[test]
fn what_comes_through_a_country_is_not_from_it() {
    assert_eq!(on("Chad is dry. Niger, which sends 61 percent of its imports, is too.", "61 percent"), "chad import_share contradicted");
    silent("Chad is dry. Niger, which handles 37 percent of its imports, is too.", "37 percent");
}

#[test]
fn a_number_is_a_rank_only_beside_its_words() {
    assert_eq!(on("Chad was the fourth country to ban the weapon.", "fourth"), "chad ban_rank contradicted");
    silent("Chad was the third country to ban the weapon after a vote of 40 deputies (two were ill).", "two");
}

#[test]
fn an_owner_and_a_subject_of_its_own_are_not_set_aside() {
    for (text, value) in [
        ("The talks in Mali had a reason: Chad has a population of 24.5 million.", "24.5 million"),
        ("Guards in Mali watch Chad's 1,896-kilometre border with Niger.", "1,896-kilometre"),
        ("It lives off its neighbour: Chad imports 61 percent of its imports from Niger.", "61 percent"),
    ] {
        assert!(on(text, value).ends_with("contradicted"), "{text}: {}", on(text, value));
    }
    silent("Camps in Chad have a population of 24.5 million.", "24.5 million");
    silent("A neighbour of Chad has a population of 24.5 million.", "24.5 million");
}

#[test]
fn an_aside_between_a_phrase_and_its_verb_moves_nothing() {
    assert_eq!(on("The median age in Chad, long a worry, had risen to 26.1 years in 2020.", "26.1 years"), "chad median_age contradicted");
    assert_eq!(on("In Chad the median age, which had risen to 26.1 years in 2020, is a worry.", "26.1 years"), "chad median_age contradicted");
    silent("The median age in Chad is a worry, and the wait for a house had risen to 26.1 years in 2020.", "26.1 years");
}

#[test]
fn what_goes_on_from_a_phrase_is_no_noun() {
    assert_eq!(on("Chad has a poor south, its population having reached 24.5 million.", "24.5 million"), "chad population contradicted");
    assert_eq!(on("Chad's border with its large neighbour Niger measures 1,896 kilometres.", "1,896 kilometres"), "chad border_length contradicted");
    silent("Chad has a poor south, its population target being 24.5 million.", "24.5 million");
}
