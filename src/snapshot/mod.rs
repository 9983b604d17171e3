//! Approved verdicts: what was approved of an article, as a text that people read, and what
//! differs from it now.
//!
//! In: the claims of an article as prose, and what they were judged with. Out: the text of a
//! snapshot, a snapshot read back from its text, and the differences claim by claim. Files
//! and terminals it refuses to know, and what a verdict means.

pub mod changes;
pub mod pins;

use crate::problem::Problem;
use crate::report::claim_text::{ClaimText, INDENT, QUOTE};
use crate::report::finding::ArticleReport;
use crate::report::{fingerprint, tame};
use pins::Pins;
use std::fmt;

/// What a file of approved verdicts is called behind its last dot; no article is.
pub const EXTENSION: &str = "verdicts";
/// The first line of every file; the number is that of the form.
const FIRST: &str = "factlint verdicts 1";
/// Stands in place of claims where there are none.
const NONE: &str = "no claim was read";
/// The keys that say which article it is.
const ARTICLE: &str = "article";
const ID: &str = "id";
/// Characters of an id that go into the name of its file.
const LONGEST: usize = 80;

/// Which article: its file, and which of the file's articles if it holds one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The file, from the folder that the snapshots are of, with forward slashes.
    pub path: String,
    /// The article's id where the file holds one a line.
    pub id: Option<String>,
}

/// The verdicts of an article, and what they were judged with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The article.
    pub subject: Subject,
    /// Tool, configuration and tables.
    pub pins: Pins,
    /// Each claim as prose, in the order of the article; none has an empty line in it.
    pub claims: Vec<String>,
}

impl Subject {
    /// An article; its names on one line each, as its file writes them.
    pub fn new(path: &str, id: Option<&str>) -> Self {
        Subject { path: tame::line(path), id: id.map(tame::line) }
    }

    /// Where its file lies in the folder of snapshots; for an id, a name that any file system takes.
    pub fn file(&self) -> String {
        let steps: Vec<&str> = self.path.split('/').map(|step| if step == ".." { "_" } else { step }).collect();
        let path = steps.join("/");
        match &self.id {
            None => format!("{path}.{EXTENSION}"),
            Some(id) => format!("{path}/{}.{EXTENSION}", name_of(id)),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        self.id.as_ref().map_or(Ok(()), |id| write!(f, "#{id}"))
    }
}

/// An id as the name of a file: as it is if it is short and plain, else what is plain of it and a hash of the whole.
fn name_of(id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).take(LONGEST).collect();
    let plain = plain.trim_matches('.');
    if plain == id && !id.is_empty() { id.to_owned() } else { format!("{plain}-{}", fingerprint::of_texts(&[id])) }
}

impl Snapshot {
    /// The verdicts of an article as they are now. Needs the words of its sentences.
    pub fn of(subject: Subject, report: &ArticleReport, pins: Pins) -> Self {
        Snapshot { subject, pins, claims: report.judged().map(|finding| ClaimText::of(&finding).to_string()).collect() }
    }

    /// The text of its file.
    pub fn text(&self) -> String {
        let mut out = format!("{FIRST}\n{ARTICLE}: {}\n", self.subject.path);
        if let Some(id) = &self.subject.id {
            out.push_str(&format!("{ID}: {id}\n"));
        }
        for (name, value) in self.pins.iter() {
            out.push_str(&format!("{}: {}\n", tame::line(name), tame::line(value)));
        }
        if self.claims.is_empty() {
            out.push_str(&format!("\n{NONE}\n"));
        }
        self.claims.iter().for_each(|claim| out.push_str(&format!("\n{claim}")));
        out
    }

