//! An impact as text, as Markdown for a pull request, and as a page.

use super::impact::{Flip, Impact, RowSaid, Side};
use crate::report::claim_text::{INDENT, pointed};
use crate::report::tame::{line, tame};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Flips of one change that a comment shows; the rest is counted.
const SHOWN: usize = 20;
/// Changes that a comment shows.
const CHANGES: usize = 30;

const STYLE: &str = include_str!("impact.css");

impl Impact {
    /// As text.
    pub fn text(&self) -> String {
        let mut out = format!("old: {}\nnew: {}\n", self.old.join("; "), self.new.join("; "));
        self.notes.iter().for_each(|note| out.push_str(&format!("note: {}\n", line(note))));
        for (change, flips) in self.by_change() {
            let head = change.map_or_else(|| "Other rows".to_owned(), |c| format!("{} [{}]: {}", c.about, c.row, c.words()));
            out.push_str(&format!("\n{}\n", line(&head)));
            for flip in flips {
                out.push_str(&format!("\n{}", flip.text()));
            }
        }
        let articles = self.by_article();
        if !articles.is_empty() {
            out.push_str("\nArticles\n");
            for (home, count) in &articles {
                out.push_str(&format!("{INDENT}{}: {count}\n", line(home)));
            }
        }
        out.push_str(&format!("\n{}\n", self.summary()));
        out
    }

    /// As Markdown, for a pull request.
    pub fn markdown(&self) -> String {
        let mut out = format!("### Verdicts that flip\n\n**{}**\n", self.summary());
        self.notes.iter().for_each(|note| out.push_str(&format!("\n> {}\n", cell(note))));
        let groups = self.by_change();
        for (change, flips) in groups.iter().take(CHANGES) {
            let head =
                change.map_or_else(|| "Other rows".to_owned(), |c| format!("{} <code>{}</code>: {}", escaped(&c.about), escaped(&c.row), escaped(&c.words())));
            out.push_str(&format!("\n<details><summary>{head} ({})</summary>\n\n", count(flips.len(), "flip")));
            out.push_str("| article | verdict | sentence |\n|---|---|---|\n");
            for flip in flips.iter().take(SHOWN) {
                let bold = [flip.sentence.get(..flip.at), Some("**"), Some(flip.words.as_str()), Some("**"), flip.sentence.get(flip.at + flip.words.len()..)];
                let sentence = bold.into_iter().flatten().map(|part| if part == "**" { part.to_owned() } else { cell(part) }).collect::<String>();
                out.push_str(&format!("| {}:{} | {}{} | {sentence} |\n", cell(&flip.home()), flip.line, flip.kind(), flip.note()));
            }
            if flips.len() > SHOWN {
                out.push_str(&format!("\n… and {} more.\n", flips.len() - SHOWN));
            }
            out.push_str("\n</details>\n");
        }
        if groups.len() > CHANGES {
            out.push_str(&format!("\n… and flips of {} more.\n", count(groups.len() - CHANGES, "changed row")));
        }
        let articles = self.by_article();
        if !articles.is_empty() {
            out.push_str("\n| article | flips |\n|---|--:|\n");
            articles.iter().take(SHOWN).for_each(|(home, flips)| out.push_str(&format!("| {} | {flips} |\n", cell(home))));
        }
        if articles.len() > SHOWN {
            out.push_str(&format!("\n… and {} more.\n", count(articles.len() - SHOWN, "article")));
        }
        out
    }

    /// As a page.
    pub fn html(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "Verdicts that flip" }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        h1 { "Verdicts that flip" }
                        p { strong { (self.summary()) } }
                        dl { dt { "Old" } dd { (line(&self.old.join("; "))) } dt { "New" } dd { (line(&self.new.join("; "))) } }
                        @for note in &self.notes { p.note { (line(note)) } }
                    }
                    main {
                        @for (change, flips) in self.by_change() {
                            section {
                                @match change {
                                    Some(change) => { h2 { (line(&change.about)) " " code { (line(&change.row)) } } p.change { (line(&change.words())) } }
                                    None => { h2 { "Other rows" } }
                                }
                                @for flip in flips { (shown(flip)) }
                            }
                        }
                        @if !self.flips.is_empty() {
                            section {
                                h2 { "Articles" }
                                table {
                                    thead { tr { th scope="col" { "Article" } th scope="col" { "Flips" } } }
                                    tbody { @for (home, count) in self.by_article() { tr { td { (line(&home)) } td.count { (count) } } } }
                                }
                            }
                        }
                    }
                    footer { p { "factlint " (env!("CARGO_PKG_VERSION")) } }
                }
            }
        };
        page.into_string()
    }

    /// The whole in one line.
    pub fn summary(&self) -> String {
        let changed = count(self.changes.len(), "changed row");
        if self.flips.is_empty() {
            return format!("{changed}; no verdict of {} flips", count(self.articles, "article"));
        }
        let kinds = self.kinds().iter().map(|(kind, n)| format!("{n} {kind}")).collect::<Vec<_>>().join(", ");
        let flips = if self.flips.len() == 1 { "1 verdict flips".to_owned() } else { format!("{} verdicts flip", self.flips.len()) };
        format!("{changed}; {flips} in {} of {}: {kinds}", self.by_article().len(), count(self.articles, "article"))
    }
}

impl Flip {
    /// Where, how, the sentence with carets, both verdicts with their rows.
    pub fn text(&self) -> String {
        let head = format!("{}:{}:{}: {}{}", line(&self.home()), self.line, self.column, self.kind(), self.note());
        format!("{head}\n{}{}", pointed(&self.sentence, self.at..self.at + self.words.len()), sides(self))
    }

    fn note(&self) -> &'static str {
        if self.silenced { " (silenced)" } else { "" }
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Both verdicts with their rows.
fn sides(flip: &Flip) -> String {
    let one = |name: &str, side: &Option<Side>| {
        let Some(side) = side else { return format!("{INDENT}{name}: no claim\n") };
        let rows = side.rows.iter().fold(String::new(), |rows, r| format!("{rows}{INDENT}{INDENT}{}\n", row(r)));
        format!("{INDENT}{name}: {} ({})\n{rows}", side.verdict.name(), side.code)
    };
    one("was", &flip.before) + &one("is", &flip.after)
}

fn row(row: &RowSaid) -> String {
    format!("{}: {} = {}", if row.agrees { "agrees" } else { "disagrees" }, line(&row.row), line(&row.value))
}

fn shown(flip: &Flip) -> Markup {
    let part = |text: Option<&str>| text.map(line).unwrap_or_default();
    // white space at the ends stands between the words and the rest
    let before = flip.sentence.get(..flip.at).unwrap_or_default();
    let after = flip.sentence.get(flip.at + flip.words.len()..).unwrap_or_default();
    html! {
        article {
            h3 { (line(&flip.home())) ":" (flip.line) " " span.kind { (flip.kind()) (flip.note()) } }
            blockquote { (before) mark { (part(Some(&flip.words))) } (after) }
            @for (name, side) in [("was", &flip.before), ("is", &flip.after)] {
                p { strong { (name) ": " (side.as_ref().map_or("no claim", |s| s.verdict.name())) } }
                @if let Some(side) = side { @if !side.rows.is_empty() { ul { @for r in &side.rows { li { (row(r)) } } } } }
            }
        }
    }
}

/// A cell of a table in Markdown.
fn cell(text: &str) -> String {
    escaped(&tame(text)).replace(['\n', '\r'], " ").replace('|', "\\|").replace('*', "\\*").replace('_', "\\_").replace('`', "\\`").replace('[', "\\[")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
