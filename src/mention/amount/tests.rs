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
fn words_that_only_look_like_units() {
    all(&[("The village of 11 has burnt.", &["11 = number 11"]), ("The house at 500 W Palmer Street stood.", &[]), ("They run up to 3G there.", &[])]);
}

#[test]
fn rates_of_money() {
    all(&[
        ("They pay $4 per share now.", &["$4 per share = money 4 dollar per share"]),
        ("They pay $4 a share now.", &["$4 a share = money 4 dollar per share"]),
        ("They pay £24 a year now.", &["£24 a year = quantity 24 pound sterling per year"]),
        ("Sales were $5 billion a year earlier.", &["$5 billion = money 5000000000 dollar", "a year earlier = date_range 2020-01-01/2020-12-31 year"]),
        ("They paid 30 MUSD for it.", &["30 MUSD = money 30000000 us dollar"]),
        ("They paid 30 mln Canadian dlrs for it.", &["30 mln Canadian dlrs = money 30000000 canadian dollar"]),
        ("They paid 30 Ruritania dollars for it.", &["30 Ruritania dollars = money 30 ruritania dollar"]),
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
