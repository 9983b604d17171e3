//! The examples in the lexicon's tables, run: each row shows its own use.

use super::testing::readings;
use crate::lexicon::table::rows;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    example: String,
    expect: String,
}

/// What stands in `example` must be read as `expect`; all failures are listed at once.
fn run(table: &str, text: &str) {
    let failures: Vec<String> = rows::<Row>(table, text)
        .into_iter()
        .filter(|row| !readings(&row.example).iter().any(|r| r.split_once(" = ").is_some_and(|(_, read)| read == row.expect)))
        .map(|row| format!("{:?}: expected {:?}, read {:?}", row.example, row.expect, readings(&row.example)))
        .collect();
    assert!(failures.is_empty(), "{table}: {} examples fail\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn examples_of_numerals() {
    run("numerals.csv", include_str!("../lexicon/numerals.csv"));
}

#[test]
fn examples_of_hedges() {
    run("hedges.csv", include_str!("../lexicon/hedges.csv"));
}

#[test]
fn examples_of_units() {
    run("units.csv", include_str!("../lexicon/units.csv"));
}

#[test]
fn examples_of_currencies() {
    run("currencies.csv", include_str!("../lexicon/currencies.csv"));
}

#[test]
fn examples_of_the_calendar() {
    run("calendar.csv", include_str!("../lexicon/calendar.csv"));
}

#[test]
fn examples_of_holidays() {
    run("holidays.csv", include_str!("../lexicon/holidays.csv"));
}

/// The counted noun of each mention that counts one.
fn nouns(text: &str) -> Vec<String> {
    super::testing::mentions(text).into_iter().filter_map(|m| m.noun.map(|n| n.lemma)).collect()
}

#[test]
fn nouns_behind_names_numbers_and_pairs_of_adjectives() {
    for (text, expected) in [
        ("They sold 40 Ranger 6 vans.", &["van"][..]),
        ("They sold 300 Alfa and Beta vans.", &["van"]),
        ("A half of the combined 300 ships sank.", &["ship", "ship"]),
        ("They counted 2,000 who had fled.", &["people"]),
        ("Over 6,000 homes nationwide including 1,500 in the north burnt.", &["home", "home"]),
        ("The one index fell 2% to a close of 3,100 points while the other rose 1% to 900.", &["index", "point", "point"]),
        ("The one index fell 2% to 3,100 points. The other rose 1% to 900.", &["index", "point"]),
    ] {
        assert_eq!(nouns(text), expected, "{text}");
    }
}

#[test]
fn mentions_are_found_by_their_sentence_and_by_their_tokens() {
    use super::read;
    use crate::lexicon::Lexicon;
    use crate::text::plain::{Block, BlockKind, PlainText};
    use crate::text::span::Span;

    let text = "Some 40 sang on 3 May 2019. Nobody came. Rain fell for nine days, and 12 roofs leaked.";
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    let reading = read(&PlainText::identical(text.to_owned(), vec![block]), None, Lexicon::english());
    let words = |sentence: usize| reading.mentions_in(sentence).iter().map(|m| m.span.of(text)).collect::<Vec<_>>();
    assert_eq!((words(0), words(1), words(2)), (vec!["Some 40", "3 May 2019"], vec![], vec!["nine days", "12"]));
    assert!(reading.mentions_in(3).is_empty());
    for (at, _) in reading.tokens.iter().enumerate() {
        assert_eq!(reading.mention_at(at).map(|m| m.span), reading.mentions.iter().find(|m| m.tokens.contains(&at)).map(|m| m.span), "token {at}");
    }
    assert!(reading.mention_at(reading.tokens.len()).is_none());
}
