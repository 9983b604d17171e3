//! A document in the making.
//!
//! In: a format, then the entries of each article in the order of the input. Out: the
//! document's text, piece by piece. Where readers of a format take only so much, the
//! loudest entries are kept, and how many were left out is told to the format, which says
//! so. It refuses to know what an entry says, and to write files.

use super::summary::Summary;
use super::{Format, Run, Writing};
use crate::rule::Level;
use serde::{Deserialize, Serialize};

/// What an article adds to a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// How loud it is, where that decides what is kept.
    pub level: Level,
    /// What an overview says of it, in formats that have one.
    pub brief: String,
    /// Its text.
    pub text: String,
}

impl Entry {
    /// A list of one entry, where nothing is ever left out.
    pub fn whole(text: String) -> Vec<Entry> {
        vec![Entry::new(Level::None, text)]
    }

    /// An entry without a place in an overview.
    pub fn new(level: Level, text: String) -> Self {
        Entry { level, brief: String::new(), text }
    }

    fn bytes(&self) -> usize {
        self.brief.len() + self.text.len()
    }
}

/// How many entries a document may have.
#[derive(Debug, Clone, Copy)]
pub enum Limit {
    /// So many of each level.
    Each(usize),
    /// So many together.
    Total(usize),
    /// So many bytes together.
    Bytes(usize),
}

/// Levels, the loudest first.
const LEVELS: [Level; 4] = [Level::Error, Level::Warning, Level::Note, Level::None];

/// The entries of a document that is written at its end.
#[derive(Debug)]
pub struct Gathered {
    limit: Limit,
    /// By level, the loudest first.
    kept: [Vec<Entry>; LEVELS.len()],
    bytes: [usize; LEVELS.len()],
    seen: usize,
}

impl Gathered {
    fn new(limit: Limit) -> Self {
        Gathered { limit, kept: Default::default(), bytes: [0; LEVELS.len()], seen: 0 }
    }

    /// Keeps an entry unless its own level alone fills the document.
    fn add(&mut self, entry: Entry) {
        let place = LEVELS.iter().position(|l| *l == entry.level).unwrap_or(LEVELS.len() - 1);
        self.seen += 1;
        let fits = match self.limit {
            Limit::Each(most) | Limit::Total(most) => self.kept[place].len() < most,
            Limit::Bytes(most) => self.bytes[place] + entry.bytes() <= most,
        };
        if fits {
            self.bytes[place] += entry.bytes();
            self.kept[place].push(entry);
        }
    }

    /// The entries that the document shows, the loudest first, else in the order of the input.
    pub fn shown(&self) -> Vec<&Entry> {
        let all = self.kept.iter().flatten();
        match self.limit {
            Limit::Each(_) => all.collect(),
            Limit::Total(most) => all.take(most).collect(),
            Limit::Bytes(most) => {
                let mut left = most;
                let fits = |entry: &&Entry| {
                    let fits = entry.bytes() <= left;
                    left = if fits { left - entry.bytes() } else { 0 };
                    fits
                };
                all.take_while(fits).collect()
            }
        }
    }

    /// How many entries are not shown.
    pub fn left_out(&self) -> usize {
        self.seen - self.shown().len()
    }
}

/// A document of a format.
pub struct Document {
    format: &'static Format,
    gathered: Option<Gathered>,
    follows: bool,
}

impl Document {
    /// An empty document.
    pub fn new(format: &'static Format) -> Self {
        let gathered = match format.writing {
            Writing::Gathered { limit, .. } => Some(Gathered::new(limit)),
            Writing::Streamed { .. } => None,
        };
        Document { format, gathered, follows: false }
    }

    /// What stands before the first entry.
    pub fn begin(&self, run: &Run) -> String {
        match self.format.writing {
            Writing::Streamed { head, .. } => head(run),
            Writing::Gathered { .. } => String::new(),
        }
    }

    /// What an article's entries add at once.
    pub fn add(&mut self, entries: Vec<Entry>) -> String {
        if let Some(gathered) = &mut self.gathered {
            for entry in entries {
                gathered.add(entry);
            }
            return String::new();
        }
        let Writing::Streamed { between, .. } = self.format.writing else { return String::new() };
        let mut out = String::new();
        for entry in entries {
            if std::mem::replace(&mut self.follows, true) {
                out.push_str(between);
            }
            // one article, one entry: it is not copied
            if out.is_empty() { out = entry.text } else { out.push_str(&entry.text) }
        }
        out
    }

    /// What stands behind the last entry.
    pub fn end(&self, summary: &Summary, run: &Run) -> String {
        match (&self.format.writing, &self.gathered) {
            (Writing::Streamed { tail, .. }, _) => tail(summary, run, self.follows),
            (Writing::Gathered { whole, .. }, Some(gathered)) => whole(gathered, summary, run),
            (Writing::Gathered { .. }, None) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Gathered, Limit};
    use crate::rule::Level;

    fn gathered(limit: Limit) -> Gathered {
        let mut gathered = Gathered::new(limit);
        for (level, text) in [(Level::Note, "n1"), (Level::Error, "e1"), (Level::Warning, "w1"), (Level::Error, "e2"), (Level::Error, "e3")] {
            gathered.add(Entry::new(level, text.to_owned()));
        }
        gathered
    }

    #[test]
    fn the_loudest_are_kept_and_the_rest_is_counted() {
        for (limit, shown) in [
            (Limit::Each(2), &["e1", "e2", "w1", "n1"][..]),
            (Limit::Total(4), &["e1", "e2", "e3", "w1"]),
            (Limit::Bytes(8), &["e1", "e2", "e3", "w1"]),
            (Limit::Bytes(3), &["e1"]),
            (Limit::Total(9), &["e1", "e2", "e3", "w1", "n1"]),
        ] {
            let gathered = gathered(limit);
            let texts: Vec<&str> = gathered.shown().iter().map(|e| e.text.as_str()).collect();
            assert_eq!(texts, shown, "{limit:?}");
            assert_eq!(gathered.left_out(), 5 - shown.len(), "{limit:?}");
        }
    }
}
