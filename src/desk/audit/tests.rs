//! Each check on tables of a few rows: what it names, and what it leaves alone.

use super::{Desk, run};
use crate::lexicon::Lexicon;
use crate::reference::Builder;
use crate::reference::package::bare;

const HEAD: &str = "id,subject,property,object,value,value_low,value_high,unit,as_of,source,source_url,definition,supersedes,rank\n";

/// A row of facts: id, subject, property, object, value, unit, as-of.
fn fact(cells: [&str; 7]) -> String {
    let [id, subject, property, object, value, unit, as_of] = cells;
    format!("{id},{subject},{property},{object},{value},,,{unit},{as_of},Office,https://office.org/{id},,,\n")
}

/// Codes and lines of the findings on some tables (file name and text).
fn audit(tables: &[(&str, String)]) -> Vec<(&'static str, u32)> {
    let mut builder = Builder::new(Lexicon::english());
    for (file, text) in tables {
        builder.add(bare(file, text.clone().into()));
    }
    let loaded = builder.finish();
    assert!(loaded.problems.iter().all(|p| !p.is_error()), "{:?}", loaded.problems);
    let found = run(&Desk::new(&loaded.reference, Lexicon::english(), None), &[], &|_| ());
    found.findings.iter().map(|p| (p.code.unwrap_or(""), p.line.unwrap_or(0))).collect()
}

fn facts(rows: &[[&str; 7]]) -> Vec<(&'static str, u32)> {
    audit(&[("facts.csv", format!("{HEAD}{}", rows.iter().map(|r| fact(*r)).collect::<String>()))])
}

fn entities(rows: &str) -> Vec<(&'static str, u32)> {
    audit(&[("entities.csv", format!("id,name,type,aliases,demonyms\n{rows}"))])
}

fn properties(rows: &str) -> Vec<(&'static str, u32)> {
    audit(&[("properties.csv", format!("id,label,kind,unit,temporal,parts,symmetric\n{rows}"))])
}

/// A yearly series of one property from 2001 on.
fn series(values: &[&str], unit: &str) -> Vec<(&'static str, u32)> {
    let years: Vec<String> = (0..values.len()).map(|n| (2001 + n).to_string()).collect();
    let rows: Vec<[&str; 7]> = values.iter().zip(&years).map(|(value, year)| [year.as_str(), "mali", "quantity_made", "", value, unit, year]).collect();
    facts(&rows)
}

#[test]
fn a_row_twice_is_named_and_two_sources_are_not() {
    assert_eq!(facts(&[["a", "mali", "area", "", "5", "sq km", "2020"], ["b", "mali", "area", "", "5", "sq km", "2020"]]), [("FL920", 3)]);
    let other = "b,mali,area,,5,,,sq km,2020,Bank,https://bank.org/x,,,\n";
    assert_eq!(audit(&[("f.csv", format!("{HEAD}{}{other}", fact(["a", "mali", "area", "", "5", "sq km", "2020"])))]), []);
}

#[test]
fn rivals_need_a_rank_a_definition_or_a_revision() {
    let first = fact(["a", "mali", "area", "", "5", "sq km", "2020"]);
    let second = |tail: &str| vec![("f.csv", format!("{HEAD}{first}b,mali,area,,7,,,sq km,2020,Bank,https://bank.org/x,{tail}\n"))];
    assert_eq!(audit(&second(",,")), [("FL922", 3)]);
    for told_apart in ["land alone,,", ",a,", ",,ordinary"] {
        assert_eq!(audit(&second(told_apart)), [], "{told_apart}");
    }
    assert_eq!(facts(&[["a", "mali", "area", "", "5.2", "sq km", "2020"], ["b", "mali", "area", "", "5", "sq km", "2020"]]), [], "5.2 rounds to 5");
}

#[test]
fn series_are_left_by_powers_of_ten_and_units_alone() {
    assert_eq!(series(&["120", "124", "127", "131000", "133", "138"], "tonnes"), [("FL923", 5)]);
    assert_eq!(series(&["120", "124", "127", "131000", "133000", "138000"], "tonnes"), [("FL923", 2)]);
    assert_eq!(series(&["4020", "4031", "2506", "4052", "4060", "4070"], "km"), [("FL924", 4)]);
    assert_eq!(series(&["4020", "4031", "2506", "4052", "4060", "4070"], "tonnes"), [], "no unit of mass explains it");
    assert_eq!(series(&["12", "124", "127", "131", "133", "138"], "tonnes"), [], "a series may begin low");
    assert_eq!(series(&["3", "40", "380", "3900", "41000", "400000"], "tonnes"), [], "a rough series");
    assert_eq!(series(&["120", "124", "127", "0", "133", "138"], "tonnes"), [], "a zero");
}

