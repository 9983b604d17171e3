//! `refs …`, and `refs build` itself.

use super::Outcome;
use super::args::{BuildArgs, RefsCommand};
use super::index;
use super::input::shown;
use super::references::Origin;
use crate::measure::interval::grouped;
use crate::problem::Problem;
use std::io::Write;

/// `factlint refs …`.
pub fn run(command: RefsCommand) -> anyhow::Result<Outcome> {
    match command {
        RefsCommand::Validate(args) => super::refs_validate::run(&args),
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
    let built = index::build(&origin, args.cache)?;
    for problem in &built.problems {
        anstream::eprintln!("{problem}");
    }
    let [facts, entities, properties] = built.counts.map(|n| grouped(n.into()));
    let megabytes = built.bytes as f64 / 1e6;
    writeln!(std::io::stdout(), "{}: {facts} facts, {entities} entities, {properties} properties, {megabytes:.1} MB", shown(&built.path))?;
    Ok(if built.problems.iter().any(Problem::is_error) { Outcome::Unreadable } else { Outcome::Clean })
}
