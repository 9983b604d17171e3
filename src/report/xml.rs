//! XML, written by one writer, so that nothing is escaped by hand.
//!
//! In: elements, attributes, texts. Out: a string. Characters that XML 1.0 cannot hold are
//! tamed first.

use super::tame::tame;
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// What stands before every document.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A piece of XML in the making.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// An empty piece, indented by two spaces.
    pub fn new() -> Self {
        Xml(Writer::new_with_indent(Vec::new(), b' ', 2))
    }

    /// An element with attributes and what stands in it.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) {
        self.event(Event::Start(start(name, attributes)));
        inside(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without anything in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&tame(text))));
    }

    /// The piece, with a line end.
    pub fn finish(self) -> String {
        let mut text = String::from_utf8(self.0.into_inner()).unwrap_or_default();
        text.push('\n');
        text
    }

    fn event(&mut self, event: Event<'_>) {
        // writing to memory does not fail
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, tame(value).as_ref()));
    }
    start
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let mut xml = Xml::new();
        xml.element("a", &[("b", "\"<&\u{1b}\n")], |xml| xml.text("]]> <!-- \0"));
        let text = xml.finish();
        assert!(text.starts_with("<a b=\"&quot;&lt;&amp;\u{fffd}") && text.contains("]]&gt; &lt;!-- \u{fffd}</a>"), "{text}");
    }
}
