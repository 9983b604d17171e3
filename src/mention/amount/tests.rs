//! Amounts by what is read in sentences: positives with their values, and negatives.

use crate::mention::testing::readings;

/// All mentions of each sentence, in the short notation.
fn all(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(readings(text), *expected, "{text}");
    }
}

#[test]
fn units_behind_and_around() {
    all(&[
        ("The plant turned out a 4,500 barrel-a-day stream.", &["4,500 barrel-a-day = quantity 4500 barrel per day"]),
        ("It weighs 20 [kg] dry.", &["20 [kg] = quantity 20 kilogram"]),
        ("The lake holds 4 km^3 of water.", &["4 km^3 = quantity 4 cubic kilometre"]),
        ("It fell at 9.8 m/s^2 there.", &["9.8 m/s^2 = quantity 9.8 metre per square second"]),
        ("The grid ran at 49.55 HZ on the night.", &["49.55 HZ = quantity 49.55 hertz"]),
        ("They fitted a 12 V battery.", &["12 V = quantity 12 volt"]),
        ("It was 30 C outside.", &["30 C = temperature 30 celsius"]),
        ("A flow of 5 k.g. came out.", &["5 k.g. = quantity 5 kilogram"]),
        ("They ran a quarter-mile race.", &["quarter-mile = quantity 0.25 mile"]),
        ("The feud lasted a quarter-century.", &["quarter-century = duration 0.25 century"]),
        ("It is half of that, a quarter century on.", &["half = number 0.5", "quarter century = duration 0.25 century"]),
        ("It rose in the quarter year on year.", &["quarter = date_range 2021-01-01/2021-03-31 quarter"]),
        ("The crossing took 1h 30m in calm water.", &["1h 30m = duration 90 minute"]),
        ("They sank 3 km 30m from there.", &["3 km 30m = quantity 3030 metre"]),
        ("It took two and a quarter of an hour.", &["two and a quarter of an hour = duration 2.25 hour"]),
        ("It took one hour and thirty.", &["one hour and thirty = duration 90 minute"]),
        ("It took an hour and 30 seconds.", &["an hour and 30 seconds = duration 3630 second"]),
        ("The sample weighed 2,000.45±0.01 pounds of it.", &["2,000.45±0.01 pounds = quantity 2000.45 pound-mass"]),
        ("The plank was 6 ft 2 in long.", &["6 ft 2 in = quantity 74 inch"]),
        ("The plank was 3 m 20 cm long.", &["3 m 20 cm = quantity 320 centimetre"]),
        ("The plank was 2 yd 7' long.", &["2 yd 7' = quantity 13 foot"]),
        ("He ran 12 ft 2 in 3 seconds.", &["12 ft = quantity 12 foot", "2 = number 2", "3 seconds = duration 3 second"]),
        ("It was twelve below zero.", &["twelve below zero = temperature -12 degree"]),
    ]);
}

#[test]
fn ages_of_groups_and_of_people() {
    all(&[
        ("It is free for those 65 and older.", &["65 and older = age 65 or more year"]),
        ("It is open to people aged 18 or under.", &["aged 18 or under = age 18 or less year"]),
        ("The over-65s and the under-18s paid less.", &["over-65s = age 65 or more year", "under-18s = age 18 or less year"]),
        ("Pupils between the ages of 5 and 11 came.", &["ages of 5 and 11 = age 5..11 year"]),
        ("A woman in her early thirties spoke.", &["early thirties = age 30..33 year"]),
        ("A man in his mid-40s spoke.", &["mid-40s = age 44..46 year"]),
        ("They sat in the early thirties.", &["early thirties = date_range 1930-01-01/1933-12-31 span"]),
        ("It has jurisdiction over 10 provinces.", &["10 = number 10"]),
        ("It extends over 900 hectares.", &["900 hectares = quantity 900 hectare"]),
        ("It adds up to 900 hectares.", &["900 hectares = quantity 900 hectare"]),
        ("At 65 and over 300 others, it grew.", &["65 = number 65", "over 300 = number 300 or more over"]),
    ]);
}

