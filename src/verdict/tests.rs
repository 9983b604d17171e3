//! The rules of linking and judging, each with sentences that it is for and that it leaves alone.

use super::testing::{corrections, nearest, runners_up, verdicts};

/// The verdict on the words given, wherever they stand in the text.
fn on(text: &str, words: &str) -> String {
    let all = verdicts(text);
    let found = all.iter().find_map(|line| line.strip_prefix(&format!("{words}: ")));
    found.map_or_else(|| panic!("{words:?} is no claim of {text:?}: {all:?}"), str::to_owned)
}

/// Asserts that nothing is said of the words given but that nobody knows.
fn silent(text: &str, words: &str) {
    let verdict = on(text, words);
    assert!(verdict.ends_with("no-reference") || verdict == "not-checkable", "{text:?}: {verdict}");
}

#[test]
fn a_bare_number_takes_the_unit_of_the_caption() {
    assert_eq!(on("Life expectancy at birth, total (years) in Chad was 52.5 as of 2020.", "52.5"), "chad life_expectancy supported");
    assert_eq!(on("The inflation rate of Chad was 4.5 in 2020.", "4.5"), "chad inflation_rate supported");
    assert_eq!(on("The literacy rate of Chad was 301.", "301"), "no-reference");
    assert_eq!(on("Inflation in Chad came up 12 times in the debate.", "12"), "no-reference");
}

#[test]
fn labels_name_their_property_without_triggers() {
    assert_eq!(on("Chad has a literacy rate of 27 percent.", "27 percent"), "chad literacy_rate supported");
    assert_eq!(on("The gross domestic product of Chad was $11 billion.", "$11 billion"), "chad gdp_nominal supported");
}

#[test]
fn a_unit_that_is_spelled_out_is_no_counted_noun() {
    assert_eq!(on("Chad has a fertility rate of 6.1 children per woman.", "6.1"), "chad fertility_rate supported");
    assert_eq!(on("Women in Chad have 8.4 children per woman.", "8.4"), "chad fertility_rate contradicted");
    silent("Chad sent 8.4 children per bus.", "8.4");
    assert_eq!(on("Chad has 11.9 deaths per 1000 people a year.", "11.9"), "chad death_rate supported");
    silent("Chad has 64.2 deaths per 1000 live births.", "64.2");
}

#[test]
fn a_country_described_in_passing_is_held_against_its_own_time() {
    assert_eq!(on("Chad, a country of about 25 million people, joined the bank in 1986.", "about 25 million"), "chad population contradicted");
    assert_eq!(on("Chad, a country of about 17 million people, joined the bank in 1986.", "about 17 million"), "chad population supported");
    silent("Chad, a country of many tribes, sent about 25 million people a text.", "about 25 million");
}

#[test]
fn the_verb_behind_a_number_is_not_what_it_counts() {
    assert_eq!(on("Chad's population of 24.5 million makes it the largest of the four.", "24.5 million"), "chad population contradicted");
    assert_eq!(on("A population of 16.6 million gives Chad some weight.", "16.6 million"), "chad population supported");
}

#[test]
fn somebody_elses_row_that_agrees_is_no_evidence_where_ones_own_is_of_another_time() {
    silent("Chad is dry. The literacy rate in Niger is 27 percent.", "27 percent");
}

#[test]
fn lists_are_read_in_their_order() {
    let text = "Chad, Mali and Niger have populations of 16.6 million, 21.2 million and 99 million, respectively.";
    assert_eq!(on(text, "16.6 million"), "chad population supported");
    assert_eq!(on(text, "21.2 million"), "mali population supported");
    assert_eq!(on(text, "99 million"), "niger population contradicted");
    assert_eq!(on("Chad, Utopia and Niger have 1.1, 2.2, 3.3 and 4.4 million people, respectively.", "4.4 million"), "no-reference");
    assert_eq!(on("The population of Mali (21.2 million) passes that of Chad (16.6 million).", "16.6 million"), "chad population supported");
}

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
fn the_subject_is_carried_by_what_leads_a_sentence() {
    assert_eq!(on("Chad lies south of Mali. It has a population of 30 million.", "30 million"), "chad population contradicted");
    assert_eq!(on("Chad lies far inland. The population is 30 million.", "30 million"), "chad population contradicted");
    assert_eq!(on("Reports from Mali were few. The population is 30 million.", "30 million"), "mali population no-reference");
    assert_eq!(on("Reports from Mali were few. It has a population of 30 million.", "30 million"), "mali population no-reference");
}

