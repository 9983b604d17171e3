//! The ledger: a decision a line, as JSON, in the order of articles.
//!
//! In: the text of the file. Out: the decisions by finding, each with its history, or a
//! problem for every line that is none; and the text again, sorted, so that two people's
//! changes meet in different lines. Lines may stand in any order and twice, as a merge
//! leaves them.

use super::{Decision, Home, Kind};
use crate::problem::Problem;
use std::collections::BTreeMap;

/// All decisions on one finding, the oldest first; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread(pub Vec<Decision>);

impl Thread {
    /// The decision that counts; none if it was taken back.
    pub fn in_force(&self) -> Option<&Decision> {
        self.0.last().filter(|d| d.decision != Kind::Reopen)
    }
}

/// All decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// By the name of the thread.
    threads: BTreeMap<String, Thread>,
    /// Threads by the article of their last decision.
    by_home: BTreeMap<Home, Vec<String>>,
    /// Threads that are not bound to an article, by claim.
    by_claim: BTreeMap<String, String>,
}

impl Ledger {
    /// Reads the text of a ledger.
    ///
    /// # Errors
    /// A problem for each line that is no decision.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut all = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = if number == 0 { line.trim_start_matches('\u{feff}') } else { line };
            match read(line) {
                Ok(decision) => all.extend(decision),
                Err(fault) => problems.push(fault.problem(name, number as u32 + 1)),
            }
        }
        if problems.is_empty() { Ok(Ledger::of(all)) } else { Err(problems) }
    }

    /// The ledger of these decisions.
    fn of(all: Vec<Decision>) -> Self {
        let mut ledger = Ledger::default();
        for decision in all {
            let thread = ledger.threads.entry(decision.thread.clone()).or_insert_with(|| Thread(Vec::new()));
            if !thread.0.contains(&decision) {
                thread.0.push(decision);
            }
        }
        for (name, thread) in &mut ledger.threads {
            // of two branches the later one counts, whichever was merged first
            thread.0.sort_by(|a, b| (a.turn, &a.when, &a.who, &a.reason).cmp(&(b.turn, &b.when, &b.who, &b.reason)));
            let Some(last) = thread.0.last() else { continue };
            ledger.by_home.entry(last.home()).or_default().push(name.clone());
            if last.scope == super::Scope::Everywhere && last.decision != Kind::Reopen {
                ledger.by_claim.insert(last.claim.clone(), name.clone());
            }
        }
        ledger
    }

    /// The text of the file: sorted by article, finding, time.
    pub fn text(&self) -> String {
        let mut all: Vec<&Decision> = self.threads.values().flat_map(|t| &t.0).collect();
        all.sort_by_key(|d| (&d.path, &d.article, &d.thread, d.turn));
        all.iter().filter_map(|d| serde_json::to_string(d).ok()).map(|line| line + "\n").collect()
    }

    /// Adds a decision behind those of its thread; returns it as it stands in the ledger.
    pub fn add(&mut self, mut decision: Decision) -> Decision {
        decision.turn = self.thread(&decision.thread).and_then(|t| t.0.last()).map_or(1, |last| last.turn + 1);
        let mut all: Vec<Decision> = self.decisions().cloned().collect();
        all.push(decision.clone());
        *self = Ledger::of(all);
        decision
    }

    /// Adds many at once.
    pub fn extend(&mut self, decisions: Vec<Decision>) -> Vec<Decision> {
        let mut all: Vec<Decision> = self.decisions().cloned().collect();
        let mut turns: BTreeMap<String, u32> = self.threads.iter().map(|(name, t)| (name.clone(), t.0.last().map_or(0, |d| d.turn))).collect();
        let mut added = Vec::new();
        for mut decision in decisions {
            let turn = turns.entry(decision.thread.clone()).or_default();
            *turn += 1;
            decision.turn = *turn;
            added.push(decision.clone());
            all.push(decision);
        }
        *self = Ledger::of(all);
        added
    }

    /// Takes a line out again; false if it is not there, or something was decided after it.
    pub fn take_back(&mut self, decision: &Decision) -> bool {
        let is_last = self.thread(&decision.thread).and_then(|t| t.0.last()) == Some(decision);
        if is_last {
            *self = Ledger::of(self.decisions().filter(|d| *d != decision).cloned().collect());
        }
        is_last
    }

    /// Takes whole threads out.
    pub fn remove(&mut self, threads: &[String]) {
        *self = Ledger::of(self.decisions().filter(|d| !threads.contains(&d.thread)).cloned().collect());
    }

    /// A name for a new thread that no other has.
    pub fn free(&self, wanted: String) -> String {
        if !self.threads.contains_key(&wanted) {
            return wanted;
        }
        // as many as there are threads are tried, and one more
        (2..self.threads.len() + 3).map(|n| format!("{wanted}-{n}")).find(|name| !self.threads.contains_key(name)).unwrap_or(wanted)
    }

    /// All decisions.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.threads.values().flat_map(|t| &t.0)
    }

    /// A thread.
    pub fn thread(&self, name: &str) -> Option<&Thread> {
        self.threads.get(name)
    }

    /// The threads of an article.
    pub fn of_home(&self, home: &Home) -> impl Iterator<Item = &Thread> {
        self.by_home.get(home).into_iter().flatten().filter_map(|name| self.threads.get(name))
    }

    /// Every article that a decision is about.
    pub fn homes(&self) -> impl Iterator<Item = &Home> {
        self.by_home.keys()
    }

    /// The thread that decides a claim in whatever article.
    pub fn of_claim(&self, claim: &str) -> Option<&Thread> {
        self.by_claim.get(claim).and_then(|name| self.threads.get(name))
    }

    /// True if nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.threads.is_empty()
    }

    /// True if a decision ends on some day.
    pub fn has_expiry(&self) -> bool {
        self.decisions().any(|d| d.until.is_some())
    }
}

/// What is wrong with a line.
struct Fault {
    message: String,
    column: u32,
    expected: &'static str,
    found: String,
}

impl Fault {
    fn problem(self, name: &str, line: u32) -> Problem {
        Problem::error(name, self.message).at(line, self.column).expected(self.expected, self.found)
    }
}

/// The decision of a line; none on an empty one.
fn read(line: &str) -> Result<Option<Decision>, Fault> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
        let message = "a merge was left open here".to_owned();
        return Err(Fault {
            message,
            column: 1,
            expected: "the lines of both sides without git's marks: every line is a decision of its own",
            found: line.to_owned(),
        });
    }
    let decision: Decision = serde_json::from_str(line).map_err(|error| {
        let column = line.get(..error.column().min(line.len())).map_or(error.column(), |head| head.chars().count()) as u32;
        let said = error.to_string();
        let message = format!("the line is no decision: {}", said.split(" at line ").next().unwrap_or(&said));
        Fault { message, column: column.max(1), expected: "one decision as a JSON object, as `factlint decide` writes it", found: line.to_owned() }
    })?;
    let given = super::Given {
        decision: decision.decision,
        scope: decision.scope,
        who: decision.who.clone(),
        when: decision.when.clone(),
        reason: decision.reason.clone(),
        until: decision.until,
        write: decision.write.clone(),
    };
    match given.check() {
        Ok(()) => Ok(Some(decision)),
        Err(message) => Err(Fault { message, column: 1, expected: "a whole decision", found: line.to_owned() }),
    }
}
