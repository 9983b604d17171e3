//! Sentences.
//!
//! In: plain text with blocks, its tokens, and the abbreviations of the trade. Out:
//! sentences as spans and token ranges; none crosses a block. The cutting is
//! sentencex's; here a cut is undone where it fell behind an abbreviation that news
//! uses ("3.5 pct. in", "No. 5", "5 p.m. Monday"). It refuses to know what a
//! sentence says.

use super::plain::{BlockKind, PlainText};
use super::span::{Plain, Span};
use super::token::{Form, Token, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// One sentence, or one heading, list item or cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space at its ends.
    pub span: Span<Plain>,
    /// Its tokens, as a range of the part's tokens.
    pub tokens: Range<usize>,
    /// Which block of the text it belongs to.
    pub block: usize,
    /// What that block is.
    pub kind: BlockKind,
}

/// Abbreviations that end in a full stop, by [`hash_word`](super::token::hash_word).
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    /// Stand before what they belong to ("Dr. Who", "No. 5"): never the end of a sentence.
    pub leading: FxHashSet<u64>,
    /// Stand behind ("3 pct.", "5 p.m."): the end only if a capital follows.
    pub trailing: FxHashSet<u64>,
    /// Capitalised words that go on after a trailing one ("5 p.m. Monday").
    pub continuing: FxHashSet<u64>,
}

/// Cuts `text` into sentences.
pub fn split(text: &PlainText, tokens: &[Token], abbreviations: &Abbreviations) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut next_token = 0;
    for (block, found) in text.blocks().iter().enumerate() {
        let base = found.span.start;
        let slice = found.span.of(text.text());
        let mut start = base;
        for cut in cuts(slice).into_iter().map(|cut| base + cut as u32) {
            let end_token = next_token + tokens[next_token..].partition_point(|t| t.start < cut);
            if cut < found.span.end && undone(tokens, next_token..end_token, abbreviations) {
                continue;
            }
            let dateline = if start == base { dateline(tokens, next_token..end_token) } else { None };
            let whole = dateline.map_or(next_token, |end| {
                let span = trimmed(text.text(), Span::new(start, tokens[end].start));
                sentences.push(Sentence { span, tokens: next_token..end, block, kind: found.kind });
                start = tokens[end].start;
                end
            });
            for piece in pieces(text.text(), tokens, whole..end_token) {
                let end = if piece.end == end_token { cut } else { tokens[piece.end].start };
                let span = trimmed(text.text(), Span::new(start, end));
                sentences.push(Sentence { span, tokens: piece, block, kind: found.kind });
                start = end;
            }
            (start, next_token) = (cut, end_token);
        }
    }
    sentences
}

/// Tokens that a dateline has at most: "MANCHESTER, New Hampshire, 14 March 2024 (Reuters) -".
const DATELINE: usize = 16;

/// Where the text goes on behind a dateline ("SANTIAGO, 14 March 2024 -", "Kigali (Reuters) —"): that stands
/// before the first sentence and belongs to none. A place in capitals before a capital, a day or an agency tells it.
fn dateline(tokens: &[Token], whole: Range<usize>) -> Option<usize> {
    let (start, end) = (whole.start, whole.end.min(whole.start + DATELINE));
    let is_dash = |at: usize| tokens[at].is_mark('—') || tokens[at].is_dash() && !tokens[at].is_glued();
    let dash = (start + 1..end).find(|&at| is_dash(at))?;
    let next = (dash + 1..whole.end).find(|&at| !(tokens[at].is_dash() || tokens[at].is_mark('—')))?;
    let head = &tokens[start..dash];
    let fits = |t: &Token| match t.kind {
        TokenKind::Word => t.form.contains(Form::CAPITAL),
        TokenKind::Digits => true,
        TokenKind::Mark => [',', '.', '(', ')', '/', '-'].iter().any(|&mark| t.is_mark(mark)),
    };
    let place = |t: &Token| t.form.contains(Form::UPPER) && !t.form.contains(Form::DOTTED) && t.len() > 2;
    let agency = || head.last().is_some_and(|t| t.is_mark(')'));
    let dated = || head.len() > 2 && head.iter().any(|t| t.is_mark(',')) && head.iter().any(|t| t.kind == TokenKind::Digits);
    let told = || place(&head[0]) && tokens[next].kind == TokenKind::Word && tokens[next].form.contains(Form::CAPITAL);
    (head[0].kind == TokenKind::Word && head.iter().all(fits) && (told() || agency() || dated())).then_some(next)
}

/// Tokens that nobody's sentence has: what is longer is a table or a list without full stops.
const LONGEST: usize = 400;

/// Cuts what is too long for a sentence: behind a line, or else between two words.
fn pieces(text: &str, tokens: &[Token], whole: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let between = move |at: usize| Span::<Plain>::new(tokens[at - 1].end, tokens[at].start).of(text);
    let mut next = whole.start;
    std::iter::from_fn(move || {
        let start = next;
        let last = start + LONGEST;
        next = if last < whole.end {
            let line = (start + LONGEST / 2..last).rfind(|&at| between(at).contains('\n'));
            line.or_else(|| (start + LONGEST / 2..last).rfind(|&at| !between(at).is_empty())).unwrap_or(last)
        } else {
            whole.end
        };
        (start < next).then_some(start..next)
    })
}

