//! Indexes of reference tables on disk: where they lie, whether they are fresh, how they are written.
//!
//! An index lies beside the tables that it is made of, or, where several places were named or
//! nothing can be written there, in the cache folder. It holds the size, times and content
//! hash (XXH3-128) of every file that it was made of: it is fresh if sizes and times are the same,
//! or else the contents. It is written under another name, flushed to disk and put in its
//! place in one step, so that whoever kills the writer finds the old index or none.

use super::input::shown;
use super::mapping::map;
use super::references::Origin;
use super::tables::{FileRead, Item, TableReader, is_table, items};
use super::{progress, references};
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use crate::reference::index::{HEADER, Index, Section, fingerprint};
use crate::reference::{Builder, Loaded, Reference};
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// The index of a folder.
const NAME: &str = "factlint.index";
/// Tables of so many bytes together are compared by content, whatever their times say.
const SMALL: u64 = 64 << 20;

/// What an index was made of.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
struct Stamp {
    /// Kinds of what was named, in order.
    items: Vec<String>,
    files: Vec<Input>,
}

/// A file that was read.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
struct Input {
    item: usize,
    path: String,
    /// None if it was not there.
    state: Option<State>,
    /// XXH3-128 of the bytes, in hexadecimal digits.
    hash: String,
}

impl Stamp {
    /// What was read, if it is still as it was.
    fn of(items: &[Item], files: &[FileRead]) -> anyhow::Result<Self> {
        let input = |file: &FileRead| {
            let path = items[file.item].path_of(&file.path);
            let before = file.before.as_ref().map(State::of);
            let hash = if before.is_some() { hash(&path).with_context(|| shown(&path))? } else { String::new() };
            let now = std::fs::metadata(&path).ok().as_ref().map(State::of);
            anyhow::ensure!(now == before, "{}: the file changed while it was read; run the command again", shown(&path));
            Ok(Input { item: file.item, path: file.path.clone(), state: before, hash })
        };
        let kinds = items.iter().map(|item| item.kind().to_owned()).collect();
        Ok(Stamp { items: kinds, files: files.iter().map(input).collect::<anyhow::Result<_>>()? })
    }
}

/// What the file system says of a file.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq, Clone, Copy)]
struct State {
    bytes: u64,
    /// Nanoseconds since 1970 at which the content changed.
    modified: u128,
    /// The same for the file's own data, which nobody can set back.
    changed: i128,
}

impl State {
    fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().and_then(|t: SystemTime| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos());
        State { bytes: metadata.len(), modified, changed: changed(metadata) }
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt;
    i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> i128 {
    0
}

/// Where an index of an origin may lie, the first with precedence.
fn places(origin: &Origin) -> Vec<PathBuf> {
    beside(origin).into_iter().chain(cached(origin)).collect()
}

fn beside(origin: &Origin) -> Option<PathBuf> {
    let path = match origin {
        Origin::Found(folder) => folder,
        Origin::Paths(paths) if paths.len() == 1 => &paths[0],
        _ => return None,
    };
    match path {
        path if path.is_dir() => Some(path.join(NAME)),
        path if path.file_name().is_some_and(|n| n == references::DESCRIPTOR) => Some(path.with_file_name(NAME)),
        path => Some(path.with_file_name(format!("{}.index", path.file_name()?.to_string_lossy()))),
    }
}

fn cached(origin: &Origin) -> Option<PathBuf> {
    let paths = match origin {
        Origin::Found(folder) => std::slice::from_ref(folder),
        Origin::Paths(paths) => paths,
        Origin::BuiltIn | Origin::None => return None,
    };
    let whole = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned();
    let all = paths.iter().map(whole).collect::<Vec<_>>().join("\0");
    Some(cache_folder()?.join("factlint").join(format!("{:032x}.index", xxh3_128(all.as_bytes()))))
}

fn cache_folder() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    folder("XDG_CACHE_HOME").or_else(|| folder("LOCALAPPDATA")).or_else(|| folder("HOME").map(|home| home.join(".cache")))
}

