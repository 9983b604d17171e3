//! The terminal: an excerpt with carets for each finding, its evidence, why, what would
//! pass; at the end a summary and the coverage ledger.

use super::claim_text;
use super::finding::{ArticleReport, ClaimOut, Finding, VerdictOut};
use super::scalar::Day;
use super::summary::Summary;
use super::{Entry, Format, Run, Writing};
use crate::rule::{Level, Severity};
use crate::verdict::kind::Verdict;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Renderer, Snippet};

/// The terminal.
pub const FORMAT: Format = Format {
    name: "text",
    what: "for the terminal: excerpts with carets, evidence, a summary and the coverage ledger",
    sentences: true,
    texts: false,
    article: |report, run| Entry::whole(article(report, run)),
    writing: Writing::Streamed { head, between: "", tail },
};

/// Which references are used: always said.
fn head(run: &Run) -> String {
    if run.references.is_empty() { "references: none\n\n".to_owned() } else { format!("references: {}\n\n", run.references.join("; ")) }
}

/// The findings of an article, in the order of the text.
fn article(report: &ArticleReport, run: &Run) -> String {
    let mut out = String::new();
    for problem in &report.problems {
        out.push_str(&format!("{problem}\n\n"));
    }
    let renderer = renderer(run);
    for claim in &report.claims {
        match &claim.judged {
            Some(judged) if run.verbose || judged.level > Level::None && judged.verdict != Verdict::NoReference => {
                out.push_str(&finding(report, claim, judged, run, &renderer));
                out.push_str("\n\n");
            }
            Some(_) => {}
            None => out.push_str(&format!("{}\n", extracted(report, claim))),
        }
    }
    if let Some(coverage) = report.coverage {
        let unchecked = coverage.no_reference + coverage.ambiguous;
        out.push_str(&format!(
            "{}: {} numbers and dates: {} checked, {} without a reference, {} ambiguous, {} not checkable\n",
            clean(report.id.as_deref().unwrap_or(&report.path)),
            coverage.mentions_total,
            coverage.checked,
            coverage.no_reference,
            coverage.ambiguous,
            coverage.not_checkable
        ));
        if unchecked > 0 && !run.verbose {
            out.push_str(&unchecked_list(report));
        }
        out.push_str(&waiting_list(report));
        out.push('\n');
    }
    out
}

fn renderer(run: &Run) -> Renderer {
    let width = if run.width == 0 { 100 } else { run.width.clamp(40, 160) };
    if run.colour { Renderer::styled() } else { Renderer::plain() }.term_width(width)
}

/// One finding: its excerpt, its evidence, what would pass.
pub fn one(of: &Finding<'_>, run: &Run) -> String {
    finding(of.report, of.claim, of.judged, run, &renderer(run))
}

/// What was not checked, on one line: silence must not read as approval.
fn unchecked_list(report: &ArticleReport) -> String {
    let unchecked: Vec<&ClaimOut> = report.claims.iter().filter(|c| c.judged.as_ref().is_some_and(|j| j.verdict == Verdict::NoReference)).collect();
    if unchecked.is_empty() { String::new() } else { format!("  not checked for want of a row: {}; -v shows why\n", places(report, &unchecked)) }
}

/// What a date of the article would add, on one line.
fn waiting_list(report: &ArticleReport) -> String {
    let waiting: Vec<&ClaimOut> = report.waiting_for_date().collect();
    if waiting.is_empty() { String::new() } else { format!("  could be checked if the article had a date (--date): {}\n", places(report, &waiting)) }
}

/// The words of claims with their places; no more than fit.
fn places(report: &ArticleReport, claims: &[&ClaimOut]) -> String {
    const MOST: usize = 12;
    let shown: Vec<String> =
        claims.iter().take(MOST).map(|c| format!("{} ({}:{})", clean(&report.mentions[c.mention].text), c.span.line, c.span.column)).collect();
    let more = claims.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.join(", ") + &more
}

fn finding(report: &ArticleReport, claim: &ClaimOut, judged: &VerdictOut, run: &Run, renderer: &Renderer) -> String {
    let level = match judged.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note => Shown::NOTE,
        Level::None => Shown::INFO,
    };
    let excerpt = claim.sentence.shown.clone().unwrap_or_default().excerpt;
    let shown = clean(&excerpt.text);
    let by = claim.attribution.as_ref().map(|who| format!(" (said by {})", clean(who))).unwrap_or_default();
    let label = format!("{}{by}", judged.verdict.name());
    let title = clean(&judged.explanation);
    let path = clean(&report.path);
    let mark = AnnotationKind::Primary.span(excerpt.mention[0]..excerpt.mention[1]).label(label.as_str());
    let snippet = Snippet::source(shown.as_str()).line_start(excerpt.line as usize).path(path.as_str()).annotation(mark);
    let mut group = Group::with_title(level.primary_title(title.as_str()).id(judged.code)).element(snippet);
    let mut notes = notes(judged, run);
    notes.extend(claim.decided.iter().map(|decided| ("decided", clean(&decided.line()))));
    for (name, note) in &notes {
        group = group.element(Shown::NOTE.with_name(*name).message(note.as_str()));
    }
    renderer.render(&[group])
}

