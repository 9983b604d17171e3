//! Names of entities and phrases for properties, ready to be found in tokens.
//!
//! In: entities and properties. Out: two phrase indexes: names (with their capitals)
//! and terms (by word stems). It refuses to know sentences; whoever finds a name
//! decides what it does there.

use super::index::{Index, Section, table, u64_at};
use super::{EntityId, Property, PropertyId, ValueKind, labels};
use crate::lexicon::synonym::Synonyms;
use crate::lexicon::verb;
use crate::text::phrase::{PhraseIndex, PhraseKey, Sieve, each_key};
use crate::text::span::{Plain, Span};
use crate::text::token::{Form, Token, TokenKind, hash_word, tokenize, words};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// How a name names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameForm {
    /// Its name or an alias.
    Name,
    /// Its people ("Armenian", "Armenians").
    Demonym,
}

/// How a phrase names its property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermForm {
    /// A trigger phrase of the table.
    Trigger,
    /// The label, or its part before the comma.
    Label,
    /// A form derived from the label.
    Derived,
}

/// A phrase for a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermEntry {
    /// Which.
    pub property: PropertyId,
    /// How.
    pub form: TermForm,
    /// Words in the phrase: the longer, the more specific.
    pub words: u8,
}

/// Words of a phrase that is told even with another word inside.
const LONG_PHRASE: u8 = 4;
/// Words at the beginning of a name that are told at once to be one's, or not.
const LEAD: u8 = 2;
/// Letters in a name that may be looked up by a misspelling of it.
const SHORTEST: usize = 6;
/// Words that names of people write with a capital or without: "Giscard d'Estaing", "Omar al-Bashir".
const PARTICLES: &[u64] =
    words!["al", "el", "de", "d", "da", "di", "della", "del", "du", "dos", "la", "le", "van", "von", "der", "den", "ter", "bin", "ibn", "ben"];

/// Words of names that are written without a capital as well, beside one that has its own: "the second Sudanese civil war", "the Czech republic".
#[rustfmt::skip]
const COMMON: &[u64] = words![
    "first", "second", "third", "fourth", "fifth", "great", "civil", "war", "wars", "conflict", "battle", "siege", "offensive", "revolution",
    "uprising", "rebellion", "coup", "massacre", "genocide", "famine", "earthquake", "tsunami", "eruption", "hurricane", "cyclone", "flood", "floods",
    "crisis", "referendum", "election", "treaty", "agreement", "accord", "accords", "pact", "summit", "mission", "corridor", "bombing", "atomic",
    "independence", "peace", "party", "republic", "islands", "emirates", "union",
];

/// All names and terms. Names of entities are looked up in the index; terms, which are few, are made when it is opened.
#[derive(Debug, Default)]
pub struct Names {
    index: Arc<Index>,
    /// First words of names, and the keys of their first two: most tokens are sent away here.
    firsts: Sieve,
    terms: PhraseIndex<TermEntry>,
    /// First letters of the words in terms, and of their stems.
    heads: FxHashSet<u32>,
}

impl Names {
    pub(super) fn new(index: Arc<Index>, properties: &[Property], synonyms: &Synonyms) -> Self {
        let firsts = Sieve::of_bits(index.whole(Section::Sieve).chunks_exact(8).map(|bits| u64_at(bits, 0)));
        let mut names = Names { index, firsts, ..Names::default() };
        let mut stems = Stems::default();
        for (number, property) in properties.iter().enumerate() {
            let id = PropertyId(number as u32);
            for trigger in &property.triggers {
                names.add_term(id, TermForm::Trigger, trigger, &mut stems);
                for phrase in rephrased(trigger, property, synonyms).iter().filter(|phrase| *phrase != trigger) {
                    names.add_term(id, TermForm::Derived, phrase, &mut stems);
                }
            }
            // "founding date", as tables say, is "founded" in prose
            let dated = property.label.strip_suffix(" date").filter(|_| property.kind == ValueKind::Date);
            for form in labels::forms(&property.label, synonyms) {
                names.add_term(id, if form.whole { TermForm::Label } else { TermForm::Derived }, &form.phrase, &mut stems);
            }
            if let Some(label) = dated {
                names.add_term(id, TermForm::Label, label, &mut stems);
            }
        }
        names
    }

