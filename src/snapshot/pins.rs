//! What verdicts were judged with: the tool's version, the configuration, the tables.
//!
//! In: names and what stands for their state (a version, a hash), in order. Out: what two
//! such lists differ in, in words. What a name means it refuses to know.

use std::collections::BTreeSet;

/// Names with their states, in the order that they have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pins(Vec<(String, String)>);

impl Pins {
    /// Adds one.
    pub fn add(&mut self, name: impl Into<String>, state: impl Into<String>) {
        self.0.push((name.into(), state.into()));
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, state)| (name.as_str(), state.as_str()))
    }

    fn state(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| *other == name).map(|(_, state)| state)
    }

    /// What has changed since these, in words; nothing if all is as it was.
    pub fn changed(&self, now: &Pins) -> Vec<String> {
        let mut changed: Vec<String> = Vec::new();
        for (name, state) in self.iter() {
            match now.state(name) {
                Some(other) if other == state => {}
                Some(other) => changed.push(format!("{name} ({state} → {other})")),
                None => changed.push(format!("{name} (gone)")),
            }
        }
        changed.extend(now.iter().filter(|(name, _)| self.state(name).is_none()).map(|(name, state)| format!("{name} (new: {state})")));
        // the first has precedence where two tables know the same
        let names = |pins: &Pins| pins.0.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let (before, after) = (names(self), names(now));
        if before != after && before.iter().collect::<BTreeSet<_>>() == after.iter().collect() {
            changed.push("the order of the tables".to_owned());
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::Pins;

    fn pins(all: &[(&str, &str)]) -> Pins {
        let mut pins = Pins::default();
        for (name, state) in all {
            pins.add(*name, *state);
        }
        pins
    }

    #[test]
    fn what_changed_is_named_and_nothing_else() {
        let before = pins(&[("tool", "1"), ("a", "x"), ("b", "y")]);
        for (now, said) in [
            (pins(&[("tool", "1"), ("a", "x"), ("b", "y")]), vec![]),
            (pins(&[("tool", "2"), ("a", "x"), ("b", "z")]), vec!["tool (1 → 2)", "b (y → z)"]),
            (pins(&[("tool", "1"), ("b", "y"), ("c", "w")]), vec!["a (gone)", "c (new: w)"]),
            (pins(&[("tool", "1"), ("b", "y"), ("a", "x")]), vec!["the order of the tables"]),
        ] {
            assert_eq!(before.changed(&now), said);
        }
    }
}
