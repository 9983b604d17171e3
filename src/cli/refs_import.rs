//! `refs import`.

use super::Outcome;
use super::input::{io_problem, shown};
use super::progress;
use super::references::{Origin, load};
use super::refs_args::ImportArgs;
use super::tables::whole;
use crate::desk::import::mapping::{Mapping, kept};
use crate::desk::import::package::{DESCRIPTOR, Existing, files, resources};
use crate::desk::import::{Known, NewRow, Settled, Source, read, settle};
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use anyhow::Context;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Resources that declare names.
const DECLARING: [&str; 2] = ["entities", "properties"];

/// A file to import, and what its package says of it.
struct Wanted {
    path: PathBuf,
    name: Option<String>,
    constants: Vec<(&'static str, String)>,
}

/// `factlint refs import`.
pub fn run(args: &ImportArgs) -> anyhow::Result<Outcome> {
    let package = Path::new(&args.into);
    let mut problems = Vec::new();
    let own = package.is_dir().then(|| load(&Origin::Paths(vec![package.to_path_buf()])).reference);
    let packages = args.files.iter().filter(|f| f.is_dir() || f.file_name().is_some_and(|n| n == DESCRIPTOR));
    let theirs = load(&Origin::Paths(packages.cloned().collect())).reference;
    let others = load(&Origin::of(&args.references)).reference;
    let known = Known::of(own.iter().chain([&theirs, &others]));
    let mut by_name: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    let mut constants: BTreeMap<String, Vec<(&'static str, String)>> = BTreeMap::new();
    let files_wanted = wanted(&args.files, &mut problems);
    let bar = progress::steps(files_wanted.len());
    for wanted in files_wanted {
        bar.set_message(shown(&wanted.path));
        bar.inc(1);
        match whole(&wanted.path) {
            Err(problem) => problems.push(problem),
            Ok((text, warnings)) => {
                problems.extend(warnings);
                let source = Source::new(&shown(&wanted.path), text);
                let name = args.name.clone().or(wanted.name).unwrap_or_else(|| if source.is_factbook() { "factbook".to_owned() } else { source.slug() });
                constants.entry(name.clone()).or_default().extend(wanted.constants);
                by_name.entry(name).or_default().push(source);
            }
        }
    }
    bar.finish_and_clear();
    let mut existing = existing(package, &mut problems);
    let mut out = std::io::stdout().lock();
    for (name, mut sources) in by_name {
        let mut mapping = mapping(args, &existing, &name)?;
        for (column, text) in constants.remove(&name).unwrap_or_default() {
            mapping.constants.entry(column.to_owned()).or_insert(text);
        }
        let settled = import(&mut sources, &mut mapping, &known, &mut problems);
        if args.dry_run {
            write!(out, "{}", preview(&settled, &mapping, &known, args.rows))?;
        } else if !settled.rows.is_empty() {
            let title = package.file_name().map_or("imported".into(), |n| n.to_string_lossy().into_owned());
            let new = match files(&title, &existing, &settled, &mapping, &known) {
                Ok(new) => new,
                Err(problem) => anyhow::bail!("{problem}"),
            };
            write_files(package, &new)?;
            writeln!(out, "{}: {} rows in {}.csv, as {}", args.into, settled.rows.len(), mapping.name, mapping.format)?;
            existing.extend(new);
        }
    }
    for problem in &problems {
        anstream::eprintln!("{problem}");
    }
    Ok(if problems.iter().any(Problem::is_error) { Outcome::Unreadable } else { Outcome::Clean })
}

/// The files that are named; of a data package, its resources.
fn wanted(named: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for path in named {
        let descriptor = if path.is_dir() { path.join(DESCRIPTOR) } else { path.clone() };
        if descriptor.file_name().is_none_or(|n| n != DESCRIPTOR) {
            wanted.push(Wanted { path: path.clone(), name: None, constants: Vec::new() });
            continue;
        }
        let folder = descriptor.parent().unwrap_or(Path::new("")).to_path_buf();
        let read = whole(&descriptor).and_then(|(text, _)| resources(&shown(&descriptor), &text));
        match read {
            Err(problem) => problems.push(problem),
            // what declares the names of a package of facts is known, not imported
            Ok(all) => wanted.extend(all.into_iter().filter(|r| !DECLARING.contains(&r.name.as_str())).map(|r| {
                let constants = [("source", r.source), ("source_url", r.source_url)];
                Wanted { path: folder.join(&r.path), name: Some(r.name), constants: constants.into_iter().filter_map(|(c, t)| Some((c, t?))).collect() }
            })),
        }
    }
    wanted
}

/// The mapping of a name: the file that is named, else what the package keeps; the flags win.
fn mapping(args: &ImportArgs, existing: &Existing, name: &str) -> anyhow::Result<Mapping> {
    let mut mapping = match (&args.mapping, existing.get(DESCRIPTOR)) {
        (Some(path), _) => {
            let (text, _) = whole(path).map_err(|p| anyhow::anyhow!("{p}"))?;
            serde_json::from_str(&text).with_context(|| format!("{} is no mapping", path.display()))?
        }
        (None, Some(descriptor)) => {
            kept(descriptor, name).with_context(|| format!("{}: the imports in {DESCRIPTOR} cannot be read", args.into))?.unwrap_or_default()
        }
        (None, None) => Mapping::default(),
    };
    name.clone_into(&mut mapping.name);
    if let Some(format) = &args.input_format {
        mapping.format.clone_from(format);
    }
    let retrieved = args.retrieved.map(|d| d.to_string());
    for (column, text) in
        [("source", &args.source), ("source_url", &args.source_url), ("retrieved", &retrieved), ("property", &args.property), ("unit", &args.unit)]
    {
        if let Some(text) = text {
            mapping.constants.insert(column.to_owned(), text.clone());
        }
    }
    Ok(mapping)
}

fn import(sources: &mut [Source], mapping: &mut Mapping, known: &Known, problems: &mut Vec<Problem>) -> Settled {
    let mut all = Settled::default();
    for source in sources {
        let records = read(source, mapping, problems);
        let settled = settle(source, mapping, records, known, Lexicon::english(), problems);
        all.rows.extend(settled.rows);
        all.entities.extend(settled.entities);
        all.properties.extend(settled.properties);
        all.missing += settled.missing;
    }
    all.rows.sort_by(|a, b| a["id"].cmp(&b["id"]));
    all
}

/// What an import would come to.
fn preview(settled: &Settled, mapping: &Mapping, known: &Known, rows: usize) -> String {
    let mut out = format!("{}: {} rows as {}; {} cells without a value\n", mapping.name, settled.rows.len(), mapping.format, settled.missing);
    let new: Vec<&str> = settled.entities.iter().filter(|(id, _)| known.entity(id, "").is_none()).map(|(id, _)| id.as_str()).collect();
    out.push_str(&format!("{} entities", settled.entities.len()));
    if !new.is_empty() {
        out.push_str(&format!(", {} of them new: {}", new.len(), listed(&new)));
    }
    let properties: Vec<&str> = settled.properties.keys().map(String::as_str).collect();
    out.push_str(&format!("\n{} properties: {}\n\n", properties.len(), listed(&properties)));
    for row in settled.rows.iter().take(rows) {
        out.push_str(&format!("  {}\n", sentence(row)));
    }
    if settled.rows.len() > rows {
        out.push_str(&format!("  … and {} more\n", settled.rows.len() - rows));
    }
    out.push_str(&format!("\nmapping, kept as factlint.imports in {DESCRIPTOR}:\n{}\n", serde_json::to_string_pretty(mapping).unwrap_or_default()));
    out
}

/// Names in a row; many are cut.
fn listed(names: &[&str]) -> String {
    const MOST: usize = 12;
    let more = if names.len() > MOST { format!(" and {} more", names.len() - MOST) } else { String::new() };
    format!("{}{more}", names[..names.len().min(MOST)].join(", "))
}

/// A row as it reads.
fn sentence(row: &NewRow) -> String {
    let cell = |name: &str| row.get(name).map_or("", String::as_str);
    let object = if cell("object").is_empty() { String::new() } else { format!(" – {}", cell("object")) };
    let value = [cell("value"), cell("value_low"), cell("value_high")].into_iter().filter(|v| !v.is_empty()).collect::<Vec<_>>().join("–");
    let unit = if cell("unit") == "date" { "" } else { cell("unit") };
    let time = if cell("as_of").is_empty() { String::new() } else { format!(", {}", cell("as_of")) };
    let value = format!("{value} {unit}");
    let says = [value.trim(), &time].concat();
    format!("{}, {}{object}: {says} ({}; {})", cell("property"), cell("subject"), cell("source"), cell("note"))
}

fn existing(package: &Path, problems: &mut Vec<Problem>) -> Existing {
    let mut existing = Existing::new();
    for name in [DESCRIPTOR, "entities.csv", "properties.csv"] {
        let path = package.join(name);
        if path.is_file() {
            match whole(&path) {
                Ok((text, _)) => drop(existing.insert(name.to_owned(), text)),
                Err(problem) => problems.push(problem),
            }
        }
    }
    existing
}

/// Writes the files of a package, each put in its place only when it is whole; the descriptor last.
fn write_files(package: &Path, new: &BTreeMap<String, String>) -> anyhow::Result<()> {
    std::fs::create_dir_all(package).map_err(|e| anyhow::anyhow!("{}", io_problem(&shown(package), &e)))?;
    let descriptor = new.iter().filter(|(name, _)| *name == DESCRIPTOR);
    for (name, text) in new.iter().filter(|(name, _)| *name != DESCRIPTOR).chain(descriptor) {
        super::output::replace(&package.join(name), text.as_bytes())?;
    }
    Ok(())
}