/// An index that was looked at.
pub enum Found {
    /// It is fresh, and here is what it holds.
    Fresh(PathBuf, Box<Loaded>),
    /// Those that are there cannot be used, each with the reason.
    Refused(Vec<(PathBuf, String)>),
}

/// The index of an origin, if there is a fresh one.
pub fn find(origin: &Origin, items: &[Item]) -> Found {
    let mut refused = Vec::new();
    for path in places(origin) {
        match open(&path, items) {
            Some(Ok(loaded)) => return Found::Fresh(path, Box::new(loaded)),
            Some(Err(reason)) => refused.push((path, reason)),
            None => {}
        }
    }
    Found::Refused(refused)
}

/// Opens an index; none if there is no such file, and a reason if it may not be used.
fn open(path: &Path, items: &[Item]) -> Option<Result<Loaded, String>> {
    let file = File::open(path).ok()?;
    Some(opened(&file, items))
}

fn opened(file: &File, items: &[Item]) -> Result<Loaded, String> {
    let memory = || map(file).map_err(|e| format!("it cannot be read: {e}"));
    let index = Index::open(Box::new(memory()?), fingerprint())?;
    let stamp: Stamp = serde_json::from_slice(index.whole(Section::Stamp)).map_err(|_| "it is damaged".to_owned())?;
    stale(&stamp, items).map_or(Ok(()), Err)?;
    let places: Vec<String> = items.iter().map(Item::place).collect();
    Reference::open(Box::new(memory()?), &places, Lexicon::english())
}

/// Why an index is not of these tables as they are now.
fn stale(stamp: &Stamp, items: &[Item]) -> Option<String> {
    if !stamp.items.iter().map(String::as_str).eq(items.iter().map(Item::kind)) {
        return Some("it was made of other tables".to_owned());
    }
    let small = stamp.files.iter().filter_map(|f| f.state).map(|s| s.bytes).sum::<u64>() <= SMALL;
    stamp.files.iter().find_map(|input| {
        let path = items.get(input.item)?.path_of(&input.path);
        let now = std::fs::metadata(&path).ok().as_ref().map(State::of);
        let same_bytes = || now.map(|s| s.bytes) == input.state.map(|s| s.bytes) && hash(&path).is_ok_and(|hash| hash == input.hash);
        let same = now == input.state && (!small || now.is_none()) || same_bytes();
        (!same).then(|| format!("{} has changed", shown(&path)))
    })
}

/// The hash of a file's content.
fn hash(path: &Path) -> std::io::Result<String> {
    let (mut file, mut hasher, mut piece) = (File::open(path)?, Xxh3::new(), vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(format!("{:032x}", hasher.digest128()));
        }
        hasher.update(&piece[..read]);
    }
}

/// An index that was built.
pub struct Built {
    /// Where it lies.
    pub path: PathBuf,
    /// What was wrong with the tables, as the user named them.
    pub problems: Vec<Problem>,
    /// Rows, entities, properties.
    pub counts: [usize; 3],
    /// Bytes of the index.
    pub bytes: u64,
}

