//! Finds articles and reads them.
//!
//! In: paths. Out: a stream of jobs in a fixed order: one a file, one a line of JSONL.
//! Nothing is skipped in silence: what cannot be read is a job that says so.

use super::config::Settled;
use super::unzip;
use crate::article::docx::PARTS;
use crate::article::{Article, READERS, Reader, read_line, reader};
use crate::problem::Problem;
use crate::text::source::{MAX_ARTICLE_BYTES, Source};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// One article to be read, or what kept it from being read.
#[derive(Debug)]
pub enum Job {
    /// A file with one article.
    File(PathBuf, &'static Reader),
    /// Bytes that were read already (standard input).
    Bytes(String, &'static Reader, Vec<u8>),
    /// A line of JSONL.
    Line(String, u32, Vec<u8>),
    /// Could not be read.
    Unread(String, Box<Problem>),
}

/// The article of a job, and what was wrong with it.
pub fn read(job: Job) -> (String, Option<Article>, Vec<Problem>) {
    match job {
        Job::Unread(name, problem) => (name, None, vec![*problem]),
        Job::Line(name, line, bytes) => {
            let (text, mut problems) = utf8_line(&name, line, bytes);
            let read = read_line(&name, line, &text);
            problems.extend(read.problems);
            (name, read.article, problems)
        }
        Job::Bytes(name, reader, bytes) => decode(name, reader, &bytes),
        Job::File(path, reader) => {
            let name = shown(&path);
            match read_file(&path) {
                Ok(bytes) => decode(name, reader, &bytes),
                Err(problem) => (name, None, vec![problem]),
            }
        }
    }
}

fn decode(name: String, reader: &Reader, bytes: &[u8]) -> (String, Option<Article>, Vec<Problem>) {
    if let Some(read) = reader.unzipped {
        let (article, problems) = match unzip::parts(&name, bytes, &PARTS) {
            Ok(parts) => read(&name, &parts),
            Err(problem) => (None, vec![problem]),
        };
        return (name, article, problems);
    }
    let (source, mut problems) = Source::decode(&name, bytes);
    let (Some(source), Some(read)) = (source, reader.read) else { return (name, None, problems) };
    if source.text().trim().is_empty() {
        problems.push(Problem::error(&name, "the file is empty").expected("an article", ""));
        return (name, None, problems);
    }
    let (article, more) = read(source);
    problems.extend(more);
    (name, Some(article), problems)
}

/// A line as text; bytes that are not UTF-8 are replaced and said.
fn utf8_line(name: &str, line: u32, bytes: Vec<u8>) -> (String, Vec<Problem>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let column = String::from_utf8_lossy(&bytes[..valid]).chars().count() as u32 + 1;
            let problem = Problem::error(name, "the line is not UTF-8; the bytes were replaced by U+FFFD")
                .at(line, column)
                .expected("UTF-8", format!("byte 0x{:02x}", bytes[valid]));
            (text, vec![problem])
        }
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Problem> {
    let name = shown(path);
    let metadata = std::fs::metadata(path).map_err(|e| io_problem(&name, &e))?;
    if metadata.len() > MAX_ARTICLE_BYTES as u64 {
        return Err(too_large(&name, metadata.len()));
    }
    std::fs::read(path).map_err(|e| io_problem(&name, &e))
}

fn too_large(name: &str, bytes: u64) -> Problem {
    Problem::error(name, "the file is too large to be one article").expected(format!("at most {} MiB", MAX_ARTICLE_BYTES >> 20), format!("{} MiB", bytes >> 20))
}

/// A problem in the words of the operating system.
pub fn io_problem(name: &str, error: &std::io::Error) -> Problem {
    let (message, expected) = match error.kind() {
        std::io::ErrorKind::NotFound => ("there is no such file or folder", "an existing path"),
        std::io::ErrorKind::PermissionDenied => ("the file or folder may not be read", "permission to read"),
        _ => ("the file or folder cannot be read", "a readable path"),
    };
    Problem::error(name, message).expected(expected, error.to_string())
}

/// A path as messages show it: with forward slashes.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// What there is to read, before any of it is.
#[derive(Debug, Default)]
pub struct Inputs {
    files: Vec<Found>,
    /// What was named and is left out all the same.
    pub problems: Vec<Problem>,
}

#[derive(Debug)]
enum Found {
    File(PathBuf, &'static Reader),
    Stdin(&'static Reader),
    Unread(String, Box<Problem>),
}

impl Inputs {
    /// Looks up the paths; folders are walked in the order of names. The configuration may leave some out.
    pub fn find(paths: &[PathBuf], format: Option<&str>, settled: &Settled) -> Self {
        let forced = format.and_then(reader);
        let mut inputs = Inputs::default();
        for path in paths {
            if path.as_os_str() == "-" {
                inputs.files.push(Found::Stdin(forced.unwrap_or(&READERS[0])));
            } else if path.is_dir() {
                inputs.walk(path, forced, settled);
            } else if settled.excludes(path) {
                let expected = "a path that no pattern of `exclude` matches";
                inputs.problems.push(Problem::warning(&shown(path), "the configuration leaves this article out, though it is named").expected(expected, ""));
            } else {
                inputs.file(path.clone(), forced, true);
            }
        }
        let files = inputs.files.iter().filter_map(|f| if let Found::File(path, _) = f { Some(path.as_path()) } else { None });
        inputs.problems.extend(settled.unread(files));
        inputs
    }

    fn walk(&mut self, folder: &Path, forced: Option<&'static Reader>, settled: &Settled) {
        let before = self.files.len();
        let mut left_out = 0;
        let walker = ignore::WalkBuilder::new(folder).sort_by_file_name(std::ffi::OsStr::cmp).require_git(false).build();
        for entry in walker {
            match entry {
                Ok(entry) if settled.excludes(entry.path()) || !settled.includes(entry.path()) => {
                    left_out += usize::from(entry.file_type().is_some_and(|t| t.is_file()));
                }
                Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => self.file(entry.into_path(), forced, false),
                Ok(_) => {}
                Err(error) => {
                    let message = Problem::error(&shown(folder), "part of the folder cannot be read").expected("permission to read", error.to_string());
                    self.files.push(Found::Unread(shown(folder), Box::new(message)));
                }
            }
        }
        if self.files.len() == before && left_out == 0 {
            let extensions = READERS.iter().flat_map(|r| r.extensions).map(|e| format!(".{e}")).collect::<Vec<_>>().join(", ");
            let problem = Problem::error(&shown(folder), "the folder holds no article").expected(format!("files ending in {extensions}"), "none");
            self.files.push(Found::Unread(shown(folder), Box::new(problem)));
        }
    }

    /// Adds a file. Named by the user, one of an unknown kind is a problem; found in a folder, it is none of ours.
    fn file(&mut self, path: PathBuf, forced: Option<&'static Reader>, named: bool) {
        let extension = path.extension().and_then(|e| e.to_str());
        let found = forced.or_else(|| extension.map_or(Some(&READERS[0]), reader));
        match found {
            Some(reader) if named || extension.and_then(self::reader).is_some() => {
                self.files.push(Found::File(path, reader));
            }
            None if named => {
                let names = READERS.iter().map(|r| r.name).collect::<Vec<_>>().join(", ");
                let missing = std::fs::metadata(&path).err().map(|e| io_problem(&shown(&path), &e));
                let unknown =
                    || Problem::error(&shown(&path), "the file's extension is not known").expected(format!("--input-format {names}"), extension.unwrap_or(""));
                self.files.push(Found::Unread(shown(&path), Box::new(missing.unwrap_or_else(unknown))));
            }
            _ => {}
        }
    }

    /// Bytes of all files together, as far as they are known.
    pub fn bytes(&self) -> u64 {
        let files = self.files.iter().filter_map(|f| if let Found::File(path, _) = f { std::fs::metadata(path).ok() } else { None });
        files.map(|m| m.len()).sum()
    }

    /// How many articles there are, unless some files hold one a line.
    pub fn articles(&self) -> Option<usize> {
        let lines = |f: &Found| matches!(f, Found::File(_, reader) | Found::Stdin(reader) if reader.is_by_line());
        (!self.files.iter().any(lines)).then_some(self.files.len())
    }

    /// The files, in order, and what could not be read; standard input is not among them.
    pub fn split(self) -> (Vec<(PathBuf, &'static Reader)>, Vec<Problem>) {
        let (mut files, mut unread) = (Vec::new(), self.problems);
        for found in self.files {
            match found {
                Found::File(path, reader) => files.push((path, reader)),
                Found::Unread(_, problem) => unread.push(*problem),
                Found::Stdin(_) => unread.push(Problem::error("-", "standard input is no file of an archive").expected("files and folders", "-")),
            }
        }
        (files, unread)
    }

    /// The jobs, in order; files of lines are opened when their turn comes.
    pub fn jobs(self) -> impl Iterator<Item = Job> + Send {
        self.files.into_iter().flat_map(|found| -> Box<dyn Iterator<Item = Job> + Send> {
            match found {
                Found::Unread(name, problem) => Box::new(std::iter::once(Job::Unread(name, problem))),
                Found::File(path, reader) => jobs_of(path, reader),
                Found::Stdin(reader) if reader.is_by_line() => Box::new(Lines::new("-".to_owned(), BufReader::new(std::io::stdin()))),
                Found::Stdin(reader) => Box::new(std::iter::once(stdin(reader))),
            }
        })
    }
}

/// The jobs of a file.
pub fn jobs_of(path: PathBuf, reader: &'static Reader) -> Box<dyn Iterator<Item = Job> + Send> {
    if !reader.is_by_line() {
        return Box::new(std::iter::once(Job::File(path, reader)));
    }
    match File::open(&path) {
        Ok(file) => Box::new(Lines::new(shown(&path), BufReader::with_capacity(1 << 16, file))),
        Err(error) => {
            let name = shown(&path);
            let problem = io_problem(&name, &error);
            Box::new(std::iter::once(Job::Unread(name, Box::new(problem))))
        }
    }
}

fn stdin(reader: &'static Reader) -> Job {
    let mut bytes = Vec::new();
    let limit = MAX_ARTICLE_BYTES as u64 + 1;
    match std::io::stdin().take(limit).read_to_end(&mut bytes) {
        Ok(_) => Job::Bytes("-".to_owned(), reader, bytes),
        Err(error) => Job::Unread("-".to_owned(), Box::new(io_problem("-", &error))),
    }
}

/// The lines of a JSONL file; one that is too long is read over, and said.
struct Lines<R> {
    name: String,
    reader: R,
    line: u32,
    done: bool,
}

impl<R: BufRead> Lines<R> {
    fn new(name: String, reader: R) -> Self {
        Lines { name, reader, line: 0, done: false }
    }

    /// Reads over the rest of a line; returns its length.
    fn skip_line(&mut self) -> std::io::Result<u64> {
        let mut skipped = 0;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(skipped);
            }
            let end = memchr::memchr(b'\n', buffer);
            let used = end.map_or(buffer.len(), |at| at + 1);
            self.reader.consume(used);
            skipped += used as u64;
            if end.is_some() {
                return Ok(skipped);
            }
        }
    }

    fn too_long(&mut self, read: u64) -> std::io::Result<Job> {
        let bytes = read + self.skip_line()?;
        let problem = Problem::error(&self.name, "the line is too long to be one article and was left out")
            .at(self.line, 1)
            .expected(format!("at most {} MiB", MAX_ARTICLE_BYTES >> 20), format!("{} MiB", bytes >> 20));
        Ok(Job::Unread(self.name.clone(), Box::new(problem)))
    }

    fn read(&mut self) -> std::io::Result<Option<Job>> {
        let mut bytes = Vec::new();
        let limit = MAX_ARTICLE_BYTES as u64;
        self.line += 1;
        let read = (&mut self.reader).take(limit).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        if read as u64 == limit && bytes.last() != Some(&b'\n') {
            return self.too_long(limit).map(Some);
        }
        while bytes.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            bytes.pop();
        }
        if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        Ok(Some(Job::Line(self.name.clone(), self.line, bytes)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        if self.done {
            return None;
        }
        match self.read() {
            Ok(job) => job,
            Err(error) => {
                self.done = true;
                Some(Job::Unread(self.name.clone(), Box::new(io_problem(&self.name, &error))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Job, Lines};

    #[test]
    fn lines_keep_their_numbers_and_a_mark_at_the_start_is_no_text() {
        let jobs: Vec<Job> = Lines::new("a".into(), &b"\xef\xbb\xbf{}\n\r\n{\"a\":1}"[..]).collect();
        let shown: Vec<(u32, String)> =
            jobs.into_iter().map(|j| if let Job::Line(_, n, b) = j { (n, String::from_utf8(b).unwrap()) } else { (0, String::new()) }).collect();
        assert_eq!(shown, [(1, "{}".into()), (2, String::new()), (3, "{\"a\":1}".into())]);
    }
}
