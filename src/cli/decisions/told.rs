//! What a run says of decisions: how many findings they hold back, which opened again and
//! why, which are about nothing any more.

use super::Decisions;
use crate::cli::input::shown;
use crate::decision::{Decision, Kind, Thread, Told};
use std::collections::{BTreeMap, BTreeSet};

/// What became of decisions, in all articles of a run.
#[derive(Debug, Default)]
pub struct Met {
    held: usize,
    met: BTreeSet<String>,
    /// Threads that opened again, and what is said of each.
    reopened: Vec<(String, String)>,
    gone: BTreeMap<String, String>,
}

impl Met {
    /// Adds what an article adds; `name` is its path as the user named it.
    pub fn add(&mut self, told: Told, name: &str) {
        self.held += told.held;
        self.met.extend(told.met);
        self.gone.extend(told.gone);
        self.reopened.extend(told.reopened.into_iter().map(|(thread, [line, column], decided, why)| {
            (thread, format!("{name}:{line}:{column}: warning: decided before, and open again: {decided}; {why}"))
        }));
    }

    /// Says all of it on standard error; returns how many decisions no longer hold.
    pub fn say(&self, decisions: &Decisions) -> usize {
        let name = shown(&decisions.path);
        if self.held > 0 {
            anstream::eprintln!("factlint: {} finding{} held back by decisions in {name}", self.held, if self.held == 1 { "" } else { "s" });
        }
        self.reopened.iter().for_each(|(_, said)| anstream::eprintln!("{said}"));
        let dead = self.dead(decisions);
        for (decision, fate) in &dead {
            anstream::eprintln!(
                "{name}: warning: a decision is about what is no longer there: {} {:?}: {}; {fate}",
                decision.path,
                decision.words,
                decision.line()
            );
        }
        let reopened: BTreeSet<&str> = self.reopened.iter().map(|(thread, _)| thread.as_str()).collect();
        dead.len() + reopened.len()
    }

    /// Decisions whose finding is nowhere, and what became of it. An accepted finding that is gone was fixed, as it was
    /// decided.
    pub fn dead<'a>(&'a self, decisions: &'a Decisions) -> Vec<(&'a Decision, &'a str)> {
        self.ended(decisions).into_iter().filter(|(decision, _)| decision.decision != Kind::Accept).collect()
    }

    /// The same, with what was accepted and is fixed.
    pub fn ended<'a>(&'a self, decisions: &'a Decisions) -> Vec<(&'a Decision, &'a str)> {
        let mut gone: BTreeMap<&str, &str> = self.gone.iter().map(|(thread, fate)| (thread.as_str(), fate.as_str())).collect();
        let orphaned = decisions.orphans.values().flatten().map(|thread| (thread.as_str(), "its article is no longer there"));
        gone.extend(orphaned);
        gone.retain(|thread, _| !self.met.contains(*thread));
        gone.into_iter().filter_map(|(thread, fate)| Some((decisions.ledger.thread(thread).and_then(Thread::in_force)?, fate))).collect()
    }
}
