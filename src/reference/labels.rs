//! Forms in which the label of a property stands in prose.
//!
//! In: a label as a table writes it ("Health expenditure, total (% of GDP)"). Out: the
//! phrases by which a sentence may name it: without brackets, without the tail behind a
//! comma, without words that say only that something is measured, abbreviations spelt
//! out or put in. It refuses to know triggers: those are the table's own words.

use crate::lexicon::synonym::Synonyms;

/// The most forms of one label.
const MOST: usize = 24;
/// Words that say only that something is measured, before the rest of a label.
const LEADING: [&str; 10] = ["total ", "annual ", "real ", "number of ", "prevalence of ", "rate of ", "level of ", "value of ", "incidence of ", "people "];
/// The same behind the rest.
const TRAILING: [&str; 5] = [" rate", " total", " ratio", " number", " count"];
/// A single word that is left names enough if it has so many letters: "inflation" does, "birth" does not.
const LONG_WORD: usize = 9;

/// A form of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelForm {
    /// The words.
    pub phrase: String,
    /// They are the label itself, but for brackets and tails.
    pub whole: bool,
}

/// All forms, the label itself first; each once.
pub fn forms(label: &str, synonyms: &Synonyms) -> Vec<LabelForm> {
    let bare = without_brackets(label);
    let head = bare.split(',').next().unwrap_or("").trim().to_owned();
    let mut forms = Vec::new();
    for whole in [bare, head] {
        add(&mut forms, whole, true);
    }
    let mut next = 0;
    while next < forms.len() && forms.len() < MOST {
        let phrase = forms[next].phrase.clone();
        shorter(&phrase).into_iter().chain(turned(&phrase)).for_each(|f| add(&mut forms, f, false));
        synonyms.replaced(&phrase).into_iter().for_each(|f| add(&mut forms, f, false));
        next += 1;
    }
    forms
}

fn add(forms: &mut Vec<LabelForm>, phrase: String, whole: bool) {
    if !phrase.is_empty() && !forms.iter().any(|f| f.phrase == phrase) {
        forms.push(LabelForm { phrase, whole });
    }
}

fn without_brackets(label: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0;
    for c in label.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Forms without a word that only says that something is measured, or without "at birth" and the like.
fn shorter(phrase: &str) -> Vec<String> {
    let lower = phrase.to_lowercase();
    let rest = |start: usize, end: usize| phrase.get(start..end).map(|p| p.trim().to_owned());
    let led = LEADING.iter().filter(|w| lower.starts_with(**w)).filter_map(|w| rest(w.len(), phrase.len()));
    let trailed = TRAILING.iter().filter(|w| lower.ends_with(**w)).filter_map(|w| rest(0, phrase.len() - w.len()));
    let tail = lower.find(" at ").and_then(|at| rest(0, at));
    led.chain(trailed).chain(tail).filter(|p| names_enough(p)).collect()
}

fn names_enough(phrase: &str) -> bool {
    phrase.contains(' ') || phrase.chars().count() >= LONG_WORD
}

/// "price for diesel fuel" is "diesel fuel price" too, and "income per head" "per head income".
fn turned(phrase: &str) -> Vec<String> {
    let around = |word: &str| phrase.split_once(word).filter(|(a, b)| !a.is_empty() && !b.is_empty() && !b.contains(','));
    let of = around(" for ").map(|(a, b)| [format!("{b} {a}"), format!("{a} of {b}")]);
    let per = around(" per ").map(|(a, b)| format!("per {b} {a}"));
    of.into_iter().flatten().chain(per).collect()
}

#[cfg(test)]
mod tests {
    use super::forms;
    use crate::lexicon::Lexicon;

    fn phrases(label: &str) -> Vec<String> {
        forms(label, &Lexicon::english().synonyms).into_iter().map(|f| f.phrase).collect()
    }

    #[test]
    fn labels_lose_brackets_tails_and_words_of_measuring() {
        assert_eq!(phrases("Elevation (m)"), ["Elevation"]);
        assert_eq!(phrases("Literacy rate, adults"), ["Literacy rate, adults", "Literacy rate"]);
        assert!(phrases("Unemployment rate (% of workers)").contains(&"Unemployment".to_owned()));
        assert!(!phrases("Birth rate").contains(&"Birth".to_owned()));
        assert!(phrases("Life span at birth, total").contains(&"Life span".to_owned()));
    }

    #[test]
    fn abbreviations_are_spelt_out_and_phrases_turned_round() {
        let gdp = phrases("GDP (nominal) per capita");
        for form in ["GDP per capita", "per capita GDP", "gross domestic product per capita", "GDP per head"] {
            assert!(gdp.contains(&form.to_owned()), "{form}: {gdp:?}");
        }
        assert!(!gdp.contains(&"GDP".to_owned()));
        assert!(phrases("Price for table salt").contains(&"table salt Price".to_owned()));
    }
}
