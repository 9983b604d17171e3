//! CSV of Our World in Data: `Entity, Code, Year` (or `Day`), then a column a property.

use super::mapping::Mapping;
use super::{Record, Source, wide};
use crate::problem::Problem;

pub(super) fn fits(source: &Source) -> bool {
    let has = |name: &str| source.sheet.as_ref().is_some_and(|s| s.column(name).is_some());
    has("Entity") && (has("Year") || has("Day")) && source.sheet.as_ref().is_some_and(wide::has_more_numbers)
}

pub(super) fn read(source: &Source, mapping: &mut Mapping, problems: &mut Vec<Problem>) -> Vec<Record> {
    if source.sheet.as_ref().is_some_and(|s| s.column("Day").is_some()) {
        mapping.columns.entry("as_of".into()).or_insert_with(|| "Day".into());
    }
    let stem = source.stem().to_owned();
    mapping.constants.entry("source".into()).or_insert_with(|| "Our World in Data".into());
    mapping.constants.entry("source_url".into()).or_insert_with(|| format!("https://ourworldindata.org/grapher/{stem}"));
    wide::read(source, mapping, problems)
}
