//! `refs validate`.

use super::Outcome;
use super::args::{FailOn, ValidateArgs};
use super::check::run_here;
use super::output::sinks;
use super::references::{Origin, load_and_inspect};
use super::tables::Item;
use crate::problem::{Problem, Severity};
use crate::reference::package::Package;
use crate::reference::shape::{self, Shape};
use crate::reference::{Loaded, Reference, VALUE_KINDS, integrity, schema};
use crate::report::Run;
use crate::report::summary::{Summary, counted};
use crate::rule::Level;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Formats that this command writes itself; the others are those of reports.
const OWN: [&str; 2] = ["text", "json"];
/// Formats of reports that show problems.
const OF_REPORTS: [&str; 6] = ["sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"];

/// All formats.
pub fn formats() -> Vec<&'static str> {
    OWN.into_iter().chain(OF_REPORTS).collect()
}

/// What hosts take of one file; how many are left out is said.
const MOST: usize = 25_000;

/// Everything that was seen.
struct Validated {
    loaded: Loaded,
    shapes: Vec<Shape>,
    problems: Vec<Problem>,
}

/// `factlint refs validate`.
pub fn run(args: &ValidateArgs) -> anyhow::Result<Outcome> {
    let origin = Origin::of(&args.paths);
    anyhow::ensure!(origin != Origin::None, "refs validate needs reference tables, not \"none\"");
    let validated = validate(&origin);
    match args.format.as_str() {
        "text" => write_text(&validated)?,
        "json" => write_json(&validated)?,
        format => write_report(format, &validated.problems, &validated.loaded.reference)?,
    }
    let worst = validated.problems.iter().map(|p| level(p.severity)).max();
    Ok(match () {
        () if validated.loaded.reference.is_empty() => Outcome::Unreadable,
        () if worst.is_some_and(|level| args.fail_on.fails(level)) && args.fail_on != FailOn::Never => Outcome::Findings,
        () => Outcome::Clean,
    })
}

/// How loud a problem is.
pub fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Note => Level::Note,
    }
}

fn validate(origin: &Origin) -> Validated {
    let (mut shapes, mut more) = (Vec::new(), Vec::new());
    let mut inspect = |item: &Item, package: &mut Package| {
        for resource in &mut package.resources {
            resource.join(&mut more);
            shapes.extend(shape::of(resource));
            if resource.described.bytes.is_some() || resource.described.hash.is_some() {
                // what cannot be read has been named before
                let bytes = std::fs::read(item.path_of(&resource.path)).unwrap_or_default();
                more.extend(integrity::check(resource, &bytes));
            }
        }
        more.extend(schema::check(package));
        more.append(&mut package.remarks);
    };
    let loaded = load_and_inspect(origin, &mut inspect);
    let problems = merged(loaded.problems.clone(), more);
    Validated { loaded, shapes, problems }
}

/// All problems by their place. What the reader of rows and the schema both say of a cell is said once.
fn merged(mut problems: Vec<Problem>, more: Vec<Problem>) -> Vec<Problem> {
    let cell = |p: &Problem| p.line.map(|line| (p.file.clone(), line, p.column, p.code));
    let known: BTreeSet<_> = problems.iter().filter_map(cell).filter(|cell| cell.1 > 1).collect();
    problems.extend(more.into_iter().filter(|p| cell(p).is_none_or(|cell| !known.contains(&cell))));
    let mut files = BTreeMap::new();
    for problem in &problems {
        let next = files.len();
        files.entry(problem.file.clone()).or_insert(next);
    }
    problems.sort_by_key(|p| (files.get(&p.file).copied(), p.line, p.column));
    problems
}

fn write_json(validated: &Validated) -> anyhow::Result<()> {
    let reference = &validated.loaded.reference;
    let json = serde_json::json!({
        "packages": reference.packages,
        "facts": reference.facts().len(),
        "entities": reference.entities().len(),
        "properties": reference.properties().iter().map(|p| &p.id).collect::<Vec<_>>(),
        "tables": validated.shapes,
        "problems": validated.problems,
    });
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &json)?;
    Ok(writeln!(out)?)
}

fn write_text(validated: &Validated) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for problem in &validated.problems {
        writeln!(out, "{problem}")?;
    }
    for shape in &validated.shapes {
        write!(out, "{}", shaped(shape))?;
    }
    write!(out, "{}", described(&validated.loaded.reference))?;
    let count = |severity| validated.problems.iter().filter(|p| p.severity == severity).count();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    writeln!(out, "{}, {}, {}", counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note"))?;
    Ok(out.flush()?)
}

/// A table in two lines.
fn shaped(shape: &Shape) -> String {
    let numbers = shape.numbers.as_ref().map(|n| format!(", {n}")).unwrap_or_default();
    let columns: Vec<String> = shape.columns.iter().map(|c| format!("{} {}", c.name, c.kind)).collect();
    let from = if shape.declared { "declared" } else { "inferred" };
    format!(
        "{}: {} of {}, {}-separated{numbers}\n  schema, {from}: {}\n",
        shape.file,
        counted(shape.rows, "row"),
        shape.holds,
        shape.delimiter,
        columns.join(", ")
    )
}

/// What was read, property by property, with what was inferred.
fn described(reference: &Reference) -> String {
    let mut out = String::new();
    for package in &reference.packages {
        out.push_str(&format!("{package}\n"));
    }
    out.push_str(&format!("{} facts, {} entities, {} properties\n", reference.facts().len(), reference.entities().len(), reference.properties().len()));
    for property in reference.properties() {
        let kind = VALUE_KINDS.iter().find(|k| k.1 == property.kind).map_or("", |k| k.0);
        let unit = property.unit.as_ref().map(|u| format!(", in {u}")).or_else(|| property.counted.as_ref().map(|c| format!(", of {c}"))).unwrap_or_default();
        let both = if property.symmetric { ", holds both ways" } else { "" };
        out.push_str(&format!("  {}: {kind}{unit}{both} ({})\n", property.id, property.label));
    }
    out
}

/// A report without articles: the problems alone, the worst first where a host takes only so many.
pub fn write_report(format: &str, problems: &[Problem], reference: &Reference) -> anyhow::Result<()> {
    let mut problems = problems.to_vec();
    problems.sort_by_key(|p| std::cmp::Reverse(p.severity));
    let mut summary = Summary { rows: Some(reference.facts().len()), left_out: problems.len().saturating_sub(MOST), ..Summary::default() };
    summary.note(&problems);
    problems.truncate(MOST);
    summary.problems = problems;
    let run = Run { references: reference.packages.clone(), ..run_here() };
    for mut sink in sinks(format, &[])? {
        sink.begin(&run)?;
        sink.end(&summary, &run)?;
    }
    Ok(())
}
