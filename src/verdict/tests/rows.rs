//! Which row a claim is held against, of whom, and what it admits.

use super::{on, silent};

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
fn the_subject_is_carried_by_what_leads_a_sentence() {
    assert_eq!(on("Chad lies south of Mali. It has a population of 30 million.", "30 million"), "chad population contradicted");
    assert_eq!(on("Chad lies far inland. The population is 30 million.", "30 million"), "chad population contradicted");
    assert_eq!(on("Reports from Mali were few. The population is 30 million.", "30 million"), "mali population no-reference");
    assert_eq!(on("Reports in Mali were few. The population is 30 million.", "30 million"), "mali population contradicted");
    assert_eq!(on("Reports in Mali were few. The population is 24 million.", "24 million"), "mali population no-reference");
    assert_eq!(on("Reports from Mali were few. It has a population of 30 million.", "30 million"), "mali population no-reference");
    for several in ["Mali and Chad", "Estonia, Mali and Chad", "Mali, Estonia and Chad", "Chad and the lake in Mali"] {
        silent(&format!("Reports from {several} were few. The population is 30 million."), "30 million");
    }
    assert_eq!(on("Reports from Mali and Chad were few. It has a population of 30 million.", "30 million"), "chad population no-reference");
    assert_eq!(on("Reports from Mali were few. At Acme the population is 30 million.", "30 million"), "mali population no-reference");
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
fn who_follows_in_another_clause_is_not_the_subject() {
    assert_eq!(on("In 1950, Mali won independence.", "1950"), "mali independence_date contradicted");
    silent("The struggle for independence went on until a council met in 1950, but Mali stood aside.", "1950");
}

#[test]
fn zeros_are_lost_from_numbers_that_have_some() {
    assert_eq!(on("Chad has a population of 16.6 billion.", "16.6 billion"), "chad population contradicted");
    assert_eq!(on("Chad has a population of 16 billion.", "16 billion"), "chad population contradicted");
    silent("Chad has islands, of which people live on 152.", "152");
}

#[test]
fn verbs_and_units_name_an_area() {
    assert_eq!(on("Chad covers 1,284,000 square kilometres (495,755 square miles).", "495,755 square miles"), "chad area_total supported");
    assert_eq!(on("Chad bought 1,240 square kilometres.", "1,240 square kilometres"), "no-reference");
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
    assert!(Lexicon::english().homonyms.is_another(tokens[3].hash, &tokens, &[]));
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
fn what_agrees_with_any_number_is_no_rival() {
    let text = "With a population of over 40 million, Chad is a state of the Sahel.";
    assert_eq!(on(text, "over 40 million"), "chad population contradicted");
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
fn who_lies_on_one_side_is_not_the_subject() {
    silent("The lake, with Niger to the west, covers 910,000 square kilometres.", "910,000 square kilometres");
    assert_eq!(on("Niger, with Chad to the east, covers 2,910,000 square kilometres.", "2,910,000 square kilometres"), "niger area_total contradicted");
}

#[test]
fn a_pronoun_hardly_stands_for_whom_it_was_done_by() {
    assert_eq!(on("Chad was taken by Niger. It has a population of 30 million.", "30 million"), "chad population contradicted");
}

#[test]
fn who_live_in_a_place_are_all_its_people() {
    assert_eq!(on("Some 24.5 million people live in Chad.", "Some 24.5 million"), "chad population contradicted");
    silent("Some 24.5 million people live in Chad without a road.", "Some 24.5 million");
    silent("Some 24.5 million people live in Chad's towns.", "Some 24.5 million");
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
fn a_phrase_of_two_words_may_be_parted_by_whose_it_is() {
    assert_eq!(on("The economy of Chad grew by 3.3 percent.", "3.3 percent"), "chad growth_rate supported");
    assert_eq!(on("The economy of Chad expanded by 6.4 percent.", "6.4 percent"), "chad growth_rate contradicted");
    assert_eq!(on("Consumer prices in Chad rose 9.5 percent.", "9.5 percent"), "chad inflation_rate contradicted");
    assert_eq!(on("GDP growth in Chad was 6.4 percent.", "6.4 percent"), "chad growth_rate contradicted");
    assert_eq!(on("The economy of the north in Chad grew by 6.4 percent.", "6.4 percent"), "no-reference");
}

#[test]
fn all_who_live_somewhere_are_its_population() {
    let wrong = [
        "In 2020, 25.2 million people lived in Chad.",
        "The number of people living in Chad reached 25.2 million in 2020.",
        "Chad: 25.2 million inhabitants",
        "In Chad, a dry country of 25.2 million, water is short.",
        "Chad's 25.2 million people will have to pay more.",
    ];
    let exist = ["There are 25.2 million people in Chad.", "Chad is a dry country of 25.2 million people."];
    for text in wrong.into_iter().chain(exist) {
        assert_eq!(on(text, "25.2 million"), "chad population contradicted", "{text}");
    }
    silent("There are 9.2 million people in Chad without water.", "9.2 million");
    silent("In the flood, 25.2 million people lived in Chad's schools.", "25.2 million");
    silent("The number of people living in Chad without water reached 9.2 million.", "9.2 million");
    silent("Chad is one of the countries of 9.2 million herdsmen.", "9.2 million");
    silent("Chad will have 25.2 million people by 2030.", "25.2 million");
}

#[test]
fn what_grew_has_a_size_as_well_as_a_rate() {
    assert_eq!(on("Chad's population grew by 3.1 percent.", "3.1 percent"), "chad population_growth_rate supported");
    assert_eq!(on("Chad's population has grown by 5.1 percent.", "5.1 percent"), "chad population_growth_rate contradicted");
    assert_eq!(on("Chad's population grew to 16.6 million.", "16.6 million"), "chad population supported");
    assert_eq!(on("Chad's population grew to 21.6 million.", "21.6 million"), "chad population contradicted");
    // over several years the rate of one says nothing, and the rows of both ends do
    assert_eq!(on("Chad's population grew 3.3 percent between 2018 and 2019.", "3.3 percent"), "chad derived supported");
    assert_eq!(on("Chad's population grew 7.1 percent between 2018 and 2020.", "7.1 percent"), "chad derived supported");
    assert_eq!(on("Chad's population grew 19.1 percent between 2018 and 2020.", "19.1 percent"), "chad derived contradicted");
    silent("Chad's population grew 41 percent in ten years.", "41 percent");
    silent("Chad's population grew 41 percent over the past decade.", "41 percent");
    assert_eq!(on("Chad's population grew 9 percent a year over the past decade.", "9 percent a year"), "chad population_growth_rate contradicted");
}

#[test]
fn a_verb_of_the_phrase_tells_of_the_people_before_it() {
    assert_eq!(on("Some 44 percent of Chad's people live in cities.", "Some 44 percent"), "chad urban_share contradicted");
    assert_eq!(on("Chad's adult literacy rate is 47 percent.", "47 percent"), "chad literacy_rate contradicted");
    assert_eq!(on("The death rate in Chad is 17.1 deaths per 1,000 people.", "17.1"), "chad death_rate contradicted");
}

#[test]
fn what_is_told_of_one_sex_is_looked_for_in_its_own_rows() {
    assert_eq!(on("The median age of women in Chad is 17.4 years.", "17.4 years"), "chad median_age_female supported");
    assert_eq!(on("The median age in Chad is 17.4 years for women.", "17.4 years"), "chad median_age_female supported");
    assert_eq!(on("The median age in Chad is 16.1 years.", "16.1 years"), "chad median_age supported");
    silent("The median age of rural women in Chad is 17.4 years.", "17.4 years");
    silent("The median age of men in Chad is 14.4 years.", "14.4 years");
}

#[test]
fn a_price_is_of_a_good_and_of_a_day() {
    assert_eq!(on("In 2019 Old Utopia sold oil at $41.7 a barrel.", "$41.7 a barrel"), "utopia oil_price supported");
    assert_eq!(on("The oil price in Old Utopia averaged $61.7 a barrel in 2019.", "$61.7 a barrel"), "utopia oil_price contradicted");
    silent("The oil price in Old Utopia fell to $61.7 a barrel on 3 May 2019.", "$61.7 a barrel");
    silent("The oil price in Old Utopia rose $5 a barrel in 2019.", "$5 a barrel");
    silent("The oil price in Old Utopia was $5 a barrel higher in 2019.", "$5 a barrel");
    silent("The oil price in Old Utopia averaged $61.7 a barrel until 2019.", "$61.7 a barrel");
    silent("The oil price in Old Utopia closed at $62.3 a barrel in 2019.", "$62.3 a barrel");
    silent("The oil price in Old Utopia has fallen to $61.7 a barrel.", "$61.7 a barrel");
}

#[test]
fn for_every_is_per() {
    assert_eq!(on("Chad has a death rate of 11.9 deaths for every 1,000 people.", "11.9"), "chad death_rate supported");
    assert_eq!(on("Chad has a death rate of 11.9 deaths per 1,000 people.", "11.9"), "chad death_rate supported");
}

#[test]
fn what_a_row_is_of_tells_its_property_by_name() {
    assert_eq!(on("They climbed Hombori Tondo (1,155 m) in Mali.", "1,155 m"), "mali highest_point supported");
    assert_eq!(on("Mali is dry. Its Hombori Tondo rises to 1,155 metres.", "1,155 metres"), "mali highest_point supported");
    assert_eq!(on("The highest point of Mali is Hombori Tondo at 1,355 metres.", "1,355 metres"), "mali highest_point contradicted");
    silent("They camped below Hombori Tondo in Mali, at 300 metres.", "300 metres");
    silent("Hombori Tondo lies 640 kilometres from the lake in Mali.", "640 kilometres");
}

#[test]
fn a_year_that_is_not_over_is_known_to_nobody_whatever_lasts_until_then() {
    assert_eq!(on("Chad, independent since 1960 and with a population of 16.0 million, is dry.", "16.0 million"), "chad population supported");
    assert_eq!(on("Chad, independent since 1960 and with a population of 15.5 million, is dry.", "15.5 million"), "chad population outdated");
}
