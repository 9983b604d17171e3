//! One finding a screen, and the keys.
//!
//! In: the findings and the ledger. Out: decisions, each written when it is made. Keys are
//! those of cargo-insta where it has them. Without colours and over a slow line it is the
//! same: a screen is text, drawn once.

use super::line::ask;
use crate::cli::decisions::cases::Case;
use crate::cli::decisions::{Decisions, drafts, now, today};
use crate::cli::input::shown;
use crate::cli::screen::{show, wrapped};
use crate::decision::{Decision, Given, Kind, SCOPES, Scope};
use crate::report::tame::line;
use crate::report::{Run, one};
use chrono::NaiveDate;
use console::{Key, Term};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Decide(Kind),
    /// Accept, and say what is to be written.
    Write,
    /// The same for this one and all that follow.
    Rest(Option<Kind>),
    Skip,
    Back,
    Undo,
    Reach,
    Help,
    Quit,
}

/// The letters, what each does and what it is called; what stands first is shown on every screen.
const KEYS: &[(char, Action, &str)] = &[
    ('a', Action::Decide(Kind::Accept), "accept: the article is wrong (Enter)"),
    ('r', Action::Decide(Kind::Dismiss), "dismiss: the claim is right (Esc)"),
    ('s', Action::Skip, "skip (Space)"),
    ('w', Action::Decide(Kind::Waive), "waive until a day"),
    ('c', Action::Decide(Kind::CorrectReference), "the row is wrong"),
    ('n', Action::Decide(Kind::NotAClaim), "nothing is claimed"),
    ('e', Action::Write, "accept, and say what to write"),
    ('o', Action::Reach, "how far it reaches"),
    ('A', Action::Rest(Some(Kind::Accept)), "accept all the rest"),
    ('R', Action::Rest(Some(Kind::Dismiss)), "dismiss all the rest"),
    ('S', Action::Rest(None), "skip all the rest"),
    ('u', Action::Undo, "undo"),
    ('b', Action::Back, "back"),
    ('?', Action::Help, "help"),
    ('q', Action::Quit, "quit"),
];

/// What a key means.
fn action(key: &Key) -> Option<Action> {
    match key {
        Key::Enter => Some(Action::Decide(Kind::Accept)),
        Key::Escape => Some(Action::Decide(Kind::Dismiss)),
        Key::Char(' ') | Key::ArrowRight => Some(Action::Skip),
        Key::ArrowLeft => Some(Action::Back),
        Key::CtrlC => Some(Action::Quit),
        Key::Char(letter) => KEYS.iter().find(|k| k.0 == *letter).map(|k| k.1),
        _ => None,
    }
}

/// Somebody going through findings.
pub struct Session<'a> {
    cases: &'a [Case<'a>],
    decisions: &'a mut Decisions,
    who: String,
    run: Run,
    term: Term,
    drafts: PathBuf,
    scope: Scope,
    at: usize,
    /// What was decided here, by the finding's place.
    made: BTreeMap<usize, Decision>,
    /// What can be undone: the places decided with one key, and where one stood.
    steps: Vec<(Vec<usize>, usize)>,
    /// Said below the next screen.
    note: String,
}

