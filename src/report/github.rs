//! GitHub Actions: annotations beside the changed lines, and the table of a job's summary.
//!
//! GitHub shows ten annotations a level and step and drops the rest in silence: the loudest
//! come first, and the last one says how many there are beside.

use super::document::Gathered;
use super::markdown;
use super::notice::{Notice, of_article, of_problems};
use super::summary::Summary;
use super::{Entry, Format, Limit, Run, Writing};
use crate::rule::Level;

/// Annotations of one level that are kept: ten are shown, and one of them may have to say what is left out.
const MOST: usize = 9;
/// What GitHub takes of one step's summary is 1 MiB; some of it is for what stands around the table.
const SUMMARY_BYTES: usize = 900_000;

/// Workflow commands.
pub const ANNOTATIONS: Format = Format {
    name: "github",
    what: "annotations for GitHub Actions; on GitHub the job's summary is written too",
    sentences: true,
    texts: false,
    article: |report, run| of_article(report, run).iter().map(entry).collect(),
    writing: Writing::Gathered { limit: Limit::Each(MOST), whole },
};

/// The job's summary.
pub const SUMMARY: Format = Format {
    name: "github-summary",
    what: "the Markdown of a GitHub job's summary, below 1 MiB",
    sentences: true,
    texts: false,
    article: markdown::rows,
    writing: Writing::Gathered { limit: Limit::Bytes(SUMMARY_BYTES), whole: markdown::whole },
};

fn entry(notice: &Notice<'_>) -> Entry {
    let place = notice.place;
    let columns = if place.line == place.end_line && place.end_column > place.column {
        format!(",col={},endColumn={}", place.column, place.end_column)
    } else {
        String::new()
    };
    let text = format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}\n",
        command(notice.level),
        property(&notice.path),
        place.line,
        place.end_line,
        property(&format!("factlint {}", notice.code)),
        data(&notice.message)
    );
    Entry::new(notice.level, text)
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::None => "notice",
    }
}

/// Text behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn whole(gathered: &Gathered, summary: &Summary, run: &Run) -> String {
    let mut out: String = of_problems(&summary.problems, run).iter().take(MOST).map(|n| entry(n).text).collect();
    out.extend(gathered.shown().iter().map(|e| e.text.as_str()));
    let left_out = gathered.left_out() + summary.left_out + summary.problems.len().saturating_sub(MOST);
    if left_out > 0 {
        out.push_str(&format!("::notice title=factlint::{left_out} more findings are not shown here; the job's summary has them.\n"));
    }
    out.push_str(&format!("::group::factlint\n{}\n::endgroup::\n", data(&summary.ledger())));
    out
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn a_text_cannot_begin_a_command_or_a_property() {
        assert_eq!(data("100 %\n::error::x"), "100 %25%0A::error::x");
        assert_eq!(property("a,b:c%0A"), "a%2Cb%3Ac%250A");
    }
}
