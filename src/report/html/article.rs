//! One article: its text with the claims marked in place, a note beside each.

use super::super::Run;
use super::super::finding::{ArticleReport, Finding, TextOut};
use super::super::fingerprint::of_texts;
use super::super::markdown::icon;
use super::super::paths::from_root;
use super::super::tame::{cut, line, tame};
use super::note;
use super::page::bar;
use crate::rule::Level;
use crate::text::plain::{Block, BlockKind};
use crate::verdict::kind::{Bucket, VERDICTS};
use maud::{Markup, html};

/// Characters of a title in a heading.
const TITLE: usize = 300;
/// Bytes of a block that are shown: what has no line ends is no text for the eye.
const LONGEST: usize = 20_000;
/// Blocks without a claim, as bytes of an article, that are shown.
const MOST: usize = 2_000_000;

/// The article in the overview.
pub fn row(report: &ArticleReport) -> String {
    let id = id_of(report);
    let count = |level: Level| report.findings(true).filter(|f| f.level() == level).count();
    let coverage = report.coverage.unwrap_or_default();
    let share = coverage.checked * 100 / coverage.mentions_total.max(1);
    html! {
        tr data-article=(id) {
            th scope="row" data-value=(line(report.name())) { a href=(format!("#{id}")) { (title(report)) } @if !report.problems.is_empty() { " " span.warn { "⚠ not read in whole" } } }
            td { @if let Some(date) = report.date { (date) } }
            @for level in [Level::Error, Level::Warning, Level::Note] { td.n data-level=(level.name()) { (count(level)) } }
            td data-value=(share) { (bar(coverage)) " " (coverage.checked) " of " (coverage.mentions_total) }
        }
    }
    .into_string()
}

/// The article itself, under an id.
pub fn section_as(report: &ArticleReport, run: &Run, id: &str) -> String {
    let coverage = report.coverage.unwrap_or_default();
    html! {
        article #(id) data-name=(title(report)) {
            h2 tabindex="-1" { (title(report)) }
            p.meta { span.path { (line(&from_root(&report.path, run))) } @if let Some(date) = report.date { " · " (date) } " · " (bar(coverage)) " " (coverage.checked) " of " (coverage.mentions_total) " numbers and dates checked"
                @if coverage.waiting_for_date > 0 { " · with a date of the article " (coverage.waiting_for_date) " more could be" }
            }
            @if !report.problems.is_empty() { ul.warn { @for problem in report.problems.iter().take(100) { li { (line(&problem.to_string())) } } } }
            @for text in &report.texts { (part(report, text, id, run.live)) }
            (unchecked(report))
        }
    }
    .into_string()
}

/// What the article is called: its title, else its id.
fn title(report: &ArticleReport) -> String {
    let own = report.texts.iter().find(|t| t.field == "title").map(|t| cut(&t.text, TITLE)).filter(|t| !t.is_empty());
    own.unwrap_or_else(|| cut(report.name(), TITLE))
}

/// The article's id in the page.
pub fn id_of(report: &ArticleReport) -> String {
    let line = report.mentions.first().map_or(0, |m| m.span.line);
    format!("a{}", of_texts(&[&report.path, report.name(), &line.to_string()]))
}

fn part(report: &ArticleReport, text: &TextOut, id: &str, live: bool) -> Markup {
    let marks = marks(report, text.field);
    let heading = title(report);
    let mut shown = 0;
    let mut left_out = 0;
    html! {
        @for (block, marks) in by_block(&text.blocks, &marks) {
            // the heading above says it already
            @if marks.is_empty() && (text.field == "title" || cut(block.span.of(&text.text), TITLE) == heading) { }
            @else if shown > MOST && marks.is_empty() { ({ left_out += 1; "" }) }
            @else { ({ shown += block.span.len() as usize; row_of(text, block, marks, id, live) }) }
        }
        @if left_out > 0 { p.warn { (left_out) " paragraphs without a claim are not shown: the article is too long." } }
    }
}

/// A mention that claims something, and all that is said of it.
struct Mark<'a> {
    number: usize,
    span: [usize; 2],
    findings: Vec<Finding<'a>>,
}

