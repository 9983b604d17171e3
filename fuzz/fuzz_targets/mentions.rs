//! Any text at all: the finders do not panic, and what holds of every mention holds.

#![no_main]

use factlint::lexicon::Lexicon;
use factlint::mention::{Mention, read};
use factlint::text::plain::{Block, BlockKind, PlainText};
use factlint::text::span::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(len) = u32::try_from(text.len()) else { return };
    let block = Block { span: Span::new(0, len), kind: BlockKind::Paragraph };
    let plain = PlainText::identical(text.to_owned(), vec![block]);
    let date = chrono::NaiveDate::from_ymd_opt(2021, 6, 16);
    read(&plain, date, Lexicon::english()).mentions.iter().fold(0, |end, mention| holds(text, end, mention));
});

/// The span is in the text, on characters and behind the last; ranges go up. Returns where it ends.
fn holds(text: &str, last: usize, mention: &Mention) -> usize {
    let (from, to) = (mention.span.start as usize, mention.span.end as usize);
    assert!(last <= from && from < to, "{mention} begins before the last one ends");
    assert!(text.get(from..to).is_some(), "{mention} is cut through a character");
    if let (Some(low), Some(high)) = (mention.value, mention.high) {
        assert!(low.value <= high.value, "{mention} goes down");
    }
    if let Some((from, to)) = mention.when.and_then(|when| when.from.zip(when.to)) {
        assert!(from <= to, "{mention} goes back");
    }
    to
}
