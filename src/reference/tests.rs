//! Tables as text, and what is made of them.

use super::package::{Pieces, TableText, bare, bare_table};
use super::{Builder, Fact, FactValue, Loaded};
use crate::lexicon::Lexicon;
use crate::measure::interval::Interval;
use std::borrow::Cow;

/// Bare tables, read one after the other.
fn loaded(tables: &[(&str, &str)]) -> Loaded {
    let mut builder = Builder::new(Lexicon::english());
    for (file, text) in tables {
        builder.add(bare(file, Cow::Owned((*text).to_owned())));
    }
    builder.finish()
}

fn problems(loaded: &Loaded) -> Vec<String> {
    loaded.problems.iter().map(ToString::to_string).collect()
}

/// The fact with an id.
fn fact(loaded: &Loaded, id: &str) -> Fact {
    loaded.reference.facts().find(|f| loaded.reference.texts(f).id == id).unwrap_or_else(|| panic!("no row {id}"))
}

fn range(low: Option<&str>, high: Option<&str>) -> Interval {
    let end = |text: Option<&str>| text.map(|t| t.parse().unwrap());
    Interval { low: end(low), high: end(high) }
}

#[test]
fn a_row_states_a_value_a_range_or_a_bound() {
    let table = "id,subject,property,value,value_low,value_high,unit,source\n\
                 value,chad,length,12.5,,,km,survey\n\
                 range,chad,length,,10,15,km,survey\n\
                 least,chad,length,,10,,km,survey\n\
                 most,chad,length,,,15,km,survey\n\
                 between,chad,length,12,10,15,km,survey\n\
                 over,chad,length,12,12,,km,survey\n";
    let loaded = loaded(&[("t.csv", table)]);
    assert_eq!(problems(&loaded), [""; 0]);
    for (id, low, high) in [
        ("value", Some("12.5"), Some("12.5")),
        ("range", Some("10"), Some("15")),
        ("least", Some("10"), None),
        ("most", None, Some("15")),
        ("between", Some("10"), Some("15")),
        ("over", Some("12"), None),
    ] {
        let FactValue::Number { range: stated, .. } = fact(&loaded, id).value else { panic!("{id} is no number") };
        assert_eq!(stated, range(low, high), "{id}");
    }
}

#[test]
fn a_date_is_exact_vague_partial_open_or_before_christ() {
    let dates = [
        ("198X", "1980–1989"),
        ("1991-10", "October 1991"),
        ("2023-09-19/2023-09-20", "19 September 2023 – 20 September 2023"),
        ("-0043-03-15", "15 March 44 BC"),
        ("../2004", "31 December 2004 or earlier"),
    ];
    let rows: Vec<String> = dates.iter().map(|(text, _)| format!("{text},chad,founded,{text},date,annals")).collect();
    let loaded = loaded(&[("t.csv", &format!("id,subject,property,value,unit,source\n{}\n", rows.join("\n")))]);
    assert_eq!(problems(&loaded), [""; 0]);
    for (text, shown) in dates {
        let FactValue::Date(when) = fact(&loaded, text).value else { panic!("{text} is no date") };
        assert_eq!(when.to_string(), shown);
    }
}