/// What stands under a finding: rows, what would pass, what to write, how the link was made.
fn notes(judged: &VerdictOut, run: &Run) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    for row in judged.evidence.iter().take(if run.verbose { 8 } else { 3 }) {
        let agrees = if row.agrees { "agrees" } else { "does not agree" };
        let url = row.source_url.as_deref().map(|u| format!(" <{u}>")).unwrap_or_default();
        let note = row.note.as_deref().map(|n| format!("; {n}")).unwrap_or_default();
        notes.push(("row", clean(&format!("{} {agrees} [{}] {}{url}{note}", row.fact, row.place, row.source))));
    }
    if judged.severity == Some(Severity::Conclusion) {
        notes.push(("severity", "this changes what is told, not only a number".to_owned()));
    }
    notes.extend(judged.would_pass.iter().map(|w| ("would pass", clean(w))));
    notes.extend(judged.suggestion.iter().map(|s| ("suggestion", clean(s))));
    if run.verbose {
        notes.extend(judged.correction.iter().map(|c| ("correction", clean(c))));
    }
    notes.extend(judged.missing.iter().map(|missing| ("missing", clean(missing.said.trim_start_matches("Missing: ")))));
    notes.extend(judged.closest.iter().map(|row| ("closest", clean(&row.line()))));
    if !judged.score.is_empty() {
        let terms: Vec<String> = judged.score.iter().map(|t| format!("{} {:.2} ({})", t.term, t.value, t.reason)).collect();
        notes.push(("confidence", format!("{:.2}: {}", judged.confidence, terms.join(", "))));
    }
    for other in &judged.runners_up {
        if run.verbose || judged.verdict == Verdict::Ambiguous {
            let object = other.object.as_deref().map(|o| format!(" ({o})")).unwrap_or_default();
            let would = other.verdict.map(|verdict| format!(", would be {}", verdict.name())).unwrap_or_default();
            let rows: Vec<String> = other.evidence.iter().map(claim_text::evidence).collect();
            let rows = if rows.is_empty() { String::new() } else { format!(": {}", rows.join("; ")) };
            notes.push(("runner-up", clean(&format!("{} of {}{object}, confidence {:.2}{would}{rows}", other.property, other.subject, other.confidence))));
        }
    }
    notes
}

/// A claim without a verdict, on one line.
fn extracted(report: &ArticleReport, claim: &ClaimOut) -> String {
    let mention = &report.mentions[claim.mention];
    let value = mention.value.map(|v| format!(" {}", v.0.normalize())).unwrap_or_default();
    let high = mention.value_high.map(|v| format!("–{}", v.0.normalize())).unwrap_or_default();
    let unit = mention.unit.as_ref().map(|u| format!(" {}", u.as_str())).unwrap_or_default();
    let noun = mention.noun.as_deref().map(|n| format!(" of {n}")).unwrap_or_default();
    let end = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |d| d.to_string());
    let days = match (mention.from, mention.to) {
        (None, None) => String::new(),
        (Some(from), Some(to)) if from == to => format!(" {from}"),
        (from, to) => format!(" {}/{}", end(from), end(to)),
    };
    let about = claim.subject_text.as_deref().map(|s| format!("  [{}]", clean(s))).unwrap_or_default();
    let rule = format!("  ({})", mention.rule);
    format!(
        "{}:{}:{}: {:?} {}{value}{high}{unit}{noun}{days}{about}{rule}",
        clean(&report.path),
        claim.span.line,
        claim.span.column,
        clean(&mention.text),
        mention.kind
    )
}

/// The totals.
fn tail(summary: &Summary, _run: &Run, _follows: bool) -> String {
    let mut out = String::new();
    for problem in &summary.problems {
        out.push_str(&format!("{problem}\n"));
    }
    let counts: Vec<String> = summary.verdicts.iter().filter(|(_, n)| *n > 0).map(|(v, n)| format!("{n} {}", v.name())).collect();
    if summary.articles > 0 && !counts.is_empty() {
        let plural = if summary.articles == 1 { "" } else { "s" };
        out.push_str(&format!("{} article{plural}: {}\n", summary.articles, counts.join(", ")));
    }
    if summary.silenced > 0 {
        out.push_str(&format!("{} silenced by comments, configuration, baseline, decisions or --diff\n", summary.silenced));
    }
    if summary.left_out > 0 {
        out.push_str(&format!("{} more findings are not shown: --max-findings\n", summary.left_out));
    }
    if summary.errors > 0 {
        let plural = if summary.errors == 1 { "" } else { "s" };
        out.push_str(&format!("{} thing{plural} could not be read: this is not a clean result\n", summary.errors));
    }
    out
}

/// Text without control characters and without marks that turn its direction. What takes
/// their place has as many bytes, so that carets keep their place.
fn clean(text: &str) -> String {
    let tame = |c: char| match c {
        '\n' => '\n',
        '\t' | '\r' => ' ',
        c if c.is_ascii_control() => '?',
        '\u{80}'..='\u{9f}' => '\u{bf}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(tame).collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_reaches_the_terminal_that_moves_its_cursor() {
        let hostile = "a\u{1b}[31mb\u{9b}c\u{202e}d\0\n";
        let cleaned = clean(hostile);
        assert_eq!(cleaned.len(), hostile.len());
        assert!(!cleaned.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'));
    }
}
