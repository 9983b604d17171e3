//! Who says so.
//!
//! In: quotation marks and reporting verbs. Out: the words for the speaker of a claim,
//! if the article does not state it itself.

use super::{PartReading, View, reporting};
use crate::lexicon::cue::CueClass;
use crate::mention::Reading;
use crate::text::span::{Plain, Span};
use crate::text::token::words;
use crate::text::token::{Form, TokenKind};

/// Marks that begin or end a quotation.
const QUOTATION: &[u64] = words!["“", "”", "«", "»", "\""];

/// The quotations of a part.
pub struct Quotes(Vec<Span<Plain>>);

impl Quotes {
    /// Quotations inside blocks; one that does not close ends with its block.
    pub fn find(text: &str, reading: &Reading) -> Self {
        let mut quotes = Vec::new();
        // the plain mark, and the first bytes of the typographic ones
        if memchr::memchr3(b'"', 0xe2, 0xc2, text.as_bytes()).is_none() {
            return Quotes(quotes);
        }
        let mut open: Option<(u32, usize)> = None;
        for sentence in &reading.sentences {
            if let Some((start, _)) = open.filter(|&(_, block)| block != sentence.block) {
                quotes.push(Span::new(start, sentence.span.start));
                open = None;
            }
            for token in reading.tokens[sentence.tokens.clone()].iter().filter(|t| t.kind == TokenKind::Mark && QUOTATION.contains(&t.hash)) {
                let mark = token.span().of(text);
                match (mark, open) {
                    ("“" | "«" | "\"", None) => open = Some((token.end, sentence.block)),
                    ("”" | "»" | "\"", Some((start, _))) => {
                        quotes.push(Span::new(start, token.start));
                        open = None;
                    }
                    _ => {}
                }
            }
        }
        if let Some((start, _)) = open {
            quotes.push(Span::new(start, text.len() as u32));
        }
        Quotes(quotes)
    }

    /// True if the span stands inside a quotation of more than a few words.
    fn holds(&self, span: Span<Plain>) -> bool {
        let after = self.0.partition_point(|q| q.end < span.end);
        self.0.get(after).is_some_and(|q| q.contains(span))
    }
}

/// The speaker of a mention, if it is not the article's own statement.
pub fn speaker(view: &View<'_>, quotes: &Quotes) -> Option<String> {
    let quoted = quotes.holds(view.mention.span);
    let own = reported(view, view.mention.sentence, &view.clauses.reporting, quoted).or_else(|| according_to(view));
    if own.is_some() || !quoted {
        return own;
    }
    let before = view.mention.sentence.checked_sub(1);
    let verbs = |s: usize| reporting::verbs(view.here().text, &view.here().reading, &view.here().reading.sentences[s], view.lexicon);
    before.and_then(|s| reported(view, s, &verbs(s), true)).or_else(|| Some("a quotation".to_owned()))
}

/// "X said", "said X" in the sentence; unless in a quotation, the value must stand behind
/// the verb, or before it and a comma.
fn reported(view: &View<'_>, sentence: usize, reporting: &[usize], quoted: bool) -> Option<String> {
    let part = view.here();
    let tokens = part.reading.sentences[sentence].tokens.clone();
    let own = view.mention.tokens.start;
    let same = sentence == view.mention.sentence;
    let verb = reporting.iter().copied().find(|&i| quoted || !same || i < own || is_tag(part, own, i))?;
    // "was announced": what stands before a passive is what was said, not who said it
    if verb > tokens.start && super::says(part, verb - 1, words!["was", "were", "is", "are", "been", "be", "being"]) {
        return None;
    }
    let before = noun_phrase(part, tokens.start, verb);
    before.or_else(|| noun_phrase_behind(part, verb + 1, tokens.end))
}

/// True if a comma stands between the value and the speaker of a verb behind it: "…, police said".
fn is_tag(part: &PartReading<'_>, own: usize, verb: usize) -> bool {
    verb > own && verb - own < 40 && (verb.saturating_sub(6)..verb).any(|i| i > own && super::says(part, i, words![",", "”", "\""]))
}

/// Up to seven words right before the verb, back to a mark.
fn noun_phrase(part: &PartReading<'_>, start: usize, verb: usize) -> Option<String> {
    let stop = |i: usize| part.reading.tokens[i].kind == TokenKind::Mark && !part.reading.tokens[i].is_hyphen();
    let first = (start..verb).rev().take(7).take_while(|&i| !stop(i)).last()?;
    let first = (first..verb).find(|&i| !super::says(part, i, words!["and", "but", "that", "as", "also", "which"]))?;
    let mut end = verb;
    while end > first && super::says(part, end - 1, words!["has", "have", "had", "also", "later", "then", "on", "in"]) {
        end -= 1;
    }
    words(part, first, end)
}

/// The capitalised words behind an inverted verb ("said Trump").
fn noun_phrase_behind(part: &PartReading<'_>, from: usize, end: usize) -> Option<String> {
    let capital = |i: usize| {
        part.reading.tokens[i].kind == TokenKind::Word && (part.reading.tokens[i].form.contains(Form::CAPITAL) || super::says(part, i, words!["the", "of"]))
    };
    let last = (from..end).take_while(|&i| capital(i)).last()?;
    words(part, from, last + 1)
}

fn words(part: &PartReading<'_>, from: usize, to: usize) -> Option<String> {
    (from < to).then(|| super::span_of(part, &(from..to)).of(part.text).to_owned())
}

/// "according to X".
fn according_to(view: &View<'_>) -> Option<String> {
    let part = view.here();
    let tokens = view.sentence().tokens.clone();
    part.cues_in(view.mention.sentence).filter(|c| c.cues.iter().any(|c| c.class == CueClass::Source)).find_map(|cue| {
        let end = cue.tokens.end;
        let last = (end..tokens.end).take(8).take_while(|&i| part.reading.tokens[i].kind != TokenKind::Mark).last()?;
        words(part, end, last + 1)
    })
}
