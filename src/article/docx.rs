//! Word documents (Office Open XML).
//!
//! In: the XML parts of a `.docx` file, unpacked. Out: an article whose source has a line
//! for each paragraph, so that line and column are what an author can find, and a map from
//! there to the run and the bytes of `word/document.xml`. Deleted and hidden text, fields'
//! instructions and fallbacks for old programs are no text; footnotes stand behind the
//! body. It expands no entities but XML's own, and refuses documents that nest too deep.

use super::{Article, Field, Part};
use crate::problem::Problem;
use crate::text::plain::{BlockKind, PlainBuilder};
use crate::text::source::Source;
use crate::text::span::{File, Span};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The part that holds the body.
pub const BODY: &str = "word/document.xml";
/// The parts that are read, in their order.
pub const PARTS: [&str; 3] = [BODY, "word/footnotes.xml", "word/endnotes.xml"];
/// Elements within elements, at most.
const DEEPEST: usize = 256;

/// Where the text of a document stands in it.
#[derive(Debug, Clone, Default)]
pub struct Runs(Vec<Piece>);

/// A stretch of one run's text.
#[derive(Debug, Clone, Copy)]
struct Piece {
    source: Span<File>,
    run: u32,
    /// Bytes of the body's part; none in notes.
    xml: Option<[u64; 2]>,
}

impl Runs {
    fn at(&self, offset: u32) -> Option<&Piece> {
        self.0.get(self.0.partition_point(|p| p.source.end <= offset)).filter(|p| p.source.start <= offset)
    }

    /// The run, counted from 1 in its paragraph, in which a span of the source begins.
    pub fn run(&self, span: Span<File>) -> Option<u32> {
        self.at(span.start).map(|p| p.run)
    }

    /// The bytes of `word/document.xml` that a span of the source came from.
    pub fn bytes(&self, span: Span<File>) -> Option<[u64; 2]> {
        let (first, last) = (self.at(span.start)?, self.at(span.end.saturating_sub(1).max(span.start))?);
        let place = |piece: &Piece, offset: u32, end: usize| {
            let [start, stop] = piece.xml?;
            // an escape stands for its character as a whole
            let linear = stop - start == u64::from(piece.source.len());
            Some(if linear { start + u64::from(offset - piece.source.start) } else { [start, stop][end] })
        };
        Some([place(first, span.start, 0)?, place(last, span.end, 1)?])
    }
}

/// Reads a document's parts: names and XML.
pub fn read(name: &str, parts: &[(String, String)]) -> (Option<Article>, Vec<Problem>) {
    let mut walk = Walk { name, paragraphs: Vec::new(), open: Vec::new(), problems: Vec::new() };
    for (part, xml) in parts {
        walk.part(part, xml);
    }
    let Walk { mut paragraphs, mut problems, .. } = walk;
    paragraphs.sort_by_key(|p| p.number);
    if paragraphs.iter().all(|p| p.text.trim().is_empty()) {
        problems.push(Problem::error(name, "the document holds no text").expected("paragraphs in word/document.xml", ""));
        return (None, problems);
    }
    (Some(article(name, &paragraphs)), problems)
}

fn article(name: &str, paragraphs: &[Paragraph]) -> Article {
    let text = paragraphs.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n");
    let title = paragraphs.iter().position(|p| p.style.as_deref() == Some("Title") && !p.text.trim().is_empty());
    let (mut runs, mut at) = (Runs::default(), 0);
    let (mut heading, mut body) = (PlainBuilder::default(), PlainBuilder::default());
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let span = Span::<File>::new(at, at + paragraph.text.len() as u32);
        let builder = if Some(number) == title { &mut heading } else { &mut body };
        builder.open(paragraph.kind());
        builder.push(&paragraph.text, span);
        builder.close();
        let moved = |piece: &Piece| Piece { source: Span::new(at + piece.source.start, at + piece.source.end), ..*piece };
        runs.0.extend(paragraph.pieces.iter().map(moved));
        at = span.end + 1;
    }
    let mut parts = Vec::new();
    if title.is_some() {
        parts.push(Part { field: Field::Title, text: heading.finish() });
    }
    parts.push(Part { field: Field::Text, text: body.finish() });
    Article { id: name.to_owned(), parts, date: None, source: Source::from_text(name, text, 1), directives: Vec::new(), runs: Some(runs) }
}

#[derive(Default)]
struct Paragraph {
    number: usize,
    text: String,
    style: Option<String>,
    is_item: bool,
    is_cell: bool,
    run: u32,
    /// The run's text is hidden.
    hidden: bool,
    pieces: Vec<Piece>,
}

