//! Web pages.
//!
//! In: HTML, well formed or not. Out: the text of `<article>`, else of `<main>`, else
//! of the body, without navigation, asides and footers; the title; the date from
//! JSON-LD, `<meta>` or `<time>`. Every run keeps its bytes in the file, entities
//! included. What never closes is a [`Problem`].

use super::dateline::parse_date;
use super::html_rules::{DATE_META, OPTIONAL_END, VOID, block, is_skipped};
use super::{Article, Field, Part, directive};
use crate::problem::Problem;
use crate::text::plain::{BlockKind, PlainBuilder, PlainText};
use crate::text::source::Source;
use crate::text::span::{File, Span};
use chrono::NaiveDate;
use html5gum::{DefaultEmitter, HtmlString, StartTag, State, Token, Tokenizer};

/// Reads a web page.
pub fn read(source: Source) -> (Article, Vec<Problem>) {
    let page = Page::walk(&source);
    let mut problems = page.unclosed(&source);
    let date = page.date();
    let container = page.container();
    let body = page.body(source.text(), container);
    if body.text().trim().is_empty() {
        problems.push(Problem::warning(&source.name, "the page holds no article text").expected("text in <article>, <main> or <body>", "none"));
    }
    let mut parts: Vec<Part> = page.title(source.text()).map(|text| Part { field: Field::Title, text }).into_iter().collect();
    parts.push(Part { field: Field::Text, text: body });
    let (directives, more) = directive::read(&source, &page.comments);
    problems.extend(more);
    (Article { id: source.name.clone(), parts, date, source, directives, runs: None }, problems)
}

/// One piece of the page that matters for its text.
#[derive(Debug, Clone, Copy)]
enum Item {
    /// A run of raw text.
    Text(Span<File>),
    /// A block begins or ends here.
    Break(Option<BlockKind>),
    /// A line break inside a block.
    Space(u32),
    /// A table, row or cell begins or ends.
    Grid(Grid),
    /// An `<article>` (true) or `<main>` begins; the item where it ends.
    Container(bool, usize),
}

/// What matters of the places of cells.
#[derive(Debug, Clone, Copy)]
enum Grid {
    Table,
    Row,
    /// So many columns wide.
    Cell(u32),
    EndCell,
    Misaligned,
}

/// An element that is open.
struct Open {
    name: String,
    at: u32,
    /// Its `Container` item, if it is one.
    item: Option<usize>,
    skips: bool,
}

#[derive(Default)]
struct Page {
    items: Vec<Item>,
    open: Vec<Open>,
    /// How many open elements skip their text.
    skipping: usize,
    title: Option<Span<File>>,
    social_title: Option<Span<File>>,
    meta_dates: Vec<(usize, NaiveDate)>,
    linked_date: Option<NaiveDate>,
    time_date: Option<NaiveDate>,
    /// Raw text of the element being read, for title and JSON-LD.
    capture: Option<Capture>,
    unclosed: Vec<(String, u32)>,
    comments: Vec<Span<File>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Capture {
    Title,
    LinkedData,
}

impl Page {
    fn walk(source: &Source) -> Page {
        let mut page = Page::default();
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let text = source.text();
        let tokenizer = Tokenizer::new_with_emitter(text, emitter);
        for token in tokenizer.flatten() {
            match token {
                Token::StartTag(tag) => page.start(&tag, text),
                Token::EndTag(tag) => page.end(&lossy(&tag.name), text),
                Token::Comment(comment) => page.comments.push(Span::new(comment.span.start as u32, comment.span.end as u32)),
                Token::String(run) => page.text(Span::new(run.span.start as u32, run.span.end as u32), text),
                _ => {}
            }
        }
        let left: Vec<(String, u32)> = page.open.iter().filter(|o| !OPTIONAL_END.contains(&o.name.as_str())).map(|o| (o.name.clone(), o.at)).collect();
        page.unclosed.extend(left);
        for open in std::mem::take(&mut page.open) {
            page.close_container(&open);
        }
        page
    }

