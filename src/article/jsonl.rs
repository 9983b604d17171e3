//! One article a line, as JSON.
//!
//! In: a line and its number. Out: an article whose text leads back through the
//! escapes to the line's bytes. A broken line is a [`Problem`] with its column.

use super::blocks::blocks_of;
use super::dateline::parse_date;
use super::{Article, Field, Part};
use crate::problem::Problem;
use crate::text::plain::{BlockKind, PlainBuilder, PlainText};
use crate::text::source::Source;
use crate::text::span::Span;
use serde::Deserialize;
use serde_json::value::RawValue;

/// A line: the article if it could be read, and what was wrong.
#[derive(Debug)]
pub struct JsonLine {
    /// The article; none if the line is broken.
    pub article: Option<Article>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    title: Option<&'a RawValue>,
    #[serde(borrow)]
    date: Option<&'a RawValue>,
}

/// Reads line number `line` (1-based) of the file `name`.
pub fn read_line(name: &str, line: u32, content: &str) -> JsonLine {
    let parsed: Line = match serde_json::from_str(content) {
        Ok(parsed) => parsed,
        Err(e) => {
            let column = e.column().max(1) as u32;
            let problem = Problem::error(name, format!("the line is not a JSON object with an article: {e}"))
                .at(line, column)
                .expected("{\"id\": …, \"text\": …}", content);
            return JsonLine { article: None, problems: vec![problem] };
        }
    };
    let mut problems = Vec::new();
    let column_of = |raw: &RawValue| content[..offset_in(content, raw.get())].chars().count() as u32 + 1;
    let wrong = |field: &str, expected: &str, raw: &RawValue| {
        Problem::error(name, format!("\"{field}\" cannot be read")).at(line, column_of(raw)).expected(expected, raw.get())
    };
    let id = match parsed.id.map(|raw| (raw, id_of(raw))) {
        Some((_, Some(id))) => id,
        Some((raw, None)) => {
            problems.push(wrong("id", "a string or a number", raw));
            format!("{name}:{line}")
        }
        None => format!("{name}:{line}"),
    };
    let date = parsed.date.filter(|raw| raw.get() != "null").and_then(|raw| {
        let date = serde_json::from_str::<String>(raw.get()).ok().and_then(|text| parse_date(&text));
        if date.is_none() {
            problems.push(wrong("date", "a date: YYYY-MM-DD", raw));
        }
        date
    });
    let mut parts = Vec::new();
    for (field, raw) in [(Field::Title, parsed.title), (Field::Text, parsed.text)] {
        let Some(raw) = raw.filter(|raw| raw.get() != "null") else { continue };
        match serde_json::from_str::<String>(raw.get()) {
            Ok(text) => parts.push(Part { field, text: unescaped(raw.get(), offset_in(content, raw.get()), &text, field) }),
            Err(_) => problems.push(wrong(field.name(), "a string", raw)),
        }
    }
    if parsed.text.is_none() {
        problems.push(Problem::error(name, "the article has no \"text\"").at(line, 1).expected("a string in \"text\"", content));
    }
    let readable = parts.iter().any(|p| p.field == Field::Text);
    let article = readable.then(|| Article { id, parts, date, source: Source::from_text(name, content.to_owned(), line), directives: Vec::new(), runs: None });
    JsonLine { article, problems }
}

fn id_of(raw: &RawValue) -> Option<String> {
    serde_json::from_str::<String>(raw.get()).ok().or_else(|| serde_json::from_str::<serde_json::Number>(raw.get()).ok().map(|n| n.to_string()))
}

/// Where a slice of `whole` begins in it.
fn offset_in(whole: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len())
}

/// The decoded string with its map through the escapes; `raw` begins at `base` of the line, with its quotation mark.
fn unescaped(raw: &str, base: usize, text: &str, field: Field) -> PlainText {
    let blocks = match field {
        Field::Title => blocks_of(text.trim_end()),
        Field::Text => blocks_of(text),
    };
    let mut builder = PlainBuilder::default();
    builder.open(BlockKind::Paragraph);
    let (mut plain, mut at) = (0, 1);
    for escape in memchr::memchr_iter(b'\\', raw.as_bytes()) {
        if escape < at {
            continue;
        }
        let run = escape - at;
        builder.push(&text[plain..plain + run], Span::new((base + at) as u32, (base + escape) as u32));
        plain += run;
        let c = text[plain..].chars().next().map_or(0, char::len_utf8);
        let len = escape_len(&raw[escape..], c);
        builder.push(&text[plain..plain + c], Span::new((base + escape) as u32, (base + escape + len) as u32));
        plain += c;
        at = escape + len;
    }
    builder.push(&text[plain..], Span::new((base + at) as u32, (base + raw.len() - 1) as u32));
    builder.finish_with(blocks)
}

/// Bytes of the escape at the start of `raw`; a character beyond the basic plane takes two.
fn escape_len(raw: &str, decoded: usize) -> usize {
    match raw.as_bytes().get(1) {
        Some(b'u') if decoded == 4 => 12,
        Some(b'u') => 6,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, read_line};
    use crate::text::span::Span;

    #[test]
    fn spans_lead_through_escapes_to_the_line() {
        let line = r#"{"id": 7, "date": "2025-08-07", "text": "One \"two\"\n\u00e9 \ud83d\ude00 5 km"}"#;
        let article = read_line("a.jsonl", 3, line).article.unwrap();
        let text = article.text(Field::Text);
        assert_eq!((article.id.as_str(), text), ("7", "One \"two\"\né 😀 5 km"));
        let at = text.find("5 km").unwrap() as u32;
        let source = article.part(Field::Text).unwrap().text.source_span(Span::new(at, at + 4));
        assert_eq!(source.of(line), "5 km");
        assert_eq!(article.source.position(source.start).line, 3);
    }

    #[test]
    fn broken_lines_are_named_by_column_and_field() {
        let read = read_line("a.jsonl", 2, "{\"id\": \"x\", \"text\": 5}");
        assert!(read.article.is_none());
        assert_eq!(read.problems[0].to_string(), "a.jsonl:2:21: error: \"text\" cannot be read; expected a string, found \"5\"");
        assert!(read_line("a.jsonl", 1, "{oops").problems[0].to_string().starts_with("a.jsonl:1:2: error"));
        let bad_date = read_line("a.jsonl", 1, "{\"text\": \"Hi.\", \"date\": \"2025-02-30\"}");
        assert!(bad_date.article.is_some_and(|a| a.date.is_none()));
        assert_eq!(bad_date.problems.len(), 1);
    }
}
