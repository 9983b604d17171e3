//! What a run goes by: the configuration with the command line over it.
//!
//! In: a loaded configuration. Out: the policy of each article, the lexicon with the
//! desk's own intervals, and which paths are left out. Globs and paths are relative to the
//! file.

use super::find::Loaded;
use super::{Config, Hedge, Locale, Override};
use crate::cli::decisions::FILE as LEDGER;
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use crate::report::policy::Policy;
use chrono::NaiveDate;
use globset::{Glob, GlobSet, GlobSetBuilder};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A configuration that is ready for use.
#[derive(Debug)]
pub struct Settled {
    /// The folder that globs are relative to, in full.
    root: PathBuf,
    base: Policy,
    include: Option<GlobSet>,
    exclude: GlobSet,
    overrides: Vec<(GlobSet, Override)>,
    file: Option<PathBuf>,
    /// No configuration was wanted, or this one and no other.
    isolated: bool,
    /// The ledger of decisions, which is no article.
    ledger: Option<PathBuf>,
}

impl Settled {
    /// Makes a configuration ready. `select` of the command line has precedence.
    ///
    /// # Errors
    /// If a glob cannot be read; those of a file were checked before.
    pub fn new(loaded: &Loaded, select: &[String]) -> anyhow::Result<Self> {
        let config = &loaded.config;
        let root = std::path::absolute(if loaded.file.is_some() { loaded.folder().join(".") } else { PathBuf::from(".") })?;
        let own = Override {
            select: config.select.clone(),
            ignore: config.ignore.clone(),
            levels: config.levels.clone(),
            attribution: config.attribution,
            ..Override::default()
        };
        let mut base = with(&Policy::default(), &own);
        if !select.is_empty() {
            base.select = select.to_vec();
        }
        let overrides = config.overrides.iter().map(|o| Ok((globs(&o.paths)?, o.clone()))).collect::<anyhow::Result<_>>()?;
        Ok(Settled {
            root,
            base,
            include: config.include.as_deref().map(globs).transpose()?,
            exclude: globs(config.exclude.as_deref().unwrap_or_default())?,
            overrides,
            file: loaded.file.clone(),
            isolated: loaded.chosen,
            ledger: None,
        })
    }

    /// No configuration at all.
    pub fn none() -> Self {
        Settled {
            root: PathBuf::new(),
            base: Policy::default(),
            include: None,
            exclude: GlobSet::empty(),
            overrides: Vec::new(),
            file: None,
            isolated: true,
            ledger: None,
        }
    }

    /// The policy for an article.
    pub fn policy(&self, path: &str) -> Cow<'_, Policy> {
        let mut policy = Cow::Borrowed(&self.base);
        for one in self.overrides_of(path) {
            policy = Cow::Owned(with(&policy, one));
        }
        policy
    }

    /// The date that the configuration gives to articles at a path without one.
    pub fn date(&self, path: &str) -> Option<NaiveDate> {
        self.overrides_of(path).filter_map(|o| o.date).last()
    }

    fn overrides_of(&self, path: &str) -> impl Iterator<Item = &Override> {
        let path = if self.overrides.is_empty() { PathBuf::new() } else { self.relative(Path::new(path)) };
        self.overrides.iter().filter(move |(globs, _)| globs.is_match(&path)).map(|(_, o)| o)
    }

    /// Leaves a ledger of decisions out, whatever it is called.
    pub fn leave_out(&mut self, ledger: &Path) {
        self.ledger = std::path::absolute(ledger).ok();
    }

    /// True if the configuration leaves an article out, or it is a ledger of decisions.
    pub fn excludes(&self, path: &Path) -> bool {
        if path.file_name().is_some_and(|name| name == LEDGER) || self.ledger.is_some() && self.ledger == std::path::absolute(path).ok() {
            return true;
        }
        !self.exclude.is_empty() && self.exclude.is_match(self.relative(path))
    }

    /// True if an article that was found in a folder is wanted.
    pub fn includes(&self, path: &Path) -> bool {
        self.include.as_ref().is_none_or(|globs| globs.is_match(self.relative(path)))
    }

    /// Configurations below the one in force, beside these articles.
    pub fn unread<'p>(&self, articles: impl Iterator<Item = &'p Path>) -> Vec<Problem> {
        if self.isolated { Vec::new() } else { super::find::unread(self.file.as_deref(), articles) }
    }

    fn relative(&self, path: &Path) -> PathBuf {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        whole.strip_prefix(&self.root).map_or(whole.clone(), Path::to_path_buf)
    }
}

fn globs(patterns: &[String]) -> anyhow::Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern)?);
        // a folder stands for what is in it, and a name without a slash may stand anywhere
        set.add(Glob::new(&format!("{}/**", pattern.trim_end_matches('/')))?);
        if !pattern.contains('/') {
            set.add(Glob::new(&format!("**/{pattern}"))?);
        }
    }
    Ok(set.build()?)
}

/// A policy with an override over it.
fn with(policy: &Policy, over: &Override) -> Policy {
    let mut policy = policy.clone();
    if let Some(select) = &over.select {
        policy.select.clone_from(select);
    }
    let reason = over.reason.clone().unwrap_or_default();
    policy.ignore.extend(over.ignore.iter().flatten().map(|code| (code.clone(), reason.clone())));
    policy.levels.extend(over.levels.iter().map(|(key, level)| (key.clone(), *level)));
    if let Some(attribution) = over.attribution {
        policy.attribution = attribution;
    }
    policy
}

impl Config {
    /// The lexicon with the desk's own intervals; none if it is the common one.
    ///
    /// # Errors
    /// If there is no row for a hedge.
    pub fn lexicon(&self) -> anyhow::Result<Option<Lexicon>> {
        let british = self.locale == Some(Locale::British);
        if self.hedges.is_empty() && self.tolerances.is_none() && !british {
            return Ok(None);
        }
        let mut lexicon = Lexicon::own();
        lexicon.day_first = british;
        for hedge in &self.hedges {
            set(&mut lexicon, hedge)?;
        }
        let tolerances = self.tolerances.unwrap_or_default();
        let share = |percent: f64| Decimal::from_f64(percent / 100.0).unwrap_or_default();
        lexicon.tolerances.close = tolerances.close_percent.map_or(lexicon.tolerances.close, share);
        lexicon.tolerances.drift_a_year = tolerances.drift_percent_a_year.map_or(lexicon.tolerances.drift_a_year, share);
        Ok(Some(lexicon))
    }
}

fn set(lexicon: &mut Lexicon, hedge: &Hedge) -> anyhow::Result<()> {
    let rows: Vec<String> = lexicon.intervals.rows().map(|(h, w, _)| format!("{h} {w}")).collect();
    let Some(reach) = lexicon.intervals.reach_mut(&hedge.hedge, &hedge.written) else {
        anyhow::bail!("[[hedges]]: there is no row for hedge = {:?}, written = {:?}; rows are {}", hedge.hedge, hedge.written, rows.join(", "));
    };
    let grains = |end: f64| if end.is_finite() { Decimal::from_f64(end) } else { None };
    for (end, value) in
        [(&mut reach.low, hedge.low), (&mut reach.high, hedge.high), (&mut reach.close_low, hedge.close_low), (&mut reach.close_high, hedge.close_high)]
    {
        if let Some(value) = value {
            *end = grains(value);
        }
    }
    Ok(())
}
