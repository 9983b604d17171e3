//! Where results go.

use crate::report::{FORMATS, Format, format};
use anyhow::{Context, bail};
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// A format and where it is written.
pub struct Sink {
    /// The format.
    pub format: &'static Format,
    target: Target,
}

enum Target {
    Stdout(Box<dyn Write>),
    /// Written beside the file and put in its place at the end, so that no half file is left.
    File {
        writer: BufWriter<File>,
        temporary: PathBuf,
        path: PathBuf,
    },
}

/// The sinks that the user named; standard output if none.
pub fn sinks(default: &str, outputs: &[String]) -> anyhow::Result<Vec<Sink>> {
    let default = format(default).unwrap_or(&FORMATS[0]);
    if outputs.is_empty() {
        return Ok(vec![Sink { format: default, target: Target::Stdout(stdout()) }]);
    }
    outputs.iter().map(|output| sink(default, output)).collect()
}

/// Standard output: a terminal gets each article at once, a file or pipe gets larger pieces.
fn stdout() -> Box<dyn Write> {
    const PIECE: usize = 1 << 17;
    let stdout = std::io::stdout().lock();
    if stdout.is_terminal() { Box::new(stdout) } else { Box::new(BufWriter::with_capacity(PIECE, stdout)) }
}

fn sink(default: &'static Format, output: &str) -> anyhow::Result<Sink> {
    let (chosen, path) = match output.split_once('=') {
        Some((name, path)) if name.bytes().all(|b| b.is_ascii_lowercase()) => match format(name) {
            Some(format) => (format, path),
            None => bail!("--output {output}: there is no format {name:?}; formats are {}", FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")),
        },
        _ => (default, output),
    };
    let path = Path::new(path);
    let temporary =
        path.with_file_name(format!(".{}.{}.tmp", path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()), std::process::id()));
    let file = File::create(&temporary).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(Sink { format: chosen, target: Target::File { writer: BufWriter::new(file), temporary, path: path.to_path_buf() } })
}

impl Sink {
    /// Writes text.
    pub fn write(&mut self, text: &str) -> anyhow::Result<()> {
        match &mut self.target {
            Target::Stdout(stdout) => stdout.write_all(text.as_bytes())?,
            Target::File { writer, path, .. } => writer.write_all(text.as_bytes()).with_context(|| format!("{} cannot be written", path.display()))?,
        }
        Ok(())
    }

    /// Ends the output; a file takes its name only now.
    pub fn finish(self) -> anyhow::Result<()> {
        match self.target {
            Target::Stdout(mut stdout) => stdout.flush()?,
            Target::File { mut writer, temporary, path } => {
                let named = || format!("{} cannot be written", path.display());
                writer.flush().with_context(named)?;
                std::fs::rename(&temporary, &path).with_context(named)?;
            }
        }
        Ok(())
    }
}
