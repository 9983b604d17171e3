//! The forms that a date is written in, each declared with what it can begin with.
//!
//! In: a token. Out: the longest reading among the forms whose declared beginnings stand
//! there. What a form reads is in the file that declares it.

use super::super::scene::Scene;
use super::expr::DateExpr;
use crate::lexicon::word::Class;

/// An expression and the token behind it.
pub type Read = Option<(DateExpr, usize)>;

/// One way to write a date.
pub struct DateForm {
    /// Its name.
    pub name: &'static str,
    /// What it can begin with; nothing else is tried.
    pub leads: Lead,
    /// A text in which it reads a date.
    pub example: &'static str,
    /// Reads the date that begins at a token.
    pub read: fn(&Scene, usize) -> Read,
}

/// What stands at a token, or what a form can begin with.
#[derive(Debug, Clone, Copy)]
pub struct Lead {
    /// A word of these classes.
    words: Class,
    /// Digits of this many places, one bit each.
    digits: u16,
    /// A mark, or a word of no class that a date begins with ("about").
    rest: bool,
    /// Digits behind which a word of no class stands ("5 tankers"): few forms read a date there.
    stranger: bool,
}

/// Longer runs of digits are as good as this one.
const LONGEST: usize = 15;

/// The classes of words that a date begins with.
pub const LEADS: Class = Class::DATE.union(Class::NUMERAL).union(Class::ARTICLE).union(Class::ERA).union(Class::PERIOD);

impl Lead {
    /// A word of these classes alone.
    pub const fn words(words: Class) -> Self {
        Lead { words, digits: 0, rest: false, stranger: false }
    }

    /// Digits as well, of `least` to `most` places.
    #[must_use]
    pub const fn or_digits(self, least: u32, most: u32) -> Self {
        Lead { digits: (1 << (most + 1)) - (1 << least), ..self }
    }

    /// Marks and words of no such class as well.
    #[must_use]
    pub const fn or_rest(self) -> Self {
        Lead { rest: true, ..self }
    }

    /// Digits before any word as well: the form ends with them.
    #[must_use]
    pub const fn or_stranger(self) -> Self {
        Lead { stranger: true, ..self }
    }

    /// What stands at `at`.
    pub fn at(scene: &Scene, at: usize) -> Self {
        let words = scene.class(at);
        let digits = scene.digits(at).map_or(0, |d| 1 << d.len().min(LONGEST));
        let stranger = digits != 0 && scene.is_word(at + 1) && !scene.glued(at + 1) && !scene.is_known(at + 1);
        Lead { words, digits, rest: digits == 0 && !words.intersects(LEADS), stranger }
    }
}

/// How many forms a list can hold: one bit each.
const MOST: usize = 32;

/// A list of forms, and which of them can begin with what.
pub struct Forms {
    forms: [Option<&'static DateForm>; MOST],
    by_class: [u32; 64],
    by_digits: [u32; LONGEST + 1],
    by_rest: u32,
    by_stranger: u32,
}

impl Forms {
    /// The forms of these tables; of two readings of one length the earlier form's is taken.
    pub const fn of(tables: &[&'static [DateForm]]) -> Self {
        let mut all = Forms { forms: [None; MOST], by_class: [0; 64], by_digits: [0; LONGEST + 1], by_rest: 0, by_stranger: 0 };
        let (mut table, mut next) = (0, 0);
        while table < tables.len() {
            let mut row = 0;
            while row < tables[table].len() {
                all.add(next, &tables[table][row]);
                (row, next) = (row + 1, next + 1);
            }
            table += 1;
        }
        all
    }

    const fn add(&mut self, number: usize, form: &'static DateForm) {
        self.forms[number] = Some(form);
        let mut bit = 0;
        while bit < 64 {
            self.by_class[bit] |= ((form.leads.words.bits() >> bit & 1) as u32) << number;
            bit += 1;
        }
        let mut places = 0;
        while places <= LONGEST {
            self.by_digits[places] |= ((form.leads.digits >> places & 1) as u32) << number;
            places += 1;
        }
        self.by_rest |= (form.leads.rest as u32) << number;
        self.by_stranger |= (form.leads.stranger as u32) << number;
    }

    /// The forms that can begin with what stands there.
    fn fitting(&self, lead: Lead) -> impl Iterator<Item = &'static DateForm> {
        let rest = if lead.rest { self.by_rest } else { 0 };
        let classes = bits(lead.words.bits()).fold(rest, |all, bit| all | self.by_class[bit]);
        let fitting = bits(lead.digits.into()).fold(classes, |all, bit| all | self.by_digits[bit]);
        let fitting = if lead.stranger { fitting & self.by_stranger } else { fitting };
        bits(fitting.into()).filter_map(|number| self.forms[number])
    }

    /// The first of the longest readings by the forms that can begin with what stands at `at`.
    pub fn longest(&self, scene: &Scene, at: usize, lead: Lead) -> Read {
        let mut best: Read = None;
        for form in self.fitting(lead) {
            if let Some(read) = (form.read)(scene, at)
                && best.as_ref().is_none_or(|kept| kept.1 < read.1)
            {
                best = Some(read);
            }
        }
        best
    }
}

/// The numbers of the bits that are set.
fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (word != 0).then(|| word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::{DateForm, Forms, Lead};
    use crate::mention::date::{COUNTED_OFF, PLAIN};
    use crate::mention::testing::with_scene;

    fn all() -> Vec<(&'static Forms, &'static DateForm)> {
        [&PLAIN, &COUNTED_OFF].into_iter().flat_map(|forms| forms.forms.iter().flatten().map(move |&form| (forms, form))).collect()
    }

    /// True if the form, tried where its declared beginnings stand, reads a date in the example.
    fn reads(forms: &Forms, form: &DateForm) -> bool {
        with_scene(form.example, |scene| {
            let fitting = (0..scene.end()).filter(|&at| forms.fitting(Lead::at(scene, at)).any(|f| f.name == form.name));
            fitting.into_iter().any(|at| (form.read)(scene, at).is_some())
        })
    }

    #[test]
    fn every_form_reads_its_example_from_a_beginning_that_it_declares() {
        let failures: Vec<&str> = all().into_iter().filter(|(forms, form)| !reads(forms, form)).map(|(_, form)| form.name).collect();
        assert!(failures.is_empty(), "{failures:?}");
    }

    #[test]
    fn no_two_forms_share_a_name() {
        let mut names: Vec<&str> = all().into_iter().map(|(_, form)| form.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
