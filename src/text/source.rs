//! A source file, decoded, with the way back to its bytes, lines and columns.
//!
//! In: the bytes of a file. Out: its text as UTF-8, and for any offset in that
//! text the 1-based line and column and the byte in the original file, whatever
//! its encoding was. It refuses to know what the text says or which format it is in.

use super::chars::CharMap;
use crate::problem::Problem;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A place in a source file, both 1-based; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Character in the line, from 1.
    pub column: u32,
}

/// A decoded source file, or one line of a line-based one.
#[derive(Debug, Clone)]
pub struct Source {
    /// As the user named it.
    pub name: String,
    text: String,
    encoding: &'static Encoding,
    byte_order_mark: u8,
    line_starts: Vec<u32>,
    first_line: u32,
    /// Where a byte that is not UTF-8 was replaced: offset in `text`, bytes in the file.
    replaced: Vec<(u32, u8)>,
    chars: CharMap,
}

/// The largest file or line that is read as one article, in bytes.
pub const MAX_ARTICLE_BYTES: usize = 64 << 20;

impl Source {
    /// Text that is already UTF-8, beginning at `first_line` (1-based) of the file.
    pub fn from_text(name: &str, text: String, first_line: u32) -> Self {
        let line_starts = line_starts(&text);
        let chars = CharMap::new(&text);
        Source { name: name.to_owned(), text, encoding: UTF_8, byte_order_mark: 0, line_starts, first_line, replaced: Vec::new(), chars }
    }

    /// Decodes a file: by its byte order mark, else as UTF-8, else by a guess
    /// that is reported as a warning.
    ///
    /// # Errors
    /// A [`Problem`] with severity error and no source if the file is binary or
    /// too large. Bytes that are not UTF-8 in a file that otherwise is, are an
    /// error with a source: each is replaced by U+FFFD and the rest is read.
    pub fn decode(name: &str, bytes: &[u8]) -> (Option<Self>, Vec<Problem>) {
        if bytes.len() > MAX_ARTICLE_BYTES {
            let problem = Problem::error(name, "the file is too large to be one article")
                .expected(format!("at most {} MiB", MAX_ARTICLE_BYTES >> 20), format!("{} MiB", bytes.len() >> 20));
            return (None, vec![problem]);
        }
        if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
            return Source::decode_as(name, bytes, encoding, mark);
        }
        if let Some(encoding) = unmarked_utf16(bytes) {
            return Source::decode_as(name, bytes, encoding, 0);
        }
        if let Some(at) = binary_at(bytes) {
            let problem = Problem::error(name, "this is a binary file, not text")
                .expected("UTF-8, UTF-16 or Windows-1252 text", format!("byte 0x{:02x} at offset {at}", bytes[at]));
            return (None, vec![problem]);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => (Some(Source::from_text(name, text.to_owned(), 1)), Vec::new()),
            Err(_) if has_multibyte_utf8(bytes) => Source::decode_as(name, bytes, UTF_8, 0),
            Err(_) => {
                let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
                detector.feed(bytes, true);
                let encoding = detector.guess(None, Utf8Detection::Deny);
                let (source, mut problems) = Source::decode_as(name, bytes, encoding, 0);
                problems.push(Problem::warning(name, format!("the file is not UTF-8 and was read as {}", encoding.name())).expected("UTF-8", encoding.name()));
                (source, problems)
            }
        }
    }

    fn decode_as(name: &str, bytes: &[u8], encoding: &'static Encoding, mark: usize) -> (Option<Self>, Vec<Problem>) {
        let body = &bytes[mark..];
        let (text, replaced) = if encoding == UTF_8 { replace_invalid(body) } else { (encoding.decode_without_bom_handling(body).0.into_owned(), Vec::new()) };
        let line_starts = line_starts(&text);
        let byte_order_mark = u8::try_from(mark).unwrap_or(0);
        let chars = CharMap::new(&text);
        let source = Source { name: name.to_owned(), text, encoding, byte_order_mark, line_starts, first_line: 1, replaced, chars };
        let problems = source.replaced.first().map(|&(at, _)| {
            let place = source.position(at);
            let raw = usize::try_from(source.raw_offset(at)).unwrap_or(0);
            Problem::error(name, format!("{} byte sequence(s) are not UTF-8 and were replaced by U+FFFD", source.replaced.len()))
                .at(place.line, place.column)
                .expected("UTF-8", format!("byte 0x{:02x}", bytes.get(raw).copied().unwrap_or(0)))
        });
        (Some(source), problems.into_iter().collect())
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True if offsets in the text and in the file are the same.
    pub fn is_plain_utf8(&self) -> bool {
        self.encoding == UTF_8 && self.byte_order_mark == 0 && self.replaced.is_empty()
    }

    /// Line and column of a byte offset in the decoded text.
    pub fn position(&self, offset: u32) -> Position {
        let index = self.line_starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = self.line_starts[index];
        let column = self.chars.before(&self.text, offset) - self.chars.before(&self.text, start);
        Position { line: self.first_line + index as u32, column: column + 1 }
    }

    /// The 1-based byte in its line of a byte offset in the decoded text, in UTF-8.
    pub fn byte_column(&self, offset: u32) -> u32 {
        let index = self.line_starts.partition_point(|&start| start <= offset).saturating_sub(1);
        offset - self.line_starts[index] + 1
    }

    /// The byte in the original file that a byte offset in the decoded text came from.
    pub fn raw_offset(&self, offset: u32) -> u64 {
        let mark = u64::from(self.byte_order_mark);
        let before = self.text.get(..offset as usize).unwrap_or(&self.text);
        if self.encoding == UTF_8 {
            let shrunk: u64 = self.replaced.iter().take_while(|&&(at, _)| at < offset).map(|&(_, raw)| 3 - u64::from(raw)).sum();
            mark + before.len() as u64 - shrunk
        } else if self.encoding == UTF_16LE || self.encoding == UTF_16BE {
            mark + 2 * before.encode_utf16().count() as u64
        } else {
            mark + self.encoding.encode(before).0.len() as u64
        }
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect()
}

/// UTF-8 with every invalid sequence replaced by U+FFFD, and where that was done.
fn replace_invalid(bytes: &[u8]) -> (String, Vec<(u32, u8)>) {
    let mut text = String::with_capacity(bytes.len());
    let mut replaced = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            replaced.push((text.len() as u32, chunk.invalid().len() as u8));
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, replaced)
}