/// Builds the index of an origin where [`find`] looks for it: beside the tables, or in the cache folder.
///
/// # Errors
/// If a table changed meanwhile, or nothing can be written.
pub fn build(origin: &Origin, in_cache: bool) -> anyhow::Result<Built> {
    let items = items(origin);
    let bar = progress::bar(items.iter().map(size).sum());
    let mut builder = Builder::new(Lexicon::english()).forgetting();
    let mut reader = TableReader { builder: &mut builder, marked: true, bar: bar.clone(), files: Vec::new(), inspect: None };
    for (number, item) in items.iter().enumerate() {
        reader.read(number, item);
    }
    let stamp = Stamp::of(&items, &std::mem::take(&mut reader.files))?;
    bar.set_message("sorting");
    let compiled = builder.compile();
    bar.set_message("writing");
    let path = write(origin, in_cache, |file| {
        let mut failed = None;
        let mut out = BufWriter::with_capacity(1 << 20, &mut *file);
        out.write_all(&[0; HEADER])?;
        let header = compiled.write(&serde_json::to_vec(&stamp)?, &mut |bytes| {
            failed = failed.take().or_else(|| out.write_all(bytes).err());
        });
        out.flush()?;
        drop(out);
        failed.map_or(Ok(()), Err)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&header)?;
        Ok(())
    })?;
    bar.finish_and_clear();
    let bytes = std::fs::metadata(&path).map_or(0, |m| m.len());
    let loaded = opened(&File::open(&path)?, &items).map_err(|reason| anyhow::anyhow!("{}: {reason}", path.display()))?;
    let counts = [loaded.reference.facts().len(), loaded.reference.entities().len(), loaded.reference.properties().len()];
    Ok(Built { path, problems: loaded.problems, counts, bytes })
}

/// Bytes of an item's files, as far as they can be told before it is read.
fn size(item: &Item) -> u64 {
    let bytes = |path: &Path| std::fs::metadata(path).map_or(0, |m| m.len());
    match item {
        Item::Package(descriptor) => {
            let folder = descriptor.parent().unwrap_or(Path::new("")).join(".");
            std::fs::read_dir(folder).map_or(0, |all| all.filter_map(Result::ok).map(|e| e.path()).filter(|p| is_table(p)).map(|p| bytes(&p)).sum())
        }
        Item::Table(path) => bytes(path),
        Item::BuiltIn | Item::Unusable(_) => 0,
    }
}

/// Writes a file where an index of the origin belongs, in one step, and says where that is.
fn write(origin: &Origin, in_cache: bool, fill: impl Fn(&mut File) -> anyhow::Result<()>) -> anyhow::Result<PathBuf> {
    let places = if in_cache { cached(origin).into_iter().collect() } else { places(origin) };
    let mut refused = None;
    for path in places {
        match Temporary::beside(&path) {
            Ok(mut temporary) => {
                fill(&mut temporary.file).with_context(|| format!("{} cannot be written", shown(&path)))?;
                temporary.settle(&path)?;
                return Ok(path);
            }
            Err(error) => refused = Some(error.context(format!("{} cannot be written", shown(&path)))),
        }
    }
    Err(refused.unwrap_or_else(|| anyhow::anyhow!("there is no place for an index of these tables: set XDG_CACHE_HOME to a folder")))
}

/// A file that takes its name when it is whole. It is locked as long as its writer lives: one that
/// is not locked was left behind by a writer that was killed.
struct Temporary {
    file: File,
    path: PathBuf,
}

impl Temporary {
    fn beside(path: &Path) -> anyhow::Result<Self> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            std::fs::create_dir_all(folder)?;
        }
        // whoever may write everywhere still respects a folder that is not to be written
        anyhow::ensure!(!std::fs::metadata(folder)?.permissions().readonly(), "the folder is read-only");
        let name = path.file_name().context("the path has no name")?.to_string_lossy();
        sweep(folder, &name);
        let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&temporary)?;
        file.lock()?;
        Ok(Temporary { file, path: temporary })
    }

    /// Flushes it to the disk and puts it in its place.
    fn settle(self, path: &Path) -> anyhow::Result<()> {
        let done = self.file.sync_all().and_then(|()| std::fs::rename(&self.path, path));
        done.with_context(|| format!("{} cannot be written", shown(path)))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // gone already if it has taken its name
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Removes what writers left behind that were killed.
fn sweep(folder: &Path, name: &str) {
    let is_ours =
        |path: &PathBuf| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(&format!(".{name}.")) && n.to_string_lossy().ends_with(".tmp"));
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|e| e.path());
    for left in entries.filter(is_ours) {
        if File::open(&left).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = std::fs::remove_file(left);
        }
    }
}