#[test]
fn shares_of_one_thing_do_not_exceed_the_whole() {
    let shares = |b: &str| facts(&[["a", "mali", "faith_share", "x", "60", "%", "2020"], ["b", "mali", "faith_share", "y", b, "%", "2020"]]);
    assert_eq!(shares("45"), [("FL925", 2)]);
    assert_eq!(shares("40"), []);
    assert_eq!(shares("40.9"), [], "rounded shares");
}

#[test]
fn names_for_two_things() {
    assert_eq!(entities("a,Republic of the Kwenda,country,Kwenda,\nb,People's Kwenda,country,,\n"), [("FL931", 2)]);
    assert_eq!(entities("a,Aland,country,,Alander\nb,Beland,country,,Alander\n"), [("FL931", 3)]);
    assert_eq!(entities("a,Kwenda,country,,\nb,Kwenda Islands,country,,\n"), [], "the longest name wins");
    assert_eq!(entities("a,Kwenda Republic,country,Kwenda,\nb,Kwenda River,river,,\n"), [], "of another type");
}

#[test]
fn one_thing_under_two_ids() {
    assert_eq!(entities("a,Côte Brûlée,country,,\nb,Cote Brulee,country,,\n"), [("FL921", 3)]);
    assert_eq!(entities("a,Turkmenistan,country,,\nb,Turkmenestan,country,,\n"), [("FL921", 3)]);
    assert_eq!(entities("a,Iran,country,,\nb,Iraq,country,,\n"), []);
}

#[test]
fn labels_kinds_and_units_agree() {
    assert_eq!(properties("a,Coastline (km),percent,%,constant,,\n"), [("FL930", 2)]);
    assert_eq!(properties("a,total area,quantity,km,constant,,\n"), [("FL930", 2)]);
    assert_eq!(properties("a,share of women,quantity,kg,constant,,\n"), [("FL930", 2)]);
    assert_eq!(properties("a,total area,quantity,acres,constant,,\nb,Debt (% of GDP),percent,%,series,,\nc,length of a lease,duration,years,constant,,\n"), []);
    assert_eq!(facts(&[["a", "mali", "area", "", "5", "sq km", ""], ["b", "chad", "area", "", "5", "kg", ""]]), [("FL930", 3)]);
}

#[test]
fn impossible_values() {
    assert_eq!(facts(&[["a", "mali", "school_share", "", "390", "%", "2020"]]), [("FL932", 2)]);
    assert_eq!(facts(&[["a", "mali", "inhabitants", "", "-5", "people", "2020"]]), [("FL932", 2)]);
    assert_eq!(facts(&[["a", "mali", "debt_share_of_gdp", "", "130", "%", "2020"], ["b", "mali", "population_change", "", "-5", "people", "2020"]]), []);
}

#[test]
fn addresses_that_are_missing_or_dead() {
    let row = |url: &str| audit(&[("f.csv", format!("{HEAD}a,mali,area,,5,,,sq km,2020,Office,{url},,,\n"))]);
    assert_eq!(row(""), [("FL928", 2)]);
    assert_eq!(row("office.org/x"), [("FL929", 2)]);
    assert_eq!(audit(&[("f.csv", "subject,property,value,source\nmali,area,5,Office\nchad,area,6,Office\n".into())]), [("FL928", 1)]);
}

#[test]
fn a_row_far_from_the_second_table_by_a_power_of_ten() {
    let table = |factor: i64| {
        let rows =
            (1..=9).map(|n| fact([&format!("r{n}"), &format!("s{n}"), "area", "", &(n * 1000 * if n == 4 { factor } else { 1 }).to_string(), "sq km", ""]));
        format!("{HEAD}{}", rows.collect::<String>())
    };
    let mut other = table(1);
    other = other.replace("\nr", "\nq");
    assert_eq!(audit(&[("one.csv", other.clone()), ("two.csv", table(100))]), [("FL941", 5)]);
    assert_eq!(audit(&[("one.csv", other), ("two.csv", table(1))]), []);
}