    fn add_term(&mut self, property: PropertyId, form: TermForm, phrase: &str, stems: &mut Stems) {
        let mut tokens = tokenize(phrase);
        for word in tokens.iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.span().of(phrase)) {
            let stem = stems.stem(word);
            self.heads.extend([first_letters(word), first_letters(&stem)].into_iter().flatten());
        }
        stems.replace_hashes(phrase, &mut tokens);
        let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).count() as u8;
        self.terms.insert_tokens(&tokens, TermEntry { property, form, words });
    }

    /// The longest name that begins at token `at`: whose it can be, and the token behind it.
    pub fn name_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<(Vec<(EntityId, NameForm)>, usize)> {
        // most words begin no name; a name with a capital is not found without one
        if !self.firsts.may_hold(tokens[at].hash) || !tokens[at].form.contains(Form::CAPITAL) && !self.firsts.may_hold(without_capital(tokens[at].hash)) {
            return None;
        }
        let mut best = None;
        self.each_name(tokens, at, |names, end| {
            let written = &tokens[at..end];
            let mut whose: Vec<(EntityId, NameForm)> =
                names.filter(|name| capitals_agree(name.spelled, text, written)).map(|name| (name.entity, name.form)).collect();
            whose.sort_unstable();
            whose.dedup_by_key(|w| w.0);
            if !whose.is_empty() {
                best = Some((whose, end));
            }
        });
        best
    }

    /// The longest name that begins at token `at` and is not one of `entity`'s own: whose it can be, and the token behind it.
    pub(super) fn other_names_at(&self, text: &str, tokens: &[Token], at: usize, entity: EntityId) -> Option<(Vec<EntityId>, usize)> {
        let mut best = None;
        self.each_name(tokens, at, |names, end| {
            let others: Vec<EntityId> =
                names.filter(|name| name.entity != entity && capitals_agree(name.spelled, text, &tokens[at..end])).map(|name| name.entity).collect();
            if !others.is_empty() {
                best = Some((others, end));
            }
        });
        best
    }

    /// Calls `visit` with the names of every length that may begin at token `at`, shortest first, and with where they end.
    fn each_name<'n>(&'n self, tokens: &[Token], at: usize, mut visit: impl FnMut(&mut dyn Iterator<Item = Name<'n>>, usize)) {
        let longest = match self.words_led(tokens, at) {
            LEAD => tokens.get(at).and_then(|first| table::find(&self.index, Section::Firsts, first.hash).next()).map_or(0, |row| row.one as u8),
            fewer => fewer,
        };
        if longest > 0 {
            each_key(tokens, at, longest, |key, end| {
                visit(&mut table::find(&self.index, Section::Names, key).map(|row| Name::of(&self.index, row)), end);
            });
        }
    }

    /// How many of the first two words at `at` may begin a name, without a look at the tables: "of" does, "of an" hardly.
    fn words_led(&self, tokens: &[Token], at: usize) -> u8 {
        let (mut words, mut led) = (0, 0);
        if tokens.get(at).is_some_and(|first| self.firsts.may_hold(first.hash)) {
            each_key(tokens, at, LEAD, |key, _| {
                words += 1;
                led = if self.firsts.may_hold(key) { words } else { led };
            });
        }
        led
    }

    /// One-word names that begin with the same two letters as `word` and have nearly its length: candidates for a misspelling.
    pub fn similar(&self, word: &str) -> impl Iterator<Item = (EntityId, &str)> {
        let length = word.chars().count();
        let near = move |name: &str| name.chars().count().abs_diff(length) <= 2;
        let block = table::find(&self.index, Section::Heads, head(word)).filter(move |row| {
            let bytes = Name::bytes(row) as usize;
            // a name has as many bytes as letters, or more where one is not ASCII
            bytes + 2 >= length && (bytes <= length + 2 || !Name::raw(&self.index, row).is_ascii())
        });
        block.map(|row| Name::of(&self.index, row)).filter(move |name| near(name.spelled)).map(|name| (name.entity, name.spelled))
    }

    /// The longest phrase for a property that begins at token `at` of tokens with stem hashes.
    pub fn term_at(&self, stemmed: &[Token], at: usize) -> Option<(&[TermEntry], usize)> {
        if stemmed[at].hash == 0 || !self.terms.may_begin(stemmed[at]) {
            return None;
        }
        let whole = self.terms.longest_at(stemmed, at).map(|found| (found.values, found.end));
        if whole.as_ref().is_some_and(|(values, _)| values.iter().any(|v| v.words >= LONG_PHRASE)) || self.terms.words_from(stemmed, at) < LONG_PHRASE {
            return whole;
        }
        self.with_a_word_more(stemmed, at).or(whole)
    }

    /// False if surely no phrase begins with the stemmed word.
    pub fn may_open_term(&self, first: Token) -> bool {
        first.hash != 0 && self.terms.may_begin(first)
    }

    /// A phrase whose first word stands apart, and how many words there are behind: "economy … grew", "prices … went up".
    pub fn split_term(&self, first: Token, rest: &[Token]) -> Option<(&[TermEntry], usize)> {
        let next = *rest.first()?;
        if next.hash == 0 || !self.may_open_term(first) {
            return None;
        }
        let whole = [first, next, rest.get(1).copied().unwrap_or(next)];
        let found = self.terms.longest_at(&whole[..=rest.len().min(2)], 0).filter(|found| found.end > 1)?;
        Some((found.values, found.end - 1))
    }

    /// A long phrase with one word more in the text than in the table; but not of "became a founding member of", which has a phrase inside.
    fn with_a_word_more(&self, stemmed: &[Token], at: usize) -> Option<(&[TermEntry], usize)> {
        let most = usize::from(self.terms.words_from(stemmed, at)).min(stemmed.len() - at);
        (2..most).rev().find_map(|skip| {
            let rest = &stemmed[at..(at + most + 1).min(stemmed.len())];
            let fewer: Vec<Token> = rest[..skip].iter().chain(&rest[skip + 1..]).copied().collect();
            let found = self.terms.longest_at(&fewer, 0)?;
            let long = found.values.iter().any(|v| v.words >= LONG_PHRASE) && found.end > skip;
            (long && rest[skip].kind == TokenKind::Word && self.terms.longest_at(rest, skip).is_none()).then(|| (found.values, at + found.end + 1))
        })
    }

    /// Stems a sentence's words where they may be in a term; the others get a hash that nothing has.
    pub fn stemmed(&self, text: &str, tokens: &[Token], stems: &mut Stems) -> Vec<Token> {
        stems.read_for(self.terms.phrases());
        let mut stemmed = tokens.to_vec();
        for token in stemmed.iter_mut().filter(|t| t.kind == TokenKind::Word) {
            let span = token.span();
            token.hash = stems.of(token.hash, || span.of(text), |word| self.may_be_in_term(word));
        }
        stemmed
    }

    /// True unless no term has a word that begins so.
    fn may_be_in_term(&self, word: &str) -> bool {
        let short = || word.get(..SHORT_STEM).and_then(first_letters).is_some_and(|head| self.heads.contains(&head));
        first_letters(word).is_none_or(|head| self.heads.contains(&head)) || short()
    }

    /// True if no property has a phrase.
    pub fn has_terms(&self) -> bool {
        !self.terms.is_empty()
    }
}

