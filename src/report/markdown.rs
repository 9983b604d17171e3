//! Markdown: a table of findings an article, the ledger at the end.

use super::Run;
use super::finding::{ArticleReport, ClaimOut, Summary, VerdictOut};
use crate::rule::Level;
use crate::verdict::kind::Verdict;

/// The heading.
pub fn head(run: &Run) -> String {
    let references: Vec<String> = run.references.iter().map(|r| escaped(r)).collect();
    format!("# Fact check\n\nReferences: {}\n", if references.is_empty() { "none".to_owned() } else { references.join("; ") })
}

/// An article with its findings, worst first.
pub fn article(report: &ArticleReport, run: &Run, _follows: bool) -> String {
    let mut out = format!("\n## {}\n\n", escaped(report.id.as_deref().unwrap_or(&report.path)));
    for problem in &report.problems {
        out.push_str(&format!("- **could not be read**: {}\n", escaped(&problem.to_string())));
    }
    let mut findings: Vec<(&ClaimOut, &VerdictOut)> =
        report.claims.iter().filter_map(|c| c.judged.as_ref().map(|j| (c, j))).filter(|(_, j)| run.verbose || j.level > Level::None).collect();
    findings.sort_by_key(|(c, j)| (std::cmp::Reverse(j.level), c.mention));
    if findings.is_empty() {
        out.push_str("No findings.\n");
    } else {
        out.push_str("| where | verdict | claim | why | would pass |\n|---|---|---|---|---|\n");
        for (claim, judged) in findings {
            out.push_str(&row(report, claim, judged));
        }
    }
    if let Some(c) = report.coverage {
        out.push_str(&format!(
            "\n{} of {} numbers and dates checked; {} without a reference, {} ambiguous, {} not checkable.\n",
            c.checked, c.mentions_total, c.no_reference, c.ambiguous, c.not_checkable
        ));
    }
    out
}

fn row(report: &ArticleReport, claim: &ClaimOut, judged: &VerdictOut) -> String {
    let sources: Vec<String> = judged
        .evidence
        .iter()
        .take(3)
        .filter_map(|e| e.source_url.as_ref().filter(|u| is_web(u)).map(|url| format!("[{}](<{}>)", escaped(&e.fact), url.replace(['<', '>', ' '], ""))))
        .collect();
    let sources = if sources.is_empty() { String::new() } else { format!(" {}", sources.join(" ")) };
    format!(
        "| {}:{} | {} {} ({}) | {} | {}{sources} | {} |\n",
        claim.span.line,
        claim.span.column,
        icon(judged.verdict),
        judged.verdict.name(),
        judged.code,
        escaped(&report.mentions[claim.mention].text),
        escaped(&judged.explanation),
        escaped(judged.would_pass.as_deref().unwrap_or("")),
    )
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// A sign for each verdict, so that none is told by colour alone.
fn icon(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "✓",
        Verdict::Close => "≈",
        Verdict::Outdated => "⌛",
        Verdict::Contradicted | Verdict::Inconsistent => "✗",
        Verdict::Disputed => "⚖",
        Verdict::Ambiguous => "?",
        Verdict::NoReference => "○",
        Verdict::NotCheckable => "·",
    }
}

/// Text that Markdown and HTML leave as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The totals.
pub fn tail(summary: &Summary, _run: &Run) -> String {
    let counts: Vec<String> = summary.verdicts.iter().filter(|(_, n)| *n > 0).map(|(v, n)| format!("{n} {}", v.name())).collect();
    let c = summary.coverage;
    let mut out = format!(
        "\n---\n\n**{} article{}**: {}. Checked {} of {} numbers and dates.\n",
        summary.articles,
        if summary.articles == 1 { "" } else { "s" },
        if counts.is_empty() { "no claims".to_owned() } else { counts.join(", ") },
        c.checked,
        c.mentions_total
    );
    if summary.errors > 0 {
        out.push_str(&format!("\n**{} thing{} could not be read; this is not a clean result.**\n", summary.errors, if summary.errors == 1 { "" } else { "s" }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markup_of_the_article_stays_text() {
        assert_eq!(escaped("<script>|*x*\n`y`"), "&lt;script&gt;\\|\\*x\\* \\`y\\`");
    }
}
