//! What decisions do to a report: findings are held back, or open again.
//!
//! In: a report and the decisions on its claims. Out: the same report, in which what was
//! dismissed, waived or is no claim raises nothing and says by whom and why; and what is to
//! be told of decisions that no longer hold. A verdict never changes.

use super::{Home, Ledger, Orphans, State, stand};
use crate::report::finding::{ArticleReport, Decided, Silenced};
use crate::rule::Level;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is to be told of the decisions of an article.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Findings that are held back.
    pub held: usize,
    /// Threads whose finding was met, as it was or changed.
    pub met: Vec<String>,
    /// Threads that opened again: where, what was decided, why.
    pub reopened: Vec<(String, [u32; 2], String, String)>,
    /// Threads of this article whose finding was not met, and what became of it.
    pub gone: Vec<(String, String)>,
}

/// Lays the decisions over a report.
pub fn hold(report: &mut ArticleReport, ledger: &Ledger, home: &Home, orphans: &Orphans, today: Option<NaiveDate>) -> Told {
    let matched = stand(report, ledger, home, orphans, today);
    let mut told = Told::default();
    for (claim, standing) in report.claims.iter_mut().zip(&matched.by_claim) {
        let (Some(standing), Some(judged)) = (standing, &mut claim.judged) else { continue };
        let decision = standing.decision;
        let reopened = standing.state.why();
        told.met.push(decision.thread.clone());
        if let Some(why) = &reopened {
            told.reopened.push((decision.thread.clone(), [claim.span.line, claim.span.column], decision.line(), why.clone()));
        }
        if standing.state == State::Holds && decision.decision.holds_back() && judged.level > Level::None {
            judged.level = Level::None;
            told.held += 1;
            let reason = format!("{} by {}: {}", decision.decision.name(), decision.who, decision.reason);
            claim.silenced = Some(Silenced { by: "decision", reason: reason.trim_end_matches([':', ' ']).to_owned() });
        }
        claim.decided = Some(Decided {
            decision: decision.decision.name(),
            who: decision.who.clone(),
            when: decision.when.to_string(),
            reason: decision.reason.clone(),
            reopened,
            thread: decision.thread.clone(),
            own: standing.own,
        });
    }
    told.gone = matched.gone.iter().map(|(decision, fate)| (decision.thread.clone(), (*fate).to_owned())).collect();
    told
}