/// What a phrase for a property is told by as well: "became a member of the EU" for "joined the European Union". One word says too little to be
/// told otherwise, but for what happened once, by words that say more.
fn rephrased(trigger: &str, property: &Property, synonyms: &Synonyms) -> Vec<String> {
    let once = synonyms.replaced(trigger);
    if !trigger.contains(' ') {
        return once.into_iter().filter(|phrase| property.kind == ValueKind::Date && phrase.contains(' ')).collect();
    }
    let twice: Vec<String> = once.iter().flat_map(|phrase| synonyms.replaced(phrase)).collect();
    // "of its exports" has its owner in the determiner's place: "of Chad's exports"
    let owned = trigger.replace(" its ", " ");
    once.into_iter().chain(twice).chain([owned]).collect()
}

/// Letters of a stem that a longer word may have been cut down to.
const SHORT_STEM: usize = 3;

/// The first four letters of a word in lower case, as one number. None if one is not of ASCII.
fn first_letters(word: &str) -> Option<u32> {
    let head = &word.as_bytes()[..word.len().min(4)];
    head.is_ascii().then(|| head.iter().fold(0, |all, b| all << 8 | u32::from(b.to_ascii_lowercase())))
}

/// The key of the first two letters, lower-cased.
fn head(word: &str) -> u64 {
    let mut letters = word.chars().flat_map(char::to_lowercase).map(u64::from);
    table::key_of(letters.next().unwrap_or(0) << 32 | letters.next().unwrap_or(0))
}

