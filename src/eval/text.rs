//! A tally as a page to read.

use super::{Share, Tally};
use crate::verdict::kind::{VERDICTS, Verdict};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The totals and what the confidence is worth.
pub fn summary(tally: &Tally) -> String {
    let mut page = String::new();
    totals(&mut page, tally);
    calibration(&mut page, tally);
    page
}

fn totals(page: &mut String, tally: &Tally) {
    let _ = writeln!(page, "{:<34} {:>6} {:>6} {:>6}", "", "claims", "right", "share");
    line(page, "claims with the right verdict", tally.claims);
    line(page, "errors that were caught (recall)", tally.errors);
    line(page, "alarms that were right (precision)", tally.alarms);
}

/// The page.
pub fn text(tally: &Tally) -> String {
    let mut page = String::new();
    totals(&mut page, tally);
    confusion(&mut page, &tally.confusion);
    calibration(&mut page, tally);
    shares(&mut page, "property", &tally.properties);
    shares(&mut page, "check", &tally.checks);
    if !tally.misses.is_empty() {
        page.push_str("\nwrong\n");
    }
    for miss in &tally.misses {
        let _ = writeln!(page, "  {}: {}: expected {}, found {}", miss.place, miss.quote, miss.expected, miss.found);
    }
    page
}

fn shown(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |s| format!("{s:.3}"))
}

fn line(page: &mut String, name: &str, share: Share) {
    let _ = writeln!(page, "{name:<34} {:>6} {:>6} {:>6}", share.of, share.right, shown(share.share()));
}

fn confusion(page: &mut String, confusion: &BTreeMap<String, BTreeMap<String, usize>>) {
    let names = VERDICTS.map(Verdict::name).into_iter().chain(["nothing"]);
    let found: Vec<&str> = names.filter(|name| confusion.values().any(|row| row.contains_key(*name))).collect();
    let _ = write!(page, "\n{:<22}", "expected \\ found");
    for name in &found {
        let _ = write!(page, " {name:>13}");
    }
    page.push('\n');
    for (expected, row) in confusion {
        let _ = write!(page, "{expected:<22}");
        for name in &found {
            let _ = write!(page, " {:>13}", row.get(*name).copied().unwrap_or(0));
        }
        page.push('\n');
    }
}

fn calibration(page: &mut String, tally: &Tally) {
    let _ = writeln!(page, "\n{:<34} {:>6} {:>6} {:>6} {:>6}", "confidence", "claims", "right", "share", "said");
    let mut above = 1.0;
    for band in &tally.calibration {
        let share = Share { of: band.of, right: band.right };
        let name = format!("{:.2} to {above:.2}", band.from);
        above = band.from;
        let _ = writeln!(page, "{name:<34} {:>6} {:>6} {:>6} {:>6.3}", band.of, band.right, shown(share.share()), band.said);
    }
}

fn shares(page: &mut String, title: &str, shares: &BTreeMap<String, Share>) {
    let _ = writeln!(page, "\n{title:<34} {:>6} {:>6} {:>6}", "claims", "right", "share");
    for (name, share) in shares {
        line(page, name, *share);
    }
}
