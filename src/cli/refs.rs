//! `refs validate` and `refs build`.

use super::Outcome;
use super::args::{BuildArgs, FailOn, RefsCommand, ValidateArgs};
use super::index;
use super::input::shown;
use super::references::{Origin, load};
use crate::measure::interval::grouped;
use crate::problem::Problem;
use crate::reference::{Reference, VALUE_KINDS};
use crate::rule::Level;
use std::io::Write;

/// `factlint refs …`.
pub fn run(command: RefsCommand) -> anyhow::Result<Outcome> {
    match command {
        RefsCommand::Validate(args) => validate(&args),
        RefsCommand::Build(args) => build(&args),
        RefsCommand::Audit(args) => super::refs_audit::run(&args),
        RefsCommand::Import(args) => super::refs_import::run(&args),
        RefsCommand::Show(args) => super::refs_show::run(&args),
        RefsCommand::Diff(args) => super::refs_diff::run(&args),
        RefsCommand::Suggest(args) => super::refs_suggest::run(&args),
    }
}

fn build(args: &BuildArgs) -> anyhow::Result<Outcome> {
    let origin = Origin::of(&args.paths);
    anyhow::ensure!(
        !matches!(origin, Origin::None | Origin::BuiltIn),
        "refs build needs reference tables on disk: name a package, a folder of packages, or a CSV file"
    );
    let built = index::build(&origin, args.output.as_deref())?;
    for problem in &built.problems {
        anstream::eprintln!("{problem}");
    }
    let [facts, entities, properties] = built.counts.map(|n| grouped(n.into()));
    let megabytes = built.bytes as f64 / 1e6;
    writeln!(std::io::stdout(), "{}: {facts} facts, {entities} entities, {properties} properties, {megabytes:.1} MB", shown(&built.path))?;
    Ok(if built.problems.iter().any(Problem::is_error) { Outcome::Unreadable } else { Outcome::Clean })
}

fn validate(args: &ValidateArgs) -> anyhow::Result<Outcome> {
    let origin = Origin::of(&args.paths);
    anyhow::ensure!(origin != Origin::None, "refs validate needs reference tables, not \"none\"");
    let loaded = load(&origin);
    let mut out = std::io::stdout().lock();
    if args.format == "json" {
        let json = serde_json::json!({
            "packages": loaded.reference.packages,
            "facts": loaded.reference.facts().len(),
            "entities": loaded.reference.entities().len(),
            "properties": loaded.reference.properties().iter().map(|p| &p.id).collect::<Vec<_>>(),
            "problems": loaded.problems,
        });
        serde_json::to_writer_pretty(&mut out, &json)?;
        writeln!(out)?;
    } else {
        for problem in &loaded.problems {
            writeln!(out, "{problem}")?;
        }
        write!(out, "{}", described(&loaded.reference))?;
        let errors = loaded.problems.iter().filter(|p| p.is_error()).count();
        writeln!(out, "{errors} errors, {} warnings", loaded.problems.len() - errors)?;
    }
    let worst = loaded.problems.iter().map(|p| if p.is_error() { Level::Error } else { Level::Warning }).max();
    let unreadable = loaded.reference.is_empty();
    Ok(match () {
        () if unreadable => Outcome::Unreadable,
        () if worst.is_some_and(|level| args.fail_on.fails(level)) && args.fail_on != FailOn::Never => Outcome::Findings,
        () => Outcome::Clean,
    })
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
