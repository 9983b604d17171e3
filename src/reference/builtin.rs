//! The starter packages, compiled in: what `check` uses when no reference is given.

use super::descriptor::read;
use super::package::{Package, TableText};
use crate::problem::Problem;

/// The files of one package.
struct Files {
    folder: &'static str,
    descriptor: &'static str,
    files: &'static [(&'static str, &'static str)],
}

macro_rules! package {
    ($folder:literal) => {
        Files {
            folder: concat!("references/", $folder),
            descriptor: include_str!(concat!("../../references/", $folder, "/datapackage.json")),
            files: &[
                ("facts.csv", include_str!(concat!("../../references/", $folder, "/facts.csv"))),
                ("entities.csv", include_str!(concat!("../../references/", $folder, "/entities.csv"))),
                ("properties.csv", include_str!(concat!("../../references/", $folder, "/properties.csv"))),
            ],
        }
    };
}

/// In order of precedence: what is curated by hand before what is broad.
const PACKAGES: &[Files] = &[package!("caucasus"), package!("world")];

/// All packages that are compiled in.
pub fn packages() -> Vec<Package> {
    PACKAGES.iter().map(|p| read(&format!("{}/datapackage.json", p.folder), p.folder, p.descriptor, &mut |wanted| file(p, wanted.path))).collect()
}

/// Their descriptors: file and text.
pub fn descriptors() -> Vec<(String, String)> {
    PACKAGES.iter().map(|p| (format!("{}/datapackage.json", p.folder), p.descriptor.to_owned())).collect()
}

/// All that is compiled in, one text behind the other: what tells one state of it from another.
pub fn texts() -> Vec<&'static str> {
    PACKAGES.iter().flat_map(|package| std::iter::once(package.descriptor).chain(package.files.iter().map(|(_, text)| *text))).collect()
}

fn file(package: &Files, path: &str) -> Result<TableText, Problem> {
    let found = package.files.iter().find(|(name, _)| *name == path);
    found.map(|&(_, text)| text.into()).ok_or_else(|| Problem::error(path, "the file is not compiled in"))
}