#[test]
fn a_border_is_with_whom_the_words_say() {
    assert_eq!(on("Chad's border with Niger is 1,896 kilometres long.", "1,896 kilometres"), "chad border_length contradicted");
    assert_eq!(on("Chad has a border of 1,196 km with Niger.", "1,196 km"), "chad border_length supported");
    assert_eq!(on("Chad has a border of 11 km with Mali.", "11 km"), "no-reference");
}

#[test]
fn parts_of_a_whole_must_be_named() {
    assert_eq!(on("Christianity is the religion of 41 percent in Chad.", "41 percent"), "chad religion_share supported");
    assert_eq!(on("Islam is the religion of 41 percent in Chad.", "41 percent"), "chad religion_share contradicted");
    assert_eq!(on("Religion matters to 41 percent in Chad.", "41 percent"), "no-reference");
}

#[test]
fn rows_are_chosen_by_time() {
    assert_eq!(on("In 2018 Chad had a population of 15.5 million.", "15.5 million"), "chad population supported");
    assert_eq!(on("Chad has a population of 16.5 million.", "16.5 million"), "chad population close");
    assert_eq!(on("Chad has a population of 15.5 million.", "15.5 million"), "chad population outdated");
    assert_eq!(on("In 1970 Chad had a population of 3.6 million.", "3.6 million"), "chad population no-reference");
}

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
fn another_party_is_not_the_one_of_the_row() {
    assert_eq!(on("Mali won independence in 1950.", "1950"), "mali independence_date contradicted");
    silent("Mali won independence from Niger in 1950.", "1950");
    assert_eq!(on("Mali won independence from Niger in 1960.", "1960"), "mali independence_date supported");
}

#[test]
fn a_mismatch_is_believed_of_the_best_link_alone() {
    let text = "Mali is older than Chad. The Act of Independence was signed by Chad's council in 1811.";
    silent(text, "1811");
}

#[test]
fn years_of_one_list_are_not_all_the_rows() {
    assert_eq!(on("The war in Chad began in 2005.", "2005"), "chad-war start_date supported");
    silent("The war in Chad began in 2005 and 2006.", "2006");
}

#[test]
fn who_follows_in_another_clause_is_not_the_subject() {
    assert_eq!(on("In 1950, Mali won independence.", "1950"), "mali independence_date contradicted");
    silent("The struggle for independence went on until a council met in 1950, but Mali stood aside.", "1950");
}

#[test]
fn what_is_left_out_denied_or_answered_is_not_held_against_the_whole() {
    silent("Chad has a population of 12.5 million, excluding the lake.", "12.5 million");
    silent("Excluding the lake, Chad has a population of 12.5 million.", "12.5 million");
    silent("Although Chad does not border Niger, 200 km of road run there.", "200 km");
    silent("Among Christians in Chad religion matters, with 91 percent saying so.", "91 percent");
}

#[test]
fn zeros_are_lost_from_numbers_that_have_some() {
    assert_eq!(on("Chad has a population of 16.6 billion.", "16.6 billion"), "chad population contradicted");
    assert_eq!(on("Chad has a population of 16 billion.", "16 billion"), "chad population contradicted");
    silent("Chad has islands, of which people live on 152.", "152");
}

#[test]
fn events_are_told_by_kind_party_and_what_befell() {
    assert_eq!(on("The Chad earthquake, which struck on 5 March 2019, was felt far off.", "5 March 2019"), "chad-quake start_date supported");
    assert_eq!(on("The earthquake in Chad killed 900 people.", "900"), "chad-quake deaths contradicted");
}

