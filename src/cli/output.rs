//! Where results go.

use crate::report::summary::Summary;
use crate::report::{Document, Entry, FORMATS, Format, Run, format};
use anyhow::{Context, bail};
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// A format and where it is written.
pub struct Sink {
    /// The format.
    pub format: &'static Format,
    document: Document,
    target: Target,
}

enum Target {
    /// Standard output, or what else cannot be put in place at the end.
    Stdout(Box<dyn Write>),
    /// Written beside the file and put in its place at the end, so that no half file is left.
    File { writer: BufWriter<File>, temporary: Temporary, path: PathBuf },
    /// Put behind what stands in the file, at the end.
    Append { text: String, path: PathBuf },
}

/// A file that is taken away unless it gets its name.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // it is gone already if it got its name
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Names the file that GitHub shows as the summary of a job.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// The sinks that the user named; standard output if none.
pub fn sinks(default: &str, outputs: &[String]) -> anyhow::Result<Vec<Sink>> {
    let default = format(default).unwrap_or(&FORMATS[0]);
    let mut sinks: Vec<Sink> = if outputs.is_empty() {
        vec![Sink::new(default, Target::Stdout(stdout()))]
    } else {
        outputs.iter().map(|output| sink(default, output)).collect::<anyhow::Result<_>>()?
    };
    if sinks.iter().any(|s| s.format.name == "github") {
        let path = std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty());
        let summary = path.zip(format("github-summary"));
        sinks.extend(summary.map(|(path, format)| Sink::new(format, Target::Append { text: String::new(), path: path.into() })));
    }
    Ok(sinks)
}

/// Standard output: a terminal gets each article at once, a file or pipe gets larger pieces.
fn stdout() -> Box<dyn Write> {
    const PIECE: usize = 1 << 17;
    let stdout = std::io::stdout().lock();
    if stdout.is_terminal() { Box::new(stdout) } else { Box::new(BufWriter::with_capacity(PIECE, stdout)) }
}

fn sink(default: &'static Format, output: &str) -> anyhow::Result<Sink> {
    let (chosen, path) = match output.split_once('=') {
        Some((name, path)) if name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') => match format(name) {
            Some(format) => (format, path),
            None => bail!("--output {output}: there is no format {name:?}; formats are {}", FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")),
        },
        _ => (default, output),
    };
    if path == "-" {
        return Ok(Sink::new(chosen, Target::Stdout(stdout())));
    }
    let cannot = || format!("{path} cannot be written");
    if Path::new(path).starts_with("/dev") || std::fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        // a pipe or a device has no other name to be written under, and is never put out of its place
        let file = File::options().write(true).open(path).with_context(cannot)?;
        return Ok(Sink::new(chosen, Target::Stdout(Box::new(BufWriter::new(file)))));
    }
    // what a link leads to is written, and the link stays one
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.into());
    let temporary = temporary(&path);
    let file = File::create(&temporary).with_context(cannot)?;
    Ok(Sink::new(chosen, Target::File { writer: BufWriter::new(file), temporary: Temporary(temporary), path }))
}

/// The file beside `path` that is written first.
fn temporary(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{}.{}.tmp", path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()), std::process::id()))
}

/// Writes a file that is there whole or not at all.
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let (named, temporary) = (|| format!("{} cannot be written", path.display()), temporary(path));
    std::fs::write(&temporary, bytes).with_context(named)?;
    std::fs::rename(&temporary, path).with_context(named)
}

impl Sink {
    fn new(format: &'static Format, target: Target) -> Self {
        Sink { format, document: Document::new(format), target }
    }

    /// Begins the document.
    pub fn begin(&mut self, run: &Run) -> anyhow::Result<()> {
        let text = self.document.begin(run);
        self.write(&text)
    }

    /// Adds what an article adds.
    pub fn add(&mut self, entries: Vec<Entry>) -> anyhow::Result<()> {
        let text = self.document.add(entries);
        self.write(&text)
    }

    /// Ends the document.
    pub fn end(mut self, summary: &Summary, run: &Run) -> anyhow::Result<()> {
        let text = self.document.end(summary, run);
        self.write(&text)?;
        self.finish()
    }

    fn write(&mut self, text: &str) -> anyhow::Result<()> {
        match &mut self.target {
            Target::Stdout(stdout) => stdout.write_all(text.as_bytes())?,
            Target::Append { text: before, .. } => before.push_str(text),
            Target::File { writer, path, .. } => writer.write_all(text.as_bytes()).with_context(|| format!("{} cannot be written", path.display()))?,
        }
        Ok(())
    }

    /// Ends the output; a file takes its name only now.
    fn finish(self) -> anyhow::Result<()> {
        match self.target {
            Target::Stdout(mut stdout) => stdout.flush()?,
            Target::Append { text, path } => {
                let named = || format!("{STEP_SUMMARY}: {} cannot be written", path.display());
                let mut file = File::options().append(true).create(true).open(&path).with_context(named)?;
                file.write_all(text.as_bytes()).with_context(named)?;
            }
            Target::File { mut writer, temporary, path } => {
                let named = || format!("{} cannot be written", path.display());
                writer.flush().with_context(named)?;
                std::fs::rename(&temporary.0, &path).with_context(named)?;
            }
        }
        Ok(())
    }
}