/// A name as the index has it: a piece of an entity's record.
struct Name<'i> {
    entity: EntityId,
    form: NameForm,
    spelled: &'i str,
}

/// The bit that says that a name is of people.
const DEMONYM: u64 = 1 << 31;

impl<'i> Name<'i> {
    fn of(index: &'i Index, row: table::Row) -> Self {
        let spelled = std::str::from_utf8(Name::raw(index, &row)).unwrap_or_default();
        let form = if row.one & DEMONYM > 0 { NameForm::Demonym } else { NameForm::Name };
        Name { entity: EntityId((row.one >> 32) as u32), form, spelled }
    }

    fn raw(index: &'i Index, row: &table::Row) -> &'i [u8] {
        index.get(Section::Entities, row.two..row.two.saturating_add(Name::bytes(row)))
    }

    /// How many bytes the name of a row has.
    fn bytes(row: &table::Row) -> u64 {
        row.one & (DEMONYM - 1)
    }

    /// The row under a key; `at` is where the name stands among the records of entities.
    fn row(&self, key: u64, at: u64) -> table::Row {
        let form = if self.form == NameForm::Demonym { DEMONYM } else { 0 };
        table::Row { key, one: u64::from(self.entity.0) << 32 | form | self.spelled.len() as u64, two: at }
    }
}

/// The tables of names, being collected.
#[derive(Default)]
pub(super) struct NameTables {
    names: Vec<table::Row>,
    heads: Vec<table::Row>,
    longest: FxHashMap<u64, u8>,
    /// First words of names that begin without a capital.
    small: Vec<u64>,
    /// The keys of the first words of names, at most two of each.
    leads: Vec<u64>,
}

impl NameTables {
    /// Adds the names in an entity's record, which begins at `start` among all records.
    pub(super) fn add(&mut self, entity: EntityId, record: &[u8], start: u64) {
        let view = super::access::entity(record);
        // a text that was read from the record is a piece of it
        let place = |name: &str| start + (name.as_ptr() as usize - record.as_ptr() as usize) as u64;
        for spelled in view.names().chain(view.short_names()) {
            self.add_name(&Name { entity, form: NameForm::Name, spelled }, place(spelled));
        }
        for spelled in view.demonyms() {
            self.add_name(&Name { entity, form: NameForm::Demonym, spelled }, place(spelled));
        }
    }

    fn add_name(&mut self, name: &Name<'_>, place: u64) {
        let spelled = name.spelled;
        let tokens = tokenize(spelled);
        // a single letter or a bare number names nothing
        if let Some(phrase) = PhraseKey::of(&tokens).filter(|_| spelled.chars().filter(|c| c.is_alphabetic()).count() > 1) {
            self.names.push(name.row(phrase.key, place));
            // of a longer name only the first two words together begin it
            let lead = LEAD.min(phrase.words);
            let mut words = 0;
            each_key(&tokens, 0, lead, |key, _| {
                words += 1;
                if words == lead {
                    self.leads.push(key);
                }
            });
            let particle = phrase.words > 1 && PARTICLES.contains(&phrase.first);
            let common = phrase.words > 2 && COMMON.contains(&phrase.first);
            if particle || common || !tokens.first().is_some_and(|t| t.form.contains(Form::CAPITAL)) {
                self.small.push(phrase.first);
            }
            let longest = self.longest.entry(phrase.first).or_default();
            *longest = (*longest).max(phrase.words);
        }
        if !spelled.contains(' ') && spelled.chars().count() >= SHORTEST && spelled.starts_with(char::is_uppercase) {
            self.heads.push(name.row(head(spelled), place));
        }
    }

