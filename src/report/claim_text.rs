//! A claim as people read it where verdicts are approved or compared: its sentence, carets
//! under the words that are judged, the verdict, what was read, the rows with their values.
//!
//! In: a finding, or the same parts from wherever they are kept. Out: lines of plain text
//! that say nothing of files, lines and columns, so that they stay the same when the text
//! around them moves. It refuses to know how old and new are held against each other.

use super::finding::{ClaimOut, Finding, VerdictOut};
use super::row::EvidenceOut;
use super::scalar::Number;
use super::tame;
use crate::rule::Level;
use std::fmt;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// What stands before each line of a sentence.
pub const QUOTE: &str = "> ";
/// What stands before everything else: carets stand under a quoted line, the rest is set off from it.
pub const INDENT: &str = "  ";
/// Columns of a quoted line, however wide the terminal is: the same claim is the same text.
const WIDTH: usize = 96;

/// A claim with its verdict, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimText {
    /// The sentence on one line.
    pub sentence: String,
    /// The bytes of it that are judged.
    pub words: Range<usize>,
    /// The verdict with its code, and how loud it is or who silenced it: "contradicted (FL110, error)".
    pub verdict: String,
    /// What was read, whom it is about, who says so, the rows: a name and what it says, in order.
    pub details: Vec<(&'static str, String)>,
}

impl ClaimText {
    /// The text of a finding. Needs the words of its sentence.
    pub fn of(finding: &Finding<'_>) -> Self {
        let shown = finding.claim.sentence.shown.as_ref();
        let whole = shown.map_or_else(|| finding.words(), |shown| &shown.sentence);
        let start = shown.map_or(0, |shown| shown.at).min(whole.len());
        let end = whole.len().min(start + finding.words().len());
        let (sentence, words) = on_one_line(whole, start..end);
        ClaimText { sentence, words, verdict: verdict(finding), details: details(finding) }
    }
}

impl fmt::Display for ClaimText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&pointed(&self.sentence, self.words.clone()))?;
        writeln!(f, "{INDENT}{}", self.verdict)?;
        self.details.iter().try_for_each(|(name, said)| writeln!(f, "{INDENT}{name}: {said}"))
    }
}

/// A sentence in quoted lines, with carets under some bytes of it.
pub fn pointed(sentence: &str, words: Range<usize>) -> String {
    let mut out = String::new();
    for line in lines(sentence) {
        let part = |from: usize, to: usize| sentence.get(from.clamp(line.start, line.end)..to.clamp(line.start, line.end)).unwrap_or_default();
        out.push_str(&format!("{QUOTE}{}\n", part(line.start, line.end)));
        let marked = part(words.start, words.end).trim_end();
        if !marked.is_empty() {
            out.push_str(&format!("{INDENT}{}{}\n", " ".repeat(part(line.start, words.start).width()), "^".repeat(marked.width().max(1))));
        }
    }
    out
}

/// The bytes of each line, broken where words are.
fn lines(sentence: &str) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for word in sentence.split(' ') {
        let to = from + word.len();
        match lines.last_mut() {
            Some(line) if sentence[line.start..to].width() + QUOTE.len() <= WIDTH => line.end = to,
            _ => lines.push(from..to),
        }
        from = to + 1;
    }
    lines
}

/// Text on one line, and where some bytes of it are then.
fn on_one_line(text: &str, words: Range<usize>) -> (String, Range<usize>) {
    let part = |range: Range<usize>| squeezed(text.get(range).unwrap_or_default());
    let mut out = part(0..words.start).trim_start().to_owned();
    let start = out.len();
    out.push_str(part(words.clone()).trim_end());
    let end = out.len();
    out.push_str(&part(words.end..text.len()));
    (out.trim_end().to_owned(), start..end)
}

/// One space for each stretch of white space, and nothing wild.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in tame::tame(text).chars() {
        match c {
            c if !c.is_whitespace() => out.push(c),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out
}

fn verdict(finding: &Finding<'_>) -> String {
    let judged = finding.judged;
    let loud = match (&finding.claim.silenced, judged.level) {
        (Some(silenced), _) => format!(", silenced by {}: {}", silenced.by, tame::line(&silenced.reason)),
        (None, Level::None) => String::new(),
        (None, level) => format!(", {}", level.name()),
    };
    format!("{} ({}{loud})", judged.verdict.name(), judged.code)
}

