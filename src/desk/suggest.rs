//! Drafts of rows for claims that no table holds.
//!
//! In: claims without a reference, in the words of the article. Out: a table of facts in
//! which each stands once, without a value and marked `unconfirmed`: a person looks the
//! value up, names the source, and clears the mark. Until then no verdict uses the row.

use super::import::slug;
use std::collections::{BTreeMap, BTreeSet};

/// A claim that no table holds.
#[derive(Debug, Clone, Default)]
pub struct Gap {
    /// The subject's id, where one was linked.
    pub subject: Option<String>,
    /// The words for it.
    pub subject_text: Option<String>,
    /// The property's id, where one was linked.
    pub property: Option<String>,
    /// The words for it.
    pub property_text: Option<String>,
    /// The object's id.
    pub object: Option<String>,
    /// The unit, or what is counted.
    pub unit: Option<String>,
    /// The period that the claim speaks of, or else the article's date, as EDTF.
    pub time: Option<String>,
    /// What the article says, as written.
    pub said: String,
    /// File, line and column.
    pub place: String,
    /// The sentence.
    pub sentence: String,
}

/// The columns of the table.
pub const COLUMNS: [&str; 12] = ["id", "subject", "property", "object", "value", "unit", "as_of", "source", "source_url", "status", "claimed", "note"];
/// What a row is marked with until a person has confirmed it.
pub const UNCONFIRMED: &str = crate::reference::UNCONFIRMED;

/// What was drafted.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The rows, by [`COLUMNS`], in the order of ids.
    pub rows: Vec<[String; COLUMNS.len()]>,
    /// Claims of which neither the subject nor the property could be told.
    pub untold: usize,
}

/// Drafts a row for each thing that the claims are about.
pub fn draft(gaps: &[Gap]) -> Drafts {
    let mut drafts = Drafts::default();
    let mut by_thing: BTreeMap<[String; 5], Vec<&Gap>> = BTreeMap::new();
    for gap in gaps {
        match thing(gap) {
            Some(thing) => by_thing.entry(thing).or_default().push(gap),
            None => drafts.untold += 1,
        }
    }
    let mut ids = BTreeMap::new();
    for ([subject, property, object, unit, time], gaps) in by_thing {
        let parts = [&subject, &property, &object, &time].into_iter().filter(|p| !p.is_empty()).cloned();
        let id = std::iter::once("new".to_owned()).chain(parts).collect::<Vec<_>>().join(".");
        let same = ids.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
        let id = if *same == 1 { id } else { format!("{id}.{same}") };
        let claimed: BTreeSet<&str> = gaps.iter().map(|g| g.said.as_str()).collect();
        let note = gaps.iter().map(|g| format!("{}: {}", g.place, g.sentence)).collect::<Vec<_>>().join(" | ");
        let claimed = claimed.into_iter().collect::<Vec<_>>().join(" | ");
        drafts.rows.push([id, subject, property, object, String::new(), unit, time, String::new(), String::new(), UNCONFIRMED.to_owned(), claimed, note]);
    }
    drafts
}

/// Subject, property, object, unit and time of a claim; none if both of the first are unknown.
fn thing(gap: &Gap) -> Option<[String; 5]> {
    let id = |id: &Option<String>, text: &Option<String>, mark| id.clone().or_else(|| text.as_deref().map(|t| slug(t, mark))).unwrap_or_default();
    let (subject, property) = (id(&gap.subject, &gap.subject_text, '-'), id(&gap.property, &gap.property_text, '_'));
    let or_blank = |text: &Option<String>| text.clone().unwrap_or_default();
    (!subject.is_empty() || !property.is_empty()).then(|| [subject, property, or_blank(&gap.object), or_blank(&gap.unit), or_blank(&gap.time)])
}

#[cfg(test)]
mod tests {
    use super::{Gap, draft};

    #[test]
    fn claims_about_one_thing_make_one_row_without_a_value() {
        let gap = |said: &str, place: &str| Gap {
            subject: Some("chad".into()),
            property_text: Some("paved roads".into()),
            unit: Some("kilometre".into()),
            time: Some("2024".into()),
            said: said.into(),
            place: place.into(),
            sentence: "A sentence.".into(),
            ..Gap::default()
        };
        let drafts = draft(&[gap("400 km", "a.md:1:2"), gap("about 500 km", "b.md:3:4"), Gap::default()]);
        assert_eq!((drafts.rows.len(), drafts.untold), (1, 1));
        let row = &drafts.rows[0];
        assert_eq!(row[..7], ["new.chad.paved_roads.2024", "chad", "paved_roads", "", "", "kilometre", "2024"].map(str::to_owned));
        assert_eq!(row[9..11], ["unconfirmed", "400 km | about 500 km"].map(str::to_owned));
        assert_eq!(row[11], "a.md:1:2: A sentence. | b.md:3:4: A sentence.");
    }
}
