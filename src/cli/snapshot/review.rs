//! `snapshot review`: what differs, one claim a screen, old and new side by side.
//!
//! In: a corpus that was compared, and keys, those of cargo-insta. Out: files with what was
//! approved, each written when all that differs in its article was gone through.

use super::args::ReviewArgs;
use super::compared::{Compared, Corpus, State, corpus};
use super::in_ci;
use super::tell::{Paint, since};
use crate::cli::Outcome;
use crate::cli::screen::{show, wrapped};
use crate::snapshot::changes::Step;
use crate::snapshot::{Snapshot, Subject};
use anyhow::{anyhow, ensure};
use console::{Key, Term, pad_str, truncate_str};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};

/// Columns from which old and new fit beside each other; in fewer they stand below each other.
const BESIDE: usize = 100;

/// `factlint snapshot review`.
pub fn run(args: &ReviewArgs) -> anyhow::Result<Outcome> {
    ensure!(!in_ci(), "in CI nothing is approved (the variable CI is set); `factlint snapshot check` shows what differs");
    let Some(corpus) = corpus(&args.folder)? else { return Ok(Outcome::Unreadable) };
    let read = if corpus.unreadable { Outcome::Unreadable } else { Outcome::Clean };
    let places: Vec<Place<'_>> = places(&corpus);
    let mut out = std::io::stdout();
    if places.is_empty() {
        writeln!(out, "every verdict is as approved")?;
        return Ok(read);
    }
    let asks = std::io::stdin().is_terminal() && out.is_terminal();
    ensure!(asks, "review asks at a terminal, and this is none; `factlint snapshot check` shows what differs, `factlint snapshot accept` approves all");
    let left = Session::new(&corpus, places, Paint::new(args.color.is_on())).run()?;
    Ok(if left > 0 && read == Outcome::Clean { Outcome::Findings } else { read })
}

/// A change, and the article that it is in.
struct Place<'a> {
    article: &'a Compared,
    /// The change; none for an article of which nothing was approved: it is approved as a whole.
    step: Option<&'a Step>,
}

fn places(corpus: &Corpus) -> Vec<Place<'_>> {
    let of_article = |article| match Compared::state(article) {
        State::Same => Vec::new(),
        State::New => vec![Place { article, step: None }],
        State::Changed => article.changes().map(|step| Place { article, step: Some(step) }).collect(),
    };
    corpus.articles.iter().flat_map(of_article).collect()
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Say(Said),
    /// The same for this one and all that follow.
    Rest(Said),
    Back,
    Quit,
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Said {
    #[default]
    Skipped,
    Approved,
    Rejected,
}

/// The letters, what each does and what it is called.
const KEYS: &[(char, Action, &str)] = &[
    ('a', Action::Say(Said::Approved), "approve (Enter)"),
    ('r', Action::Say(Said::Rejected), "reject (Esc)"),
    ('s', Action::Say(Said::Skipped), "skip (Space)"),
    ('A', Action::Rest(Said::Approved), "approve all the rest"),
    ('R', Action::Rest(Said::Rejected), "reject all the rest"),
    ('S', Action::Rest(Said::Skipped), "skip all the rest"),
    ('b', Action::Back, "back"),
    ('q', Action::Quit, "quit"),
];

fn action(key: &Key) -> Option<Action> {
    match key {
        Key::Enter => Some(Action::Say(Said::Approved)),
        Key::Escape => Some(Action::Say(Said::Rejected)),
        Key::Char(' ') | Key::ArrowRight => Some(Action::Say(Said::Skipped)),
        Key::ArrowLeft => Some(Action::Back),
        Key::CtrlC => Some(Action::Quit),
        Key::Char(letter) => KEYS.iter().find(|k| k.0 == *letter).map(|k| k.1),
        _ => None,
    }
}

struct Session<'a> {
    corpus: &'a Corpus,
    places: Vec<Place<'a>>,
    said: Vec<Said>,
    at: usize,
    term: Term,
    paint: Paint,
    /// What was written here, by article; none where a file was taken away again.
    wrote: BTreeMap<Subject, Option<Snapshot>>,
}

impl<'a> Session<'a> {
    fn new(corpus: &'a Corpus, places: Vec<Place<'a>>, paint: Paint) -> Self {
        let said = vec![Said::default(); places.len()];
        Session { corpus, places, said, at: 0, term: Term::stdout(), paint, wrote: BTreeMap::new() }
    }

    /// Shows change after change; returns how many are left as they were.
    fn run(mut self) -> anyhow::Result<usize> {
        while self.at < self.places.len() {
            show(&self.term, &self.screen())?;
            let Ok(key) = self.term.read_key_raw() else { break };
            match action(&key) {
                None => {}
                Some(Action::Quit) => break,
                Some(Action::Back) => self.at = self.at.saturating_sub(1),
                Some(Action::Say(said)) => self.say(said, self.at + 1)?,
                Some(Action::Rest(said)) => self.say(said, self.places.len())?,
            }
        }
        self.leave(self.at.min(self.places.len().saturating_sub(1)))?;
        let count = |wanted: Said| self.said.iter().filter(|said| **said == wanted).count();
        let left = self.places.len() - count(Said::Approved);
        let line = format!(
            "{} approved, {} rejected, {} left; {} files written to {}",
            count(Said::Approved),
            count(Said::Rejected),
            count(Said::Skipped),
            self.wrote.len(),
            self.corpus.store.shown()
        );
        self.term.write_line(&line)?;
        Ok(left)
    }

    /// Says what becomes of the changes from here to `end`, and goes there.
    fn say(&mut self, said: Said, end: usize) -> anyhow::Result<()> {
        while self.at < end {
            self.said[self.at] = said;
            let next = self.places.get(self.at + 1);
            if next.is_none_or(|next| !std::ptr::eq(next.article, self.places[self.at].article)) {
                self.leave(self.at)?;
            }
            self.at += 1;
        }
        Ok(())
    }

