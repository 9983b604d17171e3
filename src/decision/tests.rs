//! Tests of the ledger as a text. What stands for what is tested through the tool.

use super::{Decision, Given, KINDS, Kind, Ledger, Moment, SCOPES, Scope};

fn line(path: &str, thread: &str, turn: u32, who: &str, more: &str) -> String {
    format!(
        r#"{{"path":"{path}","words":"9","decision":"dismiss","reason":"counted","who":"{who}","when":"2025-08-08","scope":"claim","sentence":"Nine came.","code":"FL100","verdict":"contradicted","anchor":"a","claim":"c","thread":"{thread}","turn":{turn}{more}}}"#
    )
}

fn parsed(text: &str) -> Ledger {
    Ledger::parse("l.jsonl", text).expect("a ledger")
}

fn faults(text: &str) -> Vec<String> {
    Ledger::parse("l.jsonl", text).expect_err("faults").iter().map(ToString::to_string).collect()
}

fn decision(thread: &str, who: &str) -> Decision {
    serde_json::from_str(&line("a.md", thread, 0, who, "")).expect("a decision")
}

#[test]
fn lines_in_any_order_and_twice_become_one_sorted_text() {
    let (a, b, c) = (line("a.md", "1", 1, "Ada", ""), line("a.md", "1", 2, "Bo", ""), line("b.md", "0", 1, "Ada", ""));
    let text = parsed(&format!("\u{feff}{c}\n{b}\r\n\n{a}\n{b}\n")).text();
    assert_eq!(text, format!("{a}\n{b}\n{c}\n"));
    assert_eq!(parsed(&text).text(), text);
}

#[test]
fn the_last_decision_counts_and_one_that_is_taken_back_does_not() {
    let mut ledger = parsed(&format!("{}\n", line("a.md", "1", 1, "Ada", "")));
    let second = ledger.add(decision("1", "Bo"));
    assert_eq!((second.turn, ledger.thread("1").unwrap().in_force().unwrap().who.as_str()), (2, "Bo"));
    let reopened = ledger.add(Decision { decision: Kind::Reopen, ..decision("1", "Cy") });
    assert_eq!(ledger.thread("1").unwrap().in_force(), None);
    assert!(!ledger.take_back(&second), "something was decided after it");
    assert!(ledger.take_back(&reopened) && ledger.take_back(&second));
    assert_eq!(ledger.thread("1").unwrap().in_force().unwrap().who, "Ada");
}

#[test]
fn two_branches_that_decided_the_same_finding_are_both_kept() {
    let both = format!("{}\n{}\n", line("a.md", "1", 1, "Bo", ""), line("a.md", "1", 1, "Ada", ""));
    let ledger = parsed(&both);
    assert_eq!(ledger.decisions().count(), 2);
    let other_way = parsed(&both.lines().rev().collect::<Vec<_>>().join("\n"));
    assert_eq!(ledger, other_way, "which counts does not depend on the order of the merge");
}

#[test]
fn each_line_that_is_no_decision_is_named_with_its_place() {
    let unknown = line("a.md", "1", 1, "Ada", r#","mood":"good""#);
    let late = line("a.md", "1", 1, "Ada", "").replace("2025-08-08", "2025-13-08");
    let silent = line("a.md", "1", 1, "Ada", "").replace("counted", " ");
    let open = line("a.md", "1", 1, "Ada", "").replace("dismiss", "waive");
    let text = format!("{unknown}\n{late}\n{silent}\n{open}\nhello\n<<<<<<< ours\n");
    let faults = faults(&text);
    let starts = [
        "l.jsonl:1:250: error: the line is no decision: unknown field `mood`",
        "l.jsonl:2:100: error: the line is no decision: \"2025-13-08\" is no moment",
        "l.jsonl:3:1: error: dismiss needs a reason",
        "l.jsonl:4:1: error: waive needs the last day",
        "l.jsonl:5:1: error: the line is no decision: expected value",
        "l.jsonl:6:1: error: a merge was left open here",
    ];
    assert_eq!(faults.len(), starts.len(), "{faults:#?}");
    for (fault, start) in faults.iter().zip(starts) {
        let place = |s: &str| s.split(": ").next().unwrap_or_default().rsplit_once(':').map(|(line, _)| line.to_owned());
        assert_eq!(place(fault), place(start));
        let said = |s: &str| s.split_once(": ").map(|(_, said)| said.to_owned()).unwrap_or_default();
        assert!(said(fault).starts_with(&said(start)), "{fault}");
    }
}

#[test]
fn moments_are_days_or_days_with_a_time() {
    for (text, is_one) in [("2025-08-08", true), ("2025-08-08T10:00:00Z", true), ("2025-8-8", false), ("2025-02-30", false), ("soon", false), ("", false)] {
        assert_eq!(Moment::try_from(text.to_owned()).is_ok(), is_one, "{text}");
    }
}

#[test]
fn what_a_decision_needs_and_does_not_take_is_said() {
    let given = |decision: Kind| Given {
        decision,
        scope: Scope::Claim,
        who: "Ada".into(),
        when: Moment::try_from("2025-08-08".to_owned()).unwrap(),
        reason: "seen".into(),
        until: None,
        write: None,
    };
    for (kind, name, _) in KINDS {
        assert_eq!((Kind::named(name), given(*kind).check().is_ok()), (Some(*kind), *kind != Kind::Waive), "{name}");
    }
    for (scope, name, _) in SCOPES {
        assert_eq!((Scope::named(name), scope.name()), (Some(*scope), *name));
    }
    assert!(Given { who: " ".into(), ..given(Kind::Accept) }.check().is_err());
    assert!(Given { until: "2025-09-01".parse().ok(), ..given(Kind::Dismiss) }.check().is_err());
    assert!(Given { write: Some("8".into()), ..given(Kind::Dismiss) }.check().is_err());
    assert!(Given { write: Some("8".into()), ..given(Kind::Accept) }.check().is_ok());
}
