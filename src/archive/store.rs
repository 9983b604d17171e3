//! The claim store: what an archive says, found by what it asks of the facts.
//!
//! In: articles with their claims and the keys of their questions. Out: one file, read in place:
//!
//! ```text
//! header    magic, form, sections, lengths, checksum of the checksums, its own checksum
//! sections  stamp, files, articles, answers, keys and who asks them
//! sums      XXH3-64 of each block of 64 KiB
//! ```
//!
//! Whoever writes it writes another file and puts it in the place of the old one. It refuses to
//! know whether files are still as they were.

use super::said::Said;
use crate::reference::index::bytes::{BLOCK, Bytes, Memory};
use crate::reference::index::codec::{Reader, put_text, put_uint};
use crate::reference::index::u64_at;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

const MAGIC: &[u8; 8] = b"factlsto";
/// The form of the file; a change of any section's form counts it up.
const FORM: u64 = 1;
const HEADER: usize = 256;
const HEADER_SUM: usize = HEADER - 8;
/// Where the table of sections stands in the header.
const TABLE: usize = 48;

#[derive(Clone, Copy)]
enum Section {
    /// The stamp, as JSON.
    Stamp,
    /// The files.
    Files,
    /// Where each article begins in `Articles`, and where the last ends.
    Starts,
    /// Articles with their claims.
    Articles,
    /// What each question is answered in the edition by which the articles were judged.
    Answers,
    /// Keys of questions in order, each with where its articles begin in `Asking`.
    Keys,
    /// Numbers of articles, each as its distance from the one before.
    Asking,
}

const SECTIONS: usize = Section::Asking as usize + 1;

/// What a store was made of and by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The tool.
    pub tool: String,
    /// The configuration and the options that verdicts depend on.
    pub settings: String,
    /// What was named when it was made.
    pub roots: Vec<String>,
    /// The format that was forced upon all files.
    pub input_format: Option<String>,
    /// The date of articles that do not say theirs.
    pub date: Option<NaiveDate>,
    /// The day at which the tables were read.
    pub as_of: Option<NaiveDate>,
    /// The print of the names of the edition by which the articles were judged.
    pub names: u64,
    /// Where that edition was read from; empty where it was found.
    pub named: Vec<String>,
    /// The packages of that edition, in words.
    pub references: Vec<String>,
    /// Claims of all articles.
    pub claims: u64,
}

/// A file of the archive, as it was when it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct File {
    /// As the user named it.
    pub path: String,
    /// Its bytes.
    pub bytes: u64,
    /// When it was written, in nanoseconds.
    pub modified: u64,
    /// When its data changed, which nobody can set back.
    pub changed: u64,
}

/// An article of the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The number of its file.
    pub file: u32,
    /// Its line, where a file holds one article a line; 0 elsewhere.
    pub line: u32,
    /// Where that line begins in the file.
    pub start: u64,
    /// Bytes of the article.
    pub length: u64,
    /// The hash of these bytes.
    pub hash: u128,
    /// What it is called; empty if by its path.
    pub id: String,
    /// Its date as ISO 8601 writes it; empty if it has none.
    pub date: String,
    /// Its claims.
    pub claims: Vec<Said>,
}

impl Entry {
    fn put(&self, out: &mut Vec<u8>) {
        for number in [self.file.into(), self.line.into(), self.start, self.length] {
            put_uint(out, number);
        }
        out.extend(self.hash.to_le_bytes());
        put_text(out, &self.id);
        put_text(out, &self.date);
        put_uint(out, self.claims.len() as u64);
        self.claims.iter().for_each(|said| said.put(out));
    }

    fn read(mut reader: Reader<'_>) -> Self {
        let (file, line) = (reader.uint() as u32, reader.uint() as u32);
        let (start, length) = (reader.uint(), reader.uint());
        let hash = reader.take(16).try_into().map_or(0, u128::from_le_bytes);
        let (id, date) = (reader.text().to_owned(), reader.text().to_owned());
        Entry { file, line, start, length, hash, id, date, claims: reader.list(Said::read) }
    }
}

