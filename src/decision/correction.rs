//! The correction of a published article, in the words of the house.
//!
//! In: an accepted finding and the house's template. Out: the text of its correction, and
//! the words that are right, where there is one value.

use super::{Decision, one_line};
use crate::report::finding::Finding;

/// The wording where the house has none of its own.
const DEFAULT: &str = "{correction}";

/// What a place shows.
type Place = (&'static str, fn(&Finding<'_>, &Decision) -> String);

/// The places of a template.
const PLACES: &[Place] = &[
    ("correction", own),
    ("title", |f, _| f.report.texts.iter().find(|t| t.field == "title").map_or_else(|| f.report.name().to_owned(), |t| one_line(&t.text))),
    ("path", |f, _| f.report.path.clone()),
    ("line", |f, _| f.claim.span.line.to_string()),
    ("date", |f, _| f.report.date.map_or_else(String::new, |d| d.to_string())),
    ("sentence", |f, _| one_line(f.sentence())),
    ("wrong", |f, _| one_line(f.words())),
    ("right", |f, d| right(f, d).unwrap_or_default()),
    ("subject", |f, _| f.claim.subject_text.clone().or_else(|| f.claim.subject.clone()).unwrap_or_default()),
    ("property", |f, _| f.claim.property.clone().or_else(|| f.claim.property_text.clone()).unwrap_or_default()),
    ("source", |f, _| f.judged.evidence.first().map_or_else(String::new, |row| row.source.clone())),
    ("url", |f, _| f.judged.evidence.first().and_then(|row| row.source_url.clone()).unwrap_or_default()),
    ("code", |f, _| f.judged.code.to_owned()),
    ("explanation", |f, _| f.judged.explanation.to_string()),
    ("who", |_, d| d.who.clone()),
    ("when", |_, d| d.when.to_string()),
    ("reason", |_, d| d.reason.clone()),
];

/// The names of all places, for messages.
pub fn places() -> String {
    format!("one of {}", PLACES.iter().map(|(name, _)| format!("{{{name}}}")).collect::<Vec<_>>().join(" "))
}

/// A template in pieces: text, and names of places.
fn pieces(template: &str) -> Vec<Result<&str, &str>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        pieces.push(Err(text));
        // a brace that is never closed is a brace
        let (piece, behind) = after.split_once('}').map_or((Err("{"), after), |(name, behind)| (Ok(name), behind));
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(Err(rest));
    pieces
}

/// Names in braces that stand for nothing.
pub fn unknown_places(template: &str) -> Vec<&str> {
    pieces(template).into_iter().filter_map(Result::ok).filter(|name| PLACES.iter().all(|(known, _)| known != name)).collect()
}

/// The text of a correction.
pub fn correction(finding: &Finding<'_>, decision: &Decision, template: Option<&str>) -> String {
    let show = |piece: Result<&str, &str>| match piece {
        Ok(name) => PLACES.iter().find(|(known, _)| *known == name).map_or_else(String::new, |(_, show)| show(finding, decision)),
        Err(text) => text.to_owned(),
    };
    pieces(template.unwrap_or(DEFAULT)).into_iter().map(show).collect()
}

/// The words that are right: what the editor gave, else what the check suggests.
pub fn right(finding: &Finding<'_>, decision: &Decision) -> Option<String> {
    decision.write.clone().or_else(|| finding.judged.suggestion.clone())
}

/// The correction that papers print, if the check has none of its own.
fn own(finding: &Finding<'_>, decision: &Decision) -> String {
    let ready = finding.judged.correction.as_ref().filter(|_| decision.write.is_none());
    match (ready, right(finding, decision)) {
        (Some(ready), _) => ready.clone(),
        (None, Some(right)) => format!("An earlier version of this article said “{}”. It should have said “{right}”.", one_line(finding.words())),
        (None, None) => format!("An earlier version of this article said “{}”, which was wrong. {}", one_line(finding.words()), finding.judged.explanation),
    }
}

#[cfg(test)]
mod tests {
    use super::unknown_places;

    #[test]
    fn places_that_there_are_not_are_named() {
        assert_eq!(unknown_places("{wrong} is {rihgt}, {}; {line} {open"), ["rihgt", ""]);
        assert_eq!(unknown_places("nothing"), Vec::<&str>::new());
    }
}