    fn start(&mut self, tag: &StartTag<usize>, text: &str) {
        let name = lossy(&tag.name);
        let attribute = |wanted: &str| tag.attributes.iter().find(|(k, _)| lossy(k).eq_ignore_ascii_case(wanted)).map(|(_, v)| lossy(&v.value));
        match name.as_str() {
            "meta" => self.meta(tag, &attribute, text),
            "time" if self.skipping == 0 => {
                let published = attribute("pubdate").is_some() || attribute("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("datePublished"));
                let date = attribute("datetime").and_then(|d| parse_date(&d));
                if published || self.time_date.is_none() {
                    self.time_date = date.or(self.time_date);
                }
            }
            "title" => self.capture = Some(Capture::Title),
            "script" if attribute("type").is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json")) => self.capture = Some(Capture::LinkedData),
            "br" => self.items.push(Item::Space(tag.span.start as u32)),
            _ => {}
        }
        if let Some(kind) = block(&name)
            && self.skipping == 0
        {
            self.items.push(Item::Break(Some(kind)));
        }
        if self.skipping == 0 {
            let size = |name: &str| attribute(name).and_then(|n| n.trim().parse::<u32>().ok()).unwrap_or(1);
            self.items.extend(grid(&name, size("colspan"), size("rowspan")));
        }
        if VOID.contains(&name.as_str()) || tag.self_closing {
            return;
        }
        let skips = is_skipped(&name, attribute);
        self.skipping += usize::from(skips);
        let item = (matches!(name.as_str(), "article" | "main") && self.skipping == 0).then(|| {
            self.items.push(Item::Container(name == "article", 0));
            self.items.len() - 1
        });
        self.open.push(Open { name, at: tag.span.start as u32, item, skips });
    }

    fn meta(&mut self, tag: &StartTag<usize>, attribute: &impl Fn(&str) -> Option<String>, text: &str) {
        let Some(name) = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop")) else { return };
        let Some(content) = attribute("content") else { return };
        let name = name.to_ascii_lowercase();
        if name == "og:title" {
            let whole = Span::<File>::new(tag.span.start as u32, tag.span.end as u32);
            // the attribute's own bytes, so that the title leads back to them
            let at = whole.of(text).find(content.as_str()).map(|at| whole.start + at as u32);
            self.social_title = at.map(|at| Span::new(at, at + content.len() as u32)).or(self.social_title);
        } else if let Some(rank) = DATE_META.iter().position(|m| *m == name) {
            self.meta_dates.extend(parse_date(&content).map(|date| (rank, date)));
        }
    }

    fn end(&mut self, name: &str, _text: &str) {
        self.capture = None;
        if block(name).is_some() && self.skipping == 0 {
            self.items.push(Item::Break(None));
            if matches!(name, "td" | "th" | "tr" | "table") {
                self.items.push(Item::Grid(Grid::EndCell));
            }
        }
        let Some(at) = self.open.iter().rposition(|o| o.name == name) else { return };
        for open in self.open.split_off(at) {
            if open.name != name && !OPTIONAL_END.contains(&open.name.as_str()) {
                self.unclosed.push((open.name.clone(), open.at));
            }
            self.close_container(&open);
        }
    }

    fn close_container(&mut self, open: &Open) {
        self.skipping -= usize::from(open.skips);
        let end = self.items.len();
        if let Some(Item::Container(_, until)) = open.item.and_then(|i| self.items.get_mut(i)) {
            *until = end;
        }
    }

    fn text(&mut self, span: Span<File>, text: &str) {
        match self.capture {
            Some(Capture::Title) => self.title = Some(self.title.map_or(span, |t| t.join(span))),
            Some(Capture::LinkedData) => {
                let parsed: Option<serde_json::Value> = serde_json::from_str(span.of(text)).ok();
                self.linked_date = self.linked_date.or(parsed.as_ref().and_then(published_in));
            }
            None if self.skipping == 0 => self.items.push(Item::Text(span)),
            None => {}
        }
    }

    /// The date of publication: JSON-LD, then `<meta>`, then `<time>`.
    fn date(&self) -> Option<NaiveDate> {
        self.linked_date.or_else(|| self.meta_dates.iter().min_by_key(|m| m.0).map(|m| m.1)).or(self.time_date)
    }

    fn title(&self, text: &str) -> Option<PlainText> {
        let span = self.social_title.or(self.title)?;
        let mut builder = PlainBuilder::default();
        builder.open(BlockKind::Heading);
        push_decoded(&mut builder, span, text);
        let title = builder.finish();
        (!title.text().is_empty()).then_some(title)
    }

    /// The items of the article: the longest `<article>`, else the longest `<main>`, else all.
    fn container(&self) -> std::ops::Range<usize> {
        let length =
            |range: &std::ops::Range<usize>| -> u32 { self.items[range.clone()].iter().map(|i| if let Item::Text(span) = i { span.len() } else { 0 }).sum() };
        let containers = |article: bool| {
            let all = self.items.iter().enumerate();
            all.filter_map(move |(at, item)| match item {
                Item::Container(kind, until) if *kind == article => Some(at..*until),
                _ => None,
            })
        };
        let longest = |article: bool| containers(article).filter(|r| length(r) > 200).max_by_key(length);
        longest(true).or_else(|| longest(false)).unwrap_or(0..self.items.len())
    }

    fn body(&self, text: &str, range: std::ops::Range<usize>) -> PlainText {
        let mut builder = PlainBuilder::default();
        for item in &self.items[range] {
            match item {
                Item::Break(kind) => {
                    builder.close();
                    if let Some(kind) = kind {
                        builder.open(*kind);
                    }
                }
                Item::Grid(Grid::Table) => builder.table(),
                Item::Grid(Grid::Row) => builder.row(),
                Item::Grid(Grid::Cell(wide)) => builder.cell(*wide),
                Item::Grid(Grid::EndCell) => builder.end_cell(),
                Item::Grid(Grid::Misaligned) => builder.misalign(),
                Item::Space(at) => builder.space(Span::new(*at, *at + 1)),
                Item::Text(span) => push_decoded(&mut builder, *span, text),
                Item::Container(..) => {}
            }
        }
        builder.finish()
    }

    fn unclosed(&self, source: &Source) -> Vec<Problem> {
        let mut unclosed = self.unclosed.clone();
        unclosed.sort_by_key(|u| u.1);
        unclosed
            .iter()
            .map(|(name, at)| {
                let place = source.position(*at);
                Problem::warning(&source.name, format!("<{name}> is never closed; the text behind it may be misread"))
                    .at(place.line, place.column)
                    .expected(format!("</{name}>"), "the end of the page or of an outer element")
            })
            .collect()
    }
}

/// `datePublished` anywhere in JSON-LD, an article's own before others'.
fn published_in(value: &serde_json::Value) -> Option<NaiveDate> {
    match value {
        serde_json::Value::Object(map) => {
            let own = ["datePublished", "dateCreated"].iter().find_map(|key| map.get(*key)?.as_str().and_then(parse_date));
            own.or_else(|| map.values().find_map(published_in))
        }
        serde_json::Value::Array(all) => all.iter().find_map(published_in),
        _ => None,
    }
}

/// What of a table an element begins. A cell over several rows puts those below it into the wrong column.
fn grid(name: &str, wide: u32, high: u32) -> Option<Item> {
    match name {
        "table" => Some(Item::Grid(Grid::Table)),
        "tr" => Some(Item::Grid(Grid::Row)),
        "td" | "th" if high == 1 => Some(Item::Grid(Grid::Cell(wide))),
        "td" | "th" => Some(Item::Grid(Grid::Misaligned)),
        _ => None,
    }
}

fn lossy(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Appends raw text: white space becomes one space, entities become their characters,
/// and each keeps the bytes that it came from.
fn push_decoded(builder: &mut PlainBuilder, span: Span<File>, text: &str) {
    let raw = span.of(text);
    if !builder.is_open() {
        if raw.trim().is_empty() {
            return;
        }
        builder.open(BlockKind::Paragraph);
    }
    let mut at = 0;
    while at < raw.len() {
        let here = span.start + at as u32;
        let rest = &raw[at..];
        let first = rest.chars().next().unwrap_or(' ');
        let len = if first.is_ascii_whitespace() {
            let len = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            builder.space(Span::new(here, here + len as u32));
            len
        } else if let Some((decoded, len)) = entity(rest) {
            builder.push(&decoded, Span::new(here, here + len as u32));
            len
        } else {
            let skip = first.len_utf8();
            let len = skip + rest[skip..].find(|c: char| c.is_ascii_whitespace() || c == '&').unwrap_or(rest.len() - skip);
            builder.push(&rest[..len], Span::new(here, here + len as u32));
            len
        };
        at += len;
    }
}

/// The character reference at the start of `rest` and its length; the tokenizer decodes it.
fn entity(rest: &str) -> Option<(String, usize)> {
    const LONGEST: usize = 34;
    let name = rest.strip_prefix('&')?;
    let len = name.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let end = 1 + len + usize::from(name.as_bytes().get(len) == Some(&b';'));
    let raw = &rest[..end];
    let mut tokens = Tokenizer::new(raw);
    tokens.set_state(State::Data);
    let decoded: String =
        tokens.flatten().filter_map(|t| if let Token::String(s) = t { Some(String::from_utf8_lossy(&s).into_owned()) } else { None }).collect();
    (len > 0 && decoded != raw).then_some((decoded, end))
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Field};
    use super::read;
    use crate::problem::Problem;
    use crate::text::source::Source;
    use crate::text::span::Span;

    fn page(text: &str) -> (Article, Vec<Problem>) {
        read(Source::from_text("a.html", text.to_owned(), 1))
    }

    const SAMPLE: &str = "<!doctype html><html><head><title>A dam &amp; 3 towns | Paper</title>\
        <meta property='article:published_time' content='2025-08-06T10:00:00Z'>\
        <script type=\"application/ld+json\">{\"@graph\":[{\"datePublished\":\"2025-08-07\"}]}</script></head>\
        <body><nav>Menu 1 2 3</nav><article><h1>A dam</h1><p>It is 40&nbsp;metres\n high &amp; cost &pound;5&#109;.</p>\
        <aside>Ad 99</aside><ul><li>One<li>Two</ul>\
        <p>This paragraph is here because an article that is shorter than a few lines is not taken for the article of a page at all, whatever its element says.</p>\
        </article><footer>© 2024</footer></body></html>";

    #[test]
    fn the_article_is_found_and_what_surrounds_it_is_skipped() {
        let (article, problems) = page(SAMPLE);
        assert_eq!(problems, []);
        assert_eq!(article.text(Field::Title), "A dam & 3 towns | Paper");
        assert_eq!(article.date.map(|d| d.to_string()).as_deref(), Some("2025-08-07"));
        assert!(article.text(Field::Text).starts_with("A dam\nIt is 40\u{a0}metres high & cost £5m.\nOne\nTwo\nThis"), "{}", article.text(Field::Text));
    }

    /// The cells of the text: row, column, words.
    fn cells(article: &Article) -> Vec<(u32, u32, &str)> {
        let text = &article.part(Field::Text).expect("a text").text;
        text.cells().iter().map(|c| (c.row, c.column, text.blocks()[c.block].span.of(text.text()))).collect()
    }

    #[test]
    fn cells_know_their_place_unless_one_reaches_over_rows() {
        let (article, _) = page("<p>Text</p><table><tr><th colspan=2>a<th>b</tr><tr><td><p>1</p></td><td></td><td>3</td></tr></table><p>5</p>");
        assert_eq!(cells(&article), [(1, 1, "a"), (1, 3, "b"), (2, 1, "1"), (2, 3, "3")]);
        let (article, _) = page("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>3</td></tr></table>");
        assert_eq!(cells(&article), []);
    }

    #[test]
    fn spans_lead_back_through_entities_and_white_space() {
        let (article, _) = page(SAMPLE);
        let part = article.part(Field::Text).unwrap();
        for (word, raw) in [("40\u{a0}metres high", "40&nbsp;metres\n high"), ("£5m", "&pound;5&#109;"), ("Two", "Two")] {
            let at = part.text.text().find(word).unwrap() as u32;
            assert_eq!(part.text.source_span(Span::new(at, at + word.len() as u32)).of(SAMPLE), raw);
        }
    }

    #[test]
    fn unclosed_elements_are_named_and_the_rest_is_read() {
        let (article, problems) = page("<div><b>Bold 5 km\n<p>More 7 km.</p>");
        assert!(article.text(Field::Text).contains("Bold 5 km"));
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[1].starts_with("a.html:1:6: warning: <b> is never closed"));
        let (_, problems) = page("<p>Fine.</p><script>var a = 1;");
        assert!(problems.iter().any(|p| p.message.contains("<script> is never closed")));
    }
}