/// A store that is being made.
#[derive(Debug, Default)]
pub struct Draft {
    files: Vec<u8>,
    counted: u32,
    starts: Vec<u8>,
    articles: Vec<u8>,
    claims: u64,
    asking: FxHashMap<u64, Vec<u32>>,
}

impl Draft {
    /// Adds a file; returns its number.
    pub fn file(&mut self, file: &File) -> u32 {
        put_text(&mut self.files, &file.path);
        for number in [file.bytes, file.modified, file.changed] {
            put_uint(&mut self.files, number);
        }
        self.counted += 1;
        self.counted - 1
    }

    /// Adds an article; returns its number.
    pub fn article(&mut self, entry: &Entry) -> u32 {
        self.starts.extend((self.articles.len() as u64).to_le_bytes());
        entry.put(&mut self.articles);
        self.claims += entry.claims.len() as u64;
        (self.starts.len() / 8 - 1) as u32
    }

    /// Notes that an article asks questions. Articles come in the order of their numbers.
    pub fn asks(&mut self, article: u32, keys: &[u64]) {
        for key in keys {
            let asking = self.asking.entry(*key).or_default();
            if asking.last() != Some(&article) {
                asking.push(article);
            }
        }
    }

    /// Takes over who asks what in another store: `numbers` says which article became which.
    pub fn asks_as_in(&mut self, store: &Store, numbers: &[Option<u32>]) {
        for (key, articles) in store.all_asking() {
            let kept: Vec<u32> = articles.into_iter().filter_map(|article| numbers.get(article as usize).copied().flatten()).collect();
            if !kept.is_empty() {
                let asking = self.asking.entry(key).or_default();
                asking.extend(kept);
                asking.sort_unstable();
                asking.dedup();
            }
        }
    }

    /// The whole store as bytes.
    pub fn written(mut self, stamp: &Stamp, answers: &[(u64, u64)]) -> Vec<u8> {
        self.starts.extend((self.articles.len() as u64).to_le_bytes());
        let stamp = serde_json::to_vec(&Stamp { claims: self.claims, ..stamp.clone() }).unwrap_or_default();
        let answers: Vec<u8> = answers.iter().flat_map(|(key, print)| key.to_le_bytes().into_iter().chain(print.to_le_bytes())).collect();
        let (keys, asking) = written_asking(self.asking);
        let sections = [stamp, self.files, self.starts, self.articles, answers, keys, asking];
        let mut out = vec![0; HEADER];
        let mut table = [(0_u64, 0_u64); SECTIONS];
        for (place, section) in table.iter_mut().zip(sections) {
            *place = (out.len() as u64, section.len() as u64);
            out.extend(section);
        }
        let body_end = out.len();
        let sums: Vec<u8> = out[HEADER..].chunks(BLOCK).flat_map(|block| xxh3_64(block).to_le_bytes()).collect();
        out.extend(&sums);
        let length = out.len() as u64;
        let mut put = |at: usize, number: u64| out[at..at + 8].copy_from_slice(&number.to_le_bytes());
        put(0, u64::from_le_bytes(*MAGIC));
        [FORM, body_end as u64, length, xxh3_64(&sums)].into_iter().enumerate().for_each(|(at, number)| put(8 + at * 8, number));
        for (i, (start, length)) in table.into_iter().enumerate() {
            put(TABLE + i * 16, start);
            put(TABLE + i * 16 + 8, length);
        }
        let sum = xxh3_64(&out[..HEADER_SUM]);
        out[HEADER_SUM..HEADER].copy_from_slice(&sum.to_le_bytes());
        out
    }
}

/// Keys with the beginnings of their lists, and the lists.
fn written_asking(asking: FxHashMap<u64, Vec<u32>>) -> (Vec<u8>, Vec<u8>) {
    let mut all: Vec<(u64, Vec<u32>)> = asking.into_iter().collect();
    all.sort_unstable_by_key(|one| one.0);
    let (mut keys, mut lists) = (Vec::with_capacity(all.len() * 16), Vec::new());
    for (key, articles) in all {
        keys.extend(key.to_le_bytes());
        keys.extend((lists.len() as u64).to_le_bytes());
        let mut before = 0;
        for article in articles {
            put_uint(&mut lists, u64::from(article - before));
            before = article;
        }
    }
    (keys, lists)
}

