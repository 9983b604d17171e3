//! Helpers for the tests of this room.

use super::scene::{Numerals, Scene};
use super::{Mention, read};
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::text::plain::{Block, BlockKind, PlainText};
use crate::text::span::Span;
use crate::text::token::tokenize;

/// Runs `f` on a scene of the whole text.
pub(super) fn with_scene<T>(text: &str, f: impl FnOnce(&Scene) -> T) -> T {
    let lexicon = Lexicon::english();
    let tokens = tokenize(text);
    let marks: Vec<u16> = tokens.iter().map(|t| lexicon.words.mark(t)).collect();
    let classes: Vec<Class> = marks.iter().map(|&mark| lexicon.words.classes(mark)).collect();
    f(&Scene { text, tokens: &tokens, marks: &marks, classes: &classes, lexicon, start: 0, held: Class::all(), numerals: &Numerals::of(tokens.len()) })
}

/// The mentions of one paragraph, dated Wednesday 16 June 2021.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    let part = PlainText::identical(text.to_owned(), vec![block]);
    read(&part, chrono::NaiveDate::from_ymd_opt(2021, 6, 16), Lexicon::english()).mentions
}

/// The mentions in short notation, each behind its text.
pub(super) fn readings(text: &str) -> Vec<String> {
    mentions(text).iter().map(|m| format!("{} = {m}", m.span.of(text))).collect()
}
