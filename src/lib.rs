//! A linter for facts.
pub mod lexicon;
pub mod measure;
pub mod mention;
pub mod problem;
pub mod text;
