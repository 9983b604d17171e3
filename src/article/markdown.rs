//! Markdown files.
//!
//! In: `CommonMark` with tables, footnotes and front matter (YAML or TOML). Out: title
//! and date from the front matter, the running text as body. Code, link targets, raw
//! HTML and image texts are skipped.

use super::dateline::parse_date;
use super::{Article, Field, Part, directive};
use crate::problem::Problem;
use crate::text::plain::{BlockKind, PlainBuilder, PlainText};
use crate::text::source::Source;
use crate::text::span::{File, Span};
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use saphyr::{LoadableYamlNode, MarkedYaml, YamlData};
use std::ops::Range;

/// Reads a Markdown file.
pub fn read(source: Source) -> (Article, Vec<Problem>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut body = Body::default();
    for (event, range) in Parser::new_ext(source.text(), options).into_offset_iter() {
        body.take(event, range);
    }
    let mut front = body.front_matter.take().map(|(kind, range)| front_matter(&source, kind, range)).unwrap_or_default();
    let mut parts: Vec<Part> = front.title.take().map(|text| Part { field: Field::Title, text }).into_iter().collect();
    parts.push(Part { field: Field::Text, text: body.builder.finish() });
    let (directives, problems) = directive::read(&source, &body.comments);
    front.problems.extend(problems);
    (Article { id: source.name.clone(), parts, date: front.date, source, directives, runs: None }, front.problems)
}

#[derive(Default)]
struct Body {
    builder: PlainBuilder,
    /// Depth of code blocks, images and metadata, whose text is not the article's.
    hidden: u32,
    front_matter: Option<(MetadataBlockKind, Range<usize>)>,
    comments: Vec<Span<File>>,
}

impl Body {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::new(range.start as u32, range.end as u32);
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let base = span.start;
                self.comments.extend(directive::comments_in(&html).iter().map(|c| Span::new(base + c.start, base + c.end)));
            }
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.hidden == 0 => self.text(&text, span),
            Event::SoftBreak | Event::HardBreak if self.hidden == 0 => self.builder.space(span),
            // a code span is a name, not prose, but the sentence goes on around it
            Event::Code(_) if self.hidden == 0 => self.text("·", span),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, span: Span<File>) {
        if !self.builder.is_open() {
            self.builder.open(BlockKind::Item);
        }
        self.builder.push(text, span);
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.builder.open(BlockKind::Paragraph),
            Tag::Heading { .. } => self.builder.open(BlockKind::Heading),
            Tag::Item | Tag::FootnoteDefinition(_) => self.builder.open(BlockKind::Item),
            Tag::Table(_) => self.builder.table(),
            Tag::TableHead | Tag::TableRow => self.builder.row(),
            Tag::TableCell => self.builder.cell(1),
            Tag::MetadataBlock(kind) => {
                self.front_matter.get_or_insert((*kind, range));
                self.hidden += 1;
            }
            Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock => self.hidden += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.builder.close(),
            TagEnd::TableCell => self.builder.end_cell(),
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }
}

#[derive(Default)]
struct FrontMatter {
    title: Option<PlainText>,
    date: Option<chrono::NaiveDate>,
    problems: Vec<Problem>,
}

/// A value of the front matter and where it stands.
struct Entry {
    key: String,
    value: String,
    span: Span<File>,
}

fn front_matter(source: &Source, kind: MetadataBlockKind, range: Range<usize>) -> FrontMatter {
    let mut front = FrontMatter::default();
    let block = &source.text()[range.clone()];
    let content = block.find('\n').map_or("", |at| &block[at + 1..]);
    let content = content.trim_end().trim_end_matches(['-', '+', '.']);
    let base = range.start + block.len() - block[block.find('\n').map_or(block.len(), |at| at + 1)..].len();
    let entries = match kind {
        MetadataBlockKind::YamlStyle => yaml(content, base),
        MetadataBlockKind::PlusesStyle => toml_entries(content, base),
    };
    let entries = entries.unwrap_or_else(|message| {
        let place = source.position(range.start as u32);
        front.problems.push(
            Problem::error(&source.name, format!("the front matter cannot be read: {message}"))
                .at(place.line, place.column)
                .expected("key: value lines", content),
        );
        Vec::new()
    });
    for entry in entries {
        match entry.key.as_str() {
            "title" => front.title = Some(titled(&entry)),
            "date" | "published" | "pubdate" | "published_at" | "date_published" if front.date.is_none() => {
                front.date = parse_date(&entry.value);
                if front.date.is_none() {
                    let place = source.position(entry.span.start);
                    front.problems.push(
                        Problem::error(&source.name, format!("{:?} in the front matter is not a date", entry.key))
                            .at(place.line, place.column)
                            .expected("a date: YYYY-MM-DD", &entry.value),
                    );
                }
            }
            _ => {}
        }
    }
    front
}

