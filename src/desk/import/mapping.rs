//! What the columns and names of a source mean: kept in the package, in `factlint.imports`
//! of its `datapackage.json`, so that the next edition is imported the same way.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How one source is imported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// The resource that it makes: `population` makes `population.csv`.
    pub name: String,
    /// A name of [`FORMATS`](super::FORMATS).
    pub format: String,
    /// The line of the header, counted from 1, where it is not found by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_line: Option<u32>,
    /// What stands between cells.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub delimiter: String,
    /// The decimal mark, `.` or `,`; detected if not said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub decimal: String,
    /// Cells that mean that there is no value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Columns of facts, and the column of the source that fills each.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Columns of facts with one text for every row: `source`, `source_url`, `unit`, `definition`, `retrieved` …
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<String, String>,
    /// Names of the source, and the property that each is. A property named "" is left out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub properties: BTreeMap<String, PropertyMapping>,
    /// Names of the source, and the id of the entity that each is. A subject named "" is left out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub subjects: BTreeMap<String, String>,
}

/// What a name of the source stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PropertyMapping {
    /// The id of the property.
    pub id: String,
    /// Its unit, where the source does not say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Its label in a new row of `properties.csv`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Values are multiplied by it: 1000 for a column in thousands.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub factor: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Descriptor {
    factlint: Own,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Own {
    imports: Vec<Mapping>,
}

/// The mapping of a name that a descriptor keeps.
///
/// # Errors
/// What is wrong with the descriptor.
pub fn kept(descriptor: &str, name: &str) -> Result<Option<Mapping>, serde_json::Error> {
    let descriptor: Descriptor = serde_json::from_str(descriptor)?;
    Ok(descriptor.factlint.imports.into_iter().find(|m| m.name == name))
}
