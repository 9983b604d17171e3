//! What an archive keeps of a claim: what it is about, what it says, the verdict, the rows.
//!
//! In: the claims of a report. Out: the same in few bytes, and back; the claims of one article
//! under two editions held against each other. It refuses to know words and sentences: those
//! are read from the article when somebody wants to see them.

use crate::measure::when::{Grain, When};
use crate::reference::index::codec::{Reader, put_decimal, put_text, put_uint, put_when};
use crate::report::claim_text::read;
use crate::report::finding::{ArticleReport, ClaimOut, VerdictOut};
use crate::report::row::EvidenceOut;
use crate::report::scalar::{Day, Number};
use crate::rule::Level;
use crate::verdict::kind::{VERDICTS, Verdict};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A claim as an archive keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// It stands in the title.
    pub title: bool,
    /// Its words, in characters of the plain text.
    pub char: [u32; 2],
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its column, from 1.
    pub column: u32,
    /// Subject, property and object, by their ids; empty where there is none.
    pub about: [String; 3],
    /// The verdict.
    pub verdict: Verdict,
    /// What was read, in words: "4375000 people (“about”); admits …".
    pub read: String,
    /// The check.
    pub code: String,
    /// How loud it is.
    pub level: Level,
    /// Somebody decided that it is not to be told.
    pub silenced: bool,
    /// The sentence denies it, or says that somebody else says so.
    pub apart: bool,
    /// The true values that its words admit: ends, and their unit.
    pub admits: Option<([Option<Decimal>; 2], String)>,
    /// The value of a claim of a date.
    pub date: Option<When>,
    /// The value of a claim of a name.
    pub name: String,
    /// The period of which it speaks.
    pub period: Option<When>,
    /// The rows that the verdict rests on.
    pub rows: Vec<Row>,
}

/// A row that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its value with its unit, and when it was measured.
    pub value: String,
    /// It agrees with the claim.
    pub agrees: bool,
}

const TITLE: u8 = 1;
const SILENCED: u8 = 1 << 1;
const APART: u8 = 1 << 2;
const ADMITS: u8 = 1 << 3;
const LOW: u8 = 1 << 4;
const HIGH: u8 = 1 << 5;

const LEVELS: [Level; 4] = [Level::None, Level::Note, Level::Warning, Level::Error];

impl Said {
    /// The claims of a report that were judged, with their places among its claims.
    pub fn all(report: &ArticleReport) -> Vec<(usize, Self)> {
        let judged = report.claims.iter().enumerate().filter_map(|(at, claim)| Some((at, claim, claim.judged.as_ref()?)));
        judged.map(|(at, claim, verdict)| (at, Said::of(claim, verdict))).collect()
    }

    fn of(claim: &ClaimOut, judged: &VerdictOut) -> Self {
        let end = |number: &Option<Number>| number.as_ref().map(|n| n.0.normalize());
        Said {
            title: claim.field == "title",
            char: claim.span.char,
            line: claim.span.line,
            column: claim.span.column,
            about: [&claim.subject, &claim.property, &claim.object].map(|id| id.clone().unwrap_or_default()),
            verdict: judged.verdict,
            read: read(claim, judged),
            code: judged.code.to_owned(),
            level: judged.level,
            silenced: claim.silenced.is_some(),
            apart: claim.negated || claim.attribution.is_some(),
            admits: judged.allowed.as_ref().map(|[low, high]| ([end(low), end(high)], judged.allowed_unit.clone().unwrap_or_default())),
            date: period(claim.value_from, claim.value_to),
            name: claim.value_name.clone().unwrap_or_default(),
            period: period(claim.from, claim.to),
            rows: judged.evidence.iter().map(row).collect(),
        }
    }

    /// Appends it.
    pub fn put(&self, out: &mut Vec<u8>) {
        let ends = self.admits.as_ref().map_or(0, |([low, high], _)| ADMITS | low.map_or(0, |_| LOW) | high.map_or(0, |_| HIGH));
        let flag = |is: bool, bit: u8| if is { bit } else { 0 };
        out.push(flag(self.title, TITLE) | flag(self.silenced, SILENCED) | flag(self.apart, APART) | ends);
        out.push(VERDICTS.iter().position(|v| *v == self.verdict).unwrap_or(0) as u8);
        out.push(LEVELS.iter().position(|l| *l == self.level).unwrap_or(0) as u8);
        for number in [self.char[0], self.char[1].saturating_sub(self.char[0]), self.line, self.column] {
            put_uint(out, number.into());
        }
        self.about.iter().chain([&self.code, &self.name, &self.read]).for_each(|text| put_text(out, text));
        if let Some((ends, unit)) = &self.admits {
            ends.iter().flatten().for_each(|&end| put_decimal(out, end));
            put_text(out, unit);
        }
        put_when(out, self.date);
        put_when(out, self.period);
        put_uint(out, self.rows.len() as u64);
        for row in &self.rows {
            put_text(out, &row.id);
            put_text(out, &row.value);
            out.push(row.agrees.into());
        }
    }