/// A store, open.
pub struct Store {
    bytes: Bytes,
    sections: [(u64, u64); SECTIONS],
    /// What it was made of.
    pub stamp: Stamp,
}

impl Store {
    /// Opens a store; its blocks are verified when they are touched.
    ///
    /// # Errors
    /// In words: it is no store, of another form, or damaged.
    pub fn open(memory: Memory) -> Result<Self, String> {
        let all = (*memory).as_ref();
        let header = all.get(..HEADER).filter(|h| h.starts_with(MAGIC)).ok_or("it is not a claim store")?;
        if xxh3_64(&header[..HEADER_SUM]) != u64_at(header, HEADER_SUM) {
            return Err("its header is damaged".to_owned());
        }
        let [form, body_end, length, sum] = [0, 1, 2, 3].map(|at| u64_at(header, 8 + at * 8));
        if form != FORM {
            return Err("it was written by another version".to_owned());
        }
        if length != all.len() as u64 {
            return Err(format!("it has {} bytes and should have {length}", all.len()));
        }
        let sums = all.get(body_end as usize..).filter(|sums| xxh3_64(sums) == sum).ok_or("its checksums are damaged")?;
        let sums = sums.chunks_exact(8).map(|chunk| u64_at(chunk, 0)).collect();
        let sections = std::array::from_fn(|i| (u64_at(header, TABLE + i * 16), u64_at(header, TABLE + i * 16 + 8)));
        let bytes = Bytes::summed(memory, HEADER as u64..body_end, sums);
        let mut store = Store { bytes, sections, stamp: Stamp::default() };
        store.stamp = serde_json::from_slice(store.whole(Section::Stamp)).map_err(|_| "it is damaged".to_owned())?;
        Ok(store)
    }

    /// True if something that was read was not as it was written: nothing of it may be used.
    pub fn is_damaged(&self) -> bool {
        self.bytes.is_damaged()
    }

    fn get(&self, section: Section, range: Range<u64>) -> &[u8] {
        let (start, length) = self.sections[section as usize];
        if range.end > length || range.start > range.end {
            return self.bytes.get(u64::MAX..u64::MAX);
        }
        self.bytes.get(start.saturating_add(range.start)..start.saturating_add(range.end))
    }

    fn whole(&self, section: Section) -> &[u8] {
        self.get(section, 0..self.sections[section as usize].1)
    }

    fn number(&self, section: Section, at: u64) -> u64 {
        u64_at(self.get(section, at.saturating_mul(8)..at.saturating_mul(8).saturating_add(8)), 0)
    }

    /// The files, by their numbers.
    pub fn files(&self) -> Vec<File> {
        let mut reader = Reader::new(self.whole(Section::Files));
        let mut files = Vec::new();
        while !reader.is_empty() {
            let path = reader.text().to_owned();
            files.push(File { path, bytes: reader.uint(), modified: reader.uint(), changed: reader.uint() });
        }
        files
    }