fn details(finding: &Finding<'_>) -> Vec<(&'static str, String)> {
    let (claim, judged) = (finding.claim, finding.judged);
    let about = [&claim.subject, &claim.property, &claim.object].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    // the arithmetic stands in for rows where the article is held against itself
    let why = if judged.evidence.is_empty() && judged.level > Level::Note { tame::line(&judged.explanation) } else { String::new() };
    let mut details =
        vec![("read", read(claim, judged)), ("about", about), ("said by", claim.attribution.as_deref().map(tame::line).unwrap_or_default()), ("why", why)];
    // rows of what nothing was linked to are the closest there are, and judge nothing
    let judging = claim.property.is_some();
    let name = |row: &EvidenceOut| {
        if !judging {
            "closest"
        } else if row.agrees {
            "agrees"
        } else {
            "disagrees"
        }
    };
    details.extend(judged.evidence.iter().map(|row| (name(row), evidence(row))));
    details.retain(|(_, said)| !said.is_empty());
    details
}

/// The value as read, and what the words admit.
pub fn read(claim: &ClaimOut, judged: &VerdictOut) -> String {
    let dated = claim.value_from.is_some() || claim.value_to.is_some();
    let value = if dated { span(claim.value_from.as_ref(), claim.value_to.as_ref()) } else { amount(claim) };
    let hedge = claim.hedge.as_deref().map_or_else(String::new, |hedge| format!(" (“{}”)", tame::line(hedge)));
    let denied = if claim.negated { ", denied" } else { "" };
    let unit = judged.allowed_unit.as_deref().map_or_else(String::new, |unit| format!(" {}", tame::line(unit)));
    let admits = judged.allowed.as_ref().filter(|_| !dated).map_or_else(String::new, |[low, high]| {
        let ends = span(low.map(Figure).as_ref(), high.map(Figure).as_ref());
        if ends.is_empty() || ends == value { String::new() } else { format!("; admits {ends}{unit}") }
    });
    format!("{value}{hedge}{denied}{admits}")
}

fn amount(claim: &ClaimOut) -> String {
    let Some(value) = claim.value else { return claim.value_name.as_deref().map(tame::line).unwrap_or_default() };
    let bound = match claim.bound {
        Some("lower") => "at least ",
        Some(_) => "at most ",
        None => "",
    };
    let value = span(Some(&Figure(value)), Some(&Figure(claim.value_high.unwrap_or(value))));
    let unit = claim.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", unit.as_str()));
    format!("{bound}{value}{unit}")
}

/// A number as its shortest digits.
#[derive(PartialEq)]
struct Figure(Number);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.0.normalize().fmt(f)
    }
}

/// Two ends of anything: "5", "5 to 7", "from 5", "up to 7".
fn span<T: fmt::Display + PartialEq>(low: Option<&T>, high: Option<&T>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("from {low}"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => String::new(),
    }
}

/// A row in one line: its id, what it says, of when.
pub fn evidence(row: &EvidenceOut) -> String {
    let unit = row.unit.as_deref().map_or_else(String::new, |unit| format!(" {}", tame::line(unit)));
    let as_of = row.as_of.as_deref().map_or_else(String::new, |day| format!(", as of {}", tame::line(day)));
    format!("{} = {}{unit}{as_of}", tame::line(&row.fact), tame::line(&row.value.text()))
}

#[cfg(test)]
mod tests {
    use super::{on_one_line, pointed};

    fn marked(text: &str, words: &str) -> String {
        let at = text.find(words).expect("the words");
        let (sentence, words) = on_one_line(text, at..at + words.len());
        pointed(&sentence, words)
    }

    #[test]
    fn carets_stand_under_the_words_whatever_is_before_them() {
        for (text, words, shown) in [
            ("It has 12 rooms.", "12", "> It has 12 rooms.\n         ^^\n"),
            ("  The café\n\tof\u{a0}Łódź has\n12 rooms.\n", "12", "> The café of Łódź has 12 rooms.\n                       ^^\n"),
            ("在北京有 12 人", "12 人", "> 在北京有 12 人\n           ^^^^^\n"),
            ("A\u{1b}[31m b\u{202e} 7", "7", "> A\u{fffd}[31m b\u{fffd} 7\n            ^\n"),
            ("7", "7", "> 7\n  ^\n"),
        ] {
            assert_eq!(marked(text, words), shown, "{text:?}");
        }
    }

    #[test]
    fn a_long_sentence_is_broken_and_words_over_a_break_have_carets_on_both_lines() {
        let text = format!("{} 7 August 2025 {}", "word ".repeat(17).trim_end(), "word ".repeat(30).trim_end());
        let shown = marked(&text, "7 August 2025");
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.iter().all(|line| line.len() <= super::WIDTH), "{shown}");
        assert_eq!(lines.iter().map(|l| l.matches('^').count()).filter(|n| *n > 0).collect::<Vec<_>>(), [8, 4], "{shown}");
        let words: Vec<&str> = lines.iter().filter_map(|l| l.strip_prefix("> ")).collect();
        assert_eq!(words.join(" "), text);
    }
}