#[test]
fn dates_may_be_bounded_by_their_ends() {
    let table = "id,subject,property,value_low,value_high,unit,source\n\
                 both,chad,founded,1900,1905,date,annals\n\
                 since,chad,founded,1900,,date,annals\n\
                 until,chad,founded,,1905,date,annals\n";
    let loaded = loaded(&[("t.csv", table)]);
    let shown = |id: &str| match fact(&loaded, id).value {
        FactValue::Date(when) => when.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!([shown("both"), shown("since"), shown("until")], ["1900–1905", "1 January 1900 or later", "31 December 1905 or earlier"]);
}

#[test]
fn a_row_has_three_times_a_definition_and_a_precision() {
    let table = "id,subject,property,value,unit,valid_from,valid_to,as_of,published,retrieved,definition,tolerance,significant_digits,source\n\
                 a,chad,gdp,1300000,USD,2019,2020,2019-07,2020-01-31,2021,nominal,2%,,bank\n\
                 b,chad,gdp,1300000,USD,,,2020,,,PPP,,2,bank\n";
    let loaded = loaded(&[("t.csv", table)]);
    assert_eq!(problems(&loaded), [""; 0]);
    let (a, b) = (fact(&loaded, "a"), fact(&loaded, "b"));
    let shown = [a.valid, a.as_of, a.published, a.retrieved].map(|when| when.expect("a time").to_string());
    assert_eq!(shown, ["2019–2020", "July 2019", "31 January 2020", "2021"]);
    assert_eq!((loaded.reference.definition(&a), loaded.reference.definition(&b)), ("nominal", "PPP"));
    assert_eq!(a.tolerance, Some("26000".parse().unwrap()));
    let FactValue::Number { step, .. } = b.value else { panic!("no number") };
    assert_eq!((step, b.tolerance), ("100000".parse().unwrap(), Some("50000".parse().unwrap())));
}

#[test]
fn a_revision_marks_the_row_that_it_revises_in_whichever_table() {
    let first = "id,subject,property,value,unit,as_of,source\nold,chad,population,17,people,2020,census\n";
    let second = "id,subject,property,value,unit,as_of,source,supersedes\nnew,chad,population,18,people,2020,census,old\n\
                  self,chad,population,19,people,2021,census,self\nlost,chad,population,20,people,2022,census,gone\n";
    let loaded = loaded(&[("second.csv", second), ("first.csv", first)]);
    assert!(fact(&loaded, "old").superseded && !fact(&loaded, "new").superseded && !fact(&loaded, "self").superseded);
    assert_eq!(
        problems(&loaded),
        [
            "second.csv:3:44: warning[FL903]: the row supersedes itself; expected the id of a row of facts, found \"self\"",
            "second.csv:4:44: warning[FL903]: the row that this one supersedes is not there; expected the id of a row of facts, found \"gone\"",
        ]
    );
}

#[test]
fn what_a_row_cannot_say_is_named_with_its_place() {
    let table = "id,subject,property,value,value_low,value_high,unit,as_of,tolerance,significant_digits,rank,source\n\
                 a,chad,length,1;5,,,km,,,,,survey\n\
                 b,chad,length,5,,,km,2023-02-30,,,,survey\n\
                 c,chad,length,,9,5,km,,,,,survey\n\
                 d,chad,length,20,9,15,km,,-1,many,best,survey\n\
                 ,chad,length,1,,,km,,,,,\n\
                 d,chad,length,1,,,km,,,,,survey\n";
    let loaded = loaded(&[("t.csv", table)]);
    assert_eq!(
        problems(&loaded),
        [
            "t.csv:2:15: error[FL901]: the value is not a number; the row was left out; expected a number with a decimal point and no thousands separators, found \"1;5\"",
            "t.csv:3:22: error[FL901]: not a date; the row was left out; expected an ISO or EDTF date such as 1991-10-18, 1991-10, 2010/2014, found \"2023-02-30\"",
            "t.csv:4:16: error[FL901]: the low end is above the high end; the row was left out; expected value_low ≤ value_high, found \"9\"",
            "t.csv:5:15: warning[FL901]: the value lies outside its own range; expected value_low ≤ value ≤ value_high, found \"20\"",
            "t.csv:5:30: warning[FL901]: the number of significant digits was ignored; expected a whole number from 1 to 28, found \"many\"",
            "t.csv:5:27: warning[FL901]: the tolerance was ignored; expected a number that is not below zero, or a percentage such as 2%, found \"-1\"",
            "t.csv:5:35: warning[FL901]: the rank is not known; the row counts as ordinary; expected preferred, ordinary, dissent, found \"best\"",
            "t.csv:6:25: error[FL901]: the row has no source and was left out; expected a source",
            "t.csv:7:1: error[FL902]: the id is used before; this row was left out; expected a unique id, found \"d\"",
        ]
    );
    assert_eq!(loaded.reference.facts().len(), 1);
}

/// A table in pieces of so many bytes, each cut behind the end of a line.
fn in_pieces(text: &str, size: usize) -> TableText {
    let (mut pieces, mut left) = (Vec::new(), text);
    while !left.is_empty() {
        let end = left.get(size..).and_then(|rest| rest.find('\n')).map_or(left.len(), |at| size + at + 1);
        pieces.push(left[..end].to_owned());
        left = &left[end..];
    }
    let mut pieces = pieces.into_iter();
    let first = pieces.next().unwrap_or_default();
    TableText { text: first.into(), rest: Pieces::new(move || pieces.next().map(Ok)) }
}

#[test]
fn a_table_in_pieces_is_the_same_table() {
    let mut table = "id,subject,property,value,unit,as_of,source,note\n".to_owned();
    for number in 0..60 {
        table.push_str(&match number % 6 {
            0 => format!("r{number},chad,length,{number},km,2020,survey,\"two\nlines, \"\"quoted\"\"\"\n"),
            1 => format!("r{number},chad,length,many,km,2020,survey,\n"),
            2 => format!("r{number},chad,length\n"),
            3 => format!("r{},chad,length,1,km,2020,survey,\n", number - 3),
            _ => format!("r{number},chad,length,{number},league-and-a-half,20{number:02},survey,plain\n"),
        });
    }
    let told = |loaded: &Loaded| {
        let rows: Vec<_> = loaded.reference.facts().map(|f| format!("{:?}", loaded.reference.texts(&f))).collect();
        (rows, problems(loaded))
    };
    let whole = told(&loaded(&[("t.csv", &table)]));
    assert!(whole.0.len() == 30 && whole.1.len() == 31, "{} rows, {} problems", whole.0.len(), whole.1.len());
    for size in [1, 40, 100, 1000, 100_000] {
        let mut builder = Builder::new(Lexicon::english()).forgetting();
        builder.add(bare_table("t.csv", "t.csv", in_pieces(&table, size)));
        let pieces = told(&builder.finish());
        assert_eq!(pieces, whole, "pieces of {size} bytes");
    }
}
