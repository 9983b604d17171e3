//! The unit of a number that stands without one.
//!
//! In: a bare number and the words around it. Out: the unit that the sentence gives
//! elsewhere, as tables and captions do: in brackets behind the phrase for the property
//! ("area (square miles)") or behind a comma ("1.21, US dollars").

use super::{PartReading, says};
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::measure::unit::UnitRef;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::text::token::TokenKind;
use crate::text::token::words;
use std::ops::Range;

/// How far behind a phrase its bracket may open, in tokens.
const REACH: usize = 5;

/// The unit that the sentence gives a bare number; `term` is the phrase that the number belongs to.
pub fn borrowed(part: &PartReading<'_>, mention: &Mention, term: Option<&Range<usize>>, lexicon: &Lexicon) -> Option<UnitRef> {
    if mention.kind != Kind::Number || mention.noun.is_some() {
        return None;
    }
    let end = part.reading.sentences[mention.sentence].tokens.end;
    let bracketed = term.and_then(|term| in_brackets(part, term.end, end, lexicon));
    bracketed.or_else(|| if says(part, mention.tokens.end, words![","]) { named(part, mention.tokens.end + 1..end, lexicon) } else { None })
}

/// The unit in the first bracket behind `from`.
fn in_brackets(part: &PartReading<'_>, from: usize, end: usize, lexicon: &Lexicon) -> Option<UnitRef> {
    let number = |i: &usize| part.reading.tokens[*i].kind == TokenKind::Digits;
    let open = (from..end.min(from + REACH)).take_while(|i| !number(i)).find(|&i| says(part, i, words!["("]))?;
    let close = (open..end).take(16).find(|&i| says(part, i, words![")"]))?;
    (open + 1..close).find_map(|at| named(part, at..close, lexicon))
}

/// The unit that begins the tokens, with what it is "per".
fn named(part: &PartReading<'_>, tokens: Range<usize>, lexicon: &Lexicon) -> Option<UnitRef> {
    let all = &part.reading.tokens[..tokens.end];
    let at = tokens.start;
    // "in", "a" and the like are units only behind a number
    if at >= tokens.end || lexicon.words.classes(part.reading.marks[at]).contains(Class::FUNCTION) {
        return None;
    }
    let find = |at| lexicon.units.unit_at(part.text, all, at).filter(|u| !u.cautious).or_else(|| lexicon.units.currency_at(part.text, all, at));
    let found = find(at)?;
    let under = if says(part, found.end, words!["per", "/"]) { find(found.end + 1) } else { None };
    under.and_then(|under| found.unit.per(&under.unit)).map_or(Some(found.unit), |rate| Some(rate.into()))
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::with_claims;
    use crate::lexicon::Lexicon;

    fn unit(text: &str) -> Option<String> {
        with_claims(text, |claims, parts| {
            let claim = claims.last().unwrap();
            let term = claim.terms.first().map(|t| &parts[0].terms[t.term.1].tokens);
            super::borrowed(&parts[0], claim.mention(parts), term, Lexicon::english()).map(|u| u.name.clone())
        })
    }

    #[test]
    fn units_are_borrowed_from_brackets_and_tails() {
        assert_eq!(unit("An area of 246 hectares (95 square miles) holds a population of 4,300."), None);
        assert_eq!(unit("The area (square miles) of Chad was 4,300."), Some("square mile".into()));
        assert_eq!(unit("The area of Chad is 4.1, square kilometers"), Some("square kilometre".into()));
        assert_eq!(unit("The area (as of 2012) of Chad was 4,300."), None);
        assert_eq!(unit("The area (square miles) of Chad was 4,300 hectares."), None);
    }
}