    /// The sections.
    pub(super) fn written(self) -> [(Section, Vec<u8>); 4] {
        let mut sieve = Sieve::with_room(self.longest.len() + self.leads.len());
        for hash in self.leads.into_iter().chain(self.small.into_iter().map(without_capital)) {
            sieve.insert(hash);
        }
        let mut firsts: Vec<table::Row> = self.longest.into_iter().map(|(key, words)| table::Row { key, one: words.into(), two: 0 }).collect();
        firsts.sort_unstable();
        for row in &firsts {
            sieve.insert(row.key);
        }
        [
            (Section::Names, table::written(self.names)),
            (Section::Firsts, table::written(firsts)),
            (Section::Sieve, sieve.bits().iter().flat_map(|bits| bits.to_le_bytes()).collect()),
            (Section::Heads, table::written(self.heads)),
        ]
    }
}

/// What a sieve of first words holds besides, of a name that begins without a capital.
fn without_capital(hash: u64) -> u64 {
    hash.rotate_left(23) ^ 0x5bd1_e995_9d1b_54a5
}

/// True for a word whose capital stands behind an elided particle: "d'Estaing".
fn is_elided(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(particle, name)| particle.len() <= 2 && name.starts_with(char::is_uppercase))
}

/// True if the text's words have the capitals that the name demands: a capital where the
/// name has one, all capitals where the name is an abbreviation ("US", not "us"). What is
/// joined by a hyphen ("Kim Dae-jung"), and a particle or a common word beside other words, may be without.
fn capitals_agree(spelled: &str, text: &str, written: &[Token]) -> bool {
    // written as it is spelled, which most names are
    if let (Some(first), Some(last)) = (written.first(), written.last())
        && Span::<Plain>::new(first.span().start, last.span().end).of(text) == spelled
    {
        return true;
    }
    let word = |t: &&Token| t.kind == TokenKind::Word;
    let (mut tokens, words) = (written.iter().filter(word), written.iter().filter(word).count());
    let capital = words > 1 && written.iter().any(|token| token.form.contains(Form::CAPITAL) && !COMMON.contains(&token.hash));
    tokenize(spelled).iter().filter(word).all(|name| {
        let Some(token) = tokens.next() else { return true };
        if words > 1 && (PARTICLES.contains(&token.hash) || text[..token.span().start as usize].ends_with('-') || is_elided(token.span().of(text))) {
            return true;
        }
        if capital && COMMON.contains(&token.hash) {
            return true;
        }
        let demands = name.form & (Form::CAPITAL | Form::UPPER);
        let short = name.span().of(spelled).chars().filter(|c| c.is_alphabetic()).count() <= 5;
        let wanted = if short { demands } else { demands & Form::CAPITAL };
        debug_assert!(!token.span().of(text).is_empty());
        token.form.contains(wanted)
    })
}

/// Word stems (Snowball, English), remembered by the hash of the word.
pub struct Stems {
    stemmer: Stemmer,
    /// By the hash of a word: that of its stem; 0 for words that no term has.
    known: FxHashMap<u64, u64>,
    /// For which terms that is so.
    terms: u64,
}

impl Default for Stems {
    fn default() -> Self {
        Stems { stemmer: Stemmer::create(Algorithm::English), known: FxHashMap::default(), terms: 0 }
    }
}

thread_local! {
    /// The words of one article come back in the next.
    static SHARED: RefCell<Stems> = RefCell::default();
}

/// How many words a thread remembers: more than a language has, less than a machine notices.
const REMEMBERED: usize = 100_000;

impl Stems {
    /// Runs `f` with the stems that this thread has worked out so far.
    pub fn shared<T>(f: impl FnOnce(&mut Stems) -> T) -> T {
        SHARED.with_borrow_mut(|stems| {
            if stems.known.len() > REMEMBERED {
                stems.known.clear();
            }
            f(stems)
        })
    }

    /// Replaces the hash of every word by that of its stem.
    pub fn replace_hashes(&mut self, text: &str, tokens: &mut [Token]) {
        self.read_for(0);
        for token in tokens.iter_mut().filter(|t| t.kind == TokenKind::Word) {
            let span = token.span();
            token.hash = self.of(token.hash, || span.of(text), |_| true);
        }
    }

