//! What an author says to the tool in a comment of the article.
//!
//! In: comments of the source, as readers find them. Out: directives: which lines, which
//! checks, and why.
//!
//! ```text
//! <!-- factlint: ignore FL101 reason -->           its own line, or the next if it stands alone
//! <!-- factlint: ignore-start FL1 FL203 reason -->  until
//! <!-- factlint: ignore-end -->
//! <!-- factlint: ignore-file FL301 reason -->
//! ```
//!
//! It refuses to know which checks there are.

use crate::problem::Problem;
use crate::text::source::Source;
use crate::text::span::{File, Span};

/// Findings that the author wants left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// The first and last line (from 1) that it holds for.
    pub lines: [u32; 2],
    /// Codes of checks, or their beginnings, in capitals.
    pub codes: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where it stands: line and column, from 1.
    pub place: [u32; 2],
}

/// What a comment begins with that is meant for this tool.
const NAME: &str = "factlint:";
/// What is expected of a comment.
const EXPECTED: &str = "ignore, ignore-start, ignore-end or ignore-file, then codes such as FL101, then a reason";

/// Reads the comments of a source, each with its marks `<!--` and `-->`, in their order.
pub fn read(source: &Source, comments: &[Span<File>]) -> (Vec<Directive>, Vec<Problem>) {
    let mut reader = Reader { source, directives: Vec::new(), problems: Vec::new(), open: None };
    for comment in comments {
        let inner = comment.of(source.text()).trim_start_matches("<!--").trim_end_matches("-->").trim();
        let Some(words) = inner.strip_prefix(NAME) else { continue };
        let whole = comment.of(source.text());
        if whole.starts_with("<!--") && !whole.ends_with("-->") {
            let place = source.position(comment.start);
            reader.wrong([place.line, place.column], "the comment does not end on its line", words.trim());
        } else {
            reader.take(words, *comment);
        }
    }
    reader.finish()
}

/// The comments of a text that has no markup of its own: on one line each.
pub fn comments_in(text: &str) -> Vec<Span<File>> {
    let begins = text.match_indices("<!--").filter(|(at, _)| text[at + 4..].trim_start_matches([' ', '\t']).starts_with(NAME));
    let span = |(at, _): (usize, &str)| {
        let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let end = text[at..line].find("-->").map_or(line, |end| at + end + 3);
        Span::new(at as u32, end as u32)
    };
    begins.map(span).collect()
}

struct Reader<'a> {
    source: &'a Source,
    directives: Vec<Directive>,
    problems: Vec<Problem>,
    /// Begun and not ended.
    open: Option<Directive>,
}

impl Reader<'_> {
    fn take(&mut self, words: &str, comment: Span<File>) {
        let mut words = words.split_whitespace();
        let verb = words.next().unwrap_or_default();
        let place = self.source.position(comment.start);
        let place = [place.line, place.column];
        if verb == "ignore-end" {
            return self.end(comment);
        }
        let lines = match verb {
            "ignore" => self.lines_of(comment),
            "ignore-start" => [place[0], u32::MAX],
            "ignore-file" => [0, u32::MAX],
            _ => return self.wrong(place, "the comment says nothing that factlint knows", verb),
        };
        let rest: Vec<&str> = words.collect();
        let count = rest.iter().take_while(|w| is_code(w.trim_end_matches([',', ':']))).count();
        let codes: Vec<String> =
            rest[..count].iter().flat_map(|w| w.split(',')).map(|w| w.trim_end_matches(':').to_uppercase()).filter(|w| !w.is_empty()).collect();
        let reason = rest[count..].join(" ");
        if codes.is_empty() {
            return self.wrong(place, "the comment names no check", &rest.join(" "));
        }
        if reason.is_empty() {
            return self.wrong(place, "the comment gives no reason, and silences nothing", &codes.join(" "));
        }
        let directive = Directive { lines, codes, reason, place };
        if verb == "ignore-start" {
            self.close(u32::MAX);
            self.open = Some(directive);
        } else {
            self.directives.push(directive);
        }
    }

    fn wrong(&mut self, [line, column]: [u32; 2], message: &str, found: &str) {
        self.problems.push(Problem::error(&self.source.name, message).at(line, column).expected(EXPECTED, found));
    }

    fn end(&mut self, comment: Span<File>) {
        let line = self.source.position(comment.end).line;
        if !self.close(line) {
            let place = self.source.position(comment.start);
            self.wrong([place.line, place.column], "nothing is open that this comment could end", "ignore-end");
        }
    }

    fn close(&mut self, line: u32) -> bool {
        let Some(mut directive) = self.open.take() else { return false };
        if line == u32::MAX {
            let [line, column] = directive.place;
            let problem = Problem::warning(&self.source.name, "ignore-start is never ended, and holds to the end of the file").at(line, column);
            self.problems.push(problem.expected("<!-- factlint: ignore-end -->", "the end of the file or another ignore-start"));
        }
        directive.lines[1] = line;
        self.directives.push(directive);
        true
    }

    /// The lines of the comment itself; if nothing else stands on them, the next line with text.
    fn lines_of(&self, comment: Span<File>) -> [u32; 2] {
        let text = self.source.text();
        let (start, end) = (comment.start as usize, comment.end as usize);
        let before = text[..start].rsplit('\n').next().unwrap_or_default();
        let after = text[end..].split('\n').next().unwrap_or_default();
        let own = [self.source.position(comment.start).line, self.source.position(comment.end).line];
        if !before.trim().is_empty() || !after.trim().is_empty() {
            return own;
        }
        let rest = text.get(end + after.len() + 1..).unwrap_or_default();
        let blank = rest.split('\n').take_while(|line| line.trim().is_empty()).count() as u32;
        [own[1] + 1 + blank; 2]
    }

    fn finish(mut self) -> (Vec<Directive>, Vec<Problem>) {
        self.close(u32::MAX);
        self.directives.sort_by_key(|d| d.place);
        (self.directives, self.problems)
    }
}

