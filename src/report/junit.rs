//! JUnit's XML: a suite an article, a case a claim. A claim that is wrong fails, one that no
//! row could judge is skipped, what could not be read is an error.

use super::finding::{ArticleReport, Finding};
use super::notice::{Notice, of_article, of_problems};
use super::paths::from_root;
use super::summary::Summary;
use super::xml::{DECLARATION, Xml};
use super::{Entry, Format, Run, Writing, tame};
use crate::verdict::kind::Verdict;

/// JUnit.
pub const FORMAT: Format = Format {
    name: "junit",
    what: "JUnit's XML: a test suite an article, a test case a claim",
    sentences: true,
    texts: false,
    article: |report, run| Entry::whole(suite_of(report, run)),
    writing: Writing::Streamed { head: |_| format!("{DECLARATION}<testsuites name=\"factlint\">\n"), between: "", tail },
};

/// What a case comes to.
enum Result {
    Passed,
    Failed,
    Skipped,
    Error,
}

/// A test case.
struct Case {
    name: String,
    line: String,
    code: String,
    result: Result,
    message: String,
    detail: String,
}

fn suite_of(report: &ArticleReport, run: &Run) -> String {
    let mut cases: Vec<Case> = of_article(report, run).iter().filter(|n| n.finding.is_none()).map(unread).collect();
    cases.extend(report.judged().filter(|f| f.judged.verdict != Verdict::NotCheckable).map(|f| case(&f)));
    if cases.is_empty() {
        cases.push(passed("no claims to check"));
    }
    suite(&from_root(&report.path, run), report.name(), &cases)
}

fn unread(notice: &Notice<'_>) -> Case {
    Case {
        name: format!("{}:{} can be read", notice.place.line, notice.place.column),
        line: notice.place.line.to_string(),
        code: notice.code.to_owned(),
        result: Result::Error,
        message: notice.message.clone(),
        detail: format!("{}:{}:{}", notice.path, notice.place.line, notice.place.column),
    }
}

fn passed(name: &str) -> Case {
    Case { name: name.to_owned(), line: "1".to_owned(), code: "factlint".to_owned(), result: Result::Passed, message: String::new(), detail: String::new() }
}

fn case(finding: &Finding<'_>) -> Case {
    let place = finding.place();
    let result = match finding.judged.verdict {
        Verdict::Contradicted | Verdict::Inconsistent if finding.claim.silenced.is_none() => Result::Failed,
        Verdict::NoReference | Verdict::Ambiguous | Verdict::Contradicted | Verdict::Inconsistent => Result::Skipped,
        _ => Result::Passed,
    };
    let rows: Vec<String> = finding.judged.evidence.iter().map(|e| format!("row {} [{}] {}", e.fact, e.place, e.source)).collect();
    Case {
        name: format!("{}:{} {}", place.line, place.column, tame::cut(finding.words(), 80)),
        line: place.line.to_string(),
        code: finding.judged.code.to_owned(),
        result,
        message: finding.message(),
        detail: format!("{}\n{}", tame::line(finding.sentence()), rows.join("\n")),
    }
}

fn suite(path: &str, name: &str, cases: &[Case]) -> String {
    let count = |wanted: fn(&Result) -> bool| cases.iter().filter(|c| wanted(&c.result)).count().to_string();
    let failures = count(|r| matches!(r, Result::Failed));
    let skipped = count(|r| matches!(r, Result::Skipped));
    let errors = count(|r| matches!(r, Result::Error));
    let tests = cases.len().to_string();
    let attributes = [("name", name), ("file", path), ("tests", &tests), ("failures", &failures), ("errors", &errors), ("skipped", &skipped), ("time", "0")];
    let mut xml = Xml::new();
    xml.element("testsuite", &attributes, |xml| cases.iter().for_each(|case| write(xml, name, path, case)));
    xml.finish()
}

fn write(xml: &mut Xml, class: &str, path: &str, case: &Case) {
    let attributes = [("name", case.name.as_str()), ("classname", class), ("file", path), ("line", &case.line), ("time", "0")];
    let outcome = match case.result {
        Result::Passed => return xml.empty("testcase", &attributes),
        Result::Failed => "failure",
        Result::Skipped => "skipped",
        Result::Error => "error",
    };
    xml.element("testcase", &attributes, |xml| {
        let about = [("message", case.message.as_str()), ("type", case.code.as_str())];
        // a skipped case has no type
        let about = if matches!(case.result, Result::Skipped) { &about[..1] } else { &about[..] };
        xml.element(outcome, about, |xml| xml.text(&case.detail));
    });
}

fn tail(summary: &Summary, run: &Run, follows: bool) -> String {
    let mut cases: Vec<Case> = of_problems(&summary.problems, run).iter().map(unread).collect();
    if !follows && cases.is_empty() {
        cases.push(passed("nothing was given to check"));
    }
    let suite = if cases.is_empty() { String::new() } else { suite("", "references", &cases) };
    format!("{suite}</testsuites>\n")
}