    /// Forgets what was worked out for other terms.
    fn read_for(&mut self, terms: u64) {
        if self.terms != terms {
            self.known.clear();
            self.terms = terms;
        }
    }

    /// The hash of a word's stem, 0 if it is not `wanted`; `own` is the word's.
    fn of<'t>(&mut self, own: u64, word: impl Fn() -> &'t str, wanted: impl Fn(&str) -> bool) -> u64 {
        if let Some(&known) = self.known.get(&own) {
            return known;
        }
        // what is remembered by a hash must follow from it alone: "sq." and "sq" have the same
        let lower = word().to_lowercase().replace('.', "").replace('\u{2019}', "'");
        let stem = match lower.as_str() {
            // "moved its capital" is "moved the capital"
            "its" | "their" | "his" | "her" | "our" => hash_word("the"),
            _ if !wanted(verb::base(&lower).unwrap_or(&lower)) => 0,
            // the past of "find" founds nothing
            "found" => hash_word("find"),
            _ => hash_word(&self.stemmer.stem(&plain(&lower))),
        };
        self.known.insert(own, stem);
        stem
    }

    fn stem(&self, word: &str) -> String {
        self.stemmer.stem(&plain(&word.to_lowercase())).into_owned()
    }
}

/// A word as its stem is made of it: the base of "begun", "organize" of "organise".
fn plain(word: &str) -> Cow<'_, str> {
    verb::base(word).map_or_else(|| american(word), Cow::Borrowed)
}

/// A word as Americans write it, before it is stemmed: "legalised" and "legalized", "labour" and "labor".
fn american(word: &str) -> Cow<'_, str> {
    const SHORT: usize = 3;
    const ENDINGS: [(&str, &str); 6] = [("ise", "ize"), ("ised", "ized"), ("ises", "izes"), ("ising", "izing"), ("isation", "ization"), ("our", "or")];
    let written =
        ENDINGS.iter().find_map(|(british, american)| word.strip_suffix(british).filter(|head| head.len() >= SHORT).map(|head| format!("{head}{american}")));
    written.map_or(Cow::Borrowed(word), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::{Stems, capitals_agree};
    use crate::text::token::{hash_word, tokenize};

    #[test]
    fn abbreviations_keep_their_capitals_and_phrases_are_free() {
        let agree = |name: &str, text: &str| capitals_agree(name, text, &tokenize(text));
        assert!(agree("US", "U.S.") && agree("US", "US") && !agree("US", "us") && !agree("US", "Us"));
        assert!(agree("Turkey", "Turkey") && agree("Turkey", "TURKEY") && !agree("Turkey", "turkey"));
        for (name, text) in [("Kim Dae Jung", "Kim Dae-jung"), ("Giscard D'Estaing", "Giscard d'Estaing"), ("Al-Bashir", "al-Bashir")] {
            assert!(agree(name, text), "{text}");
        }
        assert!(!agree("Kim Dae Jung", "Kim dae Jung") && !agree("Van", "van"));
        assert!(agree("peace deal", "Peace Deal") && agree("peace deal", "peace deal"));
    }

    #[test]
    fn spellings_of_both_shores_and_forms_of_a_verb_have_one_stem() {
        let mut stems = Stems::default();
        let mut stem = |word: &'static str| stems.of(hash_word(word), || word, |_| true);
        for (british, american) in [("legalised", "legalize"), ("colonisation", "colonized"), ("labour", "labor"), ("its", "the"), ("begun", "beginning")] {
            assert_eq!(stem(british), stem(american), "{british}");
        }
        assert_ne!(stem("four"), stem("for"));
    }

    #[test]
    fn words_with_one_hash_have_one_stem_whichever_comes_first() {
        for words in [["sq.", "sq"], ["sq", "sq."], ["people\u{2019}s", "people's"]] {
            let mut stems = Stems::default();
            let known = |word: &str| ["sq", "people's"].contains(&word);
            let found = words.map(|word| stems.of(hash_word(word), || word, known));
            assert!(found[0] == found[1] && found[0] != 0, "{words:?}");
        }
    }
}
