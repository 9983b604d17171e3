//! What holds of every mention of every text: its span lies in the text, on characters,
//! in order and apart from the others; and what is printed reads back as the same value.

use factlint::lexicon::Lexicon;
use factlint::mention::{Mention, read};
use factlint::text::plain::{Block, BlockKind, PlainText};
use factlint::text::span::Span;
use proptest::prelude::*;
use proptest::sample::select;

/// Reads one paragraph dated 16 June 2021.
fn mentions(text: &str) -> Vec<Mention> {
    let block = Block { span: Span::new(0, u32::try_from(text.len()).expect("a short text")), kind: BlockKind::Paragraph };
    let plain = PlainText::identical(text.to_owned(), vec![block]);
    read(&plain, chrono::NaiveDate::from_ymd_opt(2021, 6, 16), Lexicon::english()).mentions
}

/// Pieces that finders look at, and some that none expects.
const PIECES: &[&str] = &[
    "5",
    "12,000",
    "1.5",
    "3½",
    "½",
    "1/2",
    "2021",
    "1990s",
    "'80s",
    "31",
    "44-day",
    "between",
    "and",
    "to",
    "or",
    "–",
    "-",
    "−",
    "half",
    "a",
    "million",
    "hundred",
    "twenty",
    "-six",
    "third",
    "thirds",
    "dozens",
    "of",
    "$",
    "€",
    "US$",
    "%",
    "percent",
    "km",
    "m",
    "in",
    "per",
    "hour",
    "years",
    "old",
    "aged",
    "ago",
    "last",
    "Friday",
    "May",
    "March 3",
    "June",
    "since",
    "until",
    "every",
    "about",
    "almost",
    "more than",
    "point",
    "minus",
    "out of",
    "one",
    "(",
    ")",
    ",",
    ".",
    ":",
    "\"",
    "é",
    "漢字",
    "🙂",
    "people",
    "children",
    "the",
    "was",
    "will",
    "\u{a0}",
    "\n",
    "°C",
    "″",
    "over",
    "^",
    "e6",
    "x",
    "#",
    "No.",
    "Section",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => select(PIECES).prop_map(str::to_owned), 1 => "[0-9]{1,25}", 1 => "\\PC{0,6}"];
    prop::collection::vec((piece, select(&[" ", " ", " ", "", "  "][..])), 0..24).prop_map(|parts| parts.into_iter().map(|(piece, gap)| piece + gap).collect())
}

/// Bounds, characters, order, and ends without white space.
fn check_spans(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for mention in mentions(text) {
        let (from, to) = (mention.span.start as usize, mention.span.end as usize);
        prop_assert!(from < to && to <= text.len(), "{:?} in {text:?}", mention.span);
        prop_assert!(text.is_char_boundary(from) && text.is_char_boundary(to), "{:?} in {text:?}", mention.span);
        prop_assert!(from >= end, "{mention} overlaps the one before it in {text:?}");
        prop_assert_eq!(mention.span.of(text), &text[from..to]);
        prop_assert!(!text[from..to].starts_with(char::is_whitespace) && !text[from..to].ends_with(char::is_whitespace), "{text:?}");
        end = to;
    }
    Ok(())
}

/// Ranges of values and of days go up.
fn check_ranges(text: &str) -> Result<(), TestCaseError> {
    for mention in mentions(text) {
        if let (Some(low), Some(high)) = (mention.value, mention.high) {
            prop_assert!(low.value <= high.value, "{mention} in {text:?}");
        }
        if let Some(when) = mention.when {
            prop_assert!(when.from.zip(when.to).is_none_or(|(from, to)| from <= to), "{mention} in {text:?}");
        }
    }
    Ok(())
}

#[test]
fn the_fuzzing_corpus_and_what_once_broke_hold() {
    let corpus = crate::tool::root().join("fuzz/corpus/mentions");
    let files: Vec<_> = std::fs::read_dir(&corpus).expect("the corpus is there").map(|entry| entry.expect("an entry").path()).collect();
    assert!(files.len() >= 10, "the corpus is not empty");
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file).expect("a file")).into_owned();
        let held = check_spans(&text).and_then(|()| check_ranges(&text));
        assert!(held.is_ok(), "{}: {held:?}", file.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_in_bounds_on_characters_in_order_and_apart(text in texts()) {
        check_spans(&text)?;
    }

    #[test]
    fn a_range_goes_up(text in texts()) {
        check_ranges(&text)?;
    }

    #[test]
    fn what_is_printed_reads_back_as_the_same_value(digits in 1_u64..10_000_000_000, decimals in 0_u32..4, unit in select(&["", "kilometres", "percent", "tonnes", "hectares", "years", "dollars"][..])) {
        let value = rust_decimal::Decimal::new(i64::try_from(digits).expect("a small number"), decimals);
        let printed = factlint::measure::interval::grouped(value);
        let text = format!("It came to {printed} {unit} in all.");
        let found = mentions(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(found[0].value.map(|v| v.value.normalize()), Some(value.normalize()), "{}", text);
    }
}