impl<'a> Session<'a> {
    /// At the first finding.
    pub fn new(cases: &'a [Case<'a>], decisions: &'a mut Decisions, who: String, run: &Run, colour: bool, drafts: PathBuf) -> Self {
        let term = Term::stdout();
        let run = Run { colour, verbose: true, width: usize::from(term.size().1), ..run.clone() };
        let note = String::new();
        Session { cases, decisions, who, run, term, drafts, scope: Scope::Claim, at: 0, made: BTreeMap::new(), steps: Vec::new(), note }
    }

    /// Shows finding after finding until there are no more, or somebody has enough.
    pub fn run(mut self) -> anyhow::Result<()> {
        while self.at < self.cases.len() {
            self.show()?;
            let Ok(key) = self.term.read_key_raw() else { break };
            self.note.clear();
            match action(&key) {
                Some(Action::Quit) => break,
                Some(action) => self.act(action)?,
                None => "? shows the keys".clone_into(&mut self.note),
            }
        }
        self.end()
    }

    fn act(&mut self, action: Action) -> anyhow::Result<()> {
        match action {
            Action::Decide(kind) => self.decide(kind, None, self.at..self.at + 1)?,
            Action::Write => {
                let suggested = self.cases[self.at].finding.judged.suggestion.as_deref().unwrap_or_default();
                match ask(&self.term, "write: ", &line(suggested))?.filter(|text| !text.is_empty()) {
                    Some(text) => self.decide(Kind::Accept, Some(text).filter(|text| text != suggested), self.at..self.at + 1)?,
                    None => "nothing was decided".clone_into(&mut self.note),
                }
            }
            Action::Rest(Some(kind)) => self.decide(kind, None, self.at..self.cases.len())?,
            Action::Rest(None) => self.at = self.cases.len(),
            Action::Skip => self.at += 1,
            Action::Back => self.at = self.at.saturating_sub(1),
            Action::Undo => self.undo()?,
            Action::Reach => {
                let next = SCOPES.iter().position(|s| s.0 == self.scope).map_or(0, |at| (at + 1) % SCOPES.len());
                self.scope = SCOPES[next].0;
            }
            Action::Help => self.note = KEYS.iter().map(|(key, _, what)| format!("  {key}  {what}")).collect::<Vec<_>>().join("\n"),
            Action::Quit => {}
        }
        Ok(())
    }

    /// Asks what a decision needs, and writes it.
    fn decide(&mut self, kind: Kind, write: Option<String>, places: std::ops::Range<usize>) -> anyhow::Result<()> {
        let Some(given) = self.given(kind)?.map(|given| Given { write, ..given }) else {
            "nothing was decided".clone_into(&mut self.note);
            return Ok(());
        };
        let places: Vec<usize> = places.filter(|at| self.at == *at || !self.made.contains_key(at)).collect();
        let (cases, made) = (self.cases, &self.made);
        let lines = self.decisions.change(|ledger| {
            let decision = |at: &usize| {
                let fresh = cases[*at].decide(&given, ledger);
                // decided here before: the same finding goes on
                Decision { thread: made.get(at).map_or(fresh.thread.clone(), |d| d.thread.clone()), ..fresh }
            };
            let decisions = places.iter().map(decision).collect();
            Ok(ledger.extend(decisions))
        })?;
        self.made.extend(places.iter().copied().zip(lines));
        self.steps.push((places.clone(), self.at));
        self.note = format!("{}: {} written to {}", kind.name(), places.len(), shown(&self.decisions.path));
        if kind == Kind::CorrectReference {
            let findings: Vec<_> = places.iter().map(|at| cases[*at].finding).collect();
            self.note.push_str(&format!("\n{}", drafts::said(&self.drafts, &findings)));
        }
        self.at = places.last().map_or(self.at, |last| last + 1);
        self.scope = Scope::Claim;
        Ok(())
    }

    fn given(&self, kind: Kind) -> anyhow::Result<Option<Given>> {
        let mut given = Given { decision: kind, scope: self.scope, who: self.who.clone(), when: now()?, reason: String::new(), until: None, write: None };
        if kind == Kind::Waive {
            let Some(day) = self.day()? else { return Ok(None) };
            given.until = Some(day);
        }
        if kind != Kind::Accept {
            let question = if kind.wants_reason() { "why? " } else { "why? (may be left empty) " };
            let Some(reason) = ask(&self.term, question, "")? else { return Ok(None) };
            given.reason = reason;
        }
        Ok(given.check().is_ok().then_some(given))
    }

    /// The last day of a waiver.
    fn day(&self) -> anyhow::Result<Option<NaiveDate>> {
        let mut question = "until which day? (YYYY-MM-DD) ";
        let today = self.decisions.today.unwrap_or_else(today);
        loop {
            let Some(text) = ask(&self.term, question, "")? else { return Ok(None) };
            question = match text.parse() {
                Ok(day) if day < today => "that day is over; until which? (2025-12-31) ",
                Ok(day) => return Ok(Some(day)),
                Err(_) => "that is no day; until which? (2025-12-31) ",
            };
        }
    }

    fn undo(&mut self) -> anyhow::Result<()> {
        let Some((places, at)) = self.steps.pop() else {
            "nothing was decided here yet".clone_into(&mut self.note);
            return Ok(());
        };
        let made: Vec<Decision> = places.iter().filter_map(|at| self.made.remove(at)).collect();
        let kept = self.decisions.change(|ledger| Ok(made.iter().filter(|d| !ledger.take_back(d)).count()))?;
        self.at = at;
        self.note = if kept == 0 { "undone".to_owned() } else { format!("{kept} stay: somebody decided after you") };
        Ok(())
    }

    fn show(&self) -> std::io::Result<()> {
        show(&self.term, &self.screen())
    }

    fn screen(&self) -> String {
        let case = &self.cases[self.at];
        let title = case.finding.report.texts.iter().find(|t| t.field == "title").map(|t| line(&t.text));
        let name = title.filter(|t| !t.is_empty()).map_or_else(String::new, |t| format!(" {t:?}"));
        let mut out =
            format!("[{}/{}] {}{name} · {} decided here by {}\n\n", self.at + 1, self.cases.len(), line(&case.place()), self.made.len(), line(&self.who));
        out.push_str(&one(&case.finding, &self.run));
        out.push('\n');
        let mut history: Vec<&Decision> = case.history(&self.decisions.ledger).iter().collect();
        if case.finding.claim.decided.is_none() {
            history.extend(self.made.get(&self.at));
        }
        for decision in history {
            out.push_str(&format!("   = earlier: {}\n", line(&decision.line())));
        }
        let reach = SCOPES.iter().find(|s| s.0 == self.scope).map_or("", |s| s.2);
        out.push_str(&format!("\nreaches: {reach}\n"));
        let keys: Vec<String> = KEYS.iter().map(|(key, _, what)| format!("{key} {}", what.split([':', '(']).next().unwrap_or_default().trim())).collect();
        out.push_str(&format!("{}\n", wrapped(&keys, self.run.width)));
        if !self.note.is_empty() {
            out.push_str(&format!("\n{}\n", self.note.trim_end()));
        }
        out
    }

    fn end(&self) -> anyhow::Result<()> {
        let open = (0..self.cases.len()).filter(|at| !self.made.contains_key(at) && self.cases[*at].is_open()).count();
        if !self.note.is_empty() {
            self.term.write_line(&self.note)?;
        }
        Ok(self.term.write_line(&format!("{} decided, {open} open; {}", self.made.len(), shown(&self.decisions.path)))?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, KEYS, Kind, action};
    use console::Key;

    #[test]
    fn every_key_does_one_thing_and_those_of_insta_are_there() {
        let mut letters: Vec<char> = KEYS.iter().map(|k| k.0).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), KEYS.len());
        for (keys, wanted) in [
            ([Key::Char('a'), Key::Enter], Action::Decide(Kind::Accept)),
            ([Key::Char('r'), Key::Escape], Action::Decide(Kind::Dismiss)),
            ([Key::Char('s'), Key::Char(' ')], Action::Skip),
            ([Key::Char('q'), Key::CtrlC], Action::Quit),
        ] {
            assert_eq!(keys.each_ref().map(action), [Some(wanted); 2]);
        }
        assert_eq!(action(&Key::Char('x')), None);
    }
}