#[test]
fn odds_ratios_and_multiples() {
    all(&[
        ("They gave 3-to-1 odds on it.", &["3-to-1 = number 3"]),
        ("A ratio of 3:1 was seen there.", &["3:1 = number 3"]),
        ("They sell 5-to-10 year bonds there.", &["5-to-10 year = duration 5..10 year"]),
        ("It was a tenfold rise in costs.", &["tenfold = number 10"]),
        ("Costs were halved there.", &["halved = number 0.5"]),
        ("Once two years had passed, they met once a month.", &["two years = duration 2 year", "once a month = set"]),
        ("Output doubled in a month there.", &["doubled = number 2", "a month = duration 1 month"]),
        ("He doubled to left and doubled up.", &[]),
        ("They won 6-3, 7-6 and lost 10-2 on grass.", &[]),
        ("They hired 5-10 cooks there.", &["5-10 = number 5..10"]),
    ]);
}

#[test]
fn one_that_stands_for_another_and_numbers_of_lists() {
    all(&[
        ("No one took the blame for it.", &[]),
        ("One has to ask, and one might say so.", &[]),
        ("The plan was a bitter one.", &[]),
        ("One of the ships sank there.", &["One = number 1"]),
        ("1. Wash the rice.", &[]),
        ("They marked 20 years of peace.", &["20 years = duration 20 year"]),
        ("In the area 40 people slept.", &["40 = number 40"]),
        ("They hired some 3,000-plus cooks.", &["some 3,000 = number 3000 about"]),
        ("Costs rose on Sept. 30 to $7 million.", &["Sept. 30 = date 2020-09-30 day", "$7 million = money 7000000 dollar"]),
        ("He is a 6-foot-4 guard there.", &["6-foot-4 = quantity 76 inch"]),
    ]);
}

#[test]
fn words_that_only_look_like_units() {
    all(&[("The village of 11 has burnt.", &["11 = number 11"]), ("The house at 500 W Palmer Street stood.", &[]), ("They run up to 3G there.", &[])]);
}

#[test]
fn rates_of_money() {
    all(&[
        ("They pay $4 per share now.", &["$4 per share = money 4 dollar per share"]),
        ("They pay $4 a share now.", &["$4 a share = money 4 dollar per share"]),
        ("They pay £24 a year now.", &["£24 a year = quantity 24 pound sterling per year"]),
        ("It cost $50 a barrel on Friday.", &["$50 a barrel = quantity 50 dollar per barrel", "Friday = date 2021-06-11 day"]),
        ("Sales were $5 billion a year earlier.", &["$5 billion = money 5000000000 dollar", "a year earlier = date_range 2020-01-01/2020-12-31 year"]),
        ("They paid 30 MUSD for it.", &["30 MUSD = money 30000000 us dollar"]),
        ("They paid 30 mln Canadian dlrs for it.", &["30 mln Canadian dlrs = money 30000000 canadian dollar"]),
        ("They paid 30 Ruritania dollars for it.", &["30 Ruritania dollars = money 30 ruritania dollar"]),
        ("They paid Rupees 500 crore for it.", &["Rupees 500 crore = money 5000000000 indian rupee"]),
        ("They paid US$5 million for it.", &["US$5 million = money 5000000 us dollar"]),
        ("They paid AU $5 for it.", &["AU $5 = money 5 australian dollar"]),
    ]);
}

#[test]
fn numbers_of_names_codes_and_addresses_are_left_alone() {
    all(&[
        ("She lives at 358 Harbour Way.", &[]),
        ("She lives at 9 E Elm St, they said.", &[]),
        ("She lives at 22 Ave Lumen, they said.", &[]),
        ("The object 06F6 glowed.", &[]),
        ("He drove a four-door car with a six-speed gearbox.", &[]),
        ("Ortega (4) scored.", &[]),
        ("Her iPhone 11 broke.", &[]),
    ]);
}

#[test]
fn numbers_that_resemble_those_count() {
    all(&[
        ("There are 12 Fleet Street shops.", &["12 = number 12"]),
        ("They need sub-500 rooms.", &["500 = number 500"]),
        ("They saw 3 Main Streets closed.", &["3 = number 3"]),
        ("He saw four doors.", &["four = number 4"]),
        ("Five members (4) left.", &["Five = number 5", "4 = number 4"]),
    ]);
}

#[test]
fn ranges_by_comparison_and_from() {
    all(&[
        ("It is greater than 30 and less than or equal to 40.", &["greater than 30 and less than or equal to 40 = number 30..40"]),
        ("It cools from 30 celsius and 40 celsius.", &["30 celsius and 40 celsius = temperature 30..40 celsius"]),
        ("It runs from 3 and 5 towns.", &["3 = number 3", "5 = number 5"]),
    ]);
}