/// UTF-16 without a mark: nearly every other byte of Latin text is NUL.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |phase: usize| head.iter().skip(phase).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if half < 4 => None,
        () if odd * 10 > half * 7 && even * 10 < half => Some(UTF_16LE),
        () if even * 10 > half * 7 && odd * 10 < half => Some(UTF_16BE),
        () => None,
    }
}

/// The first byte that no text holds: NUL, or a control character where they abound.
fn binary_at(bytes: &[u8]) -> Option<usize> {
    if let Some(at) = memchr::memchr(0, bytes) {
        return Some(at);
    }
    let control = |b: &u8| *b < 9 || (14..32).contains(b) && *b != 27;
    let head = &bytes[..bytes.len().min(8192)];
    let count = head.iter().filter(|b| control(b)).count();
    (count * 20 > head.len()).then(|| head.iter().position(control).unwrap_or(0))
}

/// True if some non-ASCII character is well-formed UTF-8: then the file is UTF-8 with damage.
fn has_multibyte_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

#[cfg(test)]
mod tests {
    use super::{Position, Source};

    fn read(bytes: &[u8]) -> Source {
        Source::decode("a.txt", bytes).0.expect("text")
    }

    #[test]
    fn positions_count_characters_and_raw_offsets_count_bytes_of_the_file() {
        let source = read("é\nzürich 5".as_bytes());
        let at = source.text().find('5').unwrap() as u32;
        assert_eq!(source.position(at), Position { line: 2, column: 8 });
        assert_eq!(source.raw_offset(at), u64::from(at));
    }

    #[test]
    fn every_encoding_leads_back_to_its_own_bytes() {
        let text = "Das Café\nkostet 5 €.";
        let at = text.find('5').unwrap() as u32;
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let unmarked = utf16[2..].to_vec();
        let cp1252 = b"Das Caf\xe9\nkostet 5 \x80.".to_vec();
        let with_mark: Vec<u8> = b"\xef\xbb\xbf".iter().copied().chain(text.bytes()).collect();
        for (bytes, raw) in [(utf16, 34), (unmarked, 32), (cp1252, 16), (with_mark, 20)] {
            let source = read(&bytes);
            assert_eq!(source.text(), text);
            assert_eq!(source.raw_offset(at), raw);
            assert_eq!(source.position(at), Position { line: 2, column: 8 });
        }
    }

    #[test]
    fn damaged_utf8_is_named_by_line_and_column_and_still_read() {
        let (source, problems) = Source::decode("a.txt", b"caf\xc3\xa9\nab\xff 12");
        let source = source.unwrap();
        assert_eq!(source.text(), "café\nab\u{fffd} 12");
        assert_eq!((problems[0].line, problems[0].column), (Some(2), Some(3)));
        assert!(problems[0].is_error());
        assert_eq!(source.raw_offset(source.text().find("12").unwrap() as u32), 10);
    }

    #[test]
    fn a_binary_file_is_refused_with_the_byte_that_says_so() {
        let (source, problems) = Source::decode("a.txt", b"PK\x03\x04\x00\x00");
        assert!(source.is_none());
        assert!(problems[0].to_string().contains("byte 0x00 at offset 4"), "{}", problems[0]);
    }
}