/// The mentions of a part with a verdict, in the order of the text.
fn marks<'a>(report: &'a ArticleReport, field: &str) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for finding in report.judged().filter(|f| f.claim.field == field) {
        let number = finding.claim.mention;
        let span = finding.claim.span.byte.map(|b| b as usize);
        match marks.last_mut() {
            Some(last) if last.number == number => last.findings.push(finding),
            _ => marks.push(Mark { number, span, findings: vec![finding] }),
        }
    }
    marks
}

/// Each block with the marks that begin in it.
fn by_block<'b, 'm, 'a>(blocks: &'b [Block], marks: &'m [Mark<'a>]) -> Vec<(&'b Block, &'m [Mark<'a>])> {
    let begins = |offset: usize| marks.partition_point(|m| m.span[0] < offset);
    blocks.iter().map(|block| (block, &marks[begins(block.span.start as usize)..begins(block.span.end as usize)])).collect()
}

fn row_of(text: &TextOut, block: &Block, marks: &[Mark<'_>], id: &str, live: bool) -> Markup {
    let class = match block.kind {
        BlockKind::Paragraph => "para",
        BlockKind::Heading => "head",
        BlockKind::Item => "item",
        BlockKind::Cell => "cell",
        BlockKind::Caption => "caption",
    };
    html! {
        div.row {
            p class=(class) dir="auto" { (marked(&text.text, block, marks, id)) }
            @if !marks.is_empty() { div.notes { @for mark in marks { @for (n, finding) in mark.findings.iter().enumerate() { (note::note(finding, &note_id(id, mark, n), live)) } } } }
        }
    }
}

fn note_id(id: &str, mark: &Mark<'_>, number: usize) -> String {
    let field = if mark.findings[0].claim.field == "title" { "t" } else { "" };
    format!("{id}-{field}{}-{number}", mark.number)
}

/// The text of a block with its claims marked; a stretch without a claim that is too long is cut.
fn marked(text: &str, block: &Block, marks: &[Mark<'_>], id: &str) -> Markup {
    let (mut at, end) = (block.span.start as usize, block.span.end as usize);
    html! {
        @for mark in marks {
            @let start = mark.span[0].max(at);
            @let stop = mark.span[1].max(start);
            (plain(text.get(at..start).unwrap_or_default()))
            (word(text.get(start..stop).unwrap_or_default(), mark, id))
            ({ at = stop; "" })
        }
        (plain(text.get(at..end.max(at)).unwrap_or_default()))
    }
}

fn plain(text: &str) -> String {
    if text.len() <= LONGEST {
        return tame(text).into_owned();
    }
    let (head, tail) = (text.floor_char_boundary(LONGEST / 2), text.ceil_char_boundary(text.len() - LONGEST / 2));
    format!("{} […] {}", tame(&text[..head]), tame(&text[tail..]))
}

/// The marked words: told apart by colour, by a sign, and in words for those who see neither.
fn word(words: &str, mark: &Mark<'_>, id: &str) -> Markup {
    let worst = mark.findings.iter().map(|f| f.judged.verdict).min_by_key(|v| VERDICTS.iter().position(|o| o == v));
    let Some(verdict) = worst else { return html! { (tame(words)) } };
    html! {
        a class=(format!("m {}", verdict.name())) href=(format!("#{}", note_id(id, mark, 0))) {
            span.icon aria-hidden="true" { (icon(verdict)) }
            span.sr { (verdict.name()) ": " }
            (tame(words))
        }
    }
}

/// What was not checked, and why: silence is no approval.
fn unchecked(report: &ArticleReport) -> Markup {
    let unchecked: Vec<Finding<'_>> = report.judged().filter(|f| f.judged.verdict.bucket() != Bucket::Checked).collect();
    html! {
        @if !unchecked.is_empty() {
            details.ledger {
                summary { (unchecked.len()) " not checked, and why" }
                div.scroll tabindex="0" role="region" aria-label="What was not checked" {
                    table {
                        thead { tr { th scope="col" { "Line" } th scope="col" { "Words" } th scope="col" { "Verdict" } th scope="col" { "Why" } } }
                        tbody {
                            @for f in unchecked.iter().take(500) {
                                tr { td.n { (f.place().line) } td { (cut(f.words(), 80)) } td { (f.judged.verdict.name()) } td { (cut(&f.judged.explanation, 300)) } }
                            }
                        }
                    }
                }
                @if unchecked.len() > 500 { p { "and " (unchecked.len() - 500) " more" } }
            }
        }
    }
}