/// "FL1", "FL203", or several joined by commas.
fn is_code(word: &str) -> bool {
    let one = |code: &str| code.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("FL")) && code.len() > 2 && code[2..].bytes().all(|b| b.is_ascii_digit());
    word.split(',').filter(|c| !c.is_empty()).all(one) && word.len() > 2
}

#[cfg(test)]
mod tests {
    use super::{comments_in, read};
    use crate::text::source::Source;

    fn shown(text: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::from_text("a.md", text.to_owned(), 1);
        let (directives, problems) = read(&source, &comments_in(text));
        let line = |n: u32| if n == u32::MAX { "end".to_owned() } else { n.to_string() };
        let directives = directives.iter().map(|d| format!("{}-{} {} {}", line(d.lines[0]), line(d.lines[1]), d.codes.join("+"), d.reason));
        (directives.collect(), problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_comment_holds_for_its_line_or_the_next_one_with_text() {
        let text = "It is 5. <!-- factlint: ignore FL203 counted by hand -->\n<!-- factlint: ignore fl1,FL301 agreed\twith the desk -->\n\nIt is 6.\n<!-- a remark: FL100 -->\n";
        assert_eq!(shown(text), (vec!["1-1 FL203 counted by hand".into(), "4-4 FL1+FL301 agreed with the desk".into()], vec![]));
    }

    #[test]
    fn a_stretch_has_an_end_and_a_file_is_whole() {
        let text = "<!-- factlint: ignore-start FL1 quoted -->\na\nb\n<!-- factlint: ignore-end -->\nc\n<!-- factlint: ignore-file FL4 old units -->\n";
        assert_eq!(shown(text), (vec!["1-4 FL1 quoted".into(), "0-end FL4 old units".into()], vec![]));
    }

    #[test]
    fn what_cannot_be_obeyed_is_named_with_its_place() {
        for (text, said) in [
            ("x\n <!-- factlint: ignore FL100 -->", "a.md:2:2: error: the comment gives no reason, and silences nothing"),
            ("<!-- factlint: ignore because I say so -->", "a.md:1:1: error: the comment names no check"),
            ("<!-- factlint: ignore FL100\nx -->", "a.md:1:1: error: the comment does not end on its line"),
            ("<!-- factlint: disable FL100 x -->", "a.md:1:1: error: the comment says nothing that factlint knows"),
            ("<!-- factlint: ignore-end -->", "a.md:1:1: error: nothing is open that this comment could end"),
            ("<!-- factlint: ignore-start FL1 why -->\nx", "a.md:1:1: warning: ignore-start is never ended"),
        ] {
            let (_, problems) = shown(text);
            assert!(problems.len() == 1 && problems[0].starts_with(said), "{problems:?}");
        }
    }
}