/// Where sentencex ends sentences, the end of the block always among them.
fn cuts(slice: &str) -> Vec<usize> {
    let mut cuts: Vec<usize> = if slice.is_ascii() && !may_end_inside(slice.as_bytes()) {
        Vec::new()
    } else {
        sentencex::get_sentence_boundaries("en", slice).iter().map(|b| b.end_byte).collect()
    };
    cuts.retain(|&cut| cut < slice.len() && slice.is_char_boundary(cut));
    cuts.push(slice.len());
    cuts.dedup();
    cuts
}

/// True if a full stop or its like stands before white space, or before what closes a quotation, inside the text.
fn may_end_inside(bytes: &[u8]) -> bool {
    let goes_on = |at: usize| bytes.get(at + 1).is_some_and(|b| !b.is_ascii_alphanumeric() && *b != b',');
    memchr::memchr3_iter(b'.', b'!', b'?', bytes).any(|at| goes_on(at) && bytes[at + 1..].iter().any(u8::is_ascii_alphanumeric))
}

/// True if the cut behind these tokens fell behind an abbreviation that goes on.
fn undone(tokens: &[Token], sentence: Range<usize>, abbreviations: &Abbreviations) -> bool {
    let mut last = sentence.end;
    let next_is_small = tokens.get(sentence.end).is_some_and(|t| t.kind == TokenKind::Word && !t.form.contains(Form::CAPITAL));
    // "at Shakespeare Live! at the theatre"
    if next_is_small && last > sentence.start && (tokens[last - 1].is_mark('!') || tokens[last - 1].is_mark('?')) {
        return true;
    }
    if last > sentence.start && tokens[last - 1].is_mark('.') {
        last -= 1;
    } else if last == sentence.start || !tokens[last - 1].form.contains(Form::DOTTED) {
        return false;
    }
    let (Some(word), Some(next)) = (tokens[..last].last(), tokens.get(sentence.end)) else { return false };
    if last == sentence.start || word.kind != TokenKind::Word {
        return false;
    }
    let goes_on = next.kind == TokenKind::Digits || next.kind == TokenKind::Word && !next.form.contains(Form::CAPITAL);
    abbreviations.leading.contains(&word.hash) || abbreviations.trailing.contains(&word.hash) && (goes_on || abbreviations.continuing.contains(&next.hash))
}

fn trimmed(text: &str, span: Span<Plain>) -> Span<Plain> {
    let slice = span.of(text);
    let lead = slice.len() - slice.trim_start().len();
    Span::new(span.start + lead as u32, span.start + slice.trim_end().len().max(lead) as u32)
}

#[cfg(test)]
mod tests {
    use super::{Abbreviations, split};
    use crate::text::plain::{Block, BlockKind, PlainText};
    use crate::text::span::Span;
    use crate::text::token::{hash_word, tokenize};

    fn cut(text: &str) -> Vec<String> {
        let set = |words: &[&str]| words.iter().map(|w| hash_word(w)).collect();
        let abbreviations =
            Abbreviations { leading: set(&["no", "dr", "gen", "st"]), trailing: set(&["pct", "sept", "p.m.", "u.s."]), continuing: set(&["monday"]) };
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let plain = PlainText::identical(text.to_owned(), vec![block]);
        split(&plain, &tokenize(text), &abbreviations).iter().map(|s| s.span.of(text).to_owned()).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_eq!(cut("Growth was 3.5 pct. in Sept. Then it fell."), ["Growth was 3.5 pct. in Sept.", "Then it fell."]);
        assert_eq!(cut("They met at 5 p.m. Monday. Nobody came."), ["They met at 5 p.m. Monday.", "Nobody came."]);
        assert_eq!(cut("Dr. Lee lives at No. 5. The U.S. Senate met."), ["Dr. Lee lives at No. 5.", "The U.S. Senate met."]);
    }

    #[test]
    fn a_table_without_stops_is_cut_behind_its_lines() {
        let table = "Chad 15 17 12\n".repeat(500);
        let pieces = cut(&table);
        assert_eq!(pieces.iter().map(|piece| piece.lines().count()).sum::<usize>(), 500);
        assert!(pieces.iter().all(|piece| piece.starts_with("Chad 15") && piece.ends_with("17 12") && piece.len() < 2000));
        assert_eq!(cut(&"word ".repeat(900)).len(), 3);
    }

    #[test]
    fn a_dateline_stands_alone() {
        assert_eq!(cut("SANTIAGO, 14 March 2024 - In rural areas it rose."), ["SANTIAGO, 14 March 2024 -", "In rural areas it rose."]);
        assert_eq!(cut("Kigali (Reuters) — Rain fell. It was cold."), ["Kigali (Reuters) —", "Rain fell.", "It was cold."]);
        assert_eq!(cut("NEW YORK -- Rain fell."), ["NEW YORK --", "Rain fell."]);
        assert_eq!(cut("Geneva, 3 April – Rain fell."), ["Geneva, 3 April –", "Rain fell."]);
        for whole in [
            "Chile – a land of hills – is long.",
            "UN-led talks began.",
            "In 1998 - a dry year - it rose.",
            "Lee (born 1950) - a poet - came.",
            "GDP – $3 billion",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn quotations_and_decimals_stay_whole() {
        assert_eq!(cut("\"Really?\" he asked. It rose 2.5 points."), ["\"Really?\" he asked.", "It rose 2.5 points."]);
    }
}