    /// Writes what was approved of the article that a place is in, if that is other than what its file holds.
    fn leave(&mut self, at: usize) -> anyhow::Result<()> {
        let (article, store) = (self.places[at].article, &self.corpus.store);
        let taken: Vec<bool> = self.of(article).map(|(_, said)| *said == Said::Approved).collect();
        let wanted = article.with(&taken);
        let subject = &article.now.subject;
        // somebody may have gone back: what stands there is then what was written before
        let known = self.wrote.get(subject).unwrap_or(&article.approved);
        if *known == wanted {
            return Ok(());
        }
        store.locked(|| {
            let there = store.read(subject).map_err(|problem| anyhow!("{problem}"))?;
            ensure!(there == *known, "{subject}: somebody else approved verdicts meanwhile; what you approved of it is not written, review it again");
            store.put(subject, wanted.as_ref())
        })?;
        self.wrote.insert(subject.clone(), wanted);
        Ok(())
    }

    fn of<'s>(&'s self, article: &'s Compared) -> impl Iterator<Item = (&'s Place<'a>, &'s Said)> {
        self.places.iter().zip(&self.said).filter(move |(place, _)| std::ptr::eq(place.article, article))
    }

    fn screen(&self) -> String {
        let Place { article, step } = &self.places[self.at];
        let mut out = format!("{}\n\n", self.paint.title(&format!("[{}/{}] {}", self.at + 1, self.places.len(), article.now.subject)));
        let width = usize::from(self.term.size().1);
        match step {
            None => {
                out.push_str("nothing was approved of this article\n\n");
                article.now.claims.iter().for_each(|claim| out.push_str(&format!("{claim}\n")));
            }
            Some(step) => {
                out.push_str(&format!("{}\n\n", since(article)));
                out.push_str(&beside(article.texts(step), width, self.paint));
            }
        }
        let keys: Vec<String> = KEYS.iter().map(|(key, _, what)| format!("{key} {what}")).collect();
        out.push_str(&format!("\n{}\n", wrapped(&keys, width)));
        out
    }
}

/// Old and new beside each other, or below each other where there is no room.
fn beside((old, new): (Option<&str>, Option<&str>), width: usize, paint: Paint) -> String {
    let old = old.unwrap_or("(not there)");
    let new = new.unwrap_or("(no longer there)");
    if width < BESIDE {
        return format!("approved\n{}\nnow\n{}", paint.old(old), paint.new_text(new));
    }
    let half = (width - 3) / 2;
    let (left, right) = (folded(old, half), folded(new, half));
    let mut out = format!("{} │ {}\n", pad_str("approved", half, console::Alignment::Left, None), "now");
    for at in 0..left.len().max(right.len()) {
        let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
        let (old, new) = (line(&left), line(&right));
        let differ = old != new;
        let old = pad_str(&old, half, console::Alignment::Left, None).into_owned();
        let (old, new) = if differ { (paint.old(&old), paint.new_text(&new)) } else { (old, new) };
        out.push_str(format!("{old} │ {new}").trim_end());
        out.push('\n');
    }
    out
}

/// Lines no wider than `width`; what goes on stands further in.
fn folded(text: &str, width: usize) -> Vec<String> {
    const FURTHER: &str = "    ";
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut rest = line.to_owned();
        while console::measure_text_width(&rest) > width {
            let head = truncate_str(&rest, width, "").into_owned();
            // between words, unless one word is all there is
            let cut = head.rfind(' ').filter(|at| !head[..*at].trim().is_empty()).unwrap_or(head.len());
            let tail = rest[cut..].trim_start().to_owned();
            lines.push(rest[..cut].to_owned());
            rest = format!("{FURTHER}{tail}");
        }
        lines.push(rest);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Action, KEYS, Said, action, beside, folded};
    use crate::cli::snapshot::tell::Paint;
    use console::Key;

    #[test]
    fn the_keys_are_those_of_insta() {
        for (keys, wanted) in [
            ([Key::Char('a'), Key::Enter], Action::Say(Said::Approved)),
            ([Key::Char('r'), Key::Escape], Action::Say(Said::Rejected)),
            ([Key::Char('s'), Key::Char(' ')], Action::Say(Said::Skipped)),
            ([Key::Char('q'), Key::CtrlC], Action::Quit),
        ] {
            assert_eq!(keys.each_ref().map(action), [Some(wanted); 2]);
        }
        assert_eq!((action(&Key::Char('x')), KEYS.len()), (None, 8));
    }

    #[test]
    fn old_and_new_stand_beside_each_other_where_there_is_room() {
        let shown = beside((Some("> Ä b.\n  supported\n"), Some("> Ä b.\n  contradicted\n")), 120, Paint::new(false));
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(
            lines.iter().map(|line| line.split('│').map(str::trim).collect::<Vec<_>>()).collect::<Vec<_>>(),
            [["approved", "now"], ["> Ä b.", "> Ä b."], ["supported", "contradicted"]]
        );
        assert!(beside((Some("a\n"), None), 60, Paint::new(false)).contains("now\n(no longer there)"));
    }

    #[test]
    fn lines_are_folded_and_no_word_is_lost() {
        let text = format!("{} {}\nshort\n", "word ".repeat(30), "x".repeat(100));
        let lines = folded(&text, 40);
        assert!(lines.iter().all(|line| console::measure_text_width(line) <= 40), "{lines:#?}");
        let words = |text: &str| text.replace([' ', '\n'], "");
        assert_eq!(words(&lines.concat()), words(&text));
    }
}
