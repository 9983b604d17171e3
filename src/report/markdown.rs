//! Markdown: one table of findings, the loudest first, and the ledger below it. It fits into
//! a comment on a pull request.

use super::document::Gathered;
use super::finding::{ArticleReport, Finding};
use super::notice::{Notice, of_article, of_problems};
use super::summary::Summary;
use super::{Entry, Format, Limit, Run, Writing, tame};
use crate::verdict::kind::Verdict;

/// A comment on GitHub or GitLab holds 65,536 characters; some are for what stands around the table.
const COMMENT_BYTES: usize = 60_000;
/// Characters of a cell.
const CELL: usize = 600;

/// Markdown.
pub const FORMAT: Format = Format {
    name: "markdown",
    what: "a table of findings, the loudest first, that fits into a pull request's comment",
    sentences: true,
    texts: false,
    article: rows,
    writing: Writing::Gathered { limit: Limit::Bytes(COMMENT_BYTES), whole },
};

/// The rows of an article.
pub fn rows(report: &ArticleReport, run: &Run) -> Vec<Entry> {
    of_article(report, run).iter().map(|notice| Entry::new(notice.level, row(notice))).collect()
}

fn row(notice: &Notice<'_>) -> String {
    let place = format!("{}:{}:{}", notice.path, notice.place.line, notice.place.column);
    let Some(finding) = &notice.finding else {
        return format!("| {} | ⚠ could not be read | | {} | |\n", cell(&place), cell(&notice.message));
    };
    let judged = finding.judged;
    format!(
        "| {} | {} {} ({}) | {} | {}{} | {} |\n",
        cell(&place),
        icon(judged.verdict),
        judged.verdict.name(),
        judged.code,
        cell(finding.words()),
        cell(&judged.explanation),
        sources(finding),
        cell(judged.would_pass.as_deref().unwrap_or("")),
    )
}

/// Links to the rows' sources.
fn sources(finding: &Finding<'_>) -> String {
    let link = |url: &String, fact: &str| format!(" [{}](<{}>)", cell(fact), tame::line(url).replace(['<', '>', ' ', '|', '\\', '\u{fffd}'], ""));
    finding.judged.evidence.iter().take(3).filter_map(|e| e.source_url.as_ref().filter(|u| tame::is_web(u)).map(|url| link(url, &e.fact))).collect()
}

fn cell(text: &str) -> String {
    escaped(&tame::cut(text, CELL))
}

/// A sign for each verdict, so that none is told by colour alone.
pub fn icon(verdict: Verdict) -> &'static str {
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
            c => out.push(c),
        }
    }
    out
}

/// The whole page.
pub fn whole(gathered: &Gathered, summary: &Summary, run: &Run) -> String {
    let references: Vec<String> = run.references.iter().map(|r| cell(r)).collect();
    let references = if references.is_empty() { "none".to_owned() } else { references.join("; ") };
    let mut out = format!("# Fact check\n\n**{}.**\n\n", escaped(&summary.ledger()));
    let problems: String = of_problems(&summary.problems, run).iter().take(50).map(row).collect();
    let shown = gathered.shown();
    if shown.is_empty() && problems.is_empty() {
        out.push_str("No findings.\n");
    } else {
        out.push_str("| where | verdict | claim | why | would pass |\n|---|---|---|---|---|\n");
        out.push_str(&problems);
        out.extend(shown.iter().map(|e| e.text.as_str()));
    }
    let left_out = gathered.left_out() + summary.left_out;
    if left_out > 0 {
        out.push_str(&format!("\n{left_out} more findings are not in this table; the loudest are.\n"));
    }
    if summary.errors > 0 {
        out.push_str(&format!("\n**{} thing{} could not be read; this is not a clean result.**\n", summary.errors, if summary.errors == 1 { "" } else { "s" }));
    }
    out.push_str(&format!("\nReferences: {references}\n"));
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
