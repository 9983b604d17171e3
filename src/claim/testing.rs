//! A small reference and the way from a sentence to its claims, for the tests of this room.

use super::pattern::Patterns;
use super::{Claim, PartReading, extract};
use crate::lexicon::Lexicon;
use crate::mention;
use crate::mention::name::{find_cues, find_names, find_terms};
use crate::reference::names::Stems;
use crate::reference::package::{Package, ResourceText, Role};
use crate::reference::{Builder, Reference};
use crate::text::plain::{Block, BlockKind, PlainText};
use crate::text::span::Span;

const ENTITIES: &str = "id,name,type,aliases,demonyms\nchad,Chad,country,,Chadian|Chadians\nniger,Niger,country,,Nigerien|Nigeriens\n";
const PROPERTIES: &str = "id,label,kind,unit,triggers\npopulation,population,count,people,population|people\nborder_length,border,quantity,km,border|shared border\narea_total,area,quantity,sq km,area\nindependence_date,independence,date,date,independence|won independence\nfounding_date,founding,date,date,founded\ncoastline,coastline,quantity,km,coastline\n";

/// The small reference.
pub(crate) fn reference() -> Reference {
    let resource = |file: &str, role, text: &'static str| ResourceText::of(file, role, text.into());
    let resources = vec![resource("entities.csv", Role::Entities, ENTITIES), resource("properties.csv", Role::Properties, PROPERTIES)];
    let mut builder = Builder::new(Lexicon::english());
    builder.add(Package { title: "test".into(), resources, ..Package::default() });
    builder.finish().reference
}

/// Reads one paragraph dated 16 June 2021 and hands its claims to `f`.
pub(crate) fn with_claims<T>(text: &str, f: impl FnOnce(&[Claim], &[PartReading<'_>]) -> T) -> T {
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    with_claims_of(&PlainText::identical(text.to_owned(), vec![block]), f)
}

/// The same with a text of several blocks.
pub(crate) fn with_claims_of<T>(plain: &PlainText, f: impl FnOnce(&[Claim], &[PartReading<'_>]) -> T) -> T {
    let (reference, lexicon, text) = (reference(), Lexicon::english(), plain.text());
    let reading = mention::read(plain, chrono::NaiveDate::from_ymd_opt(2021, 6, 16), lexicon);
    let names = find_names(text, &reading, reference.names(), lexicon);
    let terms = find_terms(text, &reading, &names, reference.names(), &mut Stems::default(), lexicon, |_| true);
    let cues = find_cues(&reading, &lexicon.cues, |_| true);
    let parts = [PartReading { text, is_title: false, cells: plain.cells(), reading, names, terms, cues, linked: true, worth: Vec::new() }];
    let claims = extract(&parts, lexicon, Patterns::english());
    f(&claims, &parts)
}

/// The patterns that match in a sentence.
pub(crate) fn bound_pattern(text: &str) -> Vec<String> {
    with_claims(text, |claims, _| claims.iter().map(|c| c.pattern.to_owned()).collect())
}