#[test]
fn verbs_and_units_name_an_area() {
    assert_eq!(on("Chad covers 1,284,000 square kilometres (495,755 square miles).", "495,755 square miles"), "chad area_total supported");
    assert_eq!(on("Chad bought 1,240 square kilometres.", "1,240 square kilometres"), "no-reference");
}

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
fn several_are_added_up() {
    assert_eq!(on("Chad and Mali have a combined population of 37.8 million.", "37.8 million"), "chad derived supported");
    assert_eq!(on("Chad and Mali have a combined population of 27.8 million.", "27.8 million"), "chad derived contradicted");
    assert_eq!(on("Together, Chad, Mali and Niger have 62.1 million people.", "62.1 million"), "chad derived supported");
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
}

#[test]
fn ages_follow_from_a_day_of_birth() {
    assert_eq!(on("The 55-year-old Amina Faye spoke in Chad.", "55-year-old"), "faye derived supported");
    assert_eq!(on("Amina Faye, 65, spoke in Chad.", "65"), "faye derived contradicted");
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
fn lengths_of_time_follow_from_their_ends() {
    assert_eq!(on("Sixty years after independence, Chad is dry.", "Sixty years"), "chad derived supported");
    assert_eq!(on("Forty years after independence, Chad is dry.", "Forty years"), "chad derived contradicted");
    assert_eq!(on("Chad saw eight years of war.", "eight years"), "chad-war derived supported");
    assert_eq!(on("Chad saw eighteen years of war.", "eighteen years"), "chad-war derived contradicted");
    assert_eq!(on("Nine years after the war in Chad, an earthquake struck Mali.", "Nine years"), "no-reference");
}

#[test]
fn who_did_it_to_whom_counts() {
    assert_eq!(on("Niger ceded a valley to Chad in 1974.", "1974"), "niger ceded_date supported");
    assert_eq!(on("Chad ceded a valley to Niger in 1974.", "1974"), "niger ceded_date contradicted");
    assert_eq!(on("In 2013, Mali attacked Niger.", "2013"), "mali-offensive start_date supported");
    assert_eq!(on("Mali and Chad were at odds. In 2013, Chad attacked Niger.", "2013"), "mali-offensive start_date contradicted");
}

#[test]
fn a_name_beside_telling_words_is_anothers() {
    use crate::lexicon::Lexicon;
    use crate::text::token::tokenize;
    let tokens = tokenize("The governor of Georgia has 500 guests.");
    assert!(Lexicon::english().homonyms.is_another(&tokens, 3));
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
fn an_anniversary_is_of_what_is_named_behind_it() {
    assert_eq!(on("Chad marks the 50th anniversary of its independence.", "50th"), "chad derived contradicted");
    silent("Chad marks the 50th anniversary of the Utopian Treaty on independence.", "50th");
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
fn a_source_of_lower_rank_disputes_what_a_preferred_one_denies() {
    assert_eq!(on("Niger has an area of 1,267,000 square kilometres.", "1,267,000 square kilometres"), "niger area_total supported");
    assert_eq!(on("Niger has an area of 1,186,000 square kilometres.", "1,186,000 square kilometres"), "niger area_total disputed");
    assert_eq!(on("Niger has an area of 1,122,000 square kilometres.", "1,122,000 square kilometres"), "niger area_total disputed");
    assert_eq!(on("Niger has an area of 1,043,000 square kilometres.", "1,043,000 square kilometres"), "niger area_total contradicted");
    // near the preferred row is near, whoever else agrees
    assert_eq!(on("Niger has an area of about 1.2 million square kilometres.", "about 1.2 million square kilometres"), "niger area_total close");
}

#[test]
fn rows_of_one_thing_that_would_say_otherwise_make_it_ambiguous() {
    assert_eq!(on("The Chad war killed 300 people.", "300"), "chad-war deaths supported");
    assert_eq!(on("The Chad war killed 900 people.", "900"), "chad-war deaths ambiguous");
}

#[test]
fn runners_up_say_what_their_rows_would_give() {
    let all = runners_up("Chad, which trades with Mali, has a population of 30 million.");
    assert_eq!(all, ["30 million: contradicted; mali contradicted p.mali"]);
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
fn a_change_is_as_sure_as_its_rows_and_no_yearly_rate() {
    assert_eq!(on("Chad's population rose by 12 percent between 2018 and 2020.", "12 percent"), "chad derived contradicted");
    assert_eq!(on("Chad's population rose by 6.3 percent between 2018 and 2020.", "6.3 percent"), "chad derived close");
    silent("Chad's population rose by an average of 12 percent between 2018 and 2020.", "12 percent");
    silent("Chad's population rose by 12 percent a year between 2018 and 2020.", "12 percent a year");
    silent("Chad's population will have risen by 12 percent between 2018 and 2024.", "12 percent");
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
fn the_wrong_century_is_a_slip() {
    assert_eq!(on("The Chad war ended in 1913.", "1913"), "chad-war end_date contradicted");
    silent("The Chad war ended in 1914.", "1914");
}

#[test]
fn what_agrees_with_any_number_is_no_rival() {
    let text = "With a population of over 40 million, Chad is a state of the Sahel.";
    assert_eq!(on(text, "over 40 million"), "chad population contradicted");
}

#[test]
fn a_date_of_several_may_be_meant_without_its_object() {
    assert_eq!(on("Lithuania declared its independence in 1990.", "1990"), "lithuania independence_date supported");
    assert_eq!(on("Lithuania won independence from Utopia in 1918.", "1918"), "lithuania independence_date supported");
    silent("Lithuania declared its independence in 1975.", "1975");
    silent("Delegates from Lithuania came in 1990. Reports of independence were few.", "1990");
}

#[test]
fn all_people_of_a_place_are_its_population() {
    assert_eq!(on("Chad has 30 million people.", "30 million"), "chad population contradicted");
    assert_eq!(on("With 30 million inhabitants, Chad is dry.", "30 million"), "chad population contradicted");
    assert_eq!(on("With 30 million inhabitants as of 2019, Chad is dry.", "30 million"), "chad population contradicted");
    assert_eq!(on("Chad's 30 million people are poor.", "30 million"), "chad population contradicted");
    silent("Chad's 3 million people without water are poor.", "3 million");
    silent("With 3 million people at the rally, Chad was moved.", "3 million");
}

#[test]
fn a_size_is_an_area() {
    assert_eq!(on("Chad is 1,824,000 square kilometres in size.", "1,824,000 square kilometres"), "chad area_total contradicted");
    silent("Chad is 1,824,000 square kilometres of sand.", "1,824,000 square kilometres");
}

#[test]
fn beside_its_name_a_date_is_the_events() {
    assert_eq!(on("The Chad war of 2001 was long.", "2001"), "chad-war end_date contradicted");
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
fn who_lies_on_one_side_is_not_the_subject() {
    silent("The lake, with Niger to the west, covers 910,000 square kilometres.", "910,000 square kilometres");
    assert_eq!(on("Niger, with Chad to the east, covers 2,910,000 square kilometres.", "2,910,000 square kilometres"), "niger area_total contradicted");
}

#[test]
fn a_phrase_may_be_wanted_or_followed_by_another_verb() {
    silent("Mali seeking independence met with an answer in 1950.", "1950");
    silent("Mali was founded by settlers and was renamed in 1949.", "1949");
    assert_eq!(on("Mali was founded by settlers in 1949 and was renamed.", "1949"), "mali founding_date contradicted");
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
fn an_end_is_not_held_against_a_beginning() {
    assert_eq!(on("The war in Chad began in 2007.", "2007"), "chad-war start_date contradicted");
    silent("The war that began in Chad was fought through 2007.", "2007");
}

#[test]
fn a_pronoun_hardly_stands_for_whom_it_was_done_by() {
    assert_eq!(on("Chad was taken by Niger. It has a population of 30 million.", "30 million"), "chad population contradicted");
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
fn who_live_in_a_place_are_all_its_people() {
    assert_eq!(on("Some 24.5 million people live in Chad.", "Some 24.5 million"), "chad population contradicted");
    silent("Some 24.5 million people live in Chad without a road.", "Some 24.5 million");
    silent("Some 24.5 million people live in Chad's towns.", "Some 24.5 million");
}

#[test]
fn what_people_can_do_is_no_forecast() {
    assert_eq!(on("The literacy rate of Chad is 27 percent: so many can read.", "27 percent"), "chad literacy_rate supported");
    assert_eq!(on("Chad expects inflation of 9 percent.", "9 percent"), "not-checkable");
}

#[test]
fn a_fraction_of_a_whole_is_a_share() {
    for (text, words) in [
        ("Two fifths of Chadians are Christians by religion.", "Two fifths"),
        ("More than half of Chadians are Muslims by religion.", "More than half"),
        ("Four in ten Chadians are Christians by religion.", "Four in ten"),
        ("About a quarter of adults in Chad can read; the literacy rate is low.", "About a quarter"),
    ] {
        let verdict = on(text, words);
        assert!(verdict.starts_with("chad ") && (verdict.ends_with("supported") || verdict.ends_with("close")), "{text}: {verdict}");
    }
    let wrong = "Two thirds of Chadians are Christians by religion.";
    assert_eq!(on(wrong, "Two thirds"), "chad religion_share contradicted");
    // of a number, and in a comparison, it is no share of what a table holds
    assert_eq!(on("Half of the 80 Chadians are Christians by religion.", "Half"), "no-reference");
    assert!(!on("Chad is half as large as Mali.", "half").contains("religion_share"));
}

#[test]
fn a_rate_is_told_by_its_thousand() {
    assert_eq!(on("Chad's death rate was 12 per 1,000 people in 2020.", "12"), "chad death_rate supported");
    assert_eq!(on("Chad's death rate was 16 per 1,000 people in 2020.", "16"), "chad death_rate contradicted");
    assert_eq!(on("Chad's death rate was 12.1 per 100,000 people in 2020.", "12.1"), "no-reference");
    assert_eq!(on("Inflation in Chad was 4 in 2020.", "4"), "chad inflation_rate supported");
    assert_eq!(on("Women in Chad have 6 children on average.", "6"), "chad fertility_rate supported");
    assert_eq!(on("Women in Chad have 3.2 children on average.", "3.2"), "chad fertility_rate contradicted");
}

#[test]
fn what_a_value_rose_from_was_so_once() {
    assert_eq!(on("The population of Chad rose from 15.5 million to 16.6 million.", "15.5 million"), "chad population supported");
    assert_eq!(on("The population of Chad rose from 11 million to 16.6 million.", "11 million"), "chad population no-reference");
    assert_eq!(on("The population of Chad is 15.5 million.", "15.5 million"), "chad population outdated");
}

#[test]
fn who_is_overtaken_is_not_the_subject() {
    assert_eq!(on("With a population of 24.3 million, Niger overtook Mali in 2020.", "24.3 million"), "niger population supported");
    assert_eq!(on("With a population of 29.2 million, Niger overtook Mali in 2020.", "29.2 million"), "niger population contradicted");
}

#[test]
fn an_owner_without_a_row_is_not_passed_over_for_another() {
    // the row of Niger is too old to judge by
    assert_eq!(on("Niger's literacy rate stands at 60 percent, Chad's at 27 percent.", "60 percent"), "niger literacy_rate no-reference");
}

#[test]
fn between_two_sources_nobody_is_wrong() {
    assert_eq!(on("Life expectancy in Niger is 61.5 years.", "61.5 years"), "niger life_expectancy ambiguous");
    assert_eq!(on("Life expectancy in Niger is 66.5 years.", "66.5 years"), "niger life_expectancy contradicted");
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
    assert_eq!(on("Diallo resigned as president in 2018.", "2018"), diallo("contradicted"));
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
    ] {
        assert_eq!(on(text, words), "no-reference", "{text}");
    }
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