    /// Reads one back.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let flags = reader.byte();
        let verdict = VERDICTS.get(usize::from(reader.byte())).copied().unwrap_or(Verdict::NotCheckable);
        let level = LEVELS.get(usize::from(reader.byte())).copied().unwrap_or(Level::None);
        let [from, length, line, column] = [(); 4].map(|()| reader.uint() as u32);
        let [subject, property, object, code, name, read] = [(); 6].map(|()| reader.text().to_owned());
        let admits = (flags & ADMITS > 0).then(|| {
            let ends = [LOW, HIGH].map(|end| (flags & end > 0).then(|| reader.decimal()));
            (ends, reader.text().to_owned())
        });
        Said {
            title: flags & TITLE > 0,
            char: [from, from.saturating_add(length)],
            line,
            column,
            about: [subject, property, object],
            verdict,
            read,
            code,
            level,
            silenced: flags & SILENCED > 0,
            apart: flags & APART > 0,
            admits,
            date: reader.when(),
            name,
            period: reader.when(),
            rows: reader.list(|r| Row { id: r.text().to_owned(), value: r.text().to_owned(), agrees: r.byte() > 0 }),
        }
    }

    /// The words that it stands on.
    fn words(&self) -> (bool, [u32; 2]) {
        (self.title, self.char)
    }
}

fn period(from: Option<Day>, to: Option<Day>) -> Option<When> {
    let ends: [Option<NaiveDate>; 2] = [from, to].map(|day| day.map(|d| d.0));
    (ends != [None, None]).then_some(When { from: ends[0], to: ends[1], grain: Grain::Span })
}

fn row(row: &EvidenceOut) -> Row {
    // what a date is measured in needs no word
    let unit = row.unit.as_deref().filter(|unit| *unit != "date").map_or_else(String::new, |unit| format!(" {unit}"));
    let as_of = row.as_of.as_deref().map_or_else(String::new, |day| format!(", as of {day}"));
    Row { id: row.fact.clone(), value: format!("{}{unit}{as_of}", row.value.text()), agrees: row.agrees }
}

/// One claim under two editions: its place in each list; none where it is only in the other.
pub type Pair = (Option<usize>, Option<usize>);

/// Pairs the claims of one article under two editions, in the order of the text: those of the same words about the same
/// thing first, and what is left of the same words in order.
pub fn pairs(old: &[Said], new: &[Said]) -> Vec<Pair> {
    let mut words: Vec<(bool, [u32; 2])> = old.iter().chain(new).map(Said::words).collect();
    // the title stands before the text
    words.sort_unstable_by_key(|w| (!w.0, w.1));
    words.dedup();
    let at = |list: &[Said], words| -> Vec<usize> { (0..list.len()).filter(|&i| list[i].words() == words).collect() };
    let mut pairs = Vec::new();
    for words in words {
        let (mut before, mut after) = (at(old, words), at(new, words));
        let first = pairs.len();
        before.retain(|&i| {
            let same = after.iter().position(|&j| old[i].about == new[j].about);
            same.is_none_or(|same| {
                pairs.push((Some(i), Some(after.remove(same))));
                false
            })
        });
        let mut after = after.into_iter();
        pairs.extend(before.into_iter().map(|i| (Some(i), after.next())));
        pairs.extend(after.map(|j| (None, Some(j))));
        pairs[first..].sort_unstable();
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Row, Said, pairs};
    use crate::measure::when::When;
    use crate::reference::index::codec::Reader;
    use crate::rule::Level;
    use crate::verdict::kind::Verdict;
    use proptest::prelude::*;

    fn said(from: u32, subject: &str, verdict: Verdict) -> Said {
        Said {
            title: false,
            char: [from, from + 3],
            line: 2,
            column: 7,
            about: [subject.to_owned(), "population".to_owned(), String::new()],
            verdict,
            read: "1.5 or more".to_owned(),
            code: "FL110".to_owned(),
            level: Level::Error,
            silenced: false,
            apart: true,
            admits: Some(([Some("1.5".parse().unwrap()), None], "person".to_owned())),
            date: When::parse_edtf("1991-10").ok().map(|w| When { grain: crate::measure::when::Grain::Span, ..w }),
            name: "Łódź".to_owned(),
            period: None,
            rows: vec![Row { id: "a.1".to_owned(), value: "7 people, as of 2020".to_owned(), agrees: true }],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for claim in [said(4, "norland", Verdict::Contradicted), Said { admits: None, rows: Vec::new(), ..said(0, "", Verdict::NoReference) }] {
            let mut bytes = Vec::new();
            claim.put(&mut bytes);
            assert_eq!(Said::read(&mut Reader::new(&bytes)), claim);
        }
    }

    #[test]
    fn claims_of_the_same_words_are_paired_by_what_they_are_about_and_then_in_order() {
        let list = |all: &[(u32, &str)]| all.iter().map(|(from, subject)| said(*from, subject, Verdict::Supported)).collect::<Vec<_>>();
        let (old, new) = (list(&[(0, "a"), (0, "b"), (9, "c"), (20, "d")]), list(&[(0, "b"), (0, "x"), (9, "y"), (30, "e")]));
        let found = pairs(&old, &new);
        assert_eq!(found, [(Some(0), Some(1)), (Some(1), Some(0)), (Some(2), Some(2)), (Some(3), None), (None, Some(3))]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..96)) {
            let _ = Said::read(&mut Reader::new(&bytes));
        }
    }
}
