//! Checkstyle's XML: a file an article, an error a finding. Many tools read it.

use super::notice::{Notice, of_article, of_problems};
use super::summary::Summary;
use super::xml::{DECLARATION, Xml};
use super::{Entry, Format, Run, Writing};
use crate::rule::Level;

/// Checkstyle.
pub const FORMAT: Format = Format {
    name: "checkstyle",
    what: "Checkstyle's XML, for Jenkins and others",
    sentences: true,
    texts: false,
    article: |report, run| Entry::whole(files(&of_article(report, run))),
    writing: Writing::Streamed { head: |_| format!("{DECLARATION}<checkstyle version=\"8.0\">\n"), between: "", tail },
};

fn tail(summary: &Summary, run: &Run, _follows: bool) -> String {
    format!("{}</checkstyle>\n", files(&of_problems(&summary.problems, run)))
}

/// An element for each file that something is said of.
fn files(notices: &[Notice<'_>]) -> String {
    notices.chunk_by(|a, b| a.path == b.path).map(file).collect()
}

fn file(notices: &[Notice<'_>]) -> String {
    let mut xml = Xml::new();
    xml.element("file", &[("name", &notices[0].path)], |xml| notices.iter().for_each(|n| error(xml, n)));
    xml.finish()
}

fn error(xml: &mut Xml, notice: &Notice<'_>) {
    let (line, column) = (notice.place.line.to_string(), notice.place.column.to_string());
    let source = format!("factlint.{}", notice.code);
    let attributes = [("line", line.as_str()), ("column", &column), ("severity", severity(notice.level)), ("message", &notice.message), ("source", &source)];
    xml.empty("error", &attributes);
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::None => "info",
    }
}