    /// Reads the text of a file back.
    ///
    /// # Errors
    /// If it is none, with the line where that shows.
    pub fn parse(file: &str, text: &str) -> Result<Self, Problem> {
        let wrong = |line: usize, message: &str, expected: &str, found: &str| {
            Problem::error(file, message).at(u32::try_from(line).unwrap_or(u32::MAX), 1).expected(expected.to_owned(), found)
        };
        // git on Windows writes line ends of its own
        let text = text.replace("\r\n", "\n");
        let (head, claims) = text.split_once("\n\n").unwrap_or((&text, ""));
        let mut lines = head.lines().enumerate().map(|(at, line)| (at + 1, line));
        match lines.next() {
            Some((_, FIRST)) => {}
            first => return Err(wrong(1, "this is no file of approved verdicts", FIRST, first.map_or("", |(_, line)| line))),
        }
        let mut snapshot = Snapshot::default();
        for (at, line) in lines {
            let of = |name: &str| line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")).map(str::to_owned);
            // the name of a table may hold what stands before a value, a version or a hash never does
            match (of(ARTICLE), of(ID), line.rsplit_once(": ")) {
                (Some(path), ..) => snapshot.subject.path = path,
                (_, Some(id), _) => snapshot.subject.id = Some(id),
                (.., Some((name, state))) => snapshot.pins.add(name, state),
                (.., None) => return Err(wrong(at, "a line of the head has no value", "name: value", line)),
            }
        }
        if snapshot.subject.path.is_empty() {
            return Err(wrong(2, "the head does not say which article was approved", "article: its path", ""));
        }
        let mut at = head.lines().count() + 2;
        for claim in claims.split("\n\n").map(|claim| claim.trim_matches('\n')).filter(|claim| !claim.is_empty() && *claim != NONE) {
            if let Some((below, line)) =
                claim.lines().enumerate().find(|(n, line)| !line.starts_with(if *n == 0 { QUOTE } else { INDENT }) && !line.starts_with(QUOTE))
            {
                let expected = format!("{QUOTE:?} and a sentence, or {INDENT:?} and what is said of it");
                return Err(wrong(at + below, "a line that is no part of a claim", &expected, line));
            }
            at += claim.lines().count() + 1;
            snapshot.claims.push(format!("{claim}\n"));
        }
        Ok(snapshot)
    }
}

/// The lines of a claim that show its sentence, and those that say what became of it.
pub fn halves(claim: &str) -> (&str, &str) {
    let of_sentence = |line: &str| line.starts_with(QUOTE) || line.trim_matches(' ').trim_matches('^').is_empty();
    let end = claim.split_inclusive('\n').take_while(|line| of_sentence(line.trim_end())).map(str::len).sum();
    claim.split_at(end)
}

/// The verdict of a claim, in a word: "contradicted".
pub fn verdict(claim: &str) -> &str {
    halves(claim).1.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::pins::Pins;
    use super::{Snapshot, Subject, halves, verdict};

    const CLAIM: &str = "> The pier has 12 lamps.\n               ^^\n  contradicted (FL100, error)\n  read: 12\n";

    fn one(claims: &[&str]) -> Snapshot {
        let mut pins = Pins::default();
        pins.add("factlint", "1.0");
        pins.add("references a: b", "12ab");
        let subject = Subject::new("x: y/a.md", Some("7"));
        Snapshot { subject, pins, claims: claims.iter().map(|&c| c.to_owned()).collect() }
    }

    #[test]
    fn a_text_is_read_back_as_it_was() {
        for snapshot in [one(&[]), one(&[CLAIM]), one(&[CLAIM, CLAIM])] {
            let text = snapshot.text();
            assert_eq!(Snapshot::parse("a", &text), Ok(snapshot.clone()), "{text}");
            assert_eq!(Snapshot::parse("a", &text.replace('\n', "\r\n")), Ok(snapshot), "{text}");
        }
    }

    #[test]
    fn every_article_has_a_file_of_its_own_below_the_folder() {
        let file = |path: &str, id: Option<&str>| Subject::new(path, id).file();
        assert_eq!(file("news/a.md", None), "news/a.md.verdicts");
        assert_eq!(file("../a.md", None), "_/a.md.verdicts");
        assert_eq!(file("wire.jsonl", Some("2024-7.b")), "wire.jsonl/2024-7.b.verdicts");
        let wild = ["a/b", "a-b", "..", "", &"x".repeat(300), "ä"].map(|id| file("wire.jsonl", Some(id)));
        let distinct: std::collections::BTreeSet<&String> = wild.iter().collect();
        assert_eq!(distinct.len(), wild.len());
        assert!(wild.iter().all(|f| f.matches('/').count() == 1 && !f.contains("..") && f.len() < 130), "{wild:?}");
    }

    #[test]
    fn what_is_none_is_refused_with_its_line() {
        let text = one(&[CLAIM, CLAIM]).text();
        for (broken, line) in [
            (String::new(), 1),
            (text.replace("verdicts 1", "verdicts 2"), 1),
            (text.replace("article: ", "article "), 2),
            (text.replace("\n  read: 12\n\n", "\nread: 12\n\n"), 10),
            (format!("{text}\n<<<<<<< ours\n"), 17),
        ] {
            let problem = Snapshot::parse("a", &broken).expect_err(&broken);
            assert_eq!(problem.line, Some(line), "{broken}\n{problem}");
        }
    }

    #[test]
    fn a_claim_is_a_sentence_and_what_became_of_it() {
        assert_eq!(halves(CLAIM).1, "  contradicted (FL100, error)\n  read: 12\n");
        assert_eq!(verdict(CLAIM), "contradicted");
        assert_eq!((verdict(""), halves("> a\n").1), ("", ""));
    }
}