    /// How many articles there are.
    pub fn len(&self) -> u32 {
        (self.sections[Section::Starts as usize].1 / 8).saturating_sub(1) as u32
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An article.
    pub fn article(&self, number: u32) -> Entry {
        let [from, to] = [0, 1].map(|next| self.number(Section::Starts, u64::from(number) + next));
        Entry::read(Reader::new(self.get(Section::Articles, from..to)))
    }

    /// The number of an article's file.
    pub fn file_of(&self, number: u32) -> u32 {
        let [from, to] = [0, 1].map(|next| self.number(Section::Starts, u64::from(number) + next));
        Reader::new(self.get(Section::Articles, from..to)).uint() as u32
    }

    /// What each question is answered in the edition by which the articles were judged, in the order of keys.
    pub fn answers(&self) -> Vec<(u64, u64)> {
        self.whole(Section::Answers).chunks_exact(16).map(|pair| (u64_at(pair, 0), u64_at(pair, 8))).collect()
    }

    /// The articles that ask a question, in order.
    pub fn asking(&self, key: u64) -> Vec<u32> {
        let (mut low, mut high) = (0, self.keys());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.number(Section::Keys, middle * 2).cmp(&key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return self.list(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Vec::new()
    }

    /// Every question that is asked, and by which articles.
    pub fn all_asking(&self) -> impl Iterator<Item = (u64, Vec<u32>)> {
        (0..self.keys()).map(|at| (self.number(Section::Keys, at * 2), self.list(at)))
    }

    fn keys(&self) -> u64 {
        self.sections[Section::Keys as usize].1 / 16
    }

    fn list(&self, at: u64) -> Vec<u32> {
        let end = if at + 1 < self.keys() { self.number(Section::Keys, at * 2 + 3) } else { self.sections[Section::Asking as usize].1 };
        let mut reader = Reader::new(self.get(Section::Asking, self.number(Section::Keys, at * 2 + 1)..end));
        let (mut articles, mut article) = (Vec::new(), 0_u32);
        while !reader.is_empty() {
            article = article.wrapping_add(reader.uint() as u32);
            articles.push(article);
        }
        articles
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Entry, File, Stamp, Store};

    fn entry(file: u32, line: u32) -> Entry {
        Entry { file, line, start: 7, length: 90, hash: u128::MAX - u128::from(line), id: format!("a{line}"), date: "2020-01-02".into(), claims: Vec::new() }
    }

    fn store(articles: u32) -> Vec<u8> {
        let mut draft = Draft::default();
        let file = draft.file(&File { path: "wire/ä.jsonl".to_owned(), bytes: 5, modified: 6, changed: u64::MAX });
        for line in 1..=articles {
            let number = draft.article(&entry(file, line));
            draft.asks(number, &[1, u64::MAX, u64::from(line)]);
        }
        draft.written(&Stamp { tool: "t".to_owned(), roots: vec!["wire".to_owned()], ..Stamp::default() }, &[(1, 10), (2, 20)])
    }

    #[test]
    fn what_is_written_is_read() {
        let store = Store::open(Box::new(store(3))).expect("a store");
        assert_eq!((store.len(), store.stamp.tool.as_str(), store.answers()), (3, "t", vec![(1, 10), (2, 20)]));
        assert_eq!(store.files(), [File { path: "wire/ä.jsonl".to_owned(), bytes: 5, modified: 6, changed: u64::MAX }]);
        assert_eq!(store.article(1), entry(0, 2));
        assert_eq!([1, 2, 3, 4, u64::MAX].map(|key| store.asking(key)), [vec![0, 1, 2], vec![1], vec![2], vec![], vec![0, 1, 2]]);
        assert!(!store.is_damaged());
    }

    #[test]
    fn who_asks_is_taken_over_under_new_numbers() {
        let old = Store::open(Box::new(store(3))).expect("a store");
        let mut draft = Draft::default();
        draft.article(&entry(0, 9));
        draft.article(&entry(0, 3));
        draft.asks(0, &[5, u64::MAX]);
        draft.asks_as_in(&old, &[None, None, Some(1)]);
        let new = Store::open(Box::new(draft.written(&Stamp::default(), &[]))).expect("a store");
        assert_eq!([1, 2, 3, 5, u64::MAX].map(|key| new.asking(key)), [vec![1], vec![], vec![1], vec![0], vec![0, 1]]);
    }

    #[test]
    fn damage_is_refused_when_it_is_opened_or_told_when_it_is_read() {
        let whole = store(40);
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x41;
            let Ok(store) = Store::open(Box::new(damaged)) else { continue };
            let _ = (store.files(), store.answers(), store.all_asking().count(), (0..store.len()).map(|n| store.article(n).claims.len()).sum::<usize>());
            assert!(store.is_damaged(), "byte {at}");
        }
        for length in [0, 7, 255, 256, whole.len() - 1] {
            assert!(Store::open(Box::new(whole[..length].to_vec())).is_err(), "{length} bytes");
        }
    }
}
