//! `eval`: verdicts against gold tables, and the weights of the confidence fitted to them.

use super::Outcome;
use super::args::EvalArgs;
use super::input::{Job, io_problem, read as read_job, shown};
use super::references::{Origin, load};
use crate::article::{Article, Field, READERS, read_line, reader};
use crate::eval::fit::{Outcome as Judged, error, fit};
use crate::eval::gold::{Row, locate, read};
use crate::eval::{Tally, summary, text};
use crate::lexicon::Lexicon;
use crate::pipeline::{Settings, check};
use crate::problem::Problem;
use crate::reference::Reference;
use crate::report::{Detail, build};
use crate::verdict::confidence::written;
use anyhow::Context;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// `factlint eval`.
pub fn run(args: &EvalArgs) -> anyhow::Result<Outcome> {
    let loaded = load(&Origin::of(&args.references));
    let settings = Settings { as_of: args.as_of, date: args.date, ..Settings::default() };
    let mut run = Run { reference: &loaded.reference, settings, tally: Tally::default(), problems: loaded.problems.clone() };
    for path in tables(&args.gold)? {
        run.table(&path)?;
    }
    run.tally.finish();
    for problem in &run.problems {
        anstream::eprintln!("{problem}");
    }
    let failed = run.problems.iter().any(Problem::is_error);
    anyhow::ensure!(run.tally.claims.of > 0 || failed, "the gold tables hold no claim");
    let mut out = std::io::stdout().lock();
    if args.format == "json" {
        serde_json::to_writer_pretty(&mut out, &run.tally)?;
        writeln!(out)?;
    } else {
        write!(out, "{}", if args.summary { summary(&run.tally) } else { text(&run.tally) })?;
    }
    if let Some(file) = &args.fit {
        refit(file, &run.tally.outcomes, &args.add)?;
    }
    let share = run.tally.claims.share().unwrap_or(0.0);
    Ok(match () {
        () if failed => Outcome::Unreadable,
        () if args.fail_under.is_some_and(|least| share < least) => Outcome::Findings,
        () => Outcome::Clean,
    })
}

/// Writes the weights that fit the outcomes, with those of earlier runs.
fn refit(file: &Path, own: &[Judged], earlier: &[PathBuf]) -> anyhow::Result<()> {
    #[derive(serde::Deserialize)]
    struct Earlier {
        outcomes: Vec<Judged>,
    }
    let mut outcomes = own.to_vec();
    for path in earlier {
        let text = std::fs::read_to_string(path).with_context(|| shown(path))?;
        let run: Earlier = serde_json::from_str(&text).with_context(|| format!("{}: not what `factlint eval --format json` writes", shown(path)))?;
        outcomes.extend(run.outcomes);
    }
    let weights = fit(&outcomes);
    std::fs::write(file, written(&weights)).with_context(|| shown(file))?;
    anstream::eprintln!("factlint: {}: weights fitted to {} verdicts, mean squared error {:.4}", shown(file), outcomes.len(), error(&outcomes, &weights));
    Ok(())
}

/// The gold tables that the paths name: files, and every `.csv` of a folder.
fn tables(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).with_context(|| shown(path))?;
            let mut here: Vec<PathBuf> = entries.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
            here.retain(|p| p.extension().is_some_and(|e| e == "csv"));
            here.sort();
            anyhow::ensure!(!here.is_empty(), "{}: the folder holds no gold table (a .csv with the columns quote and verdict)", shown(path));
            found.extend(here);
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

struct Run<'a> {
    reference: &'a Reference,
    settings: Settings,
    tally: Tally,
    problems: Vec<Problem>,
}

impl Run<'_> {
    fn table(&mut self, path: &Path) -> anyhow::Result<()> {
        let table = std::fs::read_to_string(path).map_err(|e| anyhow::anyhow!("{}", io_problem(&shown(path), &e)))?;
        let articles = read(&shown(path), &table, &mut self.problems);
        let mut lines: BTreeMap<PathBuf, BTreeMap<String, Article>> = BTreeMap::new();
        for ((file, id), rows) in articles {
            let Some(file) = article_of(path, &file) else {
                let expected = READERS.iter().flat_map(|r| r.extensions).map(|e| format!(".{e}")).collect::<Vec<_>>().join(", ");
                self.problems.push(Problem::error(&shown(path), "no article stands beside the table").at(rows[0].line, 1).expected(expected, file));
                continue;
            };
            if id.is_empty() {
                self.file(path, &file, &rows);
                continue;
            }
            if !lines.contains_key(&file) {
                let read = self.lines(&file)?;
                lines.insert(file.clone(), read);
            }
            match lines[&file].get(&id) {
                Some(article) => self.judge(path, article, &rows),
                None => self.problems.push(Problem::error(&shown(path), "no article has the id").at(rows[0].line, 1).expected(shown(&file), id)),
            }
        }
        Ok(())
    }

    fn file(&mut self, table: &Path, file: &Path, rows: &[Row]) {
        let Some(reader) = file.extension().and_then(|e| e.to_str()).and_then(reader) else {
            self.problems.push(Problem::error(&shown(file), "the file's extension is not known"));
            return;
        };
        let (_, article, problems) = read_job(Job::File(file.to_path_buf(), reader));
        self.problems.extend(problems);
        if let Some(article) = article {
            self.judge(table, &article, rows);
        }
    }

    /// The articles of a JSONL file, by id.
    fn lines(&mut self, file: &Path) -> anyhow::Result<BTreeMap<String, Article>> {
        let text = std::fs::read_to_string(file).with_context(|| shown(file))?;
        let mut articles = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            let read = read_line(&shown(file), number as u32 + 1, line);
            self.problems.extend(read.problems);
            articles.extend(read.article.map(|article| (article.id.clone(), article)));
        }
        Ok(articles)
    }

    fn judge(&mut self, table: &Path, article: &Article, rows: &[Row]) {
        let checked = check(article, Lexicon::english(), self.reference, &self.settings);
        let detail = Detail { explain: true, ..Detail::default() };
        let report = build(article, &checked, self.reference, Vec::new(), detail);
        let golds = locate(&shown(table), rows, article.text(Field::Text), &mut self.problems);
        self.tally.add(&golds, &report);
    }
}

/// The article of a table: the file that its row names, else the one of its name beside it.
fn article_of(table: &Path, named: &str) -> Option<PathBuf> {
    let folder = table.parent().unwrap_or(Path::new(""));
    if !named.is_empty() {
        return Some(folder.join(named));
    }
    let extensions = READERS.iter().flat_map(|r| r.extensions);
    extensions.map(|extension| table.with_extension(extension)).find(|path| path.is_file())
}