fn titled(entry: &Entry) -> PlainText {
    let mut builder = PlainBuilder::default();
    builder.open(BlockKind::Heading);
    builder.push(&entry.value, entry.span);
    builder.finish()
}

/// The top-level scalars of a YAML mapping.
fn yaml(content: &str, base: usize) -> Result<Vec<Entry>, String> {
    let documents = MarkedYaml::load_from_str(content).map_err(|e| e.to_string())?;
    let Some(YamlData::Mapping(map)) = documents.first().map(|d| &d.data) else { return Ok(Vec::new()) };
    let entries = map.iter().filter_map(|(key, value)| {
        let YamlData::Value(key_value) = &key.data else { return None };
        let YamlData::Value(scalar) = &value.data else { return None };
        let text = |s: &saphyr::Scalar<'_>| match s {
            saphyr::Scalar::String(text) => Some(text.to_string()),
            saphyr::Scalar::Integer(n) => Some(n.to_string()),
            _ => None,
        };
        let (key_text, value_text) = (text(key_value)?, text(scalar)?);
        Some(Entry { span: located(content, base, value.span.start.line(), &value_text), key: key_text.to_lowercase(), value: value_text })
    });
    Ok(entries.collect())
}

/// The top-level strings and dates of a TOML document.
fn toml_entries(content: &str, base: usize) -> Result<Vec<Entry>, String> {
    let table: toml::Table = content.parse().map_err(|e: toml::de::Error| e.message().to_owned())?;
    let entries = table.iter().filter_map(|(key, value)| {
        let text = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Datetime(date) => date.to_string(),
            _ => return None,
        };
        let line = content.lines().position(|l| l.trim_start().starts_with(key.as_str())).map_or(1, |l| l + 1);
        Some(Entry { span: located(content, base, line, &text), key: key.to_lowercase(), value: text })
    });
    Ok(entries.collect())
}

/// Where a scalar that begins on `line` (1-based) of `content` stands in the file. One
/// with escapes or folds is mapped as a whole to the rest of its line.
fn located(content: &str, base: usize, line: usize, value: &str) -> Span<File> {
    let start: usize = content.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = content.get(start..).unwrap_or("");
    let end = rest.find('\n').unwrap_or(rest.len());
    let (from, len) = rest.find(value).map_or((0, end), |at| (at, value.len()));
    Span::new((base + start + from) as u32, (base + start + from + len) as u32)
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Field};
    use super::read;
    use crate::text::source::Source;
    use crate::text::span::Span;

    fn article(text: &str) -> Article {
        read(Source::from_text("a.md", text.to_owned(), 1)).0
    }

    const SAMPLE: &str = "---\ntitle: \"A dam of 40 metres\"\ndate: 2025-08-07\n---\n# The *new* dam\n\nIt is [40 metres](http://x.test/99) high &\nholds `7` things.\n\n```\n5 lines of code\n```\n\n- one item of 3\n\n| a | b |\n|---|---|\n| 12 | 13 |\n";

    #[test]
    fn front_matter_gives_title_and_date_and_code_is_skipped() {
        let article = article(SAMPLE);
        assert_eq!(article.text(Field::Title), "A dam of 40 metres");
        assert_eq!(article.date.map(|d| d.to_string()).as_deref(), Some("2025-08-07"));
        assert_eq!(article.text(Field::Text), "The new dam\nIt is 40 metres high & holds · things.\none item of 3\na\nb\n12\n13");
    }

    /// The cells of the text: row, column, words.
    fn cells(article: &Article) -> Vec<(u32, u32, &str)> {
        let text = &article.part(Field::Text).expect("a text").text;
        text.cells().iter().map(|c| (c.row, c.column, text.blocks()[c.block].span.of(text.text()))).collect()
    }

    #[test]
    fn cells_know_their_place_and_empty_ones_count() {
        let article = article("| a | b |\n|---|---|\n| | 13 |\n\nText.\n");
        assert_eq!(cells(&article), [(1, 1, "a"), (1, 2, "b"), (2, 2, "13")]);
    }

    #[test]
    fn spans_lead_back_to_the_file() {
        let article = article(SAMPLE);
        for (field, word) in [(Field::Title, "40"), (Field::Text, "40 metres"), (Field::Text, "13"), (Field::Text, "new dam")] {
            let part = article.part(field).unwrap();
            let at = part.text.text().find(word).unwrap() as u32;
            let span = part.text.source_span(Span::new(at, at + word.len() as u32));
            assert_eq!(span.of(SAMPLE).replace('*', ""), word);
        }
    }

    #[test]
    fn a_bad_date_is_named_by_line_and_column() {
        let (_, problems) = read(Source::from_text("a.md", "---\ndate: soon\n---\nText.\n".into(), 1));
        assert_eq!(problems[0].to_string(), "a.md:2:7: error: \"date\" in the front matter is not a date; expected a date: YYYY-MM-DD, found \"soon\"");
    }
}