impl Paragraph {
    fn kind(&self) -> BlockKind {
        match self.style.as_deref() {
            Some(style) if style == "Title" || style.starts_with("Heading") || style == "Subtitle" => BlockKind::Heading,
            Some("Caption") => BlockKind::Caption,
            _ if self.is_cell => BlockKind::Cell,
            _ if self.is_item => BlockKind::Item,
            _ => BlockKind::Paragraph,
        }
    }

    fn push(&mut self, text: &str, xml: Option<[u64; 2]>) {
        if self.hidden {
            return;
        }
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.pieces.push(Piece { source: Span::new(start, self.text.len() as u32), run: self.run, xml });
    }
}

struct Walk<'a> {
    name: &'a str,
    paragraphs: Vec<Paragraph>,
    /// Paragraphs that are open: a text box stands within one.
    open: Vec<Paragraph>,
    problems: Vec<Problem>,
}

/// What surrounds the text that is being read.
#[derive(Default)]
struct Around {
    depth: usize,
    /// The depth at which a subtree that is no text begins.
    skipped: Option<usize>,
    in_text: bool,
    cells: usize,
}

impl Walk<'_> {
    fn part(&mut self, part: &str, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let mut around = Around::default();
        loop {
            let event = match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => event,
                Err(error) => {
                    let at = reader.error_position();
                    self.wrong(part, xml, at, &format!("the XML is broken: {error}"), "well-formed XML");
                    break;
                }
            };
            let end = reader.buffer_position();
            match event {
                Event::DocType(_) => {
                    self.wrong(part, xml, end, "the XML declares a document type, which no Word document does", "no DOCTYPE");
                    break;
                }
                Event::Start(tag) => {
                    around.depth += 1;
                    if around.depth > DEEPEST {
                        self.wrong(part, xml, end, "the XML nests too deep", &format!("at most {DEEPEST} levels"));
                        break;
                    }
                    self.start(&tag, &mut around);
                }
                Event::Empty(tag) if tag.name().as_ref() == "w:p" => self.blank(&around),
                Event::Empty(tag) => self.empty(&tag, &around),
                Event::End(tag) => {
                    self.end(tag.name().as_ref(), &mut around);
                    around.depth = around.depth.saturating_sub(1);
                }
                Event::Text(text) => self.text(&text, part, end, &around),
                Event::CData(text) => self.text(&text, "", end, &around),
                Event::GeneralRef(reference) => self.reference(&reference, part, end, &around),
                _ => {}
            }
        }
        // a broken document still gives what was read of it
        self.paragraphs.append(&mut self.open);
    }

    fn wrong(&mut self, part: &str, xml: &str, at: u64, message: &str, expected: &str) {
        let before = &xml[..xml.floor_char_boundary(usize::try_from(at).unwrap_or(usize::MAX))];
        let (line, column) = (before.matches('\n').count() + 1, before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1);
        let message = format!("{part}: {message} (line {line}, column {column} of the part)");
        self.problems.push(Problem::error(self.name, message).expected(expected, ""));
    }

    fn start(&mut self, tag: &BytesStart<'_>, around: &mut Around) {
        if around.skipped.is_some() {
            return;
        }
        match tag.name().as_ref() {
            "w:del" | "w:moveFrom" | "mc:Fallback" | "w:instrText" | "w:delText" => around.skipped = Some(around.depth),
            "w:p" => {
                let number = self.paragraphs.len() + self.open.len();
                self.open.push(Paragraph { number, is_cell: around.cells > 0, ..Paragraph::default() });
            }
            "w:tc" => around.cells += 1,
            "w:t" => around.in_text = true,
            _ => self.empty(tag, around),
        }
    }

    /// A paragraph without anything in it: it counts as one.
    fn blank(&mut self, around: &Around) {
        if around.skipped.is_none() {
            let number = self.paragraphs.len() + self.open.len();
            self.paragraphs.push(Paragraph { number, ..Paragraph::default() });
        }
    }

    /// An element that needs no end to mean something.
    fn empty(&mut self, tag: &BytesStart<'_>, around: &Around) {
        let Some(paragraph) = self.open.last_mut().filter(|_| around.skipped.is_none()) else { return };
        match tag.name().as_ref() {
            "w:r" => {
                paragraph.run += 1;
                paragraph.hidden = false;
            }
            "w:pStyle" => paragraph.style = value(tag),
            "w:numPr" => paragraph.is_item = true,
            "w:vanish" => paragraph.hidden = !value(tag).is_some_and(|v| v == "0" || v == "false"),
            "w:tab" if paragraph.run > 0 => paragraph.push("\t", None),
            "w:br" | "w:cr" => paragraph.push(" ", None),
            "w:noBreakHyphen" => paragraph.push("-", None),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, around: &mut Around) {
        if around.skipped == Some(around.depth) {
            around.skipped = None;
            return;
        }
        if around.skipped.is_some() {
            return;
        }
        match name {
            "w:p" => self.paragraphs.extend(self.open.pop()),
            "w:tc" => around.cells = around.cells.saturating_sub(1),
            "w:t" => around.in_text = false,
            _ => {}
        }
    }

    fn text(&mut self, raw: &str, part: &str, end: u64, around: &Around) {
        let Some(paragraph) = self.open.last_mut().filter(|_| around.in_text && around.skipped.is_none()) else { return };
        let xml = (part == BODY).then(|| [end.saturating_sub(raw.len() as u64), end]);
        // a line end in the XML is white space
        paragraph.push(&raw.replace(['\n', '\r'], " "), xml);
    }

    /// `&amp;`, `&#233;`: what XML itself knows; others stay as they are written.
    fn reference(&mut self, name: &str, part: &str, end: u64, around: &Around) {
        let number = name.strip_prefix('#').and_then(|n| n.strip_prefix('x').map_or_else(|| n.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok()));
        let known = number.and_then(char::from_u32).or(match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        });
        let text = known.map_or_else(|| format!("&{name};"), |c| if matches!(c, '\n' | '\r') { " ".to_owned() } else { c.to_string() });
        let Some(paragraph) = self.open.last_mut().filter(|_| around.in_text && around.skipped.is_none()) else { return };
        let xml = (part == BODY).then(|| [end.saturating_sub(name.len() as u64 + 2), end]);
        paragraph.push(&text, xml);
    }
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    tag.attributes().flatten().find(|a| a.key.as_ref() == "w:val").map(|a| a.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Field};
    use super::{BODY, read};
    use crate::text::span::Span;

    const HEAD: &str = "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>";

    fn document(body: &str) -> (Article, String) {
        let xml = format!("{HEAD}{body}</w:body></w:document>");
        let (article, problems) = read("a.docx", &[(BODY.to_owned(), xml.clone())]);
        assert_eq!(problems, []);
        (article.expect("an article"), xml)
    }

    #[test]
    fn paragraphs_are_lines_and_spans_lead_to_runs_and_bytes() {
        let (article, xml) = document(
            "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>A dam</w:t></w:r></w:p><w:p/>\
             <w:p><w:r><w:t>It is </w:t></w:r><w:r><w:t>40&#xA0;met</w:t></w:r><w:r><w:t>res &amp; wide</w:t></w:r><w:r><w:tab/><w:t>5 km</w:t></w:r></w:p>",
        );
        assert_eq!(article.text(Field::Title), "A dam");
        assert_eq!(article.text(Field::Text), "It is 40\u{a0}metres & wide\t5 km");
        let part = article.part(Field::Text).expect("a body");
        let at = |word: &str| {
            let start = part.text.text().find(word).expect("the word") as u32;
            part.text.source_span(Span::new(start, start + word.len() as u32))
        };
        let runs = article.runs.as_ref().expect("runs");
        for (word, run, raw, column) in
            [("40\u{a0}metres", 2, "40&#xA0;met</w:t></w:r><w:r><w:t>res", 7), ("& wide", 3, "&amp; wide", 17), ("5 km", 4, "5 km", 24)]
        {
            let span = at(word);
            assert_eq!(runs.run(span), Some(run), "{word}");
            let [from, to] = runs.bytes(span).expect("bytes");
            assert_eq!(&xml[from as usize..to as usize], raw);
            let place = article.source.position(span.start);
            assert_eq!((place.line, place.column), (3, column), "the third paragraph, {word}");
        }
    }

    #[test]
    fn what_is_deleted_hidden_or_a_fallback_is_no_text() {
        let (article, _) = document(
            "<w:p><w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>30</w:delText><w:t>31</w:t></w:r></w:del><w:ins><w:r><w:t>40</w:t></w:r></w:ins>\
             <w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:t> metres</w:t></w:r>\
             <mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box of 2</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
             <mc:Fallback><w:p><w:r><w:t>A box of 2</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>",
        );
        assert_eq!(article.text(Field::Text), "It is 40 metres\nA box of 2");
    }

    #[test]
    fn bombs_and_broken_documents_are_named() {
        let deep = format!("{HEAD}{}", "<w:sdt>".repeat(100_000));
        let laughs = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
        let broken = format!("{HEAD}<w:p><w:r><w:t>It is 40 metres</w:t></w:p>");
        for (xml, said, read_on) in
            [(deep.as_str(), "nests too deep", false), (laughs, "declares a document type", false), (broken.as_str(), "the XML is broken", true)]
        {
            let (article, problems) = read("a.docx", &[(BODY.to_owned(), xml.to_owned())]);
            assert!(problems[0].to_string().contains(said), "{problems:?}");
            assert_eq!(article.is_some(), read_on, "{said}");
        }
    }
}
